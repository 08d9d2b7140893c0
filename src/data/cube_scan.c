/* The one pass over the dossiers. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/cube_impl.h"
#include "data/dossier.h"

/* Two statements, so that SQLite walks two stretches of the index and never touches what ended before: an OR would make
 * it sort. */
#define DOSSIERS "SELECT " DOSSIER_COLUMNS " FROM ho_so INDEXED BY ho_so_quet WHERE ngay_ket_thuc "

/* A cell's dimensions in 16 bytes: unit and procedure; reason, then the small ones in 16 bits. What follows from them
 * (level, field, muc_do) is filled in at the end. */
struct cell {
    uint64_t place, kind;
    int64_t count; /* 0: a free slot */
};

struct cells {
    struct cell *slots;
    size_t mask, used;
};

/* The dimensions packed into the low half of cell.kind, with their bits. */
static const struct packed {
    int dim, bits;
} PACKED[] = {
    {D_CHANNEL, 2}, {D_ORIGIN, 2},    {D_STATE, 4}, {D_OUTCOME, 3}, {D_LATE, 1},
    {D_HAS_DUE, 1}, {D_SUSPENDED, 1}, {D_HOME, 1},  {D_POST, 1},
};
enum { PACKED_COUNT = sizeof PACKED / sizeof *PACKED, REASON_SHIFT = 32, FIRST_SLOTS = 1024 };

/* Counted from the dates alone, beside the cells: what the cells must add up to. */
struct tally {
    int64_t carried, received, ended, open;
};

struct scan {
    struct arena *arena, *scratch; /* scratch: the hash tables, gone after the pass */
    struct cube *cube;
    struct dossier_reader *reader;
    struct cells *cells; /* one per range */
    struct tally *tallies;
    day_t *last_working; /* of each range */
    VEC(struct odd_dossier) odd;
};

