/* What the scan notices of dossiers. */
#include <stdlib.h>

#include "data/notice.h"
#include "unit.h"

static const struct range range = {17532, 17896}; /* 2018 */

static void kinds(void **state)
{
    enum { R = 17600 };
    static const struct {
        const char *what;
        struct dossier_dates d;
        int has_reason;
        unsigned want;
    } cases[] =
        {
            {"in time", {R, R + 9, R + 8, DAY_NONE, DAY_NONE, OUTCOME_GRANTED}, 0, 0},
            {"on the due day", {R, R + 9, R + 9, DAY_NONE, DAY_NONE, OUTCOME_REFUSED}, 0, 1u << NOTICE_ON_DUE},
            {"on the due day, withdrawn", {R, R + 9, R + 9, DAY_NONE, DAY_NONE, OUTCOME_WITHDRAWN}, 0, 0},
            {"late", {R, R + 9, R + 10, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 1u << NOTICE_NO_REASON},
            {"late, with a reason", {R, R + 9, R + 10, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 1, 0},
            {"withdrawn late",
             {R, R + 9, R + 10, DAY_NONE, DAY_NONE, OUTCOME_WITHDRAWN},
             0,
             1u << NOTICE_SET_ASIDE_LATE},
            {"open, due passed", {R, R + 9, DAY_NONE, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 1u << NOTICE_NO_REASON},
            {"open, suspended", {R, R + 9, DAY_NONE, R + 1, DAY_NONE, OUTCOME_NONE}, 0, 0},
            {"open, due behind the period", {R, 17900, DAY_NONE, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 0},
            {"no due day", {R, DAY_NONE, R, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 1u << NOTICE_NO_DUE},
            {"due the day it came", {R, R, R, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 1u << NOTICE_ON_DUE},
            {"due the day before", {R, R - 1, R, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 1, 1u << NOTICE_DUE_FIRST},
            {"on the last day", {R, 17900, 17896, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 1u << NOTICE_LAST_DAY},
            {"behind the last day", {R, 17900, 17897, DAY_NONE, DAY_NONE, OUTCOME_NONE}, 0, 0},
            {"stopped on the last day", {R, 17900, 17896, DAY_NONE, DAY_NONE, OUTCOME_STOPPED}, 0, 0},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct dossier_class class = classify(&c->d, range, RETURNED_ON_TIME);

        CASE("%s", c->what);
        assert_int_equal(notice_of(&c->d, &class, c->has_reason, notice_last_working_day(range)), c->want);
    }
}

static void last_working_day(void **state)
{
    static const struct {
        int year, month, day, want; /* of the same month */
    } cases[] = {{2018, 12, 31, 31}, {2018, 10, 14, 12}, {2018, 9, 15, 14}, {2018, 9, 14, 14}}, *c;

    (void)state;
    for (EACH(c, cases)) {
        day_t to = day_from_ymd(c->year, c->month, c->day);

        CASE("%d-%d-%d", c->year, c->month, c->day);
        assert_int_equal(notice_last_working_day((struct range){to - 30, to}), to - c->day + c->want);
        assert_int_equal(notice_last_working_day((struct range){to, to}), to);
    }
}

static int by_rowid(const void *x, const void *y)
{
    const struct sighting *a = x, *b = y;

    return (a->rowid > b->rowid) - (a->rowid < b->rowid);
}

/* The first ones, whatever the order: a few days with many dossiers each, and one day for all. */
static void first_ones(void **state)
{
    static const struct {
        int n, days;
        size_t want;
    } cases[] = {{3, 1, 3}, {5, 1, 5}, {6, 1, 6}, {1000, 1, 1000}, {1000, 1000, 5}, {1000, 500, 6}, {1000, 100, 10}},
      *c;

    static const int steps[] = {1, 7, 333, 999}; /* prime to 1000 */

    (void)state;
    for (EACH(c, cases)) {
        struct arena *a = arena_new();

        CASE("%d of %d days", c->n, c->days);
        for (size_t s = 0; s < LENGTH(steps); s++) {
            struct noticed noticed = {0};

            for (int i = 0; i < c->n; i++) {
                int k = c->n == 1000 ? i * steps[s] % c->n : i;

                notice_add(a, &noticed, 100 + k % c->days, k);
            }
            notice_finish(&noticed);
            assert_int_equal(noticed.count, c->n);
            assert_int_equal(noticed.seen.n, c->want);
            qsort(noticed.seen.v, noticed.seen.n, sizeof *noticed.seen.v, by_rowid);
            for (size_t i = 0; i < noticed.seen.n; i++)
                assert_true(noticed.seen.v[i].received < 100 + EXAMPLES);
        }
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(last_working_day),
        cmocka_unit_test(first_ones),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
