/* What stands in the margins of a page: its number, and what tells a draft from the paper that is signed. */
#include "render/layout_impl.h"

/* Nghị định 30/2020/NĐ-CP, Phụ lục I, I.7: in the top margin, centred, 13–14 pt, not on the first page. */
#define NUMBER_BASELINE MM(13)
#define NUMBER_SIZE 13.0
#define DRAFT_SIZE 13.0
#define STAMP_TOP MM(6) /* below the text area */
#define STAMP_SIZE 10.0
#define STAMP_MIN 5.0
#define FOOT MM(5) /* free at the edge of the sheet: printers do not reach it */
#define FOOTER_SIZE 8.0
#define FOOTER_MIN 5.0
#define FOOTER_GAP 2.0 /* clear, stamp to footer */

static void page_text(struct layout *l, enum face face, double size, const char *s, double x, double y)
{
    page_item(l, &(struct ink){.type = ITEM_TEXT,
                               .x = x,
                               .y = y,
                               .w = text_width(l, face, size, s),
                               .text = s,
                               .face = face,
                               .size = size});
}

/* At the left margin, one line: a longer one gets smaller. Returns its upper edge. */
static double put_footer(const struct flow *f, double bottom)
{
    struct layout *l = f->l;
    double size = FOOTER_SIZE, room = f->frame.right - f->frame.left, y;

    while (size > FOOTER_MIN && text_width(l, FACE_REGULAR, size, l->doc->footer) > room)
        size -= 0.5;
    y = bottom - descent(l, FACE_REGULAR, size);
    page_text(l, FACE_REGULAR, size, l->doc->footer, f->frame.left, y);
    return y - ascent(l, FACE_REGULAR, size);
}

static void put_stamp(const struct flow *f, double bottom)
{
    struct layout *l = f->l;
    struct text t = {.v = &(struct run){.text = l->doc->stamp}, .n = 1};
    struct text_style s = {.size = STAMP_SIZE,
                           .width = f->frame.right - f->frame.left,
                           .style = RUN_ITALIC,
                           .align = TEXT_CENTRE,
                           .balanced = 1};
    double top = f->frame.bottom + STAMP_TOP;
    struct text_lines lines = {0};

    while (s.size > STAMP_MIN && (double)text_count(l, &t, &s) * SINGLE * s.size > bottom - top)
        s.size -= 0.5;
    text_break(l, &t, &s, &lines);
    for (size_t i = 0; i < lines.lines.n; i++) {
        double y = top + ascent(l, FACE_ITALIC, s.size) + (double)i * SINGLE * s.size;

        for (size_t k = 0; k < lines.lines.v[i].nitems; k++)
            page_put(l, &lines.items.v[lines.lines.v[i].item + k], f->frame.left, y);
    }
}

void add_page_marks(const struct flow *f)
{
    struct layout *l = f->l;
    const struct document *doc = l->doc;
    double bottom = f->frame.height - FOOT;

    if (f->number > 1) {
        const char *s = arena_printf(l->arena, "%d", f->number);
        double w = text_width(l, FACE_REGULAR, NUMBER_SIZE, s);

        page_text(l, FACE_REGULAR, NUMBER_SIZE, s, (f->frame.left + f->frame.right - w) / 2, NUMBER_BASELINE);
    }
    if (doc->draft)
        page_text(l, FACE_BOLD, DRAFT_SIZE, DRAFT_MARK,
                  f->frame.right - text_width(l, FACE_BOLD, DRAFT_SIZE, DRAFT_MARK), NUMBER_BASELINE);
    if (doc->draft && doc->footer && *doc->footer)
        bottom = put_footer(f, bottom) - FOOTER_GAP;
    if (doc->stamp && *doc->stamp)
        put_stamp(f, bottom);
}
