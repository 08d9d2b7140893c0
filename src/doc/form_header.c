/* Label paths of columns → the tree of merged header cells above them. */
#include <assert.h>

#include "doc/form_impl.h"

static const char *skip_gap(const char *s)
{
    while (*s == ' ' || *s == '\n')
        s++;
    return s;
}

int form_label_equal(const char *x, const char *y)
{
    while (*x && *y) {
        int gap_x = *x == ' ' || *x == '\n', gap_y = *y == ' ' || *y == '\n';

        if (gap_x != gap_y || (!gap_x && *x != *y))
            return 0;
        x = gap_x ? skip_gap(x) : x + 1;
        y = gap_y ? skip_gap(y) : y + 1;
    }
    return *x == *y;
}

/* How many parts two paths begin with alike. */
static size_t common(const struct form_path *x, const struct form_path *y)
{
    size_t n = 0;

    while (n < x->n && n < y->n && form_label_equal(x->v[n], y->v[n]))
        n++;
    return n;
}

int form_header_check(const struct form_path *const *paths, size_t n, size_t *clash)
{
    for (size_t i = 1; i < n; i++) {
        size_t same = common(paths[i - 1], paths[i]);

        if (same == paths[i - 1]->n || same == paths[i]->n) {
            *clash = i;
            return -1;
        }
    }
    return 0;
}

void form_header(struct arena *a, const struct form_path *const *paths, size_t n, struct grid *g)
{
    VEC(struct header_cell) cells = {0};
    size_t depth = 0;

    assert(n > 0);
    for (size_t i = 0; i < n; i++)
        if (paths[i]->n > depth)
            depth = paths[i]->n;

    for (size_t row = 0; row < depth; row++) {
        for (size_t i = 0; i < n;) {
            size_t end = i + 1;
            int leaf = row + 1 == paths[i]->n;

            if (row >= paths[i]->n) { /* a cell above reaches down to here */
                i++;
                continue;
            }
            while (!leaf && end < n && common(paths[i], paths[end]) > row)
                end++;
            *vec_add(a, &cells) = (struct header_cell){
                .label = paths[i]->v[row],
                .row = (int)row,
                .column = (int)i,
                .row_span = leaf ? (int)(depth - row) : 1,
                .column_span = (int)(end - i),
            };
            i = end;
        }
    }
    g->header = cells.v;
    g->nheader = cells.n;
    g->header_rows = (int)depth;
}
