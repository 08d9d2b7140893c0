-- Data that leave something open, each in its own way; codes as nobody should write them.
INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, ket_qua)
VALUES
 ('=1+1', 'TP', 'DD1', 'truc_tiep', '2018-02-05', '2018-02-04', '2018-02-10', NULL),
 ('@SUM(A1)', 'TP', 'DD1', 'truc_tiep', '2018-02-05', '2018-02-04', NULL, NULL),
 ('-03', 'TP', 'DD1', 'truc_tiep', '2018-03-05', '2018-02-28', NULL, NULL),
 ('+04 ' || char(7) || '&<b>', 'TP', 'DD1', 'truc_tiep', '2018-03-05', '2018-03-28', '2018-03-04', NULL),
 ('05', 'P01', 'HT1', 'truc_tiep', '2018-05-05', '2018-05-08', '2018-05-09', 'tra_lai'),
 ('06', 'P01', 'HT1', 'truc_tiep', '2018-05-05', '2018-05-08', '2018-05-08', 'rut'),
 ('07', 'P01', 'HT1', 'truc_tiep', '2018-05-05', NULL, '2018-05-08', NULL),
 ('08', 'P01', 'HT1', 'truc_tiep', '2018-05-05', NULL, NULL, NULL),
 ('09', 'QLDT', 'XD1', 'truc_tiep', '2018-05-05', '2018-05-10', '2018-05-12', NULL),
 -- a year before: another report's matter
 ('10', 'QLDT', 'XD1', 'truc_tiep', '2017-05-05', '2017-05-04', '2017-05-12', NULL);
-- all on the due day, many of them on the last one
WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 1040)
INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc)
 SELECT 'P02-' || i, 'P02', 'HT1', '2018-10-01', CASE WHEN i > 1020 THEN '2018-10-12' ELSE '2018-10-02' END,
 CASE WHEN i > 1020 THEN '2018-10-12' ELSE '2018-10-02' END FROM n;
INSERT INTO nhap_lieu VALUES
 (1, 'ho_so', 'ho_so.csv', '0000000000000000000000000000000000000000000000000000000000000001', '2018-10-15', 60, 51, 0, 0, 9),
 (2, 'ho_so', 'ho_so.csv.loi.csv', '0000000000000000000000000000000000000000000000000000000000000002', '2018-10-15', 9, 5, 0, 0, 4),
 (3, 'nhiem_vu', 'nhiem_vu.csv', '0000000000000000000000000000000000000000000000000000000000000003', '2018-10-15', 1, 0, 0, 0, 1);
INSERT INTO nhap_lieu_tu_choi VALUES (1, 'TP', 'ngay_tiep_nhan', 'ngay_sai', 9), (2, 'TP', 'ngay_tiep_nhan', 'ngay_sai', 3),
 (2, NULL, 'don_vi', 'khong_co_ma', 1), (3, 'QT', '*', 'sai_so_o', 1);
INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('ho_so', 'QT', '2016-12-15', '2018-10-14'),
 ('kiem_tra', 'QT', '2016-01-01', '2018-12-31');
