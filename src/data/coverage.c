#include "data/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "data/cube.h"
#include "data/db.h"

struct spans {
    const char *table;
    VEC(struct range) *of_unit; /* one list per unit, each by first day */
};

struct coverage {
    struct arena *arena;
    struct db *db;
    const struct catalog *catalog;
    const struct cube *cube;
    VEC(struct spans) tables;
};

static const struct spans *spans_of(const struct coverage *cov, const char *table)
{
    for (size_t i = 0; i < cov->tables.n; i++)
        if (strcmp(cov->tables.v[i].table, table) == 0)
            return &cov->tables.v[i];
    return NULL;
}

static void add_span(struct coverage *cov, const char *table, int unit, struct range r)
{
    const struct spans *s = spans_of(cov, table);

    if (!s) {
        struct spans *added = vec_add(cov->arena, &cov->tables);

        added->table = arena_strdup(cov->arena, table);
        added->of_unit = arena_alloc(cov->arena, (cov->catalog->nunits + 1) * sizeof *added->of_unit);
        s = added;
    }
    *vec_add(cov->arena, &s->of_unit[unit]) = r;
}

int coverage_load(struct arena *a, struct db *db, const struct catalog *c, struct coverage **out, struct err *err)
{
    struct coverage *cov = arena_alloc(a, sizeof *cov);
    struct stmt *s = NULL;
    int step;

    *cov = (struct coverage){.arena = a, .db = db, .catalog = c};
    if (db_prepare(db, "SELECT bang, don_vi, tu_ngay, den_ngay FROM pham_vi NOT INDEXED ORDER BY bang, don_vi, tu_ngay",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int unit = catalog_unit(c, stmt_required(s, 1));
        struct range r = {day_parse_iso(stmt_required(s, 2), stmt_text_length(s, 2)), DAY_NONE};

        r.to = day_parse_iso(stmt_required(s, 3), stmt_text_length(s, 3));
        /* What cannot be read proves nothing. */
        if (unit >= 0 && r.from != DAY_NONE && r.to != DAY_NONE && r.from <= r.to)
            add_span(cov, stmt_required(s, 0), unit, r);
    }
    stmt_close(s);
    if (step < 0)
        return -1;
    *out = cov;
    return 0;
}

const struct coverage *coverage_with_cube(struct arena *a, const struct coverage *cov, const struct cube *cube)
{
    struct coverage *with = arena_alloc(a, sizeof *with);

    *with = *cov;
    with->cube = cube;
    return with;
}

/* The days of the range on which the unit is in force; 0 if there are none. */
static int days_in_force(const struct unit *u, struct range *r)
{
    if (u->valid_from != DAY_NONE && u->valid_from > r->from)
        r->from = u->valid_from;
    if (u->valid_to != DAY_NONE && u->valid_to < r->to)
        r->to = u->valid_to;
    return r->from <= r->to;
}

/* Walks over the spans of a unit and of those above it until none reaches farther. */
static int is_spanned(const struct coverage *cov, const char *table, int unit, struct range r)
{
    const struct spans *s = spans_of(cov, table);
    day_t next = r.from;
    int moved = 1;

    while (s && moved && next <= r.to) {
        moved = 0;
        for (int u = unit; u >= 0; u = cov->catalog->units[u].parent)
            for (size_t i = 0; i < s->of_unit[u].n; i++) {
                struct range span = s->of_unit[u].v[i];

                if (span.from <= next && span.to >= next) {
                    next = span.to + 1;
                    moved = 1;
                }
            }
    }
    return next > r.to;
}

int coverage_has_own(const struct coverage *cov, const char *table, int unit, struct range r)
{
    struct range days = r;

    /* Asked by name, a unit that did not exist yet has no figures, rather than none to report. */
    return is_spanned(cov, table, unit, days_in_force(&cov->catalog->units[unit], &days) ? days : r);
}

/* Without a counted range: rows that had not ended before the range. Anything that fails is taken for rows. */
static int has_rows_in_db(const struct coverage *cov, enum table t, int unit, struct range r)
{
    static const char *const sql[TABLE_COUNT] = {
        [TABLE_DOSSIERS] = "SELECT EXISTS (SELECT 1 FROM ho_so WHERE ngay_ket_thuc IS NULL AND don_vi = ?1 AND"
                           " ngay_tiep_nhan <= ?3) OR EXISTS (SELECT 1 FROM ho_so WHERE ngay_ket_thuc >= ?2 AND"
                           " don_vi = ?1 AND ngay_tiep_nhan <= ?3)",
        [TABLE_INSPECTIONS] = "SELECT EXISTS (SELECT 1 FROM kiem_tra WHERE don_vi = ?1 AND ngay BETWEEN ?2 AND ?3)",
        [TABLE_TASKS] = "SELECT EXISTS (SELECT 1 FROM nhiem_vu WHERE don_vi = ?1 AND ?2 <= ?3)",
    };
    struct err ignored = {0};
    struct stmt *s = NULL;
    char from[11], to[11];
    int found = 1;

    if (!sql[t] || db_prepare(cov->db, sql[t], &s, &ignored))
        return 1;
    stmt_bind_text(s, 1, cov->catalog->units[unit].code);
    stmt_bind_text(s, 2, day_iso(r.from, from));
    stmt_bind_text(s, 3, day_iso(r.to, to));
    if (stmt_step(s, &ignored) == 1)
        found = stmt_int(s, 0) != 0;
    stmt_close(s);
    return found;
}

static int has_rows(const struct coverage *cov, const char *table, int unit, struct range r)
{
    int t = table_by_name(table), range = cov->cube ? cube_range(cov->cube, r) : -1;

    if (t < 0 || t == TABLE_PROCEDURES)
        return 1;
    if (range >= 0) {
        const struct rows *rows = cube_rows(cov->cube, range, (enum table)t);

        return rows->unit_start[unit + 1] > rows->unit_start[unit];
    }
    return has_rows_in_db(cov, (enum table)t, unit, r);
}

struct search {
    const struct coverage *cov;
    const char *table;
    struct range range;
    struct buf *names;         /* NULL: only whether anything is missing */
    size_t *missing, *covered; /* with names: units of each kind */
};

static void name_missing(const struct search *s, int unit)
{
    if (!s->names)
        return;
    if (s->names->n)
        buf_puts(s->names, ", ");
    buf_puts(s->names, s->cov->catalog->units[unit].name);
    ++*s->missing;
}

/* 1 if nothing is missing for the unit and those below it. */
static int is_complete(const struct search *s, int unit)
{
    const struct catalog *c = s->cov->catalog;
    int children = 0, complete = 1, own;

    if (coverage_has_own(s->cov, s->table, unit, s->range)) {
        if (s->names)
            ++*s->covered;
        return 1;
    }
    for (size_t i = 0; i < c->nunits; i++) {
        struct range days = s->range;

        if (c->units[i].parent == unit && days_in_force(&c->units[i], &days))
            children++;
    }
    own = !children || has_rows(s->cov, s->table, unit, s->range);
    if (own)
        name_missing(s, unit);
    complete = !own;
    for (size_t i = 0; i < c->nunits && (complete || s->names); i++) {
        struct range days = s->range;

        if (c->units[i].parent == unit && days_in_force(&c->units[i], &days) && !is_complete(s, (int)i))
            complete = 0;
    }
    return complete;
}

int coverage_has(const struct coverage *cov, const char *table, int unit, struct range r)
{
    return is_complete(&(struct search){cov, table, r, NULL, NULL, NULL}, unit);
}

char *coverage_missing(struct arena *a, const struct coverage *cov, const char *table, int unit, struct range r)
{
    size_t missing = 0, covered = 0;
    struct buf names;

    buf_init(&names, a);
    is_complete(&(struct search){cov, table, r, &names, &missing, &covered}, unit);
    /* Nothing loaded at all is one fact, not a list of units. */
    if (missing > 1 && covered == 0)
        return arena_printf(a, "%s và tất cả các đơn vị bên dưới", cov->catalog->units[unit].name);
    return arena_strdup(a, buf_str(&names));
}
