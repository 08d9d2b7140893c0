/* What named figures rest on: the same questions that facts_value.c answers, kept as a tree. */
#include <assert.h>
#include <string.h>

#include "data/facts_impl.h"

struct tree {
    struct facts *facts;
    struct arena *arena;
    int home;
};

static struct scope scope_of(const struct question *q)
{
    return (struct scope){.unit = q->unit,
                          .own_only = q->own_only,
                          .level = q->level,
                          .field = q->field,
                          .procedure = q->procedure,
                          .before = q->before};
}

static const char *name_of(const struct tree *t, const struct figure *fig, const struct question *q)
{
    static const char *const changes[] = {
        [CHANGE_NONE] = "", [CHANGE_DIFFERENCE] = "_tang_giam", [CHANGE_RATIO] = "_tang_giam_pt"};

    return arena_printf(t->arena, "%s%s%s", fig->name, q->before ? "_cung_ky" : "", changes[q->change]);
}

/* ------------------------------------------------------------ leaves */

static void only(const struct tree *t, struct selection *s, const char *dim, int32_t value)
{
    *vec_add(t->arena, &s->only) = (struct constraint){.dim = table_dim(s->table, dim), .value = value};
}

static const char *units_of(const struct tree *t, const struct question *q)
{
    const struct facts *f = t->facts;
    char *units = arena_alloc(t->arena, f->catalog->nunits + 1);
    size_t first, end;

    facts_stretch(f, q, &first, &end);
    for (size_t i = first; i < end; i++)
        units[f->tree[i]] = 1;
    return units;
}

static struct selection *select_rows(const struct tree *t, const struct figure *fig, const struct question *q)
{
    struct selection *s = arena_alloc(t->arena, sizeof *s);

    *s = (struct selection){.table = fig->table,
                            .range = cube_range(t->facts->cube, facts_range(t->facts, fig, q->before)),
                            .before = q->before,
                            .measure = fig->measure,
                            .dim = fig->dim,
                            .where = {fig->where},
                            .unit = q->unit,
                            .own_only = q->own_only};
    assert(s->range >= 0);
    if (cube_rows(t->facts->cube, s->range, s->table)->unit_start)
        s->units = units_of(t, q);
    if (q->level != LEVEL_ANY)
        only(t, s, "cap", q->level + 1);
    if (q->field >= 0)
        only(t, s, "linh_vuc", q->field);
    if (q->procedure >= 0)
        only(t, s, "tthc", q->procedure);
    return s;
}

static void set_entries(const struct tree *t, struct basis *b, const struct figure *fig, const struct question *q)
{
    basis_entries used = {0};

    entries_used(t->facts, fig, q->unit, q->own_only, q->level == LEVEL_NOTHING ? LEVEL_COMMUNE + 1 : q->level,
                 b->range, t->arena, &used);
    b->entry = fig->entry;
    b->stock = fig->stock;
    b->entries = used.v;
    b->nentries = used.n;
}

/* ------------------------------------------------------------ the tree */

static enum basis_kind kind_of(const struct figure *fig, const struct question *q)
{
    if (q->before + (q->change != CHANGE_NONE) > 1) /* two years before: never counted */
        return BASIS_NONE;
    if (q->change == CHANGE_DIFFERENCE)
        return fig->measure == MEASURE_RATIO ? BASIS_POINTS : BASIS_CHANGE;
    if (q->change == CHANGE_RATIO)
        return BASIS_CHANGE_RATIO;
    switch (fig->measure) {
    case MEASURE_COUNT:
    case MEASURE_DISTINCT:
    case MEASURE_SUM:
        return facts_can_split(fig->table, q) ? BASIS_ROWS : BASIS_NONE;
    case MEASURE_RATIO:
        return BASIS_RATIO;
    case MEASURE_FORMULA:
        return BASIS_SUM;
    case MEASURE_ENTERED:
        if (q->field >= 0 || q->procedure >= 0)
            return BASIS_NONE;
        return fig->is_text ? BASIS_TEXT : BASIS_ENTRIES;
    }
    assert(0 && "unknown measure");
    return BASIS_NONE;
}

static struct basis *tree_of(const struct tree *t, struct question q);

static void add_part(const struct tree *t, struct basis *b, const char *name, const struct question *q, int sign)
{
    basis_add(t->arena, b, tree_of(t, facts_ask(t->facts, name, *q)), sign);
}

/* The same figure without the change, now and a year before. */
static void add_times(const struct tree *t, struct basis *b, struct question q)
{
    q.change = CHANGE_NONE;
    basis_add(t->arena, b, tree_of(t, q), 1);
    q.before = 1;
    basis_add(t->arena, b, tree_of(t, q), -1);
}

static struct basis *tree_of(const struct tree *t, struct question q)
{
    const struct figure *fig = &t->facts->figures.v[q.figure];
    const struct catalog *c = t->facts->catalog;
    struct basis *b = basis_new(t->arena, kind_of(fig, &q),
                                basis_id(t->arena, c, t->home, name_of(t, fig, &q), scope_of(&q)), fig->label);

    b->unit_word = b->kind == BASIS_CHANGE_RATIO ? "%" : b->kind == BASIS_POINTS ? "điểm phần trăm" : fig->unit_word;
    b->source = fig->source;
    b->range = facts_range(t->facts, fig, q.before);
    b->value = facts_answer(t->facts, q);
    switch (b->kind) {
    case BASIS_ROWS:
        b->selection = select_rows(t, fig, &q);
        break;
    case BASIS_ENTRIES:
    case BASIS_TEXT:
        set_entries(t, b, fig, &q);
        break;
    case BASIS_SUM:
        for (size_t i = 0; i < fig->nterms; i++)
            add_part(t, b, fig->terms[i], &q, fig->signs[i]);
        break;
    case BASIS_RATIO:
        add_part(t, b, fig->num, &q, 1);
        add_part(t, b, fig->den, &q, 1);
        break;
    case BASIS_CHANGE:
    case BASIS_CHANGE_RATIO:
        add_times(t, b, q);
        break;
    case BASIS_POINTS:
        add_times(t, b, q);
        b->value = value_points(b->parts[0]->value, b->parts[1]->value);
        break;
    case BASIS_SETTING:
    case BASIS_NONE:
    case BASIS_REST:
        break;
    }
    return b;
}

struct basis *facts_basis(struct facts *f, struct arena *a, const char *name, struct scope s, int home)
{
    const struct tree t = {f, a, home};
    struct basis *b = tree_of(&t, facts_question(f, name, s));

    s.before = 0;
    b->id = basis_id(a, f->catalog, home, name, s);
    return b;
}
