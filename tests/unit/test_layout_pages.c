#include "paper.h"

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

/* ---- pages ---- */

struct line {
    size_t page;
    double y;
};

/* Lines of an element in order; with `own`, not those of elements below it. */
static size_t some_lines(const struct paper *p, const struct element *e, int own, struct line *out, size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < p->pages->list.n; i++)
        for (size_t k = 0; k < p->pages->list.v[i]->items.n; k++) {
            const struct item *it = &p->pages->list.v[i]->items.v[k];

            if (it->type != ITEM_TEXT || (own ? it->element != e : !paper_below(it->element, e)))
                continue;
            if (n && out[n - 1].page == i && fabs(out[n - 1].y - it->y) < 0.01)
                continue;
            assert_true(n < room);
            out[n++] = (struct line){.page = i, .y = it->y};
        }
    return n;
}

static size_t lines_of(const struct paper *p, const struct element *e, struct line *out, size_t room)
{
    return some_lines(p, e, 0, out, room);
}

/* Two lines on either side of a page break; headings and short paragraphs are not cut at all. */
static void check_breaks(const struct paper *p, const struct element *e, unsigned seed)
{
    static struct line lines[4000];
    size_t n = some_lines(p, e, 1, lines, LENGTH(lines)), before = 0;

    while (before < n && lines[before].page == lines[0].page)
        before++;
    if (before < n && ((strcmp(e->role, "P") && strcmp(e->role, "LBody")) || before < 2 || n - before < 2))
        fail_msg("seed %u: %s of %zu lines is cut after line %zu", seed, e->role, n, before);
    for (e = e->first; e; e = e->next)
        check_breaks(p, e, seed);
}

static int is_heading(const struct element *e)
{
    return e->role[0] == 'H' && strcmp(e->role, "H1") != 0;
}

/* Random reports: two lines on either side of every page break, headings with two lines, nothing lost, pages full. */
static void paragraphs_break_well(void **state)
{
    static struct line lines[4000];

    (void)state;
    for (unsigned seed = 1; seed <= 120; seed++) {
        struct paper *p = paper_open(arena, 0);
        unsigned r = seed;

        paper_head(p, seed % 3);
        for (size_t i = 0; i < 30; i++) {
            r = r * 1103515245u + 12345u;
            if ((r >> 16) % 4 == 0)
                paper_text(p, NODE_HEADING, (int)(r >> 20) % 3 + 1, "1.", shape_words(arena, r, 1 + (r >> 24) % 12));
            else
                paper_text(p, (r >> 18) % 3 ? NODE_PARAGRAPH : NODE_ITEM, 1 + (int)((r >> 21) % 3), "-",
                           shape_words(arena, r, 1 + (r >> 24) % 110));
        }
        paper_text(p, NODE_PARAGRAPH, 0, NULL, shape_words(arena, r, 1 + seed % 90));
        paper_signature(p, seed % 20);
        paper_layout(p);
        paper_check(p);
        assert_int_equal(paper_noted(p, "khoi_dai_hon_trang"), 0);
        check_breaks(p, p->pages->root, seed);
        for (const struct element *e = p->pages->root->first->first; e; e = e->next) {
            size_t n = lines_of(p, e, lines, LENGTH(lines));

            if (is_heading(e) && e->next && !is_heading(e->next)) {
                size_t page = lines[n - 1].page, follow = 0;

                for (const struct element *f = e->next; f && follow < 2 && !is_heading(f); f = f->next) {
                    size_t m = lines_of(p, f, lines, LENGTH(lines));

                    for (size_t k = 0; k < m && follow < 2; k++, follow++)
                        if (lines[k].page != page)
                            fail_msg("seed %u: “%s” is parted from its text", seed, paper_read(p, e));
                }
            }
        }
    }
}

