#include "render/pdf_tags.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "render/pdf_draw.h"

enum {
    ARRAY_MAX = 8191, /* items of an array: PDF/A-1, ISO 19005-1, 6.1.12 */
    KEYS_PER_LEAF = 1000
};

enum kid_type { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION };

struct kid { /* one entry of an element's /K */
    struct kid *next;
    enum kid_type type;
    int mcid;
    void *object; /* the tag, the content's page, the annotation */
};

struct tag {
    const struct element *element;
    struct tag *parent; /* NULL: the root */
    HPDF_Page page;     /* of its first content */
    struct kid *first, *last;
    int nkids;
    int attached;                            /* stands among the parent's kids */
    size_t number;                           /* among the own objects of the file */
    const struct element *pending;           /* the first of its own children that is not attached yet */
    struct tag *continued;                   /* where it goes on when it has ARRAY_MAX kids */
    const char *id;                          /* of a header cell, in brackets */
    const char *column_headers, *row_header; /* of a cell: ids in brackets, NULL for none */
    const struct pdf_box *box;               /* of a figure */
};

struct key { /* entry of the parent tree: the elements of a page's contents, or one annotation's element */
    VEC(const struct tag *) contents;
    const struct tag *owner;
};

struct pdf_tags {
    struct arena *arena;
    struct pdf_out *out;
    HPDF_Doc doc;
    HPDF_Dict root;
    struct tag *tags; /* at the index of their element */
    size_t ntags;
    VEC(struct tag *) list; /* by number; the leaves of the parent tree and of the ID tree have the numbers behind */
    VEC(struct key) keys;
    VEC(const struct tag *) ids;
    HPDF_Page page; /* being drawn … */
    size_t key;     /* … and its key */
};

static size_t leaves(size_t n)
{
    return (n + KEYS_PER_LEAF - 1) / KEYS_PER_LEAF;
}

/* ---- objects as text ---- */

static void put_own(const struct pdf_tags *t, struct buf *b, size_t number)
{
    pdf_put_reference(b, pdf_out_first(t->out) + (unsigned)number);
}

static void put_utf16(struct buf *b, const char *text)
{
    buf_puts(b, "<FEFF");
    while (*text) {
        uint32_t c = utf8_next(&text);

        if (c >= 0x10000)
            buf_printf(b, "%04X%04X", 0xD800 + (unsigned)((c - 0x10000) >> 10), 0xDC00 + (unsigned)(c & 0x3FF));
        else
            buf_printf(b, "%04X", (unsigned)c);
    }
    buf_putc(b, '>');
}

static int is(const struct element *e, const char *role)
{
    return strcmp(e->role, role) == 0;
}

static void put_cell_attributes(const struct tag *t, struct buf *b)
{
    const struct element *e = t->element;
    int header = is(e, "TH");

    if (!header && e->row_span <= 1 && e->column_span <= 1 && !t->column_headers && !t->row_header)
        return;
    buf_puts(b, "/A<</O/Table");
    if (e->row_span > 1)
        buf_printf(b, "/RowSpan %d", e->row_span);
    if (e->column_span > 1)
        buf_printf(b, "/ColSpan %d", e->column_span);
    if (header)
        buf_printf(b, "/Scope/%s", e->scope_row && e->scope_column ? "Both" : e->scope_row ? "Row" : "Column");
    if (t->column_headers || t->row_header) {
        buf_puts(b, "/Headers[");
        buf_puts(b, t->column_headers ? t->column_headers : "");
        buf_puts(b, t->row_header ? t->row_header : "");
        buf_putc(b, ']');
    }
    buf_puts(b, ">>");
}

/* A figure stands by itself between paragraphs. */
static void put_figure_attributes(const struct tag *t, struct buf *b)
{
    buf_puts(b, "/A<</O/Layout/Placement/Block");
    if (t->box)
        buf_printf(b, "/BBox[%.2f %.2f %.2f %.2f]", t->box->left, t->box->bottom, t->box->right, t->box->top);
    buf_puts(b, ">>");
}

static void put_kid(const struct pdf_tags *t, const struct tag *of, const struct kid *k, struct buf *b)
{
    switch (k->type) {
    case KID_ELEMENT:
        put_own(t, b, ((const struct tag *)k->object)->number);
        break;
    case KID_CONTENT:
        if (k->object != of->page) {
            buf_puts(b, "<</Type/MCR/Pg ");
            pdf_put_reference(b, pdf_number_of(k->object));
            buf_puts(b, "/MCID ");
        }
        pdf_put_number(b, (size_t)k->mcid);
        if (k->object != of->page)
            buf_puts(b, ">>");
        break;
    case KID_ANNOTATION:
        buf_puts(b, "<</Type/OBJR/Obj ");
        pdf_put_reference(b, pdf_number_of(k->object));
        buf_puts(b, ">>");
        break;
    }
}

