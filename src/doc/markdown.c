#include "doc/markdown.h"

#include <assert.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vi.h"

enum { NODE_NO_TYPE = -1, LEVELS = 3 };
enum { COLUMNS_MAX = 64 };    /* of a table: no page holds as many */
enum { HEADINGS_MAX = 3999 }; /* of a level: as far as Roman numbers go */
enum { BLOCKS_MAX = 20000 };  /* of a report, paragraphs and others: a thousand pages */

struct list {
    int ordered;
    unsigned next;
    char delimiter;
};

struct table {
    struct column *columns;
    size_t ncolumns;
    VEC(struct header_cell) header;
    VEC(struct row) rows;
    struct cell *cells; /* of the row being read */
    size_t column;
    const char *row_source; /* somewhere in the row, NULL while all its cells were empty */
    int in_head;
};

struct reader {
    struct arena *arena;
    const struct markdown *m;
    struct numbering *num;
    struct node_list *out;
    struct err *err;
    const char *end; /* of the text */
    const char *at;  /* last place in the text that md4c showed */

    VEC(struct run) runs;              /* of the block being read */
    struct buf glued;                  /* text of the last run, if it came in pieces */
    int first_is_value, last_is_value; /* never read as marks, never melted into the text around */
    int type;                          /* enum node_type of it, NODE_NO_TYPE outside of blocks */
    int level;
    const char *marker; /* item */
    int after_softbreak;
    int bold, italic;
    VEC(struct list) lists;
    struct table *table;
    const char *caption; /* of the table that has to follow */
    const char *caption_at;
    size_t block; /* slot that has to stand alone in its paragraph */
    int has_block;
};

size_t slot_put(size_t index, char out[4])
{
    assert(index < SLOT_COUNT);
    return utf8_put((uint32_t)(SLOT_BASE + index), out);
}

/* ---------------------------------------------------------------- places and errors */

static int line_at(const struct reader *r, const char *at)
{
    const struct markdown *m = r->m;
    size_t line = 0;

    for (const char *p = m->text; p < at; p++)
        line += *p == '\n';
    if (!m->lines)
        return (int)line + 1;
    return m->nlines == 0 ? 1 : m->lines[line < m->nlines ? line : m->nlines - 1];
}

static int fail_at(struct reader *r, const char *at, const char *what)
{
    return err_set(r->err, r->m->status, "%s:%d: %s", r->m->path, line_at(r, at), what);
}

static int fail(struct reader *r, const char *what)
{
    return fail_at(r, r->at, what);
}

/* md4c gives some texts from buffers of its own: those have no place. */
static int in_source(const struct reader *r, const char *p)
{
    return p >= r->m->text && p <= r->end;
}

/* ---------------------------------------------------------------- runs */

static unsigned style_now(const struct reader *r)
{
    return (r->bold ? RUN_BOLD : 0u) | (r->italic ? RUN_ITALIC : 0u);
}

static void add_text(struct reader *r, const char *s, size_t n)
{
    struct run *last = r->runs.n ? &r->runs.v[r->runs.n - 1] : NULL;

    if (n == 0)
        return;
    if (last && last->style == style_now(r) && !r->last_is_value) {
        if (last->text != r->glued.p) {
            buf_init(&r->glued, r->arena);
            buf_puts(&r->glued, last->text);
        }
        buf_add(&r->glued, s, n);
        last->text = r->glued.p;
        return;
    }
    r->first_is_value = r->first_is_value && r->runs.n > 0;
    r->last_is_value = 0;
    last = vec_add(r->arena, &r->runs);
    last->text = arena_strndup(r->arena, s, n);
    last->style = style_now(r);
}

