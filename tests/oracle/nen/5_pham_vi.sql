-- What was loaded. "No rows" and "not loaded" are different things: where pham_vi does not cover, there is no figure.
CREATE TEMP TABLE hoi(bang, muc);
INSERT INTO hoi VALUES ('ho_so', 'ho_so'), ('ho_so', 'dich_vu_cong_muc_4'), ('kiem_tra', 'kiem_tra'), ('nhiem_vu', 'nhiem_vu');

-- The unit's own rows: every day on which it is in force (all of them where it is on none) lies in a stretch entered for it
-- or for a unit above it. The days to look at are the first, and the day behind each stretch.
CREATE TEMP TABLE tu_nap AS
WITH doan AS (
    SELECT p.bang, d.ma AS don_vi, p.tu_ngay AS tu, p.den_ngay AS den
      FROM pham_vi p JOIN duoi d ON d.goc = p.don_vi
     WHERE p.tu_ngay = date(p.tu_ngay, '+0 days') AND p.tu_ngay BETWEEN '1900' AND '2201' AND p.den_ngay = date(p.den_ngay, '+0 days') AND p.den_ngay BETWEEN '1900' AND '2201' AND p.tu_ngay <= p.den_ngay
),
ngay AS (
    SELECT h.bang, h.muc, k.luc, u.ma AS don_vi,
           CASE WHEN l.trong_ky THEN max(k.tu, ifnull(u.hieu_luc_tu, k.tu)) ELSE k.tu END AS tu,
           CASE WHEN l.trong_ky THEN min(k.den, ifnull(u.hieu_luc_den, k.den)) ELSE k.den END AS den
      FROM hoi h
      JOIN ky k ON k.muc = h.muc
      JOIN hieu_luc l ON l.muc = h.muc AND l.luc = k.luc
      JOIN don_vi u ON u.ma = l.ma
),
xet AS (
    SELECT bang, muc, luc, don_vi, tu AS ngay FROM ngay
    UNION
    SELECT n.bang, n.muc, n.luc, n.don_vi, date(s.den, '+1 day')
      FROM ngay n JOIN doan s ON s.bang = n.bang AND s.don_vi = n.don_vi AND s.den >= n.tu AND s.den < n.den
)
SELECT n.bang, n.muc, n.luc, n.don_vi,
       NOT EXISTS (SELECT 1 FROM xet x
                    WHERE x.bang = n.bang AND x.muc = n.muc AND x.luc = n.luc AND x.don_vi = n.don_vi
                      AND NOT EXISTS (SELECT 1 FROM doan s
                                       WHERE s.bang = x.bang AND s.don_vi = x.don_vi AND x.ngay BETWEEN s.tu AND s.den)) AS du
  FROM ngay n;
CREATE INDEX temp.tu_nap_don_vi ON tu_nap (don_vi, bang, muc, luc, du);

CREATE TEMP TABLE co_dong AS
SELECT DISTINCT 'ho_so' AS bang, muc, luc, don_vi FROM hs_ky
UNION ALL SELECT DISTINCT 'kiem_tra', 'kiem_tra', luc, don_vi FROM kt
UNION ALL SELECT DISTINCT 'nhiem_vu', 'nhiem_vu', luc, don_vi FROM nv;
CREATE INDEX temp.co_dong_don_vi ON co_dong (don_vi, bang, muc, luc);

-- goc lacks something: walking down from it past units that are not covered, and in force in the period, one is met that
-- is not covered and has to be, having rows of its own or nobody below it.
CREATE TEMP TABLE thieu AS
WITH RECURSIVE di(bang, muc, luc, goc, ma) AS (
    SELECT bang, muc, luc, don_vi, don_vi FROM tu_nap WHERE NOT du
    UNION
    SELECT di.bang, di.muc, di.luc, di.goc, c.ma
      FROM di
      JOIN hieu_luc c ON c.ma_cha = di.ma AND c.muc = di.muc AND c.luc = di.luc AND c.trong_ky
      JOIN tu_nap t ON t.don_vi = c.ma AND t.bang = di.bang AND t.muc = di.muc AND t.luc = di.luc AND NOT t.du
)
SELECT DISTINCT bang, muc, luc, goc
  FROM di
 WHERE NOT EXISTS (SELECT 1 FROM hieu_luc c
                    WHERE c.ma_cha = di.ma AND c.muc = di.muc AND c.luc = di.luc AND c.trong_ky)
    OR EXISTS (SELECT 1 FROM co_dong r WHERE r.don_vi = di.ma AND r.bang = di.bang AND r.muc = di.muc AND r.luc = di.luc);

-- Whose figures are asked for: a unit with all below it (cap ''), or the units of one level among them; one field or all.
CREATE TEMP TABLE hoi_ai AS
SELECT u.ma AS goc, c.ma AS cap, '' AS linh_vuc
  FROM don_vi u CROSS JOIN (SELECT '' AS ma UNION ALL SELECT ma FROM xep_cap) c
UNION ALL
SELECT u.ma, '', l.ma FROM don_vi u CROSS JOIN linh_vuc l WHERE l.ma <> '';

-- 1: loaded. Of a level: every unit of it that is in force in the period, and the asked one.
CREATE TEMP TABLE nap AS
SELECT h.bang, h.muc, k.luc, a.goc, a.cap, a.linh_vuc,
       CASE a.cap
           WHEN '' THEN NOT EXISTS (SELECT 1 FROM thieu t
                                     WHERE t.bang = h.bang AND t.muc = h.muc AND t.luc = k.luc AND t.goc = a.goc)
           ELSE NOT EXISTS (SELECT 1 FROM duoi d
                              JOIN hieu_luc v ON v.ma = d.ma AND v.muc = h.muc AND v.luc = k.luc
                              JOIN thieu t ON t.bang = h.bang AND t.muc = h.muc AND t.luc = k.luc AND t.goc = d.ma
                             WHERE d.goc = a.goc AND v.cap = a.cap AND (v.trong_ky OR d.ma = a.goc))
       END AS du
  FROM hoi h JOIN ky k ON k.muc = h.muc CROSS JOIN hoi_ai a;
CREATE INDEX temp.nap_ai ON nap (goc, cap, linh_vuc, bang, muc, luc, du);
