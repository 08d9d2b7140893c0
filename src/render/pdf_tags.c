#include "render/pdf_tags.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

enum {
    ARRAY_MAX = 8191, /* items of an array: PDF/A-1, ISO 19005-1, 6.1.12; libharu allows more */
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
    HPDF_Dict dict, parent;
    HPDF_Page page; /* of its first content */
    struct kid *first, *last;
    int nkids;
    int attached;                            /* stands among the parent's kids */
    const struct element *pending;           /* the first of its own children that does not yet */
    struct tag *continued;                   /* where a table goes on when it has ARRAY_MAX kids */
    const char *id;                          /* of a header cell */
    const char *column_headers, *row_header; /* of a cell: ids in brackets, NULL for none */
};

struct key { /* entry of the parent tree: the elements of a page's contents, or one annotation's element */
    VEC(const struct tag *) contents;
    const struct tag *owner;
};

struct leaf { /* node of the parent tree or the ID tree: its part of the entries */
    struct pdf_tags *tags;
    size_t first, end;
};

struct pdf_tags {
    struct arena *arena;
    HPDF_Doc doc;
    HPDF_Dict root;
    struct tag *tags; /* at the index of their element */
    size_t ntags;
    VEC(struct key) keys;
    VEC(const struct tag *) ids;
    HPDF_Page page; /* being drawn … */
    size_t key;     /* … and its key */
    int ntables;
};

static unsigned number_of(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0xFFFFFF;
}

