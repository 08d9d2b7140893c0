#include "data/coverage.h"
#include "data/cube.h"
#include "store.h"

/* T holds Q and R; Q holds A and B; C was closed on 30/6/2018; N began on 1/7/2018. */
static const char units[] =
    "INSERT INTO don_vi (ma, ten, cap, ma_cha, hieu_luc_tu, hieu_luc_den) VALUES ('T', 'Tỉnh', 'tinh', NULL, NULL, "
    "NULL),"
    " ('Q', 'Quận', 'huyen', 'T', NULL, NULL), ('R', 'Rìa', 'huyen', 'T', NULL, NULL),"
    " ('A', 'An', 'xa', 'Q', NULL, NULL), ('B', 'Bình', 'xa', 'Q', NULL, NULL),"
    " ('C', 'Cũ', 'xa', 'R', NULL, '2018-06-30'), ('N', 'Nay', 'xa', 'R', '2018-07-01', NULL);"
    "INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'L'); INSERT INTO tthc (ma, ten, linh_vuc) VALUES ('1', 'M', 'L');";

#define COVER(unit, from, to) \
    "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('ho_so', '" unit "', '" from "', '" to "');"
#define DOSSIER(unit, received)                                                                                     \
    "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('" unit received "', '" unit "', '1', '" received \
    "');"

/* Asked for January … September 2018 unless another range is given. */
static const struct {
    const char *what, *sql, *unit, *from, *to;
    int has;
    const char *missing;
} cases[] = {
    {"nothing loaded", "", "A", NULL, NULL, 0, "An"},
    {"own, exactly", COVER("A", "2018-01-01", "2018-09-30"), "A", NULL, NULL, 1, ""},
    {"own, wider", COVER("A", "2017-01-01", "2018-12-31"), "A", NULL, NULL, 1, ""},
    {"a day short at the end", COVER("A", "2018-01-01", "2018-09-29"), "A", NULL, NULL, 0, "An"},
    {"a day short at the start", COVER("A", "2018-01-02", "2018-09-30"), "A", NULL, NULL, 0, "An"},
    {"two that touch", COVER("A", "2018-01-01", "2018-03-31") COVER("A", "2018-04-01", "2018-09-30"), "A", NULL, NULL,
     1, ""},
    {"two that overlap", COVER("A", "2018-01-01", "2018-05-31") COVER("A", "2018-04-01", "2018-09-30"), "A", NULL, NULL,
     1, ""},
    {"a day between", COVER("A", "2018-01-01", "2018-03-31") COVER("A", "2018-04-02", "2018-09-30"), "A", NULL, NULL, 0,
     "An"},
    {"the whole in the middle of parts",
     COVER("A", "2018-02-01", "2018-02-02") COVER("A", "2018-01-01", "2018-09-30")
         COVER("A", "2018-03-01", "2018-03-02"),
     "A", NULL, NULL, 1, ""},
    {"of another table",
     "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('kiem_tra', 'A', '2018-01-01',"
     " '2018-09-30');",
     "A", NULL, NULL, 0, "An"},
    {"from above", COVER("Q", "2018-01-01", "2018-09-30"), "A", NULL, NULL, 1, ""},
    {"from two above", COVER("T", "2018-01-01", "2018-09-30"), "A", NULL, NULL, 1, ""},
    {"half from above", COVER("Q", "2018-01-01", "2018-05-31") COVER("A", "2018-06-01", "2018-09-30"), "A", NULL, NULL,
     1, ""},
    {"of a child is not its parent's", COVER("A", "2018-01-01", "2018-09-30"), "Q", NULL, NULL, 0, "Bình"},
    {"of all children, no rows of its own",
     COVER("A", "2018-01-01", "2018-09-30") COVER("B", "2018-01-01", "2018-09-30"), "Q", NULL, NULL, 1, ""},
    {"of all children, with a row of its own",
     COVER("A", "2018-01-01", "2018-09-30") COVER("B", "2018-01-01", "2018-09-30") DOSSIER("Q", "2018-05-05"), "Q",
     NULL, NULL, 0, "Quận"},
    {"a row of its own after the range",
     COVER("A", "2018-01-01", "2018-09-30") COVER("B", "2018-01-01", "2018-09-30") DOSSIER("Q", "2018-10-05"), "Q",
     NULL, NULL, 1, ""},
    {"missing below and own", DOSSIER("Q", "2018-05-05"), "Q", NULL, NULL, 0, "Quận và tất cả các đơn vị bên dưới"},
    {"closed and new ones for their own days",
     COVER("C", "2018-01-01", "2018-06-30") COVER("N", "2018-07-01", "2018-09-30"), "R", NULL, NULL, 1, ""},
    {"the closed one lacks a day", COVER("C", "2018-01-01", "2018-06-29") COVER("N", "2018-07-01", "2018-09-30"), "R",
     NULL, NULL, 0, "Cũ"},
    {"not yet there, below", COVER("C", "2018-01-01", "2018-06-30"), "R", "2018-01-01", "2018-06-30", 1, ""},
    {"closed before, below", COVER("N", "2018-07-01", "2018-09-30"), "R", "2018-07-01", "2018-09-30", 1, ""},
    {"not yet there, asked by name", "", "N", "2018-01-01", "2018-06-30", 0, "Nay"},
    {"everything", COVER("T", "2018-01-01", "2018-09-30"), "T", NULL, NULL, 1, ""},
    {"everything but one", COVER("Q", "2018-01-01", "2018-09-30") COVER("N", "2018-07-01", "2018-09-30"), "T", NULL,
     NULL, 0, "Cũ"},
    {"dates that are none prove nothing", COVER("A", "2018-01-01", "2018-9-30"), "A", NULL, NULL, 0, "An"},
    {"unknown unit", COVER("X", "2018-01-01", "2018-09-30"), "A", NULL, NULL, 0, "An"},
};

