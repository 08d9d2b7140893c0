/* Charts: one bar per group and series, each a named figure. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/vi.h"
#include "doc/form_basis.h"
#include "doc/form_impl.h"
#include "doc/join.h"
#include "doc/phrase.h"

enum { WHOLE_IN_WORDS = 24 }; /* bars up to which the description names every value */

struct bar_group {
    const char *label, *key; /* key: its part of the figure ids */
    const char *figure;      /* NULL: the series names it */
    struct scope scope;
    int bold, only_if_any;
    int total;       /* of all the others: first */
    int64_t rank;    /* highest first */
    size_t position; /* as the form or the catalog lists it */
};

struct chart_build {
    struct arena *arena;
    const struct form_series **series; /* that are drawn */
    size_t nseries;
    const struct form *form;
    const struct form_context *c;
    struct notes *notes;
    VEC(struct bar_group) groups;
    int chosen;     /* groups were left out for lack of room */
    int no_compare; /* a series of the year before was left out */
};

static struct bar_group *add_group(struct chart_build *b, const char *label, const char *key)
{
    struct bar_group *g = vec_add(b->arena, &b->groups);

    g->label = label;
    g->key = key;
    g->scope = SCOPE_OF(b->c->unit);
    g->position = b->groups.n;
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
    return arena_printf(b->arena, "%s=%s", dim, basis_code(b->arena, code));
}

/* Groups from a row dimension; what has nothing to show is left out unless everything is to be listed. */
static void groups_of_dim(struct chart_build *b)
{
    const struct form_context *c = b->c;
    const struct catalog *cat = c->catalog;
    const struct dim *d = b->form->dims[0];
    day_t on = form_main_range(facts_period(c->facts), b->form->table).to;
    const char *listed = form_listed_units(b->arena, cat, c->unit, on);
    size_t first;

    if (b->form->total) {
        struct bar_group *total = add_group(b, b->form->total, "tong");

        total->bold = total->total = 1;
    }
    first = b->groups.n;
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
        b->no_compare |= !any;
    }
}

/* 1 if a bar of the group is higher than nothing or not loaded. */
static int has_any(struct chart_build *b, const struct bar_group *g)
{
    for (size_t s = 0; s < b->nseries; s++) {
        struct value v = bar(b, g, b->series[s]);

        if (v.state != VALUE_OK || v.num != 0)
            return 1;
    }
    return 0;
}

static int by_rank(const void *x, const void *y)
{
    const struct bar_group *a = x, *b = y;

    if (a->total != b->total)
        return b->total - a->total;
    if (a->rank != b->rank)
        return a->rank < b->rank ? 1 : -1;
    return (a->position > b->position) - (a->position < b->position);
}

/* Leaves out what has nothing to show, puts the highest first where the form says so, and keeps as many as it wants. */
static void choose_groups(struct chart_build *b)
{
    const struct form *f = b->form;
    size_t n = 0, totals = 0;

    for (size_t i = 0; i < b->groups.n; i++)
        if (!b->groups.v[i].only_if_any || has_any(b, &b->groups.v[i]))
            b->groups.v[n++] = b->groups.v[i];
    b->groups.n = n;
    totals = n && b->groups.v[0].total;
    if (totals && n == 2) { /* the total of a single one says nothing */
        b->groups.v[0] = b->groups.v[1];
        b->groups.n = 1;
        return;
    }
    if (!f->sort_by || n == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        struct value v = facts_value(b->c->facts, f->sort_by, b->groups.v[i].scope);

        b->groups.v[i].rank = v.state == VALUE_OK ? v.num : -1;
    }
    qsort(b->groups.v, n, sizeof *b->groups.v, by_rank);
    b->chosen = f->most && n > totals + (size_t)f->most;
    if (b->chosen)
        b->groups.n = totals + (size_t)f->most;
}

/* "Số cuộc kiểm tra[, so với cùng kỳ]" */
static const char *title_of(const struct chart_build *b)
{
    const char *title = b->chosen ? b->form->title_chosen : b->form->title;
    struct buf out;
    int compares = 0, inside = 0;

    for (size_t s = 0; s < b->nseries; s++)
        compares |= b->series[s]->before;
    buf_init(&out, b->arena);
    for (const char *p = form_lines(b->arena, title); *p; p++) {
        if (*p == '[' || *p == ']')
            inside = *p == '[';
        else if (!inside || compares)
            buf_putc(&out, *p);
    }
    return buf_str(&out);
}

