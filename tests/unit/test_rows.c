/* Dimensions, their codes, and conditions bound to them. */
#include "data/catalog.h"
#include "data/classify.h"
#include "data/rows.h"
#include "store.h"

static const char catalog_sql[] = "INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('H26', 'Quận', 'huyen', NULL),"
                                  " ('H26.1', 'Phường Một', 'xa', 'H26'), ('H26.2', 'Phường Hai', 'xa', 'H26');"
                                  "INSERT INTO linh_vuc (ma, ten) VALUES ('HT', 'Hộ tịch'), ('DD', 'Đất đai');"
                                  "INSERT INTO tthc (ma, ten, linh_vuc) VALUES ('1.000001', 'Khai sinh', 'HT'),"
                                  " ('2.000635', 'Cấp giấy', 'DD')";

/* What other files take for granted about the places of dimensions. */
static void test_dimensions(void **state)
{
    static const char *const names[TABLE_COUNT] = {
        [TABLE_DOSSIERS] = ("don_vi cap linh_vuc tthc muc_do kenh nguon tinh_trang ket_qua qua_han co_han tam_dung "
                            "nop_tai_nha tra_buu_chinh nguyen_nhan "),
        [TABLE_INSPECTIONS] = "don_vi cap loai hinh_thuc xu_ly_xong so_van_de so_da_xu_ly ma ",
        [TABLE_TASKS] = "don_vi cap ke_hoach nguon tinh_trang qua_han ma ",
        [TABLE_PROCEDURES] = "don_vi cap linh_vuc tthc muc_do mot_cua lien_thong quy_trinh_noi_bo ",
        [TABLE_UNITS] = "don_vi cap co_cap_duoi ",
    };

    (void)state;
    for (int t = 0; t < TABLE_COUNT; t++) {
        char text[256] = "";

        for (size_t d = 0; d < TABLES[t].ndims; d++) {
            const struct dim *dim = &TABLES[t].dims[d];
            size_t labels = 0;

            strcat(strcat(text, dim->name), " ");
            assert_true(dim->label && *dim->label);
            assert_int_equal(table_dim((enum table)t, dim->name), d);
            assert_int_equal(dim->kind == DIM_NAMES, dim->names != NULL);
            for (; dim->names && dim->names[labels]; labels++)
                assert_non_null(dim->labels[labels]);
            assert_true(!dim->names || (!dim->labels[labels] && !*dim->names[0]));
        }
        assert_string_equal(text, names[t]);
        assert_int_equal(table_by_name(TABLES[t].name), t);
    }
    assert_int_equal(table_by_name("khong_co"), -1);
    assert_int_equal(table_dim(TABLE_UNITS, "kenh"), -1);
    assert_int_equal(table_record_dim(TABLE_TASKS), table_dim(TABLE_TASKS, "ma"));
    assert_int_equal(table_record_dim(TABLE_DOSSIERS), -1);
    assert_string_equal(TABLES[TABLE_TASKS].attributes[table_attribute(TABLE_TASKS, "han")].label, "thời hạn");
    assert_int_equal(table_attribute(TABLE_TASKS, "ma"), -1);
}

static void test_codes_match_enums(void **state)
{
    static const struct {
        const char *dim, *code;
        int value;
    } codes[] = {
        {"cap", "tinh", LEVEL_PROVINCE + 1},
        {"cap", "huyen", LEVEL_DISTRICT + 1},
        {"cap", "xa", LEVEL_COMMUNE + 1},
        {"nguon", "ky_truoc", ORIGIN_BEFORE},
        {"nguon", "trong_ky", ORIGIN_WITHIN},
        {"tinh_trang", "truoc_han", STATE_EARLY},
        {"tinh_trang", "dung_han", STATE_ON_TIME},
        {"tinh_trang", "qua_han", STATE_LATE},
        {"tinh_trang", "dang_trong_han", STATE_OPEN},
        {"tinh_trang", "dang_qua_han", STATE_OPEN_OVERDUE},
        {"tinh_trang", "tra_lai", STATE_RETURNED},
        {"tinh_trang", "rut", STATE_WITHDRAWN},
        {"tinh_trang", "dung", STATE_STOPPED},
        {"ket_qua", "cap_ket_qua", OUTCOME_GRANTED},
        {"ket_qua", "tra_lai", OUTCOME_RETURNED},
        {"ket_qua", "rut", OUTCOME_WITHDRAWN},
        {"ket_qua", "tu_choi", OUTCOME_REFUSED},
        {"ket_qua", "dung", OUTCOME_STOPPED},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(codes); i++) {
        const struct dim *d = &TABLES[TABLE_DOSSIERS].dims[table_dim(TABLE_DOSSIERS, codes[i].dim)];

        assert_string_equal(d->names[codes[i].value], codes[i].code);
    }
}

