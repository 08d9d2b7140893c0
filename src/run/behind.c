#include "run/behind.h"

#include "base/arena.h"
#include "data/db.h"

int behind_open(struct arena *a, struct db *db, const struct cube *c, const char *units, struct behind **out,
                struct err *err)
{
    struct behind *b = arena_alloc(a, sizeof *b);

    *b = (struct behind){.arena = a, .cube = c, .units = units};
    b->tables = arena_alloc(a, (c->nranges + 1) * sizeof *b->tables);
    *out = b;
    return db_integer(db, "SELECT coalesce(max(phien), 0) FROM nhap_lieu", &b->session, err);
}

int behind_rows(struct behind *b, struct db *db, int range, enum table t, const struct detail **out, struct err *err)
{
    struct detail **at = &b->tables[range][t];

    if (!*at && detail_load(b->arena, db, b->cube, range, t, b->units, at, err))
        return -1;
    *out = *at;
    return 0;
}

int behind_load(struct behind *b, struct db *db, struct err *err)
{
    const struct detail *loaded;

    for (size_t r = 0; r < b->cube->nranges; r++)
        for (int t = 0; t < TABLE_COUNT; t++)
            if (behind_rows(b, db, (int)r, (enum table)t, &loaded, err))
                return -1;
    return 0;
}