static int add_slot(struct reader *r, size_t index)
{
    struct text value = {0};
    const struct slots *s = &r->m->slots;

    switch (s->kind(s->ctx, index)) {
    case SLOT_BLOCK:
        r->has_block = 1;
        r->block = index;
        return 0;
    case SLOT_POINT:
        if (r->type != NODE_PARAGRAPH || r->runs.n > 0 || r->marker)
            return fail(r, "{{diem}} chỉ dùng ở đầu một đoạn văn.");
        if (!vi_letter(++r->num->point))
            return fail(r, "quá nhiều điểm a), b), c)… dưới một tiêu đề; hãy chia thành nhiều tiêu đề.");
        r->type = NODE_ITEM;
        r->level = 1;
        r->marker = arena_printf(r->arena, "%s)", vi_letter(r->num->point));
        return 0;
    case SLOT_TEXT:
        break;
    }
    if (s->runs(s->ctx, index, &value, r->err))
        return -1;
    for (size_t i = 0; i < value.n; i++) {
        struct run *run;

        r->first_is_value = r->first_is_value || r->runs.n == 0;
        r->last_is_value = 1;
        run = vec_add(r->arena, &r->runs);
        *run = value.v[i];
        run->style |= style_now(r);
    }
    return 0;
}

static struct text take_runs(struct reader *r)
{
    struct text t = {.v = r->runs.v, .n = r->runs.n};

    r->runs.v = NULL;
    r->runs.n = r->runs.cap = 0;
    return t;
}

static int is_blank(const struct run *run)
{
    return !run->target && run->text[strspn(run->text, " \n")] == '\0';
}

static void trim(struct arena *a, struct text *t)
{
    struct run *last;
    size_t n;

    while (t->n && is_blank(&t->v[0])) {
        t->v++;
        t->n--;
    }
    while (t->n && is_blank(&t->v[t->n - 1]))
        t->n--;
    if (t->n == 0)
        return;
    t->v[0].text += strspn(t->v[0].text, " \n");
    last = &t->v[t->n - 1];
    for (n = strlen(last->text); n && strchr(" \n", last->text[n - 1]); n--)
        ;
    last->text = arena_strndup(a, last->text, n);
}

/* ---------------------------------------------------------------- blocks */

static struct node *add_node(struct reader *r, enum node_type type, int level, const char *marker)
{
    struct node *n = vec_add(r->arena, r->out);

    n->type = type;
    n->level = level;
    n->marker = marker;
    n->text = take_runs(r);
    trim(r->arena, &n->text);
    return n;
}

static int add_heading(struct reader *r)
{
    struct numbering *num = r->num;
    int level = r->level, n = ++num->heading[level - 1];
    const char *marker;

    for (int i = level; i < LEVELS; i++)
        num->heading[i] = 0;
    num->point = 0;
    if (n > HEADINGS_MAX)
        return fail(r, "quá nhiều tiêu đề cùng cấp.");
    if (level == 1)
        marker = arena_printf(r->arena, "%s.", vi_roman(r->arena, n));
    else if (level == 2)
        marker = arena_printf(r->arena, "%d.", n);
    else if (vi_letter(n))
        marker = arena_printf(r->arena, "%s)", vi_letter(n));
    else
        return fail(r, "quá nhiều tiêu đề cấp 3 dưới một tiêu đề.");
    return add_node(r, NODE_HEADING, level, marker)->text.n ? 0 : fail(r, "tiêu đề trống.");
}

/* "a) " or "đ) " at the head of a paragraph: bytes of the marker, 0 if there is none. */
static size_t letter_marker(const char *s)
{
    size_t n = 1;

    if (strncmp(s, "đ", strlen("đ")) == 0)
        n = strlen("đ");
    else if (*s < 'a' || *s > 'z')
        return 0;
    return s[n] == ')' && s[n + 1] == ' ' ? n + 1 : 0;
}

/* The run that a block starts with, if the author wrote it; NULL for a value. */
static struct run *first_written(const struct reader *r)
{
    return r->runs.n && !r->first_is_value ? &r->runs.v[0] : NULL;
}

static void letter_item(struct reader *r)
{
    struct run *first = first_written(r);
    size_t n = first ? letter_marker(first->text) : 0;

    if (!n || r->type != NODE_PARAGRAPH)
        return;
    r->type = NODE_ITEM;
    r->level = 1;
    r->marker = arena_strndup(r->arena, first->text, n);
    first->text += n + 1;
}

