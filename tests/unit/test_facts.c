#include "data/checks.h"
#include "facts_case.h"

static const char *text_of(struct arena *a, struct value v)
{
    static const char *const states[] = {
        [VALUE_UNDEFINED] = "không xác định", [VALUE_NOT_LOADED] = "chưa nạp", [VALUE_NOT_ENTERED] = "chưa nhập"};

    if (v.state != VALUE_OK)
        return states[v.state];
    if (v.entered)
        return v.entered;
    if (v.decimal)
        return v.decimal;
    return v.den ? arena_printf(a, "%lld/%lld", (long long)v.num, (long long)v.den)
                 : arena_printf(a, "%lld", (long long)v.num);
}

struct asked {
    const char *name, *unit; /* unit NULL: not restricted */
    const char *want;
    const char *field, *procedure;
    int own_only, level, before; /* level: enum level + 1, 0 = every */
};

static void check_asked(struct fixture *x, const struct asked *q, size_t n)
{
    for (size_t twice = 0; twice < 2; twice++) /* the second time from memory */
        for (size_t i = 0; i < n; i++) {
            struct scope s = SCOPE_OF(q[i].unit ? catalog_unit(x->catalog, q[i].unit) : -1);
            const char *got;

            s.field = q[i].field ? catalog_field(x->catalog, q[i].field) : -1;
            s.procedure = q[i].procedure ? catalog_procedure(x->catalog, q[i].procedure) : -1;
            s.own_only = q[i].own_only;
            s.level = q[i].level - 1;
            s.before = q[i].before;
            got = text_of(x->arena, facts_value(x->facts, q[i].name, s));
            if (strcmp(got, q[i].want))
                fail_msg("%s of %s: %s, not %s", q[i].name, q[i].unit ? q[i].unit : "all", got, q[i].want);
        }
}

