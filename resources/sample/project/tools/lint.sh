#!/bin/sh
# No tabs and no blanks at line ends in the sources.
tab=$(printf '\t')
if grep -nE "$tab| +$" src/*.cpp src/*.h tests/*.cpp; then
    echo "lint: tabs or blanks at the end of a line" >&2
    exit 1
fi
echo "lint: clean"
