/* Plan lines → cells (one unit, one field) → dossiers. */
#include <stdlib.h>
#include <string.h>

#include "ho_so.h"

struct cell {
    const struct sample_line *line;
    size_t unit;
    int32_t online, before, state[STATES], suspended, returned, withdrawn;
};

struct cells {
    struct cell *v;
    size_t n, cap;
};

static int32_t total_of(const int32_t state[STATES])
{
    return state[EARLY] + state[ON_TIME] + state[LATE] + state[OPEN] + state[OPEN_LATE];
}

static int32_t resolved_of(const int32_t state[STATES])
{
    return state[EARLY] + state[ON_TIME] + state[LATE];
}

static int is_shared(const struct sample_line *l, const char *level)
{
    return !l->unit && strcmp(l->level, level) == 0;
}

static void cell_of_unit(struct arena *a, const struct sample *s, const struct sample_line *l, struct cells *out)
{
    size_t u = 0;
    while (u < s->nunits && strcmp(s->unit[u].code, l->unit) != 0)
        u++;
    if (u == s->nunits || !s->unit[u].dossier_prefix)
        fail("line of %s: no such unit, or no prefix for its dossiers", l->unit);
    struct cell *c = vec_add(a, out);
    *c = (struct cell){.line = l,
                       .unit = u,
                       .online = l->online,
                       .before = l->before,
                       .suspended = l->suspended,
                       .returned = l->returned,
                       .withdrawn = l->withdrawn};
    memcpy(c->state, l->state, sizeof c->state);
}

/* One figure of a line, shared out over its cells: cells i, i + step, i + 2·step … belong to the line. */
static void share_out(struct arena *a, int32_t total, struct cell *first, size_t step, size_t n, size_t member,
                      int32_t (*limit_of)(const struct cell *))
{
    int32_t *weight = arena_alloc(a, n * sizeof *weight), *limit = arena_alloc(a, n * sizeof *limit);
    int32_t *part = arena_alloc(a, n * sizeof *part);
    for (size_t i = 0; i < n; i++) {
        weight[i] = total_of(first[i * step].state);
        limit[i] = limit_of(&first[i * step]);
    }
    split_total(total, weight, limit, n, part);
    for (size_t i = 0; i < n; i++)
        memcpy((char *)&first[i * step] + member, &part[i], sizeof part[i]);
}

static int32_t online_limit(const struct cell *c)
{
    return total_of(c->state) - c->before;
}

static int32_t before_limit(const struct cell *c)
{
    return resolved_of(c->state) / 2;
}

static int32_t suspended_limit(const struct cell *c)
{
    return c->state[OPEN];
}

static int32_t returned_limit(const struct cell *c)
{
    return c->state[ON_TIME] / 4;
}

/* Lines of a level over its units: exact by state (shares that do not add up to the lines are weights), then the rest
 * by size. */
static void cells_of_level(struct arena *a, const struct sample *s, const char *level, struct cells *out)
{
    const struct sample_dossiers *plan = s->dossiers;
    size_t nlines = 0, nunits = 0;
    for (size_t i = 0; i < plan->nlines; i++)
        nlines += (size_t)is_shared(&plan->line[i], level);
    for (size_t i = 0; i < s->nunits; i++)
        nunits += strcmp(s->unit[i].level, level) == 0 && s->unit[i].dossier_prefix;
    if (nlines == 0)
        return;

    size_t start = out->n;
    for (size_t u = 0; u < s->nunits; u++) {
        if (strcmp(s->unit[u].level, level) != 0 || !s->unit[u].dossier_prefix)
            continue;
        for (size_t i = 0; i < plan->nlines; i++)
            if (is_shared(&plan->line[i], level))
                *vec_add(a, out) = (struct cell){.line = &plan->line[i], .unit = u};
    }
    struct cell *cell = out->v + start;

    int32_t *row = arena_alloc(a, nunits * sizeof *row), *col = arena_alloc(a, nlines * sizeof *col);
    int32_t *share = arena_alloc(a, nunits * sizeof *share);
    int32_t *part = arena_alloc(a, nunits * nlines * sizeof *part);
    for (int k = 0; k < STATES; k++) {
        int32_t total = 0;
        for (size_t l = 0; l < nlines; l++)
            total += col[l] = cell[l].line->state[k];
        for (size_t u = 0; u < nunits; u++)
            share[u] = s->unit[cell[u * nlines].unit].share[k];
        split_total(total, share, NULL, nunits, row);
        split_table(row, nunits, col, nlines, part);
        for (size_t i = 0; i < nunits * nlines; i++)
            cell[i].state[k] = part[i];
    }
    for (size_t l = 0; l < nlines; l++) {
        const struct sample_line *p = cell[l].line;
        share_out(a, p->before, &cell[l], nlines, nunits, offsetof(struct cell, before), before_limit);
        share_out(a, p->online, &cell[l], nlines, nunits, offsetof(struct cell, online), online_limit);
        share_out(a, p->suspended, &cell[l], nlines, nunits, offsetof(struct cell, suspended), suspended_limit);
        share_out(a, p->returned, &cell[l], nlines, nunits, offsetof(struct cell, returned), returned_limit);
        share_out(a, p->withdrawn, &cell[l], nlines, nunits, offsetof(struct cell, withdrawn), returned_limit);
    }
}

