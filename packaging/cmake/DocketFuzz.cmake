# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later

# docket_fuzz(NAME [SOURCES ...] [LINKS ...] [SECONDS n])
# One libFuzzer program fuzz_NAME (SOURCES defaults to fuzz_NAME.cpp), built only by the preset "fuzz". As a test
# (label "fuzz") it runs over its corpus, the folder NAME.corpus beside it if there is one, and then SECONDS (60) on its own.
option(DOCKET_FUZZ "Build the fuzz targets (clang++ only)" OFF)
function(docket_fuzz name)
    if(NOT DOCKET_FUZZ)
        return()
    endif()
    cmake_parse_arguments(ARG "" "SECONDS" "SOURCES;LINKS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES fuzz_${name}.cpp)
    endif()
    if(NOT ARG_SECONDS)
        set(ARG_SECONDS 60)
    endif()
    add_executable(fuzz_${name} ${ARG_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE docket_strict ${ARG_LINKS})
    target_include_directories(fuzz_${name} PRIVATE
        ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/models ${PROJECT_SOURCE_DIR})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set(found ${CMAKE_CURRENT_BINARY_DIR}/${name}.found)
    file(MAKE_DIRECTORY ${found})
    set(corpus ${CMAKE_CURRENT_SOURCE_DIR}/${name}.corpus)
    if(NOT EXISTS ${corpus})
        set(corpus)
    endif()
    math(EXPR limit "${ARG_SECONDS} + 120")
    add_test(NAME fuzz_${name} COMMAND ${PROJECT_SOURCE_DIR}/tests/hermetic $<TARGET_FILE:fuzz_${name}>
        -max_total_time=${ARG_SECONDS} -timeout=20 -rss_limit_mb=2048 -artifact_prefix=${found}/ ${found} ${corpus})
    set_tests_properties(fuzz_${name} PROPERTIES LABELS fuzz TIMEOUT ${limit})
endfunction()
