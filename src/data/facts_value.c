/* Values of figures in a scope, remembered. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/note.h"
#include "data/db.h"
#include "data/facts_impl.h"

struct memo {
    struct index by_question;
    VEC(struct value) values;
};

/* ------------------------------------------------------------ binding */

/* Units in the order of a walk down the tree: a unit and all below it stand together. */
static void walk(struct facts *f, int unit, size_t *n)
{
    f->tree_first[unit] = *n;
    f->tree[(*n)++] = unit;
    for (size_t i = 0; i < f->catalog->nunits; i++)
        if (f->catalog->units[i].parent == unit)
            walk(f, (int)i, n);
    f->tree_end[unit] = *n;
}

static void lay_out_tree(struct facts *f)
{
    size_t n = f->catalog->nunits, at = 0;

    f->tree = arena_alloc(f->arena, (n + 1) * sizeof *f->tree);
    f->tree_first = arena_alloc(f->arena, (n + 1) * sizeof *f->tree_first);
    f->tree_end = arena_alloc(f->arena, (n + 1) * sizeof *f->tree_end);
    for (size_t i = 0; i < n; i++)
        if (f->catalog->units[i].parent < 0)
            walk(f, (int)i, &at);
    assert(at == n);
}

int facts_bind(struct facts *f, struct db *db, const struct cube *cube, const struct coverage *cov,
               const struct period *p, struct notes *notes, struct err *err)
{
    size_t places = TABLE_COUNT * cube->nranges * f->catalog->nunits;

    f->cube = cube;
    f->coverage = coverage_with_cube(f->arena, cov, cube);
    f->period = p;
    f->tallies = arena_alloc(f->arena, (f->figures.n * cube->nranges + 1) * sizeof *f->tallies);
    f->covered = arena_alloc(f->arena, places + 1);
    memset(f->covered, -1, places);
    f->memo = arena_alloc(f->arena, sizeof *f->memo);
    index_init(&f->memo->by_question, f->arena);
    lay_out_tree(f);
    return entries_load(f, db, notes, err);
}

/* ------------------------------------------------------------ coverage */

static int is_covered(struct facts *f, enum table t, int range, int unit)
{
    size_t nunits = f->catalog->nunits, place = ((size_t)t * f->cube->nranges + (size_t)range) * nunits + (size_t)unit;
    signed char *known = &f->covered[place];

    if (*known < 0)
        *known = (signed char)coverage_has(f->coverage, TABLES[t].name, unit, f->cube->ranges[range]);
    return *known;
}

void facts_stretch(const struct facts *f, const struct question *q, size_t *first, size_t *end)
{
    *first = q->unit < 0 ? 0 : f->tree_first[q->unit];
    *end = q->unit < 0 ? f->catalog->nunits : q->own_only ? *first + 1 : f->tree_end[q->unit];
}

static int in_force_during(const struct unit *u, struct range r)
{
    return (u->valid_from == DAY_NONE || u->valid_from <= r.to) && (u->valid_to == DAY_NONE || u->valid_to >= r.from);
}

/* Whether the rows of a scope were loaded: the unit and all below; of one level, the units of that level alone. Asked
 * by name, a unit has to be loaded even if it was not there yet. */
static int is_loaded(struct facts *f, enum table t, int range, const struct question *q)
{
    const struct catalog *c = f->catalog;
    size_t first, end;

    if (t == TABLE_PROCEDURES || t == TABLE_UNITS)
        return 1;
    facts_stretch(f, q, &first, &end);
    for (size_t i = first; i < end; i++) {
        int u = f->tree[i], is_asked;

        if (q->level == LEVEL_ANY)
            is_asked = q->unit < 0 ? c->units[u].parent < 0 : u == q->unit;
        else
            is_asked = (int)c->units[u].level == q->level &&
                       (u == q->unit || in_force_during(&c->units[u], f->cube->ranges[range]));
        if (is_asked && !is_covered(f, t, range, u))
            return 0;
    }
    return 1;
}

/* ------------------------------------------------------------ counting */

static int64_t weight_of(const struct figure *fig, const struct rows *rows, size_t row)
{
    if (fig->measure == MEASURE_SUM)
        return rows->count[row] * rows->v[row * TABLES[rows->table].ndims + (size_t)fig->dim];
    return rows->count[row];
}

