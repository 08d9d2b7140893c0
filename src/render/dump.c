#include "render/dump.h"

#include <string.h>

#include "base/buf.h"

/* What would be lost in plain text is shown: U+00A0 as "␣", a line end as "⏎", "\" and the marks of this format
 * escaped. Runs: {b …} bold, {i …} italic, {bi …}; [text](figure id); [text]->(target). */
static void put_text(struct buf *out, const char *s)
{
    for (; *s; s++) {
        if (s[0] == '\n') {
            buf_puts(out, "⏎");
        } else if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0) {
            buf_puts(out, "␣");
            s++;
        } else {
            if (strchr("\\{}[]|", *s))
                buf_putc(out, '\\');
            buf_putc(out, *s);
        }
    }
}

static void put_runs(struct buf *out, const struct text *t)
{
    static const char *const open[] = {"", "{b ", "{i ", "{bi "};

    for (size_t i = 0; i < t->n; i++) {
        const struct run *r = &t->v[i];

        buf_puts(out, open[r->style & 3]);
        if (r->figure || r->target)
            buf_putc(out, '[');
        put_text(out, r->text);
        if (r->figure || r->target)
            buf_putc(out, ']');
        if (r->figure)
            buf_printf(out, "(%s)", r->figure);
        if (r->target)
            buf_printf(out, "->(%s)", r->target);
        if (r->style & 3)
            buf_putc(out, '}');
    }
}

static void indent(struct buf *out, int depth)
{
    for (int i = 0; i < depth; i++)
        buf_puts(out, "  ");
}

/* "name: text", left out when there is none. */
static void field(struct buf *out, int depth, const char *name, const char *s)
{
    if (!s || !*s)
        return;
    indent(out, depth);
    buf_printf(out, "%s: ", name);
    put_text(out, s);
    buf_putc(out, '\n');
}

static void day_field(struct buf *out, int depth, const char *name, day_t d)
{
    char iso[11];

    field(out, depth, name, day_iso(d, iso));
}

static void list(struct buf *out, int depth, const char *name, const char *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        indent(out, depth);
        buf_printf(out, "%s: ", name);
        put_text(out, v[i] ? v[i] : "");
        buf_putc(out, '\n');
    }
}

/* ------------------------------------------------------------ tables */

static const char *kind_name(enum cell_kind k)
{
    static const char *const names[] = {[CELL_EMPTY] = "empty", [CELL_TEXT] = "text", [CELL_COUNT] = "count",
                                        [CELL_RATE] = "rate",   [CELL_DATE] = "date", [CELL_MISSING] = "missing"};

    return names[k];
}

static void put_column(struct buf *out, int depth, const struct column *c)
{
    static const char *const aligns[] = {[ALIGN_LEFT] = "left", [ALIGN_CENTRE] = "centre", [ALIGN_RIGHT] = "right"};

    indent(out, depth);
    buf_printf(out, "column %s %s %s", c->name ? c->name : "-", kind_name(c->kind), aligns[c->align]);
    if (c->number)
        buf_printf(out, " number=%s", c->number);
    if (c->formula)
        buf_printf(out, " formula=%s", c->formula);
    if (c->weight > 0) /* thousandths: no decimal point of a locale */
        buf_printf(out, " weight=%ld", (long)(c->weight * 1000));
    buf_putc(out, '\n');
}

static void put_cell(struct buf *out, const struct cell *c)
{
    put_runs(out, &c->text);
    if (c->kind == CELL_RATE)
        buf_printf(out, " {%lld/%lld}", (long long)c->num, (long long)c->den);
    if (c->kind == CELL_MISSING)
        buf_puts(out, " {missing}");
    if (c->figure && (!c->text.n || c->text.v[0].figure != c->figure))
        buf_printf(out, " (%s)", c->figure);
    if (c->span > 1)
        buf_printf(out, " {span %d}", c->span);
}

static void put_grid(struct buf *out, int depth, const struct grid *g)
{
    static const char *const rows[] = {[ROW_GROUP] = "group",
                                       [ROW_PLAIN] = "row",
                                       [ROW_SUB] = "sub",
                                       [ROW_SUBTOTAL] = "subtotal",
                                       [ROW_TOTAL] = "total"};

    indent(out, depth);
    buf_printf(out, "table %s\n", g->id ? g->id : "-");
    field(out, depth + 1, "label", g->label);
    field(out, depth + 1, "caption", g->caption);
    field(out, depth + 1, "unit", g->unit);
    for (size_t i = 0; i < g->ncolumns; i++)
        put_column(out, depth + 1, &g->columns[i]);
    for (size_t i = 0; i < g->nheader; i++) {
        const struct header_cell *h = &g->header[i];

        indent(out, depth + 1);
        buf_printf(out, "header %d,%d %dx%d: ", h->row, h->column, h->row_span, h->column_span);
        put_text(out, h->label);
        buf_putc(out, '\n');
    }
    for (size_t r = 0; r < g->nrows; r++) {
        indent(out, depth + 1);
        buf_puts(out, rows[g->rows[r].kind]);
        for (size_t c = 0; c < g->ncolumns; c++) {
            buf_puts(out, " | ");
            put_cell(out, &g->rows[r].cells[c]);
        }
        buf_putc(out, '\n');
    }
    if (g->note.n) {
        indent(out, depth + 1);
        buf_puts(out, "note: ");
        put_runs(out, &g->note);
        buf_putc(out, '\n');
    }
}