static void test_values(void **state)
{
    static const struct asked asked[] = {
        {.name = "hs_tong", .unit = "Q", .want = "6"},
        {.name = "hs_tong", .unit = NULL, .want = "6"},
        {.name = "hs_tong", .unit = "A", .want = "2"},
        {.name = "hs_tong", .unit = "B", .want = "2"},
        {.name = "hs_tong", .unit = "Q", .want = "2", .own_only = 1},
        {.name = "hs_tong", .unit = "Q", .want = "4", .level = LEVEL_COMMUNE + 1},
        {.name = "hs_tong", .unit = "Q", .want = "2", .level = LEVEL_DISTRICT + 1},
        {.name = "hs_tong", .unit = "Q", .want = "0", .level = LEVEL_PROVINCE + 1},
        {.name = "hs_tong_cap_xa", .unit = "Q", .want = "4"},
        {.name = "hs_tong_cap_xa", .unit = "A", .want = "2"},
        {.name = "hs_tong_cap_huyen", .unit = "A", .want = "0"},
        {.name = "hs_tong_cap_xa", .unit = "Q", .want = "0", .level = LEVEL_DISTRICT + 1},
        {.name = "hs_tong", .unit = "Q", .want = "4", .field = "L1"},
        {.name = "hs_tong", .unit = "Q", .want = "2", .field = "L2"},
        {.name = "hs_tong", .unit = "Q", .want = "2", .procedure = "2"},
        {.name = "hs_tong", .unit = "A", .want = "1", .field = "L1", .procedure = "2"},
        {.name = "hs_tong", .unit = "A", .want = "0", .field = "L2", .procedure = "2"},
        {.name = "hs_truc_tuyen", .unit = "Q", .want = "2"},
        {.name = "hs_tong_cung_ky", .unit = "Q", .want = "2"},
        {.name = "hs_tong", .unit = "Q", .want = "2", .before = 1},
        {.name = "hs_tong_tang_giam", .unit = "Q", .want = "4"},
        {.name = "hs_tong_tang_giam_pt", .unit = "Q", .want = "4/2"},
        {.name = "hs_tong_cap_xa_tang_giam", .unit = "Q", .want = "3"},
        {.name = "hs_tong_tang_giam_cap_xa", .unit = "Q", .want = "3"},
        {.name = "hs_tong_cap_xa_cung_ky", .unit = "Q", .want = "1"},
        {.name = "hs_tong_tang_giam_pt", .unit = "B", .want = "không xác định"},
        {.name = "hs_tong_cung_ky", .unit = "Q", .want = "chưa nạp", .before = 1},
        {.name = "hs_tong_tang_giam", .unit = "Q", .want = "chưa nạp", .before = 1},
        {.name = "hs_thu_tuc", .unit = "Q", .want = "3"},
        {.name = "hs_thu_tuc", .unit = "Q", .want = "2", .field = "L1"},
        {.name = "hs_thu_tuc_cap_xa", .unit = "Q", .want = "2"},
        {.name = "hs_ly_do", .unit = "Q", .want = "0"},
        {.name = "kt_cuoc", .unit = "Q", .want = "3"},
        {.name = "kt_don_vi", .unit = "Q", .want = "2"},
        {.name = "kt_don_vi", .unit = "B", .want = "1"},
        {.name = "kt_van_de", .unit = "Q", .want = "7"},
        {.name = "kt_van_de_cung_ky", .unit = "Q", .want = "1"},
        {.name = "kt_cuoc", .unit = "Q", .want = "không xác định", .field = "L1"},
        {.name = "nv_kh1", .unit = "Q", .want = "2"},
        {.name = "nv_xong", .unit = "Q", .want = "1"},
        {.name = "nv_xong_cung_ky", .unit = "Q", .want = "0"},
        {.name = "thu_tuc", .unit = "Q", .want = "3"},
        {.name = "thu_tuc_cap_xa", .unit = "Q", .want = "2"},
        {.name = "thu_tuc", .unit = "Q", .want = "1", .field = "L2"},
        {.name = "phuong", .unit = "Q", .want = "2"},
        {.name = "phuong_cap_huyen", .unit = "Q", .want = "0"},
        {.name = "hs_muc", .unit = "Q", .want = "2"},
        {.name = "hs_muc_cung_ky", .unit = "Q", .want = "0"},
        {.name = "tl_xong", .unit = "Q", .want = "5/6"},
        {.name = "tl_xong", .unit = "B", .want = "1/2"},
        {.name = "tl_xong_cap_xa", .unit = "Q", .want = "3/4"},
        {.name = "tl_xong_cung_ky", .unit = "Q", .want = "2/2"},
        {.name = "tl_xong_tang_giam", .unit = "Q", .want = "-1/6"},
        {.name = "tl_xong_tang_giam_pt", .unit = "Q", .want = "-1/6"},
        {.name = "tl_xong", .unit = "Q", .want = "không xác định", .procedure = "2", .level = LEVEL_DISTRICT + 1},
        {.name = "tl_xa", .unit = "Q", .want = "4/6"},
        {.name = "tl_khong", .unit = "Q", .want = "không xác định"},
        {.name = "con_lai", .unit = "Q", .want = "1"},
        {.name = "con_lai_cap_huyen", .unit = "Q", .want = "0"},
        {.name = "vb", .unit = "Q", .want = "15"}, /* its own entries, not A's beside them */
        {.name = "vb", .unit = "A", .want = "99"},
        {.name = "vb", .unit = "B", .want = "chưa nhập"},
        {.name = "vb", .unit = "Q", .want = "99", .level = LEVEL_COMMUNE + 1},
        {.name = "vb", .unit = "A", .want = "chưa nhập", .level = LEVEL_DISTRICT + 1},
        {.name = "vb_cung_ky", .unit = "Q", .want = "12"},
        {.name = "vb_tang_giam", .unit = "Q", .want = "3"},
        {.name = "vb_tang_giam_pt", .unit = "Q", .want = "3/12"},
        {.name = "vb_tang_giam", .unit = "A", .want = "chưa nhập"},
        {.name = "vb", .unit = "Q", .want = "không xác định", .field = "L1"},
        {.name = "van_ban", .unit = "Q", .want = "15"},
        {.name = "hoi_nghi",
         .unit = "Q",
         .want = "4.25"}, /* 1.5 + 2.25 + 0.5 of the wards; what reaches beyond the period is left out */
        {.name = "hoi_nghi", .unit = NULL, .want = "4.25"},
        {.name = "hoi_nghi", .unit = "B", .want = "2.75"},
        {.name = "hoi_nghi", .unit = "Q", .want = "chưa nhập", .own_only = 1},
        {.name = "tl_nhap", .unit = "Q", .want = "425/1500"},
        {.name = "gop", .unit = "Q", .want = "-21.75"},  /* 15 + 4.25 − 41 */
        {.name = "bien_che", .unit = "Q", .want = "41"}, /* the last that ends by 30/9 */
        {.name = "bien_che_cung_ky", .unit = "Q", .want = "chưa nhập"},
        {.name = "chong", .unit = "Q", .want = "chưa nhập"},
        {.name = "lech", .unit = "Q", .want = "chưa nhập"},
        {.name = "chua", .unit = "Q", .want = "chưa nhập"},
        {.name = "sang_kien", .unit = "Q", .want = "Ngày thứ Bảy vì dân"},
        {.name = "sang_kien", .unit = "A", .want = "chưa nhập"},
        {.name = "ten_cu", .unit = "Q", .want = "chưa nhập"},
    };
    struct fixture x;

    (void)state;
    open_fixture(&x, all_covered);
    check_asked(&x, asked, LENGTH(asked));
    close_fixture(&x);
}

