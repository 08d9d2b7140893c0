# A district with two wards, and another one; sourced in an empty folder. Makes a.db, c.ini, noi-dung, mau.
# shellcheck shell=bash disable=SC2154 # SRC, BIN, import and expect are the caller's
mkdir noi-dung
cp -r "$SRC/templates" mau
mkdir mau/bao_cao
cat >mau/bao_cao/bao-cao.ini <<'INI'
[bao_cao]
loai = BÁO CÁO
viet_tat = BC
trich_yeu = Công tác cải cách hành chính {{ky}}
noi_dung = noi-dung.md
phu_luc = II.06a
INI
cat >mau/bao_cao/noi-dung.md <<'MD'
Số liệu từ ngày {{ky_tu_ngay}} đến ngày {{ky_den_ngay}}.

# Kết quả

Phải giải quyết {{hs_tiep_nhan_tong}} hồ sơ, trong đó từ kỳ trước chuyển sang {{hs_ky_truoc}} hồ sơ.

Đã giải quyết {{hs_giai_quyet}} hồ sơ, {{hs_giai_quyet:so_sanh}}; đúng hạn {{ty_le_dung_han}}{{#neu hs_qua_han > 0}}, quá hạn {{hs_qua_han}} hồ sơ{{/neu}}; đang giải quyết {{hs_dang}} hồ sơ (chi tiết tại {{tham_chieu II.06a}}).
MD
cat >c.ini <<'INI'
[du_lieu]
co_so_du_lieu = a.db
noi_dung = noi-dung
ket_qua = out.d
[co_quan]
ma = Q
co_quan_chu_quan = UBND TỈNH THỬ
ten_co_quan = ỦY BAN NHÂN DÂN / QUẬN THỬ
ten_day_du = Ủy ban nhân dân quận Thử
ten_goi = UBND quận
dia_ban = quận Thử
ky_hieu = UBND
dia_danh = Thử
[ky_ten]
quyen_han = TM. ỦY BAN NHÂN DÂN
chuc_vu = CHỦ TỊCH
nguoi_ky = Nguyễn Văn Thử
[bao_cao]
thu_muc_mau = mau
mau = bao_cao
kinh_gui = Ủy ban nhân dân tỉnh Thử
noi_nhan = Thường trực Quận ủy
luu = VT
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
INI
expect 0 "" "$BIN" init --db a.db
import don_vi don_vi.csv <<'CSV'
ma,ten,cap,ma_cha,co_quan_chu_quan,ten_co_quan,ky_hieu,dia_danh,quyen_han_ky,chuc_vu_ky,nguoi_ky
Q,Quận Thử,huyen,,,,,,,,
P1,Phường Một,xa,Q,UBND QUẬN THỬ,ỦY BAN NHÂN DÂN / PHƯỜNG MỘT,UBND,Phường Một,TM. ỦY BAN NHÂN DÂN,CHỦ TỊCH,Trần Một
P2,Phường Hai,xa,Q,UBND QUẬN THỬ,ỦY BAN NHÂN DÂN / PHƯỜNG HAI,UBND,Phường Hai,TM. ỦY BAN NHÂN DÂN,CHỦ TỊCH,Lê Hai
K,Huyện Khác,huyen,,,,,,,,
CSV
import linh_vuc linh_vuc.csv <<'CSV'
ma,ten
DD,Đất đai
HT,Hộ tịch
CSV
import tthc tthc.csv <<'CSV'
ma,ten,linh_vuc,cap
T1,Đăng ký đất đai,DD,xa
T2,Đăng ký khai sinh,HT,xa
CSV
import ho_so ho_so.csv <<'CSV'
ma,don_vi,tthc,ngay_tiep_nhan,ngay_hen_tra,ngay_ket_thuc
A1,P1,T1,2021-05-01,2021-07-01,
A2,P1,T1,2021-05-02,2021-07-01,
A3,P2,T1,2021-05-04,2021-07-01,
A4,P2,T1,2021-05-04,2021-07-01,
A5,P2,T1,2021-05-05,2021-07-01,
A6,P2,T2,2021-06-01,2021-07-01,
B1,P1,T1,2021-05-10,2021-06-20,2021-06-12
B3,K,T1,2021-05-03,2021-07-03,
C1,P1,T2,2021-04-02,2021-04-05,2021-04-05
C2,P1,T2,2021-04-03,2021-04-06,2021-04-10
C3,P2,T2,2021-04-04,2021-04-09,2021-04-04
C4,P2,T2,2021-07-04,2021-07-09,2021-07-06
CSV
import pham_vi pham_vi.csv <<'CSV'
bang,don_vi,tu_ngay,den_ngay
ho_so,Q,2020-01-01,2022-12-14
kiem_tra,Q,2020-01-01,2022-12-14
nhiem_vu,Q,2020-01-01,2022-12-14
CSV
