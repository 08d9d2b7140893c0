/* Counted leaves → the table as printed: groups, numbering, formulas, totals, and the notes below it. */
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/form_count.h"
#include "doc/join.h"

/* A row before it becomes cells. */
struct line {
    int64_t *values; /* per column of the form */
    char *missing;
    const int32_t *key;
    size_t depth; /* how many dimensions are given; 0: the total */
    const char *label;
};

struct table_build {
    struct arena *arena;
    const struct form *form;
    struct form_count *count;
    struct notes *notes;
    size_t *shown, nshown; /* columns of the form that are printed */
    int ordinal, name;     /* among the printed ones; ordinal -1: none */
    VEC(struct row) rows;
    int numbers[FORM_DIMS]; /* running number at each depth */
};

/* ------------------------------------------------------------ values of one row */

static int64_t add_up(const struct form_terms *t, const int64_t *values)
{
    int64_t sum = 0;

    for (size_t i = 0; i < t->n; i++)
        sum += t->v[i].sign * values[t->v[i].column];
    return sum;
}

static int any_missing(const struct form_terms *t, const char *missing)
{
    for (size_t i = 0; i < t->n; i++)
        if (missing[t->v[i].column])
            return 1;
    return 0;
}

/* Formulas of a row whose counted values are known. What is counted stays as counted, whatever its formula says: the
 * gate compares both on paper. */
static void complete(struct table_build *b, struct line *l)
{
    const struct form *f = b->form;

    for (size_t i = 0; i < f->ncolumns; i++)
        l->missing[i] = (char)(f->columns[i].counted && form_count_missing(b->count, i, l->key, l->depth));
    for (size_t i = 0; i < f->norder; i++) {
        size_t at = (size_t)f->order[i];
        const struct form_column *col = &f->columns[at];

        if (col->counted)
            continue;
        l->values[at] = add_up(&col->sum, l->values);
        l->missing[at] = (char)any_missing(&col->sum, l->missing);
    }
}

/* ------------------------------------------------------------ cells */

static const char *figure_id(const struct table_build *b, const struct form_column *col, const struct line *l)
{
    struct buf id;

    buf_init(&id, b->arena);
    buf_printf(&id, "%s/%d", b->form->code, col->number);
    if (!l->depth)
        buf_puts(&id, "/tong");
    for (size_t i = 0; i < l->depth; i++)
        buf_printf(&id, "/%s=%s", b->form->dims[i]->name, form_key_code(b->count, i, l->key[i]));
    return buf_str(&id);
}

static void set_text(struct table_build *b, struct cell *cell, const char *s)
{
    cell->text = text_plain(b->arena, s);
    cell->text.v[0].figure = cell->figure;
}

static void set_figure(struct table_build *b, struct cell *cell, const struct form_column *col, size_t at,
                       const struct line *l)
{
    cell->figure = figure_id(b, col, l);
    if (col->kind == FORM_RATE) {
        cell->kind =
            any_missing(&col->sum, l->missing) || any_missing(&col->denominator, l->missing) ? CELL_MISSING : CELL_RATE;
        cell->num = add_up(&col->sum, l->values);
        cell->den = add_up(&col->denominator, l->values);
    } else {
        cell->kind = l->missing[at] ? CELL_MISSING : CELL_COUNT;
        cell->num = l->values[at];
        /* Distinct values are not additive, and what is computed in the row alone need not be: it is missing already
         * where one of its terms is. */
        cell->sum = l->depth < b->form->ndims && col->counted && col->measure != MEASURE_DISTINCT;
    }
    if (cell->kind == CELL_MISSING) {
        cell->num = cell->den = 0;
        set_text(b, cell, "…");
    } else {
        set_text(b, cell,
                 cell->kind == CELL_RATE ? vi_percent_cell(b->arena, cell->num, cell->den)
                                         : vi_count(b->arena, cell->num));
        if (col->alert && cell->num > 0)
            cell->text.v[0].style = RUN_BOLD;
    }
}

/* 1 if the printed columns from `first` on say something of single rows alone: groups leave them empty. */
static int only_details(const struct table_build *b, size_t first)
{
    while (first < b->nshown && b->form->columns[b->shown[first]].kind == FORM_DETAIL)
        first++;
    return first == b->nshown;
}

