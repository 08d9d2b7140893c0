/* Markdown → nodes of a document.
 *
 * Read: headings # ## ### (numbered I. 1. a) by themselves; level 1 in capitals), paragraphs, **bold**, *italic*, lists
 * ("-", inside them "+"; numbered ones keep their first number), paragraphs "a) …" (items too), pipe tables with the
 * caption in a paragraph "Bảng: …" before them, two blanks or "\" at the end of a line for a forced line break,
 * entities. Anything else (images, HTML, links, code, quotes, rules) is an error with file and line, and so is a mark
 * that md4c would silently print or drop: "**đúng hạn,**đạt", a table without its |---| row, a row with a cell too
 * many.
 *
 * Values are put in after parsing: the text holds one private code point for each (slot_put), which md4c takes for a
 * letter, so a value can never become markup. */
#ifndef DOC_MARKDOWN_H
#define DOC_MARKDOWN_H

#include "base/err.h"
#include "doc/document.h"

/* Grows by vec_add. */
struct node_list {
    struct node *v;
    size_t n, cap;
};

enum slot_kind {
    SLOT_TEXT,  /* runs inside a line */
    SLOT_POINT, /* {{diem}}: starts a paragraph, gives it the next letter "a)" since the last heading */
    SLOT_BLOCK  /* a paragraph of its own: table, chart, fragment */
};

#define SLOT_BASE 0xF0000u /* plane 15 is private: no text of ours may hold it */
#define SLOT_COUNT 0xFFFDu
size_t slot_put(size_t index, char out[4]);

struct slots {
    void *ctx;
    enum slot_kind (*kind)(void *ctx, size_t index);
    int (*runs)(void *ctx, size_t index, struct text *out, struct err *err);
    int (*block)(void *ctx, size_t index, struct node_list *out, struct err *err);
};

/* Counters that run through a whole report. */
struct numbering {
    int heading[3], point, table, chart;
};

struct markdown {
    const char *text; /* valid UTF-8 */
    const char *path; /* for messages */
    const int *lines; /* line i (from 0) of the text is line lines[i] of the file; NULL: i + 1 */
    size_t nlines;
    enum status status;     /* of errors: 78 in a template, 65 in what people write */
    int headings;           /* allowed */
    const char *table_word; /* "Bảng" */
    struct slots slots;
};

int markdown_read(struct arena *a, const struct markdown *m, struct numbering *num, struct node_list *out,
                  struct err *err);

#endif
