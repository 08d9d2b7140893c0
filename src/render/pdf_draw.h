/* A page's items → a PDF content stream. No library: only bytes. Fonts are the resources /F1 … /F4, one a face; text is
 * written in two-byte codes that are Unicode code points. */
#ifndef RENDER_PDF_DRAW_H
#define RENDER_PDF_DRAW_H

#include "base/buf.h"
#include "render/page.h"

struct err;

struct pdf_box { /* points, upwards from the lower left corner of the page */
    double left, bottom, right, top;
};

struct pdf_draw {
    const struct metrics *metrics;
    /* The next content belongs to this element: its number on the page (MCID), -1 if the file is full. NULL: the file
     * is not tagged and no content is marked. */
    int (*mark)(void *ctx, const struct element *e);
    void *ctx;
    unsigned char used[FACE_COUNT][0x10000 / 8]; /* bit of each character drawn so far, high bit first */
    struct buf out;                              /* the last page's content */
};

/* Room that an item takes. */
struct pdf_box pdf_draw_box(const struct metrics *m, const struct page *p, const struct item *i);
void pdf_draw_init(struct pdf_draw *d, struct arena *a, const struct metrics *m);
/* `where` is the page's place in the file, for messages. 69: a character the font lacks; 70: a place that is no number
 * or far off the page. */
int pdf_draw_page(struct pdf_draw *d, const struct page *p, size_t where, struct err *err);

#endif
