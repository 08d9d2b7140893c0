/* Live formulas: columns computed from others of their row, totals over rows. Each gives what is printed, or else the
 * cell stays a plain value: a workbook is computed anew when it is opened. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vi.h"
#include "doc/formula.h"
#include "render/xlsx_plan.h"

enum {
    ARGUMENTS_MAX = 255, /* of a function, in Excel */
    FORMULA_MAX = 8192   /* characters */
};

/* Times 10.000 it is still exact as a double. */
static const int64_t SHARE_MAX = INT64_C(900000000000);

struct xlsx_formulas {
    const struct grid *grid;
    struct {
        struct formula_term *v; /* NULL: counted */
        size_t n;
        int gaps;  /* some row has no figure: every formula of the column looks for it, so that all are alike */
    } * rule;      /* of each column */
    char *total;   /* of each column: cells that are sums of their rows may be written so … */
    char *unknown; /* … and some of them have no figure */
};

/* ---- columns computed in their row ---- */

/* 0, or -1 if a figure is missing in the row. */
static int evaluate(const struct xlsx_formulas *f, size_t column, const struct row *r, int64_t *above, int64_t *below)
{
    *above = *below = 0;
    for (size_t i = 0; i < f->rule[column].n; i++) {
        const struct formula_term *t = &f->rule[column].v[i];
        const struct cell *c = &r->cells[t->column];

        if (c->kind != CELL_COUNT)
            return -1;
        *(t->below ? below : above) += t->sign * c->num;
    }
    return 0;
}

/* What rate_text computes; the paper's percentages differ from it only beyond a whole. */
static int is_share(int64_t num, int64_t den)
{
    return num >= 0 && den >= 0 && num <= SHARE_MAX && den <= SHARE_MAX &&
           !(num > den && vi_percent_hundredths(num, den) == 10000);
}

/* The formula must give what is printed in every row, "…" where a figure is missing. */
static int agrees(struct xlsx_formulas *f, size_t column)
{
    int rate = f->grid->columns[column].kind == CELL_RATE;

    for (size_t r = 0; r < f->grid->nrows; r++) {
        const struct cell *c = &f->grid->rows[r].cells[column];
        int64_t above, below;

        if (c->kind != CELL_COUNT && c->kind != CELL_RATE && c->kind != CELL_MISSING)
            continue;
        if (evaluate(f, column, &f->grid->rows[r], &above, &below)) {
            if (c->kind != CELL_MISSING)
                return 0;
            f->rule[column].gaps = 1;
        } else if (c->kind != (rate ? CELL_RATE : CELL_COUNT) || above != c->num ||
                   (rate && (below != c->den || (below && !is_share(above, below))))) {
            return 0;
        }
    }
    return 1;
}

/* ---- totals ---- */

/* The sum of a row's parts in a column; 0, or -1 if none of them has a figure. */
static int add_parts(const struct grid *g, size_t row, size_t column, int64_t *sum)
{
    int any = 0;

    *sum = 0;
    for (size_t i = row_part(g, row, 0); i < g->nrows; i = row_part(g, row, i + 1)) {
        const struct cell *c = &g->rows[i].cells[column];

        if (c->kind == CELL_COUNT) {
            *sum += c->num;
            any = 1;
        }
    }
    return any ? 0 : -1;
}

static int is_total(const struct grid *g, size_t row, size_t column)
{
    return g->rows[row].cells[column].sum && row_part(g, row, 0) < g->nrows;
}

static void find_totals(struct xlsx_formulas *f, size_t column)
{
    int64_t sum;

    f->total[column] = 1;
    for (size_t r = 0; r < f->grid->nrows; r++) {
        const struct cell *c = &f->grid->rows[r].cells[column];

        if (!is_total(f->grid, r, column))
            continue;
        if (add_parts(f->grid, r, column, &sum)) {
            f->unknown[column] = 1;
            f->total[column] &= c->kind == CELL_MISSING;
        } else {
            f->total[column] &= c->kind == CELL_COUNT && c->num == sum;
        }
    }
}

struct xlsx_formulas *xlsx_formulas(struct arena *a, const struct grid *g)
{
    struct xlsx_formulas *f = arena_alloc(a, sizeof *f);

    f->grid = g;
    f->rule = arena_alloc(a, g->ncolumns * sizeof *f->rule);
    f->total = arena_alloc(a, g->ncolumns);
    f->unknown = arena_alloc(a, g->ncolumns);
    for (size_t c = 0; c < g->ncolumns; c++) {
        const struct column *col = &g->columns[c];

        if (col->formula && (col->kind == CELL_RATE) == (strchr(col->formula, '/') != NULL))
            f->rule[c].v = formula_parse(a, g, col->formula, &f->rule[c].n);
        if (f->rule[c].v && !col->by_row && !agrees(f, c))
            f->rule[c].v = NULL;
        find_totals(f, c);
    }
    return f;
}

/* ---- text ---- */

struct writer {
    struct arena *a;
    const struct xlsx_formulas *f;
    int first; /* row of the sheet in which the grid's rows begin */
};

/* "C9+D9-E9" of the terms above or below the line; *n counts them. */
static const char *sum_text(const struct writer *w, size_t column, int below, int row, int *n)
{
    struct buf b;

    buf_init(&b, w->a);
    *n = 0;
    for (size_t i = 0; i < w->f->rule[column].n; i++) {
        const struct formula_term *t = &w->f->rule[column].v[i];

        if (t->below != below)
            continue;
        buf_printf(&b, "%s%s", t->sign < 0 ? "-" : *n ? "+" : "", xlsx_cell_name(w->a, row, t->column));
        ++*n;
    }
    return buf_str(&b);
}

