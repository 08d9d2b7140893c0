/* Workbooks of small documents: a form with three levels of header, sums and a rate; flat data. */
#ifndef XLSX_CASE_H
#define XLSX_CASE_H

#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/vi.h"
#include "render/xlsx.h"
#include "unit.h"

static struct arena *arena;
static char root[256];

static inline int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    temp_dir(root);
    return 0;
}

static inline int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    dir_remove_all(root, &e);
    arena_free(arena);
    return (int)e.status;
}

static inline char *in_root(const char *name)
{
    return path_join(arena, root, name);
}

static inline char *read_all(const char *path, size_t *n)
{
    struct err e = {.status = ST_OK};
    char *text;

    if (file_read(arena, path, 1 << 30, &text, n, &e))
        fail_msg("%s", e.text);
    return text;
}

static inline char *run(const char *command)
{
    char *out = in_root("ra"), *errors = in_root("loi");
    int status = system(arena_printf(arena, "%s >'%s' 2>'%s'", command, out, errors));

    if (status != 0)
        fail_msg("%s: %s", command, read_all(errors, NULL));
    return read_all(out, NULL);
}

/* ---- documents ---- */

static inline struct cell text_cell(const char *s)
{
    return (struct cell){.kind = *s ? CELL_TEXT : CELL_EMPTY, .text = text_plain(arena, s)};
}

static inline struct cell count_cell(int64_t n)
{
    return (struct cell){.kind = CELL_COUNT, .num = n, .text = text_plain(arena, vi_count(arena, n))};
}

static inline struct cell rate_cell(int64_t num, int64_t den)
{
    return (struct cell){
        .kind = CELL_RATE, .num = num, .den = den, .text = text_plain(arena, vi_percent_cell(arena, num, den))};
}

static inline void add_row(struct grid *g, enum row_kind kind, const struct cell *cells)
{
    struct row *rows = arena_alloc(arena, (g->nrows + 1) * sizeof *rows);

    if (g->nrows)
        memcpy(rows, g->rows, g->nrows * sizeof *rows);
    g->rows = rows;
    g->rows[g->nrows].kind = kind;
    g->rows[g->nrows].cells = arena_alloc(arena, g->ncolumns * sizeof *cells);
    memcpy(g->rows[g->nrows++].cells, cells, g->ncolumns * sizeof *cells);
}

static inline struct grid *new_grid(const struct column *columns, size_t ncolumns, const struct header_cell *header,
                                    size_t nheader, int header_rows)
{
    struct grid *g = arena_alloc(arena, sizeof *g);

    *g = (struct grid){.id = "II.06a", .label = "", .caption = "", .unit = ""};
    g->columns = arena_alloc(arena, ncolumns * sizeof *columns);
    memcpy(g->columns, columns, ncolumns * sizeof *columns);
    g->ncolumns = ncolumns;
    g->header = arena_alloc(arena, nheader * sizeof *header);
    memcpy(g->header, header, nheader * sizeof *header);
    g->nheader = nheader;
    g->header_rows = header_rows;
    return g;
}

/* A small II.06a: three levels of header, numbers of columns, sums and a rate. */
static inline struct grid *form_grid(void)
{
    static const struct column columns[] = {
        {.kind = CELL_TEXT, .align = ALIGN_CENTRE, .number = "(1)", .name = "stt"},
        {.kind = CELL_TEXT, .align = ALIGN_LEFT, .number = "(2)", .name = "ten", .weight = 20},
        {.kind = CELL_COUNT,
         .align = ALIGN_RIGHT,
         .number = "(3)=(4)+(5)",
         .name = "tong",
         .weight = 12,
         .formula = "4+5"},
        {.kind = CELL_COUNT, .align = ALIGN_RIGHT, .number = "(4)", .name = "truc_tuyen", .weight = 12},
        {.kind = CELL_COUNT, .align = ALIGN_RIGHT, .number = "(5)", .name = "truc_tiep", .weight = 12, .alert = 1},
        {.kind = CELL_RATE, .align = ALIGN_RIGHT, .number = "(6)", .name = "ty_le", .weight = 12, .formula = "4/(4+5)"},
        {.kind = CELL_COUNT, .align = ALIGN_RIGHT, .number = "(7)", .name = "don_vi", .weight = 12, .formula = "4+5"},
    };
    static const struct header_cell header[] = {
        {"STT", 0, 0, 3, 1},        {"Lĩnh vực giải quyết", 0, 1, 3, 1}, {"Số lượng hồ sơ tiếp nhận", 0, 2, 1, 3},
        {"Tỷ lệ\n(%)", 0, 5, 3, 1}, {"Số đơn vị", 0, 6, 3, 1},           {"Tổng số", 1, 2, 2, 1},
        {"Trong kỳ", 1, 3, 1, 2},   {"Trực tuyến", 2, 3, 1, 1},          {"Trực tiếp", 2, 4, 1, 1},
    };
    struct grid *g = new_grid(columns, LENGTH(columns), header, LENGTH(header), 3);
    struct cell total = text_cell("Tổng số");

    g->numbered = 1;
    g->unit = "Đơn vị tính: hồ sơ";
    g->note = text_plain(arena, "Ghi chú: số đơn vị không cộng dồn.");
    total.span = 2;
    add_row(g, ROW_GROUP,
            (struct cell[]){text_cell("I"), text_cell("CẤP HUYỆN"), count_cell(266881), count_cell(1854),
                            count_cell(265027), rate_cell(1854, 266881), count_cell(12)});
    add_row(g, ROW_PLAIN,
            (struct cell[]){
                text_cell("1"),
                text_cell("=Đăng ký kinh doanh _x0041_ & <thủ tục> rất dài phải xuống dòng nhiều lần trong một ô "
                          "hẹp của biểu mẫu, không được mất chữ nào cả dù là chữ cuối cùng"),
                count_cell(0), count_cell(0), count_cell(0), rate_cell(0, 0), count_cell(0)});
    add_row(g, ROW_SUB,
            (struct cell[]){text_cell("1.1"), text_cell("Hộ tịch"), count_cell(100000), count_cell(99999),
                            count_cell(1), rate_cell(99999, 100000),
                            (struct cell){.kind = CELL_MISSING, .text = text_plain(arena, "…")}});
    add_row(g, ROW_TOTAL,
            (struct cell[]){total, text_cell(""), count_cell(366881), count_cell(101853), count_cell(265028),
                            rate_cell(101853, 366881), count_cell(12)});
    for (size_t i = 0; i < 3; i++)
        g->rows[i].depth = 1;
    for (size_t i = 2; i < 5; i++)
        g->rows[3].cells[i].sum = 1;
    return g;
}

