#include "base/buf.h"
#include "doc/markdown.h"
#include "unit.h"

/* Slot 0 is markup as data, 1 a figure, 2 a point, 3 a block, 4 a reference, 5 nothing. */
static enum slot_kind kind(void *ctx, size_t index)
{
    (void)ctx;
    return index == 2 ? SLOT_POINT : index == 3 ? SLOT_BLOCK : SLOT_TEXT;
}

static int runs(void *ctx, size_t index, struct text *out, struct err *err)
{
    static const struct run values[] = {[0] = {.text = "*a*|<b>_{{c}}"},
                                        [1] = {.text = "48", .figure = "kt_cuoc"},
                                        [4] = {.text = "", .target = "II.06a"},
                                        [5] = {.text = ""},
                                        [7] = {.text = "a) |#"},
                                        [8] = {.text = "Bảng: 1"}};

    if (index == 6)
        return err_set(err, ST_NOINPUT, "thiếu.");
    *out = text_plain(ctx, "");
    out->v[0] = values[index];
    return 0;
}

static int block(void *ctx, size_t index, struct node_list *out, struct err *err)
{
    (void)index;
    (void)err;
    vec_add((struct arena *)ctx, out)->type = NODE_CHART;
    return 0;
}

static void show_text(struct buf *b, const struct text *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct run *r = &t->v[i];

        buf_printf(b, "%s%s%s%s%s", i ? "/" : "", r->style & RUN_BOLD ? "B:" : "", r->style & RUN_ITALIC ? "I:" : "",
                   r->figure ? "#" : "", r->target ? "@" : "");
        for (const char *p = r->text; *p; p++)
            buf_putc(b, *p == '\n' ? '~' : *p);
    }
}

static void show_table(struct buf *b, const struct grid *g)
{
    static const char aligns[] = "<=>";

    buf_printf(b, "T[%s|%s]", g->label, g->caption);
    for (size_t i = 0; i < g->nheader; i++)
        buf_printf(b, " %s%c", g->header[i].label, aligns[g->columns[i].align]);
    for (size_t i = 0; i < g->nrows; i++) {
        buf_puts(b, " ;");
        for (size_t j = 0; j < g->ncolumns; j++) {
            buf_puts(b, " ");
            show_text(b, &g->rows[i].cells[j].text);
            buf_puts(b, g->rows[i].cells[j].kind == CELL_EMPTY ? "-" : "");
        }
    }
}

static const char *show(struct arena *a, const struct node_list *l)
{
    static const char *const names[] = {[NODE_HEADING] = "H", [NODE_PARAGRAPH] = "P", [NODE_ITEM] = "L"};
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < l->n; i++) {
        const struct node *n = &l->v[i];

        buf_puts(&b, i ? "\n" : "");
        if (n->type == NODE_TABLE) {
            show_table(&b, n->table);
        } else if (n->type == NODE_CHART) {
            buf_puts(&b, "CHART");
        } else {
            buf_printf(&b, "%s%d[%s] ", names[n->type], n->level, n->marker ? n->marker : "");
            show_text(&b, &n->text);
        }
    }
    return buf_str(&b);
}

/* "$1" in a row is slot 1. */
static const char *with_slots(struct arena *a, const char *s)
{
    struct buf b;

    buf_init(&b, a);
    for (; *s; s++) {
        if (*s == '$') {
            char slot[4];

            buf_add(&b, slot, slot_put((size_t)(*++s - '0'), slot));
        } else {
            buf_putc(&b, *s);
        }
    }
    return buf_str(&b);
}

static int read(struct arena *a, const char *text, int headings, struct node_list *out, struct err *err)
{
    struct numbering num = {.heading = {0}};
    struct markdown m = {.text = with_slots(a, text),
                         .path = "x.md",
                         .status = headings ? ST_CONFIG : ST_DATA,
                         .headings = headings,
                         .table_word = "Bảng",
                         .slots = {.ctx = a, .kind = kind, .runs = runs, .block = block}};

    return markdown_read(a, &m, &num, out, err);
}

