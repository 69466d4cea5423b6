# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
# What windows are tested against: a workbench and a source of diffs in memory.
add_library(docket_fakeworkbench STATIC EXCLUDE_FROM_ALL fakeworkbench.cpp fakeworkbench.h)
target_include_directories(docket_fakeworkbench PUBLIC ${PROJECT_SOURCE_DIR}/tests)
target_link_libraries(docket_fakeworkbench PUBLIC docket::items PRIVATE docket_strict)
