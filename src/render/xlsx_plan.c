#include "render/xlsx_plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/vi.h"
#include "render/xlsx_chart.h"
#include "render/xlsx_measure.h"
#include "render/xlsx_text.h"

enum {
    TITLE_SIZE = 13,
    LINE_SIZE = 12,
    HEAD_SIZE = 11,
    NUMBER_SIZE = 8,    /* of the numbers of columns */
    ROWS_MAX = 1048576, /* of a sheet */
    COLUMNS_MAX = 16384,
    FROZEN_MAX = 2
};

static const int64_t COUNT_MAX = INT64_C(900000000000000); /* exact as a double */

static const double TURN = 0.9; /* tables that must be printed smaller upright go on a landscape page */

static const char DATA_NAME[] = "Dữ liệu";

static void put_head(struct arena *a, struct xlsx_sheet *s, int row, int column, int columns, const char *text,
                     unsigned style)
{
    *vec_add(a, &s->head) = (struct xlsx_cell){row, column, 1, columns, text, style};
}

static int put_line(struct arena *a, struct xlsx_sheet *s, int row, const char *text, unsigned style)
{
    if (!text || !*text)
        return row;
    put_head(a, s, row, 0, s->ncolumns, text, style);
    return row + 1;
}

struct form_line {
    const char *text;
    int line, part; /* which line of which third */
    unsigned style;
};

/* Lines of text that each third needs, whatever the row, when they end before the columns `edge`. */
static int count_form_lines(const struct xlsx_sheet *s, const struct form_line *lines, size_t n, const int edge[4])
{
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        int from = edge[lines[i].part], to = edge[lines[i].part + 1];

        if (lines[i].text && *lines[i].text)
            sum += xlsx_line_count(lines[i].text, HEAD_SIZE, (lines[i].style & XLSX_BOLD) != 0,
                                   xlsx_span_width(s, from, to - from));
    }
    return sum;
}

/* Code of the form, period and units side by side if there is a way to part the columns that breaks none of them; below
 * one another if there is none. */
static int put_form_lines(struct arena *a, struct xlsx_sheet *s, int row, const struct annex *x)
{
    const struct form_line lines[] = {
        {x->form_left, 0, 0, XLSX_SIZE(HEAD_SIZE) | XLSX_BOLD},
        {x->form_centre[0], 0, 1, XLSX_SIZE(HEAD_SIZE) | XLSX_CENTRE},
        {x->form_centre[1], 1, 1, XLSX_SIZE(HEAD_SIZE) | XLSX_CENTRE | XLSX_ITALIC},
        {x->form_right[0], 0, 2, XLSX_SIZE(HEAD_SIZE)},
        {x->form_right[1], 1, 2, XLSX_SIZE(HEAD_SIZE)},
    };
    enum { NLINES = sizeof lines / sizeof *lines };
    int best[4] = {0}, last = row, n = s->ncolumns, filled = 0;
    double middle = xlsx_span_width(s, 0, n) / 2, off = 0;

    for (size_t i = 0; i < NLINES; i++)
        filled += lines[i].text && *lines[i].text;
    for (int from = 1; from < n - 1; from++)
        for (int to = from + 1; to < n; to++) {
            const int edge[4] = {0, from, to, n};
            double centre = (xlsx_span_width(s, 0, from) + xlsx_span_width(s, 0, to)) / 2, far = centre - middle;

            far = far < 0 ? -far : far;
            if (count_form_lines(s, lines, NLINES, edge) > filled || (best[3] && far >= off))
                continue; /* of all that fit, the one with the period nearest to the middle */
            memcpy(best, edge, sizeof best);
            off = far;
        }
    for (size_t i = 0; i < NLINES; i++) {
        const struct form_line *l = &lines[i];

        if (!l->text || !*l->text)
            continue;
        if (!best[3]) {
            last = put_line(a, s, last, l->text, l->style);
            continue;
        }
        put_head(a, s, row + l->line, best[l->part], best[l->part + 1] - best[l->part], l->text, l->style);
        last = row + l->line + 1 > last ? row + l->line + 1 : last;
    }
    return last;
}

