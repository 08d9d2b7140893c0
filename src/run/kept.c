#include "run/kept.h"

#include <string.h>

#include "base/buf.h"
#include "doc/trace.h"

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *kept_value(struct arena *a, const char *text)
{
    const char *s = text + (*text == '-');
    struct buf b;
    size_t digits = 0;

    buf_init(&b, a);
    while (*s == '0' && is_digit(s[1])) /* "05" */
        s++;
    for (; is_digit(*s) || (*s == '.' && digits && is_digit(s[1])); s++)
        if (*s != '.') {
            buf_putc(&b, *s);
            digits++;
        }
    if (!digits)
        return "";
    if (*s == ',' && is_digit(s[1])) {
        buf_putc(&b, '.');
        for (s++; is_digit(*s); s++)
            buf_putc(&b, *s);
    }
    s += *s == '%';
    return *s ? "" : arena_printf(a, "%s%s", *text == '-' ? "-" : "", buf_str(&b));
}

int kept_same(const struct kept_figure *x, const struct kept_figure *y)
{
    if (*x->value && *y->value)
        return strcmp(x->value, y->value) == 0;
    return strcmp(x->text, y->text) == 0;
}

int kept_figures(struct arena *a, const struct document *doc, struct trace *trace, struct kept_figure **out, size_t *n,
                 struct err *err)
{
    struct printed *list;

    *n = document_printed(a, doc, &list);
    *out = arena_alloc(a, (*n + 1) * sizeof **out);
    for (size_t i = 0; i < *n; i++) {
        const struct printed *p = &list[i];
        struct kept_figure *f = &(*out)[i];
        struct basis *b = NULL;

        *f = (struct kept_figure){p->id, "", p->text, kept_value(a, p->text), "", "", p->place};
        if (trace && trace_basis(trace, p->id, &b, err))
            return -1;
        if (!b)
            continue;
        f->label = b->label;
        if (b->value.state == VALUE_OK && b->value.den) {
            f->num = arena_printf(a, "%jd", (intmax_t)b->value.num);
            f->den = arena_printf(a, "%jd", (intmax_t)b->value.den);
        }
    }
    return 0;
}

char *kept_units(struct arena *a, const struct catalog *c, int root)
{
    char *units = arena_alloc(a, c->nunits + 1);

    for (size_t u = 0; u < c->nunits; u++)
        units[u] = (char)catalog_under(c, (int)u, root);
    return units;
}
