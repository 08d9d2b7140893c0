#!/bin/sh
# seeds.sh FOLDER: gathers inputs for every target of tests/fuzz in FOLDER/<target>: what the program ships, samples,
# corpora of other tests, files that the program itself writes, and long ones.
# Environment, from the Makefile: BIN (the program), SRC (source tree).
set -eu
out=$1
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$SRC"

put() { # TARGET FILE…: text files; each text once
    mkdir -p "$out/$1"
    target=$1
    shift
    [ $# -gt 0 ] || { echo "seeds: nothing for $target"; exit 1; }
    number=$((${number:-0} + 1))
    awk -v prefix="$out/$target/$number-" '
        FNR == 1 { end() }
        { text = text $0 "\n" }
        function end() { if (text != "" && !seen[text]++) { f = prefix (n += 1); printf "%s", text >f; close(f) } text = "" }
        END { end() }' "$@"
}

put_bytes() { # TARGET FILE…
    mkdir -p "$out/$1"
    target=$1
    shift
    cp -t "$out/$target" -- "$@"
}

lines() { # TARGET: each line of the input by itself
    mkdir -p "$out/$1"
    number=$((${number:-0} + 1))
    awk -v prefix="$out/$1/$number-" 'NF && !seen[$0]++ { f = prefix NR; printf "%s", $0 >f; close(f) }'
}

strings() { # TARGET: each line of the input, what stands between the quotes of a string in C
    sort -u | while IFS= read -r string; do
        file=$(printf '%s' "$string" | cksum)
        printf '%b' "$string" >"$out/$1/chuoi-${file%% *}"
    done
}

put config config/co-quan.ini.mau config/mau/*.ini tests/golden/*/config.ini
put calendar config/lich/*.ini
# The regular reports of the sample, and those of the unit tests.
sed -n '/^\[dinh_ky/,/^$/p' config/co-quan.ini.mau >"$tmp/dinh_ky.ini"
{ cat "$tmp/dinh_ky.ini" && printf '[ky.2026-H1]\ntu_ngay = 2025-12-15\nden_ngay = 10/06/2026\n[ky.2026-H1.nhiem_vu]\nden_ngay = 2026-06-20\n'; } >"$tmp/dinh_ky-2.ini"
put schedule "$tmp"/dinh_ky*.ini
sed -n 's/^ *{"\(\[dinh_ky[^"]*\)", .*/\1/p' tests/unit/test_schedule.c | strings schedule

put report_file templates/*/bao-cao.ini
mkdir "$tmp/forms"
for form in templates/bieu/*.ini; do
    sed 's/^ma = .*/ma = thu/' "$form" >"$tmp/forms/$(basename "$form")"
done
# Rows of their own, of whatever the tables hold; lists that the program makes, with fields that it gives.
for form in trong_tam ra_soat_tthc_don_vi; do
    sed '/^dieu_kien = /d' "$tmp/forms/$form.ini" >"$tmp/forms/$form-2.ini"
done
sed '/^dieu_kien = /d; s/^bang = .*/bang = kiem_tra/; s/^lay = .*/lay = don_vi/; /^xep = /d' \
    "$tmp/forms/trong_tam.ini" >"$tmp/forms/trong_tam-3.ini"
sed 's/^lay = .*nguon/lay = don_vi/' "$tmp/forms/dinh_chinh_du_lieu.ini" >"$tmp/forms/dinh_chinh-2.ini"
for rows in 'ho_so tthc' 'ho_so linh_vuc,kenh' 'ho_so cap,nguyen_nhan' 'kiem_tra loai,hinh_thuc' 'nhiem_vu ke_hoach,nguon'; do
    printf '[bieu]\nma = thu\nloai = bang\nten = Thử\n[dong]\nbang = %s\nnhom = %s\nliet_ke = tat_ca\ntong = Tổng
[cot.1]\nnhan = Tên\nloai = ten\n[cot.2]\nnhan = Số\nloai = dem\n' "${rows% *}" "${rows#* }" >"$tmp/forms/rows-${rows##* }"
done
put form "$tmp"/forms/*
put phrases templates/cau.ini
find config/mau/noi_dung tests/golden -name '*.md' >"$tmp/fragments"
# shellcheck disable=SC2046 # names without blanks
put fragment $(cat "$tmp/fragments")
# shellcheck disable=SC2046
put check_text $(cat "$tmp/fragments") tests/proof/van_ban/*
cat tests/proof/*.txt | lines check_text

# Templates whole, and each of their outer blocks.
put template templates/*/noi-dung.md
mkdir "$tmp/blocks"
awk -v dir="$tmp/blocks" '
    { f = dir "/" n + 0; print >f; depth += gsub(/{{#/, "&") - gsub(/{{\//, "&") }
    !NF && !depth { close(f); n++ }
' templates/*/noi-dung.md
put template "$tmp"/blocks/*

# Conditions, loops and mistakes of the unit tests, with names that the program ships.
sed -n -e 's/^ *{"\(\([^"\\]\|\\.\)*{{\([^"\\]\|\\.\)*\)",.*/\1/p' \
    -e 's/^ *{"\([a-zA-Z_.]* *[a-zA-Z_0-9.=<>()!, ]*\)", [012]},.*/{{#neu \1}}1{{khong_thi}}0{{\/neu}}/p' \
    tests/unit/test_template.c |
    sed 's/\bkt\b/kt_cuoc/g; s/\bkt_/kt_cuoc_/g; s/kt_cuoc_cuoc/kt_cuoc/g; s/\bhs_xong/hs_giai_quyet/g; s/\bnv\b/nv_giao_tong/g
        s/\bdiem\b *\([<>]\)/ty_le_hai_long \1/g; s/\bvb\b/vb_chi_dao/g; s/>bang b/>bang theo_cap/; s/>bieu_do c/>bieu_do theo_nam/' |
    strings template

# Figures without a question first whether there are data, in every dress.
for figure in $(sed -n 's/^\[\([a-z0-9_]*\)\]$/\1/p' templates/chi-tieu.ini | awk 'NR % 9 == 1'); do
    for dress in '' _cung_ky _tang_giam _tang_giam_pt _cap_xa :so :co_don_vi :dem :so_sanh :so_sanh_gon :con_lai_tl :so_chi_tieu; do
        echo "{{$figure$dress}}"
    done
    echo "{{#moi don_vi xep $figure giam toi_da 2 noi \"; \"}}{{ten:thuong_dau}}: {{$figure}}{{/moi}}"
done | lines template

# Figures, a few at a time: those that others are made of come first.
mkdir "$tmp/figures"
awk -v dir="$tmp/figures" '
    /^\[/ && ++n % 12 == 1 { if (f) close(f); f = dir "/" n }
    f { print >f }
' templates/chi-tieu.ini
put figures templates/chi-tieu.ini "$tmp"/figures/*

{
    sed -n 's/^dieu_kien = //p' templates/chi-tieu.ini templates/bieu/*.ini | sort -u
    sed -n 's/^{{#neu \(.*\)}}.*/\1/p' templates/*/noi-dung.md | sort -u
    sed -n 's/^    {"\([^"\\]*\)", .*/\1/p' tests/unit/test_predicate.c
} | lines predicate

# Tables as other programs write them.
"$BIN" init --db "$tmp/a.db" >"$tmp/log" 2>&1
sqlite3 "$tmp/a.db" <tests/golden/chung/don_vi.sql
sqlite3 "$tmp/a.db" <tests/golden/chung/input.sql
for table in $(sqlite3 "$tmp/a.db" "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%ngay%' OR name IN
        ('don_vi', 'linh_vuc', 'tthc')"); do
    query="SELECT * FROM $table LIMIT 9"
    sqlite3 -header -csv "$tmp/a.db" "$query" >"$tmp/$table.csv"
    sqlite3 -header -csv -separator ';' "$tmp/a.db" "$query" | sed '1i sep=;' >"$tmp/$table-2.csv"
    { printf '\377\376' && sqlite3 -header -tabs "$tmp/a.db" "$query" | iconv -t UTF-16LE; } >"$tmp/$table-3.csv"
done
printf 'ma,so,ngay\nQT,5,14/10/2018\n' >"$tmp/so.csv"
printf 'chi_tieu;don_vi;tu_ngay;den_ngay;gia_tri\n"a\n""b""";QT;1/1/2018;2018-01-31T00:00:00Z;1.200,50\n' >"$tmp/le.csv"
put_bytes csv "$tmp"/*.csv

cat >"$tmp/map.ini" <<'INI'
[cot]
ma = Mã hồ sơ
don_vi = Đơn vị tiếp nhận
kenh = Hình thức
[gia_tri.kenh]
truc_tuyen = Trực tuyến | Qua mạng
truc_tiep = Trực tiếp
trong = - | không
[so]
kieu = viet_nam
INI
printf '[cot]\ngia_tri = Số\n[so]\nkieu = quoc_te\n' >"$tmp/map-2.ini"
put map "$tmp"/map*.ini

# Published folders.
sed "s#^co_so_du_lieu.*#co_so_du_lieu = $tmp/a.db#; s#^ket_qua.*#ket_qua = $tmp/ra#" \
    tests/golden/chung/config.ini >"$tmp/c.ini"
cp -r tests/golden/chung/noi_dung "$tmp/"
"$BIN" run -c "$tmp/c.ini" --period 2018-10M >"$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
"$BIN" run -c "$tmp/c.ini" --period 2018-10M --final --number 5 --date 2018-10-20 >"$tmp/log" 2>&1 ||
    { cat "$tmp/log"; exit 1; }
put manifest $(find "$tmp/ra" -name manifest.json)
gz=$(find "$tmp/ra" -name chi-tiet.tsv.gz)
zcat "$gz" >"$tmp/chi-tiet"
zcat "$gz" | awk '/^\[so_lieu/ { keep = 5 } /^\[/ { keep = 6 } /^#/ || keep-- > 0' >"$tmp/chi-tiet-2"
gzip -n <"$tmp/chi-tiet-2" >"$tmp/chi-tiet-3"
put_bytes detail "$tmp"/chi-tiet*

{
    grep -h . $(cat "$tmp/fragments") | sort -u | awk 'NR % 9 == 0'
    sed -n 's/^ten = //p' templates/bieu/*.ini
    printf 'Ho\314\200a Bi\314\200nh\nPhường 2\nPhường 10\n§¹i häc\nThÃ´ng tÆ°\nÑaïi hoïc\nTiê\314\201ng Viê\314\243t\n'
} >"$tmp/text"
lines text <"$tmp/text"
awk -v dir="$tmp" 'NR % 5 == 1 { f = dir "/lines-" NR } NR < 100 { print >f }' "$tmp/text"
put text "$tmp"/lines-*

printf '%s\n' 1.200,5 1,200.5 -0.50 307485 '265027 266881' '0 5' '7 7' 2018-10-14 14/10/2018 1/8/2018T07:30:00Z \
    '2018-01-01 23:59:59.5-10:00' 29/2/2019 2018-Q3 2018-H1 2018-10M 2018 2018-09 9223372036854775807 \
    '1 999999999999999999' 0,10 1e5 ١٢ +5 | lines numbers

# Long ones: work that grows with the square of the length takes seconds here.
bytes=150000
long() { # TARGET NAME HEAD WORD [TAIL]
    awk -v head="$3" -v word="$4" -v tail="${5:-}" -v bytes="$bytes" 'BEGIN {
        for (text = word; length(text) < bytes;) text = text text
        printf "%s%s%s", head, text, tail }' >"$out/$1/dai-$2"
}
long template name '{{' a '}}'
long template if '{{#neu ' 'hs_giai_quyet AND ' 'hs_giai_quyet}}a{{/neu}}'
long template headings '' '# a\n'
long template values '' '{{hs_giai_quyet}} '
for target in template fragment; do
    long $target lines '' 'a b\n'
    long $target escapes '' '\\\\'
    long $target breaks '' 'a  \n'
    long $target stars '' '**a *b '
    long $target links '' '[a]('
    long $target quotes '' '> '
    long $target items '' '- a\n  '
    long $target rows '|a|b|\n|---|---|\n' '|a|b|\n'
done
long check_text sum 'Có 12 hồ sơ, gồm ' '3 hồ sơ, '
long check_text rates '' 'Có 12/13 hồ sơ, đạt 92,3%, tăng 5% '
long check_text words '' 'hồ sơ '
long text marks e '\314\201'
long text words '' 'Ủy ban '
long predicate brackets '' '(' 'kenh = truc_tuyen'
long predicate nots '' 'NOT ' 'kenh = truc_tuyen'
bytes=50000 # read for every table, twice
long csv head 'ma,ten' ',cot_la'
long csv quote 'ma,ten\n"' 'a""'
long csv rows 'ma;ten\n' 'a;b\n'
long manifest depth '' '['
long detail escapes '# chi_tiet = 1\n[so_lieu_da_in]\nid\tchu\tgia_tri\ttu\tmau\tnoi\n' '\\\\t'
