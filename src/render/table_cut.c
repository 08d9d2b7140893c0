/* Where a table's rows are parted between pages: what belongs together stays together as long as that leaves no large
 * hole at the foot of a page; rows are split only against holes, or when they are higher than a page. */
#include <math.h>

#include "render/table_impl.h"

#define EPSILON 0.01
#define MIN_ROWS 2    /* below a header, and with the total */
#define SPLIT_LINES 3 /* fewest lines of a split row on a page */
#define HOLE_TIED 0.5 /* of the page: rather than leave so much free rows are parted that should stay together */

double row_pitch(const struct table *t)
{
    return SINGLE * t->style.size;
}

double row_height(const struct table *t, size_t row)
{
    return t->lines[row] * row_pitch(t) + t->style.row_padding;
}

int row_above_page(const struct table *t, size_t row)
{
    return t->header_height + row_height(t, row) > t->page_height + EPSILON;
}

/* How firmly a row keeps with the next one. */
enum tie { FREE, TIED, BOUND };

static enum tie tie_of(const struct table *t, size_t row)
{
    const struct row *r = &t->g->rows[row];
    size_t last = t->totals < t->nbody ? t->totals : t->nbody;

    if (row + 1 >= t->nbody)
        return FREE;
    if (r[0].kind == ROW_GROUP || r[1].kind == ROW_SUBTOTAL || r[1].kind == ROW_TOTAL)
        return BOUND;
    return (r[0].kind == ROW_PLAIN && r[1].kind == ROW_SUB) || row + 1 < MIN_ROWS || row + MIN_ROWS >= last ? TIED
                                                                                                            : FREE;
}

/* Height of what is left of the rows first…end - 1. */
static double height_of(const struct table *t, size_t first, size_t end)
{
    double sum = 0;

    for (size_t r = first; r < end; r++)
        sum += row_height(t, r) - (r == t->row ? (double)t->line * row_pitch(t) : 0);
    return sum;
}

/* The last place not behind `end` where rows no firmer than that are parted; t->row if there is none. */
static size_t part_at(const struct table *t, size_t end, enum tie firm)
{
    while (end > t->row && tie_of(t, end - 1) > firm)
        end--;
    return end;
}

/* Lines of the row that go into `room` when it is split, 0 if it should not be. */
static size_t split_at(const struct table *t, size_t row, double room, size_t least)
{
    size_t left = t->lines[row] - (row == t->row ? t->line : 0), n;

    room -= t->style.row_padding;
    n = room > 0 ? (size_t)(room / row_pitch(t) + EPSILON) : 0;
    if (left < 2 * least)
        return 0;
    n = n > left - least ? left - least : n;
    return n >= least ? n : 0;
}

struct table_cut table_cut(const struct table *t, double room, enum table_place place, double tail)
{
    size_t end = t->row, chosen, last;
    double used = 0, hole;

    if (t->nbody == 0)
        return (struct table_cut){.end = 0};
    for (; end < t->nbody; end++) {
        double h = height_of(t, end, end + 1);

        if (used + h > room + EPSILON)
            break;
        used += h;
    }
    if (end == t->nbody && end > t->row) {
        last = part_at(t, end - 1, FREE);
        if (used + tail <= room + EPSILON || t->header_height + height_of(t, last, end) + tail > t->page_height)
            return (struct table_cut){.end = end}; /* or no page could hold its end and the tail */
        used -= height_of(t, end - 1, end);
        end--;
    }
    chosen = part_at(t, end, FREE);
    if (chosen == t->row || room - height_of(t, t->row, chosen) > HOLE_TIED * t->page_height)
        chosen = part_at(t, end, TIED);
    hole = room - height_of(t, t->row, chosen);
    if (end < t->nbody && (hole > HOLE * t->page_height || row_above_page(t, end))) {
        size_t n = split_at(t, end, room - used, SPLIT_LINES);

        if (n)
            return (struct table_cut){.end = end, .lines = n};
    }
    if (chosen > t->row || place == TABLE_BELOW_TEXT)
        return (struct table_cut){.end = chosen};
    if (end > t->row || place != TABLE_ALONE)
        return (struct table_cut){.end = end};
    return (struct table_cut){.end = end, .lines = split_at(t, end, room - used, 1)};
}

int table_starts(const struct table *t, double room, double tail)
{
    struct table_cut cut = table_cut(t, room - t->head_height - t->header_height, TABLE_BELOW_TEXT, tail);

    return cut.end > 0 || cut.lines > 0;
}
