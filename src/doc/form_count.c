/* One pass over the rows of the cube for all columns of a form. */
#include "doc/form_count.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/vi.h"
#include "data/cube.h"

/* ------------------------------------------------------------ sources */

/* Catalog tables are complete by themselves. */
static int needs_coverage(enum table t)
{
    return t == TABLE_DOSSIERS || t == TABLE_INSPECTIONS || t == TABLE_TASKS;
}

static int has_rows(const struct form_source *s, size_t unit)
{
    return s->rows->unit_start && s->rows->unit_start[unit + 1] > s->rows->unit_start[unit];
}

/* As figures of the text do: one that is in force on no day of the range, or is below such a unit, lacks nothing, and
 * rows it still has count. The unit of the report is asked by name. */
static int is_loaded(const struct form_count *b, const struct form_source *s, size_t unit)
{
    if (coverage_has_own(facts_coverage(b->c->facts), TABLES[s->table].name, (int)unit, s->range))
        return 1;
    for (int u = (int)unit; u != b->c->unit; u = b->catalog->units[u].parent) {
        const struct unit *x = &b->catalog->units[u];

        if ((x->valid_from != DAY_NONE && x->valid_from > s->range.to) ||
            (x->valid_to != DAY_NONE && x->valid_to < s->range.from))
            return 1;
    }
    return 0;
}

static void look_up_coverage(struct form_count *b, struct form_source *s)
{
    const struct catalog *c = b->catalog;

    s->population = form_listed_units(b->arena, c, b->c->unit, s->range.to);
    s->loaded = arena_alloc(b->arena, c->nunits + 1);
    for (size_t u = 0; u < c->nunits; u++) {
        if (!catalog_under(c, (int)u, b->c->unit))
            continue;
        s->loaded[u] = (char)is_loaded(b, s, u);
        s->population[u] |= (char)has_rows(s, u);
        if (s->population[u])
            (s->loaded[u] ? s->with : s->without)[c->units[u].level]++;
    }
}

/* number: of the column, 0 for the rows of a list. */
static int find_source(struct form_count *b, enum table t, const char *section_name, int before, int shown, int number,
                       int *out, struct err *err)
{
    const struct period *p = facts_period(b->c->facts);
    const struct cube *cube = facts_cube(b->c->facts);
    const struct period_section *section = &p->sections[period_section(p, section_name)];
    struct form_source s = {.table = t, .before = before, .range = before ? section->before : section->now};
    int range;

    for (size_t i = 0; i < b->nsources; i++)
        if (b->sources[i].table == s.table && b->sources[i].before == s.before &&
            b->sources[i].range.from == s.range.from && b->sources[i].range.to == s.range.to) {
            b->sources[i].shown |= shown;
            *out = (int)i;
            return 0;
        }
    range = cube_range(cube, s.range);
    if (range < 0) {
        char from[11], to[11];

        return err_set(err, ST_DATA,
                       "biểu '%s', cột %d: số liệu từ %s đến %s chưa được đếm; hãy chạy lại từ cơ sở dữ "
                       "liệu có đủ khoảng thời gian này.",
                       b->form->code, number, day_iso(s.range.from, from), day_iso(s.range.to, to));
    }
    s.shown = shown;
    s.rows = cube_rows(cube, range, s.table);
    if (needs_coverage(s.table))
        look_up_coverage(b, &s);
    b->sources[b->nsources] = s;
    *out = (int)b->nsources++;
    return 0;
}

/* ------------------------------------------------------------ words */

/* As [ten_dong] lists them, the others behind in Vietnamese order. */
static int by_name(const void *x, const void *y, void *ctx)
{
    const struct form *f = ctx;
    const char *p = *(const char *const *)x, *q = *(const char *const *)y;
    size_t i = form_row_name(f, p), j = form_row_name(f, q);

    if (i != j)
        return i < j ? -1 : 1;
    return vi_compare(p, q);
}

/* Each range has a word list of its own; keys are positions in the sorted union. */
static void collect_words(struct form_count *b)
{
    VEC(const char *) all = {0};
    size_t n = 0;

    for (size_t i = 0; i < b->nsources; i++)
        for (size_t w = 0; w < b->sources[i].rows->nwords; w++)
            *vec_add(b->arena, &all) = b->sources[i].rows->words[w];
    if (all.n)
        qsort_r(all.v, all.n, sizeof *all.v, by_name, (void *)b->form);
    for (size_t i = 0; i < all.n; i++)
        if (!n || strcmp(all.v[n - 1], all.v[i]) != 0)
            all.v[n++] = all.v[i];
    b->words = all.v;
    b->nwords = n;
    for (size_t i = 0; i < b->nsources; i++) {
        struct form_source *s = &b->sources[i];

        s->word_keys = arena_alloc(b->arena, (s->rows->nwords + 1) * sizeof *s->word_keys);
        for (size_t w = 0; w < s->rows->nwords; w++) {
            int32_t key = 0;

            while (strcmp(b->words[key], s->rows->words[w]) != 0)
                key++;
            s->word_keys[w] = *s->rows->words[w] ? key : KEY_NONE;
        }
    }
}