static int takes(const struct sample_dossiers *plan, const struct sample_procedure *p, int online)
{
    int offered = strcmp(p->online, "khac") != 0;
    return offered == online || (offered && plan->counter_too);
}

static struct choice choice_of(struct arena *a, const struct sample *s, const struct cell *c, int online)
{
    uint16_t *list = arena_alloc(a, s->nprocedures * sizeof *list);
    uint32_t *upto = arena_alloc(a, s->nprocedures * sizeof *upto);
    uint32_t total = 0;
    size_t n = 0;
    for (size_t i = 0; i < s->nprocedures; i++) {
        const struct sample_procedure *p = &s->procedure[i];
        if (p->weight == 0 || strcmp(p->field, c->line->field) != 0 || strcmp(p->level, s->unit[c->unit].level) != 0 ||
            !takes(s->dossiers, p, online))
            continue;
        total += (uint32_t)p->weight;
        upto[n] = total;
        list[n++] = (uint16_t)i;
    }
    return (struct choice){.procedure = list, .upto = upto, .n = n};
}

/* How a cell's dossiers of one source fall into states; `left` is what the sources before it have not taken. */
static void states_of(const struct cell *c, enum source source, int32_t total, int32_t left[STATES],
                      int32_t out[STATES])
{
    int32_t all = total_of(c->state), resolved = resolved_of(c->state);
    memset(out, 0, STATES * sizeof *out);
    if (source == COUNTER) {
        memcpy(out, left, STATES * sizeof *out);
    } else if (source == BEFORE && resolved) {
        /* What was carried over is the slower part: three times as often late. */
        int32_t late = (int32_t)((int64_t)total * 3 * c->state[LATE] / resolved);
        out[LATE] = late < left[LATE] ? late : left[LATE];
    } else if (source == ONLINE && all && !c->line->online_settled) {
        out[LATE] = (int32_t)((int64_t)total * left[LATE] / all / 2);
        out[OPEN] = (int32_t)((int64_t)total * left[OPEN] / all);
    }
    if (source != COUNTER) {
        int32_t rest = total - out[LATE] - out[OPEN], part[2];
        split_total(rest, left, left, 2, part);
        out[EARLY] = part[0];
        out[ON_TIME] = part[1];
    }
    for (int k = 0; k < STATES; k++)
        left[k] -= out[k];
}

static void make_cell(struct arena *a, struct maker *m, const struct cell *c, struct dossiers *out)
{
    struct choice counter = choice_of(a, m->sample, c, 0), online = choice_of(a, m->sample, c, 1);
    int32_t left[STATES], states[STATES];
    int32_t waiting = c->suspended;
    memcpy(left, c->state, sizeof left);
    for (enum source source = BEFORE; source <= COUNTER; source++) {
        int32_t total = source == BEFORE ? c->before : c->online;
        states_of(c, source, total, left, states);
        const struct choice *choice = source == ONLINE ? &online : &counter;
        if (total_of(states) && choice->n == 0)
            fail("no procedure for %s, %s", m->sample->unit[c->unit].code, c->line->field);
        for (enum state state = EARLY; state < STATES; state++) {
            int32_t suspended = 0;
            if (state == OPEN) {
                int32_t all = states[OPEN] + left[OPEN]; /* not yet taken: the last source takes what is left */
                suspended = all ? (int32_t)((int64_t)waiting * states[OPEN] / all) : 0;
                waiting -= suspended;
            }
            int32_t returned = source == COUNTER && state == ON_TIME ? c->returned : 0;
            int32_t withdrawn = source == COUNTER && state == ON_TIME ? c->withdrawn : 0;
            if (suspended + returned + withdrawn > states[state])
                fail("%s, %s: more special cases than dossiers", m->sample->unit[c->unit].code, c->line->field);
            for (int32_t i = 0; i < states[state]; i++) {
                enum kind kind = i < suspended              ? SUSPENDED
                                 : i < returned             ? RETURNED
                                 : i < returned + withdrawn ? WITHDRAWN
                                                            : PLAIN;
                struct dossier *d = vec_add(a, out);
                maker_draw(m, choice, source, state, kind, c->line->causes, d);
                d->unit = (uint16_t)c->unit;
                d->order = rng_below(&m->rng, UINT32_MAX);
            }
        }
    }
}

