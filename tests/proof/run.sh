#!/bin/sh
# Proof-reading of figures in prose: the corpora, and the verb check-text on every kind of text an office has.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
here=$SRC/tests/proof
# Each by itself: a good share of one must not hide a bad one of another.
for corpus in "$here"/dung_sai.txt "$here"/ngu_lieu.txt "$here"/cong_bo.txt "$here"/cach_noi_khac.txt; do
    printf '%s: ' "$(basename "$corpus")"
    "$BUILD/proof" "$corpus"
done
printf 'whole reports: '
"$BUILD/proof" "$here"/van_ban/*.md
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

expect() { # STATUS COMMAND…
    want=$1
    shift
    got=0
    "$@" >out 2>err || got=$?
    [ "$got" -eq "$want" ] || { echo "FAIL: $*: exit code $got, not $want: $(cat out err)"; exit 1; }
}

says() { # FILE TEXT…
    file=$1
    shift
    for text; do
        grep -qF -- "$text" "$file" || { echo "FAIL: '$text' not in: $(cat "$file")"; exit 1; }
    done
}

echo 'Đã tiếp nhận 266.881 hồ sơ, giải quyết 265.027 hồ sơ, đạt 99,38%.' >sai.md
expect 1 "$BIN" check-text sai.md
says out 'sai.md:1:59: [tỷ lệ] đoạn 1' 'câu: Đã tiếp nhận' 'viết: 265.027/266.881 = 99,38%' 'tính: 99,31%' \
    '265.227 thay cho 265.027'
sed 's/99,38/99,31/' sai.md >dung.md
expect 0 "$BIN" check-text dung.md
[ ! -s out ]
says err 'đã tính lại 1 chỗ có số liệu, nghi ngờ 0 chỗ'
# Two digits swapped; rounded up; the page of a paper.
printf 'Trang đầu.\n\fĐã có 17/23 nhiệm vụ xong, đạt 73,19%%; kiểm tra 48 cuộc, tăng 37,15%% so với năm 2017 (35 cuộc).\n' >hai.txt
expect 1 "$BIN" check-text hai.txt
says out '[tỷ lệ] trang 2, đoạn 2' 'đổi chỗ hai chữ số: 73,91% thay cho 73,19%' '[tăng giảm]' 'làm tròn lên'

# One text in every dress: the same doubt.
for dress in 'iconv -f UTF-8 -t UTF-16' 'iconv -f UTF-8 -t UTF-16LE' 'iconv -f UTF-8 -t UTF-16BE' 'sed s/$/\r/' \
    'tr \n \r' 'uconv -x nfd' 'sed 1s/^/\xef\xbb\xbf/'; do
    command -v "${dress%% *}" >/dev/null || continue
    $dress <sai.md >khac.txt
    expect 1 "$BIN" check-text khac.txt
    says out '265.027/266.881 = 99,38%'
done
# Broken over lines and pages, with the page number between.
printf 'Trong kỳ, đơn vị đã tiếp nhận 266.881 hồ sơ, giải\nquyết 265.027 hồ\nsơ, đạt\n\n\f2\n\ntỷ lệ 99,38%%.\n' >trang.txt
expect 1 "$BIN" check-text trang.txt
says out "trang 2" "giải quyết 265.027 hồ sơ, đạt tỷ lệ 99,38%"
# The reports as other tools give them: a paragraph a line without empty lines and each cell by itself (LibreOffice),
# wrapped (pandoc), cells as columns (pdftotext -layout).
for report in "$here"/van_ban/*.md; do
    expect 0 "$BIN" check-text "$report"
    n=$(sed -n 's/.*tính lại \([0-9]*\) chỗ.*/\1/p' err)
    sed -e 's/^#* *//' -e '/^|[-:| ]*|$/d' "$report" | awk '
        /^\|/ { n = split($0, c, "|"); for (i = 2; i < n; i++) print c[i]; next }
        NF' >dong.txt
    sed 's/^#* *//' "$report" | fold -s -w 80 >gap.txt
    tr '|' '\t' <"$report" | fold -s -w 100 | sed 's/^/   /' >cot.txt
    for other in dong.txt gap.txt cot.txt; do
        expect 0 "$BIN" check-text "$other"
        now=$(sed -n 's/.*tính lại \([0-9]*\) chỗ.*/\1/p' err)
        [ "$now" -ge $((n * 9 / 10)) ] || { echo "FAIL: $report as $other: $now of $n statements"; exit 1; }
    done
done
# What is no text says so, and what to do.
expect 66 "$BIN" check-text khong-co.md
printf '%%PDF-1.4\n' >bao-cao.pdf
expect 65 "$BIN" check-text bao-cao.pdf
says err 'pdftotext'
printf 'PK\3\4' >bao-cao.docx
expect 65 "$BIN" check-text bao-cao.docx
says err 'soffice'
printf 'Dòng đầu\nh\340nh ch\355nh\n' >cu.txt
expect 65 "$BIN" check-text cu.txt
says err 'dòng 2'
for empty in '' ' \n\n' '\f\f'; do # also what pdftotext makes of scanned pages
    printf "$empty" >rong.txt
    expect 65 "$BIN" check-text rong.txt
done
printf 'Kết quả tăng 5 điểm' >cuoi.md # ends where more is looked for
expect 0 "$BIN" check-text cuoi.md
expect 1 "$BIN" check-text dung.md sai.md

# Large and hostile texts: 12 MB take about 1 second of the processor; a sum over all pairs would take hours, and a busy machine
# counts up to twice as much. No stack that grows.
limit=10
case $BUILD in *san*) limit=60 ;; esac
quickly() { # STATUS FILE
    (
        ulimit -t "$limit"
        expect "$1" "$BIN" check-text "$2"
    )
}
repeat() { # TIMES TEXT
    awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'
}
for report in "$here"/van_ban/*.md; do
    cat "$report"
    echo
done >ba.md
for i in 1 2 3 4 5 6 7 8; do
    cat ba.md ba.md >doi.md
    mv doi.md ba.md
done
[ "$(wc -c <ba.md)" -gt 5000000 ]
cat ba.md ba.md >muoi.md
rc=0
(ulimit -t "$limit" && "$BIN" check-text muoi.md >out 2>err) || rc=$?
[ "$rc" -le 1 ] || { echo "FAIL: large text: exit code $rc: $(cat err)"; exit 1; }
{
    printf 'Tổng số 5 hồ sơ, gồm '
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "%d hồ sơ (%d,%02d%%), ", i * 7919 % 99991, i % 100, i % 97 }'
} >nhieu-so.txt
quickly 0 nhieu-so.txt
for text in '(' '(5 hồ sơ ' '1/' '1-' 'A.' 'a-' '1' '3/7 phòng ' 'trong đó 5 hồ sơ gồm 7 hồ sơ còn lại 8 hồ sơ, ' \
    'tăng 5% so với 3 hồ sơ; ' '100% hồ sơ đúng hạn. ' '-\n'; do
    repeat 50000 "$text" >xau.txt
    quickly 0 xau.txt
done
repeat 2000 'Tiếp nhận 610 đơn, giải quyết 442 đơn, đạt 72,64%.\n\n' >sai-nhieu.txt
quickly 1 sai-nhieu.txt
[ "$(grep -c 'viết:' out)" -eq 2000 ]
