/* Charts: one bar per group and series, each a named figure. */
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/vi.h"
#include "doc/form_impl.h"
#include "doc/join.h"

struct bar_group {
    const char *label, *key; /* key: its part of the figure ids */
    const char *figure;      /* NULL: the series names it */
    struct scope scope;
    int bold, only_if_any;
};

struct chart_build {
    struct arena *arena;
    const struct form_series **series; /* that are drawn */
    size_t nseries;
    const struct form *form;
    const struct form_context *c;
    VEC(struct bar_group) groups;
};

static struct bar_group *add_group(struct chart_build *b, const char *label, const char *key)
{
    struct bar_group *g = vec_add(b->arena, &b->groups);

    g->label = label;
    g->key = key;
    g->scope = SCOPE_OF(b->c->unit);
    return g;
}

static int written_groups(struct chart_build *b, struct err *err)
{
    const struct form *f = b->form;

    for (size_t i = 0; i < f->ngroups; i++) {
        const struct form_group *w = &f->groups[i];
        struct bar_group *g;
        const char *label;

        if (form_expand_plain(b->arena, f, b->c, w->label, w->line, &label, err))
            return -1;
        g = add_group(b, label, arena_printf(b->arena, "nhom=%zu", i + 1));
        g->figure = w->figure;
        g->scope.level = w->level;
        g->bold = w->bold;
        g->only_if_any = w->only_if_any;
    }
    return 0;
}

static const char *id_part(const struct chart_build *b, const char *dim, const char *code)
{
    return arena_printf(b->arena, "%s=%s", dim, form_id_code(b->arena, code));
}

/* Groups from a row dimension; what has nothing to show is left out unless everything is to be listed. */
static void groups_of_dim(struct chart_build *b)
{
    const struct form_context *c = b->c;
    const struct catalog *cat = c->catalog;
    const struct dim *d = b->form->dims[0];
    day_t on = form_main_range(facts_period(c->facts), b->form->table).to;
    const char *listed = form_listed_units(b->arena, cat, c->unit, on);
    size_t first = b->groups.n;

    if (d->kind == DIM_UNIT) {
        for (size_t u = 0; u < cat->nunits; u++)
            if (listed[u])
                add_group(b, cat->units[u].name, id_part(b, "don_vi", cat->units[u].code))->scope.unit = (int)u;
    } else if (d->kind == DIM_FIELD) {
        for (size_t i = 0; i < cat->nfields; i++)
            add_group(b, cat->fields[i].name, id_part(b, "linh_vuc", cat->fields[i].code))->scope.field = (int)i;
    } else if (d->kind == DIM_PROCEDURE) {
        for (size_t i = 0; i < cat->nprocedures; i++)
            add_group(b, cat->procedures[i].name, id_part(b, "tthc", cat->procedures[i].code))->scope.procedure =
                (int)i;
    } else {
        for (int level = 0; level < 3; level++) {
            int any = 0;

            for (size_t u = 0; u < cat->nunits && !any; u++)
                any = (int)cat->units[u].level == level && listed[u];
            if (any)
                add_group(b, form_level_name(b->arena, c->config, level, 0), id_part(b, "cap", LEVEL_CODES[level + 1]))
                    ->scope.level = level;
        }
    }
    for (size_t i = first; i < b->groups.n; i++)
        b->groups.v[i].only_if_any = !b->form->list_all;
}

/* ------------------------------------------------------------ bars */

static struct value bar(struct chart_build *b, const struct bar_group *g, const struct form_series *s)
{
    struct scope scope = g->scope;

    scope.before = s->before;
    return facts_value(b->c->facts, g->figure ? g->figure : s->figure, scope);
}

/* A series of the year before of which nothing was loaded is left out: there is nothing to compare with. */
static void choose_series(struct chart_build *b)
{
    const struct form *f = b->form;

    b->series = arena_alloc(b->arena, f->nseries * sizeof *b->series);
    for (size_t s = 0; s < f->nseries; s++) {
        int any = !f->series[s].before;

        for (size_t i = 0; i < b->groups.n && !any; i++)
            any = bar(b, &b->groups.v[i], &f->series[s]).state == VALUE_OK;
        if (any)
            b->series[b->nseries++] = &f->series[s];
    }
}

