#!/bin/bash
# The verb run from end to end on a small district: what is published, what is refused, and that nothing half-made is ever
# left, whatever stops it. Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"
umask 022

# The bytes of a folder; what is unfinished counts too.
bytes() {
    (cd "$1" && find . -mindepth 1 | LC_ALL=C sort && find . -type f | LC_ALL=C sort | xargs -r sha256sum) 2>/dev/null
}

# ---- a district with two wards ----
mkdir csv mau mau/bao_cao mau/bieu noi-dung
cat >csv/don_vi.csv <<'CSV'
ma,ten,cap,ma_cha
Q,Quận Thử,huyen,
P1,Phường Một,xa,Q
P2,Phường Hai,xa,Q
CSV
printf 'ma,ten\nDD,Đất đai\n' >csv/linh_vuc.csv
printf 'ma,ten,linh_vuc,cap\nT1,Thủ tục một,DD,xa\n' >csv/tthc.csv
cat >csv/ho_so.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
A1,P1,T1,2018-07-02,2018-07-05,2018-07-04
A2,P1,T1,2018-08-02,2018-08-05,2018-08-09
A3,P2,T1,2018-09-10,2018-09-20,
A4,P2,T1,2018-05-10,2018-06-20,2018-06-20
CSV
cat >csv/pham_vi.csv <<'CSV'
bang,don_vi,tu_ngay,den_ngay
ho_so,Q,2017-01-01,2018-09-14
CSV
cp "$SRC/templates/cau.ini" mau/
cat >mau/chi-tieu.ini <<'INI'
[tiep_nhan]
nhan = Tổng số hồ sơ
don_vi_tinh = hồ sơ
bang = ho_so
do = dem
can_cu = quy định
[qua_han]
nhan = Hồ sơ quá hạn
don_vi_tinh = hồ sơ
bang = ho_so
do = dem
dieu_kien = tinh_trang = qua_han
can_cu = quy định
INI
cat >mau/bieu/theo_don_vi.ini <<'INI'
[bieu]
ma = theo_don_vi
loai = bang
ten = Kết quả theo đơn vị
don_vi_tinh = hồ sơ
[dong]
bang = ho_so
nhom = don_vi
liet_ke = tat_ca
tong = Tổng số
[cot.1]
nhan = Đơn vị
loai = ten
ten = don_vi
[cot.2]
nhan = Tổng số
loai = dem
so_lieu = tiep_nhan
ten = tiep_nhan
INI
cat >mau/bao_cao/bao-cao.ini <<'INI'
[bao_cao]
loai = BÁO CÁO
viet_tat = BC
trich_yeu = Công tác {{ky}}
noi_dung = noi-dung.md
phu_luc = theo_don_vi
[doan.nhan_xet]
nhan = Nhận xét
bat_buoc = co
INI
cat >mau/bao_cao/noi-dung.md <<'MD'
Số liệu từ ngày {{ky_tu_ngay}} đến ngày {{ky_den_ngay}}.

# Kết quả

Đã tiếp nhận {{tiep_nhan}} hồ sơ, trong đó quá hạn {{qua_han}} hồ sơ (theo đơn vị: {{tham_chieu theo_don_vi}}).

{{>doan nhan_xet}}
MD
small_config 'thu_muc_mau = mau' 'mau = bao_cao' >c.ini
expect 0 "" "$BIN" init --db a.db
for table in don_vi linh_vuc tthc ho_so pham_vi; do
    expect 0 "" "$BIN" import --db a.db --table "$table" "csv/$table.csv"
done
expect 0 "" "$BIN" lint mau/chi-tieu.ini
home=out.d/2018-Q3/Q/bao_cao
draft=$home/du-thao
final=$home/chinh-thuc
run() { "$BIN" run -c c.ini --period 2018-Q3 "$@"; }

