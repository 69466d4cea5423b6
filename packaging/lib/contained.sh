# SPDX-FileCopyrightText: The Docket authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced. A Debian 13 folder in the user's cache whose /usr takes the place of the system's for one command. No root
# rights, no daemon, no image: mmdebstrap unpacks the packages and bubblewrap swaps the folder in. Home, display, D-Bus
# and network stay the system's own, at the same paths.

CONTAINED_NEEDS_KB=3500000

# Puts the few host programs in place that making and entering the root take.
contained_host_tools() {
    local missing=()
    have mmdebstrap || missing+=(mmdebstrap)
    have bwrap || missing+=(bubblewrap)
    [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
    have flock || missing+=(util-linux)
    [ ${#missing[@]} -eq 0 ] && return
    have apt-get || die "This system has no Qt >= $NATIVE_QT with KDE Frameworks 6 and no apt; install their development packages, or ${missing[*]}, by hand and start again."
    apt_install "${missing[@]}"
}

contained_can_enter() {
    [ -L /bin ] && [ -L /lib ] || die "This system keeps /bin and /usr/bin apart, so the contained toolchain cannot take /usr's place; use a Debian 13 system."
    bwrap --dev-bind / / --unshare-pid true 2>/dev/null || bwrap --dev-bind / / true 2>/dev/null ||
        if [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null)" = 1 ]; then
            die "AppArmor keeps bubblewrap from making a user namespace; run: sudo install -m 644 $DOCKET_PACKAGING/apparmor/docket-bwrap /etc/apparmor.d/ && sudo apparmor_parser -r /etc/apparmor.d/docket-bwrap"
        else
            die "Bubblewrap cannot make a user namespace here; run: sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000 (inside another container: allow it user namespaces)."
        fi
}

contained_ready() { [ -f "$(toolchain_root "$@")/docket-ready" ]; }

# The mirror: the user's word, else a Debian host's own, else mmdebstrap's default.
contained_mirror() {
    if [ -n "${DOCKET_MIRROR-}" ]; then
        printf '%s\n' "$DOCKET_MIRROR"
    elif have apt-get; then
        apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' 2>/dev/null |
            awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }' || true
    fi
}

# Makes the root beside its place and moves it there when it is whole. Two at once: the second waits for the first.
contained_make() {
    local root part log mirror free start=$SECONDS
    root=$(toolchain_root "$@")
    log=$root.log
    mkdir -p "$DOCKET_CACHE" 2>/dev/null || die "The folder $DOCKET_CACHE cannot be made; check its parent's permissions, or set XDG_CACHE_HOME."
    exec 9>"$root.lock" || die "The folder $DOCKET_CACHE cannot be written; check its permissions, or set XDG_CACHE_HOME."
    flock -n 9 || { say "Another run is making the toolchain; waiting for it ..."; flock 9; }
    if contained_ready "$@"; then exec 9>&-; return; fi

    for part in "$root" "$root".part.*; do # what an interrupted run left
        [ -e "$part" ] || continue
        chmod -R u+rwX "$part" 2>/dev/null || true
        rm -rf "$part"
    done
    free=$(df -Pk "$DOCKET_CACHE" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge $CONTAINED_NEEDS_KB ] ||
        die "The toolchain needs $((CONTAINED_NEEDS_KB / 1000)) MB and $DOCKET_CACHE has $((free / 1000)) MB free; make room, or set XDG_CACHE_HOME to a folder on a larger disk."

    part=$root.part.$$
    mirror=$(contained_mirror)
    say "Making the Debian 13 toolchain (once, about 2 GB) in $root"
    # shellcheck disable=SC2064 # the value of now is meant
    trap "chmod -R u+rwX '$part' 2>/dev/null; rm -rf '$part'" EXIT
    trap 'exit 130' INT TERM
    contained_unpack "$part" "$log" "$mirror" "$@" ||
        die "The toolchain could not be made ($(apt_reason "$log")); the whole log is $log."
    contained_finish "$part" >>"$log" 2>&1 || die "The toolchain was unpacked but could not be set up; the whole log is $log."
    date -u +%FT%TZ >"$part/docket-ready"
    mv "$part" "$root"
    trap - EXIT INT TERM
    exec 9>&-
    say "The toolchain is ready after $(duration $((SECONDS - start)))."
}

contained_unpack() {
    local part=$1 log=$2 mirror=$3
    shift 3
    LC_ALL=C.UTF-8 mmdebstrap --mode=chrootless --variant=extract --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
        --aptopt='Acquire::Retries "3"' --skip=cleanup/apt \
        --include='?essential' --include="$(package_names "$@" | paste -sd,)" \
        "$DOCKET_SUITE" "$part" ${mirror:+"$mirror"} </dev/null 2>&1 |
        tee "$log" | sed -u -n -e 's/^I: \(running apt-get update\|downloading packages\|extracting archives\).*/docket:   \1 .../p' >&2
    return "${PIPESTATUS[0]}"
}

# What the packages' own scripts would have done, for the few places where something depends on it.
contained_finish() {
    local part=$1
    mkdir -p "$part/host" "$part/host-etc"
    ln -sf mawk "$part/usr/bin/awk"
    ln -sf gcc "$part/usr/bin/cc"
    ln -sf g++ "$part/usr/bin/c++"
    contained_database "$part"
    rm -rf "$part"/var/cache/apt/archives/*.deb "$part"/var/lib/apt/lists/* "$part"/usr/share/{man,info,doc,lintian}
    bwrap --dev-bind / / --bind "$part/usr" /usr /usr/bin/update-mime-database /usr/share/mime
    bwrap --dev-bind / / --bind "$part/usr" /usr /usr/sbin/ldconfig -X -f /dev/null -C "$part/etc/ld.so.cache"
}

# dpkg's records of what was unpacked, so that dpkg-query and dpkg-shlibdeps (the .deb) can be asked inside. Lists of files
# cost a second unpacking; only the libraries that Docket may link with get a full one.
contained_database() {
    local part=$1 info=$1/var/lib/dpkg/info deb name kind control
    control=$(mktemp -d)
    mkdir -p "$info"
    echo 1 >"$info/format"
    for deb in "$part"/var/cache/apt/archives/*.deb; do
        dpkg-deb -e "$deb" "$control/$(basename "$deb" .deb)"
    done
    for deb in "$control"/*; do
        sed '1a Status: install ok installed' "$deb/control"
        echo
    done >"$part/var/lib/dpkg/status"
    for deb in "$control"/*; do
        name=$(awk '/^Package: /{n=$2} /^Architecture: /{a=$2} /^Multi-Arch: same/{s=1} END{print s ? n ":" a : n}' "$deb/control")
        : >"$info/$name.list"
        case $name in
            libc6:* | libgcc-s1:* | libstdc++6:* | libqt6*6*:* | libkf6*6:* | libgit2-1*:* | libdeflate0:* | libsqlite3-0:* | libyaml-cpp0*:*)
                dpkg-deb --fsys-tarfile "$part/var/cache/apt/archives/$(basename "$deb").deb" | tar -t |
                    sed -e 's|^\./|/|' -e 's|/$||' -e 's|^$|/.|' >"$info/$name.list"
                for kind in symbols shlibs; do
                    [ ! -f "$deb/$kind" ] || cp "$deb/$kind" "$info/$name.$kind"
                done ;;
        esac
    done
    rm -rf "$control"
}

# Replaces this process by the command in "$@", run with the root in $1.
# DOCKET_SHELL_HOST=1 also tells Docket where the system's own /usr and /etc are, so that it starts the agents, git and
# build tools that are installed on the system and not the toolchain's.
# DOCKET_SHELL_DPKG=1 shows dpkg's records of the root instead of the system's (for making the .deb).
contained_exec() {
    local root=$1 options=() path
    shift
    for path in /etc/ld.so.cache /etc/alternatives ${DOCKET_SHELL_DPKG:+/var/lib/dpkg}; do
        if [ -e "$path" ] && [ -e "$root$path" ]; then options+=(--ro-bind "$root$path" "$path"); fi
    done
    if [ -n "${DOCKET_SHELL_HOST-}" ]; then
        options+=(--setenv DOCKET_HOST_USR "$root/host" --setenv DOCKET_HOST_ETC "$root/host-etc")
    fi
    exec bwrap --dev-bind / / --ro-bind "$root/usr" /usr --ro-bind /usr "$root/host" --ro-bind /etc "$root/host-etc" \
        --unsetenv LD_LIBRARY_PATH --unsetenv LD_PRELOAD --unsetenv CC --unsetenv CXX --unsetenv CMAKE_PREFIX_PATH \
        --unsetenv PKG_CONFIG_PATH --unsetenv QT_PLUGIN_PATH --unsetenv QML2_IMPORT_PATH --unsetenv PYTHONHOME --unsetenv PYTHONPATH \
        --unsetenv PERL5LIB --unsetenv NODE_PATH --unsetenv npm_config_prefix --unsetenv DOCKET_SHELL_DPKG --unsetenv DOCKET_SHELL_HOST \
        --setenv PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$PATH" \
        --setenv FONTCONFIG_FILE "$root/etc/fonts/fonts.conf" --setenv DOCKET_TOOLCHAIN_ROOT "$root" \
        "${options[@]}" --die-with-parent "$@"
}
