#include "data/cube.h"
#include "store.h"

/* Rows in three orders of insertion must leave no trace in what is written. */
static const char *const rows[] = {
    "('1', 'B', '2', 'truc_tuyen', '2018-01-10', '2018-01-20', '2018-01-15', NULL, 'z')",
    "('2', 'A', '1', 'truc_tiep', '2018-01-10', NULL, NULL, NULL, 'y')",
    "('3', 'A', '1', 'truc_tiep', '2017-12-10', '2018-01-05', '2018-01-31', 'tra_lai', NULL)",
    "('4', 'A', '1', 'truc_tiep', '2018-01-11', NULL, NULL, NULL, 'y')",
    "('5', 'B', '1', 'truc_tiep', '2016-01-10', NULL, '2016-02-01', NULL, 'old')",
    "('6', 'B', '1', 'truc_tiep', '2018-03-10', NULL, NULL, NULL, NULL)",
};

static struct db *open_rows(struct arena *a, size_t first, size_t step)
{
    char *sql = arena_strdup(
        a, "INSERT INTO don_vi (ma, ten, cap) VALUES ('A', 'An', 'xa'), ('B', 'Bình', 'huyen'), ('C', 'Chín', 'xa');"
           "INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'Lĩnh vực');"
           "INSERT INTO tthc (ma, ten, linh_vuc, muc_do) VALUES ('1', 'M', 'L', 'muc_4'), ('2', 'N', 'L', NULL);");

    for (size_t i = 0; i < LENGTH(rows); i++)
        sql = arena_printf(a,
                           "%sINSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc,"
                           " ket_qua, nguyen_nhan) VALUES %s;",
                           sql, rows[(first + i * step) % LENGTH(rows)]);
    return store_open(a, sql);
}

static const struct range january = {17532, 17562}; /* 2018-01-01 … 2018-01-31 */

static struct cube *count(struct arena *a, struct db *db, const struct range *ranges, size_t n, enum returned_mode mode)
{
    struct err err = {.status = ST_OK};
    struct catalog *c;
    struct cube *cube = NULL;

    if (catalog_load(a, db, &c, &err) || cube_count(a, db, c, ranges, n, mode, &cube, &err))
        fail_msg("%s", err.text);
    return cube;
}

static char *written(const struct cube *c)
{
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);

    assert_non_null(out);
    cube_write(c, "abc", out);
    fclose(out);
    return text;
}

static const char want[] =
    "# cchc-report cube\n# phien_ban = 1\n# tra_lai_rut = rieng\n# khoang = 2018-01-01..2018-01-31\n"
    "# dau_van_tay = abc\n"
    "tu_ngay\tden_ngay\tdon_vi\tcap\tlinh_vuc\ttthc\tmuc_do\tkenh\tnguon\ttinh_trang\tket_qua\tqua_han\tco_han\t"
    "tam_dung\tnop_tai_nha\ttra_buu_chinh\tnguyen_nhan\tso_ho_so\n"
    "2018-01-01\t2018-01-31\tA\txa\tL\t1\tmuc_4\ttruc_tiep\tky_truoc\ttra_lai\ttra_lai\t1\t1\t0\t0\t0\t\t1\n"
    "2018-01-01\t2018-01-31\tA\txa\tL\t1\tmuc_4\ttruc_tiep\ttrong_ky\tdang_trong_han\t\t0\t0\t0\t0\t0\ty\t2\n"
    "2018-01-01\t2018-01-31\tB\thuyen\tL\t2\t\ttruc_tuyen\ttrong_ky\ttruoc_han\tcap_ket_qua\t0\t1\t0\t0\t0\tz\t1\n";

static void test_written(void **state)
{
    static const struct {
        size_t first, step;
    } orders[] = {{0, 1}, {5, 5}, {3, 1}};

    (void)state;
    for (size_t i = 0; i < LENGTH(orders); i++) {
        struct arena *a = arena_new();
        struct db *db = open_rows(a, orders[i].first, orders[i].step);
        struct cube *cube = count(a, db, &january, 1, RETURNED_APART);
        char *text = written(cube);

        assert_string_equal(text, want);
        /* what ended in 2016 was never read */
        assert_int_equal(cube->scanned, LENGTH(rows) - 1);
        free(text);
        db_close(db);
        arena_free(a);
    }
}

