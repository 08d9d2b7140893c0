#!/bin/bash
# What was published stays what was published: rows kept with finals, the period after them, figures that would be
# others today, corrections, the ledger. Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"

import() { # TABLE FILE: the rows on stdin
    cat >"$2"
    expect 0 "" "$BIN" import --db a.db --table "$1" "$2"
}

. "$SRC/tests/final/quan.sh"

run() { "$BIN" run -c c.ini --period "$@"; }
check() { "$BIN" check -c c.ini --period "$@"; }
at() { echo "out.d/$1/$2/bao_cao"; }

# ---- a final keeps its rows ----
expect 0 "" run 2021-Q2 --final --number 5 --date 2021-06-20
q2=$(at 2021-Q2 Q)/chinh-thuc
[ "$(sed -n 3p out)" = "$q2/chi-tiet.tsv.gz" ] || fail "the rows are not among the paths"
(cd "$q2" && sed -n 's/.*"ten": "\([^"]*\)", "so_byte".*"sha256": "\([0-9a-f]*\)".*/\2  \1/p' manifest.json |
    sha256sum --quiet -c -) >out 2>err || fail "hashes of the manifest"
grep -q '"ten": "chi-tiet.tsv.gz"' "$q2/manifest.json" || fail "the rows are not in the manifest"
zcat "$q2/chi-tiet.tsv.gz" >rows.tsv
# Read by another program: the dossiers open at the end of the period, as the paper printed them.
awk -F'\t' '/^\[/ { on = index($0, "[ho_so ") && index($0, "..2021-06-14]"); next }
    on && $1 == "ma" { for (i = 1; i <= NF; i++) if ($i == "tinh_trang") at = i; next }
    on && $at ~ /^dang_/ { print $1 }' rows.tsv | sort -u | tr '\n' ' ' >open
[ "$(cat open)" = "A1 A2 A3 A4 A5 A6 " ] || fail "open dossiers: $(cat open)"
grep -q "^hs_dang	Số hồ sơ đang giải quyết	6	6			" rows.tsv || fail "figures: $(head -20 rows.tsv)"
expect 0 "" run 2021-Q2 -o again --final --number 5 --date 2021-06-20
cmp -s "$q2/chi-tiet.tsv.gz" again/2021-Q2/Q/bao_cao/chinh-thuc/chi-tiet.tsv.gz || fail "other bytes a second time"
expect 0 "" run 2021-Q2
grep -q "cảnh báo\|lỗi" err && fail "a draft of the same figures finds something"
[ ! -e "$(at 2021-Q2 Q)/du-thao/chi-tiet.tsv.gz" ] || fail "a draft keeps rows"
expect 0 "" run 2021-Q3
grep -q khong_lien_tuc err && fail "nothing has changed, but the periods do not meet"

# ---- then the rows change ----
import ho_so sau-cong-bo.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
A1,P1,T1,2021-05-01,2021-07-01,2021-06-10
A2,K,T1,2021-05-02,2021-07-01,
A3,P2,T1,2021-06-20,2021-07-01,
B1,P1,T1,2021-05-10,2021-06-20,2021-07-20
B2,P2,T1,2021-06-10,2021-07-10,
B3,P1,T1,2021-05-03,2021-07-03,
CSV
# As other programs leave them.
sqlite3 a.db "DELETE FROM ho_so WHERE ma = 'A4'; UPDATE ho_so SET ngay_ket_thuc = '2021-04-01' WHERE ma = 'A5'" ||
    fail "sqlite3"
expect 0 "khong_lien_tuc" run 2021-Q3
grep -qF "báo cáo số 05 ngày 20/6/2021 (kỳ 2021-Q2) công bố 6 hồ sơ đang giải quyết đến hết ngày 14/6/2021, nay tính \
được 4 hồ sơ từ kỳ trước chuyển sang: 5 hồ sơ không còn chuyển sang (A1: nay kết thúc 10/6/2021, trước kỳ [phiên nhập" err ||
    fail "the sentence"
