#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/calendar.h"
#include "unit.h"

static struct arena *arena;
static char dir[] = "/tmp/cchc-test-XXXXXX";

static const char year_2026[] = "[lich]\nnam = 2026\ncan_cu = thử\n"
                                "[nghi]\n2026-01-01 = Tết\n2026-01-02 = hoán đổi\n2026-02-14..2026-02-22 = Tết\n"
                                "2026-12-31 = thử\n"
                                "[lam_bu]\n2026-01-10 = làm bù\n";
static const char year_2027[] = "[lich]\nnam = 2027\ncan_cu = thử\n[nghi]\n2027-01-01 = Tết\n";

static const char *file(const char *name, const char *text)
{
    struct err err = {.status = ST_OK};
    const char *path = path_join(arena, dir, name);

    unlink(path);
    assert_int_equal(file_write(path, text, strlen(text), &err), 0);
    return path;
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    assert_non_null(mkdtemp(dir));
    file("2026.ini", year_2026);
    file("2027.ini", year_2027);
    file("2030.ini", year_2027);
    return 0;
}

static int tear_down(void **state)
{
    struct err err = {.status = ST_OK};

    (void)state;
    arena_free(arena);
    return dir_remove_all(dir, &err);
}

static day_t day(const char *iso)
{
    day_t d = day_parse_iso(iso, (int)strlen(iso));

    assert_int_not_equal(d, DAY_NONE);
    return d;
}

static void test_working(void **state)
{
    static const struct {
        const char *day;
        int working;
    } cases[] = {
        {"2026-01-01", 0},                    /* Thursday: holiday */
        {"2026-01-02", 0},                    /* Friday: swapped */
        {"2026-01-05", 1},                    /* Monday */
        {"2026-01-09", 1}, {"2026-01-10", 1}, /* Saturday worked */
        {"2026-01-11", 0}, {"2026-02-13", 1}, {"2026-02-14", 0}, {"2026-02-18", 0},
        {"2026-02-22", 0}, {"2026-02-23", 1}, {"2026-12-31", 0}, {"2027-01-01", 0},
    };
    struct calendar *c = calendar_open(arena, dir);
    struct err err = {.status = ST_OK};

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(calendar_is_working(c, day(cases[i].day), &err), cases[i].working);
}

static void test_after(void **state)
{
    static const struct {
        const char *from;
        int n;
        const char *want;
    } cases[] = {
        {"2026-01-01", 0, "2026-01-01"}, {"2026-01-01", 1, "2026-01-05"}, {"2026-01-09", 2, "2026-01-12"},
        {"2026-02-13", 1, "2026-02-23"}, {"2026-02-15", 2, "2026-02-24"}, {"2026-12-30", 1, "2027-01-04"},
    };
    struct calendar *c = calendar_open(arena, dir);
    struct err err = {.status = ST_OK};

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        day_t got;

        assert_int_equal(calendar_working_days_after(c, day(cases[i].from), cases[i].n, &got, &err), 0);
        assert_int_equal(got, day(cases[i].want));
    }
}

static void test_missing_year(void **state)
{
    struct calendar *c = calendar_open(arena, dir);
    struct err err = {.status = ST_OK};
    day_t got;

    (void)state;
    assert_int_equal(calendar_working_days_after(c, day("2027-12-30"), 3, &got, &err), -1);
    assert_int_equal(err.status, ST_CONFIG);
    assert_non_null(strstr(err.text, path_join(arena, dir, "2028.ini")));
    err = (struct err){.status = ST_OK};
    assert_int_equal(calendar_is_working(c, day("2030-01-02"), &err), -1); /* the file is another year's */
    assert_int_equal(err.status, ST_CONFIG);
}

#define HEAD "[lich]\nnam = 2026\ncan_cu = thử\n"

static void test_refused(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"[lich]\nnam = 2026\n", "can_cu"},
        {"[lich]\nnam = 2025\ncan_cu = x\n", "không phải năm của tên tệp"},
        {"[lich]\nnam = 1800\ncan_cu = x\n", "dòng 2: năm 1800"},
        {HEAD "[nghi]\n2026-02-30 = x\n", "dòng 5: '2026-02-30' không phải là ngày"},
        {HEAD "[nghi]\n2026-02-20..2026-02-10 = x\n", "không phải là ngày"},
        {HEAD "[nghi]\n2026-02-20.. = x\n", "không phải là ngày"},
        {HEAD "[nghi]\n2026-02-20..2026-02-2a = x\n", "không phải là ngày"},
        {HEAD "[nghi]\ntet = x\n", "không phải là ngày"},
        {HEAD "[nghi]\n2025-12-31 = x\n", "không thuộc năm 2026"},
        {HEAD "[nghi]\n2026-12-31..2027-01-01 = x\n", "không thuộc năm 2026"},
        {HEAD "[nghi]\n2026-02-16 = x\n2026-02-14..2026-02-17 = y\n", "2026-02-16 đã ghi ở một dòng khác"},
        {HEAD "[lam_bu]\n2026-02-16 = x\n", "không phải thứ bảy hay chủ nhật"},
        {HEAD "[nghi]\n2026-02-14 = x\n[lam_bu]\n2026-02-14 = x\n", "đã ghi ở một dòng khác"},
        {HEAD "[tet]\n2026-02-14 = x\n", "tet"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct err err = {.status = ST_OK};

        assert_int_equal(calendar_check(arena, file("2026.ini", cases[i].text), &err), -1);
        assert_int_equal(err.status, ST_CONFIG);
        if (!strstr(err.text, cases[i].want))
            fail_msg("%s", err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_working),
        cmocka_unit_test(test_after),
        cmocka_unit_test(test_missing_year),
        cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
