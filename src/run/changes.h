/* `check --changes`: what is not any more as it was published, figure by figure and row by row. */
#ifndef RUN_CHANGES_H
#define RUN_CHANGES_H

#include <stdio.h>

#include "run/past.h"

/* TSV of the unit asked for. Columns: loai, ky (of the final), so, ngay (its number and date), bang, ma, don_vi,
 * khi_do, hien_nay, noi, phien, tep, ngay_nhap (the import that made it so). loai is so_lieu   a figure that the final
 * of this period printed and that is another today: ma its id, noi where it stood do        a row behind it that is not
 * as it was: noi the id of the figure; it follows the line of its figure du_lieu   a row that is not as it was and
 * changes no figure: noi the days over which it is counted lien_tuc  a dossier that does not pass from the period
 * before into this one as published */
int run_changes(const struct run_request *q, FILE *out, struct err *err);

/* The same as findings about the unit asked for, for `check`; the period is counted, the database open. `doc`: the
 * unit's paper as it would be printed, of `r`. */
int changes_note(struct run_context *x, const struct report_request *r, const struct document *doc, struct err *err);

#endif
