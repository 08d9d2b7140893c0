/* Column widths: the longest word or number of each column must fit; what is left goes first to where lines would have
 * to break, then by the weights of the form, or in proportion. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/err.h"
#include "base/note.h"
#include "render/table_impl.h"

#define PADDING MM(1.1)     /* 1,0–1,2 mm from the line */
#define PADDING_MIN MM(0.5) /* when nothing else helps */
#define SIZE_STEP 0.5
#define SIZE_MIN 8.0
#define NARROWEST 1.3    /* text width of a column, in sizes: below that nothing can be read */
#define HEADER_LINES 3   /* a header cell would like to be wide enough for that few, */
#define HEADER_EASY 2    /* and where there is room for so few */
#define FIGURES_EASY 3.2 /* width that a column of figures would like at least, in sizes: 12,5 mm at 11 pt */
#define FIGURES_WIDE 4.2 /* up to here narrow columns of figures grow first, */
#define FREE_PART 0.5    /* each of these wishes may take this part of the free width */
#define TEXT_SHARE 0.45  /* of the table's width that one text column may ask for */

struct need { /* of a column, without padding, in 1/1000 of the size */
    int64_t least, whole, sum;
    int64_t before_comma;
    size_t cells;
    int text; /* has words that may be split when nothing else helps */
};

struct solver {
    struct table *t;
    struct need *body;
    VEC(struct span) body_spans; /* least, want in 1/1000 of the size */
    double *least, *want, *mean, *width;
    int tight; /* words may be split */
};

/* ---- what cells need ---- */

/* Text that can be drawn as it stands on one line. */
static int is_plain(const struct text *t)
{
    const char *s;

    if (t->n != 1)
        return 0;
    s = t->v[0].text;
    for (const char *p = s; *p; p++) {
        if (*p == '\n' || *p == '\t' || *p == '\r')
            return 0;
        if (*p == ' ' && (p == s || p[1] == ' ' || !p[1]))
            return 0;
        if ((unsigned char)*p == 0xC2 || (unsigned char)*p == 0xE2 || (unsigned char)*p == 0xE3) {
            /* no-break and other special blanks */
            if ((unsigned char)p[1] == 0xA0 || (unsigned char)p[1] == 0x80 || (unsigned char)p[1] == 0x81)
                return 0;
        }
    }
    return 1;
}

const char *number_tail(const char *s)
{
    const char *comma = NULL, *percent = NULL;

    if (!(*s >= '0' && *s <= '9') && !(*s == '-' && s[1] >= '0' && s[1] <= '9'))
        return NULL;
    for (; *s; s++) {
        if (*s == ',' && !comma)
            comma = s;
        else if (*s == '%' && !percent)
            percent = s;
        else if (!(*s >= '0' && *s <= '9') && !strchr("-.", *s))
            return NULL;
    }
    return comma ? comma : percent ? percent : s;
}

static struct span *span_of(struct solver *s, size_t first, size_t count)
{
    struct span *p;

    for (size_t i = 0; i < s->body_spans.n; i++)
        if (s->body_spans.v[i].first == first && s->body_spans.v[i].count == count)
            return &s->body_spans.v[i];
    p = vec_add(s->t->l->arena, &s->body_spans);
    *p = (struct span){.first = first, .count = count};
    return p;
}

/* By the comma: digits before it and behind it are measured apart. 1 if the cell is such a number. */
static int read_number(struct solver *s, const struct run *run, enum face face, size_t c, int32_t *em)
{
    struct table *t = s->t;
    const char *text = run->text, *tail = number_tail(text);
    int64_t whole, behind;

    if (!tail)
        return 0;
    behind = text_em(t->l, face, tail, strlen(tail));
    whole = text_em(t->l, face, text, (size_t)(tail - text)) + behind;
    *em = (int32_t)whole;
    if (whole - behind > s->body[c].before_comma)
        s->body[c].before_comma = whole - behind;
    if (behind > t->comma[c])
        t->comma[c] = (int32_t)behind;
    return 1;
}

