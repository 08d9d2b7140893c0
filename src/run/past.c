#include "run/past.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/shown.h"
#include "base/vi.h"
#include "data/index.h"

enum { SHOWN = 3 }; /* examples in a sentence */

const char *past_name(struct arena *a, const struct final *f)
{
    return arena_printf(a, "báo cáo số %s ngày %s", f->manifest.number, vi_date(a, f->manifest.date));
}

/* ---- reading ---- */

struct loader {
    struct arena *arena;
    const struct run_context *x;
    struct behind *behind;
    int unit;
    char *units;
    struct past *past;
    struct err *err;
};

static int has_detail(const struct final *f)
{
    for (size_t i = 0; i < f->manifest.nfiles; i++)
        if (strcmp(f->manifest.files[i].name, FINAL_DETAIL) == 0)
            return 1;
    return 0;
}

/* A final that can be compared with; else a finding says why not. */
static int is_usable(struct loader *l, struct final *f)
{
    const char *unit = l->x->catalog->units[l->unit].code;

    finals_check(l->arena, f);
    if (f->damage.status)
        note_add(&l->past->notes, NOTE_WARNING, "ban_chinh_thuc_hong", unit,
                 "không đối chiếu được với bản chính thức kỳ %s: %s", f->period, f->damage.text);
    else if (!has_detail(f))
        note_add(&l->past->notes, NOTE_INFO, "khong_co_chi_tiet", unit,
                 "bản chính thức kỳ %s không có %s nên không đối chiếu được.", f->period, FINAL_DETAIL);
    else
        return 1;
    return 0;
}

static int open_final(struct loader *l, const struct final *f, struct detail_file **file, struct past_final **out)
{
    struct past_final *p = arena_alloc(l->arena, sizeof *p);
    const char *session;

    if (detail_file_open(l->arena, path_join(l->arena, f->dir, FINAL_DETAIL), file, l->err))
        return -1;
    session = detail_file_head(*file, "phien_nhap");
    p->final = f;
    p->differences = (struct differences){.arena = l->arena, .catalog = l->x->catalog, .units = l->units};
    *out = p;
    if (history_open(l->arena, l->x->db, strtoll(session, NULL, 10), &p->differences.history, l->err) == 0)
        return 0;
    detail_file_close(*file);
    return -1;
}

static void close_final(struct past_final *p, struct detail_file *file)
{
    history_close(p->differences.history);
    p->differences.history = NULL;
    detail_file_close(file);
}

/* ---- the period before ---- */

/* Dossiers are counted over the report's own days, or those of their section. */
static struct range dossier_range(const struct period *p)
{
    return p->sections[period_section(p, TABLES[TABLE_DOSSIERS].name)].now;
}

/* Among finals that end where this period begins: one of the same kind, else the one published last. */
static struct final *choose_before(const struct loader *l, struct final *list, size_t n)
{
    day_t last = dossier_range(&l->x->period).from - 1;
    struct final *best = NULL;

    for (size_t i = 0; i < n; i++) {
        const struct period *p = list[i].manifest.period, *q = best ? best->manifest.period : NULL;
        int same = p && p->kind == l->x->period.kind, best_same = q && q->kind == l->x->period.kind;

        if (!p || dossier_range(p).to != last)
            continue;
        if (!best || same > best_same || (same == best_same && list[i].manifest.date > best->manifest.date))
            best = &list[i];
    }
    return best;
}

static int64_t count_rows(const struct detail *d, const char *units, const char *dim, int first, int last)
{
    size_t n = TABLES[d->rows.table].ndims, at = (size_t)table_dim(d->rows.table, dim);
    int64_t count = 0;

    for (size_t i = 0; i < d->rows.n; i++) {
        int32_t unit = d->rows.v[i * n + DIM_AT_UNIT], v = d->rows.v[i * n + at];

        count += (!units || units[unit]) && v >= first && v <= last;
    }
    return count;
}

