/* The one pass over the dossiers. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/classify.h"
#include "data/cube_impl.h"
#include "data/db.h"
#include "data/index.h"

/* Two statements, so that SQLite walks two stretches of the index and never touches what ended before: an OR would make
 * it sort. The columns stand in the order of the index. */
#define COLUMNS                                                                                              \
    "SELECT ngay_ket_thuc, ngay_tiep_nhan, ngay_hen_tra, kenh, don_vi, tthc, ket_qua, ngay_yeu_cau_bo_sung," \
    " ngay_bo_sung, nop_tai_nha, tra_buu_chinh, nguyen_nhan, rowid FROM ho_so INDEXED BY ho_so_quet WHERE "  \
    "ngay_ket_thuc "

enum column {
    COL_ENDED,
    COL_RECEIVED,
    COL_DUE,
    COL_CHANNEL,
    COL_UNIT,
    COL_PROCEDURE,
    COL_OUTCOME,
    COL_ASKED,
    COL_SUPPLIED,
    COL_HOME,
    COL_POST,
    COL_REASON,
    COL_ROWID,
    COL_COUNT
};

/* Places of the dimensions in rows; checked against their names by a test. */
enum dossier_dim {
    D_UNIT,
    D_LEVEL,
    D_FIELD,
    D_PROCEDURE,
    D_ONLINE,
    D_CHANNEL,
    D_ORIGIN,
    D_STATE,
    D_OUTCOME,
    D_LATE,
    D_HAS_DUE,
    D_SUSPENDED,
    D_HOME,
    D_POST,
    D_REASON,
    D_COUNT
};

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

/* The text that stood in a column one row before: codes and dates repeat. */
struct last {
    char text[40];
    int n, value;
};