static void read_cell(struct solver *s, const struct row *r, size_t c, int32_t *em)
{
    struct table *t = s->t;
    const struct cell *cell = &r->cells[c];
    struct need *n = &s->body[c];
    unsigned style = row_style(r);
    size_t span = cell_span(t, cell, c);
    int64_t least, whole;

    if (span == 1 && cell->text.n == 1 && t->g->columns[c].align == ALIGN_RIGHT) {
        enum face face = (enum face)((style | cell->text.v[0].style) & (RUN_BOLD | RUN_ITALIC));

        if (read_number(s, &cell->text.v[0], face, c, em))
            return;
    }
    text_extent(t->l, &cell->text, style, 0, &least, &whole);
    *em = is_plain(&cell->text) && whole < UNMEASURED ? (int32_t)whole : UNMEASURED;
    if (span > 1) {
        struct span *p = span_of(s, c, span);

        p->least = fmax(p->least, (double)least);
        p->want = fmax(p->want, (double)whole);
        return;
    }
    if (r->kind == ROW_SUB && c == t->label_column) {
        int64_t indent = (int64_t)(SUB_INDENT * 1000 / SIZE_MIN);

        least += indent;
        whole += indent;
    }
    if (least > n->least)
        n->least = least;
    if (whole > n->whole)
        n->whole = whole;
    if (cell->kind == CELL_TEXT) {
        n->sum += whole;
        n->cells++;
        n->text = 1;
    }
}

static void read_cells(struct solver *s)
{
    struct table *t = s->t;
    size_t n = t->g->ncolumns;

    for (size_t i = 0; i < t->nbody; i++) {
        const struct row *r = &t->g->rows[i];

        for (size_t c = 0; c < n; c += cell_span(t, &r->cells[c], c))
            if (r->cells[c].text.n)
                read_cell(s, r, c, &t->em[i * n + c]);
    }
    for (size_t c = 0; c < n; c++) {
        int64_t number = s->body[c].before_comma + t->comma[c];

        if (number > s->body[c].least)
            s->body[c].least = number;
        if (number > s->body[c].whole)
            s->body[c].whole = number;
    }
}

/* ---- what columns need at the present sizes ---- */

static double to_points(const struct solver *s, double em, double size)
{
    return em * size / 1000 + 2 * s->t->padding;
}

/* The narrowest column in which a header label takes only a few lines. */
static double header_want(struct solver *s, const struct text *label, size_t most, double least, double whole)
{
    struct table *t = s->t;
    struct text_style st = {.size = t->style.header_size, .style = RUN_BOLD, .align = TEXT_CENTRE, .width = whole + 1};
    size_t lines = text_count(t->l, label, &st);
    double low = least, high = whole;

    if (lines < most)
        lines = most;
    while (high - low > 1) {
        st.width = (low + high) / 2;
        if (text_count(t->l, label, &st) <= lines)
            high = st.width;
        else
            low = st.width;
    }
    return high;
}

/* Gives the columns of a span what they lack together, in equal parts. */
static void widen(double *v, size_t first, size_t count, double need)
{
    double sum = 0;

    for (size_t c = first; c < first + count; c++)
        sum += v[c];
    if (sum >= need)
        return;
    for (size_t c = first; c < first + count; c++)
        v[c] += (need - sum) / (double)count;
}

static void header_needs(struct solver *s, int spanning, size_t lines)
{
    struct table *t = s->t;
    const struct grid *g = t->g;
    double size = t->style.header_size;

    for (size_t i = 0; i < g->nheader; i++) {
        const struct header_cell *h = &g->header[i];
        struct text label = {.v = &(struct run){.text = h->label}, .n = 1};
        size_t first = (size_t)h->column, count = h->column_span > 1 ? (size_t)h->column_span : 1;
        int64_t least, whole;
        double want;

        if ((count > 1) != spanning)
            continue;
        text_extent(t->l, &label, RUN_BOLD, 0, &least, &whole);
        want = header_want(s, &label, lines, (double)least * size / 1000, (double)whole * size / 1000) + 2 * t->padding;
        widen(s->least, first, count, to_points(s, (double)least, size));
        widen(s->want, first, count, want);
    }
}

