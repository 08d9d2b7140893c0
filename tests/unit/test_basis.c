/* What figures rest on: the tree of every figure in every scope, measured again from the rows it selects. */
#include "data/basis.h"

#include "base/buf.h"
#include "facts_case.h"

static const char *const SUFFIXES[] = {"",        "_cung_ky",           "_tang_giam",       "_tang_giam_pt",
                                       "_cap_xa", "_cap_huyen_cung_ky", "_cap_xa_tang_giam"};

static int64_t count_cube(void *ctx, const struct selection *s)
{
    const struct cube *c = ctx;
    const struct rows *rows = cube_rows(c, s->range, s->table);
    int64_t sum = 0, all = selection_measure(s, rows);

    /* Row by row it is the same, unless values repeat. */
    for (size_t i = 0; i < rows->n; i++)
        sum += selection_test(s, rows, i) ? selection_weight(s, rows, i) : 0;
    assert_true(s->measure == MEASURE_DISTINCT ? sum >= all : sum == all);
    return all;
}

static size_t check_scope(struct fixture *x, const char *name, struct scope s, int home)
{
    struct basis *b = facts_basis(x->facts, x->arena, name, s, home);
    struct value asked = facts_value(x->facts, name, s), again = basis_value(x->arena, b, count_cube, x->cube);
    const char *read_name;
    struct scope read;

    if (b->kind == BASIS_POINTS)
        asked = b->value;
    if (!value_equal(&asked, &b->value) || !value_equal(&asked, &again))
        fail_msg("%s: %d %jd/%jd, again %d %jd/%jd", b->id, (int)asked.state, (intmax_t)asked.num, (intmax_t)asked.den,
                 (int)again.state, (intmax_t)again.num, (intmax_t)again.den);
    assert_true(basis_id_parse(x->arena, x->catalog, home, b->id, &read_name, &read));
    assert_string_equal(read_name, name);
    assert_true(read.unit == s.unit || s.unit < 0);
    assert_true(read.own_only == s.own_only && read.level == s.level && read.field == s.field);
    assert_true(read.procedure == s.procedure);
    return 1;
}

static size_t check_all(struct fixture *x, const char *name)
{
    int home = catalog_unit(x->catalog, "Q");
    size_t n = 0;

    for (int unit = -1; unit < (int)x->catalog->nunits; unit++)
        for (int way = 0; way < 6; way++) {
            struct scope s = SCOPE_OF(unit);

            s.own_only = unit >= 0 && way == 1;
            s.level = way == 2 ? (int)LEVEL_COMMUNE : way == 3 ? (int)LEVEL_DISTRICT : -1;
            s.field = way == 4 ? 0 : -1;
            s.procedure = way == 5 ? 1 : -1;
            n += check_scope(x, name, s, home);
        }
    return n;
}

static void every_figure(void **state)
{
    const char *const covered[] = {all_covered, wards_covered};

    (void)state;
    for (size_t i = 0; i < LENGTH(covered); i++) {
        const struct figure *figures_;
        struct fixture x;
        size_t n, checked = 0;

        open_fixture(&x, covered[i]);
        figures_ = facts_all(x.facts, &n);
        for (size_t k = 0; k < n; k++)
            for (size_t t = 0; t < LENGTH(SUFFIXES); t++)
                checked += check_all(&x, arena_printf(x.arena, "%s%s", figures_[k].name, SUFFIXES[t]));
        assert_true(checked > 4000);
        close_fixture(&x);
    }
}

/* Rows and entries that values are made of. */
static void what_they_rest_on(void **state)
{
    static const struct {
        const char *name, *unit;
        enum basis_kind kind;
        size_t parts, entries;
        const char *id, *first; /* of the first part */
    } cases[] = {
        {"hs_tong", "Q", BASIS_ROWS, 0, 0, "hs_tong", NULL},
        {"hs_tong", "A", BASIS_ROWS, 0, 0, "hs_tong/don_vi=A", NULL},
        {"tl_xong", "A", BASIS_RATIO, 2, 0, "tl_xong/don_vi=A", "hs_xong/don_vi=A"},
        {"tl_xa", "Q", BASIS_RATIO, 2, 0, "tl_xa", "hs_tong/cap=xa"},
        {"con_lai", "Q", BASIS_SUM, 2, 0, "con_lai", "hs_tong"},
        {"hs_tong_tang_giam", "Q", BASIS_CHANGE, 2, 0, "hs_tong_tang_giam", "hs_tong"},
        {"hs_tong_cap_xa_tang_giam_pt", "Q", BASIS_CHANGE_RATIO, 2, 0, "hs_tong_cap_xa_tang_giam_pt", "hs_tong/cap=xa"},
        {"tl_xong_tang_giam", "Q", BASIS_POINTS, 2, 0, "tl_xong_tang_giam", "tl_xong"},
        {"vb", "Q", BASIS_ENTRIES, 0, 2, "vb", NULL},
        {"vb_cung_ky", "Q", BASIS_ENTRIES, 0, 1, "vb_cung_ky", NULL},
        {"hoi_nghi", "Q", BASIS_ENTRIES, 0, 3, "hoi_nghi", NULL},
        {"bien_che", "Q", BASIS_ENTRIES, 0, 1, "bien_che", NULL},
        {"chong", "Q", BASIS_ENTRIES, 0, 2, "chong", NULL},
        {"sang_kien", "Q", BASIS_TEXT, 0, 1, "sang_kien", NULL},
        {"hs_tong_cung_ky", "Q", BASIS_ROWS, 0, 0, "hs_tong_cung_ky", NULL},
    };
    struct fixture x;

    (void)state;
    open_fixture(&x, all_covered);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct basis *b = facts_basis(x.facts, x.arena, cases[i].name, SCOPE_OF(catalog_unit(x.catalog, cases[i].unit)),
                                      catalog_unit(x.catalog, "Q"));

        CASE("%s of %s", cases[i].name, cases[i].unit);
        assert_int_equal(b->kind, cases[i].kind);
        assert_int_equal(b->nparts, cases[i].parts);
        assert_int_equal(b->nentries, cases[i].entries);
        assert_string_equal(b->id, cases[i].id);
        if (cases[i].first)
            assert_string_equal(b->parts[0]->id, cases[i].first);
    }
    close_fixture(&x);
}

