-- Late dossiers by the reason given: resolved late (10), open and overdue (13).
CREATE TEMP TABLE bieu AS
WITH dong(goc, tong, nguyen_nhan) AS (
    SELECT DISTINCT goc, 0, nguyen_nhan FROM hs_bieu WHERE qua_han OR dang_qua_han
    UNION SELECT ma, 1, '' FROM don_vi
)
SELECT d.goc,
       CASE WHEN d.tong THEN '/tong' ELSE '/nguyen_nhan=' || d.nguyen_nhan END AS khoa,
       ifnull(t.thieu, 0) AS thieu,
       count(*) FILTER (WHERE qua_han) AS c3,
       count(*) FILTER (WHERE dang_qua_han) AS c4,
       count(*) FILTER (WHERE qua_han OR dang_qua_han) AS c5
  FROM dong d
  LEFT JOIN hs_bieu h ON h.goc = d.goc AND (d.tong OR h.nguyen_nhan = d.nguyen_nhan)
  LEFT JOIN nhom_thieu t ON t.bang = 'ho_so' AND t.goc = d.goc AND t.cap = ''
 GROUP BY d.goc, d.tong, d.nguyen_nhan
 ORDER BY d.goc, d.tong, CASE d.nguyen_nhan WHEN 'quy_dinh' THEN 1 WHEN 'cong_chuc' THEN 2 WHEN 'phoi_hop' THEN 3
                                            WHEN 'he_thong' THEN 4 WHEN 'khac' THEN 5 WHEN '' THEN 7 ELSE 6 END,
          d.nguyen_nhan;