static int compare_before(struct loader *l, struct past_final *p, struct detail_file *file)
{
    struct past *past = l->past;
    const struct detail *now;
    struct detail *then;
    struct range r;
    enum table t;
    int step;

    while ((step = detail_file_next(file, &t, &r, l->err)) == 1)
        if (t == TABLE_DOSSIERS && r.to == past->range.from - 1)
            break;
    if (step < 1)
        return step;
    past->before_range = r;
    if (detail_file_rows(file, t, l->x->catalog, &then, l->err) ||
        behind_rows(l->behind, l->x->db, cube_range(l->x->cube, past->range), t, &now, l->err) ||
        differences_carried(&p->differences, r, then, past->range, now, l->err))
        return -1;
    past->open = count_rows(then, NULL, "tinh_trang", STATE_OPEN, STATE_OPEN_OVERDUE);
    past->carried = count_rows(now, l->units, "nguon", ORIGIN_BEFORE, ORIGIN_BEFORE);
    past->before = p;
    return 0;
}

/* Up to three of those that are only on one side: "A1 (kết thúc 10/6/2018, trước kỳ)". */
static const char *examples(struct arena *a, const struct differences *d, int gone, size_t *n)
{
    struct buf b;

    buf_init(&b, a);
    *n = 0;
    for (size_t i = 0; i < d->list.n; i++) {
        const struct difference *x = &d->list.v[i];
        const char *source = difference_source(a, x);

        if (x->gone != gone)
            continue;
        if ((*n)++ >= SHOWN)
            continue;
        buf_printf(&b, "%s%s: %s%s%s", *n > 1 ? "; " : "", shown_value(a, x->code), gone ? "nay " : "khi đó ",
                   gone ? x->is : x->was, *source ? arena_printf(a, " [%s]", source) : "");
    }
    if (*n > SHOWN)
        buf_puts(&b, "; …");
    return buf_str(&b);
}

static void note_before(struct loader *l)
{
    struct past *p = l->past;
    const struct differences *d = &p->before->differences;
    struct arena *a = l->arena;
    size_t gone, come;
    const char *lost = examples(a, d, 1, &gone), *added = examples(a, d, 0, &come);
    struct buf b;

    if (!d->list.n)
        return;
    buf_init(&b, a);
    if (gone)
        buf_printf(&b, "%zu hồ sơ không còn chuyển sang (%s)", gone, lost);
    if (come)
        buf_printf(&b, "%s%zu hồ sơ thêm vào (%s)", gone ? "; " : "", come, added);
    note_add(&p->notes, NOTE_WARNING, "khong_lien_tuc", l->x->catalog->units[l->unit].code,
             "%s (kỳ %s) công bố %s hồ sơ đang giải quyết đến hết ngày %s, nay tính được %s hồ sơ từ kỳ trước chuyển "
             "sang: %s. Từng hồ sơ: 'cchc-report check --changes'.",
             past_name(a, p->before->final), p->before->final->period, vi_count(a, p->open),
             vi_date(a, p->before_range.to), vi_count(a, p->carried), buf_str(&b));
}

static int load_before(struct loader *l)
{
    const struct config *c = l->x->config;
    struct detail_file *file;
    struct past_final *p;
    struct final *list, *f;
    struct kept_figure *figures;
    size_t n;
    int failed;

    l->past->range = dossier_range(&l->x->period);
    if (finals_list(l->arena, c->output_dir, l->x->catalog->units[l->unit].code, c->report, &list, &n, l->err))
        return -1;
    f = choose_before(l, list, n);
    if (!f || !is_usable(l, f))
        return 0;
    if (open_final(l, f, &file, &p))
        return -1;
    failed = detail_file_figures(file, &figures, &n, l->err) || compare_before(l, p, file);
    close_final(p, file);
    if (!failed && l->past->before)
        note_before(l);
    return failed ? -1 : 0;
}

/* ---- the same period ---- */

static int compare_same(struct loader *l, struct past_final *p, struct detail_file *file)
{
    struct range r;
    enum table t;
    int step;

    while ((step = detail_file_next(file, &t, &r, l->err)) == 1) {
        int range = cube_range(l->x->cube, r);
        const struct detail *now;
        struct detail *then;

        if (range < 0) /* the config has other days now */
            continue;
        if (detail_file_rows(file, t, l->x->catalog, &then, l->err) ||
            behind_rows(l->behind, l->x->db, range, t, &now, l->err) ||
            differences_find(&p->differences, r, then, now, l->err))
            return -1;
    }
    return step;
}

