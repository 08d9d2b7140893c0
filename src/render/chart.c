/* Column charts: two and more series told apart without colour, the value over every column, the axis from zero. Groups
 * whose labels need more room than a row of columns has go into further rows with the same axis. */
#include <math.h>
#include <string.h>

#include "base/note.h"
#include "base/vi.h"
#include "render/layout_impl.h"

#define SIDE MM(10)     /* the chart is narrower than the text by this on either side */
#define AXIS_ROOM MM(9) /* for the numbers left of the plot */
#define AXIS_ROOM_GAP MM(2)
#define PLOT_HEIGHT MM(44)
#define PLOT_LOW MM(28) /* when there are several rows */
#define LABEL_SIZE 12.0
#define LABEL_MIN 8.0
#define LABEL_ROWS 9.0 /* when there are several rows */
#define TICK_SIZE 11.0
#define LEGEND_GAP 4.0 /* clear, legend to the value over the highest column */
#define LEGEND_BOX_W MM(6.35)
#define LEGEND_BOX_H MM(3.6)
#define LEGEND_TEXT MM(2) /* box to text */
#define LEGEND_APART MM(18)
#define LEGEND_NEAR MM(8)
#define BAR_WIDTH MM(12)
#define BAR_MIN MM(1.5)
#define BAR_GAP MM(1.2)
#define BAR_SHARE 0.82 /* of a group's width, at most */
#define BAR_LINE 0.6
#define VALUE_UP 3.0 /* column to baseline of its value */
#define PATCH 1.5    /* white around a value */
#define GRID_WIDTH 0.4
#define GRID_GREY 0.65
#define AXIS_WIDTH 0.8
#define LABELS_DOWN 12.6 /* axis to the first baseline of the group labels */
#define ROW_GAP 14.0     /* between rows of columns */
#define CAPTION_GAP 8.5  /* clear, labels to caption */
#define TICKS 5

static const enum fill fills[] = {FILL_HATCH, FILL_GREY, FILL_WHITE, FILL_BLACK, FILL_DOTS};

struct plot {
    struct flow *flow;
    const struct chart *chart;
    struct element *figure;
    double left, right; /* of the plot */
    int64_t step, top;  /* of the axis */
    double size;        /* of values and group labels */
    double group, bar, gap, height;
    size_t rows;
};

static struct placed *add(struct plot *p, struct box *b, enum item_type type)
{
    struct placed *it = flow_item(p->flow, b);

    it->item.type = type;
    it->item.element = p->figure;
    return it;
}

static void add_text(struct plot *p, struct box *b, const char *s, enum face face, double size, double x, double y,
                     double align, const char *figure)
{
    double w = text_width(p->flow->l, face, size, s);
    struct ink *it = &add(p, b, ITEM_TEXT)->item;

    it->text = s;
    it->face = face;
    it->size = size;
    it->w = w;
    it->x = x - align * w;
    it->y = y;
    it->figure = figure;
    it->space_after = 1;
}

static enum fill fill_of(const struct chart *c, size_t series)
{
    return c->nseries == 1 ? FILL_GREY : fills[series % (sizeof fills / sizeof *fills)];
}

static void add_rect(struct plot *p, struct box *b, double x, double y, double w, double h, enum fill fill, double line)
{
    struct ink it = {
        .type = ITEM_RECT, .element = p->figure, .x = x, .y = y, .w = w, .h = h, .fill = fill, .line = line};

    if (fill == FILL_HATCH || fill == FILL_DOTS) { /* grid lines must not show between the strokes */
        struct ink *under = &add(p, b, ITEM_RECT)->item;

        *under = it;
        under->fill = FILL_WHITE;
        under->line = 0;
    }
    add(p, b, ITEM_RECT)->item = it;
}

/* ---- the axis ---- */

/* 1, 2 or 5 times a power of ten, so that a few steps reach the highest value. */
static void choose_axis(struct plot *p)
{
    static const int64_t nice[] = {1, 2, 5};
    const struct chart *c = p->chart;
    int64_t most = 1, unit = 1;

    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        if (!(c->missing && c->missing[i]) && c->values[i] > most)
            most = c->values[i];
    for (;; unit *= 10) {
        for (size_t i = 0; i < 3; i++) {
            if (nice[i] > INT64_MAX / unit / (TICKS + 1))
                p->step = INT64_MAX / (TICKS + 1);
            else
                p->step = nice[i] * unit;
            if (p->step >= INT64_MAX / (TICKS + 1) || (most - 1) / p->step < TICKS) {
                p->top = ((most - 1) / p->step + 1) * p->step;
                return;
            }
        }
    }
}

