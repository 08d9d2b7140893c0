#include "base/arena.h"
#include "base/err.h"
#include "base/note.h"
#include "conf/config.h"
#include "unit.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static day_t day(const char *iso)
{
    day_t d = day_parse_iso(iso, (int)strlen(iso));

    assert_int_not_equal(d, DAY_NONE);
    return d;
}

static void assert_range(struct range r, const char *from, const char *to)
{
    char buffer[11];

    assert_string_equal(day_iso(r.from, buffer), from);
    assert_string_equal(day_iso(r.to, buffer), to);
}

static const struct {
    const char *code, *nd09[2], *calendar[2], *label, *before, *next;
} periods[] = {
    {"2018-01",
     {"2017-12-15", "2018-01-14"},
     {"2018-01-01", "2018-01-31"},
     "tháng 01 năm 2018",
     "tháng 01 năm 2017",
     "tháng 02 năm 2018"},
    {"2018-02",
     {"2018-01-15", "2018-02-14"},
     {"2018-02-01", "2018-02-28"},
     "tháng 02 năm 2018",
     "tháng 02 năm 2017",
     "tháng 3 năm 2018"},
    {"2020-02",
     {"2020-01-15", "2020-02-14"},
     {"2020-02-01", "2020-02-29"},
     "tháng 02 năm 2020",
     "tháng 02 năm 2019",
     "tháng 3 năm 2020"},
    {"2018-09",
     {"2018-08-15", "2018-09-14"},
     {"2018-09-01", "2018-09-30"},
     "tháng 9 năm 2018",
     "tháng 9 năm 2017",
     "tháng 10 năm 2018"},
    {"2018-12",
     {"2018-11-15", "2018-12-14"},
     {"2018-12-01", "2018-12-31"},
     "tháng 12 năm 2018",
     "tháng 12 năm 2017",
     "tháng 01 năm 2019"},
    {"2018-Q1",
     {"2017-12-15", "2018-03-14"},
     {"2018-01-01", "2018-03-31"},
     "quý I năm 2018",
     "quý I năm 2017",
     "quý II năm 2018"},
    {"2018-Q2",
     {"2018-03-15", "2018-06-14"},
     {"2018-04-01", "2018-06-30"},
     "quý II năm 2018",
     "quý II năm 2017",
     "quý III năm 2018"},
    {"2018-Q3",
     {"2018-06-15", "2018-09-14"},
     {"2018-07-01", "2018-09-30"},
     "quý III năm 2018",
     "quý III năm 2017",
     "quý IV năm 2018"},
    {"2018-Q4",
     {"2018-09-15", "2018-12-14"},
     {"2018-10-01", "2018-12-31"},
     "quý IV năm 2018",
     "quý IV năm 2017",
     "quý I năm 2019"},
    {"2018-H1",
     {"2017-12-15", "2018-06-14"},
     {"2018-01-01", "2018-06-30"},
     "6 tháng đầu năm 2018",
     "6 tháng đầu năm 2017",
     "6 tháng cuối năm 2018"},
    {"2018-H2",
     {"2018-06-15", "2018-12-14"},
     {"2018-07-01", "2018-12-31"},
     "6 tháng cuối năm 2018",
     "6 tháng cuối năm 2017",
     "6 tháng đầu năm 2019"},
    {"2018-1M",
     {"2017-12-15", "2018-01-14"},
     {"2018-01-01", "2018-01-31"},
     "1 tháng đầu năm 2018",
     "1 tháng đầu năm 2017",
     "11 tháng cuối năm 2018"},
    {"2018-6M",
     {"2017-12-15", "2018-06-14"},
     {"2018-01-01", "2018-06-30"},
     "6 tháng đầu năm 2018",
     "6 tháng đầu năm 2017",
     "6 tháng cuối năm 2018"},
    {"2018-9M",
     {"2017-12-15", "2018-09-14"},
     {"2018-01-01", "2018-09-30"},
     "9 tháng đầu năm 2018",
     "9 tháng đầu năm 2017",
     "03 tháng cuối năm 2018"},
    {"2018-10M",
     {"2017-12-15", "2018-10-14"},
     {"2018-01-01", "2018-10-31"},
     "10 tháng đầu năm 2018",
     "10 tháng đầu năm 2017",
     "02 tháng cuối năm 2018"},
    {"2018-11M",
     {"2017-12-15", "2018-11-14"},
     {"2018-01-01", "2018-11-30"},
     "11 tháng đầu năm 2018",
     "11 tháng đầu năm 2017",
     "tháng 12 năm 2018"},
    {"2018", {"2017-12-15", "2018-12-14"}, {"2018-01-01", "2018-12-31"}, "năm 2018", "năm 2017", "năm 2019"},
};

