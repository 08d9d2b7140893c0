/* Rows one by one are those that the cells of the cube add up. */
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/detail.h"
#include "store.h"

static const char *const dossiers[] = {
    "('1', 'B', '2', 'truc_tuyen', '2018-01-10', '2018-01-20', '2018-01-15', NULL, 'z')",
    "('2', 'A', '1', 'truc_tiep', '2018-01-10', NULL, NULL, NULL, 'y')",
    "('3', 'A', '1', 'truc_tiep', '2017-12-10', '2018-01-05', '2018-01-31', 'tra_lai', NULL)",
    "('4', 'A', '1', 'truc_tiep', '2018-01-11', NULL, NULL, NULL, 'y')",
    "('5', 'B', '1', 'truc_tiep', '2016-01-10', NULL, '2016-02-01', NULL, 'old')",
    "('6', 'B', '1', 'truc_tiep', '2018-03-10', NULL, NULL, NULL, NULL)",
    "('7', 'C', '1', 'truc_tiep', '2018-01-20', '2018-01-19', '2018-01-12', NULL, NULL)", /* ended first */
    "('8', 'X', '1', 'truc_tiep', '2018-01-20', NULL, NULL, NULL, NULL)",
    "('9', 'A', '9', 'truc_tiep', '2018-01-20', NULL, NULL, NULL, NULL)",
    "('10', 'A', '1', 'truc_tiep', '2018-01-2', NULL, NULL, NULL, NULL)",
    "('11', 'A', '1', 'chim', '2018-01-20', NULL, NULL, NULL, NULL)",      /* counted, with no channel */
    "('12', 'X', '9', 'truc_tiep', '2018-05-20', NULL, NULL, NULL, NULL)", /* behind all ranges */
};

static struct db *open_rows(struct arena *a, size_t first, size_t step)
{
    char *sql = arena_strdup(
        a,
        "INSERT INTO don_vi (ma, ten, cap) VALUES ('A', 'An', 'xa'), ('B', 'Bình', 'huyen'), ('C', 'Chín', 'xa');"
        "INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'Lĩnh vực');"
        "INSERT INTO tthc (ma, ten, linh_vuc, muc_do) VALUES ('1', 'M', 'L', 'muc_4'), ('2', 'N', 'L', NULL);"
        "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) VALUES ('k2', 'B', 'cchc', 'dinh_ky',"
        " '2018-01-31'), ('k1', 'B', 'cchc', 'dot_xuat', '2018-01-01'), ('k3', 'A', 'cchc', 'dinh_ky', '2018-02-01'),"
        " ('k4', 'A', 'khac', 'dinh_ky', '2018-01-05');");

    for (size_t i = 0; i < LENGTH(dossiers); i++)
        sql = arena_printf(a,
                           "%sINSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc,"
                           " ket_qua, nguyen_nhan) VALUES %s;",
                           sql, dossiers[(first + i * step) % LENGTH(dossiers)]);
    return store_open(a, sql);
}

static const struct range ranges[] = {{17532, 17562}, {17500, 17545}}; /* January 2018; from 30/11/2017 to 14/01/2018 */

static struct cube *count(struct arena *a, struct db *db)
{
    struct err err = {.status = ST_OK};
    struct catalog *c;
    struct cube *cube = NULL;

    if (catalog_load(a, db, &c, &err) || cube_count(a, db, c, ranges, LENGTH(ranges), RETURNED_APART, &cube, &err))
        fail_msg("%s", err.text);
    return cube;
}

static struct detail *load(struct arena *a, struct db *db, const struct cube *c, int range, enum table t,
                           const char *units)
{
    struct err err = {.status = ST_OK};
    struct detail *d = NULL;

    if (detail_load(a, db, c, range, t, units, &d, &err))
        fail_msg("%s", err.text);
    return d;
}

static char *codes_of(struct arena *a, const struct detail *d)
{
    char *all = arena_strdup(a, "");

    for (size_t i = 0; i < d->rows.n; i++)
        all = arena_printf(a, "%s%s%s", all, i ? " " : "", d->codes[i]);
    return all;
}

static int same_dims(const struct rows *x, size_t i, const struct rows *y, size_t k)
{
    size_t n = TABLES[x->table].ndims;

    for (size_t d = 0; d < n; d++) {
        int32_t p = x->v[i * n + d], q = y->v[k * n + d];

        if (TABLES[x->table].dims[d].kind == DIM_WORD ? strcmp(x->words[p], y->words[q]) != 0 : p != q)
            return 0;
    }
    return 1;
}

