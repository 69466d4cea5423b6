# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# testprogram: one child program whose behaviour is chosen by its arguments. fakeprocess: a scripted Process.
add_executable(docket_testprogram ${CMAKE_CURRENT_LIST_DIR}/testprogram/main.cpp)
set_target_properties(docket_testprogram PROPERTIES AUTOMOC OFF UNITY_BUILD OFF)
target_link_libraries(docket_testprogram PRIVATE docket_strict)

add_library(docket_fakeprocess STATIC ${CMAKE_CURRENT_LIST_DIR}/fakeprocess.cpp ${CMAKE_CURRENT_LIST_DIR}/fakeprocess.h)
target_link_libraries(docket_fakeprocess PUBLIC docket::process PRIVATE docket_strict)
target_include_directories(docket_fakeprocess PUBLIC ${PROJECT_SOURCE_DIR}/tests)
