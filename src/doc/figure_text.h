/* Values as prose writes them, and the names of figures that only papers have. */
#ifndef DOC_FIGURE_TEXT_H
#define DOC_FIGURE_TEXT_H

#include <stddef.h>

#include "data/value.h"

enum { FIGURE_WHOLE = 10000 /* 100 % in hundredths of a percent */ };

/* Suffixes beside those of data/facts.h, and the prefix of a target of the year ([chi_tieu_nam] of the config). */
#define FIGURE_REST "_con_lai"           /* of a rate: 100 % − the printed rate */
#define FIGURE_TARGET_GAP "_so_chi_tieu" /* of a rate: its printed distance from its target, in percentage points */
#define FIGURE_TARGET "chi_tieu."

/* "307.485", "06" with pad, "99,35%", "12,5", words; "–" where there is no such number. */
char *figure_text(struct arena *a, const struct value *v, int pad);
/* The complement of a printed share is 100 − that share, so that both add up on paper. */
char *figure_rest(struct arena *a, const struct value *rate);
/* value / 10^places without zeros at the end: 1250, 2 → "12,5". */
char *figure_decimal(struct arena *a, int64_t value, size_t places, int pad);

int figure_is_zero(const struct value *v);
size_t figure_places(const struct value *v);                 /* behind the comma of an entered value */
int64_t figure_scaled(const struct value *v, size_t places); /* the value times 10^places */

#endif
