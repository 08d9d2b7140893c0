#!/bin/sh
# Charts that are hard to draw, on paper and in the workbook: the same bytes twice, every figure in both.
# Environment, from the Makefile: SRC (source tree), BUILD (build folder of the variant).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/1" "$tmp/2"
"$BUILD/bieu_do" "$SRC/fonts/fonts.ini" "$tmp/1"
TZ=Asia/Ho_Chi_Minh "$BUILD/bieu_do" "$SRC/fonts/fonts.ini" "$tmp/2"
cmp "$tmp/1/bieu_do.pdf" "$tmp/2/bieu_do.pdf"
cmp "$tmp/1/bieu_do.xlsx" "$tmp/2/bieu_do.xlsx"
/usr/bin/python3 "$SRC/tests/bieu_do/doi_chieu.py" "$tmp/1"
