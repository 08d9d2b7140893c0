-- Dossiers received in the period by how they came in, unit by unit.
CREATE TEMP TABLE bieu AS
WITH dong(goc, bac, k1, k2) AS (
    SELECT goc, 2, cap, ma FROM liet_ke WHERE muc = 'ho_so' AND luc = 'nay'
    UNION SELECT goc, 1, cap, '' FROM liet_ke WHERE muc = 'ho_so' AND luc = 'nay'
    UNION SELECT goc, 2, cap, don_vi FROM hs_bieu WHERE trong_ky
    UNION SELECT goc, 1, cap, '' FROM hs_bieu WHERE trong_ky
    UNION SELECT ma, 3, '', '' FROM don_vi
),
dem AS (
    SELECT d.goc, d.bac, d.k1, d.k2,
           count(*) FILTER (WHERE trong_ky) AS nhan,
           count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen') AS truc_tuyen,
           count(*) FILTER (WHERE trong_ky AND kenh NOT IN ('truc_tuyen', 'buu_chinh')) AS truc_tiep,
           count(*) FILTER (WHERE trong_ky AND kenh = 'buu_chinh') AS buu_chinh
      FROM dong d LEFT JOIN hs_bieu h ON h.goc = d.goc AND d.k1 IN ('', h.cap) AND d.k2 IN ('', h.don_vi)
     GROUP BY d.goc, d.bac, d.k1, d.k2
)
SELECT m.goc,
       CASE bac WHEN 3 THEN '/tong' WHEN 1 THEN '/cap=' || k1 ELSE '/cap=' || k1 || '/don_vi=' || k2 END AS khoa,
       CASE WHEN bac = 2 THEN NOT n.du ELSE ifnull(t.thieu, 0) END AS thieu,
       nhan AS c3, truc_tuyen AS c4, truc_tiep AS c5, buu_chinh AS c6, truc_tuyen AS c7_tu, nhan AS c7_mau
  FROM dem m
  JOIN co_duoi USING (goc)
  LEFT JOIN bieu_nap n ON n.goc = m.goc AND n.don_vi = m.k2 AND n.bang = 'ho_so' AND n.luc = 'nay'
  LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = m.goc AND t.cap = m.k1
  LEFT JOIN xep_cap xc ON xc.ma = m.k1
  LEFT JOIN xep_don_vi xd ON xd.ma = m.k2
 ORDER BY m.goc, bac = 3, xc.hang, bac, xd.hang;
