#!/bin/bash
# The manual: well formed, as the program is, and its examples work.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"

# ---- form ----
sh "$SRC/src/man/page.sh" "$BIN" "$SRC/src/man/cchc-report.1.in" >cchc-report.1 || fail "page 1 cannot be made"
! grep -n '@[A-Z_]*@' cchc-report.1 || fail "page 1: something is not filled in"
for page in cchc-report.1 "$SRC"/src/man/*.[57]; do
    mandoc -Tlint "$page" >lint.out 2>&1
    [ ! -s lint.out ] || fail "$page: $(head -5 lint.out)"
    # Each page names the others.
    for other in "$SRC"/src/man/*.[57] cchc-report.1; do
        name=$(basename "${other%.*}" | sed 's/-/\\\\-/g')
        [ "$(basename "$other")" = "$(basename "$page")" ] || sed -n '/^\.SH XEM THÊM/,$p' "$page" |
            grep -q "^\.BR $name (${other##*.})" || fail "$page: does not name $other"
    done
done

# ---- page 1 says what --help says ----
"$BIN" --help >help
sed -n '/^Lệnh:$/,/^$/s/^  \([a-z-]*\) .*/\1/p' help >verbs
[ "$(sed -n 's/^\.SS "\([a-z-]*\) .*/\1/p' cchc-report.1)" = "$(cat verbs)" ] || fail "page 1: verbs"
while read -r verb; do
    awk -v head="^[.]SS \"$verb " '/^[.]S[SH]/ { on = $0 ~ head } on' cchc-report.1 >section
    "$BIN" "$verb" --help >verb-help </dev/null
    want=$(sed -n '/^Tùy chọn:/,/^Ví dụ:/s/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' verb-help | grep -v -x -e --help)
    got=$(grep --no-group-separator -A1 '^\.TP' section | sed 's/\\-/-/g; s/\\f[BRI]//g' | grep -o -e '--[a-z-]*')
    [ "$got" = "$want" ] || fail "page 1: options of $verb: $got"
    codes=$(sed -n '/^Mã thoát:/,$s/^ *\([0-9]*\)  .*/\1/p' verb-help | paste -sd, | sed 's/,/, /g')
    grep -qF "Mã thoát: $codes." section || fail "page 1: exit codes of $verb"
done <verbs
[ -s verbs ] || fail "no verbs"
want=$(sed -n '/^Mã thoát:/,$s/^ *\([0-9]*\)  .*/\1/p' help)
[ "$(sed -n '/^\.SH MÃ THOÁT/,/^\.SH MÔI/s/^\.B \([0-9]*\)$/\1/p' cchc-report.1)" = "$want" ] || fail "page 1: exit codes"
grep -rhoE 'getenv\("[A-Z_]+"\)' "$SRC/src" | sort -u | tr -dc 'A-Z_\n' | while read -r name; do
    grep -q "^\.B $name$" cchc-report.1 || echo "$name"
done >missing
[ ! -s missing ] || fail "page 1: environment: $(cat missing)"

# ---- pages 5 have the keys that the program reads, and examples that it takes ----
python3 "$SRC/tests/man/khoa.py" "$SRC" "$work" || fail "pages 5"
expect() {
    local want=$1
    shift
    "$BIN" "$@" >out 2>err
    [ $? -eq "$want" ] || fail "example: $*: $(cat out err)"
}
expect 0 init --db cchc.db
printf 'ma,ten,cap\nHOASEN,Phường Hoa Sen,xa\n' >don_vi.csv
printf 'ma,ten\nDD,Đất đai\n' >linh_vuc.csv
printf 'ma,ten,linh_vuc\nT1,Thủ tục,DD\n' >tthc.csv
printf '%s\n%s\n' 'Mã hồ sơ,Đơn vị giải quyết,Mã thủ tục,Hình thức nộp,Ngày nhận,Ngày hẹn trả,Ngày trả' \
    'H1,HOASEN,T1,Cổng DVC,05/01/2026,15/01/2026,14/01/2026' >xuat.csv
for t in don_vi linh_vuc tthc; do
    expect 0 import --db cchc.db --table $t $t.csv
done
expect 0 import --db cchc.db --table ho_so --map mot-cua.ini xuat.csv
expect 0 fields -c co-quan.ini --units
[ "$(cat out)" = "$(printf 'ma\tten\tcap\nHOASEN\tPhường Hoa Sen\txa')" ] || fail "fields --units: $(cat out)"
expect 64 fields --units
expect 1 status -c co-quan.ini --today 2026-04-01
grep -q 2026-Q1 out || fail "example: status: $(cat out)"
cp "$SRC/templates/cau.ini" mau/
expect 0 lint mau/chi-tieu.ini
cp -r "$SRC/templates" tat-ca
mv thu tat-ca/
expect 0 lint tat-ca/thu/noi-dung.md
sed -i 's/hs_qua_han$/hs_qua/' mau/bieu/qua_han.ini
expect 78 lint mau/chi-tieu.ini

finish