/* ------------------------------------------------------------ values, description, notes */

/* What a bar counts, as a text would call it. */
static const char *counts_of(const struct chart_build *b, const struct bar_group *g, const struct form_series *s)
{
    const char *name = arena_printf(b->arena, "%s%s", g->figure ? g->figure : s->figure, s->before ? "_cung_ky" : "");

    return basis_id(b->arena, b->c->catalog, b->c->unit, name, g->scope);
}

static void read_group(struct chart_build *b, const struct bar_group *g, struct chart *out, size_t at)
{
    for (size_t s = 0; s < b->nseries; s++) {
        size_t k = at * b->nseries + s;
        struct value v = bar(b, g, b->series[s]);

        out->figures[k] = arena_printf(b->arena, "%s/%d/%s", b->form->code, b->series[s]->number, g->key);
        out->counts[k] = counts_of(b, g, b->series[s]);
        out->missing[k] = v.state != VALUE_OK || v.decimal || v.entered || v.num < 0;
        out->values[k] = out->missing[k] ? 0 : v.num;
        if (out->missing[k] && v.state == VALUE_OK)
            note_add(b->notes, NOTE_ERROR, "bieu_do_so_le", out->figures[k],
                     "Biểu đồ chỉ vẽ số nguyên không âm; số liệu của '%s' (%s) không phải như vậy nên không vẽ được.",
                     g->label, b->series[s]->label);
    }
}

static void put_value(struct arena *a, struct buf *b, const struct chart *c, size_t group, size_t series)
{
    size_t k = group * c->nseries + series;
    int64_t whole = c->kind == CHART_SHARES ? chart_whole(c, group) : 0;

    buf_puts(b, c->missing[k] ? "chưa có số liệu" : vi_count(a, c->values[k]));
    if (whole > 0)
        buf_printf(b, " (%s)", vi_percent(a, c->values[k], whole));
}

static void describe_all(struct arena *a, struct buf *b, const struct chart *c)
{
    for (size_t g = 0; g < c->ngroups; g++) {
        buf_printf(b, "%s %s – ", g ? ";" : "", c->groups[g]);
        for (size_t s = 0; s < c->nseries; s++) {
            buf_printf(b, "%s%s: ", s ? ", " : "", c->series[s]);
            put_value(a, b, c, g, s);
        }
    }
}

/* Per series the total group, if there is one, the highest and the lowest of the others, and how many are missing. */
static void describe_ends(struct arena *a, struct buf *b, const struct chart *c)
{
    buf_printf(b, " %zu nhóm", c->ngroups - (c->bold_group >= 0));
    for (size_t s = 0; s < c->nseries; s++) {
        size_t high = c->ngroups, low = c->ngroups, missing = 0;

        for (size_t g = 0; g < c->ngroups; g++) {
            size_t k = g * c->nseries + s;

            if ((int)g == c->bold_group)
                continue;
            if (c->missing[k]) {
                missing++;
                continue;
            }
            if (high == c->ngroups || c->values[k] > c->values[high * c->nseries + s])
                high = g;
            if (low == c->ngroups || c->values[k] < c->values[low * c->nseries + s])
                low = g;
        }
        buf_printf(b, "; %s – ", c->series[s]);
        if (c->bold_group >= 0) {
            buf_printf(b, "%s: ", c->groups[c->bold_group]);
            put_value(a, b, c, (size_t)c->bold_group, s);
            buf_puts(b, ", ");
        }
        if (high < c->ngroups) {
            buf_printf(b, "cao nhất %s: ", c->groups[high]);
            put_value(a, b, c, high, s);
            buf_printf(b, ", thấp nhất %s: ", c->groups[low]);
            put_value(a, b, c, low, s);
        }
        if (missing)
            buf_printf(b, "%schưa có số liệu: %zu", high < c->ngroups ? ", " : "", missing);
    }
}

