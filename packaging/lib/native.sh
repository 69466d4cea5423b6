# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced. Builds with the system's own packages, where the system is new enough.

NATIVE_QT=6.8 NATIVE_KF=6.13 NATIVE_GIT2=1.9

# True when every package of the lists is installed (Debian and its relatives), or CMake finds all that it needs (others).
native_ready() {
    if have dpkg-query; then
        local wanted installed
        wanted=$(package_names "$@")
        # shellcheck disable=SC2086 # names hold no blanks
        installed=$(dpkg-query -W -f '${binary:Package} ${Provides} ${db:Status-Status}\n' $wanted 2>/dev/null | grep -c ' installed$') || true
        [ "$installed" -ge "$(wc -l <<<"$wanted")" ] &&
            dpkg --compare-versions "$(dpkg-query -W -f '${Version}' qt6-base-dev)" ge "$NATIVE_QT" &&
            dpkg --compare-versions "$(dpkg-query -W -f '${Version}' libgit2-dev)" ge "$NATIVE_GIT2"
    else
        have cmake && have ninja && have pkg-config && pkg-config --atleast-version="$NATIVE_GIT2" libgit2 2>/dev/null && native_probe
    fi
}

# Asks CMake itself; for systems whose package names we do not know.
native_probe() {
    local folder result=0
    folder=$(mktemp -d)
    cat >"$folder/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.28)
project(probe LANGUAGES CXX)
find_package(Qt6 $NATIVE_QT REQUIRED COMPONENTS Widgets Network DBus Test LinguistTools)
find_package(KF6SyntaxHighlighting $NATIVE_KF REQUIRED)
find_package(KF6StatusNotifierItem $NATIVE_KF REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(yaml-cpp REQUIRED)
EOF
    cmake -S "$folder" -B "$folder/out" -G Ninja >/dev/null 2>&1 || result=1
    rm -rf "$folder"
    return $result
}

# True when apt offers new enough packages.
native_offered() {
    have apt-cache || return 1
    local name wanted candidate
    while read -r name wanted; do
        candidate=$(apt-cache policy "$name" 2>/dev/null | sed -n 's/^ *Candidate: *\([0-9]*:\)\{0,1\}//p')
        [ -n "$candidate" ] && [ "$candidate" != "(none)" ] && dpkg --compare-versions "$candidate" ge "$wanted" || return 1
    done <<EOF
qt6-base-dev $NATIVE_QT
libkf6syntaxhighlighting-dev $NATIVE_KF
libkf6statusnotifieritem-dev $NATIVE_KF
libgit2-dev $NATIVE_GIT2
EOF
}

# A Debian that is new enough but whose package lists were never fetched offers nothing yet.
native_release() {
    local id version
    id=$(. /etc/os-release 2>/dev/null && printf '%s' "${ID-}") || true
    version=$(. /etc/os-release 2>/dev/null && printf '%s' "${VERSION_ID-0}") || true
    [ "$id" = debian ] && { [ -z "$version" ] || [ "${version%%.*}" -ge 13 ]; }
}

native_install() {
    local names
    names=$(package_names "$@" | tr '\n' ' ')
    # shellcheck disable=SC2086 # names hold no blanks
    apt_install $names
}

# apt-get install as root, with the lists fetched when they are missing or old; one sentence when it cannot be.
apt_install() {
    local log=$DOCKET_CACHE/apt.log
    mkdir -p "$DOCKET_CACHE"
    as_root true || die "These packages are missing and you are not root; run: sudo apt-get update && sudo apt-get install --no-install-recommends $*"
    if [ $# -gt 8 ]; then say "Installing $# packages on this system ..."; else say "Installing $* on this system ..."; fi
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
        as_root apt-get update -q >"$log" 2>&1 </dev/null || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1 </dev/null ||
            die "apt-get could not install what is needed ($(apt_reason "$log")); the whole log is $log."
    fi
}

# The likely cause in a log of apt or mmdebstrap, in words.
apt_reason() {
    if grep -qiE 'could not resolve|temporary failure|could not connect|unable to connect|connection (timed out|refused|failed)|network is unreachable|failed to fetch' "$1"; then
        printf 'the package mirror cannot be reached: check the network, or name a mirror in DOCKET_MIRROR'
    elif grep -qiE "no space left|don't have enough free space|not enough (free )?(disk )?space" "$1"; then
        printf 'the disk is full: free 3 GB and start again'
    elif grep -qiE 'could not get lock' "$1"; then
        printf 'another apt is running: wait for it and start again'
    elif grep -qiE 'unable to locate package|has no installation candidate' "$1"; then
        printf 'this package is not offered: %s' "$(grep -oiE "unable to locate package [^ ]+|package '?[^ ']+'? has no installation candidate" "$1" | head -1)"
    else
        printf '%s' "$(grep -E '^E:' "$1" | tail -1 | cut -c1-200 || true)"
    fi
}
