# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads ctest's LastTest.log: which test functions were skipped and why, and the sum of Qt Test's totals. A program that
# failed without totals (it crashed, ran out of time, or is no Qt Test) counts as one failure; one that passed, as one pass.
function close_program() {
    if (program == "") return
    if (!totals) { if (result ~ /Passed/) passed++; else if (result ~ /Not Run|Skipped/) skipped++; else failed++ }
    else if (result ~ /Failed|Timeout|Exception/ && !own_failures) failed++
    program = ""
}
/^[0-9]+\/[0-9]+ Testing: / { close_program(); program = $3; totals = 0; own_failures = 0; result = ""; programs++; next }
/^SKIP   : / {
    skip = $0
    sub(/^SKIP   : /, "", skip)
    reasons[++skips] = program ": " skip
    next
}
/^Totals: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped/ {
    totals = 1; passed += $2; failed += $4; skipped += $6; own_failures += $4
    next
}
/^Test (Passed|Failed|Timeout|Not Run|Skipped|timeout)/ || /^Test .*\.$/ { result = $0 }
END {
    close_program()
    if (skips) print "Skipped, and why:"
    for (i = 1; i <= skips; i++) print "  " reasons[i]
    printf "%d test programs ran.\n", programs
    printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
}
