/* Columns: the bars of a group side by side, names below, values above. */
#include <math.h>

#include "base/vi.h"
#include "render/chart_impl.h"

#define AXIS_ROOM MM(9) /* for the numbers left of the plot */
#define AXIS_GAP MM(2)
#define PLOT_HEIGHT MM(44)
#define SIZE_MAX_ 12.0
#define SIZE_MIN_ 9.5
#define BAR_WIDTH MM(12)
#define BAR_MIN MM(2)
#define BAR_GAP MM(1.2)
#define GROUP_SHARE 0.82 /* of a group's width for its bars, at most */
#define NAME_AIR 4.0     /* between names of neighbours */
#define NAME_LINES 3
#define VALUE_UP 3.0    /* column to baseline of its value */
#define NAMES_DOWN 12.6 /* axis to the first baseline of the names */

/* Distance of the bars in a group: a value is never wider. */
static double pitch_needed(struct plot *p)
{
    const struct chart *c = p->chart;
    double w = BAR_MIN + BAR_GAP;

    for (size_t g = 0; g < c->ngroups; g++)
        for (size_t s = 0; s < c->nseries; s++)
            w = fmax(w, plot_width(p, plot_face(c, g), plot_value(p, g, s)) + 2 * CHART_PATCH);
    return w;
}

static struct text_style name_style(const struct plot *p, size_t group, double width)
{
    return (struct text_style){.size = p->size,
                               .width = width - NAME_AIR,
                               .align = TEXT_CENTRE,
                               .element = p->figure,
                               .style = plot_face(p->chart, group) == FACE_BOLD ? RUN_BOLD : 0};
}

static int names_fit(struct plot *p, double width)
{
    const struct chart *c = p->chart;

    for (size_t g = 0; g < c->ngroups; g++) {
        struct text t = {.v = &(struct run){.text = c->groups[g]}, .n = 1};
        struct text_style s = name_style(p, g, width);

        if (text_count(p->flow->l, &t, &s) > NAME_LINES)
            return 0;
    }
    return 1;
}

int columns_fit(struct plot *p)
{
    const struct chart *c = p->chart;
    struct flow *f = p->flow;
    int64_t most = 0;
    double group, word, whole;

    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        most = c->values[i] > most ? c->values[i] : most;
    plot_axis(p, most, CHART_TICKS);
    p->left = text_width(f->l, FACE_REGULAR, CHART_TICK, vi_count(f->l->arena, p->top)) + AXIS_GAP;
    p->left = f->frame.left + CHART_SIDE + fmax(AXIS_ROOM, p->left);
    p->right = f->frame.right - CHART_SIDE;
    group = (p->right - p->left) / (double)c->ngroups;
    for (p->size = SIZE_MAX_; p->size >= SIZE_MIN_; p->size -= 0.5) {
        plot_names(p, &word, &whole);
        if ((double)c->nseries * pitch_needed(p) <= GROUP_SHARE * group && word + NAME_AIR <= group &&
            names_fit(p, group))
            return 1;
    }
    return 0;
}

static void draw_bar(struct plot *p, size_t group, size_t series, double x, double width, double zero)
{
    const struct chart *c = p->chart;
    size_t i = group * c->nseries + series;
    double h = plot_missing(c, group, series) ? 0 : PLOT_HEIGHT * plot_share(p, c->values[i]);

    if (h > 0)
        plot_rect(p, x - width / 2, zero - h, width, h, chart_fill(c, series), CHART_LINE);
    plot_text(p, plot_value(p, group, series), plot_face(c, group), p->size, x, zero - h - VALUE_UP, 0.5, PATCH_DIGITS,
              c->figures ? c->figures[i] : NULL);
}

/* The name below the axis; returns its lowest edge. */
static double draw_name(struct plot *p, size_t group, double centre, double width, double zero)
{
    struct layout *l = p->flow->l;
    struct text t = {.v = &(struct run){.text = p->chart->groups[group]}, .n = 1};
    struct text_style s = name_style(p, group, width);
    struct text_lines lines = {0};
    double lead = SINGLE * p->size;

    text_break(l, &t, &s, &lines);
    plot_lines(p, &lines, centre - s.width / 2, zero + NAMES_DOWN, lead);
    return zero + NAMES_DOWN + (fmax(1, (double)lines.lines.n) - 1) * lead + descent(l, FACE_REGULAR, p->size);
}

void columns_draw(struct plot *p)
{
    const struct chart *c = p->chart;
    struct layout *l = p->flow->l;
    double zero = VALUE_UP + ascent(l, FACE_BOLD, SIZE_MAX_) + PLOT_HEIGHT, n = (double)c->nseries;
    double group = (p->right - p->left) / (double)c->ngroups, low = zero;
    double pitch = fmax(pitch_needed(p), fmin(BAR_WIDTH + BAR_GAP, GROUP_SHARE * group / n));
    double width = fmin(BAR_WIDTH, pitch - BAR_GAP);

    for (int64_t i = 0; i <= p->steps; i++) {
        double y = zero - PLOT_HEIGHT * (double)i / (double)p->steps;

        plot_line(p, p->left, y, p->right - p->left, 0, i == 0);
        plot_text(p, vi_count(l->arena, i * p->step), FACE_REGULAR, CHART_TICK, p->left - AXIS_GAP,
                  y + 0.33 * CHART_TICK, 1, PATCH_NONE, NULL);
    }
    for (size_t g = 0; g < c->ngroups; g++) {
        double centre = p->left + group * ((double)g + 0.5);

        for (size_t s = 0; s < c->nseries; s++)
            draw_bar(p, g, s, centre + ((double)s - (n - 1) / 2) * pitch, width, zero);
        low = fmax(low, draw_name(p, g, centre, group, zero));
    }
    plot_line(p, p->left, zero, p->right - p->left, 0, 1); /* again, over the feet of the columns */
    p->box->below = low;
}
