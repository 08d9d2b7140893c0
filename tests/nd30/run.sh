#!/bin/sh
# Finished papers against Nghị định 30/2020/NĐ-CP: places, sizes, faces, lines, texts (see rules.py).
# Environment, from the Makefile: BIN (the program), SRC (source tree).
#   run.sh [CASE...]   KEEP=FOLDER keeps the papers there
set -eu
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$SRC/tests/nd30/nd30.py" matrix "$BIN" "$SRC" "$work" "$@"
