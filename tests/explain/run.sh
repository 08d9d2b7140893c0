#!/bin/bash
# Every figure of the samples' reports, and of some of their units', is traced to its rows and measured again from them;
# so are those of the golden cases, which know what is missing. Then the program's own lists, counted by others.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
#   EXPLAIN_UNITS="+" for all units
set -u
here=$SRC/tests/explain
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
failed=0

fail() {
    echo "FAIL: $*"
    failed=1
}

trace() { # CONFIG PERIOD UNIT…
    "$BUILD/explain" "$@" >"$tmp/out" 2>&1 || fail "$*"
    tail -n 20 "$tmp/out"
    tail -n 1 "$tmp/out" >>"$tmp/counts"
}

sample() { # NAME
    "$BUILD/mau" "$1" "$tmp/csv" || fail "$1: no rows"
    "$BIN" init --db "$tmp/$1.db"
    for table in don_vi linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi; do
        [ ! -e "$tmp/csv/$table.csv" ] || "$BIN" import --db "$tmp/$1.db" --table "$table" "$tmp/csv/$table.csv" 2>"$tmp/err" ||
            fail "$1: import of $table: $(cat "$tmp/err")"
    done
    rm -rf "$tmp/csv"
    sed -e "s|^co_so_du_lieu = .*|co_so_du_lieu = $tmp/$1.db|" -e "s|^ket_qua = .*|ket_qua = $tmp/$1|" \
        -e "s|^noi_dung = |noi_dung = $SRC/config/mau/|" "$SRC/config/mau/$1.ini" >"$tmp/$1.ini"
}

for name in ba-dinh-2011 bac-tu-liem-2016 bac-tu-liem-2018 gia-lam-2021 dong-da-2023; do
    sample "$name"
done
trace "$tmp/ba-dinh-2011.ini" 2011-10 ${EXPLAIN_UNITS:-}
trace "$tmp/bac-tu-liem-2016.ini" 2016-9M ${EXPLAIN_UNITS:-BTL-TP BTL-P01}
trace "$tmp/bac-tu-liem-2018.ini" 2018-10M ${EXPLAIN_UNITS:-BTL-TP BTL-P01}
trace "$tmp/bac-tu-liem-2018.ini" 2018-Q3 ${EXPLAIN_UNITS:-}
trace "$tmp/gia-lam-2021.ini" 2021-H1 ${EXPLAIN_UNITS:-GL-VP GL-TP}
trace "$tmp/dong-da-2023.ini" 2023-9M ${EXPLAIN_UNITS:-DD-PVM}

# The golden cases: small reports in which something is missing, late, odd or left out.
cases=$SRC/tests/golden
for dir in "$cases"/*/; do
    name=$(basename "$dir")
    [ -e "$dir/want.tree" ] || continue
    w=$tmp/$name
    mkdir "$w"
    cp -r "$cases/chung/config.ini" "$cases/chung/noi_dung" "$w/"
    cp -r "$dir"/. "$w/"
    input=$dir/input.sql
    [ -e "$input" ] || input=$cases/chung/input.sql
    cat "$cases/chung/don_vi.sql" "$input" >"$w/input.sql"
    read -r period rest <"$dir/args"
    (cd "$w" && "$BUILD/golden" . "$period") || fail "$name: no report"
    case " $rest " in
    *" unit="*) unit=${rest##*unit=} ;;
    *) unit= ;;
    esac
    trace "$w/config.ini" "$period" ${unit%% *}
done
awk '{ papers += $3; figures += $5 } END { print papers " papers, " figures " figures traced to their rows" }' "$tmp/counts"
exit $failed
