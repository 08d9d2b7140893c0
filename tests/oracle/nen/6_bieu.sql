-- For the tables of forms.
-- Units that tables list: in force on the last day with nobody below them who is, and the asked one.
CREATE TEMP TABLE liet_ke AS
SELECT l.muc, l.luc, d.goc, d.ma, l.cap
  FROM duoi d
  JOIN hieu_luc l ON l.ma = d.ma AND l.muc IN ('ho_so', 'kiem_tra', 'nhiem_vu')
 WHERE (l.ngay_cuoi OR d.ma = d.goc)
   AND NOT EXISTS (SELECT 1 FROM hieu_luc c WHERE c.ma_cha = d.ma AND c.muc = l.muc AND c.luc = l.luc AND c.ngay_cuoi);

-- A unit below the asked one that is in force on no day of the period, or is below such a unit, lacks nothing: rows it
-- still has count.
CREATE TEMP TABLE bieu_nap AS
SELECT d.goc, n.don_vi, n.bang, n.luc,
       n.du OR EXISTS (SELECT 1
                         FROM duoi tren
                         JOIN duoi trong ON trong.ma = tren.goc AND trong.goc = d.goc
                         JOIN hieu_luc v ON v.ma = tren.goc AND v.muc = n.muc AND v.luc = n.luc
                        WHERE tren.ma = n.don_vi AND tren.goc <> d.goc AND NOT v.trong_ky) AS du
  FROM tu_nap n
  JOIN duoi d ON d.ma = n.don_vi
 WHERE n.muc = n.bang;
CREATE INDEX temp.bieu_nap_don_vi ON bieu_nap (goc, don_vi, bang, luc, du);

-- A sum is without figure when units belong to it and none of them is loaded. cap '': the total.
CREATE TEMP TABLE nhom_thieu AS
WITH thuoc AS (
    SELECT l.muc AS bang, l.luc, l.goc, l.ma, l.cap FROM liet_ke l
    UNION
    SELECT r.bang, r.luc, d.goc, r.don_vi, u.cap
      FROM co_dong r JOIN duoi d ON d.ma = r.don_vi JOIN don_vi u ON u.ma = r.don_vi
     WHERE r.muc = r.bang
),
nhom AS (
    SELECT t.bang, t.luc, t.goc, c.cap, n.du
      FROM thuoc t
      JOIN bieu_nap n ON n.goc = t.goc AND n.don_vi = t.ma AND n.bang = t.bang AND n.luc = t.luc
      JOIN (SELECT '' AS cap UNION ALL SELECT ma FROM xep_cap) c ON c.cap IN ('', t.cap)
)
SELECT bang, goc, cap, max(du) = 0 AS thieu FROM nhom WHERE luc = 'nay' GROUP BY bang, goc, cap;

-- Rows of units that are not loaded whole are in no table.
CREATE TEMP TABLE hs_bieu AS
SELECT d.goc, h.*
  FROM hs_ky h
  JOIN duoi d ON d.ma = h.don_vi
  JOIN bieu_nap n ON n.goc = d.goc AND n.don_vi = h.don_vi AND n.bang = 'ho_so' AND n.luc = 'nay' AND n.du
 WHERE h.muc = 'ho_so' AND h.luc = 'nay';
CREATE TEMP TABLE kt_bieu AS
SELECT d.goc, k.*
  FROM kt k
  JOIN duoi d ON d.ma = k.don_vi
  JOIN bieu_nap n ON n.goc = d.goc AND n.don_vi = k.don_vi AND n.bang = 'kiem_tra' AND n.luc = 'nay' AND n.du
 WHERE k.luc = 'nay';
CREATE TEMP TABLE nv_bieu AS
SELECT d.goc, v.*
  FROM nv v
  JOIN duoi d ON d.ma = v.don_vi
  JOIN bieu_nap n ON n.goc = d.goc AND n.don_vi = v.don_vi AND n.bang = 'nhiem_vu' AND n.luc = 'nay' AND n.du
 WHERE v.luc = 'nay';

-- 14/10/2018, 05/01/2019, 01/8/2018: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4
CREATE TEMP TABLE ngay_in AS
SELECT DISTINCT ngay, substr(ngay, 9, 2) || '/' ||
       CASE WHEN substr(ngay, 6, 2) < '03' THEN substr(ngay, 6, 2) ELSE CAST(substr(ngay, 6, 2) AS INTEGER) END || '/' ||
       substr(ngay, 1, 4) AS chu
  FROM (SELECT bat_dau AS ngay FROM nv UNION SELECT xong_ngay FROM nv UNION SELECT han FROM nv) WHERE ngay IS NOT NULL;
