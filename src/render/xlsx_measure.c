#include "render/xlsx_measure.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "render/xlsx_text.h"

/* Points. */
static const double PAGE_WIDTH[2] = {453, 700}; /* between the margins of A4: upright, landscape */
static const double PAGE_HEIGHT[2] = {728, 482};
static const double COLUMN_MAX = 260;   /* a name wraps rather than take more */
static const double WEIGHT_WIDTH = 130; /* of a worksheet: of a column of weight 1; longer codes are broken */
static const double WIDTH_MAX = 1300;   /* of Excel: 255 digits */
static const double COLUMN_MIN = 20;
static const double LABEL_MAX = 64;      /* a label of the header wraps rather than take more */
static const double CELL_MARGINS = 3.75; /* 5 pixels that readers add beside the text */
static const double SQUEEZE = 1.03;      /* a sheet this much wider than the page is printed smaller to fit */
static const double AIR = 6;             /* beside the widest text of a column */
static const double BUTTON = 16;         /* of the filter */
static const double LINE = 1.2;          /* pitch, times the size */
static const double PADDING = 3.5;       /* above and below the lines of a row */
static const double HEIGHT_MAX = 409;    /* of Excel */

static const double LONELY = 0.18;   /* of a page: less is not worth a page of its own */
static const double SMALLEST = 0.84; /* what may be taken from the scale for that */
static const double STEP = 0.01;

enum { MEASURED_ROWS = 5000 }; /* of flat data: the widths of the rest will be alike */

static int is_bold(unsigned style)
{
    return (style & XLSX_BOLD) != 0;
}

static double larger(double x, double y)
{
    return x > y ? x : y;
}

/* ---- widths ---- */

double xlsx_span_width(const struct xlsx_sheet *s, int column, int columns)
{
    double sum = 0;

    for (int c = column; c < column + columns && c < s->ncolumns; c++)
        sum += s->widths[c] + (c > column ? CELL_MARGINS : 0);
    return sum;
}

/* Widens the columns below a cell until its widest word fits; a short label would like to stand on one line. */
static void fit_header(struct xlsx_sheet *s, double *label)
{
    for (size_t i = 0; i < s->head.n; i++) {
        const struct xlsx_cell *c = &s->head.v[i];
        double more, line = xlsx_text_width(c->text, XLSX_SIZE_OF(c->style), is_bold(c->style));

        if (c->row < s->header || (s->grid->numbered && c->row == s->body - 1))
            continue;
        if (c->columns == 1 && line <= LABEL_MAX)
            label[c->column] = larger(label[c->column], line);
        more = xlsx_longest_word(c->text, XLSX_SIZE_OF(c->style), is_bold(c->style)) -
               xlsx_span_width(s, c->column, c->columns);
        for (int k = 0; k < c->columns && more > 0; k++)
            s->widths[c->column + k] += more / c->columns;
    }
}

/* What a text takes before it wraps, and before a word of it is broken. */
static double line_max(const struct xlsx_sheet *s, int column)
{
    double weight = s->grid->columns[column].weight;

    return s->filter && weight > 0 ? weight * WEIGHT_WIDTH : COLUMN_MAX;
}

static double word_max(const struct xlsx_sheet *s)
{
    return s->filter ? WEIGHT_WIDTH : COLUMN_MAX;
}

/* Least width of each column, and how much text columns would like. */
static void measure(struct xlsx_sheet *s, double *wish)
{
    struct arena *scratch = arena_new();

    for (int c = 0; c < s->ncolumns; c++) {
        const char *above = ""; /* columns of names say the same row after row */
        unsigned above_style = 0;
        int above_kind = -1;
        double line = line_max(s, c), word = word_max(s);

        s->widths[c] = COLUMN_MIN;
        for (size_t r = 0; r < s->nrows && !(s->flat && r >= MEASURED_ROWS); r++) {
            struct xlsx_value v;
            const char *text;
            double size, all;

            if (r % 256 == 255) {
                arena_free(scratch);
                scratch = arena_new();
                above_kind = -1;
            }
            v = xlsx_value(scratch, s, r, c);
            text = xlsx_shown(scratch, &v);
            size = XLSX_SIZE_OF(v.style);
            if (v.columns > 1 || ((int)v.kind == above_kind && v.style == above_style && strcmp(text, above) == 0))
                continue;
            above = text;
            above_style = v.style;
            above_kind = (int)v.kind;
            all = xlsx_text_width(text, size, is_bold(v.style)) + (v.style & XLSX_INDENT ? size : 0);
            wish[c] = larger(wish[c], all < line ? all : line);
            if (v.kind == XLSX_TEXT)
                all = xlsx_longest_word(text, size, is_bold(v.style));
            s->widths[c] = larger(s->widths[c], all < word ? all : word);
        }
    }
    arena_free(scratch);
}

/* Grows the columns towards what they would like, as far as the page goes; returns what is left of it. */
static double grow(struct xlsx_sheet *s, const double *wish, double room)
{
    double more = 0;

    for (int c = 0; c < s->ncolumns; c++)
        more += larger(wish[c] - s->widths[c], 0);
    for (int c = 0; c < s->ncolumns && room > 0; c++)
        s->widths[c] += larger(wish[c] - s->widths[c], 0) * (more > room ? room / more : 1);
    return room - more;
}

