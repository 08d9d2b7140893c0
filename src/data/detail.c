#include "data/detail.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/cube_impl.h"
#include "data/db.h"
#include "data/dossier.h"

static int is_wanted(const char *units, int unit)
{
    return !units || unit < 0 || units[unit];
}

/* ------------------------------------------------------------ dossiers */

struct kept {
    int32_t v[D_COUNT];
    const char *code;
    struct dossier_dates dates;
};

struct pass {
    struct arena *arena;
    const struct cube *cube;
    struct range range;
    const char *units;
    struct dossier_reader *reader;
    struct kept *kept;
    size_t n, room;
};

static size_t count_wanted(const struct rows *cells, const char *units)
{
    int64_t n = 0;

    for (size_t i = 0; i < cells->n; i++)
        if (is_wanted(units, cells->v[i * D_COUNT + DIM_AT_UNIT]))
            n += cells->count[i];
    return (size_t)n;
}

static int other_rows(struct err *err)
{
    return err_set(
        err, ST_INTERNAL,
        "các hồ sơ đọc lại từng dòng không khớp với số đã đếm; hãy chạy 'cchc-report check --deep' để kiểm tra "
        "cơ sở dữ liệu.");
}

static int keep(struct pass *p, struct stmt *row, struct err *err)
{
    struct dossier d;
    struct dossier_class c;
    struct kept *k;

    if (!dossier_read(p->reader, row, &d) || !is_wanted(p->units, d.unit))
        return 0;
    c = classify(&d.dates, p->range, p->cube->returned);
    if (c.origin == ORIGIN_NONE)
        return 0;
    if (p->n == p->room)
        return other_rows(err);
    k = &p->kept[p->n++];
    dossier_place(p->cube->catalog, d.unit, d.procedure, k->v);
    dossier_class_dims(&c, k->v);
    k->v[D_CHANNEL] = d.channel;
    k->v[D_HOME] = d.home;
    k->v[D_POST] = d.post;
    k->v[D_REASON] = d.reason;
    k->dates = d.dates;
    k->code = stmt_code(p->arena, row, DOSSIER_MORE);
    return 0;
}

/* What came in behind the range is told by the index, before the table is asked for the code. */
#define DOSSIERS                                                                                     \
    "SELECT " DOSSIER_COLUMNS ", ma FROM ho_so INDEXED BY ho_so_quet WHERE ngay_tiep_nhan <= ?1 AND" \
    " ngay_ket_thuc "

static int pass_over(struct pass *p, struct db *db, const char *sql, const char *from, struct err *err)
{
    struct stmt *row = NULL;
    char to[11];
    int step;

    if (db_prepare(db, sql, &row, err))
        return -1;
    stmt_bind_text(row, 1, day_iso(p->range.to, to));
    if (from)
        stmt_bind_text(row, 2, from);
    while ((step = stmt_step(row, err)) == 1)
        if (keep(p, row, err))
            step = -1;
    stmt_close(row);
    return step;
}

static int by_unit_and_code(const void *x, const void *y)
{
    const struct kept *a = *(const struct kept *const *)x, *b = *(const struct kept *const *)y;

    if (a->v[DIM_AT_UNIT] != b->v[DIM_AT_UNIT])
        return a->v[DIM_AT_UNIT] < b->v[DIM_AT_UNIT] ? -1 : 1;
    return strcmp(a->code, b->code);
}

static void lay_out(struct pass *p, struct arena *scratch, struct detail *out)
{
    const struct kept **order = arena_alloc(scratch, (p->n + 1) * sizeof *order);
    const char **codes = arena_alloc(p->arena, (p->n + 1) * sizeof *codes);
    struct dossier_dates *dates = arena_alloc(p->arena, (p->n + 1) * sizeof *dates);
    const uint32_t *renumber;

    for (size_t i = 0; i < p->n; i++)
        order[i] = &p->kept[i];
    qsort(order, p->n, sizeof *order, by_unit_and_code);
    out->rows = cube_new_rows(p->arena, TABLE_DOSSIERS, p->n);
    out->rows.words = dossier_words(p->reader, &out->rows.nwords, &renumber);
    for (size_t i = 0; i < p->n; i++) {
        int32_t *v = out->rows.v + i * D_COUNT;

        memcpy(v, order[i]->v, sizeof order[i]->v);
        v[D_REASON] = (int32_t)renumber[v[D_REASON]];
        out->rows.count[i] = 1;
        codes[i] = order[i]->code;
        dates[i] = order[i]->dates;
    }
    out->codes = codes;
    out->dates = dates;
}

static int load_dossiers(struct arena *a, struct db *db, const struct cube *c, int range, const char *units,
                         struct detail *out, struct err *err)
{
    struct arena *scratch = arena_new();
    struct pass p = {.arena = a,
                     .cube = c,
                     .range = c->ranges[range],
                     .units = units,
                     .reader = dossier_reader(a, scratch, c->catalog),
                     .room = count_wanted(cube_rows(c, range, TABLE_DOSSIERS), units)};
    char from[11];
    int result = -1;

    p.kept = arena_alloc(scratch, (p.room + 1) * sizeof *p.kept);
    if (pass_over(&p, db, DOSSIERS "IS NULL", NULL, err) ||
        pass_over(&p, db, DOSSIERS ">= ?2", day_iso(p.range.from, from), err))
        goto out;
    if (p.n != p.room) {
        other_rows(err);
        goto out;
    }
    lay_out(&p, scratch, out);
    result = 0;
out:
    arena_free(scratch);
    return result;
}

/* ------------------------------------------------------------ the small tables: the cube has them row by row */

