#include "data/catalog.h"
#include "data/index.h"
#include "store.h"

static void test_index(void **state)
{
    struct arena *a = arena_new();
    struct index x;
    char key[32];

    (void)state;
    index_init(&x, a);
    for (int i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "H26.%d-%d", i % 7, i);

        assert_int_equal(index_get(&x, key, (size_t)n), -1);
        assert_int_equal(index_add(&x, key, (size_t)n, i), i);
        assert_int_equal(index_add(&x, key, (size_t)n, i + 1), i);
    }
    for (int i = 0; i < 5000; i++) {
        int n = snprintf(key, sizeof key, "H26.%d-%d", i % 7, i);

        assert_int_equal(index_get(&x, key, (size_t)n), i);
    }
    assert_int_equal(index_get(&x, "", 0), -1);
    assert_int_equal(index_add(&x, "", 0, 7), 7);
    assert_int_equal(index_get(&x, "", 0), 7);
    arena_free(a);
}

static void test_order(void **state)
{
    /* thu_tu first, then names in Vietnamese order with numbers by value, then codes */
    static const char *const units[] = {"T2", "T9a", "T9b", "P2", "P10", "A", "D", "Dd"};
    static const char *const fields[] = {"l2", "l1", "l3"};
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct db *db = store_open(
        a, "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu) VALUES ('P10', 'Phường 10', 'xa', 'A', 5),"
           " ('P2', 'Phường 2', 'xa', 'A', 5), ('D', 'Dân vận', 'huyen', 'A', NULL), ('Dd', 'Đài', 'huyen', 'A', NULL),"
           " ('T9b', 'Tên', 'xa', 'A', 3), ('T9a', 'Tên', 'xa', 'A', 3), ('T2', 'Z', 'xa', 'A', 0),"
           " ('A', 'An', 'tinh', NULL, NULL);"
           "INSERT INTO linh_vuc (ma, ten, thu_tu) VALUES ('l1', 'Đất đai', NULL), ('l2', 'Văn hóa', 1),"
           " ('l3', 'Hộ tịch', NULL)");
    struct catalog *c;

    (void)state;
    if (catalog_load(a, db, &c, &err))
        fail_msg("%s", err.text);
    assert_int_equal(c->nunits, LENGTH(units));
    for (size_t i = 0; i < LENGTH(units); i++) {
        assert_string_equal(c->units[i].code, units[i]);
        assert_int_equal(catalog_unit(c, units[i]), i);
    }
    for (size_t i = 0; i < LENGTH(fields); i++) {
        assert_string_equal(c->fields[i].code, fields[i]);
        assert_int_equal(catalog_field(c, fields[i]), i);
    }
    assert_int_equal(catalog_unit(c, "a"), -1);
    assert_int_equal(catalog_unit(c, ""), -1);
    assert_int_equal(catalog_procedure(c, "x"), -1);
    db_close(db);
    arena_free(a);
}

