/* The worksheet "Đối chiếu": every figure of the paper in reading order, with what it is, how it was made and by what
 * right. */
#ifndef DOC_CROSSCHECK_H
#define DOC_CROSSCHECK_H

#include "doc/document.h"
#include "doc/report.h"

/* One row for each place where a figure is printed. */
int crosscheck_grid(struct arena *a, const struct report_request *q, const struct document *doc, struct grid **out,
                    struct err *err);

#endif
