#include "base/buf.h"
#include "conf/config.h"
#include "folder.h"

static day_t day(const char *iso)
{
    day_t d = day_parse_iso(iso, (int)strlen(iso));

    assert_int_not_equal(d, DAY_NONE);
    return d;
}

static struct ini *ini_of(const char *text)
{
    static int files;
    const char *path = path_join(arena, root, arena_printf(arena, "%d.ini", files++));
    struct err err = {.status = ST_OK};
    struct ini *ini = NULL;

    if (file_write(path, text, strlen(text), &err) || ini_load(arena, path, &ini, &err))
        fail_msg("%s", err.text);
    return ini;
}

static struct config config_of(const char *text)
{
    struct config c = {.report = "mac_dinh", .rule = RULE_ND09};
    struct err err = {.status = ST_OK};

    c.ini = ini_of(text);
    if (schedule_read(arena, &c, &c.regular, &c.nregular, &err))
        fail_msg("%s", err.text);
    return c;
}

/* "name code cut-off ready" of each, "|" before those that are not ready yet. */
static const char *listed(const struct config *c, const char *today)
{
    struct err err = {.status = ST_OK};
    struct due *v;
    size_t nready, n;
    struct buf b;

    buf_init(&b, arena);
    if (schedule_list(arena, c, day(today), &v, &nready, &n, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < n; i++) {
        char cut_off[11], ready[11];

        buf_printf(&b, "%s%s %s %s %s",
                   i == nready ? "| "
                   : i         ? ", "
                               : "",
                   v[i].regular->name, v[i].code, day_iso(v[i].cut_off, cut_off), day_iso(v[i].ready, ready));
    }
    return buf_str(&b);
}

#define QUARTER "[dinh_ky.quy]\nloai_ky = quy\ntu_ky = 2025-Q3\nsau_chot = 2\nhan_gui = 3\n"
static const char year_2026[] = "[lich]\nnam = 2026\ncan_cu = thử\n[nghi]\n2026-04-27 = Giỗ Tổ\n2026-08-31 = hoán đổi\n"
                                "2026-09-01..2026-09-02 = Quốc khánh\n[lam_bu]\n2026-08-22 = bù\n";
#define NINE "[dinh_ky.chin]\nloai_ky = nhieu_thang\nso_thang = 9\ntu_ky = 2025-9M\nmau = rieng\n"

static void test_list(void **state)
{
    static const struct {
        const char *config, *today, *want;
    } cases[] = {
        {"", "2026-01-01", ""},
        {QUARTER, "2025-09-16", "| quy 2025-Q3 2025-09-14 2025-09-17"},
        {QUARTER, "2025-09-17", "quy 2025-Q3 2025-09-14 2025-09-17| quy 2025-Q4 2025-12-14 2025-12-17"},
        {QUARTER, "2026-03-20",
         "quy 2025-Q3 2025-09-14 2025-09-17, quy 2025-Q4 2025-12-14 2025-12-17, quy 2026-Q1 2026-03-14 2026-03-17"
         "| quy 2026-Q2 2026-06-14 2026-06-17"},
        {QUARTER NINE, "2025-09-20",
         "quy 2025-Q3 2025-09-14 2025-09-17, chin 2025-9M 2025-09-14 2025-09-15"
         "| quy 2025-Q4 2025-12-14 2025-12-17, chin 2026-9M 2026-09-14 2026-09-15"},
        {"[dinh_ky.t]\nloai_ky = thang\ntu_ky = 2025-11\n", "2026-01-15",
         "t 2025-11 2025-11-14 2025-11-15, t 2025-12 2025-12-14 2025-12-15, t 2026-01 2026-01-14 2026-01-15"
         "| t 2026-02 2026-02-14 2026-02-15"},
        {"[dinh_ky.q]\nloai_ky = quy\ncac_ky = 1 | 3\ntu_ky = 2025-Q3\n", "2026-03-20",
         "q 2025-Q3 2025-09-14 2025-09-15, q 2026-Q1 2026-03-14 2026-03-15| q 2026-Q3 2026-09-14 2026-09-15"},
        {"[dinh_ky.t]\nloai_ky = thang\ncac_ky = 12\ntu_ky = 2025-12\n", "2025-12-15",
         "t 2025-12 2025-12-14 2025-12-15| t 2026-12 2026-12-14 2026-12-15"},
        {"[dinh_ky.h]\nloai_ky = nua_nam\ntu_ky = 2025-H2\n[dinh_ky.n]\nloai_ky = nam\ntu_ky = 2025\n", "2026-07-01",
         "h 2025-H2 2025-12-14 2025-12-15, n 2025 2025-12-14 2025-12-15, h 2026-H1 2026-06-14 2026-06-15"
         "| h 2026-H2 2026-12-14 2026-12-15, n 2026 2026-12-14 2026-12-15"},
        {QUARTER NINE "quy_tac = duong_lich\n", "2025-10-01",
         "quy 2025-Q3 2025-09-14 2025-09-17, chin 2025-9M 2025-09-30 2025-10-01"
         "| quy 2025-Q4 2025-12-14 2025-12-17, chin 2026-9M 2026-09-30 2026-10-01"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config c = config_of(cases[i].config);

        assert_string_equal(listed(&c, cases[i].today), cases[i].want);
    }
}

/* The last cut-off of any section counts, and dates that the config fixes. */
static void test_fixed(void **state)
{
    struct fixed_range fixed[] = {{"2025-Q3", "", {day("2025-06-01"), day("2025-08-31")}, 1},
                                  {"2025-Q3", "nhiem_vu", {DAY_NONE, day("2025-09-10")}, 2}};
    struct config c = config_of(QUARTER);

    (void)state;
    c.fixed = fixed;
    c.nfixed = LENGTH(fixed);
    assert_string_equal(listed(&c, "2025-09-12"), "| quy 2025-Q3 2025-09-10 2025-09-13");
    c = config_of(QUARTER "quy_tac = duong_lich\n");
    c.fixed = fixed;
    c.nfixed = LENGTH(fixed);
    assert_string_equal(listed(&c, "2025-12-31"),
                        "quy 2025-Q3 2025-09-10 2025-09-13| quy 2025-Q4 2025-12-31 2026-01-03");
}

static void test_deadline(void **state)
{
    static const char year[] = "[lich]\nnam = 2025\ncan_cu = thử\n[nghi]\n2025-09-16 = thử\n";
    struct config c = config_of(QUARTER NINE);
    struct calendar *calendar = calendar_open(arena, root);
    struct err err = {.status = ST_OK};
    struct due *v;
    size_t nready, n;
    day_t got;

    (void)state;
    assert_int_equal(file_write(path_join(arena, root, "2025.ini"), year, strlen(year), &err), 0);
    assert_int_equal(schedule_list(arena, &c, day("2025-09-20"), &v, &nready, &n, &err), 0);
    assert_int_equal(schedule_deadline(&v[0], calendar, &got, &err), 0);
    assert_int_equal(got, day("2025-09-18")); /* Sunday 14; Monday 15, Wednesday 17, Thursday 18 */
    assert_int_equal(schedule_deadline(&v[1], calendar, &got, &err), 0);
    assert_int_equal(got, DAY_NONE);
    assert_string_equal(v[0].regular->report, "mac_dinh");
    assert_string_equal(v[1].regular->report, "rieng");
    assert_string_equal(v[0].label, "quý III năm 2025");
}

/* 2026: holidays and a Saturday that is worked as they were announced. */
static void test_day_of_month(void **state)
{
    static const struct {
        const char *first; /* tu_ky */
        int day;
        enum period_rule rule;
        const char *want;
    } cases[] = {
        {"2026-Q1", 25, RULE_ND09, "2026-03-25"},     {"2026-Q3", 25, RULE_ND09, "2026-09-25"},
        {"2026-04", 25, RULE_ND09, "2026-04-28"},     /* Saturday; Sunday is a holiday, Monday is given for it */
        {"2026-08", 22, RULE_ND09, "2026-08-22"},     /* Saturday worked */
        {"2026-08", 31, RULE_ND09, "2026-09-03"},     /* swapped, then holidays */
        {"2026-Q1", 14, RULE_ND09, "2026-04-14"},     /* the cut-off itself is too early */
        {"2026-Q1", 5, RULE_CALENDAR, "2026-04-06"},  /* cut-off 31/3; the 5th is a Sunday */
        {"2026-01", 31, RULE_CALENDAR, "2026-03-02"}, /* February has no 31st; the 28th is a Saturday */
        {"2026-11", 31, RULE_CALENDAR, "2026-12-31"},
    };
    struct calendar *calendar = calendar_open(arena, root);
    struct err err = {.status = ST_OK};

    (void)state;
    assert_int_equal(file_write(path_join(arena, root, "2026.ini"), year_2026, strlen(year_2026), &err), 0);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config c = config_of(arena_printf(
            arena, "[dinh_ky.x]\nloai_ky = %s\ntu_ky = %s\nhan_gui_ngay = %d\nquy_tac = %s\n",
            strchr(cases[i].first, 'Q') ? "quy" : "thang", cases[i].first, cases[i].day, period_rules[cases[i].rule]));
        size_t nready, n;
        struct due *v;
        day_t got;

        assert_int_equal(schedule_list(arena, &c, day("2026-01-01"), &v, &nready, &n, &err), 0);
        assert_int_equal(schedule_deadline(&v[0], calendar, &got, &err), 0);
        if (got != day(cases[i].want)) {
            char iso[11];

            fail_msg("%s, %d: %s", cases[i].first, cases[i].day, day_iso(got, iso));
        }
    }
}

static void test_refused(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"[dinh_ky.x]\nloai_ky = tuan\ntu_ky = 2025-Q3\n", "tuan"},
        {"[dinh_ky.x]\nloai_ky = quy\n", "tu_ky"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-09\n", "không phải là kỳ loại 'quy'"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q5\n", "không hiểu kỳ '2025-Q5'"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q3\nso_thang = 9\n", "dòng 4"},
        {"[dinh_ky.x]\nloai_ky = nhieu_thang\ntu_ky = 2025-9M\n", "so_thang"},
        {"[dinh_ky.x]\nloai_ky = nhieu_thang\nso_thang = 8\ntu_ky = 2025-9M\n", "không phải là kỳ loại"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q3\nmau = ../x\n", "0-9 . _ -; hãy đổi."},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q3\nhan = 2\n", "'han'"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q3\nhan_gui_ngay = 32\n", "dòng 4"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q3\nhan_gui = 2\nhan_gui_ngay = 25\n", "han_gui_ngay"},
        {"[dinh_ky.x]\nloai_ky = quy\ncac_ky = 1 | 5\ntu_ky = 2025-Q3\n", "'5'"},
        {"[dinh_ky.x]\nloai_ky = quy\ncac_ky = Q1\ntu_ky = 2025-Q3\n", "'Q1'"},
        {"[dinh_ky.x]\nloai_ky = nam\ncac_ky = 1\ntu_ky = 2025\n", "cac_ky"},
        {"[dinh_ky.x]\nloai_ky = quy\ncac_ky = 1\ntu_ky = 2025-Q3\n", "không thuộc cac_ky"},
        {"[dinh_ky.x]\nloai_ky = quy\ntu_ky = 2025-Q3\nquy_tac = nd9\n", "có phải bạn muốn viết 'nd09'"},
        {QUARTER "[dinh_ky.x]\nloai_ky = quy\ncac_ky = 1\ntu_ky = 2026-Q1\nquy_tac = duong_lich\n", "[dinh_ky.quy]"},
        {NINE "quy_tac = duong_lich\n[dinh_ky.x]\nloai_ky = nhieu_thang\nso_thang = 9\ntu_ky = 2025-9M\nmau = rieng\n",
         "quy_tac khác nhau"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const struct config c = {.ini = ini_of(cases[i].text), .report = "mac_dinh", .rule = RULE_ND09};
        struct err err = {.status = ST_OK};
        struct regular *v;
        size_t n;

        assert_int_equal(schedule_read(arena, &c, &v, &n, &err), -1);
        assert_int_equal(err.status, ST_CONFIG);
        if (!strstr(err.text, cases[i].want))
            fail_msg("%s", err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),         cmocka_unit_test(test_fixed),   cmocka_unit_test(test_deadline),
        cmocka_unit_test(test_day_of_month), cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