static void number_needs(struct solver *s)
{
    struct table *t = s->t;

    for (size_t c = 0; t->g->numbered && c < t->g->ncolumns; c++) {
        struct text number = {.v = &(struct run){.text = t->g->columns[c].number}, .n = 1};
        int64_t least, whole;

        if (!number.v[0].text)
            continue;
        text_extent(t->l, &number, RUN_ITALIC, 1, &least, &whole);
        widen(s->least, c, 1, to_points(s, (double)least, t->style.number_size));
        /* Closer to the lines than other cells: formulas are long. */
        widen(s->want, c, 1, (double)whole * t->style.number_size / 1000 + t->padding);
    }
}

static double total(const struct solver *s, const double *v)
{
    double sum = 0;

    for (size_t c = 0; c < s->t->g->ncolumns; c++)
        sum += v[c];
    return sum;
}

static double table_width(const struct solver *s)
{
    return s->t->style.right - s->t->style.left;
}

static void column_needs(struct solver *s)
{
    struct table *t = s->t;
    double size = t->style.size;

    for (size_t c = 0; c < t->g->ncolumns; c++) {
        const struct need *n = &s->body[c];

        s->least[c] = to_points(s, (double)n->least, size);
        s->want[c] = to_points(s, (double)n->whole, size);
        if (n->text) /* a long text is content with less than one line */
            s->want[c] = fmin(s->want[c], fmax(TEXT_SHARE * table_width(s), s->least[c]));
        if (t->g->columns[c].align == ALIGN_RIGHT)
            s->want[c] = fmax(s->want[c], FIGURES_EASY * size);
        s->mean[c] = n->cells ? to_points(s, (double)n->sum / (double)n->cells, size) : s->want[c];
    }
    header_needs(s, 0, HEADER_LINES);
    number_needs(s);
    for (size_t i = 0; i < s->body_spans.n; i++) {
        const struct span *p = &s->body_spans.v[i];

        widen(s->least, p->first, p->count, to_points(s, p->least, size));
        widen(s->want, p->first, p->count,
              fmin(to_points(s, p->want, size), fmax(TEXT_SHARE * table_width(s), to_points(s, p->least, size))));
    }
    header_needs(s, 1, HEADER_LINES);
    for (size_t c = 0; c < t->g->ncolumns; c++)
        s->want[c] = fmax(s->want[c], s->least[c]);
}

/* ---- sharing the width ---- */

/* Raises the widths from least towards want, text columns by the amount of their text. */
static double share_needs(struct solver *s, double left)
{
    size_t n = s->t->g->ncolumns;

    for (int round = 0; round < 16 && left > 0.01; round++) {
        double shares = 0, used = 0;

        for (size_t c = 0; c < n; c++)
            if (s->want[c] - s->width[c] > 0.01)
                shares += s->mean[c] + 0.25 * s->want[c];
        if (shares <= 0)
            break;
        for (size_t c = 0; c < n; c++) {
            double gap = s->want[c] - s->width[c], part;

            if (gap <= 0.01)
                continue;
            part = fmin(gap, left * (s->mean[c] + 0.25 * s->want[c]) / shares);
            s->width[c] += part;
            used += part;
        }
        left -= used;
    }
    return left;
}

/* Columns of figures grow to one width, the narrowest first, as far as `left` and the limit go. */
static double level_figures(struct solver *s, double left, double limit)
{
    const struct grid *g = s->t->g;

    for (int round = 0; round < 64 && left > 0.01; round++) {
        double low = limit, next = limit, count = 0, step;

        for (size_t c = 0; c < g->ncolumns; c++)
            if (g->columns[c].align == ALIGN_RIGHT)
                low = fmin(low, s->width[c]);
        for (size_t c = 0; c < g->ncolumns; c++) {
            if (g->columns[c].align != ALIGN_RIGHT)
                continue;
            if (s->width[c] <= low + 0.01)
                count++;
            else
                next = fmin(next, s->width[c]);
        }
        if (count <= 0 || low >= limit - 0.01)
            break;
        step = fmin(next - low, left / count);
        for (size_t c = 0; c < g->ncolumns; c++)
            if (g->columns[c].align == ALIGN_RIGHT && s->width[c] <= low + 0.01)
                s->width[c] += step;
        left -= step * count;
    }
    return left;
}

