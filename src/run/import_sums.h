/* What became of the rows of one file, told on stderr and kept in the import log (nhap_lieu, nhap_lieu_tu_choi). */
#ifndef RUN_IMPORT_SUMS_H
#define RUN_IMPORT_SUMS_H

#include "data/db.h"
#include "data/intake.h"

struct rejected_sum {
    enum reject_reason reason;
    int column;       /* -1: the row as a whole */
    const char *unit; /* NULL: no known unit */
    int64_t rows;
};

struct import_sums {
    struct arena *arena;
    int64_t rows, added, changed, same, rejected; /* rows = the sum of the others */
    struct index keys;
    VEC(struct rejected_sum) by_reason;
};

void sums_init(struct import_sums *s, struct arena *a);
void sums_reject(struct import_sums *s, enum reject_reason reason, int column, const char *unit);
/* One line a reason and column, in the order of columns. */
void sums_report(struct arena *a, const struct import_sums *s, const struct intake_table *t);

/* The entry that the history refers to. */
int sums_begin(struct db *db, const char *table, const char *file, const char *day, int64_t *session, struct err *err);
/* Completes the entry. *keep becomes 0 when the import changed nothing and the one before of that file, with the same
 * bytes, says all of it: the transaction may then be rolled back. */
int sums_end(struct db *db, int64_t session, const char *table, const char *file, const char *sha256,
             const struct import_sums *s, int *keep, struct err *err);

#endif
