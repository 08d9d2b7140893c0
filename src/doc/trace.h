/* From the id of a printed figure back to what it rests on. */
#ifndef DOC_TRACE_H
#define DOC_TRACE_H

#include "data/basis.h"
#include "doc/printed.h"
#include "doc/report.h"

struct trace; /* of one unit's report: a form is read and counted once, whatever is asked of it */

int trace_open(struct arena *a, const struct report_request *q, struct trace **out, struct err *err);

/* The tree of an id: of any figure in any scope below the report's unit, of any cell and bar of the forms, printed or
 * not. *out = NULL if there is no such id. Asking for every id of a report costs as much as making its tables once. */
int trace_basis(struct trace *t, const char *id, struct basis **out, struct err *err);

#endif
