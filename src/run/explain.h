/* Where a printed figure comes from: its rule, its numbers, and the rows behind it. */
#ifndef RUN_EXPLAIN_H
#define RUN_EXPLAIN_H

#include <stdio.h>

#include "run/request.h"

struct explain_request {
    const char *id; /* NULL with list */
    int list;       /* every figure of the report instead: ma, gia_tri, noi_in, ten, cach_tinh */
    int excluded;   /* the rows that were left out of what the figure counts, each with the reason */
};

/* TSV on `out`, UTF-8 with a mark of it in front (office programs take it for another encoding without). Comment lines
 * "# …" say what is counted and how, then come the rows: a header and a line each, a block for each table and range.
 * 64 for an id that is none, with the nearest that is. */
int run_explain(const struct run_request *q, const struct explain_request *e, FILE *out, struct err *err);

#endif
