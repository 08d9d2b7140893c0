/* A small document in which everything is as it should be; tests spoil one thing each. */
#ifndef OFFICIAL_H
#define OFFICIAL_H

#include "base/note.h"
#include "doc/document.h"
#include "unit.h"

enum {
    AT_TITLE,
    AT_ADDRESSEES,
    AT_OPENING,
    AT_I,
    AT_I_1,
    AT_I_1_A,
    AT_I_1_A_TEXT,
    AT_TABLE,
    AT_II,
    AT_ITEM,
    AT_CHART,
    AT_END,
    AT_SIGNATURE,
    OFFICIAL_NODES
};

static inline struct text official_text(struct arena *a, const char *s)
{
    return text_plain(a, arena_strdup(a, s));
}

static inline struct cell official_cell(struct arena *a, enum cell_kind kind, const char *s, int64_t num, int64_t den)
{
    const char *figure = kind == CELL_TEXT ? NULL : "x/1";

    return (struct cell){.kind = kind, .text = official_text(a, s), .num = num, .den = den, .figure = figure};
}

/* Tên | Xong {Số, %}: one row, one total. */
static inline struct grid *official_grid(struct arena *a, const char *id, const char *label)
{
    struct grid *g = arena_alloc(a, sizeof *g);
    struct column *columns = arena_alloc(a, 3 * sizeof *columns);
    struct header_cell *header = arena_alloc(a, 4 * sizeof *header);
    struct row *rows = arena_alloc(a, 2 * sizeof *rows);
    struct cell *cells = arena_alloc(a, 6 * sizeof *cells);

    columns[0] = (struct column){.kind = CELL_TEXT, .number = "(1)", .name = "ten"};
    columns[1] = (struct column){.kind = CELL_COUNT, .number = "(2)", .name = "so", .align = ALIGN_RIGHT};
    columns[2] = (struct column){
        .kind = CELL_RATE, .number = "(3)", .name = "ty_le", .align = ALIGN_RIGHT, .formula = "2/2", .weight = 1.5};
    header[0] = (struct header_cell){"Tên", 0, 0, 2, 1};
    header[1] = (struct header_cell){"Xong", 0, 1, 1, 2};
    header[2] = (struct header_cell){"Số", 1, 1, 1, 1};
    header[3] = (struct header_cell){"%", 1, 2, 1, 1};
    cells[0] = official_cell(a, CELL_TEXT, "Phòng [Nội] vụ", 0, 0);
    cells[1] = official_cell(a, CELL_COUNT, "1.200", 1200, 0);
    cells[2] = official_cell(a, CELL_RATE, "99,99", 99999, 100000);
    cells[3] = official_cell(a, CELL_TEXT, "TỔNG SỐ", 0, 0);
    cells[3].span = 2;
    cells[5] = official_cell(a, CELL_MISSING, "…", 0, 0);
    rows[0] = (struct row){.kind = ROW_PLAIN, .cells = cells};
    rows[1] = (struct row){.kind = ROW_TOTAL, .cells = cells + 3};
    *g = (struct grid){.id = id,
                       .label = label,
                       .caption = *label ? "Kết quả" : "",
                       .unit = "Đơn vị tính: hồ sơ",
                       .columns = columns,
                       .ncolumns = 3,
                       .header = header,
                       .nheader = 4,
                       .header_rows = 2,
                       .numbered = 1,
                       .rows = rows,
                       .nrows = 2};
    if (!*label)
        g->note = official_text(a, "Ghi chú: không./.");
    return g;
}

static inline struct chart *official_chart(struct arena *a)
{
    struct chart *c = arena_alloc(a, sizeof *c);

    *c = (struct chart){.id = "bd",
                        .label = "Biểu đồ 1",
                        .caption = "Kiểm tra",
                        .heading = "Nội dung",
                        .note = "Chưa có số liệu cùng kỳ.",
                        .gaps = "Dấu “…”: chưa có số liệu.",
                        .nseries = 1,
                        .ngroups = 2,
                        .bold_group = 0,
                        .alt = "Kiểm tra. A: 3; B: 0."};
    c->series = arena_alloc(a, sizeof *c->series);
    c->series[0] = "năm 2018";
    c->groups = arena_alloc(a, 2 * sizeof *c->groups);
    c->groups[0] = "A";
    c->groups[1] = "B";
    c->values = arena_alloc(a, 2 * sizeof *c->values);
    c->values[0] = 3;
    c->missing = arena_alloc(a, 2 * sizeof *c->missing);
    c->missing[1] = 1;
    c->figures = arena_alloc(a, 2 * sizeof *c->figures);
    c->figures[0] = "bd/1/nhom=1";
    return c;
}

