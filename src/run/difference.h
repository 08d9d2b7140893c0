/* Rows that are not any more what a final kept of them: which, what they were and are in words, and since which import.
 */
#ifndef RUN_DIFFERENCE_H
#define RUN_DIFFERENCE_H

#include "base/arena.h"
#include "data/detail.h"
#include "data/history.h"

#define NO_ROW SIZE_MAX

struct difference {
    enum table table;
    struct range range;      /* over which it is counted now */
    const char *code, *unit; /* unit: code of the one that has it, or had it */
    const char *was, *is; /* "giải quyết đúng hạn, kết thúc 10/9/2018"; why it is in no figure where it is not */
    const struct detail *then_in, *now_in;
    size_t then, now;           /* their rows; NO_ROW: not there */
    int gone;                   /* it should be there now and is not */
    struct dossier_trail trail; /* of a dossier; all empty for other tables */
};

struct differences {
    struct arena *arena;
    const struct catalog *catalog;
    const char *units;       /* of the report: per unit of the catalog */
    struct history *history; /* since the final */
    VEC(struct difference) list;
};

/* Rows of one table over one range then and now; of `now` those of the report's units count. Added in the order of
 * their codes. */
int differences_find(struct differences *d, struct range r, const struct detail *then, const struct detail *now,
                     struct err *err);
/* Dossiers open at the end of `before` against those that `now` has from earlier periods: they are the same, or stand
 * here. */
int differences_carried(struct differences *d, struct range before, const struct detail *then, struct range range,
                        const struct detail *now, struct err *err);

/* "nạp phiên 12 (tệp 'a.csv', 20/9/2018)"; "" where no import is known. */
const char *difference_source(struct arena *a, const struct difference *d);

#endif