expect 64 "không đi cùng --deep" check 2021-Q3 --changes --deep
expect 0 "" check 2021-Q3 --changes
awk -F'\t' -v OFS='|' '$1 == "lien_tuc" { print $6, $7, $8, $9, $11 != "" }' out >got
cat >want <<'TSV'
A1|P1|đang giải quyết, trong hạn|kết thúc 10/6/2021, trước kỳ|1
A2|P1|đang giải quyết, trong hạn|thuộc đơn vị Huyện Khác|1
A3|P2|đang giải quyết, trong hạn, tiếp nhận 04/5/2021|đang giải quyết, quá hạn, tiếp nhận 20/6/2021|1
A4|P2|đang giải quyết, trong hạn|không có trong cơ sở dữ liệu|0
A5|P2|đang giải quyết, trong hạn|bị loại: kết thúc 01/4/2021, trước khi tiếp nhận 05/5/2021|0
B1|P1|giải quyết trước hạn, kết thúc 12/6/2021|giải quyết quá hạn, kết thúc 20/7/2021|1
B2|P2|không có trong cơ sở dữ liệu|đang giải quyết, quá hạn|1
B3|P1|thuộc đơn vị Huyện Khác|đang giải quyết, quá hạn|1
TSV
cmp -s got want || { diff got want; fail "dossiers between the periods"; }

# ---- the same period again ----
expect 0 "khac_da_cong_bo" run 2021-Q2
grep -qF "báo cáo số 05 ngày 20/6/2021 đã công bố, nay 14 số liệu tính ra khác: hs_tiep_nhan_tong: 10 → 8; hs_dang: \
6 → 4;" err || fail "the figures"
expect 0 "" check 2021-Q2 --changes
awk -F'\t' -v OFS='|' '$1 == "so_lieu" || $1 == "do" { print $1, $6, $8, $9, $10 }' out | sed -n 1,14p >got
awk -F'\t' -v OFS='|' '$1 == "du_lieu" { print $6, $8, $9, $12 }' out >>got
cat >want <<'TSV'
so_lieu|hs_tiep_nhan_tong|10|8|mục I, đoạn 1
do|A2|đang giải quyết, trong hạn|thuộc đơn vị Huyện Khác|hs_tiep_nhan_tong
do|A3|đang giải quyết, trong hạn|tiếp nhận 20/6/2021, sau kỳ|hs_tiep_nhan_tong
do|A4|đang giải quyết, trong hạn|không có trong cơ sở dữ liệu|hs_tiep_nhan_tong
do|A5|đang giải quyết, trong hạn|bị loại: kết thúc 01/4/2021, trước khi tiếp nhận 05/5/2021|hs_tiep_nhan_tong
do|B2|không có trong cơ sở dữ liệu|đang giải quyết, trong hạn|hs_tiep_nhan_tong
do|B3|thuộc đơn vị Huyện Khác|đang giải quyết, trong hạn|hs_tiep_nhan_tong
so_lieu|hs_dang|6|4|mục I, đoạn 2
do|A1|đang giải quyết, trong hạn, kết thúc để trống|giải quyết trước hạn, kết thúc 10/6/2021|hs_dang
do|A2|đang giải quyết, trong hạn|thuộc đơn vị Huyện Khác|hs_dang
do|A3|đang giải quyết, trong hạn|tiếp nhận 20/6/2021, sau kỳ|hs_dang
do|A4|đang giải quyết, trong hạn|không có trong cơ sở dữ liệu|hs_dang
do|A5|đang giải quyết, trong hạn|bị loại: kết thúc 01/4/2021, trước khi tiếp nhận 05/5/2021|hs_dang
do|B1|giải quyết trước hạn, kết thúc 12/6/2021|đang giải quyết, trong hạn, kết thúc 20/7/2021|hs_dang
TSV
# Figure by figure: then plus the rows that came, minus those that went, is now.
cmp -s got want || { diff got want; fail "what differs"; }

