/* Head of an annex (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1; places of the form's own lines as its circular prints
 * them). */
#include <math.h>
#include <string.h>

#include "render/layout_impl.h"

#define ANNEX_NUMBER_SIZE 14.0
#define ANNEX_TITLE_SIZE 13.0
#define ANNEX_FORM_SIZE 11.0
#define NUMBER_TO_TITLE 17.6 /* baselines */
#define TITLE_PITCH 15.9
#define TITLE_TO_ATTACHED 17.3
#define ATTACHED_TO_FORM 21.3
#define FORM_PITCH 13.8
#define ATTACHED_RULE 5.4 /* baseline to rule */
#define RULE_SHARE 0.35
#define TITLE_SHARE 0.9 /* of the text's width */
#define RIGHT_COLUMN MM(78)
#define COLUMN_GAP MM(4)
#define NARROW MM(30) /* side columns narrower than this go below each other */
#define GRID_GAP 3.2  /* clear, head to grid */

struct head {
    struct flow *flow;
    double axis;
};

/* Centred lines; the baseline-to-baseline distance to the first is `lead`. */
static void add_lines(struct head *h, const char *s, unsigned style, double size, double width, double lead,
                      double pitch, struct element *e, int more)
{
    struct flow *f = h->flow;
    struct text t = {.v = &(struct run){.text = text_keep_blanks(f->l->arena, s)}, .n = 1};
    struct text_style st = {
        .size = size, .width = width, .style = style, .align = TEXT_CENTRE, .balanced = 1, .element = e};
    struct text_lines lines = {0};

    text_break(f->l, &t, &st, &lines);
    if (more && lines.items.n)
        lines.items.v[lines.items.n - 1].item.space_after = 1;
    flow_lines(f, &lines, h->axis - width / 2, size, pitch, lead);
}

static void add_attached(struct head *h, const char *s)
{
    struct flow *f = h->flow;
    size_t first = f->boxes.n;
    double shortest = 0, longest = 0, last = 0;
    struct box *b;

    add_lines(h, s, RUN_ITALIC, ANNEX_TITLE_SIZE, f->frame.right - f->frame.left, TITLE_TO_ATTACHED, TITLE_PITCH,
              element_add(f->l, f->element, "P"), 0);
    if (first == f->boxes.n)
        return;
    for (size_t i = first; i < f->boxes.n; i++) {
        const struct box *line = &f->boxes.v[i];
        const struct ink *from = &f->items.v[line->item].item, *to = &f->items.v[line->item + line->nitems - 1].item;

        last = to->x + to->w - from->x;
        longest = fmax(longest, last);
        shortest = shortest > 0 ? fmin(shortest, last) : last;
    }
    b = &f->boxes.v[f->boxes.n - 1];
    *flow_item(f, b) = rule_item(h->axis, ATTACHED_RULE, rule_length(RULE_SHARE, last, shortest, longest));
    b->below = ATTACHED_RULE + RULE_WIDTH / 2;
}

/* ---- the form's own lines: code left, period in the middle, units right, unit of measure far right ---- */

struct form_column {
    const char *text[3];
    unsigned style[3];
    size_t n;
    double widest, x, width;
    enum text_align align;
    struct text_lines lines[3];
};

static void put(struct layout *l, struct form_column *c, const char *s, unsigned style)
{
    if (!s || !*s)
        return;
    c->text[c->n] = s;
    c->style[c->n++] = style;
    c->widest = fmax(c->widest, text_width(l, (enum face)style, ANNEX_FORM_SIZE, s));
}

static size_t break_column(struct layout *l, struct form_column *c, struct element *parent)
{
    size_t rows = 0;

    for (size_t i = 0; i < c->n; i++) {
        struct text t = {.v = &(struct run){.text = c->text[i]}, .n = 1};
        struct text_style s = {.size = ANNEX_FORM_SIZE,
                               .width = c->width,
                               .style = c->style[i],
                               .align = c->align,
                               .balanced = c->align == TEXT_CENTRE,
                               .element = element_add(l, parent, "P")};

        text_break(l, &t, &s, &c->lines[i]);
        text_note_cuts(l, &c->lines[i]);
        rows += c->lines[i].lines.n;
    }
    return rows;
}

static struct box *form_row(struct flow *f, size_t *rows, size_t row, size_t first)
{
    while (*rows <= row) {
        struct box *b = flow_add(f, BOX_LINE);

        b->above = ascent(f->l, FACE_REGULAR, ANNEX_FORM_SIZE);
        b->below = descent(f->l, FACE_REGULAR, ANNEX_FORM_SIZE);
        b->lead = *rows ? FORM_PITCH : ATTACHED_TO_FORM;
        ++*rows;
    }
    return &f->boxes.v[first + row];
}

