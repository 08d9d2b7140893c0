/* fonts/fonts.ini → candidates in order; which one is taken is decided where fonts may be opened (render/font.h). */
#ifndef RUN_FONTS_H
#define RUN_FONTS_H

#include "render/font.h"

/* One candidate for each folder of each section, in the order of the file. 66 no such file, 78 bad content. */
int fonts_load(struct arena *a, const char *ini_path, struct font_candidates *out, struct err *err);

#endif
