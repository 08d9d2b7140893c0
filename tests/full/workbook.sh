#!/usr/bin/env bash
# The workbooks of every sample and golden case, as openpyxl and LibreOffice see them: workbook.py.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/golden" "$tmp/work"
BOOKS=$tmp/golden bash "$SRC/tests/golden/run.sh" >"$tmp/golden.out" || { cat "$tmp/golden.out"; exit 1; }
samples=$(sh "$SRC/tests/demo.sh" 2>"$tmp/demo.err" | grep '\.xlsx$') || { cat "$tmp/demo.err"; exit 1; }
cd "$SRC"
# shellcheck disable=SC2086 # several paths without blanks
/usr/bin/python3 "$SRC/tests/full/workbook.py" "$tmp/work" $samples "$tmp"/golden/*.xlsx
