# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later

# docket_bench(NAME [SOURCES ...] [LINKS ...] [ENVIRONMENT ...] [ARGS ...])
# One benchmark program bench_NAME (SOURCES defaults to bench_NAME.cpp) that reports through bench/benchreport.h.
# It is not part of "all": `packaging/bench` builds the target `benchmarks` in Release and runs what is registered here
# under `ctest -C BENCHMARK`. Figures of a debug build say nothing, so nothing else runs them.
function(docket_bench name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;ENVIRONMENT;ARGS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES bench_${name}.cpp)
    endif()
    if(NOT TARGET benchmarks)
        add_custom_target(benchmarks)
    endif()
    add_executable(bench_${name} EXCLUDE_FROM_ALL ${ARG_SOURCES})
    set_target_properties(bench_${name} PROPERTIES UNITY_BUILD OFF)
    target_link_libraries(bench_${name} PRIVATE docket_strict docket_benchreport ${ARG_LINKS})
    target_include_directories(bench_${name} PRIVATE
        ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/models ${PROJECT_SOURCE_DIR})
    add_dependencies(benchmarks bench_${name})
    add_test(NAME bench_${name} CONFIGURATIONS BENCHMARK
        COMMAND ${PROJECT_SOURCE_DIR}/tests/hermetic $<TARGET_FILE:bench_${name}> ${ARG_ARGS})
    set_tests_properties(bench_${name} PROPERTIES LABELS bench RUN_SERIAL ON TIMEOUT 1800
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${ARG_ENVIRONMENT}")
endfunction()