static int caption_paragraph(struct reader *r)
{
    char *word = arena_printf(r->arena, "%s:", r->m->table_word), *caption;
    const struct run *first = first_written(r);
    struct text t;

    if (!first || strncmp(first->text, word, strlen(word)) != 0)
        return 0;
    t = take_runs(r);
    caption = text_string(r->arena, &t) + strlen(word);
    r->caption = caption + strspn(caption, " ");
    r->caption_at = r->at;
    return 1;
}

static int flush_paragraph(struct reader *r)
{
    const struct run *written = first_written(r);
    const char *first = written ? written->text : "";
    struct node *node;

    if (*first == '|')
        return fail(r, "dòng bắt đầu bằng \"|\" không thành bảng: bảng cần dòng tiêu đề, rồi dòng |---|---|.");
    if (*first == '#')
        return fail(r, "tiêu đề cần dấu cách sau dấu #.");
    if (r->type == NODE_PARAGRAPH && caption_paragraph(r))
        return 0;
    letter_item(r);
    node = add_node(r, r->type == NODE_ITEM ? NODE_ITEM : NODE_PARAGRAPH, r->level, r->marker);
    if (node->text.n)
        return 0;
    if (node->type == NODE_ITEM)
        return fail(r, "mục danh sách trống.");
    r->out->n--; /* all its values were empty */
    return 0;
}

/* Ends the block being read. A list item's text may come without a paragraph around it. */
static int flush(struct reader *r)
{
    int type = r->type, result = 0;

    if (type == NODE_NO_TYPE)
        return 0;
    if (r->out->n >= BLOCKS_MAX)
        return fail(r, "báo cáo có quá nhiều đoạn; hãy rút gọn.");
    if (r->has_block) {
        int alone = type == NODE_PARAGRAPH && r->runs.n == 0;

        r->has_block = 0;
        if (!alone)
            return fail(r, "bảng, biểu đồ hoặc đoạn chèn phải đứng riêng một dòng, ngoài danh sách và tiêu đề.");
        result = r->m->slots.block(r->m->slots.ctx, r->block, r->out, r->err);
    } else if (type == NODE_HEADING) {
        result = add_heading(r);
    } else if (r->runs.n > 0 || r->marker) {
        result = flush_paragraph(r);
    }
    r->type = NODE_NO_TYPE;
    r->marker = NULL;
    r->level = 0;
    r->after_softbreak = 0;
    return result;
}

static void begin(struct reader *r, int type, int level)
{
    r->type = type;
    r->level = level;
}

static int begin_item(struct reader *r)
{
    struct list *l = &r->lists.v[r->lists.n - 1];

    begin(r, NODE_ITEM, (int)r->lists.n);
    if (l->ordered)
        r->marker = arena_printf(r->arena, "%u%c", l->next++, l->delimiter);
    else
        r->marker = r->lists.n % 2 ? "-" : "+";
    return 0;
}

/* ---------------------------------------------------------------- tables */

static int begin_table(struct reader *r, const MD_BLOCK_TABLE_DETAIL *d)
{
    if (r->lists.n > 0)
        return fail(r, "bảng không đặt được trong danh sách.");
    if (d->col_count > COLUMNS_MAX)
        return fail(r, "bảng có quá nhiều cột, không in được; hãy tách thành nhiều bảng.");
    r->table = arena_alloc(r->arena, sizeof *r->table);
    r->table->ncolumns = d->col_count;
    r->table->columns = arena_alloc(r->arena, d->col_count * sizeof *r->table->columns);
    return 0;
}

static int end_table(struct reader *r)
{
    struct table *t = r->table;
    struct grid *g = arena_alloc(r->arena, sizeof *g);
    struct node *n = add_node(r, NODE_TABLE, 0, NULL);

    g->id = g->label = g->caption = g->unit = "";
    if (r->caption) {
        g->caption = r->caption;
        g->label = arena_printf(r->arena, "%s %d", r->m->table_word, ++r->num->table);
        r->caption = NULL;
    }
    g->columns = t->columns;
    g->ncolumns = t->ncolumns;
    g->header = t->header.v;
    g->nheader = t->header.n;
    g->header_rows = 1;
    g->rows = t->rows.v;
    g->nrows = t->rows.n;
    n->table = g;
    r->table = NULL;
    return 0;
}

