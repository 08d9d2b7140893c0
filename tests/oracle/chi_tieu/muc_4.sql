-- Procedures online at level 4, which have days of their own: Nghị định 43/2011/NĐ-CP.
CREATE TEMP TABLE so_muc_4 AS
SELECT n.goc, n.cap, n.linh_vuc, n.luc, n.du,
       count(*) FILTER (WHERE trong_ky) AS hs_muc_4,
       count(*) FILTER (WHERE trong_ky AND kenh = 'truc_tuyen') AS hs_muc_4_truc_tuyen,
       count(*) FILTER (WHERE trong_ky AND tai_nha) AS hs_muc_4_tai_nha,
       count(*) FILTER (WHERE giai_quyet) AS hs_muc_4_giai_quyet,
       count(*) FILTER (WHERE truoc_han OR dung_han) AS hs_muc_4_truoc_dung_han
  FROM nap n
  JOIN duoi d ON d.goc = n.goc
  LEFT JOIN hs_ky h ON h.don_vi = d.ma AND h.muc = n.muc AND h.luc = n.luc AND h.muc_do = 'muc_4'
                   AND n.cap IN ('', h.cap) AND n.linh_vuc IN ('', h.linh_vuc)
 WHERE n.muc = 'dich_vu_cong_muc_4'
 GROUP BY n.goc, n.cap, n.linh_vuc, n.luc;
