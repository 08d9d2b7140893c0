/* Printed numbers → values: what base/vi.h writes, read back. */
#include <stdlib.h>
#include <string.h>

#include "base/vi.h"
#include "doc/gate_impl.h"

enum { DECIMALS = 9 };

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *gate_skip_blanks(const char *s)
{
    for (;;) {
        if (*s == ' ')
            s++;
        else if (strncmp(s, "\xC2\xA0", 2) == 0)
            s += 2;
        else
            return s;
    }
}

static int push(int64_t *value, char digit)
{
    return !__builtin_mul_overflow(*value, 10, value) && !__builtin_add_overflow(*value, digit - '0', value);
}

/* "307.485": digits in groups of three. NULL if it is no such number. */
static const char *read_whole(const char *s, int64_t *out)
{
    size_t n = strspn(s, "0123456789");

    *out = 0;
    if (!n || (n > 3 && s[n] == '.' && is_digit(s[n + 1])))
        return NULL;
    for (;;) {
        for (size_t i = 0; i < n; i++)
            if (!push(out, s[i]))
                return NULL;
        s += n;
        if (*s != '.' || !is_digit(s[1]))
            return s;
        n = strspn(++s, "0123456789");
        if (n != 3)
            return NULL;
    }
}

struct reading gate_read(const char *text, int is_rate)
{
    static const char *const bounds[] = {"trên", "dưới"};
    const struct reading nothing = {.kind = READ_NOTHING};
    struct reading r = {.kind = READ_COUNT};
    const char *s = gate_skip_blanks(text);
    int negative = 0;

    if (strcmp(s, "–") == 0)
        return (struct reading){.kind = READ_DASH};
    if (strcmp(s, "…") == 0)
        return (struct reading){.kind = READ_MISSING};
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (strncmp(s, bounds[i], strlen(bounds[i])) == 0)
            s = gate_skip_blanks(s + strlen(bounds[i]));
    if (*s == '-') {
        negative = 1;
        s++;
    }
    s = read_whole(s, &r.value);
    if (!s)
        return nothing;
    if (*s == ',' && is_digit(s[1]))
        for (s++; is_digit(*s); s++, r.decimals++)
            if (r.decimals == DECIMALS || !push(&r.value, *s))
                return nothing;
    if (*s == '%') {
        is_rate = 1;
        s++;
    }
    if (*gate_skip_blanks(s))
        return nothing;
    if (is_rate) {
        r.kind = READ_RATE;
        for (; r.decimals < 2; r.decimals++)
            if (!push(&r.value, '0'))
                return nothing;
        if (r.decimals > 2)
            return nothing;
    }
    if (negative)
        r.value = -r.value;
    return r;
}

int reading_align(const struct reading *x, const struct reading *y, int64_t *left, int64_t *right)
{
    *left = x->value;
    *right = y->value;
    for (int i = x->decimals; i < y->decimals; i++)
        if (__builtin_mul_overflow(*left, 10, left))
            return 0;
    for (int i = y->decimals; i < x->decimals; i++)
        if (__builtin_mul_overflow(*right, 10, right))
            return 0;
    return 1;
}

int reading_compare(const struct reading *x, const struct reading *y)
{
    int64_t left, right;

    if (!reading_align(x, y, &left, &right))
        return x->value < y->value ? -1 : 1;
    return left < right ? -1 : left > right;
}

struct reading reading_of_value(const struct value *v)
{
    const char *point;
    struct reading r = {.kind = READ_COUNT, .value = v->num};

    if (v->state == VALUE_UNDEFINED)
        return (struct reading){.kind = READ_DASH};
    if (v->state != VALUE_OK || v->entered)
        return (struct reading){.kind = READ_NOTHING};
    if (v->den)
        return (struct reading){.kind = READ_RATE, .value = vi_percent_hundredths(v->num, v->den), .decimals = 2};
    if (!v->decimal)
        return r;
    point = strchr(v->decimal, '.');
    r.value = 0;
    for (const char *s = v->decimal; *s; s++)
        if (is_digit(*s) && !push(&r.value, *s))
            return (struct reading){.kind = READ_NOTHING};
    if (v->decimal[0] == '-')
        r.value = -r.value;
    r.decimals = point ? (int)strlen(point + 1) : 0;
    return r;
}

char *reading_text(struct arena *a, const struct reading *r)
{
    int64_t unit = 1, size = r->value < 0 ? -r->value : r->value;

    if (r->kind != READ_COUNT)
        return arena_strdup(a, r->kind == READ_DASH   ? "–"
                               : r->kind == READ_RATE ? vi_percent(a, r->value, 10000)
                                                      : "…");
    if (!r->decimals)
        return vi_count(a, r->value);
    for (int i = 0; i < r->decimals; i++)
        unit *= 10;
    return vi_decimal(a,
                      arena_printf(a, "%s%jd.%0*jd", r->value < 0 ? "-" : "", (intmax_t)(size / unit), r->decimals,
                                   (intmax_t)(size % unit)),
                      0);
}
