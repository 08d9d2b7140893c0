#!/bin/bash
# As an unprivileged user in an empty folder: the first report with what the package brought.
set -euo pipefail
printf 'ma,ten,cap\nHOASEN,Phường Hoa Sen,xa\n' >don_vi.csv
printf 'ma,ten\nDD,Đất đai\n' >linh_vuc.csv
printf 'ma,ten,linh_vuc,cap\nT1,Thủ tục một,DD,xa\n' >tthc.csv
cat >ho_so.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
A1,HOASEN,T1,2026-07-02,2026-07-05,2026-07-04
A2,HOASEN,T1,2026-08-03,2026-08-05,2026-08-10
A3,HOASEN,T1,2026-09-10,2026-09-20,
CSV
cp "/usr/share/cchc-report/config/co-quan.ini.mau" co-quan.ini
cchc-report init --db cchc.db
for t in don_vi linh_vuc tthc; do cchc-report import --db cchc.db --table $t $t.csv; done
cchc-report import --db cchc.db --table ho_so ho_so.csv
printf 'bang,don_vi,tu_ngay,den_ngay\n' >pham_vi.csv
for t in ho_so kiem_tra nhiem_vu; do echo "$t,HOASEN,2026-01-01,2026-12-31" >>pham_vi.csv; done
cchc-report import --db cchc.db --table pham_vi pham_vi.csv

# Folders of this user only: the fonts, templates, forms and calendar are those of the package.
cchc-report run -c co-quan.ini --period 2026-Q3
cchc-report verify ket_qua
rm -r ket_qua
status=0
cchc-report status -c co-quan.ini --today 2026-09-16 || status=$?
[ $status -eq 0 ]
status=0
cchc-report status -c co-quan.ini --today 2026-09-30 || status=$?
[ $status -eq 1 ] # overdue
cchc-report run -c co-quan.ini --due --today 2026-09-16 >due
grep -q '/2026-Q3/HOASEN/.*\.pdf$' due && grep -q '\.xlsx$' due
cchc-report run -c co-quan.ini --due --today 2026-09-16 >again
[ ! -s again ]
cchc-report verify ket_qua

# Pages are found and read without complaint; the shell completes a verb.
for page in $(dpkg -L cchc-report | grep '^/usr/share/man/.*\.gz$'); do
    man --warnings -l "$page" 2>man.err | grep -q cchc-report
    [ ! -s man.err ]
done
man -w cchc-report >/dev/null
. /usr/share/bash-completion/bash_completion
_completion_loader cchc-report || [ $? -eq 124 ]
complete -p cchc-report
