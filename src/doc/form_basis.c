/* What the cells of a form and the bars of a chart rest on. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "doc/form_basis.h"
#include "doc/form_count.h"

/* The row that an id names. */
struct line {
    int32_t key[FORM_DIMS];
    size_t depth;  /* how many dimensions are given; 0: the total */
    size_t lo, hi; /* its leaves among the sorted ones */
    int64_t *values;
    const char *path; /* "cap=xa/linh_vuc=DD", "tong" */
};

struct cell_trace {
    struct arena *arena;
    const struct form_count *count;
    const struct form *form;
    struct line line;
};

/* ------------------------------------------------------------ ids → rows */

static int find_word(const struct form_count *b, const char *code)
{
    for (size_t i = 0; i < b->nwords; i++)
        if (strcmp(b->words[i], code) == 0)
            return (int)i;
    return -1;
}

static int find_record(const struct form_count *b, const char *code)
{
    const struct rows *rows = b->sources[b->list_source].rows;

    for (size_t i = 0; i < rows->nrecords; i++)
        if (strcmp(rows->records[i].code, code) == 0)
            return (int)i;
    return -1;
}

static int find_name(const struct dim *d, const char *code)
{
    for (int i = 1; d->names[i]; i++)
        if (strcmp(d->names[i], code) == 0)
            return i;
    return -1;
}

/* -1: no such value. */
static int32_t key_of(const struct form_count *b, const struct dim *d, const char *code)
{
    if (!*code)
        return KEY_NONE;
    switch (d->kind) {
    case DIM_UNIT:
        return catalog_unit(b->catalog, code);
    case DIM_FIELD:
        return catalog_field(b->catalog, code);
    case DIM_PROCEDURE:
        return catalog_procedure(b->catalog, code);
    case DIM_NAMES:
        return find_name(d, code);
    case DIM_WORD:
        return find_word(b, code);
    case DIM_RECORD:
        return find_record(b, code);
    case DIM_FLAG:
    case DIM_NUMBER:
        break;
    }
    return -1;
}

static int read_path(struct cell_trace *t, const char *path)
{
    struct line *l = &t->line;

    l->path = path;
    if (strcmp(path, "tong") == 0)
        return t->form->total != NULL;
    while (*path) {
        const struct dim *d = l->depth < t->form->ndims ? t->form->dims[l->depth] : NULL;
        size_t n = strcspn(path, "/"), name = strcspn(path, "=");

        if (!d || name >= n || strlen(d->name) != name || strncmp(d->name, path, name) != 0)
            return 0;
        l->key[l->depth] = key_of(t->count, d, basis_code_read(t->arena, path + name + 1, n - name - 1));
        if (l->key[l->depth++] < 0)
            return 0;
        path += n + (path[n] == '/');
    }
    return l->depth > 0;
}

static int is_below(const struct cell_trace *t, size_t leaf)
{
    return memcmp(form_count_key(t->count, leaf), t->line.key, t->line.depth * sizeof *t->line.key) == 0;
}

/* Leaves are sorted by their keys: those of a row stand together. */
static void find_leaves(struct cell_trace *t)
{
    struct line *l = &t->line;
    const struct form_count *b = t->count;

    while (l->lo < b->nsorted && !is_below(t, b->sorted[l->lo]))
        l->lo++;
    for (l->hi = l->lo; l->hi < b->nsorted && is_below(t, b->sorted[l->hi]);)
        l->hi++;
    l->values = arena_alloc(t->arena, (t->form->ncolumns + 1) * sizeof *l->values);
    form_count_sum(b, l->lo, l->hi, l->values);
}

/* ------------------------------------------------------------ rows → selections */

static struct constraint constraint_of(const struct cell_trace *t, size_t dim, enum table table)
{
    const struct form_count *b = t->count;
    const struct dim *d = t->form->dims[dim];
    int32_t key = t->line.key[dim];
    struct constraint c = {.dim = table_dim(table, d->name), .value = key};

    if (d->kind == DIM_WORD)
        c.code = key == KEY_NONE ? "" : b->words[key];
    else if (d->kind == DIM_RECORD)
        c.code = b->sources[b->list_source].rows->records[key].code;
    else if (key == KEY_NONE)
        c.value = d->kind == DIM_NAMES ? 0 : -1;
    return c;
}

static const char *units_of(const struct cell_trace *t, const struct form_source *s)
{
    const struct catalog *c = t->count->catalog;
    char *units = arena_alloc(t->arena, c->nunits + 1);

    for (size_t u = 0; u < c->nunits; u++)
        units[u] = (char)(catalog_under(c, (int)u, t->count->c->unit) && (!s->loaded || s->loaded[u]));
    return units;
}

static struct selection *select_rows(const struct cell_trace *t, const struct form_source *s, enum measure measure,
                                     int dim, const struct row_predicate *where)
{
    struct selection *out = arena_alloc(t->arena, sizeof *out);

    *out = (struct selection){.table = s->table,
                              .range = cube_range(facts_cube(t->count->c->facts), s->range),
                              .before = s->before,
                              .measure = measure,
                              .dim = dim,
                              .where = {where, s->table == t->form->table ? t->form->where : NULL},
                              .units = s->rows->unit_start ? units_of(t, s) : NULL,
                              .unit = t->count->c->unit};
    for (size_t i = 0; i < t->line.depth; i++)
        *vec_add(t->arena, &out->only) = constraint_of(t, i, s->table);
    return out;
}

/* ------------------------------------------------------------ columns */