# ---- a draft ----
expect 0 "" run
printf '%s\n' "$draft/BC_CCHC_2018-Q3_Q.pdf" "$draft/PL_CCHC_2018-Q3_Q.xlsx" "$draft/manifest.json" >want
cmp -s out want || fail "paths on stdout"
[ "$(ls -A "$draft" | tr '\n' ' ')" = "BC_CCHC_2018-Q3_Q.pdf PL_CCHC_2018-Q3_Q.xlsx manifest.json " ] || fail "files"
[ "$(ls -A "$home")" = du-thao ] || fail "something beside the draft: $(ls -A "$home")"
[ "$(stat -c %a "$draft" "$draft"/* | tr '\n' ' ')" = "750 640 640 640 " ] || fail "modes"
pdftotext -layout "$draft"/*.pdf text
tr -s ' \n' ' ' <text >flat
grep -qF "Đã tiếp nhận 4 hồ sơ, trong đó quá hạn 1 hồ sơ" flat || fail "the figures: $(cat text)"
grep -qF "từ ngày 15/6/2018 đến ngày 14/9/2018" flat || fail "the dates"
grep -qF "[CHƯA CÓ NỘI DUNG: Nhận xét" flat || fail "the gap is not marked"

# The manifest tells of every file and of itself.
hash=$(head -n -2 "$draft/manifest.json" | sha256sum | cut -d ' ' -f 1)
grep -qF "\"sha256\": \"$hash\"" "$draft/manifest.json" || fail "the manifest's own hash"
python3 - "$draft" <<'PY' >out 2>err || fail "the manifest"
import hashlib, json, os, sys
folder = sys.argv[1]
m = json.load(open(os.path.join(folder, "manifest.json")))
assert m["ban"] == "du_thao" and "so" not in m
assert m["ky"]["phan"] == [{"ten": "", "ngay": ["2018-06-15", "2018-09-14"], "cung_ky": ["2017-06-15", "2017-09-14"]}]
assert sorted(f["ten"] for f in m["tep"]) == sorted(n for n in os.listdir(folder) if n != "manifest.json")
for f in m["tep"]:
    data = open(os.path.join(folder, f["ten"]), "rb").read()
    assert len(data) == f["so_byte"] and hashlib.sha256(data).hexdigest() == f["sha256"], f
assert len(m["tep_phong_chu"]) == 4 and any(n["ma"] == "thieu_doan" or "nhan_xet" in str(n) for n in m["phat_hien"]), m
PY

# ---- the same input gives the same bytes: elsewhere, later, in another locale, from rows in another order ----
bytes "$draft" >first
cp -r "$draft" kept
sleep 1
(cd / && LC_ALL=vi_VN.UTF-8 TZ=America/New_York "$BIN" run -c "$work/c.ini" --period 2018-Q3 >"$work/out" 2>"$work/err") ||
    fail "from another folder"
sed 's|"noi": "[^"]*"||' "$draft/manifest.json" | sed '$d' | sed '$d' >new
sed 's|"noi": "[^"]*"||' kept/manifest.json | sed '$d' | sed '$d' | cmp -s - new || fail "another manifest elsewhere"
cmp -s kept/*.pdf "$draft"/*.pdf || fail "another PDF elsewhere"
cmp -s kept/*.xlsx "$draft"/*.xlsx || fail "another workbook elsewhere"
expect 0 "" "$BIN" init --db b.db
(head -n 1 csv/ho_so.csv && tail -n +2 csv/ho_so.csv | tac) >csv/nguoc.csv
for table in don_vi linh_vuc tthc pham_vi; do
    expect 0 "" "$BIN" import --db b.db --table "$table" "csv/$table.csv"
done
expect 0 "" "$BIN" import --db b.db --table ho_so csv/nguoc.csv
sed 's/^co_so_du_lieu = .*/co_so_du_lieu = b.db/' c.ini >b.ini
expect 0 "" "$BIN" run -c b.ini --period 2018-Q3 -o other
cmp -s kept/*.pdf other/2018-Q3/Q/bao_cao/du-thao/*.pdf || fail "another PDF from rows in another order"
cmp -s kept/*.xlsx other/2018-Q3/Q/bao_cao/du-thao/*.xlsx || fail "another workbook from rows in another order"
[ "$(grep so_lieu kept/manifest.json)" = "$(grep so_lieu other/2018-Q3/Q/bao_cao/du-thao/manifest.json)" ] ||
    fail "another fingerprint of the data"
# What a task says is data of the paper; what has not happened by the cut-off, or lies outside the period, is none.
after() { # SQL: the fingerprint then
    sqlite3 b.db "$1"
    "$BIN" run -c b.ini --period 2018-Q3 -o other >out 2>err || fail "after $1"
    grep so_lieu other/2018-Q3/Q/bao_cao/du-thao/manifest.json
}
unit=$(sqlite3 b.db "SELECT min(ma) FROM don_vi")
one=$(after "INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung) VALUES ('n', '$unit', 'k', 'ke_hoach', 'Một')")
two=$(after "UPDATE nhiem_vu SET noi_dung = 'Hai'")
[ "$one" != "$two" ] || fail "another text of a task leaves the fingerprint as it was"
for sql in "UPDATE nhiem_vu SET ngay_hoan_thanh = '2019-01-02'" \
    "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) VALUES ('a', '$unit', 'cchc', 'dinh_ky', '2019-01-02')"; do
    [ "$(after "$sql")" = "$two" ] || fail "another fingerprint after $sql"
done
run >out 2>err
bytes "$draft" | cmp -s - first || fail "a second run gives other bytes"

# ---- what stops a final ----
expect 66 "nhan_xet.md" run --final --number 5 --date 2018-09-20
bytes "$draft" | cmp -s - first || fail "a refused final changed the draft"
mkdir -p noi-dung/2018-Q3/Q
echo 'Việc giải quyết hồ sơ cơ bản đúng hạn.' >noi-dung/2018-Q3/Q/nhan_xet.md
sed 's/2018-09-14/2018-09-13/' csv/pham_vi.csv >csv/thieu.csv
cp a.db full.db
sqlite3 a.db 'UPDATE pham_vi SET den_ngay = "2018-09-13"' 2>err || fail "sqlite3"
expect 65 "Hãy nạp rồi chạy lại" run --final --number 5 --date 2018-09-20
sed 's/^Đã tiếp nhận.*/Theo đơn vị: {{tham_chieu theo_don_vi}}./' -i.full mau/bao_cao/noi-dung.md
expect 65 "biểu 'theo_don_vi' còn ô chưa có số liệu" run --final --number 5 --date 2018-09-20
expect 0 "" run -o draft-without-data
pdftotext draft-without-data/2018-Q3/Q/bao_cao/du-thao/*.pdf text
grep -q '…' text || fail "a table without data does not say so"
mv mau/bao_cao/noi-dung.md.full mau/bao_cao/noi-dung.md
sqlite3 a.db 'UPDATE pham_vi SET den_ngay = "2018-09-14"'
[ ! -e "$final" ] || fail "a refused final is there"

# Figures that contradict each other: a draft says so on its last page and in its workbook, 'check' says the same, and
# there is no final.
expect 0 "" "$BIN" check -c c.ini --period 2018-Q3
cp -r mau sai
printf '[doi_chieu]\nkhop = tiep_nhan = qua_han\n' >>sai/chi-tieu.ini
sed 's/^thu_muc_mau = .*/thu_muc_mau = sai/' c.ini >sai.ini
says="'Tổng số hồ sơ' (in '4' ở mục I, đoạn 1) phải bằng 'Hồ sơ quá hạn' (in '1' ở mục I, đoạn 1)"
expect 1 "lỗi [so_lieu_khong_khop] mục I, đoạn 1: $says" "$BIN" check -c sai.ini --period 2018-Q3
expect 65 "còn lỗi [so_lieu_khong_khop] mục I, đoạn 1: $says" "$BIN" run -c sai.ini --period 2018-Q3 --final --number 5 \
    --date 2018-09-20
