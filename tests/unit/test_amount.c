#include "base/arena.h"
#include "data/amount.h"
#include "unit.h"

static const struct {
    const char *text;
    int ok, places;
    int64_t n;
} texts[] = {
    {"0", 1, 0, 0},
    {"12", 1, 0, 12},
    {"-12", 1, 0, -12},
    {"007", 1, 0, 7},
    {"1.5", 1, 1, 15},
    {"-0.05", 1, 2, -5},
    {"7.50", 1, 2, 750},
    {"999999999999999999", 1, 0, 999999999999999999},
    {"1000000000000000000", 0, 0, 0},
    {"0.12345678901234567", 1, 17, 12345678901234567},
    {"", 0, 0, 0},
    {"-", 0, 0, 0},
    {".5", 0, 0, 0},
    {"5.", 0, 0, 0},
    {"1.2.3", 0, 0, 0},
    {"1,5", 0, 0, 0},
    {"+1", 0, 0, 0},
    {"1e3", 0, 0, 0},
    {" 1", 0, 0, 0},
    {"1-", 0, 0, 0},
};

static void test_parse(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(texts); i++) {
        struct amount x = {77, 77};

        if (amount_parse(texts[i].text, &x) != texts[i].ok)
            fail_msg("'%s'", texts[i].text);
        if (texts[i].ok && (x.n != texts[i].n || x.places != texts[i].places))
            fail_msg("'%s': %lld, %d places", texts[i].text, (long long)x.n, x.places);
    }
}

static const struct {
    const char *x, *y, *sum, *difference; /* canonical; NULL: too large */
} sums[] = {
    {"1", "2", "3", "-1"},
    {"1.5", "2", "3.5", "-0.5"},
    {"1.5", "0.5", "2", "1"},
    {"-0.05", "0.1", "0.05", "-0.15"},
    {"0.1", "0.2", "0.3", "-0.1"},
    {"999999999999999999", "0.5", NULL, NULL},
    {"999999999999999999", "1", "1000000000000000000", "999999999999999998"},
};

static const char *sum_of(struct arena *a, const char *s, const char *t, int sign)
{
    struct amount x = {0}, y = {0};
    const char *text;
    int64_t whole;

    assert_true(amount_parse(s, &x));
    assert_true(amount_parse(t, &y));
    if (!amount_add(&x, y, sign))
        return NULL;
    text = amount_text(a, x, &whole);
    return text ? text : arena_printf(a, "%lld", (long long)whole);
}

static void test_add(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(sums); i++) {
        const char *sum = sum_of(a, sums[i].x, sums[i].y, 1), *difference = sum_of(a, sums[i].x, sums[i].y, -1);

        if (!sums[i].sum) {
            assert_null(sum);
            assert_null(difference);
            continue;
        }
        assert_string_equal(sum, sums[i].sum);
        assert_string_equal(difference, sums[i].difference);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_add),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