static HPDF_STATUS put(HPDF_Stream s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static HPDF_STATUS put(HPDF_Stream s, const char *fmt, ...)
{
    char text[128];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return HPDF_Stream_WriteStr(s, text);
}

static HPDF_STATUS put_utf16(HPDF_Stream s, const char *text)
{
    HPDF_STATUS r = put(s, "<FEFF");

    while (*text) {
        uint32_t c = utf8_next(&text);

        if (c >= 0x10000)
            r |= put(s, "%04X%04X", 0xD800 + (unsigned)((c - 0x10000) >> 10), 0xDC00 + (unsigned)(c & 0x3FF));
        else
            r |= put(s, "%04X", (unsigned)c);
    }
    return r | put(s, ">");
}

static int is(const struct element *e, const char *role)
{
    return strcmp(e->role, role) == 0;
}

static HPDF_STATUS write_cell_attributes(const struct tag *t, HPDF_Stream s)
{
    const struct element *e = t->element;
    HPDF_STATUS r = put(s, "/A<</O/Table");

    if (e->row_span > 1)
        r |= put(s, "/RowSpan %d", e->row_span);
    if (e->column_span > 1)
        r |= put(s, "/ColSpan %d", e->column_span);
    if (is(e, "TH"))
        r |= put(s, "/Scope/%s", e->scope_row && e->scope_column ? "Both" : e->scope_row ? "Row" : "Column");
    if (t->column_headers || t->row_header) {
        r |= put(s, "/Headers[");
        r |= HPDF_Stream_WriteStr(s, t->column_headers ? t->column_headers : "");
        r |= HPDF_Stream_WriteStr(s, t->row_header ? t->row_header : "");
        r |= put(s, "]");
    }
    return r | put(s, ">>");
}

static HPDF_STATUS write_kids(const struct tag *t, HPDF_Stream s)
{
    HPDF_STATUS r = put(s, "/K[");

    for (const struct kid *k = t->first; k; k = k->next) {
        switch (k->type) {
        case KID_ELEMENT:
            r |= put(s, "%u 0 R ", number_of(((const struct tag *)k->object)->dict));
            break;
        case KID_CONTENT:
            if (k->object == t->page)
                r |= put(s, "%d ", k->mcid);
            else
                r |= put(s, "<</Type/MCR/Pg %u 0 R/MCID %d>>", number_of(k->object), k->mcid);
            break;
        case KID_ANNOTATION:
            r |= put(s, "<</Type/OBJR/Obj %u 0 R>>", number_of(k->object));
            break;
        }
    }
    return r | put(s, "]");
}

/* libharu calls it between << and >>. */
static HPDF_STATUS write_tag(HPDF_Dict dict, HPDF_Stream s)
{
    const struct tag *t = dict->attr;
    const struct element *e = t->element;
    HPDF_STATUS r = put(s, "/S/%s/P %u 0 R", e->role, number_of(t->parent));

    if (t->page)
        r |= put(s, "/Pg %u 0 R", number_of(t->page));
    if (t->id)
        r |= put(s, "/ID(%s)", t->id);
    if (e->alt) {
        r |= put(s, "/Alt");
        r |= put_utf16(s, e->alt);
    }
    if (is(e, "TH") || ((e->row_span > 1 || e->column_span > 1 || t->column_headers) && is(e, "TD")))
        r |= write_cell_attributes(t, s);
    return t->first ? r | write_kids(t, s) : r;
}

static HPDF_Dict new_object(struct pdf_tags *t, void *attr, HPDF_Dict_OnWriteFunc write)
{
    HPDF_Dict d = HPDF_Dict_New(t->doc->mmgr);

    if (!d || HPDF_Xref_Add(t->doc->xref, d) != HPDF_OK)
        return NULL;
    d->attr = attr;
    d->write_fn = write;
    return d;
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

/* The table that takes the next row: a full one goes on in another beside it. */
static struct tag *open_table(struct pdf_tags *t, struct tag *table)
{
    struct tag *next;

    while (table->continued)
        table = table->continued;
    if (table->nkids < ARRAY_MAX)
        return table;
    next = arena_alloc(t->arena, sizeof *next);
    next->element = table->element;
    next->dict = new_object(t, next, write_tag);
    next->parent = table->parent;
    next->attached = 1;
    add_kid(t, tag_of(t, table->element->parent), KID_ELEMENT, next, 0);
    table->continued = next;
    return next;
}

static void attach_next(struct pdf_tags *t, struct tag *to)
{
    struct tag *kid = tag_of(t, to->pending);

    to->pending = to->pending->next;
    kid->attached = 1;
    if (is(to->element, "Table"))
        to = open_table(t, to);
    kid->parent = to->dict;
    add_kid(t, to, KID_ELEMENT, kid, 0);
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
    int number, nheaders;
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

static void read_header(struct table *b, struct tag *t, size_t c, size_t span, const char **row_header)
{
    struct arena *a = b->tags->arena;

    t->id = arena_printf(a, "t%dh%d", b->number, ++b->nheaders);
    t->column_headers = b->column[c].headers;
    *vec_add(a, &b->tags->ids) = t;
    if (t->element->scope_row) {
        *row_header = arena_printf(a, "(%s)", t->id);
        return;
    }
    for (size_t i = c; i < c + span; i++) {
        const char *above = b->column[i].headers;

        b->column[i].headers = arena_printf(a, "%s(%s)", above ? above : "", t->id);
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
        if (is(e, "TH")) {
            read_header(b, t, c, span, &row_header);
        } else {
            t->column_headers = b->column[c].headers;
            t->row_header = row_header;
        }
        for (size_t i = 0; i < span; i++)
            b->column[c + i].busy = rows;
        c += span;
    }
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
    struct table b = {.tags = t, .number = ++t->ntables};

    if (count_levels(table) < 2)
        return;
    for (const struct element *row = table->first; row; row = row->next)
        if (is(row, "TR"))
            read_row(&b, row);
}

struct pdf_tags *pdf_tags_open(struct arena *a, HPDF_Doc doc, const struct element *root)
{
    struct pdf_tags *t = arena_alloc(a, sizeof *t);

    t->arena = a;
    t->doc = doc;
    for (const struct element *e = root; e; e = next_element(e, root))
        if (t->ntags <= (size_t)e->index)
            t->ntags = (size_t)e->index + 1;
    t->tags = arena_alloc(a, t->ntags * sizeof *t->tags);
    t->root = new_object(t, NULL, NULL);
    for (const struct element *e = root; e; e = next_element(e, root)) {
        struct tag *tag = &t->tags[e->index];

        assert(!tag->element);
        tag->element = e;
        tag->pending = e->first;
        tag->dict = new_object(t, tag, write_tag);
        if (!tag->dict)
            break; /* the document has the error */
    }
    t->tags[root->index].parent = t->root;
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

void pdf_tags_link(struct pdf_tags *t, HPDF_Page at, const struct element *e, const char *text,
                   HPDF_Annotation annotation)
{
    struct tag *tag;
    size_t key;

    tag = tag_of(t, e);
    attach(t, tag);
    if (!tag->page)
        tag->page = at;
    key = new_key(t);
    t->keys.v[key].owner = tag;
    HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)key);
    HPDF_Dict_Add(annotation, "Contents", HPDF_String_New(t->doc->mmgr, text, HPDF_GetEncoder(t->doc, "UTF-8")));
    add_kid(t, tag, KID_ANNOTATION, annotation, 0);
}

/* ---- parent tree and ID tree ---- */

static HPDF_STATUS write_parents(HPDF_Dict dict, HPDF_Stream s)
{
    const struct leaf *leaf = dict->attr;
    HPDF_STATUS r = put(s, "/Limits[%zu %zu]/Nums[", leaf->first, leaf->end - 1);

    for (size_t k = leaf->first; k < leaf->end; k++) {
        const struct key *key = &leaf->tags->keys.v[k];

        r |= put(s, "%zu ", k);
        if (key->owner) {
            r |= put(s, "%u 0 R\n", number_of(key->owner->dict));
            continue;
        }
        r |= put(s, "[");
        for (size_t i = 0; i < key->contents.n; i++)
            r |= put(s, "%u 0 R ", number_of(key->contents.v[i]->dict));
        r |= put(s, "]\n");
    }
    return r | put(s, "]");
}

static HPDF_STATUS write_ids(HPDF_Dict dict, HPDF_Stream s)
{
    const struct leaf *leaf = dict->attr;
    const struct tag **ids = leaf->tags->ids.v;
    HPDF_STATUS r = put(s, "/Limits[(%s)(%s)]/Names[", ids[leaf->first]->id, ids[leaf->end - 1]->id);

    for (size_t i = leaf->first; i < leaf->end; i++)
        r |= put(s, "(%s)%u 0 R\n", ids[i]->id, number_of(ids[i]->dict));
    return r | put(s, "]");
}

static void add_tree(struct pdf_tags *t, const char *name, size_t n, HPDF_Dict_OnWriteFunc write)
{
    HPDF_Dict tree = new_object(t, NULL, NULL);
    HPDF_Array kids = HPDF_Array_New(t->doc->mmgr);

    for (size_t i = 0; i < n; i += KEYS_PER_LEAF) {
        struct leaf *leaf = arena_alloc(t->arena, sizeof *leaf);

        *leaf = (struct leaf){t, i, i + KEYS_PER_LEAF < n ? i + KEYS_PER_LEAF : n};
        HPDF_Array_Add(kids, new_object(t, leaf, write));
    }
    HPDF_Dict_Add(tree, "Kids", kids);
    HPDF_Dict_Add(t->root, name, tree);
}

static int by_id(const void *x, const void *y)
{
    return strcmp((*(const struct tag *const *)x)->id, (*(const struct tag *const *)y)->id);
}

void pdf_tags_close(struct pdf_tags *t)
{
    HPDF_Dict mark = HPDF_Dict_New(t->doc->mmgr);
    HPDF_Dict document = NULL;

    for (size_t i = 0; i < t->ntags; i++) {
        if (!t->tags[i].element)
            continue;
        if (!t->tags[i].element->parent)
            document = t->tags[i].dict;
        attach(t, &t->tags[i]);
    }
    HPDF_Dict_AddName(t->root, "Type", "StructTreeRoot");
    HPDF_Dict_Add(t->root, "K", document);
    add_tree(t, "ParentTree", t->keys.n, write_parents);
    HPDF_Dict_AddNumber(t->root, "ParentTreeNextKey", (HPDF_INT32)t->keys.n);
    if (t->ids.n) {
        qsort(t->ids.v, t->ids.n, sizeof *t->ids.v, by_id);
        add_tree(t, "IDTree", t->ids.n, write_ids);
    }
    HPDF_Dict_AddBoolean(mark, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(t->doc->catalog, "MarkInfo", mark);
    HPDF_Dict_Add(t->doc->catalog, "StructTreeRoot", t->root);
}