static void test_values(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct db *db = store_open(
        a, "INSERT INTO don_vi (ma, ten, cap, ma_cha, hieu_luc_tu, hieu_luc_den, ky_hieu, nguoi_ky) VALUES"
           " ('Q', 'Quận', 'huyen', NULL, NULL, '2025-06-30', 'UBND', NULL), ('P', 'Phường', 'xa', 'Q', '2014-04-01',"
           " NULL, NULL, 'X'), ('PP', 'Phòng', 'huyen', 'P', NULL, NULL, NULL, NULL), ('R', 'Riêng', 'tinh', NULL,"
           " NULL, NULL, NULL, NULL);"
           "INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'Lĩnh vực');"
           "INSERT INTO tthc (ma, ten, linh_vuc, cap, muc_do, mot_cua, hieu_luc_den) VALUES"
           " ('1', 'Một', 'L', 'xa', 'muc_4', 1, '2018-01-01'), ('2', 'Hai', 'L', NULL, NULL, NULL, NULL)");
    struct catalog *c;
    int q, p, pp, r;
    const struct procedure *one, *two;

    (void)state;
    if (catalog_load(a, db, &c, &err))
        fail_msg("%s", err.text);
    q = catalog_unit(c, "Q");
    p = catalog_unit(c, "P");
    pp = catalog_unit(c, "PP");
    r = catalog_unit(c, "R");
    assert_int_equal(c->units[q].parent, -1);
    assert_int_equal(c->units[p].parent, q);
    assert_int_equal(c->units[p].level, LEVEL_COMMUNE);
    assert_int_equal(c->units[q].valid_to, day_from_ymd(2025, 6, 30));
    assert_int_equal(c->units[q].valid_from, DAY_NONE);
    assert_string_equal(c->units[q].symbol, "UBND");
    assert_null(c->units[q].signer);
    assert_string_equal(c->units[p].signer, "X");
    assert_true(catalog_under(c, pp, q) && catalog_under(c, pp, pp) && catalog_under(c, r, -1));
    assert_false(catalog_under(c, q, p) || catalog_under(c, r, q));
    one = &c->procedures[catalog_procedure(c, "1")];
    two = &c->procedures[catalog_procedure(c, "2")];
    assert_int_equal(one->level, LEVEL_COMMUNE);
    assert_int_equal(one->online, 4);
    assert_true(one->one_stop && !one->linked);
    assert_int_equal(two->level, -1);
    assert_int_equal(two->online, 0);
    assert_true(catalog_in_force(one->valid_from, one->valid_to, day_from_ymd(2018, 1, 1)));
    assert_false(catalog_in_force(one->valid_from, one->valid_to, day_from_ymd(2018, 1, 2)));
    assert_false(catalog_in_force(day_from_ymd(2018, 1, 2), DAY_NONE, day_from_ymd(2018, 1, 1)));
    assert_true(catalog_in_force(DAY_NONE, DAY_NONE, 0));
    db_close(db);
    arena_free(a);
}

static const struct {
    const char *sql, *message;
} errors[] = {
    {"INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('A', 'A', 'xa', 'B')", "không có đơn vị cấp trên 'B'"},
    {"INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('A', 'A', 'xa', 'B'), ('B', 'B', 'xa', 'C'),"
     " ('C', 'C', 'xa', 'B')",
     "nằm dưới chính nó"},
    {"INSERT INTO don_vi (ma, ten, cap) VALUES ('A', 'A', 'phuong')", "cap 'phuong' không có trong danh sách"},
    {"INSERT INTO don_vi (ma, ten, cap) VALUES ('A', 'A', '')", "chưa ghi cap"},
    {"INSERT INTO don_vi (ma, ten, cap, hieu_luc_den) VALUES ('A', 'A', 'xa', '30/6/2025')",
     "không đọc được hieu_luc_den '30/6/2025'"},
    {"INSERT INTO tthc (ma, ten, linh_vuc) VALUES ('1', 'M', 'L9')", "không có lĩnh vực 'L9'"},
    {"INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'L'); INSERT INTO tthc (ma, ten, linh_vuc, muc_do) VALUES"
     " ('1', 'M', 'L', 'muc_9')",
     "muc_do 'muc_9'"},
    {"INSERT INTO don_vi (ma, ten, cap) VALUES ('A' || char(10), 'A', 'xa')", "có dấu xuống dòng hoặc tab"},
    {"INSERT INTO don_vi (ma, ten, cap) VALUES ('A' || char(0) || 'x', 'A', 'xa')", "mã 'A' có byte 0"},
    {"INSERT INTO linh_vuc (ma, ten) VALUES (CAST(x'41C3' AS TEXT), 'A')", "có byte không phải UTF-8"},
    {"INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'L'); INSERT INTO tthc (ma, ten, linh_vuc) VALUES"
     " (replace(hex(zeroblob(251)), '00', 'TT'), 'M', 'L')",
     "dài quá 500 byte"},
};

static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(errors); i++) {
        struct arena *a = arena_new();
        struct err err = {.status = ST_OK};
        struct db *db = store_open(a, errors[i].sql);
        struct catalog *c;

        if (catalog_load(a, db, &c, &err) != -1)
            fail_msg("accepted: %s", errors[i].sql);
        assert_int_equal(err.status, ST_DATA);
        if (!strstr(err.text, errors[i].message))
            fail_msg("%s (wanted %s)", err.text, errors[i].message);
        db_close(db);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_index),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_errors),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
