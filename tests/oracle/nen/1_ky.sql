-- The days of every section of the report, now and a year earlier.
--   yeu_cau  ma: 2018-09, 2018-Q3, 2018-H1, 2018-9M or 2018; nd09: 1 for Nghị định 09/2019/NĐ-CP, Điều 12 (data of a
--            month from the 15th of the month before to its 14th), 0 for calendar months; rieng: 1 when returned, withdrawn
--            and stopped dossiers are shown apart; kiem_tra: 0 when the report goes without inspections
--   muc_rieng  sections with days of their own ('': the report itself); an end that is not given follows the report
CREATE TEMP TABLE ky AS
WITH thang AS (
    SELECT CAST(substr(ma, 1, 4) AS INTEGER) AS nam,
           nd09,
           CASE
               WHEN ma GLOB '????-Q?' THEN 3 * substr(ma, 7) - 2
               WHEN ma GLOB '????-H2' THEN 7
               WHEN ma GLOB '????-[01][0-9]' THEN CAST(substr(ma, 6) AS INTEGER)
               ELSE 1
           END AS dau,
           CASE
               WHEN ma GLOB '????-Q?' THEN 3 * substr(ma, 7)
               WHEN ma GLOB '????-H1' THEN 6
               WHEN ma GLOB '????-[01][0-9]' THEN CAST(substr(ma, 6) AS INTEGER)
               WHEN ma GLOB '????-*M' THEN CAST(substr(ma, 6) AS INTEGER)
               ELSE 12
           END AS cuoi
      FROM yeu_cau
),
theo_quy_tac AS (
    SELECT CASE WHEN nd09 THEN date(printf('%04d-%02d-15', nam, dau), '-1 month')
                ELSE printf('%04d-%02d-01', nam, dau) END AS tu,
           CASE WHEN nd09 THEN printf('%04d-%02d-14', nam, cuoi)
                ELSE date(printf('%04d-%02d-01', nam, cuoi), '+1 month', '-1 day') END AS den
      FROM thang
),
bao_cao AS (
    SELECT ifnull(r.tu, q.tu) AS tu, ifnull(r.den, q.den) AS den
      FROM theo_quy_tac q LEFT JOIN muc_rieng r ON r.muc = ''
),
muc(ma) AS (VALUES (''), ('ho_so'), ('dich_vu_cong_muc_4'), ('kiem_tra'), ('nhiem_vu'), ('tthc')),
nay AS (
    SELECT m.ma AS muc, ifnull(r.tu, b.tu) AS tu, ifnull(r.den, b.den) AS den
      FROM muc m CROSS JOIN bao_cao b LEFT JOIN muc_rieng r ON r.muc = m.ma
)
SELECT muc, 'nay' AS luc, tu, den FROM nay
UNION ALL -- the same days a year earlier; of 29 February, the 28th
SELECT muc, 'cung_ky',
       printf('%04d', substr(tu, 1, 4) - 1) || replace(substr(tu, 5), '-02-29', '-02-28'),
       printf('%04d', substr(den, 1, 4) - 1) || replace(substr(den, 5), '-02-29', '-02-28')
  FROM nay;
