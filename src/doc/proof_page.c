/* Texts taken from paged documents: what runs along with the pages is no prose. A line that stands near the top or the
 * foot of several pages (but for its digits) is a running head, a footer, a watermark. */
#include <string.h>

#include "doc/proof_impl.h"

enum {
    EDGE = 4,      /* lines at the top and at the foot of a page that may run along */
    LINES_MAX = 64 /* different ones of a document */
};

struct line {
    char *p;
    size_t n;
};

/* Lines alike but for digits and blanks. */
static int alike(const struct line *x, const struct line *y)
{
    const char *p = x->p, *q = y->p, *p_end = p + x->n, *q_end = q + y->n;

    for (;;) {
        p += strspn(p, " \t0123456789");
        q += strspn(q, " \t0123456789");
        if (p >= p_end || q >= q_end)
            return p >= p_end && q >= q_end;
        if (*p++ != *q++)
            return 0;
    }
}

struct edges {
    struct line line[2 * EDGE];
    size_t n;
};

/* The first lines of a page that have letters, and the last. */
static void find_edges(char *page, char *end, struct edges *e)
{
    struct line last[EDGE];
    size_t lasts = 0;

    e->n = 0;
    for (char *p = page, *next; p < end; p = next) {
        struct line l = {p, strcspn(p, "\n\f")};

        next = p + l.n + 1;
        if (strspn(p, " \t\r\v0123456789-./") >= l.n || l.n > 160)
            continue;
        if (e->n < EDGE)
            e->line[e->n++] = l;
        else
            last[lasts++ % EDGE] = l;
    }
    for (size_t i = 0; i < EDGE && i < lasts; i++)
        e->line[e->n++] = last[i];
}

static void blank(const struct line *l)
{
    memset(l->p, ' ', l->n);
}

char *page_prose(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text);
    struct edges before = {.n = 0}, e;
    struct line known[LINES_MAX];
    size_t nknown = 0;

    if (!strchr(copy, '\f'))
        return copy;
    for (char *page = copy, *end; *page; page = end + (*end == '\f')) {
        end = page + strcspn(page, "\f");
        find_edges(page, end, &e);
        for (size_t i = 0; i < e.n; i++) {
            int runs = 0;

            for (size_t k = 0; k < nknown && !runs; k++)
                runs = alike(&e.line[i], &known[k]);
            for (size_t k = 0; k < before.n && !runs; k++) {
                runs = alike(&e.line[i], &before.line[k]);
                if (runs && nknown < LINES_MAX) {
                    /* kept as it was: the page itself loses it */
                    known[nknown].n = before.line[k].n;
                    known[nknown++].p = arena_strndup(a, before.line[k].p, before.line[k].n);
                }
                if (runs)
                    blank(&before.line[k]);
            }
            if (runs) {
                blank(&e.line[i]);
                e.line[i] = e.line[--e.n];
                i--;
            }
        }
        before = e;
    }
    return copy;
}
