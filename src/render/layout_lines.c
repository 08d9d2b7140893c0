/* Broken lines as items: one word each where blanks are stretched, runs of words where they are not. */
#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "render/layout_break.h"

struct writer {
    struct layout *l;
    const struct text_style *style;
    struct text_lines *out;
    struct buf text; /* of the item being built */
    const struct piece *first;
    const char *end; /* of the last piece added */
    int mixed;       /* the item's text is not one stretch of its run */
    int open;
    const struct run *link_run; /* whose link element is `link` */
    struct element *link;
};

static struct element *element_of(struct writer *w, const struct run *run)
{
    if (!run->target || !w->style->element)
        return w->style->element;
    if (w->link_run != run) {
        w->link_run = run;
        w->link = element_add(w->l, w->style->element, "Link");
    }
    return w->link;
}

static void close_item(struct writer *w, int space_after)
{
    struct ink *it;
    size_t n;

    if (!w->open)
        return;
    it = &w->out->items.v[w->out->items.n - 1].item;
    it->space_after = space_after;
    n = w->mixed ? w->text.n : (size_t)(w->end - w->first->s);
    if (w->mixed)
        it->text = arena_strndup(w->l->arena, buf_str(&w->text), n);
    else
        it->text = w->first->s[n] ? arena_strndup(w->l->arena, w->first->s, n) : w->first->s;
    w->open = 0;
}

static int same_look(const struct run *x, const struct run *y)
{
    return x == y || (!x->figure && !y->figure && !x->target && !y->target && x->style == y->style);
}

/* blank: what parts it from the piece before in the same item. */
static void add_piece(struct writer *w, const struct piece *p, double x, int joined, int blank)
{
    double width = (double)p->em * w->style->size / 1000;
    struct placed *it;

    if (w->open && joined) {
        struct ink *i = &w->out->items.v[w->out->items.n - 1].item;

        if (!w->mixed && (p->s != w->end + blank || (blank && *w->end != ' '))) {
            w->mixed = 1;
            buf_clear(&w->text);
            buf_add(&w->text, w->first->s, (size_t)(w->end - w->first->s));
        }
        if (w->mixed) {
            if (blank)
                buf_putc(&w->text, ' ');
            buf_add(&w->text, p->s, p->n);
        }
        w->end = p->s + p->n;
        i->w = x + width - i->x;
        return;
    }
    close_item(w, blank);
    it = vec_add(w->l->arena, &w->out->items);
    *it = (struct placed){.item = {.type = ITEM_TEXT,
                                   .element = element_of(w, p->run),
                                   .figure = p->run->figure,
                                   .x = x,
                                   .w = width,
                                   .face = p->face,
                                   .size = w->style->size,
                                   .red = w->style->red},
                          .target = w->style->element ? p->run->target : NULL};
    w->first = p;
    w->end = p->s + p->n;
    w->mixed = 0;
    w->open = 1;
}

static void write_line(struct writer *w, size_t from, size_t to, double indent)
{
    const struct breaker *b = w->l->breaker;
    const struct text_style *s = w->style;
    struct text_line *line = vec_add(w->l->arena, &w->out->lines);
    double unit = s->size / 1000, stretch = 1, x;
    const struct piece *before = NULL;
    int64_t em = 0, glue = 0;
    enum joint last = b->atoms.v[to - 1].joint;
    int justified = 0, blank = 0;

    for (size_t i = from; i < to; i++) {
        em += b->atoms.v[i].em;
        glue += i + 1 < to ? b->atoms.v[i].glue : 0;
    }
    if (s->align == TEXT_JUSTIFY && glue > 0) {
        stretch = (s->width - indent - (double)em * unit) / ((double)glue * unit);
        justified = (last != JOINT_LINE && last != JOINT_END) || stretch < 1;
        if (!justified || stretch > GAPING)
            stretch = 1;
        justified = stretch != 1;
        if (stretch < SHRINK)
            stretch = SHRINK;
    }
    *line = (struct text_line){.item = w->out->items.n, .width = ((double)em + stretch * (double)glue) * unit};
    x = s->align == TEXT_CENTRE  ? (s->width - line->width) / 2
        : s->align == TEXT_RIGHT ? s->width - line->width
                                 : indent;
    line->x = x;
    for (size_t i = from; i < to; i++) {
        const struct atom *a = &b->atoms.v[i];

        for (size_t k = 0; k < a->npieces; k++) {
            const struct piece *p = &b->pieces.v[a->piece + k];
            int joined = before && same_look(before->run, p->run) && before->face == p->face;

            if (k == 0 && i > from)
                joined = joined && (b->atoms.v[i - 1].glue == 0 || (!justified && b->atoms.v[i - 1].blanks == 1));
            add_piece(w, p, x, joined, k == 0 && blank);
            x += (double)p->em * unit;
            before = p;
        }
        x += (double)a->glue * unit * stretch;
        blank = a->blanks > 0;
    }
    close_item(w, last != JOINT_END && last != JOINT_CUT && last != JOINT_MARK);
    line = &w->out->lines.v[w->out->lines.n - 1];
    line->nitems = w->out->items.n - line->item;
}

void text_break(struct layout *l, const struct text *t, const struct text_style *s, struct text_lines *out)
{
    struct writer w = {.l = l, .style = s, .out = out};
    const struct breaker *b;
    size_t from = 0;

    assert(s->size > 0);
    out->lines.n = out->items.n = 0;
    out->cuts = 0;
    break_lines(l, t, s);
    b = l->breaker;
    buf_init(&w.text, l->arena);
    for (size_t i = 0; i < b->ends.n; i++) {
        write_line(&w, from, b->ends.v[i], i ? 0 : s->indent);
        from = b->ends.v[i];
    }
    if (b->cuts) {
        const struct piece *p = &b->pieces.v[b->atoms.v[b->cut_atom].piece];

        out->cuts = b->cuts;
        out->cut_word = p->run->text;
    }
}
