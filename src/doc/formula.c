#include "doc/formula.h"

#include <stdlib.h>

static int column_of_number(const struct grid *g, long number)
{
    for (size_t i = 0; i < g->ncolumns; i++) {
        const struct column *c = &g->columns[i];
        long own = c->key        ? c->key
                   : c->number   ? *c->number == '(' ? strtol(c->number + 1, NULL, 10) : 0
                   : g->numbered ? 0
                                 : (long)i + 1;

        if (own && own == number)
            return (int)i;
    }
    return -1;
}

struct formula_term *formula_parse(struct arena *a, const struct grid *g, const char *s, size_t *n)
{
    VEC(struct formula_term) terms = {0};
    int sign = 1, below = 0, want = 1;

    for (; *s; s++) {
        if (*s == '(' || *s == ')' || *s == ' ')
            continue;
        if (*s >= '0' && *s <= '9' && want) {
            char *end;
            int column = column_of_number(g, strtol(s, &end, 10));

            if (column < 0)
                return NULL;
            *vec_add(a, &terms) = (struct formula_term){column, sign, below};
            s = end - 1;
            want = 0;
        } else if ((*s == '+' || *s == '-') && !want) {
            sign = *s == '+' ? 1 : -1;
            want = 1;
        } else if (*s == '/' && !want && !below) {
            below = 1;
            sign = 1;
            want = 1;
        } else {
            return NULL;
        }
    }
    *n = terms.n;
    return want ? NULL : terms.v;
}
