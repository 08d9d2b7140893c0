#include <time.h>

#include "base/date.h"
#include "unit.h"

/* Every day of the range against the C library's proleptic Gregorian calendar. */
static void every_day_there_and_back(void **state)
{
    day_t first = day_from_ymd(1900, 1, 1), last = day_from_ymd(2200, 12, 31);

    (void)state;
    assert_int_equal(first, -25567);
    assert_int_equal(last - first + 1, 301 * 365 + 73); /* 73 leap days: 1904…2196 without 2100 */
    for (day_t d = first; d <= last; d++) {
        time_t seconds = (time_t)d * 86400;
        struct ymd t = day_to_ymd(d);
        char iso[11];
        struct tm tm;

        assert_non_null(gmtime_r(&seconds, &tm));
        assert_int_equal(t.year, tm.tm_year + 1900);
        assert_int_equal(t.month, tm.tm_mon + 1);
        assert_int_equal(t.day, tm.tm_mday);
        assert_int_equal(day_weekday(d), tm.tm_wday);
        assert_int_equal(day_from_ymd(t.year, t.month, t.day), d);
        assert_int_equal(day_parse_iso(day_iso(d, iso), 10), d);
    }
}

static void no_such_day(void **state)
{
    static const struct ymd cases[] =
        {
            {2019, 2, 29},   {2018, 2, 30},      {1900, 2, 29},      {2100, 2, 29}, {2018, 4, 31}, {2018, 6, 31},
            {2018, 9, 31},   {2018, 11, 31},     {2018, 1, 32},      {2018, 0, 1},  {2018, 13, 1}, {2018, 1, 0},
            {2018, -1, 1},   {2018, 1, -1},      {1899, 12, 31},     {2201, 1, 1},  {0, 1, 1},     {INT_MAX, 1, 1},
            {INT_MIN, 1, 1}, {2018, INT_MAX, 1}, {2018, 1, INT_MAX},
        },
                            *c;
    char iso[11] = "x";

    (void)state;
    for (EACH(c, cases))
        assert_int_equal(day_from_ymd(c->year, c->month, c->day), DAY_NONE);
    assert_int_not_equal(day_from_ymd(2000, 2, 29), DAY_NONE);
    assert_int_not_equal(day_from_ymd(2020, 2, 29), DAY_NONE);
    assert_string_equal(day_iso(DAY_NONE, iso), "");
}

static void years_later(void **state)
{
    static const struct {
        struct ymd from;
        int years;
        const char *want;
    } cases[] =
        {
            {{2020, 2, 29}, -1, "2019-02-28"},  {{2020, 2, 29}, -4, "2016-02-29"}, {{2020, 2, 29}, 0, "2020-02-29"},
            {{2020, 2, 29}, 80, "2100-02-28"},  {{2019, 2, 28}, 1, "2020-02-28"},  {{2018, 10, 14}, -1, "2017-10-14"},
            {{2017, 12, 15}, -1, "2016-12-15"}, {{2200, 12, 31}, 1, ""},           {{1900, 1, 1}, -1, ""},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        char iso[11];

        day_iso(day_add_years(day_from_ymd(c->from.year, c->from.month, c->from.day), c->years), iso);
        assert_string_equal(iso, c->want);
    }
    assert_int_equal(day_add_years(DAY_NONE, 1), DAY_NONE);
}

static void iso_is_strict(void **state)
{
    static const char *const bad[] = {"",           "2018",        "2018-10-1",   "2018-10-014", "2018/10/14",
                                      "14/10/2018", "2018-10-14 ", " 2018-10-14", "2018-1a-14",  "2018-02-29",
                                      "-018-10-14", "2018-10-32",  "1899-12-31"};
    const char *const *s;

    (void)state;
    assert_int_equal(day_parse_iso("2018-10-14", 10), 17818);
    assert_int_equal(day_parse_iso("2018-10-14T08:00", 10), 17818);
    assert_int_equal(day_parse_iso("2018-10-14", 9), DAY_NONE);
    for (EACH(s, bad))
        assert_int_equal(day_parse_iso(*s, (int)strlen(*s)), DAY_NONE);
}