# ---- the correction ----
expect 66 "chưa có bản chính thức nguyên vẹn nào" run 2021-Q3 --correction
expect 78 "liệt kê những dòng mà chương trình tự đưa vào" run 2021-Q2 --report dinh_chinh
expect 65 "tính số liệu theo những ngày khác" run 2021-Q2 --from 2021-03-16 --to 2021-06-14 --correction
expect 0 "" run 2021-Q2 --from 2021-03-16 --to 2021-06-14 -o khac
expect 0 "" run 2021-Q2 --correction
dc=$(at 2021-Q2 Q)/dinh-chinh
printf '%s\n' "$dc/du-thao/BC_DINH_CHINH_CCHC_2021-Q2_Q.pdf" "$dc/du-thao/PL_DINH_CHINH_CCHC_2021-Q2_Q.xlsx" \
    "$dc/du-thao/manifest.json" | cmp -s - out || fail "paths of the correction"
expect 64 "--final --number SỐ --date NGÀY" run 2021-Q2 --correction --final
expect 65 "ket_thuc_truoc_tiep_nhan" run 2021-Q2 --correction --final --number 12 --date 2021-10-05
sqlite3 a.db "UPDATE ho_so SET ngay_ket_thuc = NULL WHERE ma = 'A5'" || fail "sqlite3"
expect 0 "" run 2021-Q2 --correction --final --number 12 --date 2021-10-05
[ "$(ls "$dc" | tr '\n' ' ')" = "2021-10-05-so-12 du-thao " ] || fail "folders: $(ls "$dc")"
pdftotext -layout "$dc"/2021-10-05-so-12/*.pdf text
tr -s ' \n' ' ' <text >flat
for part in "Số: 12/BC-UBND" "Thử, ngày 05 tháng 10 năm 2021" "Đính chính số liệu tại Báo cáo số 05/BC-UBND ngày 20 tháng 6" \
    "Mục I, đoạn 1 10 9 -1" "Mục I, đoạn 2 6 5 -1" \
    "có 7 hồ sơ được bổ sung" "A4 Phường Hai Đang giải quyết, trong hạn Không có trong cơ sở dữ liệu Không qua lệnh nhập"; do
    grep -qF "$part" flat || fail "the correction has no '$part': $(cat flat)"
done
sed 's/^mau = .*/mau = dinh_chinh/' c.ini >dinh-chinh.ini
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$SRC/tests/nd30/nd30.py" paper "$SRC" dinh-chinh.ini "$dc"/2021-10-05-so-12/*.pdf \
    >out 2>err || fail "not as Nghị định 30/2020/NĐ-CP has it"
