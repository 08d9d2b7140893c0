#!/bin/bash
# The command line as people meet it: help, mistakes, exit codes, what is written where.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"
verbs="init import run cube check explain lint fields"

quiet_stdout() {
    [ ! -s out ] || fail "stdout is not empty: $1"
}

quiet_stderr() {
    [ ! -s err ] || fail "stderr is not empty: $1"
}

# ---- help and version ----
expect 0 "Cách dùng: cchc-report LỆNH" "$BIN" --help
quiet_stderr --help
for verb in $verbs; do
    grep -q "^  $verb " out || fail "--help does not list $verb"
done
expect 0 "Cách dùng: cchc-report LỆNH" "$BIN" -h
expect 0 "cchc-report " "$BIN" --version
for verb in $verbs; do
    expect 0 "Cách dùng: cchc-report $verb" "$BIN" "$verb" --help
    quiet_stderr "$verb --help"
    for part in 'Tùy chọn:' 'Ví dụ:' 'Mã thoát:' '   64  '; do
        grep -qF -- "$part" out || fail "$verb --help has no '$part'"
    done
    # Every example is a command of this verb.
    sed -n '/^Ví dụ:/,/^$/s/^  //p' out >examples
    grep -q . examples || fail "$verb --help: no example"
    ! grep -qv "^cchc-report $verb" examples || fail "$verb --help: an example of another verb"
done

# ---- the command line ----
expect 64 "Cách dùng" "$BIN"
quiet_stdout "no verb"
expect 64 "có phải bạn muốn viết 'check'" "$BIN" chek
expect 64 "Các lệnh: init, import, run, cube, check, explain, ledger, check-text, status, verify, lint, fields" "$BIN" giai-thich
expect 64 "không có lệnh '--xyz'" "$BIN" --xyz
expect 64 "có phải bạn muốn viết '--period'" "$BIN" run -c a.ini --perod 2018
expect 64 "không có tùy chọn '--all-units'" "$BIN" check -c a.ini --period 2018 --all-units
expect 64 "--unit và --all-units không đi cùng nhau" "$BIN" run -c a.ini --period 2018 --all-units --unit P1
expect 64 "--all-units --final --numbers TỆP.csv" "$BIN" run -c a.ini --period 2018 --all-units --final
expect 64 "--all-units --final --numbers TỆP.csv" \
    "$BIN" run -c a.ini --period 2018 --all-units --final --numbers so.csv --number 5
expect 64 "--numbers chỉ dùng với --all-units" "$BIN" run -c a.ini --period 2018 --unit P1 --final --numbers so.csv
expect 64 "hãy thêm --final" "$BIN" run -c a.ini --period 2018 --all-units --numbers so.csv
expect 64 "cần tùy chọn -c" "$BIN" run --period 2018
expect 64 "cần tùy chọn --period" "$BIN" check -c a.ini
expect 64 "ghi hai lần" "$BIN" cube -c a.ini -c b.ini --period 2018
expect 64 "không phải là một ngày có thật" "$BIN" run -c a.ini --period 2018 --from 31/2/2018
expect 64 "không nhận 'them'" "$BIN" check -c a.ini --period 2018 them
expect 64 "cần ít nhất một tệp" "$BIN" import --db a.db --table ho_so
expect 64 "--final --number SỐ --date NGÀY" "$BIN" run -c a.ini --period 2018 --final
expect 64 "--final --number SỐ --date NGÀY" "$BIN" run -c a.ini --period 2018 --final --number 5
expect 64 "hãy thêm --final" "$BIN" run -c a.ini --period 2018 --number 5
expect 64 "số văn bản chỉ gồm chữ số" "$BIN" run -c a.ini --period 2018 --final --number 5/BC --date 2018-12-20

# ---- the configuration ----
config() {
    cat <<'INI'
[du_lieu]
co_so_du_lieu = cchc.db
noi_dung = noi-dung
ket_qua = out
[co_quan]
ma = BTL
ten_co_quan = ỦY BAN NHÂN DÂN / QUẬN BẮC TỪ LIÊM
ten_day_du = Ủy ban nhân dân quận Bắc Từ Liêm
ten_goi = UBND quận
dia_ban = quận Bắc Từ Liêm
ky_hieu = UBND
dia_danh = Hà Nội
[ky_ten]
chuc_vu = CHỦ TỊCH
[bao_cao]
mau = cchc_dinh_ky
luu = VT, NV
[chuong_trinh]
can_cu = Chương trình số 08-CTr/TU ngày 26/4/2016
noi_dung_1 = Thể chế
noi_dung_2 = Thủ tục hành chính
noi_dung_3 = Bộ máy
noi_dung_4 = Công vụ
noi_dung_5 = Tài chính công
noi_dung_6 = Hiện đại hóa
[cap]
huyen = quận
xa = phường
[cach_tinh]
tra_lai_rut = dung_han
INI
}
config >good.ini
expect 66 "không có tệp 'none.ini'" "$BIN" run -c none.ini --period 2018-Q3
expect 64 "không hiểu kỳ '2018-Q5'; các dạng kỳ" "$BIN" run -c good.ini --period 2018-Q5
expect 64 "--from và --to cùng nhau" "$BIN" run -c good.ini --period 2018-Q3 --from 2018-01-01
expect 66 "cchc.db" "$BIN" run -c good.ini --period 2018-Q3
config | sed 's/^mau =/mua =/' >bad.ini
expect 78 "tệp 'bad.ini', dòng 16: mục [bao_cao] không có khóa 'mua'; có phải bạn muốn viết 'mau'" \
    "$BIN" run -c bad.ini --period 2018-Q3