static void add_row(struct table_build *b, enum row_kind kind, const char *ordinal, struct line *l)
{
    struct row *row = vec_add(b->arena, &b->rows);
    int total = kind == ROW_TOTAL, spans = total && b->ordinal >= 0 && b->name == b->ordinal + 1;

    row->kind = kind;
    row->depth = (int)l->depth;
    row->cells = arena_alloc(b->arena, b->nshown * sizeof *row->cells);
    for (size_t i = 0; i < b->nshown; i++) {
        const struct form_column *col = &b->form->columns[b->shown[i]];
        struct cell *cell = &row->cells[i];

        if (col->kind == FORM_DETAIL) {
            if (l->depth == b->form->ndims)
                form_list_cell(b->count, col, l->key[l->depth - 1], cell);
            if (cell->kind == CELL_COUNT)
                cell->text.v[0].figure = cell->figure = figure_id(b, col, l);
        } else if (col->kind == FORM_ORDINAL || col->kind == FORM_NAME) {
            const char *s = col->kind == FORM_ORDINAL ? ordinal : l->label;

            if (spans) /* the label covers both, from the first of them */
                s = col->kind == FORM_ORDINAL ? l->label : "";
            cell->kind = *s ? CELL_TEXT : CELL_EMPTY;
            cell->span = spans && col->kind == FORM_ORDINAL ? 2 : 0;
            if (*s)
                set_text(b, cell, s);
            if (kind == ROW_GROUP && col->kind == FORM_NAME && only_details(b, i + 1))
                cell->span = (int)(b->nshown - i);
        } else {
            set_figure(b, cell, col, b->shown[i], l);
        }
    }
}

/* ------------------------------------------------------------ rows */

/* One dimension: 1, 2 … More: I, II … in capitals; 1, 2 …; 1.1, 1.2 … */
static const char *next_ordinal(struct table_build *b, size_t dim)
{
    struct buf out;
    size_t first = b->form->ndims > 1 ? 1 : 0;

    b->numbers[dim]++;
    for (size_t i = dim + 1; i < b->form->ndims; i++)
        b->numbers[i] = 0;
    if (dim < first)
        return vi_roman(b->arena, b->numbers[dim]);
    buf_init(&out, b->arena);
    for (size_t i = first; i <= dim; i++)
        buf_printf(&out, "%s%d", i > first ? "." : "", b->numbers[i]);
    return buf_str(&out);
}

static enum row_kind kind_of(const struct form *f, size_t dim)
{
    if (f->ndims == 1)
        return ROW_PLAIN;
    return dim == 0 ? ROW_GROUP : dim == 1 ? ROW_PLAIN : ROW_SUB;
}

static struct line new_line(struct table_build *b, size_t lo, size_t hi, const int32_t *key, size_t depth,
                            const char *label)
{
    struct line l = {.key = key, .depth = depth, .label = label};

    l.values = arena_alloc(b->arena, (b->form->ncolumns + 1) * sizeof *l.values);
    l.missing = arena_alloc(b->arena, b->form->ncolumns + 1);
    form_count_sum(b->count, lo, hi, l.values);
    return l;
}

/* The rows of sorted[lo] … sorted[hi - 1], which have the same keys before `dim`. */
static void add_rows(struct table_build *b, size_t dim, size_t lo, size_t hi)
{
    const struct form *f = b->form;

    while (lo < hi) {
        const int32_t *key = form_count_key(b->count, b->count->sorted[lo]);
        enum row_kind kind = kind_of(f, dim);
        const char *label = form_key_label(b->count, dim, key[dim]);
        size_t end = lo + 1;
        struct line l;

        while (end < hi && form_count_key(b->count, b->count->sorted[end])[dim] == key[dim])
            end++;
        l = new_line(b, lo, end, key, dim + 1, kind == ROW_GROUP ? utf8_upper(b->arena, label) : label);
        complete(b, &l);
        add_row(b, kind, next_ordinal(b, dim), &l);
        if (dim + 1 < f->ndims)
            add_rows(b, dim + 1, lo, end);
        lo = end;
    }
}

/* The total is what was counted in the pass, not what the rows add up to: the gate compares both on paper. */
static int add_total(struct table_build *b, const struct form_context *c, struct err *err)
{
    const struct form *f = b->form;
    struct line l = new_line(b, 0, b->count->nsorted, NULL, 0, "");

    for (size_t i = 0; i < f->ncolumns; i++) {
        const struct form_column *col = &f->columns[i];

        if (!col->counted || col->measure == MEASURE_DISTINCT)
            continue;
        l.values[i] = b->count->total[i];
    }
    if (!f->total)
        return 0;
    if (form_expand_plain(b->arena, f, c, f->total, form_key_line(f, "dong", "tong"), &l.label, err))
        return -1;
    complete(b, &l);
    add_row(b, ROW_TOTAL, "", &l);
    return 0;
}

/* ------------------------------------------------------------ columns, caption, notes */

