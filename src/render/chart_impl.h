/* Inside of charts, for chart*.c only. */
#ifndef RENDER_CHART_IMPL_H
#define RENDER_CHART_IMPL_H

#include "render/chart.h"
#include "render/layout_impl.h"

#define CHART_SIDE MM(10) /* a chart is narrower than the text by this on either side */
#define CHART_PATCH 1.5   /* white around a text that stands on lines or fills */
#define CHART_TICK 11.0   /* size of the numbers along the axis */
#define CHART_TICKS 5     /* steps of the axis at most */
#define CHART_LINE 0.6    /* outline of bars */
#define CHART_GRID 0.4
#define CHART_GRID_GREY 0.65
#define CHART_AXIS 0.8
#define CHART_LEGEND_SIZE 12.0

/* A part of a chart that stands on one page: all of it, unless it is higher than a page. */
struct plot {
    struct flow *flow;
    const struct chart *chart;
    struct element *figure;
    struct box *box;          /* being filled */
    double left, right;       /* of the bars' room */
    double size;              /* of values and names */
    int64_t step, top, steps; /* of the axis */
};

struct ink *plot_item(struct plot *p, enum item_type type);
enum patch { PATCH_NONE, PATCH_DIGITS /* close above and below */, PATCH_LINE };
/* align: 0 begins at x, 0.5 is centred there, 1 ends there. patch: white behind it. */
void plot_text(struct plot *p, const char *s, enum face face, double size, double x, double y, double align,
               enum patch patch, const char *figure);
void plot_rect(struct plot *p, double x, double y, double w, double h, enum fill fill, double line);
void plot_line(struct plot *p, double x, double y, double w, double h, int axis);
/* Broken lines, left edge at x, first baseline at y. */
void plot_lines(struct plot *p, const struct text_lines *lines, double x, double y, double lead);

enum face plot_face(const struct chart *c, size_t group);
int plot_missing(const struct chart *c, size_t group, size_t series);
const char *plot_value(struct plot *p, size_t group, size_t series); /* chart_label */
double plot_width(struct plot *p, enum face face, const char *s);    /* at p->size */
/* Widest word and whole of the groups' names at p->size. */
void plot_names(struct plot *p, double *word, double *whole);
/* Steps of 1, 2 or 5 times a power of ten, at most `steps` of them, up to the value `most` or just beyond. */
void plot_axis(struct plot *p, int64_t most, int steps);
double plot_share(const struct plot *p, int64_t value); /* of the axis: 0…1 */

/* Columns: 1 if every name and value finds room; draws nothing. */
int columns_fit(struct plot *p);
void columns_draw(struct plot *p);

/* Bars lying down. Splits the groups into parts that fit a page each (with `other` points for what stands around), and
 * draws one of them. */
struct bars;
struct bars *bars_plan(struct plot *p, double page, double other);
size_t bars_parts(const struct bars *b);
void bars_draw(struct plot *p, const struct bars *b, size_t part);

#endif
