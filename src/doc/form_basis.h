/* From the id of a cell or bar to what it rests on. For trace.c. */
#ifndef DOC_FORM_BASIS_H
#define DOC_FORM_BASIS_H

#include "data/basis.h"
#include "doc/form.h"

struct form_count;

/* Counts a table once, for all its cells. */
int form_count(struct arena *a, const struct form *f, const struct form_context *c, struct form_count **out,
               struct err *err);
/* path: what stands behind "<ma>/": "4/linh_vuc=DD". NULL: there is no such cell. */
struct basis *form_cell_basis(struct arena *a, const struct form_count *b, const char *path);
/* "<series>/<group>"; of shares the part over the whole bar. NULL: there is no such bar. */
struct basis *form_bar_basis(struct arena *a, const struct form *f, const struct form_context *c, const char *path);

#endif
