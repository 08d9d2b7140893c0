/* Widths, heights and printed pages of sheets. */
#include "render/xlsx_measure.h"
#include "render/xlsx_text.h"
#include "xlsx_case.h"

static void numbers_of_columns(void **state)
{
    static const struct {
        const char *text;
        double width;
        const char *want;
    } cases[] =
        {
            {"", 50, ""},
            {"(1)", 5, "(1)"},
            {"(3)=(4)+(5)", 500, "(3)=(4)+(5)"},
            {"(3)=(4)+(5)+(6)", 40, "(3)=(4)+(5)\n+(6)"},
            {"(3)=(4)+(5)-(6)", 30, "(3)=(4)\n+(5)-(6)"},
            {"(3)=(4)+(5)", 5, "(3)=\n(4)\n+(5)"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        assert_string_equal(xlsx_break_number(arena, c->text, 8, c->width), c->want);
    }
}

/* A list of n names with a figure each, and its total. */
static struct xlsx_sheet *planned(const char *name, size_t n, int landscape, size_t ncolumns)
{
    struct column columns[40] = {{.kind = CELL_TEXT, .name = "ten", .weight = 4}};
    struct header_cell header[40] = {{"Đơn vị", 0, 0, 1, 1}};
    struct document *d = sample(1);
    struct annex *x = &d->annexes[0];
    struct xlsx_plan *plan = arena_alloc(arena, sizeof *plan);
    struct err e = {.status = ST_OK};

    for (size_t c = 1; c < ncolumns; c++) {
        columns[c] = (struct column){.kind = CELL_COUNT, .align = ALIGN_RIGHT, .weight = 1};
        header[c] = (struct header_cell){"Số hồ sơ", 0, (int)c, 1, 1};
    }
    x->table = new_grid(columns, ncolumns, header, ncolumns, 1);
    x->landscape = landscape;
    for (size_t r = 0; r <= n; r++) {
        struct cell cells[40] = {text_cell(r < n ? name : "Tổng số")};

        for (size_t c = 1; c < ncolumns; c++)
            cells[c] = count_cell(123456);
        add_row(x->table, r < n ? ROW_PLAIN : ROW_TOTAL, cells);
    }
    if (xlsx_plan(arena, d, plan, &e))
        fail_msg("%s", e.text);
    return &plan->sheets.v[0];
}

static void widths(void **state)
{
    static const char longest[] = "Phòng Lao động - Thương binh và Xã hội";
    struct xlsx_sheet *s;
    double name = xlsx_text_width(longest, XLSX_BODY_SIZE, 0), all;

    (void)state;
    /* room for all: nothing wraps, the page is filled, more for the name than for the figures */
    s = planned(longest, 3, 1, 8);
    all = xlsx_span_width(s, 0, s->ncolumns);
    assert_true(s->widths[0] > name);
    assert_true(s->heights[0] < 2 * XLSX_BODY_SIZE);
    assert_true(all > 690 && all < 700);
    assert_true(xlsx_page_scale(s) > 0.999);
    /* fewer: the label of the header gives way before the name does */
    s = planned(longest, 3, 1, 11);
    assert_true(s->widths[0] > name);
    /* none: names wrap, and their rows are higher; figures never do */
    s = planned(longest, 3, 1, 15);
    assert_true(s->widths[0] < name);
    assert_true(s->heights[0] > 2 * XLSX_BODY_SIZE);
    assert_true(s->widths[1] > xlsx_text_width("123.456", XLSX_BODY_SIZE, 1));
    assert_true(xlsx_page_scale(s) > 0.95);
    s = planned(longest, 3, 1, 30);
    assert_true(xlsx_page_scale(s) < 0.8);
    assert_true(s->widths[1] > xlsx_text_width("123.456", XLSX_BODY_SIZE, 1));
}

/* As the printer lays the rows out at a scale: how many rows of the body stand on the last page. */
static size_t rows_on_last_page(const struct xlsx_sheet *s, double scale, int *pages)
{
    double room = (s->landscape ? 482 : 728) / scale, used = 0, head = 0;
    size_t rows = 0;

    *pages = 1;
    for (int r = 0; r < s->body; r++)
        used += s->head_heights.v[r];
    for (int r = s->header; r < s->body; r++)
        head += s->head_heights.v[r];
    for (size_t r = 0; r < s->nrows; r++, rows++) {
        if (used + s->heights[r] > room) {
            ++*pages;
            used = head;
            rows = 0;
        }
        used += s->heights[r];
    }
    return rows;
}

/* Printed on the pages that are asked for, at the largest scale that does it, no page has but a row or two. */
static void pages(void **state)
{
    int most = 0;

    (void)state;
    for (int landscape = 0; landscape < 2; landscape++)
        for (size_t n = 1; n < 150; n++) {
            struct xlsx_sheet *s = planned("Phường Cổ Nhuế 1", n, landscape, 5);
            double scale = xlsx_page_scale(s);
            int count;
            size_t rows;

            while ((rows = rows_on_last_page(s, scale, &count)) && count > s->pages)
                scale -= 0.01;
            if (count != s->pages || (count > 1 && rows < 3) || scale < 0.8)
                fail_msg("%zu rows: %d of %d pages, %zu on the last, scale %.2f", n, count, s->pages, rows, scale);
            most = count > most ? count : most;
        }
    assert_true(most >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_columns),
        cmocka_unit_test(widths),
        cmocka_unit_test(pages),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
