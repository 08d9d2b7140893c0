#!/bin/bash
# Documents as text. A case is a folder with args (period and options of golden.c) and what it changes of chung/: input.sql
# (rows behind chung/don_vi.sql; an ordinary period where a case has none), config.ini, noi_dung/. Expected, each compared
# where present: want.tree, want.notes, want.error; with want.trang.ID, that worksheet and nothing else.
# Environment: SRC (source tree), BUILD (build folder), BOOKS (a folder that takes the workbooks; none by default).
#   run.sh                  all cases
#   run.sh --accept [CASE]  shows what differs and takes it over
set -u
SRC=${SRC:-$(cd "$(dirname "$0")/../.." && pwd)}
BUILD=${BUILD:-$SRC/build/release}
cases=$SRC/tests/golden
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
accept=
[ "${1:-}" != --accept ] || { accept=1; shift; }
failed=0
ran=0

for dir in "$cases"/${1:-*}/; do
    name=$(basename "$dir")
    [ -e "$dir/args" ] || continue
    ran=$((ran + 1))
    w=$work/$name
    mkdir "$w"
    cp -r "$cases/chung/config.ini" "$w/"
    [ -e "$dir/noi_dung" ] || cp -r "$cases/chung/noi_dung" "$w/"
    cp -r "$dir"/. "$w/"
    rm -f "$w"/want.*
    # A fragment that a case removes is named in the file "bo".
    [ ! -e "$dir/bo" ] || (cd "$w/noi_dung" && xargs rm -f <"$dir/bo")
    input=$dir/input.sql
    [ -e "$input" ] || input=$cases/chung/input.sql
    cat "$cases/chung/don_vi.sql" "$input" >"$w/input.sql"
    # shellcheck disable=SC2046 # several words
    (cd "$w" && "$BUILD/golden" . $(cat "$dir/args")) || { echo "$name: golden failed"; failed=1; continue; }
    [ -z "${BOOKS:-}" ] || [ ! -e "$w/bang.xlsx" ] || cp "$w/bang.xlsx" "$BOOKS/$name.xlsx"
    # Lines of the report's own text move whenever it is edited: the unit tests look after them.
    for part in notes error; do
        [ ! -e "$w/$part" ] || sed -i -E 's#(cchc_dinh_ky/noi-dung\.md):[0-9]+#\1:N#' "$w/$part"
    done
    parts=$(cd "$dir" && find . -name 'want.trang.*' | sed 's#./want\.##' | sort)
    sheets=${parts:+yes}
    parts=${parts:-tree notes error}
    # An error is never taken over for a document that was there, nor passed for want of anything to compare.
    if [ -e "$w/error" ] && { [ -e "$dir/want.tree" ] || [ "$sheets" ]; }; then
        echo "$name: $(cat "$w/error")"
        failed=1
        continue
    fi
    [ -n "$accept" ] || [ -e "$dir/want.tree" ] || [ -e "$dir/want.error" ] || [ "$sheets" ] || { echo "$name: nothing expected"; failed=1; }
    for part in $parts; do
        [ -e "$dir/want.$part" ] || [ -n "$accept" ] || [ "$part" = error ] || continue
        touch "$w/$part"
        if ! diff -u --label "$name/want.$part" --label now <(cat "$dir/want.$part" 2>/dev/null) "$w/$part"; then
            if [ -z "$accept" ]; then
                failed=1
            elif [ -s "$w/$part" ]; then
                cp "$w/$part" "$dir/want.$part"
            else
                rm -f "$dir/want.$part"
            fi
        fi
    done
done
[ "$ran" -gt 0 ] || { echo "no such case"; exit 1; }
exit $failed