/* Only what may not be parted leaves room at the foot of a page: three lines at most. */
static void pages_are_filled(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 40; seed++) {
        struct paper *p = paper_open(arena, 0);

        for (unsigned i = 0; i < 40; i++)
            paper_text(p, NODE_PARAGRAPH, 0, NULL,
                       shape_words(arena, seed * 100 + i, 1 + (seed * 7919 + i * 104729) % 100));
        paper_layout(p);
        assert_true(p->pages->list.n > 2);
        for (size_t n = 0; n + 1 < p->pages->list.n; n++) {
            const struct page *g = p->pages->list.v[n];
            double last = 0;

            for (size_t i = 0; i < g->items.n; i++)
                last = fmax(last, g->items.v[i].y);
            assert_true(last > MM(275.9) - 3 * 18 - 6 - 0.1);
        }
    }
}

/* The signature has two lines of text above it on its page, and its recipients beside it. */
static void signature_is_never_alone(void **state)
{
    static struct line lines[400];

    (void)state;
    for (size_t paragraphs = 0; paragraphs < 45; paragraphs++) {
        for (size_t words = 1; words < 120; words += 23) {
            struct paper *p = paper_open(arena, 0);
            size_t page, with = 0, other;
            const struct element *part;

            paper_head(p, 1);
            for (size_t i = 0; i < paragraphs; i++)
                paper_text(p, NODE_PARAGRAPH, 0, NULL, "Một dòng.");
            paper_text(p, NODE_PARAGRAPH, 0, NULL, shape_words(arena, (unsigned)words, words));
            paper_signature(p, 6);
            paper_layout(p);
            paper_find(p, "Nơi nhận:", &page);
            paper_find(p, "Nguyễn Văn A", &other);
            assert_int_equal(page, other);
            paper_find(p, "Lưu: VT, NV.", &other);
            assert_int_equal(page, other);
            part = p->pages->root->first;
            for (const struct element *e = part->first; e; e = e->next) {
                size_t n = lines_of(p, e, lines, LENGTH(lines));

                if (n && lines[0].y > 0 && e == paper_find(p, "Nơi nhận:", NULL)->element)
                    break;
                for (size_t k = 0; k < n; k++)
                    with += lines[k].page == page;
            }
            if (with < 2)
                fail_msg("%zu paragraphs, %zu words: %zu lines with the signature", paragraphs, words, with);
        }
    }
}

static void page_numbers_marks_and_stamps(void **state)
{
    struct paper *p = paper_open(arena, 1);
    const char *footer = "Dự thảo · kỳ 2018-10M · dấu vân tay số liệu 0123456789ab";
    struct annex annexes[2] = {{.id = "a", .number = "Phụ lục I", .title = "A", .attached = "", .landscape = 1},
                               {.id = "b", .number = "Phụ lục II", .title = "B", .attached = ""}};

    (void)state;
    p->doc.draft = 1;
    p->doc.stamp = "SỐ LIỆU MINH HỌA";
    p->doc.footer = footer;
    p->doc.annexes = annexes;
    p->doc.nannexes = 2;
    for (size_t i = 0; i < 90; i++)
        paper_text(p, NODE_PARAGRAPH, 0, NULL, "Một dòng.");
    paper_layout(p);
    paper_check(p);
    assert_true(p->pages->list.n >= 5);
    for (size_t i = 0; i < p->pages->list.n; i++) {
        const struct page *g = p->pages->list.v[i];
        int numbers = 0, drafts = 0, stamps = 0, footers = 0;
        double stamp = 0, foot = 0;

        for (size_t k = 0; k < g->items.n; k++) {
            const struct item *it = &g->items.v[k];

            if (it->type != ITEM_TEXT || it->element)
                continue;
            if (!strcmp(it->text, p->doc.stamp)) {
                stamps += it->y > g->height - MM(20);
                stamp = it->y;
            }
            if (!strcmp(it->text, footer)) {
                footers += it->size <= 9 && it->size >= 8;
                foot = it->y;
            }
            drafts += !strcmp(it->text, "DỰ THẢO") && it->y < MM(20);
            if (!strcmp(it->text, arena_printf(arena, "%d", g->number))) {
                numbers++;
                assert_mm("page number", it->y, 13.0);
                assert_mm("page number", it->x + it->w / 2, (TO_MM(g->width) + 10) / 2);
            }
        }
        assert_int_equal(stamps, 1);
        assert_int_equal(footers, 1);
        assert_true(foot - stamp > 8 && foot < g->height - MM(4));
        assert_int_equal(drafts, 1);
        assert_int_equal(numbers, g->number > 1);
        assert_int_equal(g->number,
                         i && g->part == p->pages->list.v[i - 1]->part ? p->pages->list.v[i - 1]->number + 1 : 1);
    }
}

