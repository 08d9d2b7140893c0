/* Forms: templates/bieu/<code>.ini says caption, rows and columns of a table, or series and groups of a chart.
 *
 *   [bieu]
 *   ma = II.06a                                  printed code and id; the file is bieu/<ma>.ini
 *   loai = bang                                  bang | bieu_do | liet_ke
 *   ten = TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT …        " / " breaks the line; may hold {{names}}
 *   goc_trai = Biểu số II.06a/VPCP/KSTT          head of an annex; giua_1, giua_2, goc_phai_1, goc_phai_2 likewise; a
 *                                                line with {{don_vi_nhan}} is left out where there is no receiver
 *   don_vi_tinh = Số hồ sơ TTHC
 *   huong = ngang                                doc | ngang
 *   so_cot = co                                  co | khong: the row of column numbers
 *   trang_tinh = II.06a                          worksheet; default the code
 *   khi = co_don_vi_duoi                         the form is there under these settings only, as for columns
 *   ghi_chu = Cột (9) gồm …
 *   can_cu = Thông tư 01/2020/TT-VPCP
 *   [ten.1]                                      another ten, under some settings: the first that holds; noi_dung, khi
 *   [ghi_chu.1]                                  further sentences of the note
 *   noi_dung = …
 *   khi = tra_lai_rut = rieng                    optional, as for columns
 *   [dong]
 *   bang = ho_so                                 default ho_so
 *   nhom = cap, linh_vuc                         nested row dimensions, outermost first: cap don_vi linh_vuc tthc, or a
 *                                                dimension with names or words; one or more. Last may be ma (of
 *                                                kiem_tra, nhiem_vu): every row of the table by itself
 *   dieu_kien = ke_hoach = ra_soat               only these rows of the table are counted and listed
 *   xep = han, don_vi                            of a list by ma: its order, before that of the codes
 *   liet_ke = tat_ca | co_so_lieu                list every unit/field in force, or only those with something to show
 *   tong = TỔNG SỐ                               label of the total row, last; absent: none
 *   [ten_dong]                                   what rows of a code are called, in their order (dimensions with names
 *   phoi_hop = Phối hợp giữa các cơ quan         or words); default: the table's own names
 *   [cot.3]                                      in the order of the file, numbers rising; at most FORM_COLUMNS_MAX
 *   nhan = Số lượng hồ sơ tiếp nhận / Tổng số    path of merged header cells; "\" breaks a line
 *   loai = stt | ten | dem | cong_thuc | ty_le | chi_tiet
 *   lay = han                                    (chi_tiet; ten) in a list by ma, what the row says: an attribute of
 *                                                the table (data/rows.c) or a dimension, as [ten_dong] calls it. A day
 *                                                behind the cut-off on which something began or ended stays blank
 *   dieu_kien = nguon = trong_ky AND kenh = truc_tuyen      (dem)
 *   bang = kiem_tra                              (dem; default the [dong] table)
 *   do = dem | khac_nhau:<dim> | tong:<dim>      (dem; default dem)
 *   muc = dich_vu_cong_muc_4, ky = nay | cung_ky (dem) section with its own dates, default the name of the
 *                                                table; the same range a year earlier
 *   so_lieu = hs_qua_han                         (dem) instead of all these: the rule of a figure of chi-tieu.ini
 *   cong_thuc = 4+5+6                            (cong_thuc)   (8+9)/7 (ty_le): column numbers. A cong_thuc column with
 *                                                dieu_kien (may be empty) or so_lieu is counted by itself, printed so,
 *                                                and compared with its formula
 *   vuot_100 = co                                (ty_le) what is above is no part of what is below: more than 100 % is
 *                                                no fault
 *   rong = 20                                    weight of free width
 *   canh_bao = co                                (dem, cong_thuc) counts what should not be, e.g. overdue dossiers:
 *                                                marked where there are any
 *   ten = tiep_nhan                              ASCII name in flat data
 *   khi = tra_lai_rut = rieng                    the column is there under these settings only: tra_lai_rut, ban,
 *                                                co_cap_tinh, co_cap_huyen, co_cap_xa, co_phan.<part of the report>,
 *                                                co_don_vi_duoi (the report is of a unit with others below it)
 *   [doi_chieu]                                  what must hold in every row; names are free
 *   can_doi = 3 = 7 + 11
 *
 * A chart has no columns but
 *   kieu = canh_nhau | chong | ty_trong          (in [bieu]) bars side by side (default); parts on one bar; the same as
 *                                                percentages of the whole
 *   ten = Số cuộc kiểm tra[, so với cùng kỳ]     (in [bieu]) what is in brackets goes when nothing of the year before
 *                                                is drawn, because none of it was loaded
 *   ten_nhom = Nội dung kiểm tra                 (in [bieu]) what the groups are: head of its column in the workbook
 *   [chuoi.1]                                    series, in the order of the file
 *   nhan = {{ky_cung_ky}}
 *   ky = nay | cung_ky
 *   so_lieu = hs_giai_quyet                      a figure that counts, here or in the group
 *   [nhom.1]                                     groups; or [dong] with one of cap, don_vi, linh_vuc, tthc
 *   nhan = Tổng số
 *   so_lieu = kt_cuoc
 *   cap = tinh | huyen | xa                      optional
 *   dam = co                                     set bold: the total
 *   bo_khi_khong = co                            left out where all its bars are 0
 *   [dong]
 *   tong = Toàn quận                             a group of all, first and bold; left out beside a single other one
 *   xep = hs_tiep_nhan_tong                      groups in falling order of a figure …
 *   toi_da = 10                                  … and only so many; the caption is then ten_chon of [bieu]
 *
 * A list of rows that the program makes itself (loai = liet_ke) has no [dong], and columns of its own:
 *   [cot.2]
 *   nhan = Khi công bố
 *   loai = stt | chu
 *   lay = khi_do                                 (chu) a field of the list
 *   canh = trai | giua | phai
 *   rong, ten                                    as above
 *
 * Figure ids: <ma>/<column>/<dim>=<code>/… for every row dimension, <ma>/<column>/tong for the total ("/", "=", "%" and
 * blanks in codes as %2F …); charts <ma>/<series>/nhom=<n> or <dim>=<code>. Units whose data are not loaded print "…",
 * are in no sum, and are named in the note. */
