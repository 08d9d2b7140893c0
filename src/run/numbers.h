/* Numbers and days of issue for the finals of many units: a CSV file with the columns ma, so, ngay. */
#ifndef RUN_NUMBERS_H
#define RUN_NUMBERS_H

#include <stddef.h>

#include "base/date.h"

struct arena;
struct catalog;
struct err;

struct issue {
    const char *number; /* as printed: "05" */
    day_t date;
};

int number_is_valid(const char *text); /* digits, not too many, above 0 */
/* "5" → "05": below 10 with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3). */
const char *number_printed(struct arena *a, const char *text);

/* out[i] is for units[i]; every unit must stand there once, and no other. 66 no such file, else 65 with file and line.
 */
int numbers_load(struct arena *a, const char *path, const struct catalog *c, const int *units, size_t n,
                 struct issue *out, struct err *err);

#endif
