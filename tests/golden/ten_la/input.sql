-- All tables are complete for both years and nothing happened.
INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES
 ('ho_so', 'QT', '2016-01-01', '2018-12-31'), ('kiem_tra', 'QT', '2016-01-01', '2018-12-31'),
 ('nhiem_vu', 'QT', '2016-01-01', '2018-12-31');