static struct range range_of(const char *from, const char *to)
{
    return (struct range){from ? day_parse_iso(from, 10) : day_from_ymd(2018, 1, 1),
                          to ? day_parse_iso(to, 10) : day_from_ymd(2018, 9, 30)};
}

/* Asked of the database and of the cube: both must say the same. */
static void test_coverage(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct err err = {.status = ST_OK};
        struct db *db = store_open(a, arena_printf(a, "%s%s", units, cases[i].sql));
        struct range r = range_of(cases[i].from, cases[i].to);
        struct coverage *cov;
        struct catalog *c;
        struct cube *cube;
        int unit;

        if (catalog_load(a, db, &c, &err) || coverage_load(a, db, c, &cov, &err) ||
            cube_count(a, db, c, &r, 1, RETURNED_ON_TIME, &cube, &err))
            fail_msg("%s", err.text);
        unit = catalog_unit(c, cases[i].unit);
        for (int with_cube = 0; with_cube < 2; with_cube++) {
            const struct coverage *v = with_cube ? coverage_with_cube(a, cov, cube) : cov;
            const char *missing = coverage_missing(a, v, "ho_so", unit, r);

            if (coverage_has(v, "ho_so", unit, r) != cases[i].has || strcmp(missing, cases[i].missing))
                fail_msg("%s: has %d, missing '%s'", cases[i].what, coverage_has(v, "ho_so", unit, r), missing);
        }
        db_close(db);
        arena_free(a);
    }
}

static void test_own(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct db *db = store_open(a, arena_printf(a, "%s%s", units, COVER("A", "2018-01-01", "2018-09-30")));
    struct range r = range_of(NULL, NULL);
    struct coverage *cov;
    struct catalog *c;

    (void)state;
    assert_int_equal(catalog_load(a, db, &c, &err) || coverage_load(a, db, c, &cov, &err), 0);
    assert_int_equal(coverage_has_own(cov, "ho_so", catalog_unit(c, "A"), r), 1);
    assert_int_equal(coverage_has_own(cov, "ho_so", catalog_unit(c, "Q"), r), 0);
    db_close(db);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