static void range_and_labels_follow_the_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(periods); i++) {
        struct config c = {.rule = i % 2 ? RULE_CALENDAR : RULE_ND09};
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct period p;

        CASE("%s", periods[i].code);
        assert_int_equal(period_parse(periods[i].code, &p, &e), 0);
        assert_range(period_range(&p, RULE_ND09), periods[i].nd09[0], periods[i].nd09[1]);
        assert_range(period_range(&p, RULE_CALENDAR), periods[i].calendar[0], periods[i].calendar[1]);
        notes_init(&notes, arena);
        assert_int_equal(period_resolve(arena, &c, periods[i].code, DAY_NONE, DAY_NONE, &p, &notes, &e), 0);
        assert_string_equal(p.code, periods[i].code);
        assert_string_equal(p.label, periods[i].label);
        assert_string_equal(p.label_before, periods[i].before);
        assert_string_equal(p.label_next, periods[i].next);
        assert_int_equal(p.nsections, 1);
        assert_string_equal(p.sections[0].name, "");
        assert_int_equal(notes.list.n, 0);
    }
}

static void quarters_make_the_year(void **state)
{
    static const char *const codes[] = {"2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"};
    struct err e = {.status = ST_OK};

    (void)state;
    for (enum period_rule rule = RULE_ND09; rule <= RULE_CALENDAR; rule++) {
        struct range year;
        struct period p;
        day_t next;

        assert_int_equal(period_parse("2018", &p, &e), 0);
        year = period_range(&p, rule);
        next = year.from;
        for (size_t i = 0; i < LENGTH(codes); i++) {
            struct range r;

            assert_int_equal(period_parse(codes[i], &p, &e), 0);
            r = period_range(&p, rule);
            assert_int_equal(r.from, next);
            next = r.to + 1;
        }
        assert_int_equal(next, year.to + 1);
    }
}

static void other_codes_are_refused(void **state)
{
    static const char *const codes[] = {"",          "18",       "2018-",    "2018-1",   "2018-00",  "2018-13",
                                        "2018-Q0",   "2018-Q5",  "2018-q3",  "2018-Q33", "2018-H0",  "2018-H3",
                                        "2018-0M",   "2018-12M", "2018-09M", "2018-9m",  "2018-M",   "2018-100M",
                                        "2018-09-1", "2018 ",    " 2018",    "2018/09",  "20x8-09",  "2018-9",
                                        "1949-09",   "2151",     "0000-01",  "2018-+9",  "2018-Q3 ", "../2018"};

    (void)state;
    for (size_t i = 0; i < LENGTH(codes); i++) {
        struct err e = {.status = ST_OK};
        struct period p;

        CASE("'%s'", codes[i]);
        assert_int_equal(period_parse(codes[i], &p, &e), -1);
        assert_int_equal(e.status, ST_USAGE);
        assert_non_null(strstr(e.text, codes[i]));
    }
}

