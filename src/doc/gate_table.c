/* Each table by itself: formulas and identities along its rows, sums down its columns. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vi.h"
#include "doc/formula.h"
#include "doc/gate_impl.h"

/* What is wrong with one rule of a table: the first case, and how many there are. */
struct fault {
    const struct cell *cell;
    const char *text; /* what it should agree with */
    size_t n;
};

struct checked {
    struct gate *gate;
    const struct grid *grid;
    struct reading *read; /* [row * columns + column] */
};

static const char *cell_text(const struct gate *g, const struct cell *c)
{
    return c->text.n == 1 ? c->text.v[0].text : text_string(g->arena, &c->text);
}

static const struct reading *at(const struct checked *t, size_t row, size_t column)
{
    return &t->read[row * t->grid->ncolumns + column];
}

static int is_number_cell(const struct cell *c)
{
    return c->kind == CELL_COUNT || c->kind == CELL_RATE;
}

/* Cells that print no number are told of here; a cell outside named figures is looked at nowhere else. */
static void read_cells(struct checked *t)
{
    const struct grid *g = t->grid;

    t->read = arena_alloc(t->gate->arena, (g->nrows * g->ncolumns + 1) * sizeof *t->read);
    for (size_t r = 0; r < g->nrows; r++)
        for (size_t i = 0; i < g->ncolumns; i++) {
            const struct cell *c = &g->rows[r].cells[i];
            struct reading *to = &t->read[r * g->ncolumns + i];

            if (!is_number_cell(c))
                continue;
            *to = gate_read(cell_text(t->gate, c), c->kind == CELL_RATE);
            if (to->kind == READ_NOTHING && !g->columns[i].counts)
                note_add(t->gate->notes, NOTE_ERROR, "so_khong_doc_duoc", gate_cell_place(t->gate, c),
                         "Ô in '%s', không phải là số.", cell_text(t->gate, c));
        }
}

static void add_fault(struct fault *f, const struct cell *c, const char *text)
{
    if (!f->n++) {
        f->cell = c;
        f->text = text;
    }
}

static void tell(struct checked *t, const struct fault *f, const char *id, const char *rule)
{
    const char *more = f->n > 1 ? arena_printf(t->gate->arena, " (và %zu dòng nữa)", f->n - 1) : "";

    if (f->n)
        note_add(t->gate->notes, NOTE_ERROR, id, gate_cell_place(t->gate, f->cell), "In '%s', nhưng %s%s%s.",
                 cell_text(t->gate, f->cell), rule, f->text, more);
}

/* ---- along a row ---- */

struct sum {
    struct formula_term *v;
    size_t n;
};

/* 0, or -1 where a number of the row is missing. */
static int add_up(const struct checked *t, const struct sum *s, size_t row, int below, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < s->n; i++) {
        const struct reading *r = at(t, row, (size_t)s->v[i].column);
        int64_t step;

        if (s->v[i].below != below)
            continue;
        if (r->kind != READ_COUNT || r->decimals || __builtin_mul_overflow(r->value, (int64_t)s->v[i].sign, &step) ||
            __builtin_add_overflow(*out, step, out))
            return -1;
    }
    return 0;
}

/* "12 + 5 - 2" as the row prints them. */
static const char *printed_terms(const struct checked *t, const struct sum *s, size_t row, int below)
{
    struct buf b;

    buf_init(&b, t->gate->arena);
    for (size_t i = 0; i < s->n; i++) {
        const struct cell *c = &t->grid->rows[row].cells[s->v[i].column];

        if (s->v[i].below != below)
            continue;
        if (b.n)
            buf_puts(&b, s->v[i].sign > 0 ? " + " : " - ");
        else if (s->v[i].sign < 0)
            buf_puts(&b, "-");
        buf_puts(&b, cell_text(t->gate, c));
    }
    return buf_str(&b);
}

/* "12 + 5 = 17", "17" */
static const char *worked_out(const struct checked *t, const struct sum *s, size_t row, int64_t sum)
{
    const char *terms = printed_terms(t, s, row, 0);

    return s->n > 1 ? arena_printf(t->gate->arena, "%s = %s", terms, vi_count(t->gate->arena, sum)) : terms;
}

static int is_divided(const struct sum *s)
{
    return s->n && s->v[s->n - 1].below;
}

static void check_sum(struct checked *t, size_t column, const struct sum *s, const char *formula)
{
    struct fault fault = {0};

    for (size_t r = 0; r < t->grid->nrows; r++) {
        const struct reading *x = at(t, r, column);
        int64_t sum;

        if (x->kind == READ_COUNT && add_up(t, s, r, 0, &sum) == 0 && (x->value != sum || x->decimals))
            add_fault(&fault, &t->grid->rows[r].cells[column], worked_out(t, s, r, sum));
    }
    tell(t, &fault, "cong_thuc_cot", arena_printf(t->gate->arena, "theo công thức %s của cột: ", formula));
}

static void check_rate(struct checked *t, size_t column, const struct sum *s, const char *formula)
{
    struct arena *a = t->gate->arena;
    struct fault fault = {0}, over = {0};

    for (size_t r = 0; r < t->grid->nrows; r++) {
        const struct cell *c = &t->grid->rows[r].cells[column];
        int64_t num, den;
        const char *want;

        if (c->kind != CELL_RATE || add_up(t, s, r, 0, &num) || add_up(t, s, r, 1, &den) || den < 0)
            continue;
        want = vi_percent_cell(a, num, den);
        if (strcmp(want, cell_text(t->gate, c)) != 0)
            add_fault(&fault, c,
                      arena_printf(a, "(%s) / (%s) = %s", printed_terms(t, s, r, 0), printed_terms(t, s, r, 1), want));
        if (num > den && !t->grid->columns[column].over)
            add_fault(&over, c,
                      arena_printf(a, "(%s) là phần của (%s)", printed_terms(t, s, r, 0), printed_terms(t, s, r, 1)));
    }
    tell(t, &fault, "ty_le_khac_tu_mau", arena_printf(a, "theo công thức %s của cột: ", formula));
    tell(t, &over, "ty_le_tren_100",
         arena_printf(a, "tỷ lệ này (cột theo công thức %s, không có 'vuot_100') không quá 100: ", formula));
}

