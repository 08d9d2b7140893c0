/* The text of a report: headings, paragraphs, lists, tables, charts in reading order. */
#include <string.h>

#include "render/layout_impl.h"
#include "render/table.h"

#define DEEPEST MM(60)  /* nested lists are not indented further than this */
#define NOTE_GAP 4.0    /* between a table and the note below it */
#define NOTE_SHARE 0.25 /* of the page: a note higher than this may be cut from its table */
#define TABLE_SIZE 12.0
#define TABLE_NUMBER_SIZE 8.5
#define TABLE_ROW_PADDING 5.7
#define HEADING_LINES 2 /* a longer "a) …" is a paragraph that has a letter, not a heading */

struct list {                    /* a level of nested lists */
    struct element *list, *body; /* L; LBody of its last item */
    double x, text_x;            /* of the markers, of the text */
};

struct body {
    struct flow *flow;
    const struct document *doc;
    VEC(struct list) lists;
};

static const char *marker_of(const struct node *n)
{
    return n->marker ? n->marker : "";
}

/* "I." and the text, which may not be parted. */
static struct text with_marker(struct layout *l, const struct node *n)
{
    struct text t = {.v = arena_alloc(l->arena, (n->text.n + 1) * sizeof *t.v), .n = n->text.n + 1};

    if (!*marker_of(n))
        return n->text;
    t.v[0] = (struct run){.text = arena_printf(l->arena, "%s\xC2\xA0", n->marker)};
    if (n->text.n)
        memcpy(t.v + 1, n->text.v, n->text.n * sizeof *t.v);
    return t;
}

static const char *plain_string(struct arena *a, const struct text *t)
{
    char *s = text_string(a, t);

    for (char *p = s; *p; p++) {
        if (*p == '\n')
            *p = ' ';
        if (p[0] == '\xC2' && p[1] == '\xA0') {
            *p = ' ';
            memmove(p + 1, p + 2, strlen(p + 2) + 1);
        }
    }
    return s;
}

static struct text_style body_style(const struct flow *f)
{
    return (struct text_style){
        .size = BODY_SIZE, .width = f->frame.right - f->frame.left, .indent = BODY_INDENT, .align = TEXT_JUSTIFY};
}

static void add_paragraph(struct body *b, const struct text *t, const char *role)
{
    struct flow *f = b->flow;
    struct text_style s = body_style(f);
    struct text_lines lines = {0};
    size_t first;

    s.element = element_add(f->l, f->element, role);
    text_break(f->l, t, &s, &lines);
    first = flow_lines(f, &lines, f->frame.left, BODY_SIZE, BODY_PITCH, BODY_PITCH + PARAGRAPH_GAP);
    flow_paragraph(f, first);
}

/* Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6: "I." bold capitals; "1." with a title bold; "a)" like the text. */
static void add_heading(struct body *b, const struct node *n)
{
    struct flow *f = b->flow;
    struct text t = with_marker(f->l, n);
    struct text_style s = body_style(f);
    struct text_lines lines = {0};
    int level = n->level < 1 ? 1 : n->level;
    size_t first, target;

    if (level > 2 && text_count(f->l, &t, &s) > HEADING_LINES) {
        first = f->boxes.n;
        add_paragraph(b, &t, "P");
        if (n->id && first < f->boxes.n)
            f->boxes.v[first].target = target_add(f->l, n->id, "", 0);
        return;
    }
    s.element = element_add(f->l, f->element, level > 2 ? "H4" : level == 2 ? "H3" : "H2");
    if (level <= 2) {
        s.style = RUN_BOLD;
        s.align = TEXT_LEFT;
    }
    text_break(f->l, &t, &s, &lines);
    first = flow_lines(f, &lines, f->frame.left, BODY_SIZE, BODY_PITCH, BODY_PITCH + PARAGRAPH_GAP);
    target = target_add(f->l, n->id, plain_string(f->l->arena, &t), level);
    for (size_t i = first; i < f->boxes.n; i++) {
        f->boxes.v[i].breakable = 0;
        f->boxes.v[i].heading = 1;
        f->boxes.v[i].barrier = level == 1;
        if (i == first)
            f->boxes.v[i].target = target;
    }
}