/* Two inspections and two dossiers as rows. */
static const char *const reasons[] = {"", "chu quan", "khach_quan"};
static const struct {
    const char *text;
    enum table table;
    const char *holds; /* numbers of the rows */
} conditions[] = {
    {"", TABLE_DOSSIERS, "01"},
    {"kenh = truc_tuyen", TABLE_DOSSIERS, "0"},
    {"kenh != truc_tuyen", TABLE_DOSSIERS, "1"},
    {"kenh IN (truc_tiep, truc_tuyen)", TABLE_DOSSIERS, "01"},
    {"kenh = \"\"", TABLE_DOSSIERS, ""},
    {"don_vi = H26.1", TABLE_DOSSIERS, "0"},
    {"don_vi IN (H26.2, H26)", TABLE_DOSSIERS, "1"},
    {"tthc = 2.000635", TABLE_DOSSIERS, "1"},
    {"linh_vuc = HT AND cap = xa", TABLE_DOSSIERS, "0"},
    {"co_han", TABLE_DOSSIERS, "0"},
    {"NOT co_han", TABLE_DOSSIERS, "1"},
    {"co_han = 0", TABLE_DOSSIERS, "1"},
    {"co_han = co", TABLE_DOSSIERS, "0"},
    {"nguyen_nhan = \"chu quan\"", TABLE_DOSSIERS, "0"},
    {"nguyen_nhan != khach_quan", TABLE_DOSSIERS, "0"},
    {"nguyen_nhan = khong_ai_biet", TABLE_DOSSIERS, ""},
    {"so_van_de > 3", TABLE_INSPECTIONS, "1"},
    {"so_van_de >= 3", TABLE_INSPECTIONS, "01"},
    {"so_van_de < 3 OR so_da_xu_ly = 2", TABLE_INSPECTIONS, "0"},
    {"so_van_de IN (3, 4) AND xu_ly_xong", TABLE_INSPECTIONS, "0"},
    {"ma = K2", TABLE_INSPECTIONS, "1"},
    {"ma != K2", TABLE_INSPECTIONS, "0"},
};

static void test_conditions(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct db *db = store_open(a, catalog_sql);
    struct catalog *c;
    const struct record records[] = {{"K1", NULL}, {"K2", NULL}};
    int32_t dossiers[2][15] = {0}, inspections[2][8] = {0};
    struct rows rows[TABLE_COUNT] = {
        [TABLE_DOSSIERS] = {.table = TABLE_DOSSIERS, .n = 2, .v = dossiers[0], .words = reasons, .nwords = 3},
        [TABLE_INSPECTIONS] = {.table = TABLE_INSPECTIONS, .n = 2, .v = inspections[0], .records = records},
    };

    (void)state;
    assert_int_equal(catalog_load(a, db, &c, &err), 0);
#define SET(row, table, dim, value) ((row)[table_dim(table, dim)] = (int32_t)(value))
    SET(dossiers[0], TABLE_DOSSIERS, "don_vi", catalog_unit(c, "H26.1"));
    SET(dossiers[0], TABLE_DOSSIERS, "cap", 3);
    SET(dossiers[0], TABLE_DOSSIERS, "linh_vuc", catalog_field(c, "HT"));
    SET(dossiers[0], TABLE_DOSSIERS, "tthc", catalog_procedure(c, "1.000001"));
    SET(dossiers[0], TABLE_DOSSIERS, "kenh", 2);
    SET(dossiers[0], TABLE_DOSSIERS, "co_han", 1);
    SET(dossiers[0], TABLE_DOSSIERS, "nguyen_nhan", 1);
    SET(dossiers[1], TABLE_DOSSIERS, "don_vi", catalog_unit(c, "H26.2"));
    SET(dossiers[1], TABLE_DOSSIERS, "cap", 3);
    SET(dossiers[1], TABLE_DOSSIERS, "linh_vuc", catalog_field(c, "DD"));
    SET(dossiers[1], TABLE_DOSSIERS, "tthc", catalog_procedure(c, "2.000635"));
    SET(dossiers[1], TABLE_DOSSIERS, "kenh", 1);
    SET(dossiers[1], TABLE_DOSSIERS, "nguyen_nhan", 2);
    SET(inspections[0], TABLE_INSPECTIONS, "so_van_de", 3);
    SET(inspections[0], TABLE_INSPECTIONS, "so_da_xu_ly", 2);
    SET(inspections[0], TABLE_INSPECTIONS, "xu_ly_xong", 1);
    SET(inspections[1], TABLE_INSPECTIONS, "so_van_de", 4);
    SET(inspections[1], TABLE_INSPECTIONS, "ma", 1);

    for (size_t i = 0; i < LENGTH(conditions); i++) {
        struct row_predicate *p;
        char holds[3] = "";

        if (row_predicate_parse(a, conditions[i].table, c, conditions[i].text, &p, &err))
            fail_msg("%s: %s", conditions[i].text, err.text);
        for (size_t row = 0; row < 2; row++)
            if (row_predicate_test(p, &rows[conditions[i].table], row))
                strcat(holds, row ? "1" : "0");
        if (strcmp(holds, conditions[i].holds))
            fail_msg("%s: holds for '%s', not '%s'", conditions[i].text, holds, conditions[i].holds);
    }
    db_close(db);
    arena_free(a);
}

