#!/bin/bash
# What runs unattended: the cron line, the word when a start failed, no personal data in logs and manifests; how far the
# work is, on a terminal only.
# Environment: BIN (the program), SRC (source tree).
# shellcheck source=tests/script.sh
. "$SRC/tests/script.sh"

# ---- no personal data ----
# Columns are shifted, there is no header, a name stands where a code should: none of it gets into a log or a manifest.
names='Nguyễn|Trần|Phường Lạ|Hàng Bông|0912345678|Lý Thái'
printf 'ma,ten,cap,ma_cha\nQ,Quận Thử,huyen,\nP,Phường Một,xa,Q\n' >don_vi.csv
printf 'ma,ten\nDD,Đất đai\n' >linh_vuc.csv
printf 'ma,ten,linh_vuc,cap\nT1,Thủ tục một,DD,huyen\n' >tthc.csv
cat >ho_so.csv <<'CSV'
ma,don_vi,tthc,kenh,ngay_tiep_nhan,ngay_hen_tra,nop_tai_nha,họ tên
HS1,Q,T1,truc_tiep,2018-07-02,2018-07-05,1,Nguyễn Văn An
Nguyễn Văn An,Q,T1,truc_tiep,2018-07-02,2018-07-01,1,
HS2,Q,T1,truc_tiep,Nguyễn Văn An,2018-07-05,1,
HS3,Q,T1,truc_tiep,2018-07-02,Trần Thị Bé,0912345678,
HS4,Trần Thị Bé,12 Hàng Bông,Nguyễn Văn An,2018-07-02,2018-07-05,1,
"HS5, Số 5 Lý Thái Tổ",Phường Lạ,T1
CSV
sed 1d ho_so.csv >khong_tieu_de.csv
printf 'chi_tieu,don_vi,tu_ngay,den_ngay,gia_tri,ghi_chu\nx,Q,2018-06-15,2018-09-14,Nguyễn Văn An,\n' >so_lieu.csv
printf 'ma,so,ngay\nTrần Thị Bé,1,Nguyễn Văn An\n' >so.csv
mkdir noi-dung
small_config 'mau = cchc_dinh_ky' >c.ini

# expect STATUS COMMAND…; what it says is kept in `said`.
: >said
expect() {
    local want=$1 got
    shift
    "$@" >>said 2>&1 </dev/null
    got=$?
    [ "$got" -eq "$want" ] || fail "status $got instead of $want: $*: $(tail -3 said)"
}
expect 0 "$BIN" init --db a.db
for table in don_vi linh_vuc tthc; do
    expect 0 "$BIN" import --db a.db --table "$table" "$table.csv"
done
expect 1 "$BIN" import --db a.db --table ho_so ho_so.csv
expect 65 "$BIN" import --db a.db --table ho_so khong_tieu_de.csv
expect 1 "$BIN" import --db a.db --table so_lieu so_lieu.csv
grep -q 'Nguyễn Văn An' ho_so.csv.loi.csv || fail "the file of rejected rows does not say what is wrong"
! grep -q 'họ tên' ho_so.csv.loi.csv || fail "the file of rejected rows has a column that is not read"
expect 0 "$BIN" run -c c.ini --period 2018-Q3
expect 65 "$BIN" run -c c.ini --period 2018-Q3 --all-units --final --numbers so.csv
expect 0 "$BIN" check -c c.ini --period 2018-Q3
# Rows that other programs wrote.
sqlite3 a.db "PRAGMA ignore_check_constraints = ON;
    INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan) VALUES
        ('HS7', 'Q', 'T1', 'truc_tiep', 'Nguyễn Văn An'), ('Trần Thị Bé', 'Q', 'T1', 'Nguyễn', '2018-07-09'),
        ('HS8', 'Q', 'Trần Thị Bé', 'truc_tiep', '2018-07-09'), ('HS9', 'Phường Lạ', 'T1', 'truc_tiep', '2018-07-09');"
expect 1 "$BIN" check -c c.ini --period 2018-Q3
expect 0 "$BIN" run -c c.ini --period 2018-Q3
[ -s out.d/2018-Q3/Q/cchc_dinh_ky/du-thao/manifest.json ] || fail "no draft"
cat out.d/2018-Q3/Q/cchc_dinh_ky/du-thao/manifest.json >>said
grep -q "'T… (11 ký tự)' không phải mã của đơn vị" said || fail "so.csv is refused for something else"
grep -q 'N… (13 ký tự)' said || fail "the rows with names as codes are not mentioned"
! grep -E "$names" said || fail "personal data in a log or in manifest.json"
! sqlite3 a.db 'SELECT * FROM nhap_lieu_tu_choi' | grep -E "$names" || fail "personal data in the log of imports"

