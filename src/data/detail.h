/* Rows one by one: what the cells of the cube add up, each with its code. For explanations, and for what a final keeps
 * of the rows behind its figures. Needs the snapshot that the cube was counted from. */
#ifndef DATA_DETAIL_H
#define DATA_DETAIL_H

#include "data/classify.h"
#include "data/cube.h"

struct db;

struct detail {
    struct rows rows;                  /* count 1 each; sorted by unit, then code; dimensions as in the cube */
    const char *const *codes;          /* per row: ma */
    const struct dossier_dates *dates; /* per row; NULL unless dossiers */
};

/* The rows of a table that were counted in cube->ranges[range], of the units marked in `units` (per unit of the
 * catalog; NULL: all). 70 if they are not those that were counted. */
int detail_load(struct arena *a, struct db *db, const struct cube *c, int range, enum table t, const char *units,
                struct detail **out, struct err *err);

/* A dossier that is in no figure of any period, though its dates, where they can be read, touch the ranges of the
 * cube. */
enum { EXCLUDED_REVERSED = 16 /* ended before it was received */ };
struct excluded {
    const char *code, *unit, *procedure, *received, *due, *ended; /* as stored, "" for none */
    unsigned reasons;                                             /* enum odd_reason without ODD_CODE, or the above */
};

/* In the order of their codes. */
int detail_excluded(struct arena *a, struct db *db, const struct cube *c, struct excluded **out, size_t *n,
                    struct err *err);

#endif