static const struct {
    enum table table;
    const char *text, *message;
} errors[] = {
    {TABLE_DOSSIERS, "kennh = truc_tuyen", "có phải bạn muốn viết 'kenh'?"},
    {TABLE_DOSSIERS, "kenh = truc_tuyenn", "có phải bạn muốn viết 'truc_tuyen'?"},
    {TABLE_DOSSIERS, "kenh IN (truc_tiep, buu_chin)", "có phải bạn muốn viết 'buu_chinh'?"},
    {TABLE_DOSSIERS, "don_vi = H26.9", "có phải bạn muốn viết 'H26"},
    {TABLE_DOSSIERS, "linh_vuc = DDD", "có phải bạn muốn viết 'DD'?"},
    {TABLE_DOSSIERS, "tthc = 1.000002", "có phải bạn muốn viết '1.000001'?"},
    {TABLE_DOSSIERS, "kenh", "phải so sánh"},
    {TABLE_DOSSIERS, "kenh < truc_tuyen", "không phải là số"},
    {TABLE_DOSSIERS, "co_han = 2", "không có giá trị '2'"},
    {TABLE_INSPECTIONS, "so_van_de = nhieu", "là số nguyên"},
    {TABLE_INSPECTIONS, "kenh = truc_tuyen", "bảng kiem_tra không có chiều 'kenh'"},
    {TABLE_TASKS, "tinh_trang = dung_han",
     "dùng được: xong_dung_han, xong_qua_han, xong_khong_han, dang, chua_bat_dau."},
};

static void test_errors(void **state)
{
    struct arena *a = arena_new();
    struct err none = {.status = ST_OK};
    struct db *db = store_open(a, catalog_sql);
    struct catalog *c;

    (void)state;
    assert_int_equal(catalog_load(a, db, &c, &none), 0);
    for (size_t i = 0; i < LENGTH(errors); i++) {
        struct err err = {.status = ST_OK};
        struct row_predicate *p;

        if (row_predicate_parse(a, errors[i].table, c, errors[i].text, &p, &err) != -1)
            fail_msg("%s: accepted", errors[i].text);
        assert_int_equal(err.status, ST_CONFIG);
        if (!strstr(err.text, errors[i].message))
            fail_msg("%s: %s", errors[i].text, err.text);
    }
    db_close(db);
    arena_free(a);
}

/* Files can be checked without data: any code may then be right. */
static void test_without_data(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct catalog nothing = {.units = NULL};
    struct row_predicate *p;

    (void)state;
    assert_int_equal(row_predicate_parse(a, TABLE_DOSSIERS, &nothing, "linh_vuc = HT", &p, &err), 0);
    assert_int_equal(row_predicate_parse(a, TABLE_DOSSIERS, &nothing, "linh_vucc = HT", &p, &err), -1);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dimensions), cmocka_unit_test(test_codes_match_enums), cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_errors),     cmocka_unit_test(test_without_data),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
