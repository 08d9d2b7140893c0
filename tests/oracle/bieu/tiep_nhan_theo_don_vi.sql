-- Chart: received (3) and resolved (7) of every unit that tables list and that has anything to show.
CREATE TEMP TABLE bieu AS
WITH cot AS (
    SELECT l.goc, l.ma, s.du, s.hs_tiep_nhan_tong AS c1, s.hs_giai_quyet AS c2
      FROM liet_ke l
      JOIN co_duoi USING (goc)
      JOIN so_ho_so s ON s.goc = l.ma AND s.luc = 'nay' AND s.cap = '' AND s.linh_vuc = ''
     WHERE l.muc = 'ho_so' AND l.luc = 'nay' AND (NOT s.du OR s.hs_tiep_nhan_tong > 0)
)
SELECT c.goc, '/don_vi=' || ma AS khoa, NOT du AS thieu, c1, c2
  FROM cot c JOIN xep_don_vi x USING (ma)
 WHERE EXISTS (SELECT 1 FROM cot k WHERE k.goc = c.goc AND k.du AND k.c1 + k.c2 > 0)
 ORDER BY c.goc, x.hang;
