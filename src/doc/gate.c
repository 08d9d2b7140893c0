/* The gate as a whole: collects what is printed, then asks the checks. */
#include "doc/gate.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/gate_impl.h"

/* ---- places: only asked for when something is wrong ---- */

static void list_printed(struct gate *g)
{
    if (!g->printed)
        g->nprinted = document_printed(g->arena, g->d, &g->printed);
}

const char *gate_run_place(struct gate *g, const struct run *r)
{
    list_printed(g);
    for (size_t i = 0; i < g->nprinted; i++)
        if (g->printed[i].run == r)
            return g->printed[i].place;
    return "";
}

const char *gate_cell_place(struct gate *g, const struct cell *c)
{
    list_printed(g);
    for (size_t i = 0; i < g->nprinted; i++)
        if (g->printed[i].cell == c)
            return g->printed[i].place;
    return "";
}

const char *gate_place(struct gate *g, const struct print *p)
{
    if (p->run)
        return gate_run_place(g, p->run);
    if (p->cell)
        return gate_cell_place(g, p->cell);
    list_printed(g);
    for (size_t i = 0; i < g->nprinted; i++)
        if (g->printed[i].chart == p->chart && g->printed[i].id == p->chart->figures[p->bar])
            return g->printed[i].place;
    return "";
}

/* ---- what is printed ---- */

int gate_find(const struct gate *g, const struct key *k)
{
    return index_get(&g->keys, (const char *)k, sizeof *k);
}

/* "không có cuộc": words with the figure's unit stand for 0. */
static int is_none_of(const struct gate *g, const struct figure *f, const char *text)
{
    return *f->unit_word && strstr(utf8_fold(g->arena, text), utf8_fold(g->arena, f->unit_word));
}

static void add_print(struct gate *g, const struct key *k, struct print p)
{
    struct print *copy = arena_alloc(g->arena, sizeof *copy);
    int n = gate_find(g, k);
    struct known *x;

    if (n < 0) {
        n = (int)g->known.n;
        index_add(&g->keys, (const char *)k, sizeof *k, n);
        x = vec_add(g->arena, &g->known);
        *x = (struct known){.key = *k, .figure = &g->figures[k->figure], .same = g->by_figure[k->figure]};
        g->by_figure[k->figure] = n;
    }
    x = &g->known.v[n];
    *copy = p;
    if (copy->reading.kind == READ_NOTHING && !x->figure->is_text) {
        if (is_none_of(g, x->figure, p.text))
            copy->reading.kind = READ_COUNT;
        else
            note_add(g->notes, NOTE_ERROR, "so_khong_doc_duoc", gate_place(g, &p),
                     "Chỗ của '%s' in '%s', không phải là số.", x->figure->label, p.text);
    }
    if (x->last)
        x->last->next = copy;
    else
        x->first = copy;
    x->last = copy;
}

static void add_runs(struct gate *g, const struct text *t)
{
    struct key k;

    for (size_t i = 0; i < t->n; i++) {
        const struct run *r = &t->v[i];

        if (r->figure && gate_key(g, r->figure, &k))
            add_print(g, &k, (struct print){gate_read(r->text, 0), r->text, .run = r, .within = t});
    }
}

static void add_grid(struct gate *g, const struct grid *t)
{
    for (size_t row = 0; row < t->nrows; row++)
        for (size_t i = 0; i < t->ncolumns; i++) {
            const struct cell *c = &t->rows[row].cells[i];
            struct key k;

            if (c->kind == CELL_TEXT && c->figure && c->text.n == 1 && gate_key(g, c->figure, &k))
                add_print(g, &k, (struct print){gate_read(c->text.v[0].text, 0), c->text.v[0].text, .cell = c});
            else if (c->kind == CELL_TEXT)
                add_runs(g, &c->text);
            else if (c->kind == CELL_COUNT && c->figure && t->columns[i].counts &&
                     gate_cell_key(g, t->columns[i].counts, c->figure, &k))
                add_print(g, &k, (struct print){gate_read(c->text.v[0].text, 0), c->text.v[0].text, .cell = c});
        }
    add_runs(g, &t->note);
}

static void add_chart(struct gate *g, const struct chart *c)
{
    struct key k;

    for (size_t i = 0; c->counts && i < c->ngroups * c->nseries; i++)
        if (!c->missing[i] && c->counts[i] && gate_key(g, c->counts[i], &k)) {
            struct reading r = {.kind = READ_COUNT, .value = c->values[i]};

            add_print(g, &k, (struct print){r, reading_text(g->arena, &r), .chart = c, .bar = i});
        }
}

static void collect(struct gate *g)
{
    for (size_t i = 0; i < g->d->nnodes; i++) {
        const struct node *n = &g->d->nodes[i];

        if (n->type == NODE_TABLE)
            add_grid(g, n->table);
        else if (n->type == NODE_CHART)
            add_chart(g, n->chart);
        else
            add_runs(g, &n->text);
    }
    for (size_t i = 0; i < g->d->nannexes; i++)
        if (g->d->annexes[i].table)
            add_grid(g, g->d->annexes[i].table);
}

void gate_check(struct arena *a, const struct gate_request *q, const struct document *d, struct notes *notes)
{
    struct gate g = {.arena = a, .q = q, .d = d, .notes = notes};
    const struct catalog *c = q->catalog;

    g.figures = facts_all(q->facts, &g.nfigures);
    g.by_figure = arena_alloc(a, (g.nfigures + 1) * sizeof *g.by_figure);
    for (size_t i = 0; i < g.nfigures; i++)
        g.by_figure[i] = -1;
    g.has_units_below = arena_alloc(a, c->nunits + 1);
    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i].parent >= 0)
            g.has_units_below[c->units[i].parent] = 1;
    index_init(&g.keys, a);
    collect(&g);
    gate_tables(&g);
    gate_figures(&g);
    gate_parts(&g);
    gate_days(&g);
    gate_citations(&g);
}
