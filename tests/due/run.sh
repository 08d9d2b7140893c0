#!/bin/bash
# Reports made period by period: what --due makes, waits for and leaves alone, what status tells of it; then a timer over
# simulated years. Environment: BIN (the program), SRC (source tree), BUILD (build folder), DUE_YEARS (default 4).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"

# ---- a district with two wards ----
mkdir -p csv mau/bao_cao mau/bieu noi-dung lich
printf 'ma,ten,cap,ma_cha\nQ,Quận Thử,huyen,\nP1,Phường Một,xa,Q\nP2,Phường Hai,xa,Q\n' >csv/don_vi.csv
printf 'ma,ten\nDD,Đất đai\n' >csv/linh_vuc.csv
printf 'ma,ten,linh_vuc,cap\nT1,Thủ tục một,DD,xa\n' >csv/tthc.csv
cat >csv/ho_so.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
A1,P1,T1,2018-07-02,2018-07-05,2018-07-04
A2,P2,T1,2018-08-02,2018-08-05,2018-08-09
CSV
cp "$SRC/templates/cau.ini" mau/
cat >mau/chi-tieu.ini <<'INI'
[tiep_nhan]
nhan = Tổng số hồ sơ
don_vi_tinh = hồ sơ
bang = ho_so
do = dem
can_cu = quy định
INI
cat >mau/bao_cao/bao-cao.ini <<'INI'
[bao_cao]
loai = BÁO CÁO
viet_tat = BC
trich_yeu = Công tác {{ky}}
noi_dung = noi-dung.md
INI
cat >mau/bao_cao/noi-dung.md <<'MD'
Số liệu từ ngày {{ky_tu_ngay}} đến ngày {{ky_den_ngay}}.

# Kết quả

Đã tiếp nhận {{tiep_nhan}} hồ sơ.
MD
small_config 'thu_muc_mau = mau' 'mau = bao_cao' >co-quan.ini
{
    cat co-quan.ini
    printf '[lich]\nthu_muc = lich\n'
    printf '[dinh_ky.quy]\nloai_ky = quy\ntu_ky = 2018-Q2\nsau_chot = 1\nhan_gui = 2\n'
} >c.ini
printf '[lich]\nnam = 2018\ncan_cu = thử\n[nghi]\n2018-09-17 = thử\n' >lich/2018.ini
expect 0 "" "$BIN" init --db a.db
for table in don_vi linh_vuc tthc; do
    expect 0 "" "$BIN" import --db a.db --table "$table" "csv/$table.csv"
done
covered() { "$BIN" import --db a.db --table ho_so --coverage "$1" csv/ho_so.csv; }
due() { "$BIN" run -c c.ini --due --today "$@"; }
status() { "$BIN" status -c c.ini --today "$@"; }
drafts() { (cd out.d 2>/dev/null && find . -name manifest.json | sort | cut -d / -f 2 | tr '\n' ' '); }

# ---- nothing is ready; then data are not there ----
expect 0 "" due 2018-06-15
[ "$(drafts)" = "" ] || fail "made before the time: $(drafts)"
expect 75 "chưa có số liệu hồ sơ" due 2018-06-16
expect 75 "Quận Thử" due 2018-06-16
[ "$(drafts)" = "" ] || fail "made without data: $(drafts)"
expect 0 "còn 2 ngày" status 2018-06-16
grep -qF "chưa có số liệu hồ sơ" out || fail "status does not say whose data are missing"
expect 0 "hôm nay" status 2018-06-18 # the 14th is a Thursday
expect 1 "QUÁ HẠN 1 ngày" status 2018-06-19

# ---- data come; the draft is made once ----
expect 0 "" covered 2017-03-15..2018-06-14
expect 0 "du-thao/manifest.json" due 2018-06-20
[ "$(drafts)" = "2018-Q2 " ] || fail "drafts: $(drafts)"
cp -r out.d first.d
expect 0 "" due 2018-06-21
[ -s out ] && fail "made again without need"
diff -r out.d first.d >/dev/null || fail "touched without need"
expect 0 "dự thảo" status 2018-06-21
grep -qE "còn|QUÁ HẠN" <(grep ' 2018-Q2 ' out) && fail "a draft that is there is told late"
expect 0 "còn 1 ngày   dự thảo" status 2018-06-17