static inline struct grid *data_grid(size_t n)
{
    static const struct column columns[] = {{.kind = CELL_TEXT, .name = "ma"},
                                            {.kind = CELL_DATE, .name = "ngay", .align = ALIGN_CENTRE},
                                            {.kind = CELL_COUNT, .name = "so_ho_so", .align = ALIGN_RIGHT}};
    static const struct header_cell header[] = {
        {"Mã đơn vị", 0, 0, 1, 1}, {"Ngày", 0, 1, 1, 1}, {"Số hồ sơ", 0, 2, 1, 1}};
    struct grid *g = new_grid(columns, LENGTH(columns), header, LENGTH(header), 1);

    g->rows = arena_alloc(arena, n * sizeof *g->rows);
    g->nrows = n;
    for (size_t i = 0; i < n; i++) {
        struct cell *c = g->rows[i].cells = arena_alloc(arena, 3 * sizeof *c);

        g->rows[i].kind = ROW_PLAIN;
        c[0] = text_cell(arena_printf(arena, "%03zu", i));
        c[1] = (struct cell){.kind = CELL_DATE, .num = day_from_ymd(2018, 10, 14) - (int)(i % 300)};
        c[1].text = text_plain(arena, vi_date(arena, (day_t)c[1].num));
        c[2] = count_cell((int64_t)(i * 7919));
    }
    return g;
}

static inline struct document *sample(size_t data_rows)
{
    struct document *d = arena_alloc(arena, sizeof *d);
    struct grid *table = form_grid();

    table->label = "Bảng 1";
    table->caption = "Kết quả giải quyết hồ sơ theo cấp";
    *d = (struct document){.title = "Báo cáo cải cách hành chính & phụ lục",
                           .author = "UBND quận Bắc Từ Liêm",
                           .subject = "10 tháng năm 2018",
                           .period_code = "2018-10M",
                           .program = "cchc-report 9",
                           .fingerprint = "0123abcd",
                           .day = day_from_ymd(2018, 10, 14),
                           .stamp = "SỐ LIỆU & MINH HỌA"};
    d->nannexes = 1;
    d->annexes = arena_alloc(arena, sizeof *d->annexes);
    d->annexes[0] =
        (struct annex){.id = "II.06a",
                       .number = "Phụ lục I",
                       .title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT\nTHỦ TỤC HÀNH CHÍNH",
                       .attached = "(Kèm theo Báo cáo số      /BC-UBND ngày     tháng     năm 2018 của UBND quận)",
                       .form_left = "Biểu số II.06a/VPCP/KSTT",
                       .form_centre = {"Kỳ báo cáo: 10 tháng", "(Từ ngày 15/12/2017 đến ngày 14/10/2018)"},
                       .form_right = {"Báo cáo: UBND quận", "Nhận: Sở Nội vụ"},
                       .landscape = 1,
                       .table = form_grid(),
                       .sheet = "Phụ lục I"};
    d->nnodes = 2;
    d->nodes = arena_alloc(arena, 2 * sizeof *d->nodes);
    d->nodes[0] = (struct node){.type = NODE_PARAGRAPH};
    d->nodes[1] = (struct node){.type = NODE_TABLE, .table = table};
    d->data = data_grid(data_rows);
    return d;
}

static inline char *written(const struct document *d, const char *name)
{
    struct err e = {.status = ST_OK};
    char *path = in_root(name);

    if (xlsx_write(arena, d, path, root, &e) || xlsx_verify(arena, d, path, &e))
        fail_msg("%s", e.text);
    return path;
}

static inline char *cells_of(const char *path, const char *what)
{
    const char *tree = getenv("SRC");

    return run(
        arena_printf(arena, "/usr/bin/python3 '%s/tests/unit/xlsx_cells.py' '%s' %s", tree ? tree : ".", path, what));
}

static inline void expect(const char *text, const char *line)
{
    CASE("%s", line);
    assert_non_null(strstr(text, line));
}

#endif
