#!/bin/sh
# Every sample from its rows to its papers: the rows are the same twice, the import takes them all, every period is
# made, and the papers say what the rows say and what was asked for (mong_doi/).
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
here=$SRC/tests/mau
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

fail() {
    echo "FAIL: $*"
    failed=1
}

value() { # KEY FILE
    awk -F'\t' -v key="$1" '$1 == key { print $2 }' "$2"
}

day() { # KEY FILE: a parameter for sqlite3; the period's last day where the file has none
    d=$(value "$1" "$2")
    echo ".param set :$1 \"'${d:-$(value den "$2")}'\""
}

# The samples' own configurations write to out/; here everything stays in the temporary folder.
config() { # NAME
    sed -e "s|^co_so_du_lieu = .*|co_so_du_lieu = $tmp/$1.db|" -e "s|^ket_qua = .*|ket_qua = $tmp/$1|" \
        -e "s|^noi_dung = |noi_dung = $SRC/config/mau/|" "$SRC/config/mau/$1.ini" >"$tmp/$1.ini"
}

load() { # NAME
    "$BUILD/mau" "$1" "$tmp/csv" && "$BUILD/mau" "$1" "$tmp/again" && diff -r "$tmp/csv" "$tmp/again" ||
        fail "$1: the rows are not the same twice"
    "$BIN" init --db "$tmp/$1.db"
    for table in don_vi linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi; do
        [ ! -e "$tmp/csv/$table.csv" ] && continue
        "$BIN" import --strict --db "$tmp/$1.db" --table "$table" "$tmp/csv/$table.csv" 2>"$tmp/err" ||
            fail "$1: import of $table: $(cat "$tmp/err")"
    done
    rm -rf "$tmp/csv" "$tmp/again"
}

paper() { # NAME EXPECTED.tsv
    period=$(basename "$2" .tsv)
    if ! "$BIN" run -c "$tmp/$1.ini" --period "$period" >"$tmp/paths" 2>"$tmp/err"; then
        fail "$1 $period: exit code $?: $(cat "$tmp/err")"
        return
    fi
    # What staff are told on the way: the findings that are true, no others.
    [ "$(sed -n 's/^[^[]*\[\([a-z_0-9]*\)\].*/\1/p' "$tmp/err")" = "$(value phat_hien "$2")" ] ||
        fail "$1 $period: other findings than expected: $(cat "$tmp/err")"
    sqlite3 -batch "$tmp/$1.db" ".param init" "$(day tu "$2")" "$(day den "$2")" "$(day tu4 "$2")" \
        "$(day den_tthc "$2")" "$(day den_nv "$2")" ".read '$here/dem.sql'" >"$tmp/counts" ||
        fail "$1 $period: counting"
    "$BIN" cube -c "$tmp/$1.ini" --period "$period" >"$tmp/cube" 2>"$tmp/err" || fail "$1 $period: $(cat "$tmp/err")"
    /usr/bin/python3 "$here/doi_chieu.py" "$tmp/counts" "$tmp/cube" "$2" "${2%.tsv}.txt" \
        "$(grep '\.pdf$' "$tmp/paths")" "$(grep '\.xlsx$' "$tmp/paths")" ||
        fail "$1 $period: papers and rows differ"
    "$BIN" explain -c "$tmp/$1.ini" --period "$period" --list >"$tmp/list" 2>"$tmp/err" ||
        fail "$1 $period: $(cat "$tmp/err")"
    /usr/bin/python3 "$here/trang_doi_chieu.py" "$tmp/list" "$(grep '\.xlsx$' "$tmp/paths")" ||
        fail "$1 $period: not every figure is in the worksheet as it is printed"
    spoil "$1" "$period"
    prose 5 "$(grep '\.pdf$' "$tmp/paths")"
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$SRC/tests/nd30/nd30.py" paper "$SRC" "$tmp/$1.ini" \
        "$(grep '\.pdf$' "$tmp/paths")" || fail "$1 $period: not as Nghị định 30/2020/NĐ-CP has it"
}