static void lists_hang_and_nest(void **state)
{
    struct paper *p = paper_open(arena, 1);
    const struct item *first, *tenth, *inner;
    const struct element *list;

    (void)state;
    for (int i = 0; i < 12; i++) {
        paper_text(p, NODE_ITEM, 1, arena_printf(arena, "%d.", i + 1),
                   arena_printf(arena, "mục%d %s", i + 1, shape_words(arena, 5, 40)));
        if (i == 3)
            paper_text(p, NODE_ITEM, 2, "+", arena_printf(arena, "trong %s", shape_words(arena, 5, 40)));
    }
    paper_layout(p);
    paper_check(p);
    first = paper_find(p, "mục1", NULL);
    tenth = paper_find(p, "mục10", NULL);
    inner = paper_find(p, "trong", NULL);
    assert_float_equal(first->x, tenth->x, 0.001);
    assert_mm("marker", paper_find(p, "1.", NULL)->x, 40);
    assert_true(inner->x > first->x);
    assert_string_equal(first->element->role, "LBody");
    list = first->element->parent->parent;
    assert_string_equal(list->role, "L");
    assert_ptr_equal(tenth->element->parent->parent, list);
    assert_string_equal(inner->element->parent->parent->parent->role, "LBody");
    for (size_t i = 0; i < p->pages->list.v[0]->items.n; i++) {
        const struct item *it = &p->pages->list.v[0]->items.v[i];

        if (it->element == first->element)
            assert_true(it->x >= first->x - 0.001);
    }
}

/* a), b), c), d), đ), e): the text of all stands on one edge, each marker on its first line. */
static void lettered_lists_hang_on_one_edge(void **state)
{
    static const char *const letters[] = {"a)", "b)", "c)", "d)", "đ)", "e)"};
    struct paper *p = paper_open(arena, 1);
    double edge = 0;

    (void)state;
    for (size_t i = 0; i < LENGTH(letters); i++)
        paper_text(p, NODE_ITEM, 1, letters[i],
                   arena_printf(arena, "đầu%zu %s", i, shape_words(arena, (unsigned)i, 60)));
    paper_layout(p);
    paper_check(p);
    for (size_t i = 0; i < LENGTH(letters); i++) {
        const struct item *marker = paper_find(p, letters[i], NULL);
        const struct item *first = paper_find(p, arena_printf(arena, "đầu%zu", i), NULL);

        assert_mm("marker", marker->x, 40);
        assert_float_equal(marker->y, first->y, 0.001);
        assert_true(first->x > marker->x + marker->w);
        edge = i ? edge : first->x;
        for (size_t n = 0; n < p->pages->list.n; n++)
            for (size_t k = 0; k < p->pages->list.v[n]->items.n; k++)
                if (p->pages->list.v[n]->items.v[k].element == first->element)
                    assert_true(p->pages->list.v[n]->items.v[k].x > edge - 0.001);
        assert_float_equal(first->x, edge, 0.001);
    }
}

