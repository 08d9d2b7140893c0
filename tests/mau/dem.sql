-- What the papers of a period have to say, counted plainly from the rows: a third opinion beside the program and its
-- oracle. Parameters: :tu, :den (the period), :tu4 (first day of the section on online services of level 4), :den_tthc,
-- :den_nv (last days of the sections on procedures and tasks).
-- Lines: "so", name, value  |  "cap" | "linh_vuc" | "don_vi" | "tong", level, name, columns (3) to (13), inspections
.mode list
.separator "\t" "\n"

CREATE TEMP TABLE h AS
SELECT *,
    nguon = 'trong' AND kenh = 'truc_tuyen' AS c4,
    nguon = 'trong' AND kenh <> 'truc_tuyen' AS c5,
    nguon = 'truoc' AS c6,
    ket_thuc AND NOT tra AND ngay_ket_thuc < ngay_hen_tra AS c8,
    ket_thuc AND (tra OR ngay_hen_tra IS NULL OR ngay_ket_thuc = ngay_hen_tra) AS c9,
    ket_thuc AND NOT tra AND ngay_ket_thuc > ngay_hen_tra AS c10,
    NOT ket_thuc AND NOT muon AS c12,
    NOT ket_thuc AND muon AS c13
FROM (
    SELECT s.*, d.cap, t.linh_vuc, t.muc_do,
        CASE WHEN s.ngay_tiep_nhan < :tu THEN 'truoc' ELSE 'trong' END AS nguon,
        coalesce(s.ngay_ket_thuc BETWEEN :tu AND :den, 0) AS ket_thuc,
        coalesce(s.ket_qua IN ('tra_lai', 'rut', 'dung'), 0) AS tra,
        coalesce(s.ngay_hen_tra < :den, 0)
            AND NOT (coalesce(s.ngay_yeu_cau_bo_sung <= :den, 0) AND coalesce(s.ngay_bo_sung > :den, 1)) AS muon
    FROM ho_so s JOIN tthc t ON t.ma = s.tthc JOIN don_vi d ON d.ma = s.don_vi
    WHERE s.ngay_tiep_nhan <= :den AND (s.ngay_ket_thuc IS NULL OR s.ngay_ket_thuc >= :tu)
);

CREATE TEMP TABLE dem AS
SELECT cap, linh_vuc, don_vi, count(*) AS c3, sum(c4) AS c4, sum(c5) AS c5, sum(c6) AS c6, sum(c8 + c9 + c10) AS c7,
    sum(c8) AS c8, sum(c9) AS c9, sum(c10) AS c10, sum(c12 + c13) AS c11, sum(c12) AS c12, sum(c13) AS c13
FROM h GROUP BY cap, linh_vuc, don_vi;

CREATE TEMP TABLE k AS SELECT * FROM kiem_tra WHERE ngay BETWEEN :tu AND :den;
CREATE TEMP TABLE k0 AS SELECT * FROM kiem_tra WHERE ngay BETWEEN date(:tu, '-1 year') AND date(:den, '-1 year');

SELECT 'tong', '', '', sum(c3), sum(c4), sum(c5), sum(c6), sum(c7), sum(c8), sum(c9), sum(c10), sum(c11), sum(c12),
    sum(c13), (SELECT count(*) FROM k) FROM dem;
SELECT 'cap', c.cap, '', sum(c3), sum(c4), sum(c5), sum(c6), sum(c7), sum(c8), sum(c9), sum(c10), sum(c11), sum(c12),
    sum(c13), (SELECT count(*) FROM k JOIN don_vi d ON d.ma = k.don_vi WHERE d.cap = c.cap)
FROM dem c GROUP BY c.cap;
SELECT 'linh_vuc', cap, l.ten, sum(c3), sum(c4), sum(c5), sum(c6), sum(c7), sum(c8), sum(c9), sum(c10), sum(c11),
    sum(c12), sum(c13), '' FROM dem JOIN linh_vuc l ON l.ma = linh_vuc GROUP BY cap, l.ma;
