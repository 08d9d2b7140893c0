/* Pages → a PDF file (libharu), and a check of the written file. */
#ifndef RENDER_PDF_H
#define RENDER_PDF_H

#include "doc/document.h"
#include "render/font.h"
#include "render/page.h"

struct pdf_options {
    int archive; /* the file says that it is PDF/A-1b */
    int tagged;  /* it carries the pages' logical structure, where they have one */
};

/* Writes and fsyncs `path` (must not exist). 69 font, 73/74 file. */
int pdf_write(const struct document *doc, const struct pages *pages, const struct font_family *fonts,
              const struct pdf_options *options, const char *path, struct err *err);
/* Reads the file back: header, cross-reference and every object offset, trailer, number and size of pages, the text of
 * each page equal to the pages' text. 74 if anything differs. */
int pdf_verify(const struct pages *pages, const char *path, struct err *err);

#endif
