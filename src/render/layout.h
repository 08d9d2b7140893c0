/* Document → pages: pure geometry. Positions follow Nghị định 30/2020/NĐ-CP, Phụ lục I; where it leaves a choice, the
 * constants at the head of layout.c say what was chosen. */
#ifndef RENDER_LAYOUT_H
#define RENDER_LAYOUT_H

#include "doc/document.h"
#include "render/page.h"

struct buf;
struct err;
struct notes;

/* A character missing from the fonts is an error (69) naming it and where it stands. Notes tell what had to be forced,
 * e.g. a word wider than its cell. */
int layout_document(struct arena *a, const struct document *doc, const struct metrics *m, struct pages **out,
                    struct notes *notes, struct err *err);

/* Boxes as text, for golden tests: one line an item, hundredths of a millimetre. */
void pages_dump(struct arena *a, const struct pages *p, struct buf *out);

#endif
