/* Measuring a table: head, header tree, heights of rows. */
#include "render/table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/note.h"
#include "render/table_impl.h"

#define HEADER_PADDING 4.0 /* above and below a header label, together */
#define NUMBER_PADDING 2.4
#define ROW_PADDING_MIN 1.5
#define UNIT_SIZE 12.0
#define CAPTION_TO_UNIT 16.4 /* baselines */
#define UNIT_TO_GRID 3.4     /* clear */
#define CAPTION_TO_GRID 5.0  /* clear, without a unit */
#define HEADER_MAX 0.6       /* of the text area's height */

unsigned row_style(const struct row *r)
{
    return r->kind == ROW_SUB ? RUN_ITALIC : r->kind == ROW_PLAIN ? 0 : RUN_BOLD;
}

size_t cell_span(const struct table *t, const struct cell *c, size_t column)
{
    size_t n = c->span > 1 ? (size_t)c->span : 1;

    return n > t->g->ncolumns - column ? t->g->ncolumns - column : n;
}

double cell_indent(const struct table *t, const struct row *r, size_t column)
{
    return r->kind == ROW_SUB && column == t->label_column ? SUB_INDENT : 0;
}

enum text_align cell_align(const struct table *t, const struct row *r, size_t column)
{
    static const enum text_align of[] = {
        [ALIGN_LEFT] = TEXT_LEFT, [ALIGN_CENTRE] = TEXT_CENTRE, [ALIGN_RIGHT] = TEXT_RIGHT};

    if (cell_span(t, &r->cells[column], column) > 1)
        return r->kind == ROW_TOTAL || r->kind == ROW_SUBTOTAL ? TEXT_CENTRE : TEXT_LEFT;
    return of[t->g->columns[column].align];
}

/* ---- head ---- */

static double add_head_line(struct table *t, const struct text *text, const struct text_style *s, double y,
                            double pitch)
{
    struct text_lines lines = {0};

    text_break(t->l, text, s, &lines);
    text_note_cuts(t->l, &lines);
    for (size_t i = 0; i < lines.lines.n; i++) {
        for (size_t k = 0; k < lines.lines.v[i].nitems; k++) {
            struct placed *p = vec_add(t->l->arena, &t->head);

            *p = lines.items.v[lines.lines.v[i].item + k];
            p->item.x += t->style.left;
            p->item.y = y;
            if (k + 1 == lines.lines.v[i].nitems)
                p->item.space_after = 1;
        }
        y += pitch;
    }
    return y - pitch;
}

static void measure_head(struct table *t)
{
    const struct grid *g = t->g;
    struct layout *l = t->l;
    const char *label = g->label ? g->label : "", *caption = g->caption ? g->caption : "";
    double width = t->style.right - t->style.left, y = 0;

    if (!t->style.caption)
        return;
    if (*label || *caption) {
        struct element *e = t->tagged ? element_add(l, t->element, "Caption") : t->element;
        const char *joint = *label && *caption ? ". " : "";
        struct run run = {.text = arena_printf(l->arena, "%s%s%s", label, joint, caption)};
        struct text text = {.v = &run, .n = 1};
        struct text_style s = {
            .size = CAPTION_SIZE, .width = width, .style = RUN_BOLD, .align = TEXT_CENTRE, .balanced = 1, .element = e};

        y = add_head_line(t, &text, &s, ascent(l, FACE_BOLD, CAPTION_SIZE), SINGLE * CAPTION_SIZE);
        t->head_height = y + descent(l, FACE_BOLD, CAPTION_SIZE) + CAPTION_TO_GRID;
    }
    if (g->unit && *g->unit) {
        struct element *e = !t->tagged          ? t->element
                            : t->element->first ? t->element->first
                                                : element_add(l, t->element, "Caption");
        struct run run = {.text = g->unit};
        struct text text = {.v = &run, .n = 1};
        struct text_style s = {
            .size = UNIT_SIZE, .width = width, .style = RUN_ITALIC, .align = TEXT_RIGHT, .element = e};

        y = y > 0 ? y + CAPTION_TO_UNIT : ascent(l, FACE_ITALIC, UNIT_SIZE);
        y = add_head_line(t, &text, &s, y, SINGLE * UNIT_SIZE);
        t->head_height = y + descent(l, FACE_ITALIC, UNIT_SIZE) + UNIT_TO_GRID;
    }
    if (t->head.n)
        t->head.v[t->head.n - 1].item.space_after = !t->tagged;
}

/* ---- header ---- */

