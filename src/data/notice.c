#include "data/notice.h"

#include <stdlib.h>

enum { SUNDAY = 0, SATURDAY = 6, CUT_FROM = 32 /* entries: cutting is then rare */ };

day_t notice_last_working_day(struct range r)
{
    day_t d = r.to;

    while (d > r.from && (day_weekday(d) == SATURDAY || day_weekday(d) == SUNDAY))
        d--;
    return d;
}

unsigned notice_of(const struct dossier_dates *d, const struct dossier_class *c, int has_reason, day_t last_working)
{
    int resolved = c->outcome == OUTCOME_GRANTED || c->outcome == OUTCOME_REFUSED, set_aside = c->outcome && !resolved;
    int overdue = c->state == STATE_LATE || c->state == STATE_OPEN_OVERDUE;
    unsigned bits = 0;

    bits |= (unsigned)(c->has_due && d->due < d->received) << NOTICE_DUE_FIRST;
    bits |= (unsigned)!c->has_due << NOTICE_NO_DUE;
    bits |= (unsigned)(set_aside && c->late) << NOTICE_SET_ASIDE_LATE;
    bits |= (unsigned)(overdue && !has_reason) << NOTICE_NO_REASON;
    bits |= (unsigned)(resolved && d->ended == d->due) << NOTICE_ON_DUE;
    bits |= (unsigned)(resolved && d->ended >= last_working) << NOTICE_LAST_DAY;
    return bits;
}

static int by_day(const void *x, const void *y)
{
    const struct sighting *a = x, *b = y;

    return (a->received > b->received) - (a->received < b->received);
}

static void cut(struct noticed *n)
{
    size_t i = EXAMPLES;

    if (n->seen.n <= EXAMPLES)
        return;
    qsort(n->seen.v, n->seen.n, sizeof *n->seen.v, by_day);
    while (i < n->seen.n && n->seen.v[i].received == n->seen.v[EXAMPLES - 1].received)
        i++;
    n->seen.n = i;
}

void notice_add(struct arena *a, struct noticed *n, day_t received, int64_t rowid)
{
    n->count++;
    /* Cut before, the list begins with the first ones in order. */
    if (n->limit && received > n->seen.v[EXAMPLES - 1].received)
        return;
    *vec_add(a, &n->seen) = (struct sighting){received, rowid};
    if (n->seen.n < (n->limit ? n->limit : CUT_FROM))
        return;
    cut(n);
    n->limit = 2 * n->seen.n > CUT_FROM ? 2 * n->seen.n : CUT_FROM;
}

void notice_finish(struct noticed *n)
{
    cut(n);
}
