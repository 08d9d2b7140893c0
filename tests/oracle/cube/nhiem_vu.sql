-- Tasks as of the cut-off ?2, one line each; a date that is none is taken for absent.
WITH n AS (
    SELECT ma, don_vi, ke_hoach, nguon,
           CASE WHEN ngay_hoan_thanh = date(ngay_hoan_thanh, '+0 days') AND ngay_hoan_thanh BETWEEN '1900' AND '2201' THEN ngay_hoan_thanh END AS xong,
           CASE WHEN ngay_bat_dau = date(ngay_bat_dau, '+0 days') AND ngay_bat_dau BETWEEN '1900' AND '2201' THEN ngay_bat_dau END AS bat_dau,
           CASE WHEN han = date(han, '+0 days') AND han BETWEEN '1900' AND '2201' THEN han END AS han
      FROM nhiem_vu
)
SELECT n.don_vi, u.cap, n.ke_hoach,
       CASE WHEN n.nguon IN ('ke_hoach', 'cap_tren') THEN n.nguon ELSE '' END,
       CASE
           WHEN xong <= ?2 AND xong <= han THEN 'xong_dung_han'
           WHEN xong <= ?2 AND xong > han THEN 'xong_qua_han'
           WHEN xong <= ?2 THEN 'xong_khong_han'
           WHEN bat_dau <= ?2 THEN 'dang'
           ELSE 'chua_bat_dau'
       END,
       CASE WHEN xong <= ?2 THEN ifnull(xong > han, 0) ELSE ifnull(han < ?2, 0) END, n.ma, 1
  FROM n
  JOIN don_vi u ON u.ma = n.don_vi