/* Which header cell covers each place; a place that none covers is a cell of its own. */
static void find_owners(struct table *t)
{
    const struct grid *g = t->g;
    size_t rows = (size_t)g->header_rows, n = g->ncolumns;

    t->owner = arena_alloc(t->l->arena, (rows * n + 1) * sizeof *t->owner);
    for (size_t i = 0; i < rows * n; i++)
        t->owner[i] = g->nheader + i;
    for (size_t i = 0; i < g->nheader; i++) {
        const struct header_cell *h = &g->header[i];
        size_t row = (size_t)h->row, column = (size_t)h->column;
        size_t row_end = row + (h->row_span > 1 ? (size_t)h->row_span : 1);
        size_t column_end = column + (h->column_span > 1 ? (size_t)h->column_span : 1);

        assert(row_end <= rows && column_end <= n);
        for (size_t r = row; r < row_end; r++)
            for (size_t c = column; c < column_end; c++)
                t->owner[r * n + c] = i;
    }
}

static struct text_style header_style(const struct table *t, const struct header_cell *h)
{
    size_t first = (size_t)h->column, end = first + (h->column_span > 1 ? (size_t)h->column_span : 1);

    return (struct text_style){.size = t->style.header_size,
                               .width = t->x[end] - t->x[first] - 2 * t->padding,
                               .style = RUN_BOLD,
                               .align = TEXT_CENTRE,
                               .balanced = 1};
}

/* Heights of the header rows: what their own cells need, then the last row of each span what is still missing. */
static void header_heights(struct table *t)
{
    const struct grid *g = t->g;
    size_t rows = (size_t)g->header_rows;
    double *height = arena_alloc(t->l->arena, (rows + 1) * sizeof *height), pitch = SINGLE * t->style.header_size;

    for (int spanning = 0; spanning < 2; spanning++) {
        for (size_t i = 0; i < g->nheader; i++) {
            const struct header_cell *h = &g->header[i];
            size_t first = (size_t)h->row, span = h->row_span > 1 ? (size_t)h->row_span : 1;
            struct text label = {.v = &(struct run){.text = h->label}, .n = 1};
            struct text_style s = header_style(t, h);
            double need = fmax(1, (double)text_count(t->l, &label, &s)) * pitch + HEADER_PADDING, have = 0;

            if ((span > 1) != spanning)
                continue;
            for (size_t r = first; r < first + span; r++)
                have += height[r];
            if (have < need)
                height[first + span - 1] += need - have;
        }
    }
    for (size_t r = 0; r < rows; r++) {
        if (height[r] <= 0)
            height[r] = pitch + HEADER_PADDING;
        t->header_y[r + 1] = t->header_y[r] + height[r];
    }
}

/* Lines in the middle of a box; returns where they are in t->header. */
static size_t add_centred(struct table *t, const struct text_lines *lines, double x, double top, double bottom,
                          enum face face, double size)
{
    double pitch = SINGLE * size, up = ascent(t->l, face, size), down = descent(t->l, face, size);
    double y = (top + bottom - (double)lines->lines.n * pitch) / 2 + (pitch - up - down) / 2 + up;
    size_t first = t->header.n;

    for (size_t i = 0; i < lines->lines.n; i++)
        for (size_t k = 0; k < lines->lines.v[i].nitems; k++) {
            struct placed *p = vec_add(t->l->arena, &t->header);

            *p = lines->items.v[lines->lines.v[i].item + k];
            p->item.x += x;
            p->item.y = y + (double)i * pitch;
        }
    return first;
}

static void place_label(struct table *t, const struct header_cell *h, struct text_lines *lines)
{
    struct text label = {.v = &(struct run){.text = h->label}, .n = 1};
    struct text_style s = header_style(t, h);
    size_t end = (size_t)h->row + (h->row_span > 1 ? (size_t)h->row_span : 1), first;

    text_break(t->l, &label, &s, lines);
    text_note_cuts(t->l, lines);
    first =
        add_centred(t, lines, t->x[h->column] + t->padding, t->header_y[h->row], t->header_y[end], FACE_BOLD, s.size);
    *vec_add(t->l->arena, &t->places) = (struct header_place){.cell = h, .item = first, .nitems = t->header.n - first};
}

/* Row by row, as they are read, in whatever order the grid has its cells. */
static void place_header(struct table *t)
{
    struct text_lines lines = {0};

    for (int row = 0; row < t->g->header_rows; row++)
        for (size_t i = 0; i < t->g->nheader; i++)
            if (t->g->header[i].row == row)
                place_label(t, &t->g->header[i], &lines);
}

static void place_numbers(struct table *t)
{
    const struct grid *g = t->g;
    struct text_lines lines = {0};
    size_t most = 1;

    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t c = 0; c < g->ncolumns; c++) {
            struct text number = {.v = &(struct run){.text = g->columns[c].number}, .n = 1};
            double room = t->x[c + 1] - t->x[c];
            struct text_style s = {.size = t->style.number_size,
                                   .width = room - t->padding / 2,
                                   .style = RUN_ITALIC,
                                   .align = TEXT_CENTRE,
                                   .balanced = 1,
                                   .formula = 1};
            size_t first = t->header.n;

            if (!number.v[0].text)
                number.n = 0;
            if (pass == 0) {
                size_t n = text_count(t->l, &number, &s);

                most = n > most ? n : most;
                continue;
            }
            text_break(t->l, &number, &s, &lines);
            add_centred(t, &lines, t->x[c] + t->padding / 4, t->header_y[t->nheader_rows - 1],
                        t->header_y[t->nheader_rows], FACE_ITALIC, s.size);
            *vec_add(t->l->arena, &t->places) = (struct header_place){.item = first, .nitems = t->header.n - first};
        }
        if (pass == 0)
            t->header_y[t->nheader_rows] =
                t->header_y[t->nheader_rows - 1] + (double)most * SINGLE * t->style.number_size + NUMBER_PADDING;
    }
}

