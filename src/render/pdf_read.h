/* A reader of PDF files of its own, to check what was written: no library that writes them has a part in it. Values are
 * spans of the file's bytes, found again by scanning; nothing is built. */
#ifndef RENDER_PDF_READ_H
#define RENDER_PDF_READ_H

#include <stddef.h>

#include "base/buf.h"

struct err;

struct pdf_span {
    const unsigned char *p, *end; /* p NULL: nothing there */
};

struct pdf_file {
    struct arena *arena;
    const unsigned char *bytes;
    size_t n;
    size_t *offset; /* of each object, 0: free */
    unsigned nobjects;
    struct pdf_span trailer;
};

/* Reads the file whole; checks header, startxref, cross-reference table and trailer. 66/77 file, 74 damaged. */
int pdf_open(struct arena *a, const char *path, struct pdf_file *out, struct err *err);
/* The value of an object, which must begin at its offset, be well-formed and end with endobj. *stream gets the raw
 * bytes of a stream, nothing for other objects. */
struct pdf_span pdf_object(const struct pdf_file *f, unsigned number, struct pdf_span *stream);

/* The end of the value at p, NULL if it is not well-formed. */
const unsigned char *pdf_skip(const unsigned char *p, const unsigned char *end);
const unsigned char *pdf_blank(const unsigned char *p, const unsigned char *end); /* behind blanks and comments */
int pdf_next(struct pdf_span *list, struct pdf_span *item); /* takes the next value from the inside of an array */
struct pdf_span pdf_inside(struct pdf_span array);          /* what stands between [ and ] */

/* The value of a key, references followed. */
struct pdf_span pdf_get(const struct pdf_file *f, struct pdf_span dict, const char *key);
struct pdf_span pdf_follow(const struct pdf_file *f, struct pdf_span v);
unsigned pdf_reference(const struct pdf_file *f, struct pdf_span dict, const char *key); /* object number, 0: none */
unsigned pdf_reference_of(struct pdf_span v);
int pdf_number(struct pdf_span v, double *out);  /* 0 or -1 */
int pdf_is(struct pdf_span v, const char *text); /* are these the bytes? */

/* The decoded bytes of a stream object (FlateDecode or none), added to `out`. 0 or -1. */
int pdf_decode(const struct pdf_file *f, unsigned number, struct buf *out);
/* The bytes of a string: escapes, line ends, hexadecimal. 0 or -1. */
int pdf_string(struct pdf_span v, struct buf *out);

#endif
