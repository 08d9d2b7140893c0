#!/bin/bash
# What a machine that nobody watches may do to a run: processes killed, calls that fail, disks full, memory that ends,
# databases of all kinds, many starts at once, bits that flip. Short form; with TORTURE=1 every point of each.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
#   run.sh [PART…]
set -u
base=${TMPDIR:-/tmp}
# In memory where there is room: what counts here is the order of calls, and there a sync costs nothing.
[ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 300000 ] 2>/dev/null && base=/dev/shm
top=$(mktemp -d "$base/cchc-fault-XXXXXX") || exit 1
trap 'rm -rf "$top"' EXIT
parts=${*:-kill stop broken disk order memory limits intake database together exchange flips}
if "$BUILD/fault" -- true; [ $? -eq 77 ]; then
    echo "skipped: nothing can be traced here, so that only memory, limits, database and flips are tried"
    parts="memory limits database flips"
fi
failed=0
for part in $parts; do
    mkdir "$top/$part"
    own=
    if [ "$part" = disk ]; then # mounts of its own, that go with it
        for how in -m -Urm; do
            unshare "$how" true 2>/dev/null && own="unshare $how" && break
        done
    fi
    start=$(date +%s%3N)
    # shellcheck disable=SC2086 # several words
    WORK=$top/$part $own python3 "$SRC/tests/fault/$part.py" || failed=1
    echo "  $part: $(($(date +%s%3N) - start)) ms"
    rm -rf "${top:?}/$part"
done
exit "$failed"