/* What the form writes, with its {{names}} filled in; the table could be made, so they are there. */
static const char *expanded(const struct cell_trace *t, const char *text)
{
    struct err ignored = {.status = ST_OK};
    const char *out = text;

    form_expand_plain(t->arena, t->form, t->count->c, text, 0, &out, &ignored);
    return out;
}

/* "Số lượng hồ sơ tiếp nhận / Tổng số" on one line. */
static const char *label_of(const struct cell_trace *t, const struct form_column *col)
{
    struct buf b;

    buf_init(&b, t->arena);
    for (size_t i = 0; i < col->path.n; i++) {
        buf_puts(&b, i ? " / " : "");
        for (const char *s = expanded(t, col->path.v[i]); *s; s++)
            buf_putc(&b, *s == '\n' ? ' ' : *s);
    }
    return buf_str(&b);
}

static struct basis *new_node(const struct cell_trace *t, enum basis_kind kind, const struct form_column *col)
{
    const struct form *f = t->form;
    struct basis *b = basis_new(t->arena, kind, arena_printf(t->arena, "%s/%d/%s", f->code, col->number, t->line.path),
                                label_of(t, col));

    if (col->kind == FORM_RATE)
        b->unit_word = "%";
    else if (col->counted ? col->measure == MEASURE_COUNT : col->kind == FORM_SUM)
        b->unit_word = TABLES[col->counted ? col->table : f->table].label;
    b->source = col->source;
    if (*f->source)
        b->source = arena_printf(t->arena, "%s, biểu %s, cột (%d)", f->source, f->code, col->number);
    return b;
}

static struct basis *column_basis(const struct cell_trace *t, size_t column);

static struct basis *counted_basis(const struct cell_trace *t, size_t column)
{
    const struct form_count *b = t->count;
    const struct form_column *col = &t->form->columns[column];
    const struct form_source *s = &b->sources[b->source_of[column]];
    struct basis *node = new_node(t, BASIS_ROWS, col);
    int whole = !t->line.depth && col->measure != MEASURE_DISTINCT;

    node->range = s->range;
    node->selection = select_rows(t, s, col->measure, col->dim, col->where);
    if (form_count_missing(b, column, t->line.depth ? t->line.key : NULL, t->line.depth))
        node->value = value_bad(VALUE_NOT_LOADED);
    else
        node->value = (struct value){.state = VALUE_OK, .num = whole ? b->total[column] : t->line.values[column]};
    return node;
}

static struct basis *terms_basis(const struct cell_trace *t, const struct form_terms *terms, struct basis *node)
{
    node->value = (struct value){.state = VALUE_OK};
    for (size_t i = 0; i < terms->n; i++) {
        struct basis *part = column_basis(t, (size_t)terms->v[i].column);

        basis_add(t->arena, node, part, terms->v[i].sign);
        if (i == 0)
            node->range = part->range;
        if (part->value.state != VALUE_OK)
            node->value = value_bad(part->value.state);
        else if (node->value.state == VALUE_OK)
            node->value.num += terms->v[i].sign * part->value.num;
    }
    return node;
}

/* One column stands for itself. */
static struct basis *operand(const struct cell_trace *t, const struct form_terms *terms)
{
    if (terms->n == 1 && terms->v[0].sign > 0)
        return column_basis(t, (size_t)terms->v[0].column);
    return terms_basis(t, terms,
                       basis_new(t->arena, BASIS_SUM, "",
                                 arena_printf(t->arena, "cột %s", form_terms_text(t->arena, t->form, terms, NULL, 1))));
}

static struct basis *column_basis(const struct cell_trace *t, size_t column)
{
    const struct form_column *col = &t->form->columns[column];
    struct basis *node;

    if (col->counted)
        return counted_basis(t, column);
    if (col->kind == FORM_SUM)
        return terms_basis(t, &col->sum, new_node(t, BASIS_SUM, col));
    assert(col->kind == FORM_RATE);
    node = new_node(t, BASIS_RATIO, col);
    basis_add(t->arena, node, operand(t, &col->sum), 1);
    basis_add(t->arena, node, operand(t, &col->denominator), 1);
    node->range = node->parts[1]->range;
    node->value = value_ratio(node->parts[0]->value, node->parts[1]->value);
    return node;
}

/* A number that a listed row says of itself. */
static struct basis *detail_basis(const struct cell_trace *t, const struct form_column *col)
{
    const struct form_source *s = &t->count->sources[t->count->list_source];
    struct basis *node = new_node(t, BASIS_ROWS, col);

    node->range = s->range;
    node->selection = select_rows(t, s, MEASURE_SUM, col->detail.dim, NULL);
    node->value = (struct value){.state = VALUE_OK, .num = selection_measure(node->selection, s->rows)};
    return node;
}

struct basis *form_cell_basis(struct arena *a, const struct form_count *b, const char *path)
{
    struct cell_trace t = {.arena = a, .count = b, .form = b->form};
    char *end;
    long number = strtol(path, &end, 10);

    if (*end != '/' || !read_path(&t, end + 1))
        return NULL;
    for (size_t i = 0; i < t.form->ncolumns; i++) {
        const struct form_column *col = &t.form->columns[i];
        int is_number =
            col->kind == FORM_DETAIL && t.line.depth == t.form->ndims && form_detail_kind(t.form, col) == CELL_COUNT;

        if (col->number != number)
            continue;
        find_leaves(&t);
        if (is_number)
            return detail_basis(&t, col);
        return col->kind == FORM_COUNT || col->kind == FORM_SUM || col->kind == FORM_RATE ? column_basis(&t, i) : NULL;
    }
    return NULL;
}
