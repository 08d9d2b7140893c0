INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu, co_quan_chu_quan, ten_co_quan, ky_hieu, dia_danh, quyen_han_ky, chuc_vu_ky, nguoi_ky)
VALUES
 ('QT', 'Quận Thử Nghiệm', 'huyen', NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 ('TP', 'Phòng Tư pháp', 'huyen', 'QT', 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 ('QLDT', 'Phòng Quản lý đô thị', 'huyen', 'QT', 3, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 ('P01', 'Phường Một Lòng', 'xa', 'QT', 4, 'UBND QUẬN THỬ NGHIỆM', 'ỦY BAN NHÂN DÂN / PHƯỜNG MỘT LÒNG', 'UBND',
  'Một Lòng', 'TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH', 'Trần Văn Một'),
 ('P02', 'Phường Hai Bà', 'xa', 'QT', 5, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO linh_vuc (ma, ten, thu_tu) VALUES ('HT', 'Hộ tịch', 1), ('DD', 'Đất đai', 2), ('XD', 'Xây dựng', 3);
INSERT INTO tthc (ma, ten, linh_vuc, cap, muc_do) VALUES
 ('HT1', 'Đăng ký khai sinh', 'HT', 'xa', 'muc_3'), ('HT2', 'Cấp bản sao trích lục', 'HT', 'xa', 'muc_4'),
 ('DD1', 'Cấp giấy chứng nhận', 'DD', 'huyen', 'khac'), ('XD1', 'Cấp giấy phép xây dựng', 'XD', 'huyen', 'muc_3');
