/* Figures of a paper against those of a final, and the rows that make the difference. */
#include <string.h>

#include "base/buf.h"
#include "base/shown.h"
#include "base/vi.h"
#include "data/index.h"
#include "doc/printed.h"
#include "run/past.h"

enum { SHOWN = 3, FIGURES_SHOWN = 5 }; /* examples in a sentence */

/* The first line of each id. */
static void index_figures(const struct kept_figure *list, size_t n, struct index *x)
{
    for (size_t i = 0; i < n; i++)
        index_add(x, list[i].id, strlen(list[i].id), (int)i);
}

/* ---- which rows make a figure another ---- */

static int same_days(struct range x, struct range y)
{
    return x.from == y.from && x.to == y.to;
}

/* What is summed, or told apart. */
static int32_t measured(const struct selection *s, const struct rows *rows, size_t row)
{
    return rows->v[row * TABLES[s->table].ndims + (size_t)s->dim];
}

static int affects(const struct selection *s, struct range r, const struct difference *d)
{
    int then, now;

    if (d->table != s->table || !same_days(d->range, r))
        return 0;
    then = d->then != NO_ROW && selection_test(s, &d->then_in->rows, d->then);
    now = d->now != NO_ROW && selection_test(s, &d->now_in->rows, d->now);
    if (then != now)
        return 1;
    return then && s->measure != MEASURE_COUNT &&
           measured(s, &d->then_in->rows, d->then) != measured(s, &d->now_in->rows, d->now);
}

static int rests_on(const struct basis *b, const struct difference *d)
{
    if (b->kind == BASIS_ROWS)
        return affects(b->selection, b->range, d);
    for (size_t i = 0; i < b->nparts; i++)
        if (rests_on(b->parts[i], d))
            return 1;
    return 0;
}

static int is_entered(const struct basis *b)
{
    int entered = b->kind == BASIS_ENTRIES || b->kind == BASIS_TEXT;

    for (size_t i = 0; i < b->nparts && !entered; i++)
        entered = is_entered(b->parts[i]);
    return entered;
}

/* What a figure would be printed as that no sentence or cell prints any more; "" where that cannot be said. 1: the same
 * as it was, so that only the words around it are others. */
static int not_printed_now(struct arena *a, const struct kept_figure *f, const struct value *v, struct figure_change *c)
{
    size_t n = strlen(f->text);

    if (v->state != VALUE_OK || v->decimal || v->entered)
        return 0;
    c->now = !v->den                      ? vi_count(a, v->num)
             : n && f->text[n - 1] == '%' ? vi_percent(a, v->num, v->den)
                                          : vi_percent_cell(a, v->num, v->den);
    c->now_value = kept_value(a, c->now);
    return *f->value ? strcmp(f->value, c->now_value) == 0 : strcmp(f->text, c->now) == 0;
}

static int find_causes(struct arena *a, const struct past *p, struct trace *trace, struct figure_change *c,
                       struct err *err)
{
    const struct differences *d = &p->same->differences;
    VEC(size_t) causes = {0};
    struct basis *b = NULL;

    if (trace_basis(trace, c->id, &b, err))
        return -1;
    if (!b) /* a form or figure that the templates do not have any more */
        return 0;
    c->label = b->label;
    c->entered = is_entered(b);
    for (size_t i = 0; i < d->list.n; i++)
        if (rests_on(b, &d->list.v[i]))
            *vec_add(a, &causes) = i;
    c->causes = causes.v;
    c->ncauses = causes.n;
    return 0;
}

int past_compare(struct arena *a, const struct past *p, const struct document *doc, struct trace *trace,
                 struct figure_change **out, size_t *n, struct err *err)
{
    VEC(struct figure_change) list = {0};
    struct kept_figure *now;
    struct index old, new;
    size_t nnow;

    if (kept_figures(a, doc, trace, &now, &nnow, err))
        return -1;
    index_init(&old, a);
    index_init(&new, a);
    index_figures(p->figures, p->nfigures, &old);
    index_figures(now, nnow, &new);
    for (size_t i = 0; i < p->nfigures; i++) {
        const struct kept_figure *f = &p->figures[i];
        int at = index_get(&new, f->id, strlen(f->id));

        struct figure_change c = {.id = f->id,
                                  .label = f->label,
                                  .place = f->place,
                                  .then = f->text,
                                  .now = at < 0 ? "" : now[at].text,
                                  .then_value = f->value,
                                  .now_value = at < 0 ? "" : now[at].value};
        struct basis *b = NULL;

        if (index_get(&old, f->id, strlen(f->id)) != (int)i || (at >= 0 && kept_same(f, &now[at])))
            continue;
        if (at < 0 && trace_basis(trace, f->id, &b, err))
            return -1;
        if (!b || !not_printed_now(a, f, &b->value, &c))
            *vec_add(a, &list) = c;
    }
    for (size_t i = 0; i < nnow; i++) {
        const struct kept_figure *f = &now[i];

        if (index_get(&new, f->id, strlen(f->id)) == (int)i && index_get(&old, f->id, strlen(f->id)) < 0)
            *vec_add(a, &list) = (struct figure_change){.id = f->id,
                                                        .label = f->label,
                                                        .place = f->place,
                                                        .then = "",
                                                        .now = f->text,
                                                        .then_value = "",
                                                        .now_value = f->value};
    }
    for (size_t i = 0; i < list.n; i++)
        if (find_causes(a, p, trace, &list.v[i], err))
            return -1;
    *out = list.v;
    *n = list.n;
    return 0;
}

