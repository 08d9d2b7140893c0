/* What must hold of every table, on the boxes that layout makes of it. */
#ifndef TABLE_CHECK_H
#define TABLE_CHECK_H

#include "paper.h"
#include "shapes.h"

static char where[128]; /* what is being looked at */
#define fail_at(...)                \
    do {                            \
        print_error("%s: ", where); \
        fail_msg(__VA_ARGS__);      \
    } while (0)

#define TOUCH 0.01 /* points: nearer is the same place */
enum { EDGES_MAX = 128, RULES_MAX = 4096 };

struct upright {
    double top, bottom;
};

struct sheet_view {          /* a page of a table */
    double rules[RULES_MAX]; /* full width, from top to bottom */
    size_t nrules;
    double edge[EDGES_MAX];
    size_t nedges;
    VEC(struct upright) uprights[EDGES_MAX];
    size_t body; /* rule above the first row */
};

struct cell_view { /* what was printed of a cell so far */
    const char *rest;
    const struct item *last; /* on this page */
};

struct check {
    struct arena *arena;
    const struct paper *paper;
    const struct shape *shape;
    const struct grid *grid;
    struct cell_view *cells;
    struct sheet_view page, first;
    VEC(const struct item *) header, header_first;
    size_t row;                  /* being read; SIZE_MAX before the first */
    size_t rule;                 /* above it */
    size_t pages;                /* with rows */
    size_t *from_page, *to_page; /* of each row */
    double *row_height;
    double bottom; /* of the table on the last page */
};

static inline struct extent box_of(const struct check *k, const struct item *it)
{
    return paper_extent(k->paper, it);
}

/* ---- rules ---- */

static inline void add_edge(struct check *k, const struct item *it)
{
    struct sheet_view *p = &k->page;
    size_t i = p->nedges;

    while (i > 0 && p->edge[i - 1] > it->x + TOUCH)
        i--;
    if (i == 0 || p->edge[i - 1] < it->x - TOUCH) {
        assert_true(p->nedges < EDGES_MAX);
        memmove(p->edge + i + 1, p->edge + i, (p->nedges - i) * sizeof *p->edge);
        memmove(p->uprights + i + 1, p->uprights + i, (p->nedges - i) * sizeof *p->uprights);
        p->edge[i] = it->x;
        memset(&p->uprights[i], 0, sizeof p->uprights[i]);
        p->nedges++;
        i++;
    }
    *vec_add(k->arena, &p->uprights[i - 1]) = (struct upright){it->y, it->y + it->h};
}

static inline void read_rules(struct check *k, const struct page *g)
{
    struct sheet_view *p = &k->page;

    p->nrules = p->nedges = 0;
    for (size_t i = 0; i < g->items.n; i++) {
        const struct item *it = &g->items.v[i];

        if (it->type != ITEM_LINE || fabs(it->line - 0.5) > 0.001)
            continue;
        if (it->w == 0)
            add_edge(k, it);
        else if (it->w > g->width - MM(50) - 0.1) {
            size_t at = p->nrules++;

            assert_true(p->nrules < RULES_MAX);
            for (; at > 0 && p->rules[at - 1] > it->y; at--)
                p->rules[at] = p->rules[at - 1];
            p->rules[at] = it->y;
        }
    }
}

static inline int covered(const struct sheet_view *p, size_t edge, double top, double bottom)
{
    for (size_t i = 0; i < p->uprights[edge].n; i++)
        if (p->uprights[edge].v[i].top <= top + TOUCH && p->uprights[edge].v[i].bottom >= bottom - TOUCH)
            return 1;
    return 0;
}

/* ---- cells ---- */

/* Takes the printed words off the cell's text; blanks may be any blanks. */
static inline const char *skip_blanks(const char *s)
{
    while (*s == ' ' || *s == '\n' || (s[0] == '\xC2' && s[1] == '\xA0'))
        s += *s == '\xC2' ? 2 : 1;
    return s;
}

static inline const char *take(const char *rest, const char *printed)
{
    for (;;) {
        rest = skip_blanks(rest);
        while (*printed == ' ')
            printed++;
        if (!*printed)
            return rest;
        while (*printed && *printed != ' ')
            if (*rest++ != *printed++)
                return NULL;
    }
}

static inline size_t span_of(const struct check *k, size_t row, size_t column)
{
    int span = k->grid->rows[row].cells[column].span;

    return span > 1 ? (size_t)span : 1;
}

