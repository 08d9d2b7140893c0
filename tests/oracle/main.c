/* Compares the cube with plain SQL on generated databases, cell by cell, in both modes of tra_lai_rut.
 *   oracle FOLDER [COUNT [FIRST]]     FOLDER holds the SQL; databases FIRST … FIRST + COUNT - 1 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "data/classify.h"
#include "data/cube.h"
#include "data/db.h"
#include "oracle.h"

enum { SQL_MAX = 1 << 16, SHOWN = 20 };

struct lines {
    VEC(char *) list;
};

/* One comparison: what it is of, for messages. */
struct context {
    struct arena *arena;
    const char *folder;
    uint64_t seed;
    enum returned_mode mode;
    struct range range;
    struct db *db;
    const struct cube *cube;
    struct err err;
};

struct totals {
    int64_t cells, dossiers, states[STATE_COUNT], origins[3], rows[TABLE_COUNT], columns, wrong;
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
    struct stmt *s = NULL;
    char from[11], to[11], *sql;
    size_t n;
    int step;

    if (file_read(c->arena, path_join(c->arena, c->folder, file), SQL_MAX, &sql, &n, &c->err) ||
        db_prepare(c->db, sql, &s, &c->err))
        return -1;
    if (strstr(sql, "?1"))
        stmt_bind_text(s, 1, day_iso(c->range.from, from));
    stmt_bind_text(s, 2, day_iso(c->range.to, to));
    if (has_mode)
        stmt_bind_int(s, 3, c->mode == RETURNED_APART);
    while ((step = stmt_step(s, &c->err)) == 1) {
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
        fprintf(stderr, "database %llu, %s, %s..%s, %s: only %s has: %s\n", (unsigned long long)c->seed,
                c->mode == RETURNED_APART ? "rieng" : "dung_han", day_iso(c->range.from, from),
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

static void count_classes(const struct context *c, int range, struct totals *t)
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

static int compare_range(struct context *c, char *text, struct totals *t)
{
    static const struct {
        enum table table;
        const char *file;
    } small[] = {{TABLE_INSPECTIONS, "kiem_tra.sql"},
                 {TABLE_TASKS, "nhiem_vu.sql"},
                 {TABLE_PROCEDURES, "tthc.sql"},
                 {TABLE_UNITS, "don_vi.sql"}};
    struct lines sql = {0}, own = {0};
    int range = cube_range(c->cube, c->range);

    if (query(c, "ho_so.sql", 1, &sql))
        return -1;
    cells_of_text(c, text, &own);
    compare_sides(c, "cells", &sql, &own, &t->wrong);
    count_classes(c, range, t);

    sql = own = (struct lines){0};
    if (query(c, "II.06a.sql", 1, &sql))
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

static int compare_database(struct arena *a, const char *folder, uint64_t seed, struct totals *t, struct err *err)
{
    struct context c = {.arena = a, .folder = folder, .seed = seed};
    struct range ranges[RANGES_MAX];
    struct catalog *catalog;
    size_t nranges;
    int result = -1;

    if (generate(a, seed, &c.db, ranges, &nranges, &c.err) || catalog_load(a, c.db, &catalog, &c.err))
        goto out;
    for (int mode = RETURNED_ON_TIME; mode <= RETURNED_APART; mode++) {
        struct cube *cube;
        char *text = NULL;
        size_t n;
        FILE *out = open_memstream(&text, &n);

        c.mode = (enum returned_mode)mode;
        if (!out || cube_count(a, c.db, catalog, ranges, nranges, c.mode, &cube, &c.err) ||
            cube_write(cube, "", out, &c.err))
            goto out;
        fclose(out);
        c.cube = cube;
        for (size_t i = 0; i < cube->nranges; i++) {
            c.range = cube->ranges[i];
            if (compare_range(&c, text, t))
                goto out;
        }
        free(text);
    }
    result = 0;
out:
    *err = c.err;
    db_close(c.db);
    return result;
}

/* A comparison that never met a class has not tested it. */
static int met_everything(const struct totals *t, int64_t wanted)
{
    int met = t->origins[1] >= wanted && t->origins[2] >= wanted;

    for (int s = STATE_EARLY; s < STATE_COUNT; s++)
        met = met && t->states[s] >= wanted;
    for (int table = TABLE_INSPECTIONS; table < TABLE_COUNT; table++)
        met = met && t->rows[table] >= wanted;
    return met;
}

int main(int argc, char **argv)
{
    uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : 400, first = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    struct totals t = {0};

    if (argc < 2) {
        fprintf(stderr, "usage: oracle FOLDER [COUNT [FIRST]]\n");
        return 64;
    }
    for (uint64_t seed = first; seed < first + count; seed++) {
        struct arena *a = arena_new();
        struct err err = {.status = ST_OK};
        int failed = compare_database(a, argv[1], seed, &t, &err);

        arena_free(a);
        if (failed) {
            fprintf(stderr, "database %llu: %s\n", (unsigned long long)seed, err.text);
            return 70;
        }
    }
    printf(
        "%llu databases in two modes: %lld cells of %lld dossiers, %lld rows of II.06a, %lld inspections, %lld tasks;"
        " %lld differences\n",
        (unsigned long long)count, (long long)t.cells, (long long)t.dossiers, (long long)t.columns,
        (long long)t.rows[TABLE_INSPECTIONS], (long long)t.rows[TABLE_TASKS], (long long)t.wrong);
    if (!met_everything(&t, (int64_t)count)) {
        fprintf(stderr, "some class of dossier or table was hardly met: the databases are too few or too tame\n");
        return 1;
    }
    return t.wrong != 0;
}
