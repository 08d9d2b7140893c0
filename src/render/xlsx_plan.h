/* The workbook before any library: which sheets, what stands in which cell, how wide and high. The writer writes it,
 * the checker compares the file with it. Rows and columns count from 0. */
#ifndef RENDER_XLSX_PLAN_H
#define RENDER_XLSX_PLAN_H

#include <stdint.h>

#include "doc/document.h"

struct err;

/* Looks of a cell, or'ed; the size in points is added with XLSX_SIZE. Times New Roman everywhere. */
enum xlsx_style {
    XLSX_BOLD = 1,
    XLSX_ITALIC = 2,
    XLSX_BORDER = 4,
    XLSX_CENTRE = 8,
    XLSX_RIGHT = 16,
    XLSX_INDENT = 32,
    XLSX_COUNT = 64, /* #,##0: separators are those of the reader's system */
    XLSX_RATE = 128, /* 0.00 under a "(%)" header */
    XLSX_DATE = 256  /* dd/mm/yyyy */
};
#define XLSX_SIZE(points) ((unsigned)(points) << 16)
#define XLSX_SIZE_OF(style) ((style) >> 16)

struct xlsx_cell {                  /* above and below the body of a table */
    int row, column, rows, columns; /* merged if rows or columns > 1 */
    const char *text;               /* "" for none */
    unsigned style;
};

struct xlsx_alert { /* cells that stand out where there is anything to count, also when their figures change later */
    int column, first, last; /* rows */
    const char *formula;     /* of its first cell, without "=" */
};

enum xlsx_kind { XLSX_NOTHING, XLSX_TEXT, XLSX_NUMBER };

struct xlsx_value { /* of a cell in the body */
    enum xlsx_kind kind;
    const char *text;
    int64_t number; /* times 10^decimals */
    int decimals;   /* 0 or 2 */
    int columns;    /* merged with the next ones if > 1 */
    unsigned style;
};

struct xlsx_sheet {
    const char *name;
    const struct grid *grid;
    size_t first, nrows; /* rows of the grid that stand here */
    int flat;            /* data for pivot tables: header, filter, no merges */
    int filter;          /* a worksheet: buttons in the header, as flat data have them too */
    double scale;        /* of a worksheet: how small it may be printed */
    int landscape;
    int ncolumns;
    double *widths;             /* points inside the cell */
    VEC(struct xlsx_cell) head; /* by row, then column; row `body` is the first of the body */
    VEC(struct xlsx_cell) foot;
    VEC(double) head_heights, foot_heights; /* points, one a row */
    double *heights;                        /* of the body's rows */
    int header, body; /* first row of the table's header (repeated on every printed page) and of the body */
    int freeze_columns;
    int pages;                      /* printed; 0: as many as it takes */
    struct xlsx_formulas *formulas; /* NULL: none */
    VEC(struct xlsx_alert) alerts;

    /* xlsx_chart.c */
    const struct chart *chart; /* drawn from the table, beside it; NULL: none */
    int chart_row, chart_column, chart_rows, chart_columns;
    double chart_width, chart_height; /* points */
    int chart_lies;                   /* bars lie */
};

struct xlsx_plan {
    VEC(struct xlsx_sheet) sheets;
};

#define XLSX_ROW_HEIGHT 16.5
#define XLSX_BODY_SIZE 11

/* 65: text or a number that a workbook cannot hold, or too many rows; names sheet and cell. */
int xlsx_plan(struct arena *a, const struct document *doc, struct xlsx_plan *out, struct err *err);
/* xlsx_verify.c: reads the file back and compares it with the plan it was written from. */
int xlsx_verify_plan(struct arena *a, const struct xlsx_plan *plan, const char *path, struct err *err);

struct xlsx_value xlsx_value(struct arena *a, const struct xlsx_sheet *s, size_t row, int column);
const char *xlsx_shown(struct arena *a, const struct xlsx_value *v); /* as a reader of the workbook sees it, nearly */
char *xlsx_cell_name(struct arena *a, int row, int column);          /* "B7" */

/* xlsx_formula.c: what is computed in a table. The text of a cell's formula, without "="; NULL: a plain value. */
struct xlsx_formulas *xlsx_formulas(struct arena *a, const struct grid *g);
const char *xlsx_formula(struct arena *a, const struct xlsx_sheet *s, size_t row, int column);

#endif
