/* What was loaded: "no rows" and "not loaded" are different things (table pham_vi).
 * Coverage of a unit counts for the units below it; a unit whose children are all covered and which has no rows of its
 * own is covered too. */
#ifndef DATA_COVERAGE_H
#define DATA_COVERAGE_H

#include "conf/period.h"
#include "data/catalog.h"

struct coverage;

int coverage_load(struct arena *a, struct db *db, const struct catalog *c, struct coverage **out, struct err *err);
/* 1 if the table (e.g. "ho_so") is complete for the unit and all below it in the whole range. */
int coverage_has(const struct coverage *cov, const char *table, int unit, struct range r);
/* Units in force below (and with) `unit` that are not covered: names joined for a message, "" if none. */
char *coverage_missing(struct arena *a, const struct coverage *cov, const char *table, int unit, struct range r);

#endif