# ---- no longer valid: other data, another config, damage; never where a final is ----
again() {
    expect 0 "2018-Q2/Q/bao_cao/du-thao/manifest.json" due 2018-06-22
    expect 0 "" due 2018-06-22
    [ -s out ] && fail "made twice: $1"
}
printf 'A9,P1,T1,2018-05-02,2018-07-05,\n' >>csv/ho_so.csv
expect 0 "" covered 2017-03-15..2018-06-14
expect 0 "dự thảo, số liệu đã thay đổi sau đó" status 2018-06-22
again "another dossier"
expect 0 "dự thảo" status 2018-06-22
grep -qF "thay đổi" out && fail "a draft that is made again is told as changed"
sed -i 's/^Đã tiếp nhận/Toàn quận đã tiếp nhận/' mau/bao_cao/noi-dung.md
expect 0 '"da_thay_doi": "mẫu"' status 2018-06-22 --json
again "another template"
rm out.d/2018-Q2/Q/bao_cao/du-thao/*.pdf
expect 0 "HỎNG" status 2018-06-18
again "a file is gone"
printf x >>out.d/2018-Q2/Q/bao_cao/du-thao/manifest.json
again "the manifest was changed"
expect 0 "" "$BIN" run -c c.ini --period 2018-Q2 --final --number 7 --date 2018-06-22
expect 0 "chính thức, số 07 ngày 22/6/2018" status 2018-06-22
printf 'A8,P1,T1,2018-05-03,2018-07-05,\n' >>csv/ho_so.csv
expect 0 "" covered 2017-03-15..2018-06-14
expect 0 "" due 2018-06-23
[ -s out ] && fail "a draft beside the final: $(cat out)"

# ---- slept through three periods: all are made in one start, oldest first; one without data holds up no other ----
expect 0 "" covered 2018-06-15..2018-12-14
expect 78 "kỳ 2019-Q1" due 2019-03-20
grep -o '20[0-9-]*Q[0-9]/Q' out | uniq | tr '\n' ' ' >made
[ "$(cat made)" = "2018-Q3/Q 2018-Q4/Q " ] || fail "made: $(cat made)"
grep -qF "lich/2019.ini" err || fail "the calendar of 2019 is not asked for" # beside the data
expect 78 "lich/2019.ini" status 2019-03-20
grep -q "^quy *2019-Q1 .*chưa rõ" out || fail "status tells nothing but the missing calendar"
expect 0 "lich/2019.ini" status 2018-12-20 # that of the next one may not be announced yet
grep -q "^quy *2018-Q4 .*dự thảo" out || fail "status does not tell what is there"
printf '[lich]\nnam = 2019\ncan_cu = thử\n' >lich/2019.ini
expect 75 "kỳ 2019-Q1" due 2019-03-20
expect 1 "QUÁ HẠN" status 2019-03-20
"$BIN" status -c c.ini --today 2019-03-20 --json >json
python3 - <<'PY' >out 2>err || fail "status as JSON"
import json
s = json.load(open("json"))
rows = {r["ky"]: r for r in s["bao_cao"]}
assert s["hom_nay"] == "2019-03-20" and list(rows) == ["2018-Q4", "2019-Q1", "2019-Q2"], list(rows)
assert rows["2018-Q4"]["trang_thai"] == "du_thao" and not rows["2018-Q4"]["qua_han"]
late = rows["2019-Q1"]
assert late["qua_han"] and late["den_ky"] and late["han_gui"] == "2019-03-18" and late["con_ngay"] == -2, late
assert "Quận Thử" in late["chua_co_so_lieu"]
assert not rows["2019-Q2"]["den_ky"]
PY

# ---- boundaries of its own: the same days for the timer and for whoever makes it ----
sed 's/^tu_ky = 2018-Q2/&\nquy_tac = duong_lich/' c.ini >d.ini
expect 0 "2018-Q3/Q/bao_cao/du-thao" "$BIN" run -c d.ini --due -o timer.d --today 2018-10-02
grep -qF '["2018-07-01", "2018-09-30"]' timer.d/2018-Q3/Q/bao_cao/du-thao/manifest.json || fail "not by calendar months"
for quarter in 2018-Q2 2018-Q3; do
    expect 0 "" "$BIN" run -c d.ini --period $quarter -o hand.d
done
diff -r timer.d hand.d >/dev/null || fail "the timer makes other papers than 'run --period'"

# ---- papers of the units, too; one that cannot be made holds up no other ----
{
    cat co-quan.ini
    printf '[lich]\nthu_muc = lich\n[dinh_ky.quy]\nloai_ky = quy\ntu_ky = 2018-Q3\ncac_don_vi = co\n'
} >u.ini
expect 0 "P1/bao_cao/du-thao" "$BIN" run -c u.ini --due --today 2018-10-01
expect 0 "văn bản của đơn vị: 2/2" "$BIN" status -c u.ini --today 2018-10-01
rm -r out.d/2018-Q3/P2
touch out.d/2018-Q3/P2
expect 0 "1/2; chưa có: P2" "$BIN" status -c u.ini --today 2018-10-01
expect 74 "P2" "$BIN" run -c u.ini --due --today 2018-10-01
rm out.d/2018-Q3/P2
expect 0 "P2/bao_cao/du-thao" "$BIN" run -c u.ini --due --today 2018-10-01
grep -qF "P1/" out && fail "P1 was made again"

# ---- a deadline that passes before the draft may be made is missed all the same ----
sed 's/^sau_chot = 1/sau_chot = 9/' c.ini >w.ini
expect 0 "còn 1 ngày" "$BIN" status -c w.ini -o none.d --today 2018-06-17
expect 1 "QUÁ HẠN 1 ngày" "$BIN" status -c w.ini -o none.d --today 2018-06-19

# ---- today is a day in Vietnam, wherever the machine thinks it is; a clock that was set back touches nothing ----
for zone in UTC Pacific/Honolulu Pacific/Kiritimati; do
    before=$(TZ=UTC-7 date +%F)
    expect 0 "" env TZ=$zone "$BIN" status -c u.ini --json
    grep -qE "\"hom_nay\": \"($before|$(TZ=UTC-7 date +%F))\"" out || fail "today in $zone"
done
cp -r out.d then.d
expect 0 "" due 2017-01-01
[ -s out ] && fail "made by a clock that was set back: $(cat out)"
expect 0 "số 07" status 2017-01-01
diff -r out.d then.d >/dev/null || fail "touched by a clock that was set back"

# ---- mistakes ----
expect 78 "chưa có báo cáo định kỳ" "$BIN" run -c co-quan.ini --due
expect 78 "chưa có báo cáo định kỳ" "$BIN" status -c co-quan.ini
expect 64 "bỏ tùy chọn khác" "$BIN" run -c c.ini --due --period 2018-Q3
expect 64 "--period KỲ hoặc --due" "$BIN" run -c c.ini
expect 66 "" "$BIN" run -c none.ini --due
cp -r "$SRC/templates" twice || exit 1
sed -i 's/^{{>bang theo_cap}}$/&\n\n&/' twice/cchc_dinh_ky/noi-dung.md
small_config 'thu_muc_mau = twice' 'mau = cchc_dinh_ky' >t.ini
expect 78 "biểu 'theo_cap' đã đặt ở cchc_dinh_ky/noi-dung.md:" "$BIN" run -c t.ini --period 2018-Q3
sed -i 's/^noi_dung = .*/noi_dung = ..\/..\/a.md/' twice/cchc_dinh_ky/bao-cao.ini
expect 78 "khóa 'noi_dung' có giá trị sai '../../a.md'" "$BIN" run -c t.ini --period 2018-Q3

