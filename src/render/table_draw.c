/* Drawing a table page by page: which rows, their cells, the lines of the grid. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/note.h"
#include "render/table_impl.h"

#define CLOSED (-1.0)
#define EPSILON 0.01
/* PDF/A-1 arrays hold 8191 entries (ISO 19005-1, 6.1.12): a longer table goes on as a second one, header and all. */
#define ELEMENT_ROWS 8000

/* ---- lines of the grid: open vertical lines grow until something interrupts them ---- */

struct pen {
    struct table *t;
    double *open; /* per edge of a column: where its line began, or CLOSED */
};

static void line(struct table *t, double x, double y, double dx, double dy)
{
    *vec_add(t->l->arena, &t->rules) =
        (struct ink){.type = ITEM_LINE, .x = x, .y = y, .w = dx, .h = dy, .line = GRID_LINE};
}

static void pen_up(struct pen *p, size_t edge, double y)
{
    if (p->open[edge] >= 0 && y > p->open[edge])
        line(p->t, p->t->x[edge], p->open[edge], 0, y - p->open[edge]);
    p->open[edge] = CLOSED;
}

static void pen_down(struct pen *p, size_t edge, double y)
{
    if (p->open[edge] < 0)
        p->open[edge] = y;
}

static void all_down(struct pen *p, double y)
{
    for (size_t c = 0; c <= p->t->g->ncolumns; c++)
        pen_down(p, c, y);
}

static void across(struct table *t, double y)
{
    line(t, t->x[0], y, t->x[t->g->ncolumns] - t->x[0], 0);
}

/* ---- header ---- */

static void header_lines(struct table *t, struct pen *pen, double y)
{
    size_t n = t->g->ncolumns, rows = (size_t)t->g->header_rows;

    across(t, y);
    for (size_t r = 0; r < rows; r++) {
        double top = y + t->header_y[r], bottom = y + t->header_y[r + 1];
        const size_t *own = t->owner + r * n;
        size_t from = n;

        for (size_t c = 0; c <= n; c++) {
            if (c == 0 || c == n || own[c - 1] != own[c])
                pen_down(pen, c, top);
            else
                pen_up(pen, c, top);
        }
        for (size_t c = 0; c <= n; c++) { /* the line below, where cells end */
            int edge = c < n && (r + 1 == rows || own[c] != own[n + c]);

            if (edge && from == n)
                from = c;
            if (!edge && from < n) {
                line(t, t->x[from], bottom, t->x[c] - t->x[from], 0);
                from = n;
            }
        }
    }
    all_down(pen, y + t->header_y[rows]);
    if (t->g->numbered)
        across(t, y + t->header_height);
}

/* Its elements are made where the header is first printed; repeated ones are artifacts. */
static void draw_header(struct table *t, struct pen *pen, double y, int real)
{
    struct element *tr = NULL;
    int row = -1;

    for (size_t i = 0; i < t->places.n; i++) {
        const struct header_place *p = &t->places.v[i];
        struct element *th = real && !t->tagged ? t->element : NULL;

        if (real && t->tagged) {
            int at = p->cell ? p->cell->row : t->g->header_rows;

            if (at != row)
                tr = element_add(t->l, t->element, "TR");
            row = at;
            th = element_add(t->l, tr, "TH");
            th->scope_column = 1;
            th->row_span = p->cell ? p->cell->row_span : 0;
            th->column_span = p->cell ? p->cell->column_span : 0;
        }
        for (size_t k = p->item; k < p->item + p->nitems; k++) {
            struct placed it = t->header.v[k];

            it.item.element = th;
            if (!t->tagged && k + 1 == p->item + p->nitems)
                it.item.space_after = 1;
            page_put(t->l, &it, 0, y);
        }
    }
    header_lines(t, pen, y);
}

/* ---- rows ---- */

/* A cell that fits on one line as it stands. */
static void draw_plain(struct table *t, const struct row *r, size_t c, double left, double right, double y, int32_t em,
                       struct element *e)
{
    const struct run *run = &r->cells[c].text.v[0];
    struct placed p = {.item = {.type = ITEM_TEXT,
                                .element = e,
                                .y = y,
                                .size = t->style.size,
                                .text = run->text,
                                .figure = run->figure ? run->figure : r->cells[c].figure,
                                .space_after = !t->tagged,
                                .face = (enum face)((run->style | row_style(r)) & (RUN_BOLD | RUN_ITALIC))},
                       .target = run->target};
    struct ink *it = &p.item;

    if (!*run->text)
        return;
    it->w = em * t->style.size / 1000;
    switch (cell_align(t, r, c)) {
    case TEXT_RIGHT:
        it->x = right - it->w;
        if (t->comma[c]) {
            const char *tail = number_tail(run->text);

            if (tail) {
                int64_t behind = text_em(t->l, it->face, tail, strlen(tail));

                it->x -= (double)(t->comma[c] - behind) * t->style.size / 1000;
            }
        }
        break;
    case TEXT_CENTRE:
        it->x = (left + right - it->w) / 2;
        break;
    default:
        it->x = left;
    }
    page_put(t->l, &p, 0, 0);
}

static void draw_lines(struct table *t, const struct row *r, size_t c, double left, double right, double y,
                       size_t first, size_t count, int whole, struct element *e)
{
    struct text_style s = {.size = t->style.size,
                           .width = right - left,
                           .style = row_style(r),
                           .align = cell_align(t, r, c),
                           .element = e};
    struct text_lines *lines = &t->scratch;

    text_break(t->l, &r->cells[c].text, &s, lines);
    if (whole)
        y += ((double)count - (double)lines->lines.n) * row_pitch(t) / 2;
    if (first == 0 && lines->cuts && t->cut_cells++ == 0)
        t->cut_word = lines->cut_word;
    for (size_t i = first; i < lines->lines.n && i < first + count; i++)
        for (size_t k = 0; k < lines->lines.v[i].nitems; k++) {
            struct placed p = lines->items.v[lines->lines.v[i].item + k];

            if (!p.item.figure)
                p.item.figure = r->cells[c].figure;
            if (!t->tagged && k + 1 == lines->lines.v[i].nitems)
                p.item.space_after = 1;
            page_put(t->l, &p, left, y + (double)(i - first) * row_pitch(t));
        }
}

