#include "run/behind.h"

#include "base/arena.h"
#include "data/db.h"

int behind_load(struct arena *a, struct db *db, const struct cube *c, const char *units, struct behind **out,
                struct err *err)
{
    struct behind *b = arena_alloc(a, sizeof *b);

    b->cube = c;
    b->tables = arena_alloc(a, (c->nranges + 1) * sizeof *b->tables);
    if (db_integer(db, "SELECT coalesce(max(phien), 0) FROM nhap_lieu", &b->session, err))
        return -1;
    for (size_t r = 0; r < c->nranges; r++)
        for (int t = 0; t < TABLE_COUNT; t++)
            if (detail_load(a, db, c, (int)r, (enum table)t, units, &b->tables[r][t], err))
                return -1;
    *out = b;
    return 0;
}