static const char *in_brackets(const struct writer *w, const char *s, int n)
{
    return n > 1 ? arena_printf(w->a, "(%s)", s) : s;
}

/* A share in per cent with two decimals that reads 100 only for all and 0 only for none, as the paper prints it. What
 * is rounded is a whole number of hundredths: halves are exact there, in every program alike. */
static const char *rate_text(const struct writer *w, size_t column, int row)
{
    int n, m;
    const char *above = sum_text(w, column, 0, row, &n), *below = sum_text(w, column, 1, row, &m);
    const char *rounded =
        arena_printf(w->a, "ROUND(10000*%s/%s,0)/100", in_brackets(w, above, n), in_brackets(w, below, m));

    return arena_printf(w->a, "IF(%s=0,\"–\",IF(AND(%s>0,%s<%s),MEDIAN(0.01,99.99,%s),%s))", below, above, above, below,
                        rounded, rounded);
}

/* Of rows that have nothing to do with each other: also changes, which may be negative or beyond a whole. NULL where no
 * formula gives what is printed. */
static const char *rate_of_row(const struct writer *w, size_t column, int row, const struct row *r)
{
    const struct cell *c = &r->cells[column];
    int64_t above, below, rounded;
    const char *num, *den;
    int n, m;

    if (c->kind != CELL_RATE || evaluate(w->f, column, r, &above, &below) || above != c->num || below != c->den)
        return NULL;
    if (is_share(above, below))
        return rate_text(w, column, row);
    if (below <= 0 || below > SHARE_MAX || above > SHARE_MAX || above < -SHARE_MAX)
        return NULL;
    rounded = vi_percent_hundredths(above, below);
    if (rounded == 0 || ((rounded == 10000 || rounded == -10000) && above != below && above != -below))
        return NULL;
    num = sum_text(w, column, 0, row, &n);
    den = sum_text(w, column, 1, row, &m);
    return arena_printf(w->a, "ROUND(10000*%s/%s,0)/100", in_brackets(w, num, n), in_brackets(w, den, m));
}

/* "COUNT(C9,D9,E9)<3": a figure of the row is missing. */
static const char *gap_text(const struct writer *w, size_t column, int row)
{
    struct buf b;

    buf_init(&b, w->a);
    buf_puts(&b, "COUNT(");
    for (size_t i = 0; i < w->f->rule[column].n; i++)
        buf_printf(&b, "%s%s", i ? "," : "", xlsx_cell_name(w->a, row, w->f->rule[column].v[i].column));
    buf_printf(&b, ")<%zu", w->f->rule[column].n);
    return buf_str(&b);
}

static const char *rule_text(const struct writer *w, size_t column, int row)
{
    int rate = w->f->grid->columns[column].kind == CELL_RATE, n;
    const char *text = rate ? rate_text(w, column, row) : sum_text(w, column, 0, row, &n);

    return w->f->rule[column].gaps ? arena_printf(w->a, "IF(%s,\"…\",%s)", gap_text(w, column, row), text) : text;
}

/* "D13:D20" or "D12,D21": the cells of a row's parts. More than a function takes go into functions of their own. */
static const char *parts_text(const struct writer *w, size_t row, size_t column, const char *function)
{
    const struct grid *g = w->f->grid;
    struct buf all, some;
    size_t n = 0;
    int nested = 0;

    buf_init(&all, w->a);
    buf_init(&some, w->a);
    for (size_t i = row_part(g, row, 0); i < g->nrows;) {
        size_t last = i, next = row_part(g, row, i + 1);

        for (; next == last + 1; next = row_part(g, row, next + 1))
            last = next;
        if (n == ARGUMENTS_MAX) {
            buf_printf(&all, "%s(%s),", function, buf_str(&some));
            buf_clear(&some);
            nested = 1;
            n = 0;
        }
        buf_printf(&some, "%s%s", n++ ? "," : "", xlsx_cell_name(w->a, w->first + (int)i, (int)column));
        if (last > i)
            buf_printf(&some, ":%s", xlsx_cell_name(w->a, w->first + (int)last, (int)column));
        i = next;
    }
    return nested ? arena_printf(w->a, "%s%s(%s)", buf_str(&all), function, buf_str(&some)) : buf_str(&some);
}

static const char *total_text(const struct writer *w, size_t row, size_t column)
{
    const char *sum = arena_printf(w->a, "SUM(%s)", parts_text(w, row, column, "SUM"));

    if (!w->f->unknown[column])
        return sum;
    return arena_printf(w->a, "IF(COUNT(%s)=0,\"…\",%s)", parts_text(w, row, column, "COUNT"), sum);
}

const char *xlsx_formula(struct arena *a, const struct xlsx_sheet *s, size_t row, int column)
{
    const struct xlsx_formulas *f = s->formulas;
    const struct writer w = {a, f, s->body};
    size_t c = (size_t)column;
    const struct cell *cell = &s->grid->rows[s->first + row].cells[column];
    const char *text = NULL;

    if (!f || (cell->kind != CELL_COUNT && cell->kind != CELL_RATE && cell->kind != CELL_MISSING))
        return NULL;
    if (f->rule[c].v && f->grid->columns[c].by_row)
        text = rate_of_row(&w, c, s->body + (int)row, &s->grid->rows[s->first + row]);
    else if (f->rule[c].v)
        text = rule_text(&w, c, s->body + (int)row);
    else if (f->total[c] && is_total(f->grid, row, c))
        text = total_text(&w, row, c);
    return text && strlen(text) < FORMULA_MAX ? text : NULL;
}
