#!/bin/bash
# The structure of papers, by kiem_tra.py: the hard layouts of cau_truc.c, every golden document, and a sample. Then the
# checker itself: each way of hong.py to break a paper must be found.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
# Arguments: "dai" for the paper that is slow to check; samples to check, "name period": one by default.
set -u
here=$SRC/tests/cau_truc
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
failed=0
papers=0

fail() {
    echo "FAIL: $*"
    failed=1
}

check() { # PDF TREE
    papers=$((papers + 1))
    /usr/bin/python3 "$here/kiem_tra.py" "$1" "$2" || failed=1
}

# Document and paper of one configuration: the tree that golden prints, the PDF that the program makes.
paper() { # FOLDER PERIOD [unit=CODE] [final=NUMBER,DATE]
    folder=$1
    period=$2
    options=
    rm -rf "$folder/tree" "$folder/notes" "$folder/bang.xlsx" "$folder"/trang.* "$folder/error" "$folder/out"
    if ! (cd "$folder" && "$BUILD/golden" . "${@:2}") || [ -e "$folder/error" ]; then
        fail "golden $*: $(cat "$folder/error")"
        return
    fi
    for word in "${@:3}"; do
        case $word in
        unit=*) options="$options --unit ${word#unit=}" ;;
        final=*) number=${word#final=}; options="$options --final --number ${number%,*} --date ${number#*,}" ;;
        esac
    done
    # shellcheck disable=SC2086 # several words
    if pdf=$(set -o pipefail; "$BIN" run -c "$folder/config.ini" --period "$period" -o "$folder/out" $options 2>"$folder/err" |
        grep '\.pdf$'); then
        check "$pdf" "$folder/tree"
    else
        fail "$*: $(cat "$folder/err")"
    fi
}

dai=
[ "${1:-}" != dai ] || { dai=dai; shift; }
mkdir "$tmp/kho" && "$BUILD/cau_truc" "$tmp/kho" $dai || fail "cau_truc"
for pdf in "$tmp"/kho/*.pdf; do
    check "$pdf" "${pdf%.pdf}.tree"
done

cases=$SRC/tests/golden
for dir in "$cases"/*/; do
    [ -e "$dir/args" ] && [ -e "$dir/want.tree" ] || continue
    w=$tmp/$(basename "$dir")
    mkdir "$w"
    cp -r "$cases/chung/config.ini" "$w/"
    [ -e "$dir/noi_dung" ] || cp -r "$cases/chung/noi_dung" "$w/"
    cp -r "$dir"/. "$w/"
    [ ! -e "$dir/bo" ] || (cd "$w/noi_dung" && xargs rm -f <"$dir/bo")
    input=$dir/input.sql
    [ -e "$input" ] || input=$cases/chung/input.sql
    cat "$cases/chung/don_vi.sql" "$input" >"$w/input.sql"
    # shellcheck disable=SC2046 # several words
    paper "$w" $(cat "$dir/args")
done

[ $# -gt 0 ] || set -- "bac-tu-liem-2018 2018-10M"
for sample in "$@"; do
    name=${sample% *}
    w=$tmp/mau-$name
    if [ ! -e "$w" ]; then
        mkdir "$w"
        "$BUILD/mau" "$name" "$w/csv" && "$BIN" init --db "$w/du_lieu.db" || fail "$name"
        for table in don_vi ke_thua linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi; do
            [ ! -e "$w/csv/$table.csv" ] || "$BIN" import --db "$w/du_lieu.db" --table "$table" "$w/csv/$table.csv" \
                2>"$w/err" || fail "$name: $(cat "$w/err")"
        done
        rm -rf "$w/csv"
        sed -e "s|^co_so_du_lieu = .*|co_so_du_lieu = du_lieu.db|" -e "s|^noi_dung = |noi_dung = $SRC/config/mau/|" \
            "$SRC/config/mau/$name.ini" >"$w/config.ini"
    fi
    paper "$w" "${sample#* }"
done
[ "$papers" -gt 8 ] || fail "only $papers papers"

/usr/bin/python3 "$here/hong.py" "$here/kiem_tra.py" "$tmp/kho/hon_hop.pdf" "$tmp/kho/hon_hop.tree" || failed=1
exit $failed
