# What the scripts of the tests share, read at their start: a folder of their own to work in, and how they tell what failed.
# Environment: BIN (the program), SRC (source tree), BUILD (build folder).
# shellcheck shell=bash
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

# fail TEXT; with what the last command of 'expect' printed.
fail() {
    failures=$((failures + 1))
    printf 'FAIL: %s\n' "$1"
    for f in out err; do
        [ ! -s $f ] || printf -- '--- std%s\n%s\n' "$f" "$(head -c 3000 $f)"
    done
}

# expect STATUS TEXT COMMAND…: the status, and the text somewhere in what it prints ("" = any).
expect() {
    local want=$1 text=$2 got
    shift 2
    "$@" >out 2>err </dev/null
    got=$?
    [ "$got" -eq "$want" ] || fail "status $got instead of $want: $*"
    [ -z "$text" ] || grep -qF -- "$text" out err || fail "no '$text': $*"
}

# small_config LINE…: the configuration of a small district, with lines of its section [bao_cao].
small_config() {
    cat <<'INI'
[du_lieu]
co_so_du_lieu = a.db
noi_dung = noi-dung
ket_qua = out.d
[co_quan]
ma = Q
ten_co_quan = ỦY BAN NHÂN DÂN / QUẬN THỬ
ten_day_du = Ủy ban nhân dân quận Thử
ten_goi = UBND quận
dia_ban = quận Thử
ky_hieu = UBND
dia_danh = Thử
[ky_ten]
chuc_vu = CHỦ TỊCH
[chuong_trinh]
can_cu = Chương trình số 1
noi_dung_1 = Một
noi_dung_2 = Hai
noi_dung_3 = Ba
noi_dung_4 = Bốn
noi_dung_5 = Năm
noi_dung_6 = Sáu
[cap]
huyen = quận
xa = phường
[cach_tinh]
tra_lai_rut = dung_han
[bao_cao]
luu = VT
INI
    printf '%s\n' "$@"
}

finish() {
    echo "$failures failed"
    [ "$failures" -eq 0 ]
}
