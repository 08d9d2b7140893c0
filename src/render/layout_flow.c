/* Boxes one below the other, cut into pages. Between two places where a page may end lies a group: it is placed whole,
 * on this page or on the next. Tables and charts that do not fit wait for the top of the next page while text goes on.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/note.h"
#include "render/layout_impl.h"
#include "render/table.h"

#define EPSILON 0.01

/* ---- pages ---- */

static void page_open(struct flow *f)
{
    struct layout *l = f->l;
    struct page *p = arena_alloc(l->arena, sizeof *p);

    p->width = f->frame.width;
    p->height = f->frame.height;
    p->part = f->part;
    p->number = ++f->number;
    *vec_add(l->arena, &l->out->list) = p;
    l->page = p;
    l->items.n = l->links.n = 0;
    add_page_marks(f);
    f->before = NULL;
    f->y = f->frame.top;
}

/* Items were collected in room that every page uses again; the page gets exactly what it needs. */
static void page_close(struct layout *l)
{
    struct page *p = l->page;

    if (!p)
        return;
    p->items.n = p->items.cap = l->items.n;
    p->items.v = arena_alloc(l->arena, l->items.n * sizeof *p->items.v + 1);
    if (l->items.n)
        memcpy(p->items.v, l->items.v, l->items.n * sizeof *p->items.v);
    p->links.n = p->links.cap = l->links.n;
    p->links.v = arena_alloc(l->arena, l->links.n * sizeof *p->links.v + 1);
    if (l->links.n)
        memcpy(p->links.v, l->links.v, l->links.n * sizeof *p->links.v);
    l->page = NULL;
}

void page_item(struct layout *l, const struct ink *i)
{
    struct ink shown = *i;

    if (i->type == ITEM_TEXT)
        shown.text = text_shown(l, i->face, i->text);
    *vec_add(l->arena, &l->items) = item_pack(&shown);
}

static void put_link(struct layout *l, const struct ink *it, const char *target)
{
    double up = ascent(l, it->face, it->size), down = descent(l, it->face, it->size);
    struct link *last = l->links.n ? &l->links.v[l->links.n - 1] : NULL;

    /* Words of one reference on one line are one link. */
    if (last && last->element == it->element && it->element && last->y == it->y - up && last->x <= it->x) {
        last->w = it->x + it->w - last->x;
        return;
    }
    *vec_add(l->arena, &l->links) = (struct link){
        .x = it->x, .y = it->y - up, .w = it->w, .h = up + down, .target = target, .element = it->element};
}

void page_put(struct layout *l, const struct placed *p, double dx, double dy)
{
    struct ink it = p->item;

    it.x += dx;
    it.y += dy;
    page_item(l, &it);
    if (p->target)
        put_link(l, &it, p->target);
}

size_t target_add(struct layout *l, const char *id, const char *label, int outline_level)
{
    *vec_add(l->arena, &l->out->targets) = (struct target){
        .id = id ? id : "", .label = label ? label : "", .page = NO_TARGET, .outline_level = outline_level};
    return l->out->targets.n - 1;
}

/* ---- building ---- */

void flow_init(struct flow *f, struct layout *l, int part, int landscape)
{
    double width = landscape ? MM(297) : MM(210), height = landscape ? MM(210) : MM(297);

    *f = (struct flow){.l = l, .part = part};
    f->frame = (struct frame){.width = width,
                              .height = height,
                              .left = MARGIN_LEFT,
                              .right = width - MARGIN_RIGHT,
                              .top = MARGIN_TOP,
                              .bottom = height - MARGIN_BOTTOM};
}

struct box *flow_add(struct flow *f, enum box_kind kind)
{
    struct box *b = vec_add(f->l->arena, &f->boxes);

    *b = (struct box){.kind = kind,
                      .breakable = 1,
                      .gap = f->next_gap > 0 ? f->next_gap : BLOCK_GAP,
                      .target = NO_TARGET,
                      .item = f->items.n};
    f->next_gap = 0;
    return b;
}