/* Every cell has as many rows of its dimensions as it counts, and every row its cell. */
static void assert_adds_up(const struct rows *cells, const struct rows *rows)
{
    int64_t all = 0;

    for (size_t i = 0; i < cells->n; i++) {
        int64_t n = 0;

        for (size_t k = 0; k < rows->n; k++)
            n += same_dims(cells, i, rows, k);
        assert_int_equal(n, cells->count[i]);
        all += n;
    }
    assert_int_equal(all, rows->n);
}

static void test_cells(void **state)
{
    static const struct {
        size_t first, step;
    } orders[] = {{0, 1}, {5, 5}, {3, 1}};

    (void)state;
    for (size_t i = 0; i < LENGTH(orders); i++) {
        struct arena *a = arena_new();
        struct db *db = open_rows(a, orders[i].first, orders[i].step);
        struct cube *c = count(a, db);

        for (int r = 0; r < (int)LENGTH(ranges); r++)
            for (int t = 0; t < TABLE_COUNT; t++)
                assert_adds_up(cube_rows(c, r, (enum table)t), &load(a, db, c, r, (enum table)t, NULL)->rows);
        assert_string_equal(codes_of(a, load(a, db, c, 0, TABLE_DOSSIERS, NULL)), "11 2 3 4 1");
        assert_string_equal(codes_of(a, load(a, db, c, 1, TABLE_DOSSIERS, NULL)), "2 3 4 1");
        assert_string_equal(codes_of(a, load(a, db, c, 0, TABLE_INSPECTIONS, NULL)), "k4 k1 k2");
        assert_string_equal(codes_of(a, load(a, db, c, 0, TABLE_PROCEDURES, NULL)), "1 2");
        db_close(db);
        arena_free(a);
    }
}

static void test_units(void **state)
{
    struct arena *a = arena_new();
    struct db *db = open_rows(a, 0, 1);
    struct cube *c = count(a, db);
    char *units = arena_alloc(a, c->catalog->nunits);
    const struct detail *d;

    (void)state;
    units[catalog_unit(c->catalog, "B")] = 1;
    d = load(a, db, c, 0, TABLE_DOSSIERS, units);
    assert_string_equal(codes_of(a, d), "1");
    assert_int_equal(d->dates[0].due, 17551);
    assert_string_equal(codes_of(a, load(a, db, c, 0, TABLE_INSPECTIONS, units)), "k1 k2");
    assert_string_equal(codes_of(a, load(a, db, c, 0, TABLE_UNITS, units)), "B");
    /* of the whole list, procedures are no unit's */
    assert_string_equal(codes_of(a, load(a, db, c, 0, TABLE_PROCEDURES, units)), "1 2");
    db_close(db);
    arena_free(a);
}

static void test_changed_since(void **state)
{
    struct arena *a = arena_new();
    struct db *db = open_rows(a, 0, 1);
    struct cube *c = count(a, db);
    struct err err = {.status = ST_OK};
    struct detail *d;

    (void)state;
    assert_int_equal(db_exec(db, "UPDATE ho_so SET ngay_tiep_nhan = '2018-03-01' WHERE ma = '2'", &err), 0);
    assert_int_equal(detail_load(a, db, c, 0, TABLE_DOSSIERS, NULL, &d, &err), -1);
    assert_int_equal(err.status, ST_INTERNAL);
    db_close(db);
    arena_free(a);
}

static void test_excluded(void **state)
{
    static const struct {
        const char *code, *unit, *received;
        unsigned reasons;
    } want[] = {{"10", "A", "2018-01-2", ODD_UNREADABLE},
                {"7", "C", "2018-01-20", EXCLUDED_REVERSED},
                {"8", "X", "2018-01-20", ODD_UNIT},
                {"9", "A", "2018-01-20", ODD_PROCEDURE}};
    struct arena *a = arena_new();
    struct db *db = open_rows(a, 0, 1);
    struct err err = {.status = ST_OK};
    struct excluded *x;
    size_t n;

    (void)state;
    assert_int_equal(detail_excluded(a, db, count(a, db), &x, &n, &err), 0);
    assert_int_equal(n, LENGTH(want));
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(x[i].code, want[i].code);
        assert_string_equal(x[i].unit, want[i].unit);
        assert_string_equal(x[i].received, want[i].received);
        assert_int_equal(x[i].reasons, want[i].reasons);
    }
    assert_string_equal(x[1].ended, "2018-01-12");
    db_close(db);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_changed_since),
        cmocka_unit_test(test_excluded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