static int put_lines(struct arena *a, struct xlsx_sheet *s, int row, const char *text, unsigned style)
{
    while (text && *text) {
        size_t n = strcspn(text, "\n");

        row = put_line(a, s, row, arena_strndup(a, text, n), style);
        text += n + (text[n] == '\n');
    }
    return row;
}

static int by_place(const void *x, const void *y)
{
    const struct xlsx_cell *a = x, *b = y;

    return a->row != b->row ? a->row - b->row : a->column - b->column;
}

/* The header tree, with a blank cell wherever it leaves a hole, and the row of column numbers. */
static void put_table_header(struct arena *a, struct xlsx_sheet *s, int row)
{
    const struct grid *g = s->grid;
    size_t n = (size_t)g->header_rows * g->ncolumns, first = s->head.n;
    char *covered = arena_alloc(a, n + 1);
    unsigned style = XLSX_SIZE(HEAD_SIZE) | XLSX_BOLD | XLSX_CENTRE | XLSX_BORDER;

    s->header = row;
    for (size_t i = 0; i < g->nheader; i++) {
        const struct header_cell *h = &g->header[i];
        int rows = h->row_span > 1 ? h->row_span : 1, columns = h->column_span > 1 ? h->column_span : 1;

        assert(h->row >= 0 && h->row + rows <= g->header_rows && h->column >= 0 && h->column + columns <= s->ncolumns);
        *vec_add(a, &s->head) = (struct xlsx_cell){row + h->row, h->column, rows, columns, h->label, style};
        for (int r = h->row; r < h->row + rows; r++) {
            for (int c = h->column; c < h->column + columns; c++) {
                char *at = &covered[(size_t)r * g->ncolumns + (size_t)c];

                assert(!*at); /* merged cells that overlap make a workbook that Excel repairs */
                *at = 1;
            }
        }
    }
    for (size_t i = 0; i < n; i++)
        if (!covered[i])
            put_head(a, s, row + (int)(i / g->ncolumns), (int)(i % g->ncolumns), 1, "", style);
    row += g->header_rows;
    for (size_t c = 0; g->numbered && c < g->ncolumns; c++) {
        const char *number = g->columns[c].number ? g->columns[c].number : "";

        style = XLSX_SIZE(NUMBER_SIZE) | XLSX_ITALIC | XLSX_CENTRE | XLSX_BORDER;
        if (s->widths)
            number = xlsx_break_number(a, number, NUMBER_SIZE, s->widths[c]);
        put_head(a, s, row, (int)c, 1, number, style);
    }
    s->body = row + (g->numbered != 0);
    if (s->head.n > first)
        qsort(s->head.v + first, s->head.n - first, sizeof *s->head.v, by_place);
}

static void put_note(struct arena *a, struct xlsx_sheet *s)
{
    const char *text = text_string(a, &s->grid->note);
    unsigned style = XLSX_SIZE(HEAD_SIZE);
    int row = s->body + (int)s->nrows;

    if (!*text)
        return;
    *vec_add(a, &s->foot) = (struct xlsx_cell){row, 0, 1, s->ncolumns, text, style};
    *vec_add(a, &s->foot_heights) = xlsx_text_height(text, style, xlsx_span_width(s, 0, s->ncolumns));
}

/* Text is greater than any number, so "…" would stand out too. */
static void set_alerts(struct arena *a, struct xlsx_sheet *s)
{
    for (int c = 0; c < s->ncolumns && s->nrows; c++) {
        const char *first = xlsx_cell_name(a, s->body, c);

        if (s->grid->columns[c].alert)
            *vec_add(a, &s->alerts) = (struct xlsx_alert){c, s->body, s->body + (int)s->nrows - 1,
                                                          arena_printf(a, "AND(ISNUMBER(%s),%s>0)", first, first)};
    }
}