# ---- the cron line: nothing to mail where nothing is wrong, or only data are missing ----
mkdir bin
cat >bin/cchc-report <<'SH'
#!/bin/sh
case $1 in run) echo "đã chạy $3"; exit "$RUN" ;; status) echo "bảng $3"; exit "$STATUS" ;; esac
SH
chmod +x bin/cchc-report
line=$(sed -n 's/^30 5 \* \* \*  cchc-report  //p' "$SRC/config/cron/cchc-report")
cron() { # RUN STATUS: what would be mailed
    PATH=$work/bin:$PATH CAU_HINH=/e/c.ini RUN=$1 STATUS=$2 sh -c "$line" 2>&1 | tr '\n' ' '
}
while read -r run status want; do
    got=$(cron "$run" "$status")
    [ "${got% }" = "$want" ] || fail "cron: run $run, status $status: mails '$got'"
done <<'TABLE'
0 0
75 0
0 75
74 0 đã chạy /e/c.ini
75 1 bảng /e/c.ini
78 78 đã chạy /e/c.ini bảng /e/c.ini
TABLE
case $line in '' | *%*) fail "the cron line is empty, or cron would cut it at %" ;; esac

# ---- the word when a start failed ----
cat >bin/sendmail <<'SH'
#!/bin/sh
echo "$@" >args
cat >mail
SH
cat >bin/journalctl <<'SH'
#!/bin/sh
echo "nhật ký: $*"
SH
chmod +x bin/*
said=$(PATH=$work/bin:$PATH NGUOI_NHAN=a@b.vn MONITOR_SERVICE_RESULT=exit-code MONITOR_EXIT_STATUS=74 \
    MONITOR_INVOCATION_ID=abc "$SRC/config/systemd/bao-loi" cchc-report@q.service)
[ "$said" = '<3>cchc-report: lỗi: cchc-report@q.service không thành công (kết quả: exit-code, mã thoát: 74).' ] ||
    fail "bao-loi says $said"
[ "$(cat args)" = '-i -- a@b.vn' ] || fail "sendmail $(cat args)"
for text in 'To: a@b.vn' 'Subject: =?UTF-8?B?' 'kết quả: exit-code, mã thoát: 74' '_SYSTEMD_INVOCATION_ID=abc'; do
    grep -qF -- "$text" mail || fail "mail without '$text'"
done
rm bin/sendmail
PATH=$work/bin:/usr/bin:/bin "$SRC/config/systemd/bao-loi" cchc-report@q.service >/dev/null ||
    fail "bao-loi fails where there is no mail"

# ---- progress: on a terminal only, and nothing of it is left there ----
python3 - >don_vi2.csv <<'PY'
print("ma,ten,cap,ma_cha")
for i in range(12):
    print(f"X{i:02},Phường thứ {i},xa,Q")
PY
python3 - >nhieu.csv <<'PY'
print("ma,don_vi,tthc,kenh,ngay_tiep_nhan")
for i in range(120000):
    print(f"N{i:06},X{i % 12:02},T1,truc_tiep,2018-07-{i % 28 + 1:02}")
PY
expect 0 "$BIN" import --db a.db --table don_vi don_vi2.csv
cp a.db b.db
# shellcheck disable=SC2086 # commands are words
for where in a b; do
    import="$BIN import --db $where.db --table ho_so nhieu.csv"
    run="$BIN run -c $where.ini --period 2018-Q3 --all-units"
    sed "s/a\.db/$where.db/; s/out\.d/$where.d/" c.ini >$where.ini
    if [ $where = a ]; then
        $import >out.import 2>&1
        $run >out.run 2>&1
    else
        "$SRC/tests/ops/terminal.py" $import >seen.import || fail "import on a terminal: $?"
        "$SRC/tests/ops/terminal.py" $run >seen.run || fail "run on a terminal: $?"
    fi
done
! grep -qP '[\x00-\x08\x0b-\x1f]' out.import out.run || fail "control characters without a terminal"
for what in import run; do
    read -r times line <seen.$what
    case $what in import) want='nhieu.csv [#' ;; run) want='2018-Q3 [' ;; esac
    [ "$times" -ge 2 ] || fail "$what: the progress is drawn $times times"
    case $line in "$want"*) ;; *) fail "$what shows '$line'" ;; esac
    sed 1d seen.$what | sed 's/b\.d/a.d/; s/\x1b\[[0-9;]*m//g' | diff - out.$what >differs || fail "$what on a terminal: $(cat differs)"
done

finish
