/* Lists of rows that the program makes itself: columns by field. */
#include "form_case.h"

#define HEAD "[bieu]\nma = x\nloai = liet_ke\nten = Danh sách {{ky}}\n"
#define ORDINAL "[cot.1]\nnhan = STT\nloai = stt\n"

static const char *const fields[] = {"ma", "khi_do", "hien_nay"};
static const char *const cells[] = {"A1", "đúng hạn", "", "A2", "", "quá hạn"};
static const struct form_list lists[] = {{"khac", fields, 3, cells, 0}, {"x", fields, 3, cells, 2}};

static const struct form_list empty = {"x", fields, 3, cells, 0};

static void rows_by_field(void **state)
{
    static const char text[] = HEAD "so_cot = khong\nghi_chu = Đến {{ky_den_ngay}}.\n" ORDINAL
                                    "[cot.2]\nnhan = Nội dung / Nay\nloai = chu\nlay = hien_nay\nten = nay\n"
                                    "[cot.4]\nnhan = Nội dung / Mã\nloai = chu\nlay = ma\ncanh = phai\nrong = 20\n";
    struct form_case c;
    struct annex annex = {0};
    struct grid *g;
    struct form *f;

    (void)state;
    form_case_open(&c, "", RETURNED_ON_TIME, "Q");
    form_case_check(&c, form_case_load(&c, text, &f));
    assert_int_equal(form_kind(f), FORM_LISTING);
    /* A report that is given no such list has none to print. */
    assert_int_equal(form_table(c.a, f, &c.context, "Bảng 1", &g, &c.notes, &c.err), -1);
    assert_int_equal(c.err.status, ST_CONFIG);
    c.err.status = ST_OK;
    c.context.lists = lists;
    c.context.nlists = LENGTH(lists);
    form_case_check(&c, form_table(c.a, f, &c.context, "Bảng 1", &g, &c.notes, &c.err));
    assert_string_equal(form_case_shown(c.a, g), "R|1||A1\nR|2|quá hạn|A2\n");
    assert_string_equal(g->caption, "Danh sách tháng\u00A09 năm\u00A02018");
    assert_string_equal(text_string(c.a, &g->note), "Ghi chú: Đến 30/9/2018.");
    assert_int_equal(g->header_rows, 2);
    assert_int_equal(g->columns[0].align, ALIGN_CENTRE);
    assert_int_equal(g->columns[1].align, ALIGN_LEFT);
    assert_int_equal(g->columns[2].align, ALIGN_RIGHT);
    assert_string_equal(g->columns[0].name, "cot_1");
    assert_string_equal(g->columns[1].name, "nay");
    assert_string_equal(g->columns[2].name, "ma");
    assert_true(form_applies(f, &c.context));
    c.context.lists = &empty;
    c.context.nlists = 1;
    assert_false(form_applies(f, &c.context));
    c.context.lists = lists;
    c.context.nlists = LENGTH(lists);
    form_case_check(&c, form_annex(c.a, f, &c.context, &annex, &c.notes, &c.err));
    assert_int_equal(annex.table->nrows, 2);
    form_case_close(&c);
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *text, *part;
    } cases[] = {
        {HEAD, "ít nhất một cột"},
        {HEAD "[dong]\nnhom = cap\n" ORDINAL, "dong"},
        {HEAD "[cot.x]\nnhan = STT\nloai = stt\n", "số của mục [cot.x]"},
        {HEAD "[cot.2]\nnhan = A\nloai = stt\n[cot.1]\nnhan = B\nloai = stt\n", "lớn hơn số của cột trước"},
        {HEAD "[cot.1]\nnhan = A\nloai = dem\n", "loai"},
        {HEAD "[cot.1]\nnhan = A\nloai = chu\n", "phải có 'lay'"},
        {HEAD "[cot.1]\nnhan = A\nloai = stt\nlay = ma\n", "không được có 'lay'"},
        {HEAD "[cot.1]\nnhan = A /  / B\nloai = stt\n", "có một phần trống"},
        {HEAD ORDINAL "[cot.2]\nnhan = STT\nloai = chu\nlay = ma\n", "trùng"},
        {HEAD "[cot.1]\nnhan = A\nloai = chu\nlay = khi_d\n", "không có 'khi_d'; có phải bạn muốn viết 'khi_do'?"},
    };
    struct form_case c;
    struct grid *g;
    struct form *f;

    (void)state;
    form_case_open(&c, "", RETURNED_ON_TIME, "Q");
    c.context.lists = lists;
    c.context.nlists = LENGTH(lists);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        CASE("%s", cases[i].part);
        assert_true(form_case_load(&c, cases[i].text, &f) || form_table(c.a, f, &c.context, "", &g, &c.notes, &c.err));
        assert_int_equal(c.err.status, ST_CONFIG);
        if (!strstr(c.err.text, cases[i].part))
            fail_msg("%s", c.err.text);
    }
    form_case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_by_field), cmocka_unit_test(mistakes_are_told)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