struct placed *flow_item(struct flow *f, struct box *b)
{
    assert(b->item + b->nitems == f->items.n);
    b->nitems++;
    return vec_add(f->l->arena, &f->items);
}

size_t flow_lines(struct flow *f, const struct text_lines *t, double x, double size, double lead, double first_lead)
{
    size_t first = f->boxes.n;

    for (size_t i = 0; i < t->lines.n; i++) {
        double gap = f->next_gap;
        struct box *b = flow_add(f, BOX_LINE);

        b->above = ascent(f->l, FACE_REGULAR, size);
        b->below = descent(f->l, FACE_REGULAR, size);
        b->lead = i ? lead : gap > 0 ? gap + b->above + b->below : first_lead;
        for (size_t k = 0; k < t->lines.v[i].nitems; k++) {
            struct placed *p = flow_item(f, b);

            *p = t->items.v[t->lines.v[i].item + k];
            p->item.x += x;
        }
    }
    text_note_cuts(f->l, t);
    return first;
}

void flow_prepend(struct flow *f, size_t box, const struct placed *p)
{
    size_t at = f->boxes.v[box].item, n = f->items.n;

    vec_add(f->l->arena, &f->items);
    memmove(f->items.v + at + 1, f->items.v + at, (n - at) * sizeof *f->items.v);
    f->items.v[at] = *p;
    f->boxes.v[box].nitems++;
    while (++box < f->boxes.n)
        f->boxes.v[box].item++;
}

void flow_paragraph(struct flow *f, size_t first)
{
    for (size_t i = first; i + 1 < f->boxes.n; i++)
        f->boxes.v[i].breakable = i > first && i + 3 <= f->boxes.n;
}

/* ---- placing ---- */

struct spot { /* where something would stand */
    const struct box *before;
    double y; /* baseline of a line, lower edge of a block */
};

static double height_of(const struct box *b)
{
    return b->kind == BOX_TABLE ? table_height(b->table) : b->below;
}

static double reference(const struct flow *f, const struct spot *s, const struct box *b)
{
    if (!s->before)
        return f->frame.top + b->above;
    if (s->before->kind == BOX_LINE && b->kind == BOX_LINE)
        return s->y + fmax(b->lead, s->before->after > 0 ? s->before->below + s->before->after + b->above : 0);
    return s->y + (s->before->kind == BOX_LINE ? s->before->below : 0) + b->gap + b->above;
}

/* Moves the spot behind the boxes first…last and returns their lower edge. */
static double walk(const struct flow *f, struct spot *s, size_t first, size_t last)
{
    double edge = s->y;

    for (size_t i = first; i <= last; i++) {
        const struct box *b = &f->boxes.v[i];
        double y = reference(f, s, b);

        edge = y + height_of(b);
        s->y = b->kind == BOX_LINE ? y : y + height_of(b);
        s->before = b;
    }
    return edge;
}

static int fits(const struct flow *f, size_t first, size_t last)
{
    struct spot s = {f->before, f->y};

    return walk(f, &s, first, last) <= f->frame.bottom + EPSILON;
}

static int fits_alone(const struct flow *f, size_t first, size_t last)
{
    struct spot s = {NULL, f->frame.top};

    return walk(f, &s, first, last) <= f->frame.bottom + EPSILON;
}

static void reach_target(struct flow *f, const struct box *b, double y)
{
    struct target *t;

    if (b->target == NO_TARGET)
        return;
    t = &f->l->out->targets.v[b->target];
    t->page = f->l->out->list.n - 1;
    t->y = y;
}

static void waiting_first(struct flow *f);

static void next_page(struct flow *f)
{
    page_close(f->l);
    page_open(f);
    waiting_first(f);
}

