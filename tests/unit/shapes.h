/* Tables of many shapes and sizes, for tests, pictures and measurements: the same numbers give the same table. Needs no
 * test library. */
#ifndef SHAPES_H
#define SHAPES_H

#include <stdio.h>
#include <string.h>

#include "doc/document.h"

struct shape {
    const char *name;
    const char *columns;     /* s number of the row, t text, d date, n count, r rate, e nothing */
    int levels;              /* of the header, 0…4 */
    int numbered;            /* has the row of column numbers */
    size_t group, inner;     /* a group of so many rows, and groups of so many inside it; 0: none */
    int subtotals;           /* groups of both kinds end with their subtotal */
    size_t sub;              /* every so many rows an indented one */
    size_t totals;           /* rows of totals at the end */
    int span;                /* group names cover the whole row, labels of totals two columns */
    size_t words;            /* of text cells, at most */
    size_t tall, tall_words; /* every so many rows a text of so many words */
    size_t missing;          /* every so many figures one is "…" */
    size_t note;             /* words of the note */
    int in_text, landscape;  /* in the text of the report, with caption and unit; otherwise an annex */
    int real;                /* to be measured with a real font, otherwise every letter is half an em wide */
};

enum { SHAPE_ID = 16 };

static const struct shape SHAPES[] = {
    {.name = "two columns", .columns = "tn", .levels = 1, .words = 1},
    {.name = "form",
     .columns = "stnnnnnnnnnnn",
     .levels = 3,
     .numbered = 1,
     .group = 23,
     .inner = 7,
     .sub = 4,
     .totals = 1,
     .span = 1,
     .words = 6,
     .note = 25,
     .landscape = 1,
     .real = 1},
    {.name = "units and subtotals",
     .columns = "stnnnrrn",
     .levels = 2,
     .numbered = 1,
     .group = 14,
     .subtotals = 1,
     .totals = 1,
     .words = 9,
     .missing = 9,
     .note = 30,
     .landscape = 1,
     .real = 1},
    {.name = "groups in groups",
     .columns = "stnnnnr",
     .levels = 4,
     .numbered = 1,
     .group = 31,
     .inner = 6,
     .subtotals = 1,
     .totals = 2,
     .span = 1,
     .words = 8,
     .landscape = 1},
    {.name = "tasks", .columns = "sttdtr", .levels = 1, .group = 6, .words = 25, .real = 1, .note = 10},
    {.name = "wide tasks",
     .columns = "stttse",
     .levels = 1,
     .numbered = 1,
     .sub = 3,
     .totals = 1,
     .words = 60,
     .landscape = 1},
    {.name = "no header", .columns = "tnn", .totals = 1, .words = 3, .note = 5},
    {.name = "figures only", .columns = "nnnn", .levels = 2, .totals = 1, .words = 1, .real = 1},
    {.name = "many columns",
     .columns = "tnnnnnnnnnnnnnnnnnnnnn",
     .levels = 2,
     .numbered = 1,
     .totals = 1,
     .words = 4,
     .landscape = 1,
     .real = 1},
    {.name = "long note",
     .columns = "stnn",
     .levels = 1,
     .totals = 1,
     .span = 1,
     .words = 4,
     .note = 900,
     .landscape = 1},
    {.name = "in the text",
     .columns = "tnnrr",
     .levels = 2,
     .totals = 1,
     .words = 3,
     .note = 12,
     .in_text = 1,
     .real = 1},
    {.name = "groups in the text",
     .columns = "stnnr",
     .levels = 2,
     .numbered = 1,
     .group = 5,
     .sub = 3,
     .totals = 1,
     .span = 1,
     .words = 20,
     .missing = 4,
     .in_text = 1},
    {.name = "all groups", .columns = "stn", .levels = 1, .group = 1, .words = 3},
    {.name = "one column", .columns = "t", .levels = 1, .words = 30, .real = 1},
    {.name = "totals of totals",
     .columns = "stn",
     .levels = 1,
     .numbered = 1,
     .totals = 3,
     .span = 1,
     .words = 2,
     .landscape = 1},
    {.name = "tall rows",
     .columns = "stn",
     .levels = 2,
     .numbered = 1,
     .totals = 1,
     .words = 6,
     .tall = 9,
     .tall_words = 240,
     .real = 1},
    {.name = "rows above a page",
     .columns = "stt",
     .levels = 1,
     .numbered = 1,
     .group = 8,
     .totals = 1,
     .words = 5,
     .tall = 40,
     .tall_words = 900,
     .landscape = 1},
};

#define NSHAPES (sizeof SHAPES / sizeof *SHAPES)

/* n words of 1…7 letters, some joined by U+00A0; always the same for the same seed. */
static inline char *shape_words(struct arena *a, unsigned seed, size_t n)
{
    static const char *const words[] = {"cải",     "cách",    "hành", "chính,", "Ủy",
                                        "ban",     "nhân",    "dân",  "quyết",  "nghiêng",
                                        "a",       "307.485", "hồ",   "sơ",     "đạt\xC2\xA0tỷ\xC2\xA0lệ",
                                        "99,35%;", "trưởng"};
    char *s = arena_alloc(a, n * 20 + 1), *p = s;

    for (size_t i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        p += sprintf(p, "%s%s", i ? " " : "", words[(seed >> 16) % (sizeof words / sizeof *words)]);
    }
    return s;
}

