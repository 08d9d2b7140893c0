-- Chart: resolved dossiers, early, in time and late, beside the year before where that was loaded.
CREATE TEMP TABLE bieu AS
WITH v AS (
    SELECT 1 AS nhom, goc, luc, du, hs_giai_quyet AS v FROM so_ho_so WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 2, goc, luc, du, hs_truoc_han FROM so_ho_so WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 3, goc, luc, du, hs_dung_han FROM so_ho_so WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 4, goc, luc, du, hs_qua_han FROM so_ho_so WHERE cap = '' AND linh_vuc = ''
)
SELECT n.goc, '/nhom=' || n.nhom AS khoa, 0 AS thieu,
       CASE WHEN t.du THEN t.v ELSE 'an' END AS c1,
       n.v AS c2, NOT n.du AS c2_thieu
  FROM v n JOIN v t ON t.goc = n.goc AND t.nhom = n.nhom AND t.luc = 'cung_ky'
 WHERE n.luc = 'nay'
   AND EXISTS (SELECT 1 FROM v k WHERE k.goc = n.goc AND k.du AND k.v > 0)
 ORDER BY n.goc, n.nhom;