static int measure_header(struct table *t)
{
    const struct grid *g = t->g;

    t->nheader_rows = (size_t)g->header_rows + (g->numbered ? 1 : 0);
    t->header_y = arena_alloc(t->l->arena, (t->nheader_rows + 1) * sizeof *t->header_y);
    find_owners(t);
    header_heights(t);
    place_header(t);
    if (g->numbered)
        place_numbers(t);
    t->header_height = t->header_y[t->nheader_rows];
    if (t->header_height > HEADER_MAX * t->page_height)
        return err_set(t->l->err, ST_CONFIG,
                       "%s: phần tiêu đề cột chiếm hơn %d%% chiều cao trang; hãy rút ngắn tên cột hoặc bớt cột.",
                       t->name, (int)(100 * HEADER_MAX));
    return 0;
}

/* ---- rows ---- */

static size_t cell_lines(struct table *t, size_t row, size_t column)
{
    const struct row *r = &t->g->rows[row];
    const struct cell *cell = &r->cells[column];
    double width =
        t->x[column + cell_span(t, cell, column)] - t->x[column] - 2 * t->padding - cell_indent(t, r, column);
    int32_t em = t->em[row * t->g->ncolumns + column];
    struct text_style s = {.size = t->style.size, .width = width, .style = row_style(r)};

    if (em != UNMEASURED && em * s.size / 1000 <= width + 0.01)
        return 1;
    return text_count(t->l, &cell->text, &s);
}

static void measure_rows(struct table *t)
{
    const struct grid *g = t->g;

    for (size_t i = 0; i < t->nbody; i++) {
        const struct row *r = &g->rows[i];
        size_t most = 1;

        for (size_t c = 0; c < g->ncolumns; c += cell_span(t, &r->cells[c], c)) {
            size_t n = r->cells[c].text.n ? cell_lines(t, i, c) : 0;

            most = n > most ? n : most;
        }
        t->lines[i] = (uint32_t)most;
        t->body_height += (double)most * row_pitch(t);
    }
}

static const char *name_of(struct layout *l, const struct grid *g)
{
    const char *id = g->label && *g->label ? g->label : g->id ? g->id : "";

    return *id && g->label && *g->label ? id : arena_printf(l->arena, "Bảng %s", id);
}

int table_new(struct layout *l, const struct grid *g, const struct table_style *s, double page_height,
              struct table **out)
{
    struct table *t = arena_alloc(l->arena, sizeof *t);
    size_t n = g->ncolumns;
    const char *place = l->place;

    assert(n > 0);
    *t = (struct table){.l = l, .g = g, .style = *s, .page_height = page_height, .nbody = g->nrows, .label_column = n};
    l->place = t->name = name_of(l, g);
    t->tagged = t->nbody <= l->tag_rows;
    t->element = element_add(l, s->element, t->tagged ? "Table" : "P");
    for (size_t c = n; c-- > 0;)
        if (g->columns[c].align == ALIGN_LEFT && g->columns[c].kind == CELL_TEXT)
            t->label_column = c;
    t->totals = t->nbody;
    while (t->totals > 0 && g->rows[t->totals - 1].kind == ROW_TOTAL)
        t->totals--;
    t->x = arena_alloc(l->arena, (n + 1) * sizeof *t->x);
    t->comma = arena_alloc(l->arena, n * sizeof *t->comma);
    t->em = arena_alloc(l->arena, t->nbody * n * sizeof *t->em + 1);
    t->lines = arena_alloc(l->arena, t->nbody * sizeof *t->lines + 1);
    t->cells = arena_alloc(l->arena, n * sizeof *t->cells);
    measure_head(t);
    if (table_columns(t) || measure_header(t))
        return -1;
    measure_rows(t);
    l->place = place;
    *out = t;
    return 0;
}

double table_height(const struct table *t)
{
    return t->head_height + t->header_height + t->body_height + (double)t->nbody * t->style.row_padding;
}

int table_fit(struct table *t, double room)
{
    double padding;

    if (table_height(t) <= room || t->nbody == 0)
        return table_height(t) <= room;
    padding = (room - t->head_height - t->header_height - t->body_height) / (double)t->nbody;
    if (padding < ROW_PADDING_MIN)
        return 0;
    t->style.row_padding = padding;
    return 1;
}
