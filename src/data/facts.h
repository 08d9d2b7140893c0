/* Named figures: templates/chi-tieu.ini defines them (label, unit, table, condition, measure, legal source), the cube
 * and the entered figures (so_lieu) give their values.
 *
 *   [hs_giai_quyet]
 *   nhan = Số hồ sơ đã giải quyết
 *   don_vi_tinh = hồ sơ
 *   bang = ho_so                                   ho_so kiem_tra nhiem_vu tthc don_vi
 *   do = dem                                       dem | khac_nhau:<dim> | tong:<dim>
 *   dieu_kien = tinh_trang IN (truoc_han, dung_han, qua_han)
 *   muc = dich_vu_cong_muc_4                       optional: section whose own dates apply
 *   can_cu = Thông tư 01/2020/TT-VPCP, biểu II.06a, cột (7)
 *
 *   do = ty_le, tu = <figure>, mau = <figure>      ratio of two figures: a share, unless vuot_100 = co
 *   do = cong_thuc, cong_thuc = a + b - c          figures added and subtracted
 *   do = nhap, kieu = tong | cuoi_ky, chi_tieu = <code in so_lieu, default: own name>   entered figure: flow or stock
 *   do = nhap, kieu = chu                                  entered text: ghi_chu of the last entry that ends in the
 * range
 *
 *   [doi_chieu]                                    what holds between figures, whatever the data: in every place that
 *   tiep_nhan = hs_tiep_nhan_tong = hs_trong_ky + hs_ky_truoc         prints them; = or <=
 *
 * An entered value of a unit is its own entry where it has one for the range, else the sum of its children's values,
 * never both. A flow adds the entries that lie inside the range (overlapping ones: note so_lieu_chong_lan, and the
 * value is VALUE_NOT_ENTERED); a stock is the last entry that ends on or before the cut-off.
 *
 * Suffixes work on every name: _cap_tinh _cap_huyen _cap_xa (level), _cung_ky (same range a year earlier), _tang_giam
 * (now − before), _tang_giam_pt ((now − before)/before). */
#ifndef DATA_FACTS_H
#define DATA_FACTS_H

#include "data/coverage.h"
#include "data/cube.h"
#include "data/value.h"

struct notes;

enum measure { MEASURE_COUNT, MEASURE_DISTINCT, MEASURE_SUM, MEASURE_RATIO, MEASURE_FORMULA, MEASURE_ENTERED };

struct figure {
    const char *name, *label, *unit_word, *source; /* unit_word: "cuộc" */
    enum measure measure;
    enum table table; /* count, distinct, sum */
    int dim;          /* distinct, sum */
    const struct row_predicate *where;
    const char *section;   /* "" = the report's own dates */
    const char *num, *den; /* ratio: figure names */
    int over;              /* ratio: no share of a whole, may be above 100 % */
    const char **terms;    /* formula: figure names */
    int *signs;
    size_t nterms;
    const char *entry; /* entered: code in so_lieu */
    int stock;         /* entered: 1 last value, 0 sum */
    int is_text;       /* entered: words, own entries only */
    int line;
};

/* Where a figure is asked for. -1 = not restricted. */
struct scope {
    int unit;     /* this unit and all below it */
    int own_only; /* 1: this unit without those below */
    int level;    /* enum level of the unit that resolves */
    int field, procedure;
    int before; /* 1: the same range a year earlier */
};
#define SCOPE_OF(u) ((struct scope){.unit = (u), .level = -1, .field = -1, .procedure = -1})

struct facts;

/* Definitions only; errors (78) with file and line. */
int facts_define(struct arena *a, const char *ini_path, const struct catalog *c, struct facts **out, struct err *err);
/* Binds the definitions to the data of a run. Entered figures are read from db (NULL: none). */
int facts_bind(struct facts *f, struct db *db, const struct cube *cube, const struct coverage *cov,
               const struct period *p, struct notes *notes, struct err *err);

/* Looks a name up, suffixes included; NULL if there is none. `*extra` gets what the suffixes say. */
struct figure_ref {
    const struct figure *figure;
    int level;                        /* from _cap_…, -1 */
    int before, change, change_ratio; /* from the other suffixes */
};
int facts_find(const struct facts *f, const char *name, struct figure_ref *out); /* 1 found, 0 not */
const char *facts_nearest(const struct facts *f, const char *name);              /* NULL if none is near */
const struct figure *facts_all(const struct facts *f, size_t *n);

/* [doi_chieu]: what stands on the left is equal to what stands on the right, or no more than that. */
struct facts_identity {
    struct identity_term {
        const struct figure *figure;
        int sign, right;
    } * terms;
    size_t n;
    int at_most;
    const char *text; /* "hs_tiep_nhan_tong = hs_trong_ky + hs_ky_truoc" */
};
const struct facts_identity *facts_identities(const struct facts *f, size_t *n);

/* The value of a (suffixed) name in a scope. The name must exist (assert). Remembered: asking again is cheap. */
struct value facts_value(struct facts *f, const char *name, struct scope s);
/* The range a figure is counted over. */
struct range facts_range(const struct facts *f, const struct figure *fig, int before);
const struct cube *facts_cube(const struct facts *f);
const struct coverage *facts_coverage(const struct facts *f);
const struct period *facts_period(const struct facts *f);

#endif
