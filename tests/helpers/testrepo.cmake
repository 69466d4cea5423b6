# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
if(TARGET docket::git)
    add_library(docket_testrepo STATIC testrepo.cpp testrepo.h)
    add_library(docket::testrepo ALIAS docket_testrepo)
    target_include_directories(docket_testrepo PUBLIC ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(docket_testrepo PUBLIC docket::core PRIVATE docket::git PkgConfig::libgit2 docket_strict)
endif()
