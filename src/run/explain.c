#include "run/explain.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/tsv.h"
#include "base/vi.h"
#include "doc/report.h"
#include "doc/rule.h"
#include "run/explain_impl.h"

/* ---------------------------------------------------------------- all figures */

static const char *measure_word(const struct basis *b)
{
    static const char *const measures[] = {
        [MEASURE_COUNT] = "đếm", [MEASURE_DISTINCT] = "đếm khác nhau", [MEASURE_SUM] = "cộng"};
    static const char *const kinds[] = {[BASIS_ROWS] = "",
                                        [BASIS_ENTRIES] = "số nhập",
                                        [BASIS_TEXT] = "lời nhập",
                                        [BASIS_SETTING] = "cấu hình",
                                        [BASIS_NONE] = "",
                                        [BASIS_SUM] = "cộng, trừ",
                                        [BASIS_RATIO] = "tỷ lệ",
                                        [BASIS_CHANGE] = "chênh lệch",
                                        [BASIS_CHANGE_RATIO] = "tỷ lệ tăng, giảm",
                                        [BASIS_POINTS] = "chênh lệch tỷ lệ",
                                        [BASIS_REST] = "phần còn lại"};

    return b->kind == BASIS_ROWS ? measures[b->selection->measure] : kinds[b->kind];
}

static int list_figures(struct explanation *e, struct trace *trace, struct err *err)
{
    fputs(TSV_BOM "ma\tgia_tri\tnoi_in\tten\tcach_tinh\n", e->out);
    for (size_t i = 0; i < e->nprinted; i++) {
        const struct printed *p = &e->printed[i];
        struct basis *b;

        if (trace_basis(trace, p->id, &b, err))
            return -1;
        tsv_cell(e->out, p->id, '\t');
        tsv_cell(e->out, p->text, '\t');
        tsv_cell(e->out, p->place, '\t');
        tsv_cell(e->out, b ? rule_label(e->arena, b) : "", '\t');
        tsv_cell(e->out, b ? measure_word(b) : "", '\n');
    }
    return 0;
}

/* ---------------------------------------------------------------- one figure */

static int unknown_id(const struct explanation *e, const char *id, struct err *err)
{
    const char **names, *near;
    const struct figure *figures;
    size_t n;

    figures = facts_all(e->x->facts, &n);
    names = arena_alloc(e->arena, (e->nprinted + n + 1) * sizeof *names);
    for (size_t i = 0; i < e->nprinted; i++)
        names[i] = e->printed[i].id;
    for (size_t i = 0; i < n; i++)
        names[e->nprinted + i] = figures[i].name;
    near = vi_nearest(id, names, e->nprinted + n);
    if (near)
        return err_set(err, ST_USAGE, "không có số liệu mã '%s'; có phải bạn muốn viết '%s'?", id, near);
    return err_set(
        err, ST_USAGE,
        "không có số liệu mã '%s'; 'cchc-report explain --list' liệt kê mã của mọi số liệu in trong báo cáo.", id);
}

static int explain_one(struct explanation *e, struct trace *trace, const struct explain_request *r, struct err *err)
{
    struct basis *b;

    if (trace_basis(trace, r->id, &b, err))
        return -1;
    if (!b)
        return unknown_id(e, r->id, err);
    e->basis = b;
    fputs(TSV_BOM, e->out);
    explain_head(e);
    return r->excluded ? explain_excluded(e, err) : explain_rows(e, err);
}

static int check_request(const struct explain_request *r, struct err *err)
{
    if (r->list && (r->id || r->excluded))
        return err_set(err, ST_USAGE, "--list đi một mình, không cùng mã số liệu hay --excluded.");
    if (!r->list && !r->id)
        return err_set(err, ST_USAGE,
                       "thiếu mã số liệu; 'cchc-report explain --list' liệt kê mã của mọi số liệu in trong báo cáo.");
    return 0;
}

static int open_report(struct run_context *x, struct explanation *e, struct trace **trace, struct err *err)
{
    const struct report_request r = {.config = x->config,
                                     .catalog = x->catalog,
                                     .facts = x->facts,
                                     .templates_dir = x->templates_dir,
                                     .unit = x->unit,
                                     .number = "",
                                     .date = DAY_NONE};
    struct printed *list = NULL;
    struct document *doc;

    if (report_check(x->arena, x->templates_dir, x->config->report, x->catalog, x->facts, err) ||
        context_count(x, 0, err) || report_build(x->arena, &r, &doc, &x->notes, err) ||
        trace_open(x->arena, &r, trace, err))
        return -1;
    e->nprinted = document_printed(x->arena, doc, &list);
    e->printed = list;
    return 0;
}

int run_explain(const struct run_request *q, const struct explain_request *r, FILE *out, struct err *err)
{
    struct run_context x = {0};
    struct explanation e = {.x = &x, .out = out};
    struct trace *trace;
    int result = -1;

    if (check_request(r, err) || context_prepare(&x, q, err))
        goto end;
    e.arena = x.arena;
    if (open_report(&x, &e, &trace, err) == 0)
        result = r->list ? list_figures(&e, trace, err) : explain_one(&e, trace, r, err);
end:
    context_close(&x);
    return result;
}
