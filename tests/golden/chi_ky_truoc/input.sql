-- A quarter in which nothing new came in and all that was solved is late; returned dossiers are counted apart.
INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, ket_qua) VALUES
 ('01', 'P01', 'HT1', '2018-05-05', '2018-05-08', '2018-07-07', NULL),
 ('02', 'P01', 'HT1', '2018-05-05', '2018-05-08', '2018-07-08', 'tra_lai'),
 ('03', 'P02', 'HT1', '2018-05-05', '2018-12-08', NULL, NULL);
INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('ho_so', 'QT', '2016-01-01', '2018-12-31');
