#!/usr/bin/env bash
# Texts that want to be more than texts, as LibreOffice opens them: texts.py.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"
/usr/bin/python3 "$SRC/tests/full/texts.py"
