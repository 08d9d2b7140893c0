/* Charts as boxes: random ones of every kind and size must be readable and true. */
#include "chart_case.h"
#include "paper.h"
#include "unit.h"

enum { SEEDS = 600 };

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* ---- a chart on its pages ---- */

struct drawn {
    const struct item *it;
    struct extent e;
    size_t page;
};

struct scene {
    struct paper *p;
    const struct chart *c;
    VEC(struct drawn) items;  /* of the figure, in drawing order */
    VEC(struct drawn) bars;   /* outlined, without the squares of legend and lists */
    VEC(struct drawn) values; /* text with a figure */
    VEC(struct drawn) ticks;
    int lying;
};

/* As struct item keeps it. */
static int is_side(double have, double want)
{
    return fabs(have - want) < 1e-4;
}

static int is_key(const struct item *it)
{
    return (is_side(it->w, MM(6.35)) && is_side(it->h, MM(3.6))) || (is_side(it->w, 7) && is_side(it->h, 7));
}

static struct scene *draw(const struct chart *c)
{
    struct scene *s = arena_alloc(arena, sizeof *s);
    struct paper *p = paper_open(arena, 1);

    s->p = p;
    s->c = c;
    paper_text(p, NODE_PARAGRAPH, 0, NULL, "Lời dẫn.");
    paper_node(p, NODE_CHART)->chart = (struct chart *)c;
    paper_text(p, NODE_PARAGRAPH, 0, NULL, "Lời kết.");
    paper_layout(p);
    paper_check(p);
    for (size_t n = 0; n < p->pages->list.n; n++)
        for (size_t k = 0; k < p->pages->list.v[n]->items.n; k++) {
            const struct item *it = &p->pages->list.v[n]->items.v[k];
            struct drawn d = {it, paper_extent(p, it), n};

            if (!paper_in_figure(it->element))
                continue;
            *vec_add(arena, &s->items) = d;
            if (it->type == ITEM_RECT && it->line > 0 && !is_key(it))
                *vec_add(arena, &s->bars) = d;
            if (it->type == ITEM_TEXT && it->figure)
                *vec_add(arena, &s->values) = d;
            if (it->type == ITEM_TEXT && !it->figure && it->size == 11 && it->face == FACE_REGULAR &&
                it->text[strspn(it->text, "0123456789.%")] == '\0')
                *vec_add(arena, &s->ticks) = d;
        }
    /* The axis is the last line drawn: it stands under columns, and left of bars that lie. */
    for (size_t i = 0; i < s->items.n; i++)
        if (s->items.v[i].it->type == ITEM_LINE)
            s->lying = s->items.v[i].it->w == 0;
    return s;
}

static double middle_x(const struct drawn *d)
{
    return (d->e.left + d->e.right) / 2;
}

/* ---- what must hold ---- */

static int64_t whole_of(const struct chart *c, size_t group)
{
    int64_t sum = 0;

    for (size_t s = 0; s < c->nseries; s++) {
        if (c->missing[group * c->nseries + s])
            return -1;
        sum += c->values[group * c->nseries + s];
    }
    return sum;
}

static const char *label_of(const struct chart *c, size_t i)
{
    size_t group = i / c->nseries;
    int64_t whole = whole_of(c, group);

    if (c->kind == CHART_GROUPED)
        return c->missing[i] ? "…" : vi_count(arena, c->values[i]);
    if (whole < 0 || (whole == 0 && c->kind == CHART_SHARES)) /* one mark in place of the bar */
        return i % c->nseries ? NULL : whole < 0 ? "…" : "–";
    if (c->kind == CHART_STACKED)
        return vi_count(arena, c->values[i]);
    if (c->values[i] == 0 || c->values[i] == whole)
        return c->values[i] ? "100%" : "0%";
    return arena_printf(arena, "%s%%", vi_percent_cell(arena, c->values[i], whole));
}

