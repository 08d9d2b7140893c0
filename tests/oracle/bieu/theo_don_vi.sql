-- Dossiers and inspections by unit: units in force with nobody below them, and whoever has rows. A unit that is not loaded
-- has no figures and is in no sum.
CREATE TEMP TABLE bieu AS
WITH dong(goc, bac, k1, k2) AS (
    SELECT goc, 2, cap, ma FROM liet_ke WHERE muc = 'ho_so' AND luc = 'nay'
    UNION SELECT goc, 1, cap, '' FROM liet_ke WHERE muc = 'ho_so' AND luc = 'nay'
    UNION SELECT goc, 2, cap, don_vi FROM hs_bieu
    UNION SELECT goc, 1, cap, '' FROM hs_bieu
    UNION SELECT goc, 2, cap, don_vi FROM kt_bieu
    UNION SELECT goc, 1, cap, '' FROM kt_bieu
    UNION SELECT ma, 3, '', '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.bac, d.k1, d.k2,
           count(*) FILTER (WHERE tiep_nhan) AS nhan,
           count(*) FILTER (WHERE giai_quyet) AS da_giai_quyet,
           count(*) FILTER (WHERE truoc_han) AS truoc_han,
           count(*) FILTER (WHERE dung_han) AS dung_han,
           count(*) FILTER (WHERE qua_han) AS tre,
           count(*) FILTER (WHERE dang) AS con,
           count(*) FILTER (WHERE dang_trong_han) AS con_han,
           count(*) FILTER (WHERE dang_qua_han) AS het_han,
           count(*) FILTER (WHERE xong AND khong_tiep) AS khong_tiep
      FROM dong d LEFT JOIN hs_bieu h ON h.goc = d.goc AND d.k1 IN ('', h.cap) AND d.k2 IN ('', h.don_vi)
     GROUP BY d.goc, d.bac, d.k1, d.k2
)
SELECT m.goc,
       CASE bac WHEN 3 THEN '/tong' WHEN 1 THEN '/cap=' || k1 ELSE '/cap=' || k1 || '/don_vi=' || k2 END AS khoa,
       CASE WHEN bac = 2 THEN NOT n.du ELSE ifnull(t.thieu, 0) END AS thieu,
       nhan AS c3, da_giai_quyet AS c4, truoc_han AS c5, dung_han AS c6, tre AS c7, con AS c8, con_han AS c9, het_han AS c10,
       da_giai_quyet AS c11_tu, nhan AS c11_mau, truoc_han + dung_han AS c12_tu, da_giai_quyet AS c12_mau,
       CASE WHEN y.kiem_tra THEN (SELECT count(*) FROM kt_bieu k
                                   WHERE k.goc = m.goc AND m.k1 IN ('', k.cap) AND m.k2 IN ('', k.don_vi))
            ELSE 'an' END AS c13,
       CASE WHEN bac = 2 THEN NOT nk.du ELSE ifnull(tk.thieu, 0) END AS c13_thieu,
       CASE WHEN y.rieng THEN khong_tiep ELSE 'an' END AS c14
  FROM dem m
  JOIN co_duoi USING (goc)
  CROSS JOIN yeu_cau y
  LEFT JOIN bieu_nap n ON n.goc = m.goc AND n.don_vi = m.k2 AND n.bang = 'ho_so' AND n.luc = 'nay'
  LEFT JOIN bieu_nap nk ON nk.goc = m.goc AND nk.don_vi = m.k2 AND nk.bang = 'kiem_tra' AND nk.luc = 'nay'
  LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = m.goc AND t.cap = m.k1
  LEFT JOIN nhom_thieu tk ON tk.bang = 'kiem_tra' AND tk.goc = m.goc AND tk.cap = m.k1
  LEFT JOIN xep_cap xc ON xc.ma = m.k1
  LEFT JOIN xep_don_vi xd ON xd.ma = m.k2
 ORDER BY m.goc, bac = 3, xc.hang, bac, xd.hang;
