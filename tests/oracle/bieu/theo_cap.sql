-- Dossiers by level: those that have a unit in force, or dossiers.
CREATE TEMP TABLE bieu AS
WITH dong(goc, tong, cap) AS (
    SELECT goc, 0, cap FROM liet_ke WHERE muc = 'ho_so' AND luc = 'nay'
    UNION SELECT goc, 0, cap FROM hs_bieu
    UNION SELECT ma, 1, '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.tong, d.cap,
           count(*) FILTER (WHERE tiep_nhan) AS nhan,
           count(*) FILTER (WHERE giai_quyet) AS da_giai_quyet,
           count(*) FILTER (WHERE truoc_han OR dung_han) AS kip,
           count(*) FILTER (WHERE qua_han) AS tre,
           count(*) FILTER (WHERE dang) AS con
      FROM dong d LEFT JOIN hs_bieu h ON h.goc = d.goc AND d.cap IN ('', h.cap)
     GROUP BY d.goc, d.tong, d.cap
)
SELECT m.goc,
       CASE WHEN tong THEN '/tong' ELSE '/cap=' || m.cap END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       nhan AS c2, da_giai_quyet AS c3, kip AS c4, tre AS c5, con AS c6,
       da_giai_quyet AS c7_tu, nhan AS c7_mau, kip AS c8_tu, da_giai_quyet AS c8_mau
  FROM dem m
  JOIN co_duoi USING (goc)
  LEFT JOIN xep_cap x ON x.ma = m.cap
  LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = m.goc AND t.cap = m.cap
 ORDER BY m.goc, tong, x.hang;