struct scan {
    struct arena *arena, *scratch; /* scratch: the hash tables, gone after the pass */
    struct cube *cube;
    const char *online;  /* code of the channel */
    struct cells *cells; /* one per range */
    struct tally *tallies;
    struct index reasons;
    VEC(const char *) words; /* reasons in order of appearance; [0] = "" */
    struct last last[COL_COUNT];
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

/* 1 if the text is the one of the row before, whose value then holds; else it is remembered. */
static int is_last(struct last *l, const char *text, int n)
{
    if (n == l->n && memcmp(l->text, text, (size_t)n) == 0)
        return 1;
    l->n = -1;
    if (n <= (int)sizeof l->text) {
        memcpy(l->text, text, (size_t)n);
        l->n = n;
    }
    return 0;
}

/* A date column: 1 and the day, DAY_NONE for NULL; 0 for a text that is no day. */
static int read_day(struct scan *s, struct stmt *row, int column, day_t *out)
{
    const char *text = stmt_text(row, column);
    struct last *l = &s->last[column];
    int n;

    *out = DAY_NONE;
    if (!text)
        return 1;
    n = stmt_text_length(row, column);
    if (!is_last(l, text, n))
        l->value = day_parse_iso(text, n);
    *out = l->value;
    return *out != DAY_NONE;
}

/* A code column: what `look_up` makes of it. */
static int read_code(struct scan *s, struct stmt *row, int column,
                     int (*look_up)(struct scan *s, const char *text, size_t n))
{
    const char *text = stmt_text(row, column);
    struct last *l = &s->last[column];
    int n;

    if (!text)
        return look_up(s, "", 0);
    n = stmt_text_length(row, column);
    if (!is_last(l, text, n))
        l->value = look_up(s, text, (size_t)n);
    return l->value;
}

static int look_up_unit(struct scan *s, const char *text, size_t n)
{
    return catalog_unit_n(s->cube->catalog, text, n);
}

static int look_up_procedure(struct scan *s, const char *text, size_t n)
{
    return catalog_procedure_n(s->cube->catalog, text, n);
}

/* No channel means the counter. */
static int look_up_channel(struct scan *s, const char *text, size_t n)
{
    (void)s;
    return cube_code(TABLE_DOSSIERS, D_CHANNEL, n ? text : "truc_tiep");
}

static int look_up_outcome(struct scan *s, const char *text, size_t n)
{
    (void)s;
    (void)n;
    return cube_code(TABLE_DOSSIERS, D_OUTCOME, text);
}

static int look_up_reason(struct scan *s, const char *text, size_t n)
{
    int known = (int)s->words.n, id = index_add(&s->reasons, text, n, known);

    if (id == known)
        *vec_add(s->scratch, &s->words) = arena_strndup(s->arena, text, n);
    return id;
}

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

/* A code that no list has, which is counted as none. */
static unsigned odd_codes(struct stmt *row, const int32_t *v, const struct dossier_dates *d)
{
    return !v[D_CHANNEL] || (!d->outcome && stmt_text(row, COL_OUTCOME)) ? ODD_CODE : 0;
}

static void scan_row(struct scan *s, struct stmt *row)
{
    const struct cube *cube = s->cube;
    int32_t v[D_COUNT] = {0};
    struct dossier_dates d = {.received = DAY_NONE, .ended = DAY_NONE};
    uint64_t place, reason;
    int unit, procedure, readable = 1;
    unsigned odd;

    /* What cannot be read or belongs nowhere is no row of any period; checks lists it. */
    readable &= read_day(s, row, COL_ENDED, &d.ended);
    readable &= read_day(s, row, COL_RECEIVED, &d.received) && d.received != DAY_NONE;
    readable &= read_day(s, row, COL_DUE, &d.due) && read_day(s, row, COL_ASKED, &d.asked);
    readable &= read_day(s, row, COL_SUPPLIED, &d.supplied);
    unit = read_code(s, row, COL_UNIT, look_up_unit);
    procedure = read_code(s, row, COL_PROCEDURE, look_up_procedure);
    d.outcome = (enum outcome)read_code(s, row, COL_OUTCOME, look_up_outcome);
    v[D_CHANNEL] = read_code(s, row, COL_CHANNEL, look_up_channel);
    odd = (readable ? 0 : ODD_UNREADABLE) | (unit < 0 ? ODD_UNIT : 0) | (procedure < 0 ? ODD_PROCEDURE : 0) |
          odd_codes(row, v, &d);
    if (odd)
        *vec_add(s->arena, &s->odd) = (struct odd_dossier){stmt_int(row, COL_ROWID), unit, odd, d.received, d.ended};
    if (odd & ~(unsigned)ODD_CODE || (d.ended != DAY_NONE && d.ended < d.received))
        return;
    v[D_HOME] = stmt_int(row, COL_HOME) != 0;
    v[D_POST] = stmt_int(row, COL_POST) != 0;
    reason = (uint64_t)read_code(s, row, COL_REASON, look_up_reason);
    place = (uint64_t)unit << 32 | (uint64_t)procedure;

    for (size_t i = 0; i < cube->nranges; i++) {
        struct dossier_class c = classify(&d, cube->ranges[i], cube->returned);
        uint64_t kind = 0;

        count_tally(&s->tallies[i], &d, cube->ranges[i]);
        if (c.origin == ORIGIN_NONE)
            continue;
        v[D_ORIGIN] = (int32_t)c.origin;
        v[D_STATE] = (int32_t)c.state;
        v[D_OUTCOME] = (int32_t)c.outcome;
        v[D_LATE] = c.late;
        v[D_HAS_DUE] = c.has_due;
        v[D_SUSPENDED] = c.suspended;
        for (size_t p = 0; p < PACKED_COUNT; p++)
            kind = kind << PACKED[p].bits | (uint64_t)v[PACKED[p].dim];
        add_to_cell(s->scratch, &s->cells[i], place, reason << REASON_SHIFT | kind);
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

static int compare_words(const void *x, const void *y)
{
    return strcmp(**(const char *const *const *)x, **(const char *const *const *)y);
}

/* Reasons in byte order, so that the order of the rows in the database leaves no trace. renumber[old] = new. */
static const char *const *sort_words(struct scan *s, uint32_t *renumber)
{
    const char ***places = arena_alloc(s->scratch, s->words.n * sizeof *places);
    const char **sorted = arena_alloc(s->arena, s->words.n * sizeof *sorted);

    for (size_t i = 0; i < s->words.n; i++)
        places[i] = &s->words.v[i];
    qsort(places, s->words.n, sizeof *places, compare_words);
    for (size_t i = 0; i < s->words.n; i++) {
        sorted[i] = *places[i];
        renumber[places[i] - s->words.v] = (uint32_t)i;
    }
    return sorted;
}

static void fill_row(const struct catalog *c, const struct cell *cell, int32_t *v)
{
    const struct procedure *p;
    uint64_t kind = cell->kind;

    v[D_UNIT] = (int32_t)(cell->place >> 32);
    v[D_PROCEDURE] = (int32_t)(cell->place & UINT32_MAX);
    p = &c->procedures[v[D_PROCEDURE]];
    v[D_LEVEL] = (int32_t)c->units[v[D_UNIT]].level + 1;
    v[D_FIELD] = p->field;
    v[D_ONLINE] = p->online;
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
    uint32_t *renumber = arena_alloc(s->scratch, s->words.n * sizeof *renumber);
    const char *const *words = sort_words(s, renumber);

    for (size_t i = 0; i < s->cube->nranges; i++) {
        struct rows *r = &s->cube->tables[i][TABLE_DOSSIERS];

        *r = rows_of(s, &s->cells[i], renumber);
        r->words = words;
        r->nwords = s->words.n;
        cube_index_units(s->arena, s->cube, r);
        assert_identities(r, &s->tallies[i]);
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
    for (size_t i = 0; i < c->nranges; i++) {
        s.cells[i].slots = arena_alloc(s.scratch, FIRST_SLOTS * sizeof *s.cells[i].slots);
        s.cells[i].mask = FIRST_SLOTS - 1;
        first = first == DAY_NONE || c->ranges[i].from < first ? c->ranges[i].from : first;
    }
    for (size_t i = 0; i < COL_COUNT; i++)
        s.last[i].n = -1;
    index_init(&s.reasons, s.scratch);
    look_up_reason(&s, "", 0);

    if (scan_statement(&s, db, COLUMNS "IS NULL", NULL, err) ||
        scan_statement(&s, db, COLUMNS ">= ?1", day_iso(first, from), err))
        goto out;
    finish(&s);
    c->odd = s.odd.v;
    c->nodd = s.odd.n;
    result = 0;
out:
    arena_free(s.scratch);
    return result;
}
