/* What the files of this tool share. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdio.h>

#include "data/basis.h"
#include "data/catalog.h"
#include "doc/printed.h"

/* Prints every number in the words of the paper that is in no figure and none of what may stand there; returns how
 * many. */
size_t stray_digits(struct arena *a, const struct document *d, const struct catalog *catalog, int rank_minimum,
                    FILE *out);

/* 1 if the value, of a tree or of the same tree measured again, is what the paper prints there. A change is printed
 * without its sign: words say whether it is a rise. */
int is_printed(struct arena *a, const struct basis *b, const struct value *v, const struct printed *p);

#endif