/* Height of what stays with a table's last rows: the boxes behind it up to `last`. */
static double tail_of(const struct flow *f, size_t table, size_t last)
{
    struct spot end = {&f->boxes.v[table], 0};

    return last > table ? walk(f, &end, table + 1, last) : 0;
}

/* Draws a table from the current spot on over as many pages as it needs; what follows up to the box `last` stays with
 * its last rows. */
static void place_table(struct flow *f, size_t table, size_t last, enum table_place where)
{
    const struct box *b = &f->boxes.v[table];
    struct spot s = {f->before, f->y};
    double y = reference(f, &s, b), tail = tail_of(f, table, last);

    table_begin(b->table);
    for (int done = 0; !done;) {
        int begun = table_begun(b->table);
        double top = y;

        done = table_draw(b->table, &y, f->frame.bottom, f->before ? where : TABLE_ALONE, tail);
        if (!begun && table_begun(b->table))
            reach_target(f, b, top);
        if (!table_begun(b->table) && where == TABLE_BELOW_HEAD)
            note_add(f->l->notes, NOTE_INFO, "bang_sang_trang_sau", f->l->place,
                     "Dòng đầu của bảng quá cao để đứng dưới tiêu đề nên cả bảng sang trang sau.");
        if (!done) {
            page_close(f->l);
            page_open(f);
            y = f->frame.top;
        }
    }
    f->before = b;
    f->y = y;
}

static void place_box(struct flow *f, const struct box *b)
{
    struct spot s = {f->before, f->y};
    double y = reference(f, &s, b);

    reach_target(f, b, y);
    for (size_t i = 0; i < b->nitems; i++)
        page_put(f->l, &f->items.v[b->item + i], 0, y);
    f->y = b->kind == BOX_LINE ? y : y + b->below;
    f->before = b;
}

static void place(struct flow *f, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++) {
        if (f->boxes.v[i].kind == BOX_TABLE)
            place_table(f, i, last, TABLE_BELOW_TEXT);
        else
            place_box(f, &f->boxes.v[i]);
    }
}

static size_t group_end(const struct flow *f, size_t first)
{
    while (!f->boxes.v[first].breakable && first + 1 < f->boxes.n)
        first++;
    return first;
}

/* At the top of a page: the tables and charts that waited, as many as fit. */
static void waiting_first(struct flow *f)
{
    size_t n = 0;

    while (n < f->waiting.n) {
        size_t first = f->waiting.v[n], last = group_end(f, first);

        if (!fits(f, first, last))
            break;
        place(f, first, last);
        n++;
    }
    assert(n > 0 || f->waiting.n == 0); /* only what fits a page of its own may wait */
    if (n)
        memmove(f->waiting.v, f->waiting.v + n, (f->waiting.n - n) * sizeof *f->waiting.v);
    f->waiting.n -= n;
}

static int is_float(const struct flow *f, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++)
        if (!f->boxes.v[i].floats)
            return 0;
    return 1;
}

static size_t table_of(const struct flow *f, size_t first, size_t last)
{
    while (first <= last && f->boxes.v[first].kind != BOX_TABLE)
        first++;
    return first;
}

/* What would stay empty at the foot of this page if it ended here. */
static double hole(const struct flow *f)
{
    return f->before ? f->frame.bottom - f->y - (f->before->kind == BOX_LINE ? f->before->below : 0) : 0;
}

static int is_large(const struct flow *f, double room)
{
    return room > HOLE * (f->frame.bottom - f->frame.top);
}

/* Whether the group's table can begin here and go on on the next page. */
static int can_start(const struct flow *f, size_t first, size_t table, size_t last)
{
    struct spot s = {f->before, f->y};
    const struct box *b = &f->boxes.v[table];

    if (first < table)
        walk(f, &s, first, table - 1);
    return table_starts(b->table, f->frame.bottom - reference(f, &s, b), tail_of(f, table, last));
}