/* What the document says is what the pages say, in its order, blanks and all. */
static void text_reads_as_written(void **state)
{
    struct paper *p = paper_open(arena, 1);
    size_t i = 0;

    (void)state;
    for (unsigned k = 0; k < 40; k++)
        paper_text(p, NODE_PARAGRAPH, 0, NULL, shape_words(arena, k, 1 + k * 7));
    paper_layout(p);
    for (const struct element *e = p->pages->root->first->first; e; e = e->next) {
        char *want, *w;

        if (strcmp(e->role, "P") || !strncmp(paper_read(p, e), "UBND", 4) || i >= p->nodes.n)
            continue;
        want = arena_strdup(arena, p->nodes.v[i].text.v[0].text);
        for (w = want; (w = strstr(w, "\xC2\xA0")); w++) {
            *w = ' ';
            memmove(w + 1, w + 2, strlen(w + 2) + 1);
        }
        if (strcmp(paper_read(p, e), want))
            continue; /* a line of the letterhead */
        i++;
    }
    assert_int_equal(i, p->nodes.n);
}

/* ---- charts ---- */

static struct chart *chart_of(size_t groups, size_t series, int64_t most)
{
    struct chart *c = arena_alloc(arena, sizeof *c);

    c->id = "bieu_do";
    c->label = "Biểu đồ 1";
    c->caption = "Số cuộc kiểm tra";
    c->alt = "Số cuộc kiểm tra";
    c->series = arena_alloc(arena, series * sizeof *c->series);
    c->groups = arena_alloc(arena, groups * sizeof *c->groups);
    c->values = arena_alloc(arena, groups * series * sizeof *c->values);
    c->figures = arena_alloc(arena, groups * series * sizeof *c->figures);
    c->missing = arena_alloc(arena, groups * series * sizeof *c->missing);
    c->nseries = series;
    c->ngroups = groups;
    c->bold_group = 0;
    for (size_t s = 0; s < series; s++)
        c->series[s] = arena_printf(arena, "Dãy thứ %zu của năm 2018", s + 1);
    for (size_t g = 0; g < groups; g++)
        c->groups[g] = g % 3 ? "Phường Đông Ngạc" : "Phòng Lao động - Thương binh và Xã hội";
    for (size_t i = 0; i < groups * series; i++) {
        c->values[i] = i == 1 ? most : (int64_t)(i * 7919) % (most + 1);
        c->figures[i] = arena_printf(arena, "so/%zu", i);
        c->missing[i] = i == 5;
    }
    return c;
}

/* ---- floats ---- */

/* A chart that does not fit goes to the top of the next page, text fills the page, a section is never passed. */
static void charts_move_and_text_fills(void **state)
{
    (void)state;
    for (size_t before = 20; before < 40; before++) {
        for (int section = 0; section < 2; section++) {
            struct paper *p = paper_open(arena, 1);
            size_t chart, follow, heading, lead;

            for (size_t i = 0; i < before; i++)
                paper_text(p, NODE_PARAGRAPH, 0, NULL, i + 1 == before ? "Trước." : "Một dòng.");
            paper_node(p, NODE_CHART)->chart = chart_of(4, 2, 48);
            if (section)
                paper_text(p, NODE_HEADING, 1, "II.", "PHẦN SAU");
            for (size_t i = 0; i < 40; i++)
                paper_text(p, NODE_PARAGRAPH, 0, NULL, i ? "Một dòng." : "Sau.");
            if (!section)
                paper_text(p, NODE_HEADING, 1, "II.", "PHẦN SAU");
            paper_layout(p);
            paper_check(p);
            paper_find(p, "Trước.", &lead);
            paper_find(p, "Biểu đồ 1. Số cuộc kiểm tra", &chart);
            paper_find(p, "Sau.", &follow);
            paper_find(p, "II. PHẦN SAU", &heading);
            assert_true(chart >= lead && chart <= lead + 1);
            assert_true(heading >= chart);
            if (section && chart > lead)
                assert_true(heading == chart && follow == chart);
            if (chart > lead)
                assert_true(paper_find(p, "Biểu đồ 1. Số cuộc kiểm tra", NULL)->y < MM(110));
        }
    }
}

