/* Inside of the layout engine, for layout*.c, table*.c and chart.c only. Lengths are points; the faces of page.h are
 * the run styles of document.h: bold 1, italic 2. */
#ifndef RENDER_LAYOUT_IMPL_H
#define RENDER_LAYOUT_IMPL_H

#include "doc/document.h"
#include "render/layout.h"

/* Nghị định 30/2020/NĐ-CP, Phụ lục I: margins top and bottom 20–25 mm, left 30–35, right 15–20. */
#define MARGIN_TOP MM(20)
#define MARGIN_BOTTOM MM(20)
#define MARGIN_LEFT MM(30)
#define MARGIN_RIGHT MM(20)

#define BODY_SIZE 14.0
#define BODY_PITCH 18.0    /* between single (16,1) and 1,5 lines */
#define PARAGRAPH_GAP 6.0  /* at least 6 pt between paragraphs */
#define BODY_INDENT MM(10) /* 1 cm or 1,27 cm */
#define SINGLE 1.15        /* single line spacing of the face, times the size */
#define BLOCK_GAP 13.0     /* clear space above and below a table or chart */
#define CAPTION_SIZE 13.0
#define RULE_WIDTH 0.75
#define HOLE 0.25 /* of the text's height: rather than leave so much of a page empty tables and rows are split */

struct frame { /* a page's size and the edges of its text area */
    double width, height, left, right, top, bottom;
};

/* An item with the reference it carries; positions relative to whatever holds it. */
struct placed {
    struct ink item;
    const char *target; /* NULL: no link */
};

struct breaker; /* working memory of line breaking */

struct layout {
    struct arena *arena;
    const struct document *doc;
    const struct metrics *metrics;
    struct pages *out;
    struct notes *notes;
    struct err *err;
    size_t tag_rows; /* as struct layout_options */
    int signature_field;
    const char *place; /* what is being laid out, for messages */
    int32_t *advance[FACE_COUNT];
    VEC(uint32_t) missing; /* characters that a face of the font lacks */
    struct breaker *breaker;
    struct page *page; /* being filled; its items and links are below until it is full */
    VEC(struct item) items;
    VEC(struct link) links;
    int nelements;
};

struct element *element_add(struct layout *l, struct element *parent, const char *role); /* parent NULL: the root */
struct element *element_after(struct layout *l, struct element *sibling, const char *role);

/* ---- layout_text.c: measuring and breaking ---- */
enum text_align { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT, TEXT_JUSTIFY };

struct text_style {
    double size, width;
    double indent;  /* of the first line */
    unsigned style; /* added to every run's */
    enum text_align align;
    int balanced; /* as few lines as possible, of nearly equal length (not with TEXT_JUSTIFY) */
    int formula;  /* may also break after "=" and "+" */
    int red;
    struct element *element; /* NULL: artifact */
};

struct text_line {
    size_t item, nitems; /* in items of the text_lines */
    double x, width;     /* of the ink */
};

struct text_lines {
    VEC(struct text_line) lines;
    VEC(struct placed) items; /* x from the column's left edge, y 0 */
    size_t cuts;              /* words split because they are wider than a whole line */
    const char *cut_word;     /* the first of them */
};

/* When all is laid out: how many characters the font lacks beside those that were told one by one. */
void text_missing(struct layout *l);
/* Of a text that was measured: the same, with the sign that stands for characters which the font lacks. */
const char *text_shown(struct layout *l, enum face face, const char *s);
/* Sum of advances in 1/1000 of the size. */
int64_t text_em(struct layout *l, enum face face, const char *s, size_t n);
double text_width(struct layout *l, enum face face, double size, const char *s);
void text_break(struct layout *l, const struct text *t, const struct text_style *s, struct text_lines *out);
size_t text_count(struct layout *l, const struct text *t, const struct text_style *s); /* lines only */
/* Widest part that cannot be broken, and the whole on one line (longest of forced lines), in 1/1000 of the size. */
void text_extent(struct layout *l, const struct text *t, unsigned style, int formula, int64_t *least, int64_t *whole);
const char *text_short(struct arena *a, const char *s); /* its beginning, for messages */
void text_note_cuts(struct layout *l, const struct text_lines *lines);

