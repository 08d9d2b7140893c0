/* What the files of this tool share. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdio.h>

#include "data/catalog.h"
#include "doc/document.h"

/* Prints every number in the words of the paper that is in no figure and none of what may stand there; returns how
 * many. */
size_t stray_digits(struct arena *a, const struct document *d, const struct catalog *catalog, int rank_minimum,
                    FILE *out);

#endif
