# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
docket_fuzz_subject(event LINKS docket::task docket::metrics)
