/* What libharu 2.3.0 writes wrong about TrueType fonts with its "UTF-8" encoder, put right in its own objects:
 *
 *   ToUnicode    a malformed "begincidrange … <FFFF> 0"; readers warn, some copy garbage → bfrange of the characters
 * used W            10 KB, every character, widths cut off → the characters used, rounded CIDToGIDMap  the whole BMP →
 * up to the last character used glyf         parts of parts of a composed letter (ế = ê + acute, ê = e + circumflex)
 * missing → all embedded CIDSet, CapHeight: absent → added (PDF/A-1 wants them) StemV 0, ItalicAngle 0, ForceBold on
 * every bold face, Ordering "Identity-H", names like "LiberationSerif-Bold,Bold"
 *
 * This needs the layout of libharu's structures, so it is compiled for 2.3.0 alone. With any other version fonts stay
 * as the library writes them: readable, but not PDF/A, and readers may warn. */
#ifndef RENDER_HPDF_REPAIR_H
#define RENDER_HPDF_REPAIR_H

#include <hpdf.h>

/* 1 if fonts can be repaired: compiled for 2.3.0 and running with it. */
int hpdf_repair_available(void);
/* Once for each font, after the last page was drawn and before saving. Does nothing where fonts cannot be repaired. */
HPDF_STATUS hpdf_repair_font(HPDF_Doc doc, HPDF_Font font);

#endif
