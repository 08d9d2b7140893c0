-- Chart: inspections by what was inspected, beside the year before where that was loaded; kinds without any are left out.
CREATE TEMP TABLE bieu AS
WITH v AS (
    SELECT 1 AS nhom, goc, luc, du, kt_cuoc AS v FROM so_kiem_tra WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 2, goc, luc, du, kt_cuoc_cchc FROM so_kiem_tra WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 3, goc, luc, du, kt_cuoc_cong_vu FROM so_kiem_tra WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 4, goc, luc, du, kt_cuoc_noi_vu FROM so_kiem_tra WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 5, goc, luc, du, kt_cuoc_quy_tac_ung_xu FROM so_kiem_tra WHERE cap = '' AND linh_vuc = ''
    UNION ALL SELECT 6, goc, luc, du, kt_cuoc_khac FROM so_kiem_tra WHERE cap = '' AND linh_vuc = ''
)
SELECT n.goc, '/nhom=' || n.nhom AS khoa, 0 AS thieu,
       CASE WHEN t.du THEN t.v ELSE 'an' END AS c1,
       n.v AS c2, NOT n.du AS c2_thieu
  FROM v n JOIN v t ON t.goc = n.goc AND t.nhom = n.nhom AND t.luc = 'cung_ky'
 WHERE n.luc = 'nay'
   AND (n.nhom = 1 OR NOT n.du OR n.v > 0 OR t.du AND t.v > 0)
   AND EXISTS (SELECT 1 FROM v k WHERE k.goc = n.goc AND k.du AND k.v > 0)
 ORDER BY n.goc, n.nhom;