static void nodes(void **state)
{
    static const struct {
        const char *in, *want;
    } cases[] =
        {
            {"", ""},
            {"Một dòng\nhai dòng.\n\nĐoạn khác.", "P0[] Một dòng hai dòng.\nP0[] Đoạn khác."},
            {"# A\n## B\n### C\n### D\n## E\n# F\n## G",
             "H1[I.] A\nH2[1.] B\nH3[a)] C\nH3[b)] D\nH2[2.] E\nH1[II.] F\nH2[1.] G"},
            {"**Đậm** thường *nghiêng* ***cả hai***", "P0[] B:Đậm/ thường /I:nghiêng/ /B:I:cả hai"},
            {"- Một;\n- hai:\n  + ba;\n  + bốn.\n- Năm.", "L1[-] Một;\nL1[-] hai:\nL2[+] ba;\nL2[+] bốn.\nL1[-] Năm."},
            {"* Một\n* hai", "L1[-] Một\nL1[-] hai"},
            {"5. Năm\n6. Sáu", "L1[5.] Năm\nL1[6.] Sáu"},
            {"30. 9 là ngày", "L1[30.] 9 là ngày"},
            {"1) Một\n2) hai", "L1[1)] Một\nL1[2)] hai"},
            {"- Một\n\n- hai\n\n  thêm", "L1[-] Một\nL1[-] hai\nP0[] thêm"},
            {"Câu:\n- Một;\n- hai.", "P0[] Câu:\nL1[-] Một;\nL1[-] hai."},
            {"a) Một\nb) hai\ntiếp\n\nđ) ba", "L1[a)] Một\nL1[b)] hai tiếp\nL1[đ)] ba"},
            {"x) là (a) không", "L1[x)] là (a) không"},
            {"ab) không", "P0[] ab) không"},
            {"# A\n\n$2 Một\n\n$2 hai\n\n# B\n\n$2 ba", "H1[I.] A\nL1[a)] Một\nL1[b)] hai\nH1[II.] B\nL1[a)] ba"},
            {"Có $1 cuộc", "P0[] Có /#48/ cuộc"},
            {"**Có $1**$1", "P0[] B:Có /B:#48/#48"},
            {"Đơn vị $0 và $0.", "P0[] Đơn vị /*a*|<b>_{{c}}/ và /*a*|<b>_{{c}}/."},
            {"$0", "P0[] *a*|<b>_{{c}}"},
            {"# $0", "H1[I.] *a*|<b>_{{c}}"},
            {"- $0", "L1[-] *a*|<b>_{{c}}"},
            {"$1. Không phải danh sách", "P0[] #48/. Không phải danh sách"},
            {"$7 x", "P0[] a) |#/ x"},
            {"$8 x", "P0[] Bảng: 1/ x"},
            {"nêu tại $4", "P0[] nêu tại /@"},
            {"$4", "P0[] @"},
            {"$5", ""},
            {"A $5 B $5", "P0[] A // B"},
            {"Trước\n\n$3\n\nSau", "P0[] Trước\nCHART\nP0[] Sau"},
            {"Một  hai   ba", "P0[] Một hai ba"},
            {"Một  \nhai\\\nba", "P0[] Một~hai~ba"},
            {"A &amp; B &lt; C&nbsp;D &#8364; &#x110;", "P0[] A & B < C\u00A0D € Đ"},
            {"3 < 5 và 5 > 3 _x_ a_b_c", "P0[] 3 < 5 và 5 > 3 /I:x/ a_b_c"},
            {"Dấu \\* và \\_ và \\# và \\|", "P0[] Dấu * và _ và # và |"},
            {"    Thụt vào không phải mã", "P0[] Thụt vào không phải mã"},
            {"|A|B|C|\n|---|--:|:-:|\n|x|$1||\n|$0|2\\|3|z|", "T[|] A< B> C= ; x #48 - ; *a*|<b>_{{c}} 2|3 z"},
            {"Bảng: Kết quả *xếp loại*\n\nA | B\n---|---\n1 | 2\n", "T[Bảng 1|Kết quả xếp loại] A< B< ; 1 2"},
            {"Bảng: Một\n\n|A|\n|---|\n\nBảng: Hai\n\n|B|\n|---|\n|\\||", "T[Bảng 1|Một] A<\nT[Bảng 2|Hai] B< ; |"},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct node_list l = {0};
        struct err err = {.status = ST_OK};

        CASE("%s", c->in);
        if (read(a, c->in, 1, &l, &err))
            fail_msg("%s", err.text);
        assert_string_equal(show(a, &l), c->want);
    }
    arena_free(a);
}