/* ------------------------------------------------------------ leaves */

static size_t hash_key(const int32_t *key, size_t n)
{
    uint64_t h = 1469598103934665603u;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (uint32_t)key[i]) * 1099511628211u;
    return (size_t)(h ^ (h >> 29));
}

const int32_t *form_count_key(const struct form_count *b, size_t leaf)
{
    return &b->keys.v[leaf * b->form->ndims];
}

static size_t *slot_of(const struct form_count *b, const int32_t *key)
{
    size_t n = b->form->ndims, at = hash_key(key, n) & (b->nslots - 1);

    while (b->slots[at] && memcmp(form_count_key(b, b->slots[at] - 1), key, n * sizeof *key) != 0)
        at = (at + 1) & (b->nslots - 1);
    return &b->slots[at];
}

static void grow_slots(struct form_count *b)
{
    b->nslots = b->nslots ? b->nslots * 2 : 256;
    b->slots = arena_alloc(b->arena, b->nslots * sizeof *b->slots);
    for (size_t i = 0; i < b->nleaves; i++)
        *slot_of(b, form_count_key(b, i)) = i + 1;
}

size_t form_count_leaf(struct form_count *b, const int32_t *key)
{
    size_t *slot;

    if (b->nleaves * 2 >= b->nslots)
        grow_slots(b);
    slot = slot_of(b, key);
    if (*slot)
        return *slot - 1;
    *slot = ++b->nleaves;
    for (size_t i = 0; i < b->form->ndims; i++)
        *vec_add(b->arena, &b->keys) = key[i];
    for (size_t i = 0; i < b->form->ncolumns; i++)
        *vec_add(b->arena, &b->values) = 0;
    *vec_add(b->arena, &b->listed) = 0;
    return b->nleaves - 1;
}

/* ------------------------------------------------------------ the pass */

/* Where the row dimensions of the form stand in a table. */
struct places {
    int at[FORM_DIMS];
};

static int32_t key_of(const struct form_count *b, const struct form_source *s, const int32_t *row, size_t i, int at)
{
    int32_t v = row[at];

    switch (b->form->dims[i]->kind) {
    case DIM_WORD:
        return v < 0 ? KEY_NONE : s->word_keys[v];
    case DIM_NAMES:
        return v == 0 ? KEY_NONE : v;
    default:
        return v < 0 ? KEY_NONE : v;
    }
}

static void add_row(struct form_count *b, const struct form_source *s, const struct places *p, size_t r,
                    const size_t *columns, size_t ncolumns)
{
    const struct rows *rows = s->rows;
    const struct form *f = b->form;
    const int32_t *row = &rows->v[r * TABLES[s->table].ndims];
    size_t leaf = SIZE_MAX;

    if (f->where && s->table == f->table && !row_predicate_test(f->where, rows, r))
        return;
    for (size_t k = 0; k < ncolumns; k++) {
        const struct form_column *col = &f->columns[columns[k]];
        int64_t count = rows->count[r];

        if (!row_predicate_test(col->where, rows, r))
            continue;
        if (col->measure == MEASURE_DISTINCT && !dim_is_given(&TABLES[s->table].dims[col->dim], row[col->dim]))
            continue;
        if (leaf == SIZE_MAX) {
            int32_t key[FORM_DIMS];

            for (size_t i = 0; i < f->ndims; i++)
                key[i] = key_of(b, s, row, i, p->at[i]);
            leaf = form_count_leaf(b, key);
        }
        if (col->measure == MEASURE_DISTINCT) {
            *vec_add(b->arena, &b->pairs[columns[k]]) = (struct form_pair){leaf, row[col->dim]};
            continue;
        }
        if (col->measure == MEASURE_SUM)
            count *= row[col->dim];
        b->values.v[leaf * f->ncolumns + columns[k]] += count;
        b->total[columns[k]] += count;
    }
}

