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

/* ---- the official head, against the measured reference (mm) ---- */

#define OPENING                                                                                                                                              \
    "Thực hiện Chương trình số 08-CTr/TU ngày 26/4/2016 của Thành ủy Hà Nội về “Đẩy mạnh cải cách hành chính, "              \
    "tạo bước chuyển mạnh về kỷ luật, kỷ cương, ý thức trách nhiệm, chất lượng phục vụ nhân dân của đội ngũ cán " \
    "bộ, công chức, viên chức giai đoạn 2016 - 2020” và chế độ báo cáo định kỳ, Ủy ban nhân dân (UBND) quận Bắc "          \
    "Từ Liêm báo cáo công tác cải cách hành chính (CCHC) 10 tháng đầu năm 2018 như sau:"

static struct paper *reference_paper(void)
{
    struct paper *p = paper_open(arena, 1);

    paper_head(p, 2);
    paper_text(p, NODE_PARAGRAPH, 0, NULL, OPENING);
    paper_text(p, NODE_HEADING, 1, "I.", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH");
    paper_text(p, NODE_HEADING, 2, "1.", "Về kế hoạch và chỉ đạo, điều hành");
    paper_text(p, NODE_PARAGRAPH, 0, NULL, "Tính đến hết ngày 14/10/2018, đã có 87 văn bản./.");
    paper_signature(p, 6);
    paper_layout(p);
    paper_check(p);
    return p;
}

static void head_stands_where_the_decree_wants_it(void **state)
{
    static const struct {
        const char *text;
        double axis, from, y, size; /* axis or left end; 0: not said */
        enum face face;
    } rows[] = {
        {"UBND THÀNH PHỐ HÀ NỘI", 65.0, 38.5, 23.8, 12, FACE_REGULAR},
        {"ỦY BAN NHÂN DÂN", 65.0, 45.1, 29.1, 12, FACE_BOLD},
        {"QUẬN BẮC TỪ LIÊM", 65.0, 44.0, 34.4, 12, FACE_BOLD},
        {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 145.0, 101.2, 23.8, 12, FACE_BOLD},
        {"Độc lập - Tự do - Hạnh phúc", 145.0, 117.0, 29.1, 13, FACE_BOLD},
        {"Số:", 0, 45.5, 43.2, 13, FACE_REGULAR},
        {"Hà Nội, ngày 05 tháng 11 năm 2018", 145.0, 111.7, 43.2, 13, FACE_ITALIC},
        {"BÁO CÁO", 110.0, 98.5, 56.3, 14, FACE_BOLD},
        {SUBJECT_1, 110.0, 53.3, 62.7, 14, FACE_BOLD},
        {SUBJECT_2, 110.0, 57.7, 69.0, 14, FACE_BOLD},
        {"Kính gửi:", 0, 64.0, 81.9, 14, FACE_REGULAR},
        {"-", 0, 81.6, 88.3, 14, FACE_REGULAR},
        {"Sở Nội vụ thành phố Hà Nội.", 0, 0, 94.6, 14, FACE_REGULAR},
        {"Thực", 0, 40.0, 106.1, 14, FACE_REGULAR},
        {"cương,", 0, 30.0, 118.8, 14, FACE_REGULAR},
        {"I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", 0, 40.0, 146.3, 14, FACE_BOLD},
        {"1. Về kế hoạch và chỉ đạo, điều hành", 0, 40.0, 154.8, 14, FACE_BOLD},
    };
    struct paper *p = reference_paper();

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct item *it = paper_find(p, rows[i].text, NULL);

        assert_mm(rows[i].text, it->y, rows[i].y);
        if (rows[i].axis > 0)
            assert_mm(rows[i].text, it->x + it->w / 2, rows[i].axis);
        if (rows[i].from > 0 && fabs(TO_MM(it->x) - rows[i].from) > 0.5) /* the reference was set with kerning */
            fail_msg("%s begins at %.2f mm instead of %.2f", rows[i].text, TO_MM(it->x), rows[i].from);
        assert_float_equal(it->size, rows[i].size, 0);
        assert_int_equal(it->face, rows[i].face);
    }
}

