/* Rows into a table by key: new, changed or as they were. What a dossier was before goes to the history. */
#ifndef DATA_UPSERT_H
#define DATA_UPSERT_H

#include "data/db.h"
#include "data/intake.h"

struct upsert;

enum upsert_outcome {
    UPSERT_NEW,
    UPSERT_CHANGED,
    UPSERT_SAME,
    UPSERT_DUPLICATE /* a row of this file had the key and other contents; nothing was written */
};

/* Inside a transaction of the caller. `present`: the columns that the file has; the others keep what they hold (new
 * rows: the preset). `session`: number of the import, `file`: its name, both for the history. */
int upsert_open(struct arena *a, struct db *db, const struct intake_table *t, const int *present, int64_t session,
                const char *file, struct upsert **out, struct err *err);
/* `line` is kept for the key. For UPSERT_DUPLICATE *other gets the line of the row before. */
int upsert_row(struct upsert *u, const struct intake_value *values, int64_t line, enum upsert_outcome *outcome,
               int64_t *other, struct err *err);
void upsert_close(struct upsert *u); /* NULL is allowed */

#endif
