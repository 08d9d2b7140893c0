/* What stands in the first columns of a form: everything in force, in the order of the catalog, and its names. */
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data/basis.h"
#include "doc/form_count.h"

char *form_listed_units(struct arena *a, const struct catalog *c, int root, day_t on)
{
    char *listed = arena_alloc(a, c->nunits + 1);

    for (size_t u = 0; u < c->nunits; u++)
        listed[u] = (char)(catalog_under(c, (int)u, root) &&
                           catalog_in_force(c->units[u].valid_from, c->units[u].valid_to, on));
    if (root >= 0)
        listed[root] = 1;
    for (size_t u = 0; u < c->nunits; u++)
        if (c->units[u].parent >= 0 && catalog_in_force(c->units[u].valid_from, c->units[u].valid_to, on))
            listed[c->units[u].parent] = 0;
    return listed;
}

const char *form_level_name(struct arena *a, const struct config *c, int level, int of_units)
{
    static const char *const general[] = {"tỉnh", "huyện", "xã"};
    const char *name;

    assert(level >= 0 && level < 3);
    if (of_units && *c->level_group[level])
        return c->level_group[level];
    name = *c->level_name[level] ? c->level_name[level] : general[level];
    return arena_printf(a, "Cấp %s", name);
}

struct range form_main_range(const struct period *p, enum table t)
{
    return p->sections[period_section(p, TABLES[t].name)].now;
}

/* ------------------------------------------------------------ everything in force */

struct listing {
    struct form_count *b;
    day_t on;
    const char *units;                 /* listed */
    int level, unit, field, procedure; /* chosen so far, -1: not */
    int32_t key[FORM_DIMS];
};

static void list_from(struct listing *l, size_t dim);

static void choose(struct listing *l, size_t dim, int *part, int value, int32_t key)
{
    int before = part ? *part : 0;

    if (part)
        *part = value;
    l->key[dim] = key;
    list_from(l, dim + 1);
    if (part)
        *part = before;
}

static int procedure_fits(const struct listing *l, const struct procedure *p)
{
    return catalog_in_force(p->valid_from, p->valid_to, l->on) && (l->field < 0 || p->field == l->field) &&
           (l->level < 0 || p->level < 0 || p->level == l->level);
}

static int unit_fits(const struct listing *l, int unit)
{
    const struct catalog *c = l->b->catalog;

    return l->units[unit] && (l->level < 0 || (int)c->units[unit].level == l->level);
}

static void list_levels(struct listing *l, size_t dim)
{
    const struct catalog *c = l->b->catalog;

    for (int level = 0; level < 3; level++) {
        int any = 0;

        for (size_t u = 0; u < c->nunits && !any; u++)
            any = (int)c->units[u].level == level && (l->unit < 0 ? unit_fits(l, (int)u) : l->unit == (int)u);
        if (any)
            choose(l, dim, &l->level, level, level + 1);
    }
}

static void list_units(struct listing *l, size_t dim)
{
    const struct catalog *c = l->b->catalog;
    int level = l->level;

    for (size_t u = 0; u < c->nunits; u++) {
        if (!unit_fits(l, (int)u))
            continue;
        l->level = (int)c->units[u].level; /* its fields and procedures are those of its level */
        choose(l, dim, &l->unit, (int)u, (int32_t)u);
        l->level = level;
    }
}

static void list_fields(struct listing *l, size_t dim)
{
    const struct catalog *c = l->b->catalog;
    char *any = arena_alloc(l->b->arena, c->nfields + 1);

    for (size_t p = 0; p < c->nprocedures; p++)
        if (c->procedures[p].field >= 0 && procedure_fits(l, &c->procedures[p]) &&
            (l->procedure < 0 || l->procedure == (int)p))
            any[c->procedures[p].field] = 1;
    for (size_t i = 0; i < c->nfields; i++)
        if (any[i])
            choose(l, dim, &l->field, (int)i, (int32_t)i);
}

static void list_procedures(struct listing *l, size_t dim)
{
    const struct catalog *c = l->b->catalog;

    for (size_t p = 0; p < c->nprocedures; p++)
        if (procedure_fits(l, &c->procedures[p]))
            choose(l, dim, &l->procedure, (int)p, (int32_t)p);
}

static void list_from(struct listing *l, size_t dim)
{
    const struct form *f = l->b->form;
    const struct dim *d;

    if (dim == f->ndims) {
        size_t leaf = form_count_leaf(l->b, l->key); /* first: it may move the list */

        l->b->listed.v[leaf] = 1;
        return;
    }
    d = f->dims[dim];
    if (d->kind == DIM_UNIT) {
        list_units(l, dim);
    } else if (d->kind == DIM_FIELD) {
        list_fields(l, dim);
    } else if (d->kind == DIM_PROCEDURE) {
        list_procedures(l, dim);
    } else if (strcmp(d->name, "cap") == 0) {
        list_levels(l, dim);
    } else if (d->kind == DIM_NAMES) {
        for (int32_t i = 1; d->names[i]; i++)
            choose(l, dim, NULL, 0, i);
    } else {
        for (size_t i = 0; i < l->b->nwords; i++)
            if (*l->b->words[i])
                choose(l, dim, NULL, 0, (int32_t)i);
    }
}

