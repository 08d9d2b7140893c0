#!/bin/sh
# fuzz.sh [TARGET…]: libFuzzer on every target of tests/fuzz, several at once, FUZZ_SECONDS each (20 by default). What it
# finds stays in BUILD/kho/<target> and helps the next time; an input that breaks something, in BUILD/loi. FUZZ_SEED
# repeats a series of inputs as far as the time allows; without it every time is another.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant fuzz).
set -u
seconds=${FUZZ_SECONDS:-20}
jobs=${FUZZ_JOBS:-$(nproc)}
seed=${FUZZ_SEED:-0}
export SRC BUILD seconds seed
# shellcheck disable=SC2046 # a list of words
[ $# -gt 0 ] || set -- $(sed -n 's/^const struct fuzz_target fuzz_.* = {"\(.*\)", .*/\1/p' "$SRC"/tests/fuzz/*.c)
rm -rf "$BUILD/hat"
sh "$SRC/tests/fuzz/seeds.sh" "$BUILD/hat" || exit 1
mkdir -p "$BUILD/loi" "$BUILD/log"

# Words of the formats: what the sources compare with.
grep -oh '"[a-z0-9_.#>:{}-]\{2,24\}"' "$SRC"/src/*/*.c "$SRC"/src/*/*.h | sort -u >"$BUILD/words"

printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh -c '
    mkdir -p "$BUILD/kho/$1" "$BUILD/giu/$1"
    [ ! -e "$SRC/tests/fuzz/kho/$1.tar.gz" ] || tar -xzf "$SRC/tests/fuzz/kho/$1.tar.gz" -C "$BUILD/giu"
    log=$BUILD/log/$1
    if FUZZ_TARGET=$1 "$BUILD/fuzz" -seed="$seed" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 -max_len=16384 \
        -dict="$BUILD/words" -print_final_stats=1 -artifact_prefix="$BUILD/loi/$1-" \
        "$BUILD/kho/$1" "$BUILD/giu/$1" "$BUILD/hat/$1" >"$log" 2>&1; then
        awk -v target="$1" "/^stat::number_of_executed_units/ { runs = \$2 } /^stat::peak_rss_mb/ { mb = \$2 }
            / cov: / { cov = \$4 }
            END { printf \"ok    %-12s %8d runs, %d places reached, %d MB\n\", target, runs, cov, mb }" "$log"
    else
        echo "FAIL  $1"
        grep -v "^#[0-9]\|^INFO\|DE: \|^stat::" "$log" | head -20
        tail -9 "$log" | grep "Test unit"
        exit 1
    fi' sh