/* The row's own rules, left and right lines of its cells. */
static inline void check_row_rules(struct check *k)
{
    const struct sheet_view *p = &k->page;
    double top = p->rules[k->rule], bottom = p->rules[k->rule + 1];

    for (size_t c = 0, span; c < k->grid->ncolumns; c += span) {
        span = span_of(k, k->row, c);
        for (size_t e = c; e < c + span; e++)
            if (covered(p, e, top, bottom) != (e == c))
                fail_at("row %zu: line %zu is %s", k->row, e, e == c ? "missing" : "inside a cell");
    }
    if (!covered(p, k->grid->ncolumns, top, bottom))
        fail_at("row %zu: no line at its right end", k->row);
}

static inline void end_row(struct check *k)
{
    const struct row *r = &k->grid->rows[k->row];

    for (size_t c = 0; c < k->grid->ncolumns; c++)
        if (r->cells[c].text.n && *skip_blanks(k->cells[k->row * k->grid->ncolumns + c].rest))
            fail_at("row %zu column %zu: “%s” is not printed", k->row, c,
                    k->cells[k->row * k->grid->ncolumns + c].rest);
}

static inline void begin_row(struct check *k, size_t row, size_t page, int goes_on)
{
    const struct sheet_view *p = &k->page;

    if (!goes_on) {
        if (k->row != SIZE_MAX)
            end_row(k);
        if (row != (k->row == SIZE_MAX ? 0 : k->row + 1))
            fail_at("row %zu comes after row %zu", row, k->row);
    }
    k->row = row;
    k->to_page[row] = page;
    if (!goes_on)
        k->from_page[row] = page;
    if (k->rule + 2 >= p->nrules)
        fail_at("row %zu has no rule below it", row);
    k->rule++;
    k->row_height[row] += p->rules[k->rule + 1] - p->rules[k->rule];
    check_row_rules(k);
}

static inline void read_cell(struct check *k, const struct item *it, size_t row, size_t column)
{
    const struct sheet_view *p = &k->page;
    struct cell_view *cell = &k->cells[row * k->grid->ncolumns + column];
    struct extent e = box_of(k, it);

    if (e.top < p->rules[k->rule] - TOUCH || e.bottom > p->rules[k->rule + 1] + TOUCH)
        fail_at("row %zu: “%s” is not between its rules", row, it->text);
    if (e.left < p->edge[column] + 0.5 || e.right > p->edge[column + span_of(k, row, column)] - 0.5)
        fail_at("row %zu column %zu: “%s” is not inside its cell", row, column, it->text);
    if (cell->last) {
        struct extent before = box_of(k, cell->last);

        if (cell->last->y == it->y ? e.left < before.right - TOUCH : e.top < before.bottom - TOUCH)
            fail_at("row %zu column %zu: “%s” is over “%s”", row, column, it->text, cell->last->text);
    }
    cell->last = it;
    cell->rest = take(cell->rest, it->text);
    if (!cell->rest)
        fail_at("row %zu column %zu: “%s” is not the next word", row, column, it->text);
}

/* ---- header ---- */

/* Takes the header's words from `at` on that print the label; returns the next. */
static inline size_t take_label(struct check *k, size_t at, const char *label)
{
    while (*(label = skip_blanks(label)))
        if (at == k->header.n || !(label = take(label, k->header.v[at++]->text)))
            fail_at("a label of the header is not printed whole");
    return at;
}

/* All labels and numbers, once, whole: on the first page against the grid, later against the first page. */
static inline void check_header(struct check *k)
{
    const struct grid *g = k->grid;
    size_t at = 0;
    double shift = k->page.rules[0] - k->first.rules[0];

    if (k->pages > 1) {
        assert_int_equal(k->header.n, k->header_first.n);
        for (size_t i = 0; i < k->header.n; i++) {
            const struct item *x = k->header.v[i], *y = k->header_first.v[i];

            if (strcmp(x->text, y->text) || fabs(x->x - y->x) > TOUCH || fabs(x->y - y->y - shift) > TOUCH ||
                x->size != y->size || x->face != y->face)
                fail_at("repeated header: “%s” instead of “%s”", x->text, y->text);
            assert_true(x->element == NULL);
        }
        for (size_t i = 0; i <= k->page.body; i++)
            assert_true(fabs(k->page.rules[i] - k->first.rules[i] - shift) < TOUCH);
        return;
    }
    for (int row = 0; row < g->header_rows; row++)
        for (size_t i = 0; i < g->nheader; i++)
            if (g->header[i].row == row)
                at = take_label(k, at, g->header[i].label);
    for (size_t c = 0; g->numbered && c < g->ncolumns; c++)
        at = take_label(k, at, g->columns[c].number);
    assert_int_equal(at, k->header.n);
    for (size_t i = 0; i < k->header.n; i++) {
        struct extent e = box_of(k, k->header.v[i]);

        if (e.bottom > k->page.rules[k->page.body] + TOUCH)
            fail_at("“%s” of the header stands among the rows", k->header.v[i]->text);
        for (size_t j = 0; j < i; j++)
            if (paper_meet(e, box_of(k, k->header.v[j])))
                fail_at("header: “%s” is over “%s”", k->header.v[i]->text, k->header.v[j]->text);
    }
}

