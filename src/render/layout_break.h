/* Words and lines between breaking and writing, for layout_text.c and layout_lines.c only. */
#ifndef RENDER_LAYOUT_BREAK_H
#define RENDER_LAYOUT_BREAK_H

#include "render/layout_impl.h"

#define SHRINK 0.92 /* narrowest word space, of the normal one */
#define GAPING 5.0  /* lines that would need wider spaces (about three letters) stay ragged */

enum joint {
    JOINT_TIED, /* blank that may not break */
    JOINT_BLANK,
    JOINT_LINE,   /* forced new line */
    JOINT_MARK,   /* after "=" or "+" of a formula */
    JOINT_UNTIED, /* tied, but the whole is wider than a line */
    JOINT_CUT,    /* inside a word that is wider than a line */
    JOINT_END
};

struct piece { /* part of a word in one style */
    const char *s;
    size_t n;
    int64_t em;
    const struct run *run;
    enum face face;
};

struct atom { /* a word, or a part of one that is wider than a line */
    size_t piece, npieces;
    int64_t em, glue; /* glue: natural width of the blanks behind it */
    int blanks;
    int seam;         /* part of a split word that ends in a sign */
    enum joint joint; /* to the next atom */
};

struct breaker {
    VEC(struct piece) pieces;
    VEC(struct atom) atoms, split;
    VEC(size_t) ends; /* of the lines: index behind the last atom */
    VEC(double) cost;
    VEC(size_t) from;
    size_t cuts, cut_atom;
};

void break_lines(struct layout *l, const struct text *t, const struct text_style *s); /* fills l->breaker */

#endif