/* Every value stands there once and says what it is. */
static void check_values(const struct scene *s)
{
    size_t n = s->c->ngroups * s->c->nseries;
    char *seen = arena_alloc(arena, n);

    for (size_t k = 0; k < s->values.n; k++) {
        size_t i = (size_t)atoi(s->values.v[k].it->figure + 3);
        const char *want = label_of(s->c, i);

        assert_true(i < n && !seen[i]);
        seen[i] = 1;
        assert_non_null(want);
        assert_string_equal(s->values.v[k].it->text, want);
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(seen[i], label_of(s->c, i) != NULL);
}

/* How long a bar must be, as a share of the axis' unit: of the value itself, or of the whole. */
static double length_of(const struct chart *c, size_t i)
{
    int64_t whole = c->kind == CHART_GROUPED ? 1 : whole_of(c, i / c->nseries);

    if (c->missing[i] || whole <= 0)
        return 0;
    return c->kind == CHART_SHARES ? (double)c->values[i] / (double)whole * 100 : (double)c->values[i];
}

static double tick_value(const char *s)
{
    double v = 0;

    for (; *s; s++)
        if (*s >= '0' && *s <= '9')
            v = v * 10 + (*s - '0');
    return v;
}

/* Bars begin at the axis' nought (parts at the end of the one before) and are as long as their values on one scale,
 * which is that of the axis. */
static void check_lengths(const struct scene *s)
{
    const struct chart *c = s->c;
    size_t n = c->ngroups * c->nseries, bar = 0, group = (size_t)-1;
    double unit = 0, zero = 0, end = 0;

    assert_true(s->ticks.n >= 2);
    for (size_t k = 0; k < s->ticks.n; k++) {
        const struct drawn *t = &s->ticks.v[k];
        double at = s->lying ? middle_x(t) : t->it->y - 0.33 * 11, value = tick_value(t->it->text);

        if (value == 0) {
            zero = at;
            continue;
        }
        at = (s->lying ? at - zero : zero - at) / value;
        if (unit > 0)
            assert_true(fabs(at / unit - 1) < 1e-3);
        unit = at;
    }
    for (size_t i = 0; i < n; i++) {
        double want = length_of(c, i) * unit;
        const struct extent *e;

        if (want <= 0)
            continue;
        assert_true(bar < s->bars.n);
        e = &s->bars.v[bar++].e;
        if (c->kind == CHART_GROUPED || group != i / c->nseries)
            end = zero;
        group = i / c->nseries;
        assert_true(fabs((s->lying ? e->right - e->left : e->bottom - e->top) - want) < 0.02);
        if (s->lying)
            assert_true(fabs(e->left - end) < 0.05);
        else if (s->p->pages->list.n == 1)
            assert_true(fabs(e->bottom - zero) < 0.05);
        end = e->right;
    }
    assert_int_equal(bar, s->bars.n);
}

/* 1 if white that holds the whole box was drawn after item `line` and before item `text`. */
static int is_covered(const struct scene *s, size_t line, size_t text, const struct extent *e)
{
    for (size_t i = line + 1; i < text; i++) {
        const struct drawn *d = &s->items.v[i];

        if (d->it->type == ITEM_RECT && d->it->fill == FILL_WHITE && d->page == s->items.v[text].page &&
            d->e.left < e->left && d->e.right > e->right && d->e.top < e->top && d->e.bottom > e->bottom)
            return 1;
    }
    return 0;
}

/* No text on a bar but a part's own value, and that is wholly inside; whatever runs below a text is covered by white.
 */
static void check_text(const struct scene *s)
{
    for (size_t i = 0; i < s->items.n; i++) {
        const struct drawn *t = &s->items.v[i];
        const struct item *it = t->it;
        struct extent core = t->e;

        if (it->type != ITEM_TEXT)
            continue;
        core.top = it->y - 0.66 * it->size;
        core.bottom = it->y;
        for (size_t k = 0; k < s->items.n; k++) {
            const struct drawn *d = &s->items.v[k];

            if (d->page != t->page || d->it->type == ITEM_TEXT)
                continue;
            if (d->it->type == ITEM_LINE && core.left < d->e.right && d->e.left < core.right &&
                core.top < d->e.bottom && d->e.top < core.bottom && !is_covered(s, k, i, &core))
                fail_msg("a line runs through “%s”", it->text);
            if (d->it->type != ITEM_RECT || d->it->line <= 0 || !paper_meet(core, d->e))
                continue;
            if (k > i || s->c->kind == CHART_GROUPED || core.left < d->e.left || core.right > d->e.right ||
                core.top < d->e.top || core.bottom > d->e.bottom ||
                (d->it->fill != FILL_WHITE && !is_covered(s, k, i, &core)))
                fail_msg("“%s” stands on a bar", it->text);
        }
    }
}

/* A white patch hides no bar. */
static void check_patches(const struct scene *s)
{
    for (size_t i = 0; i < s->items.n; i++) {
        const struct drawn *patch = &s->items.v[i];

        if (patch->it->type != ITEM_RECT || patch->it->line > 0 || i + 1 >= s->items.n ||
            s->items.v[i + 1].it->type != ITEM_TEXT)
            continue;
        for (size_t k = 0; k < i; k++) {
            const struct drawn *d = &s->items.v[k];

            if (d->page != patch->page || d->it->type != ITEM_RECT || d->it->line <= 0 || !paper_meet(patch->e, d->e))
                continue;
            if (s->c->kind == CHART_GROUPED || patch->e.left < d->e.left || patch->e.right > d->e.right ||
                patch->e.top < d->e.top || patch->e.bottom > d->e.bottom)
                fail_msg("white behind “%s” hides a bar", s->items.v[i + 1].it->text);
        }
    }
}

/* Names, legend and caption are all there, once for every page of the chart. */
static void check_words(const struct scene *s)
{
    const struct chart *c = s->c;
    const struct element *figure = s->items.v[0].it->element;
    char *text;
    size_t pages = 1;

    while (strcmp(figure->role, "Figure") != 0)
        figure = figure->parent;
    text = paper_read(s->p, figure);
    for (size_t i = 1; i < s->items.n; i++)
        pages += s->items.v[i].page != s->items.v[i - 1].page;
    for (size_t i = 0; i < c->nseries; i++) {
        size_t found = 0;

        for (const char *at = text; (at = strstr(at, c->series[i])); at += strlen(c->series[i]))
            found++;
        assert_true(found >= pages);
    }
    for (size_t g = 0; g < c->ngroups; g++)
        assert_non_null(strstr(text, c->groups[g]));
}

static void check_all(const struct scene *s)
{
    check_values(s);
    check_lengths(s);
    check_text(s);
    check_patches(s);
    check_words(s);
}

static void charts_are_true(void **state)
{
    size_t lying = 0, split = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        const struct chart *c = chart_random(arena, seed);
        struct scene *s;

        CASE("seed %d: kind %d, %zu groups of %zu", (int)seed, (int)c->kind, c->ngroups, c->nseries);
        s = draw(c);
        check_all(s);
        lying += s->lying != 0;
        split += s->items.v[0].page != s->items.v[s->items.n - 1].page;
        arena_free(arena);
        arena = arena_new();
    }
    assert_true(lying > SEEDS / 2 && lying < SEEDS && split > 0);
}