/* ---- told ---- */

char *past_causes(struct arena *a, const struct past *p, const struct figure_change *changes, size_t n, size_t *count)
{
    char *is_cause = arena_alloc(a, p->same->differences.list.n + 1);

    *count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < changes[i].ncauses; k++) {
            *count += !is_cause[changes[i].causes[k]];
            is_cause[changes[i].causes[k]] = 1;
        }
    return is_cause;
}

static const char *rows_sentence(struct arena *a, const struct past *p, const struct figure_change *changes, size_t n)
{
    const struct differences *d = &p->same->differences;
    size_t count, shown = 0;
    const char *is_cause = past_causes(a, p, changes, n, &count);
    struct buf b;

    if (!count)
        return "không do hồ sơ nào (đổi do mẫu, cấu hình, danh mục hoặc số liệu nhập)";
    buf_init(&b, a);
    buf_printf(&b, "do %zu dòng dữ liệu (", count);
    for (size_t i = 0; i < d->list.n && shown < SHOWN; i++) {
        const struct difference *x = &d->list.v[i];
        const char *source = difference_source(a, x);

        if (is_cause[i])
            buf_printf(&b, "%s%s: %s → %s%s", shown++ ? "; " : "", shown_value(a, x->code), x->was, x->is,
                       *source ? arena_printf(a, " [%s]", source) : "");
    }
    buf_puts(&b, count > SHOWN ? "; …)" : ")");
    return buf_str(&b);
}

void past_note(struct arena *a, const struct past *p, const char *unit, const struct figure_change *changes, size_t n,
               struct notes *notes)
{
    struct buf b;

    if (!n)
        return;
    buf_init(&b, a);
    for (size_t i = 0; i < n && i < FIGURES_SHOWN; i++)
        buf_printf(&b, "%s%s: %s → %s", i ? "; " : "", changes[i].id, *changes[i].then ? changes[i].then : "không in",
                   *changes[i].now ? changes[i].now : "không in");
    if (n > FIGURES_SHOWN)
        buf_puts(&b, "; …");
    note_add(notes, NOTE_WARNING, "khac_da_cong_bo", unit,
             "%s đã công bố, nay %zu số liệu tính ra khác: %s; %s. Đủ từng số liệu và hồ sơ: 'cchc-report check "
             "--changes'; văn bản đính chính: 'cchc-report run --correction'.",
             past_name(a, p->same->final), n, buf_str(&b), rows_sentence(a, p, changes, n));
}

/* "hs_qua_han_cung_ky/cap=xa" → "hs_qua_han/cap=xa"; NULL for other ids. */
static const char *without_year(struct arena *a, const char *id)
{
    static const char suffix[] = "_cung_ky";
    const char *at = strstr(id, suffix);
    const char *rest = at ? at + strlen(suffix) : "";

    return at && (!*rest || *rest == '/') ? arena_printf(a, "%.*s%s", (int)(at - id), id, rest) : NULL;
}

void past_note_year(struct arena *a, const struct past *p, const char *unit, const struct document *doc,
                    struct notes *notes)
{
    struct index old, told;
    struct printed *list;
    struct buf b;
    size_t n, count = 0;

    if (!p->year)
        return;
    buf_init(&b, a);
    index_init(&old, a);
    index_init(&told, a);
    index_figures(p->year_figures, p->nyear, &old);
    n = document_printed(a, doc, &list);
    for (size_t i = 0; i < n; i++) {
        const char *id = without_year(a, list[i].id), *value = kept_value(a, list[i].text);
        int at = id ? index_get(&old, id, strlen(id)) : -1;
        const struct kept_figure *then = at < 0 ? NULL : &p->year_figures[at];

        if (!then || !*value || !*then->value || strcmp(value, then->value) == 0 ||
            index_add(&told, id, strlen(id), (int)i) != (int)i || count++ >= FIGURES_SHOWN)
            continue;
        buf_printf(&b, "%s%s: công bố %s, tính lại %s", count > 1 ? "; " : "", id, then->text, list[i].text);
    }
    if (!count)
        return;
    note_add(notes, NOTE_WARNING, "cung_ky_khac_da_cong_bo", unit,
             "văn bản so sánh với cùng kỳ năm trước tính lại theo cùng quy tắc; %s (kỳ %s) đã công bố khác ở %zu số "
             "liệu (%s%s). Cả kỳ: 'cchc-report ledger'.",
             past_name(a, p->year), p->year->period, count, buf_str(&b), count > FIGURES_SHOWN ? "; …" : "");
}