static int begin_row(struct reader *r)
{
    r->table->column = 0;
    r->table->row_source = NULL;
    r->table->cells = arena_alloc(r->arena, r->table->ncolumns * sizeof *r->table->cells);
    return 0;
}

/* Cells written in the source line around `at`: md4c drops what a row has too many. */
static size_t cells_in_line(const struct reader *r, const char *at)
{
    const char *from = at, *to = at;
    size_t n = 1;

    while (from > r->m->text && from[-1] != '\n')
        from--;
    while (*to && *to != '\n')
        to++;
    while (from < to && (*from == ' ' || *from == '|'))
        if (*from++ == '|')
            break;
    while (to > from && (to[-1] == ' ' || (to[-1] == '|' && to - from > 1 && to[-2] != '\\')))
        if (*--to == '|')
            break;
    for (const char *p = from; p < to; p++)
        n += *p == '|' && (p == from || p[-1] != '\\');
    return n;
}

static int end_row(struct reader *r)
{
    struct table *t = r->table;
    struct row *row;

    if (t->row_source && cells_in_line(r, t->row_source) > t->ncolumns)
        return fail_at(r, t->row_source, "dòng của bảng có nhiều ô hơn số cột ở dòng tiêu đề.");
    if (t->in_head)
        return 0;
    row = vec_add(r->arena, &t->rows);
    row->kind = ROW_PLAIN;
    row->cells = t->cells;
    return 0;
}

static int end_cell(struct reader *r, const MD_BLOCK_TD_DETAIL *d)
{
    static const enum align aligns[] = {[MD_ALIGN_DEFAULT] = ALIGN_LEFT,
                                        [MD_ALIGN_LEFT] = ALIGN_LEFT,
                                        [MD_ALIGN_CENTER] = ALIGN_CENTRE,
                                        [MD_ALIGN_RIGHT] = ALIGN_RIGHT};
    struct table *t = r->table;
    struct text text = take_runs(r);

    trim(r->arena, &text);
    if (r->has_block)
        return fail(r, "bảng, biểu đồ hoặc đoạn chèn phải đứng riêng một dòng.");
    if (t->in_head) {
        struct header_cell *h = vec_add(r->arena, &t->header);

        h->label = text_string(r->arena, &text);
        h->column = (int)t->column;
        h->row_span = h->column_span = 1;
        t->columns[t->column].kind = CELL_TEXT;
        t->columns[t->column].align = aligns[d->align];
    } else {
        struct cell *c = &t->cells[t->column];

        c->kind = text.n ? CELL_TEXT : CELL_EMPTY;
        c->text = text;
        c->figure = text.n == 1 ? text.v[0].figure : NULL;
    }
    t->column++;
    return 0;
}

/* ---------------------------------------------------------------- text */

static int add_entity(struct reader *r, const char *s, size_t n)
{
    static const struct {
        const char *name, *text;
    } named[] = {{"&amp;", "&"},       {"&lt;", "<"},    {"&gt;", ">"},    {"&quot;", "\""},  {"&apos;", "'"},
                 {"&nbsp;", "\u00A0"}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&hellip;", "…"}, {"&lsquo;", "‘"},
                 {"&rsquo;", "’"},     {"&ldquo;", "“"}, {"&rdquo;", "”"}};
    char *entity = arena_strndup(r->arena, s, n);

    if (entity[1] == '#') {
        int hex = entity[2] == 'x' || entity[2] == 'X';
        unsigned long cp = strtoul(entity + (hex ? 3 : 2), NULL, hex ? 16 : 10);
        char one[5] = "";

        if (cp >= 0x20 && cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF) && cp < SLOT_BASE) {
            utf8_put((uint32_t)cp, one);
            if (!utf8_forbidden(one)) {
                add_text(r, one, strlen(one));
                return 0;
            }
        }
    }
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        if (strcmp(named[i].name, entity) == 0) {
            add_text(r, named[i].text, strlen(named[i].text));
            return 0;
        }
    }
    return err_set(r->err, r->m->status, "%s:%d: không hiểu ký hiệu '%s'; hãy viết thẳng chữ cần in.", r->m->path,
                   line_at(r, r->at), entity);
}