/* ---- pages ---- */

static inline int cell_index(const struct check *k, const struct item *it, size_t *row, size_t *column)
{
    /* Rows keep their ids when a table is cut, so totals are found by their cells. */
    const struct grid *g = k->grid;
    size_t r, c;

    if (it->type != ITEM_TEXT || !it->figure)
        return 0;
    r = (size_t)strtoul(it->figure, NULL, 10);
    c = (size_t)strtoul(strchr(it->figure, '/') + 1, NULL, 10);
    if (r >= g->nrows || g->rows[r].cells[c].text.v[0].figure != it->figure)
        for (r = g->nrows; r-- > 0 && g->rows[r].cells[c].text.v[0].figure != it->figure;)
            ;
    assert_true(r < g->nrows);
    *row = r;
    *column = c;
    return 1;
}

static inline void check_margins(const struct check *k, const struct page *g)
{
    const double slack = 0.3;

    for (size_t i = 0; i < g->items.n; i++) {
        const struct item *it = &g->items.v[i];
        struct extent e = box_of(k, it);

        if (!paper_is_margin(g, it) && (e.left < MM(30) - slack || e.right > g->width - MM(20) + slack ||
                                        e.top < MM(20) - slack || e.bottom > g->height - MM(20) + slack))
            fail_at("“%s” is in the margin", it->type == ITEM_TEXT ? it->text : "a line");
    }
}

static inline void check_page(struct check *k, const struct page *g, size_t page)
{
    struct sheet_view *p = &k->page;
    size_t row = 0, column = 0, began = 0;
    int body = 0;

    check_margins(k, g);
    read_rules(k, g);
    if (p->nrules == 0) {
        assert_int_equal(g->table_rows, 0);
        return;
    }
    k->header.n = 0;
    for (size_t c = 0; k->row != SIZE_MAX && c < k->grid->ncolumns; c++)
        k->cells[k->row * k->grid->ncolumns + c].last = NULL;
    for (size_t i = 0; i < g->items.n; i++) {
        const struct item *it = &g->items.v[i];
        struct extent e = box_of(k, it);

        if (it->type != ITEM_TEXT)
            continue;
        if (cell_index(k, it, &row, &column)) {
            if (!body) {
                double top = p->rules[0];

                assert_int_equal(p->nedges, k->grid->ncolumns + 1);
                for (p->body = 0; p->body + 1 < p->nrules && p->rules[p->body + 1] < e.top + TOUCH; p->body++)
                    ;
                if (!covered(p, 0, top, p->rules[p->nrules - 1]) ||
                    !covered(p, p->nedges - 1, top, p->rules[p->nrules - 1]))
                    fail_at("the table's sides are open");
                k->rule = p->body - 1;
                body = 1;
                began += row != k->row;
                begin_row(k, row, page, row == k->row);
            } else if (row != k->row) {
                began++;
                begin_row(k, row, page, 0);
            }
            read_cell(k, it, row, column);
        } else if (e.bottom > p->rules[0] + TOUCH && e.top < p->rules[p->nrules - 1] - TOUCH && !body) {
            *vec_add(k->arena, &k->header) = it;
        } else if (e.bottom > p->rules[0] + TOUCH && e.top < p->rules[p->nrules - 1] - TOUCH) {
            fail_at("“%s” stands in the table", it->text);
        }
    }
    if (k->grid->nrows == 0) {
        p->body = p->nrules - 1;
    } else {
        if (!body)
            fail_at("a header without rows");
        if (k->rule + 2 != p->nrules)
            fail_at("%zu rules below the last row", p->nrules - k->rule - 2);
    }
    if (k->shape->levels || k->shape->numbered) {
        assert_true(p->body > 0);
        for (size_t e = 0; e < p->nedges; e++)
            if (!covered(p, e, p->rules[p->body] - 5, p->rules[p->body]))
                fail_at("the header has no line %zu", e);
    }
    assert_int_equal(g->table_rows, began);
    if (k->pages++ == 0) {
        k->first = *p;
        k->header_first.n = 0;
        for (size_t i = 0; i < k->header.n; i++)
            *vec_add(k->arena, &k->header_first) = k->header.v[i];
    }
    check_header(k);
    k->bottom = p->rules[p->nrules - 1];
}

