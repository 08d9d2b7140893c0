/* Verb run: the papers of one unit for one period, published as a whole. */
#ifndef RUN_GENERATE_H
#define RUN_GENERATE_H

#include <stdio.h>

#include "run/request.h"

/* Prints the paths of the published files to `out`, one a line, and findings to stderr. */
int run_generate(const struct run_request *q, FILE *out, struct err *err);

#endif
