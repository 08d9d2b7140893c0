/* Text in worksheet cells: how wide, how many lines, what a cell can hold. Widths are those of Times New Roman, rounded
 * up a little: a cell that is too high looks better than one that cuts its text. */
#ifndef RENDER_XLSX_TEXT_H
#define RENDER_XLSX_TEXT_H

#include <stddef.h>

struct arena;

double xlsx_text_width(const char *s, double size, int bold);            /* points, of the longest line */
double xlsx_longest_word(const char *s, double size, int bold);          /* points */
int xlsx_line_count(const char *s, double size, int bold, double width); /* when wrapped to `width` points */

size_t xlsx_length(const char *s); /* as workbooks count: UTF-16 units */
/* NULL if a cell can hold the text, else what is wrong with it. */
const char *xlsx_text_fault(const char *s);
/* "_x0041_" in a workbook means "A": such text is written "_x005F_x0041_". */
const char *xlsx_escape(struct arena *a, const char *s);

/* A sheet name: at most 31 units, none of []:*?/\, no apostrophe at its ends, unlike every earlier name when case is
 * ignored (Vietnamese letters too). */
const char *xlsx_sheet_name(struct arena *a, const char *wanted, const char *const *taken, size_t ntaken);

#endif
