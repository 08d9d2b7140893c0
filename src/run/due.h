/* run --due: makes every draft that is ready and not there or no longer valid, oldest cut-off first. */
#ifndef RUN_DUE_H
#define RUN_DUE_H

#include "run/request.h"

/* As run_generate for each of them; one that fails or lacks data does not hold up the others. 75 where data are not
 * complete yet (naming the units) or another run is at work, 78 where the config has no regular reports, 74 where
 * several failed for different reasons. */
int run_due(const struct run_request *q, day_t today, FILE *out, struct err *err);

#endif