double ascent(const struct layout *l, enum face face, double size);
double descent(const struct layout *l, enum face face, double size);
/* Two and more blanks in a row stay as wide as they are (places left free for number and date). */
const char *text_keep_blanks(struct arena *a, const char *s);

/* ---- layout_flow.c: boxes one below the other, cut into pages ---- */
enum box_kind { BOX_LINE, BOX_BLOCK, BOX_TABLE };
#define NO_TARGET ((size_t)-1)

struct table;
struct table_style;

struct box {
    enum box_kind kind;
    double above, below; /* extent around the baseline of a line, the top of a block or table (above is 0) */
    double lead;         /* line after line: distance of the baselines */
    double gap;          /* otherwise: clear space above */
    double after;        /* line before line: clear space at least */
    size_t item, nitems; /* in flow->items; y relative to baseline or top */
    int breakable;       /* a page may end after it */
    int heading;
    int barrier; /* what floats may not pass it */
    int floats;  /* part of a chart or table that may move to the next page */
    size_t target;
    struct table *table;
};

struct flow {
    struct layout *l;
    struct frame frame;
    struct element *element; /* parent of what stands in it */
    int part, number;        /* of the page being filled */
    VEC(struct box) boxes;
    VEC(struct placed) items;
    VEC(size_t) waiting;      /* first boxes of floating groups */
    const struct box *before; /* last box on this page, NULL on a fresh one */
    double y;                 /* its baseline or lower edge */
    double next_gap;          /* overrides lead and gap of the next box added, if > 0 */
};

void flow_init(struct flow *f, struct layout *l, int part, int landscape);
struct box *flow_add(struct flow *f, enum box_kind kind); /* valid until the next flow_add; breakable, no target */
struct placed *flow_item(struct flow *f, struct box *b);  /* added to the last box */
/* Lines of text as boxes, left edge at x; `lead` for the second and later lines. Returns the index of the first. */
size_t flow_lines(struct flow *f, const struct text_lines *t, double x, double size, double lead, double first_lead);
void flow_prepend(struct flow *f, size_t box, const struct placed *p); /* before the items of a recent box */
/* Widows and orphans: of n lines from `first` on, two stay together on either side of a page break. */
void flow_paragraph(struct flow *f, size_t first);
void flow_fit(struct flow *f); /* rows of its table tighter if that saves a page */
void flow_run(struct flow *f);
/* Copies an item to the current page, moved; makes its link. */
void page_put(struct layout *l, const struct placed *p, double dx, double dy);
void page_item(struct layout *l, const struct ink *i); /* adds it to the current page */
size_t target_add(struct layout *l, const char *id, const char *label, int outline_level);

/* ---- the parts of a report ---- */
void add_page_marks(const struct flow *f); /* layout_marks.c: in the margins of the page just opened */
/* A rule centred at x. */
struct placed rule_item(double x, double y, double length);
/* Share of `of` (0,42 in the letterhead), moved to between 1/3 and 1/2 of both widths where they leave room for that.
 */
double rule_length(double share, double of, double shortest, double longest);
void add_letterhead(struct flow *f, const struct letterhead *h); /* layout_head.c */
void add_title(struct flow *f, const struct node *n);            /* layout_head.c */
void add_addressees(struct flow *f, const struct node *n);       /* layout_head.c */
void add_annex_head(struct flow *f, const struct annex *x);      /* layout_annex.c */
void add_signature(struct flow *f, const struct signature *s);   /* layout_sign.c */
int add_body(struct flow *f, const struct document *doc);        /* layout_body.c */
/* A table with what belongs below it. */
int add_table(struct flow *f, const struct grid *g, const struct table_style *s, double note_size); /* layout_body.c */
void add_chart(struct flow *f, const struct chart *c);                                              /* chart.c */
const char *list_entry(struct arena *a, const char *s, int last); /* "Như trên" → "Như trên;", the last one "." */

#endif
