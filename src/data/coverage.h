/* What was loaded: "no rows" and "not loaded" are different things (table pham_vi).
 * Coverage of a unit counts for the units below it; a unit whose children are all covered and which has no rows of its
 * own is covered too. Stretches that touch or overlap join. A unit need be covered only for the days of the range on
 * which it is in force, and one below that is not in force on any of them is left out. */
#ifndef DATA_COVERAGE_H
#define DATA_COVERAGE_H

#include "conf/period.h"
#include "data/catalog.h"

struct coverage;
struct cube;

/* Keeps db: without a cube it is asked whether a unit has rows of its own. */
int coverage_load(struct arena *a, struct db *db, const struct catalog *c, struct coverage **out, struct err *err);
/* The same, but the rows of a counted range are looked up in the cube. */
const struct coverage *coverage_with_cube(struct arena *a, const struct coverage *cov, const struct cube *cube);

/* 1 if the table (e.g. "ho_so") is complete for the unit and all below it in the whole range. */
int coverage_has(const struct coverage *cov, const char *table, int unit, struct range r);
/* 1 if it is complete for the unit's own rows, by entries for it or for a unit above it. */
int coverage_has_own(const struct coverage *cov, const char *table, int unit, struct range r);
/* Units in force below (and with) `unit` that are not covered: names joined for a message, "" if none; the
 * unit's own name and "tất cả các đơn vị bên dưới" where nothing is covered. */
char *coverage_missing(struct arena *a, const struct coverage *cov, const char *table, int unit, struct range r);

#endif
