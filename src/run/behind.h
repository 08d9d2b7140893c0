/* The rows behind the figures of a run, one by one: of every range counted and every table. */
#ifndef RUN_BEHIND_H
#define RUN_BEHIND_H

#include "data/detail.h"

struct err;

struct behind {
    struct arena *arena;
    const struct cube *cube;
    const char *units;                     /* as in detail_load */
    struct detail *(*tables)[TABLE_COUNT]; /* [range of the cube][table]; NULL: not loaded */
    int64_t session;                       /* the last import that the snapshot knows, 0: none */
};

int behind_open(struct arena *a, struct db *db, const struct cube *c, const char *units, struct behind **out,
                struct err *err);
/* The rows of one table, loaded once; all of them. While the database is open. */
int behind_rows(struct behind *b, struct db *db, int range, enum table t, const struct detail **out, struct err *err);
int behind_load(struct behind *b, struct db *db, struct err *err);

#endif
