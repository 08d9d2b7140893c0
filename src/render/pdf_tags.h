/* Logical structure of a PDF (ISO 32000-1, 14.7): libharu has no calls for it, so elements are empty dictionaries that
 * print their own bodies when the file is saved. Errors stay in the HPDF_Doc. */
#ifndef RENDER_PDF_TAGS_H
#define RENDER_PDF_TAGS_H

#include <hpdf.h>

#include "render/page.h"

struct pdf_tags;

/* `a` must live until the file is saved. Elements without content are kept: an empty cell is a cell. */
struct pdf_tags *pdf_tags_open(struct arena *a, HPDF_Doc doc, const struct element *root);
void pdf_tags_page(struct pdf_tags *t, HPDF_Page page); /* what is marked from now on stands on this page */
/* For struct pdf_draw: the number of the next marked content on the page, -1 if there are too many. */
int pdf_tags_mark(void *tags, const struct element *e);
/* Puts the annotation of a link into its element; `text` says where it leads. */
void pdf_tags_link(struct pdf_tags *t, HPDF_Page at, const struct element *e, const char *text,
                   HPDF_Annotation annotation);
void pdf_tags_close(struct pdf_tags *t); /* before saving */

#endif
