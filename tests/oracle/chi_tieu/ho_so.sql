-- Dossiers: one row per unit, level, field and year; the columns are the figures, by name.
CREATE TEMP TABLE so_ho_so AS
SELECT n.goc, n.cap, n.linh_vuc, n.luc, n.du,
       -- received: biểu II.06a, (3) to (6)
       count(*) FILTER (WHERE tiep_nhan) AS hs_tiep_nhan_tong,
       count(*) FILTER (WHERE ky_truoc) AS hs_ky_truoc,
       count(*) FILTER (WHERE trong_ky) AS hs_trong_ky,
       count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen') AS hs_truc_tuyen,
       count(*) FILTER (WHERE trong_ky AND kenh <> 'truc_tuyen') AS hs_khong_truc_tuyen,
       count(*) FILTER (WHERE trong_ky AND kenh NOT IN ('truc_tuyen', 'buu_chinh')) AS hs_truc_tiep,
       count(*) FILTER (WHERE trong_ky AND kenh = 'buu_chinh') AS hs_buu_chinh,
       count(*) FILTER (WHERE trong_ky AND tai_nha) AS hs_nop_tai_nha,
       -- online: Quyết định 766/QĐ-TTg
       count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen' AND muc_do = 'toan_trinh') AS hs_tt_toan_trinh,
       count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen' AND muc_do = 'mot_phan') AS hs_tt_mot_phan,
       count(*) FILTER (WHERE trong_ky AND muc_do = 'toan_trinh') AS hs_toan_trinh,
       -- online until 2022: Nghị định 43/2011/NĐ-CP
       count(*) FILTER (WHERE trong_ky AND muc_do = 'muc_3') AS hs_muc_3,
       count(*) FILTER (WHERE trong_ky AND muc_do = 'muc_3' AND kenh = 'truc_tuyen') AS hs_muc_3_truc_tuyen,
       count(*) FILTER (WHERE trong_ky AND muc_do = 'muc_3' AND tai_nha) AS hs_muc_3_tai_nha,
       -- resolved: (7) to (10)
       count(*) FILTER (WHERE giai_quyet) AS hs_giai_quyet,
       count(*) FILTER (WHERE truoc_han) AS hs_truoc_han,
       count(*) FILTER (WHERE dung_han) AS hs_dung_han,
       count(*) FILTER (WHERE truoc_han OR dung_han) AS hs_truoc_dung_han,
       count(*) FILTER (WHERE qua_han) AS hs_qua_han,
       count(*) FILTER (WHERE dung_han AND h IS NULL) AS hs_khong_han_tra,
       -- not pursued, whether shown apart or in (9)
       count(*) FILTER (WHERE xong AND ket_qua = 'tra_lai') AS hs_tra_lai,
       count(*) FILTER (WHERE xong AND ket_qua = 'rut') AS hs_rut,
       count(*) FILTER (WHERE xong AND ket_qua = 'dung') AS hs_dung_giai_quyet,
       count(*) FILTER (WHERE xong AND ket_qua = 'tu_choi') AS hs_tu_choi,
       count(*) FILTER (WHERE xong AND khong_tiep) AS hs_tra_lai_rut,
       count(*) FILTER (WHERE xong AND khong_tiep AND sau) AS hs_tra_lai_rut_sau_han,
       count(*) FILTER (WHERE xong AND tra_buu_chinh) AS hs_tra_buu_chinh,
       -- under way on the cut-off: (11) to (13)
       count(*) FILTER (WHERE dang) AS hs_dang,
       count(*) FILTER (WHERE dang_trong_han) AS hs_dang_trong_han,
       count(*) FILTER (WHERE dang_qua_han) AS hs_dang_qua_han,
       count(*) FILTER (WHERE dang AND cho) AS hs_dang_bo_sung,
       count(*) FILTER (WHERE qua_han OR dang_qua_han) AS hs_qua_han_tong,
       count(*) FILTER (WHERE (qua_han OR dang_qua_han) AND nguyen_nhan = '') AS hs_qua_han_khong_nguyen_nhan,
       -- each unit and procedure once
       count(DISTINCT h.don_vi) AS dv_phat_sinh,
       count(DISTINCT h.don_vi) FILTER (WHERE giai_quyet) AS dv_giai_quyet,
       count(DISTINCT h.don_vi) FILTER (WHERE qua_han) AS dv_co_qua_han,
       count(DISTINCT tthc) FILTER (WHERE trong_ky) AS tthc_phat_sinh,
       count(DISTINCT tthc) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen') AS tthc_tt_phat_sinh
  FROM nap n
  JOIN duoi d ON d.goc = n.goc
  LEFT JOIN hs_ky h ON h.don_vi = d.ma AND h.muc = n.muc AND h.luc = n.luc
                   AND n.cap IN ('', h.cap) AND n.linh_vuc IN ('', h.linh_vuc)
 WHERE n.muc = 'ho_so'
 GROUP BY n.goc, n.cap, n.linh_vuc, n.luc;