static int choose_columns(struct table_build *b, const struct form_context *c, struct err *err)
{
    const struct form *f = b->form;

    b->ordinal = b->name = -1;
    b->shown = arena_alloc(b->arena, (f->ncolumns + 1) * sizeof *b->shown);
    for (size_t i = 0; i < f->ncolumns; i++) {
        if (!form_when(f->columns[i].when, c))
            continue;
        if (f->columns[i].kind == FORM_ORDINAL)
            b->ordinal = (int)b->nshown;
        if (f->columns[i].kind == FORM_NAME)
            b->name = (int)b->nshown;
        b->shown[b->nshown++] = i;
    }
    if (b->name >= 0)
        return 0;
    return err_set(err, ST_CONFIG, "tệp '%s': cột tên của các dòng bị ẩn bởi 'khi'; hãy bỏ 'khi' ở cột này.",
                   f->ini->path);
}

static int is_shown(const struct table_build *b, size_t column)
{
    for (size_t i = 0; i < b->nshown; i++)
        if (b->shown[i] == column)
            return 1;
    return 0;
}

static const char *formula_text(struct table_build *b, const struct form_column *col)
{
    struct arena *a = b->arena;
    char *hidden = arena_alloc(a, b->form->ncolumns + 1);
    const char *num, *den;

    for (size_t i = 0; i < b->form->ncolumns; i++)
        hidden[i] = (char)!is_shown(b, i);
    if (col->kind == FORM_SUM)
        return form_terms_text(a, b->form, &col->sum, hidden, 0);
    if (col->kind != FORM_RATE)
        return NULL;
    num = form_terms_text(a, b->form, &col->sum, hidden, 0);
    den = form_terms_text(a, b->form, &col->denominator, hidden, 0);
    return arena_printf(a, strpbrk(num, "+-") ? "(%s)/%s%s%s" : "%s/%s%s%s", num, strpbrk(den, "+-") ? "(" : "", den,
                        strpbrk(den, "+-") ? ")" : "");
}

static const char *number_text(struct table_build *b, const struct form_column *col)
{
    char *hidden = arena_alloc(b->arena, b->form->ncolumns + 1);

    if (!b->form->numbered)
        return NULL;
    if (col->kind != FORM_SUM)
        return arena_printf(b->arena, "(%d)", col->number);
    for (size_t i = 0; i < b->form->ncolumns; i++)
        hidden[i] = (char)!is_shown(b, i);
    return arena_printf(b->arena, "(%d)=%s", col->number, form_terms_text(b->arena, b->form, &col->sum, hidden, 1));
}

static enum cell_kind kind_of_column(const struct form *f, const struct form_column *col)
{
    switch (col->kind) {
    case FORM_ORDINAL:
    case FORM_NAME:
        return CELL_TEXT;
    case FORM_RATE:
        return CELL_RATE;
    case FORM_DETAIL:
        return form_detail_kind(f, col);
    case FORM_COUNT:
    case FORM_SUM:
        break;
    }
    return CELL_COUNT;
}

static int set_columns(struct table_build *b, const struct form_context *c, struct grid *g, struct err *err)
{
    const struct form *f = b->form;
    struct form_path *expanded = arena_alloc(b->arena, b->nshown * sizeof *expanded);
    const struct form_path **paths = arena_alloc(b->arena, b->nshown * sizeof *paths);

    g->ncolumns = b->nshown;
    g->columns = arena_alloc(b->arena, b->nshown * sizeof *g->columns);
    for (size_t i = 0; i < b->nshown; i++) {
        const struct form_column *col = &f->columns[b->shown[i]];
        int line = form_key_line(f, arena_printf(b->arena, "cot.%d", col->number), "nhan");
        enum cell_kind kind = kind_of_column(f, col);

        g->columns[i] = (struct column){
            .kind = kind,
            .align = col->kind == FORM_ORDINAL || kind == CELL_DATE ? ALIGN_CENTRE
                     : kind == CELL_TEXT                            ? ALIGN_LEFT
                                                                    : ALIGN_RIGHT,
            .number = number_text(b, col),
            .name = col->name,
            .formula = formula_text(b, col),
            .key = col->number,
            .counts = !col->figure  ? NULL
                      : col->before ? arena_printf(b->arena, "%s_cung_ky", col->figure)
                                    : col->figure,
            .over = col->over,
            .weight = col->weight,
            .alert = col->alert,
        };
        paths[i] = &col->path;
        if (!strstr(col->label, "{{"))
            continue;
        expanded[i] = (struct form_path){arena_alloc(b->arena, col->path.n * sizeof *expanded[i].v), col->path.n};
        for (size_t p = 0; p < col->path.n; p++)
            if (form_expand_plain(b->arena, f, c, col->path.v[p], line, &expanded[i].v[p], err))
                return -1;
        paths[i] = &expanded[i];
    }
    form_header(b->arena, paths, b->nshown, g);
    g->numbered = f->numbered;
    return 0;
}

