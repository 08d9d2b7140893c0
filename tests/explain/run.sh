#!/bin/bash
# Every figure of the samples' reports, and of some of their units', is traced to its rows and measured again from them;
# so are those of the golden cases, which know what is missing. Then the program's own lists, counted by others.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
#   EXPLAIN_UNITS="+" for all units
set -u
here=$SRC/tests/explain
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
failed=0

fail() {
    echo "FAIL: $*"
    failed=1
}

trace() { # CONFIG PERIOD UNIT…
    "$BUILD/explain" "$@" >"$tmp/out" 2>&1 || fail "$*"
    tail -n 20 "$tmp/out"
    tail -n 1 "$tmp/out" >>"$tmp/counts"
}

sample() { # NAME
    "$BUILD/mau" "$1" "$tmp/csv" || fail "$1: no rows"
    "$BIN" init --db "$tmp/$1.db"
    for table in don_vi linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi; do
        [ ! -e "$tmp/csv/$table.csv" ] || "$BIN" import --db "$tmp/$1.db" --table "$table" "$tmp/csv/$table.csv" 2>"$tmp/err" ||
            fail "$1: import of $table: $(cat "$tmp/err")"
    done
    rm -rf "$tmp/csv"
    sed -e "s|^co_so_du_lieu = .*|co_so_du_lieu = $tmp/$1.db|" -e "s|^ket_qua = .*|ket_qua = $tmp/$1|" \
        -e "s|^noi_dung = |noi_dung = $SRC/config/mau/|" "$SRC/config/mau/$1.ini" >"$tmp/$1.ini"
}

for name in ba-dinh-2011 bac-tu-liem-2016 bac-tu-liem-2018 gia-lam-2021 dong-da-2023; do
    sample "$name"
done
trace "$tmp/ba-dinh-2011.ini" 2011-10 ${EXPLAIN_UNITS:-}
trace "$tmp/bac-tu-liem-2016.ini" 2016-9M ${EXPLAIN_UNITS:-BTL-TP BTL-PXD}
trace "$tmp/bac-tu-liem-2018.ini" 2018-10M ${EXPLAIN_UNITS:-BTL-TP BTL-PXD}
trace "$tmp/bac-tu-liem-2018.ini" 2018-Q3 ${EXPLAIN_UNITS:-}
trace "$tmp/gia-lam-2021.ini" 2021-H1 ${EXPLAIN_UNITS:-GL-VP GL-XBT}
trace "$tmp/dong-da-2023.ini" 2023-9M ${EXPLAIN_UNITS:-DD-PVM}

