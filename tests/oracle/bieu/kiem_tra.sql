-- Inspections by what was inspected. Units are counted once in each row and once in the total.
CREATE TEMP TABLE bieu AS
WITH dong(goc, tong, loai) AS (
    SELECT DISTINCT goc, 0, loai FROM kt_bieu
    UNION SELECT ma, 1, '' FROM don_vi
)
SELECT d.goc,
       CASE WHEN d.tong THEN '/tong' ELSE '/loai=' || d.loai END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       count(k.ma) AS c2,
       count(*) FILTER (WHERE hinh_thuc = 'dot_xuat') AS c3,
       count(DISTINCT k.don_vi) AS c4,
       ifnull(sum(van_de), 0) AS c5,
       ifnull(sum(van_de) FILTER (WHERE xong), 0) AS c6
  FROM dong d
  LEFT JOIN kt_bieu k ON k.goc = d.goc AND (d.tong OR k.loai = d.loai)
  LEFT JOIN nhom_thieu t ON t.bang = 'kiem_tra' AND t.goc = d.goc AND t.cap = ''
 GROUP BY d.goc, d.tong, d.loai
 ORDER BY d.goc, d.tong, CASE d.loai WHEN 'cchc' THEN 1 WHEN 'cong_vu' THEN 2 WHEN 'noi_vu' THEN 3
                                     WHEN 'quy_tac_ung_xu' THEN 4 WHEN 'khac' THEN 5 ELSE 6 END;
