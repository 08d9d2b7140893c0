#!/bin/sh
# The unit programs under valgrind: reads of what was never written, which the sanitizers do not see.
set -eu
failed=0
for t in "$BUILD"/test_*; do
    [ -x "$t" ] || continue
    valgrind -q --error-exitcode=99 --leak-check=full --child-silent-after-fork=yes "$t" || failed=1
done
exit $failed