/* The chart in one sentence, for those who do not see it. */
static const char *describe(struct arena *a, const struct chart *c)
{
    struct buf b;

    buf_init(&b, a);
    for (const char *s = c->caption; *s; s++)
        buf_putc(&b, *s == '\n' ? ' ' : *s);
    buf_putc(&b, ':');
    if (c->ngroups * c->nseries <= WHOLE_IN_WORDS)
        describe_all(a, &b, c);
    else
        describe_ends(a, &b, c);
    buf_putc(&b, '.');
    return buf_str(&b);
}

static int has_bars(const struct chart *c)
{
    for (size_t g = 0; g < c->ngroups; g++)
        for (size_t s = 0; s < c->nseries; s++)
            if (c->values[g * c->nseries + s] != 0 && (c->kind == CHART_GROUPED || chart_whole(c, g) > 0))
                return 1;
    return 0;
}

static void add_sentence(struct buf *b, const char *s)
{
    if (b->n)
        buf_putc(b, ' ');
    buf_puts(b, s);
}

/* What the form says and what could not be compared; then what marks mean. */
static int set_note(struct chart_build *b, struct chart *c, struct err *err)
{
    const struct form *f = b->form;
    const struct phrases *words = b->c->names ? names_phrases(b->c->names) : NULL;
    const char *year = "", *s;
    int missing = 0, nothing = 0;
    struct buf note, gaps;

    buf_init(&note, b->arena);
    buf_init(&gaps, b->arena);
    for (size_t i = 0; i < f->nnotes; i++) {
        if (!form_when(f->notes[i].when, b->c))
            continue;
        if (form_expand_plain(b->arena, f, b->c, f->notes[i].text, f->notes[i].line, &s, err))
            return -1;
        add_sentence(&note, s);
    }
    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        missing |= c->missing[i];
    for (size_t g = 0; g < c->ngroups; g++)
        nothing |= c->kind == CHART_SHARES && chart_whole(c, g) == 0;
    if (missing && words)
        add_sentence(&gaps, phrase(words, PHRASE_CHART_MISSING));
    if (nothing && words)
        add_sentence(&gaps, phrase(words, PHRASE_CHART_NOTHING));
    if (b->no_compare && words && names_plain(b->c->names, "nam_truoc", &year)) {
        const struct phrase_slot slots[] = {{"nam_truoc", {.text = year}}};

        if (names_format_text(b->arena, phrase_string(b->arena, words, PHRASE_NO_BASE, slots, 1), "hoa_dau", &s))
            add_sentence(&note, arena_printf(b->arena, "%s.", s));
    }
    c->note = join_string(b->arena, buf_str(&note));
    c->gaps = join_string(b->arena, buf_str(&gaps));
    return 0;
}

/* ------------------------------------------------------------ what a bar rests on */

static const struct bar_group *find_group(const struct chart_build *b, const char *key)
{
    for (size_t i = 0; i < b->groups.n; i++)
        if (strcmp(b->groups.v[i].key, key) == 0)
            return &b->groups.v[i];
    return NULL;
}

static const struct form_series *find_series(const struct form *f, long number)
{
    for (size_t i = 0; i < f->nseries; i++)
        if (f->series[i].number == number)
            return &f->series[i];
    return NULL;
}

static struct basis *bar_basis(struct chart_build *b, const struct bar_group *g, const struct form_series *s)
{
    struct scope scope = g->scope;

    scope.before = s->before;
    return facts_basis(b->c->facts, b->arena, g->figure ? g->figure : s->figure, scope, b->c->unit);
}

/* All drawn parts of a bar. */
static struct basis *whole_basis(struct chart_build *b, const struct bar_group *g)
{
    struct basis *sum = basis_new(b->arena, BASIS_SUM, "", "Tổng các phần của nhóm");

    sum->value = (struct value){.state = VALUE_OK};
    for (size_t i = 0; i < b->nseries; i++) {
        struct basis *part = bar_basis(b, g, b->series[i]);

        basis_add(b->arena, sum, part, 1);
        sum->range = part->range;
        if (part->value.state != VALUE_OK)
            sum->value = value_bad(part->value.state);
        else if (sum->value.state == VALUE_OK)
            sum->value.num += part->value.num;
    }
    return sum;
}

