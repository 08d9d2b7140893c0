/* A font in a PDF: a composite font (Type 0) whose codes are Unicode code points, with the letters a paper prints. Its
 * objects are our own: those that libharu makes of a TrueType font are no PDF/A (no CIDSet, a ToUnicode map that
 * readers warn of, parts of composed letters missing) and four times as large. */
#ifndef RENDER_PDF_FONT_H
#define RENDER_PDF_FONT_H

#include "render/font_subset.h"
#include "render/pdf_out.h"

/* NULL with status 69: the font file is damaged. Other errors stay in the HPDF_Doc. */
HPDF_Dict pdf_font_add(struct pdf_out *o, const struct font_face *f, const font_codes used, struct err *err);

#endif
