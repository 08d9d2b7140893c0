#!/bin/sh
# The unit programs under valgrind: reads of what was never written, which the sanitizers do not see.
# Tables are laid out with fewer numbers of rows than elsewhere, but in every shape.
set -eu
SHAPES_STEP=50
export SHAPES_STEP
for t in "$BUILD"/test_*; do
    if [ -f "$t" ] && [ -x "$t" ]; then printf '%s\0' "$t"; fi
done | xargs -0 -n 1 -P "$(nproc)" valgrind -q --error-exitcode=99 --leak-check=full --child-silent-after-fork=yes
