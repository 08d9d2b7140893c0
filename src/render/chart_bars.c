/* Bars lying down: names at the left in a column of their own, values at the bars' ends. Parts of a whole are one bar;
 * a part too short for its value has it behind the bar, with the part's own fill before it. */
#include <math.h>
#include <string.h>

#include "base/vi.h"
#include "render/chart_impl.h"

#define SIZE_MAX_ 11.0
#define SIZE_MIN_ 9.0
#define GOOD_HEIGHT MM(95) /* letters get smaller before the bars take more */
#define NAMES_SHARE 0.34   /* of the width for names, at most … */
#define WORD_SHARE 0.5     /* … unless a word needs more */
#define NAMES_GAP 5.0
#define VALUE_GAP 3.0
#define BAR_PITCH 1.14 /* of the size: lines of values never touch */
#define BAR_THICK 0.92 /* of the size */
#define PART_THICK 1.3
#define GROUP_GAP 5.0
#define LIST_SHARE 0.36 /* of the width for values behind a bar of parts, at most */
#define LIST_GAP 7.0
#define KEY 7.0 /* side of the square before a value behind a bar */
#define KEY_GAP 2.5
#define INSIDE_AIR 3.5 /* on both sides of a value inside its part */
#define TICK_GAP 3.0
#define TICK_AIR 8.0  /* between numbers along the axis */
#define BASELINE 0.33 /* of the size: from the middle of a line of digits to its baseline */

struct group {
    struct text_lines name;
    double height;
};

struct bars {
    double names, thick, pitch, room; /* room: right of the plot */
    struct group *groups;
    size_t *first; /* group of each part; the end behind the last */
    size_t parts;
};

static int is_stacked(const struct chart *c)
{
    return c->kind != CHART_GROUPED;
}

/* Length of a part as a share of the plot. */
static double share_of(const struct plot *p, size_t group, size_t series)
{
    const struct chart *c = p->chart;
    int64_t value = c->values[group * c->nseries + series], whole = is_stacked(c) ? chart_whole(c, group) : 1;

    if (plot_missing(c, group, series) || whole <= 0)
        return 0;
    return c->kind == CHART_SHARES ? (double)value / (double)whole : plot_share(p, value);
}

/* ---- what stands behind a bar of parts ---- */

/* Values that the parts cannot hold, in lines of at most `room`; with draw they are put, x is where the first begins
 * and y the middle of the first line. Returns the width; *lines the number of lines. */
static double put_list(struct plot *p, size_t group, double plot_width_, double room, size_t *lines, int draw, double x,
                       double y)
{
    const struct chart *c = p->chart;
    enum face face = plot_face(c, group);
    double at = 0, widest = 0;
    int drawn = chart_whole(c, group) > 0;

    *lines = 0;
    for (size_t s = 0; s < c->nseries; s++) {
        const char *label = plot_value(p, group, s);
        double w = plot_width(p, face, label);

        if (drawn && w + 2 * INSIDE_AIR <= share_of(p, group, s) * plot_width_)
            continue;
        if (*lines == 0 || at + LIST_GAP + KEY + KEY_GAP + w > room) {
            ++*lines;
            at = 0;
        } else {
            at += LIST_GAP;
        }
        if (draw) {
            double middle = y + (double)(*lines - 1) * BAR_PITCH * p->size;

            plot_rect(p, x + at, middle - KEY / 2, KEY, KEY, chart_fill(c, s), CHART_LINE);
            plot_text(p, label, face, p->size, x + at + KEY + KEY_GAP, middle + BASELINE * p->size, 0, PATCH_DIGITS,
                      c->figures ? c->figures[group * c->nseries + s] : NULL);
        }
        at += KEY + KEY_GAP + w;
        widest = fmax(widest, at);
    }
    return widest;
}

/* ---- measuring ---- */

static void break_name(struct plot *p, size_t group, double width, struct text_lines *out)
{
    struct text t = {.v = &(struct run){.text = p->chart->groups[group]}, .n = 1};
    struct text_style s = {.size = p->size,
                           .width = width,
                           .align = TEXT_RIGHT,
                           .element = p->figure,
                           .style = plot_face(p->chart, group) == FACE_BOLD ? RUN_BOLD : 0};

    text_break(p->flow->l, &t, &s, out);
}

static double tick_width(struct plot *p)
{
    return text_width(p->flow->l, FACE_REGULAR, CHART_TICK,
                      p->chart->kind == CHART_SHARES ? "100%" : vi_count(p->flow->l->arena, p->top));
}

