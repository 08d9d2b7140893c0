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

/* Widths read straight from a TrueType file's cmap and hmtx tables. */
struct font_face;
int font_open(struct arena *a, const char *path, struct font_face **out, struct err *err);
int font_advance(const struct font_face *f, uint32_t codepoint); /* 1/1000, -1 if absent */
int font_family_metrics(struct arena *a, const struct font_family *f, struct metrics *out, struct err *err);

#endif
