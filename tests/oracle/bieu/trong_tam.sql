-- Main tasks (plan trong_tam) by due date, those without one last, then by unit.
CREATE TEMP TABLE bieu AS
SELECT v.goc,
       row_number() OVER (PARTITION BY v.goc ORDER BY v.han IS NULL, v.han, d.hang, v.ma) || '|' || ifnull(n.chu, '') || '|' ||
       v.noi_dung || '|' || d.ten AS dong
  FROM nv_bieu v
  JOIN xep_don_vi d ON d.ma = v.don_vi
  LEFT JOIN ngay_in n ON n.ngay = v.han
 WHERE v.ke_hoach = 'trong_tam'
 ORDER BY v.goc, v.han IS NULL, v.han, d.hang, v.ma;
