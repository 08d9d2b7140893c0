#include "run/ledger.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/tsv.h"
#include "data/index.h"
#include "run/detail_file.h"
#include "run/finals.h"
#include "run/kept.h"

enum { COLUMNS = 16 };

struct ledger {
    struct arena *arena;
    FILE *out;
    int damaged;
    struct index ids; /* of the paper being printed and what it corrects */
    VEC(struct kept_figure) last;
};

static void print_line(const struct ledger *l, const struct final *f, const char *kind, const struct kept_figure *x)
{
    const struct manifest *m = &f->manifest;
    char from[11] = "", to[11] = "", day[11] = "";
    const char *const cells[COLUMNS] = {
        f->period,
        m->period ? day_iso(m->period->sections[0].now.from, from) : "",
        m->period ? day_iso(m->period->sections[0].now.to, to) : "",
        f->report,
        f->unit,
        kind,
        m->number ? m->number : "",
        day_iso(m->date, day),
        x ? "nguyen_ven" : "hong",
        x ? x->id : "",
        x ? x->label : "",
        x ? x->text : "",
        x ? x->value : "",
        x ? x->num : "",
        x ? x->den : "",
        x ? x->place : "",
    };

    for (size_t i = 0; i < COLUMNS; i++)
        tsv_cell(l->out, cells[i], i + 1 < COLUMNS ? '\t' : '\n');
}

/* Printed already, and as it is: a second place, or what a correction left as it was. */
static int is_told(struct ledger *l, const struct kept_figure *x)
{
    int known = (int)l->last.n, at = index_add(&l->ids, x->id, strlen(x->id), known);

    if (at == known) {
        *vec_add(l->arena, &l->last) = *x;
        return 0;
    }
    if (kept_same(x, &l->last.v[at]))
        return 1;
    l->last.v[at] = *x;
    return 0;
}

static int read_figures(struct ledger *l, struct final *f, struct kept_figure **figures, size_t *n)
{
    struct detail_file *file = NULL;

    finals_check(l->arena, f);
    if (f->damage.status == ST_OK &&
        detail_file_open(l->arena, path_join(l->arena, f->dir, FINAL_DETAIL), &file, &f->damage) == 0)
        detail_file_figures(file, figures, n, &f->damage);
    detail_file_close(file);
    return f->damage.status ? -1 : 0;
}

static void print_paper(struct ledger *l, struct final *f, const char *kind)
{
    struct kept_figure *figures;
    size_t n;

    if (read_figures(l, f, &figures, &n)) {
        l->damaged = 1;
        log_error(&f->damage);
        print_line(l, f, kind, NULL);
        return;
    }
    for (size_t i = 0; i < n; i++)
        if (!is_told(l, &figures[i]))
            print_line(l, f, kind, &figures[i]);
}

static int print_final(struct ledger *l, struct final *f, struct err *err)
{
    struct final *corrections;
    size_t n;

    index_init(&l->ids, l->arena);
    l->last.n = 0;
    print_paper(l, f, "bao_cao");
    if (finals_corrections(l->arena, f, &corrections, &n, err))
        return -1;
    for (size_t i = 0; i < n; i++)
        print_paper(l, &corrections[i], "dinh_chinh");
    return 0;
}

static int print_all(struct ledger *l, const char *root, const char *unit, const char *report, struct err *err)
{
    static const char head[] = "ky\ttu_ngay\tden_ngay\tbao_cao\tdon_vi\tloai\tso\tngay\ttrang_thai\tid\tnhan\tchu\t"
                               "gia_tri\ttu\tmau\tnoi\n";
    struct final *list;
    size_t n;

    if (finals_list(l->arena, root, unit, report, &list, &n, err))
        return -1;
    if (!n)
        log_info("'%s' chưa có bản chính thức nào của đơn vị '%s'.", root, unit);
    fputs(head, l->out);
    for (size_t i = 0; i < n; i++)
        if (print_final(l, &list[i], err))
            return -1;
    return l->damaged;
}

int run_ledger(const struct run_request *q, FILE *out, struct err *err)
{
    struct ledger l = {.arena = arena_new(), .out = out};
    struct config *config;
    int result = -1;

    if (config_load(l.arena, q->config_path, &config, err) == 0)
        result = print_all(&l, q->output_dir ? q->output_dir : config->output_dir, q->unit ? q->unit : config->unit,
                           q->report, err);
    arena_free(l.arena);
    return result;
}