static void print_tag(const struct pdf_tags *t, const struct tag *tag, struct buf *b)
{
    const struct element *e = tag->element;

    buf_puts(b, "<</S/");
    buf_puts(b, e->role);
    buf_puts(b, "/P ");
    if (tag->parent)
        put_own(t, b, tag->parent->number);
    else
        pdf_put_reference(b, pdf_number_of(t->root));
    if (tag->page) {
        buf_puts(b, "/Pg ");
        pdf_put_reference(b, pdf_number_of(tag->page));
    }
    if (tag->id) {
        buf_puts(b, "/ID");
        buf_puts(b, tag->id);
    }
    if (e->alt) {
        buf_puts(b, "/Alt");
        put_utf16(b, e->alt);
    }
    if (*e->role == 'T')
        put_cell_attributes(tag, b);
    if (is(e, "Figure"))
        put_figure_attributes(tag, b);
    if (tag->first) {
        const char *separator = tag->first->next ? "[" : " ";

        buf_puts(b, "/K");
        for (const struct kid *k = tag->first; k; k = k->next, separator = " ") {
            buf_puts(b, separator);
            put_kid(t, tag, k, b);
        }
        if (tag->first->next)
            buf_putc(b, ']');
    }
    buf_puts(b, ">>");
}

static void print_parents(const struct pdf_tags *t, size_t leaf, struct buf *b)
{
    size_t first = leaf * KEYS_PER_LEAF, end = first + KEYS_PER_LEAF < t->keys.n ? first + KEYS_PER_LEAF : t->keys.n;

    buf_printf(b, "<</Limits[%zu %zu]/Nums[", first, end - 1);
    for (size_t k = first; k < end; k++) {
        const struct key *key = &t->keys.v[k];

        pdf_put_number(b, k);
        buf_putc(b, ' ');
        if (key->owner) {
            put_own(t, b, key->owner->number);
        } else {
            buf_putc(b, '[');
            for (size_t i = 0; i < key->contents.n; i++) {
                put_own(t, b, key->contents.v[i]->number);
                buf_putc(b, ' ');
            }
            buf_putc(b, ']');
        }
        buf_putc(b, '\n');
    }
    buf_puts(b, "]>>");
}

static void print_ids(const struct pdf_tags *t, size_t leaf, struct buf *b)
{
    size_t first = leaf * KEYS_PER_LEAF, end = first + KEYS_PER_LEAF < t->ids.n ? first + KEYS_PER_LEAF : t->ids.n;

    buf_printf(b, "<</Limits[%s%s]/Names[", t->ids.v[first]->id, t->ids.v[end - 1]->id);
    for (size_t i = first; i < end; i++) {
        buf_puts(b, t->ids.v[i]->id);
        put_own(t, b, t->ids.v[i]->number);
        buf_putc(b, '\n');
    }
    buf_puts(b, "]>>");
}

static void print_own(void *tags, size_t i, struct buf *b)
{
    const struct pdf_tags *t = tags;

    if (i < t->list.n)
        print_tag(t, t->list.v[i], b);
    else if (i < t->list.n + leaves(t->keys.n))
        print_parents(t, i - t->list.n, b);
    else
        print_ids(t, i - t->list.n - leaves(t->keys.n), b);
}

static void put_tree(const struct pdf_tags *t, struct buf *b, const char *name, size_t first, size_t n)
{
    if (!n)
        return;
    buf_printf(b, "/%s<</Kids[", name);
    for (size_t i = 0; i < n; i++) {
        put_own(t, b, first + i);
        buf_putc(b, ' ');
    }
    buf_puts(b, "]>>");
}

/* libharu calls it between << and >>, on saving: only then the numbers of the own objects are known. */
static HPDF_STATUS write_root(HPDF_Dict dict, HPDF_Stream s)
{
    const struct pdf_tags *t = dict->attr;
    struct buf b;

    buf_init(&b, t->arena);
    buf_puts(&b, "/Type/StructTreeRoot/K ");
    put_own(t, &b, t->list.v[0]->number);
    put_tree(t, &b, "ParentTree", t->list.n, leaves(t->keys.n));
    buf_printf(&b, "/ParentTreeNextKey %zu", t->keys.n);
    put_tree(t, &b, "IDTree", t->list.n + leaves(t->keys.n), leaves(t->ids.n));
    return HPDF_Stream_Write(s, (const HPDF_BYTE *)b.p, (HPDF_UINT)b.n);
}

/* ---- the tree ---- */

