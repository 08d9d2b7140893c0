-- Figures that people enter. What happened in the period adds up (papers, meetings, votes); what stands at its end is the
-- last number entered (posts, staff, scores, capital disbursed since January).
CREATE TEMP TABLE cong_don(ten);
INSERT INTO cong_don VALUES
    ('vb_chi_dao'), ('vb_phe_binh'), ('hn_giao_ban'), ('doi_thoai_cuoc'), ('doi_thoai_y_kien'), ('khen_thuong_cchc'),
    ('kt_vb_nhac_nho'), ('kt_xu_ly_trach_nhiem'), ('tt_tin_bai'), ('tt_luot_phat_thanh'), ('tt_hoi_nghi'),
    ('hn_tuyen_truyen'), ('tt_luot_nguoi'), ('tt_an_pham'), ('tt_tai_lieu'), ('tt_bang_niem_yet'), ('sang_kien_so'),
    ('ks_phieu_phat'), ('ks_phieu_hop_le'), ('ks_phieu_hai_long'), ('qppl_ban_hanh'), ('qppl_tham_muu'),
    ('qppl_kiem_tra'), ('qppl_trai_pl'), ('qppl_trai_pl_xu_ly'), ('qppl_phai_ra_soat'), ('qppl_da_ra_soat'),
    ('pbpl_hoi_nghi'), ('pbpl_luot_nguoi'), ('hoa_giai_tiep_nhan'), ('hoa_giai_thanh'), ('qd_cong_bo_tthc'),
    ('tthc_moi'), ('tthc_sua_doi'), ('tthc_thay_the'), ('tthc_bai_bo'), ('tthc_ra_soat'), ('tthc_don_gian_hoa'),
    ('tthc_don_gian_hoa_huyen'), ('tthc_don_gian_hoa_xa'), ('xin_loi_van_ban'), ('pakn_tiep_nhan'),
    ('pakn_tham_quyen'), ('pakn_xu_ly'), ('pakn_dung_han'), ('pakn_cong_khai'), ('pakn_quy_dinh'), ('pakn_hanh_vi'),
    ('tcd_luot'), ('don_thu_tiep_nhan'), ('don_thu_giai_quyet'), ('tinh_gian_ky'), ('td_cong_chuc'), ('td_vien_chuc'),
    ('td_thu_hut'), ('bn_thi_tuyen'), ('dt_lop'), ('dt_luot'), ('kl_lanh_dao'), ('kl_cong_chuc'), ('kl_vien_chuc'),
    ('kp_tiet_kiem'), ('vbdt_di'), ('vbdt_ky_so'), ('hscv_tong'), ('hscv_dien_tu'), ('tttt_hs_phai_nop'),
    ('tttt_hs_truc_tuyen'), ('sh_thanh_phan'), ('sh_ket_qua'), ('sh_tai_su_dung'), ('ct_ban_sao_dien_tu');
CREATE TEMP TABLE cuoi_ky(ten);
INSERT INTO cuoi_ky VALUES
    ('kt_ke_hoach_don_vi'), ('par_diem'), ('par_hang'), ('par_tong_don_vi'), ('sipas_diem'), ('cs766_diem'),
    ('cs766_hang'), ('tthc_cong_khai'), ('tthc_phan_cap'), ('tthc_lien_thong'), ('tthc_phi_dia_gioi'),
    ('tthc_mot_cua'), ('quy_trinh_noi_bo'), ('mc_nhan_su'), ('pakn_ky_truoc'), ('tc_dau_moi'), ('tc_giam'),
    ('dvsn_so'), ('bc_giao'), ('bc_co_mat'), ('ldhd_so'), ('nlv_giao'), ('nlv_co_mat'), ('khong_chuyen_trach'),
    ('tinh_gian_luy_ke'), ('vtvl_co_quan'), ('vtvl_dvsn'), ('dtc_ke_hoach'), ('dtc_giai_ngan'), ('tu_chu_n1'),
    ('tu_chu_n2'), ('tu_chu_n3'), ('tu_chu_n4'), ('tdp_dien_tu'), ('tdp_dien_tu_phuong'), ('tttt_tthc_phai_nop'),
    ('tttt_tthc_giao_dich'), ('cnsc_to'), ('iso_don_vi');

