#include "run/changes.h"

#include "base/err.h"
#include "base/log.h"
#include "base/tsv.h"
#include "doc/report.h"

enum { COLUMNS = 13 };

static void print_line(FILE *out, const char *const cells[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++)
        tsv_cell(out, cells[i], i + 1 < COLUMNS ? '\t' : '\n');
}

static void print_row(struct arena *a, const char *kind, const struct past_final *p, const struct difference *d,
                      const char *place, FILE *out)
{
    const struct manifest *m = &p->final->manifest;
    const struct dossier_trail *t = &d->trail;
    char issued[11], day[11];
    const char *const cells[COLUMNS] = {
        kind,
        p->final->period,
        m->number,
        day_iso(m->date, issued),
        TABLES[d->table].name,
        d->code,
        d->unit,
        d->was,
        d->is,
        place,
        t->session ? arena_printf(a, "%jd", (intmax_t)t->session) : "",
        t->session ? t->file : "",
        day_iso(t->session ? t->day : DAY_NONE, day),
    };

    print_line(out, cells);
}

static const char *days_of(struct arena *a, struct range r)
{
    char from[11], to[11];

    return arena_printf(a, "%s..%s", day_iso(r.from, from), day_iso(r.to, to));
}

static void print_figure(struct arena *a, const struct past_final *p, const struct figure_change *f, FILE *out)
{
    const struct manifest *m = &p->final->manifest;
    char issued[11];
    const char *const cells[COLUMNS] = {"so_lieu", p->final->period,
                                        m->number, day_iso(m->date, issued),
                                        "",        f->id,
                                        m->unit,   f->then,
                                        f->now,    f->place,
                                        "",        "",
                                        ""};

    print_line(out, cells);
    for (size_t i = 0; i < f->ncauses; i++)
        print_row(a, "do", p, &p->differences.list.v[f->causes[i]], f->id, out);
}

static void print_all(struct arena *a, const struct past *p, const struct figure_change *figures, size_t n, FILE *out)
{
    static const char *const head[COLUMNS] = {"loai",   "ky",       "so",  "ngay",  "bang", "ma",       "don_vi",
                                              "khi_do", "hien_nay", "noi", "phien", "tep",  "ngay_nhap"};

    print_line(out, head);
    for (size_t i = 0; i < n; i++)
        print_figure(a, p->same, &figures[i], out);
    if (p->same) {
        const struct differences *d = &p->same->differences;
        const char *is_cause = past_causes(a, p, figures, n, &(size_t){0});

        for (size_t i = 0; i < d->list.n; i++)
            if (!is_cause[i])
                print_row(a, "du_lieu", p->same, &d->list.v[i], days_of(a, d->list.v[i].range), out);
    }
    for (size_t i = 0; p->before && i < p->before->differences.list.n; i++)
        print_row(a, "lien_tuc", p->before, &p->before->differences.list.v[i], days_of(a, p->range), out);
}

static int load(struct run_context *x, struct past *past, struct err *err)
{
    struct behind *behind;

    if (behind_open(x->arena, x->db, x->cube, kept_units(x->arena, x->catalog, x->unit), &behind, err))
        return -1;
    return past_load(x->arena, x, behind, x->unit, past, err);
}

static int compare(struct run_context *x, const struct past *past, const struct report_request *r,
                   const struct document *doc, struct figure_change **figures, size_t *n, struct err *err)
{
    struct trace *trace;

    return trace_open(x->arena, r, &trace, err) || past_compare(x->arena, past, doc, trace, figures, n, err) ? -1 : 0;
}

/* The paper is made only for its figures. */
static int build_and_compare(struct run_context *x, const struct past *past, struct figure_change **figures, size_t *n,
                             struct err *err)
{
    const struct report_request r = {.config = x->config,
                                     .catalog = x->catalog,
                                     .facts = x->facts,
                                     .templates_dir = x->templates_dir,
                                     .unit = x->unit,
                                     .date = DAY_NONE};
    struct document *doc;
    struct notes others;

    notes_init(&others, x->arena);
    return report_build(x->arena, &r, &doc, &others, err) || compare(x, past, &r, doc, figures, n, err) ? -1 : 0;
}

int run_changes(const struct run_request *q, FILE *out, struct err *err)
{
    struct run_context x = {0};
    struct figure_change *figures = NULL;
    struct past past = {0};
    int result = -1;
    size_t n = 0;

    if (context_prepare(&x, q, err) || context_count(&x, 0, err) || load(&x, &past, err) ||
        (past.same && build_and_compare(&x, &past, &figures, &n, err)))
        goto out;
    print_all(x.arena, &past, figures, n, out);
    for (size_t i = 0; i < past.notes.list.n; i++)
        log_note(&past.notes.list.v[i]);
    result = 0;
out:
    context_close(&x);
    return result;
}

int changes_note(struct run_context *x, const struct report_request *r, const struct document *doc, struct err *err)
{
    struct figure_change *figures;
    struct past past = {0};
    size_t n;

    if (load(x, &past, err))
        return -1;
    for (size_t i = 0; i < past.notes.list.n; i++)
        *vec_add(x->arena, &x->notes.list) = past.notes.list.v[i];
    past_note_year(x->arena, &past, x->catalog->units[x->unit].code, doc, &x->notes);
    if (!past.same)
        return 0;
    if (compare(x, &past, r, doc, &figures, &n, err))
        return -1;
    past_note(x->arena, &past, x->catalog->units[x->unit].code, figures, n, &x->notes);
    return 0;
}
