/* The paper that puts a published report right: the figures that are others today and the rows that make them so.
 * Nghị định 30/2020/NĐ-CP, Điều 18: wrong content is mended by a document of equal form. */
#ifndef RUN_CORRECTION_H
#define RUN_CORRECTION_H

#include "doc/report.h"
#include "run/past.h"

#define CORRECTION_REPORT "dinh_chinh" /* folder of its templates */

/* `r`: as for the report itself, with number and date of this paper. `paper`: the report as it would be printed now. */
int correction_build(struct arena *a, const struct report_request *r, const struct past *past,
                     const struct document *paper, const struct figure_change *changes, size_t n, struct document **out,
                     struct notes *notes, struct err *err);

#endif
