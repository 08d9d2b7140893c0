/* `check --changes`: what is not any more as it was published, figure by figure and row by row. */
#ifndef RUN_CHANGES_H
#define RUN_CHANGES_H

#include <stdio.h>

#include "run/past.h"

/* TSV of the unit asked for. Columns: loai (so_lieu: a figure; du_lieu: a row of the same period's final; lien_tuc: a
 * dossier that passes from the period before to this one), ky (of the final), so, ngay (its number and date), bang, ma
 * (figure or row), don_vi, khi_do, hien_nay, noi (where a figure was printed; days over which a row is counted), phien,
 * tep, ngay_nhap (the import that made it so). */
int run_changes(const struct run_request *q, FILE *out, struct err *err);

/* The same as findings about the unit asked for, for `check`; the period is counted, the database open. `doc`: the
 * unit's paper as it would be printed. */
int changes_note(struct run_context *x, const struct document *doc, struct err *err);

#endif
