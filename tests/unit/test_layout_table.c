#include "table_check.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct paper *table_paper(const struct shape *s, struct grid *g)
{
    struct paper *p = paper_open(arena, s->real);

    paper_table(p, s, g, 0);
    paper_layout(p);
    return p;
}

/* A row higher than a page goes on on the next ones, line by line; nothing is lost. */
static void rows_higher_than_a_page_are_split(void **state)
{
    static const size_t words[] = {700, 2000, 9000};

    (void)state;
    for (size_t i = 0; i < LENGTH(words); i++) {
        struct shape s = {
            .columns = "stt", .levels = 1, .numbered = 1, .totals = 1, .words = 5, .landscape = 1, .real = 1};
        struct grid *g = shape_grid(arena, &s, 8);
        struct paper *p;
        char *want, *w;
        const struct item *it;
        size_t lines = 0;

        g->rows[3].cells[1].text.v[0].text = shape_words(arena, 77, words[i]);
        p = table_paper(&s, g);
        paper_check(p);
        assert_int_equal(paper_noted(p, "dong_dai_hon_trang"), 1);
        assert_true(p->pages->list.n > 2);
        want = w = arena_strdup(arena, g->rows[3].cells[1].text.v[0].text);
        while ((w = strstr(w, "\xC2\xA0"))) {
            *w = ' ';
            memmove(w + 1, w + 2, strlen(w + 2) + 1);
        }
        for (size_t n = 0; n < p->pages->list.n && lines == 0; n++)
            for (size_t k = 0; k < p->pages->list.v[n]->items.n; k++) {
                it = &p->pages->list.v[n]->items.v[k];
                if (it->type == ITEM_TEXT && it->figure && !strcmp(it->figure, "3/1")) {
                    assert_string_equal(paper_read(p, it->element), want);
                    lines++;
                    break;
                }
            }
        assert_int_equal(lines, 1);
        check_table(p, &s, g);
    }
}

static void figures_stand_by_their_comma(void **state)
{
    static const char *const texts[] = {"1.234,5", "7", "99,35", "–", "-3,25", "100", "100%", "7,5%"};
    struct shape s = {.columns = "tr", .levels = 1, .words = 1, .real = 1};
    struct grid *g = shape_grid(arena, &s, LENGTH(texts));
    struct paper *p;
    double comma = 0, edge = 0;

    (void)state;
    for (size_t i = 0; i < LENGTH(texts); i++)
        g->rows[i].cells[1].text.v[0].text = texts[i];
    p = table_paper(&s, g);
    for (size_t i = 0; i < LENGTH(texts); i++) {
        const struct item *it = paper_find(p, texts[i], NULL);
        const char *tail = texts[i] + strcspn(texts[i], ",%");
        double behind = 0;

        for (const char *c = tail; *c; c++)
            behind += (*c == ',' ? 0.25 : *c == '%' ? 0.833 : 0.5) * it->size;
        if (!strcmp(texts[i], "–")) {
            assert_true(it->x + it->w > edge - 0.01);
            continue;
        }
        if (i)
            assert_true(fabs(it->x + it->w - behind - comma) < 0.01);
        comma = it->x + it->w - behind;
        edge = fmax(edge, it->x + it->w);
    }
    assert_true(fabs(TO_MM(edge) - (190 - 1.1)) < 0.2);
}

/* A weight takes the free width; the other columns get what their content needs. */
static void weights_share_the_free_width(void **state)
{
    double widths[2][3];

    (void)state;
    for (int weighted = 0; weighted < 2; weighted++) {
        struct shape s = {.columns = "tnn", .levels = 1, .words = 1, .landscape = 1, .real = 1};
        struct grid *g = shape_grid(arena, &s, 3);
        const struct page *page;
        double x[4];
        size_t n = 0;

        g->columns[0].weight = weighted;
        page = table_paper(&s, g)->pages->list.v[1];
        for (size_t i = 0; i < page->items.n; i++)
            if (page->items.v[i].type == ITEM_LINE && page->items.v[i].h > 0) {
                assert_true(n < LENGTH(x));
                x[n++] = page->items.v[i].x;
            }
        assert_int_equal(n, 4);
        for (size_t c = 0; c < 3; c++)
            widths[weighted][c] = x[c + 1] - x[c];
        assert_true(fabs(x[0] - MM(30)) < 0.01 && fabs(x[3] - MM(277)) < 0.01);
    }
    assert_true(widths[1][0] > widths[0][0] + MM(50));
    assert_true(widths[1][1] < widths[0][1] && widths[1][2] < widths[0][2]);
}

