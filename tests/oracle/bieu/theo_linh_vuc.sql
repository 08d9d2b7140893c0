-- Dossiers by field.
CREATE TEMP TABLE bieu AS
WITH dong(goc, tong, linh_vuc) AS (
    SELECT DISTINCT goc, 0, linh_vuc FROM hs_bieu
    UNION SELECT ma, 1, '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.tong, d.linh_vuc,
           count(*) FILTER (WHERE tiep_nhan) AS nhan,
           count(*) FILTER (WHERE giai_quyet) AS da_giai_quyet,
           count(*) FILTER (WHERE truoc_han OR dung_han) AS kip,
           count(*) FILTER (WHERE qua_han) AS tre,
           count(*) FILTER (WHERE dang_trong_han) AS con_han,
           count(*) FILTER (WHERE dang_qua_han) AS het_han
      FROM dong d LEFT JOIN hs_bieu h ON h.goc = d.goc AND (d.tong OR h.linh_vuc = d.linh_vuc)
     GROUP BY d.goc, d.tong, d.linh_vuc
)
SELECT m.goc,
       CASE WHEN tong THEN '/tong' ELSE '/linh_vuc=' || linh_vuc END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       nhan AS c3, da_giai_quyet AS c4, kip AS c5, tre AS c6, con_han AS c7, het_han AS c8,
       da_giai_quyet AS c9_tu, nhan AS c9_mau, kip AS c10_tu, da_giai_quyet AS c10_mau
  FROM dem m
  LEFT JOIN xep_linh_vuc x ON x.ma = m.linh_vuc
  LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = m.goc AND t.cap = ''
 ORDER BY m.goc, tong, x.hang;