#ifndef DOC_FORM_H
#define DOC_FORM_H

#include "doc/names.h"

struct form;

enum { FORM_COLUMNS_MAX = 200 }; /* no page holds as many */

enum form_kind { FORM_TABLE, FORM_CHART, FORM_LISTING };

/* Rows that the program itself lists in a paper, for a form of kind liet_ke. */
struct form_list {
    const char *form;          /* code of the form */
    const char *const *fields; /* what its columns may take: "ma", "khi_do" … */
    size_t nfields;
    const char *const *cells; /* nrows × nfields, "" for none */
    size_t nrows;
};

struct form_context {
    const struct config *config;
    const struct catalog *catalog;
    struct facts *facts;
    struct names *names;
    int unit;
    const struct form_list *lists;
    size_t nlists;
};

/* Reads and checks a form against tables, dimensions and figures; 66 if there is no such form (names the nearest), 78
 * else. */
int form_load(struct arena *a, const char *templates_dir, const char *code, const struct catalog *catalog,
              const struct facts *facts, struct form **out, struct err *err);
/* 78 with place and nearest name if a {{name}} of the form does not exist, or is a figure where none may stand: figures
 * keep their ids in the notes of tables alone. */
int form_check_names(const struct form *f, const struct names *n, struct err *err);
enum form_kind form_kind(const struct form *f);

/* 1 unless its settings, or a list without rows, say that this report goes without it: then nothing is asked of it. */
int form_applies(const struct form *f, const struct form_context *c);

/* label: "Bảng 1", "Biểu đồ 2", "" for an annex. */
int form_table(struct arena *a, const struct form *f, const struct form_context *c, const char *label,
               struct grid **out, struct notes *notes, struct err *err);
/* *out = NULL when there is nothing to show. */
int form_chart(struct arena *a, const struct form *f, const struct form_context *c, const char *label,
               struct chart **out, struct notes *notes, struct err *err);
/* Fills everything but number and attached. */
int form_annex(struct arena *a, const struct form *f, const struct form_context *c, struct annex *out,
               struct notes *notes, struct err *err);

/* Flat data for the workbook: one row per unit × field × procedure × channel × origin × state with its count; no
 * merges. */
int form_flat_data(struct arena *a, const struct form_context *c, struct grid **out, struct err *err);

#endif