/* A leaf for each row of a list. */
static void list_rows(struct form_count *b)
{
    const struct form_source *s = &b->sources[b->list_source];
    const struct form *f = b->form;
    int record = table_record_dim(s->table);

    b->row_of = arena_alloc(b->arena, (s->rows->nrecords + 1) * sizeof *b->row_of);
    for (size_t u = 0; u < b->catalog->nunits; u++) {
        if (!has_rows(s, u) || !catalog_under(b->catalog, (int)u, b->c->unit) || !s->loaded[u])
            continue;
        for (size_t r = s->rows->unit_start[u]; r < s->rows->unit_start[u + 1]; r++) {
            const int32_t *row = &s->rows->v[r * TABLES[s->table].ndims];
            int32_t key[FORM_DIMS];
            size_t leaf;

            if (f->where && !row_predicate_test(f->where, s->rows, r))
                continue;
            for (size_t i = 0; i < f->ndims; i++)
                key[i] = key_of(b, s, row, i, table_dim(s->table, f->dims[i]->name));
            leaf = form_count_leaf(b, key); /* first: it may move the list */
            b->listed.v[leaf] = 1;
            b->row_of[row[record]] = r;
        }
    }
}

static void add_source(struct form_count *b, size_t source)
{
    const struct form_source *s = &b->sources[source];
    const struct catalog *c = b->catalog;
    size_t *columns = arena_alloc(b->arena, b->form->ncolumns * sizeof *columns), n = 0;
    struct places p = {{0}};

    for (size_t i = 0; i < b->form->ncolumns; i++)
        if (b->source_of[i] == (int)source)
            columns[n++] = i;
    for (size_t i = 0; i < b->form->ndims; i++)
        p.at[i] = table_dim(s->table, b->form->dims[i]->name);
    if (!s->rows->unit_start) {
        for (size_t r = 0; r < s->rows->n; r++)
            add_row(b, s, &p, r, columns, n);
        return;
    }
    /* Rows of a unit that is not loaded whole are nowhere in the table, so that its sums stay sums of what it shows. */
    for (size_t u = 0; u < c->nunits; u++)
        if (has_rows(s, u) && catalog_under(c, (int)u, b->c->unit) && (!s->loaded || s->loaded[u]))
            for (size_t r = s->rows->unit_start[u]; r < s->rows->unit_start[u + 1]; r++)
                add_row(b, s, &p, r, columns, n);
}

/* ------------------------------------------------------------ what is shown */

static int by_pair(const void *x, const void *y)
{
    const struct form_pair *p = x, *q = y;

    if (p->leaf != q->leaf)
        return p->leaf < q->leaf ? -1 : 1;
    return (p->value > q->value) - (p->value < q->value);
}

/* Leaf numbers become positions in `sorted`; equal pairs go. */
static void sort_pairs(struct form_count *b, form_pairs *pairs, const size_t *position)
{
    size_t n = 0;

    (void)b;
    if (!pairs->n)
        return;
    for (size_t i = 0; i < pairs->n; i++)
        pairs->v[i].leaf = position[pairs->v[i].leaf];
    qsort(pairs->v, pairs->n, sizeof *pairs->v, by_pair);
    for (size_t i = 0; i < pairs->n; i++)
        if (!n || by_pair(&pairs->v[n - 1], &pairs->v[i]) != 0)
            pairs->v[n++] = pairs->v[i];
    pairs->n = n;
}

static int by_key(const void *x, const void *y, void *ctx)
{
    const struct form_count *b = ctx;
    const int32_t *p = form_count_key(b, *(const size_t *)x), *q = form_count_key(b, *(const size_t *)y);

    for (size_t i = 0; i < b->form->ndims; i++)
        if (p[i] != q[i])
            return b->form->dims[i]->kind == DIM_RECORD ? form_list_compare(b, p[i], q[i]) : p[i] < q[i] ? -1 : 1;
    return 0;
}

static void choose_and_sort(struct form_count *b)
{
    size_t ncolumns = b->form->ncolumns;
    size_t *position = arena_alloc(b->arena, (b->nleaves + 1) * sizeof *position);

    for (size_t i = 0; i < ncolumns; i++)
        for (size_t k = 0; k < b->pairs[i].n; k++)
            b->listed.v[b->pairs[i].v[k].leaf] = 1;
    b->sorted = arena_alloc(b->arena, (b->nleaves + 1) * sizeof *b->sorted);
    for (size_t leaf = 0; leaf < b->nleaves; leaf++) {
        int show = b->listed.v[leaf];

        for (size_t i = 0; i < ncolumns && !show; i++)
            show = b->values.v[leaf * ncolumns + i] != 0;
        if (show)
            b->sorted[b->nsorted++] = leaf;
    }
    qsort_r(b->sorted, b->nsorted, sizeof *b->sorted, by_key, b);
    for (size_t i = 0; i < b->nsorted; i++)
        position[b->sorted[i]] = i;
    for (size_t i = 0; i < ncolumns; i++)
        sort_pairs(b, &b->pairs[i], position);
}

