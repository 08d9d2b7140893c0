#include "render/xlsx_chart.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/vi.h"
#include "render/chart.h"
#include "render/xlsx_text.h"

enum {
    GREY = 0x595959,
    GRID = 0xA6A6A6,
    FEW = 5, /* up to here the axis would be marked at fractions */
    LABEL_SIZE = 10,
    TITLE_SIZE = 12,
    GAP = 60,      /* per cent of a bar, between groups … */
    GAP_FEW = 180, /* … and when there are few */
    GROUPS_FEW = 3,
    NAME_LINES = 2, /* of names below columns */
};

/* Points. */
static const double CELL = 48;               /* a column of its own width */
static const double LONG = 700, SHORT = 453; /* between the margins of a page */
static const double NARROWEST = 384;         /* of a chart */
static const double COLUMNS_HIGH = 270;
static const double AROUND = 105;        /* title, legend and axis above and below lying bars */
static const double BAR = 12, APART = 8; /* lying bars of a group, and between groups */
static const double AXIS = 60;           /* numbers left of columns */

/* Of a new chart, in the library. */
static const double DEFAULT_WIDTH = 480 * 0.75, DEFAULT_HEIGHT = 288 * 0.75;

static char FONT[] = "Times New Roman";

/* ---- the table ---- */

static struct cell text_cell(struct arena *a, const char *s)
{
    return (struct cell){.kind = CELL_TEXT, .text = text_plain(a, s)};
}

static struct header_cell *add_header(struct grid *g, const char *label, int row, int column, int rows, int columns)
{
    g->header[g->nheader] = (struct header_cell){label, row, column, rows, columns};
    return &g->header[g->nheader++];
}

static void set_header(struct arena *a, struct grid *g, const struct chart *c)
{
    int shares = c->kind == CHART_SHARES, n = (int)c->nseries;

    g->header_rows = 1 + shares;
    g->header = arena_alloc(a, (2 * c->nseries + 3) * sizeof *g->header);
    add_header(g, c->heading ? c->heading : "", 0, 0, g->header_rows, 1);
    if (shares) {
        add_header(g, "Số lượng", 0, 1, 1, n);
        add_header(g, "Tỷ lệ (%)", 0, 1 + n, 1, n);
    }
    for (int i = 0; i < (shares ? 2 * n : n); i++)
        add_header(g, c->series[i % n], shares, 1 + i, 1, 1);
}

/* "3/(2+3+4)": the share of a series in its row, columns counted from 1. */
static const char *share_formula(struct arena *a, size_t series, size_t nseries)
{
    struct buf b;

    buf_init(&b, a);
    buf_printf(&b, "%zu/(", series + 2);
    for (size_t s = 0; s < nseries; s++)
        buf_printf(&b, "%s%zu", s ? "+" : "", s + 2);
    buf_putc(&b, ')');
    return buf_str(&b);
}

static void set_columns(struct arena *a, struct grid *g, const struct chart *c)
{
    g->ncolumns = 1 + c->nseries * (c->kind == CHART_SHARES ? 2 : 1);
    g->columns = arena_alloc(a, g->ncolumns * sizeof *g->columns);
    g->columns[0] = (struct column){.kind = CELL_TEXT, .align = ALIGN_LEFT, .name = "nhom"};
    for (size_t i = 1; i < g->ncolumns; i++)
        g->columns[i] = (struct column){.kind = CELL_COUNT, .align = ALIGN_RIGHT, .name = ""};
    for (size_t s = 0; 1 + c->nseries + s < g->ncolumns; s++) {
        g->columns[1 + c->nseries + s].kind = CELL_RATE;
        g->columns[1 + c->nseries + s].formula = share_formula(a, s, c->nseries);
    }
}

static void set_row(struct arena *a, struct grid *g, const struct chart *c, size_t group)
{
    struct row *row = &g->rows[group];
    int64_t whole = chart_whole(c, group);

    row->kind = (int)group == c->bold_group ? ROW_TOTAL : ROW_PLAIN;
    row->cells = arena_alloc(a, g->ncolumns * sizeof *row->cells);
    row->cells[0] = text_cell(a, c->groups[group]);
    for (size_t s = 0; s < c->nseries; s++) {
        size_t k = group * c->nseries + s;
        int64_t num = c->values[k];

        if (c->missing && c->missing[k])
            continue;
        row->cells[1 + s] = (struct cell){.kind = CELL_COUNT, .num = num, .text = text_plain(a, vi_count(a, num))};
        if (c->kind == CHART_SHARES && whole > 0)
            row->cells[1 + c->nseries + s] = (struct cell){
                .kind = CELL_RATE, .num = num, .den = whole, .text = text_plain(a, vi_percent_cell(a, num, whole))};
    }
}