static inline enum row_kind shape_kind(const struct shape *s, size_t row)
{
    size_t at = s->group ? row % s->group : 0, inner = s->inner && at ? (at - 1) % s->inner : SIZE_MAX;

    if (s->group && at == 0)
        return ROW_GROUP;
    if (s->subtotals && s->group && at + 1 == s->group)
        return ROW_SUBTOTAL;
    if (inner == 0)
        return ROW_GROUP;
    if (s->subtotals && s->inner && (inner + 1 == s->inner || at + 2 == s->group))
        return ROW_SUBTOTAL;
    return s->sub && row % s->sub == 1 ? ROW_SUB : ROW_PLAIN;
}

static inline void shape_cell(struct arena *a, const struct shape *s, struct grid *g, size_t row, size_t column,
                              unsigned seed, char *id)
{
    static const char *const rates[] = {"100", "99,35", "7,5", "–", "0,00"};
    struct cell *c = &g->rows[row].cells[column];
    struct run *run = arena_alloc(a, sizeof *run);
    char kind = s->columns[column];

    snprintf(id, SHAPE_ID, "%u/%u", (unsigned)row % 1000000, (unsigned)column % 100);
    run->figure = id;
    c->kind = g->columns[column].kind;
    c->text = (struct text){run, 1};
    c->num = seed % 300000;
    c->den = kind == 'r';
    if (kind == 's') {
        run->text = arena_printf(a, "%zu", row + 1);
    } else if (kind == 't') {
        size_t tall =
            s->tall && row % s->tall == s->tall / 2 && column + 1 == strlen(s->columns) - (s->columns[2] == 'n');

        run->text = shape_words(a, seed, tall ? s->tall_words : 1 + seed % s->words);
    } else if (s->missing && seed % s->missing == 0) {
        run->text = "…";
        c->kind = CELL_MISSING;
    } else if (kind == 'd') {
        run->text = arena_printf(a, "%02u/%u/20%02u", 1 + seed % 28, 3 + seed % 10, 11 + seed % 12);
    } else if (kind == 'r') {
        run->text = rates[seed % (sizeof rates / sizeof *rates)];
    } else {
        run->text =
            seed % 3 ? arena_printf(a, "%u.%03u", 1 + seed % 300, seed % 1000) : arena_printf(a, "%u", seed % 10);
    }
}

/* Header cells over `count` columns from `first`, from header row `row` down: halves of halves. */
static inline void shape_header(struct grid *g, int row, size_t first, size_t count)
{
    static const char *const labels[] = {
        "Số lượng hồ sơ\ntiếp nhận", "Trong kỳ", "Đã giải quyết", "Trước hạn", "Quá hạn", "Từ kỳ trước"};
    int last = row + 1 == g->header_rows || count == 1;
    size_t half = (count + 1) / 2;

    if (last) {
        for (size_t c = first; c < first + count; c++)
            g->header[g->nheader++] =
                (struct header_cell){labels[(c + (size_t)row) % 6], row, (int)c, g->header_rows - row, 1};
        return;
    }
    g->header[g->nheader++] = (struct header_cell){labels[(size_t)row % 6], row, (int)first, 1, (int)count};
    shape_header(g, row + 1, first, half);
    if (count > half)
        shape_header(g, row + 1, first + half, count - half);
}

static inline void shape_columns(struct arena *a, const struct shape *s, struct grid *g)
{
    g->ncolumns = strlen(s->columns);
    g->columns = arena_alloc(a, g->ncolumns * sizeof *g->columns);
    for (size_t c = 0; c < g->ncolumns; c++) {
        char k = s->columns[c];

        g->columns[c] = (struct column){.kind = k == 'n'   ? CELL_COUNT
                                                : k == 'r' ? CELL_RATE
                                                : k == 'd' ? CELL_DATE
                                                : k == 'e' ? CELL_EMPTY
                                                           : CELL_TEXT,
                                        .align = k == 't'                           ? ALIGN_LEFT
                                                 : k == 's' || k == 'd' || k == 'e' ? ALIGN_CENTRE
                                                                                    : ALIGN_RIGHT,
                                        .name = arena_printf(a, "cot_%zu", c + 1),
                                        .number = c == 2 ? "(3)=(4)+(5)+(6)" : arena_printf(a, "(%zu)", c + 1)};
    }
    g->header_rows = s->levels;
    g->header = arena_alloc(a, (g->ncolumns * (size_t)(s->levels + 1) + 1) * sizeof *g->header);
    if (s->levels > 0) {
        g->header[g->nheader++] = (struct header_cell){"STT", 0, 0, s->levels, 1};
        if (g->ncolumns > 1)
            shape_header(g, 0, 1, g->ncolumns - 1);
    }
}