static const struct item *rule_at(const struct page *g, double y)
{
    for (size_t i = 0; i < g->items.n; i++)
        if (g->items.v[i].type == ITEM_LINE && fabs(TO_MM(g->items.v[i].y) - y) < 0.3)
            return &g->items.v[i];
    fail_msg("no rule at %.1f mm", y);
    return NULL;
}

static void rules_are_as_long_as_the_decree_says(void **state)
{
    struct paper *p = reference_paper();
    const struct page *g = p->pages->list.v[0];
    static const struct {
        double y, axis, least, most; /* of which text, see below */
        const char *of[2];
    } rows[] = {
        {36.5, 65.0, 1 / 3.0, 0.5, {"ỦY BAN NHÂN DÂN", "QUẬN BẮC TỪ LIÊM"}},
        {31.2, 145.0, 0.99, 1.01, {"Độc lập - Tự do - Hạnh phúc", NULL}},
        {71.7, 110.0, 1 / 3.0, 0.5, {SUBJECT_1, SUBJECT_2}},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct item *rule = rule_at(g, rows[i].y);

        assert_float_equal(rule->line, 0.75, 0);
        assert_mm("axis", rule->x + rule->w / 2, rows[i].axis);
        for (size_t k = 0; k < 2 && rows[i].of[k]; k++) {
            double share = rule->w / paper_find(p, rows[i].of[k], NULL)->w;

            assert_true(share >= rows[i].least && share <= rows[i].most);
        }
    }
}

static void signature_stands_beside_the_recipients(void **state)
{
    struct paper *p = reference_paper();
    const struct item *last = paper_find(p, "Tính đến hết ngày 14/10/2018, đã có 87 văn bản./.", NULL);
    const struct item *head = paper_find(p, "Nơi nhận:", NULL), *first = paper_find(p, "TM. ỦY BAN NHÂN DÂN", NULL);
    const struct item *deputy = paper_find(p, "PHÓ CHỦ TỊCH", NULL), *name = paper_find(p, "Nguyễn Văn A", NULL);

    (void)state;
    assert_float_equal(head->y, first->y, 0.001);
    assert_mm("below the text", first->y - last->y, 10.4);
    assert_mm("axis", first->x + first->w / 2, 147.5);
    assert_mm("axis", name->x + name->w / 2, 147.5);
    assert_mm("titles", deputy->y - first->y, 12.7);
    assert_mm("signing space", name->y - deputy->y, 35.5);
    assert_mm("recipients", paper_find(p, "Như trên;", NULL)->y - head->y, 5.1);
    assert_mm("left", head->x, 30.0);
    assert_int_equal(head->face, FACE_BOLD_ITALIC);
    assert_float_equal(paper_find(p, "Lưu: VT, NV.", NULL)->size, 11, 0);
}

