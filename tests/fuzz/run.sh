#!/bin/sh
# Every target of tests/fuzz over real inputs and over what fuzzing kept: none may crash, or take a second.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sh "$SRC/tests/fuzz/seeds.sh" "$tmp"
for kept in "$SRC"/tests/fuzz/kho/*.tar.gz; do
    tar -xzf "$kept" -C "$tmp"
done
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}abort_on_error=1 UBSAN_OPTIONS=${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}abort_on_error=1
export ASAN_OPTIONS UBSAN_OPTIONS
"$BUILD/fuzz" "$tmp"