static void comparison_is_the_same_days_a_year_earlier(void **state)
{
    static const struct {
        const char *from, *to, *before[2];
    } cases[] = {
        {"2017-12-15", "2018-10-14", {"2016-12-15", "2017-10-14"}},
        {"2020-02-01", "2020-02-29", {"2019-02-01", "2019-02-28"}},
        {"2020-02-29", "2020-03-31", {"2019-02-28", "2019-03-31"}},
        {"2021-02-01", "2021-02-28", {"2020-02-01", "2020-02-28"}},
        {"2020-12-16", "2021-05-31", {"2019-12-16", "2020-05-31"}},
        {"2018-10-14", "2018-10-14", {"2017-10-14", "2017-10-14"}},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config c = {.rule = RULE_ND09};
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct period p;

        CASE("%s", cases[i].from);
        notes_init(&notes, arena);
        assert_int_equal(period_resolve(arena, &c, "2020-H1", day(cases[i].from), day(cases[i].to), &p, &notes, &e), 0);
        assert_range(p.sections[0].now, cases[i].from, cases[i].to);
        assert_range(p.sections[0].before, cases[i].before[0], cases[i].before[1]);
    }
}

/* It is the same period whoever makes it; another report, or another kind of period, keeps the config's rule. */
static void a_regular_report_has_its_own_rule(void **state)
{
    struct regular regular[] = {{.kind = PERIOD_QUARTER, .report = "quy", .rule = RULE_CALENDAR},
                                {.kind = PERIOD_MONTHS, .months = 9, .report = "quy", .rule = RULE_CALENDAR}};
    static const struct {
        const char *code, *report, *to;
    } cases[] = {
        {"2020-Q3", "quy", "2020-09-30"}, {"2020-9M", "quy", "2020-09-30"}, {"2020-8M", "quy", "2020-08-14"},
        {"2020-09", "quy", "2020-09-14"}, {"2020-Q3", "thu", "2020-09-14"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct config c = {
            .rule = RULE_ND09, .report = cases[i].report, .regular = regular, .nregular = LENGTH(regular)};
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct period p;

        CASE("%s %s", cases[i].code, cases[i].report);
        notes_init(&notes, arena);
        assert_int_equal(period_resolve(arena, &c, cases[i].code, DAY_NONE, DAY_NONE, &p, &notes, &e), 0);
        assert_int_equal(p.sections[0].now.to, day(cases[i].to));
        assert_int_equal(notes.list.n, 0);
    }
}

/* The dates of a report and of its section "muc" under fixed dates and --from/--to; NULL = not given. */
static const struct {
    const char *fixed[2], *section[2], *asked[2], *own[2], *own_section[2];
    int warned;
} resolved[] = {
    {.own = {"2017-12-15", "2018-10-14"}, .own_section = {"2017-12-15", "2018-10-14"}},
    {.fixed = {"2018-01-01", "2018-09-30"},
     .own = {"2018-01-01", "2018-09-30"},
     .own_section = {"2018-01-01", "2018-09-30"},
     .warned = 1},
    {.fixed = {"2017-12-15", "2018-10-14"},
     .own = {"2017-12-15", "2018-10-14"},
     .own_section = {"2017-12-15", "2018-10-14"}},
    {.fixed = {NULL, "2018-09-30"},
     .own = {"2017-12-15", "2018-09-30"},
     .own_section = {"2017-12-15", "2018-09-30"},
     .warned = 1},
    {.section = {"2018-08-01", NULL}, .own = {"2017-12-15", "2018-10-14"}, .own_section = {"2018-08-01", "2018-10-14"}},
    {.section = {NULL, "2018-06-10"}, .own = {"2017-12-15", "2018-10-14"}, .own_section = {"2017-12-15", "2018-06-10"}},
    {.section = {"2018-01-01", "2018-05-31"},
     .own = {"2017-12-15", "2018-10-14"},
     .own_section = {"2018-01-01", "2018-05-31"}},
    {.section = {"2018-08-01", NULL},
     .asked = {"2018-01-01", "2018-09-30"},
     .own = {"2018-01-01", "2018-09-30"},
     .own_section = {"2018-08-01", "2018-09-30"},
     .warned = 1},
    {.fixed = {"2018-01-01", "2018-05-31"},
     .asked = {"2018-02-01", "2018-02-28"},
     .own = {"2018-02-01", "2018-02-28"},
     .own_section = {"2018-02-01", "2018-02-28"},
     .warned = 1},
    {.asked = {"2017-12-15", "2018-10-14"},
     .own = {"2017-12-15", "2018-10-14"},
     .own_section = {"2017-12-15", "2018-10-14"}},
};

static struct range range_of(const char *const ends[2])
{
    return (struct range){ends[0] ? day(ends[0]) : DAY_NONE, ends[1] ? day(ends[1]) : DAY_NONE};
}

static void config_and_command_line_set_the_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(resolved); i++) {
        struct range asked = range_of(resolved[i].asked);
        struct fixed_range fixed[3] = {{"2018-9M", "", range_of((const char *const[]){"2018-01-01", "2018-01-02"}), 1}};
        struct config c = {.rule = RULE_ND09, .fixed = fixed, .nfixed = 1};
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct period p;

        CASE("%zu", i);
        if (resolved[i].fixed[0] || resolved[i].fixed[1])
            fixed[c.nfixed++] = (struct fixed_range){"2018-10M", "", range_of(resolved[i].fixed), 2};
        if (resolved[i].section[0] || resolved[i].section[1])
            fixed[c.nfixed++] = (struct fixed_range){"2018-10M", "muc", range_of(resolved[i].section), 3};
        notes_init(&notes, arena);
        if (period_resolve(arena, &c, "2018-10M", asked.from, asked.to, &p, &notes, &e))
            fail_msg("%s", e.text);
        assert_range(p.sections[0].now, resolved[i].own[0], resolved[i].own[1]);
        assert_range(p.sections[period_section(&p, "muc")].now, resolved[i].own_section[0], resolved[i].own_section[1]);
        assert_int_equal(notes.list.n, resolved[i].warned);
        if (resolved[i].warned) {
            assert_string_equal(notes.list.v[0].id, "ky_khac_nhan");
            assert_int_equal(notes.list.v[0].level, NOTE_WARNING);
        }
        assert_int_equal(period_section(&p, "muc_khac"), 0);
    }
}