/* "Số cuộc kiểm tra[, so với cùng kỳ]" */
static const char *title_of(const struct chart_build *b)
{
    struct buf out;
    int compares = 0, inside = 0;

    for (size_t s = 0; s < b->nseries; s++)
        compares |= b->series[s]->before;
    buf_init(&out, b->arena);
    for (const char *p = form_lines(b->arena, b->form->title); *p; p++) {
        if (*p == '[' || *p == ']')
            inside = *p == '[';
        else if (!inside || compares)
            buf_putc(&out, *p);
    }
    return buf_str(&out);
}

/* 1 if a bar of the group is higher than nothing or not loaded. */
static int read_group(struct chart_build *b, const struct bar_group *g, struct chart *out, size_t at)
{
    int any = 0;

    for (size_t s = 0; s < b->nseries; s++) {
        size_t k = at * b->nseries + s;
        struct value v = bar(b, g, b->series[s]);

        out->missing[k] = v.state != VALUE_OK;
        out->values[k] = v.state == VALUE_OK ? v.num : 0;
        out->figures[k] = arena_printf(b->arena, "%s/%d/%s", b->form->code, b->series[s]->number, g->key);
        any |= out->missing[k] || out->values[k] != 0;
    }
    return any;
}

/* The chart in one sentence, for those who do not see it. */
static const char *describe(struct arena *a, const struct chart *c)
{
    struct buf b;

    buf_init(&b, a);
    for (const char *s = c->caption; *s; s++)
        buf_putc(&b, *s == '\n' ? ' ' : *s);
    for (size_t g = 0; g < c->ngroups; g++) {
        buf_printf(&b, "%s %s – ", g ? ";" : ".", c->groups[g]);
        for (size_t s = 0; s < c->nseries; s++) {
            size_t k = g * c->nseries + s;

            buf_printf(&b, "%s%s: %s", s ? ", " : "", c->series[s],
                       c->missing[k] ? "chưa có số liệu" : vi_count(a, c->values[k]));
        }
    }
    buf_putc(&b, '.');
    return buf_str(&b);
}

static int has_bars(const struct chart *c)
{
    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        if (!c->missing[i] && c->values[i] != 0)
            return 1;
    return 0;
}

int form_chart(struct arena *a, const struct form *f, const struct form_context *c, const char *label,
               struct chart **out, struct notes *notes, struct err *err)
{
    struct chart_build b = {.arena = a, .form = f, .c = c};
    struct chart *chart = arena_alloc(a, sizeof *chart);
    const char *caption;
    size_t n = 0, bars;

    assert(f->kind == FORM_CHART);
    *out = NULL;
    if (f->ndims)
        groups_of_dim(&b);
    else if (written_groups(&b, err))
        return -1;
    choose_series(&b);
    if (form_expand_plain(a, f, c, title_of(&b), form_key_line(f, "bieu", "ten"), &caption, err))
        return -1;
    *chart =
        (struct chart){.kind = CHART_COLUMNS, .id = f->code, .label = label, .nseries = b.nseries, .bold_group = -1};
    chart->caption = join_string(a, *f->unit ? arena_printf(a, "%s (%s)", caption, f->unit) : caption);
    bars = (b.groups.n + 1) * (b.nseries + 1);
    chart->series = arena_alloc(a, (b.nseries + 1) * sizeof *chart->series);
    for (size_t s = 0; s < b.nseries; s++)
        if (form_expand_plain(a, f, c, b.series[s]->label, b.series[s]->line, &chart->series[s], err))
            return -1;
    chart->groups = arena_alloc(a, (b.groups.n + 1) * sizeof *chart->groups);
    chart->values = arena_alloc(a, bars * sizeof *chart->values);
    chart->missing = arena_alloc(a, bars * sizeof *chart->missing);
    chart->figures = arena_alloc(a, bars * sizeof *chart->figures);
    for (size_t i = 0; i < b.groups.n; i++) {
        const struct bar_group *g = &b.groups.v[i];

        if (!read_group(&b, g, chart, n) && g->only_if_any)
            continue;
        if (g->bold)
            chart->bold_group = (int)n;
        chart->groups[n++] = g->label;
    }
    chart->ngroups = n;
    if (!has_bars(chart)) {
        note_add(notes, NOTE_INFO, "bieu_do_khong_ve", arena_printf(a, "biểu %s", f->code),
                 "Không có số liệu khác 0 nên không vẽ biểu đồ '%s'.", chart->caption);
        return 0;
    }
    chart->alt = describe(a, chart);
    *out = chart;
    return 0;
}