static double height_of(const struct plot *p, int64_t value)
{
    return p->height * (double)value / (double)p->top;
}

/* ---- how many groups stand side by side ---- */

static int bold(const struct chart *c, size_t group)
{
    return c->bold_group >= 0 && (size_t)c->bold_group == group;
}

static const char *value_text(const struct plot *p, size_t i)
{
    const struct chart *c = p->chart;

    return c->missing && c->missing[i] ? "…" : vi_count(p->flow->l->arena, c->values[i]);
}

static double widest_value(const struct plot *p)
{
    const struct chart *c = p->chart;
    double w = 0;

    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        w = fmax(w,
                 text_width(p->flow->l, bold(c, i / c->nseries) ? FACE_BOLD : FACE_REGULAR, p->size, value_text(p, i)));
    return w;
}

static double widest_word(const struct plot *p)
{
    const struct chart *c = p->chart;
    int64_t least, whole, most = 0;

    for (size_t g = 0; g < c->ngroups; g++) {
        struct text t = {.v = &(struct run){.text = c->groups[g]}, .n = 1};

        text_extent(p->flow->l, &t, bold(c, g) ? RUN_BOLD : 0, 0, &least, &whole);
        most = least > most ? least : most;
    }
    return (double)most * p->size / 1000;
}

/* Narrower columns first, then smaller letters, then more rows. */
static void choose_groups(struct plot *p)
{
    const struct chart *c = p->chart;
    double width = p->right - p->left, n = (double)c->nseries, need = 0;

    for (p->size = LABEL_SIZE; p->size >= LABEL_MIN; p->size -= 0.5) {
        need = fmax(n * (widest_value(p) + 2 * PATCH) / BAR_SHARE, widest_word(p) + 4);
        need = fmax(need, n * (BAR_MIN + BAR_GAP) / BAR_SHARE);
        if (need * (double)c->ngroups <= width)
            break;
    }
    p->height = PLOT_HEIGHT;
    p->rows = 1;
    if (p->size < LABEL_MIN) {
        size_t per_row;

        p->size = LABEL_ROWS;
        p->height = PLOT_LOW;
        need = fmax(n * (widest_value(p) + 2 * PATCH) / BAR_SHARE, fmin(widest_word(p) + 4, width / 4));
        per_row = (size_t)fmax(1, floor(width / need));
        p->rows = (c->ngroups + per_row - 1) / per_row;
        if (p->rows > 1)
            note_add(p->flow->l->notes, NOTE_INFO, "bieu_do_nhieu_hang", c->label ? c->label : "",
                     "Biểu đồ có %zu nhóm cột nên được xếp thành %zu hàng.", c->ngroups, p->rows);
    }
    p->group = width / (double)((c->ngroups + p->rows - 1) / p->rows);
    p->gap = c->nseries > 1 ? BAR_GAP : 0;
    p->bar = fmin(BAR_WIDTH, (BAR_SHARE * p->group - (n - 1) * p->gap) / n);
    if (p->bar < BAR_MIN) { /* very many series: columns without gaps */
        p->gap = 0;
        p->bar = BAR_SHARE * p->group / n;
    }
}

/* ---- drawing ---- */

