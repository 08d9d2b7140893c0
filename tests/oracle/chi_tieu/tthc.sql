-- Procedures in force on the cut-off. They belong to no unit: every unit is told the same. A level is the procedure's own.
CREATE TEMP TABLE so_tthc AS
SELECT a.goc, a.cap, a.linh_vuc, k.luc, 1 AS du,
       count(t.ma) AS tthc_hieu_luc,
       count(*) FILTER (WHERE t.ma IS NOT NULL AND t.cap IS NULL) AS tthc_khong_ro_cap,
       count(*) FILTER (WHERE muc_do = 'toan_trinh') AS tthc_toan_trinh,
       count(*) FILTER (WHERE muc_do = 'mot_phan') AS tthc_mot_phan,
       count(*) FILTER (WHERE muc_do = 'muc_3') AS tthc_muc_3,
       count(*) FILTER (WHERE muc_do = 'muc_4') AS tthc_muc_4,
       count(*) FILTER (WHERE mot_cua = 1) AS tthc_qua_mot_cua,
       count(*) FILTER (WHERE lien_thong = 1) AS tthc_qua_lien_thong,
       count(*) FILTER (WHERE quy_trinh_noi_bo = 1) AS tthc_co_quy_trinh
  FROM hoi_ai a
  JOIN ky k ON k.muc = 'tthc'
  LEFT JOIN tthc t ON ifnull(t.hieu_luc_tu <= k.den, 1) AND ifnull(t.hieu_luc_den >= k.den, 1)
                  AND a.cap IN ('', t.cap) AND a.linh_vuc IN ('', t.linh_vuc)
 GROUP BY a.goc, a.cap, a.linh_vuc, k.luc;