/* Whether the table is to be split: it is longer than a page, or keeping it whole would leave a hole here. */
static int splits(const struct flow *f, size_t first, size_t last)
{
    size_t table = table_of(f, first, last);
    int alone;

    if (table > last)
        return 0;
    alone = fits_alone(f, first, last);
    return f->before ? can_start(f, first, table, last) && (!alone || is_large(f, hole(f))) : !alone;
}

static void place_split(struct flow *f, size_t first, size_t last)
{
    size_t table = table_of(f, first, last);
    enum table_place where = f->before ? TABLE_BELOW_TEXT : TABLE_BELOW_HEAD;

    for (size_t i = first; i < table; i++)
        place_box(f, &f->boxes.v[i]);
    place_table(f, table, last, where);
    if (table < last && !fits(f, table + 1, last))
        next_page(f);
    place(f, table + 1, last);
}

static void all_waiting(struct flow *f)
{
    while (f->waiting.n) {
        size_t first = f->waiting.v[0], last = group_end(f, first);
        int whole = fits(f, first, last);

        if (!whole && !splits(f, first, last)) {
            next_page(f);
            continue;
        }
        f->waiting.n--;
        memmove(f->waiting.v, f->waiting.v + 1, f->waiting.n * sizeof *f->waiting.v);
        if (whole)
            place(f, first, last);
        else
            place_split(f, first, last);
    }
}

/* ---- what is larger than a page ---- */

struct part { /* an item of a block, by the place it takes */
    double top, bottom;
    size_t index;
};

static int by_top(const void *x, const void *y)
{
    const struct part *p = x, *q = y;

    if (p->top != q->top)
        return p->top < q->top ? -1 : 1;
    return p->index < q->index ? -1 : 1;
}

static struct part part_of(const struct layout *l, const struct ink *it, size_t index)
{
    double h = it->type == ITEM_TEXT ? 0 : it->h;

    if (it->type == ITEM_TEXT)
        return (struct part){it->y - ascent(l, it->face, it->size), it->y + descent(l, it->face, it->size), index};
    return (struct part){h < 0 ? it->y + h : it->y, h < 0 ? it->y : it->y + h, index};
}

/* A block higher than a page goes on at the top of the next one, cut between its lines. */
static void place_in_parts(struct flow *f, const struct box *b)
{
    struct spot s = {f->before, f->y};
    double y = reference(f, &s, b), start = 0;
    struct part *parts = arena_alloc(f->l->arena, (b->nitems + 1) * sizeof *parts);

    for (size_t i = 0; i < b->nitems; i++)
        parts[i] = part_of(f->l, &f->items.v[b->item + i].item, i);
    qsort(parts, b->nitems, sizeof *parts, by_top);
    for (size_t i = 0; i < b->nitems; i++) {
        if (y + parts[i].bottom - start > f->frame.bottom + EPSILON && (parts[i].top > start || f->before)) {
            page_close(f->l);
            page_open(f);
            y = f->frame.top;
            start = parts[i].top;
        }
        if (i == 0)
            reach_target(f, b, y);
        page_put(f->l, &f->items.v[b->item + parts[i].index], 0, y - start);
    }
    f->y = fmin(y + b->below - start, f->frame.bottom);
    f->before = b;
}

/* A group that no page can hold: its boxes one after the other, pages ending where they must. */
static void place_forced(struct flow *f, size_t first, size_t last)
{
    note_add(f->l->notes, NOTE_WARNING, "khoi_dai_hon_trang", f->l->place,
             "Một khối phải nằm trọn trên một trang lại dài hơn cả trang nên được để chảy sang trang sau.");
    for (size_t i = first; i <= last; i++) {
        const struct box *b = &f->boxes.v[i];

        if (!fits(f, i, i) && f->before && !(b->barrier && b->kind == BOX_BLOCK)) /* a signature is never alone */
            next_page(f);
        if (b->kind == BOX_BLOCK && !fits(f, i, i))
            place_in_parts(f, b);
        else
            place_box(f, b);
    }
}

