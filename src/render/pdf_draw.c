#include "render/pdf_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"

/* Lengths in points. Colours are greys 0 black … 1 white, or RED. */
static const double FAR = 14400;  /* largest page of PDF: what lies beyond is an error of ours */
static const double SAME = 0.005; /* texts whose baselines differ by less stand on one line */
static const double RED = -1;
static const double GREY = 0.349;        /* #595959 */
static const double SLANTED_GREY = 0.85; /* slanted text lies under the page's text */
static const double HATCH_GAP = 3.5, HATCH_WIDTH = 0.6;
static const double DOT_GAP = 4, DOT_WIDTH = 1.2;

enum { CODES_MAX = 32767 }; /* characters of one word: PDF/A strings hold 65 535 bytes */

enum block { BLOCK_NONE, BLOCK_TEXT, BLOCK_PATH };

struct drawing {
    struct pdf_draw *d;
    struct buf *out;
    const struct page *page;
    size_t where;
    struct err *err;
    double height;

    enum block block;
    int in_array;          /* between [ and ] of TJ */
    int in_string;         /* and there between ( and ) */
    double line_x, line_y; /* where the text line begins, as written */
    double x;              /* where the next character would stand */

    /* as set in the stream */
    int face;
    double size, fill, stroke, width;

    int marked; /* inside BDC … EMC */
    const struct element *element;
    int artifact_text; /* kind of the open artifact */
};

/* Two decimals are 3.5 µm: enough for any printer, and the same bytes everywhere. */
static double rounded(double v)
{
    return (double)llround(v * 100) / 100;
}

static void put_scaled(struct buf *b, long long v, int decimals)
{
    char digits[32];
    size_t n = sizeof digits;
    int negative = v < 0;

    if (negative)
        v = -v;
    for (; decimals > 0 && v % 10 == 0; decimals--)
        v /= 10;
    digits[--n] = ' ';
    do {
        digits[--n] = (char)('0' + v % 10);
        v /= 10;
        if (--decimals == 0)
            digits[--n] = '.';
    } while (v || decimals >= 0);
    if (negative)
        digits[--n] = '-';
    buf_add(b, digits + n, sizeof digits - n);
}

static void put(struct buf *b, double v)
{
    put_scaled(b, llround(v * 100), 2);
}

static void close_string(struct drawing *g)
{
    if (g->in_string)
        buf_putc(g->out, ')');
    g->in_string = 0;
}

static void close_array(struct drawing *g)
{
    close_string(g);
    if (g->in_array)
        buf_puts(g->out, "]TJ\n");
    g->in_array = 0;
}

static void end_block(struct drawing *g)
{
    if (g->block == BLOCK_TEXT) {
        close_array(g);
        buf_puts(g->out, "ET\n");
    } else if (g->block == BLOCK_PATH) {
        buf_puts(g->out, "S\n");
    }
    g->block = BLOCK_NONE;
}

static void put_colour(struct drawing *g, double colour, const char *grey_operator, const char *rgb_operator)
{
    if (colour < 0) {
        buf_printf(g->out, "1 0 0 %s\n", rgb_operator);
    } else {
        put_scaled(g->out, llround(colour * 1000), 3);
        buf_printf(g->out, "%s\n", grey_operator);
    }
}

