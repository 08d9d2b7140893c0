#!/bin/sh
# Runs test programs and scripts one after the other; shows the output of those that fail, then one closing line.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -u
cd "$SRC" || exit 1
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
passed=0
failed=0
for t in "$@"; do
    case $t in
    *.sh) [ -x "$t" ] || continue ;;
    esac
    start=$(date +%s)
    if "./$t" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok    %s (%ss)\n' "$t" "$(($(date +%s) - start))"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s\n' "$t"
        sed 's/^/      /' "$log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
