/* What the files explain*.c share. Nobody else includes this. */
#ifndef RUN_EXPLAIN_IMPL_H
#define RUN_EXPLAIN_IMPL_H

#include "doc/trace.h"
#include "run/explain.h"

/* One figure at work. */
struct explanation {
    const struct run_context *x;
    struct arena *arena;
    const struct basis *basis;
    const struct printed *printed; /* of the report */
    size_t nprinted;
    FILE *out;
};

/* explain_head.c: the comment lines. */
void explain_head(const struct explanation *e);
const char *explain_range(struct arena *a, struct range r); /* "từ ngày 15/12/2017 đến hết ngày 14/10/2018" */
const char *explain_value(struct arena *a, const struct basis *b);

/* Leaves that select rows of one table and range, with what they serve as. */
struct leaf_use {
    const struct basis *leaf;
    const char *role; /* "tử số", "" for a figure that is its only leaf */
};
typedef VEC(struct leaf_use) leaf_uses;
void explain_leaves(struct arena *a, const struct basis *b, const char *role, leaf_uses *out);

/* explain_rows.c: the rows behind the leaves, or those that were left out. */
int explain_rows(const struct explanation *e, struct err *err);
/* explain_excluded.c */
int explain_excluded(const struct explanation *e, struct err *err);

#endif