/* What holds between the printed columns of every row: hidden ones print nothing that could be added. */
static void set_identities(struct table_build *b, struct grid *g)
{
    const struct form *f = b->form;
    char *hidden = arena_alloc(b->arena, f->ncolumns + 1);

    for (size_t i = 0; i < f->ncolumns; i++)
        hidden[i] = (char)!is_shown(b, i);
    g->identities = arena_alloc(b->arena, (f->nidentities + 1) * sizeof *g->identities);
    for (size_t i = 0; i < f->nidentities; i++) {
        const char *left = form_terms_text(b->arena, f, &f->identities[i].left, hidden, 0);
        const char *right = form_terms_text(b->arena, f, &f->identities[i].right, hidden, 0);

        if (*left && *right)
            g->identities[g->nidentities++] = arena_printf(b->arena, "%s=%s", left, right);
    }
}

static void add_range(struct grid *g, struct range r)
{
    for (size_t i = 0; i < g->nranges; i++)
        if (g->ranges[i].from == r.from && g->ranges[i].to == r.to)
            return;
    g->ranges[g->nranges++] = (struct days){r.from, r.to};
}

/* What the rows are comes first. */
static void set_ranges(struct table_build *b, const struct form_context *c, struct grid *g)
{
    const struct period *p = facts_period(c->facts);

    g->ranges = arena_alloc(b->arena, (b->nshown + 1) * sizeof *g->ranges);
    if (form_is_list(b->form))
        add_range(g, form_main_range(p, b->form->table));
    for (size_t i = 0; i < b->nshown; i++) {
        const struct form_column *col = &b->form->columns[b->shown[i]];
        const struct period_section *s = col->counted ? &p->sections[period_section(p, col->section)] : NULL;

        if (s)
            add_range(g, col->before ? s->before : s->now);
    }
}

static void add_runs(struct arena *a, struct text *to, const char *gap, const struct text *more)
{
    struct run *v = arena_alloc(a, (to->n + 1 + more->n) * sizeof *v);
    size_t n = 0;

    for (size_t i = 0; i < to->n; i++)
        v[n++] = to->v[i];
    v[n++] = (struct run){.text = gap};
    for (size_t i = 0; i < more->n; i++)
        v[n++] = more->v[i];
    *to = (struct text){v, n};
}

/* "Ghi chú: …": what the form says, then whose data are not loaded. */
static int set_note(struct table_build *b, const struct form_context *c, struct grid *g, struct err *err)
{
    const struct form *f = b->form;
    const char *missing = form_missing_text(b->count);
    struct text note = text_plain(b->arena, "Ghi chú:");
    size_t sentences = 0;

    note.v[0].style = RUN_ITALIC;
    for (size_t i = 0; i < f->nnotes; i++) {
        struct text t;

        if (!form_when(f->notes[i].when, c))
            continue;
        if (form_expand(b->arena, f, c, f->notes[i].text, f->notes[i].line, &t, err))
            return -1;
        add_runs(b->arena, &note, " ", &t);
        sentences++;
    }
    if (*missing) {
        struct text t = text_plain(b->arena, missing);

        note_add(b->notes, NOTE_WARNING, "bieu_thieu_so_lieu", arena_printf(b->arena, "biểu %s", f->code), "%s",
                 missing);
        add_runs(b->arena, &note, " ", &t);
        sentences++;
    }
    if (sentences) {
        join_text(b->arena, &note);
        g->note = note;
    }
    return 0;
}

static int count_table(struct arena *a, const struct form *f, const struct form_context *c, struct grid *g,
                       struct notes *notes, struct err *err)
{
    struct table_build b = {.arena = a, .form = f, .notes = notes};

    if (choose_columns(&b, c, err) || form_count(a, f, c, &b.count, err) || set_columns(&b, c, g, err))
        return -1;
    add_rows(&b, 0, 0, b.count->nsorted);
    if (add_total(&b, c, err) || set_note(&b, c, g, err))
        return -1;
    set_identities(&b, g);
    set_ranges(&b, c, g);
    g->rows = b.rows.v;
    g->nrows = b.rows.n;
    return 0;
}

int form_table(struct arena *a, const struct form *f, const struct form_context *c, const char *label,
               struct grid **out, struct notes *notes, struct err *err)
{
    struct grid *g = arena_alloc(a, sizeof *g);
    const char *caption, *unit;

    assert(f->kind != FORM_CHART);
    if ((f->kind == FORM_TABLE ? count_table(a, f, c, g, notes, err) : form_listing(a, f, c, g, err)) ||
        form_title(a, f, c, &caption, err) ||
        form_expand_plain(a, f, c, f->unit, form_key_line(f, "bieu", "don_vi_tinh"), &unit, err))
        return -1;
    g->source = f->source;
    g->id = f->code;
    g->label = label;
    g->caption = *label ? join_string(a, caption) : ""; /* an annex has its title */
    g->unit = *unit ? arena_printf(a, "Đơn vị tính: %s", unit) : "";
    *out = g;
    return 0;
}