struct grid *xlsx_chart_grid(struct arena *a, const struct chart *c)
{
    struct grid *g = arena_alloc(a, sizeof *g);
    const char *note = c->note ? c->note : "";
    int gaps = 0;

    *g = (struct grid){.id = c->id ? c->id : "",
                       .label = c->label ? c->label : "",
                       .caption = c->caption ? c->caption : "",
                       .unit = "",
                       .nrows = c->ngroups};
    set_columns(a, g, c);
    set_header(a, g, c);
    g->rows = arena_alloc(a, (c->ngroups + 1) * sizeof *g->rows);
    for (size_t i = 0; i < c->ngroups; i++) {
        set_row(a, g, c, i);
        gaps |= chart_whole(c, i) < 0;
    }
    if (gaps)
        note = arena_printf(a, "%s%sÔ để trống: chưa có số liệu.", note, *note ? " " : "");
    g->note = text_plain(a, note);
    return g;
}

/* ---- the place ---- */

/* Column of the table whose figures the chart draws for a series. */
static int drawn_column(const struct chart *c, size_t series)
{
    return (int)(1 + series + (c->kind == CHART_SHARES ? c->nseries : 0));
}

/* Columns where the names and the values stand beside each other, lying bars where they do not: as on paper. */
static int lies(const struct chart *c, double width)
{
    double need = 0;
    struct arena *scratch;

    if (c->kind != CHART_GROUPED)
        return 1;
    scratch = arena_new();
    for (size_t g = 0; g < c->ngroups; g++) {
        double name = xlsx_text_width(c->groups[g], LABEL_SIZE, 0) / NAME_LINES, values = 0;

        for (size_t s = 0; s < c->nseries; s++)
            values += xlsx_text_width(vi_count(scratch, c->values[g * c->nseries + s]), LABEL_SIZE, 0) + 3;
        need += (name > values ? name : values) + 6;
    }
    arena_free(scratch);
    return need > width - AXIS;
}

/* How large the sheet is when printed on one page. */
static double scale(double width, double height, double sheet_width, double sheet_height)
{
    double x = width / sheet_width, y = height / sheet_height;

    return x < y ? x : y;
}

void xlsx_chart_place(struct xlsx_sheet *s)
{
    const struct chart *c = s->chart;
    double table = 0, down = 0;
    int row = s->header;

    for (int i = 0; i < s->ncolumns; i++)
        table += s->widths[i] + 4;
    s->chart_row = s->header;
    s->chart_column = s->ncolumns + 1;
    s->chart_width = LONG - CELL - table > NARROWEST ? LONG - CELL - table : NARROWEST;
    s->chart_columns = (int)(s->chart_width / CELL);
    s->chart_width = s->chart_columns * CELL;
    s->chart_lies = lies(c, s->chart_width);
    s->chart_height = COLUMNS_HIGH;
    if (s->chart_lies)
        s->chart_height =
            AROUND + (double)c->ngroups * (APART + BAR * (c->kind == CHART_GROUPED ? (double)c->nseries : 1.2));
    for (; down < s->chart_height; row++) {
        size_t body = (size_t)(row - s->body);

        down += row < s->body ? s->head_heights.v[row] : body < s->nrows ? s->heights[body] : XLSX_ROW_HEIGHT;
    }
    s->chart_rows = row - s->chart_row;
    s->pages = 1; /* a chart is not parted */
    for (int i = 0; i < s->header; i++)
        down += s->head_heights.v[i];
    s->landscape = scale(LONG, SHORT, table + CELL + s->chart_width, down) >=
                   scale(SHORT, LONG, table + CELL + s->chart_width, down);
}

