-- Inspections in the period. Inspected units are counted once each, also over several kinds.
CREATE TEMP TABLE so_kiem_tra AS
SELECT n.goc, n.cap, n.linh_vuc, n.luc, n.du,
       count(k.ma) AS kt_cuoc,
       count(DISTINCT k.don_vi) AS kt_don_vi,
       count(*) FILTER (WHERE hinh_thuc = 'dinh_ky') AS kt_cuoc_dinh_ky,
       count(*) FILTER (WHERE hinh_thuc = 'dot_xuat') AS kt_cuoc_dot_xuat,
       count(*) FILTER (WHERE hinh_thuc = 'tu_kiem_tra') AS kt_cuoc_tu_kiem_tra,
       count(*) FILTER (WHERE loai = 'cchc') AS kt_cuoc_cchc,
       count(DISTINCT k.don_vi) FILTER (WHERE loai = 'cchc') AS kt_don_vi_cchc,
       count(*) FILTER (WHERE loai = 'cong_vu') AS kt_cuoc_cong_vu,
       count(DISTINCT k.don_vi) FILTER (WHERE loai = 'cong_vu') AS kt_don_vi_cong_vu,
       count(*) FILTER (WHERE loai = 'noi_vu') AS kt_cuoc_noi_vu,
       count(DISTINCT k.don_vi) FILTER (WHERE loai = 'noi_vu') AS kt_don_vi_noi_vu,
       count(*) FILTER (WHERE loai = 'quy_tac_ung_xu') AS kt_cuoc_quy_tac_ung_xu,
       count(DISTINCT k.don_vi) FILTER (WHERE loai = 'quy_tac_ung_xu') AS kt_don_vi_quy_tac_ung_xu,
       count(*) FILTER (WHERE loai = 'khac') AS kt_cuoc_khac,
       count(DISTINCT k.don_vi) FILTER (WHERE loai = 'khac') AS kt_don_vi_khac,
       count(*) FILTER (WHERE loai = 'cong_vu' AND hinh_thuc = 'dot_xuat') AS kt_cuoc_cong_vu_dot_xuat,
       count(DISTINCT k.don_vi) FILTER (WHERE loai = 'cong_vu' AND hinh_thuc = 'dot_xuat') AS kt_don_vi_cong_vu_dot_xuat,
       -- settled: ngay_xu_ly_xong on or before the cut-off
       ifnull(sum(van_de), 0) AS kt_van_de,
       ifnull(sum(van_de) FILTER (WHERE k.xong), 0) AS kt_van_de_xong
  FROM nap n
  JOIN duoi d ON d.goc = n.goc
  LEFT JOIN kt k ON k.don_vi = d.ma AND k.luc = n.luc AND n.cap IN ('', k.cap)
 WHERE n.muc = 'kiem_tra' AND n.linh_vuc = ''
 GROUP BY n.goc, n.cap, n.luc;
