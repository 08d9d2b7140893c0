/* The rows behind the figures of a run, one by one: of every range counted and every table. */
#ifndef RUN_BEHIND_H
#define RUN_BEHIND_H

#include "data/detail.h"

struct err;

struct behind {
    const struct cube *cube;
    struct detail *(*tables)[TABLE_COUNT]; /* [range of the cube][table] */
    int64_t session;                       /* the last import that the snapshot knows, 0: none */
};

/* units: as in detail_load. */
int behind_load(struct arena *a, struct db *db, const struct cube *c, const char *units, struct behind **out,
                struct err *err);

#endif
