/* Lines of tab-separated values that office programs open as text: no cell becomes a formula, no value a new cell. */
#ifndef BASE_TSV_H
#define BASE_TSV_H

#include <stdio.h>

/* One cell and what follows it: '\t' or '\n'. Tabs, line ends and other control characters become blanks; what begins
 * like a formula (= + - @) and is no number gets an apostrophe in front. */
void tsv_cell(FILE *out, const char *text, char end);

#endif
