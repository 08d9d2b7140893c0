/* Drawing a table page by page: which rows, their cells, the lines of the grid. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/note.h"
#include "render/table_impl.h"

#define CLOSED (-1.0)
#define EPSILON 0.01
#define SPLIT_LINES 3 /* fewest lines of a split row on a page */
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
                       size_t first, size_t count, struct element *e)
{
    struct text_style s = {.size = t->style.size,
                           .width = right - left,
                           .style = row_style(r),
                           .align = cell_align(t, r, c),
                           .element = e};
    struct text_lines *lines = &t->scratch;

    text_break(t->l, &r->cells[c].text, &s, lines);
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
    if (whole) {
        struct text_style s = {.size = t->style.size, .width = right - left, .style = row_style(r)};

        y += (double)(count - text_count(t->l, &r->cells[c].text, &s)) * row_pitch(t) / 2;
    }
    draw_lines(t, r, c, left, right, y, first, count, e);
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

/* ---- which rows ---- */

static double rest_height(const struct table *t)
{
    return (double)(t->lines[t->row] - t->line) * row_pitch(t) + t->style.row_padding;
}

static int higher_than_page(const struct table *t, size_t row)
{
    return t->header_height + row_height(t, row) > t->page_height + EPSILON;
}

/* The row behind the last one that goes into `room`; t->row if none should. */
static size_t last_row(const struct table *t, double room, enum table_place place, double tail)
{
    double used = 0;
    size_t end = t->row, legal, keeping;

    while (end < t->nbody) {
        double h = end == t->row ? rest_height(t) : row_height(t, end);

        if (used + h > room + EPSILON)
            break;
        used += h;
        end++;
    }
    if (end == t->nbody && used + tail <= room + EPSILON)
        return end;
    legal = end == t->nbody ? end - 1 : end;
    if (legal > t->row && legal < t->nbody && higher_than_page(t, legal))
        return legal; /* that one is split anyway */
    keeping = legal;
    while (keeping > t->row && row_keeps(t, keeping - 1))
        keeping--;
    if (keeping > t->row || place == TABLE_BELOW_TEXT)
        return keeping;
    /* All of it belongs together, yet it does not fit: first the beginning gives way, then the end. */
    while (legal > t->row && row_ends(t, legal - 1))
        legal--;
    if (legal > t->row)
        return legal;
    if (end < t->nbody && t->totals < t->nbody && end >= t->totals && t->totals - 1 > t->row)
        return t->totals - 1;
    return end == t->nbody && end > t->row + 2 ? end - 2 : end;
}

/* Lines of the next row that go into `room`, 0 if it should not be split here. */
static size_t split_lines(const struct table *t, double room, enum table_place place)
{
    size_t left = t->lines[t->row] - t->line, n;

    if (t->row >= t->nbody || (place != TABLE_ALONE && !higher_than_page(t, t->row)))
        return 0;
    room -= t->style.row_padding;
    n = room > 0 ? (size_t)(room / row_pitch(t)) : 0;
    if (n >= left)
        n = left - 1;
    return n >= SPLIT_LINES || (place == TABLE_ALONE && n > 0) ? n : 0;
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
    double room = bottom - at;
    size_t end = last_row(t, room, place, tail), split = 0;
    struct pen pen = {.t = t, .open = arena_alloc(t->l->arena, (t->g->ncolumns + 1) * sizeof *pen.open)};
    int real = !t->begun;

    if (end == t->row && end < t->nbody) {
        split = split_lines(t, room, place);
        if (split == 0 && place != TABLE_ALONE)
            return 0;
    }
    if (!t->tagged && t->begun) {
        t->element = element_after(t->l, t->element, "P");
    } else if (t->element_rows + (end - t->row) > ELEMENT_ROWS && t->begun) {
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
    for (; t->row < end; t->row++) {
        at = draw_row(t, &pen, t->row, t->line, t->lines[t->row] - t->line, at);
        t->line = 0;
    }
    if (t->row < t->nbody && split == 0)
        split = higher_than_page(t, t->row) ? split_lines(t, bottom - at, TABLE_BELOW_TEXT) : 0;
    if (split) {
        if (t->line == 0)
            note_add(t->l->notes, NOTE_INFO, "dong_dai_hon_trang", t->name,
                     "Dòng %zu cao hơn một trang nên được chia ra nhiều trang.", t->row + 1);
        at = draw_row(t, &pen, t->row, t->line, split, at);
        t->line += split;
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
