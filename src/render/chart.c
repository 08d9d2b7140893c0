/* Charts: bars told apart without colour, every value written at its bar, the axis from zero. Bars stand in columns
 * where all names and values find room, and lie down where they do not or where they are parts of a whole. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/vi.h"
#include "render/chart_impl.h"

#define LEGEND_GAP 4.0 /* clear, legend to what stands below it */
#define LEGEND_BOX_W MM(6.35)
#define LEGEND_BOX_H MM(3.6)
#define LEGEND_TEXT MM(2) /* box to text */
#define LEGEND_APART MM(18)
#define LEGEND_NEAR MM(8)
#define CAPTION_GAP 8.5 /* clear, chart to caption */
#define NOTE_GAP 4.0
#define NOTE_SIZE 12.0
#define PATCH_UP 0.70 /* of the size: digits without marks */
#define PATCH_HIGH 0.72
#define PATCH_LINE_UP 0.80 /* of the size: with brackets and commas */
#define PATCH_LINE_HIGH 1.04

/* ---- what all charts draw with ---- */

struct ink *plot_item(struct plot *p, enum item_type type)
{
    struct ink *it = &flow_item(p->flow, p->box)->item;

    it->type = type;
    it->element = p->figure;
    return it;
}

double plot_width(struct plot *p, enum face face, const char *s)
{
    return text_width(p->flow->l, face, p->size, s);
}

void plot_text(struct plot *p, const char *s, enum face face, double size, double x, double y, double align,
               enum patch patch, const char *figure)
{
    double w = text_width(p->flow->l, face, size, s), up = patch == PATCH_LINE ? PATCH_LINE_UP : PATCH_UP;
    struct ink *it;

    x -= align * w;
    if (patch)
        plot_rect(p, x - CHART_PATCH, y - up * size, w + 2 * CHART_PATCH,
                  (patch == PATCH_LINE ? PATCH_LINE_HIGH : PATCH_HIGH) * size, FILL_WHITE, 0);
    it = plot_item(p, ITEM_TEXT);
    it->text = s;
    it->face = face;
    it->size = size;
    it->w = w;
    it->x = x;
    it->y = y;
    it->figure = figure;
    it->space_after = 1;
}

void plot_rect(struct plot *p, double x, double y, double w, double h, enum fill fill, double line)
{
    struct ink it = {
        .type = ITEM_RECT, .element = p->figure, .x = x, .y = y, .w = w, .h = h, .fill = fill, .line = line};

    if (fill == FILL_HATCH || fill == FILL_DOTS) { /* grid lines must not show between the strokes */
        struct ink *under = plot_item(p, ITEM_RECT);

        *under = it;
        under->fill = FILL_WHITE;
        under->line = 0;
    }
    *plot_item(p, ITEM_RECT) = it;
}

void plot_line(struct plot *p, double x, double y, double w, double h, int axis)
{
    struct ink *it = plot_item(p, ITEM_LINE);

    it->x = x;
    it->y = y;
    it->w = w;
    it->h = h;
    it->line = axis ? CHART_AXIS : CHART_GRID;
    it->grey = axis ? 0 : CHART_GRID_GREY;
}

void plot_lines(struct plot *p, const struct text_lines *lines, double x, double y, double lead)
{
    for (size_t i = 0; i < lines->lines.n; i++)
        for (size_t k = 0; k < lines->lines.v[i].nitems; k++) {
            struct placed *it = flow_item(p->flow, p->box);

            *it = lines->items.v[lines->lines.v[i].item + k];
            it->item.x += x;
            it->item.y = y + (double)i * lead;
            it->item.space_after = 1;
        }
}

enum face plot_face(const struct chart *c, size_t group)
{
    return c->bold_group >= 0 && (size_t)c->bold_group == group ? FACE_BOLD : FACE_REGULAR;
}

enum fill chart_fill(const struct chart *c, size_t series)
{
    static const enum fill side_by_side[CHART_SERIES] = {FILL_HATCH, FILL_GREY, FILL_WHITE, FILL_BLACK, FILL_DOTS};
    /* Parts of a bar touch: from light to dark. */
    static const enum fill parts[CHART_SERIES] = {FILL_WHITE, FILL_HATCH, FILL_BLACK, FILL_DOTS, FILL_GREY};

    if (c->nseries == 1)
        return FILL_GREY;
    if (c->kind == CHART_GROUPED || c->nseries == 2)
        return side_by_side[series % CHART_SERIES];
    return parts[series % CHART_SERIES];
}

