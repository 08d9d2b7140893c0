/* The file that libharu's objects and our own go into. Streams are compressed as they are made, and saving writes
 * straight to the file: the library would keep every page uncompressed, then copy the whole file in memory. Errors of
 * objects stay in the HPDF_Doc. */
#ifndef RENDER_PDF_OUT_H
#define RENDER_PDF_OUT_H

#include <hpdf.h>

#include "base/arena.h"
#include "base/buf.h"

struct pdf_out {
    HPDF_Doc doc;
    struct arena *arena; /* of the file: lives until it is saved */
    struct deflater *deflater;
    struct buf packed; /* scratch */
};

/* Objects that print themselves behind libharu's: thousands of table cells would cost it half a kilobyte each. */
struct pdf_own {
    size_t n;
    void (*print)(void *ctx, size_t i, struct buf *out); /* the value of the i-th */
    void *ctx;
};

void pdf_out_open(struct pdf_out *o, HPDF_Doc doc, struct arena *a);
void pdf_out_close(struct pdf_out *o);
/* A stream object; NULL where the document has an error. */
HPDF_Dict pdf_out_stream(struct pdf_out *o, const void *bytes, size_t n);
/* Into an empty stream of libharu's: the contents of a page. */
void pdf_out_fill(struct pdf_out *o, HPDF_Dict stream, const void *bytes, size_t n);

unsigned pdf_number_of(const void *object);        /* of an object of libharu's */
unsigned pdf_out_first(const struct pdf_out *o);   /* of the first own object; right once libharu's are all there */
void pdf_put_number(struct buf *b, size_t n);      /* decimal */
void pdf_put_reference(struct buf *b, unsigned n); /* "12 0 R" */

/* 0, or -1 with errno: the file could not be written; an error in the HPDF_Doc likewise gives -1, with errno 0. */
int pdf_out_save(struct pdf_out *o, const struct pdf_own *own, int fd);

#endif
