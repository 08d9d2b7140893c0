-- Chart: resolved dossiers by time limit, the whole first, then the levels that have a unit in force and anything to show;
-- the whole is left out beside a single level. No bars, no chart.
CREATE TEMP TABLE bieu AS
WITH cot AS (
    SELECT goc, cap, du, hs_truoc_han AS c1, hs_dung_han AS c2, hs_qua_han AS c3
      FROM so_ho_so s
     WHERE luc = 'nay' AND linh_vuc = ''
       AND (cap = '' OR (NOT du OR hs_giai_quyet > 0) AND EXISTS
            (SELECT 1 FROM liet_ke l WHERE l.muc = 'ho_so' AND l.luc = 'nay' AND l.goc = s.goc AND l.cap = s.cap))
)
SELECT c.goc, CASE cap WHEN '' THEN '/tong' ELSE '/cap=' || cap END AS khoa, NOT du AS thieu, c1, c2, c3
  FROM cot c LEFT JOIN xep_cap x ON x.ma = c.cap
 WHERE (cap <> '' OR (SELECT count(*) FROM cot k WHERE k.goc = c.goc) <> 2)
   AND EXISTS (SELECT 1 FROM cot k WHERE k.goc = c.goc AND k.du AND k.c1 + k.c2 + k.c3 > 0
                  AND (k.cap <> '' OR (SELECT count(*) FROM cot m WHERE m.goc = c.goc) <> 2))
 ORDER BY c.goc, cap <> '', x.hang;
