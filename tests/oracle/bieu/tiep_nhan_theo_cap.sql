-- Chart: received (3) and resolved (7) of every level that has a unit in force.
CREATE TEMP TABLE bieu AS
WITH cot AS (
    SELECT goc, cap, du, hs_tiep_nhan_tong AS c1, hs_giai_quyet AS c2
      FROM so_ho_so s JOIN co_duoi USING (goc)
     WHERE luc = 'nay' AND linh_vuc = '' AND EXISTS
           (SELECT 1 FROM liet_ke l WHERE l.muc = 'ho_so' AND l.luc = 'nay' AND l.goc = s.goc AND l.cap = s.cap)
)
SELECT c.goc, '/cap=' || cap AS khoa, NOT du AS thieu, c1, c2
  FROM cot c JOIN xep_cap x ON x.ma = c.cap
 WHERE EXISTS (SELECT 1 FROM cot k WHERE k.goc = c.goc AND k.du AND k.c1 + k.c2 > 0)
 ORDER BY c.goc, x.hang;