static void dump_names_everything(void **state)
{
    struct paper *p = paper_open(arena, 0);
    struct buf b;

    (void)state;
    paper_text(p, NODE_HEADING, 1, "I.", "MỘT");
    paper_text(p, NODE_PARAGRAPH, 0, NULL, "hai ba");
    paper_layout(p);
    buf_init(&b, arena);
    pages_dump(arena, p->pages, &b);
    assert_non_null(strstr(b.p, "page 1 part 0 number 1 size 21000 29700 rows 0\n"));
    assert_non_null(strstr(b.p, " bold 14.0 H2 \"I. MỘT\"\n"));
    assert_non_null(strstr(b.p, "text 4000 "));
    assert_non_null(strstr(b.p, " regular 14.0 P \"hai ba\"\n"));
    assert_non_null(strstr(b.p, "target - page 1 y "));
    assert_non_null(strstr(b.p, " level 1 \"I. MỘT\"\n"));
}

/* Where something stands in the whole report. */
static double place_of(const struct paper *p, const char *text)
{
    size_t page;
    const struct item *it = paper_find(p, text, &page);

    return (double)page * 1000 + it->y;
}

static struct grid *small_table(size_t number, size_t rows, int long_cells)
{
    static struct column columns[] = {{.kind = CELL_TEXT, .align = ALIGN_LEFT},
                                      {.kind = CELL_COUNT, .align = ALIGN_RIGHT}};
    static struct header_cell header[] = {{"Đơn vị", 0, 0, 1, 1}, {"Số hồ sơ", 0, 1, 1, 1}};
    struct grid *g = arena_alloc(arena, sizeof *g);

    *g = (struct grid){.id = "b",
                       .label = arena_printf(arena, "Bảng %zu", number),
                       .caption = "Kết quả",
                       .unit = "Đơn vị tính: hồ sơ",
                       .columns = columns,
                       .ncolumns = 2,
                       .header = header,
                       .nheader = 2,
                       .header_rows = 1,
                       .nrows = rows};
    g->rows = arena_alloc(arena, rows * sizeof *g->rows + 1);
    for (size_t r = 0; r < rows; r++) {
        g->rows[r].kind = r + 1 == rows ? ROW_TOTAL : ROW_PLAIN;
        g->rows[r].cells = arena_alloc(arena, 2 * sizeof *g->rows[r].cells);
        g->rows[r].cells[0] = (struct cell){
            .kind = CELL_TEXT, .text = text_plain(arena, long_cells ? shape_words(arena, (unsigned)r, 40) : "Phường")};
        g->rows[r].cells[1] =
            (struct cell){.kind = CELL_COUNT, .text = text_plain(arena, arena_printf(arena, "%zu.%03zu", number, r))};
    }
    return g;
}

static const struct item *first_text(const struct paper *p, const struct element *e, size_t *page)
{
    for (size_t i = 0; i < p->pages->list.n; i++)
        for (size_t k = 0; k < p->pages->list.v[i]->items.n; k++) {
            const struct item *it = &p->pages->list.v[i]->items.v[k];

            if (it->type == ITEM_TEXT && it->element && paper_below(it->element, e)) {
                *page = i;
                return it;
            }
        }
    return NULL;
}

/* What follows a heading begins on its page; of a table its first row does. */
static void check_headings(const struct paper *p)
{
    for (const struct element *e = p->pages->root->first->first; e; e = e->next) {
        const struct element *below = e->next;
        size_t page, next;

        if (!is_heading(e) || !below || !first_text(p, e, &page))
            continue;
        if (!strcmp(below->role, "Table"))
            for (below = below->first; below && (strcmp(below->role, "TR") || below->first->scope_column);)
                below = below->next;
        if (below && first_text(p, below, &next) && next != page)
            fail_msg("“%s” is at the foot of page %zu", paper_read(p, e), page + 1);
    }
}

