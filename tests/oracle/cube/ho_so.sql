-- Every dossier of a period by all its dimensions, as the table of counting rules says it: one line a cell.
-- date(x) alone gives 2019-02-29 back unchanged before SQLite 3.42; with a modifier every version makes it 2019-03-01.
-- ?1 first day, ?2 cut-off, ?3 = 1 when returned, withdrawn and stopped dossiers are shown apart.
WITH doc_duoc AS (
    -- known unit and procedure, every date a real day, not ended before it was received
    SELECT h.don_vi, u.cap, t.linh_vuc, h.tthc, t.muc_do, h.kenh, h.ket_qua, h.nguyen_nhan,
           h.nop_tai_nha, h.tra_buu_chinh,
           h.ngay_tiep_nhan AS r, h.ngay_hen_tra AS h, h.ngay_ket_thuc AS e,
           h.ngay_yeu_cau_bo_sung AS yeu_cau, h.ngay_bo_sung AS bo_sung
      FROM ho_so h
      JOIN don_vi u ON u.ma = h.don_vi
      JOIN tthc t ON t.ma = h.tthc
     WHERE h.ngay_tiep_nhan = date(h.ngay_tiep_nhan, '+0 days') AND h.ngay_tiep_nhan BETWEEN '1900' AND '2201'
       AND (h.ngay_hen_tra IS NULL OR ifnull(h.ngay_hen_tra = date(h.ngay_hen_tra, '+0 days') AND h.ngay_hen_tra BETWEEN '1900' AND '2201', 0))
       AND (h.ngay_ket_thuc IS NULL OR ifnull(h.ngay_ket_thuc = date(h.ngay_ket_thuc, '+0 days') AND h.ngay_ket_thuc BETWEEN '1900' AND '2201', 0))
       AND (h.ngay_yeu_cau_bo_sung IS NULL OR ifnull(h.ngay_yeu_cau_bo_sung = date(h.ngay_yeu_cau_bo_sung, '+0 days') AND h.ngay_yeu_cau_bo_sung BETWEEN '1900' AND '2201', 0))
       AND (h.ngay_bo_sung IS NULL OR ifnull(h.ngay_bo_sung = date(h.ngay_bo_sung, '+0 days') AND h.ngay_bo_sung BETWEEN '1900' AND '2201', 0))
       AND NOT ifnull(h.ngay_ket_thuc < h.ngay_tiep_nhan, 0)
),
trong_pham_vi AS (
    SELECT *,
           e IS NOT NULL AND e BETWEEN ?1 AND ?2 AS da_xong,
           ifnull(yeu_cau <= ?2 AND (bo_sung IS NULL OR bo_sung > ?2), 0) AS cho
      FROM doc_duoc
     WHERE (r < ?1 AND (e IS NULL OR e >= ?1)) -- (6)
        OR r BETWEEN ?1 AND ?2                 -- (4), (5)
)
SELECT don_vi,
       cap,
       linh_vuc,
       tthc,
       ifnull(muc_do, ''),
       CASE WHEN kenh IN ('truc_tuyen', 'buu_chinh', 'truc_tiep') THEN kenh WHEN kenh = '' THEN 'truc_tiep' ELSE '' END,
       CASE WHEN r < ?1 THEN 'ky_truoc' ELSE 'trong_ky' END,
       CASE
           WHEN NOT da_xong AND h < ?2 AND NOT cho THEN 'dang_qua_han'                  -- (13)
           WHEN NOT da_xong THEN 'dang_trong_han'                                       -- (12)
           WHEN ket_qua IN ('tra_lai', 'rut', 'dung') AND ?3 = 1 THEN ket_qua
           WHEN ket_qua IN ('tra_lai', 'rut', 'dung') THEN 'dung_han'
           WHEN h IS NULL OR e = h THEN 'dung_han'                                      -- (9)
           WHEN e < h THEN 'truoc_han'                                                  -- (8)
           WHEN e > h THEN 'qua_han'                                                    -- (10)
       END,
       CASE
           WHEN NOT da_xong THEN ''
           WHEN ket_qua IN ('tra_lai', 'rut', 'dung', 'tu_choi') THEN ket_qua
           ELSE 'cap_ket_qua'
       END,
       CASE WHEN da_xong THEN ifnull(e > h, 0) ELSE ifnull(h < ?2, 0) END,
       h IS NOT NULL,
       CASE WHEN da_xong THEN 0 ELSE cho END,
       ifnull(nop_tai_nha, 0),
       ifnull(tra_buu_chinh, 0),
       replace(replace(replace(replace(ifnull(nguyen_nhan, ''), '\', '\\'), char(9), '\t'), char(10), '\n'), char(13), '\r'),
       count(*)
  FROM trong_pham_vi
 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