/* As many steps as their numbers have room for. */
static void choose_axis(struct plot *p, const struct bars *b)
{
    const struct chart *c = p->chart;
    int64_t most = 0;

    for (size_t g = 0; g < c->ngroups; g++)
        for (size_t s = 0; s < c->nseries; s++) {
            int64_t v = is_stacked(c) ? chart_whole(c, g) : c->values[g * c->nseries + s];

            most = v > most ? v : most;
        }
    if (c->kind == CHART_SHARES) {
        p->steps = 5;
        p->step = 20;
        p->top = 100;
        return;
    }
    for (int n = CHART_TICKS; n > 0; n--) {
        plot_axis(p, most, n);
        if ((tick_width(p) + TICK_AIR) * (double)p->steps <= p->right - b->room - p->left)
            break;
    }
}

/* Room for values right of the plot, then the plot and its axis. */
static void measure_width(struct plot *p, struct bars *b)
{
    const struct chart *c = p->chart;
    struct flow *f = p->flow;
    double all = f->frame.right - f->frame.left, word, whole, half;
    size_t lines;

    plot_names(p, &word, &whole);
    b->names = fmax(fmin(whole, NAMES_SHARE * all), fmin(word, WORD_SHARE * all)) + 0.01;
    p->left = f->frame.left + b->names + NAMES_GAP;
    p->right = f->frame.right;
    b->room = 0;
    if (is_stacked(c)) {
        /* First with the narrowest plot there can be; in a wider one no fewer values find room inside. */
        double plot = p->right - p->left - VALUE_GAP - LIST_SHARE * all, widest = 0;

        b->room = VALUE_GAP + LIST_SHARE * all;
        choose_axis(p, b);
        for (size_t g = 0; g < c->ngroups; g++)
            widest = fmax(widest, put_list(p, g, plot, LIST_SHARE * all, &lines, 0, 0, 0));
        b->room = VALUE_GAP + widest + CHART_PATCH;
    } else {
        for (size_t g = 0; g < c->ngroups; g++)
            for (size_t s = 0; s < c->nseries; s++)
                b->room = fmax(b->room, plot_width(p, plot_face(c, g), plot_value(p, g, s)));
        b->room += VALUE_GAP + CHART_PATCH;
    }
    choose_axis(p, b);
    half = tick_width(p) / 2; /* of the last number along the axis */
    b->room = fmax(b->room, half);
    p->right -= b->room;
}

/* Height of all groups at this size. */
static double measure(struct plot *p, struct bars *b)
{
    const struct chart *c = p->chart;
    double sum = GROUP_GAP;

    measure_width(p, b);
    b->pitch = (is_stacked(c) ? PART_THICK : BAR_PITCH) * p->size;
    b->thick = (is_stacked(c) ? PART_THICK : BAR_THICK) * p->size;
    for (size_t g = 0; g < c->ngroups; g++) {
        struct group *it = &b->groups[g];
        double bars = is_stacked(c) ? b->thick : b->pitch * (double)c->nseries;
        size_t lines = 0;

        it->name = (struct text_lines){0};
        break_name(p, g, b->names, &it->name);
        if (is_stacked(c))
            put_list(p, g, p->right - p->left, b->room - VALUE_GAP - CHART_PATCH + 0.01, &lines, 0, 0, 0);
        it->height = fmax(bars, fmax((double)it->name.lines.n * SINGLE, (double)lines * BAR_PITCH) * p->size);
        sum += it->height + GROUP_GAP;
    }
    return sum;
}

/* Parts of about the same height, none of them higher than `room`. */
static void split(struct plot *p, struct bars *b, double all, double room)
{
    size_t n = p->chart->ngroups, wanted = (size_t)fmax(1, ceil(all / room));

    b->first = arena_alloc(p->flow->l->arena, (n + 1) * sizeof *b->first);
    for (;; wanted++) {
        double target = all / (double)wanted, sum = GROUP_GAP, highest = 0;

        b->parts = 1;
        for (size_t g = 0; g < n; g++) {
            double h = b->groups[g].height + GROUP_GAP;

            if (g > b->first[b->parts - 1] && sum + h / 2 > target && b->parts < wanted) {
                b->first[b->parts++] = g;
                sum = GROUP_GAP;
            }
            sum += h;
            highest = fmax(highest, sum);
        }
        b->first[b->parts] = n;
        if (highest <= room || wanted >= n)
            return;
    }
}

struct bars *bars_plan(struct plot *p, double page, double other)
{
    struct bars *b = arena_alloc(p->flow->l->arena, sizeof *b);
    double all;

    b->groups = arena_alloc(p->flow->l->arena, p->chart->ngroups * sizeof *b->groups);
    for (p->size = SIZE_MAX_;; p->size -= 0.5) {
        all = measure(p, b);
        if (all <= GOOD_HEIGHT || p->size - 0.5 < SIZE_MIN_)
            break;
    }
    for (size_t g = 0; g < p->chart->ngroups; g++)
        text_note_cuts(p->flow->l, &b->groups[g].name);
    split(p, b, all, fmax(page - other - TICK_GAP - SINGLE * CHART_TICK, GOOD_HEIGHT / 2));
    return b;
}