/* Corrections have the figures as they put them right, and the rows. */
static struct final *last_published(struct loader *l, struct final *first, struct err *err)
{
    struct final *list, *last = first;
    size_t n;

    if (finals_corrections(l->arena, first, &list, &n, err))
        return NULL;
    for (size_t i = 0; i < n; i++)
        if (list[i].damage.status || list[i].manifest.date >= last->manifest.date)
            last = &list[i];
    return last;
}

/* Over other days every figure may be another. */
static int same_days(const struct period *x, const struct period *y)
{
    for (size_t i = 0; i < x->nsections; i++) {
        const struct period_section *a = &x->sections[i], *b = &y->sections[period_section(y, a->name)];

        if (a->now.from != b->now.from || a->now.to != b->now.to || a->before.from != b->before.from ||
            a->before.to != b->before.to)
            return 0;
    }
    return 1;
}

static int load_same(struct loader *l)
{
    const struct config *c = l->x->config;
    struct kept_figure *figures;
    struct detail_file *file;
    struct past_final *p;
    struct final *f;
    int failed;

    if (finals_find(l->arena, c->output_dir, l->x->period.code, l->x->catalog->units[l->unit].code, c->report, &f,
                    l->err))
        return -1;
    if (!f || !is_usable(l, f))
        return 0;
    l->past->first = f;
    if (!same_days(f->manifest.period, &l->x->period)) {
        note_add(&l->past->notes, NOTE_INFO, "ngay_khac_ban_chinh_thuc", l->x->catalog->units[l->unit].code,
                 "%s tính số liệu theo những ngày khác lần chạy này nên không đối chiếu.", past_name(l->arena, f));
        return 0;
    }
    f = last_published(l, f, l->err);
    if (!f)
        return -1;
    if (f != l->past->first && !is_usable(l, f))
        return 0;
    if (open_final(l, f, &file, &p))
        return -1;
    failed = detail_file_figures(file, &figures, &l->past->nfigures, l->err);
    /* The fingerprint is of all that was counted: where it is the same, so are the rows. */
    if (!failed && strcmp(f->manifest.data, l->x->data_hash) != 0)
        failed = compare_same(l, p, file);
    close_final(p, file);
    l->past->same = p;
    l->past->figures = figures;
    return failed ? -1 : 0;
}

/* ---- the year before ---- */

static int load_year(struct loader *l)
{
    const struct period *p = &l->x->period;
    const char *code = arena_printf(l->arena, "%04d%s", p->year - 1, p->code + 4);
    struct kept_figure *figures;
    struct detail_file *file;
    struct range r;
    struct final *f;
    int failed;

    if (finals_find(l->arena, l->x->config->output_dir, code, l->x->catalog->units[l->unit].code, l->x->config->report,
                    &f, l->err))
        return -1;
    if (!f || !is_usable(l, f))
        return 0;
    r = f->manifest.period->sections[0].now;
    if (r.from != p->sections[0].before.from || r.to != p->sections[0].before.to)
        return 0;
    f = last_published(l, f, l->err);
    if (!f)
        return -1;
    finals_check(l->arena, f);
    if (f->damage.status) /* a correction; that of a report of this year would be told of */
        return 0;
    if (detail_file_open(l->arena, path_join(l->arena, f->dir, FINAL_DETAIL), &file, l->err))
        return -1;
    failed = detail_file_figures(file, &figures, &l->past->nyear, l->err);
    detail_file_close(file);
    l->past->year = f;
    l->past->year_figures = figures;
    return failed;
}

int past_load(struct arena *a, const struct run_context *x, struct behind *b, int unit, struct past *out,
              struct err *err)
{
    struct loader l = {a, x, b, unit, kept_units(a, x->catalog, unit), out, err};

    *out = (struct past){0};
    notes_init(&out->notes, a);
    return load_before(&l) || load_same(&l) || load_year(&l) ? -1 : 0;
}
