#include "run/fingerprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/db.h"

/* Every value is followed by a byte that cannot be in it, so that no two lists of values give the same bytes. */
static void add_text(struct hash *h, const char *s)
{
    hash_add(h, s ? "+" : "-", 1);
    if (s)
        hash_add(h, s, strlen(s));
    hash_add(h, "", 1);
}

static void add_number(struct hash *h, int64_t n)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)n);
    add_text(h, text);
}

static void add_catalog(struct hash *h, const struct catalog *c)
{
    for (size_t i = 0; i < c->nunits; i++) {
        const struct unit *u = &c->units[i];
        const char *const texts[] = {u->code,  u->name,      u->parent_agency, u->agency, u->symbol,
                                     u->place, u->authority, u->position,      u->signer};

        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            add_text(h, texts[k]);
        add_number(h, (int64_t)u->level);
        add_number(h, u->parent);
        add_number(h, u->valid_from);
        add_number(h, u->valid_to);
    }
    add_number(h, (int64_t)c->nunits);
    for (size_t i = 0; i < c->nfields; i++) {
        add_text(h, c->fields[i].code);
        add_text(h, c->fields[i].name);
    }
    add_number(h, (int64_t)c->nfields);
    for (size_t i = 0; i < c->nprocedures; i++) {
        const struct procedure *p = &c->procedures[i];
        const int64_t numbers[] = {p->field,      p->level,   p->online, p->one_stop, p->linked, p->internal_process,
                                   p->valid_from, p->valid_to};

        add_text(h, p->code);
        add_text(h, p->name);
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            add_number(h, numbers[k]);
    }
    add_number(h, (int64_t)c->nprocedures);
}

/* Rows as lists of numbers in an order of their own: words by their rank in byte order, not by when they were met. */
struct sorting {
    int32_t *v;
    const int64_t *count;
    size_t ndims;
};

static int compare_rows(const void *x, const void *y, void *context)
{
    const struct sorting *s = context;
    size_t i = *(const size_t *)x, k = *(const size_t *)y;

    for (size_t d = 0; d < s->ndims; d++) {
        int32_t p = s->v[i * s->ndims + d], q = s->v[k * s->ndims + d];

        if (p != q)
            return p < q ? -1 : 1;
    }
    return (s->count[i] > s->count[k]) - (s->count[i] < s->count[k]);
}

struct word {
    const char *text;
    size_t index;
};

static int compare_words(const void *x, const void *y)
{
    return strcmp(((const struct word *)x)->text, ((const struct word *)y)->text);
}

/* ranks[index of a word] = its place in byte order; the words themselves are hashed in that order. */
static int32_t *rank_words(struct arena *a, struct hash *h, const struct rows *rows)
{
    struct word *words = arena_alloc(a, (rows->nwords + 1) * sizeof *words);
    int32_t *ranks = arena_alloc(a, (rows->nwords + 1) * sizeof *ranks);

    for (size_t i = 0; i < rows->nwords; i++)
        words[i] = (struct word){rows->words[i] ? rows->words[i] : "", i};
    qsort(words, rows->nwords, sizeof *words, compare_words);
    for (size_t i = 0; i < rows->nwords; i++) {
        ranks[words[i].index] = (int32_t)i;
        add_text(h, words[i].text);
    }
    return ranks;
}

static void add_record(struct hash *h, const struct table_info *t, const struct record *r, day_t cut_off)
{
    add_text(h, r->code);
    for (size_t i = 0; i < t->nattributes; i++) {
        day_t day = r->v[i].day;

        add_text(h, r->v[i].text);
        add_number(h, t->attributes[i].kind == ATTRIBUTE_EVENT && day > cut_off ? DAY_NONE : day);
    }
}

static void add_rows(struct hash *h, const struct rows *rows, day_t cut_off)
{
    const struct table_info *t = &TABLES[rows->table];
    struct arena *a = arena_new();
    struct sorting s = {.count = rows->count, .ndims = t->ndims};
    size_t *order = arena_alloc(a, (rows->n + 1) * sizeof *order);
    int32_t *ranks = rank_words(a, h, rows);

    s.v = arena_alloc(a, (rows->n * t->ndims + 1) * sizeof *s.v);
    for (size_t i = 0; i < rows->n; i++) {
        order[i] = i;
        for (size_t d = 0; d < t->ndims; d++) {
            int32_t value = rows->v[i * t->ndims + d];

            if (t->dims[d].kind == DIM_WORD && value >= 0 && (size_t)value < rows->nwords)
                value = ranks[value];
            s.v[i * t->ndims + d] = value;
        }
    }
    qsort_r(order, rows->n, sizeof *order, compare_rows, &s);
    add_text(h, t->name);
    for (size_t i = 0; i < rows->n; i++) {
        for (size_t d = 0; d < t->ndims; d++)
            if (t->dims[d].kind == DIM_RECORD) /* its index depends on rows outside the range */
                add_record(h, t, &rows->records[s.v[order[i] * t->ndims + d]], cut_off);
            else
                add_number(h, s.v[order[i] * t->ndims + d]);
        add_number(h, rows->count[order[i]]);
    }
    arena_free(a);
}

static int add_query(struct db *db, struct hash *h, const char *sql, int columns, const char *last_day, struct err *err)
{
    struct stmt *s;
    int more;

    if (db_prepare(db, sql, &s, err))
        return -1;
    stmt_bind_text(s, 1, last_day);
    while ((more = stmt_step(s, err)) > 0)
        for (int i = 0; i < columns; i++)
            add_text(h, stmt_text(s, i));
    stmt_close(s);
    add_text(h, sql);
    return more;
}

int fingerprint_data(struct arena *a, struct db *db, const struct catalog *c, const struct cube *cube,
                     char out[HASH_HEX], struct err *err)
{
    struct hash *h = hash_new(a);
    day_t last = DAY_NONE;
    char last_day[11];

    add_catalog(h, c);
    add_number(h, (int64_t)cube->returned);
    for (size_t i = 0; i < cube->nranges; i++) {
        add_number(h, cube->ranges[i].from);
        add_number(h, cube->ranges[i].to);
        last = cube->ranges[i].to > last ? cube->ranges[i].to : last;
        for (int t = 0; t < TABLE_COUNT; t++)
            add_rows(h, cube_rows(cube, (int)i, (enum table)t), cube->ranges[i].to);
    }
    day_iso(last, last_day);
    if (add_query(db, h,
                  "SELECT chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri, ghi_chu FROM so_lieu WHERE tu_ngay <= ?1"
                  " ORDER BY chi_tieu, don_vi, tu_ngay, den_ngay",
                  6, last_day, err) ||
        add_query(db, h,
                  "SELECT bang, don_vi, tu_ngay, den_ngay FROM pham_vi WHERE tu_ngay <= ?1"
                  " ORDER BY bang, don_vi, tu_ngay, den_ngay",
                  4, last_day, err))
        return -1;
    hash_end(h, out);
    return 0;
}