/* Rows that stand together and differ only in what the figure does not ask for become one entry. */
static const struct tally *tally_of(struct facts *f, const struct figure *fig, int range)
{
    const struct tally **place = &f->tallies[facts_index(f, fig) * f->cube->nranges + (size_t)range];
    const struct rows *rows = cube_rows(f->cube, range, fig->table);
    size_t ndims = TABLES[fig->table].ndims, nunits = rows->unit_start ? f->catalog->nunits : 1;
    int field = table_dim(fig->table, "linh_vuc"), procedure = table_dim(fig->table, "tthc");
    VEC(struct tally_entry) list = {0};
    struct tally *t;

    if (*place)
        return *place; /* cppcheck-suppress identicalInnerCondition; a pointer, not a condition */
    t = arena_alloc(f->arena, sizeof *t);
    t->start = arena_alloc(f->arena, (nunits + 1) * sizeof *t->start);
    for (size_t u = 0; u < nunits; u++) {
        size_t first = rows->unit_start ? rows->unit_start[u] : 0,
               end = rows->unit_start ? rows->unit_start[u + 1] : rows->n;

        t->start[u] = list.n;
        for (size_t i = first; i < end; i++) {
            const int32_t *v = rows->v + i * ndims;
            struct tally_entry e = {v[DIM_AT_LEVEL], field < 0 ? -1 : v[field], procedure < 0 ? -1 : v[procedure], 0};
            struct tally_entry *last = list.n > t->start[u] ? &list.v[list.n - 1] : NULL;

            if (!row_predicate_test(fig->where, rows, i))
                continue;
            if (!last || last->level != e.level || last->procedure != e.procedure) { /* a procedure has one field */
                last = vec_add(f->arena, &list);
                *last = e;
            }
            last->sum += weight_of(fig, rows, i);
        }
    }
    t->start[nunits] = list.n;
    t->v = list.v;
    t->n = list.n;
    *place = t;
    return t;
}

static int is_wanted(const struct question *q, int32_t level, int32_t field, int32_t procedure)
{
    return (q->level == LEVEL_ANY || level == q->level + 1) && (q->field < 0 || field == q->field) &&
           (q->procedure < 0 || procedure == q->procedure);
}

static int64_t sum_entries(const struct tally *t, size_t unit, const struct question *q)
{
    int64_t sum = 0;

    for (size_t i = t->start[unit]; i < t->start[unit + 1]; i++)
        if (is_wanted(q, t->v[i].level, t->v[i].field, t->v[i].procedure))
            sum += t->v[i].sum;
    return sum;
}

static int64_t count_rows(struct facts *f, const struct figure *fig, int range, const struct question *q)
{
    const struct tally *t = tally_of(f, fig, range);
    size_t first, end;
    int64_t sum = 0;

    if (fig->table == TABLE_PROCEDURES)
        return sum_entries(t, 0, q);
    facts_stretch(f, q, &first, &end);
    for (size_t i = first; i < end; i++)
        sum += sum_entries(t, (size_t)f->tree[i], q);
    return sum;
}

static int compare_values(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;

    return a < b ? -1 : a > b;
}

static int64_t count_distinct(struct facts *f, const struct figure *fig, int range, const struct question *q)
{
    struct arena *scratch = arena_new();
    const struct rows *rows = cube_rows(f->cube, range, fig->table);
    const struct table_info *info = &TABLES[fig->table];
    int field = table_dim(fig->table, "linh_vuc"), procedure = table_dim(fig->table, "tthc");
    VEC(int32_t) values = {0};
    size_t first = 0, end = 1;
    int64_t n = 0;

    if (rows->unit_start)
        facts_stretch(f, q, &first, &end);
    for (size_t i = first; i < end; i++) {
        size_t row = rows->unit_start ? rows->unit_start[f->tree[i]] : 0;
        size_t last = rows->unit_start ? rows->unit_start[f->tree[i] + 1] : rows->n;

        for (; row < last; row++) {
            const int32_t *v = rows->v + row * info->ndims;

            if (dim_is_given(&info->dims[fig->dim], v[fig->dim]) &&
                is_wanted(q, v[DIM_AT_LEVEL], field < 0 ? -1 : v[field], procedure < 0 ? -1 : v[procedure]) &&
                row_predicate_test(fig->where, rows, row))
                *vec_add(scratch, &values) = v[fig->dim];
        }
    }
    if (values.n)
        qsort(values.v, values.n, sizeof *values.v, compare_values);
    for (size_t i = 0; i < values.n; i++)
        n += i == 0 || values.v[i] != values.v[i - 1];
    arena_free(scratch);
    return n;
}

int facts_can_split(enum table t, const struct question *q)
{
    return (q->field < 0 || table_dim(t, "linh_vuc") >= 0) && (q->procedure < 0 || table_dim(t, "tthc") >= 0);
}