static void put_chart(struct buf *out, int depth, const struct chart *c)
{
    static const char *const kinds[] = {
        [CHART_GROUPED] = "grouped", [CHART_STACKED] = "stacked", [CHART_SHARES] = "shares"};

    indent(out, depth);
    buf_printf(out, "chart %s\n", c->id ? c->id : "-");
    field(out, depth + 1, "label", c->label);
    field(out, depth + 1, "caption", c->caption);
    field(out, depth + 1, "kind", kinds[c->kind]);
    field(out, depth + 1, "heading", c->heading);
    field(out, depth + 1, "alt", c->alt);
    list(out, depth + 1, "series", c->series, c->nseries);
    for (size_t g = 0; g < c->ngroups; g++) {
        indent(out, depth + 1);
        buf_puts(out, (int)g == c->bold_group ? "group {b " : "group ");
        put_text(out, c->groups[g]);
        buf_puts(out, (int)g == c->bold_group ? "}" : "");
        for (size_t s = 0; s < c->nseries; s++) {
            size_t k = g * c->nseries + s;

            buf_puts(out, " | ");
            if (c->missing[k])
                buf_puts(out, "{missing}");
            else
                buf_printf(out, "%lld", (long long)c->values[k]);
            if (c->figures && c->figures[k])
                buf_printf(out, " (%s)", c->figures[k]);
        }
        buf_putc(out, '\n');
    }
    field(out, depth + 1, "note", c->note);
    field(out, depth + 1, "gaps", c->gaps);
}

/* ------------------------------------------------------------ nodes */

static void put_signature(struct buf *out, int depth, const struct signature *s)
{
    indent(out, depth);
    buf_puts(out, "signature\n");
    list(out, depth + 1, "title", s->titles, s->ntitles);
    field(out, depth + 1, "name", s->name);
    list(out, depth + 1, "recipient", s->recipients, s->nrecipients);
}

static void put_line(struct buf *out, const char *what, int level, const struct node *n)
{
    buf_puts(out, what);
    if (level)
        buf_printf(out, " %d", level);
    if (n->id)
        buf_printf(out, " #%s", n->id);
    buf_puts(out, ": ");
    if (n->marker && *n->marker) {
        put_text(out, n->marker);
        buf_putc(out, ' ');
    }
    put_runs(out, &n->text);
    buf_putc(out, '\n');
}

static void put_node(struct buf *out, const struct node *n)
{
    switch (n->type) {
    case NODE_TITLE:
        list(out, 0, "title", n->lines, n->nlines);
        break;
    case NODE_ADDRESSEES:
        list(out, 0, "addressee", n->lines, n->nlines);
        break;
    case NODE_HEADING:
        put_line(out, "heading", n->level, n);
        break;
    case NODE_PARAGRAPH:
        put_line(out, "paragraph", 0, n);
        break;
    case NODE_ITEM:
        indent(out, n->level);
        put_line(out, "item", n->level, n);
        break;
    case NODE_TABLE:
        put_grid(out, 0, n->table);
        break;
    case NODE_CHART:
        put_chart(out, 0, n->chart);
        break;
    case NODE_SIGNATURE:
        put_signature(out, 0, n->signature);
        break;
    }
}

static void put_annex(struct buf *out, const struct annex *x)
{
    buf_printf(out, "annex %s%s\n", x->id ? x->id : "-", x->landscape ? " landscape" : "");
    field(out, 1, "number", x->number);
    field(out, 1, "title", x->title);
    field(out, 1, "attached", x->attached);
    field(out, 1, "left", x->form_left);
    for (int i = 0; i < 2; i++)
        field(out, 1, "centre", x->form_centre[i]);
    for (int i = 0; i < 2; i++)
        field(out, 1, "right", x->form_right[i]);
    field(out, 1, "sheet", x->sheet);
    if (x->table)
        put_grid(out, 1, x->table);
}

static void put_letterhead(struct buf *out, const struct letterhead *h)
{
    buf_puts(out, "letterhead\n");
    field(out, 1, "parent", h->parent_agency);
    field(out, 1, "agency", h->agency);
    field(out, 1, "number", h->number);
    field(out, 1, "symbol", h->symbol);
    field(out, 1, "place", h->place);
    day_field(out, 1, "date", h->date);
    buf_printf(out, "  year: %d\n", h->year);
    field(out, 1, "urgency", h->urgency);
    field(out, 1, "secrecy", h->secrecy);
}

void dump_document(const struct document *doc, struct buf *out)
{
    buf_printf(out, "document%s\n", doc->draft ? " draft" : "");
    field(out, 1, "title", doc->title);
    field(out, 1, "author", doc->author);
    field(out, 1, "subject", doc->subject);
    field(out, 1, "period", doc->period_code);
    day_field(out, 1, "day", doc->day);
    field(out, 1, "stamp", doc->stamp);
    field(out, 1, "footer", doc->footer);
    put_letterhead(out, &doc->letterhead);
    for (size_t i = 0; i < doc->nnodes; i++)
        put_node(out, &doc->nodes[i]);
    for (size_t i = 0; i < doc->nannexes; i++)
        put_annex(out, &doc->annexes[i]);
    if (doc->findings)
        put_annex(out, doc->findings);
    if (doc->quality) {
        buf_puts(out, "quality ");
        put_annex(out, doc->quality);
    }
    if (doc->data) {
        buf_puts(out, "data\n");
        put_grid(out, 1, doc->data);
    }
}

void dump_worksheet(const struct worksheet *w, struct buf *out)
{
    buf_puts(out, "worksheet\n");
    field(out, 1, "name", w->name);
    field(out, 1, "title", w->title);
    for (int i = 0; i < 2; i++)
        field(out, 1, "line", w->lines[i]);
    put_grid(out, 1, w->table);
}
