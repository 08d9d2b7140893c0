-- Names that would be markup if data were parsed.
UPDATE don_vi SET ten = 'Phường *Một* **Lòng** | <b>{{ky}}</b> _x_ `y` [z](w) & &amp; # \' WHERE ma = 'P01';
UPDATE don_vi SET ten = '1. Phường Hai Bà' WHERE ma = 'P02';
UPDATE linh_vuc SET ten = '- Hộ tịch | {{hs_dang}}' WHERE ma = 'HT';
INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc) VALUES
 ('01', 'P01', 'HT1', '2018-05-05', '2018-05-08', '2018-05-17'), ('02', 'P01', 'HT1', '2018-05-05', '2018-05-08', '2018-05-08'),
 ('03', 'P01', 'HT1', '2018-05-05', '2018-05-08', '2018-05-08'), ('04', 'P02', 'HT1', '2018-05-05', '2018-05-08', '2018-05-08');
INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('ho_so', 'QT', '2016-01-01', '2018-12-31');