/* ---- which rows stand together ---- */

static inline size_t first_total(const struct grid *g)
{
    size_t n = g->nrows;

    while (n > 0 && g->rows[n - 1].kind == ROW_TOTAL)
        n--;
    return n;
}

/* No page may end between the row and the next one. */
static inline int keeps(const struct grid *g, size_t row)
{
    const struct row *r = &g->rows[row];

    return row + 1 < g->nrows && (r[0].kind == ROW_GROUP || r[1].kind == ROW_SUBTOTAL || r[1].kind == ROW_TOTAL ||
                                  (r[0].kind == ROW_PLAIN && r[1].kind == ROW_SUB));
}

static inline double together(const struct check *k, size_t row)
{
    size_t from = row, to = row + 1;
    double sum = 0;

    while (from > 0 && keeps(k->grid, from - 1))
        from--;
    while (keeps(k->grid, to))
        to++;
    for (size_t r = from; r <= to; r++)
        sum += k->row_height[r];
    return sum;
}

static inline void check_keeping(struct check *k)
{
    const struct page *g = k->paper->pages->list.v[k->to_page[0]];
    double room = g->height - MM(40) - (k->first.rules[k->first.body] - k->first.rules[0]);

    for (size_t r = 0; r + 1 < k->grid->nrows; r++)
        if (k->to_page[r] != k->from_page[r + 1] && keeps(k->grid, r) && together(k, r) < 0.5 * room)
            fail_at("rows %zu and %zu are parted", r, r + 1);
}

/* The note begins below the last row, and is not parted from it. */
static inline void check_note(struct check *k)
{
    const struct page *g;
    const struct item *first = NULL;
    const char *rest = k->grid->note.v[0].text;

    if (k->grid->nrows == 0)
        return;
    g = k->paper->pages->list.v[k->to_page[k->grid->nrows - 1]];
    for (size_t i = 0; i < g->items.n && !first; i++)
        if (g->items.v[i].type == ITEM_TEXT && !g->items.v[i].figure && g->items.v[i].element &&
            g->items.v[i].y > k->bottom && take(rest, g->items.v[i].text))
            first = &g->items.v[i];
    if (!first)
        fail_at("the note is not on the page of the last row");
}

static inline void check_table(const struct paper *p, const struct shape *s, const struct grid *g)
{
    struct check *k = arena_alloc(p->arena, sizeof *k);
    size_t total = first_total(g);

    *k = (struct check){.arena = p->arena, .paper = p, .shape = s, .grid = g, .row = SIZE_MAX};
    k->cells = arena_alloc(k->arena, (g->nrows * g->ncolumns + 1) * sizeof *k->cells);
    k->from_page = arena_alloc(k->arena, (g->nrows + 1) * sizeof *k->from_page);
    k->to_page = arena_alloc(k->arena, (g->nrows + 1) * sizeof *k->to_page);
    k->row_height = arena_alloc(k->arena, (g->nrows + 1) * sizeof *k->row_height);
    for (size_t i = 0; i < g->nrows * g->ncolumns; i++) {
        const struct cell *c = &g->rows[i / g->ncolumns].cells[i % g->ncolumns];

        k->cells[i].rest = c->text.n ? c->text.v[0].text : "";
    }
    for (size_t i = 0; i < p->pages->list.n; i++)
        check_page(k, p->pages->list.v[i], i);
    if (g->nrows) {
        if (k->row + 1 != g->nrows)
            fail_at("rows end with %zu", k->row);
        end_row(k);
    }
    assert_true(k->pages > 0);
    check_keeping(k);
    if (total > 0 && total < g->nrows && k->from_page[total] != k->to_page[total - 1])
        fail_at("the total stands alone");
    if (g->note.n)
        check_note(k);
}

#endif
