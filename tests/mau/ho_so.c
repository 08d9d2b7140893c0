#include <string.h>

#include "ho_so.h"

enum {
    TRIES = 2000000,
    CARRIED_WINDOW = 75,   /* days before the period in which carried dossiers came in */
    SUSPENDED_WINDOW = 60, /* how long a dossier may wait for a supplement */
    OVERDUE_WINDOW = 120,  /* how long ago an open overdue dossier came in */
    OVERDUE_DAYS = 25,     /* … and how long it may be overdue, in working days */
    LATEST = 40            /* working days beyond the due day */
};

void maker_init(struct maker *m, struct arena *a, const struct sample *s)
{
    const struct sample_dossiers *plan = s->dossiers;
    *m =
        (struct maker){.sample = s, .rng = rng_new(plan->seed), .from = must_day(plan->from), .to = must_day(plan->to)};
    m->first = m->from - CARRIED_WINDOW;
    m->last = m->to;
    /* Due days reach beyond the period: room for the longest time limit, a supplement and a late end. */
    m->calendar = calendar_new(a, s, m->first - 30, m->to + 240);
    uint32_t *upto = arena_alloc(a, (size_t)(m->last - m->first + 1) * sizeof *upto);
    uint32_t total = 0;
    for (day_t d = m->first; d <= m->last; d++) {
        if (!calendar_is_holiday(m->calendar, d))
            total += (uint32_t)(plan->weekday[day_weekday(d)] * plan->month[day_to_ymd(d).month - 1]);
        upto[d - m->first] = total;
    }
    m->upto = upto;
}

/* First position whose running weight is above x. */
static size_t above(const uint32_t *upto, size_t n, uint32_t x)
{
    size_t lo = 0, hi = n - 1;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (upto[mid] > x)
            hi = mid;
        else
            lo = mid + 1;
    }
    return lo;
}

static day_t draw_received(struct maker *m, day_t lo, day_t hi)
{
    if (lo < m->first)
        lo = m->first;
    uint32_t base = lo == m->first ? 0 : m->upto[lo - m->first - 1];
    uint32_t x = base + rng_below(&m->rng, m->upto[hi - m->first] - base);
    return m->first + (day_t)above(m->upto, (size_t)(m->last - m->first + 1), x);
}

static int draw_delay(struct maker *m)
{
    int days = 1;
    while (days < LATEST && rng_chance(&m->rng, 4, 5))
        days++;
    return days;
}

static day_t earliest_received(const struct maker *m, enum source source, enum state state, enum kind kind,
                               const struct sample_procedure *p)
{
    day_t lo = source == BEFORE     ? m->first
               : kind == SUSPENDED  ? m->to - SUSPENDED_WINDOW
               : state == OPEN_LATE ? m->to - OVERDUE_WINDOW
                                    : m->from;
    day_t start = must_day(p->from);
    return start != DAY_NONE && start > lo ? start : lo;
}

/* Sets `ended` by the state; 0 if these dates cannot give it. */
static int draw_end(struct maker *m, enum state state, enum kind kind, struct dossier *d)
{
    const struct calendar *c = m->calendar;
    int span = calendar_between(c, d->received, d->due);
    d->ended = DAY_NONE;
    if (kind == RETURNED || kind == WITHDRAWN) {
        /* Counted as on time whatever the day: mostly early, a few after the due day. */
        int days = rng_chance(&m->rng, 1, 12) ? span + draw_delay(m) : 1 + (int)rng_below(&m->rng, (uint32_t)span);
        d->ended = calendar_add(c, d->received, days);
    } else if (state == EARLY) {
        if (span == 0)
            return 0;
        int most = span * 6 / 10 > 1 ? span * 6 / 10 : 1;
        d->ended = calendar_add(c, d->received, span - 1 - (int)rng_below(&m->rng, (uint32_t)most));
    } else if (state == ON_TIME) {
        d->ended = d->due;
    } else if (state == LATE) {
        d->ended = calendar_add(c, d->due, draw_delay(m));
    } else if (kind == SUSPENDED) {
        return 1;
    } else if (state == OPEN) {
        return d->due >= m->to;
    } else {
        return d->due < m->to && calendar_between(c, d->due, m->to) <= OVERDUE_DAYS;
    }
    return d->ended >= m->from && d->ended <= m->to && (d->supplied == DAY_NONE || d->ended > d->supplied);
}

static int draw_dates(struct maker *m, const struct sample_procedure *p, enum source source, enum state state,
                      enum kind kind, struct dossier *d)
{
    const struct calendar *c = m->calendar;
    day_t hi = source == BEFORE ? m->from - 1 : m->to;
    day_t lo = earliest_received(m, source, state, kind, p);
    if (lo > hi || (kind != PLAIN && p->days < 3))
        return 0;
    d->received = draw_received(m, lo, hi);
    d->due = calendar_add(c, d->received, p->days);
    d->asked = d->supplied = DAY_NONE;
    if (kind == SUSPENDED) {
        d->asked = calendar_add(c, d->received, 1 + (int)rng_below(&m->rng, 5));
        if (d->asked > m->to)
            return 0;
    } else if (kind == PLAIN && p->days >= 5 && rng_chance(&m->rng, 1, 30)) {
        /* A supplement that came: the waiting time moves the due day. */
        d->asked = calendar_add(c, d->received, 1 + (int)rng_below(&m->rng, 3));
        d->supplied = calendar_add(c, d->asked, 2 + (int)rng_below(&m->rng, 8));
        d->due = calendar_add(c, d->due, calendar_between(c, d->asked, d->supplied));
        if (d->supplied > m->to)
            return 0;
    }
    return draw_end(m, state, kind, d);
}

static const char *draw_cause(struct maker *m, const struct sample_cause *causes)
{
    int total = 0, n = 0;
    for (; causes[n].code; n++)
        total += causes[n].weight;
    int x = (int)rng_below(&m->rng, (uint32_t)total);
    for (n = 0; x >= causes[n].weight; n++)
        x -= causes[n].weight;
    return causes[n].code;
}

static const char *outcome_of(struct maker *m, const struct sample_procedure *p, enum state state, enum kind kind)
{
    if (state == OPEN || state == OPEN_LATE)
        return "";
    if (kind == RETURNED)
        return "tra_lai";
    if (kind == WITHDRAWN)
        return "rut";
    return p->days >= 5 && rng_chance(&m->rng, 1, 400) ? "tu_choi" : "cap_ket_qua";
}

void maker_draw(struct maker *m, const struct choice *c, enum source source, enum state state, enum kind kind,
                const struct sample_cause *causes, struct dossier *out)
{
    for (int tries = 0; tries < TRIES; tries++) {
        size_t at = above(c->upto, c->n, rng_below(&m->rng, c->upto[c->n - 1]));
        const struct sample_procedure *p = &m->sample->procedure[c->procedure[at]];
        if (!draw_dates(m, p, source, state, kind, out))
            continue;
        out->procedure = c->procedure[at];
        out->channel = source == ONLINE ? "truc_tuyen" : "truc_tiep";
        out->carried = source == BEFORE;
        out->outcome = outcome_of(m, p, state, kind);
        out->cause = state == LATE || state == OPEN_LATE ? draw_cause(m, causes) : "";
        return;
    }
    fail("no dates for state %d, source %d, kind %d in field %s", state, source, kind,
         m->sample->procedure[c->procedure[0]].field);
}