/* "'Biểu đồ 1'!$B$4:$B$7", "'Biểu đồ 1'!$B$3" of a single cell; rows from 0. */
static const char *ref_text(struct arena *a, const struct xlsx_sheet *s, int column, int first, int last)
{
    const char *cell = xlsx_cell_name(a, 0, column);
    int n = (int)strcspn(cell, "0123456789");

    if (first == last)
        return arena_printf(a, "'%s'!$%.*s$%d", s->name, n, cell, first + 1);
    return arena_printf(a, "'%s'!$%.*s$%d:$%.*s$%d", s->name, n, cell, first + 1, n, cell, last + 1);
}

struct xlsx_ref *xlsx_chart_refs(struct arena *a, const struct xlsx_sheet *s)
{
    const struct chart *c = s->chart;
    struct xlsx_ref *refs = arena_alloc(a, 3 * c->nseries * sizeof *refs);
    int last = s->body + (int)s->nrows - 1;

    for (size_t i = 0; i < c->nseries; i++) {
        struct xlsx_ref *name = &refs[3 * i], *groups = name + 1, *values = name + 2;
        int column = drawn_column(c, i);

        name->text = ref_text(a, s, column, s->body - 1, s->body - 1);
        groups->text = ref_text(a, s, 0, s->body, last);
        values->text = ref_text(a, s, column, s->body, last);
        name->n = 1;
        groups->n = values->n = s->nrows;
        name->values = arena_alloc(a, sizeof *name->values);
        groups->values = arena_alloc(a, s->nrows * sizeof *groups->values);
        values->values = arena_alloc(a, s->nrows * sizeof *values->values);
        name->values[0] = (struct xlsx_value){.kind = XLSX_TEXT, .text = c->series[i]};
        for (size_t r = 0; r < s->nrows; r++) {
            groups->values[r] = xlsx_value(a, s, r, 0);
            values->values[r] = xlsx_value(a, s, r, column);
        }
    }
    return refs;
}

/* ---- the chart ---- */

static void set_fill(lxw_chart_series *series, enum fill fill)
{
    lxw_chart_line outline = {.color = LXW_COLOR_BLACK, .width = 0.5F};
    lxw_chart_fill plain = {.color = fill == FILL_BLACK ? LXW_COLOR_BLACK : fill == FILL_GREY ? GREY : LXW_COLOR_WHITE};
    lxw_chart_pattern pattern = {.fg_color = LXW_COLOR_BLACK,
                                 .bg_color = LXW_COLOR_WHITE,
                                 .type = fill == FILL_HATCH ? LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL
                                                            : LXW_CHART_PATTERN_PERCENT_10};

    chart_series_set_line(series, &outline);
    if (fill == FILL_HATCH || fill == FILL_DOTS)
        chart_series_set_pattern(series, &pattern);
    else
        chart_series_set_fill(series, &plain);
}

static void set_labels(lxw_chart_series *series, const struct chart *c, lxw_chart_font *font)
{
    lxw_chart_fill white = {.color = LXW_COLOR_WHITE};

    chart_series_set_labels(series);
    chart_series_set_labels_font(series, font);
    chart_series_set_labels_num_format(series, c->kind == CHART_SHARES ? "0.00" : "#,##0");
    if (c->kind == CHART_GROUPED)
        chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_OUTSIDE_END);
    else
        chart_series_set_labels_fill(series, &white); /* parts are hatched or black */
}

static int64_t highest(const struct chart *c)
{
    int64_t most = 0;

    for (size_t g = 0; g < c->ngroups; g++)
        for (size_t s = 0; s < c->nseries; s++) {
            int64_t v = c->kind == CHART_GROUPED ? c->values[g * c->nseries + s] : chart_whole(c, g);

            most = v > most ? v : most;
        }
    return most;
}

