/* One hash of everything counted and named in a run: equal for the same data, whatever the order of rows in the
 * database. */
#ifndef RUN_FINGERPRINT_H
#define RUN_FINGERPRINT_H

#include "base/hash.h"
#include "data/cube.h"

/* Units, fields and procedures, the rows of all ranges, entries and coverage up to the last day of the ranges. */
int fingerprint_data(struct arena *a, struct db *db, const struct catalog *c, const struct cube *cube,
                     char out[HASH_HEX], struct err *err);

#endif
