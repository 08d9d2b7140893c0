/* Liberation Serif 2 where Debian keeps it: 12 beside the older 1.07, 13 and later in its place. */
#ifndef SERIF_H
#define SERIF_H

#include "base/err.h"
#include "render/font.h"
#include "unit.h"

#define SERIF(dir)                                                                                              \
    {                                                                                                           \
        "Liberation Serif",                                                                                     \
        {                                                                                                       \
            [FACE_REGULAR] = dir "/LiberationSerif-Regular.ttf", [FACE_BOLD] = dir "/LiberationSerif-Bold.ttf", \
            [FACE_ITALIC] = dir "/LiberationSerif-Italic.ttf",                                                  \
            [FACE_BOLD_ITALIC] = dir "/LiberationSerif-BoldItalic.ttf"                                          \
        }                                                                                                       \
    }

static inline const struct font_family *serif(struct arena *a)
{
    static struct font_family families[] = {SERIF("/usr/share/fonts/truetype/liberation2"),
                                            SERIF("/usr/share/fonts/truetype/liberation")};
    struct font_candidates c = {families, LENGTH(families), "fonts-liberation2"};
    struct err e = {.status = ST_OK};
    int i = font_choose(a, &c, &e);

    if (i < 0)
        fail_msg("%s", e.text);
    return &families[i < 0 ? 0 : i];
}

#endif
