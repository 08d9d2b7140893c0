-- The columns of biểu II.06a by unit, each straight from its own rule, so that their identities are not taken for granted.
-- ?1 first day, ?2 cut-off, ?3 = 1 when returned, withdrawn and stopped dossiers are shown apart.
WITH doc_duoc AS (
    SELECT h.*, h.ngay_tiep_nhan AS r, h.ngay_hen_tra AS h, h.ngay_ket_thuc AS e,
           h.ket_qua IN ('tra_lai', 'rut', 'dung') AS tra,
           h.ngay_yeu_cau_bo_sung <= ?2 AND (h.ngay_bo_sung IS NULL OR h.ngay_bo_sung > ?2) AS cho
      FROM ho_so h
     WHERE h.don_vi IN (SELECT ma FROM don_vi)
       AND h.tthc IN (SELECT ma FROM tthc)
       AND date(h.ngay_tiep_nhan, '+0 days') IS h.ngay_tiep_nhan AND h.ngay_tiep_nhan BETWEEN '1900' AND '2201'
       AND date(h.ngay_hen_tra, '+0 days') IS h.ngay_hen_tra AND (h.ngay_hen_tra IS NULL OR h.ngay_hen_tra BETWEEN '1900' AND '2201')
       AND date(h.ngay_ket_thuc, '+0 days') IS h.ngay_ket_thuc AND (h.ngay_ket_thuc IS NULL OR h.ngay_ket_thuc BETWEEN '1900' AND '2201')
       AND date(h.ngay_yeu_cau_bo_sung, '+0 days') IS h.ngay_yeu_cau_bo_sung AND (h.ngay_yeu_cau_bo_sung IS NULL OR h.ngay_yeu_cau_bo_sung BETWEEN '1900' AND '2201')
       AND date(h.ngay_bo_sung, '+0 days') IS h.ngay_bo_sung AND (h.ngay_bo_sung IS NULL OR h.ngay_bo_sung BETWEEN '1900' AND '2201')
       AND (h.ngay_ket_thuc IS NULL OR h.ngay_ket_thuc >= h.ngay_tiep_nhan)
)
SELECT u.ma,
       count(*) FILTER (WHERE r >= ?1 AND r <= ?2 AND kenh = 'truc_tuyen'),                                 -- (4)
       count(*) FILTER (WHERE r >= ?1 AND r <= ?2 AND kenh <> 'truc_tuyen'),                                -- (5)
       count(*) FILTER (WHERE r < ?1 AND (e IS NULL OR e >= ?1)),                                           -- (6)
       count(*) FILTER (WHERE e >= ?1 AND e <= ?2 AND tra IS NOT 1 AND e < h),                              -- (8)
       count(*) FILTER (WHERE e >= ?1 AND e <= ?2
                          AND (tra IS NOT 1 AND (e = h OR h IS NULL) OR tra = 1 AND ?3 = 0)),               -- (9)
       count(*) FILTER (WHERE e >= ?1 AND e <= ?2 AND tra IS NOT 1 AND e > h),                              -- (10)
       count(*) FILTER (WHERE r <= ?2 AND (e IS NULL OR e > ?2) AND (h < ?2) IS 1 AND cho IS NOT 1),        -- (13)
       count(*) FILTER (WHERE r <= ?2 AND (e IS NULL OR e > ?2) AND NOT ((h < ?2) IS 1 AND cho IS NOT 1)),  -- (12)
       count(*) FILTER (WHERE e >= ?1 AND e <= ?2 AND ket_qua = 'tra_lai' AND ?3 = 1),
       count(*) FILTER (WHERE e >= ?1 AND e <= ?2 AND ket_qua = 'rut' AND ?3 = 1),
       count(*) FILTER (WHERE e >= ?1 AND e <= ?2 AND ket_qua = 'dung' AND ?3 = 1)
  FROM don_vi u
  LEFT JOIN doc_duoc d ON d.don_vi = u.ma
 GROUP BY u.ma
