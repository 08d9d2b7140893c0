#include "doc/figure_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vi.h"

char *figure_text(struct arena *a, const struct value *v, int pad)
{
    if (v->entered)
        return arena_strdup(a, v->entered);
    if (v->decimal)
        return vi_decimal(a, v->decimal, pad);
    if (v->state == VALUE_UNDEFINED || v->den)
        return vi_percent(a, v->num, v->state == VALUE_UNDEFINED ? 0 : v->den);
    return vi_count_padded(a, v->num, pad);
}

char *figure_rest(struct arena *a, const struct value *v)
{
    int64_t printed;

    if (v->state == VALUE_UNDEFINED || v->den == 0)
        return vi_percent(a, 0, 0);
    printed = vi_percent_hundredths(v->num, v->den);
    if ((printed == FIGURE_WHOLE && v->num != v->den) || (printed == 0 && v->num != 0))
        return vi_percent(a, v->den - v->num, v->den);
    return vi_percent(a, FIGURE_WHOLE - printed, FIGURE_WHOLE);
}

int figure_is_zero(const struct value *v)
{
    return v->decimal ? !v->decimal[strspn(v->decimal, "-0.")] : v->num == 0;
}

size_t figure_places(const struct value *v)
{
    const char *point = v->decimal ? strchr(v->decimal, '.') : NULL;

    return point ? strlen(point + 1) : 0;
}

int64_t figure_scaled(const struct value *v, size_t places)
{
    size_t have = figure_places(v);
    int64_t whole = v->num, part = 0;

    if (have)
        part = strtoll(strchr(v->decimal, '.') + 1, NULL, 10);
    for (size_t i = have; i < places; i++)
        part *= 10;
    for (size_t i = 0; i < places; i++)
        whole *= 10;
    return v->decimal && v->decimal[0] == '-' ? whole - part : whole + part;
}

char *figure_decimal(struct arena *a, int64_t value, size_t places, int pad)
{
    int64_t unit = 1;
    char *text;

    if (!places)
        return vi_count_padded(a, value, pad);
    for (size_t i = 0; i < places; i++)
        unit *= 10;
    text = arena_printf(a, "%jd.%0*jd", (intmax_t)(value / unit), (int)places, (intmax_t)(value % unit));
    for (size_t i = strlen(text); text[i - 1] == '0' || text[i - 1] == '.'; i--) {
        int point = text[i - 1] == '.';

        text[i - 1] = '\0';
        if (point)
            break;
    }
    return vi_decimal(a, text, pad);
}