static void ids(void **state)
{
    static const struct {
        const char *id;
        int ok;
    } cases[] = {{"hs/don_vi=A/rieng", 1},
                 {"hs/cap=xa/linh_vuc=L1/tthc=1", 1},
                 {"hs", 1},
                 {"hs/don_vi=Z", 0},
                 {"hs/cap=quan", 0},
                 {"hs/rien", 0},
                 {"hs/khac=1", 0},
                 {"hs/", 0}};
    static const char *const codes[] = {"a/b", "x=1", "100%", "một hai", "H26.03", "%2F"};
    struct fixture x;
    int home;

    (void)state;
    open_fixture(&x, all_covered);
    home = catalog_unit(x.catalog, "Q");
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *name;
        struct scope s;

        CASE("%s", cases[i].id);
        assert_int_equal(basis_id_parse(x.arena, x.catalog, home, cases[i].id, &name, &s), cases[i].ok);
        if (cases[i].ok)
            assert_string_equal(basis_id(x.arena, x.catalog, home, name, s), cases[i].id);
    }
    for (size_t i = 0; i < LENGTH(codes); i++) {
        const char *part = basis_code(x.arena, codes[i]);

        CASE("%s", codes[i]);
        assert_null(strpbrk(part, "/= "));
        assert_string_equal(basis_code_read(x.arena, part, strlen(part)), codes[i]);
    }
    close_fixture(&x);
}

static void words(void **state)
{
    static const struct {
        enum table table;
        const char *where, *want;
    } cases[] = {
        {TABLE_DOSSIERS, "nguon = trong_ky", "hồ sơ của Quận và các đơn vị bên dưới: nguồn là tiếp nhận trong kỳ"},
        {TABLE_DOSSIERS, "", "hồ sơ của Quận và các đơn vị bên dưới"},
        {TABLE_DOSSIERS, "nguon = trong_ky AND kenh != truc_tuyen",
         "hồ sơ của Quận và các đơn vị bên dưới: nguồn là tiếp nhận trong kỳ, kênh tiếp nhận khác trực tuyến"},
        {TABLE_DOSSIERS, "tinh_trang IN (truoc_han, dung_han, qua_han)",
         "hồ sơ của Quận và các đơn vị bên dưới: tình trạng là giải quyết trước hạn, giải quyết đúng hạn hoặc giải "
         "quyết quá hạn"},
        {TABLE_DOSSIERS, "NOT kenh IN (truc_tuyen, buu_chinh)",
         "hồ sơ của Quận và các đơn vị bên dưới: kênh tiếp nhận khác trực tuyến và bưu chính công ích"},
        {TABLE_DOSSIERS, "cap = xa AND linh_vuc = L1 AND NOT co_han",
         "hồ sơ của Quận và các đơn vị bên dưới: cấp xã, lĩnh vực là Một, không có ngày hẹn trả"},
        {TABLE_DOSSIERS, "nguon = ky_truoc OR (tam_dung AND NOT (qua_han OR co_han = 0))",
         "hồ sơ của Quận và các đơn vị bên dưới: nguồn là từ kỳ trước hoặc (tạm dừng chờ bổ sung và không phải (quá "
         "ngày hẹn trả hoặc không có ngày hẹn trả))"},
        {TABLE_INSPECTIONS, "xu_ly_xong = 0 AND so_van_de > 0 AND NOT so_da_xu_ly >= 2",
         "cuộc kiểm tra của Quận và các đơn vị bên dưới: chưa xử lý xong, số vấn đề phát hiện lớn hơn 0, số vấn đề đã "
         "xử lý nhỏ hơn 2"},
        {TABLE_TASKS, "ke_hoach = \"KH 1\"", "nhiệm vụ của Quận và các đơn vị bên dưới: kế hoạch là KH 1"},
    };
    struct fixture x;

    (void)state;
    open_fixture(&x, all_covered);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct basis *b = facts_basis(x.facts, x.arena, "hs_tong", SCOPE_OF(catalog_unit(x.catalog, "Q")), 0);
        struct selection s = *b->selection;
        struct err err = {.status = ST_OK};
        struct row_predicate *where;
        struct buf out;

        CASE("%s", cases[i].where);
        s.table = cases[i].table;
        if (row_predicate_parse(x.arena, s.table, x.catalog, cases[i].where, &where, &err))
            fail_msg("%s", err.text);
        s.where[0] = where;
        buf_init(&out, x.arena);
        selection_words(&out, &s, x.catalog);
        assert_string_equal(buf_str(&out), cases[i].want);
    }
    close_fixture(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_figure), cmocka_unit_test(what_they_rest_on),
                                       cmocka_unit_test(ids), cmocka_unit_test(words)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
