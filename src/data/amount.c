#include "data/amount.h"

#include <stddef.h>

#include "base/arena.h"

enum { DIGITS_MAX = 18 }; /* fit into 64 bits */

int amount_parse(const char *s, struct amount *out)
{
    int negative = *s == '-', digits = 0, places = -1;
    int64_t n = 0;

    for (s += negative; *s; s++) {
        if (*s == '.' && places < 0 && digits) {
            places = 0;
            continue;
        }
        if (*s < '0' || *s > '9' || digits == DIGITS_MAX)
            return 0;
        n = n * 10 + (*s - '0');
        digits += n != 0 || digits == 0 || places >= 0; /* leading zeros are no digits to count */
        places += places >= 0;
    }
    if (!digits || places == 0)
        return 0;
    *out = (struct amount){negative ? -n : n, places < 0 ? 0 : places};
    return 1;
}

static int raise_places(struct amount *x, int places)
{
    struct amount r = *x;

    for (; r.places < places; r.places++)
        if (__builtin_mul_overflow(r.n, 10, &r.n))
            return 0;
    *x = r;
    return 1;
}

int amount_align(struct amount *x, struct amount *y)
{
    return x->places < y->places ? raise_places(x, y->places) : raise_places(y, x->places);
}

int amount_add(struct amount *sum, struct amount x, int sign)
{
    struct amount s = *sum;

    if (!amount_align(&s, &x) || __builtin_mul_overflow(x.n, sign, &x.n) || __builtin_add_overflow(s.n, x.n, &s.n))
        return 0;
    *sum = s;
    return 1;
}

const char *amount_text(struct arena *a, struct amount x, int64_t *whole)
{
    int64_t unit = 1, part;

    for (int i = 0; i < x.places; i++)
        unit *= 10;
    *whole = x.n / unit;
    part = x.n % unit;
    if (!part)
        return NULL;
    return arena_printf(a, "%s%lld.%0*lld", x.n < 0 ? "-" : "", (long long)(*whole < 0 ? -*whole : *whole), x.places,
                        (long long)(part < 0 ? -part : part));
}