[ ! -e "$final" ] || fail "a final with contradictory figures is there"
expect 0 "$says" "$BIN" run -c sai.ini --period 2018-Q3 -o sai.d
pdf=$(echo sai.d/2018-Q3/Q/bao_cao/du-thao/*.pdf)
last=$(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }')
pdftotext -f "$last" "$pdf" - | tr -s ' \n' ' ' >flat
grep -qF "KẾT QUẢ KIỂM TRA SỐ LIỆU (không thuộc nội dung văn bản" flat && grep -qF "phải bằng 'Hồ sơ quá hạn'" flat ||
    fail "the last page of a draft does not tell: $(cat flat)"
! pdftotext -l $((last - 1)) "$pdf" - | grep -q "KIỂM TRA SỐ LIỆU" || fail "the findings are not behind everything"
pdfinfo -struct-text "$pdf" 2>err | tr -s ' \n' ' ' | grep -qF "phải bằng 'Hồ sơ quá hạn'" || fail "the findings are not tagged"
python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("xl/workbook.xml"))' \
    sai.d/2018-Q3/Q/bao_cao/du-thao/*.xlsx | grep -qF 'name="Kiểm tra số liệu"' ||
    fail "no worksheet with the findings"
! pdftotext "$draft"/*.pdf - | grep -q "KIỂM TRA SỐ LIỆU" || fail "findings behind a draft without errors"
rm -rf sai sai.ini sai.d

# What the units are asked: in 'check', in the manifest, in the workbook; where the settings say so behind a draft, never
# behind a final.
asked="1 hồ sơ quá hạn chưa ghi nguyên nhân"
expect 0 "lưu ý [qua_han_khong_nguyen_nhan]" "$BIN" check -c c.ini --period 2018-Q3
grep -q "Đề nghị đơn vị kiểm tra: $asked" out || fail "check does not ask: $(cat out)"
grep -q "$asked" "$draft/manifest.json" || fail "the manifest does not ask"
! pdftotext "$draft"/*.pdf - | grep -q "CHẤT LƯỢNG DỮ LIỆU" || fail "a page that nobody asked for"
sed 's/^\[bao_cao\]/&\ntrang_chat_luong = co/' c.ini >hoi.ini
expect 0 "" "$BIN" run -c hoi.ini --period 2018-Q3 -o hoi.d
pdftotext -f "$(pdfinfo "$draft"/*.pdf | awk '/^Pages:/ { print $2 + 1 }')" hoi.d/2018-Q3/Q/bao_cao/du-thao/*.pdf - |
    tr -s ' \n' ' ' >flat
grep -q "CHẤT LƯỢNG DỮ LIỆU .*Hồ sơ quá hạn chưa ghi nguyên nhân" flat || fail "no page of questions: $(cat flat)"
expect 0 "" "$BIN" run -c hoi.ini --period 2018-Q3 -o hoi.d --final --number 5 --date 2018-09-20
! pdftotext hoi.d/2018-Q3/Q/bao_cao/chinh-thuc/*.pdf - | grep -q "CHẤT LƯỢNG DỮ LIỆU" || fail "questions behind a final"
rm -rf hoi.ini hoi.d

# A damaged file whose index of dossiers says something else than their rows: the scan reads the index, so a draft cannot
# tell; a final is refused.
cp a.db sound.db
sqlite3 a.db 'PRAGMA wal_checkpoint(TRUNCATE)' >out 2>err || fail "sqlite3"
LC_ALL=C sed -i 's/2018-08-092018-08-022018-08-05/2018-08-092018-08-022018-08-15/' a.db
! cmp -s a.db sound.db || fail "the index was not found in the file"
expect 0 "" "$BIN" check -c c.ini --period 2018-Q3
expect 1 "lỗi [tep_hong]: tệp cơ sở dữ liệu hỏng" "$BIN" check -c c.ini --period 2018-Q3 --deep
expect 65 "còn lỗi [tep_hong]" run --final --number 5 --date 2018-09-20
[ ! -e "$final" ] || fail "a final from a damaged file is there"
cp sound.db a.db

# ---- a final ----
expect 0 "" run --final --number 5 --date 20/9/2018
pdftotext -layout "$final"/*.pdf text
tr -s ' \n' ' ' <text >flat
grep -qF "Số: 05/BC-UBND" flat || fail "the number"
grep -qF "ngày 20 tháng 9 năm 2018" flat || fail "the date"
grep -qF '"so": "05"' "$final/manifest.json" || fail "the number in the manifest"
bytes "$final" >final.bytes
expect 73 "không bao giờ bị ghi đè" run --final --number 6 --date 2018-09-21
bytes "$final" | cmp -s - final.bytes || fail "the final was changed"
expect 0 "" run
bytes "$final" | cmp -s - final.bytes || fail "a draft changed the final"
[ "$(ls -A "$home" | tr '\n' ' ')" = "chinh-thuc du-thao " ] || fail "something beside them: $(ls -A "$home")"
bytes "$home" >all.bytes

# ---- papers of units ----
# A folder of its own: what came before stays as it is.
cp a.db u.db
sed 's/^co_so_du_lieu = .*/co_so_du_lieu = u.db/; s/^ket_qua = .*/ket_qua = don-vi/' c.ini >u.ini
units() { "$BIN" run -c u.ini --period 2018-Q3 "$@"; }
at() { echo "don-vi/2018-Q3/$1/bao_cao"; }
expect 0 "" units --all-units
printf '%s\n' "$(at P1)/du-thao/BC_CCHC_2018-Q3_P1.pdf" "$(at P1)/du-thao/PL_CCHC_2018-Q3_P1.xlsx" \
    "$(at P1)/du-thao/manifest.json" "$(at P2)/du-thao/BC_CCHC_2018-Q3_P2.pdf" \
    "$(at P2)/du-thao/PL_CCHC_2018-Q3_P2.xlsx" "$(at P2)/du-thao/manifest.json" | LC_ALL=C sort >want
LC_ALL=C sort out | cmp -s - want || fail "paths of all units"
[ ! -e don-vi/2018-Q3/Q ] || fail "--all-units made the agency's own paper"
cp out first.out
bytes don-vi >units.bytes
expect 0 "" units --all-units
cmp -s out first.out || fail "another order of paths"
bytes don-vi | cmp -s - units.bytes || fail "all units again: other bytes"
expect 0 "" units --unit P1
bytes don-vi | cmp -s - units.bytes || fail "one unit alone: other bytes than among all"
expect 64 "có phải bạn muốn viết" units --unit P3
expect 64 "không nằm dưới cơ quan 'P1'" env -C "$work" sh -c \
    'sed "s/^ma = Q/ma = P1/" u.ini >p1.ini; exec "$0" run -c p1.ini --period 2018-Q3 --unit P2' "$BIN"
# Numbers: everything is read before anything is written.
rm -rf don-vi
finals() { printf "$1" >so.csv && units --all-units --final --numbers so.csv; }
expect 66 "khong-co.csv" units --all-units --final --numbers khong-co.csv
expect 65 "dòng 1: dòng đầu phải là ba tên cột ma,so,ngay" finals 'ma,so\nP1,5\n'
expect 65 "dòng 3: 'P3' không phải mã" finals 'ma,so,ngay\nP1,5,2018-09-20\nP3,6,2018-09-20\n'
expect 65 "dòng 3: đơn vị 'P1' đã có ở dòng 2" finals 'ma,so,ngay\nP1,5,2018-09-20\nP1,6,2018-09-20\n'
expect 65 "chưa có số và ngày của 1 đơn vị: P2" finals 'ma,so,ngay\nP1,5,2018-09-20\n'
expect 65 "'0': số văn bản chỉ gồm chữ số" finals 'ma,so,ngay\nP1,0,2018-09-20\nP2,6,2018-09-20\n'
expect 65 "không phải là một ngày có thật" finals 'ma,so,ngay\nP1,5,2018-02-30\nP2,6,2018-09-20\n'
[ ! -e don-vi ] || fail "refused numbers left something"
both='ngay,ma,so\n20/9/2018,P2,12\n2018-09-20,P1,5\n'
expect 65 "ten_co_quan (tên cơ quan ban hành), ky_hieu" finals "$both"
expect 65 "2 trong 2 đơn vị chưa có văn bản" finals "$both"
# One that cannot be made is named; the others are there.
mkdir -p noi-dung/2018-Q3/chung/xa
echo 'Việc giải quyết hồ sơ của phường cơ bản đúng hạn.' >noi-dung/2018-Q3/chung/xa/nhan_xet.md
sqlite3 u.db "UPDATE don_vi SET ten_co_quan = 'ỦY BAN NHÂN DÂN / PHƯỜNG MỘT', ky_hieu = 'UBND', dia_danh = 'Một',
    chuc_vu_ky = 'CHỦ TỊCH', nguoi_ky = 'Nguyễn Văn A' WHERE ma = 'P1'" 2>err || fail "sqlite3"
expect 74 "đơn vị 'P2': " finals "$both"
[ "$(wc -l <out)" -eq 4 ] && [ -e "$(at P1)/chinh-thuc/manifest.json" ] || fail "P1 is not there"
[ ! -e don-vi/2018-Q3/P2 ] || fail "P2 left something"
grep -qF "1 trong 2 đơn vị chưa có văn bản, lý do nêu ở trên: P2." err || fail "P2 is not named"
pdftotext -layout "$(at P1)"/chinh-thuc/*.pdf text
tr -s ' \n' ' ' <text >flat
for part in "PHƯỜNG MỘT" "Số: 05/BC-UBND" "Một, ngày 20 tháng 9 năm 2018" "Kính gửi: Ủy ban nhân dân quận Thử" \
    "của phường cơ bản đúng hạn" "Nguyễn Văn A" "Đã tiếp nhận 2 hồ sơ"; do
    grep -qF "$part" flat || fail "P1: no '$part'"
done
# What is there is never overwritten, by nobody.
bytes "$(at P1)" >p1.bytes
expect 73 "không bao giờ bị ghi đè" units --unit P1 --final --number 6 --date 2018-09-21
bytes "$(at P1)" | cmp -s - p1.bytes || fail "P1's final was changed"
rm -rf noi-dung/2018-Q3/chung

# ---- output that nobody reads is no error of ours; what does not fit is ----
exec 3> >(exec true)
wait $!
for words in "cube --period 2018-Q3" "check --period 2018-Q3" "check --period 2018-Q3 --changes" ledger \
    "explain --period 2018-Q3 --list" "explain --period 2018-Q3 tiep_nhan"; do
    # shellcheck disable=SC2086 # several words
    "$BIN" ${words%% *} -c c.ini ${words#${words%% *}} >&3 2>err </dev/null
    [ $? -eq 141 ] || fail "$words: a closed pipe"
    grep -qF "lỗi:" err && fail "$words: a closed pipe is told"
    [ -w /dev/full ] || continue
    # shellcheck disable=SC2086
    "$BIN" ${words%% *} -c c.ini ${words#${words%% *}} >/dev/full 2>err </dev/null
    [ $? -eq 74 ] || fail "$words: a full disk behind stdout"
    grep -qF "stdout" err || fail "$words: a full disk behind stdout is not told"
done
exec 3>&-

# ---- other mistakes leave everything as it was ----
expect 78 "có phải bạn muốn viết 'tiep_nhan'" env -C "$work" sh -c '
    sed "s/{{tiep_nhan}}/{{tiep_nhn}}/" -i.full mau/bao_cao/noi-dung.md
    "$0" run -c c.ini --period 2018-Q3; s=$?
    mv mau/bao_cao/noi-dung.md.full mau/bao_cao/noi-dung.md; exit $s' "$BIN"
expect 66 "khong_co" run --report khong_co
expect 64 "tên thư mục" run --report ../bao_cao
expect 73 "" run -o c.ini
mkdir linked && ln -s "$work" linked/2018-Q3
expect 73 "liên kết" run -o linked
flock out.d -c "sleep 2" &
sleep 0.3
expect 75 "đang có lần chạy khác ghi vào 'out.d': tiến trình" run
wait
bytes "$home" | cmp -s - all.bytes || fail "a mistake changed what was published"

# A program of its own whose font list leads nowhere.
mkdir -p own/bin own/share/cchc-report/fonts
cp "$BIN" own/bin/cchc-report
cp -r "$SRC/templates" own/share/cchc-report/
sed 's|^thu_muc = .*|thu_muc = /khong/co|; /^ *\/usr/d' "$SRC/fonts/fonts.ini" >own/share/cchc-report/fonts/fonts.ini
expect 69 "fonts-liberation2" own/bin/cchc-report run -c c.ini --period 2018-Q3
bytes "$home" | cmp -s - all.bytes || fail "a missing font changed what was published"

# ---- what was published, looked at again ----
expect 0 "nguyên vẹn   $final" "$BIN" verify "$final"
expect 0 "" "$BIN" verify out.d
[ "$(grep -c '^nguyên vẹn' out)" -eq "$(find out.d -name manifest.json | wc -l)" ] || fail "not every folder was looked at"
expect 66 "không có bản nào" "$BIN" verify csv
expect 66 "" "$BIN" verify nowhere
expect 64 "ít nhất một thư mục" "$BIN" verify

# spoilt WHAT TEXT COMMAND…: a copy of the final in $copy that the command has spoilt is found, with the text.
spoilt() {
    local what=$1 text=$2
    shift 2
    rm -rf copy.d && cp -r "$final" copy.d
    "$@" || fail "not spoilt: $what"
    expect 1 "HỎNG" "$BIN" verify copy.d
    grep -qF -- "$text" out || fail "$what: no '$text'"
}
pdf=$(basename "$final"/*.pdf)
spoilt "a file is gone" "thiếu tệp '$pdf'" rm "copy.d/$pdf"
spoilt "a file is a link" "thiếu tệp '$pdf'" ln -sf "$PWD/$final/$pdf" copy.d/
spoilt "a byte more" "không còn như lúc công bố" sh -c "echo >>'copy.d/$pdf'"
spoilt "another number" "đã bị sửa" sed -i 's/"so": "/&1/' copy.d/manifest.json
spoilt "another hash" "đã bị sửa" sed -i 's/\("sha256": "\)[0-9a-f]/\1x/' copy.d/manifest.json
spoilt "cut off" "manifest.json" truncate -s 100 copy.d/manifest.json
spoilt "a blank at the end" "manifest.json" sh -c "printf ' ' >>copy.d/manifest.json"
mkdir -p moved/chinh-thuc
expect 1 "không có tệp" "$BIN" verify moved # a published folder without a manifest
rm -rf moved copy.d && cp -r "$final" copy.d && touch "copy.d/ban-ky.pdf"
expect 0 "có thêm: ban-ky.pdf" "$BIN" verify copy.d
rm -rf copy.d

# ---- no room: files may not grow, memory runs out ----
# In KiB: SQLite's shared memory fits, the PDF does not.
(ulimit -f 40 && run >out 2>err)
[ $? -eq 74 ] || fail "files that may not grow: status"
grep -qF "đơn vị 'Q': " err || fail "files that may not grow: the unit is not named"
bytes "$home" | cmp -s - all.bytes || fail "files that may not grow: something changed"
if { (ulimit -v 200000 && "$BIN" --version) >out 2>err; } 2>/dev/null; then # not with sanitizers
    short=0
    for kilobytes in 14000 15000 16000 17000 18000 19000 20000 21000 22000 24000; do
        (ulimit -v "$kilobytes" && run >out 2>err)
        got=$?
        case $got in
        0) ;;
        70 | 74) short=$((short + 1)) ;;
        127) grep -q 'shared' err || fail "out of memory at $kilobytes KiB: status 127" ;; # met by the loader
        *) fail "out of memory at $kilobytes KiB: status $got" ;;
        esac
        bytes "$home" | cmp -s - all.bytes || fail "out of memory at $kilobytes KiB: something changed"
    done
    [ "$short" -ge 2 ] || fail "memory ran out only $short times"
fi

# ---- interrupted at any moment: 130 or 143, nothing left; killed: the next start repairs ----
# By a program of its own: a signal right behind a fork of bash finds bash in the child, with the traps of this script.
interrupt() {
    local signal=$1 delay=$2 got
    python3 - "$signal" "$delay" "$BIN" run -c c.ini --period 2018-Q3 >out 2>err <<'PY'
import signal, subprocess, sys, time
p = subprocess.Popen(sys.argv[3:])
time.sleep(float(sys.argv[2]))
p.send_signal(getattr(signal, "SIG" + sys.argv[1]))
code = p.wait()
sys.exit(code if code >= 0 else 128 - code)
PY
    got=$?
    case $signal:$got in
    *:0 | TERM:143 | INT:130 | HUP:129 | KILL:137) ;;
    *) fail "status $got after SIG$signal at $delay s" ;;
    esac
    interrupted=$((interrupted + (got != 0)))
}
interrupted=0
for delay in 0.000 0.005 0.010 0.020 0.030 0.040 0.050 0.060 0.080 0.100 0.150; do
    for signal in TERM INT HUP; do
        interrupt "$signal" "$delay"
        bytes "$home" | cmp -s - all.bytes || fail "SIG$signal at $delay s left something"
    done
    interrupt KILL "$delay"
    sleep 0.05 # its child is killed with it
    [ -e "$draft/manifest.json" ] && [ "$(ls "$draft" | wc -l)" -eq 3 ] || fail "SIGKILL at $delay s: half a folder"
    bytes "$final" | cmp -s - final.bytes || fail "SIGKILL at $delay s: the final"
    expect 0 "" run
    bytes "$home" | cmp -s - all.bytes || fail "not repaired after SIGKILL at $delay s: $(ls -A "$home")"
done
[ "$interrupted" -ge 8 ] || fail "only $interrupted interruptions came in time"

echo "$interrupted interruptions, $failures failed"
[ "$failures" -eq 0 ]