/* ---- the loop ---- */

static int has_figure(const struct flow *f, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++)
        if (f->boxes.v[i].floats || f->boxes.v[i].kind == BOX_TABLE)
            return 1;
    return 0;
}

static int has_barrier(const struct flow *f, size_t first, size_t last)
{
    for (size_t i = first; i <= last; i++)
        if (f->boxes.v[i].barrier)
            return 1;
    return 0;
}

/* Whether the text from box `next` on fills this page while something waits for the next one. */
static int text_fills(const struct flow *f, size_t next)
{
    struct spot s = {f->before, f->y};
    double left = hole(f);

    for (size_t last; is_large(f, left) && next < f->boxes.n; next = last + 1) {
        double edge;

        last = group_end(f, next);
        if (is_float(f, next, last)) /* waits too */
            continue;
        if (has_barrier(f, next, last) || has_figure(f, next, last))
            return 0;
        edge = walk(f, &s, next, last);
        if (edge > f->frame.bottom)
            return 0;
        left = f->frame.bottom - edge;
    }
    return !is_large(f, left);
}

/* Places the group; 0: it should be tried again on the new page. */
static int place_group(struct flow *f, size_t first, size_t last)
{
    int floats = is_float(f, first, last) && fits_alone(f, first, last), split;

    if (has_barrier(f, first, last) || (has_figure(f, first, last) && !floats)) /* never out of order */
        all_waiting(f);
    if (fits(f, first, last) && !(floats && f->waiting.n)) {
        place(f, first, last);
        return 1;
    }
    split = splits(f, first, last);
    if (floats && !(split && f->waiting.n == 0 && !text_fills(f, last + 1))) {
        *vec_add(f->l->arena, &f->waiting) = first;
        return 1;
    }
    if (split) {
        place_split(f, first, last);
        return 1;
    }
    if (f->before) {
        next_page(f);
        return 0;
    }
    place_forced(f, first, last);
    return 1;
}

/* Headings keep with the next two lines; the signature takes two lines of text, a chart or the last
 * rows of a table with it. */
static void join_groups(struct flow *f)
{
    struct box *b = f->boxes.v;
    size_t n = f->boxes.n;

    for (size_t i = 0; i < n; i++) {
        int lines = 0;

        if (!b[i].heading)
            continue;
        for (size_t k = i; k + 1 < n && lines < 2; k++) {
            int block = b[k + 1].kind != BOX_LINE || b[k + 1].floats;

            if ((block || b[k + 1].heading) && lines) /* all there is below the heading */
                break;
            b[k].breakable = 0;
            if (block)
                break;
            lines += !b[k + 1].heading;
        }
    }
    if (n && b[n - 1].kind == BOX_BLOCK && b[n - 1].barrier) {
        int lines = 0;

        for (size_t k = n - 1; k > 0 && lines < 2; k--) {
            b[k - 1].breakable = 0;
            if (b[k - 1].kind == BOX_TABLE || b[k - 1].floats)
                break;
            lines += b[k - 1].kind == BOX_LINE && !b[k - 1].heading;
        }
    }
}

void flow_fit(struct flow *f)
{
    struct spot s = {NULL, f->frame.top};
    size_t n = f->boxes.n, table;
    double over;

    if (n == 0 || (table = table_of(f, 0, n - 1)) == n)
        return;
    over = walk(f, &s, 0, n - 1) - f->frame.bottom;
    if (over > 0)
        table_fit(f->boxes.v[table].table, table_height(f->boxes.v[table].table) - over);
}

void flow_run(struct flow *f)
{
    if (f->boxes.n == 0)
        return;
    join_groups(f);
    page_open(f);
    for (size_t i = 0; i < f->boxes.n;) {
        size_t last = group_end(f, i);

        if (place_group(f, i, last))
            i = last + 1;
    }
    all_waiting(f);
    page_close(f->l);
}