/* A star that md4c printed is a mark that it could not use, unless it was written \*. */
static int stray_star(const struct reader *r, const char *s, size_t n)
{
    const char *star = memchr(s, '*', n);

    return star && in_source(r, s) && !(star == s && s > r->m->text && s[-1] == '\\');
}

static int add_normal(struct reader *r, const char *s, size_t n)
{
    const char *end = s + n, *start = s;

    if (stray_star(r, s, n))
        return fail(r,
                    "dấu * hoặc ** không khép được: dấu mở phải sát chữ đầu, dấu đóng phải sát chữ cuối (đưa dấu phẩy, "
                    "dấu chấm ra ngoài); muốn in dấu * thì viết \\*.");
    while (s < end) {
        const char *here = s;
        uint32_t cp = utf8_next(&s);

        if (cp < SLOT_BASE || cp >= SLOT_BASE + SLOT_COUNT)
            continue;
        add_text(r, start, (size_t)(here - start));
        if (add_slot(r, cp - SLOT_BASE))
            return -1;
        start = s;
    }
    add_text(r, start, (size_t)(end - start));
    return 0;
}

/* "a) …" on a line, "b) …" on the next: two items, although Markdown sees one paragraph. */
static int next_letter(struct reader *r, const char *s, size_t n)
{
    const struct run *first = first_written(r);

    if (r->type != NODE_PARAGRAPH || !first || !letter_marker(first->text) ||
        !letter_marker(arena_strndup(r->arena, s, n)))
        return 0;
    if (flush(r))
        return -1;
    begin(r, NODE_PARAGRAPH, 0);
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *s, MD_SIZE size, void *data)
{
    struct reader *r = data;
    int after_softbreak = r->after_softbreak;
    size_t n = size;

    if (in_source(r, s))
        r->at = s;
    if (r->table && in_source(r, s))
        r->table->row_source = s;
    if (r->type == NODE_NO_TYPE && !r->table)
        begin(r, NODE_PARAGRAPH, 0);
    r->after_softbreak = 0;
    switch (type) {
    case MD_TEXT_NORMAL:
        if (after_softbreak && next_letter(r, s, n))
            return -1;
        return add_normal(r, s, n);
    case MD_TEXT_SOFTBR:
        r->after_softbreak = 1;
        add_text(r, " ", 1);
        return 0;
    case MD_TEXT_BR:
        add_text(r, "\n", 1);
        return 0;
    case MD_TEXT_ENTITY:
        return add_entity(r, s, n);
    case MD_TEXT_HTML:
        return fail(r, "không dùng HTML; muốn in dấu < thì viết \\<.");
    default:
        return fail(r, "không dùng dấu ` (đoạn mã); hãy bỏ dấu này.");
    }
}

/* ---------------------------------------------------------------- callbacks */