/* Beyond what is to be expected. */
static void charts_of_any_size(void **state)
{
    static const struct {
        size_t groups, series;
        int64_t most;
    } rows[] = {{4, 5, 1000000}, {120, 2, 300000}, {2, 9, 99}, {7, 2, 999999999999999}, {1, 1, INT64_MAX}, {300, 1, 1}},
      *c;

    (void)state;
    for (EACH(c, rows))
        for (int kind = CHART_GROUPED; kind <= CHART_SHARES; kind++) {
            struct chart *chart = chart_new(arena, (enum chart_kind)kind, c->groups, c->series);

            CASE("kind %d: %zu groups of %zu up to %lld", kind, c->groups, c->series, (long long)c->most);
            for (size_t i = 0; i < c->groups * c->series; i++)
                chart->values[i] = i % 3 == 2 ? c->most / 7 : c->most;
            check_all(draw(chart));
        }
}

/* ---- what decides ---- */

static void columns_or_bars(void **state)
{
    static const struct {
        size_t groups, series;
        int64_t most;
        int lying;
    } rows[] = {{1, 1, 87, 0},        {4, 2, 48, 0},   {5, 2, 24000, 0},     {6, 2, 24000, 1},
                {14, 2, 24000, 1},    {22, 2, 10, 1},  {3, 2, 1000000, 0},   {40, 1, 5, 1},
                {4, 4, 999999999, 1}, {8, 1, 9999, 0}, {2, 1, INT64_MAX, 0}, {9, 2, 3, 0}},
      *c;

    (void)state;
    for (EACH(c, rows)) {
        struct chart *chart = chart_new(arena, CHART_GROUPED, c->groups, c->series);

        for (size_t i = 0; i < c->groups * c->series; i++)
            chart->values[i] = c->most - (c->most > 100 ? (int64_t)i : 0);
        CASE("%zu groups of %zu up to %lld", c->groups, c->series, (long long)c->most);
        assert_int_equal(draw(chart)->lying, c->lying);
    }
}

