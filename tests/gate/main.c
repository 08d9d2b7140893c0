/* gate CONFIG PERIOD [UNIT]: what the identity gate finds in a report. The paper as it is must have no error. Then
 * every printed figure, and every printed day of the data, is spoilt by itself: its last digit changes, in a cell or
 * bar its value too, as if it had been counted wrong. Each must be found. Prints how many there are, how many an
 * identity between printed figures finds, and which only the count once more does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "doc/gate.h"
#include "doc/printed.h"
#include "doc/report.h"
#include "run/request.h"

struct trial {
    struct run_context x;
    struct document *doc;
    struct gate_request gate;
    size_t figures, by_identity, by_data, days, days_found;
    VEC(const char *) lonely; /* names of figures that no identity covers */
};

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Errors of the paper as it stands: *identity of them beside those of the count once more. */
static size_t errors(struct trial *t, struct arena *a, size_t *identity, int tell)
{
    struct notes notes;
    size_t n = 0;

    *identity = 0;
    notes_init(&notes, a);
    gate_check(a, &t->gate, t->doc, &notes);
    for (size_t i = 0; i < notes.list.n; i++) {
        const struct note *x = &notes.list.v[i];

        if (x->level != NOTE_ERROR)
            continue;
        n++;
        *identity += strcmp(x->id, "so_khac_dem_lai") != 0;
        if (tell)
            fprintf(stderr, "[%s] %s: %s\n", x->id, x->place, x->text);
    }
    return n;
}

/* Another last digit; NULL if there is none. */
static char *other_digit(struct arena *a, const char *text)
{
    char *s = arena_strdup(a, text);
    size_t n = strlen(s);

    while (n && !is_digit(s[n - 1]))
        n--;
    if (!n)
        return NULL;
    s[n - 1] = s[n - 1] == '9' ? '8' : (char)(s[n - 1] + 1);
    return s;
}

static int64_t count_of(const char *s)
{
    int64_t n = 0;

    for (const char *p = s; *p; p++)
        if (is_digit(*p))
            n = n * 10 + (*p - '0');
    return *s == '-' ? -n : n;
}

static void add_lonely(struct trial *t, const char *id)
{
    const char *name = arena_strndup(t->x.arena, id, strcspn(id, "/"));

    for (size_t i = 0; i < t->lonely.n; i++)
        if (strcmp(t->lonely.v[i], name) == 0)
            return;
    *vec_add(t->x.arena, &t->lonely) = name;
}

/* 1 if it was found. */
static int tried(struct trial *t, const struct printed *p)
{
    struct arena *a = arena_new();
    size_t identity, n = errors(t, a, &identity, 0);

    t->figures++;
    t->by_identity += identity > 0;
    t->by_data += n > 0 && !identity;
    if (!identity)
        add_lonely(t, p->id);
    if (!n)
        fprintf(stderr, "not found: %s (%s), %s\n", p->id, p->text, p->place);
    arena_free(a);
    return n > 0;
}

static int spoil_figure(struct trial *t, const struct printed *p)
{
    char *text = other_digit(t->x.arena, p->text);
    int found;

    if (!text)
        return 1;
    if (p->kind == PRINTED_RUN) {
        struct run *r = (struct run *)p->run, was = *r;

        r->text = text;
        found = tried(t, p);
        *r = was;
    } else if (p->kind == PRINTED_CELL) {
        struct cell *c = (struct cell *)p->cell, was = *c;

        c->text = text_plain(t->x.arena, text);
        c->text.v[0].figure = c->figure;
        if (c->kind == CELL_COUNT)
            c->num = count_of(text);
        found = tried(t, p);
        *c = was;
    } else {
        size_t k = 0;

        while (p->chart->figures[k] != p->id)
            k++;
        p->chart->values[k]++;
        found = tried(t, p);
        p->chart->values[k]--;
    }
    return found;
}

/* ---- days ---- */

