#!/bin/sh
# The same input gives the same bytes: every sample's papers and manifests from two compilers with and without
# optimisation, in another locale (decimal comma), time zone and folder, from rows in another order, packed otherwise.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
cd "$SRC"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0
finals=0

fail() {
    echo "FAIL: $*"
    failed=1
}

build() {
    make --no-print-directory "$@" all >"$tmp/make" 2>&1 || {
        cat "$tmp/make"
        exit 1
    }
}

load() { # DATABASE DOSSIERS: from the rows in csv/
    "$BIN" init --db "$1"
    for table in don_vi linh_vuc tthc kiem_tra nhiem_vu so_lieu; do
        [ ! -e "$tmp/csv/$table.csv" ] || "$BIN" import --strict --db "$1" --table "$table" "$tmp/csv/$table.csv"
    done
    [ ! -e "$2" ] || "$BIN" import --strict --db "$1" --table ho_so "$2"
    "$BIN" import --strict --db "$1" --table pham_vi "$tmp/csv/pham_vi.csv"
}

papers() { # PROGRAM FOLDER: every period of the sample, also as a final, run from the present folder
    for expected in "$SRC/tests/mau/mong_doi/$name"/*.tsv; do
        period=$(basename "$expected" .tsv)
        for final in "" "--final --number 5 --date 2026-02-03"; do
            # shellcheck disable=SC2086 # options are words
            "$1" run -c "$tmp/c.ini" --period "$period" $final -o "$2" >"$tmp/paths" 2>"$tmp/err" ||
                { [ $? -eq 65 ] && [ "$final" ]; } || # the data of some samples are not complete: no final of them
                fail "$1 $name $period $final: $(cat "$tmp/err")"
        done
    done
}

same() { # WHAT: the papers in other/ against those in first/
    diff -rq "$tmp/first" "$tmp/other" || fail "$name: other bytes $1"
    rm -rf "$tmp/other"
}

build VARIANT=debug
build VARIANT=clang
build VARIANT=clang B=build/clang-O0 OPT=-O0
localedef -i vi_VN -f UTF-8 "$tmp/vi_VN.UTF-8"
export LOCPATH="$tmp"
[ "$(LC_ALL=vi_VN.UTF-8 locale decimal_point)" = , ] || fail "no locale with a decimal comma"

for config in config/mau/*.ini; do
    name=$(basename "$config" .ini)
    sed -e "s|^co_so_du_lieu = .*|co_so_du_lieu = $tmp/c.db|" -e "s|^noi_dung = |noi_dung = $SRC/config/mau/|" \
        "$config" >"$tmp/c.ini"
    "$BUILD/mau" "$name" "$tmp/csv"
    dossiers=$tmp/csv/ho_so.csv
    load "$tmp/c.db" "$dossiers"
    papers "$BIN" "$tmp/first"
    [ "$(find "$tmp/first" -path '*/du-thao/*.pdf' | wc -l)" -ge 1 ] || fail "$name: no papers"
    finals=$((finals + $(find "$tmp/first" -path '*/chinh-thuc/*.pdf' | wc -l)))
    for program in "$SRC/build/debug/cchc-report" "$SRC/build/clang/cchc-report" "$SRC/build/clang-O0/cchc-report"; do
        papers "$program" "$tmp/other"
        same "from $program"
    done
    cd /
    LC_ALL=vi_VN.UTF-8 TZ=Pacific/Kiritimati papers "$BIN" "$tmp/other"
    cd "$SRC"
    same "in another locale, time zone and folder"

    rm "$tmp/c.db"*
    if [ -e "$dossiers" ]; then
        { head -n 1 "$dossiers" && tail -n +2 "$dossiers" | tac; } >"$tmp/reversed.csv"
        [ "$(wc -l <"$tmp/reversed.csv")" -eq "$(wc -l <"$dossiers")" ] || fail "$name: reversing lost rows"
    fi
    load "$tmp/c.db" "$tmp/reversed.csv"
    sqlite3 "$tmp/c.db" "PRAGMA journal_mode = DELETE; PRAGMA page_size = 16384; VACUUM" >"$tmp/vacuum"
    papers "$BIN" "$tmp/other"
    same "from rows in another order, packed otherwise"
    rm -rf "$tmp/c.db"* "$tmp/csv" "$tmp/reversed.csv" "$tmp/first"
done
[ "$finals" -gt 0 ] || fail "no final was made"
exit "$failed"
