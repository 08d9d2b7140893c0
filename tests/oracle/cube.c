/* The cube against plain SQL, cell by cell: every range, every table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "data/db.h"
#include "oracle.h"

enum { SHOWN = 20 };

struct lines {
    VEC(char *) list;
};

/* One comparison: what it is of, for messages. */
struct context {
    struct arena *arena;
    const struct oracle *oracle;
    const char *place;
    enum returned_mode mode;
    struct range range;
    struct db *db;
    const struct cube *cube;
    struct err *err;
};

static int compare_lines(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void sort_lines(struct lines *l)
{
    if (l->list.n)
        qsort(l->list.v, l->list.n, sizeof *l->list.v, compare_lines);
}

/* The rows of a query, columns joined by tabs. ?3 is bound where the query has it. */
static int query(struct context *c, const char *file, int has_mode, struct lines *out)
{
    const char *sql = oracle_sql(c->oracle->cube, c->oracle->ncube, file)->text;
    struct stmt *s = NULL;
    char from[11], to[11];
    int step;

    if (db_prepare(c->db, sql, &s, c->err))
        return -1;
    if (strstr(sql, "?1"))
        stmt_bind_text(s, 1, day_iso(c->range.from, from));
    stmt_bind_text(s, 2, day_iso(c->range.to, to));
    if (has_mode)
        stmt_bind_int(s, 3, c->mode == RETURNED_APART);
    while ((step = stmt_step(s, c->err)) == 1) {
        struct buf line;
        const char *text;

        buf_init(&line, c->arena);
        for (int i = 0; (text = stmt_text(s, i)) != NULL; i++)
            buf_printf(&line, "%s%s", i ? "\t" : "", text);
        *vec_add(c->arena, &out->list) = arena_strdup(c->arena, buf_str(&line));
    }
    stmt_close(s);
    sort_lines(out);
    return step;
}

/* ------------------------------------------------------------ the program's side */

/* Cells of one range out of the text that `cube` prints. */
static void cells_of_text(struct context *c, char *text, struct lines *out)
{
    char from[11], to[11], *save = NULL;
    const char *prefix = arena_printf(c->arena, "%s\t%s\t", day_iso(c->range.from, from), day_iso(c->range.to, to));

    for (char *line = strtok_r(arena_strdup(c->arena, text), "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        if (strncmp(line, prefix, strlen(prefix)) == 0)
            *vec_add(c->arena, &out->list) = line + strlen(prefix);
    sort_lines(out);
}

static void rows_of_table(struct context *c, int range, enum table t, struct lines *out)
{
    const struct rows *rows = cube_rows(c->cube, range, t);

    for (size_t i = 0; i < rows->n; i++) {
        struct buf line;
        char number[ROWS_NUMBER];

        buf_init(&line, c->arena);
        for (size_t d = 0; d < TABLES[t].ndims; d++)
            buf_printf(&line, "%s\t", rows_value(rows, c->cube->catalog, i, (int)d, number));
        buf_printf(&line, "%lld", (long long)rows->count[i]);
        *vec_add(c->arena, &out->list) = arena_strdup(c->arena, buf_str(&line));
    }
    sort_lines(out);
}

static void columns_of_units(struct context *c, int range, struct lines *out)
{
    const struct rows *rows = cube_rows(c->cube, range, TABLE_DOSSIERS);

    for (size_t u = 0; u < c->cube->catalog->nunits; u++) {
        struct cube_sums s = cube_sum(rows, rows->unit_start[u], rows->unit_start[u + 1]);
        const int64_t columns[] = {s.online,       s.other,        s.carried,  s.early,     s.on_time, s.late,
                                   s.open_overdue, s.open_in_time, s.returned, s.withdrawn, s.stopped};
        struct buf line;

        buf_init(&line, c->arena);
        buf_puts(&line, c->cube->catalog->units[u].code);
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
            buf_printf(&line, "\t%lld", (long long)columns[i]);
        *vec_add(c->arena, &out->list) = arena_strdup(c->arena, buf_str(&line));
    }
    sort_lines(out);
}

/* ------------------------------------------------------------ comparison */

static void tell(const struct context *c, const char *what, const char *side, const char *line, int64_t number)
{
    char from[11], to[11];

    if (number < SHOWN)
        fprintf(stderr, "%s, %s..%s, %s: only %s has: %s\n", c->place, day_iso(c->range.from, from),
                day_iso(c->range.to, to), what, side, line);
}

/* Both sorted; *n grows by the lines that have no equal on the other side. The first ones are shown. */
static void compare_sides(const struct context *c, const char *what, const struct lines *sql, const struct lines *own,
                          int64_t *n)
{
    size_t i = 0, k = 0;

    while (i < sql->list.n || k < own->list.n) {
        int order = i == sql->list.n ? 1 : k == own->list.n ? -1 : strcmp(sql->list.v[i], own->list.v[k]);

        if (order < 0)
            tell(c, what, "SQL", sql->list.v[i], (*n)++);
        else if (order > 0)
            tell(c, what, "the cube", own->list.v[k], (*n)++);
        i += order <= 0;
        k += order >= 0;
    }
}

static void count_classes(const struct context *c, int range, struct cube_tally *t)
{
    const struct rows *rows = cube_rows(c->cube, range, TABLE_DOSSIERS);
    int state = table_dim(TABLE_DOSSIERS, "tinh_trang"), origin = table_dim(TABLE_DOSSIERS, "nguon");

    for (size_t i = 0; i < rows->n; i++) {
        const int32_t *v = rows->v + i * TABLES[TABLE_DOSSIERS].ndims;

        t->states[v[state]] += rows->count[i];
        t->origins[v[origin]] += rows->count[i];
        t->dossiers += rows->count[i];
    }
    t->cells += (int64_t)rows->n;
}

static int compare_range(struct context *c, char *text, struct cube_tally *t)
{
    static const struct {
        enum table table;
        const char *file;
    } small[] = {{TABLE_INSPECTIONS, "kiem_tra"},
                 {TABLE_TASKS, "nhiem_vu"},
                 {TABLE_PROCEDURES, "tthc"},
                 {TABLE_UNITS, "don_vi"}};
    struct lines sql = {0}, own = {0};
    int range = cube_range(c->cube, c->range);

    if (query(c, "ho_so", 1, &sql))
        return -1;
    cells_of_text(c, text, &own);
    compare_sides(c, "cells", &sql, &own, &t->wrong);
    count_classes(c, range, t);

    sql = own = (struct lines){0};
    if (query(c, "II.06a", 1, &sql))
        return -1;
    columns_of_units(c, range, &own);
    compare_sides(c, "II.06a", &sql, &own, &t->wrong);
    t->columns += (int64_t)own.list.n;

    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        sql = own = (struct lines){0};
        if (query(c, small[i].file, 0, &sql))
            return -1;
        rows_of_table(c, range, small[i].table, &own);
        compare_sides(c, small[i].file, &sql, &own, &t->wrong);
        t->rows[small[i].table] += (int64_t)own.list.n;
    }
    return 0;
}

int compare_cube(struct arena *a, const struct oracle *o, struct db *db, const struct cube *cube,
                 enum returned_mode mode, const char *place, struct cube_tally *t, struct err *err)
{
    struct context c = {.arena = a, .oracle = o, .place = place, .mode = mode, .db = db, .cube = cube, .err = err};
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    int result = -1;

    if (!out)
        goto done;
    cube_write(cube, "", out);
    fflush(out);
    for (size_t i = 0; i < cube->nranges; i++) {
        c.range = cube->ranges[i];
        if (compare_range(&c, text, t))
            goto done;
    }
    result = 0;
done:
    if (out)
        fclose(out);
    free(text);
    return result;
}