/* A table of `rows` rows, the totals among them. */
static inline struct grid *shape_grid(struct arena *a, const struct shape *s, size_t rows)
{
    struct grid *g = arena_alloc(a, sizeof *g);
    size_t n = strlen(s->columns), totals = s->totals < rows ? s->totals : rows;
    unsigned seed = (unsigned)n * 7919u + (unsigned)s->levels;
    char *ids = arena_alloc(a, rows * n * SHAPE_ID + 1);
    struct cell *cells = arena_alloc(a, rows * n * sizeof *cells + 1);

    *g = (struct grid){.id = "B",
                       .label = s->in_text ? "Bảng 1" : "",
                       .caption = s->in_text ? "Kết quả giải quyết hồ sơ" : "",
                       .unit = "Đơn vị tính: hồ sơ",
                       .numbered = s->numbered,
                       .nrows = rows};
    shape_columns(a, s, g);
    g->rows = arena_alloc(a, rows * sizeof *g->rows + 1);
    for (size_t r = 0; r < rows; r++) {
        struct row *row = &g->rows[r];

        row->kind = r + totals >= rows ? ROW_TOTAL : shape_kind(s, r);
        row->cells = cells + r * n;
        for (size_t c = 0; c < n; c++) {
            int total = row->kind == ROW_TOTAL, whole = s->span && row->kind == ROW_GROUP && n > 2;

            seed = seed * 1103515245u + 12345u;
            if (s->columns[c] == 'e' || (whole && c) || (s->span && total && c == 1))
                continue;
            shape_cell(a, s, g, r, c, seed >> 12, ids + (r * n + c) * SHAPE_ID);
            if (c == 0 && whole)
                row->cells[c].span = (int)n;
            if (c == 0 && whole)
                row->cells[c].text.v[0].text = arena_printf(a, "NHÓM THỨ %zu", r + 1);
            if (c == 0 && s->span && total) {
                row->cells[c].span = 2;
                row->cells[c].text.v[0].text = "TỔNG SỐ";
            }
        }
    }
    if (s->note)
        g->note = text_plain(a, shape_words(a, 9, s->note));
    return g;
}

/* The same table cut to `rows` rows, its totals behind them; cells are shared. g has more rows than that. */
static inline struct grid *shape_cut(struct arena *a, const struct shape *s, const struct grid *g, size_t rows)
{
    struct grid *cut = arena_alloc(a, sizeof *cut);
    size_t totals = s->totals < rows ? s->totals : rows;

    *cut = *g;
    cut->nrows = rows;
    cut->rows = arena_alloc(a, rows * sizeof *cut->rows + 1);
    memcpy(cut->rows, g->rows, (rows - totals) * sizeof *cut->rows);
    memcpy(cut->rows + rows - totals, g->rows + g->nrows - totals, totals * sizeof *cut->rows);
    return cut;
}

static inline struct annex shape_annex(const struct shape *s, struct grid *g)
{
    return (struct annex){.id = "B",
                          .number = "Phụ lục I",
                          .title = "KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
                          .attached = "(Kèm theo Báo cáo số        /BC-UBND ngày      tháng      năm 2018)",
                          .form_left = "Biểu số 1",
                          .form_centre = {"Kỳ báo cáo: tháng 9", "(Từ ngày 15/8/2018 đến ngày 14/9/2018)"},
                          .form_right = {"Đơn vị báo cáo: UBND quận", "Đơn vị nhận báo cáo: Sở Nội vụ"},
                          .landscape = s->landscape,
                          .table = g};
}

/* A report of one line with one annex: about 23 rows a page. For measurements of any length. */
static inline struct document *shape_document(struct arena *a, const struct shape *s, size_t rows)
{
    struct document *d = arena_alloc(a, sizeof *d);
    struct annex *x = arena_alloc(a, sizeof *x);
    struct node *n = arena_alloc(a, sizeof *n);

    *n = (struct node){.type = NODE_PARAGRAPH, .text = text_plain(a, "Kết quả nêu tại Phụ lục I./.")};
    *x = shape_annex(s, shape_grid(a, s, rows));
    *d = (struct document){.title = "Báo cáo",
                           .author = "UBND quận",
                           .subject = "",
                           .period_code = "2018-10M",
                           .day = day_from_ymd(2018, 10, 14),
                           .stamp = "",
                           .letterhead = {.parent_agency = "UBND THÀNH PHỐ HÀ NỘI",
                                          .agency = "ỦY BAN NHÂN DÂN\nQUẬN BẮC TỪ LIÊM",
                                          .number = "",
                                          .symbol = "BC-UBND",
                                          .place = "Hà Nội",
                                          .date = DAY_NONE,
                                          .year = 2018,
                                          .urgency = "",
                                          .secrecy = ""},
                           .nodes = n,
                           .nnodes = 1,
                           .annexes = x,
                           .nannexes = 1};
    return d;
}

#endif
