#!/bin/bash
# Reports made while others write to the database: each of one state of it, whatever is written, tidied up, upgraded or
# locked meanwhile. Environment: BIN (the program), SRC (source tree), BUILD (build folder), TORTURE (set: long form).
set -u
base=/dev/shm # in memory: what counts is the order of reads and writes
[ -w $base ] || base=${TMPDIR:-/tmp}
WORK=$(mktemp -d $base/cchc-snapshot-XXXXXX) || exit 1
trap 'rm -rf "$WORK"' EXIT
PYTHONDONTWRITEBYTECODE=1 WORK=$WORK /usr/bin/python3 "$SRC/tests/snapshot/readers.py"
