/* Which regular reports are there, due, overdue. */
#ifndef RUN_STATUS_H
#define RUN_STATUS_H

#include "run/request.h"

/* For each regular report: the last one that is there, all that are ready and not there, the one that comes next; as a
 * table, or as JSON. A report is there when a draft or a final is published as it was made, with `units` those of every
 * unit too; overdue when it is not and its deadline has passed. 0, 1 if one is overdue, -1; also when the deadline of
 * one that is due and not there cannot be told (78), everything is printed then all the same. */
int run_status(const struct run_request *q, day_t today, int json, FILE *out, struct err *err);

#endif
