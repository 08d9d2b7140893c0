#!/bin/bash
# usage: debian.sh FOLDER [RELEASE…]
# The package on each release: built from an archive and from a clone to the same bytes, lintian silent, installed in a
# bare system, used by somebody without rights, taken away. FOLDER keeps the bare systems for the next time. As root.
set -eu
folder=$1
shift
[ $# -gt 0 ] || set -- bookworm trixie
src=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

# inside ROOT COMMAND…: mounts that end with the command
inside() {
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare --mount --pid --fork --propagation private sh -eu -c '
        root=$1
        shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        cp /etc/resolv.conf "$root/etc/"
        exec env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive \
            MAN_KEEP_FORMATTING= chroot "$root" "$@"' sh "$@" </dev/null
}

# bare RELEASE NAME: a new system of the release
bare() {
    [ -e "$folder/$1.tar" ] || {
        rm -rf "$folder/$1"
        debootstrap --variant=minbase "$1" "$folder/$1" >"$folder/$1.log"
        tar -C "$folder" -cf "$folder/$1.part" "$1"
        mv "$folder/$1.part" "$folder/$1.tar"
        rm -rf "${folder:?}/$1"
    }
    rm -rf "${folder:?}/$2"
    mkdir "$folder/$2"
    tar -C "$folder/$2" --strip-components=1 -xf "$folder/$1.tar"
    inside "$folder/$2" apt-get -qq update
}

listing() {
    inside "$1" find / -xdev -path /proc -prune -o -path /dev -prune -o -path /var/lib/dpkg -prune -o -path /var/lib/apt -prune -o \
        -path /var/cache -prune -o -path /var/log -prune -o -path /tmp -prune -o -path /home -prune -o -print | sort
}

for release; do
    b=$folder/$release-build u=$folder/$release-use
    echo "== $release: build"
    bare "$release" "$release-build"
    inside "$b" apt-get -qq -y --no-install-recommends install git make ca-certificates >/dev/null
    if [ -d "$src/.git" ] || [ -f "$src/.git" ]; then
        git clone -q "$src" "$b/srv/clone"
    else
        cp -a "$src" "$b/srv/clone"
    fi
    mkdir -p "$b/srv/elsewhere/archive"
    if [ -d "$b/srv/clone/.git" ]; then
        git -C "$b/srv/clone" archive HEAD | tar -C "$b/srv/elsewhere/archive" -x
    else
        cp -a "$b/srv/clone/." "$b/srv/elsewhere/archive"
    fi
    inside "$b" make -C /srv/clone deb >"$folder/$release-build.log" 2>&1 || { tail -40 "$folder/$release-build.log"; exit 1; }
    inside "$b" env TZ=Asia/Ho_Chi_Minh DEB_BUILD_OPTIONS=nocheck sh -c 'umask 027; make -C /srv/elsewhere/archive deb' \
        >"$folder/$release-again.log" 2>&1 || { tail -40 "$folder/$release-again.log"; exit 1; }
    (cd "$b/srv" && cmp clone/build/deb/cchc-report_*.deb elsewhere/archive/build/deb/cchc-report_*.deb)
    mkdir -p "$folder/../deb"
    cp "$b"/srv/clone/build/deb/cchc-report_*.deb "$folder/../deb/"

    echo "== $release: install, use, purge"
    bare "$release" "$release-use"
    # Documentation and the means to read it: bare systems of containers may leave them out.
    inside "$u" apt-get -qq -y --no-install-recommends install man-db bash-completion >/dev/null
    cp "$b"/srv/clone/build/deb/cchc-report_*.deb "$u/srv/"
    inside "$u" sh -c 'apt-get -qq -y --no-install-recommends install /srv/cchc-report_*.deb' >"$folder/$release-install.log" 2>&1 ||
        { tail -40 "$folder/$release-install.log"; exit 1; }
    [ "$(inside "$u" stat -c '%U %G %a' /var/lib/cchc-report)" = "cchc-report cchc-report 750" ]
    inside "$u" systemd-analyze verify /usr/lib/systemd/system/cchc-report@.timer 2>&1 | grep cchc-report && exit 1
    [ -z "$(find "$u/etc/systemd" -name 'cchc-report*')" ] # nothing runs before somebody says so
    # What came with it stays when it goes; only the package's own is compared.
    inside "$u" sh -c 'apt-get -qq -y purge cchc-report' >/dev/null 2>&1
    inside "$u" useradd -m can-bo
    listing "$u" >"$folder/$release-before"
    inside "$u" sh -c 'apt-get -qq -y --no-install-recommends install /srv/cchc-report_*.deb' >/dev/null 2>&1
    cp "$src/tests/deb/user.sh" "$u/srv/"
    inside "$u" runuser -u can-bo -- sh -c 'cd && exec bash /srv/user.sh' >"$folder/$release-use.log" 2>&1 ||
        { tail -40 "$folder/$release-use.log"; exit 1; }
    # Data of the unattended runs survive even a purge.
    inside "$u" runuser -u cchc-report -- touch /var/lib/cchc-report/cchc.db
    inside "$u" apt-get -qq -y purge cchc-report >/dev/null 2>&1
    [ -e "$u/var/lib/cchc-report/cchc.db" ]
    rm -r "$u/var/lib/cchc-report"
    rm "$u/srv/user.sh"
    listing "$u" >"$folder/$release-after"
    diff "$folder/$release-before" "$folder/$release-after"
    echo "ok    $release: $(basename "$u"/srv/cchc-report_*.deb)"
    rm -rf "$b" "$u"
done
