/* Forms: templates/bieu/<code>.ini says caption, rows and columns of a table, or series and groups of a chart.
 *
 *   [bieu]
 *   ma = II.06a                                  printed code and id; the file is bieu/<ma>.ini
 *   loai = bang                                  bang | bieu_do
 *   ten = TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT …        " / " breaks the line; may hold {{names}}
 *   goc_trai = Biểu số II.06a/VPCP/KSTT          head of an annex; goc_phai_1, goc_phai_2, giua_1, giua_2 likewise
 *   don_vi_tinh = Số hồ sơ TTHC
 *   huong = ngang                                ngang | doc
 *   ghi_chu = Cột (9) gồm …
 *   can_cu = Thông tư 01/2020/TT-VPCP
 *   [dong]
 *   bang = ho_so
 *   nhom = cap, linh_vuc                         nested row dimensions, outermost first: cap don_vi linh_vuc tthc, or a
 *                                                dimension with names; one or more
 *   liet_ke = tat_ca | co_so_lieu                list every unit/field in force, or only those with something to show
 *   tong = TỔNG SỐ                               label of the total row, last
 *   [cot.3]                                      in the order of the file
 *   nhan = Số lượng hồ sơ tiếp nhận / Tổng số    path of merged header cells; "\" breaks a line
 *   loai = stt | ten | dem | cong_thuc | ty_le
 *   dieu_kien = nguon = trong_ky AND kenh = truc_tuyen      (dem)
 *   bang = kiem_tra                              (dem; default the [dong] table)
 *   cong_thuc = 4+5+6                            (cong_thuc)   (8+9)/7 (ty_le): column numbers
 *   rong = 20                                    weight of free width
 *   ten = tiep_nhan                              ASCII name in flat data */
#ifndef DOC_FORM_H
#define DOC_FORM_H

#include "doc/names.h"

struct form;

enum form_kind { FORM_TABLE, FORM_CHART };

struct form_context {
    const struct config *config;
    const struct catalog *catalog;
    struct facts *facts;
    struct names *names;
    int unit;
};

/* Reads and checks a form against tables, dimensions and figures; 66 if there is no such form (names the nearest), 78 else. */
int form_load(struct arena *a, const char *templates_dir, const char *code, const struct catalog *catalog,
              const struct facts *facts, struct form **out, struct err *err);
enum form_kind form_kind(const struct form *f);
const char *form_code(const struct form *f);

/* label: "Bảng 1", "Biểu đồ 2", "" for an annex. */
int form_table(struct arena *a, const struct form *f, const struct form_context *c, const char *label, struct grid **out,
               struct notes *notes, struct err *err);
/* *out = NULL when there is nothing to show. */
int form_chart(struct arena *a, const struct form *f, const struct form_context *c, const char *label, struct chart **out,
               struct notes *notes, struct err *err);
/* Fills everything but number and attached. */
int form_annex(struct arena *a, const struct form *f, const struct form_context *c, struct annex *out, struct notes *notes,
               struct err *err);

/* Flat data for the workbook: one row per unit × field × procedure × channel × origin × state with its count; no merges. */
int form_flat_data(struct arena *a, const struct form_context *c, struct grid **out, struct err *err);

#endif
