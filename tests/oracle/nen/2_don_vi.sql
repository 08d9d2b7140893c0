-- goc and every unit below it, goc itself among them.
CREATE TEMP TABLE duoi AS
WITH RECURSIVE d(goc, ma) AS (
    SELECT ma, ma FROM don_vi
    UNION
    SELECT d.goc, c.ma FROM d JOIN don_vi c ON c.ma_cha = d.ma
)
SELECT goc, ma FROM d;
CREATE INDEX temp.duoi_ma ON duoi (ma, goc);

-- As papers list them: thu_tu, name, code (the names of the generated databases are in the order of their bytes).
CREATE TEMP TABLE xep_don_vi AS
SELECT ma, ten, cap, row_number() OVER (ORDER BY thu_tu IS NULL, thu_tu, ten, ma) AS hang FROM don_vi;
CREATE TEMP TABLE xep_linh_vuc AS
SELECT ma, row_number() OVER (ORDER BY thu_tu IS NULL, thu_tu, ten, ma) AS hang FROM linh_vuc;
CREATE TEMP TABLE xep_cap(ma, hang);
INSERT INTO xep_cap VALUES ('tinh', 1), ('huyen', 2), ('xa', 3);

-- Units in force on the last day of a section, and on any day of it.
CREATE TEMP TABLE hieu_luc AS
SELECT k.muc, k.luc, u.ma, u.ma_cha, u.cap,
       ifnull(u.hieu_luc_tu <= k.den, 1) AND ifnull(u.hieu_luc_den >= k.den, 1) AS ngay_cuoi,
       ifnull(u.hieu_luc_tu <= k.den, 1) AND ifnull(u.hieu_luc_den >= k.tu, 1) AS trong_ky
  FROM ky k CROSS JOIN don_vi u;

-- Reports of these units have others below them.
CREATE TEMP TABLE co_duoi AS
SELECT DISTINCT ma_cha AS goc FROM hieu_luc WHERE muc = '' AND luc = 'nay' AND ngay_cuoi AND ma_cha IS NOT NULL;
