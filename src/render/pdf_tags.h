/* Logical structure of a PDF (ISO 32000-1, 14.7): libharu has no calls for it, so elements are own objects of the file.
 * Errors stay in the HPDF_Doc. */
#ifndef RENDER_PDF_TAGS_H
#define RENDER_PDF_TAGS_H

#include "render/page.h"
#include "render/pdf_out.h"

struct pdf_box;
struct pdf_tags;

/* Elements without content are kept: an empty cell is a cell. */
struct pdf_tags *pdf_tags_open(struct pdf_out *out, const struct element *root);
void pdf_tags_page(struct pdf_tags *t, HPDF_Page page); /* what is marked from now on stands on this page */
/* For struct pdf_draw: the number of the next marked content on the page, -1 if there are too many. */
int pdf_tags_mark(void *tags, const struct element *e);
/* Puts a link or a form field into its element. */
void pdf_tags_annotation(struct pdf_tags *t, HPDF_Page at, const struct element *e, HPDF_Dict annotation);
void pdf_tags_box(struct pdf_tags *t, const struct element *figure, const struct pdf_box *box); /* kept, not copied */
/* Before saving: the objects to save with the file. */
struct pdf_own pdf_tags_close(struct pdf_tags *t);

#endif
