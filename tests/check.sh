#!/bin/sh
# Runs test programs and scripts, CHECK_JOBS at once (default: one per core); tells each as it ends, with the output of those
# that fail, then one closing line. Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build
# folder of the variant).
set -u
cd "$SRC" || exit 1
told=$(mktemp -d) || exit 1
trap 'rm -rf "$told"' EXIT
export told

# shellcheck disable=SC2016 # expanded by the shell of each
printf '%s\n' "$@" | xargs -P "${CHECK_JOBS:-$(nproc)}" -I '{}' sh -c '
    log=$(mktemp -p "$told") start=$(date +%s)
    if "./$1" >"$log" 2>&1 </dev/null; then
        word="ok   "
        : >"$log"
    else
        word="FAIL "
    fi
    { printf "%s %s (%ss)\n" "$word" "$1" "$(($(date +%s) - start))"; sed "s/^/      /" "$log"; } >"$log.told"
    flock "$told" cat "$log.told"
    echo "$word" >>"$told/words"' sh '{}'
passed=$(grep -c ok "$told/words")
failed=$(grep -c FAIL "$told/words")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
