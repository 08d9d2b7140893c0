-- Units in force on the cut-off of the report that have nobody below them who is.
CREATE TEMP TABLE so_don_vi AS
SELECT a.goc, a.cap, a.linh_vuc, k.luc, 1 AS du,
       count(u.ma) AS so_don_vi,
       count(*) FILTER (WHERE u.cap = 'tinh') AS so_don_vi_tinh,
       count(*) FILTER (WHERE u.cap = 'huyen') AS so_don_vi_huyen,
       count(*) FILTER (WHERE u.cap = 'xa') AS so_don_vi_xa
  FROM hoi_ai a
  JOIN duoi d ON d.goc = a.goc
  JOIN ky k ON k.muc = ''
  LEFT JOIN hieu_luc u ON u.ma = d.ma AND u.muc = '' AND u.luc = k.luc AND u.ngay_cuoi AND a.cap IN ('', u.cap)
                      AND NOT EXISTS (SELECT 1 FROM hieu_luc c
                                       WHERE c.ma_cha = u.ma AND c.muc = '' AND c.luc = k.luc AND c.ngay_cuoi)
 WHERE a.linh_vuc = ''
 GROUP BY a.goc, a.cap, k.luc;
