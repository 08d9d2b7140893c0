/* What a PDF embeds of a font: a TrueType file of the letters a paper prints, numbered from 1, and what the font says
 * about itself. Nothing here knows PDF. */
#ifndef RENDER_FONT_SUBSET_H
#define RENDER_FONT_SUBSET_H

#include "base/buf.h"
#include "render/font.h"

enum { FONT_CODES = 0x10000 }; /* characters of the BMP */

/* One bit a character, high bit first. */
typedef unsigned char font_codes[FONT_CODES / 8];

struct font_subset {
    struct buf file;
    unsigned nglyphs;           /* in the file */
    uint16_t glyph[FONT_CODES]; /* in the file, of each character; 0: not in it */
};

struct font_description { /* lengths in 1/1000 of the size */
    const char *name;     /* PostScript: "LiberationSerif-Bold" */
    int box[4];           /* of all its letters: left, bottom, right, top */
    int ascent, descent;  /* descent is negative */
    int cap_height;
    int italic_angle; /* degrees, -16 for a face that leans right */
    int bold;
};

/* 69: the file is damaged. */
int font_cut(struct arena *a, const struct font_face *f, const font_codes used, struct font_subset *out,
             struct err *err);
void font_describe(struct arena *a, const struct font_face *f, struct font_description *out);

#endif
