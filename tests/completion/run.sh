#!/bin/bash
# Bash completion, asked as bash asks it: the words of a line, and what may stand in place of the last.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"

# complete WORD…: what is offered, sorted, in one line. "=" is a word of its own, as in bash. A shell of its own, which
# has read nothing else and does not know the day.
complete_line() {
    env -i PATH=/usr/bin:/bin HOME="$work/nha" LC_ALL="${locale:-C.UTF-8}" bash --norc --noprofile -uc '
        . "$1"
        _cchc_report_today() { echo 2026-11-25; }
        shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _cchc_report "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        ((${#COMPREPLY[@]})) && printf "%s\n" "${COMPREPLY[@]}" | LC_ALL=C sort | paste -sd" "
        exit 0' bash "$SRC/src/completion/cchc-report" "$@" 2>&1
}
expect() {
    local want=$1 got
    shift
    got=$(complete_line "$BIN" "$@")
    [ "$got" = "$want" ] || fail "'$*' gives '$got' instead of '$want'"
}

# ---- a small agency, with units that nobody should have ----
mkdir -p nha "thu muc" noi_dung/2018-10M noi_dung/chung ket_qua/2019-Q1/HOASEN ket_qua/2019-Q9 mau/rieng mau/bieu
touch don_vi.csv mau/rieng/bao-cao.ini "thu muc/mot.ini" khac.db khac.txt
cp "$SRC/config/co-quan.ini.mau" co-quan.ini
cat >>co-quan.ini <<'END'
[ky.2017-H2]
den_ngay = 2017-12-01
END
"$BIN" init --db cchc.db || fail init
sqlite3 cchc.db "INSERT INTO don_vi(ma, ten, cap, ma_cha) VALUES ('HOASEN', 'Phường Hoa Sen', 'xa', NULL),
    ('HS-1', 'Một', 'xa', 'HOASEN'), ('HS.2_b', 'Hai', 'xa', 'HOASEN'), ('KHAC', 'Nơi khác', 'xa', NULL),
    ('\$(touch dinh)', 'Ba', 'xa', 'HOASEN'), ('\`touch dinh\`', 'Bốn', 'xa', 'HOASEN'), ('a b', 'Năm', 'xa', 'HOASEN'),
    ('*', 'Sáu', 'xa', 'HOASEN');" || fail "units"

# ---- verbs and options: all that --help knows ----
verbs=$("$BIN" --help | sed -n '/^Lệnh:$/,/^$/s/^  \([a-z-]*\) .*/\1/p')
expect "$(printf '%s\n' --help --version $verbs | LC_ALL=C sort | paste -sd' ')" ""
expect "check check-text" ch
expect "--version" --v
for verb in $verbs; do
    expect "$("$BIN" "$verb" --help | sed -n '/^Tùy chọn:/,/^Ví dụ:/p' | grep -oE '^  (-.,|   ) --[a-z-]+' | grep -o -e '--.*' |
        LC_ALL=C sort | paste -sd' ')" "$verb" -
done
expect "--number --numbers" run -c co-quan.ini --num
expect "" khong-co-lenh -
expect "" '$(touch dinh)' -

# ---- values ----
expect "co-quan.ini ket_qua mau nha noi_dung thu muc" run -c ''
expect "co-quan.ini" run -c co
expect "thu muc/mot.ini" run -c "thu muc/"
expect "cchc.db" import --db cc
expect "khac.db" import --db = khac
expect "khac.db khac.txt" import --db cchc.db --table don_vi kh
expect "ket_qua" verify ke
expect "don_vi ho_so ke_thua kiem_tra linh_vuc nhiem_vu pham_vi so_lieu tthc" import --db cchc.db --table ''
expect "kiem_tra" import --table = ki
expect "2026-11-25" run -c co-quan.ini --date ''
expect "" explain -c co-quan.ini --period 2018-Q3 ''
expect "" run -c co-quan.ini --number ''

# ---- periods: the last ones, those of the configuration, those that have texts or papers; units ----
recent="2025 2025-9M 2025-H2 2026 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-9M 2026-H1 2026-H2 2026-Q1 2026-Q2 2026-Q3 2026-Q4"
expect "$recent" run --period ''
expect "2017-H2 2018-10M 2019-Q1 $recent" run -c co-quan.ini --period ''
expect "2018-10M" check --config = co-quan.ini --period = 2018
expect "2018-10M" check -cco-quan.ini --period 2018
expect "2026-H1 2026-H2" run --period 2026-H
expect "HOASEN HS-1 HS.2_b" run -c co-quan.ini --unit ''
expect "HS-1" ledger -c "'co-quan.ini'" --unit HS-
expect "HOASEN HS-1 HS.2_b" run -c "'../${work##*/}/co-quan.ini'" --unit ''
expect "" run --unit ''
expect "" run -c khong-co.ini --unit ''
cp co-quan.ini cchc.db nha/
expect "HS-1" run -c '~/co-quan.ini' --unit HS-1

# ---- reports: the program's, or the configuration's own ----
expect "cchc_30c cchc_dinh_ky" run -c co-quan.ini --report cchc
sed 's/^; thu_muc_mau = .*/thu_muc_mau = mau/' co-quan.ini >rieng.ini
expect "rieng" run -c rieng.ini --report ''

# ---- whatever the locale; nothing that was read was run; at once ----
locale=C expect "don_vi" import --table don
[ ! -e dinh ] || fail "a value was executed"
# Some 15 ms each here, most of them of starting bash.
start=$(date +%s%N)
complete_line "$BIN" run -c co-quan.ini --unit '' >/dev/null
complete_line "$BIN" run -c co-quan.ini --period '' >/dev/null
[ $((($(date +%s%N) - start) / 1000000)) -lt 1000 ] || fail "slow"

finish
