/* What a PDF says about itself: properties, PDF/A-1b mark (XMP, sRGB output intent, /ID), language. */
#ifndef RENDER_PDF_META_H
#define RENDER_PDF_META_H

#include "base/hash.h"
#include "doc/document.h"
#include "render/pdf_out.h"

/* Errors stay in the HPDF_Doc. `content` is a hash of all that is printed: the file's /ID comes from it, so that the
 * same paper has the same bytes. */
void pdf_meta_add(struct pdf_out *o, const struct document *d, const char content[HASH_HEX], int archive);

#endif
