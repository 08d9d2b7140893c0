-- Inspections of a period, one line each: ?1 first day, ?2 cut-off.
SELECT k.don_vi, u.cap,
       CASE WHEN k.loai IN ('cchc', 'cong_vu', 'noi_vu', 'quy_tac_ung_xu', 'khac') THEN k.loai ELSE '' END,
       CASE WHEN k.hinh_thuc IN ('dinh_ky', 'dot_xuat', 'tu_kiem_tra') THEN k.hinh_thuc ELSE '' END,
       ifnull(k.ngay_xu_ly_xong = date(k.ngay_xu_ly_xong, '+0 days') AND k.ngay_xu_ly_xong BETWEEN '1900' AND '2201' AND k.ngay_xu_ly_xong <= ?2, 0),
       ifnull(k.so_van_de, 0), ifnull(k.so_da_xu_ly, 0), k.ma, 1
  FROM kiem_tra k
  JOIN don_vi u ON u.ma = k.don_vi
 WHERE k.ngay = date(k.ngay, '+0 days') AND k.ngay BETWEEN '1900' AND '2201' AND k.ngay BETWEEN ?1 AND ?2
