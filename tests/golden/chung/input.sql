-- (3) = 20: 2 carried over, 18 received; 15 solved (4 + 8 + 3), 5 open (3 + 2)
INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, ket_qua, nop_tai_nha, tra_buu_chinh)
VALUES
 ('01', 'TP', 'DD1', 'truc_tiep', '2017-12-01', '2018-01-05', '2018-01-10', 'cap_ket_qua', 0, 0),
 ('02', 'QLDT', 'XD1', 'truc_tiep', '2017-11-01', '2018-01-05', NULL, NULL, 0, 0),
 ('03', 'TP', 'DD1', 'truc_tiep', '2018-01-05', '2018-02-05', '2018-02-10', NULL, 0, 0),
 ('04', 'TP', 'DD1', 'truc_tiep', '2018-01-05', '2018-02-05', '2018-02-05', NULL, 0, 0),
 ('05', 'QLDT', 'XD1', 'truc_tuyen', '2018-03-05', '2018-04-05', '2018-04-07', NULL, 1, 0),
 ('06', 'QLDT', 'XD1', 'truc_tuyen', '2018-03-05', '2018-04-05', '2018-04-05', NULL, 0, 0),
 ('07', 'P01', 'HT1', 'truc_tuyen', '2018-05-05', '2018-05-08', '2018-05-07', NULL, 1, 1),
 ('08', 'P01', 'HT1', 'truc_tuyen', '2018-05-05', '2018-05-08', '2018-05-07', NULL, 1, 0),
 ('09', 'P01', 'HT1', 'truc_tiep', '2018-05-05', '2018-05-08', '2018-05-07', NULL, 0, 0),
 ('10', 'P01', 'HT1', 'truc_tiep', '2018-05-05', '2018-05-08', '2018-05-08', NULL, 0, 0),
 ('11', 'P01', 'HT1', 'buu_chinh', '2018-05-05', '2018-05-08', '2018-05-08', 'tra_lai', 0, 0),
 ('12', 'P02', 'HT1', 'truc_tiep', '2018-05-05', NULL, '2018-05-08', NULL, 0, 0),
 ('13', 'P02', 'HT1', 'truc_tiep', '2018-05-05', '2018-05-08', '2018-05-08', NULL, 0, 0),
 ('14', 'P02', 'HT2', 'truc_tuyen', '2018-08-05', '2018-08-08', '2018-08-08', NULL, 1, 0),
 ('15', 'P02', 'HT2', 'truc_tuyen', '2018-08-06', '2018-08-09', '2018-08-08', NULL, 1, 0),
 ('16', 'P02', 'HT1', 'truc_tiep', '2018-09-05', '2018-09-08', '2018-09-08', NULL, 0, 0),
 ('17', 'P02', 'HT1', 'truc_tiep', '2018-10-10', '2018-10-20', NULL, NULL, 0, 0),
 ('18', 'TP', 'DD1', 'truc_tiep', '2018-10-01', '2018-10-10', NULL, NULL, 0, 0),
 ('19', 'TP', 'DD1', 'truc_tiep', '2018-10-01', '2018-10-30', NULL, NULL, 0, 0),
 ('20', 'QLDT', 'XD1', 'truc_tiep', '2018-10-01', '2018-10-30', NULL, NULL, 0, 0),
 -- outside: ended before, received after
 ('21', 'TP', 'DD1', 'truc_tiep', '2017-10-01', '2017-10-30', '2017-10-29', NULL, 0, 0),
 ('22', 'TP', 'DD1', 'truc_tiep', '2018-10-15', '2018-10-30', NULL, NULL, 0, 0);
INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de, ngay_xu_ly_xong) VALUES
 ('K01', 'P01', 'cong_vu', 'dot_xuat', '2018-01-10', NULL, NULL), ('K02', 'P02', 'cong_vu', 'dot_xuat', '2018-02-10', 2, '2018-03-01'),
 ('K03', 'P01', 'noi_vu', 'dinh_ky', '2018-03-10', 3, NULL), ('K04', 'TP', 'quy_tac_ung_xu', 'dinh_ky', '2018-03-10', NULL, NULL),
 ('K05', 'P01', 'cong_vu', 'dot_xuat', '2017-03-10', NULL, NULL);
INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung, ngay_giao, ngay_bat_dau, han, ngay_hoan_thanh) VALUES
 ('N1', 'QT', 'KH2018', 'ke_hoach', 'Một', NULL, '2018-01-01', '2018-06-30', '2018-06-01'),
 ('N2', 'QT', 'KH2018', 'ke_hoach', 'Hai', NULL, '2018-01-01', '2018-06-30', NULL),
 ('N3', 'QT', 'KH2018', 'ke_hoach', 'Ba', NULL, '2018-11-01', '2018-12-30', NULL),
 ('N4', 'QT', 'TP2018', 'cap_tren', 'Bốn', '2018-01-01', '2018-01-01', '2018-06-30', '2018-06-01'),
 ('N5', 'QT', 'TP2018', 'cap_tren', 'Năm', '2018-01-01', '2018-01-01', '2018-06-30', '2018-07-01'),
 ('N6', 'QT', 'TP2018', 'cap_tren', 'Sáu', '2018-01-01', '2018-01-01', '2018-12-30', NULL);
INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri) VALUES
 ('vb_chi_dao', 'QT', '2017-12-15', '2018-10-14', '87'), ('vb_chi_dao', 'QT', '2016-12-15', '2017-10-14', '80'),
 ('tt_tai_lieu', 'QT', '2018-01-01', '2018-06-30', '1200'), ('tt_bang_niem_yet', 'QT', '2018-01-01', '2018-06-30', '300'),
 ('tdp_dien_tu', 'QT', '2018-01-01', '2018-06-30', '24'), ('tdp_dien_tu_phuong', 'QT', '2018-01-01', '2018-06-30', '1');
INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES
 ('ho_so', 'QT', '2017-12-15', '2018-10-14'), ('kiem_tra', 'QT', '2016-01-01', '2018-12-31'),
 ('nhiem_vu', 'QT', '2017-12-15', '2018-10-14');