config | sed '/^ten_goi/d' >bad.ini
expect 78 "tệp 'bad.ini', dòng 5: mục [co_quan] thiếu khóa 'ten_goi'" "$BIN" check -c bad.ini --period 2018-Q3
config | sed 's/^tra_lai_rut = .*/tra_lai_rut = rieg/' >bad.ini
expect 78 "dòng 30: khóa 'tra_lai_rut' có giá trị sai 'rieg'; có phải bạn muốn viết 'rieng'" \
    "$BIN" cube -c bad.ini --period 2018-Q3
config | sed '1i\
[du_lieu]' >bad.ini
expect 78 "dòng 2: mục [du_lieu] đã có ở dòng 1" "$BIN" check -c bad.ini --period 2018-Q3
config | iconv -t UTF-16 >bad.ini
expect 78 "UTF-16" "$BIN" check -c bad.ini --period 2018-Q3
[ ! -e out/2018-Q3 ] && [ ! -e cchc.db ] || fail "something was written"

# ---- a database without data ----
expect 0 "" "$BIN" init --db cchc.db
expect 73 "" "$BIN" init --db cchc.db
[ "$(stat -c %a cchc.db)" = 640 ] || fail "the database has mode $(stat -c %a cchc.db)"
expect 78 "tệp 'good.ini', dòng 6: cơ sở dữ liệu" "$BIN" run -c good.ini --period 2018-Q3

# ---- templates ----
expect 0 "" "$BIN" lint
quiet_stderr lint
expect 0 "" "$BIN" fields
quiet_stderr fields
[ "$(head -n 1 out)" = "$(printf 'ten\tnhan\tdon_vi_tinh\tnguon')" ] || fail "fields: header"
awk -F'\t' 'NF != 4 || $1 == "" || $2 == "" { print; bad = 1 } END { exit bad }' out >err ||
    fail "fields: a line without four cells, or a name without a label"
grep -qF "toi_thieu_xep_hang" out || fail "fields: text names"
grep -q "^hs_giai_quyet	" out || fail "fields: figures"
# Every name that is listed can be printed.
cp -r "$SRC/templates" listed || exit 1
tail -n +2 out | cut -f 1 | grep -v '[…<]' | sed 's/.*/{{&}}/' >>listed/cchc_dinh_ky/noi-dung.md
expect 0 "" "$BIN" lint listed/cchc_dinh_ky/bao-cao.ini
echo '{{khong_co_ten_nay}}' >>listed/cchc_dinh_ky/noi-dung.md
expect 78 "khong_co_ten_nay" "$BIN" lint listed/cchc_dinh_ky/bao-cao.ini
cp -r "$SRC/templates" own || exit 1
sed -i 's/^do = dem$/do = dm/' own/chi-tieu.ini
expect 78 "own/chi-tieu.ini', dòng " "$BIN" lint own/chi-tieu.ini
expect 66 "không có tệp 'none.ini'" "$BIN" lint none.ini
for f in "$SRC"/config/lich/*.ini; do expect 0 "" "$BIN" lint "$f"; done
cp "$SRC/config/lich/2026.ini" 2027.ini || exit 1
expect 78 "2027.ini', dòng " "$BIN" lint 2027.ini

# ---- output that nobody reads, or that does not fit ----
exec 3> >(exec true)
wait $!
"$BIN" --help >&3 2>err
[ $? -eq 141 ] || fail "a closed pipe"
quiet_stderr "a closed pipe"
exec 3>&-
if [ -w /dev/full ]; then
    "$BIN" --help >/dev/full 2>err
    [ $? -eq 74 ] || fail "a full disk behind stdout"
    grep -qF "ổ đĩa đã đầy" err || fail "a full disk behind stdout: message"
fi
"$BIN" fields >&- 2>err
[ $? -eq 74 ] || fail "stdout is closed"

finish
