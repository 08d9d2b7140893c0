-- Inspections of each section: known unit, a real day inside.
CREATE TEMP TABLE kt AS
SELECT k.luc, t.ma, t.don_vi, u.cap, 
       CASE WHEN t.loai IN ('cchc', 'cong_vu', 'noi_vu', 'quy_tac_ung_xu', 'khac') THEN t.loai ELSE '' END AS loai, -- others: none
       t.hinh_thuc, ifnull(t.so_van_de, 0) AS van_de,
       ifnull(t.ngay_xu_ly_xong = date(t.ngay_xu_ly_xong, '+0 days') AND t.ngay_xu_ly_xong BETWEEN '1900' AND '2201' AND t.ngay_xu_ly_xong <= k.den, 0) AS xong
  FROM kiem_tra t
  JOIN don_vi u ON u.ma = t.don_vi
  JOIN ky k ON k.muc = 'kiem_tra' AND t.ngay BETWEEN k.tu AND k.den
 WHERE t.ngay = date(t.ngay, '+0 days') AND t.ngay BETWEEN '1900' AND '2201';

-- Tasks as of the cut-off of their section; a date that is none is taken for absent.
CREATE TEMP TABLE nv AS
WITH n AS (
    SELECT t.ma, t.don_vi, u.cap, t.ke_hoach, t.nguon, t.noi_dung,
           CASE WHEN t.ngay_hoan_thanh = date(t.ngay_hoan_thanh, '+0 days') AND t.ngay_hoan_thanh BETWEEN '1900' AND '2201' THEN t.ngay_hoan_thanh END AS xong_ngay,
           CASE WHEN t.ngay_bat_dau = date(t.ngay_bat_dau, '+0 days') AND t.ngay_bat_dau BETWEEN '1900' AND '2201' THEN t.ngay_bat_dau END AS bat_dau,
           CASE WHEN t.han = date(t.han, '+0 days') AND t.han BETWEEN '1900' AND '2201' THEN t.han END AS han
      FROM nhiem_vu t JOIN don_vi u ON u.ma = t.don_vi
)
SELECT k.luc, k.den, n.*,
       ifnull(xong_ngay <= k.den, 0) AS xong,
       ifnull(xong_ngay <= k.den AND xong_ngay <= han, 0) AS xong_dung_han,
       ifnull(xong_ngay <= k.den AND xong_ngay > han, 0) AS xong_qua_han,
       ifnull(xong_ngay <= k.den, 0) AND han IS NULL AS xong_khong_han,
       NOT ifnull(xong_ngay <= k.den, 0) AND ifnull(bat_dau <= k.den, 0) AS dang,
       NOT ifnull(xong_ngay <= k.den, 0) AND NOT ifnull(bat_dau <= k.den, 0) AS chua,
       NOT ifnull(xong_ngay <= k.den, 0) AND ifnull(han < k.den, 0) AS chua_xong_qua_han,
       NOT ifnull(xong_ngay <= k.den, 0) AND NOT ifnull(han < k.den, 0) AS chua_xong_trong_han
  FROM n JOIN ky k ON k.muc = 'nhiem_vu';