/* Where the text of a list's items begins: behind the widest marker of the list that starts at node i. */
static double text_offset(struct body *b, size_t i)
{
    struct layout *l = b->flow->l;
    const struct node *n = &b->doc->nodes[i];
    double widest = 0;

    for (; i < b->doc->nnodes && b->doc->nodes[i].type == NODE_ITEM && b->doc->nodes[i].level >= n->level; i++) {
        double w = text_width(l, FACE_REGULAR, BODY_SIZE, marker_of(&b->doc->nodes[i]));

        if (b->doc->nodes[i].level == n->level && w > widest)
            widest = w;
    }
    return widest + text_width(l, FACE_REGULAR, BODY_SIZE, " ");
}

static struct list *open_list(struct body *b, size_t node)
{
    struct flow *f = b->flow;
    int level = b->doc->nodes[node].level;
    size_t depth = level < 1 ? 1 : (size_t)level;

    if (b->lists.n > depth)
        b->lists.n = depth;
    while (b->lists.n < depth) {
        struct list *outer = b->lists.n ? &b->lists.v[b->lists.n - 1] : NULL;
        struct list in = {.x = outer ? outer->text_x : f->frame.left + BODY_INDENT};

        if (outer && !outer->body) /* a level was left out */
            outer->body = element_add(f->l, element_add(f->l, outer->list, "LI"), "LBody");
        in.list = element_add(f->l, outer ? outer->body : f->element, "L");
        in.text_x = in.x + text_offset(b, node);
        if (in.text_x > f->frame.left + DEEPEST && outer)
            in.text_x = outer->text_x;
        if (in.x > in.text_x)
            in.x = in.text_x;
        *vec_add(f->l->arena, &b->lists) = in;
    }
    return &b->lists.v[b->lists.n - 1];
}

static void add_item(struct body *b, size_t node)
{
    const struct node *n = &b->doc->nodes[node];
    struct flow *f = b->flow;
    struct list *list = open_list(b, node);
    struct element *li = element_add(f->l, list->list, "LI"), *label = element_add(f->l, li, "Lbl");
    struct text_style s = body_style(f);
    struct text_lines lines = {0};
    const char *marker = marker_of(n);
    struct placed p = {.item = {.type = ITEM_TEXT,
                                .element = label,
                                .x = list->x,
                                .face = FACE_REGULAR,
                                .size = BODY_SIZE,
                                .space_after = 1,
                                .text = marker}};
    size_t first;

    list->body = element_add(f->l, li, "LBody");
    s.indent = 0;
    s.width = f->frame.right - list->text_x;
    s.element = list->body;
    p.item.w = text_width(f->l, FACE_REGULAR, BODY_SIZE, marker);
    if (p.item.x + p.item.w > list->text_x) { /* deepest level: the marker stands in the text */
        struct text t = with_marker(f->l, n);

        text_break(f->l, &t, &s, &lines);
        marker = "";
    } else {
        text_break(f->l, &n->text, &s, &lines);
    }
    first = flow_lines(f, &lines, list->text_x, BODY_SIZE, BODY_PITCH, BODY_PITCH + PARAGRAPH_GAP);
    if (first == f->boxes.n) {
        struct text empty = {.v = &(struct run){.text = "\xC2\xA0"}, .n = 1};

        text_break(f->l, &empty, &s, &lines);
        flow_lines(f, &lines, list->text_x, BODY_SIZE, BODY_PITCH, BODY_PITCH + PARAGRAPH_GAP);
    }
    if (first == f->boxes.n)
        return;
    if (*marker)
        flow_prepend(f, first, &p);
    if (n->id)
        f->boxes.v[first].target = target_add(f->l, n->id, "", 0);
    flow_paragraph(f, first);
}

