/* The verb `cube`: the counted cells of a period as text. */
#ifndef RUN_CUBE_H
#define RUN_CUBE_H

#include <stdio.h>

#include "run/request.h"

/* Lines beginning with "#", a header, one line a cell (data/cube.h). */
int run_cube(const struct run_request *q, FILE *out, struct err *err);

#endif