static void number_and_date_lines(void **state)
{
    static const struct {
        const char *number;
        day_t date;
        const char *texts[3]; /* on one baseline */
    } rows[] = {
        {"", DAY_NONE, {"/BC-UBND", "Hà Nội, ngày", "năm 2018"}},
        {"05", 17901 /* 05/01/2019 */, {"Số: 05/BC-UBND", "Hà Nội, ngày 05 tháng 01 năm 2019", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct paper *p = paper_open(arena, 1);
        double y = 0;

        p->doc.letterhead.number = rows[i].number;
        p->doc.letterhead.date = rows[i].date;
        paper_layout(p);
        for (size_t k = 0; k < 3 && rows[i].texts[k]; k++) {
            const struct item *it = paper_find(p, rows[i].texts[k], NULL);

            if (k)
                assert_float_equal(it->y, y, 0.001);
            y = it->y;
        }
    }
}

static void marks_are_boxed_and_red(void **state)
{
    struct paper *p = paper_open(arena, 1);
    const struct item *text;
    int boxes = 0;

    (void)state;
    p->doc.letterhead.urgency = "THƯỢNG KHẨN";
    p->doc.letterhead.secrecy = "MẬT";
    paper_head(p, 1);
    paper_layout(p);
    paper_check(p);
    text = paper_find(p, "THƯỢNG KHẨN", NULL);
    assert_true(text->red);
    for (size_t i = 0; i < p->pages->list.v[0]->items.n; i++) {
        const struct item *it = &p->pages->list.v[0]->items.v[i];

        if (it->type != ITEM_RECT)
            continue;
        boxes++;
        assert_true(it->red);
        assert_mm("height", it->h, 8);
        if (it->y < text->y && it->y + it->h > text->y)
            assert_mm("width of THƯỢNG KHẨN", it->w, 40);
    }
    assert_int_equal(boxes, 2);
    assert_true(paper_find(p, "BÁO CÁO", NULL)->y > text->y + MM(8));
    paper_find(p, "Kính gửi: Sở Nội vụ thành phố Hà Nội", NULL);
}

/* Behind commas where that leaves lines that may stand above each other; a line as configured stays one. */
static void titles_break_by_sense(void **state)
{
    static const struct {
        const char *in;
        const char *lines[5];
    } rows[] = {
        {"Công tác cải cách hành chính", {"Công tác cải cách hành chính"}},
        {SUBJECT_1 " " SUBJECT_2, {SUBJECT_1, SUBJECT_2}},
        {"Công tác cải cách hành chính quý\u00A0III\u00A0năm\u00A02018 và nhiệm vụ trọng tâm "
         "quý\u00A0IV\u00A0năm\u00A02018",
         {"Công tác cải cách hành chính quý III năm 2018", "và nhiệm vụ trọng tâm quý IV năm 2018"}},
        {"Kết quả thực hiện công tác cải cách hành chính, kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa, "
         "một "
         "cửa liên thông trong giải quyết thủ tục hành chính năm\u00A02018",
         {"Kết quả thực hiện công tác cải cách hành chính,",
          "kiểm soát thủ tục hành chính và thực hiện cơ chế một cửa,",
          "một cửa liên thông trong giải quyết thủ tục hành chính năm 2018"}},
        {"Năm 2018, công tác cải cách hành chính và kiểm soát thủ tục hành chính của quận",
         {"Năm 2018, công tác cải cách hành chính", "và kiểm soát thủ tục hành chính của quận"}},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct paper *p = paper_open(arena, 1);
        const char *title[] = {"BÁO CÁO", rows[i].in};
        struct node *n = paper_node(p, NODE_TITLE);
        double y = 0;

        n->lines = title;
        n->nlines = 2;
        paper_layout(p);
        for (size_t k = 0; rows[i].lines[k]; k++) {
            const struct item *it = paper_find(p, rows[i].lines[k], NULL);

            assert_true(it->y > y);
            y = it->y;
        }
    }
}

static void heads_of_any_length_flow(void **state)
{
    (void)state;
    for (size_t n = 1; n < 200; n = n * 3 / 2 + 1) {
        struct paper *p = paper_open(arena, n % 2 == 0);
        const char *title[] = {"BÁO CÁO", shape_words(arena, 1, n)}, *names[40];
        struct node *node = paper_node(p, NODE_TITLE);

        node->lines = title;
        node->nlines = 2;
        for (size_t i = 0; i < LENGTH(names); i++)
            names[i] = shape_words(arena, (unsigned)i, n / 4 + 1);
        node = paper_node(p, NODE_ADDRESSEES);
        node->lines = names;
        node->nlines = n % 40 + 1;
        p->doc.letterhead.parent_agency = utf8_upper(arena, shape_words(arena, 2, n));
        p->doc.letterhead.agency = utf8_upper(arena, shape_words(arena, 3, n));
        p->doc.letterhead.place = shape_words(arena, 4, n / 8 + 1);
        paper_text(p, NODE_PARAGRAPH, 0, NULL, "Hết./.");
        paper_signature(p, n);
        paper_layout(p);
        paper_check(p);
    }
}

/* ---- lines ---- */

static void lines_break_as_in_the_reference(void **state)
{
    static const char *const firsts[] = {"Thực", "Nội", "cương,", "công", "ban", "(CCHC)"};
    struct paper *p = reference_paper();
    size_t found = 0;
    double y = 0;

    (void)state;
    for (size_t i = 0; i < p->pages->list.v[0]->items.n; i++) {
        const struct item *it = &p->pages->list.v[0]->items.v[i];

        if (it->type != ITEM_TEXT || TO_MM(it->y) < 105 || TO_MM(it->y) > 140 || fabs(it->y - y) < 0.01)
            continue;
        y = it->y;
        assert_true(found < LENGTH(firsts));
        assert_int_equal(strncmp(it->text, firsts[found], strlen(firsts[found])), 0);
        found++;
    }
    assert_int_equal(found, LENGTH(firsts));
}

/* Full lines end at the right margin, blanks are never narrower than 0,92 nor wider than three letters. */
static void lines_are_justified(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 60; seed++) {
        struct paper *p = paper_open(arena, 1);
        double blank = 0.25 * 14;

        paper_text(p, NODE_PARAGRAPH, 0, NULL, shape_words(arena, seed, 5 + seed * 4));
        paper_layout(p);
        paper_check(p);
        for (size_t n = 0; n < p->pages->list.n; n++) {
            const struct page *g = p->pages->list.v[n];

            for (size_t i = 0; i + 1 < g->items.n; i++) {
                const struct item *x = &g->items.v[i], *y = x + 1;

                if (x->type != ITEM_TEXT || x->size < 14 || y->type != ITEM_TEXT || y->size < 14)
                    continue;
                if (fabs(x->y - y->y) > 0.01) {
                    assert_float_equal(TO_MM(x->x + x->w), 190, 0.01);
                } else {
                    double gap = y->x - x->x - x->w;

                    assert_true(gap > 0.92 * blank - 0.01 && gap < 3 * blank + 0.01);
                }
            }
        }
    }
}

static void words_wider_than_the_line_are_split(void **state)
{
    struct paper *p = paper_open(arena, 0);
    char *word = arena_alloc(arena, 400);
    const struct element *root;

    (void)state;
    memset(word, 'x', 300);
    paper_text(p, NODE_PARAGRAPH, 0, NULL, arena_printf(arena, "Địa chỉ %s hết", word));
    paper_layout(p);
    paper_check(p);
    assert_int_equal(paper_noted(p, "tu_bi_ngat"), 1);
    root = paper_find(p, "chỉ", NULL)->element;
    assert_string_equal(paper_read(p, root), arena_printf(arena, "Địa chỉ %s hết", word));
}

static void tied_words_stay_together(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 40; seed++) {
        struct paper *p = paper_open(arena, 1);
        struct buf b;

        buf_init(&b, arena);
        for (unsigned i = 0; i < 60; i++)
            buf_printf(&b, "%s%s", i ? " " : "", (i + seed) % 3 ? "quyết" : "307.485\xC2\xA0hồ\xC2\xA0sơ");
        paper_text(p, NODE_PARAGRAPH, 0, NULL, b.p);
        paper_layout(p);
        for (size_t i = 0; i + 2 < p->pages->list.v[0]->items.n; i++) {
            const struct item *it = &p->pages->list.v[0]->items.v[i];

            if (it->type == ITEM_TEXT && !strcmp(it->text, "307.485")) {
                assert_float_equal(it[0].y, it[2].y, 0.001);
                assert_string_equal(it[2].text, "sơ");
            }
        }
    }
}

