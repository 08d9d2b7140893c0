-- Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP: levels, their fields, and all. Each column from its own rule, so that
-- the identities between them are not taken for granted.
CREATE TEMP TABLE bieu AS
WITH dong(goc, bac, k1, k2) AS (
    SELECT DISTINCT goc, 2, cap, linh_vuc FROM hs_bieu
    UNION SELECT goc, 1, cap, '' FROM hs_bieu
    UNION SELECT ma, 3, '', '' FROM don_vi
)
SELECT d.goc,
       CASE bac WHEN 3 THEN '/tong' WHEN 1 THEN '/cap=' || k1 ELSE '/cap=' || k1 || '/linh_vuc=' || k2 END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       count(*) FILTER (WHERE tiep_nhan) AS c3,
       count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen') AS c4,
       count(*) FILTER (WHERE trong_ky AND kenh <> 'truc_tuyen') AS c5,
       count(*) FILTER (WHERE ky_truoc) AS c6,
       count(*) FILTER (WHERE giai_quyet) AS c7,
       count(*) FILTER (WHERE truoc_han) AS c8,
       count(*) FILTER (WHERE dung_han) AS c9,
       count(*) FILTER (WHERE qua_han) AS c10,
       count(*) FILTER (WHERE dang) AS c11,
       count(*) FILTER (WHERE dang_trong_han) AS c12,
       count(*) FILTER (WHERE dang_qua_han) AS c13,
       CASE WHEN y.rieng THEN count(*) FILTER (WHERE xong AND ket_qua = 'tra_lai') ELSE 'an' END AS c14,
       CASE WHEN y.rieng THEN count(*) FILTER (WHERE xong AND ket_qua = 'rut') ELSE 'an' END AS c15,
       CASE WHEN y.rieng THEN count(*) FILTER (WHERE xong AND ket_qua = 'dung') ELSE 'an' END AS c16
  FROM dong d
  CROSS JOIN yeu_cau y
  LEFT JOIN hs_bieu h ON h.goc = d.goc AND d.k1 IN ('', h.cap) AND d.k2 IN ('', h.linh_vuc)
  LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = d.goc AND t.cap = d.k1
  LEFT JOIN xep_cap xc ON xc.ma = d.k1
  LEFT JOIN xep_linh_vuc xl ON xl.ma = d.k2
 GROUP BY d.goc, d.bac, d.k1, d.k2
 ORDER BY d.goc, d.bac = 3, xc.hang, d.bac, xl.hang;
