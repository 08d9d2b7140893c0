#include "doc/printed.h"

#include <string.h>

#include "base/buf.h"

#define NBSP "\xC2\xA0"

enum { HEADINGS = 3, OUTER = 8 /* groups in groups that a place names */ };

struct walk {
    struct arena *arena;
    VEC(struct printed) list;
    const char *headings[HEADINGS]; /* markers of those that are open, NULL for none */
    size_t paragraph;               /* since the last heading */
    const struct run *wanted;       /* NULL, or a run whose place is asked for */
    const char *found;
};

/* ---------------------------------------------------------------- places */

/* Places are for reading on a line: no line ends, no U+00A0. */
static void add_plain(struct buf *b, const char *s)
{
    while (*s) {
        int joined = strncmp(s, NBSP, strlen(NBSP)) == 0;

        buf_putc(b, joined || *s == '\n' ? ' ' : *s);
        s += joined ? strlen(NBSP) : 1;
    }
}

static const char *plain(struct walk *w, const char *s)
{
    struct buf b;

    buf_init(&b, w->arena);
    add_plain(&b, s);
    return buf_str(&b);
}

/* "I.2.a" of "I.", "2.", "a)". */
static const char *section_of(struct walk *w)
{
    struct buf b;

    buf_init(&b, w->arena);
    for (int i = 0; i < HEADINGS; i++) {
        const char *s = w->headings[i];

        if (s && *s)
            buf_printf(&b, "%s%.*s", b.n ? "." : "", (int)strcspn(s, ".)"), s);
    }
    return b.n ? arena_printf(w->arena, "mục %s", buf_str(&b)) : "phần mở đầu";
}

static void enter_heading(struct walk *w, const struct node *n)
{
    int level = n->level < 1 ? 1 : n->level > HEADINGS ? HEADINGS : n->level;

    for (int i = level; i < HEADINGS; i++)
        w->headings[i] = NULL;
    w->headings[level - 1] = n->marker;
    w->paragraph = 0;
}

/* ---------------------------------------------------------------- text */

static void add_runs(struct walk *w, const struct text *t, const char *place)
{
    for (size_t i = 0; i < t->n; i++) {
        if (&t->v[i] == w->wanted)
            w->found = place;
        if (t->v[i].figure)
            *vec_add(w->arena, &w->list) = (struct printed){
                .kind = PRINTED_RUN, .id = t->v[i].figure, .text = t->v[i].text, .place = place, .run = &t->v[i]};
    }
}

/* ---------------------------------------------------------------- tables */

/* What stands at the head of a row: its name, or the label that a total has instead. */
static const char *name_of_row(struct walk *w, const struct grid *g, size_t row)
{
    const struct cell *first = NULL;

    for (size_t i = 0; i < g->ncolumns; i++) {
        const struct cell *c = &g->rows[row].cells[i];

        if (c->kind != CELL_TEXT)
            continue;
        first = first ? first : c;
        if (g->columns[i].align == ALIGN_LEFT) {
            first = c;
            break;
        }
    }
    return first ? plain(w, text_string(w->arena, &first->text)) : "";
}

/* "dòng 'CẤP QUẬN' – 'Đất đai'": the groups a row is in come first. */
static const char *row_place(struct walk *w, const struct grid *g, size_t row)
{
    size_t path[OUTER], n = 0;
    struct buf b;

    path[n++] = row;
    for (size_t i = row; i-- > 0 && n < OUTER;)
        if (g->rows[i].depth && g->rows[i].depth < g->rows[path[n - 1]].depth)
            path[n++] = i;
    buf_init(&b, w->arena);
    while (n-- > 0)
        buf_printf(&b, "%s'%s'", b.n ? " – " : "dòng ", name_of_row(w, g, path[n]));
    return buf_str(&b);
}

/* "cột (4)", or the words over a column without a number. */
static const char *column_place(struct walk *w, const struct grid *g, size_t column)
{
    const char *number = g->columns[column].number;
    struct buf b;

    if (g->numbered && number)
        return arena_printf(w->arena, "cột %.*s", (int)strcspn(number, "="), number);
    buf_init(&b, w->arena);
    for (int level = 0; level < g->header_rows; level++)
        for (size_t i = 0; i < g->nheader; i++) {
            const struct header_cell *h = &g->header[i];

            if (h->row != level || column < (size_t)h->column || column >= (size_t)(h->column + h->column_span))
                continue;
            buf_puts(&b, b.n ? " / " : "");
            add_plain(&b, h->label);
        }
    return b.n ? arena_printf(w->arena, "cột '%s'", buf_str(&b)) : arena_printf(w->arena, "cột thứ %zu", column + 1);
}

