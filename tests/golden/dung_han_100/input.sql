-- Everything solved in time, everything online; the same number of inspections as the year before; all tasks done.
INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc) VALUES
 ('01', 'P01', 'HT1', 'truc_tuyen', '2018-05-05', '2018-05-08', '2018-05-07'),
 ('02', 'P01', 'HT1', 'truc_tuyen', '2018-05-05', '2018-05-08', '2018-05-08'),
 ('03', 'P02', 'HT1', 'truc_tuyen', '2018-05-05', '2018-05-08', '2018-05-08'),
 ('04', 'P02', 'HT1', 'truc_tuyen', '2017-05-05', '2017-05-08', '2017-05-08'),
 ('05', 'P02', 'HT1', 'truc_tuyen', '2017-05-05', '2017-05-08', '2017-05-08');
INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de, ngay_xu_ly_xong) VALUES
 ('K1', 'P01', 'cchc', 'dinh_ky', '2018-01-10', 2, '2018-02-01'), ('K2', 'P01', 'cchc', 'dinh_ky', '2017-01-10', NULL, NULL);
INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung, ngay_bat_dau, han, ngay_hoan_thanh) VALUES
 ('N1', 'QT', 'KH2018', 'ke_hoach', 'Một', '2018-01-01', '2018-06-30', '2018-06-01'),
 ('N4', 'QT', 'TP2018', 'cap_tren', 'Bốn', '2018-01-01', '2018-06-30', '2018-06-01');
INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri) VALUES ('vb_chi_dao', 'QT', '2018-01-01', '2018-06-30', '0');
INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES
 ('ho_so', 'QT', '2016-01-01', '2018-12-31'), ('kiem_tra', 'QT', '2016-01-01', '2018-12-31'),
 ('nhiem_vu', 'QT', '2016-01-01', '2018-12-31');
