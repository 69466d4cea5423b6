# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
docket_fuzz_subject(pack LINKS docket::git PkgConfig::libdeflate)
