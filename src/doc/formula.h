/* Formulas of a table's columns: "4+5+6", "(8+9)/7". */
#ifndef DOC_FORMULA_H
#define DOC_FORMULA_H

#include "doc/document.h"

struct formula_term {
    int column, sign; /* index in the grid; ±1 */
    int below;        /* of the divisor */
};

/* Columns are called by the number that the form gives them (column.key), or else by that in the row of column numbers,
 * or by their place. NULL for anything but such a formula over columns that are there. */
struct formula_term *formula_parse(struct arena *a, const struct grid *g, const char *s, size_t *n);

#endif
