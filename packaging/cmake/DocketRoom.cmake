# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later

# docket_room(NAME [LINKS ...] [PRIVATE ...])
# One static library for the current folder: docket_NAME, alias docket::NAME. LINKS is what its headers need,
# PRIVATE what only its sources need. Files of models/ are included as "room/file.h", those of widgets/ and app/
# as "widgets/room/file.h" and "app/file.h".
function(docket_room name)
    cmake_parse_arguments(ARG "" "" "LINKS;PRIVATE" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    add_library(docket_${name} STATIC ${sources})
    add_library(docket::${name} ALIAS docket_${name})
    target_include_directories(docket_${name} PUBLIC ${PROJECT_SOURCE_DIR}/models ${PROJECT_SOURCE_DIR})
    target_link_libraries(docket_${name} PUBLIC ${ARG_LINKS} PRIVATE docket_strict ${ARG_PRIVATE})
    set_target_properties(docket_${name} PROPERTIES UNITY_BUILD_UNIQUE_ID DOCKET_UNITY_ID)
endfunction()

# docket_test(NAME LABEL label [SOURCES ...] [LINKS ...] [ENVIRONMENT ...] [TIMEOUT seconds] [ARGS ...] [SERIAL])
# One Qt Test executable tst_NAME, run hermetically: private HOME and XDG folders, no git configuration, UTC, offscreen.
# SOURCES defaults to tst_NAME.cpp.
function(docket_test name)
    cmake_parse_arguments(ARG "SERIAL" "LABEL;TIMEOUT" "SOURCES;LINKS;ENVIRONMENT;ARGS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES tst_${name}.cpp)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(tst_${name} ${ARG_SOURCES})
    set_target_properties(tst_${name} PROPERTIES UNITY_BUILD OFF)
    target_link_libraries(tst_${name} PRIVATE docket_strict Qt6::Test ${ARG_LINKS})
    target_include_directories(tst_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/models ${PROJECT_SOURCE_DIR})
    add_test(NAME ${name} COMMAND ${PROJECT_SOURCE_DIR}/tests/hermetic $<TARGET_FILE:tst_${name}> ${ARG_ARGS})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${ARG_ENVIRONMENT}" SKIP_REGULAR_EXPRESSION "^SKIP +: [^(]*::initTestCase")
    if(ARG_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
endfunction()