# ---- the calendars that come with the program: eleven weekdays off a year (Bộ luật Lao động 2019, Điều 112; one that falls
# on a weekend is made good, one that is swapped is worked on another day) ----
python3 - "$SRC"/config/lich/*.ini <<'PY' >out 2>err || fail "calendars"
import datetime
import re
import sys
day = datetime.timedelta(days=1)
for path in sys.argv[1:]:
    year, off, section = int(path[-8:-4]), {}, None
    for line in open(path):
        section = line.strip() if line.startswith("[") else section
        days = re.match(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))? = ", line)
        if days:
            d, last = (datetime.date.fromisoformat(x or days[1]) for x in days.groups())
            while d <= last:
                off[d] = section == "[nghi]"
                d += day
    for fixed in ((1, 1), (4, 30), (5, 1), (9, 2)):
        d = datetime.date(year, *fixed)
        assert off.get(d) or d.weekday() > 4, (path, d)
    lost = sum(1 if free else -1 for d, free in off.items() if not free or d.weekday() < 5)
    assert lost == 11, (path, lost)
PY

# ---- a timer over the years ----
/usr/bin/python3 "$SRC/tests/due/nhieu_nam.py" "$BIN" "$BUILD/fault" "${DUE_YEARS:-4}" >out 2>err || fail "years"
cat out

finish
