#!/bin/bash
# init and import from outside: what comes in, what is refused and told, what stays. Environment: BIN (the program).
set -u
export LC_ALL=C.UTF-8
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
failed=0
checked=0
what=

bad() {
    failed=$((failed + 1))
    echo "FAIL [$what] $*"
}

# status WANT COMMAND…: runs it, messages go to the file err
status() {
    local want=$1 got
    shift
    "$@" >out 2>err
    got=$?
    checked=$((checked + 1))
    [ "$got" = "$want" ] || bad "status $got, not $want: $* :: $(cat err)"
    [ ! -s out ] || bad "wrote to stdout: $*"
}

says() {
    checked=$((checked + 1))
    grep -qF -- "$1" err || bad "no message '$1' in: $(cat err)"
}

# same TEXT WANT
same() {
    checked=$((checked + 1))
    [ "$1" = "$2" ] || bad "got: $1"$'\n'"     not: $2"
}

sql() {
    sqlite3 "$@"
}

import() {
    local want=$1 db=$2 table=$3
    shift 3
    status "$want" "$BIN" import --db "$db" --table "$table" "$@"
}

# ---- a small agency

status 0 "$BIN" init --db base.db
printf 'ma,ten,cap,ma_cha\nP1,Phường Một,xa,Q\nP2,Phường Hai,xa,Q\nQ,Quận A,huyen,\n' >don_vi.csv
printf 'ma;ten\nL1;Hộ tịch\n' >linh_vuc.csv
printf 'ma;ten;linh_vuc;muc_do\n1.000001;Khai sinh;L1;toan_trinh\n1.000002;Khai tử;L1;\n' >tthc.csv
import 0 base.db don_vi don_vi.csv
says 'đọc 3 dòng; mới 3, thay đổi 0, không đổi 0, từ chối 0.'
import 0 base.db linh_vuc linh_vuc.csv
import 0 base.db tthc tthc.csv
fresh() {
    rm -f x.db x.db-* ./*.loi.csv
    cp base.db x.db
}

# ---- every encoding, separator, line end and form of dates gives the same rows

# tasks SEPARATOR DATES
tasks() {
    local s=$1 a b
    case $2 in
    iso) a=2018-09-30 b=2018-10-05 ;;
    viet) a=30/9/2018 b=05/10/2018 ;;
    time) a='2018-09-29T17:30:00Z' b='05/10/2018 23:59' ;;
    esac
    printf 'ma%sdon_vi%ske_hoach%snguon%snoi_dung%shan%sngay_hoan_thanh\n' "$s" "$s" "$s" "$s" "$s" "$s"
    printf '1%sP1%sKH%ske_hoach%s"Rà soát, ""đơn giản hóa""; thủ tục"%s%s%s%s\n' "$s" "$s" "$s" "$s" "$s" "$a" "$s" "$b"
    printf '"02"%sP2%sKH%scap_tren%s"Hai\ndòng"%s%s%s\n' "$s" "$s" "$s" "$s" "$s" "$b" "$s"
}
want="1|P1|KH|ke_hoach|Rà soát, \"đơn giản hóa\"; thủ tục|||2018-09-30|2018-10-05
02|P2|KH|cap_tren|Hai dòng|||2018-10-05|"
for encoding in UTF-8 UTF-8-BOM UTF-16LE UTF-16BE; do
    for separator in ',' ';' $'\t'; do
        for dates in iso viet time; do
            for sep_line in without with; do
                what="$encoding separator '$separator' $dates $sep_line sep="
                tasks "$separator" $dates >plain
                if [ $sep_line = with ]; then # and CRLF
                    sed -i "1i sep=$separator" plain
                    sed -i 's/$/\r/' plain
                fi
                case $encoding in
                UTF-8) cp plain in.csv ;;
                UTF-8-BOM) { printf '\xEF\xBB\xBF' && cat plain; } >in.csv ;;
                UTF-16LE) { printf '\xFF\xFE' && iconv -t UTF-16LE plain; } >in.csv ;;
                UTF-16BE) { printf '\xFE\xFF' && iconv -t UTF-16BE plain; } >in.csv ;;
                esac
                fresh
                import 0 x.db nhiem_vu in.csv
                same "$(sql x.db 'SELECT * FROM nhiem_vu ORDER BY rowid')" "$want"
            done
        done
    done
done

# ---- the same again changes no byte; a changed dossier keeps its old row

what=idempotent
fresh
cat >hs.csv <<'END'
ma,don_vi,tthc,kenh,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc,ket_qua,nop_tai_nha
H1,P1,1.000001,truc_tuyen,2018-01-02,2018-01-05,2018-01-04,cap_ket_qua,1
H2,P1,1.000002,,02/01/2018,,,,0
H3,P2,1.000001,buu_chinh,2018-01-03,2018-01-10,,,
END
import 0 x.db ho_so hs.csv
same "$(sql x.db 'SELECT ma, kenh, ngay_tiep_nhan, ifnull(nop_tai_nha, "-") FROM ho_so')" "H1|truc_tuyen|2018-01-02|1
H2|truc_tiep|2018-01-02|0
H3|buu_chinh|2018-01-03|-"
before=$(sha256sum <x.db)
import 0 x.db ho_so hs.csv
says 'mới 0, thay đổi 0, không đổi 3, từ chối 0. Không có gì thay đổi.'
same "$(sha256sum <x.db)" "$before"

what=history
sed 's/^H1,.*/H1,P1,1.000001,truc_tuyen,2018-01-02,2018-01-05,2018-01-06,cap_ket_qua,1/' hs.csv >sua.csv
import 0 x.db ho_so sua.csv
says 'mới 0, thay đổi 1, không đổi 2'
same "$(sql x.db 'SELECT tep, ma, ngay_ket_thuc, ket_qua, nop_tai_nha FROM ho_so_lich_su')" \
    'sua.csv|H1|2018-01-04|cap_ket_qua|1'
same "$(sql x.db 'SELECT tep, so_dong, so_moi, so_thay_doi, so_giu_nguyen, so_tu_choi FROM nhap_lieu
    JOIN ho_so_lich_su USING (tep) WHERE phien = thay_luc_phien')" 'sua.csv|3|0|1|2|0'
same "$(sql x.db 'SELECT ngay_ket_thuc FROM ho_so WHERE ma = "H1"')" 2018-01-06

what='columns that a file lacks stay'
printf 'ma,don_vi,tthc,ngay_tiep_nhan,nguyen_nhan\nH1,P1,1.000001,2018-01-02,TRE\nH4,P1,1.000001,2018-01-02,\n' >it.csv
import 0 x.db ho_so it.csv
same "$(sql x.db 'SELECT ma, kenh, ngay_ket_thuc, nguyen_nhan FROM ho_so WHERE ma IN ("H1", "H4")')" \
    $'H1|truc_tuyen|2018-01-06|TRE\nH4|truc_tiep||'

# ---- rejected rows

what=rejects
fresh
{
    printf '\xEF\xBB\xBF'
    cat <<'END'
ma;don_vi;Họ tên;tthc;kenh;ngay_tiep_nhan;ngay_hen_tra;ngay_ket_thuc;nguyen_nhan
R1;P1;Nguyễn Văn A;1.000001;;2018-01-02;;;
R2;P9;Trần Thị B;1.000001;;2018-01-02;;;=1+1
R3;P1;Lê Văn C;1.999999;;2018-02-30;;;
R4;P1;Phạm D;1.000001;email;2018-01-02;;;"-2;@x"
R5;P1;Đỗ E;1.000001;;2018-01-02;;2018-01-01;
R6;P1;Hồ F;1.000001;;;;;"@x ""y"""
R7;P1;Vũ G;1.000001
R1;P1;Nguyễn Văn A;1.000001;buu_chinh;2018-01-02;;;
R1;P1;Nguyễn Văn A;1.000001;;2018-01-02;;;
END
    printf 'R8;P1;K;1.000001;;2018-01-02;;;a\x1B[31mb\n'
    printf 'R9;P1;K;1.000001;;2018-01-02;;;a\xFFb\n'
    printf '"R10"x;P1;K;1.000001;;2018-01-02;;;\n'
    printf 'R11;P1;K;1.000001;;2/1/2018;;;\n'
} >r.csv
cp r.csv r0.csv
import 1 x.db ho_so r.csv
says 'đọc 13 dòng; mới 2, thay đổi 0, không đổi 1, từ chối 10.'
says "không đọc 1 cột không dùng đến: 'Họ tên'."
says '1 dòng: mã không có trong danh mục (cột don_vi).'
says '1 dòng: mã không có trong danh mục (cột tthc).'
says '1 dòng: ngày không đọc được (cột ngay_tiep_nhan).'
says '1 dòng: bỏ trống ô bắt buộc (cột ngay_tiep_nhan).'
says '1 dòng: giá trị ngoài danh sách (cột kenh).'
says '1 dòng: hai cột trái nhau (cột ngay_ket_thuc).'
says '1 dòng: trùng khóa trong tệp nhưng khác nội dung (cột ma).'
says '1 dòng: số ô khác dòng tiêu đề.'
says '1 dòng: chữ không đúng mã UTF-8.'
says '1 dòng: dấu ngoặc kép sai chỗ.'
says "các dòng bị từ chối và lý do ở tệp 'r.csv.loi.csv'"
same "$(sql x.db 'SELECT ma, kenh FROM ho_so')" $'R1|truc_tiep\nR11|truc_tiep'
bytes=$(printf '%s' "$(LC_ALL=C awk '/^R9/ { print n + index($0, "\377"); exit } { n += length($0) + 1 }' r.csv)")
{
    printf '\xEF\xBB\xBF'
    sed 's/$/\r/' <<END
dong;cot;ly_do;ma;don_vi;tthc;kenh;ngay_tiep_nhan;ngay_hen_tra;ngay_ket_thuc;nguyen_nhan
3;don_vi;mã 'P9' không có trong bảng don_vi, hãy nhập bảng đó trước;R2;P9;1.000001;;2018-01-02;;;'=1+1
4;tthc, ngay_tiep_nhan;"tthc: mã '1.999999' không có trong bảng tthc, hãy nhập bảng đó trước; ngay_tiep_nhan: '2018-02-30' không phải ngày có thật, viết dạng 2018-09-30 hoặc 30/9/2018";R3;P1;1.999999;;2018-02-30;;;
5;kenh;giá trị 'email' không có trong danh sách: truc_tiep, truc_tuyen, buu_chinh;R4;P1;1.000001;email;2018-01-02;;;"'-2;'@x"
6;ngay_ket_thuc;ngày kết thúc (ngay_ket_thuc) trước ngày tiếp nhận (ngay_tiep_nhan);R5;P1;1.000001;;2018-01-02;;2018-01-01;
7;ngay_tiep_nhan;ô trống, cột này bắt buộc;R6;P1;1.000001;;;;;"'@x ""y"""
8;;dòng có 4 ô, dòng tiêu đề có 9 ô;R7;P1;1.000001;;;;;
9;ma;khóa này đã có ở dòng 2 của tệp với nội dung khác, hãy giữ lại một dòng;R1;P1;1.000001;buu_chinh;2018-01-02;;;
11;nguyen_nhan;có ký tự U+001B không được phép, hãy xóa ký tự này rồi gõ lại;R8;P1;1.000001;;2018-01-02;;;a�[31mb
12;;chữ không đúng mã UTF-8 ở byte thứ $bytes của tệp, hãy gõ lại chữ này;R9;P1;1.000001;;2018-01-02;;;a�b
13;;có chữ sau dấu ngoặc kép đóng, dấu ngoặc kép trong ô phải viết hai lần;"""R10""x";P1;1.000001;;2018-01-02;;;
END
} >want.csv
same "$(cat r.csv.loi.csv)" "$(cat want.csv)"
same "$(cmp r.csv.loi.csv want.csv 2>&1)" ''
same "$(ls ./*.tam 2>/dev/null)" ''
same "$(grep -c 'Nguyễn\|Trần\|Lê' r.csv.loi.csv)" 0
same "$(cmp r.csv r0.csv 2>&1)" ''
same "$(sql x.db 'SELECT ifnull(don_vi, "?"), cot, ly_do, so_dong FROM nhap_lieu_tu_choi ORDER BY 2, 3')" \
    '?|*|sai_ma_chu|1
?|*|sai_ngoac_kep|1
?|*|sai_so_o|1
?|don_vi|khong_co_ma|1
P1|kenh|ngoai_danh_sach|1
P1|ma|trung_khoa|1
P1|ngay_ket_thuc|trai_quy_tac|1
P1|ngay_tiep_nhan|de_trong|1
P1|ngay_tiep_nhan|ngay_sai|1
P1|nguyen_nhan|ky_tu_la|1
P1|tthc|khong_co_ma|1'

what='rejects again: nothing changes'
before=$(sha256sum <x.db)
import 1 x.db ho_so r.csv
says 'mới 0, thay đổi 0, không đổi 3, từ chối 10.'
same "$(sha256sum <x.db)" "$before"
same "$(cmp r.csv.loi.csv want.csv 2>&1)" ''

what='rejects mended and imported'
grep -v '^\(8\|9\|1[123]\);' r.csv.loi.csv | sed 's/P9/P2/g;s/1.999999/1.000002/g;s/2018-02-30/2018-02-28/g;s/email/buu_chinh/g
    s/2018-01-01/2018-01-05/;s/R6;P1;1.000001;;;/R6;P1;1.000001;;2018-01-09;/' >mended.csv
import 0 x.db ho_so mended.csv
says 'mới 5,'
same "$(sql x.db 'SELECT ma, don_vi, ngay_tiep_nhan, nguyen_nhan FROM ho_so WHERE ma IN ("R2", "R4", "R6")')" \
    $'R2|P2|2018-01-02|=1+1\nR4|P1|2018-01-02|-2;@x\nR6|P1|2018-01-09|@x "y"'

what='formulas in rejects, whatever separator, and their values back'
cat >formulas.py <<'END'
import csv, sys

texts = ["=1+1", "＝1+1", "\u200b-1", "\u00a0@x", "a;=1+1", "a\t+1", "=1+1\n=2", "\r=1", "a,-1", "'=1", "''=1;'=2", "'x", '"=1"',
         'a;"=1"', "a; ＋1", "a=1"]
step, name, separator = sys.argv[1:]
if step == "write":
    with open(name, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
        rows.writerow(["- mã", "ten", "thu_tu"])
        rows.writerows([f"F{i:02}", text, "x"] for i, text in enumerate(texts))
elif step == "mend":
    with open(name, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=separator))
    with open(name, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows[:1] + [row[:5] + ["1"] for row in rows[1:]])
else:  # as the database has them: one line, nothing without width
    for i, text in enumerate(texts):
        print(f"F{i:02}|{' '.join(text.replace(chr(0x200b), '').split())}")
END
printf '[cot]\nma = - mã\n' >formulas.ini
for separator in , ';' $'\t'; do
    fresh
    /usr/bin/python3 formulas.py write f.csv "$separator"
    import 1 x.db linh_vuc --map formulas.ini f.csv
    says 'từ chối 16.'
    same "$(grep -nP "(^|[,;\t\r])[\s\"\x{A0}\x{200B}]*[=+@＝＋－＠-]" f.csv.loi.csv)" ''
    import 1 x.db linh_vuc --map formulas.ini f.csv.loi.csv
    same "$(sed 's/^[0-9]*//' f.csv.loi.csv.loi.csv)" "$(sed 's/^[0-9]*//' f.csv.loi.csv)"
    /usr/bin/python3 formulas.py mend f.csv.loi.csv "$separator"
    import 0 x.db linh_vuc --map formulas.ini f.csv.loi.csv
    same "$(sql x.db 'SELECT ma, ten FROM linh_vuc WHERE ma LIKE "F%" ORDER BY ma')" "$(/usr/bin/python3 formulas.py show . .)"
done

what='an old file of rejects goes'
import 0 x.db ho_so hs.csv
cp want.csv hs.csv.loi.csv
import 0 x.db ho_so hs.csv
same "$(ls hs.csv.loi.csv 2>/dev/null)" ''

what=strict
fresh
before=$(sql x.db .dump)
import 1 x.db ho_so --strict r.csv
says 'có --strict nên không giữ dòng nào'
same "$(sql x.db .dump)" "$before"
same "$(cmp r.csv.loi.csv want.csv 2>&1)" ''
import 0 x.db ho_so --strict hs.csv
same "$(sql x.db 'SELECT count(*) FROM ho_so')" 3

what='rejects cannot be written: nothing is kept'
fresh
mkdir r.csv.loi.csv.tam
before=$(sql x.db .dump)
import 73 x.db ho_so r.csv
says "không ghi được tệp dòng lỗi 'r.csv.loi.csv' vì 'r.csv.loi.csv.tam' là thư mục; hãy xóa hoặc đổi tên"
same "$(sql x.db .dump)" "$before"
rmdir r.csv.loi.csv.tam

what='what lies where rejects are written first'
for kind in killed fifo hard soft; do
    fresh
    echo kept >victim
    case $kind in
    killed) echo half >r.csv.loi.csv.tam ;;
    fifo) mkfifo r.csv.loi.csv.tam ;;
    hard) ln victim r.csv.loi.csv.tam ;;
    soft) ln -s victim r.csv.loi.csv.tam ;;
    esac
    status 1 timeout 20 "$BIN" import --db x.db --table ho_so r.csv
    same "$kind: $(cat victim) $(cmp r.csv.loi.csv want.csv 2>&1) $(ls ./*.tam 2>/dev/null)" "$kind: kept  "
done

what='several files'
fresh
import 1 x.db ho_so r.csv hs.csv
same "$(sql x.db 'SELECT count(*) FROM ho_so')" 5
fresh
import 66 x.db ho_so hs.csv none.csv
says "không có tệp 'none.csv'"
same "$(sql x.db 'SELECT count(*) FROM ho_so')" 3

# ---- text

what='NFD, Icelandic letters, blanks'
fresh
{ printf 'ma,ten\nL2,' && printf '  Hộ   tịch ' | python3 -c 'import sys, unicodedata
sys.stdout.write(unicodedata.normalize("NFD", sys.stdin.read()))' && printf '\nL3,Ðất\xC2\xA0đai\n'; } >nfd.csv
import 0 x.db linh_vuc nfd.csv
same "$(sql x.db 'SELECT ten FROM linh_vuc ORDER BY ma')" $'Hộ tịch\nHộ tịch\nĐất đai'
same "$(sql x.db 'SELECT hex(ten) FROM linh_vuc WHERE ma = "L2"')" "$(printf 'Hộ tịch' | od -An -tx1 | tr -d ' \n' | tr a-f A-F)"

what='a name with a dangerous beginning is data'
printf 'ma,ten\nL4,=HYPERLINK(1)\n' >f.csv
import 0 x.db linh_vuc f.csv
same "$(sql x.db 'SELECT ten FROM linh_vuc WHERE ma = "L4"')" '=HYPERLINK(1)'

what='a text that is too long'
{ printf 'ma,ten\nL6,' && printf '%04001d' 0 && printf '\nL7,%04000d\nL8,x\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\n' 0; } >long.csv
import 1 x.db linh_vuc long.csv
says '1 dòng: dài quá 4.000 chữ (cột ten).'
says '1 dòng: có ký tự điều khiển, ký tự đổi chiều chữ, ký tự hỏng hoặc chữ chồng quá nhiều dấu (cột ten).'
same "$(cut -d, -f1-5 long.csv.loi.csv | tail -n +2 | sed 's/,L.*//')" \
    '2,ten,"dài quá 4.000 chữ, hãy rút ngắn"
4,ten,"có chữ chồng quá nhiều dấu, hãy sửa lại"'

what='legacy encodings'
printf 'ma,ten\nL5,\xA7\xB9i h\xE4c\nL6,§¹i häc\n' >tcvn.csv
import 1 x.db linh_vuc tcvn.csv
says '1 dòng: chữ không đúng mã UTF-8.'
says '1 dòng: chữ theo bảng mã cũ hoặc bị đọc sai mã (cột ten).'
printf 'm\xE3,t\xEAn\n1,2\n' >latin.csv
import 65 x.db linh_vuc latin.csv
says 'tên cột không phải chữ UTF-8 (byte thứ 2)'

# ---- numbers

what='1.200'
fresh
printf 'chi_tieu;don_vi;tu_ngay;den_ngay;gia_tri\nquyen;Q;2018-01-01;2018-10-14;1.200\nbang;Q;2018-01-01;2018-10-14;300\nty_le;Q;2018-01-01;2018-10-14;12,5\n' >sl.csv
import 1 x.db so_lieu sl.csv
says '1 dòng: số có thể hiểu hai cách (cột gia_tri).'
says '1 dòng: số không đọc được (cột gia_tri).'
same "$(sql x.db 'SELECT chi_tieu, gia_tri FROM so_lieu')" 'bang|300'
printf '[so]\nkieu = viet_nam\n' >vn.ini
import 0 x.db so_lieu --map vn.ini sl.csv
same "$(sql x.db 'SELECT chi_tieu, gia_tri FROM so_lieu ORDER BY 1')" $'bang|300\nquyen|1200\nty_le|12.5'

# ---- captions of a source system

what=map
fresh
cat >map.ini <<'END'
[cot]
ma = Mã hồ sơ
don_vi = Đơn vị xử lý
tthc = Mã TTHC
ngay_tiep_nhan = Ngày tiếp nhận
kenh = Kênh thực hiện
nop_tai_nha = Nộp tại nhà
[gia_tri.kenh]
truc_tiep = Trực tiếp | 1
truc_tuyen = Trực tuyến | 2
[gia_tri.nop_tai_nha]
1 = Có
0 = Không
END
cat >nguon.csv <<'END'
STT,MÃ HỒ SƠ,Chủ hồ sơ,Đơn vị  xử lý,Mã TTHC,Ngày tiếp nhận,Kênh thực hiện,Nộp tại nhà
1,M1,Nguyễn A,P1,1.000001,02/01/2018 08:30,trực tuyến,có
2,M2,Trần B,P2,1.000001,02/01/2018 17:00,2,Không
3,M3,Lê C,P2,1.000001,02/01/2018 17:00,Zalo,
END
import 1 x.db ho_so --map map.ini nguon.csv
says "không đọc 2 cột không dùng đến: 'STT', 'Chủ hồ sơ'."
same "$(sql x.db 'SELECT ma, don_vi, ngay_tiep_nhan, kenh, nop_tai_nha FROM ho_so')" \
    $'M1|P1|2018-01-02|truc_tuyen|1\nM2|P2|2018-01-02|truc_tuyen|0'
same "$(sed -n '1s/\r$//p' nguon.csv.loi.csv)" \
    $'\xEF\xBB\xBFdong,cot,ly_do,MÃ HỒ SƠ,Đơn vị  xử lý,Mã TTHC,Ngày tiếp nhận,Kênh thực hiện,Nộp tại nhà'
sed -i 's/Zalo/1/g' nguon.csv.loi.csv
import 0 x.db ho_so --map map.ini nguon.csv.loi.csv
same "$(sql x.db 'SELECT kenh FROM ho_so WHERE ma = "M3"')" truc_tiep
printf '[cot]\nmaa = X\n' >wrong.ini
import 78 x.db ho_so --map wrong.ini nguon.csv
says "dòng 2: bảng ho_so không có cột 'maa'; có phải bạn muốn viết 'ma'?"

what='wrong header'
import 65 x.db ho_so nguon.csv
says "thiếu cột bắt buộc của bảng ho_so: 'ma'"
says "'ngay_tiep_nhan' (gần nhất: 'Ngày tiếp nhận')"
import 66 x.db ho_so /dev/null
: >empty.csv
import 65 x.db ho_so empty.csv
printf 'ma,ten\nL2,"x\nL3,y\n' >open.csv
before=$(sql x.db .dump)
import 65 x.db linh_vuc open.csv
says 'dòng 2: dấu ngoặc kép mở mà không đóng'
same "$(sql x.db .dump)" "$before"

what='many columns'
# columns HOW-MANY: a header with so many more than the two of the table
columns() {
    printf 'ma,ten'
    seq -f ',c%g' -s '' "$1"
}
{ columns 998 && printf '\nL8,Tám' && printf '%0998d' 0 | tr 0 ,; } >wide.csv
import 0 x.db linh_vuc wide.csv
says "không đọc 998 cột không dùng đến: 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10' và 988 cột khác."
says 'mới 1,'
columns 999 >wide.csv
import 65 x.db linh_vuc wide.csv
says "tệp 'wide.csv', dòng 1: có hơn 1.000 ô trong một dòng; hãy xóa các cột và dấu phân cách thừa rồi chạy lại."
{ printf 'ma,ten\nL9,Chín\n' && head -c 3000000 /dev/zero | tr '\0' ,; } >wide.csv
before=$(sql x.db .dump)
import 65 x.db linh_vuc wide.csv
says "tệp 'wide.csv', dòng 3: có hơn 1.000 ô trong một dòng"
same "$(sql x.db .dump)" "$before"

# ---- coverage

what=coverage
fresh
import 0 x.db ho_so --coverage 2017-12-15..2018-10-14 hs.csv
says 'từ ngày 15/12/2017 đến ngày 14/10/2018: 2 đơn vị có trong tệp, ghi mới hoặc sửa 2.'
sum=$(sha256sum hs.csv | cut -d' ' -f1)
same "$(sql x.db 'SELECT * FROM pham_vi ORDER BY don_vi')" \
    "ho_so|P1|2017-12-15|2018-10-14|hs.csv|$sum
ho_so|P2|2017-12-15|2018-10-14|hs.csv|$sum"
before=$(sha256sum <x.db)
import 0 x.db ho_so --coverage 2017-12-15..2018-10-14 hs.csv
says 'ghi mới hoặc sửa 0.'
same "$(sha256sum <x.db)" "$before"
fresh
import 1 x.db ho_so --coverage 2017-12-15..2018-10-14 hs.csv r.csv
says 'không ghi phạm vi số liệu vì có 10 dòng bị từ chối'
same "$(sql x.db 'SELECT count(*) FROM pham_vi')" 0
printf 'bang,don_vi,tu_ngay,den_ngay\nho_so,Q,15/12/2017,14/10/2018\nho_so,Q,2018-10-14,2018-10-13\nhs,Q,2018-01-01,2018-01-02\n' >pv.csv
import 1 x.db pham_vi pv.csv
same "$(sql x.db 'SELECT bang, don_vi, tu_ngay, den_ngay FROM pham_vi')" 'ho_so|Q|2017-12-15|2018-10-14'
import 64 x.db don_vi --coverage 2018-01-01..2018-01-02 don_vi.csv
says '--coverage chỉ dùng với bảng có cột đơn vị'
import 64 x.db ho_so --coverage 2018-01-02..2018-01-01 hs.csv

# ---- units

what=hierarchy
fresh
cat >dv.csv <<'END'
ma,ten,cap,ma_cha
A,A,xa,B
B,B,xa,C
C,C,huyen,
D,D,xa,E
E,E,xa,F
F,F,xa,D
G,G,xa,H
H,H,xa,X
I,I,xa,I
J,J,xa,D
Q,Quận A,huyen,P1
END
import 1 x.db don_vi dv.csv
same "$(sql x.db 'SELECT ma, ma_cha FROM don_vi ORDER BY ma')" $'A|B\nB|C\nC|\nP1|Q\nP2|Q\nQ|'
same "$(cut -d, -f1-2 dv.csv.loi.csv | tail -n +2)" $'5,ma_cha\n6,ma_cha\n7,ma_cha\n8,ma_cha\n9,ma_cha\n10,ma_cha\n11,ma_cha\n12,ma_cha'
says '4 dòng: đơn vị nằm dưới chính nó (cột ma_cha).'
says '3 dòng: mã không có trong danh mục (cột ma_cha).'
says '1 dòng: hai cột trái nhau (cột ma_cha).'
printf 'ma_cu,ma_moi,tu_ngay\nP1,A,2025-07-01\nP1,B,2025-07-01\nP2,P2,2025-07-01\nP2,X,2025-07-01\n' >kt.csv
import 1 x.db ke_thua kt.csv
same "$(sql x.db 'SELECT * FROM ke_thua')" $'P1|A|2025-07-01\nP1|B|2025-07-01'

what='codes that cannot be folders'
fresh
printf 'ma,ten,cap,ma_cha\n../../x,X,xa,\n.an,Ẩn,xa,Q\nP 3,Ba,xa,Q\nP4,Bốn,xa,.an\nP-5.a_b,Năm,xa,Q\n' >dv.csv
import 1 x.db don_vi dv.csv
says 'mới 1, thay đổi 0, không đổi 0, từ chối 4.'
says '3 dòng: mã không làm được tên thư mục (cột ma).'
same "$(sed -n '2s/\r$//p' dv.csv.loi.csv)" \
    "2,ma,\"mã '../../x' sẽ là tên thư mục, chỉ dùng A-Z a-z 0-9 . _ - và không bắt đầu bằng dấu chấm\",../../x,X,xa,"
same "$(sql x.db 'SELECT ma FROM don_vi ORDER BY ma')" $'P-5.a_b\nP1\nP2\nQ'

# ---- other tables and days to come

what='inspections, future days'
fresh
printf 'ma,don_vi,loai,hinh_thuc,ngay,so_van_de\n1,P1,cong_vu,dot_xuat,2018-01-02,03\n2,P1,cong_vu,dot_xuat,2018-01-02,-3\n' >kt.csv
import 1 x.db kiem_tra kt.csv
same "$(sql x.db 'SELECT ma, so_van_de, typeof(so_van_de) FROM kiem_tra')" '1|3|integer'
import 0 x.db ho_so --today 2018-01-02 hs.csv
says '[tiep_nhan_sau_hom_nay] hs.csv:4: 1 hồ sơ có ngày tiếp nhận sau hôm nay (02/01/2018)'
same "$(sql x.db 'SELECT DISTINCT ngay FROM nhap_lieu WHERE bang = "ho_so"')" 2018-01-02
import 64 x.db hoso hs.csv
says "không có bảng 'hoso' để nhập; các bảng: don_vi, ke_thua, linh_vuc, tthc, ho_so"

# ---- init

what=init
status 73 "$BIN" init --db x.db
says 'thêm --upgrade'
same "$(ls ./*.tam* 2>/dev/null)" ''
same "$(stat -c %a base.db)" 640
same "$(sql base.db 'PRAGMA application_id; PRAGMA journal_mode')" $'1128482883\nwal'
status 0 "$BIN" init --db x.db --upgrade
says 'không có gì phải nâng cấp'
status 66 "$BIN" init --db none.db --upgrade

what=upgrade
fresh
import 0 x.db ho_so hs.csv
sql x.db 'DROP TABLE nhap_lieu_tu_choi; DROP INDEX ho_so_nguoc; PRAGMA user_version = 1'
import 65 x.db ho_so hs.csv
says "có lược đồ phiên bản 1, chương trình cần phiên bản 3; hãy sao lưu rồi chạy 'cchc-report init --db x.db --upgrade'"
status 0 "$BIN" init --db x.db --upgrade
says 'từ lược đồ phiên bản 1 lên 3'
import 0 x.db ho_so hs.csv
says 'không đổi 3'
same "$(sql x.db .schema | sort)" "$(sql base.db .schema | sort)"

what='refused databases'
sql x.db 'DROP TABLE pham_vi; ALTER TABLE linh_vuc ADD COLUMN x TEXT; DROP INDEX ho_so_quet; CREATE TABLE them (a)'
for verb in "import --table ho_so hs.csv" "init --upgrade"; do
    # shellcheck disable=SC2086 # words
    status 65 "$BIN" ${verb%% *} --db x.db ${verb#* }
    says "không đúng lược đồ phiên bản 3: bảng 'linh_vuc' thừa cột 'x'; thiếu bảng 'pham_vi'; thiếu chỉ mục 'ho_so_quet'; thừa bảng 'them'"
done
fresh
sql x.db 'PRAGMA user_version = 9'
import 65 x.db ho_so hs.csv
says 'mới hơn phiên bản 3 mà chương trình này biết; hãy cập nhật chương trình'
import 65 hs.csv ho_so hs.csv
says 'không phải là cơ sở dữ liệu SQLite'
import 66 none.db ho_so hs.csv

# ---- larger than every buffer, and fast because the index is made last

what='many rows'
fresh
awk 'BEGIN { print "ma,don_vi,tthc,ngay_tiep_nhan,ngay_ket_thuc"
    for (i = 0; i < 40000; i++) printf "N%d,P%d,1.00000%d,2018-0%d-%02d,2018-1%d-01\n", i, i % 2 + 1, i % 2 + 1, i % 9 + 1, i % 28 + 1, i % 3 }' >many.csv
import 0 x.db ho_so many.csv
says 'mới 40.000,'
same "$(sql x.db 'SELECT count(*), count(DISTINCT ma) FROM ho_so; PRAGMA integrity_check; PRAGMA foreign_key_check')" $'40000|40000\nok'
same "$(sql x.db "SELECT count(*) FROM ho_so INDEXED BY ho_so_quet WHERE ngay_ket_thuc >= '2018-12-01'")" 13333
import 0 x.db ho_so many.csv
says 'không đổi 40.000'
same "$(ls x.db-* 2>/dev/null)" ''

echo "$checked checks, $failed failed"
[ "$failed" -eq 0 ]