static void test_ranges(void **state)
{
    const struct range ranges[] = {january, {january.from - 365, january.to - 365}, january, {january.from, 17563}};
    struct arena *a = arena_new();
    struct db *db = open_rows(a, 0, 1);
    struct cube *cube = count(a, db, ranges, LENGTH(ranges), RETURNED_ON_TIME);

    (void)state;
    assert_int_equal(cube->nranges, 3);
    assert_int_equal(cube_range(cube, ranges[0]), cube_range(cube, ranges[2]));
    assert_int_not_equal(cube_range(cube, ranges[0]), cube_range(cube, ranges[3]));
    assert_int_equal(cube_range(cube, (struct range){0, 1}), -1);
    for (size_t i = 0; i < cube->nranges; i++) {
        const struct rows *r = cube_rows(cube, (int)i, TABLE_DOSSIERS);

        for (size_t u = 0; u < cube->catalog->nunits; u++)
            for (size_t row = r->unit_start[u]; row < r->unit_start[u + 1]; row++)
                assert_int_equal(r->v[row * TABLES[TABLE_DOSSIERS].ndims + DIM_AT_UNIT], u);
        assert_int_equal(r->unit_start[cube->catalog->nunits], r->n);
    }
    db_close(db);
    arena_free(a);
}

static void test_sums(void **state)
{
    struct arena *a = arena_new();
    struct db *db = open_rows(a, 0, 1);
    struct cube *cube = count(a, db, &january, 1, RETURNED_ON_TIME);
    const struct rows *r = cube_rows(cube, 0, TABLE_DOSSIERS);
    struct cube_sums s = cube_sum(r, 0, r->n);

    (void)state;
    assert_int_equal(s.all, 4);
    assert_int_equal(s.online, 1);
    assert_int_equal(s.other, 2);
    assert_int_equal(s.carried, 1);
    assert_int_equal(s.resolved, 2);
    assert_int_equal(s.on_time, 1); /* the returned one, though late */
    assert_int_equal(s.open, 2);
    assert_int_equal(cube_sums_balance(&s), 1);
    r->count[0]++; /* still the same sums on both sides */
    s = cube_sum(r, 0, r->n);
    assert_int_equal(cube_sums_balance(&s), 1);
    s.carried--;
    assert_int_equal(cube_sums_balance(&s), 0);
    s.carried++;
    s.open++;
    assert_int_equal(cube_sums_balance(&s), 0);
    db_close(db);
    arena_free(a);
}

static void test_empty(void **state)
{
    struct arena *a = arena_new();
    struct db *db = store_open(a, "SELECT 1");
    struct cube *cube = count(a, db, &january, 1, RETURNED_ON_TIME);

    (void)state;
    for (int t = 0; t < TABLE_COUNT; t++)
        assert_int_equal(cube_rows(cube, 0, (enum table)t)->n, 0);
    db_close(db);
    arena_free(a);
}

static void test_write_fails(void **state)
{
    struct arena *a = arena_new();
    struct db *db = open_rows(a, 0, 1);
    struct cube *cube = count(a, db, &january, 1, RETURNED_ON_TIME);
    FILE *out = fopen("/dev/full", "w");

    (void)state;
    assert_non_null(out);
    cube_write(cube, "", out);
    assert_true(ferror(out) || fflush(out) != 0);
    fclose(out);
    db_close(db);
    arena_free(a);
}

/* A number that does not fit is told, not wrapped around. */
static void test_large_number(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct db *db = store_open(a, "INSERT INTO don_vi (ma, ten, cap) VALUES ('A', 'An', 'xa');"
                                  "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de) VALUES"
                                  " ('KT1', 'A', 'cchc', 'dinh_ky', '2018-01-02', 3000000000)");
    struct catalog *c;
    struct cube *cube;

    (void)state;
    assert_int_equal(catalog_load(a, db, &c, &err), 0);
    assert_int_equal(cube_count(a, db, c, &january, 1, RETURNED_ON_TIME, &cube, &err), -1);
    assert_int_equal(err.status, ST_DATA);
    assert_non_null(strstr(err.text, "KT1"));
    db_close(db);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written), cmocka_unit_test(test_ranges),      cmocka_unit_test(test_sums),
        cmocka_unit_test(test_empty),   cmocka_unit_test(test_write_fails), cmocka_unit_test(test_large_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
