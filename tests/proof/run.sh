#!/bin/sh
# Proof-reading of figures in prose: the corpus, and the verb check-text.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
"$BUILD/proof" "$SRC/tests/proof/dung_sai.txt"
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

echo 'Đã tiếp nhận 266.881 hồ sơ, giải quyết 265.027 hồ sơ, đạt 99,38%.' >sai.md
expect 1 "$BIN" check-text sai.md
grep -qF 'sai.md:1:59: [tỷ lệ]' out && grep -qF 'tính: 99,31%' out && grep -qF '265.227 thay cho 265.027' out ||
    { cat out; exit 1; }
sed 's/99,38/99,31/' sai.md >dung.md
expect 0 "$BIN" check-text dung.md
[ ! -s out ]
expect 66 "$BIN" check-text khong-co.md
printf '%%PDF-1.4\n' >bao-cao.pdf
expect 65 "$BIN" check-text bao-cao.pdf
printf 'h\340nh ch\355nh\n' >cu.txt
expect 65 "$BIN" check-text cu.txt
printf 'Kết quả tăng 5 điểm' >cuoi.md # ends where more is looked for
expect 0 "$BIN" check-text cuoi.md