/* The note stays with the last rows: whole if it is short, with its first two lines otherwise. */
static void add_note(struct flow *f, const struct grid *g, const struct table_style *s, double size, size_t table)
{
    struct text_style st = {.size = size, .width = s->right - s->left, .align = TEXT_JUSTIFY};
    struct text_lines lines = {0};
    size_t first, n;
    int whole;

    if (!g->note.n)
        return;
    st.element = element_add(f->l, f->element, "P");
    text_break(f->l, &g->note, &st, &lines);
    f->next_gap = NOTE_GAP;
    first = flow_lines(f, &lines, s->left, size, SINGLE * size, SINGLE * size);
    f->next_gap = 0;
    n = f->boxes.n - first;
    if (n == 0)
        return;
    whole = (double)n * SINGLE * size <= NOTE_SHARE * (f->frame.bottom - f->frame.top);
    flow_paragraph(f, first);
    f->boxes.v[table].breakable = 0;
    for (size_t i = first; i < f->boxes.n; i++) {
        f->boxes.v[i].floats = f->boxes.v[table].floats;
        if (whole && i + 1 < f->boxes.n)
            f->boxes.v[i].breakable = 0;
    }
    if (!whole)
        f->boxes.v[table].floats = 0;
}

int add_table(struct flow *f, const struct grid *g, const struct table_style *s, double note_size)
{
    struct table *t;
    struct box *b;
    size_t at;

    if (g->ncolumns == 0)
        return 0;
    if (table_new(f->l, g, s, f->frame.bottom - f->frame.top, &t))
        return -1;
    b = flow_add(f, BOX_TABLE);
    at = f->boxes.n - 1;
    b->table = t;
    add_note(f, g, s, note_size, at);
    return 0;
}

static int add_body_table(struct body *b, const struct node *n)
{
    struct flow *f = b->flow;
    const struct grid *g = n->table;
    struct table_style s = {.left = f->frame.left,
                            .right = f->frame.right,
                            .size = TABLE_SIZE,
                            .header_size = TABLE_SIZE,
                            .number_size = TABLE_NUMBER_SIZE,
                            .row_padding = TABLE_ROW_PADDING,
                            .caption = 1,
                            .element = f->element};
    size_t first = f->boxes.n, n_boxes;

    if (add_table(f, g, &s, TABLE_SIZE))
        return -1;
    n_boxes = f->boxes.n;
    if (first == n_boxes)
        return 0;
    for (size_t i = first; i < n_boxes; i++)
        f->boxes.v[i].floats = 1;
    f->boxes.v[first].target = target_add(f->l, n->id ? n->id : g->id, g->label ? g->label : "", 0);
    f->boxes.v[n_boxes - 1].after = BLOCK_GAP;
    return 0;
}

static int add_node(struct body *b, size_t i)
{
    const struct node *n = &b->doc->nodes[i];
    struct flow *f = b->flow;

    if (n->type != NODE_ITEM)
        b->lists.n = 0;
    switch (n->type) {
    case NODE_TITLE:
        add_title(f, n);
        break;
    case NODE_ADDRESSEES:
        add_addressees(f, n);
        break;
    case NODE_HEADING:
        add_heading(b, n);
        break;
    case NODE_PARAGRAPH:
        add_paragraph(b, &n->text, "P");
        break;
    case NODE_ITEM:
        add_item(b, i);
        break;
    case NODE_TABLE:
        return add_body_table(b, n);
    case NODE_CHART:
        add_chart(f, n->chart);
        break;
    case NODE_SIGNATURE:
        add_signature(f, n->signature);
        break;
    }
    return 0;
}

/* "… như sau:" stays with the first item of the list that it announces. */
static void keep_announcement(struct body *b, size_t i)
{
    const struct text *t = &b->doc->nodes[i].text;
    const char *s = t->n ? t->v[t->n - 1].text : "";
    size_t n = strlen(s);

    if (b->doc->nodes[i].type == NODE_PARAGRAPH && n && s[n - 1] == ':' && i + 1 < b->doc->nnodes &&
        b->doc->nodes[i + 1].type == NODE_ITEM && b->flow->boxes.n)
        b->flow->boxes.v[b->flow->boxes.n - 1].breakable = 0;
}

int add_body(struct flow *f, const struct document *doc)
{
    struct body b = {.flow = f, .doc = doc};

    for (size_t i = 0; i < doc->nnodes; i++) {
        if (add_node(&b, i))
            return -1;
        keep_announcement(&b, i);
    }
    return 0;
}
