#!/bin/sh
# The second compiler: no warning, and the unit programs pass.
set -eu
cd "$SRC"
make --no-print-directory VARIANT=clang CFLAGS=-Werror tests
for t in build/clang/test_*; do
    [ -x "$t" ] && "$t"
done