void form_list_all(struct form_count *b)
{
    const struct period *p = facts_period(b->c->facts);
    struct listing l = {
        .b = b, .on = form_main_range(p, b->form->table).to, .level = -1, .unit = -1, .field = -1, .procedure = -1};

    l.units = form_listed_units(b->arena, b->catalog, b->c->unit, l.on);
    list_from(&l, 0);
}

/* ------------------------------------------------------------ names */

static int has_units_below(const struct form *f, size_t dim)
{
    return dim + 1 < f->ndims && f->dims[dim + 1]->kind == DIM_UNIT;
}

static const char *capitalised(struct arena *a, const char *s)
{
    const char *rest = s;

    utf8_next(&rest);
    return arena_printf(a, "%s%s", utf8_upper(a, arena_strndup(a, s, (size_t)(rest - s))), rest);
}

size_t form_row_name(const struct form *f, const char *code)
{
    size_t i = 0;

    while (i < f->nrow_names && strcmp(f->row_names[i]->key, code) != 0)
        i++;
    return i;
}

const char *form_named(const struct form_count *b, const char *code, const char *label)
{
    size_t i = form_row_name(b->form, code);

    return i < b->form->nrow_names ? b->row_names[i] : capitalised(b->arena, label);
}

const char *form_key_label(const struct form_count *b, size_t dim, int32_t key)
{
    const struct dim *d = b->form->dims[dim];

    if (key == KEY_NONE)
        return "Chưa xác định";
    switch (d->kind) {
    case DIM_UNIT:
        return b->catalog->units[key].name;
    case DIM_FIELD:
        return b->catalog->fields[key].name;
    case DIM_PROCEDURE:
        return b->catalog->procedures[key].name;
    case DIM_WORD:
        return form_named(b, b->words[key], b->words[key]);
    case DIM_RECORD:
        return form_list_label(b, key);
    default:
        if (strcmp(d->name, "cap") == 0 && form_row_name(b->form, d->names[key]) == b->form->nrow_names)
            return form_level_name(b->arena, b->c->config, key - 1, has_units_below(b->form, dim));
        return form_named(b, d->names[key], d->labels[key]);
    }
}

const char *form_key_code(const struct form_count *b, size_t dim, int32_t key)
{
    const struct dim *d = b->form->dims[dim];

    if (key == KEY_NONE)
        return "";
    switch (d->kind) {
    case DIM_UNIT:
        return basis_code(b->arena, b->catalog->units[key].code);
    case DIM_FIELD:
        return basis_code(b->arena, b->catalog->fields[key].code);
    case DIM_PROCEDURE:
        return basis_code(b->arena, b->catalog->procedures[key].code);
    case DIM_WORD:
        return basis_code(b->arena, b->words[key]);
    case DIM_RECORD:
        return basis_code(b->arena, b->sources[b->list_source].rows->records[key].code);
    default:
        return d->names[key];
    }
}

/* ------------------------------------------------------------ what is not loaded */

static int uses_other_table(const struct form_count *b, enum table t)
{
    for (size_t i = 0; i < b->nsources; i++)
        if (b->sources[i].table != t && b->sources[i].loaded && b->sources[i].shown)
            return 1;
    return 0;
}

static int names_without(const struct form_count *b, const struct form_source *s, struct buf *out)
{
    int n = 0;

    for (size_t u = 0; u < b->catalog->nunits; u++)
        if (s->population[u] && !s->loaded[u])
            buf_printf(out, "%s%s", n++ ? "; " : "", b->catalog->units[u].name);
    return n;
}

const char *form_missing_text(const struct form_count *b)
{
    struct buf out;

    buf_init(&out, b->arena);
    for (size_t i = 0; i < b->nsources; i++) {
        const struct form_source *s = &b->sources[i];
        struct buf names;
        const char *what, *when = s->before ? " cùng kỳ" : "";
        int any = 0;

        buf_init(&names, b->arena);
        if (!s->loaded || !s->shown || !names_without(b, s, &names))
            continue;
        what = uses_other_table(b, s->table) ? arena_printf(b->arena, " %s", TABLES[s->table].label) : "";
        for (int level = 0; level < 3; level++)
            any |= s->with[level];
        buf_puts(&out, out.n ? " " : "");
        if (any)
            buf_printf(&out, "Đơn vị chưa có số liệu%s%s: %s; các dòng tổng không gồm đơn vị này.", what, when,
                       buf_str(&names));
        else
            buf_printf(&out, "Chưa có số liệu%s%s.", what, when);
    }
    return buf_str(&out);
}