size_t bars_parts(const struct bars *b)
{
    return b->parts;
}

/* ---- drawing ---- */

static void draw_parts(struct plot *p, const struct bars *b, size_t group, double middle)
{
    const struct chart *c = p->chart;
    int64_t whole = chart_whole(c, group);
    double plot = p->right - p->left, x = p->left;
    size_t lines;

    if (whole < 0 || (whole == 0 && c->kind == CHART_SHARES)) {
        plot_text(p, plot_value(p, group, 0), plot_face(c, group), p->size, x + VALUE_GAP, middle + BASELINE * p->size,
                  0, PATCH_DIGITS, c->figures ? c->figures[group * c->nseries] : NULL);
        return;
    }
    for (size_t s = 0; s < c->nseries; s++) {
        double w = share_of(p, group, s) * plot;

        if (w > 0)
            plot_rect(p, x, middle - b->thick / 2, w, b->thick, chart_fill(c, s), CHART_LINE);
        x += w;
    }
    x = p->left;
    for (size_t s = 0; s < c->nseries; s++) {
        double w = share_of(p, group, s) * plot;
        const char *label = plot_value(p, group, s);

        if (plot_width(p, plot_face(c, group), label) + 2 * INSIDE_AIR <= w)
            plot_text(p, label, plot_face(c, group), p->size, x + w / 2, middle + BASELINE * p->size, 0.5,
                      chart_fill(c, s) == FILL_WHITE ? PATCH_NONE : PATCH_LINE,
                      c->figures ? c->figures[group * c->nseries + s] : NULL);
        x += w;
    }
    put_list(p, group, plot, b->room - VALUE_GAP - CHART_PATCH + 0.01, &lines, 0, 0, 0);
    put_list(p, group, plot, b->room - VALUE_GAP - CHART_PATCH + 0.01, &lines, 1, x + VALUE_GAP,
             middle - (double)(lines - (lines > 0)) * BAR_PITCH * p->size / 2);
}

static void draw_side_by_side(struct plot *p, const struct bars *b, size_t group, double middle)
{
    const struct chart *c = p->chart;
    double top = middle - b->pitch * (double)c->nseries / 2;

    for (size_t s = 0; s < c->nseries; s++, top += b->pitch) {
        double w = share_of(p, group, s) * (p->right - p->left), y = top + b->pitch / 2;

        if (w > 0)
            plot_rect(p, p->left, y - b->thick / 2, w, b->thick, chart_fill(c, s), CHART_LINE);
        plot_text(p, plot_value(p, group, s), plot_face(c, group), p->size, p->left + w + VALUE_GAP,
                  y + BASELINE * p->size, 0, PATCH_DIGITS, c->figures ? c->figures[group * c->nseries + s] : NULL);
    }
}

static void draw_axis(struct plot *p, double bottom)
{
    struct layout *l = p->flow->l;

    for (int64_t i = 0; i <= p->steps; i++) {
        double x = p->left + (p->right - p->left) * (double)i / (double)p->steps;
        const char *s = vi_count(l->arena, i * p->step);

        plot_line(p, x, 0, 0, bottom, i == 0);
        plot_text(p, p->chart->kind == CHART_SHARES ? arena_printf(l->arena, "%s%%", s) : s, FACE_REGULAR, CHART_TICK,
                  x, bottom + TICK_GAP + ascent(l, FACE_REGULAR, CHART_TICK), 0.5, PATCH_NONE, NULL);
    }
    p->box->below = bottom + TICK_GAP + SINGLE * CHART_TICK;
}

void bars_draw(struct plot *p, const struct bars *b, size_t part)
{
    struct layout *l = p->flow->l;
    double y = GROUP_GAP, bottom = GROUP_GAP, lead = SINGLE * p->size;
    double up = ascent(l, FACE_REGULAR, p->size), line = up + descent(l, FACE_REGULAR, p->size);

    for (size_t g = b->first[part]; g < b->first[part + 1]; g++)
        bottom += b->groups[g].height + GROUP_GAP;
    draw_axis(p, bottom);
    for (size_t g = b->first[part]; g < b->first[part + 1]; g++) {
        const struct group *it = &b->groups[g];
        double middle = y + it->height / 2;

        plot_lines(p, &it->name, p->left - NAMES_GAP - b->names,
                   middle - (double)it->name.lines.n * lead / 2 + (lead - line) / 2 + up, lead);
        if (is_stacked(p->chart))
            draw_parts(p, b, g, middle);
        else
            draw_side_by_side(p, b, g, middle);
        y += it->height + GROUP_GAP;
    }
    plot_line(p, p->left, 0, 0, bottom, 1); /* again, over the feet of the bars */
}
