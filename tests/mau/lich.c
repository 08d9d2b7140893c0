#include <assert.h>
#include <string.h>

#include "mau.h"

struct calendar {
    day_t from, to;
    int32_t *upto;    /* working days in [from, day], one per day */
    day_t *working;   /* in order */
    uint8_t *holiday; /* one per day */
};

struct calendar *calendar_new(struct arena *a, const struct sample *s, day_t from, day_t to)
{
    size_t n = (size_t)(to - from + 1);
    struct calendar *c = arena_alloc(a, sizeof *c);
    *c = (struct calendar){.from = from,
                           .to = to,
                           .upto = arena_alloc(a, n * sizeof *c->upto),
                           .working = arena_alloc(a, n * sizeof *c->working),
                           .holiday = arena_alloc(a, n)};
    for (size_t i = 0; i < s->nholidays; i++) {
        day_t d = must_day(s->holiday[i]);
        if (d >= from && d <= to)
            c->holiday[d - from] = 1;
    }
    int32_t seen = 0;
    for (day_t d = from; d <= to; d++) {
        int weekday = day_weekday(d);
        if (weekday != 0 && weekday != 6 && !c->holiday[d - from])
            c->working[seen++] = d;
        c->upto[d - from] = seen;
    }
    return c;
}

static int32_t upto(const struct calendar *c, day_t d)
{
    assert(d >= c->from && d <= c->to);
    return c->upto[d - c->from];
}

day_t calendar_add(const struct calendar *c, day_t day, int n)
{
    if (n == 0)
        return day;
    int32_t at = upto(c, day) + n;
    assert(at > 0 && at <= upto(c, c->to));
    return c->working[at - 1];
}

int calendar_between(const struct calendar *c, day_t from, day_t to)
{
    return upto(c, to) - upto(c, from);
}

int calendar_is_holiday(const struct calendar *c, day_t day)
{
    assert(day >= c->from && day <= c->to);
    return c->holiday[day - c->from];
}