static void errors(void **state)
{
    static const struct {
        int headings, status;
        const char *in, *want;
    } cases[] =
        {
            {1, 78, "A\n\n![ảnh](a.png)", "x.md:3: không chèn được hình ảnh"},
            {0, 65, "A\n\n![](a.png)", "x.md:3: không chèn được hình ảnh"},
            {0, 65, "A [b](http://c)", "x.md:1: không dùng liên kết"},
            {0, 65, "A <b>đậm</b>", "x.md:1: không dùng HTML"},
            {0, 65, "A\n\n<div>\nB\n</div>", "x.md:3: không dùng HTML"},
            {0, 65, "A <!-- b -->", "x.md:1: không dùng HTML"},
            {0, 65, "A `b`", "x.md:1: không dùng dấu `"},
            {0, 65, "```\nb\n```", "không dùng khối mã"},
            {0, 65, "> A", "không dùng dấu >"},
            {0, 65, "A\n\n---\n\nB", "không dùng dòng kẻ ngang"},
            {0, 65, "# A", "x.md:1: đoạn này không có tiêu đề riêng"},
            {0, 65, "A\n---", "đoạn này không có tiêu đề riêng"},
            {1, 78, "#### A", "chỉ có ba cấp tiêu đề"},
            {1, 78, "A\n\n#B", "x.md:3: tiêu đề cần dấu cách"},
            {1, 78, "#", "tiêu đề trống"},
            {1, 78, "- A\n-\n- B", "mục danh sách trống"},
            {0, 65, "Tốt.\n\n**đúng hạn,**đạt", "x.md:3: dấu * hoặc **"},
            {0, 65, "A **b", "x.md:1: dấu * hoặc **"},
            {0, 65, "A 2*3*4", "x.md:1: dấu * giữa hai chữ số"},
            {0, 65, "&khong;", "x.md:1: không hiểu ký hiệu '&khong;'"},
            {0, 65, "&#0; &#xF0000;", "không hiểu ký hiệu '&#0;'"},
            {0, 65, "&#xF0001;", "không hiểu ký hiệu '&#xF0001;'"},
            {0, 65, "&#x202E;", "không hiểu ký hiệu '&#x202E;'"},
            {0, 65, "A\n\n|A|B|\n|1|2|", "x.md:4: dòng bắt đầu bằng \"|\""},
            {0, 65, "|A|B|\n|---|---|\n|1|2|\n|1|2|3|", "x.md:4: dòng của bảng có nhiều ô"},
            {0, 65, "- |A|B|\n  |---|---|\n  |1|2|", "bảng không đặt được trong danh sách"},
            {0, 65, "Bảng: Tên\n\nKhông có bảng", "dòng tên bảng"},
            {0, 65, "A\n\nBảng: Tên", "x.md:3: dòng tên bảng"},
            {1, 78, "A $3", "phải đứng riêng một dòng"},
            {1, 78, "- $3", "phải đứng riêng một dòng"},
            {1, 78, "# $3", "phải đứng riêng một dòng"},
            {1, 78, "|A|\n|---|\n|$3|", "phải đứng riêng một dòng"},
            {1, 78, "A $2", "{{diem}} chỉ dùng ở đầu một đoạn văn"},
            {1, 78, "- $2", "{{diem}} chỉ dùng ở đầu một đoạn văn"},
            {1, 66, "A $6", "thiếu."},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct node_list l = {0};
        struct err err = {.status = ST_OK};

        CASE("%s", c->in);
        assert_int_equal(read(a, c->in, c->headings, &l, &err), -1);
        assert_int_equal(err.status, c->status);
        if (!strstr(err.text, c->want))
            fail_msg("%s", err.text);
    }
    arena_free(a);
}

