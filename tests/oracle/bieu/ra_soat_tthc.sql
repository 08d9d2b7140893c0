-- The review of procedures (plan ra_soat_tthc) by level.
CREATE TEMP TABLE bieu AS
WITH dong(goc, tong, cap) AS (
    SELECT DISTINCT goc, 0, cap FROM nv_bieu WHERE ke_hoach = 'ra_soat_tthc'
    UNION SELECT ma, 1, '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.tong, d.cap, count(v.ma) AS tat_ca,
           count(*) FILTER (WHERE xong) AS xong,
           count(*) FILTER (WHERE dang) AS dang,
           count(*) FILTER (WHERE chua) AS chua
      FROM dong d LEFT JOIN nv_bieu v ON v.goc = d.goc AND v.ke_hoach = 'ra_soat_tthc' AND d.cap IN ('', v.cap)
     GROUP BY d.goc, d.tong, d.cap
)
SELECT m.goc,
       CASE WHEN tong THEN '/tong' ELSE '/cap=' || m.cap END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       tat_ca AS c2, xong AS c3, dang AS c4, chua AS c5,
       xong AS c6_tu, tat_ca AS c6_mau, dang AS c7_tu, tat_ca AS c7_mau
  FROM dem m
  LEFT JOIN xep_cap x ON x.ma = m.cap
  LEFT JOIN nhom_thieu t ON t.bang = 'nhiem_vu' AND t.goc = m.goc AND t.cap = m.cap
 ORDER BY m.goc, tong, x.hang;
