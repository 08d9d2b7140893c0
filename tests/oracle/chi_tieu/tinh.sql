-- Figures worked out of others: rates, and sums and differences.
CREATE TEMP TABLE ty_le(ten, tu, mau);
INSERT INTO ty_le VALUES
    -- of the dossiers received in the period
    ('ty_le_truc_tuyen', 'hs_truc_tuyen', 'hs_trong_ky'),
    ('ty_le_truc_tiep', 'hs_truc_tiep', 'hs_trong_ky'),
    ('ty_le_buu_chinh', 'hs_buu_chinh', 'hs_trong_ky'),
    ('ty_le_toan_trinh_tong', 'hs_tt_toan_trinh', 'hs_trong_ky'),
    ('ty_le_toan_trinh_du_dk', 'hs_tt_toan_trinh', 'hs_toan_trinh'),
    ('ty_le_muc_3_truc_tuyen', 'hs_muc_3_truc_tuyen', 'hs_muc_3'),
    ('ty_le_muc_3_tai_nha', 'hs_muc_3_tai_nha', 'hs_muc_3'),
    ('ty_le_muc_4_truc_tuyen', 'hs_muc_4_truc_tuyen', 'hs_muc_4'),
    ('ty_le_muc_4_tai_nha', 'hs_muc_4_tai_nha', 'hs_muc_4'),
    -- (7) : (3), then of the resolved and of those under way
    ('ty_le_giai_quyet', 'hs_giai_quyet', 'hs_tiep_nhan_tong'),
    ('ty_le_dung_han', 'hs_truoc_dung_han', 'hs_giai_quyet'),
    ('ty_le_qua_han', 'hs_qua_han', 'hs_giai_quyet'),
    ('ty_le_truoc_han', 'hs_truoc_han', 'hs_giai_quyet'),
    ('ty_le_tra_buu_chinh', 'hs_tra_buu_chinh', 'hs_giai_quyet'),
    ('ty_le_muc_4_dung_han', 'hs_muc_4_truoc_dung_han', 'hs_muc_4_giai_quyet'),
    ('ty_le_dang_qua_han', 'hs_dang_qua_han', 'hs_dang'),
    ('ty_le_so_hoa_ket_qua', 'sh_ket_qua', 'hs_giai_quyet'),
    -- procedures, units, inspections
    ('ty_le_tthc_co_quy_trinh', 'tthc_co_quy_trinh', 'tthc_hieu_luc'),
    ('ty_le_tthc_cong_khai', 'tthc_cong_khai', 'tthc_hieu_luc'),
    ('ty_le_don_vi_kiem_tra', 'kt_don_vi', 'so_don_vi'),
    ('ty_le_van_de_xong', 'kt_van_de_xong', 'kt_van_de'),
    ('ty_le_tdp_phuong', 'tdp_dien_tu_phuong', 'so_don_vi_xa'),
    -- tasks
    ('ty_le_ke_hoach', 'nv_ke_hoach_xong', 'nv_ke_hoach_tong'),
    ('ty_le_ke_hoach_dang_thuc_hien', 'nv_ke_hoach_dang_thuc_hien', 'nv_ke_hoach_tong'),
    ('ty_le_nv_giao', 'nv_giao_xong', 'nv_giao_tong'),
    ('ty_le_nv_giao_dung_han', 'nv_giao_xong_dung_han', 'nv_giao_tong'),
    ('ty_le_ra_soat_xong', 'nv_ra_soat_xong', 'nv_ra_soat_tong'),
    ('ty_le_ra_soat_dang', 'nv_ra_soat_dang', 'nv_ra_soat_tong'),
    -- entered
    ('ty_le_hai_long', 'ks_phieu_hai_long', 'ks_phieu_hop_le'),
    ('ty_le_ra_soat', 'qppl_da_ra_soat', 'qppl_phai_ra_soat'),
    ('ty_le_hoa_giai_thanh', 'hoa_giai_thanh', 'hoa_giai_tiep_nhan'),
    ('ty_le_pakn_xu_ly', 'pakn_xu_ly', 'pakn_tham_quyen'),
    ('ty_le_don_thu', 'don_thu_giai_quyet', 'don_thu_tiep_nhan'),
    ('ty_le_giai_ngan', 'dtc_giai_ngan', 'dtc_ke_hoach'),
    ('ty_le_vbdt', 'vbdt_ky_so', 'vbdt_di'),
    ('ty_le_hscv', 'hscv_dien_tu', 'hscv_tong'),
    ('ty_le_thanh_toan', 'tttt_hs_truc_tuyen', 'tttt_hs_phai_nop');

CREATE TEMP TABLE cong_tru(ten, dau, so_hang);
INSERT INTO cong_tru VALUES
    ('dv_dung_han_100', 1, 'dv_giai_quyet'), ('dv_dung_han_100', -1, 'dv_co_qua_han'),
    ('hs_muc_3_chua_tai_nha', 1, 'hs_muc_3'), ('hs_muc_3_chua_tai_nha', -1, 'hs_muc_3_tai_nha'),
    ('kt_don_vi_cac_loai', 1, 'kt_don_vi_cchc'), ('kt_don_vi_cac_loai', 1, 'kt_don_vi_cong_vu'),
    ('kt_don_vi_cac_loai', 1, 'kt_don_vi_noi_vu'), ('kt_don_vi_cac_loai', 1, 'kt_don_vi_quy_tac_ung_xu'),
    ('kt_don_vi_cac_loai', 1, 'kt_don_vi_khac'),
    ('kt_van_de_con', 1, 'kt_van_de'), ('kt_van_de_con', -1, 'kt_van_de_xong'),
    ('don_thu_con', 1, 'don_thu_tiep_nhan'), ('don_thu_con', -1, 'don_thu_giai_quyet'),
    ('bc_chua_su_dung', 1, 'bc_giao'), ('bc_chua_su_dung', -1, 'bc_co_mat'),
    ('kl_tong', 1, 'kl_lanh_dao'), ('kl_tong', 1, 'kl_cong_chuc'), ('kl_tong', 1, 'kl_vien_chuc'),
    ('tdp_phuong_chua_co', 1, 'so_don_vi_xa'), ('tdp_phuong_chua_co', -1, 'tdp_dien_tu_phuong');
