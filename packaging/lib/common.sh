# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the scripts in packaging/ (bash). Where things are, how to speak, which package lists apply.

set -euo pipefail

DOCKET_SOURCE=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
DOCKET_PACKAGING=$DOCKET_SOURCE/packaging
DOCKET_CACHE=${XDG_CACHE_HOME:-${HOME:?"HOME is not set; set it to a folder that you can write to."}/.cache}/docket
DOCKET_SUITE=trixie

say() { printf '%s\n' "docket: $*" >&2; }
die() { printf '%s\n' "docket: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# "1 min 5 s" for a number of seconds.
duration() {
    if [ "$1" -ge 60 ]; then printf '%d min %d s' $(($1 / 60)) $(($1 % 60)); else printf '%d s' "$1"; fi
}

# The names in the package lists build, test and those given, one a line.
package_names() {
    local list
    for list in build test "$@"; do
        [ -f "$DOCKET_PACKAGING/packages/$list.txt" ] ||
            die "There is no package list '$list'; packaging/packages/ holds the lists that can be asked for."
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$DOCKET_PACKAGING/packages/$list.txt"
    done | sort -u
}

# Where the contained toolchain for these lists is: a changed list gives another folder, so an old one is never half right.
toolchain_root() {
    local digest
    digest=$({ echo "layout 3 $DOCKET_SUITE $(uname -m)"; package_names "$@"; } | sha256sum | cut -c1-12)
    printf '%s/toolchain-%s\n' "$DOCKET_CACHE" "$digest"
}

# True inside packaging/shell of a contained toolchain: /usr is Debian 13's already.
inside_toolchain() { [ -n "${DOCKET_TOOLCHAIN_ROOT-}" ] && [ -d "$DOCKET_TOOLCHAIN_ROOT/host/bin" ]; }

jobs_number() { printf '%s\n' "${DOCKET_JOBS:-$(nproc)}"; }

# The command in "$@" goes on as root, if we are root or sudo needs no password; otherwise false.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}
