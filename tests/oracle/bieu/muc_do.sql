-- Dossiers by how far their procedure is online. Only rows with something to show.
CREATE TEMP TABLE bieu AS
WITH dong(goc, tong, muc_do) AS (
    SELECT DISTINCT goc, 0, muc_do FROM hs_bieu WHERE trong_ky OR giai_quyet OR dang
    UNION SELECT ma, 1, '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.tong, d.muc_do,
           count(*) FILTER (WHERE trong_ky) AS nhan_trong_ky,
           count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen') AS truc_tuyen,
           count(*) FILTER (WHERE giai_quyet) AS da_giai_quyet,
           count(*) FILTER (WHERE truoc_han OR dung_han) AS kip,
           count(*) FILTER (WHERE qua_han) AS tre,
           count(*) FILTER (WHERE dang) AS con
      FROM dong d LEFT JOIN hs_bieu h ON h.goc = d.goc AND (d.tong OR h.muc_do = d.muc_do)
     GROUP BY d.goc, d.tong, d.muc_do
)
SELECT m.goc,
       CASE WHEN tong THEN '/tong' ELSE '/muc_do=' || muc_do END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       nhan_trong_ky AS c2, truc_tuyen AS c3, da_giai_quyet AS c4, kip AS c5, tre AS c6, con AS c7,
       truc_tuyen AS c8_tu, nhan_trong_ky AS c8_mau, kip AS c9_tu, da_giai_quyet AS c9_mau
  FROM dem m LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = m.goc AND t.cap = ''
 ORDER BY m.goc, tong, CASE muc_do WHEN 'toan_trinh' THEN 1 WHEN 'mot_phan' THEN 2 WHEN 'muc_3' THEN 3 WHEN 'muc_4' THEN 4
                                   WHEN 'khac' THEN 5 ELSE 6 END;