struct basis *form_bar_basis(struct arena *a, const struct form *f, const struct form_context *c, const char *path)
{
    struct chart_build b = {.arena = a, .form = f, .c = c};
    const struct form_series *series;
    const struct bar_group *group;
    struct err ignored = {.status = ST_OK};
    struct basis *share;
    const char *label;
    char *end;
    long number = strtol(path, &end, 10);

    if (*end != '/')
        return NULL;
    if (f->ndims)
        groups_of_dim(&b);
    else if (written_groups(&b, &ignored))
        return NULL;
    choose_series(&b);
    group = find_group(&b, end + 1);
    series = find_series(f, number);
    if (!group || !series)
        return NULL;
    if (f->chart != CHART_SHARES)
        return bar_basis(&b, group, series);
    if (form_expand_plain(a, f, c, series->label, series->line, &label, &ignored))
        return NULL;
    share = basis_new(a, BASIS_RATIO, "", label);
    share->unit_word = "%";
    basis_add(a, share, bar_basis(&b, group, series), 1);
    basis_add(a, share, whole_basis(&b, group), 1);
    share->range = share->parts[1]->range;
    share->value = value_ratio(share->parts[0]->value, share->parts[1]->value);
    return share;
}

/* ------------------------------------------------------------ the whole */

int form_chart(struct arena *a, const struct form *f, const struct form_context *c, const char *label,
               struct chart **out, struct notes *notes, struct err *err)
{
    struct chart_build b = {.arena = a, .form = f, .c = c, .notes = notes};
    struct chart *chart = arena_alloc(a, sizeof *chart);
    const char *caption, *unit, *heading;
    size_t bars;

    assert(f->kind == FORM_CHART);
    *out = NULL;
    if (f->ndims)
        groups_of_dim(&b);
    else if (written_groups(&b, err))
        return -1;
    choose_series(&b);
    choose_groups(&b);
    if (form_expand_plain(a, f, c, title_of(&b), form_key_line(f, "bieu", "ten"), &caption, err) ||
        form_expand_plain(a, f, c, f->unit, form_key_line(f, "bieu", "don_vi_tinh"), &unit, err) ||
        form_expand_plain(a, f, c, f->heading, form_key_line(f, "bieu", "ten_nhom"), &heading, err))
        return -1;
    *chart = (struct chart){.kind = f->chart,
                            .id = f->code,
                            .label = label,
                            .unit = unit,
                            .heading = heading,
                            .source = f->source,
                            .nseries = b.nseries,
                            .ngroups = b.groups.n,
                            .bold_group = -1};
    chart->caption = join_string(a, *unit ? arena_printf(a, "%s (%s)", caption, unit) : caption);
    bars = chart->ngroups * chart->nseries;
    chart->series = arena_alloc(a, (b.nseries + 1) * sizeof *chart->series);
    for (size_t s = 0; s < b.nseries; s++)
        if (form_expand_plain(a, f, c, b.series[s]->label, b.series[s]->line, &chart->series[s], err))
            return -1;
    chart->groups = arena_alloc(a, (b.groups.n + 1) * sizeof *chart->groups);
    chart->values = arena_alloc(a, (bars + 1) * sizeof *chart->values);
    chart->missing = arena_alloc(a, (bars + 1) * sizeof *chart->missing);
    chart->figures = arena_alloc(a, (bars + 1) * sizeof *chart->figures);
    chart->counts = arena_alloc(a, (bars + 1) * sizeof *chart->counts);
    for (size_t i = 0; i < b.groups.n; i++) {
        const struct bar_group *g = &b.groups.v[i];

        read_group(&b, g, chart, i);
        if (g->bold)
            chart->bold_group = (int)i;
        chart->groups[i] = g->label;
    }
    if (!has_bars(chart)) {
        note_add(notes, NOTE_INFO, "bieu_do_khong_ve", arena_printf(a, "biểu %s", f->code),
                 "Không có số liệu khác 0 nên không vẽ biểu đồ '%s'.", chart->caption);
        return 0;
    }
    if (set_note(&b, chart, err))
        return -1;
    chart->alt = describe(a, chart);
    *out = chart;
    return 0;
}