static void draw_cell(struct table *t, size_t row, size_t c, double top, size_t first, size_t count, struct element *e)
{
    const struct row *r = &t->g->rows[row];
    size_t span = cell_span(t, &r->cells[c], c);
    double left = t->x[c] + t->padding + cell_indent(t, r, c), right = t->x[c + span] - t->padding;
    double up = ascent(t->l, FACE_REGULAR, t->style.size), down = descent(t->l, FACE_REGULAR, t->style.size);
    double y = top + t->style.row_padding / 2 + (row_pitch(t) - up - down) / 2 + up;
    int32_t em = t->em[row * t->g->ncolumns + c];
    int whole = first == 0 && count == t->lines[row];

    if (em != UNMEASURED && em * t->style.size / 1000 <= right - left + EPSILON) {
        if (whole)
            y += (double)(count - 1) * row_pitch(t) / 2;
        if (first == 0)
            draw_plain(t, r, c, left, right, y, em, e);
        return;
    }
    draw_lines(t, r, c, left, right, y, first, count, whole, e);
}

static void row_elements(struct table *t, size_t row)
{
    const struct row *r = &t->g->rows[row];
    struct element *tr = element_add(t->l, t->element, "TR");

    t->element_rows++;
    for (size_t c = 0, span; c < t->g->ncolumns; c += span) {
        int label;

        span = cell_span(t, &r->cells[c], c);
        label = t->label_column >= c && t->label_column < c + span;
        t->cells[c] = element_add(t->l, tr, label ? "TH" : "TD");
        t->cells[c]->scope_row = label;
        t->cells[c]->column_span = span > 1 ? (int)span : 0;
    }
}

/* Draws `count` lines of a row from its line `first` on; returns the lower edge. */
static double draw_row(struct table *t, struct pen *pen, size_t row, size_t first, size_t count, double y)
{
    const struct row *r = &t->g->rows[row];
    double bottom = y + (double)count * row_pitch(t) + t->style.row_padding;

    if (first == 0) {
        if (t->tagged)
            row_elements(t, row);
        t->l->page->table_rows++;
    }
    for (size_t c = 0, span; c < t->g->ncolumns; c += span) {
        span = cell_span(t, &r->cells[c], c);
        for (size_t k = 1; k < span; k++)
            pen_up(pen, c + k, y);
        if (r->cells[c].text.n)
            draw_cell(t, row, c, y, first, count, t->tagged ? t->cells[c] : t->element);
        for (size_t k = 1; k < span; k++)
            pen_down(pen, c + k, bottom);
    }
    across(t, bottom);
    return bottom;
}

void table_begin(struct table *t)
{
    t->row = t->line = 0;
    t->begun = 0;
}

int table_begun(const struct table *t)
{
    return t->begun;
}

static void draw_head(struct table *t, double y)
{
    for (size_t i = 0; i < t->head.n; i++)
        page_put(t->l, &t->head.v[i], 0, y);
}

int table_draw(struct table *t, double *y, double bottom, enum table_place place, double tail)
{
    double head = t->begun ? 0 : t->head_height, top = *y + head, at = top + t->header_height;
    struct table_cut cut = table_cut(t, bottom - at, place, tail);
    struct pen pen = {.t = t, .open = arena_alloc(t->l->arena, (t->g->ncolumns + 1) * sizeof *pen.open)};
    int real = !t->begun;

    if (cut.end == t->row && cut.lines == 0 && t->nbody)
        return 0;
    if (!t->tagged && t->begun) {
        t->element = element_after(t->l, t->element, "P");
    } else if (t->element_rows + (cut.end - t->row) > ELEMENT_ROWS && t->begun) {
        t->element = element_after(t->l, t->element, "Table");
        t->element_rows = 0;
        real = 1;
    }
    if (!t->begun)
        draw_head(t, *y);
    t->begun = 1;
    for (size_t c = 0; c <= t->g->ncolumns; c++)
        pen.open[c] = CLOSED;
    draw_header(t, &pen, top, real);
    for (; t->row < cut.end; t->row++) {
        at = draw_row(t, &pen, t->row, t->line, t->lines[t->row] - t->line, at);
        t->line = 0;
    }
    if (cut.lines) {
        if (t->line == 0 && row_above_page(t, t->row))
            note_add(t->l->notes, NOTE_INFO, "dong_dai_hon_trang", t->name,
                     "Dòng %zu cao hơn một trang nên được chia ra nhiều trang.", t->row + 1);
        at = draw_row(t, &pen, t->row, t->line, cut.lines, at);
        t->line += cut.lines;
    }
    for (size_t c = 0; c <= t->g->ncolumns; c++)
        pen_up(&pen, c, at);
    for (size_t i = 0; i < t->rules.n; i++)
        page_item(t->l, &t->rules.v[i]);
    t->rules.n = 0;
    *y = at;
    if (t->row < t->nbody)
        return 0;
    if (t->cut_cells)
        note_add(t->l->notes, NOTE_WARNING, "tu_bi_ngat", t->name,
                 "%zu ô có từ dài hơn bề rộng của ô nên phải ngắt ở giữa từ, đầu tiên là “%s”.", t->cut_cells,
                 text_short(t->l->arena, t->cut_word));
    return 1;
}
