# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A language model on loopback that says what a test wants, in the dialects that real agents speak.
add_library(docket_modelserver STATIC
    ${CMAKE_CURRENT_LIST_DIR}/modelserver/modelserver.cpp ${CMAKE_CURRENT_LIST_DIR}/modelserver/modelserver.h
    ${CMAKE_CURRENT_LIST_DIR}/modelserver/dialects.cpp ${CMAKE_CURRENT_LIST_DIR}/modelserver/dialects.h)
target_link_libraries(docket_modelserver PUBLIC Qt6::Core Qt6::Network PRIVATE docket_strict)
target_include_directories(docket_modelserver PUBLIC ${PROJECT_SOURCE_DIR}/tests)