static const char *code_of(const struct catalog *c, const struct rows *r, const int32_t *v)
{
    int record = table_record_dim(r->table);

    if (record >= 0)
        return r->records[v[record]].code;
    if (r->table == TABLE_PROCEDURES)
        return c->procedures[v[table_dim(TABLE_PROCEDURES, "tthc")]].code;
    assert(r->table == TABLE_UNITS);
    return c->units[v[DIM_AT_UNIT]].code;
}

static void pick_rows(struct arena *a, const struct cube *c, const struct rows *all, const char *units,
                      struct detail *out)
{
    size_t ndims = TABLES[all->table].ndims, n = 0;
    const char **codes = arena_alloc(a, (all->n + 1) * sizeof *codes);

    out->rows = cube_new_rows(a, all->table, all->n);
    out->rows.words = all->words;
    out->rows.nwords = all->nwords;
    out->rows.records = all->records;
    out->rows.nrecords = all->nrecords;
    for (size_t i = 0; i < all->n; i++) {
        const int32_t *v = all->v + i * ndims;

        if (!is_wanted(units, v[DIM_AT_UNIT]))
            continue;
        memcpy(out->rows.v + n * ndims, v, ndims * sizeof *v);
        out->rows.count[n] = 1;
        codes[n++] = code_of(c->catalog, all, v);
    }
    out->rows.n = n;
    out->codes = codes;
}

int detail_load(struct arena *a, struct db *db, const struct cube *c, int range, enum table t, const char *units,
                struct detail **out, struct err *err)
{
    struct detail *d = arena_alloc(a, sizeof *d);

    *d = (struct detail){0};
    if (t == TABLE_DOSSIERS) {
        if (load_dossiers(a, db, c, range, units, d, err))
            return -1;
    } else {
        pick_rows(a, c, cube_rows(c, range, t), units, d);
    }
    if (t != TABLE_PROCEDURES)
        cube_index_units(a, c, &d->rows);
    *out = d;
    return 0;
}

/* ------------------------------------------------------------ what is in no figure */

/* ngay_tiep_nhan, ngay_hen_tra, … as stored */
#define AS_STORED                                                                                            \
    "SELECT ma, ifnull(don_vi, ''), ifnull(tthc, ''), ifnull(ngay_tiep_nhan, ''), ifnull(ngay_hen_tra, '')," \
    " ifnull(ngay_ket_thuc, '') FROM ho_so "

typedef VEC(struct excluded) excluded_list;

static void add_excluded(struct arena *a, excluded_list *list, struct stmt *row, unsigned reasons)
{
    struct excluded *x = vec_add(a, list);
    const char **fields[] = {&x->code, &x->unit, &x->procedure, &x->received, &x->due, &x->ended};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = stmt_code(a, row, (int)i);
    x->reasons = reasons;
}

static struct range span_of(const struct cube *c)
{
    struct range span = c->nranges ? c->ranges[0] : (struct range){DAY_NONE, DAY_NONE};

    for (size_t i = 1; i < c->nranges; i++) {
        span.from = c->ranges[i].from < span.from ? c->ranges[i].from : span.from;
        span.to = c->ranges[i].to > span.to ? c->ranges[i].to : span.to;
    }
    return span;
}

static int find_odd(struct arena *a, struct db *db, const struct cube *c, struct range span, excluded_list *list,
                    struct err *err)
{
    struct stmt *row = NULL;
    int step = 0;

    if (db_prepare(db, AS_STORED "WHERE rowid = ?1", &row, err))
        return -1;
    for (size_t i = 0; i < c->nodd && step >= 0; i++) {
        const struct odd_dossier *d = &c->odd[i];
        unsigned reasons = d->reasons & ~(unsigned)ODD_CODE;

        if (!reasons || (d->ended != DAY_NONE && d->ended < span.from) ||
            (d->received != DAY_NONE && d->received > span.to))
            continue;
        stmt_bind_int(row, 1, d->rowid);
        step = stmt_step(row, err);
        if (step == 1)
            add_excluded(a, list, row, reasons);
        stmt_reset(row);
    }
    stmt_close(row);
    return step < 0 ? -1 : 0;
}

/* These hide from the scan, which leads with the end. */
static int find_reversed(struct arena *a, struct db *db, struct range span, excluded_list *list, struct err *err)
{
    struct stmt *row = NULL;
    int step;

    if (db_prepare(db, AS_STORED "INDEXED BY ho_so_nguoc WHERE ngay_ket_thuc < ngay_tiep_nhan", &row, err))
        return -1;
    while ((step = stmt_step(row, err)) == 1) {
        const char *received = stmt_text(row, 3), *ended = stmt_text(row, 5);
        day_t from = day_parse_iso(received, (int)strlen(received)), to = day_parse_iso(ended, (int)strlen(ended));

        if (from != DAY_NONE && to != DAY_NONE && to <= span.to && from >= span.from)
            add_excluded(a, list, row, EXCLUDED_REVERSED);
    }
    stmt_close(row);
    return step;
}

static int by_code(const void *x, const void *y)
{
    const struct excluded *a = x, *b = y;
    int order = strcmp(a->code, b->code);

    return order ? order : (a->reasons > b->reasons) - (a->reasons < b->reasons);
}

int detail_excluded(struct arena *a, struct db *db, const struct cube *c, struct excluded **out, size_t *n,
                    struct err *err)
{
    excluded_list list = {0};
    struct range span = span_of(c);

    if (find_odd(a, db, c, span, &list, err) || find_reversed(a, db, span, &list, err))
        return -1;
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, by_code);
    *out = list.v;
    *n = list.n;
    return 0;
}
