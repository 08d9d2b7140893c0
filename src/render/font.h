/* Which font files to use: fonts/fonts.ini names candidates per face; the first whose four files cover every Vietnamese
 * letter, digit and sign that papers need is taken (checked in the cmap, not by name: Debian 12's fonts-liberation 1.07
 * lacks ninety letters). Opened only in a render child. */
#ifndef RENDER_FONT_H
#define RENDER_FONT_H

#include "render/page.h"

struct err;

struct font_family {
    const char *name;              /* "Liberation Serif" */
    const char *files[FACE_COUNT]; /* absolute paths */
};

struct font_candidates {
    struct font_family *v;
    size_t n;
    const char *remedy; /* package to install, for the message */
};

/* Index of the first complete family; -1 with status 69, what each candidate lacks, and the remedy. */
int font_choose(struct arena *a, const struct font_candidates *c, struct err *err);
/* Every code point a face must have: 134 Vietnamese letters, ASCII, punctuation of papers. 0-terminated. */
const uint32_t *font_required(void);

/* A TrueType file. It is not trusted: whatever is read beyond a table's end is 0 or empty. */
struct font_face;
struct font_span {
    const unsigned char *p;
    size_t n;
};
int font_open(struct arena *a, const char *path, struct font_face **out, struct err *err); /* lives in `a` */
int font_advance(const struct font_face *f, uint32_t codepoint);                           /* 1/1000, -1 if absent */
int font_family_metrics(struct arena *a, const struct font_family *f, struct metrics *out, struct err *err);

const char *font_path(const struct font_face *f);
unsigned font_glyphs(const struct font_face *f);                        /* how many */
unsigned font_glyph(const struct font_face *f, uint32_t codepoint);     /* its number, 0: absent */
unsigned font_metric(const struct font_face *f, unsigned glyph, int i); /* 0 advance, 1 left side bearing, raw */
int font_thousandths(const struct font_face *f, int units);             /* of its square → 1/1000 */
struct font_span font_table(const struct font_face *f, const char *tag);
struct font_span font_outline(const struct font_face *f, unsigned glyph); /* empty: draws nothing */
/* Big-endian numbers at a place of a span. */
unsigned font_u16(struct font_span s, size_t at);
int font_s16(struct font_span s, size_t at);
uint32_t font_u32(struct font_span s, size_t at);

#endif