/* In depth first order; the tree may be deep only by its roles, not by its size. */
static const struct element *next_element(const struct element *e, const struct element *root)
{
    if (e->first)
        return e->first;
    while (e != root && !e->next)
        e = e->parent;
    return e == root ? NULL : e->next;
}

static struct tag *tag_of(struct pdf_tags *t, const struct element *e)
{
    assert(e->index >= 0 && (size_t)e->index < t->ntags && t->tags[e->index].element == e);
    return &t->tags[e->index];
}

static void add_kid(struct pdf_tags *t, struct tag *to, enum kid_type type, void *object, int mcid)
{
    struct kid *k = arena_alloc(t->arena, sizeof *k);

    *k = (struct kid){.type = type, .object = object, .mcid = mcid};
    if (to->nkids++ >= ARRAY_MAX)
        HPDF_SetError(&t->doc->error, HPDF_ARRAY_COUNT_ERR, 0);
    if (to->last)
        to->last->next = k;
    else
        to->first = k;
    to->last = k;
}

static void number_tag(struct pdf_tags *t, struct tag *tag)
{
    tag->number = t->list.n;
    *vec_add(t->arena, &t->list) = tag;
}

/* The tag that takes the next child: a full one goes on in another of its kind beside it. */
static struct tag *open_tag(struct pdf_tags *t, struct tag *tag)
{
    struct tag *next;

    while (tag->continued)
        tag = tag->continued;
    if (tag->nkids < ARRAY_MAX || !tag->parent)
        return tag;
    next = arena_alloc(t->arena, sizeof *next);
    next->element = tag->element;
    next->parent = open_tag(t, tag_of(t, tag->element->parent));
    next->attached = 1;
    number_tag(t, next);
    add_kid(t, next->parent, KID_ELEMENT, next, 0);
    tag->continued = next;
    return next;
}

static void attach_next(struct pdf_tags *t, struct tag *to)
{
    struct tag *kid = tag_of(t, to->pending);

    to->pending = to->pending->next;
    kid->attached = 1;
    kid->parent = open_tag(t, to);
    add_kid(t, kid->parent, KID_ELEMENT, kid, 0);
}

/* Puts an element among its parent's kids, behind the contents drawn so far and behind all its elder siblings: the tree
 * is in reading order, also where pages are drawn in another. */
static void attach(struct pdf_tags *t, struct tag *tag)
{
    struct tag *to;

    if (tag->attached)
        return;
    to = tag_of(t, tag->element->parent);
    attach(t, to);
    while (!tag->attached)
        attach_next(t, to);
}

/* ---- which header cells head a cell ---- */

struct table {
    struct pdf_tags *tags;
    struct {                 /* per column */
        const char *headers; /* ids in brackets, from the top */
        int busy;            /* rows that a cell from above still covers */
    } * column;
    size_t ncolumns, cap;
    int levels; /* rows of column headers */
};

static void need_column(struct table *b, size_t c)
{
    while (b->ncolumns <= c) {
        b->column = arena_grow(b->tags->arena, b->column, b->ncolumns, &b->cap, sizeof *b->column);
        memset(&b->column[b->ncolumns++], 0, sizeof *b->column);
    }
}

static size_t free_column(struct table *b, size_t c)
{
    need_column(b, c);
    while (b->column[c].busy > 0)
        need_column(b, ++c);
    return c;
}

/* "(a)" … "(z)", "(ba)" …: every cell of the table repeats the ids of its headers. */
static const char *short_id(struct arena *a, size_t n)
{
    char letters[16];
    size_t at = sizeof letters - 1;

    letters[at] = '\0';
    do
        letters[--at] = (char)('a' + n % 26);
    while (n /= 26);
    return arena_printf(a, "(%s)", letters + at);
}

static void read_header(struct table *b, struct tag *t, size_t c, size_t span, const char **row_header)
{
    struct arena *a = b->tags->arena;

    t->id = short_id(a, b->tags->ids.n);
    t->column_headers = b->column[c].headers;
    *vec_add(a, &b->tags->ids) = t;
    if (t->element->scope_row) {
        *row_header = t->id;
        return;
    }
    for (size_t i = c; i < c + span; i++) {
        const char *above = b->column[i].headers;

        b->column[i].headers = arena_printf(a, "%s%s", above ? above : "", t->id);
    }
}