static void check_lines(const struct sample_dossiers *plan)
{
    for (size_t i = 0; i < plan->nlines; i++) {
        const struct sample_line *l = &plan->line[i];
        if (l->online + l->counter + l->before != total_of(l->state))
            fail("line %s: (4) + (5) + (6) is not (7) + (11)", l->field);
    }
}

static int by_day_and_order(const void *a, const void *b)
{
    const struct dossier *x = a, *y = b;
    if (x->received != y->received)
        return x->received < y->received ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* Position of the first unit with the same prefix: those share one series of numbers. */
static size_t series_of(const struct sample *s, size_t unit)
{
    size_t i = 0;
    while (!s->unit[i].dossier_prefix || strcmp(s->unit[i].dossier_prefix, s->unit[unit].dossier_prefix) != 0)
        i++;
    return i;
}

static void number(struct arena *a, const struct sample *s, struct dossiers *d)
{
    qsort(d->v, d->n, sizeof *d->v, by_day_and_order);
    uint32_t *last = arena_alloc(a, s->nunits * sizeof *last);
    size_t *series = arena_alloc(a, s->nunits * sizeof *series);
    for (size_t u = 0; u < s->nunits; u++)
        series[u] = s->unit[u].dossier_prefix ? series_of(s, u) : u;
    for (size_t i = 0; i < d->n; i++) {
        if (i > 0 && d->v[i].received != d->v[i - 1].received)
            memset(last, 0, s->nunits * sizeof *last);
        d->v[i].number = ++last[series[d->v[i].unit]];
    }
}

static int wants_home(const struct sample *s, const struct dossier *d, const struct sample_flag *f)
{
    return !d->carried && strcmp(d->channel, "truc_tuyen") == 0 &&
           strcmp(s->procedure[d->procedure].online, f->online) == 0;
}

static int wants_post(const struct sample *s, const struct dossier *d, const struct sample_flag *f)
{
    (void)s, (void)f;
    return !d->carried && strcmp(d->channel, "truc_tiep") == 0;
}

static int wants_post_return(const struct sample *s, const struct dossier *d, const struct sample_flag *f)
{
    (void)f;
    return !d->carried && strcmp(d->outcome, "cap_ket_qua") == 0 && s->procedure[d->procedure].days > 0;
}

/* Marks exactly n of the dossiers that qualify, spread over all of them. */
static void mark(struct maker *m, struct dossiers *d, int32_t n, const struct sample_flag *f,
                 int (*wants)(const struct sample *, const struct dossier *, const struct sample_flag *),
                 void (*set)(struct dossier *))
{
    int32_t left = 0, want = n;
    for (size_t i = 0; i < d->n; i++)
        left += wants(m->sample, &d->v[i], f);
    if (left < want)
        fail("%d dossiers are to be marked, %d qualify", (int)want, (int)left);
    for (size_t i = 0; i < d->n; i++)
        if (wants(m->sample, &d->v[i], f) && rng_select(&m->rng, &want, &left))
            set(&d->v[i]);
}

static void set_home(struct dossier *d)
{
    d->at_home = 1;
}

static void set_post(struct dossier *d)
{
    d->channel = "buu_chinh";
}

static void set_post_return(struct dossier *d)
{
    d->post_return = 1;
}

void dossiers_make(struct arena *a, const struct sample *s, struct dossiers *out)
{
    const struct sample_dossiers *plan = s->dossiers;
    check_lines(plan);
    struct cells cells = {0};
    for (size_t i = 0; i < plan->nlines; i++)
        if (plan->line[i].unit)
            cell_of_unit(a, s, &plan->line[i], &cells);
    static const char *const LEVELS[] = {"tinh", "huyen", "xa"};
    for (size_t i = 0; i < COUNT(LEVELS); i++)
        cells_of_level(a, s, LEVELS[i], &cells);

    struct maker m;
    maker_init(&m, a, s);
    for (size_t i = 0; i < cells.n; i++)
        make_cell(a, &m, &cells.v[i], out);
    number(a, s, out);
    for (size_t i = 0; i < plan->nat_home; i++)
        mark(&m, out, plan->at_home[i].n, &plan->at_home[i], wants_home, set_home);
    mark(&m, out, plan->by_post, NULL, wants_post, set_post);
    mark(&m, out, plan->post_return, NULL, wants_post_return, set_post_return);
}
