#!/bin/sh
# Makes the sample agencies in out/: rows, database, papers; the paths of the papers are the program's own output.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
set -eu
cd "$SRC"
mkdir -p out "$BUILD/mau-csv"

# sample NAME PERIOD…
sample() {
    name=$1
    shift
    csv=$BUILD/mau-csv/$name
    db=out/$name.db
    echo "$name: rows in $csv, database $db" >&2
    "$BUILD/mau" "$name" "$csv"
    rm -f "$db" "$db-wal" "$db-shm" "$db-journal"
    "$BIN" init --db "$db"
    for table in don_vi linh_vuc tthc ho_so kiem_tra nhiem_vu so_lieu pham_vi; do
        [ ! -e "$csv/$table.csv" ] || "$BIN" import --db "$db" --table "$table" "$csv/$table.csv"
    done
    for period in "$@"; do
        "$BIN" run -c "config/mau/$name.ini" --period "$period" -o out
    done
}

sample ba-dinh-2011 2011-10
sample bac-tu-liem-2016 2016-9M
sample bac-tu-liem-2018 2018-10M 2018-Q3
sample gia-lam-2021 2021-H1
sample dong-da-2023 2023-9M
# Every department's and ward's own papers, from one count.
"$BIN" run -c config/mau/bac-tu-liem-2018.ini --period 2018-10M --all-units -o out
