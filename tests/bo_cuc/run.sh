#!/bin/bash
# Tables of every shape as PDF files: bo_cuc verifies each against its pages, here another reader finds the same words on
# the same pages. Environment: SRC (source tree), BUILD (build folder). PAGES: one table of so many pages instead.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
if [ -n "${PAGES:-}" ]; then
    "$BUILD/bo_cuc" "$SRC/fonts/fonts.ini" "$work" trang "$PAGES" || exit 1
else
    "$BUILD/bo_cuc" "$SRC/fonts/fonts.ini" "$work" hang 0 500 50 || exit 1
fi
compared=0
for pdf in "$work"/*.pdf; do
    words=${pdf%.pdf}.txt
    LC_ALL=C sort "$words" >"$work/want"
    pdftotext -enc UTF-8 "$pdf" "$work/read" 2>"$work/said" || { echo "$pdf: pdftotext failed"; failed=1; }
    [ ! -s "$work/said" ] || { cat "$work/said"; failed=1; }
    # Single letters one below the other are one word to poppler, which takes them for text from top to bottom.
    awk 'BEGIN { RS = "\f" } {
        for (i = 1; i <= NF; i++) {
            if ($i !~ /^a+$/) print NR, $i
            else for (k = 1; k <= length($i); k++) print NR, "a"
        }
    }' "$work/read" | LC_ALL=C sort >"$work/got"
    if ! cmp -s "$work/want" "$work/got"; then
        echo "$(basename "$pdf"): other words than the pages have"
        diff "$work/want" "$work/got" | head -20
        failed=1
    fi
    [ -s "$work/want" ] && compared=$((compared + 1))
done
[ "$compared" -gt 0 ] || { echo "nothing compared"; failed=1; }
exit "$failed"