static int on_heading(struct reader *r, unsigned level)
{
    if (!r->m->headings)
        return fail(
            r, "đoạn này không có tiêu đề riêng (tiêu đề do mẫu báo cáo đặt): hãy bỏ dấu # ở đầu dòng hoặc hàng gạch "
               "dưới dòng chữ, dùng chữ **đậm** nếu cần.");
    if (level > LEVELS)
        return fail(r, "chỉ có ba cấp tiêu đề: #, ##, ###.");
    begin(r, NODE_HEADING, (int)level);
    return 0;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct reader *r = data;

    if (r->caption && !r->table && type != MD_BLOCK_TABLE)
        return fail_at(r, r->caption_at, "dòng tên bảng phải đứng ngay trước một bảng.");
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_TBODY:
        return 0;
    case MD_BLOCK_H:
        return on_heading(r, ((MD_BLOCK_H_DETAIL *)detail)->level);
    case MD_BLOCK_P:
        if (r->type == NODE_NO_TYPE)
            begin(r, NODE_PARAGRAPH, 0);
        return 0;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: {
        struct list *l;

        if (flush(r))
            return -1;
        l = vec_add(r->arena, &r->lists);
        if (type == MD_BLOCK_OL) {
            const MD_BLOCK_OL_DETAIL *d = detail;

            *l = (struct list){.ordered = 1, .next = d->start, .delimiter = d->mark_delimiter};
        }
        return 0;
    }
    case MD_BLOCK_LI:
        return begin_item(r);
    case MD_BLOCK_TABLE:
        return begin_table(r, detail);
    case MD_BLOCK_THEAD:
        r->table->in_head = 1;
        return 0;
    case MD_BLOCK_TR:
        return begin_row(r);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return 0;
    case MD_BLOCK_HTML:
        return 0; /* its text is refused: that has a place */
    case MD_BLOCK_QUOTE:
        return fail(r, "không dùng dấu > ở đầu dòng (khối trích dẫn).");
    case MD_BLOCK_CODE:
        return fail(r, "không dùng khối mã (``` hoặc ~~~).");
    case MD_BLOCK_HR:
        return fail(r, "không dùng dòng kẻ ngang (---, *** hoặc ___).");
    }
    return 0;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct reader *r = data;

    switch (type) {
    case MD_BLOCK_H:
    case MD_BLOCK_P:
    case MD_BLOCK_LI:
        return flush(r);
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        r->lists.n--;
        return 0;
    case MD_BLOCK_TABLE:
        return end_table(r);
    case MD_BLOCK_THEAD:
        r->table->in_head = 0;
        return 0;
    case MD_BLOCK_TR:
        return end_row(r);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return end_cell(r, detail);
    default:
        return 0;
    }
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct reader *r = data;

    if (type == MD_SPAN_STRONG) {
        r->bold++;
        return 0;
    }
    if (type == MD_SPAN_EM) {
        r->italic++;
        return 0;
    }
    if (type == MD_SPAN_IMG || type == MD_SPAN_A) {
        const MD_ATTRIBUTE *a =
            type == MD_SPAN_IMG ? &((MD_SPAN_IMG_DETAIL *)detail)->src : &((MD_SPAN_A_DETAIL *)detail)->href;

        if (in_source(r, a->text))
            r->at = a->text;
        return fail(r, type == MD_SPAN_IMG ? "không chèn được hình ảnh."
                                           : "không dùng liên kết; hãy viết thẳng chữ cần in.");
    }
    return 0; /* code: its text is refused */
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct reader *r = data;

    (void)detail;
    r->bold -= type == MD_SPAN_STRONG;
    r->italic -= type == MD_SPAN_EM;
    return 0;
}

/* "2*3*4" would set the 3 in italics: a star between digits is never meant as a mark. */
static int star_between_digits(struct reader *r)
{
    static const char digits[] = "0123456789";

    for (const char *p = strchr(r->m->text, '*'); p; p = strchr(p + 1, '*'))
        if (p > r->m->text && strchr(digits, p[-1]) && p[1] && strchr(digits, p[1]))
            return fail_at(r, p, "dấu * giữa hai chữ số: hãy viết \\* để in dấu này.");
    return 0;
}

int markdown_read(struct arena *a, const struct markdown *m, struct numbering *num, struct node_list *out,
                  struct err *err)
{
    struct reader r = {.arena = a, .m = m, .num = num, .out = out, .err = err, .type = NODE_NO_TYPE};
    MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_COLLAPSEWHITESPACE,
                        .enter_block = on_enter_block,
                        .leave_block = on_leave_block,
                        .enter_span = on_enter_span,
                        .leave_span = on_leave_span,
                        .text = on_text};
    size_t n = strlen(m->text);

    r.end = m->text + n;
    r.at = m->text;
    if (n > UINT32_MAX / 2)
        return err_set(err, m->status, "%s: tệp quá lớn.", m->path);
    if (star_between_digits(&r))
        return -1;
    if (md_parse(m->text, (MD_SIZE)n, &parser, &r))
        return err_set(err, ST_INTERNAL, "%s: không đủ bộ nhớ để đọc tệp.", m->path);
    if (r.caption)
        return fail_at(&r, r.caption_at, "dòng tên bảng phải đứng ngay trước một bảng.");
    return 0;
}