# The golden cases: small reports in which something is missing, late, odd or left out.
cases=$SRC/tests/golden
for dir in "$cases"/*/; do
    name=$(basename "$dir")
    [ -e "$dir/want.tree" ] || continue
    w=$tmp/$name
    mkdir "$w"
    cp -r "$cases/chung/config.ini" "$cases/chung/noi_dung" "$w/"
    cp -r "$dir"/. "$w/"
    input=$dir/input.sql
    [ -e "$input" ] || input=$cases/chung/input.sql
    cat "$cases/chung/don_vi.sql" "$input" >"$w/input.sql"
    read -r period rest <"$dir/args"
    (cd "$w" && "$BUILD/golden" . "$period") || fail "$name: no report"
    case " $rest " in
    *" unit="*) unit=${rest##*unit=} ;;
    *) unit= ;;
    esac
    trace "$w/config.ini" "$period" ${unit%% *}
done
# One unit's dossiers were not loaded.
cp -r "$tmp/thuong" "$tmp/thieu"
sqlite3 "$tmp/thieu/du_lieu.db" "DELETE FROM pham_vi WHERE bang = 'ho_so'; INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay)
 SELECT 'ho_so', ma, '2016-12-15', '2018-10-14' FROM don_vi WHERE ma NOT IN ('QT', 'P02')" || fail "coverage"
trace "$tmp/thieu/config.ini" 2018-10M
awk '{ papers += $3; figures += $5 } END { print papers " papers, " figures " figures traced to their rows" }' "$tmp/counts"

# ---- what the program prints ----

explain() { # NAME PERIOD WORD…
    local config=$tmp/$1.ini
    [ -e "$config" ] || config=$tmp/$1/config.ini
    "$BIN" explain -c "$config" --period "$2" "${@:3}"
}

# Exactly: rows that other programs wrote wrong, a ratio, a change, a cell, a share, entries, a unit's own paper.
db=$tmp/thuong/du_lieu.db
sqlite3 "$db" "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, nguyen_nhan) VALUES
 ('=X1', 'TP', 'DD1', '2018-09-10', '2018-09-20', '2018-09-01', NULL), ('X2', 'KHONG', 'DD1', '2018-09-10', NULL, NULL, NULL),
 ('X3', 'P01', 'KHONG', '2018-09-10', NULL, NULL, NULL), ('X4', 'P01', 'HT1', '2018-9-10', NULL, NULL, NULL),
 ('X5', 'P01', 'HT1', '2016-09-10', '2016-09-20', '2016-09-01', NULL),
 ('+23', 'P02', 'HT1', '2018-09-10', '2018-09-11', '2018-09-20', '@' || char(8238) || 'x' || char(9) || 'y');
INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) VALUES ('KX', 'KHONG', 'cchc', 'dot_xuat', '2018-05-05'),
 ('KY', 'P01', 'cchc', 'dot_xuat', '05/05/2018');
INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung) VALUES ('NX', 'KHONG', 'KH2018', 'ke_hoach', 'Bảy');
INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri) VALUES ('vb_chi_dao', 'P01', '2018-01-01', '2018-03-31', '7'),
 ('vb_chi_dao', 'QT', '2018-10-01', '2018-12-31', '9');" || fail "rows of other programs"
while read -r name case words; do
    # shellcheck disable=SC2086 # several words
    explain "$case" 2018-10M $words >"$tmp/got" || fail "$words: exit code $?"
    if [ "${1:-}" = --accept ]; then
        cp "$tmp/got" "$here/mong_doi/$name.tsv"
    elif ! diff -u "$here/mong_doi/$name.tsv" "$tmp/got"; then
        fail "$words: other lines than mong_doi/$name.tsv"
    fi
done <<'EOF'
dem thuong hs_qua_han
ty_le thuong ty_le_dung_han/linh_vuc=XD
tang_giam thuong kt_cuoc_tang_giam
con_lai thuong ty_le_dung_han_con_lai/don_vi=TP
chi_tieu thuong ty_le_dung_han_so_chi_tieu
khac_nhau thuong kt_don_vi
so_nhap thuong vb_chi_dao_tang_giam_pt
o thuong II.06a/7/cap=huyen/linh_vuc=DD
ty_trong thuong dung_han_theo_cap/3/cap=xa
don_vi thuong --unit P01 ty_le_giai_quyet
bo_ho_so thuong --excluded ty_le_dung_han
bo_kiem_tra thuong --excluded kt_don_vi
bo_nhiem_vu thuong --excluded nv_ke_hoach_tong
bo_so_nhap thuong --excluded vb_chi_dao
chua_nap chua_nap hs_giai_quyet
thieu thieu theo_cap/7/tong
bo_thieu thieu --excluded theo_cap/3/tong
EOF
[ "$(explain thuong 2018-10M --list | wc -l)" -gt 200 ] || fail "--list: too few"
[ "$(explain thuong 2018-10M ty_le_dung_hna 2>&1)" = "cchc-report: lỗi: không có số liệu mã 'ty_le_dung_hna'; có phải bạn muốn viết 'ty_le_dung_han'?" ] ||
    fail "no nearest id"
explain thuong 2018-10M zzz 2>/dev/null && fail "an id that is none"
explain thuong 2018-10M --list hs_dang 2>/dev/null && fail "--list with an id"

# ---- counted again by another program, from the lists alone ----

walk() { # NAME PERIOD ID…
    local name=$1 period=$2 n=0
    shift 2
    rm -rf "$tmp/walk"
    mkdir "$tmp/walk"
    explain "$name" "$period" --list >"$tmp/walk/all"
    for id in "$@"; do
        n=$((n + 1))
        explain "$name" "$period" "$id" >"$tmp/walk/$n.tsv" || fail "$name $period $id"
    done
    /usr/bin/python3 "$here/dem_lai.py" "$tmp/walk/all" "$tmp/walk"/*.tsv || fail "$name $period: other values than printed"
}

some() { # NAME PERIOD STEP: of the ids in reading order
    explain "$1" "$2" --list | sed -e 1d -e "s/^'//" |
        awk -F'\t' -v step="$3" '$2 != "…" && !seen[$1]++ && ++n % step == 0 { print $1 }'
}

# shellcheck disable=SC2046 # ids have no blanks
walk thuong 2018-10M $(some thuong 2018-10M 6)
# shellcheck disable=SC2046
walk ba-dinh-2011 2011-10 $(some ba-dinh-2011 2011-10 3)
walk gia-lam-2021 2021-H1 ty_le_giai_quyet kt_don_vi kt_van_de vb_chi_dao II.06a/10/tong
walk dong-da-2023 2023-9M ty_le_truc_tuyen kt_don_vi kt_cuoc_tang_giam theo_don_vi/12/tong
walk bac-tu-liem-2018 2018-10M kt_cuoc_tang_giam_pt vb_chi_dao ty_le_muc_3_tai_nha_so_chi_tieu dung_han_theo_cap/3/cap=xa
# It sees a missing row.
sed -i '$d' "$tmp/walk/1.tsv"
/usr/bin/python3 "$here/dem_lai.py" "$tmp/walk/all" "$tmp/walk/1.tsv" >/dev/null && fail "a missing row is not seen"

# ---- and by plain SQL ----

same_rows() { # NAME PERIOD ID SQL: the codes behind the figure
    explain "$1" "$2" "$3" | sed -e '1s/^\xEF\xBB\xBF//' -e '/^#/d' | sed 1d | cut -f1 | sed "s/^'//" | sort >"$tmp/codes"
    sqlite3 "$tmp/$1.db" "$4" | sort >"$tmp/wanted"
    cmp -s "$tmp/codes" "$tmp/wanted" || fail "$1 $2 $3: $(wc -l <"$tmp/codes") rows, SQL finds $(wc -l <"$tmp/wanted")"
    echo "$1 $2 $3: $(wc -l <"$tmp/wanted") rows"
}

same_rows bac-tu-liem-2018 2018-10M hs_qua_han "SELECT ma FROM ho_so WHERE ngay_ket_thuc BETWEEN '2017-12-15' AND
 '2018-10-14' AND ngay_ket_thuc > ngay_hen_tra AND coalesce(ket_qua, '') NOT IN ('tra_lai', 'rut', 'dung')"
same_rows bac-tu-liem-2016 2016-9M hs_dang_qua_han "SELECT ma FROM ho_so WHERE ngay_tiep_nhan <= '2016-09-30' AND
 (ngay_ket_thuc IS NULL OR ngay_ket_thuc > '2016-09-30') AND ngay_hen_tra < '2016-09-30' AND NOT
 (coalesce(ngay_yeu_cau_bo_sung, '9') <= '2016-09-30' AND coalesce(ngay_bo_sung, '9') > '2016-09-30')"
same_rows dong-da-2023 2023-9M hs_truc_tuyen "SELECT ma FROM ho_so WHERE ngay_tiep_nhan BETWEEN '2023-01-01' AND
 '2023-08-31' AND kenh = 'truc_tuyen'"
same_rows gia-lam-2021 2021-H1 II.06a/6/tong "SELECT ma FROM ho_so WHERE ngay_tiep_nhan < '2020-12-16' AND
 (ngay_ket_thuc IS NULL OR ngay_ket_thuc >= '2020-12-16')"
same_rows gia-lam-2021 2021-H1 kt_cuoc_cung_ky "SELECT ma FROM kiem_tra WHERE ngay BETWEEN '2019-12-16' AND '2020-05-31'"
same_rows ba-dinh-2011 2011-10 nv_ra_soat_xong_cap_huyen "SELECT n.ma FROM nhiem_vu n JOIN don_vi d ON d.ma = n.don_vi
 WHERE n.ke_hoach = 'ra_soat_tthc' AND d.cap = 'huyen' AND n.ngay_hoan_thanh <= '2011-10-31'"

# ---- the walks of the manual, from the figure on paper to its rows ----

walks=0
while IFS='|' read -r _ name period id text rows _; do
    name=${name// /} period=${period// /} id=${id//[ \`]/} text=${text// /} rows=${rows%% dòng*} rows=${rows// /}
    "$BIN" explain -c "$tmp/$name.ini" --period "$period" "$id" >"$tmp/row" 2>"$tmp/err" ||
        fail "$name $id: $(cat "$tmp/err")"
    grep -q "^# in: .*“$text”" "$tmp/row" || fail "$name $id: not printed as $text: $(grep '^# in' "$tmp/row")"
    got=$(($(grep -v '^#' "$tmp/row" | grep -c .) - $(grep -c '^# bảng' "$tmp/row") - 1)) # the first line has a BOM
    [ "$got" -eq "$rows" ] || fail "$name $id: $got rows, the manual says $rows"
    walks=$((walks + 1))
done <<EOF
$(grep -E '^\| [a-z0-9-]+ \| [0-9A-Z-]+ \| `' "$SRC/README.md")
EOF
echo "$walks walks of the manual"
[ "$walks" -ge 15 ] || fail "the manual has only $walks walks"
exit $failed
