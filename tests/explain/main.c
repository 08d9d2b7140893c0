/* explain CONFIG PERIOD [UNIT…]: every figure of the report, and of the units' own ("+" for all of them), is traced to
 * its rows, measured again from them one by one, and must be what the paper prints; and no other digits may stand in
 * the paper but dates, years, ordinals, names and what templates write themselves. Prints what differs, then one line
 * of counts; exit status 1 if anything differs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "data/detail.h"
#include "doc/trace.h"
#include "explain.h"
#include "run/request.h"

/* The rows of a range and table, read when they are first asked for. */
struct rows_cache {
    struct run_context *x;
    struct detail **details; /* [range × TABLE_COUNT + table] */
    size_t loaded;
};

static const struct rows *rows_of(struct rows_cache *c, const struct selection *s)
{
    struct detail **place = &c->details[(size_t)s->range * TABLE_COUNT + s->table];
    struct err err = {.status = ST_OK};

    if (!*place) {
        if (detail_load(c->x->arena, c->x->db, c->x->cube, s->range, s->table, NULL, place, &err)) {
            fprintf(stderr, "%s\n", err.text);
            exit(1);
        }
        c->loaded += (*place)->rows.n;
    }
    return &(*place)->rows;
}

static int64_t measure(void *ctx, const struct selection *s)
{
    return selection_measure(s, rows_of(ctx, s));
}

struct tally {
    size_t figures, by_kind[3], leaves, wrong;
};

static size_t leaves_of(const struct basis *b)
{
    size_t n = b->selection != NULL || b->entry != NULL;

    for (size_t i = 0; i < b->nparts; i++)
        n += leaves_of(b->parts[i]);
    return n;
}

static void complain(struct tally *t, const struct printed *p, const char *what)
{
    printf("%s (%s: \"%s\"): %s\n", p->id, p->place, p->text, what);
    t->wrong++;
}

static int check_figure(struct rows_cache *c, struct trace *trace, const struct printed *p, struct tally *t,
                        struct err *err)
{
    struct arena *a = c->x->arena;
    struct basis *b;
    struct value again;

    if (trace_basis(trace, p->id, &b, err))
        return -1;
    t->figures++;
    t->by_kind[p->kind]++;
    if (!b) {
        complain(t, p, "nothing is known of this id");
        return 0;
    }
    t->leaves += leaves_of(b);
    again = basis_value(a, b, measure, c);
    if (!is_printed(a, b, &b->value, p))
        complain(t, p, arena_printf(a, "the tree says %jd/%jd", (intmax_t)b->value.num, (intmax_t)b->value.den));
    else if (!value_equal(&b->value, &again) || !is_printed(a, b, &again, p))
        complain(t, p, arena_printf(a, "its rows give %jd/%jd", (intmax_t)again.num, (intmax_t)again.den));
    return 0;
}

static int check_paper(struct rows_cache *c, int unit, struct tally *t, struct err *err)
{
    struct run_context *x = c->x;
    const struct report_request q = {.config = x->config,
                                     .catalog = x->catalog,
                                     .facts = x->facts,
                                     .templates_dir = x->templates_dir,
                                     .unit = unit,
                                     .date = DAY_NONE};
    struct document *doc;
    struct printed *list;
    struct trace *trace;
    struct notes notes;
    size_t n;

    notes_init(&notes, x->arena);
    if (report_build(x->arena, &q, &doc, &notes, err) || trace_open(x->arena, &q, &trace, err))
        return -1;
    n = document_printed(x->arena, doc, &list);
    for (size_t i = 0; i < n; i++)
        if (check_figure(c, trace, &list[i], t, err))
            return -1;
    t->wrong += stray_digits(x->arena, doc, x->catalog, x->config->rank_minimum, stdout);
    return 0;
}

static int check_all(struct rows_cache *c, char **units, size_t nunits, struct tally *t, size_t *papers,
                     struct err *err)
{
    struct run_context *x = c->x;

    *papers = 1;
    if (check_paper(c, x->unit, t, err))
        return -1;
    for (size_t i = 0; i < nunits; i++) {
        if (strcmp(units[i], "+") != 0 && catalog_unit(x->catalog, units[i]) < 0)
            return err_set(err, ST_USAGE, "no unit '%s'", units[i]);
        for (size_t u = 0; u < x->catalog->nunits; u++) {
            int all = strcmp(units[i], "+") == 0 && (int)u != x->unit && catalog_under(x->catalog, (int)u, x->agency);

            if (!all && strcmp(units[i], x->catalog->units[u].code) != 0)
                continue;
            ++*papers;
            if (check_paper(c, (int)u, t, err))
                return -1;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct run_request q = {.from = DAY_NONE, .to = DAY_NONE, .date = DAY_NONE};
    struct err err = {.status = ST_OK};
    struct run_context x = {0};
    struct rows_cache cache = {.x = &x};
    struct tally t = {0};
    size_t papers = 0;
    int failed;

    if (argc < 3) {
        fprintf(stderr, "usage: explain CONFIG PERIOD [UNIT…]\n");
        return ST_USAGE;
    }
    q.config_path = argv[1];
    q.period = argv[2];
    failed = context_open(&x, &q, &err);
    if (!failed) {
        cache.details = arena_alloc(x.arena, x.cube->nranges * TABLE_COUNT * sizeof *cache.details);
        failed = check_all(&cache, argv + 3, (size_t)argc - 3, &t, &papers, &err);
    }
    if (failed)
        fprintf(stderr, "%s\n", err.text);
    else
        printf(
            "%s %s: %zu papers, %zu figures (%zu in text, %zu in tables, %zu in charts), %zu sets of rows or entries, "
            "%zu rows read, %zu differences\n",
            x.config->unit, argv[2], papers, t.figures, t.by_kind[PRINTED_RUN], t.by_kind[PRINTED_CELL],
            t.by_kind[PRINTED_BAR], t.leaves, cache.loaded, t.wrong);
    context_close(&x);
    return failed || t.wrong;
}