/* Places are lines of the file, however the text was made of it. */
static void line_map(void **state)
{
    static const int lines[] = {7, 7, 20};
    struct arena *a = arena_new();
    struct numbering num = {.heading = {0}};
    struct node_list l = {0};
    struct err err = {.status = ST_OK};
    struct markdown m = {.text = "A\n\n`x`", .path = "y.md", .lines = lines, .nlines = 3, .status = ST_CONFIG};

    (void)state;
    assert_int_equal(markdown_read(a, &m, &num, &l, &err), -1);
    assert_non_null(strstr(err.text, "y.md:20: "));
    arena_free(a);
}

/* Letters go on through the Vietnamese alphabet and end with a message, not with a wrong letter. */
static void points_end(void **state)
{
    struct arena *a = arena_new();
    struct node_list l = {0};
    struct err err = {.status = ST_OK};
    struct buf b;

    (void)state;
    buf_init(&b, a);
    for (int i = 0; i < 23; i++)
        buf_puts(&b, "$2 x\n\n");
    assert_int_equal(read(a, buf_str(&b), 1, &l, &err), 0);
    assert_int_equal(l.n, 23);
    assert_string_equal(l.v[4].marker, "đ)");
    assert_string_equal(l.v[22].marker, "y)");
    buf_puts(&b, "$2 x\n\n");
    assert_int_equal(read(a, buf_str(&b), 1, &l, &err), -1);
    assert_int_equal(err.status, ST_CONFIG);
    arena_free(a);
}

/* One letter a paragraph: a file of a megabyte would be a document of gigabytes. */
static void too_many_blocks(void **state)
{
    enum { MOST = 20000 };
    struct arena *a = arena_new();
    struct node_list l = {0};
    struct err err = {.status = ST_OK};
    struct buf b;

    (void)state;
    buf_init(&b, a);
    for (int i = 0; i < MOST; i++)
        buf_puts(&b, "x\n\n");
    assert_int_equal(read(a, buf_str(&b), 0, &l, &err), 0);
    assert_int_equal(l.n, MOST);
    l.n = 0;
    buf_puts(&b, "x\n");
    assert_int_equal(read(a, buf_str(&b), 0, &l, &err), -1);
    assert_non_null(strstr(err.text, "x.md:40001: báo cáo có quá nhiều đoạn"));
    arena_free(a);
}

/* A wide head makes every row of the table as wide, and a row takes three bytes to write. */
static void too_many_columns(void **state)
{
    enum { MOST = 64 };
    struct arena *a = arena_new();

    (void)state;
    for (int columns = MOST; columns <= MOST + 1; columns++) {
        struct node_list l = {0};
        struct err err = {.status = ST_OK};
        struct buf b;

        buf_init(&b, a);
        for (int i = 0; i < columns; i++)
            buf_puts(&b, "|a");
        buf_puts(&b, "|\n");
        for (int i = 0; i < columns; i++)
            buf_puts(&b, "|---");
        buf_puts(&b, "|\n|x|\n");
        assert_int_equal(read(a, buf_str(&b), 1, &l, &err), columns == MOST ? 0 : -1);
        assert_int_equal(err.status, columns == MOST ? ST_OK : ST_CONFIG);
    }
    arena_free(a);
}

/* Beyond, a Roman number is no number any more. */
static void too_many_headings(void **state)
{
    enum { MOST = 3999 };
    struct arena *a = arena_new();

    (void)state;
    for (int n = MOST; n <= MOST + 1; n++) {
        struct node_list l = {0};
        struct err err = {.status = ST_OK};
        struct buf b;

        buf_init(&b, a);
        for (int i = 0; i < n; i++)
            buf_puts(&b, "# A\n\n");
        assert_int_equal(read(a, buf_str(&b), 1, &l, &err), n == MOST ? 0 : -1);
        assert_int_equal(err.status, n == MOST ? ST_OK : ST_CONFIG);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nodes),
                                       cmocka_unit_test(errors),
                                       cmocka_unit_test(line_map),
                                       cmocka_unit_test(points_end),
                                       cmocka_unit_test(too_many_columns),
                                       cmocka_unit_test(too_many_blocks),
                                       cmocka_unit_test(too_many_headings)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
