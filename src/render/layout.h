/* Document → pages: pure geometry. Positions follow Nghị định 30/2020/NĐ-CP, Phụ lục I; where it leaves a choice, the
 * constants at the head of layout.c say what was chosen. */
#ifndef RENDER_LAYOUT_H
#define RENDER_LAYOUT_H

#include "doc/document.h"
#include "render/page.h"

struct buf;
struct err;
struct notes;

enum { TAG_ROWS = 2000 }; /* unless the configuration wants more */

struct layout_options {
    /* The cells of a table with more body rows than this have no elements: they would be most of the file. Each page of
     * such a table is one "P": all its text stays in the tree, in reading order, only not as a table; its caption and
     * note are paragraphs. Artifacts would be lost to whoever reads by the tree (screen readers, export to other
     * formats). SIZE_MAX: every table is tagged cell by cell. */
    size_t tag_rows;
    int signature_field; /* an empty one between the signer's title and name */
};

/* Notes tell what had to be forced, e.g. a word wider than its cell. A character that the fonts lack is printed as "?",
 * and an error (id thieu_chu) names it and where it stands. */
int layout_document(struct arena *a, const struct document *doc, const struct metrics *m,
                    const struct layout_options *o, struct pages **out, struct notes *notes, struct err *err);

/* Boxes as text, for golden tests: one line an item, hundredths of a millimetre. */
void pages_dump(struct arena *a, const struct pages *p, struct buf *out);

#endif
