/* Findings about the data of a period, worded for the people who can mend them. */
#ifndef DATA_CHECKS_H
#define DATA_CHECKS_H

#include "data/facts.h"

/* Excluded dossiers (ended before received, unreadable dates, unknown unit or procedure: found by queries of their own),
 * returned or withdrawn after the due day, no due date, received after `today` (DAY_NONE: not asked), sections without
 * coverage, overlapping entries, column identities of the cube for every range. */
int checks_run(struct arena *a, struct db *db, const struct cube *cube, const struct coverage *cov,
               const struct period *p, int unit, day_t today, struct notes *notes, struct err *err);

#endif
