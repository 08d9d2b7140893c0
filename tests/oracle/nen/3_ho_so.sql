-- Dossiers that can be counted: known unit and procedure, every date a real day of the years 1900 to 2200, not ended before
-- received. date(x) alone gives 2019-02-29 back unchanged before SQLite 3.42; with a modifier every version makes it
-- 2019-03-01.
CREATE TEMP TABLE hs AS
SELECT h.ma, h.don_vi, u.cap, t.linh_vuc, h.tthc, ifnull(t.muc_do, '') AS muc_do,
       CASE WHEN h.kenh = '' THEN 'truc_tiep' ELSE h.kenh END AS kenh,
       ifnull(h.ket_qua, '') AS ket_qua, ifnull(h.nguyen_nhan, '') AS nguyen_nhan,
       h.nop_tai_nha IS NOT NULL AND h.nop_tai_nha <> 0 AS tai_nha,
       h.tra_buu_chinh IS NOT NULL AND h.tra_buu_chinh <> 0 AS tra_buu_chinh,
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
   AND NOT ifnull(h.ngay_ket_thuc < h.ngay_tiep_nhan, 0);

-- Each dossier against each section: the words of Thông tư 01/2020/TT-VPCP, biểu II.06a. Received r, due h, ended e.
CREATE TEMP TABLE hs_ky AS
WITH w AS (
    SELECT hs.*, k.muc, k.luc, (SELECT rieng FROM yeu_cau) AS rieng,
           r < k.tu AND (e IS NULL OR e >= k.tu) AS ky_truoc,          -- (6)
           r BETWEEN k.tu AND k.den AS trong_ky,                       -- (4), (5)
           ifnull(e BETWEEN k.tu AND k.den, 0) AS xong,                -- ended in the period, whatever came of it
           r <= k.den AND (e IS NULL OR e > k.den) AS dang,            -- (11)
           ket_qua IN ('tra_lai', 'rut', 'dung') AS khong_tiep,        -- returned, withdrawn, stopped
           ifnull(e < h, 0) AS truoc, ifnull(e = h, 0) AS dung_ngay, ifnull(e > h, 0) AS sau,
           ifnull(h < k.den, 0) AS da_den_han,
           -- waiting for the applicant on the cut-off
           ifnull(yeu_cau <= k.den AND (bo_sung IS NULL OR bo_sung > k.den), 0) AS cho
      FROM hs JOIN ky k ON k.muc IN ('ho_so', 'dich_vu_cong_muc_4')
)
SELECT *,
       xong AND NOT khong_tiep AND truoc AS truoc_han,                                                           -- (8)
       xong AND (NOT khong_tiep AND (dung_ngay OR h IS NULL) OR khong_tiep AND NOT rieng) AS dung_han,           -- (9)
       xong AND NOT khong_tiep AND sau AS qua_han,                                                               -- (10)
       xong AND (NOT khong_tiep OR NOT rieng) AS giai_quyet,                                                     -- (7)
       dang AND da_den_han AND NOT cho AS dang_qua_han,                                                          -- (13)
       dang AND NOT (da_den_han AND NOT cho) AS dang_trong_han,                                                  -- (12)
       ky_truoc OR trong_ky AS tiep_nhan                                                                         -- (3)
  FROM w
 WHERE ky_truoc OR trong_ky;
CREATE INDEX temp.hs_ky_don_vi ON hs_ky (don_vi, muc, luc);