static void test_not_loaded(void **state)
{
    static const struct asked asked[] = {
        {.name = "hs_tong", .unit = "Q", .want = "chưa nạp"},
        {.name = "hs_tong", .unit = NULL, .want = "chưa nạp"},
        {.name = "hs_tong", .unit = "A", .want = "2"},
        {.name = "hs_tong_cap_xa", .unit = "Q", .want = "4"},
        {.name = "hs_tong_cap_huyen", .unit = "Q", .want = "chưa nạp"},
        {.name = "hs_tong", .unit = "Q", .want = "chưa nạp", .own_only = 1},
        {.name = "hs_tong_cung_ky", .unit = "A", .want = "chưa nạp"},
        {.name = "hs_tong_tang_giam", .unit = "A", .want = "chưa nạp"},
        {.name = "hs_thu_tuc", .unit = "Q", .want = "chưa nạp"},
        {.name = "tl_xong", .unit = "Q", .want = "chưa nạp"},
        {.name = "tl_xong", .unit = "A", .want = "2/2"},
        {.name = "con_lai", .unit = "Q", .want = "chưa nạp"},
        {.name = "kt_cuoc", .unit = "Q", .want = "3"},
        {.name = "kt_van_de_cung_ky", .unit = "A", .want = "chưa nạp"},
        {.name = "nv_kh1", .unit = "Q", .want = "chưa nạp"},
        {.name = "thu_tuc", .unit = "Q", .want = "3"},
        {.name = "phuong", .unit = "Q", .want = "2"},
        {.name = "vb", .unit = "Q", .want = "15"},
    };
    struct fixture x;

    (void)state;
    open_fixture(&x, wards_covered);
    check_asked(&x, asked, LENGTH(asked));
    close_fixture(&x);
}

static void test_notes(void **state)
{
    struct fixture x;
    size_t overlaps = 0, outside = 0;

    (void)state;
    open_fixture(&x, all_covered);
    for (size_t i = 0; i < x.notes.list.n; i++) {
        const struct note *n = &x.notes.list.v[i];

        if (strcmp(n->id, "so_lieu_chong_lan") == 0) {
            overlaps++;
            assert_int_equal(n->level, NOTE_ERROR);
            assert_string_equal(n->place, "Quận");
            assert_non_null(strstr(n->text, "01/01/2018–31/3/2018 và 31/3/2018–30/4/2018"));
        } else {
            assert_string_equal(n->id, "so_lieu_lech_ky");
            assert_non_null(strstr(n->text, "(lech)"));
            outside++;
        }
    }
    assert_int_equal(overlaps, 1);
    assert_int_equal(outside, 1);
    close_fixture(&x);
}