static void impossible_dates_are_refused(void **state)
{
    static const struct {
        const char *fixed[2], *section[2], *asked[2];
        enum status status;
    } cases[] = {
        {.asked = {"2018-01-01", NULL}, .status = ST_USAGE},
        {.asked = {NULL, "2018-01-01"}, .status = ST_USAGE},
        {.asked = {"2018-01-02", "2018-01-01"}, .status = ST_USAGE},
        {.fixed = {"2018-10-15", NULL}, .status = ST_CONFIG},
        {.section = {"2018-10-15", NULL}, .status = ST_CONFIG},
        {.section = {NULL, "2018-01-31"}, .asked = {"2018-02-01", "2018-02-28"}, .status = ST_CONFIG},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct range asked = range_of(cases[i].asked);
        struct fixed_range fixed[2];
        struct ini ini = {.path = "a.ini"};
        struct config c = {.rule = RULE_ND09, .fixed = fixed, .ini = &ini};
        struct err e = {.status = ST_OK};
        struct notes notes;
        struct period p;

        CASE("%zu", i);
        if (cases[i].fixed[0] || cases[i].fixed[1])
            fixed[c.nfixed++] = (struct fixed_range){"2018-10M", "", range_of(cases[i].fixed), 2};
        if (cases[i].section[0] || cases[i].section[1])
            fixed[c.nfixed++] = (struct fixed_range){"2018-10M", "muc", range_of(cases[i].section), 3};
        notes_init(&notes, arena);
        assert_int_equal(period_resolve(arena, &c, "2018-10M", asked.from, asked.to, &p, &notes, &e), -1);
        assert_int_equal(e.status, cases[i].status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(range_and_labels_follow_the_code),
        cmocka_unit_test(quarters_make_the_year),
        cmocka_unit_test(other_codes_are_refused),
        cmocka_unit_test(comparison_is_the_same_days_a_year_earlier),
        cmocka_unit_test(a_regular_report_has_its_own_rule),
        cmocka_unit_test(config_and_command_line_set_the_dates),
        cmocka_unit_test(impossible_dates_are_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