static void styles_and_figures_keep_to_their_words(void **state)
{
    struct paper *p = paper_open(arena, 1);
    struct run runs[] = {{.text = "Tăng "},
                         {.text = "37,14%", .style = RUN_BOLD, .figure = "kt/tang"},
                         {.text = " (từ 35 lên 48 "},
                         {.text = "cuộc", .style = RUN_ITALIC},
                         {.text = "), xem "},
                         {.text = "Phụ\xC2\xA0lục I", .target = "II.06a"},
                         {.text = ".\nDòng mới  có   nhiều blank."}};
    struct node *n = paper_node(p, NODE_PARAGRAPH);
    const struct item *it;
    const struct page *g;

    (void)state;
    n->text = (struct text){runs, LENGTH(runs)};
    p->doc.annexes = &(struct annex){.id = "II.06a", .number = "Phụ lục I", .title = "DANH SÁCH", .attached = ""};
    p->doc.nannexes = 1;
    paper_layout(p);
    it = paper_find(p, "37,14%", NULL);
    assert_string_equal(it->figure, "kt/tang");
    assert_int_equal(it->face, FACE_BOLD);
    assert_int_equal(paper_find(p, "cuộc", NULL)->face, FACE_ITALIC);
    assert_null(paper_find(p, "cuộc", NULL)->figure);
    it = paper_find(p, "Phụ lục I", NULL);
    assert_string_equal(it->element->role, "Link");
    assert_string_equal(paper_read(p, it->element->parent),
                        "Tăng 37,14% (từ 35 lên 48 cuộc), xem Phụ lục I. Dòng mới có nhiều blank.");
    g = p->pages->list.v[0];
    assert_int_equal(g->links.n, 1);
    assert_string_equal(g->links.v[0].target, "II.06a");
    assert_ptr_equal(g->links.v[0].element, it->element);
    assert_float_equal(g->links.v[0].w, it->w, 0.01);
    assert_int_equal(p->pages->targets.v[0].page, 1);
}