static void test_names(void **state)
{
    static const struct {
        const char *name, *near; /* near NULL: the name is known */
    } names[] = {
        {"hs_tong", NULL},
        {"hs_tong_cap_xa_cung_ky", NULL},
        {"hs_tong_cung_ky_cap_xa", NULL},
        {"hs_tong_cap_xa_cap_huyen", "hs_tong_cap_xa_cap_huyen"},
        {"hs_tong_cung_ky_tang_giam", "hs_tong_cung_ky_tang_giam"},
        {"hs_tonh", "hs_tong"},
        {"hs_tonh_cap_xa", "hs_tong_cap_xa"},
        {"hs_tonh_tang_giam_pt", "hs_tong_tang_giam_pt"},
        {"_cap_xa", ""},
        {"khong_giong_gi_ca", ""},
    };
    struct figure_ref ref;
    struct fixture x;

    (void)state;
    open_fixture(&x, all_covered);
    for (size_t i = 0; i < LENGTH(names); i++) {
        const char *near;

        assert_int_equal(facts_find(x.facts, names[i].name, &ref), names[i].near == NULL);
        near = facts_nearest(x.facts, names[i].name);
        if (names[i].near)
            assert_string_equal(near ? near : "", names[i].near);
    }
    assert_true(facts_find(x.facts, "hs_tong_cap_xa_tang_giam_pt", &ref));
    assert_true(ref.level == LEVEL_COMMUNE && ref.change_ratio && !ref.change && !ref.before);
    assert_true(facts_find(x.facts, "tl_xong", &ref));
    assert_int_equal(facts_range(x.facts, ref.figure, 0).to, day_from_ymd(2018, 9, 30));
    assert_true(facts_find(x.facts, "hs_muc", &ref));
    assert_int_equal(facts_range(x.facts, ref.figure, 1).from, day_from_ymd(2017, 8, 1));
    close_fixture(&x);
}

/* Each is refused with status 78 and the line. */
#define TEN_TIMES(name, of)                                                                                       \
    "[" name "]\nnhan = T\ndo = cong_thuc\ncong_thuc = " of " + " of " + " of " + " of " + " of " + " of " + " of \
    " + " of " + " of " + " of "\n"

static const struct {
    const char *text, *message;
} errors[] = {
    {"[a]\nnhan = A\nbang = ho_so\ndo = demm\n", "dòng 4: không có cách đo 'demm'"},
    {"[a]\nnhan = A\ndo = dem\n", "dòng 1: mục [a] có 'do = dem' nên phải có khóa 'bang'"},
    {"[a]\nnhan = A\ndo = dem\nbang = ho_soo\n", "có phải bạn muốn viết 'ho_so'?"},
    {"[a]\nnhan = A\ndo = dem\nbang = ho_so\ndieu_kien = kennh = truc_tuyen\n",
     "dòng 5: điều kiện 'kennh = truc_tuyen', cột 1"},
    {"[a]\nnhan = A\ndo = khac_nhau:donvi\nbang = ho_so\n", "có phải bạn muốn viết 'don_vi'?"},
    {"[a]\nnhan = A\ndo = tong:kenh\nbang = ho_so\n", "không phải là số"},
    {"[a]\nnhan = A\ndo = ty_le\ntu = a\n", "phải có khóa 'mau'"},
    {"[a]\nnhan = A\ndo = ty_le\ntu = a\nmau = a\n", "tỷ lệ"},
    {"[a]\nnhan = A\ndo = ty_le\ntu = a\nmau = a\nmuc = x\n", "không dùng khóa 'muc'"},
    {"[a]\nnhan = A\ndo = cong_thuc\ncong_thuc = b\n[b]\nnhan = B\ndo = cong_thuc\ncong_thuc = a\n",
     "được tính từ chính nó"},
    {"[a]\nnhan = A\ndo = cong_thuc\ncong_thuc = a_cung_ky\n", "được tính từ chính nó"},
    {"[a]\nnhan = A\ndo = dem\nbang = ho_so\n" TEN_TIMES("b", "a") TEN_TIMES("c", "b") TEN_TIMES("d", "c")
         TEN_TIMES("e", "d"),
     "dòng 17: chỉ tiêu 'e' gộp quá 1000 số hạng"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[b]\nnhan = B\ndo = cong_thuc\ncong_thuc = abd + abc\n",
     "dòng 8: không có chỉ tiêu 'abd'; có phải bạn muốn viết 'abc'?"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[b]\nnhan = B\ndo = cong_thuc\ncong_thuc = abc * 2\n", "dấu + hoặc -"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[doi_chieu]\nx = abd = abc\n",
     "dòng 6: đẳng thức 'abd = abc': không có chỉ tiêu 'abd'; có phải bạn muốn viết 'abc'?"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[doi_chieu]\nx = abc + abc\n", "thiếu dấu = hoặc <="},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[doi_chieu]\nx = abc = abc = abc\n", "không hiểu '= abc'"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[doi_chieu]\nx = abc <= \n", "phải là tên một chỉ tiêu"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[doi_chieu]\nx = abc > abc\n", "không hiểu '> abc'"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[r]\nnhan = B\ndo = ty_le\ntu = abc\nmau = abc\n[doi_chieu]\nx = abc = "
     "r\n",
     "'r' không phải là số đếm"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[b]\nnhan = B\ndo = cong_thuc\ncong_thuc = abc +\n",
     "phải là tên một chỉ tiêu"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[b]\nnhan = B\ndo = cong_thuc\ncong_thuc = abc_tang_giam_pt\n",
     "là tỷ lệ"},
    {"[abc]\nnhan = A\ndo = dem\nbang = ho_so\n[abc_cap_xa]\nnhan = B\ndo = dem\nbang = ho_so\n", "kèm hậu tố"},
    {"[a]\nnhan = A\ndo = nhap\n", "phải có khóa 'kieu'"},
    {"[a]\nnhan = A\ndo = nhap\nkieu = tongg\n", "tong"},
    {"[a]\nnhan = A\ndo = nhap\nkieu = tong\nbang = ho_so\n", "không dùng khóa 'bang'"},
    {"[a-b]\nnhan = A\ndo = nhap\nkieu = tong\n", "chỉ được gồm chữ thường"},
    {"[a]\ndo = nhap\nkieu = tong\n", "nhan"},
    {"[a]\nnhan = A\ndo = nhap\nkieu = tong\nnham = x\n", "nham"},
};

