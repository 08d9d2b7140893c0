-- Tasks: all of a plan or source, in their state on the cut-off.
CREATE TEMP TABLE so_nhiem_vu AS
SELECT n.goc, n.cap, n.linh_vuc, n.luc, n.du,
       count(*) FILTER (WHERE nguon = 'ke_hoach') AS nv_ke_hoach_tong,
       count(*) FILTER (WHERE nguon = 'ke_hoach' AND xong) AS nv_ke_hoach_xong,
       count(*) FILTER (WHERE nguon = 'ke_hoach' AND NOT xong) AS nv_ke_hoach_dang,
       count(*) FILTER (WHERE nguon = 'ke_hoach' AND dang) AS nv_ke_hoach_dang_thuc_hien,
       count(*) FILTER (WHERE nguon = 'ke_hoach' AND chua) AS nv_ke_hoach_chua_bat_dau,
       count(*) FILTER (WHERE nguon = 'ke_hoach' AND chua_xong_qua_han) AS nv_ke_hoach_qua_han,
       count(*) FILTER (WHERE nguon = 'cap_tren') AS nv_giao_tong,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND xong) AS nv_giao_xong,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND xong_dung_han) AS nv_giao_xong_dung_han,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND xong_qua_han) AS nv_giao_xong_qua_han,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND xong_khong_han) AS nv_giao_xong_khong_han,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND NOT xong) AS nv_giao_dang,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND chua_xong_trong_han) AS nv_giao_dang_trong_han,
       count(*) FILTER (WHERE nguon = 'cap_tren' AND chua_xong_qua_han) AS nv_giao_dang_qua_han,
       count(*) FILTER (WHERE ke_hoach = 'ra_soat_tthc') AS nv_ra_soat_tong,
       count(*) FILTER (WHERE ke_hoach = 'ra_soat_tthc' AND xong) AS nv_ra_soat_xong,
       count(*) FILTER (WHERE ke_hoach = 'ra_soat_tthc' AND dang) AS nv_ra_soat_dang,
       count(*) FILTER (WHERE ke_hoach = 'ra_soat_tthc' AND chua) AS nv_ra_soat_chua,
       count(*) FILTER (WHERE ke_hoach = 'trong_tam') AS nv_trong_tam_tong
  FROM nap n
  JOIN duoi d ON d.goc = n.goc
  LEFT JOIN nv v ON v.don_vi = d.ma AND v.luc = n.luc AND n.cap IN ('', v.cap)
 WHERE n.muc = 'nhiem_vu' AND n.linh_vuc = ''
 GROUP BY n.goc, n.cap, n.luc;