void xlsx_set_widths(struct arena *a, struct xlsx_sheet *s)
{
    double *wish = arena_alloc(a, (size_t)s->ncolumns * sizeof *wish);
    double *label = arena_alloc(a, (size_t)s->ncolumns * sizeof *label);
    double page = PAGE_WIDTH[s->landscape] / (s->filter ? s->scale : 1);
    double weights = 0, room = page * SQUEEZE - s->ncolumns * CELL_MARGINS;

    s->widths = arena_alloc(a, (size_t)s->ncolumns * sizeof *s->widths);
    measure(s, wish);
    fit_header(s, label);
    for (int c = 0; c < s->ncolumns; c++) {
        s->widths[c] += AIR;
        wish[c] += s->flat ? AIR + BUTTON : AIR; /* of the filter, which is never printed whole: as wide as it likes */
        label[c] += s->filter ? AIR + BUTTON : AIR;
        room -= s->widths[c];
        weights += s->grid->columns[c].weight;
    }
    /* Names first: one that wraps makes its row higher. What is left over goes by weight. */
    room = grow(s, wish, s->flat ? INFINITY : room);
    if (!s->flat)
        room = grow(s, label, room) - page * (SQUEEZE - 1);
    for (int c = 0; c < s->ncolumns && !s->flat && room > 0 && weights > 0; c++)
        s->widths[c] += room * s->grid->columns[c].weight / weights;
    for (int c = 0; c < s->ncolumns; c++)
        s->widths[c] = fmin(s->widths[c], WIDTH_MAX);
}

const char *xlsx_break_number(struct arena *a, const char *s, double size, double width)
{
    struct buf line, out;

    buf_init(&line, a);
    buf_init(&out, a);
    while (*s) {
        size_t n = 1 + strcspn(s + 1, "=+-");
        const char *piece;

        n += s[n] == '=';
        piece = arena_strndup(a, s, n);
        s += n;
        if (line.n && xlsx_text_width(arena_printf(a, "%s%s", buf_str(&line), piece), size, 0) > width) {
            buf_printf(&out, "%s\n", buf_str(&line));
            buf_clear(&line);
        }
        buf_puts(&line, piece);
    }
    return arena_printf(a, "%s%s", buf_str(&out), buf_str(&line));
}

/* ---- heights ---- */

double xlsx_text_height(const char *text, unsigned style, double width)
{
    double size = XLSX_SIZE_OF(style);
    double height = xlsx_line_count(text, size, is_bold(style), width) * size * LINE + PADDING;

    height = larger(height, XLSX_ROW_HEIGHT);
    return height < HEIGHT_MAX ? height : HEIGHT_MAX;
}

/* Rows as high as their cells of one row need; then the rows of each higher cell together as high as that one needs. */
void xlsx_set_head_heights(struct arena *a, struct xlsx_sheet *s)
{
    for (int r = 0; r < s->body; r++)
        *vec_add(a, &s->head_heights) = XLSX_ROW_HEIGHT;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < s->head.n; i++) {
            const struct xlsx_cell *c = &s->head.v[i];
            double need = xlsx_text_height(c->text, c->style, xlsx_span_width(s, c->column, c->columns)), have = 0;

            if ((c->rows > 1) != pass)
                continue;
            for (int r = c->row; r < c->row + c->rows; r++)
                have += s->head_heights.v[r];
            for (int r = c->row; r < c->row + c->rows && need > have; r++)
                s->head_heights.v[r] += (need - have) / c->rows;
        }
    }
}

void xlsx_set_heights(struct arena *a, struct xlsx_sheet *s)
{
    struct arena *scratch = arena_new();

    s->heights = arena_alloc(a, (s->nrows + 1) * sizeof *s->heights);
    for (size_t r = 0; r < s->nrows; r++) {
        s->heights[r] = XLSX_ROW_HEIGHT;
        for (int c = 0; c < s->ncolumns; c++) {
            struct xlsx_value v = xlsx_value(scratch, s, r, c);
            double width = xlsx_span_width(s, c, v.columns) - (v.style & XLSX_INDENT ? XLSX_BODY_SIZE : 0);

            if (v.kind == XLSX_TEXT)
                s->heights[r] = larger(s->heights[r], xlsx_text_height(v.text, v.style, width));
        }
        if (r % 256 == 255) {
            arena_free(scratch);
            scratch = arena_new();
        }
    }
    arena_free(scratch);
}

/* ---- printed pages ---- */

double xlsx_page_scale(const struct xlsx_sheet *s)
{
    double scale = PAGE_WIDTH[s->landscape] / (xlsx_span_width(s, 0, s->ncolumns) + CELL_MARGINS);

    return scale < 1 ? scale : 1;
}

struct pages {
    int n;
    double last; /* how full the last one is: 0 … 1 */
};

/* Row by row; behind the first page each begins with the table's header. */
static struct pages paginate(const struct xlsx_sheet *s, double scale)
{
    double room = PAGE_HEIGHT[s->landscape] / scale, repeated = 0, used = 0;
    size_t nrows = (size_t)s->body + s->nrows + s->foot_heights.n;
    struct pages p = {1, 0};

    for (int r = s->header; r < s->body; r++)
        repeated += s->head_heights.v[r];
    for (size_t r = 0; r < nrows; r++) {
        size_t body = r - (size_t)s->body;
        double height = r < (size_t)s->body ? s->head_heights.v[r]
                        : body < s->nrows   ? s->heights[body]
                                            : s->foot_heights.v[body - s->nrows];

        if (used + height > room) {
            p.n++;
            used = repeated;
        }
        used += height;
    }
    p.last = (used - (p.n > 1 ? repeated : 0)) / room;
    return p;
}

int xlsx_count_pages(const struct xlsx_sheet *s)
{
    double whole = xlsx_page_scale(s);
    struct pages p = paginate(s, whole);

    if (p.n == 1 || p.last >= LONELY)
        return p.n;
    for (double scale = whole - STEP; scale >= whole * SMALLEST; scale -= STEP)
        if (paginate(s, scale).n < p.n)
            return p.n - 1;
    return p.n;
}
