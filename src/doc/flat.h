/* Tables that only the workbook shows, put together by hand: one header row, nothing merged, an empty cell for what is
 * not there. */
#ifndef DOC_FLAT_H
#define DOC_FLAT_H

#include "doc/document.h"

struct flat_column {
    const char *name, *label; /* ASCII; header */
    enum cell_kind kind;
    double weight;
    const char *formula; /* as in struct column: columns count from 1 */
};

/* Columns and header of `g`; the labels live as long as it. */
void flat_columns(struct arena *a, const struct flat_column *columns, size_t n, struct grid *g);

struct cell flat_text(struct arena *a, const char *s); /* "" is empty */
struct cell flat_count(struct arena *a, int64_t n);
struct cell flat_day(struct arena *a, day_t d); /* DAY_NONE is empty */

#endif