static void add_grid(struct walk *w, const struct grid *g, const char *place)
{
    const char **columns = arena_alloc(w->arena, (g->ncolumns + 1) * sizeof *columns);

    for (size_t i = 0; i < g->ncolumns; i++)
        columns[i] = column_place(w, g, i);
    for (size_t r = 0; r < g->nrows; r++) {
        const char *row = NULL;

        for (size_t i = 0; i < g->ncolumns; i++) {
            const struct cell *c = &g->rows[r].cells[i];
            int has_runs = 0;
            const char *at;

            for (size_t k = 0; k < c->text.n; k++)
                has_runs |= c->text.v[k].figure != NULL;
            if (!c->figure && !has_runs)
                continue;
            row = row ? row : row_place(w, g, r);
            at = arena_printf(w->arena, "%s, %s, %s", place, row, columns[i]);
            if (!c->figure)
                add_runs(w, &c->text, at);
            else
                *vec_add(w->arena, &w->list) = (struct printed){.kind = PRINTED_CELL,
                                                                .id = c->figure,
                                                                .text = text_string(w->arena, &c->text),
                                                                .place = at,
                                                                .cell = c,
                                                                .grid = g};
        }
    }
    add_runs(w, &g->note, arena_printf(w->arena, "%s, ghi chú", place));
}

/* ---------------------------------------------------------------- charts */

static void add_chart(struct walk *w, const struct chart *c)
{
    for (size_t g = 0; g < c->ngroups; g++)
        for (size_t s = 0; s < c->nseries; s++) {
            size_t k = g * c->nseries + s;
            const char *place;

            if (!c->figures || !c->figures[k])
                continue;
            place = arena_printf(w->arena, "%s, nhóm '%s'", plain(w, c->label), plain(w, c->groups[g]));
            if (c->nseries > 1)
                place = arena_printf(w->arena, "%s, '%s'", place, plain(w, c->series[s]));
            *vec_add(w->arena, &w->list) = (struct printed){.kind = PRINTED_BAR,
                                                            .id = c->figures[k],
                                                            .text = chart_label(w->arena, c, g, s),
                                                            .place = place,
                                                            .chart = c,
                                                            .group = g,
                                                            .series = s,
                                                            .value = c->values[k]};
        }
}

/* ---------------------------------------------------------------- the whole */

static void add_node(struct walk *w, const struct node *n)
{
    switch (n->type) {
    case NODE_HEADING:
        enter_heading(w, n);
        add_runs(w, &n->text, arena_printf(w->arena, "tiêu đề %s", section_of(w)));
        break;
    case NODE_PARAGRAPH:
    case NODE_ITEM:
        w->paragraph++;
        add_runs(w, &n->text, arena_printf(w->arena, "%s, đoạn %zu", section_of(w), w->paragraph));
        break;
    case NODE_TABLE:
        add_grid(w, n->table,
                 *n->table->label ? plain(w, n->table->label) : arena_printf(w->arena, "%s, bảng", section_of(w)));
        break;
    case NODE_CHART:
        add_chart(w, n->chart);
        break;
    case NODE_TITLE:
    case NODE_ADDRESSEES:
    case NODE_SIGNATURE:
        break;
    }
}

static void add_document(struct walk *w, const struct document *d)
{
    for (size_t i = 0; i < d->nnodes; i++)
        add_node(w, &d->nodes[i]);
    for (size_t i = 0; i < d->nannexes; i++)
        if (d->annexes[i].table)
            add_grid(w, d->annexes[i].table, plain(w, d->annexes[i].number));
}

const char *document_place(struct arena *a, const struct document *d, const struct run *r)
{
    struct walk w = {.arena = a, .wanted = r, .found = ""};

    add_document(&w, d);
    return w.found;
}

size_t document_printed(struct arena *a, const struct document *d, struct printed **out)
{
    struct walk w = {.arena = a};

    add_document(&w, d);
    *out = w.list.v;
    return w.list.n;
}
