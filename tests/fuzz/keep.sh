#!/bin/sh
# keep.sh FOLDER: takes over into tests/fuzz/kho what reached new places beyond the seeds (FOLDER/<target>, by default what
# make fuzz found), as few and as short inputs as libFuzzer's merging leaves: one for every place, and for every number of
# times that it is reached, if that makes no more than 100 kB.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant fuzz).
set -eu
from=${1:-$BUILD/kho}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sh "$SRC/tests/fuzz/seeds.sh" "$tmp/hat"
mkdir -p "$SRC/tests/fuzz/kho"
for dir in "$from"/*/; do
    target=$(basename "$dir")
    kept=$SRC/tests/fuzz/kho/$target.tar.gz
    mkdir -p "$tmp/cu/$target" "$tmp/moi/$target"
    [ ! -e "$kept" ] || tar -xzf "$kept" -C "$tmp/cu"
    for counters in 1 0; do
        rm -f "$tmp/moi/$target"/*
        cp "$tmp/hat/$target"/* "$tmp/moi/$target"
        FUZZ_TARGET=$target "$BUILD/fuzz" -merge=1 -use_counters=$counters -max_len=16384 -timeout=25 \
            -artifact_prefix="$tmp/" "$tmp/moi/$target" "$tmp/cu/$target" "$dir" >"$tmp/log" 2>&1 ||
            { tail -20 "$tmp/log"; exit 1; }
        (cd "$tmp/hat/$target" && find . -type f) | (cd "$tmp/moi/$target" && xargs rm -f)
        tar -C "$tmp/moi" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=644 -cf - "$target" |
            gzip -9n >"$tmp/kept"
        [ "$(wc -c <"$tmp/kept")" -gt 100000 ] || break
    done
    mv "$tmp/kept" "$kept"
    echo "$target: $(find "$tmp/moi/$target" -type f | wc -l) inputs, $(wc -c <"$kept") bytes"
done