static void links_without_a_place_are_plain_text(void **state)
{
    struct paper *p = paper_open(arena, 1);
    struct run run = {.text = "Bảng 9", .target = "khong_co"};

    (void)state;
    paper_node(p, NODE_PARAGRAPH)->text = (struct text){&run, 1};
    paper_layout(p);
    assert_int_equal(p->pages->list.v[0]->links.n, 0);
    assert_int_equal(paper_noted(p, "lien_ket_khong_co_dich"), 1);
}

static void missing_glyphs_are_told_and_replaced(void **state)
{
    struct paper *p = paper_open(arena, 1);
    const struct page *g;
    size_t shown = 0;

    (void)state;
    paper_text(p, NODE_PARAGRAPH, 0, NULL, "Văn bản có chữ 漢a漢 lạ \xF0\x9F\x98\x80");
    paper_layout(p);
    assert_int_equal(paper_noted(p, "thieu_chu"), 2); /* each once */
    assert_non_null(strstr(p->notes.list.v[0].text, "U+6F22"));
    assert_non_null(strstr(p->notes.list.v[0].text, "漢a漢 lạ"));
    assert_non_null(strstr(p->notes.list.v[1].text, "U+1F600"));
    assert_int_equal(p->notes.list.v[0].level, NOTE_ERROR);
    g = p->pages->list.v[0];
    for (size_t i = 0; i < g->items.n; i++)
        if (g->items.v[i].type == ITEM_TEXT) {
            assert_null(strstr(g->items.v[i].text, "漢"));
            shown += strstr(g->items.v[i].text, "?a?") != NULL;
        }
    assert_int_equal(shown, 1);
}

/* A text in a foreign script is one fault, not thousands. */
static void many_missing_glyphs_are_counted(void **state)
{
    struct paper *p = paper_open(arena, 1);

    (void)state;
    paper_text(p, NODE_PARAGRAPH, 0, NULL, "一丁七万三上下不丑世丙丘");
    paper_layout(p);
    assert_int_equal(paper_noted(p, "thieu_chu"), 11);
    assert_non_null(strstr(p->notes.list.v[10].text, "2 ký tự khác"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(head_stands_where_the_decree_wants_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rules_are_as_long_as_the_decree_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(signature_stands_beside_the_recipients, set_up, tear_down),
        cmocka_unit_test_setup_teardown(titles_break_by_sense, set_up, tear_down),
        cmocka_unit_test_setup_teardown(number_and_date_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_are_boxed_and_red, set_up, tear_down),
        cmocka_unit_test_setup_teardown(heads_of_any_length_flow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_break_as_in_the_reference, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_are_justified, set_up, tear_down),
        cmocka_unit_test_setup_teardown(words_wider_than_the_line_are_split, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tied_words_stay_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(styles_and_figures_keep_to_their_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(links_without_a_place_are_plain_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing_glyphs_are_told_and_replaced, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_missing_glyphs_are_counted, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