SELECT 'don_vi', d.cap, d.ten, total(c3), total(c4), total(c5), total(c6), total(c7), total(c8), total(c9), total(c10),
    total(c11), total(c12), total(c13), (SELECT count(*) FROM k WHERE k.don_vi = d.ma)
FROM don_vi d LEFT JOIN dem ON dem.don_vi = d.ma WHERE d.ma_cha IS NOT NULL GROUP BY d.ma;

SELECT 'so', 'hs_tiep_nhan_tong', count(*) FROM h;
SELECT 'so', 'hs_ky_truoc', sum(c6) FROM h;
SELECT 'so', 'hs_giai_quyet', sum(ket_thuc) FROM h;
SELECT 'so', 'hs_truoc_dung_han', sum(c8 + c9) FROM h;
SELECT 'so', 'hs_qua_han', sum(c10) FROM h;
SELECT 'so', 'hs_dang', sum(c12 + c13) FROM h;
SELECT 'so', 'hs_dang_trong_han', sum(c12) FROM h;
SELECT 'so', 'hs_dang_qua_han', sum(c13) FROM h;
SELECT 'so', 'hs_truc_tuyen', sum(c4) FROM h;
SELECT 'so', 'hs_tra_buu_chinh', sum(ket_thuc AND tra_buu_chinh) FROM h;
SELECT 'so', 'hs_muc_3', count(*) FROM h WHERE nguon = 'trong' AND muc_do = 'muc_3';
SELECT 'so', 'hs_muc_3_truc_tuyen', sum(c4) FROM h WHERE muc_do = 'muc_3';
SELECT 'so', 'hs_muc_3_tai_nha', sum(nop_tai_nha) FROM h WHERE nguon = 'trong' AND muc_do = 'muc_3';
SELECT 'so', 'hs_muc_4', count(*) FROM h WHERE ngay_tiep_nhan >= :tu4 AND muc_do = 'muc_4';
SELECT 'so', 'hs_muc_4_tai_nha', sum(nop_tai_nha) FROM h WHERE ngay_tiep_nhan >= :tu4 AND muc_do = 'muc_4';
SELECT 'so', 'hs_muc_4_truoc_dung_han', sum(c8 + c9) FROM h WHERE ngay_ket_thuc >= :tu4 AND muc_do = 'muc_4';
SELECT 'so', 'hs_qua_han_co_nguyen_nhan', sum(nguyen_nhan IS NOT NULL) FROM h WHERE c10 OR c13;
SELECT 'so', 'hs_tra_lai_rut', sum(ket_thuc AND tra) FROM h;
SELECT 'so', 'hs_dang_bo_sung', count(*) FROM h WHERE NOT ket_thuc AND ngay_yeu_cau_bo_sung <= :den
    AND (ngay_bo_sung IS NULL OR ngay_bo_sung > :den);
SELECT 'so', 'kt_cuoc', count(*) FROM k;
SELECT 'so', 'kt_don_vi', count(DISTINCT don_vi) FROM k;
SELECT 'so', 'kt_cuoc_cung_ky', count(*) FROM k0;
SELECT 'so', 'kt_cuoc_' || loai, count(*) FROM k GROUP BY loai;
SELECT 'so', 'kt_don_vi_' || loai, count(DISTINCT don_vi) FROM k GROUP BY loai;
SELECT 'so', 'kt_cuoc_' || loai || '_cung_ky', count(*) FROM k0 GROUP BY loai;
SELECT 'so', 'kt_cong_vu_khong_dot_xuat', count(*) FROM k WHERE loai = 'cong_vu' AND hinh_thuc <> 'dot_xuat';
SELECT 'so', 'kt_noi_vu_ngoai_quy_tac', count(*) FROM k WHERE loai = 'noi_vu'
    AND don_vi NOT IN (SELECT don_vi FROM k WHERE loai = 'quy_tac_ung_xu');
SELECT 'so', 'kt_noi_vu_trung_cong_vu', count(*) FROM k WHERE loai = 'noi_vu'
    AND don_vi IN (SELECT don_vi FROM k WHERE loai = 'cong_vu');
SELECT 'so', chi_tieu, sum(gia_tri) FROM so_lieu WHERE chi_tieu NOT LIKE 'tdp%' AND tu_ngay >= :tu AND den_ngay <= :den
    GROUP BY chi_tieu;
