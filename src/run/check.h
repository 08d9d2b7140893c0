/* The verb `check`: findings about the data of a period. */
#ifndef RUN_CHECK_H
#define RUN_CHECK_H

#include <stdio.h>

#include "run/request.h"

/* Lines "mức [id] nơi: câu"; deep also has SQLite check the whole file. today: DAY_NONE for the day of the run. 1 if a
 * finding is an error, 0 if none is, -1 with *err if it could not be done. */
int run_check(const struct run_request *q, int deep, day_t today, FILE *out, struct err *err);

#endif