/* `lies`: the axis of values runs across and the first group stands at the top. */
static void set_axes(lxw_chart *chart, const struct chart *c, int lies_down, lxw_chart_font *font)
{
    lxw_chart_axis *groups = lies_down ? chart->y_axis : chart->x_axis;
    lxw_chart_axis *values = lies_down ? chart->x_axis : chart->y_axis;
    lxw_chart_line grid = {.color = GRID, .width = 0.5F}, black = {.color = LXW_COLOR_BLACK, .width = 0.75F};

    chart_axis_set_min(values, 0);
    chart_axis_set_num_format(values, c->kind == CHART_SHARES ? "0" : "#,##0");
    chart_axis_set_num_font(values, font);
    chart_axis_set_num_font(groups, font);
    chart_axis_set_line(groups, &black);
    chart_axis_set_major_tick_mark(groups, LXW_CHART_AXIS_TICK_MARK_NONE);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_major_gridlines_set_visible(groups, LXW_FALSE);
    chart_axis_set_interval_unit(groups, 1); /* every name */
    if (c->kind == CHART_SHARES) {
        chart_axis_set_max(values, 100);
        chart_axis_set_major_unit(values, 20);
    } else if (highest(c) <= FEW) {
        chart_axis_set_major_unit(values, 1);
    }
    if (lies_down) {
        chart_axis_set_reverse(groups);
        chart_axis_set_label_position(values, LXW_CHART_AXIS_LABEL_POSITION_HIGH); /* reversed: at the foot */
    }
}

/* What the chart shows before a program reads the cells. The library would keep nought for formulas and blanks, and
 * nothing at all of rows that went to the disk. */
static int keep_values(lxw_series_range *range, const struct xlsx_ref *ref)
{
    range->ignore_cache = LXW_TRUE; /* the library's own */
    for (size_t i = 0; i < ref->n; i++) {
        const struct xlsx_value *v = &ref->values[i];
        lxw_series_data_point *point = calloc(1, sizeof *point); /* the library frees it */

        if (!point)
            return -1;
        STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
        range->num_data_points++;
        point->number = v->decimals ? (double)v->number / 100 : (double)v->number;
        point->no_data = v->kind == XLSX_NOTHING;
        point->is_string = v->kind == XLSX_TEXT;
        if (point->is_string && !(point->string = strdup(v->text)))
            return -1;
        range->has_string_cache |= point->is_string;
    }
    return 0;
}

static int add_series(lxw_chart *chart, const struct xlsx_sheet *s, size_t i, const struct xlsx_ref *refs,
                      lxw_chart_font *font)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_row_t first = (lxw_row_t)s->body, last = (lxw_row_t)(s->body + (int)s->nrows - 1);
    lxw_col_t column = (lxw_col_t)drawn_column(s->chart, i);

    if (!series)
        return -1;
    chart_series_set_name_range(series, s->name, first - 1, column);
    chart_series_set_categories(series, s->name, first, 0, last, 0);
    chart_series_set_values(series, s->name, first, column, last, column);
    set_fill(series, chart_fill(s->chart, i));
    set_labels(series, s->chart, font);
    return keep_values(series->title.range, &refs[0]) || keep_values(series->categories, &refs[1]) ||
                   keep_values(series->values, &refs[2])
               ? -1
               : 0;
}

int xlsx_chart_draw(struct arena *a, lxw_workbook *book, lxw_worksheet *sheet, const struct xlsx_sheet *s)
{
    const struct chart *c = s->chart;
    lxw_chart *chart = workbook_add_chart(book, c->kind != CHART_GROUPED ? LXW_CHART_BAR_STACKED
                                                : s->chart_lies          ? LXW_CHART_BAR
                                                                         : LXW_CHART_COLUMN);
    lxw_chart_font small = {.name = FONT, .size = LABEL_SIZE}, title = {.name = FONT, .size = TITLE_SIZE, .bold = 1};
    lxw_chart_options options = {.x_scale = s->chart_width / DEFAULT_WIDTH,
                                 .y_scale = s->chart_height / DEFAULT_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = arena_strdup(a, c->alt ? c->alt : "")};
    const struct xlsx_ref *refs = xlsx_chart_refs(a, s);

    if (!chart)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    for (size_t i = 0; i < c->nseries; i++)
        if (add_series(chart, s, i, &refs[3 * i], &small))
            return LXW_ERROR_MEMORY_MALLOC_FAILED;
    chart_title_set_name(chart,
                         arena_printf(a, "%s%s%s", s->grid->label, *s->grid->label ? ". " : "", s->grid->caption));
    chart_title_set_name_font(chart, &title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_TOP);
    chart_legend_set_font(chart, &small);
    set_axes(chart, c, s->chart_lies, &small);
    chart_set_series_gap(chart, c->ngroups > GROUPS_FEW || s->chart_lies ? GAP : GAP_FEW);
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    return (int)worksheet_insert_chart_opt(sheet, (lxw_row_t)s->chart_row, (lxw_col_t)s->chart_column, chart, &options);
}