static inline const char **official_list(struct arena *a, const char *x, const char *y, const char *z)
{
    const char **v = arena_alloc(a, 3 * sizeof *v);

    v[0] = x;
    v[1] = y;
    v[2] = z;
    return v;
}

static inline struct document *official_document(struct arena *a)
{
    struct document *d = arena_alloc(a, sizeof *d);
    struct node *n = arena_alloc(a, OFFICIAL_NODES * sizeof *n);
    struct signature *s = arena_alloc(a, sizeof *s);
    struct run *runs = arena_alloc(a, 3 * sizeof *runs);

    n[AT_TITLE] =
        (struct node){.type = NODE_TITLE, .lines = official_list(a, "BÁO CÁO", "Công tác", NULL), .nlines = 2};
    n[AT_ADDRESSEES] =
        (struct node){.type = NODE_ADDRESSEES, .lines = official_list(a, "UBND thành phố", NULL, NULL), .nlines = 1};
    n[AT_OPENING] = (struct node){.type = NODE_PARAGRAPH, .text = official_text(a, "Từ ngày 15/12/2017:")};
    n[AT_I] = (struct node){.type = NODE_HEADING, .level = 1, .marker = "I.", .text = official_text(a, "CHỈ ĐẠO")};
    n[AT_I_1] = (struct node){.type = NODE_HEADING, .level = 2, .marker = "1.", .text = official_text(a, "Kế hoạch")};
    n[AT_I_1_A] = (struct node){.type = NODE_HEADING, .level = 3, .marker = "a)", .text = official_text(a, "Một")};
    runs[0] = (struct run){.text = "Xong "};
    runs[1] = (struct run){.text = "1.200", .style = RUN_BOLD, .figure = "hs_xong"};
    runs[2] = (struct run){.text = "Phụ\u00A0lục", .style = RUN_ITALIC, .target = "pl"};
    n[AT_I_1_A_TEXT] = (struct node){.type = NODE_PARAGRAPH, .text = {runs, 3}};
    n[AT_TABLE] = (struct node){.type = NODE_TABLE, .id = "b1", .table = official_grid(a, "b1", "Bảng 1")};
    n[AT_II] = (struct node){.type = NODE_HEADING, .level = 1, .marker = "II.", .text = official_text(a, "KẾT QUẢ")};
    n[AT_ITEM] = (struct node){.type = NODE_ITEM, .level = 1, .marker = "-", .text = official_text(a, "Việc;")};
    n[AT_CHART] = (struct node){.type = NODE_CHART, .id = "bd", .chart = official_chart(a)};
    n[AT_END] = (struct node){.type = NODE_PARAGRAPH, .text = official_text(a, "Trên đây là báo cáo./.")};
    *s = (struct signature){.titles = official_list(a, "CHỦ TỊCH", NULL, NULL),
                            .ntitles = 1,
                            .name = "",
                            .recipients = official_list(a, "Như trên", "Lưu: VT", NULL),
                            .nrecipients = 2};
    n[AT_SIGNATURE] = (struct node){.type = NODE_SIGNATURE, .signature = s};

    *d = (struct document){.title = "Báo cáo",
                           .author = "UBND quận",
                           .subject = "tháng 9",
                           .period_code = "2018-09",
                           .day = day_from_ymd(2018, 9, 14),
                           .stamp = "",
                           .letterhead = {.parent_agency = "UBND THÀNH PHỐ",
                                          .agency = "ỦY BAN NHÂN DÂN\nQUẬN THỬ",
                                          .number = "05",
                                          .symbol = "BC-UBND",
                                          .place = "Hà Nội",
                                          .date = day_from_ymd(2018, 9, 14),
                                          .year = 2018,
                                          .urgency = "",
                                          .secrecy = ""},
                           .nodes = n,
                           .nnodes = OFFICIAL_NODES,
                           .nannexes = 1};
    d->annexes = arena_alloc(a, 3 * sizeof *d->annexes);
    d->annexes[0] = (struct annex){.id = "pl",
                                   .number = "Phụ\u00A0lục",
                                   .title = "KẾT QUẢ",
                                   .attached = "(Kèm theo Báo cáo số 05/BC-UBND)",
                                   .form_left = "",
                                   .form_centre = {"(Từ ngày 15/12/2017)", ""},
                                   .form_right = {"", ""},
                                   .landscape = 1,
                                   .table = official_grid(a, "pl", ""),
                                   .sheet = "Phụ lục"};
    return d;
}

#endif