static void add_legend(struct plot *p)
{
    const struct chart *c = p->chart;
    struct flow *f = p->flow;
    double left = f->frame.left + SIDE, width = f->frame.right - SIDE - left,
           up = ascent(f->l, FACE_REGULAR, LABEL_SIZE);
    double y = up, pitch = SINGLE * LABEL_SIZE + 2;
    struct box *b;

    if (c->nseries < 2 && !(c->nseries == 1 && *c->series[0]))
        return;
    b = flow_add(f, BOX_BLOCK);
    for (size_t i = 0, end; i < c->nseries; i = end) {
        double used = 0, apart, x;

        for (end = i; end < c->nseries; end++) { /* as many as one line holds */
            double w = LEGEND_BOX_W + LEGEND_TEXT + text_width(f->l, FACE_REGULAR, LABEL_SIZE, c->series[end]);

            if (end > i && used + LEGEND_NEAR + w > width)
                break;
            used += w + (end > i ? LEGEND_NEAR : 0);
        }
        apart = end - i > 1 ? fmin(LEGEND_APART, LEGEND_NEAR + (width - used) / (double)(end - i - 1)) : 0;
        used += (apart - LEGEND_NEAR) * (double)(end - i - 1);
        x = left + fmax(0, (width - used) / 2);
        for (size_t k = i; k < end; k++) {
            struct text t = {.v = &(struct run){.text = c->series[k]}, .n = 1};
            struct text_style s = {
                .size = LABEL_SIZE, .width = f->frame.right - x - LEGEND_BOX_W - LEGEND_TEXT, .element = p->figure};
            struct text_lines lines = {0};

            add_rect(p, b, x, y - LEGEND_BOX_H + 1, LEGEND_BOX_W, LEGEND_BOX_H, fill_of(c, k), BAR_LINE);
            x += LEGEND_BOX_W + LEGEND_TEXT;
            text_break(f->l, &t, &s, &lines);
            for (size_t j = 0; j < lines.lines.n; j++)
                for (size_t m = 0; m < lines.lines.v[j].nitems; m++) {
                    struct placed *it = flow_item(f, b);

                    *it = lines.items.v[lines.lines.v[j].item + m];
                    it->item.x += x;
                    it->item.y = y + (double)j * pitch;
                    it->item.space_after = 1;
                }
            if (lines.lines.n > 1)
                y += (double)(lines.lines.n - 1) * pitch;
            x += text_width(f->l, FACE_REGULAR, LABEL_SIZE, c->series[k]) + apart;
        }
        y += pitch;
    }
    b->below = y - pitch + descent(f->l, FACE_REGULAR, LABEL_SIZE);
    f->next_gap = LEGEND_GAP;
}

static void add_axis(struct plot *p, struct box *b, double zero)
{
    for (int64_t v = 0; v <= p->top; v += p->step) {
        double y = zero - height_of(p, v);
        struct ink *it = &add(p, b, ITEM_LINE)->item;

        it->x = p->left;
        it->y = y;
        it->w = p->right - p->left;
        it->line = v ? GRID_WIDTH : AXIS_WIDTH;
        it->grey = v ? GRID_GREY : 0;
        add_text(p, b, vi_count(p->flow->l->arena, v), FACE_REGULAR, TICK_SIZE, p->left - AXIS_ROOM_GAP,
                 y + 0.33 * TICK_SIZE, 1, NULL);
        if (v > INT64_MAX - p->step)
            break;
    }
}

static void add_bar(struct plot *p, struct box *b, size_t group, size_t series, double x, double zero)
{
    const struct chart *c = p->chart;
    size_t i = group * c->nseries + series;
    int none = c->missing && c->missing[i];
    double h = none ? 0 : height_of(p, c->values[i]), y = zero - h - VALUE_UP, w;
    enum face face = bold(c, group) ? FACE_BOLD : FACE_REGULAR;
    const char *s = value_text(p, i);

    if (h > 0)
        add_rect(p, b, x, zero - h, p->bar, h, fill_of(c, series), BAR_LINE);
    w = text_width(p->flow->l, face, p->size, s);
    /* White behind the digits, so that no grid line crosses them. */
    add_rect(p, b, x + (p->bar - w) / 2 - PATCH, y - 0.70 * p->size, w + 2 * PATCH, 0.72 * p->size, FILL_WHITE, 0);
    add_text(p, b, s, face, p->size, x + p->bar / 2, y, 0.5, c->figures ? c->figures[i] : NULL);
}