static int spoil_day(struct trial *t, const char **text, const char *place)
{
    const char *was = *text, *other = other_digit(t->x.arena, was);
    struct arena *a = arena_new();
    size_t identity, n;

    *text = other;
    n = errors(t, a, &identity, 0);
    if (!n)
        fprintf(stderr, "not found: %s: %s instead of %s\n", place, other, was);
    t->days++;
    t->days_found += n > 0;
    *text = was;
    arena_free(a);
    return n > 0;
}

static int has_day(const char *s)
{
    const char *slash = s ? strchr(s, '/') : NULL;

    return slash && slash > s && is_digit(slash[-1]) && is_digit(slash[1]);
}

static int spoil_days(struct trial *t)
{
    int found = 1;

    for (size_t i = 0; i < t->doc->nnodes; i++)
        for (size_t k = 0; k < t->doc->nodes[i].text.n; k++)
            if (t->doc->nodes[i].text.v[k].days)
                found &= spoil_day(t, &t->doc->nodes[i].text.v[k].text, "text");
    for (size_t i = 0; i < t->doc->nannexes; i++)
        for (size_t k = 0; k < 2; k++)
            if (has_day(t->doc->annexes[i].form_centre[k]))
                found &= spoil_day(t, &t->doc->annexes[i].form_centre[k], t->doc->annexes[i].number);
    return found;
}

/* ---- the whole ---- */

static int open_report(struct trial *t, const struct run_request *q, struct err *err)
{
    struct run_context *x = &t->x;
    struct report_request r;

    if (context_open(x, q, err))
        return -1;
    r = (struct report_request){.config = x->config,
                                .catalog = x->catalog,
                                .facts = x->facts,
                                .templates_dir = x->templates_dir,
                                .unit = x->unit};
    t->gate = (struct gate_request){x->config, x->catalog, x->facts, x->unit, DAY_NONE};
    return report_build(x->arena, &r, &t->doc, &x->notes, err);
}

static int64_t microseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* The first time finds no figure counted before, as in a run; the best of some shows what the gate itself needs. */
static void measure(struct trial *t)
{
    int64_t first = 0, best = INT64_MAX;

    for (int i = 0; i < 20; i++) {
        struct arena *a = arena_new();
        int64_t start = microseconds(), spent;
        size_t identity;

        errors(t, a, &identity, 0);
        spent = microseconds() - start;
        first = i ? first : spent;
        best = spent < best ? spent : best;
        arena_free(a);
    }
    printf("  the gate takes %.1f ms the first time, %.1f ms at best\n", (double)first / 1000, (double)best / 1000);
}

int main(int argc, char **argv)
{
    struct trial t = {0};
    struct run_request q = {.period = argc > 2 ? argv[2] : NULL,
                            .unit = argc > 3 ? argv[3] : NULL,
                            .from = DAY_NONE,
                            .to = DAY_NONE,
                            .date = DAY_NONE};
    struct err err = {.status = ST_OK};
    struct printed *printed;
    size_t n, identity;
    int found = 1;

    if (argc < 3)
        return 64;
    q.config_path = argv[1];
    if (open_report(&t, &q, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    measure(&t);
    if (errors(&t, t.x.arena, &identity, 1))
        return 1;
    n = document_printed(t.x.arena, t.doc, &printed);
    for (size_t i = 0; i < n; i++)
        found &= spoil_figure(&t, &printed[i]);
    found &= spoil_days(&t);
    printf("  %zu figures spoilt: %zu found by an identity, %zu by counting again, %zu not; %zu days, %zu found\n",
           t.figures, t.by_identity, t.by_data, t.figures - t.by_identity - t.by_data, t.days, t.days_found);
    printf("  no identity for:");
    for (size_t i = 0; i < t.lonely.n; i++)
        printf(" %s", t.lonely.v[i]);
    printf("\n");
    context_close(&t.x);
    return found ? 0 : 1;
}
