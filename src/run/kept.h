/* What a final keeps beside its papers: its figures as printed and the rows behind them (run/detail_file.h). */
#ifndef RUN_KEPT_H
#define RUN_KEPT_H

#include "doc/trace.h"
#include "run/detail_file.h"
#include "run/manifest.h"

/* The figures of a document, in reading order; one that stands in several places has a line for each. What they are
 * called, and numerators, come from `trace` (NULL: left empty). */
int kept_figures(struct arena *a, const struct document *doc, struct trace *trace, struct kept_figure **out, size_t *n,
                 struct err *err);
/* 1 if both print the same number, however it is written, and whatever it was rounded from. */
int kept_same(const struct kept_figure *x, const struct kept_figure *y);
/* "307.485" → "307485", "99,35%" → "99.35", "05" → "5"; "" for what is no single number. */
const char *kept_value(struct arena *a, const char *text);
/* Per unit of the catalog: is it `root` or below it? */
char *kept_units(struct arena *a, const struct catalog *c, int root);

#endif