static void read_row(struct table *b, const struct element *row)
{
    const char *row_header = NULL;
    size_t c = 0;

    for (const struct element *e = row->first; e; e = e->next) {
        size_t span = e->column_span > 1 ? (size_t)e->column_span : 1;
        int rows = e->row_span > 1 ? e->row_span : 1;
        struct tag *t = tag_of(b->tags, e);

        c = free_column(b, c);
        need_column(b, c + span - 1);
        if (is(e, "TH"))
            read_header(b, t, c, span, &row_header);
        else
            t->column_headers = b->column[c].headers;
        for (size_t i = 0; i < span; i++)
            b->column[c + i].busy = rows;
        c += span;
    }
    for (const struct element *e = row->first; e; e = e->next)
        if (is(e, "TD")) /* also the row's number, which stands before its name */
            tag_of(b->tags, e)->row_header = row_header;
    for (size_t i = 0; i < b->ncolumns; i++)
        b->column[i].busy -= b->column[i].busy > 0;
}

static int count_levels(const struct element *table)
{
    int levels = 0;

    for (const struct element *row = table->first; row; row = row->next)
        levels += is(row, "TR") && row->first && is(row->first, "TH") && row->first->scope_column;
    return levels;
}

/* Scope says enough where one row of headers stands above the columns; with more, each cell names its headers. */
static void read_table(struct pdf_tags *t, const struct element *table)
{
    struct table b = {.tags = t};

    if (count_levels(table) < 2)
        return;
    for (const struct element *row = table->first; row; row = row->next)
        if (is(row, "TR"))
            read_row(&b, row);
}

struct pdf_tags *pdf_tags_open(struct pdf_out *out, const struct element *root)
{
    struct pdf_tags *t = arena_alloc(out->arena, sizeof *t);

    t->arena = out->arena;
    t->out = out;
    t->doc = out->doc;
    t->root = HPDF_Dict_New(t->doc->mmgr);
    if (t->root) {
        HPDF_Xref_Add(t->doc->xref, t->root);
        t->root->attr = t;
        t->root->write_fn = write_root;
    }
    for (const struct element *e = root; e; e = next_element(e, root))
        if (t->ntags <= (size_t)e->index)
            t->ntags = (size_t)e->index + 1;
    t->tags = arena_alloc(t->arena, t->ntags * sizeof *t->tags);
    for (const struct element *e = root; e; e = next_element(e, root)) {
        struct tag *tag = &t->tags[e->index];

        assert(!tag->element);
        tag->element = e;
        tag->pending = e->first;
        number_tag(t, tag);
    }
    t->tags[root->index].attached = 1;
    for (const struct element *e = root; e; e = next_element(e, root))
        if (is(e, "Table"))
            read_table(t, e);
    return t;
}

/* ---- contents ---- */

static size_t new_key(struct pdf_tags *t)
{
    vec_add(t->arena, &t->keys);
    return t->keys.n - 1;
}

void pdf_tags_page(struct pdf_tags *t, HPDF_Page page)
{
    t->page = page;
    t->key = new_key(t);
    HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)t->key);
    HPDF_Dict_AddName(page, "Tabs", "S");
}

int pdf_tags_mark(void *tags, const struct element *e)
{
    struct pdf_tags *t = tags;
    struct tag *tag = tag_of(t, e);
    struct key *key = &t->keys.v[t->key];

    if (key->contents.n == ARRAY_MAX)
        return -1;
    attach(t, tag);
    if (!tag->page)
        tag->page = t->page;
    *vec_add(t->arena, &key->contents) = tag;
    add_kid(t, tag, KID_CONTENT, t->page, (int)key->contents.n - 1);
    return (int)key->contents.n - 1;
}

void pdf_tags_annotation(struct pdf_tags *t, HPDF_Page at, const struct element *e, HPDF_Dict annotation)
{
    struct tag *tag = tag_of(t, e);
    size_t key = new_key(t);

    attach(t, tag);
    if (!tag->page)
        tag->page = at;
    t->keys.v[key].owner = tag;
    HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)key);
    add_kid(t, tag, KID_ANNOTATION, annotation, 0);
}

void pdf_tags_box(struct pdf_tags *t, const struct element *e, const struct pdf_box *box)
{
    tag_of(t, e)->box = box;
}

static int by_id(const void *x, const void *y)
{
    return strcmp((*(const struct tag *const *)x)->id, (*(const struct tag *const *)y)->id);
}

struct pdf_own pdf_tags_close(struct pdf_tags *t)
{
    HPDF_Dict mark = HPDF_Dict_New(t->doc->mmgr);

    for (size_t i = 0; i < t->ntags; i++)
        if (t->tags[i].element)
            attach(t, &t->tags[i]);
    if (t->ids.n)
        qsort(t->ids.v, t->ids.n, sizeof *t->ids.v, by_id);
    HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(t->doc->catalog, "MarkInfo", mark);
    HPDF_Dict_Add(t->doc->catalog, "StructTreeRoot", t->root);
    return (struct pdf_own){t->list.n + leaves(t->keys.n) + leaves(t->ids.n), print_own, t};
}
