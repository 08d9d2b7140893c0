/* A measured table, for table*.c only. */
#ifndef RENDER_TABLE_IMPL_H
#define RENDER_TABLE_IMPL_H

#include "render/table.h"

#define GRID_LINE 0.5
#define SUB_INDENT MM(3.5)
#define UNMEASURED INT32_MAX /* a cell whose lines must be broken to be known */

struct header_place { /* a header cell with its lines, relative to the header's upper left corner */
    const struct header_cell *cell;
    size_t item, nitems;
};

struct span { /* columns that some cells cover together */
    size_t first, count;
    double least, want;
};

struct table {
    struct layout *l;
    const struct grid *g;
    struct table_style style;
    const char *name; /* for messages */
    double page_height;
    double padding;       /* left and right of a cell's text, each */
    double *x;            /* edges of the columns, ncolumns + 1 */
    size_t label_column;  /* the first left-aligned text: sub rows are indented there */
    size_t nbody, totals; /* rows; the first of the total rows at the end */

    int32_t *em;     /* row × column: width on one line in 1/1000 of the size, or UNMEASURED */
    int32_t *comma;  /* column: widest part from the comma on, likewise */
    uint32_t *lines; /* row: of its highest cell */
    double body_height;

    VEC(struct placed) head; /* caption and unit, relative to the left edge and the upper edge */
    double head_height;
    VEC(struct placed) header; /* all header cells and column numbers */
    VEC(struct header_place) places;
    double *header_y;    /* edges of the header rows: header_rows + 1, and one more if numbered */
    size_t nheader_rows; /* with the row of numbers */
    size_t *owner;       /* header row × column: header cell, or one of its own */
    double header_height;

    /* drawing */
    int tagged;              /* cell by cell; otherwise each page is one P */
    struct element *element; /* Table, or P of the page being drawn */
    VEC(struct ink) rules;   /* of the page, drawn after its text: one path */
    size_t row, line;        /* next to draw; lines of it already drawn */
    size_t element_rows;
    int begun;
    struct element **cells; /* of a row that goes on on the next page */
    struct text_lines scratch;
    size_t cut_cells; /* with words that had to be split */
    const char *cut_word;
};

unsigned row_style(const struct row *r);
size_t cell_span(const struct table *t, const struct cell *c, size_t column);
double cell_indent(const struct table *t, const struct row *r, size_t column);
enum text_align cell_align(const struct table *t, const struct row *r, size_t column);

/* ---- table_cut.c ---- */
double row_pitch(const struct table *t);
double row_height(const struct table *t, size_t row);
int row_above_page(const struct table *t, size_t row); /* higher than a page can hold */

struct table_cut { /* of the rows left: those before `end` go on this page, and so many lines of that one */
    size_t end, lines;
};
/* room: for rows, without header. All at t->row and 0: none should. */
struct table_cut table_cut(const struct table *t, double room, enum table_place place, double tail);

/* Its own digits, points, commas and signs only: then it stands by its comma. Returns what follows its
 * last whole digit. */
const char *number_tail(const char *s);

int table_columns(struct table *t); /* table_columns.c: edges of the columns, sizes; fills em and comma */

#endif