static void share_rest(struct solver *s, double left)
{
    const struct grid *g = s->t->g;
    double weights = 0, widths;

    for (size_t c = 0; c < g->ncolumns; c++)
        weights += g->columns[c].weight;
    if (weights <= 0) {
        header_needs(s, 0, HEADER_EASY);
        left += share_needs(s, FREE_PART * left) - FREE_PART * left;
        left += level_figures(s, FREE_PART * left, FIGURES_WIDE * s->t->style.size) - FREE_PART * left;
    }
    widths = total(s, s->width);
    for (size_t c = 0; c < g->ncolumns; c++)
        s->width[c] += weights > 0 ? left * g->columns[c].weight / weights : left * s->width[c] / widths;
}

/* When not even the longest words fit: numbers stay whole, words may be split. 0 if that does not help either. */
static int squeeze(struct solver *s)
{
    size_t n = s->t->g->ncolumns;
    double narrowest = NARROWEST * s->t->style.size + 2 * s->t->padding, fixed = 0, soft = 0, room;

    for (size_t c = 0; c < n; c++) {
        int64_t number = s->body[c].before_comma + s->t->comma[c];

        s->width[c] = fmax(narrowest, number ? to_points(s, (double)number, s->t->style.size) : 0);
        fixed += s->width[c];
        soft += fmax(0, s->least[c] - s->width[c]);
    }
    room = table_width(s) - fixed;
    if (room < 0) { /* even numbers must be split */
        for (size_t c = 0; c < n; c++)
            s->width[c] *= table_width(s) / fixed;
        return table_width(s) >= narrowest * (double)n;
    }
    for (size_t c = 0; c < n; c++)
        s->width[c] += soft > 0 ? room * fmax(0, s->least[c] - s->width[c]) / soft : room / (double)n;
    return 1;
}

static int solve(struct solver *s)
{
    struct table *t = s->t;
    struct table_style *st = &t->style;

    t->padding = PADDING;
    column_needs(s);
    while (total(s, s->least) > table_width(s) && st->size > SIZE_MIN) {
        st->size = fmax(SIZE_MIN, st->size - SIZE_STEP);
        st->header_size = fmax(SIZE_MIN, st->header_size - SIZE_STEP);
        st->number_size = fmin(st->number_size, st->size);
        column_needs(s);
    }
    if (total(s, s->least) > table_width(s)) {
        t->padding = PADDING_MIN;
        column_needs(s);
    }
    if (total(s, s->least) > table_width(s)) {
        if (!squeeze(s))
            return -1;
        note_add(t->l->notes, NOTE_WARNING, "bang_qua_chat", t->name,
                 "Bảng có quá nhiều cột so với bề rộng trang: chữ đã hạ xuống cỡ 8 mà vẫn phải ngắt giữa từ; "
                 "hãy bớt cột hoặc tách bảng.");
        return 0;
    }
    memcpy(s->width, s->least, t->g->ncolumns * sizeof *s->width);
    share_rest(s, share_needs(s, table_width(s) - total(s, s->width)));
    return 0;
}

int table_columns(struct table *t)
{
    struct arena *a = t->l->arena;
    size_t n = t->g->ncolumns;
    struct solver s = {.t = t};

    s.body = arena_alloc(a, n * sizeof *s.body);
    s.least = arena_alloc(a, n * sizeof *s.least);
    s.want = arena_alloc(a, n * sizeof *s.want);
    s.mean = arena_alloc(a, n * sizeof *s.mean);
    s.width = arena_alloc(a, n * sizeof *s.width);
    read_cells(&s);
    if (solve(&s))
        return err_set(t->l->err, ST_CONFIG,
                       "%s có %zu cột, bề rộng trang không đủ ngay cả ở cỡ chữ nhỏ nhất; hãy bớt cột hoặc tách thành "
                       "nhiều bảng.",
                       t->name, n);
    t->x[0] = t->style.left;
    for (size_t c = 0; c < n; c++)
        t->x[c + 1] = t->x[c] + s.width[c];
    t->x[n] = t->style.right; /* exactly, whatever the sum rounds to */
    return 0;
}
