/* Charts of the document as native charts of the workbook, each on a sheet beside the table of its figures. */
#ifndef RENDER_XLSX_CHART_H
#define RENDER_XLSX_CHART_H

#include "render/xlsx_plan.h"

/* The table: a row per group, a column per series; for shares their percentages beside them. What is not loaded stays
 * blank, since a chart would take text for nought. */
struct grid *xlsx_chart_grid(struct arena *a, const struct chart *c);
/* Where the chart stands on the planned sheet of its table. */
void xlsx_chart_place(struct xlsx_sheet *s);
/* Cells that the chart draws from, and what stands in them. */
struct xlsx_ref {
    const char *text; /* "'Biểu đồ 1'!$B$4:$B$7" */
    struct xlsx_value *values;
    size_t n;
};
/* Three of each series, in the order of the file: its name, the groups, its values. */
struct xlsx_ref *xlsx_chart_refs(struct arena *a, const struct xlsx_sheet *s);

struct lxw_workbook;
struct lxw_worksheet;
/* Puts the chart on its sheet; 0, or an error of the library. */
int xlsx_chart_draw(struct arena *a, struct lxw_workbook *book, struct lxw_worksheet *sheet,
                    const struct xlsx_sheet *s);

#endif
