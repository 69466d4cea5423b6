# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
docket_fuzz_subject(agents LINKS docket::agents)
target_compile_definitions(fuzz_agents PRIVATE DOCKET_AGENT_FIXTURES="${PROJECT_SOURCE_DIR}/tests/agents/fixtures")