/* Only charts, which cannot be split, and the signature may leave more than a quarter of a page empty before them. */
static void check_holes(const struct paper *p)
{
    for (size_t n = 0; n + 1 < p->pages->list.n; n++) {
        const struct page *g = p->pages->list.v[n], *next = p->pages->list.v[n + 1];
        double last = 0, most = 0.25 * MM(257) + 24;
        int reason = 0, heads = 1;

        for (size_t i = 0; i < g->items.n; i++)
            if (g->items.v[i].element || g->items.v[i].type == ITEM_LINE)
                last = fmax(last, paper_extent(p, &g->items.v[i]).bottom);
        for (size_t i = 0; i < next->items.n && heads; i++) {
            const struct item *it = &next->items.v[i];

            reason |= it->element && paper_in_figure(it->element);
            heads = !it->element || is_heading(it->element);
            most += heads && it->element ? 24 : 0; /* headings go with what they head */
        }
        for (size_t i = 0; i < next->items.n; i++)
            reason |= next->items.v[i].type == ITEM_TEXT && !strcmp(next->items.v[i].text, "Nơi nhận:");
        if (!reason && MM(277) - last > most)
            fail_msg("%.0f mm of page %zu are empty", TO_MM(MM(277) - last), n + 1);
    }
}

/* Text, tables and charts in any order: all there, nothing overlaps, nothing leaves its section, order kept. */
static void mixed_reports(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 150; seed++) {
        struct paper *p = paper_open(arena, (int)(seed % 2));
        size_t tables = 0, charts = 0, sections = 0;
        const char *order[60];
        size_t n = 0;
        unsigned r = seed * 7919;

        for (size_t i = 0; i < 40; i++) {
            r = r * 1103515245u + 12345u;
            switch ((r >> 16) % 8) {
            case 0:
                paper_text(p, NODE_HEADING, 1, arena_printf(arena, "%zu.", ++sections), "PHẦN");
                order[n++] = arena_printf(arena, "%zu. PHẦN", sections);
                break;
            case 1:
                paper_text(p, NODE_HEADING, 2, "1.", "Mục");
                break;
            case 2:
                paper_node(p, NODE_TABLE)->table = small_table(++tables, (r >> 20) % 50, (r >> 26) % 2);
                order[n++] = arena_printf(arena, "Bảng %zu. Kết quả", tables);
                break;
            case 3: {
                struct chart *c = chart_of(1 + (r >> 20) % 9, 1 + (r >> 25) % 3, 500);

                c->label = arena_printf(arena, "Biểu đồ %zu", ++charts);
                paper_node(p, NODE_CHART)->chart = c;
                order[n++] = arena_printf(arena, "Biểu đồ %zu. Số cuộc kiểm tra", charts);
                break;
            }
            default:
                paper_text(p, NODE_PARAGRAPH, 0, NULL, shape_words(arena, r, 1 + (r >> 20) % 150));
            }
        }
        if (seed % 3)
            paper_text(p, NODE_PARAGRAPH, 0, NULL, "Hết./.");
        paper_signature(p, 6);
        CASE("seed %u", seed);
        paper_layout(p);
        paper_check(p);
        check_headings(p);
        check_holes(p);
        for (size_t i = 1; i < n; i++)
            if (place_of(p, order[i]) < place_of(p, order[i - 1]))
                fail_msg("%s comes before %s", order[i], order[i - 1]);
        for (size_t t = 1; t <= tables; t++)
            for (size_t i = 0; i < p->nodes.n; i++) {
                const struct grid *g = p->nodes.v[i].table;

                for (size_t k = 0; g && !strcmp(g->label, arena_printf(arena, "Bảng %zu", t)) && k < g->nrows; k++)
                    paper_find(p, g->rows[k].cells[1].text.v[0].text, NULL);
            }
        arena_free(arena);
        arena = arena_new();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(paragraphs_break_well, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pages_are_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signature_is_never_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(page_numbers_marks_and_stamps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_hang_and_nest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lettered_lists_hang_on_one_edge, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_reads_as_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(charts_move_and_text_fills, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mixed_reports, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dump_names_everything, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