int form_count(struct arena *a, const struct form *f, const struct form_context *c, struct form_count **out,
               struct err *err)
{
    struct form_count *b = arena_alloc(a, sizeof *b);

    *b = (struct form_count){.arena = a, .form = f, .c = c, .catalog = c->catalog};
    b->sources = arena_alloc(a, (f->ncolumns + 2) * sizeof *b->sources);
    b->source_of = arena_alloc(a, (f->ncolumns + 1) * sizeof *b->source_of);
    b->total = arena_alloc(a, (f->ncolumns + 1) * sizeof *b->total);
    b->pairs = arena_alloc(a, (f->ncolumns + 1) * sizeof *b->pairs);
    b->row_names = arena_alloc(a, (f->nrow_names + 1) * sizeof *b->row_names);
    for (size_t i = 0; i < f->nrow_names; i++)
        if (form_expand_plain(a, f, c, f->row_names[i]->value, f->row_names[i]->line, &b->row_names[i], err))
            return -1;
    for (size_t i = 0; i < f->ncolumns; i++) {
        const struct form_column *col = &f->columns[i];

        b->source_of[i] = -1;
        if (col->counted && find_source(b, col->table, col->section, col->before, form_when(col->when, c), col->number,
                                        &b->source_of[i], err))
            return -1;
    }
    if (form_is_list(f) && find_source(b, f->table, TABLES[f->table].name, 0, 1, 0, &b->list_source, err))
        return -1;
    collect_words(b);
    if (f->list_all)
        form_list_all(b);
    if (form_is_list(f))
        list_rows(b);
    for (size_t i = 0; i < b->nsources; i++)
        add_source(b, i);
    choose_and_sort(b);
    *out = b;
    return 0;
}

/* ------------------------------------------------------------ sums */

static int by_value(const void *x, const void *y)
{
    int64_t p = *(const int64_t *)x, q = *(const int64_t *)y;

    return (p > q) - (p < q);
}

/* First pair of position `leaf` or behind. */
static size_t pair_at(const form_pairs *pairs, size_t leaf)
{
    size_t lo = 0, hi = pairs->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (pairs->v[mid].leaf < leaf)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static int64_t count_distinct(const struct form_count *b, const form_pairs *pairs, size_t lo, size_t hi)
{
    size_t from = pair_at(pairs, lo), to = pair_at(pairs, hi);
    int64_t *values = arena_alloc(b->arena, (to - from + 1) * sizeof *values), n = 0;

    for (size_t i = from; i < to; i++)
        values[i - from] = pairs->v[i].value;
    qsort(values, to - from, sizeof *values, by_value);
    for (size_t i = 0; i < to - from; i++)
        n += i == 0 || values[i] != values[i - 1];
    return n;
}

void form_count_sum(const struct form_count *b, size_t lo, size_t hi, int64_t *values)
{
    const struct form *f = b->form;

    memset(values, 0, f->ncolumns * sizeof *values);
    for (size_t k = lo; k < hi; k++)
        for (size_t i = 0; i < f->ncolumns; i++)
            values[i] += b->values.v[b->sorted[k] * f->ncolumns + i];
    for (size_t i = 0; i < f->ncolumns; i++)
        if (f->columns[i].counted && f->columns[i].measure == MEASURE_DISTINCT)
            values[i] = count_distinct(b, &b->pairs[i], lo, hi);
}

int form_count_missing(const struct form_count *b, size_t column, const int32_t *key, size_t depth)
{
    const struct form_source *s;
    int with = 0, without = 0;
    int level = -1;

    assert(b->source_of[column] >= 0);
    s = &b->sources[b->source_of[column]];
    if (!s->loaded)
        return 0;
    for (size_t i = 0; i < depth; i++) {
        if (b->form->dims[i]->kind == DIM_UNIT && key[i] != KEY_NONE)
            return !s->loaded[key[i]];
        if (strcmp(b->form->dims[i]->name, "cap") == 0 && key[i] != KEY_NONE)
            level = key[i] - 1;
    }
    for (int i = 0; i < 3; i++)
        if (level < 0 || level == i) {
            with += s->with[i];
            without += s->without[i];
        }
    return without > 0 && with == 0;
}