static void test_errors(void **state)
{
    struct arena *a = arena_new();
    struct catalog nothing = {.units = NULL};
    struct err err = {.status = ST_OK};
    char dir[256];

    (void)state;
    temp_dir(dir);
    for (size_t i = 0; i < LENGTH(errors); i++) {
        struct facts *f;

        err = (struct err){.status = ST_OK};
        if (facts_define(a, write_file(a, dir, errors[i].text), &nothing, &f, &err) != -1)
            fail_msg("accepted:\n%s", errors[i].text);
        if (err.status != ST_CONFIG || !strstr(err.text, errors[i].message) || !strstr(err.text, "dòng "))
            fail_msg("%d %s (wanted %s)", (int)err.status, err.text, errors[i].message);
    }
    err = (struct err){.status = ST_OK};
    dir_remove_all(dir, &err);
    arena_free(a);
}

/* The papers of Q and of its wards; then B hangs below A, and Q's paper still counts it. */
static void test_parts(void **state)
{
    struct err err = {.status = ST_OK};
    struct fixture x;
    int q;

    (void)state;
    open_fixture(&x, all_covered);
    q = catalog_unit(x.catalog, "Q");
    assert_int_equal(checks_parts(x.facts, x.catalog, q, &err), 0);
    x.catalog->units[catalog_unit(x.catalog, "B")].parent = -1;
    assert_int_equal(checks_parts(x.facts, x.catalog, q, &err), -1);
    assert_int_equal(err.status, ST_INTERNAL);
    assert_non_null(strstr(err.text, "đơn vị 'Q': "));
    /* Asked for A alone, which has none below it, there is nothing to add. */
    err = (struct err){.status = ST_OK};
    assert_int_equal(checks_parts(x.facts, x.catalog, catalog_unit(x.catalog, "A"), &err), 0);
    close_fixture(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values), cmocka_unit_test(test_not_loaded), cmocka_unit_test(test_notes),
        cmocka_unit_test(test_names),  cmocka_unit_test(test_errors),     cmocka_unit_test(test_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