static struct value counted(struct facts *f, const struct figure *fig, const struct question *q)
{
    int range = cube_range(f->cube, facts_range(f, fig, q->before));
    struct value v = {.state = VALUE_OK};

    assert(range >= 0);
    if (!facts_can_split(fig->table, q))
        return (struct value){.state = VALUE_UNDEFINED};
    if (!is_loaded(f, fig->table, range, q))
        return (struct value){.state = VALUE_NOT_LOADED};
    v.num = fig->measure == MEASURE_DISTINCT ? count_distinct(f, fig, range, q) : count_rows(f, fig, range, q);
    return v;
}

/* ------------------------------------------------------------ questions */

struct question facts_ask(const struct facts *f, const char *name, struct question q)
{
    struct figure_ref ref;
    int found = facts_find(f, name, &ref);

    assert(found);
    (void)found;
    q.figure = (int)facts_index(f, ref.figure);
    if (ref.level >= 0)
        q.level = q.level == LEVEL_ANY || q.level == ref.level ? ref.level : LEVEL_NOTHING;
    q.before += ref.before;
    q.change = ref.change ? CHANGE_DIFFERENCE : ref.change_ratio ? CHANGE_RATIO : CHANGE_NONE;
    return q;
}

static struct value formula(struct facts *f, const struct figure *fig, const struct question *q)
{
    struct value sum = {.state = VALUE_OK};
    struct amount total = {0};

    for (size_t i = 0; i < fig->nterms; i++) {
        struct value v = facts_answer(f, facts_ask(f, fig->terms[i], *q));

        if (v.state != VALUE_OK)
            return value_bad(v.state);
        if (!amount_add(&total, value_amount(&v), fig->signs[i]))
            return value_bad(VALUE_UNDEFINED);
    }
    sum = value_of_amount(f->arena, total);
    return sum;
}

static struct value entered(struct facts *f, const struct figure *fig, const struct question *q)
{
    if (q->field >= 0 || q->procedure >= 0)
        return value_bad(VALUE_UNDEFINED);
    return entries_value(f, fig, q->unit, q->own_only, q->level == LEVEL_NOTHING ? LEVEL_COMMUNE + 1 : q->level,
                         facts_range(f, fig, q->before));
}

static struct value compute(struct facts *f, const struct question *q)
{
    const struct figure *fig = &f->figures.v[q->figure];
    struct question now = *q, before = *q;

    if (q->before + (q->change != CHANGE_NONE) > 1)
        return value_bad(VALUE_NOT_LOADED); /* two years before: never counted */
    if (q->change != CHANGE_NONE) {
        now.change = before.change = CHANGE_NONE;
        before.before = 1;
        return q->change == CHANGE_RATIO
                   ? value_relative_change(f->arena, facts_answer(f, now), facts_answer(f, before))
                   : value_difference(f->arena, facts_answer(f, now), facts_answer(f, before));
    }
    switch (fig->measure) {
    case MEASURE_COUNT:
    case MEASURE_DISTINCT:
    case MEASURE_SUM:
        return counted(f, fig, q);
    case MEASURE_RATIO:
        return value_ratio(facts_answer(f, facts_ask(f, fig->num, *q)), facts_answer(f, facts_ask(f, fig->den, *q)));
    case MEASURE_FORMULA:
        return formula(f, fig, q);
    case MEASURE_ENTERED:
        return entered(f, fig, q);
    }
    assert(0 && "unknown measure");
    return value_bad(VALUE_UNDEFINED);
}

struct value facts_answer(struct facts *f, struct question q)
{
    int known = index_get(&f->memo->by_question, (const char *)&q, sizeof q);
    struct value v;

    if (known >= 0)
        return f->memo->values.v[known];
    v = compute(f, &q);
    index_add(&f->memo->by_question, (const char *)&q, sizeof q, (int)f->memo->values.n);
    *vec_add(f->arena, &f->memo->values) = v;
    return v;
}

struct question facts_question(const struct facts *f, const char *name, struct scope s)
{
    struct question q = {.unit = s.unit,
                         .own_only = s.own_only != 0,
                         .level = s.level < 0 ? LEVEL_ANY : s.level,
                         .field = s.field < 0 ? -1 : s.field,
                         .procedure = s.procedure < 0 ? -1 : s.procedure,
                         .before = s.before != 0};

    assert(f->memo); /* bound */
    return facts_ask(f, name, q);
}

struct value facts_value(struct facts *f, const char *name, struct scope s)
{
    return facts_answer(f, facts_question(f, name, s));
}
