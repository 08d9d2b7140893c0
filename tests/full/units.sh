#!/bin/bash
# The systemd units as installed: without a mistake, hardened, and every system call of a timer's start is one that they
# allow. Environment: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
cd "$SRC"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
fail() {
    echo "FAIL: $*"
    failed=1
}
prefix=$(cat "$BUILD/prefix")
units=$tmp/root$prefix/lib/systemd/system
service=cchc-report@thu.service

make --no-print-directory install VARIANT="$(basename "$BUILD")" DESTDIR="$tmp/root" PREFIX="$prefix" >"$tmp/make"
! grep -rl '@PREFIX@' "$tmp/root" || fail "a path is left open"

# What the units refer to: those of systemd itself, and a shell.
mkdir -p "$tmp/root/usr/lib/systemd"
cp -r /usr/lib/systemd/system "$tmp/root/usr/lib/systemd"
systemd-analyze verify --man=no --root="$tmp/root" "$service" cchc-report@thu.timer \
    "cchc-report-bao-loi@$service.service" >"$tmp/verify" 2>&1 || fail "systemd-analyze verify"
[ ! -s "$tmp/verify" ] || fail "systemd-analyze verify: $(cat "$tmp/verify")"

# The threshold is ten times the exposure: 0 (none) to 100.
systemd-analyze security --no-pager --offline=true --threshold=10 --root="$tmp/root" "$service" >"$tmp/security" 2>&1 ||
    fail "systemd-analyze security: $(grep -a '✗\|→' "$tmp/security")"

# ---- the system calls: groups of the filter as words, one a line ----
systemd-analyze syscall-filter 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' >"$tmp/groups"
members() { # GROUP: its calls, through the groups in it
    sed -n "/^$1\$/,/^\$/p" "$tmp/groups" | sed '1d; s/^ *//; /^#/d; /^$/d' | while read -r word; do
        case $word in @*) members "$word" ;; *) echo "$word" ;; esac
    done
}
members @default >"$tmp/allowed" # always allowed
while read -r line; do
    for word in ${line#\~}; do
        case $word in @*) members "$word" ;; *) echo "$word" ;; esac
    done | sort >"$tmp/words"
    case $line in
    '~'*) sort "$tmp/allowed" | comm -23 - "$tmp/words" >"$tmp/rest" && mv "$tmp/rest" "$tmp/allowed" ;;
    *) sort -u "$tmp/words" "$tmp/allowed" -o "$tmp/allowed" ;;
    esac
done < <(sed -n 's/^SystemCallFilter=//p' "$units/cchc-report@.service")
[ "$(wc -l <"$tmp/allowed")" -gt 200 ] || fail "only $(wc -l <"$tmp/allowed") allowed calls found"
! grep -qx 'chroot\|setuid\|ptrace\|mount' "$tmp/allowed" || fail "the filter was not understood"

# As another account: SQLite would give files away when it is root.
as_user=
[ "$(id -u)" -ne 0 ] || as_user='setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs'
traced() {
    # shellcheck disable=SC2086 # words
    $as_user strace -f -c -U name -o "$tmp/state/calls" "$BIN" "$@" >"$tmp/out" 2>&1 ||
        fail "$1: status $?: $(tail -3 "$tmp/out")"
    sed '1,2d; /^-/,$d; s/ //g' "$tmp/state/calls" >"$tmp/calls"
    [ "$(wc -l <"$tmp/calls")" -gt 20 ] || fail "$1: only $(wc -l <"$tmp/calls") calls seen"
    sort -u "$tmp/calls" | comm -23 - "$tmp/allowed" | while read -r call; do echo "$1: $call is not allowed"; done \
        >>"$tmp/forbidden"
}

name=gia-lam-2021
mkdir "$tmp/state"
"$BUILD/mau" "$name" "$tmp/state/csv"
chmod 755 "$tmp"
[ -z "$as_user" ] || chown -R 65534:65534 "$tmp/state"
sed "s|^co_so_du_lieu.*|co_so_du_lieu = $tmp/state/a.db|; s|^noi_dung = .*|noi_dung = $SRC/config/mau/noi_dung|
    s|^ket_qua.*|ket_qua = $tmp/state/out|" "config/mau/$name.ini" >"$tmp/c.ini"
printf '[dinh_ky.nua]\nloai_ky = nua_nam\ntu_ky = 2021-H1\nsau_chot = 1\ncac_don_vi = co\n' >>"$tmp/c.ini"
: >"$tmp/forbidden"
traced init --db "$tmp/state/a.db"
for table in don_vi linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi; do
    traced import --db "$tmp/state/a.db" --table "$table" "$tmp/state/csv/$table.csv"
done
traced run -c "$tmp/c.ini" --due --today 2021-07-01
[ "$(find "$tmp/state/out" -name manifest.json | wc -l)" -gt 20 ] || fail "no papers"
traced run -c "$tmp/c.ini" --due --today 2021-07-01
traced status -c "$tmp/c.ini" --today 2021-07-01
[ ! -s "$tmp/forbidden" ] || fail "$(sort -u "$tmp/forbidden")"
exit "$failed"
