/* All counts of a run: one pass over the dossiers of a snapshot for every range asked for, and the other tables.
 * Every dossier in scope of a range is in exactly one cell; cells merge by adding, so files of cells made elsewhere
 * give the same cube. */
#ifndef DATA_CUBE_H
#define DATA_CUBE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "conf/config.h"
#include "data/catalog.h"
#include "data/notice.h"
#include "data/rows.h"

struct db;

/* A dossier that the scan met and that is in no cell, or stands in one as if a code of it had been left out. */
enum odd_reason { ODD_UNREADABLE = 1, ODD_UNIT = 2, ODD_PROCEDURE = 4, ODD_CODE = 8 };
struct odd_dossier {
    int64_t rowid;
    int unit; /* -1: unknown */
    unsigned reasons;
    day_t received, ended; /* DAY_NONE: none, or none that can be read */
};

struct cube {
    const struct catalog *catalog;
    enum returned_mode returned;
    struct range *ranges; /* distinct */
    size_t nranges;
    struct rows (*tables)[TABLE_COUNT]; /* [range][table] */
    int64_t scanned;                    /* dossier rows read */
    /* for checks */
    struct odd_dossier *odd;
    size_t nodd;
    struct noticed (**noticed)[NOTICE_COUNT]; /* [range][unit][notice] */
};

/* ranges may repeat; cube->ranges holds each once. */
int cube_count(struct arena *a, struct db *db, const struct catalog *c, const struct range *ranges, size_t nranges,
               enum returned_mode mode, struct cube **out, struct err *err);
int cube_range(const struct cube *c, struct range r); /* index, -1 if it was not counted */
const struct rows *cube_rows(const struct cube *c, int range, enum table t);

/* Columns of biểu II.06a, Thông tư 01/2020/TT-VPCP, over some rows of the dossiers. */
struct cube_sums {
    int64_t all;                              /* (3) */
    int64_t online, other, carried;           /* (4) (5) (6) */
    int64_t resolved, early, on_time, late;   /* (7) (8) (9) (10) */
    int64_t open, open_in_time, open_overdue; /* (11) (12) (13) */
    int64_t returned, withdrawn, stopped;     /* only in mode RETURNED_APART */
};
struct cube_sums cube_sum(const struct rows *dossiers, size_t first, size_t end);
/* 1 if (3) = (4) + (5) + (6) = (7) + returned + withdrawn + stopped + (11). */
int cube_sums_balance(const struct cube_sums *s);

/* TSV with a header: one line a cell, dimensions by code; comment lines "# …" first (schema version, ranges,
 * fingerprint). */
void cube_write(const struct cube *c, const char *fingerprint, FILE *out); /* ferror(out) tells of failures */

#endif