SELECT 'so', s.chi_tieu, gia_tri FROM so_lieu s WHERE s.chi_tieu LIKE 'tdp%' AND den_ngay =
    (SELECT max(den_ngay) FROM so_lieu m WHERE m.chi_tieu = s.chi_tieu AND m.den_ngay <= :den);
SELECT 'so', 'so_don_vi_' || cap, count(*) FROM don_vi WHERE ma_cha IS NOT NULL GROUP BY cap;
SELECT 'so', 'nguoi_ky', count(nguoi_ky) FROM don_vi;
CREATE TEMP TABLE t AS SELECT * FROM tthc
WHERE coalesce(hieu_luc_tu <= :den_tthc, 1) AND coalesce(hieu_luc_den >= :den_tthc, 1);
SELECT 'so', 'tthc', count(*) FROM t;
SELECT 'so', 'tthc_chua_hieu_luc', count(*) FROM tthc WHERE hieu_luc_tu > :den_tthc;
SELECT 'so', 'tthc_' || cap, count(*) FROM t GROUP BY cap;
SELECT 'so', 'tthc_ten', count(DISTINCT ten) FROM t;
SELECT 'so', nguon || '_tong', count(*) FROM nhiem_vu WHERE ngay_giao <= :den_nv GROUP BY nguon;
SELECT 'so', nguon || '_xong', count(*) FROM nhiem_vu WHERE ngay_hoan_thanh <= :den_nv GROUP BY nguon;
SELECT 'so', nguon || '_xong_den_chot', count(*) FROM nhiem_vu WHERE ngay_hoan_thanh <= :den GROUP BY nguon;
SELECT 'so', nguon || '_xong_den_nay', count(ngay_hoan_thanh) FROM nhiem_vu GROUP BY nguon;
SELECT 'so', nguon || '_qua_han', count(*) FROM nhiem_vu WHERE han < :den_nv
    AND coalesce(ngay_hoan_thanh > :den_nv, 1) GROUP BY nguon;
-- The review of procedures, one task a unit of plan ra_soat_tthc, and the rows of the lists as they have to stand.
CREATE TEMP TABLE rs AS SELECT d.cap, d.ten, d.thu_tu, han, CASE WHEN ngay_bat_dau <= :den THEN ngay_bat_dau END AS bat_dau,
    CASE WHEN ngay_hoan_thanh <= :den THEN ngay_hoan_thanh END AS xong
FROM nhiem_vu n JOIN don_vi d ON d.ma = n.don_vi WHERE ke_hoach = 'ra_soat_tthc';
SELECT 'so', 'nv_ra_soat_tong_cap_' || cap, count(*) FROM rs GROUP BY cap;
SELECT 'so', 'nv_ra_soat_xong_cap_' || cap, count(xong) FROM rs GROUP BY cap;
SELECT 'so', 'nv_ra_soat_dang_cap_' || cap, sum(xong IS NULL AND bat_dau IS NOT NULL) FROM rs GROUP BY cap;
SELECT 'so', 'nv_ra_soat_chua_cap_' || cap, sum(xong IS NULL AND bat_dau IS NULL) FROM rs GROUP BY cap;
SELECT 'so', 'nv_trong_tam_tong', count(*) FROM nhiem_vu WHERE ke_hoach = 'trong_tam';
SELECT 'so', 'nv_trong_tam_' || han, count(*) FROM nhiem_vu WHERE ke_hoach = 'trong_tam' GROUP BY han;
SELECT 'dong', 'Rà soát TTHC', ten, CASE WHEN xong IS NOT NULL THEN 'Hoàn thành' WHEN bat_dau IS NOT NULL THEN
    'Đang rà soát' ELSE 'Chưa thực hiện' END, bat_dau, xong, han FROM rs ORDER BY cap, thu_tu;
SELECT 'dong', 'Nhiệm vụ trọng tâm', han, noi_dung, d.ten FROM nhiem_vu n JOIN don_vi d ON d.ma = n.don_vi
WHERE ke_hoach = 'trong_tam' ORDER BY han, d.thu_tu;
