#include "run/changes.h"

#include <errno.h>

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

static void print_rows(struct arena *a, const char *kind, const struct past_final *p, FILE *out)
{
    const struct manifest *m = &p->final->manifest;
    char issued[11], from[11], to[11], day[11];

    for (size_t i = 0; i < p->differences.list.n; i++) {
        const struct difference *d = &p->differences.list.v[i];
        const struct dossier_trail *t = &d->trail;
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
            arena_printf(a, "%s..%s", day_iso(d->range.from, from), day_iso(d->range.to, to)),
            t->session ? arena_printf(a, "%jd", (intmax_t)t->session) : "",
            t->session ? t->file : "",
            day_iso(t->session ? t->day : DAY_NONE, day),
        };

        print_line(out, cells);
    }
}

static int print_all(struct arena *a, const struct past *p, const struct figure_change *figures, size_t n, FILE *out,
                     struct err *err)
{
    static const char *const head[COLUMNS] = {"loai",   "ky",       "so",  "ngay",  "bang", "ma",       "don_vi",
                                              "khi_do", "hien_nay", "noi", "phien", "tep",  "ngay_nhap"};
    char issued[11];

    print_line(out, head);
    for (size_t i = 0; i < n; i++) {
        const struct manifest *m = &p->same->final->manifest;
        const struct figure_change *f = &figures[i];
        const char *const cells[COLUMNS] = {"so_lieu", m->period->code, m->number, day_iso(m->date, issued),
                                            "",        f->id,           m->unit,   f->then,
                                            f->now,    f->place,        "",        "",
                                            ""};

        print_line(out, cells);
    }
    if (p->same)
        print_rows(a, "du_lieu", p->same, out);
    if (p->before)
        print_rows(a, "lien_tuc", p->before, out);
    errno = 0;
    if (fflush(out) || ferror(out))
        return err_sys(err, errno ? errno : EIO, "không ghi được danh sách");
    return 0;
}

static int load(struct run_context *x, struct past *past, struct err *err)
{
    struct behind *behind;

    if (behind_open(x->arena, x->db, x->cube, kept_units(x->arena, x->catalog, x->unit), &behind, err))
        return -1;
    return past_load(x->arena, x, behind, x->unit, past, err);
}

/* The paper is made only for its figures. */
static int build(struct run_context *x, struct document **doc, struct err *err)
{
    const struct report_request r = {.config = x->config,
                                     .catalog = x->catalog,
                                     .facts = x->facts,
                                     .templates_dir = x->templates_dir,
                                     .unit = x->unit,
                                     .date = DAY_NONE};
    struct notes others;

    notes_init(&others, x->arena);
    return report_build(x->arena, &r, doc, &others, err);
}

int run_changes(const struct run_request *q, FILE *out, struct err *err)
{
    struct run_context x = {0};
    struct figure_change *figures = NULL;
    struct past past = {0};
    struct document *doc;
    int result = -1;
    size_t n = 0;

    if (context_open(&x, q, err) || load(&x, &past, err) || (past.same && build(&x, &doc, err)))
        goto out;
    if (past.same)
        n = past_compare(x.arena, &past, doc, &figures);
    if (print_all(x.arena, &past, figures, n, out, err))
        goto out;
    for (size_t i = 0; i < past.notes.list.n; i++)
        log_note(&past.notes.list.v[i]);
    result = 0;
out:
    context_close(&x);
    return result;
}

int changes_note(struct run_context *x, const struct document *doc, struct err *err)
{
    struct figure_change *figures;
    struct past past = {0};
    size_t n;

    if (load(x, &past, err))
        return -1;
    for (size_t i = 0; i < past.notes.list.n; i++)
        *vec_add(x->arena, &x->notes.list) = past.notes.list.v[i];
    if (!past.same)
        return 0;
    n = past_compare(x->arena, &past, doc, &figures);
    past_note(x->arena, &past, x->catalog->units[x->unit].code, figures, n, &x->notes);
    return 0;
}