static int same(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static void set_fill(struct drawing *g, double colour)
{
    if (!same(g->fill, colour))
        put_colour(g, colour, "g", "rg");
    g->fill = colour;
}

static void set_stroke(struct drawing *g, double colour, double width)
{
    if (!same(g->stroke, colour))
        put_colour(g, colour, "G", "RG");
    if (!same(g->width, width)) {
        put(g->out, width);
        buf_puts(g->out, "w\n");
    }
    g->stroke = colour;
    g->width = width;
}

static void end_mark(struct drawing *g)
{
    end_block(g);
    if (g->marked)
        buf_puts(g->out, "EMC\n");
    g->marked = 0;
}

/* Tagged files: everything drawn is either an element's content or an artifact (ISO 32000-1, 14.8.2.2). */
static int begin_mark(struct drawing *g, const struct item *i)
{
    int text = i->type == ITEM_TEXT, mcid;

    if (!g->d->mark)
        return 0;
    if (g->marked && g->element == i->element && (i->element || g->artifact_text == text))
        return 0;
    end_mark(g);
    if (i->element) {
        mcid = g->d->mark(g->d->ctx, i->element);
        if (mcid < 0)
            return err_set(g->err, ST_INTERNAL,
                           "trang %zu của tệp PDF có quá nhiều phần tử để gắn thẻ; hãy báo lỗi này cho người bảo trì.",
                           g->where + 1);
        buf_printf(g->out, "/%s<</MCID %d>>BDC\n", i->element->role, mcid);
    } else {
        buf_printf(g->out, "/Artifact<</Type/%s>>BDC\n", text ? "Pagination" : "Layout");
    }
    g->marked = 1;
    g->element = i->element;
    g->artifact_text = text;
    return 0;
}

/* Escapes for a literal string: brackets, the backslash, and a bare \r, which would be read as a line feed. */
static size_t escape(unsigned char byte, char *out)
{
    size_t n = 0;

    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
        out[n++] = '\\';
    out[n++] = byte == '\r' ? 'r' : (char)byte;
    return n;
}

/* Characters of the item, then its blank. */
static int put_characters(struct drawing *g, const struct item *i)
{
    const struct metrics *m = g->d->metrics;
    const char *s = i->text;
    char bytes[256]; /* flushed before the four that one character may need do not fit */
    size_t n = 0;
    long units = 0;

    if (!g->in_string)
        bytes[n++] = '(';
    g->in_string = 1;
    for (int count = 0, blank = i->space_after; *s || blank; count++) {
        uint32_t c = ' ';
        int advance;

        if (*s)
            c = utf8_next(&s);
        else
            blank = 0;
        advance = m->advance(m->ctx, i->face, c);
        if (advance < 0)
            return err_set(g->err, ST_UNAVAILABLE,
                           "phông chữ không có chữ U+%04X trong '%s', trang %zu của tệp PDF; hãy sửa chữ này trong dữ "
                           "liệu, mẫu hoặc dùng phông khác.",
                           (unsigned)c, i->text, g->where + 1);
        if (count == CODES_MAX)
            return err_set(g->err, ST_INTERNAL, "trang %zu của tệp PDF có một từ dài quá %d chữ; hãy kiểm tra dữ liệu.",
                           g->where + 1, CODES_MAX);
        g->d->used[i->face][c / 8] |= (unsigned char)(0x80 >> c % 8);
        units += advance;
        if (n + 4 > sizeof bytes) {
            buf_add(g->out, bytes, n);
            n = 0;
        }
        n += escape((unsigned char)(c >> 8), bytes + n);
        n += escape((unsigned char)c, bytes + n);
    }
    buf_add(g->out, bytes, n);
    g->x += (double)units * i->size / 1000;
    return 0;
}

static void set_font(struct drawing *g, const struct item *i)
{
    if (g->face == (int)i->face && fabs(g->size - i->size) < 1e-9)
        return;
    close_array(g);
    buf_printf(g->out, "/F%d ", (int)i->face + 1);
    put(g->out, i->size);
    buf_puts(g->out, "Tf\n");
    g->face = (int)i->face;
    g->size = i->size;
}

/* To (x, y) inside a text object: along the line by a number in the TJ array, which is 1/1000 of the size. */
static void move_text(struct drawing *g, double x, double y)
{
    if (g->in_array && fabs(y - g->line_y) < SAME) {
        long long back = llround((g->x - x) * 1000 / g->size);

        if (back) {
            close_string(g);
            put_scaled(g->out, back, 0);
            g->x -= (double)back * g->size / 1000;
        }
        return;
    }
    close_array(g);
    x = rounded(x);
    y = rounded(y);
    put(g->out, x - g->line_x);
    put(g->out, y - g->line_y);
    buf_puts(g->out, "Td\n[");
    g->in_array = 1;
    g->line_x = g->x = x;
    g->line_y = y;
}

static int draw_text(struct drawing *g, const struct item *i)
{
    double y = g->height - i->y;

    if (!*i->text && !i->space_after)
        return 0;
    if (i->angle) {
        double turn = i->angle * 3.14159265358979323846 / 180;
        const double matrix[4] = {cos(turn), sin(turn), -sin(turn), cos(turn)};

        end_block(g);
        set_fill(g, i->red ? RED : SLANTED_GREY);
        buf_puts(g->out, "BT\n");
        set_font(g, i);
        for (int k = 0; k < 4; k++)
            put_scaled(g->out, llround(matrix[k] * 1e5), 5);
        put(g->out, i->x);
        put(g->out, y);
        buf_puts(g->out, "Tm\n[");
        g->block = BLOCK_TEXT;
        g->in_array = 1;
        if (put_characters(g, i))
            return -1;
        end_block(g);
        return 0;
    }
    if (g->block != BLOCK_TEXT) {
        end_block(g);
        buf_puts(g->out, "BT\n");
        g->block = BLOCK_TEXT;
        g->line_x = g->line_y = 0;
    }
    if (!same(g->fill, i->red ? RED : 0)) {
        close_array(g);
        set_fill(g, i->red ? RED : 0);
    }
    set_font(g, i);
    move_text(g, i->x, y);
    return put_characters(g, i);
}

static void put_line(struct drawing *g, double x, double y, double to_x, double to_y)
{
    put(g->out, x);
    put(g->out, y);
    buf_puts(g->out, "m ");
    put(g->out, to_x);
    put(g->out, to_y);
    buf_puts(g->out, "l\n");
}

/* Lines of one pen are one path. */
static void draw_line(struct drawing *g, const struct item *i)
{
    double y = g->height - i->y, colour = i->red ? RED : i->grey;

    if (g->block != BLOCK_PATH || !same(g->stroke, colour) || !same(g->width, i->line))
        end_block(g);
    set_stroke(g, colour, i->line);
    g->block = BLOCK_PATH;
    put_line(g, i->x, y, i->x + i->w, y - i->h);
}

static void put_rect(struct drawing *g, const struct item *i, const char *operation)
{
    put(g->out, i->x);
    put(g->out, g->height - i->y - i->h);
    put(g->out, i->w);
    put(g->out, i->h);
    buf_puts(g->out, operation);
}

/* Strokes from the lower left to the upper right, on a grid that belongs to the page: neighbours match. */
static void put_hatch(struct drawing *g, const struct item *i)
{
    double left = i->x, bottom = g->height - i->y - i->h;
    double first = floor((left - bottom - i->h) / HATCH_GAP) * HATCH_GAP;

    for (double at = first; at < left + i->w - bottom; at += HATCH_GAP) /* the stroke x - y = at */
        put_line(g, bottom + at, bottom, bottom + i->h + at, bottom + i->h);
}

/* Dots are strokes without length and with round ends; every other row is shifted. */
static void put_dots(struct drawing *g, const struct item *i)
{
    double left = i->x, bottom = g->height - i->y - i->h;
    long row = (long)floor(bottom / DOT_GAP);

    for (double y = (double)row * DOT_GAP; y < bottom + i->h + DOT_GAP; y += DOT_GAP, row++) {
        double shift = labs(row) % 2 ? DOT_GAP / 2 : 0;

        for (double x = floor(left / DOT_GAP) * DOT_GAP + shift; x < left + i->w + DOT_GAP; x += DOT_GAP)
            put_line(g, x, y, x, y);
    }
}

static void draw_pattern(struct drawing *g, const struct item *i)
{
    double stroke = g->stroke, width = g->width;

    buf_puts(g->out, "q\n");
    put_rect(g, i, "re W n\n");
    if (i->fill == FILL_HATCH) {
        set_stroke(g, 0, HATCH_WIDTH);
        put_hatch(g, i);
    } else {
        buf_puts(g->out, "1 J\n");
        set_stroke(g, 0, DOT_WIDTH);
        put_dots(g, i);
    }
    buf_puts(g->out, "S\nQ\n");
    g->stroke = stroke;
    g->width = width;
}

static void draw_rect(struct drawing *g, const struct item *i)
{
    end_block(g);
    switch (i->fill) {
    case FILL_NONE:
        break;
    case FILL_WHITE:
    case FILL_GREY:
    case FILL_BLACK:
        set_fill(g, i->fill == FILL_WHITE ? 1 : i->fill == FILL_GREY ? GREY : 0);
        put_rect(g, i, "re f\n");
        break;
    case FILL_HATCH:
    case FILL_DOTS:
        draw_pattern(g, i);
        break;
    }
    if (i->line > 0) {
        set_stroke(g, i->red ? RED : i->grey, i->line);
        put_rect(g, i, "re S\n");
    }
}

static int is_length(double v)
{
    return isfinite(v) && fabs(v) <= FAR;
}

static int check_item(struct drawing *g, const struct item *i)
{
    int ok = is_length(i->x) && is_length(i->y) && is_length(i->w) && is_length(i->h);

    if (i->type == ITEM_TEXT)
        ok = ok && is_length(i->size) && i->size > 0 && i->text;
    else
        ok = ok && is_length(i->line) && i->line >= 0 && isfinite(i->grey) && i->grey >= 0 && i->grey <= 1;
    return ok ? 0
              : err_set(g->err, ST_INTERNAL,
                        "trang %zu của tệp PDF có một phần tử đặt sai chỗ ('%s'); đây là lỗi của chương trình, hãy báo "
                        "cho người bảo trì.",
                        g->where + 1, i->type == ITEM_TEXT && i->text ? i->text : "đường kẻ");
}

struct pdf_box pdf_draw_box(const struct metrics *m, const struct page *p, const struct item *i)
{
    double left = fmin(i->x, i->x + i->w), right = fmax(i->x, i->x + i->w), y = p->height - i->y;

    if (i->type == ITEM_TEXT)
        return (struct pdf_box){left, y - m->descent[i->face] * (double)i->size / 1000, right,
                                y + m->ascent[i->face] * (double)i->size / 1000};
    return (struct pdf_box){left, fmin(y, y - i->h), right, fmax(y, y - i->h)};
}

void pdf_draw_init(struct pdf_draw *d, struct arena *a, const struct metrics *m)
{
    *d = (struct pdf_draw){.metrics = m};
    buf_init(&d->out, a);
}

int pdf_draw_page(struct pdf_draw *d, const struct page *p, size_t where, struct err *err)
{
    struct drawing g = {
        .d = d, .out = &d->out, .page = p, .where = where, .err = err, .height = p->height, .face = -1, .width = 1};

    buf_clear(&d->out);
    for (size_t k = 0; k < p->items.n; k++) {
        const struct item *i = &p->items.v[k];

        if (check_item(&g, i))
            return -1;
        if (i->type == ITEM_SIGNATURE)
            continue;
        if (begin_mark(&g, i))
            return -1;
        switch (i->type) {
        case ITEM_TEXT:
            if (draw_text(&g, i))
                return -1;
            break;
        case ITEM_LINE:
            draw_line(&g, i);
            break;
        case ITEM_RECT:
            draw_rect(&g, i);
            break;
        }
    }
    end_mark(&g);
    return 0;
}
