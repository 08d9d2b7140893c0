/* What the worksheet of figures says of each: how it is made, in one sentence. */
#include "doc/rule.h"
#include "facts_case.h"

static void sentences(void **state)
{
    static const struct {
        const char *name, *label, *rule, *range;
    } cases[] =
        {
            {"hs_xong", "Nhãn",
             "Đếm hồ sơ của Quận và các đơn vị bên dưới: tình trạng là giải quyết trước hạn, giải quyết đúng hạn hoặc "
             "giải quyết quá hạn",
             "01/01/2018–30/9/2018"},
            {"hs_xong_cung_ky", "Nhãn, cùng kỳ năm trước",
             "Đếm hồ sơ của Quận và các đơn vị bên dưới: tình trạng là giải quyết trước hạn, giải quyết đúng hạn hoặc "
             "giải quyết quá hạn",
             "01/01/2017–30/9/2017"},
            {"kt_van_de", "Nhãn",
             "Cộng số vấn đề phát hiện của cuộc kiểm tra của Quận và các đơn vị bên dưới: loại kiểm tra là công vụ",
             "01/01/2018–30/9/2018"},
            {"kt_cuoc_tang_giam", "Tăng, giảm so với cùng kỳ năm trước: Nhãn", "'Nhãn' (3) trừ cùng kỳ năm trước (1)",
             "01/01/2018–30/9/2018"},
            {"kt_cuoc_tang_giam_pt", "Tăng, giảm so với cùng kỳ năm trước: Nhãn",
             "Hiệu của 'Nhãn' (3) và cùng kỳ năm trước (1), chia cho số cùng kỳ", "01/01/2018–30/9/2018"},
            {"tl_xong_tang_giam", "Tăng, giảm điểm phần trăm so với cùng kỳ năm trước: N",
             "'N' (83,33%) trừ cùng kỳ năm trước (100%), hai tỷ lệ đã làm tròn như khi in", "01/01/2018–30/9/2018"},
            {"tl_xong", "N", "'Nhãn' (5) chia cho 'Nhãn' (6)", "01/01/2018–30/9/2018"},
            {"tl_khong", "N", "'Nhãn' (6) chia cho 'Nhãn' (0)", "01/01/2018–30/9/2018"},
            {"con_lai", "N", "'Nhãn' (6) − 'Nhãn' (5)", "01/01/2018–30/9/2018"},
            {"gop", "N", "'Nhãn' (15) + 'Nhãn' (4,25) − 'Nhãn' (41)", "01/01/2018–30/9/2018"},
            {"vb", "Nhãn",
             "Số nhập ở bảng so_lieu, chỉ tiêu vb: cộng các lần nhập nằm trọn trong kỳ; đơn vị đã tự nhập thì không "
             "cộng "
             "các đơn vị bên dưới: 10 + 5",
             "01/01/2018–30/9/2018"},
            {"chua", "Nhãn",
             "Số nhập ở bảng so_lieu, chỉ tiêu chua: cộng các lần nhập nằm trọn trong kỳ; đơn vị đã tự nhập thì không "
             "cộng các đơn vị bên dưới",
             "01/01/2018–30/9/2018"},
            {"sang_kien", "Nhãn", "Lời nhập ở cột ghi_chu của bảng so_lieu, chỉ tiêu sang_kien",
             "01/01/2018–30/9/2018"},
        },
      *c;
    struct fixture x;

    (void)state;
    open_fixture(&x, all_covered);
    for (EACH(c, cases)) {
        int home = catalog_unit(x.catalog, "Q");
        struct basis *b = facts_basis(x.facts, x.arena, c->name, SCOPE_OF(home), home);

        CASE("%s", c->name);
        assert_string_equal(rule_label(x.arena, b), c->label);
        assert_string_equal(rule_text(x.arena, b, x.catalog), c->rule);
        assert_string_equal(rule_range(x.arena, b), c->range);
    }
    close_fixture(&x);
}

static void sources(void **state)
{
    static const struct {
        const char *own, *parts[4], *want;
    } cases[] =
        {
            {"Thông tư 1, cột (7)", {"Thông tư 1, cột (8)"}, "Thông tư 1, cột (7)"},
            {"",
             {"Thông tư 1, biểu A, cột (8)", "Thông tư 1, biểu A, cột (9)"},
             "Thông tư 1, biểu A, cột (8), cột (9)"},
            {"",
             {"Thông tư 1, cột (8)", "", "Thông tư 2, cột (8)", "Thông tư 1, cột (8)"},
             "Thông tư 1, cột (8); Thông tư 2, cột (8)"},
            {"", {"Nhập tại đơn vị", "Nhập tại đơn vị"}, "Nhập tại đơn vị"},
            {"", {NULL}, ""},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct basis *b = basis_new(a, BASIS_SUM, "", "N");

        CASE("%s", c->want);
        b->source = c->own;
        for (size_t i = 0; i < LENGTH(c->parts) && c->parts[i]; i++) {
            struct basis *part = basis_new(a, BASIS_NONE, "", "N");

            part->source = c->parts[i];
            basis_add(a, b, part, 1);
        }
        assert_string_equal(rule_source(a, b), c->want);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences),
        cmocka_unit_test(sources),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
