/* Tables: column widths from content, rows of any height, header and column numbers on every page. */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include "render/layout_impl.h"

struct table;

struct table_style {
    double left, right; /* edges of the grid */
    double size;        /* of body cells */
    double header_size;
    double number_size;      /* of the row of column numbers */
    double row_padding;      /* above and below the text of a row, together */
    int caption;             /* label, caption and unit above the grid */
    struct element *element; /* parent of its element */
};

/* Measures everything. page_height: of the text area. 78 if the columns cannot fit the width at all or the header is
 * too high for a page. */
int table_new(struct layout *l, const struct grid *g, const struct table_style *s, double page_height,
              struct table **out);

double table_height(const struct table *t); /* on one page, without what follows */
/* Whether it is worth beginning in this room, to be continued; `tail` as below. */
int table_starts(const struct table *t, double room, double tail);
/* Sets the rows tighter if that brings the whole table into `room`; returns 1 if it fits. */
int table_fit(struct table *t, double room);

/* What stands above it on the page says what is allowed: below text, rows that belong together wait for the next page;
 * below its own head they may be parted; alone, a row may be cut. */
enum table_place { TABLE_BELOW_TEXT, TABLE_BELOW_HEAD, TABLE_ALONE };

/* Drawing: table_begin, then table_draw on page after page until it returns 1. *y is the upper edge and becomes the
 * lower one. `tail`: room to keep free below the last row. */
void table_begin(struct table *t);
int table_begun(const struct table *t); /* something of it is drawn */
int table_draw(struct table *t, double *y, double bottom, enum table_place place, double tail);

#endif