int plot_missing(const struct chart *c, size_t group, size_t series)
{
    return c->missing && c->missing[group * c->nseries + series];
}

const char *plot_value(struct plot *p, size_t group, size_t series)
{
    return chart_label(p->flow->l->arena, p->chart, group, series);
}

void plot_names(struct plot *p, double *word, double *whole)
{
    const struct chart *c = p->chart;
    int64_t least, all, most = 0, widest = 0;

    for (size_t g = 0; g < c->ngroups; g++) {
        struct text t = {.v = &(struct run){.text = c->groups[g]}, .n = 1};

        text_extent(p->flow->l, &t, plot_face(c, g) == FACE_BOLD ? RUN_BOLD : 0, 0, &least, &all);
        most = least > most ? least : most;
        widest = all > widest ? all : widest;
    }
    *word = (double)most * p->size / 1000;
    *whole = (double)widest * p->size / 1000;
}

void plot_axis(struct plot *p, int64_t most, int steps)
{
    static const int64_t nice[] = {1, 2, 5};
    int64_t limit = INT64_MAX / (CHART_TICKS + 1);

    most = most > 1 ? most : 1;
    for (int64_t unit = 1;; unit *= 10)
        for (size_t i = 0; i < sizeof nice / sizeof *nice; i++) {
            p->step = nice[i] > limit / unit ? INT64_MAX / steps : nice[i] * unit;
            p->steps = (most - 1) / p->step + 1;
            if (p->steps <= steps || p->step > limit) {
                p->steps = p->steps <= steps ? p->steps : steps;
                p->top = p->steps * p->step;
                return;
            }
        }
}

double plot_share(const struct plot *p, int64_t value)
{
    return (double)value / (double)p->top;
}

/* ---- legend ---- */

static double legend_entry(struct plot *p, size_t series)
{
    return LEGEND_BOX_W + LEGEND_TEXT +
           text_width(p->flow->l, FACE_REGULAR, CHART_LEGEND_SIZE, p->chart->series[series]);
}

/* The entries first…end on one line, the widest apart that is good; a single one may need more lines. Returns the
 * baseline of its last line. */
static double legend_line(struct plot *p, size_t first, size_t end, double left, double width, double y, double pitch)
{
    double used = 0, apart = 0, x;

    for (size_t k = first; k < end; k++)
        used += legend_entry(p, k) + (k > first ? LEGEND_NEAR : 0);
    if (end - first > 1)
        apart = fmin(LEGEND_APART, LEGEND_NEAR + (width - used) / (double)(end - first - 1));
    used += (apart - LEGEND_NEAR) * (double)(end - first - 1);
    x = left + fmax(0, (width - used) / 2);
    for (size_t k = first; k < end; k++) {
        struct text t = {.v = &(struct run){.text = p->chart->series[k]}, .n = 1};
        struct text_style s = {.size = CHART_LEGEND_SIZE,
                               .width = left + width - x - LEGEND_BOX_W - LEGEND_TEXT + 0.01,
                               .element = p->figure};
        struct text_lines lines = {0};

        plot_rect(p, x, y - LEGEND_BOX_H + 1, LEGEND_BOX_W, LEGEND_BOX_H, chart_fill(p->chart, k), CHART_LINE);
        text_break(p->flow->l, &t, &s, &lines);
        plot_lines(p, &lines, x + LEGEND_BOX_W + LEGEND_TEXT, y, pitch);
        if (lines.lines.n > 1)
            y += (double)(lines.lines.n - 1) * pitch;
        x += legend_entry(p, k) + apart;
    }
    return y;
}

static void add_legend(struct plot *p)
{
    struct flow *f = p->flow;
    const struct chart *c = p->chart;
    double left = f->frame.left + CHART_SIDE, width = f->frame.right - CHART_SIDE - left;
    double y = ascent(f->l, FACE_REGULAR, CHART_LEGEND_SIZE), pitch = SINGLE * CHART_LEGEND_SIZE + 2;

    p->box = flow_add(f, BOX_BLOCK);
    for (size_t i = 0, end; i < c->nseries; i = end) {
        double used = 0;

        for (end = i; end < c->nseries; end++) { /* as many as one line holds */
            used += legend_entry(p, end) + (end > i ? LEGEND_NEAR : 0);
            if (end > i && used > width)
                break;
        }
        y = legend_line(p, i, end, left, width, y, pitch) + pitch;
    }
    p->box->below = y - pitch + descent(f->l, FACE_REGULAR, CHART_LEGEND_SIZE);
    f->next_gap = LEGEND_GAP;
}

