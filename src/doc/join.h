/* Blanks at which a line may not end become U+00A0: "48 cuộc", "số 05/BC-UBND", "ngày 26/4/2016", "Bảng 1", "Phụ lục
 * I", "điểm a khoản 2 Điều 12", "quý III", "2016 - 2020". The only place that decides it; runs on text whose values are
 * in. */
#ifndef DOC_JOIN_H
#define DOC_JOIN_H

#include "doc/document.h"

/* Words count across the borders of runs: "48" may be a figure and " cuộc" plain text. */
void join_text(struct arena *a, struct text *t);
char *join_string(struct arena *a, const char *s);
/* Keeps whole periods, too: "quý III năm 2018"; for centred lines, which nothing stretches. */
char *join_title(struct arena *a, const char *s);

#endif
