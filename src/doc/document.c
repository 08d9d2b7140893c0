#include "doc/document.h"

#include "base/buf.h"
#include "base/vi.h"

struct text text_plain(struct arena *a, const char *s)
{
    struct text t = {.v = arena_alloc(a, sizeof *t.v), .n = 1};

    t.v[0].text = s;
    return t;
}

char *text_string(struct arena *a, const struct text *t)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < t->n; i++)
        buf_puts(&b, t->v[i].text);
    return arena_strndup(a, buf_str(&b), b.n);
}

size_t row_part(const struct grid *g, size_t row, size_t from)
{
    int depth = g->rows[row].depth;
    size_t end = depth ? g->nrows : row;

    if (depth && from <= row)
        from = row + 1;
    for (size_t i = from; i < end && (!depth || g->rows[i].depth > depth); i++)
        if (g->rows[i].depth == depth + 1)
            return i;
    return g->nrows;
}

int64_t chart_whole(const struct chart *c, size_t group)
{
    int64_t sum = 0;

    for (size_t s = 0; s < c->nseries; s++) {
        size_t k = group * c->nseries + s;

        if (c->missing && c->missing[k])
            return -1;
        if (__builtin_add_overflow(sum, c->values[k], &sum))
            return INT64_MAX;
    }
    return sum;
}

const char *chart_share(struct arena *a, int64_t num, int64_t den)
{
    return num == 0 ? "0%" : num == den ? "100%" : arena_printf(a, "%s%%", vi_percent_cell(a, num, den));
}

const char *chart_label(struct arena *a, const struct chart *c, size_t group, size_t series)
{
    size_t k = group * c->nseries + series;
    int64_t whole = c->kind == CHART_GROUPED ? 0 : chart_whole(c, group);

    if (whole < 0 || (c->missing && c->missing[k]))
        return "…";
    if (c->kind != CHART_SHARES)
        return vi_count(a, c->values[k]);
    return whole ? chart_share(a, c->values[k], whole) : "–";
}

const struct annex *document_behind(const struct document *d, size_t i)
{
    const struct annex *const pages[] = {d->findings, d->quality};

    for (size_t k = 0; k < sizeof pages / sizeof *pages; k++)
        if (pages[k] && i-- == 0)
            return pages[k];
    return NULL;
}
