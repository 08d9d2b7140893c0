/* How wide, how high, how many printed pages: a sheet's geometry. Points; margins inside cells are added by the reader.
 */
#ifndef RENDER_XLSX_MEASURE_H
#define RENDER_XLSX_MEASURE_H

#include "render/xlsx_plan.h"

void xlsx_set_widths(struct arena *a, struct xlsx_sheet *s); /* needs the head of the table, from row `header` on */
void xlsx_set_head_heights(struct arena *a, struct xlsx_sheet *s);
void xlsx_set_heights(struct arena *a, struct xlsx_sheet *s);

double xlsx_span_width(const struct xlsx_sheet *s, int column, int columns); /* inside cells that are merged */
double xlsx_text_height(const char *text, unsigned style, double width);
/* "(3)=(4)+(5)" on as many lines as the width asks for: broken behind "=" and before "+" and "-". */
const char *xlsx_break_number(struct arena *a, const char *s, double size, double width);

double xlsx_page_scale(const struct xlsx_sheet *s); /* at which the sheet is as wide as the page; 1 at most */
/* Printed at that scale, or a little smaller rather than with a few last rows alone on a page. */
int xlsx_count_pages(const struct xlsx_sheet *s);

#endif