static uint64_t hash_of(uint64_t place, uint64_t kind)
{
    uint64_t h = (place * 0x9E3779B97F4A7C15u) ^ (kind * 0xD6E8FEB86659FD93u);

    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

static struct cell *find(const struct cells *c, uint64_t place, uint64_t kind)
{
    for (size_t i = hash_of(place, kind) & c->mask;; i = (i + 1) & c->mask) {
        struct cell *cell = &c->slots[i];

        if (!cell->count || (cell->place == place && cell->kind == kind))
            return cell;
    }
}

static void grow(struct arena *a, struct cells *c)
{
    const struct cell *old = c->slots;
    size_t n = c->mask + 1;

    c->mask = 2 * n - 1;
    c->slots = arena_alloc(a, 2 * n * sizeof *c->slots);
    for (size_t i = 0; i < n; i++)
        if (old[i].count)
            *find(c, old[i].place, old[i].kind) = old[i];
}

static void add_to_cell(struct arena *a, struct cells *c, uint64_t place, uint64_t kind)
{
    struct cell *cell = find(c, place, kind);

    if (cell->count++)
        return;
    cell->place = place;
    cell->kind = kind;
    if (++c->used * 2 > c->mask)
        grow(a, c);
}

/* ------------------------------------------------------------ one row */

static void count_tally(struct tally *t, const struct dossier_dates *d, struct range r)
{
    int has_end = d->ended != DAY_NONE;

    if (d->received > r.to || (has_end && d->ended < r.from))
        return;
    t->carried += d->received < r.from;
    t->received += d->received >= r.from;
    t->ended += has_end && d->ended <= r.to;
    t->open += !has_end || d->ended > r.to;
}

static void take_notice(struct scan *s, size_t range, const struct dossier *d, unsigned notices)
{
    struct noticed *n = s->cube->noticed[range][d->unit];

    for (; notices; n++, notices >>= 1)
        if (notices & 1)
            notice_add(s->arena, n, d->dates.received, d->rowid);
}

static void scan_row(struct scan *s, struct stmt *row)
{
    const struct cube *cube = s->cube;
    int32_t v[D_COUNT] = {0};
    struct dossier d;
    uint64_t place, reason;
    int counts = dossier_read(s->reader, row, &d);

    if (d.odd)
        *vec_add(s->arena, &s->odd) = (struct odd_dossier){d.rowid, d.unit, d.odd, d.dates.received, d.dates.ended};
    if (!counts)
        return;
    v[D_CHANNEL] = d.channel;
    v[D_HOME] = d.home;
    v[D_POST] = d.post;
    reason = (uint64_t)d.reason;
    place = (uint64_t)d.unit << 32 | (uint64_t)d.procedure;

    for (size_t i = 0; i < cube->nranges; i++) {
        struct dossier_class c = classify(&d.dates, cube->ranges[i], cube->returned);
        uint64_t kind = 0;

        count_tally(&s->tallies[i], &d.dates, cube->ranges[i]);
        if (c.origin == ORIGIN_NONE)
            continue;
        dossier_class_dims(&c, v);
        for (size_t p = 0; p < PACKED_COUNT; p++)
            kind = kind << PACKED[p].bits | (uint64_t)v[PACKED[p].dim];
        add_to_cell(s->scratch, &s->cells[i], place, reason << REASON_SHIFT | kind);
        take_notice(s, i, &d, notice_of(&d.dates, &c, reason != 0, s->last_working[i]));
    }
}

static int scan_statement(struct scan *s, struct db *db, const char *sql, const char *from, struct err *err)
{
    struct stmt *row = NULL;
    int step;

    if (db_prepare(db, sql, &row, err))
        return -1;
    if (from)
        stmt_bind_text(row, 1, from);
    while ((step = stmt_step(row, err)) == 1) {
        s->cube->scanned++;
        scan_row(s, row);
    }
    stmt_close(row);
    return step;
}

/* ------------------------------------------------------------ cells to rows */

static int compare_cells(const void *x, const void *y)
{
    const struct cell *a = x, *b = y;

    if (a->place != b->place)
        return a->place < b->place ? -1 : 1;
    return a->kind < b->kind ? -1 : a->kind > b->kind;
}

static void fill_row(const struct catalog *c, const struct cell *cell, int32_t *v)
{
    uint64_t kind = cell->kind;

    dossier_place(c, (int)(cell->place >> 32), (int)(cell->place & UINT32_MAX), v);
    v[D_REASON] = (int32_t)(kind >> REASON_SHIFT);
    for (size_t i = PACKED_COUNT; i-- > 0;) {
        v[PACKED[i].dim] = (int32_t)(kind & ((1u << PACKED[i].bits) - 1));
        kind >>= PACKED[i].bits;
    }
}

static struct rows rows_of(struct scan *s, struct cells *cells, const uint32_t *renumber)
{
    struct rows r = cube_new_rows(s->arena, TABLE_DOSSIERS, cells->used);
    size_t n = 0;

    for (size_t i = 0; i <= cells->mask; i++) {
        struct cell cell = cells->slots[i];

        if (!cell.count)
            continue;
        cell.kind = (uint64_t)renumber[cell.kind >> REASON_SHIFT] << REASON_SHIFT | (cell.kind & UINT32_MAX);
        cells->slots[n++] = cell; /* n never passes i */
    }
    qsort(cells->slots, n, sizeof *cells->slots, compare_cells);
    for (size_t i = 0; i < n; i++) {
        fill_row(s->cube->catalog, &cells->slots[i], r.v + i * D_COUNT);
        r.count[i] = cells->slots[i].count;
    }
    return r;
}

/* (3) = (4) + (5) + (6) = (7) + returned, withdrawn, stopped + (11), against sums made from the dates alone. */
static void assert_identities(const struct rows *r, const struct tally *t)
{
    struct cube_sums s = cube_sum(r, 0, r->n);

    assert(cube_sums_balance(&s));
    assert(s.carried == t->carried && s.online + s.other == t->received);
    assert(s.resolved + s.returned + s.withdrawn + s.stopped == t->ended && s.open == t->open);
    (void)s;
    (void)t;
}

static void finish(struct scan *s)
{
    const uint32_t *renumber;
    size_t nwords;
    const char *const *words = dossier_words(s->reader, &nwords, &renumber);

    for (size_t i = 0; i < s->cube->nranges; i++) {
        struct rows *r = &s->cube->tables[i][TABLE_DOSSIERS];

        *r = rows_of(s, &s->cells[i], renumber);
        r->words = words;
        r->nwords = nwords;
        cube_index_units(s->arena, s->cube, r);
        assert_identities(r, &s->tallies[i]);
        for (size_t u = 0; u < s->cube->catalog->nunits; u++)
            for (int n = 0; n < NOTICE_COUNT; n++)
                notice_finish(&s->cube->noticed[i][u][n]);
    }
}

int cube_scan(struct arena *a, struct db *db, struct cube *c, struct err *err)
{
    struct scan s = {.arena = a, .scratch = arena_new(), .cube = c};
    char from[11];
    day_t first = DAY_NONE;
    int result = -1;

    assert(TABLES[TABLE_DOSSIERS].ndims == D_COUNT);
    s.cells = arena_alloc(s.scratch, (c->nranges + 1) * sizeof *s.cells);
    s.tallies = arena_alloc(s.scratch, (c->nranges + 1) * sizeof *s.tallies);
    s.last_working = arena_alloc(s.scratch, (c->nranges + 1) * sizeof *s.last_working);
    c->noticed = arena_alloc(a, (c->nranges + 1) * sizeof *c->noticed);
    for (size_t i = 0; i < c->nranges; i++) {
        s.last_working[i] = notice_last_working_day(c->ranges[i]);
        c->noticed[i] = arena_alloc(a, (c->catalog->nunits + 1) * sizeof **c->noticed);
        s.cells[i].slots = arena_alloc(s.scratch, FIRST_SLOTS * sizeof *s.cells[i].slots);
        s.cells[i].mask = FIRST_SLOTS - 1;
        first = first == DAY_NONE || c->ranges[i].from < first ? c->ranges[i].from : first;
    }
    s.reader = dossier_reader(a, s.scratch, c->catalog);
    if (scan_statement(&s, db, DOSSIERS "IS NULL", NULL, err) ||
        scan_statement(&s, db, DOSSIERS ">= ?1", day_iso(first, from), err))
        goto out;
    finish(&s);
    c->odd = s.odd.v;
    c->nodd = s.odd.n;
    result = 0;
out:
    arena_free(s.scratch);
    return result;
}