/* Steps of 1, 2 or 5 times a power of ten, never more than five, the last at the highest value or beyond. */
static void axis_is_round(void **state)
{
    static const struct {
        int64_t most;
        const char *want;
    } rows[] = {{0, "0 1"},
                {1, "0 1"},
                {3, "0 1 2 3"},
                {6, "0 2 4 6"},
                {48, "0 10 20 30 40 50"},
                {101, "0 50 100 150"},
                {24180, "0 5.000 10.000 15.000 20.000 25.000"},
                {1000000, "0 200.000 400.000 600.000 800.000 1.000.000"}},
      *c;

    (void)state;
    for (EACH(c, rows)) {
        struct chart *chart = chart_new(arena, CHART_GROUPED, 1, 2);
        struct scene *s;
        struct buf b;

        CASE("%lld", (long long)c->most);
        chart->values[1] = c->most;
        s = draw(chart);
        buf_init(&b, arena);
        for (size_t i = 0; i < s->ticks.n; i++)
            buf_printf(&b, "%s%s", i ? " " : "", s->ticks.v[i].it->text);
        assert_string_equal(buf_str(&b), c->want);
    }
}

/* A chart higher than a page goes on: each part with its legend and axis, the caption below the last. */
static void long_chart_goes_on(void **state)
{
    struct chart *c = chart_new(arena, CHART_GROUPED, 40, 2);
    struct scene *s;
    size_t nought = 0, on = 0;

    (void)state;
    for (size_t i = 0; i < 80; i++)
        c->values[i] = (int64_t)i * 100;
    s = draw(c);
    assert_int_equal(s->p->pages->list.n, 2);
    for (size_t i = 0; i < s->ticks.n; i++)
        nought += !strcmp(s->ticks.v[i].it->text, "0");
    assert_int_equal(nought, 2);
    for (size_t i = 0; i < s->items.n; i++)
        on += s->items.v[i].it->type == ITEM_TEXT && strstr(s->items.v[i].it->text, "còn tiếp)");
    assert_int_equal(on, 1);
    paper_find(s->p, "Biểu đồ 1. Hồ sơ tiếp nhận, giải quyết theo đơn vị (hồ sơ)", &on);
    assert_int_equal(on, 1);
    assert_int_equal(paper_noted(s->p, "khoi_dai_hon_trang"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(charts_are_true, set_up, tear_down),
        cmocka_unit_test_setup_teardown(charts_of_any_size, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_or_bars, set_up, tear_down),
        cmocka_unit_test_setup_teardown(axis_is_round, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_chart_goes_on, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