/* Columns of names at the left stay in view. */
static int count_frozen(const struct grid *g)
{
    int n = 0;

    while (n < FROZEN_MAX && (size_t)n + 1 < g->ncolumns && g->columns[n].kind == CELL_TEXT)
        n++;
    return n;
}

/* ---- sheets ---- */

struct planner {
    struct arena *a;
    struct xlsx_plan *plan;
    VEC(const char *) names;
    struct err *err;
};

/* `place`: where in the form. Text is checked before it is measured: what is not UTF-8 cannot be. */
static int check_text(struct planner *p, const char *form, const char *place, const char *text)
{
    const char *fault = text ? xlsx_text_fault(text) : NULL;

    return fault ? err_set(p->err, ST_DATA, "biểu '%s', %s: chữ %s; hãy sửa trong dữ liệu hoặc mẫu biểu.", form, place,
                           fault)
                 : 0;
}

/* Where a cell is, for messages. */
static const char *cell_place(struct planner *p, size_t row, size_t column)
{
    return arena_printf(p->a, "dòng %zu, cột %zu", row + 1, column + 1);
}

static int check_cell(struct planner *p, const char *form, const struct cell *c, size_t row, size_t column)
{
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.v[i].text && xlsx_text_fault(c->text.v[i].text))
            return check_text(p, form, cell_place(p, row, column), c->text.v[i].text);
    if (c->text.n > 1 && xlsx_text_fault(text_string(p->a, &c->text)))
        return check_text(p, form, cell_place(p, row, column), text_string(p->a, &c->text));
    if (c->kind == CELL_COUNT && (c->num > COUNT_MAX || c->num < -COUNT_MAX))
        return err_set(p->err, ST_DATA, "biểu '%s', %s: số %s lớn quá mức bảng tính ghi được; hãy kiểm tra số liệu.",
                       form, cell_place(p, row, column), vi_count(p->a, c->num));
    return 0;
}

static int check_grid(struct planner *p, const struct grid *g)
{
    const char *form = g->id ? g->id : "";
    struct arena *kept = p->a;
    int result = -1;

    if (g->ncolumns == 0 || g->ncolumns > COLUMNS_MAX)
        return err_set(p->err, ST_DATA, "biểu '%s' có %zu cột, bảng tính chỉ nhận từ 1 đến %d; hãy sửa mẫu biểu.", form,
                       g->ncolumns, COLUMNS_MAX);
    p->a = arena_new();
    for (size_t i = 0; i < g->nheader; i++)
        if (check_text(p, form, "đầu bảng", g->header[i].label))
            goto out;
    for (size_t c = 0; c < g->ncolumns; c++)
        if (check_text(p, form, "đầu bảng", g->columns[c].number) ||
            check_text(p, form, "đầu bảng", g->columns[c].name))
            goto out;
    for (size_t i = 0; i < g->note.n; i++)
        if (check_text(p, form, "ghi chú", g->note.v[i].text))
            goto out;
    if (check_text(p, form, "tên", g->label) || check_text(p, form, "tên", g->caption) ||
        check_text(p, form, "đơn vị tính", g->unit) || check_text(p, form, "ghi chú", text_string(p->a, &g->note)))
        goto out;
    for (size_t r = 0; r < g->nrows; r++) {
        for (size_t c = 0; c < g->ncolumns; c++)
            if (check_cell(p, form, &g->rows[r].cells[c], r, c))
                goto out;
        if (r % 1024 == 1023) {
            arena_free(p->a);
            p->a = arena_new();
        }
    }
    result = 0;
out:
    arena_free(p->a);
    p->a = kept;
    return result;
}

/* NULL if the grid holds what a workbook cannot. */
static struct xlsx_sheet *add_sheet(struct planner *p, const struct grid *g, const char *name)
{
    struct xlsx_sheet *s;