/* Group labels below the axis; returns the lowest edge. */
static double add_label(struct plot *p, struct box *b, size_t group, double centre, double zero)
{
    struct flow *f = p->flow;
    struct text t = {.v = &(struct run){.text = p->chart->groups[group]}, .n = 1};
    struct text_style s = {.size = p->size,
                           .width = p->group - 3,
                           .align = TEXT_CENTRE,
                           .element = p->figure,
                           .style = bold(p->chart, group) ? RUN_BOLD : 0};
    struct text_lines lines = {0};
    double y = zero + LABELS_DOWN;

    text_break(f->l, &t, &s, &lines);
    text_note_cuts(f->l, &lines);
    for (size_t i = 0; i < lines.lines.n; i++, y += SINGLE * p->size)
        for (size_t k = 0; k < lines.lines.v[i].nitems; k++) {
            struct placed *it = flow_item(f, b);

            *it = lines.items.v[lines.lines.v[i].item + k];
            it->item.x += centre - s.width / 2;
            it->item.y = y;
            it->item.space_after = 1;
        }
    return zero + LABELS_DOWN + (fmax(1, (double)lines.lines.n) - 1) * SINGLE * p->size +
           descent(f->l, FACE_REGULAR, p->size);
}

static void add_row(struct plot *p, size_t first, size_t end)
{
    const struct chart *c = p->chart;
    struct box *b = flow_add(p->flow, BOX_BLOCK);
    double above = VALUE_UP + ascent(p->flow->l, FACE_BOLD, LABEL_SIZE), zero = above + p->height;
    double bars = p->bar * (double)c->nseries + p->gap * (double)(c->nseries - 1);

    b->below = zero;
    add_axis(p, b, zero);
    for (size_t g = first; g < end; g++) {
        double centre = p->left + p->group * ((double)(g - first) + 0.5);

        for (size_t s = 0; s < c->nseries; s++)
            add_bar(p, b, g, s, centre - bars / 2 + (double)s * (p->bar + p->gap), zero);
        b->below = fmax(b->below, add_label(p, b, g, centre, zero));
    }
    /* The axis again, over the feet of the columns. */
    *add(p, b, ITEM_LINE) = (struct placed){.item = {.type = ITEM_LINE,
                                                     .element = p->figure,
                                                     .x = p->left,
                                                     .y = zero,
                                                     .w = p->right - p->left,
                                                     .line = AXIS_WIDTH}};
    p->flow->next_gap = ROW_GAP;
}

static void add_caption(struct plot *p)
{
    struct flow *f = p->flow;
    const char *label = p->chart->label ? p->chart->label : "", *caption = p->chart->caption ? p->chart->caption : "";
    struct run run = {.text = arena_printf(f->l->arena, "%s%s%s", label, *label && *caption ? ". " : "", caption)};
    struct text t = {.v = &run, .n = 1};
    struct text_style s = {.size = CAPTION_SIZE,
                           .width = f->frame.right - f->frame.left,
                           .style = RUN_BOLD,
                           .align = TEXT_CENTRE,
                           .balanced = 1};
    struct text_lines lines = {0};

    if (!*run.text)
        return;
    s.element = element_add(f->l, f->element, "Caption");
    text_break(f->l, &t, &s, &lines);
    f->next_gap = CAPTION_GAP;
    flow_lines(f, &lines, f->frame.left, CAPTION_SIZE, SINGLE * CAPTION_SIZE, SINGLE * CAPTION_SIZE);
}

void add_chart(struct flow *f, const struct chart *c)
{
    struct plot p = {.flow = f, .chart = c};
    size_t first = f->boxes.n;
    double ticks;

    if (c->ngroups == 0 || c->nseries == 0)
        return;
    p.figure = element_add(f->l, f->element, "Figure");
    p.figure->alt = c->alt;
    choose_axis(&p);
    ticks = text_width(f->l, FACE_REGULAR, TICK_SIZE, vi_count(f->l->arena, p.top)) + AXIS_ROOM_GAP;
    p.left = f->frame.left + SIDE + fmax(AXIS_ROOM, ticks);
    p.right = f->frame.right - SIDE;
    choose_groups(&p);
    add_legend(&p);
    for (size_t row = 0; row < p.rows; row++) /* as even as can be */
        add_row(&p, c->ngroups * row / p.rows, c->ngroups * (row + 1) / p.rows);
    add_caption(&p);
    f->next_gap = 0;
    f->boxes.v[f->boxes.n - 1].after = BLOCK_GAP;
    f->boxes.v[first].target = target_add(f->l, c->id, c->label ? c->label : "", 0);
    for (size_t i = first; i < f->boxes.n; i++) {
        f->boxes.v[i].floats = 1;
        f->boxes.v[i].breakable = i + 1 == f->boxes.n;
    }
}
