/* Tab-separated values that office programs may open: a cell is never a formula, never breaks its line, and shows in
 * the order in which it is written. */
#ifndef BASE_TSV_H
#define BASE_TSV_H

#include <stdio.h>

/* First bytes of a file: without them Excel takes UTF-8 for another encoding. */
#define TSV_BOM "\xEF\xBB\xBF"

/* One cell: tabs, line ends and other control characters become blanks, marks of writing direction and invisible
 * characters are left out; what begins like a formula (base/formula.h), here or right behind a comma or semicolon, gets
 * an apostrophe in front. Valid UTF-8 is asked for. */
void tsv_text(FILE *out, const char *s);
/* The same and what follows it, '\t' or '\n'; a number with its sign stays one. */
void tsv_cell(FILE *out, const char *text, char end);

#endif
