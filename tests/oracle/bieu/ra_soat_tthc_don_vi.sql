-- The same task by task: `dong` is the printed row, cell by cell. A begin or end behind the cut-off has not come yet.
CREATE TEMP TABLE bieu AS
WITH v AS (
    SELECT v.goc, v.cap, v.ma, d.ten, d.hang,
           CASE WHEN xong_qua_han THEN 'Hoàn thành, quá hạn' WHEN xong THEN 'Hoàn thành' WHEN dang THEN 'Đang rà soát'
                ELSE 'Chưa thực hiện' END AS tinh_trang,
           CASE WHEN bat_dau <= den THEN bat_dau END AS bat_dau,
           CASE WHEN xong_ngay <= den THEN xong_ngay END AS xong_ngay, han
      FROM nv_bieu v JOIN xep_don_vi d ON d.ma = v.don_vi
     WHERE ke_hoach = 'ra_soat_tthc'
),
dong AS (
    SELECT goc, cap, 0 AS chi_tiet, 0 AS hang, '' AS ma,
           CASE dense_rank() OVER (PARTITION BY goc ORDER BY x.hang) WHEN 1 THEN 'I' WHEN 2 THEN 'II' ELSE 'III' END || '|' ||
           CASE cap WHEN 'tinh' THEN 'CẤP THÀNH PHỐ' WHEN 'huyen' THEN 'CÁC PHÒNG' ELSE 'CÁC PHƯỜNG' END || '||||' AS dong
      FROM (SELECT DISTINCT goc, cap FROM v) JOIN xep_cap x ON x.ma = cap
    UNION ALL
    SELECT goc, cap, 1, v.hang, v.ma,
           row_number() OVER (PARTITION BY goc, cap ORDER BY v.hang, v.ma) || '|' || ten || '|' || tinh_trang || '|' ||
           ifnull(b.chu, '') || '|' || ifnull(c.chu, '') || '|' || ifnull(e.chu, '')
      FROM v
      LEFT JOIN ngay_in b ON b.ngay = v.bat_dau
      LEFT JOIN ngay_in c ON c.ngay = v.xong_ngay
      LEFT JOIN ngay_in e ON e.ngay = v.han
)
SELECT d.goc, d.dong FROM dong d JOIN xep_cap x ON x.ma = d.cap ORDER BY d.goc, x.hang, d.chi_tiet, d.hang, d.ma;
