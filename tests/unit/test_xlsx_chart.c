/* Native charts: the table each one draws from, what it refers to, and that the checker misses none. */
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "chart_case.h"
#include "folder.h"
#include "render/xlsx.h"
#include "render/xlsx_chart.h"

enum { STREAMED = 20001 }; /* rows from which cells go to the disk at once */

static const char *grid_text(const struct grid *g)
{
    struct buf b;

    buf_init(&b, arena);
    for (size_t i = 0; i < g->nheader; i++)
        buf_printf(&b, "%s%s", i ? "," : "", g->header[i].label);
    for (size_t r = 0; r < g->nrows; r++) {
        buf_printf(&b, "%s", g->rows[r].kind == ROW_TOTAL ? "|*" : "|");
        for (size_t c = 0; c < g->ncolumns; c++)
            buf_printf(&b, "%s%s", c ? " " : "",
                       g->rows[r].cells[c].kind == CELL_EMPTY ? "-" : text_string(arena, &g->rows[r].cells[c].text));
    }
    buf_printf(&b, "|%s", text_string(arena, &g->note));
    return buf_str(&b);
}

static void tables(void **state)
{
    static const struct {
        enum chart_kind kind;
        int64_t values[4]; /* of two groups; -1: not loaded */
        const char *want;
    } cases[] =
        {
            {CHART_GROUPED, {1200, 3, 0, 4}, "Đơn vị,Dãy thứ 1,Dãy thứ 2|*A 1.200 3|B 0 4|"},
            {CHART_STACKED, {1, -1, 3, 4}, "Đơn vị,Dãy thứ 1,Dãy thứ 2|*A 1 -|B 3 4|Ô để trống: chưa có số liệu."},
            {CHART_SHARES,
             {1, 2, 0, 5},
             "Đơn vị,Số lượng,Tỷ lệ (%),Dãy thứ 1,Dãy thứ 2,Dãy thứ 1,Dãy thứ 2|*A 1 2 33,33 66,67|B 0 5 0,00 100,00|"},
            {CHART_SHARES,
             {0, 0, 5, -1},
             "Đơn vị,Số lượng,Tỷ lệ (%),Dãy thứ 1,Dãy thứ 2,Dãy thứ 1,Dãy thứ 2|*A 0 0 - -|B 5 - - -|Ô để trống: chưa "
             "có "
             "số liệu."},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct chart *chart = chart_new(arena, c->kind, 2, 2);

        CASE("%s", c->want);
        chart->groups[0] = "A";
        chart->groups[1] = "B";
        chart->bold_group = 0;
        for (size_t i = 0; i < 4; i++) {
            chart->missing[i] = c->values[i] < 0;
            chart->values[i] = c->values[i] < 0 ? 0 : c->values[i];
        }
        assert_string_equal(grid_text(xlsx_chart_grid(arena, chart)), c->want);
    }
}

/* ---- whole workbooks ---- */

static struct grid *flat_data(size_t rows)
{
    static struct column column = {.kind = CELL_COUNT, .align = ALIGN_RIGHT, .name = "so"};
    static struct header_cell header = {"Số", 0, 0, 1, 1};
    struct grid *g = arena_alloc(arena, sizeof *g);

    *g = (struct grid){.id = "du_lieu",
                       .label = "",
                       .caption = "",
                       .unit = "",
                       .columns = &column,
                       .ncolumns = 1,
                       .header = &header,
                       .nheader = 1,
                       .header_rows = 1,
                       .nrows = rows};
    g->rows = arena_alloc(arena, rows * sizeof *g->rows);
    for (size_t i = 0; i < rows; i++) {
        g->rows[i].cells = arena_alloc(arena, sizeof *g->rows[i].cells);
        g->rows[i].cells[0] = (struct cell){.kind = CELL_COUNT, .num = (int64_t)i, .text = text_plain(arena, "")};
    }
    return g;
}

static struct document *book_of(struct node *nodes, size_t n, size_t rows)
{
    struct document *doc = arena_alloc(arena, sizeof *doc);

    *doc = (struct document){.title = "Biểu đồ",
                             .author = "UBND",
                             .subject = "",
                             .stamp = "",
                             .day = day_from_ymd(2018, 10, 14),
                             .nodes = nodes,
                             .nnodes = n,
                             .data = rows ? flat_data(rows) : NULL};
    return doc;
}

static struct node chart_node(struct chart *c)
{
    return (struct node){.type = NODE_CHART, .chart = c};
}

static struct node table_node(const struct chart *c)
{
    return (struct node){.type = NODE_TABLE, .table = xlsx_chart_grid(arena, c)};
}

static int written(const struct document *doc, const struct document *read, struct err *err)
{
    const char *path = path_join(arena, root, "bang.xlsx");
    int result;

    *err = (struct err){.status = ST_OK};
    unlink(path);
    if (xlsx_write(arena, doc, path, root, err))
        fail_msg("%s", err->text);
    result = xlsx_verify(arena, read, path, err);
    return result;
}

/* Any chart, also in a book whose rows go to the disk at once. */
static void random_charts(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        struct node nodes[] = {chart_node(chart_random(arena, 3 * seed)), chart_node(chart_random(arena, 3 * seed + 1)),
                               chart_node(chart_random(arena, 3 * seed + 2))};
        struct document *doc = book_of(nodes, LENGTH(nodes), seed == 40 ? STREAMED : 0);
        struct err err;

        CASE("seed %d", (int)seed);
        if (written(doc, doc, &err))
            fail_msg("%s", err.text);
    }
}

/* Books alike but for the chart beside the table, or for one of its figures. */
static void checker_sees(void **state)
{
    struct chart *c = chart_new(arena, CHART_GROUPED, 3, 2), *other = chart_new(arena, CHART_GROUPED, 3, 2);
    struct node with = chart_node(c), without = table_node(c), changed = chart_node(other);
    struct document *chart = book_of(&with, 1, 0), *table = book_of(&without, 1, 0), *third = book_of(&changed, 1, 0);
    struct err err;

    (void)state;
    other->values[5] = 1;
    assert_int_equal(written(chart, table, &err), -1);
    assert_non_null(strstr(err.text, "thừa biểu đồ thứ 1"));
    assert_int_equal(written(table, chart, &err), -1);
    assert_non_null(strstr(err.text, "thiếu phần xl/charts/chart1.xml"));
    assert_int_equal(written(chart, third, &err), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tables, set_up, tear_down),
        cmocka_unit_test_setup_teardown(random_charts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(checker_sees, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