grep -qF '"dinh_chinh_cho": {"so": "05", "ngay": "2021-06-20"}' "$dc/2021-10-05-so-12/manifest.json" || fail "manifest"
expect 73 "không bao giờ bị ghi đè" run 2021-Q2 --correction --final --number 12 --date 2021-10-05
# What was put right is published: nothing is left to be told of, and a later change is one against the correction.
expect 0 "mọi số liệu của báo cáo số 12 ngày 05/10/2021 vẫn như khi công bố" run 2021-Q2 --correction
[ ! -s out ] || fail "a paper though nothing differs"
expect 0 "" run 2021-Q2
grep -q khac_da_cong_bo err && fail "a corrected figure is told of again"
import ho_so sua-lan-hai.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
C2,P1,T2,2021-04-03,2021-04-06,2021-04-06
CSV
expect 0 "báo cáo số 12 ngày 05/10/2021 đã công bố, nay" run 2021-Q2
expect 0 "" run 2021-Q2 --correction
pdftotext -layout "$dc"/du-thao/*.pdf - | tr -s ' \n' ' ' >flat
for part in "đã được đính chính tại Báo cáo số 12/BC-UBND ngày 05 tháng 10 năm 2021" "75% 100% +25" "Mục I, đoạn 2 1 0 -1" "có 1 hồ sơ" \
    "1 C2 Phường Một Phiên nhập 7, tệp 'sua-lan-hai.csv'"; do
    grep -qF "$part" flat || fail "the second correction has no '$part': $(cat flat)"
done
[ -z "${KEEP:-}" ] || cp -r "$work" "$KEEP"

# ---- finals of all units, made again ----
numbers='ma,so,ngay\nP1,7,2021-06-20\nP2,8,2021-06-20\n'
finals() { printf "$1" >so.csv && run 2021-Q2 --all-units --final --numbers so.csv; }
expect 0 "" finals "$numbers"
find out.d -type f -exec sha256sum {} + | sort >all.sums
expect 0 "đơn vị 'P1': đã có bản chính thức là báo cáo số 07 ngày 20/6/2021, mọi số liệu vẫn như" finals "$numbers"
expect 73 "không đổi thành số 09 ngày 20/6/2021 được" finals 'ma,so,ngay\nP1,9,2021-06-20\nP2,10,2021-06-20\n'
import ho_so sua-lan-ba.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
C3,P2,T2,2021-04-04,2021-04-09,2021-04-12
CSV
expect 74 "1 trong 2 đơn vị chưa có văn bản" finals "$numbers"
grep -q "đơn vị 'P2': đã có bản chính thức là báo cáo số 08 ngày 20/6/2021, nay .* số liệu tính ra khác" err || fail "P2"
find out.d -type f -exec sha256sum {} + | sort | cmp -s - all.sums || fail "something was changed"

# ---- the year after ----
expect 0 "" run 2022-Q2
grep -q cung_ky_khac_da_cong_bo err && fail "the year before is as it was published"
import ho_so nam-sau.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
C5,P2,T2,2021-04-04,2021-04-09,2021-04-08
CSV
expect 0 "báo cáo số 12 ngày 05/10/2021 (kỳ 2021-Q2) đã công bố khác ở 1 số liệu (hs_giai_quyet: công bố 4, tính lại 5)." \
    run 2022-Q2
expect 0 "cung_ky_khac_da_cong_bo" check 2022-Q2

# ---- the ledger ----
expect 0 "" "$BIN" ledger -c c.ini
cut -f 1-9 out | sort | uniq -c | awk '{ print $2, $3, $4, $5, $6, $7, $8, $9, $10 }' >got
cat >want <<'TSV'
2021-Q2 2021-03-15 2021-06-14 bao_cao Q bao_cao 05 2021-06-20 nguyen_ven
2021-Q2 2021-03-15 2021-06-14 bao_cao Q dinh_chinh 12 2021-10-05 nguyen_ven
ky tu_ngay den_ngay bao_cao don_vi loai so ngay trang_thai
TSV
cmp -s got want || { diff got want; fail "papers of the ledger"; }
awk -F'\t' -v OFS='|' '$10 ~ /^(hs_dang|ty_le_dung_han)$/ { print $6, $10, $11, $12, $13, $14, $15, $16 }' out >got
cat >want <<'TSV'
bao_cao|ty_le_dung_han|Tỷ lệ hồ sơ trước hạn và đúng hạn trên số hồ sơ đã giải quyết|75%|75|3|4|mục I, đoạn 2
bao_cao|hs_dang|Số hồ sơ đang giải quyết|6|6|||mục I, đoạn 2
dinh_chinh|hs_dang|Số hồ sơ đang giải quyết|5|5|||mục I, đoạn 2
TSV
cmp -s got want || { diff got want; fail "figures of the ledger"; }
expect 0 "P1" "$BIN" ledger -c c.ini --unit P1
expect 0 "chưa có bản chính thức nào" "$BIN" ledger -c c.ini --unit K
expect 64 "tên thư mục" "$BIN" ledger -c c.ini --unit ../Q

# ---- a final that was changed is not trusted ----
cp -r out.d whole
printf x >>"$q2/chi-tiet.tsv.gz"
expect 0 "ban_chinh_thuc_hong" run 2021-Q2
grep -qF "chi-tiet.tsv.gz' không còn như lúc công bố" err || fail "the file is not named"
expect 0 "ban_chinh_thuc_hong" run 2021-Q3
expect 1 "chi-tiet.tsv.gz' không còn như lúc công bố" "$BIN" ledger -c c.ini
[ "$(grep -c "^2021-Q2.*bao_cao	Q	bao_cao	05	2021-06-20	hong	*$" out)" -eq 1 ] || fail "the damaged final in the ledger"
rm -rf out.d && mv whole out.d

finish
