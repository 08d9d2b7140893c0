#!/bin/bash
# 'make install' into an empty folder: what is there works from there; 'make uninstall' leaves what it did not bring.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failures=0
prefix=$(cat "$BUILD/prefix") # what the program was built for
root=$work$prefix

fail() {
    failures=$((failures + 1))
    echo "FAIL: $1"
}

make_it() {
    make -s -C "$SRC" VARIANT="$(basename "$BUILD")" PREFIX="$prefix" DESTDIR="$work" "$@" >"$work/log" 2>&1 || fail "make $1: $(cat "$work/log")"
    rm "$work/log"
}

make_it install
for f in bin/cchc-report lib/cchc-report/bao-loi; do
    [ -x "$root/$f" ] || fail "$f is no program"
done
for f in share/man/man1/cchc-report.1.gz share/man/man5/cchc-report-cau-hinh.5.gz share/man/man5/cchc-report-mau.5.gz \
    share/man/man7/cchc-report-cach-tinh.7.gz share/bash-completion/completions/cchc-report \
    share/cchc-report/fonts/fonts.ini share/cchc-report/config/co-quan.ini.mau share/cchc-report/config/lich/2026.ini; do
    [ -s "$root/$f" ] || fail "$f is missing"
    [ "$(stat -c %a "$root/$f" 2>/dev/null)" = 644 ] || fail "$f: mode"
done
gzip -t "$root"/share/man/man*/*.gz || fail "a page is damaged"
cmp -s <(gzip -dc "$root/share/man/man7/cchc-report-cach-tinh.7.gz") "$SRC/src/man/cchc-report-cach-tinh.7" || fail "a page differs"
cmp -s "$root/share/cchc-report/templates/chi-tieu.ini" "$SRC/templates/chi-tieu.ini" || fail "a template differs"
! grep -rq '@PREFIX@' "$root" || fail "a file does not know where it is: $(grep -rl '@PREFIX@' "$root")"
[ ! -e "$root/share/cchc-report/config/debian" ] || fail "packaging is installed"

# It reads what lies beside it, wherever that is, and says so when it is gone.
cd /
"$root/bin/cchc-report" lint || fail "lint of what is installed"
mv "$root/share/cchc-report/templates" "$work/gone"
"$root/bin/cchc-report" lint 2>"$work/err"
[ $? -eq 66 ] || fail "status without templates"
grep -q "$root/share/cchc-report" "$work/err" || fail "without templates: $(cat "$work/err")"
mv "$work/gone" "$root/share/cchc-report/templates"
rm "$work/err"

# A second installation over the first changes nothing; a calendar of one's own stays when all the rest goes.
once=$(cd "$work" && find . -type f -exec sha256sum {} + | sort)
make_it install
[ "$once" = "$(cd "$work" && find . -type f -exec sha256sum {} + | sort)" ] || fail "installed twice, it differs"
cp "$SRC/config/lich/2026.ini" "$root/share/cchc-report/config/lich/2099.ini"
make_it uninstall
[ "$(find "$work" -type f)" = "$root/share/cchc-report/config/lich/2099.ini" ] || fail "left: $(find "$work" -type f)"
rm "$root/share/cchc-report/config/lich/2099.ini"
make_it uninstall
[ -z "$(find "$work" -type f -o -name 'cchc-report*')" ] || fail "left: $(find "$work" -type f -o -name 'cchc-report*')"

[ $failures -eq 0 ]
