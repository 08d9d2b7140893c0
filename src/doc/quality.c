#include "doc/quality.h"

#include "base/utf8.h"
#include "doc/flat.h"

enum { AT_UNIT, AT_LEVEL, AT_WHAT, AT_COUNT, AT_CODES, AT_REMEDY, AT_FROM, AT_TO, NCOLUMNS };

static const struct flat_column COLUMNS[NCOLUMNS] = {
    [AT_UNIT] = {.name = "don_vi", .label = "Đơn vị", .kind = CELL_TEXT},
    [AT_LEVEL] = {.name = "muc", .label = "Mức", .kind = CELL_TEXT},
    [AT_WHAT] = {.name = "noi_dung", .label = "Nội dung đề nghị đơn vị kiểm tra", .kind = CELL_TEXT, .weight = 3},
    [AT_COUNT] = {.name = "so_luong", .label = "Số lượng", .kind = CELL_COUNT},
    [AT_CODES] = {.name = "vi_du", .label = "Ví dụ", .kind = CELL_TEXT, .weight = 2},
    [AT_REMEDY] = {.name = "can_lam", .label = "Cách tính hiện nay, việc cần làm", .kind = CELL_TEXT, .weight = 2},
    [AT_FROM] = {.name = "tu_ngay", .label = "Từ ngày", .kind = CELL_DATE},
    [AT_TO] = {.name = "den_ngay", .label = "Đến ngày", .kind = CELL_DATE},
};

static void fill_row(struct arena *a, const struct data_question *q, struct row *row)
{
    struct cell *cells = arena_alloc(a, NCOLUMNS * sizeof *cells);

    cells[AT_UNIT] = flat_text(a, *q->who ? q->who : "(chưa rõ đơn vị)");
    cells[AT_LEVEL] = flat_text(a, note_level_name(q->level));
    cells[AT_WHAT] = flat_text(a, utf8_capitalised(a, q->what));
    if (q->count)
        cells[AT_COUNT] = flat_count(a, q->count);
    cells[AT_CODES] = flat_text(a, q->codes);
    cells[AT_REMEDY] = flat_text(a, utf8_capitalised(a, q->remedy));
    cells[AT_FROM] = flat_day(a, q->range.from);
    cells[AT_TO] = flat_day(a, q->range.to);
    *row = (struct row){.kind = ROW_PLAIN, .cells = cells};
}

static void fill_empty(struct arena *a, struct row *row)
{
    struct cell *cells = arena_alloc(a, NCOLUMNS * sizeof *cells);

    cells[AT_WHAT] = flat_text(a, "Không có điều gì cần đơn vị kiểm tra.");
    *row = (struct row){.kind = ROW_PLAIN, .cells = cells};
}

struct grid *quality_grid(struct arena *a, const struct checks *checks, int unit)
{
    struct grid *g = arena_alloc(a, sizeof *g);
    struct data_question *questions;
    size_t n = checks_questions(a, checks, unit, &questions);

    *g = (struct grid){.id = "chat_luong", .label = "", .caption = "", .unit = ""};
    flat_columns(a, COLUMNS, NCOLUMNS, g);
    g->rows = arena_alloc(a, (n + 1) * sizeof *g->rows);
    for (size_t i = 0; i < n; i++)
        fill_row(a, &questions[i], &g->rows[i]);
    if (!n)
        fill_empty(a, &g->rows[0]);
    g->nrows = n ? n : 1;
    return g;
}

struct annex *quality_page(struct arena *a, struct grid *questions)
{
    struct annex *page = arena_alloc(a, sizeof *page);

    *page = (struct annex){.id = questions->id,
                           .number = "",
                           .title = QUALITY_TITLE,
                           .attached = "(không thuộc nội dung văn bản; để gửi các đơn vị kiểm tra số liệu)",
                           .form_left = "",
                           .form_centre = {"", ""},
                           .form_right = {"", ""},
                           .landscape = 1,
                           .table = questions,
                           .sheet = "Chất lượng dữ liệu"};
    return page;
}
