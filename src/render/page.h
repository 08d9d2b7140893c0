/* Pages as positioned boxes: what layout makes and the PDF writer draws. Points (1/72 inch), origin top left, y
 * downwards, y of a text is its baseline. No library, no fonts beyond widths. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define MM(x) ((x)*72.0 / 25.4)

enum face { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_COUNT };

/* Widths in 1/1000 of the size; ascent and descent (positive) likewise. A character the font lacks has width -1. */
struct metrics {
    int (*advance)(const void *ctx, enum face face, uint32_t codepoint);
    const void *ctx;
    int ascent[FACE_COUNT], descent[FACE_COUNT];
};

/* Logical structure (for tagging and reading order): element tree in reading order; artifacts have none. */
struct element {
    const char *role; /* "H1" "P" "L" "LI" "Lbl" "LBody" "Table" "TR" "TH" "TD" "Caption" "Figure" "Link" "Form" …
                         (PDF 1.4 standard types) */
    struct element *parent, *first, *last, *next;
    const char *alt;             /* Figure, Form */
    int row_span, column_span;   /* TH, TD; 0 = 1 */
    int scope_row, scope_column; /* TH: what it heads */
    int index;                   /* order of creation */
};

enum item_type { ITEM_TEXT, ITEM_LINE, ITEM_RECT, ITEM_SIGNATURE /* an empty field: nothing is drawn */ };
enum fill { FILL_NONE, FILL_WHITE, FILL_GREY /* #595959 */, FILL_HATCH /* 45° strokes */, FILL_BLACK, FILL_DOTS };

/* An item as it is set. */
struct ink {
    enum item_type type;
    const struct element *element; /* NULL: artifact (rules, page numbers, repeated headers) */
    const char *figure;            /* text: id of the printed figure, NULL */
    double x, y;                   /* text: left end of the baseline; line: one end; rect: top left */
    double w, h;                   /* text: w its width; line: vector to the other end; rect: size */
    union {
        struct {
            const char *text; /* one word or a run of words at natural spacing; never "\n" */
            enum face face;
            double size;
            int space_after; /* 1: a blank follows in the text (next word of the same line, or the next line's) */
        };
        struct {
            double line; /* line width, 0 = no outline */
            enum fill fill;
            double grey; /* stroke: 0 black … 1 white */
        };
    };
    int angle; /* text: degrees counter-clockwise, 0 or 45…; drafts only */
    int red;   /* urgency mark: bright red */
};

/* The same as pages keep it, by the hundred thousand: half the room. 1/10 000 point is exact enough anywhere on a page.
 */
struct item {
    const struct element *element;
    const char *figure;
    union {
        const char *text;
        struct {
            float line, grey;
        };
    };
    float x, y, w;
    union {
        float size; /* text */
        float h;    /* line, rect */
    };
    uint8_t type, face, fill, space_after, red; /* enums of struct ink */
    int16_t angle;
};

struct item item_pack(const struct ink *i);

struct link {
    double x, y, w, h; /* y: top */
    const char *target;
    const struct element *element; /* "Link" */
};

struct page {
    double width, height;
    VEC(struct item) items; /* in drawing order */
    VEC(struct link) links;
    int number;     /* as printed, also when not shown */
    int part;       /* 0 the report, 1… the annexes, then what is wrong with a draft */
    int table_rows; /* body rows of tables that begin on this page (checked after writing) */
};

struct target { /* named places: tables, charts, annexes, headings */
    const char *id, *label;
    size_t page;
    double y;
    int outline_level; /* 1… for the outline, 0 not in it */
};

struct pages {
    VEC(struct page *) list;
    VEC(struct target) targets;
    struct element *root; /* role "Document" */
};

#endif