# The prose of a paper holds when it is read back as anybody would read it: no doubt in any layout, and something judged.
prose() { # LEAST PDF…
    least=$1
    shift
    judged=0
    for pdf; do
        for layout in "" -layout -raw; do
            pdftotext $layout "$pdf" "$tmp/prose.txt"
            "$BIN" check-text "$tmp/prose.txt" >"$tmp/doubts" 2>"$tmp/err" ||
                fail "$(basename "$pdf"): check-text${layout:+ after pdftotext $layout}: $(cat "$tmp/doubts" "$tmp/err")"
            n=$(sed -n 's/.*tính lại \([0-9]*\) chỗ.*/\1/p' "$tmp/err")
            [ "${n:-0}" -ge "$least" ] || fail "$(basename "$pdf"): check-text judged ${n:-no} statements"
            judged=$((judged + ${n:-0}))
        done
    done
    echo "check-text: $# papers, each in three layouts of text: $judged statements, no doubt"
}

# Every figure and day of a paper, spoilt one at a time, is found by the gate, and nothing in the paper as it is; at least
# nine of ten figures are in an identity with others that are printed.
spoil() { # NAME PERIOD [UNIT]
    "$BUILD/gate" "$tmp/$1.ini" "$2" ${3:+"$3"} >"$tmp/gate" 2>"$tmp/err" || fail "$*: gate: $(head -5 "$tmp/err")"
    awk '/figures spoilt/ { ok = $1 > 0 && $5 >= 0.9 * $1 } END { exit !ok }' "$tmp/gate" ||
        fail "$*: too few figures in identities: $(cat "$tmp/gate")"
}

# Every unit's paper, beside the agency's: none has a gap, and together they are the agency's.
units() { # NAME PERIOD AGENCY COUNT
    if ! "$BIN" run -c "$tmp/$1.ini" --period "$2" --all-units >"$tmp/paths" 2>"$tmp/err"; then
        fail "$1 $2, all units: exit code $?: $(cat "$tmp/err")"
        return
    fi
    ! grep -Eq "lỗi:|: [1-9][0-9]* lỗi" "$tmp/err" || fail "$1 $2, all units: $(cat "$tmp/err")"
    [ "$(grep -c '\.xlsx$' "$tmp/paths")" -eq "$4" ] || fail "$1 $2: not $4 units"
    grep '\.xlsx$' "$tmp/paths" | tr '\n' '\0' | xargs -0 /usr/bin/python3 "$here/don_vi.py" \
        "$tmp/$1/$2/$3/cchc_dinh_ky/du-thao/PL_CCHC_$2_$3.xlsx" "$3" >"$tmp/sums" || fail "$1 $2: $(cat "$tmp/sums")"
    grep -q " 0 differences" "$tmp/sums" || fail "$1 $2: nothing compared"
    grep '\.pdf$' "$tmp/paths" | while read -r pdf; do
        ! pdftotext "$pdf" - | grep -q '\[CHƯA' || echo "$pdf"
    done >"$tmp/gaps"
    [ ! -s "$tmp/gaps" ] || fail "gaps in $(cat "$tmp/gaps")"
    grep '\.pdf$' "$tmp/paths" >"$tmp/pdfs"
    set --
    while read -r pdf; do
        set -- "$@" "$pdf"
    done <"$tmp/pdfs"
    prose 0 "$@"
}

for dir in "$here"/mong_doi/*; do
    name=$(basename "$dir")
    config "$name"
    load "$name"
    for expected in "$dir"/*.tsv; do
        paper "$name" "$expected"
    done
done
units bac-tu-liem-2018 2018-10M BTL 25
for unit in BTL-TP BTL-PMK; do
    spoil bac-tu-liem-2018 2018-10M "$unit"
done
exit "$failed"