    if (check_grid(p, g) || check_text(p, g->id ? g->id : "", "tên trang tính", name))
        return NULL;
    s = vec_add(p->a, &p->plan->sheets);
    *s = (struct xlsx_sheet){.name = xlsx_sheet_name(p->a, name, p->names.v, p->names.n),
                             .grid = g,
                             .nrows = g->nrows,
                             .ncolumns = (int)g->ncolumns,
                             .freeze_columns = count_frozen(g)};
    *vec_add(p->a, &p->names) = s->name;
    return s;
}

static int finish(struct planner *p, struct xlsx_sheet *s)
{
    put_note(p->a, s);
    xlsx_set_head_heights(p->a, s);
    if ((size_t)s->body + s->nrows + s->foot.n > ROWS_MAX)
        return err_set(p->err, ST_DATA, "biểu '%s' có %zu dòng, một trang tính chỉ chứa %d; hãy chia nhỏ biểu.",
                       s->name, s->nrows, ROWS_MAX);
    xlsx_set_heights(p->a, s);
    s->pages = xlsx_count_pages(s);
    s->formulas = xlsx_formulas(p->a, s->grid);
    set_alerts(p->a, s);
    return 0;
}

static int check_annex(struct planner *p, const struct annex *x)
{
    const char *const texts[] = {x->number,         x->title,          x->attached,      x->form_left,
                                 x->form_centre[0], x->form_centre[1], x->form_right[0], x->form_right[1]};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (check_text(p, x->id ? x->id : "", "phần đầu", texts[i]))
            return -1;
    return 0;
}

static int plan_annex(struct planner *p, const struct annex *x)
{
    struct xlsx_sheet *s;
    int row = 0;

    if (check_annex(p, x))
        return -1;
    s = add_sheet(p, x->table, x->sheet && *x->sheet ? x->sheet : x->number);
    if (!s)
        return -1;
    s->landscape = x->landscape != 0;
    /* Widths first need to know where the table's header stands; its words do not depend on the row. */
    put_table_header(p->a, s, 0);
    xlsx_set_widths(p->a, s);
    s->head.n = 0;
    row = put_lines(p->a, s, row, x->number, XLSX_SIZE(TITLE_SIZE) | XLSX_BOLD | XLSX_CENTRE);
    row = put_lines(p->a, s, row, x->title, XLSX_SIZE(TITLE_SIZE) | XLSX_BOLD | XLSX_CENTRE);
    row = put_line(p->a, s, row, x->attached, XLSX_SIZE(LINE_SIZE) | XLSX_ITALIC | XLSX_CENTRE);
    row = put_form_lines(p->a, s, row, x);
    row = put_line(p->a, s, row, x->table->unit, XLSX_SIZE(HEAD_SIZE) | XLSX_ITALIC | XLSX_RIGHT);
    put_table_header(p->a, s, row);
    return finish(p, s);
}

static int plan_table(struct planner *p, const struct grid *g)
{
    struct xlsx_sheet *s = add_sheet(p, g, *g->label ? g->label : g->id);
    const char *title;
    int row = 0;

    if (!s)
        return -1;
    put_table_header(p->a, s, 0);
    xlsx_set_widths(p->a, s);
    if (xlsx_page_scale(s) < TURN) { /* too small upright */
        s->landscape = 1;
        xlsx_set_widths(p->a, s);
    }
    s->head.n = 0;
    title = *g->label && *g->caption ? arena_printf(p->a, "%s. %s", g->label, g->caption)
                                     : arena_printf(p->a, "%s%s", g->label, g->caption);
    row = put_lines(p->a, s, row, title, XLSX_SIZE(TITLE_SIZE) | XLSX_BOLD | XLSX_CENTRE);
    row = put_line(p->a, s, row, g->unit, XLSX_SIZE(HEAD_SIZE) | XLSX_ITALIC | XLSX_RIGHT);
    put_table_header(p->a, s, row);
    return finish(p, s);
}

