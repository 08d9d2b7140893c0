/* Units name their parent unit, which may come later in the same file: rows wait for its end, then those without a
 * parent, and those below themselves, are rejected. */
#ifndef RUN_HIERARCHY_H
#define RUN_HIERARCHY_H

#include "data/db.h"
#include "data/intake.h"

struct hierarchy;

struct hierarchy *hierarchy_new(struct arena *a);
/* Keeps the row just read, accepted or not, and its cells. */
void hierarchy_hold(struct hierarchy *h, const struct intake *in, const struct csv_row *row);
/* Against the units of the database, as they will be with the accepted rows. */
int hierarchy_resolve(struct hierarchy *h, struct db *db, const struct intake_table *t, struct err *err);
size_t hierarchy_count(const struct hierarchy *h);
/* Puts a row back into `in`, with its reasons if it was rejected. */
struct csv_row hierarchy_row(const struct hierarchy *h, size_t i, struct intake *in);

#endif
