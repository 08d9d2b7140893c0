/* Every figure of a document, in reading order, with its place. */
#include "doc/printed.h"
#include "official.h"

static struct arena *arena;

struct want {
    enum printed_kind kind;
    const char *id, *text, *place;
};

static void check(const struct document *d, const struct want *want, size_t n)
{
    struct printed *v;
    size_t count = document_printed(arena, d, &v);

    for (size_t i = 0; i < n && i < count; i++) {
        CASE("%zu: %s", i, want[i].place);
        assert_int_equal(v[i].kind, want[i].kind);
        assert_string_equal(v[i].id, want[i].id);
        assert_string_equal(v[i].text, want[i].text);
        assert_string_equal(v[i].place, want[i].place);
        assert_true((v[i].run != NULL) == (v[i].kind == PRINTED_RUN));
        assert_true((v[i].cell != NULL && v[i].grid != NULL) == (v[i].kind == PRINTED_CELL));
        assert_true((v[i].chart != NULL) == (v[i].kind == PRINTED_BAR));
    }
    assert_int_equal(count, n);
}

static void reading_order(void **state)
{
    static const struct want want[] = {
        {PRINTED_RUN, "hs_xong", "1.200", "mục I.1.a, đoạn 1"},
        {PRINTED_CELL, "x/1", "1.200", "Bảng 1, dòng 'Phòng [Nội] vụ', cột (2)"},
        {PRINTED_CELL, "x/1", "99,99", "Bảng 1, dòng 'Phòng [Nội] vụ', cột (3)"},
        {PRINTED_CELL, "x/1", "…", "Bảng 1, dòng 'TỔNG SỐ', cột (3)"},
        {PRINTED_BAR, "bd/1/nhom=1", "3", "Biểu đồ 1, nhóm 'A'"},
        {PRINTED_RUN, "hs_cuoi", "7", "mục II, đoạn 2"},
        {PRINTED_CELL, "x/1", "1.200", "Phụ lục, dòng 'Phòng [Nội] vụ', cột (2)"},
        {PRINTED_CELL, "x/1", "99,99", "Phụ lục, dòng 'Phòng [Nội] vụ', cột (3)"},
        {PRINTED_CELL, "x/1", "…", "Phụ lục, dòng 'TỔNG SỐ', cột (3)"},
        {PRINTED_RUN, "ghi_chu", "5", "Phụ lục, ghi chú"},
    };
    struct document *d = official_document(arena);

    (void)state;
    d->nodes[AT_END].text = official_text(arena, "7");
    d->nodes[AT_END].text.v[0].figure = "hs_cuoi";
    d->annexes[0].table->note = official_text(arena, "5");
    d->annexes[0].table->note.v[0].figure = "ghi_chu";
    check(d, want, LENGTH(want));
}

/* The groups a row is in are named first; columns without a number have the words over them. */
static void names_of_rows_and_columns(void **state)
{
    static const struct want want[] = {
        {PRINTED_CELL, "x/1", "1.200", "Bảng 1, dòng 'Phòng [Nội] vụ', cột 'Xong / Số'"},
        {PRINTED_CELL, "x/1", "99,99", "Bảng 1, dòng 'Phòng [Nội] vụ', cột 'Xong / %'"},
        {PRINTED_RUN, "hs", "4", "Bảng 1, dòng 'Phòng [Nội] vụ' – 'Đất đai', cột 'Xong / Số'"},
        {PRINTED_CELL, "x/1", "…", "Bảng 1, dòng 'Phòng [Nội] vụ' – 'Đất đai', cột 'Xong / %'"},
    };
    struct document *d = official_document(arena);
    struct grid *g = d->nodes[AT_TABLE].table;

    (void)state;
    d->nodes += AT_TABLE;
    d->nnodes = 1;
    d->nannexes = 0;
    g->numbered = 0;
    g->rows[0].depth = 1;
    g->rows[1].depth = 2;
    g->rows[1].cells[0].text = official_text(arena, "Đất\u00A0đai");
    g->rows[1].cells[1] = official_cell(arena, CELL_TEXT, "4", 0, 0);
    g->rows[1].cells[1].text.v[0].figure = "hs";
    check(d, want, LENGTH(want));
}

static void labels_of_bars(void **state)
{
    static const struct {
        enum chart_kind kind;
        int64_t values[4];
        int missing[4];
        const char *labels[4];
    } cases[] = {
        {CHART_GROUPED, {3, 1200, 0, 0}, {0, 0, 1, 0}, {"3", "1.200", "…", "0"}},
        {CHART_STACKED, {3, 1200, 0, 7}, {0, 0, 1, 0}, {"3", "1.200", "…", "…"}},
        {CHART_SHARES, {1, 7, 0, 0}, {0}, {"12,50%", "87,50%", "–", "–"}},
        {CHART_SHARES, {0, 5, 0, 9}, {0, 0, 1, 0}, {"0%", "100%", "…", "…"}},
        {CHART_SHARES, {1, 99999, 1, 1}, {0}, {"0,01%", "99,99%", "50,00%", "50,00%"}},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct chart c = {.kind = cases[i].kind, .nseries = 2, .ngroups = 2, .bold_group = -1};

        c.values = arena_alloc(arena, sizeof cases[i].values);
        c.missing = arena_alloc(arena, sizeof cases[i].missing);
        memcpy(c.values, cases[i].values, sizeof cases[i].values);
        memcpy(c.missing, cases[i].missing, sizeof cases[i].missing);
        for (size_t k = 0; k < 4; k++) {
            CASE("%zu, bar %zu", i, k);
            assert_string_equal(chart_label(arena, &c, k / 2, k % 2), cases[i].labels[k]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reading_order), cmocka_unit_test(names_of_rows_and_columns),
                                       cmocka_unit_test(labels_of_bars)};
    int failed;

    arena = arena_new();
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