static void check_identity(struct checked *t, const char *identity)
{
    struct arena *a = t->gate->arena;
    size_t n = strcspn(identity, "=");
    struct sum left = {0}, right = {0};
    struct fault fault = {0};

    left.v = formula_parse(a, t->grid, arena_strndup(a, identity, n), &left.n);
    right.v = identity[n] ? formula_parse(a, t->grid, identity + n + 1, &right.n) : NULL;
    for (size_t r = 0; left.v && right.v && r < t->grid->nrows; r++) {
        int64_t x, y;

        if (add_up(t, &left, r, 0, &x) == 0 && add_up(t, &right, r, 0, &y) == 0 && x != y)
            add_fault(&fault, &t->grid->rows[r].cells[left.v[0].column],
                      arena_printf(a, "một bên là %s, bên kia là %s", worked_out(t, &left, r, x),
                                   worked_out(t, &right, r, y)));
    }
    tell(t, &fault, "can_doi_cot", arena_printf(a, "đẳng thức %s giữa các cột không đúng: ", identity));
}

/* ---- down the columns ---- */

struct parts { /* of a row, in one column */
    int64_t sum, most;
    int counted, missing;
};

static struct parts *add_parts(const struct checked *t, size_t row)
{
    const struct grid *g = t->grid;
    struct parts *p = arena_alloc(t->gate->arena, g->ncolumns * sizeof *p);

    for (size_t i = row_part(g, row, 0); i < g->nrows; i = row_part(g, row, i + 1))
        for (size_t k = 0; k < g->ncolumns; k++) {
            const struct reading *r = at(t, i, k);

            if (g->rows[i].cells[k].kind == CELL_MISSING)
                p[k].missing = 1;
            if (r->kind != READ_COUNT || r->decimals)
                continue;
            p[k].counted++;
            p[k].most = r->value > p[k].most ? r->value : p[k].most;
            if (__builtin_add_overflow(p[k].sum, r->value, &p[k].sum))
                p[k].missing = 1;
        }
    return p;
}

static void check_total(struct checked *t, size_t row, size_t column, const struct parts *p, struct fault *fault)
{
    const struct cell *c = &t->grid->rows[row].cells[column];
    const struct reading *x = at(t, row, column);
    struct arena *a = t->gate->arena;

    if (c->sum ? x->value == p->sum : x->value >= p->most && x->value <= p->sum)
        return;
    add_fault(fault, c,
              c->sum ? arena_printf(a, "các dòng của nó cộng lại là %s", vi_count(a, p->sum))
                     : arena_printf(a, "phải từ %s (dòng lớn nhất) đến %s (tổng các dòng)", vi_count(a, p->most),
                                    vi_count(a, p->sum)));
}

/* Distinct things are not additive, but no fewer than those of any part and no more than those of all together. */
static int is_distinct(const struct checked *t, size_t row, size_t column)
{
    const struct cell *c = &t->grid->rows[row].cells[column];

    return c->kind == CELL_COUNT && !c->sum && c->figure && !t->grid->columns[column].formula;
}

static void check_totals(struct checked *t)
{
    const struct grid *g = t->grid;
    struct fault *faults = arena_alloc(t->gate->arena, (g->ncolumns + 1) * sizeof *faults);

    for (size_t r = 0; r < g->nrows; r++) {
        struct parts *p = NULL;

        if (row_part(g, r, 0) == g->nrows)
            continue;
        for (size_t i = 0; i < g->ncolumns; i++) {
            const struct cell *c = &g->rows[r].cells[i];

            if (at(t, r, i)->kind != READ_COUNT || (!c->sum && !is_distinct(t, r, i)))
                continue;
            p = p ? p : add_parts(t, r);
            if (c->sum || (p[i].counted && !p[i].missing))
                check_total(t, r, i, &p[i], &faults[i]);
        }
    }
    for (size_t i = 0; i < g->ncolumns; i++)
        tell(t, &faults[i], "tong_khac_cac_dong", "");
}

static void check_table(struct gate *g, const struct grid *grid)
{
    struct checked t = {.gate = g, .grid = grid};

    if (!grid->ncolumns)
        return;
    read_cells(&t);
    for (size_t i = 0; i < grid->ncolumns; i++) {
        const char *formula = grid->columns[i].formula;
        struct sum s = {0};

        if (!formula || !*formula)
            continue;
        s.v = formula_parse(g->arena, grid, formula, &s.n);
        if (!s.v)
            continue;
        if (is_divided(&s))
            check_rate(&t, i, &s, formula);
        else
            check_sum(&t, i, &s, formula);
    }
    for (size_t i = 0; i < grid->nidentities; i++)
        check_identity(&t, grid->identities[i]);
    check_totals(&t);
}

void gate_tables(struct gate *g)
{
    for (size_t i = 0; i < g->d->nnodes; i++)
        if (g->d->nodes[i].type == NODE_TABLE)
            check_table(g, g->d->nodes[i].table);
    for (size_t i = 0; i < g->d->nannexes; i++)
        if (g->d->annexes[i].table)
            check_table(g, g->d->annexes[i].table);
}