-- Entries with their value in thousandths: no generated one has more than three decimals.
CREATE TEMP TABLE lan_nhap AS
SELECT s.rowid AS so, s.chi_tieu AS ten, s.don_vi, u.cap, s.tu_ngay AS tu, s.den_ngay AS den, s.ghi_chu,
       (CASE WHEN gia_tri LIKE '-%' THEN -1 ELSE 1 END) *
       CAST(replace(replace(gia_tri, '-', ''), '.', '') ||
            substr('000', 1, 3 - CASE WHEN instr(gia_tri, '.') THEN length(gia_tri) - instr(gia_tri, '.') ELSE 0 END)
            AS INTEGER) AS phan_nghin
  FROM so_lieu s JOIN don_vi u ON u.ma = s.don_vi;

-- A unit's own value: flows add the entries that lie inside the period, and two of them that share a day are no sum;
-- stocks are the last entry that ends by the cut-off.
CREATE TEMP TABLE rieng_don_vi AS
SELECT s.ten, k.luc, s.don_vi, s.cap, sum(s.phan_nghin) AS phan_nghin,
       max(EXISTS (SELECT 1 FROM lan_nhap x
                    WHERE x.ten = s.ten AND x.don_vi = s.don_vi AND x.so <> s.so AND x.tu >= k.tu AND x.den <= k.den
                      AND x.tu <= s.den AND x.den >= s.tu)) AS chong
  FROM lan_nhap s
  JOIN cong_don USING (ten)
  JOIN ky k ON k.muc = '' AND s.tu >= k.tu AND s.den <= k.den
 GROUP BY s.ten, k.luc, s.don_vi
UNION ALL
SELECT s.ten, k.luc, s.don_vi, s.cap, s.phan_nghin, 0
  FROM lan_nhap s
  JOIN cuoi_ky USING (ten)
  JOIN ky k ON k.muc = '' AND s.den <= k.den
 WHERE NOT EXISTS (SELECT 1 FROM lan_nhap x
                    WHERE x.ten = s.ten AND x.don_vi = s.don_vi AND x.den <= k.den AND (x.den, x.tu) > (s.den, s.tu));

-- A unit's value is its own where it has one, else the sum of its children's, never both. Of a level: the same among the
-- units of that level. Nothing entered, or a sum with a part that is none: no figure.
CREATE TEMP TABLE so_nhap AS
SELECT a.goc, a.cap, r.luc, r.ten, CASE WHEN max(r.chong) THEN NULL ELSE sum(r.phan_nghin) END AS phan_nghin
  FROM hoi_ai a
  JOIN duoi d ON d.goc = a.goc
  JOIN rieng_don_vi r ON r.don_vi = d.ma AND a.cap IN ('', r.cap)
 WHERE a.linh_vuc = ''
   AND NOT EXISTS (SELECT 1
                     FROM rieng_don_vi tren
                     JOIN duoi x ON x.goc = tren.don_vi AND x.ma = r.don_vi AND x.ma <> x.goc
                     JOIN duoi y ON y.goc = a.goc AND y.ma = tren.don_vi
                    WHERE tren.ten = r.ten AND tren.luc = r.luc AND a.cap IN ('', tren.cap))
 GROUP BY a.goc, a.cap, r.luc, r.ten;

-- The one figure that is words: what its own last entry that ends in the period says.
CREATE TEMP TABLE chu_nhap AS
SELECT s.don_vi AS goc, k.luc, s.ten, s.ghi_chu AS chu
  FROM lan_nhap s
  JOIN ky k ON k.muc = '' AND s.den BETWEEN k.tu AND k.den
 WHERE s.ten = 'sang_kien_ten' AND s.ghi_chu <> ''
   AND NOT EXISTS (SELECT 1 FROM lan_nhap x
                    WHERE x.ten = s.ten AND x.don_vi = s.don_vi AND x.den <= k.den AND (x.den, x.tu) > (s.den, s.tu));
