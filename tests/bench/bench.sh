#!/bin/bash
# What the program costs: a table of medians, CPU and peak memory of the whole process. A figure stands beside what it
# must not exceed, and beside the same machine's time for a fixed piece of work (the yardstick), so that machines compare.
# Environment, from the Makefile: BIN (the program), SRC (source tree), BUILD (build folder of the variant).
# RUNS: of each measurement (5).
set -eu
runs=${RUNS:-5}
sample=bac-tu-liem-2018
period=2018-10M
from=2017-12-15
to=2018-10-14
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

bench=$BUILD/bench
measure() { # RESULT ARGUMENTS OF BENCH: sets RESULT_cpu, RESULT_wall, RESULT_peak
    line=$("$bench" "${@:2}")
    # shellcheck disable=SC2086 # three words
    set -- "$1" $line
    eval "$1_cpu=$2 $1_wall=$3 $1_peak=$4"
}
calc() { LC_ALL=C awk "BEGIN { printf \"%.${2:-0}f\", $1 }"; }
row() { # WHAT CPU-MS PEAK-KB OTHER LIMIT-CPU-MS [LIMIT-PEAK-MB]
    verdict=
    if [ "${5:--}" != - ]; then
        verdict="at most $5 ms${6:+, $6 MB}: $(LC_ALL=C awk "BEGIN { print ($2 <= $5 && (\"${6:-}\" == \"\" || $3 / 1024 <= ${6:-0})) ? \"kept\" : \"MISSED\" }")"
    fi
    printf '%-42s %9.1f %7.2f %7.1f  %-28s %s\n' "$1" "$2" "$(calc "$2 / $yardstick" 2)" "$(calc "$3 / 1024" 1)" "$4" "$verdict"
}

# ---- the sample ----
"$BUILD/mau" "$sample" "$tmp/csv"
import() { # TABLE…
    for table in "$@"; do
        [ ! -e "$tmp/csv/$table.csv" ] || "$BIN" import --db "$tmp/mau.db" --table "$table" "$tmp/csv/$table.csv" 2>/dev/null
    done
}
"$BIN" init --db "$tmp/mau.db"
import don_vi ke_thua linh_vuc tthc
cp "$tmp/mau.db" "$tmp/truoc.db"
import ho_so kiem_tra nhiem_vu so_lieu pham_vi
sed -e "s|^co_so_du_lieu = .*|co_so_du_lieu = $tmp/mau.db|" -e "s|^ket_qua = .*|ket_qua = $tmp/out|" \
    -e "s|^noi_dung = |noi_dung = $SRC/config/mau/|" "$SRC/config/mau/$sample.ini" >"$tmp/mau.ini"
rows=$(sqlite3 -batch "$tmp/mau.db" 'select count(*) from ho_so')
cat >"$tmp/group.sql" <<SQL
select don_vi, tthc, kenh, ngay_tiep_nhan < '$from',
  case when ngay_ket_thuc is null or ngay_ket_thuc > '$to' then iif(ngay_hen_tra < '$to', 'dang_qua_han', 'dang_trong_han')
       when ket_qua in ('tra_lai', 'rut', 'dung') then ket_qua
       when ngay_ket_thuc < ngay_hen_tra then 'truoc_han'
       when ngay_ket_thuc > ngay_hen_tra then 'qua_han' else 'dung_han' end,
  count(*)
from ho_so where ngay_tiep_nhan <= '$to' and (ngay_ket_thuc is null or ngay_ket_thuc >= '$from')
group by 1, 2, 3, 4, 5;
SQL

yardstick=$("$bench" yardstick)
echo "median of $runs runs; yardstick $yardstick ms of CPU"
printf '%-42s %9s %7s %7s\n' "" "CPU ms" "/ yard" "MB"

measure sql "$runs" sqlite3 -batch "$tmp/mau.db" ".read $tmp/group.sql"
row "sqlite3: GROUP BY of $rows dossiers" "$sql_cpu" "$sql_peak" ""
measure scan "$runs" "$BIN" cube -c "$tmp/mau.ini" --period "$period"
row "cube: the same, all periods compared" "$scan_cpu" "$scan_peak" "$(calc "$rows / $scan_cpu / 1000" 1) million rows/s"
measure whole -b "rm -rf $tmp/out" "$runs" "$BIN" run -c "$tmp/mau.ini" --period "$period"
pdf=$("$BIN" run -c "$tmp/mau.ini" --period "$period" 2>/dev/null | grep '\.pdf$')
pages=$(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')
row "run: everything" "$whole_cpu" "$whole_peak" "$(calc "$whole_cpu / $sql_cpu" 2) of sqlite3, $(calc "$whole_wall") ms passed"
row "  beyond the scan" "$(calc "$whole_cpu - $scan_cpu" 1)" "$whole_peak" "$pages pages, $(calc "$(stat -c %s "$pdf") / 1024") KB, workbook" 90

# ---- import ----
measure import -b "rm -f $tmp/lai.db*; cp $tmp/truoc.db $tmp/lai.db" "$runs" \
    "$BIN" import --db "$tmp/lai.db" --table ho_so "$tmp/csv/ho_so.csv"
row "import: $rows dossiers" "$import_cpu" "$import_peak" "$(calc "$rows / $import_cpu") thousand rows/s"

# ---- many pages ----
mkdir "$tmp/pdf"
pages() { # WHAT RUNS ROWS LIMIT-CPU LIMIT-PEAK [het]
    measure pages -b "rm -f $tmp/pdf/*" "$2" "$BUILD/cau_truc" "$tmp/pdf" "$3" ${6:+"$6"}
    n=$(pdfinfo "$tmp/pdf/nhieu_trang.pdf" | awk '/^Pages/ { print $2 }')
    size=$(calc "$(stat -c %s "$tmp/pdf/nhieu_trang.pdf") / 1048576" 1)
    row "$n pages, $1" "$pages_cpu" "$pages_peak" "$size MB, $(calc "$pages_cpu / $n" 2) ms a page" "$4" "$5"
}
pages "cells untagged" "$runs" 10800 500 30
pages "every cell tagged" "$runs" 10800 900 80 het
pages "cells untagged" 1 983000 - ""