/* ---- caption and note ---- */

static void add_line(struct plot *p, const char *text, double size, unsigned style, double gap, struct element *element)
{
    struct flow *f = p->flow;
    struct text t = {.v = &(struct run){.text = text}, .n = 1};
    struct text_style s = {.size = size,
                           .width = f->frame.right - f->frame.left,
                           .style = style,
                           .align = TEXT_CENTRE,
                           .balanced = 1,
                           .element = element};
    struct text_lines lines = {0};

    text_break(f->l, &t, &s, &lines);
    f->next_gap = gap;
    flow_lines(f, &lines, f->frame.left, size, SINGLE * size, SINGLE * size);
}

static void add_caption(struct plot *p)
{
    struct flow *f = p->flow;
    const char *label = p->chart->label ? p->chart->label : "", *caption = p->chart->caption ? p->chart->caption : "";
    const char *note = p->chart->note ? p->chart->note : "", *gaps = p->chart->gaps ? p->chart->gaps : "";

    if (*label || *caption)
        add_line(p, arena_printf(f->l->arena, "%s%s%s", label, *label && *caption ? ". " : "", caption), CAPTION_SIZE,
                 RUN_BOLD, CAPTION_GAP, element_add(f->l, f->element, "Caption"));
    if (*note || *gaps)
        add_line(p, arena_printf(f->l->arena, "%s%s%s", note, *note && *gaps ? " " : "", gaps), NOTE_SIZE, RUN_ITALIC,
                 NOTE_GAP, element_add(f->l, f->element, "P"));
}

/* ---- the whole ---- */

/* Height of legend, caption and note together, by laying them out and taking them back. */
static double height_around(struct plot *p)
{
    struct flow *f = p->flow;
    struct element *figure = p->figure, root = {0}, *parent = f->element;
    size_t boxes = f->boxes.n, items = f->items.n;
    double sum = LEGEND_GAP + CAPTION_GAP + NOTE_GAP;

    p->figure = f->element = &root; /* what they make belongs to nothing */
    add_legend(p);
    add_caption(p);
    for (size_t i = boxes; i < f->boxes.n; i++)
        sum += f->boxes.v[i].kind == BOX_LINE ? fmax(f->boxes.v[i].lead, f->boxes.v[i].above + f->boxes.v[i].below)
                                              : f->boxes.v[i].below;
    f->boxes.n = boxes;
    f->items.n = items;
    f->next_gap = 0;
    p->figure = figure;
    f->element = parent;
    return sum;
}

static void add_part(struct plot *p, const struct bars *bars, size_t part, size_t parts)
{
    struct flow *f = p->flow;
    size_t first = f->boxes.n;

    if (p->chart->nseries > 1 || *p->chart->series[0])
        add_legend(p);
    p->box = flow_add(f, BOX_BLOCK);
    if (bars)
        bars_draw(p, bars, part);
    else
        columns_draw(p);
    if (part + 1 == parts)
        add_caption(p);
    else
        add_line(p, arena_printf(f->l->arena, "(%s, còn tiếp)", p->chart->label ? p->chart->label : ""), NOTE_SIZE,
                 RUN_ITALIC, CAPTION_GAP, p->figure);
    for (size_t i = first; i < f->boxes.n; i++) {
        f->boxes.v[i].floats = 1;
        f->boxes.v[i].breakable = i + 1 == f->boxes.n;
    }
    f->boxes.v[f->boxes.n - 1].after = BLOCK_GAP;
    f->next_gap = 0;
}

void add_chart(struct flow *f, const struct chart *c)
{
    struct plot p = {.flow = f, .chart = c};
    size_t first = f->boxes.n, parts = 1;
    struct bars *bars = NULL;

    if (c->ngroups == 0 || c->nseries == 0)
        return;
    p.figure = element_add(f->l, f->element, "Figure");
    p.figure->alt = c->alt;
    if (c->kind != CHART_GROUPED || !columns_fit(&p)) {
        bars = bars_plan(&p, f->frame.bottom - f->frame.top, height_around(&p));
        parts = bars_parts(bars);
    }
    for (size_t i = 0; i < parts; i++)
        add_part(&p, bars, i, parts);
    f->boxes.v[first].target = target_add(f->l, c->id, c->label ? c->label : "", 0);
}
