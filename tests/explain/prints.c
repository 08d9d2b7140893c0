/* Does a place of the paper say a value? */
#include "explain.h"

#include <string.h>

#include "base/vi.h"
#include "doc/figure_text.h"

static int same(const char *printed, const char *text)
{
    return strcmp(printed, text) == 0;
}

static int prints_number(struct arena *a, const struct value *v, const char *printed)
{
    const char *decimal = figure_decimal(a, figure_scaled(v, figure_places(v)), figure_places(v), 0);

    return same(printed, figure_text(a, v, 0)) || same(printed, figure_text(a, v, 1)) ||
           (v->decimal && same(printed, decimal));
}

static struct value magnitude(struct arena *a, const struct value *v)
{
    struct value m = *v;

    if (v->decimal && v->decimal[0] == '-')
        m.decimal = arena_strdup(a, v->decimal + 1);
    m.num = v->num < 0 ? -v->num : v->num;
    return m;
}

static int prints_points(struct arena *a, const struct value *v, const char *printed)
{
    int64_t n = v->num < 0 ? -v->num : v->num;

    return same(printed, figure_decimal(a, n, 2, 0)) || same(printed, vi_percent(a, v->num, FIGURE_WHOLE));
}

/* "không có hồ sơ" */
static int prints_none(const struct value *v, const char *printed)
{
    int has_digit = printed[strcspn(printed, "0123456789")] != '\0';

    return !v->den && !v->entered && figure_is_zero(v) && *printed && !has_digit;
}

static int prints_run(struct arena *a, const struct basis *b, const struct value *v, const char *printed)
{
    struct value other;

    if (v->state == VALUE_UNDEFINED)
        return same(printed, figure_text(a, v, 0));
    switch (b->kind) {
    case BASIS_REST:
        other = value_rest(*v);
        return same(printed, figure_rest(a, &other));
    case BASIS_POINTS:
        return prints_points(a, v, printed);
    case BASIS_CHANGE:
    case BASIS_CHANGE_RATIO:
        other = magnitude(a, v);
        return prints_number(a, v, printed) || prints_number(a, &other, printed);
    default:
        return prints_number(a, v, printed) || prints_none(v, printed);
    }
}

static int prints_bar(struct arena *a, const struct value *v, const struct printed *p)
{
    if (p->chart->kind == CHART_STACKED && chart_whole(p->chart, p->group) < 0)
        return same(p->text, "…");
    if (v->state == VALUE_UNDEFINED)
        return same(p->text, p->chart->kind == CHART_SHARES ? "–" : "…");
    return same(p->text, v->den ? chart_share(a, v->num, v->den) : vi_count(a, v->num));
}

int is_printed(struct arena *a, const struct basis *b, const struct value *v, const struct printed *p)
{
    if (v->state == VALUE_NOT_LOADED || v->state == VALUE_NOT_ENTERED)
        return p->kind != PRINTED_RUN && same(p->text, "…");
    switch (p->kind) {
    case PRINTED_RUN:
        return prints_run(a, b, v, p->text);
    case PRINTED_BAR:
        return prints_bar(a, v, p);
    case PRINTED_CELL:
        break;
    }
    if (v->state == VALUE_UNDEFINED || v->den)
        return same(p->text, vi_percent_cell(a, v->num, v->state == VALUE_UNDEFINED ? 0 : v->den));
    return same(p->text, vi_count(a, v->num));
}