/* Elements: TH in the first header only, row and column heads, one TR a row, spans. */
static void tables_are_tagged(void **state)
{
    const struct shape *s = &SHAPES[1];
    struct grid *g = shape_grid(arena, s, 100);
    struct paper *p = table_paper(s, g);
    const struct element *table = paper_find(p, "TỔNG SỐ", NULL)->element->parent->parent;
    size_t rows = 0, heads = 0;

    (void)state;
    assert_string_equal(table->role, "Table");
    for (const struct element *tr = table->first; tr; tr = tr->next) {
        size_t columns = 0;

        assert_string_equal(tr->role, "TR");
        if (tr->first->scope_column) {
            assert_int_equal(rows, 0);
            heads++;
            continue;
        }
        for (const struct element *td = tr->first; td; td = td->next) {
            int label = td->scope_row;

            assert_string_equal(td->role, label ? "TH" : "TD");
            columns += td->column_span > 1 ? (size_t)td->column_span : 1;
        }
        assert_int_equal(columns, g->ncolumns);
        rows++;
    }
    assert_int_equal(rows, 100);
    assert_int_equal(heads, 4); /* three levels, and the numbers */
}

/* Tables above the limit: one paragraph a page with all words in reading order; header and cells stay apart. */
static void long_tables_are_paragraphs(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct shape *s = &SHAPES[i ? 11 : 1];
        struct grid *g = shape_grid(arena, s, 100);
        struct paper *p = paper_open(arena, s->real);
        const struct element *e;
        struct buf text;

        p->options.tag_rows = 99;
        paper_table(p, s, g, 0);
        paper_layout(p);
        e = paper_find(p, "TỔNG SỐ", NULL)->element;
        buf_init(&text, arena);
        assert_string_equal(e->role, "P");
        for (e = e->parent->first; e; e = e->next) {
            assert_null(e->first);
            buf_puts(&text, paper_read(p, e));
        }
        for (size_t r = 0, at = 0; r < g->nrows; r++)
            for (size_t c = 0; c < g->ncolumns; c++) {
                const struct text *cell = &g->rows[r].cells[c].text;
                char *want = cell->n ? arena_printf(arena, " %s ", cell->v[0].text) : arena_strdup(arena, ""),
                     *w = want, *found;

                while ((w = strstr(w, "\xC2\xA0"))) {
                    *w = ' ';
                    memmove(w + 1, w + 2, strlen(w + 2) + 1);
                }
                found = strstr(text.p + at, want);
                if (!found)
                    fail_msg("cell %zu/%zu, “%s”, is not behind the cell before it", r, c, want);
                at = (size_t)(found - text.p) + (*want ? strlen(want) - 1 : 0);
            }
    }
}

/* PDF/A-1 arrays end at 8191 entries. */
static void very_long_tables_go_on_as_second_ones(void **state)
{
    struct shape s = {.columns = "tn", .levels = 1, .words = 1};
    struct grid *g = shape_grid(arena, &s, 20000);
    struct paper *p = table_paper(&s, g);
    size_t tables = 0, rows = 0;

    (void)state;
    for (const struct element *e = p->pages->root->last->first; e; e = e->next) {
        size_t n = 0;

        if (strcmp(e->role, "Table"))
            continue;
        tables++;
        assert_true(e->first->first->scope_column);
        for (const struct element *tr = e->first; tr; tr = tr->next)
            n++;
        assert_true(n <= 8191);
        rows += n - 1;
    }
    assert_int_equal(tables, 3);
    assert_int_equal(rows, 20000);
}

static void crowded_tables_shrink_then_split_then_fail(void **state)
{
    static const struct {
        size_t columns;
        const char *note;
        int result;
    } rows[] = {{22, NULL, 0}, {36, "bang_qua_chat", 0}, {90, NULL, -1}};

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char *columns = arena_alloc(arena, rows[i].columns + 1);
        struct shape s = {.columns = columns, .levels = 1, .words = 1, .landscape = 1, .real = 1};
        struct grid *g;
        struct paper *p;

        memset(columns, 'n', rows[i].columns);
        columns[0] = 't';
        g = shape_grid(arena, &s, 5);
        for (size_t c = 0; c < g->nheader; c++)
            g->header[c].label = "Nghiêng";
        p = paper_open(arena, 1);
        p->doc.annexes =
            &(struct annex){.id = "B", .number = "Phụ lục", .title = "", .attached = "", .landscape = 1, .table = g};
        p->doc.nannexes = 1;
        assert_int_equal(paper_try(p), rows[i].result);
        if (rows[i].result) {
            assert_int_equal(p->err.status, ST_CONFIG);
            continue;
        }
        paper_check(p);
        check_table(p, &s, g);
        if (rows[i].note)
            assert_int_equal(paper_noted(p, rows[i].note), 1);
        else
            assert_int_equal(p->notes.list.n, 0);
    }
}

