# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Ninja without a terminal prints a line a step. Keep one in ten parts, and whatever is not a step (errors, warnings).
match($0, /^\[[0-9]+\/[0-9]+\] /) {
    split(substr($0, 2, RLENGTH - 3), step, "/")
    part = int(step[1] * 10 / step[2])
    if (part > shown) { shown = part; printf "  %3d%%  step %d of %d\n", part * 10, step[1], step[2]; fflush() }
    next
}
/^ninja: (no work to do|Entering)/ { next }
{ print; fflush() }
