/* Rows of the small tables, and entries, that a figure passes over though they seem to belong to it. Dossiers: see
 * detail_excluded. */
#ifndef DATA_LEFT_OUT_H
#define DATA_LEFT_OUT_H

#include "data/basis.h"

struct db;

enum { LEFT_OUT_DAYS = 3 };

struct left_out {
    const char *code, *unit;         /* as stored; of entries the code is chi_tieu */
    const char *days[LEFT_OUT_DAYS]; /* as stored, "" for none: ngay; ngay_bat_dau, han, ngay_hoan_thanh; tu_ngay,
                                        den_ngay */
    const char *value;               /* of entries, "" else */
    const char *reason;              /* in Vietnamese */
};
typedef VEC(struct left_out) left_out_list;

/* Inspections and tasks of no known unit, inspections of no day that can be read. */
int left_out_rows(struct arena *a, struct db *db, const struct catalog *c, enum table t, struct range r,
                  left_out_list *out, struct err *err);
/* Entries of the figure's chi_tieu that touch its range and are not among those it is made of. `root`: the unit asked
 * for. */
int left_out_entries(struct arena *a, struct db *db, const struct catalog *c, const struct basis *b, int root,
                     left_out_list *out, struct err *err);

#endif
