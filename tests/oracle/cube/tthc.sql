-- Procedures in force on the cut-off ?2.
SELECT '', ifnull(cap, ''), linh_vuc, ma, ifnull(muc_do, ''), ifnull(mot_cua, 0), ifnull(lien_thong, 0),
       ifnull(quy_trinh_noi_bo, 0), 1
  FROM tthc
 WHERE ifnull(hieu_luc_tu <= ?2, 1) AND ifnull(hieu_luc_den >= ?2, 1)