static void forms_that_people_and_systems_write(void **state)
{
    static const struct {
        const char *text, *want; /* "" is DAY_NONE */
    } cases[] =
        {
            {"2018-10-14", "2018-10-14"},
            {"14/10/2018", "2018-10-14"},
            {"1/8/2018", "2018-08-01"},
            {"01/08/2018", "2018-08-01"},
            {"5/12/2018", "2018-12-05"}, /* day first, never month first */
            {"  14/10/2018 ", "2018-10-14"},
            {"29/2/2020", "2020-02-29"},
            {"29/2/2019", ""},
            {"13/13/2018", ""},
            {"0/1/2018", ""},
            {"14/10/18", ""},
            {"14/10", ""},
            {"014/10/2018", ""},
            {"14-10-2018", ""},
            {"2018-10-4", ""},
            {"2018-1-04", ""},
            {"2018/10/14", ""},
            {"2018.10.14", ""},
            {"14.10.2018", ""},
            {"20181014", ""},
            {"43387", ""}, /* day number of a spreadsheet */
            {"", ""},
            {"  ", ""},
            {"-", ""},
            {"không rõ", ""},
            {"14/10/2018x", ""},
            {"14/10/2018 x", ""},
            {"2018-10-14-", ""},
            /* local time */
            {"2018-10-14T00:00", "2018-10-14"},
            {"2018-10-14T23:59:59", "2018-10-14"},
            {"2018-10-14 8:05", "2018-10-14"},
            {"2018-10-14  08:05:09", "2018-10-14"},
            {"14/10/2018 08:05:09", "2018-10-14"},
            {"14/10/2018T08:05", "2018-10-14"},
            {"2018-10-14T08:05:09.123456789", "2018-10-14"},
            {"2018-10-14T08:05:09,5", "2018-10-14"},
            {"2018-10-14T", ""},
            {"2018-10-14T08", ""},
            {"2018-10-14 08", ""},
            {"2018-10-14T08:5", ""},
            {"2018-10-14T24:00", ""},
            {"2018-10-14T08:60", ""},
            {"2018-10-14T08:05:61", ""},
            {"2018-10-14T08:05:", ""},
            {"2018-10-14T08:05:09.", ""},
            {"2018-10-14T08:05 chiều", ""},
            {"2018-10-1408:05", ""},
            {"2018-10-14Z", ""},
            /* with a zone: the day in Việt Nam, +07:00 */
            {"2018-10-14T16:59:59Z", "2018-10-14"},
            {"2018-10-14T17:00:00Z", "2018-10-15"},
            {"2018-12-31T17:00:00.000Z", "2019-01-01"},
            {"2020-02-28T17:00Z", "2020-02-29"},
            {"2018-10-14T23:59:59+07:00", "2018-10-14"},
            {"2018-10-14T00:00:00+07:00", "2018-10-14"},
            {"2018-10-14T00:59:59+08:00", "2018-10-13"},
            {"2018-10-14T01:00:00+08:00", "2018-10-14"},
            {"2018-01-01T00:00:00+09:00", "2017-12-31"},
            {"2018-10-14T12:00:00-05:00", "2018-10-15"},
            {"2018-10-14T11:59:00-05:00", "2018-10-14"},
            {"2018-10-14T17:29:00+00:30", "2018-10-14"},
            {"2018-10-14T17:30:00+00:30", "2018-10-15"},
            {"2018-10-14 08:05:09 +0700", "2018-10-14"},
            {"2018-10-14 18:00+00", "2018-10-15"},
            {"14/10/2018 17:00:00Z", "2018-10-15"},
            {"2018-10-14T08:05+7", ""},
            {"2018-10-14T08:05+07:0", ""},
            {"2018-10-14T08:05+07:60", ""},
            {"2018-10-14T08:05+15:00", ""},
            {"2018-10-14T08:05+", ""},
            {"2018-10-14T08:05ZZ", ""},
            {"2200-12-31T17:00Z", ""},
            {"1900-01-01T00:00+08:00", ""},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        char iso[11];

        day_iso(day_parse_any(c->text), iso);
        if (strcmp(iso, c->want))
            CASE("%s", c->text);
        assert_string_equal(iso, c->want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_there_and_back),
        cmocka_unit_test(no_such_day),
        cmocka_unit_test(years_later),
        cmocka_unit_test(iso_is_strict),
        cmocka_unit_test(forms_that_people_and_systems_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