/* Writes the n-th line of a column into its row: rows are built one after the other. */
static void put_row(struct flow *f, struct box *b, struct form_column *c, size_t row)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct text_lines *t = &c->lines[i];

        if (row >= t->lines.n) {
            row -= t->lines.n;
            continue;
        }
        for (size_t k = 0; k < t->lines.v[row].nitems; k++) {
            struct placed *p = flow_item(f, b);

            *p = t->items.v[t->lines.v[row].item + k];
            p->item.x += c->x;
        }
        return;
    }
}

static const char *dashed(struct arena *a, const char *s)
{
    return s && *s && *s != '-' ? arena_printf(a, "- %s", s) : s;
}

static void add_form(struct head *h, const struct annex *x, const char *unit)
{
    struct flow *f = h->flow;
    struct layout *l = f->l;
    double left = f->frame.left, right = f->frame.right;
    struct form_column c[4] = {
        {.align = TEXT_LEFT}, {.align = TEXT_CENTRE}, {.align = TEXT_LEFT}, {.align = TEXT_RIGHT}};
    size_t n[4], rows = 0, first = f->boxes.n, most, unit_row;
    int stacked;

    put(l, &c[0], x->form_left, RUN_BOLD);
    put(l, &c[1], x->form_centre[0], 0);
    put(l, &c[1], x->form_centre[1], RUN_ITALIC);
    put(l, &c[2], dashed(l->arena, x->form_right[0]), 0);
    put(l, &c[2], dashed(l->arena, x->form_right[1]), 0);
    put(l, &c[3], unit, RUN_ITALIC);

    c[1].width = fmin(c[1].widest + 1, (right - left) * (c[0].n || c[2].n ? 0.4 : 1));
    c[1].x = h->axis - c[1].width / 2;
    c[0].x = left;
    c[0].width = (c[1].n ? c[1].x : h->axis) - COLUMN_GAP - left;
    c[2].x = fmax(c[1].n ? c[1].x + c[1].width + COLUMN_GAP : h->axis, right - fmax(RIGHT_COLUMN, c[2].widest + 1));
    c[2].width = right - c[2].x;
    c[3].x = left;
    c[3].width = right - left;
    stacked =
        (c[0].n && c[0].width < fmin(NARROW, c[0].widest)) || (c[2].n && c[2].width < fmin(1.5 * NARROW, c[2].widest));
    if (stacked)
        for (size_t i = 0; i < 3; i++) {
            c[i].x = left;
            c[i].width = right - left;
        }
    for (size_t i = 0; i < 4; i++)
        n[i] = break_column(l, &c[i], f->element);
    if (stacked) {
        for (size_t i = 0, row = 0; i < 4; i++)
            for (size_t k = 0; k < n[i]; k++, row++)
                put_row(f, form_row(f, &rows, row, first), &c[i], k);
        return;
    }
    most = n[0] > n[1] ? n[0] : n[1];
    most = n[2] > most ? n[2] : most;
    /* The unit of measure shares the last line when that is free on the right. */
    unit_row = most && n[2] < most && c[3].widest < right - (c[1].x + c[1].width) - COLUMN_GAP ? most - 1 : most;
    for (size_t row = 0; row < most || (n[3] && row < unit_row + n[3]); row++) {
        struct box *b = form_row(f, &rows, row, first);

        for (size_t i = 0; i < 3; i++)
            put_row(f, b, &c[i], row);
        if (row >= unit_row)
            put_row(f, b, &c[3], row - unit_row);
    }
}

void add_annex_head(struct flow *f, const struct annex *x)
{
    struct head h = {.flow = f, .axis = (f->frame.left + f->frame.right) / 2};
    double width = f->frame.right - f->frame.left;
    struct element *e = element_add(f->l, f->element, "H1");
    const char *title = x->title ? x->title : "";

    if (x->number && *x->number)
        add_lines(&h, x->number, RUN_BOLD, ANNEX_NUMBER_SIZE, width, 0, BODY_PITCH, e, *title != '\0');
    if (*title)
        add_lines(&h, title, RUN_BOLD, ANNEX_TITLE_SIZE, TITLE_SHARE * width, NUMBER_TO_TITLE, TITLE_PITCH, e, 0);
    if (x->attached && *x->attached)
        add_attached(&h, x->attached);
    add_form(&h, x, x->table ? x->table->unit : NULL);
    for (size_t i = 0; i < f->boxes.n; i++)
        f->boxes.v[i].breakable = 0;
    f->next_gap = GRID_GAP;
}
