#!/bin/sh
# The program against plain SQL on generated databases, against itself after changes that may change no figure, and on
# damaged files. Two halves at a time. Environment: SRC (source tree), BUILD (build folder).
#   ORACLE_COMPARE, _CHANGE, _IMPORT, _DAMAGE: how many databases and damaged files, in each half
set -eu
case $BUILD in
*/san) compare=30 change=5 import=2 damage=60 ;; # five times slower
*) compare=100 change=12 import=2 damage=150 ;;
esac
base=/dev/shm # what is written is read once and thrown away
[ -w $base ] || base=
dir=$(mktemp -d ${base:+-p "$base"})
trap 'rm -rf "$dir"' EXIT

half() { # FIRST
    mkdir "$dir/$1"
    set -- "$1" "$SRC/tests/oracle" "$SRC/templates" "$dir/$1"
    "$BUILD/oracle" compare "$2" "$3" "${ORACLE_COMPARE:-$compare}" "$1" &&
        "$BUILD/oracle" change "$2" "$3" "${ORACLE_CHANGE:-$change}" "$1" &&
        "$BUILD/oracle" import "$2" "$3" "${ORACLE_IMPORT:-$import}" "$1" "$4" &&
        "$BUILD/oracle" damage "$2" "$3" "${ORACLE_DAMAGE:-$damage}" "$1" "$4"
}
failed=0
half 1 &
half 10001 || failed=1
wait $! || failed=1
exit $failed
