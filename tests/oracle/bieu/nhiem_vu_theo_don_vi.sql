-- Tasks by unit, in their state on the cut-off.
CREATE TEMP TABLE bieu AS
WITH dong(goc, bac, k1, k2) AS (
    SELECT DISTINCT goc, 2, cap, don_vi FROM nv_bieu
    UNION SELECT goc, 1, cap, '' FROM nv_bieu
    UNION SELECT ma, 3, '', '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.bac, d.k1, d.k2, count(v.ma) AS tat_ca,
           count(*) FILTER (WHERE xong_dung_han) AS xong_dung_han,
           count(*) FILTER (WHERE xong_qua_han) AS xong_qua_han,
           count(*) FILTER (WHERE xong_khong_han) AS xong_khong_han,
           count(*) FILTER (WHERE xong) AS xong,
           count(*) FILTER (WHERE chua_xong_trong_han) AS con_han,
           count(*) FILTER (WHERE chua_xong_qua_han) AS het_han
      FROM dong d LEFT JOIN nv_bieu v ON v.goc = d.goc AND d.k1 IN ('', v.cap) AND d.k2 IN ('', v.don_vi)
     GROUP BY d.goc, d.bac, d.k1, d.k2
)
SELECT m.goc,
       CASE bac WHEN 3 THEN '/tong' WHEN 1 THEN '/cap=' || k1 ELSE '/cap=' || k1 || '/don_vi=' || k2 END AS khoa,
       CASE WHEN bac = 2 THEN NOT n.du ELSE ifnull(t.thieu, 0) END AS thieu,
       tat_ca AS c3, xong_dung_han AS c4, xong_qua_han AS c5, xong_khong_han AS c6, con_han AS c7, het_han AS c8,
       xong AS c9_tu, tat_ca AS c9_mau
  FROM dem m
  JOIN co_duoi USING (goc)
  LEFT JOIN bieu_nap n ON n.goc = m.goc AND n.don_vi = m.k2 AND n.bang = 'nhiem_vu' AND n.luc = 'nay'
  LEFT JOIN nhom_thieu t ON t.bang = 'nhiem_vu' AND t.goc = m.goc AND t.cap = m.k1
  LEFT JOIN xep_cap xc ON xc.ma = m.k1
  LEFT JOIN xep_don_vi xd ON xd.ma = m.k2
 ORDER BY m.goc, bac = 3, xc.hang, bac, xd.hang;
