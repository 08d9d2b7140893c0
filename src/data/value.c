#include "data/value.h"

#include <assert.h>
#include <string.h>

#include "base/vi.h"

struct value value_bad(enum value_state state)
{
    return (struct value){.state = state};
}

struct value value_of_amount(struct arena *a, struct amount x)
{
    struct value v = {.state = VALUE_OK};

    v.decimal = amount_text(a, x, &v.num);
    return v;
}

struct amount value_amount(const struct value *v)
{
    struct amount x = {.n = v->num};

    if (v->decimal) {
        int is_amount = amount_parse(v->decimal, &x);

        assert(is_amount);
        (void)is_amount;
    }
    return x;
}

struct value value_ratio(struct value num, struct value den)
{
    struct amount n = value_amount(&num), d = value_amount(&den);

    if (num.state != VALUE_OK)
        return value_bad(num.state);
    if (den.state != VALUE_OK)
        return value_bad(den.state);
    if (d.n == 0 || !amount_align(&n, &d))
        return value_bad(VALUE_UNDEFINED);
    return (struct value){.state = VALUE_OK, .num = d.n < 0 ? -n.n : n.n, .den = d.n < 0 ? -d.n : d.n};
}

static int64_t common_divisor(int64_t x, int64_t y)
{
    while (y) {
        int64_t rest = x % y;

        x = y;
        y = rest;
    }
    return x < 0 ? -x : x;
}

static void reduce(struct value *v)
{
    int64_t d = common_divisor(v->num, v->den);

    if (d > 1) {
        v->num /= d;
        v->den /= d;
    }
}

struct value value_difference(struct arena *a, struct value now, struct value before)
{
    struct value v = {.state = VALUE_OK};
    struct amount x;
    int64_t left, right;

    if (now.state != VALUE_OK)
        return value_bad(now.state);
    if (before.state != VALUE_OK)
        return value_bad(before.state);
    if (now.entered || before.entered)
        return value_bad(VALUE_UNDEFINED);
    if (!now.den && !before.den) {
        x = value_amount(&now);
        return amount_add(&x, value_amount(&before), -1) ? value_of_amount(a, x) : value_bad(VALUE_UNDEFINED);
    }
    reduce(&now);
    reduce(&before);
    if (__builtin_mul_overflow(now.num, before.den, &left) || __builtin_mul_overflow(before.num, now.den, &right) ||
        __builtin_sub_overflow(left, right, &v.num) || __builtin_mul_overflow(now.den, before.den, &v.den))
        return value_bad(VALUE_UNDEFINED);
    return v;
}

struct value value_relative_change(struct arena *a, struct value now, struct value before)
{
    struct value change = value_difference(a, now, before), inverse;

    if (change.state != VALUE_OK || !before.den)
        return change.state == VALUE_OK ? value_ratio(change, before) : change;
    /* (n/d − n0/d0) / (n0/d0) */
    inverse = (struct value){.state = VALUE_OK, .num = before.den, .den = before.num};
    reduce(&change);
    reduce(&inverse);
    if (inverse.den == 0 || __builtin_mul_overflow(change.num, inverse.num, &change.num) ||
        __builtin_mul_overflow(change.den, inverse.den, &change.den))
        return value_bad(VALUE_UNDEFINED);
    return change;
}

struct value value_points(struct value now, struct value before)
{
    if (now.state != VALUE_OK)
        return value_bad(now.state);
    if (before.state != VALUE_OK)
        return value_bad(before.state);
    assert(now.den > 0 && before.den > 0);
    return (struct value){.state = VALUE_OK,
                          .num =
                              vi_percent_hundredths(now.num, now.den) - vi_percent_hundredths(before.num, before.den)};
}

struct value value_rest(struct value rate)
{
    if (rate.state != VALUE_OK)
        return value_bad(rate.state);
    assert(rate.den > 0);
    rate.num = rate.den - rate.num;
    return rate;
}

int value_equal(const struct value *x, const struct value *y)
{
    if (x->state != y->state)
        return 0;
    if (x->state != VALUE_OK)
        return 1;
    if (!x->entered != !y->entered || !x->decimal != !y->decimal)
        return 0;
    if (x->entered)
        return strcmp(x->entered, y->entered) == 0;
    if (x->decimal && strcmp(x->decimal, y->decimal) != 0)
        return 0;
    return x->num == y->num && x->den == y->den;
}