static int plan_chart(struct planner *p, const struct chart *c)
{
    struct xlsx_sheet *s;

    if (check_text(p, c->id ? c->id : "", "câu mô tả", c->alt) || plan_table(p, xlsx_chart_grid(p->a, c)))
        return -1;
    s = &p->plan->sheets.v[p->plan->sheets.n - 1];
    s->chart = c;
    xlsx_chart_place(s);
    return 0;
}

static int plan_worksheet(struct planner *p, const struct worksheet *w)
{
    const char *const texts[] = {w->title, w->lines[0], w->lines[1]};
    struct xlsx_sheet *s;
    int row = 0;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (check_text(p, w->table->id, "phần đầu", texts[i]))
            return -1;
    s = add_sheet(p, w->table, w->name);
    if (!s)
        return -1;
    s->landscape = 1;
    s->filter = 1;
    s->scale = w->scale > 0 ? w->scale : 1;
    s->freeze_columns = s->freeze_columns != 0;
    put_table_header(p->a, s, 0);
    xlsx_set_widths(p->a, s);
    s->head.n = 0;
    row = put_line(p->a, s, row, w->title, XLSX_SIZE(TITLE_SIZE) | XLSX_BOLD | XLSX_CENTRE);
    for (size_t i = 1; i < sizeof texts / sizeof *texts; i++)
        row = put_line(p->a, s, row, texts[i], XLSX_SIZE(LINE_SIZE) | XLSX_ITALIC | XLSX_CENTRE);
    put_table_header(p->a, s, row);
    return finish(p, s);
}

/* One header row, no merges, no numbers of columns. More rows than a sheet holds go on in the next. */
static int plan_data(struct planner *p, const struct grid *g, size_t first)
{
    struct xlsx_sheet *s = add_sheet(p, g, DATA_NAME);

    if (!s)
        return -1;
    s->flat = 1;
    s->landscape = 1;
    s->first = first;
    s->nrows = g->nrows - first < ROWS_MAX - 1 ? g->nrows - first : ROWS_MAX - 1;
    for (size_t c = 0; c < g->ncolumns; c++) {
        const char *label = g->columns[c].name;

        for (size_t i = 0; i < g->nheader; i++)
            if (g->header_rows == 1 && g->header[i].column == (int)c)
                label = g->header[i].label;
        put_head(p->a, s, 0, (int)c, 1, label ? label : "", XLSX_SIZE(HEAD_SIZE) | XLSX_BOLD | XLSX_BORDER);
    }
    s->body = 1;
    xlsx_set_widths(p->a, s);
    s->freeze_columns = 0;
    xlsx_set_head_heights(p->a, s);
    xlsx_set_heights(p->a, s);
    return 0;
}

int xlsx_plan(struct arena *a, const struct document *doc, struct xlsx_plan *out, struct err *err)
{
    struct planner p = {.a = a, .plan = out, .err = err};

    *out = (struct xlsx_plan){0};
    for (size_t i = 0; i < doc->nannexes; i++)
        if (plan_annex(&p, &doc->annexes[i]))
            return -1;
    for (size_t i = 0; i < doc->nnodes; i++)
        if ((doc->nodes[i].type == NODE_TABLE && plan_table(&p, doc->nodes[i].table)) ||
            (doc->nodes[i].type == NODE_CHART && plan_chart(&p, doc->nodes[i].chart)))
            return -1;
    for (size_t i = 0; i < doc->nsheets; i++)
        if (plan_worksheet(&p, &doc->sheets[i]))
            return -1;
    if (doc->findings && plan_annex(&p, doc->findings))
        return -1;
    for (size_t first = 0; doc->data && (first == 0 || first < doc->data->nrows); first += ROWS_MAX - 1)
        if (plan_data(&p, doc->data, first))
            return -1;
    if (!out->sheets.n)
        return err_set(err, ST_DATA, "báo cáo không có biểu nào để ghi vào bảng tính; hãy kiểm tra mẫu báo cáo.");
    return 0;
}