/* ---- the annexes of the reference (mm) ---- */

static void annex_head_stands_where_the_reference_has_it(void **state)
{
    static const struct {
        const char *text;
        double y, axis, x, size;
        enum face face;
    } rows[] = {
        {"Phụ lục I", 24.4, 153.5, 0, 14, FACE_BOLD},
        {"TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", 30.6, 153.5, 0, 13, FACE_BOLD},
        {"TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", 36.2, 153.5, 0, 13, FACE_BOLD},
        {"(Kèm theo Báo cáo số 05/BC-UBND)", 42.3, 153.5, 0, 13, FACE_ITALIC},
        {"Biểu số II.06a/VPCP/KSTT", 49.8, 0, 30, 11, FACE_BOLD},
        {"Kỳ báo cáo: 10 tháng đầu năm 2018", 49.8, 153.5, 0, 11, FACE_REGULAR},
        {"(Từ ngày 15/12/2017 đến ngày 14/10/2018)", 54.7, 153.5, 0, 11, FACE_ITALIC},
        {"- Đơn vị báo cáo: UBND quận Bắc Từ Liêm", 49.8, 0, 199, 11, FACE_REGULAR},
        {"- Đơn vị nhận báo cáo: UBND thành phố Hà Nội", 54.7, 0, 199, 11, FACE_REGULAR},
        {"Đơn vị tính: hồ sơ", 59.5, 0, 0, 11, FACE_ITALIC},
    };
    struct paper *p = paper_open(arena, 1);
    struct annex x = {
        .id = "II.06a",
        .number = "Phụ lục I",
        .landscape = 1,
        .title = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH\nTẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI "
                 "QUYẾT THỦ TỤC HÀNH CHÍNH",
        .attached = "(Kèm theo Báo cáo số 05/BC-UBND)",
        .form_left = "Biểu số II.06a/VPCP/KSTT",
        .form_centre = {"Kỳ báo cáo: 10 tháng đầu năm 2018", "(Từ ngày 15/12/2017 đến ngày 14/10/2018)"},
        .form_right = {"Đơn vị báo cáo: UBND quận Bắc Từ Liêm", "Đơn vị nhận báo cáo: UBND thành phố Hà Nội"}};
    const struct item *grid = NULL;

    (void)state;
    x.table = shape_grid(arena, &SHAPES[1], 14);
    p->doc.annexes = &x;
    p->doc.nannexes = 1;
    paper_layout(p);
    paper_check(p);
    assert_int_equal(p->pages->list.n, 2); /* rows set tighter so that it is one page, with its note */
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct item *it = paper_find(p, rows[i].text, NULL);

        if (fabs(TO_MM(it->y) - rows[i].y) > 0.3)
            fail_msg("%s: y %.2f", rows[i].text, TO_MM(it->y));
        if (rows[i].axis > 0 && fabs(TO_MM(it->x + it->w / 2) - rows[i].axis) > 0.3)
            fail_msg("%s: axis %.2f", rows[i].text, TO_MM(it->x + it->w / 2));
        if (rows[i].x > 0 && fabs(TO_MM(it->x) - rows[i].x) > 0.3)
            fail_msg("%s: x %.2f", rows[i].text, TO_MM(it->x));
        assert_int_equal(it->face, rows[i].face);
        assert_true(it->size == rows[i].size);
    }
    for (size_t i = 0; i < p->pages->list.v[1]->items.n && !grid; i++)
        if (p->pages->list.v[1]->items.v[i].type == ITEM_LINE && p->pages->list.v[1]->items.v[i].line == 0.5)
            grid = &p->pages->list.v[1]->items.v[i];
    assert_non_null(grid);
    assert_true(fabs(TO_MM(grid->y) - 61.4) < 0.3);
    assert_true(fabs(TO_MM(grid->x) - 30) < 0.01 && fabs(TO_MM(grid->w) - 247) < 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_higher_than_a_page_are_split, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_stand_by_their_comma, set_up, tear_down),
        cmocka_unit_test_setup_teardown(weights_share_the_free_width, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tables_are_tagged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_tables_are_paragraphs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(very_long_tables_go_on_as_second_ones, set_up, tear_down),
        cmocka_unit_test_setup_teardown(crowded_tables_shrink_then_split_then_fail, set_up, tear_down),
        cmocka_unit_test_setup_teardown(annex_head_stands_where_the_reference_has_it, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
