/* Recipients and signature, side by side (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.9). */
#include <math.h>

#include "render/layout_impl.h"

#define SIGN_GAP 14.0           /* clear space above the block */
#define SIGN_COLUMN MM(75)      /* from the left edge of the text to the column of titles */
#define RECIPIENTS_WIDTH MM(71) /* leaves air before that column */
#define SIGNING_SPACE MM(30)    /* clear, between the last title and the name: for signature and seal */
#define FIELD_WIDTH MM(70)      /* the digital signature's, in the middle of that space */
#define FIELD_HEIGHT MM(26)
#define RECIPIENTS_HEAD 12.0 /* sizes */
#define RECIPIENTS_SIZE 11.0
#define RECIPIENTS_FIRST 14.46 /* baselines */
#define RECIPIENTS_PITCH 13.5

/* Lines of one column; y is the first baseline, the last one is returned. */
static double add_column(struct flow *f, struct box *b, const char *text, const struct text_style *s, double x,
                         double y, double pitch)
{
    struct text t = {.v = &(struct run){.text = text}, .n = 1};
    struct text_lines lines = {0};

    text_break(f->l, &t, s, &lines);
    text_note_cuts(f->l, &lines);
    for (size_t i = 0; i < lines.lines.n; i++)
        for (size_t k = 0; k < lines.lines.v[i].nitems; k++) {
            struct placed *p = flow_item(f, b);

            *p = lines.items.v[lines.lines.v[i].item + k];
            p->item.x += x;
            p->item.y = y + (double)i * pitch;
        }
    return lines.lines.n ? y + (double)(lines.lines.n - 1) * pitch : y;
}

static double add_recipients(struct flow *f, struct box *b, const struct signature *x, double y)
{
    struct layout *l = f->l;
    struct text_style head = {.size = RECIPIENTS_HEAD, .width = RECIPIENTS_WIDTH, .style = RUN_BOLD | RUN_ITALIC};
    double dash = text_width(l, FACE_REGULAR, RECIPIENTS_SIZE, "- ");
    struct text_style s = {.size = RECIPIENTS_SIZE, .width = RECIPIENTS_WIDTH - dash};
    struct element *list;

    if (x->nrecipients == 0)
        return 0;
    head.element = element_add(l, f->element, "P");
    y = add_column(f, b, "Nơi nhận:", &head, f->frame.left, y, RECIPIENTS_PITCH) + RECIPIENTS_FIRST - RECIPIENTS_PITCH;
    list = element_add(l, f->element, "L");
    for (size_t i = 0; i < x->nrecipients; i++) {
        struct element *li = element_add(l, list, "LI");

        y += RECIPIENTS_PITCH;
        *flow_item(f, b) = (struct placed){.item = {.type = ITEM_TEXT,
                                                    .element = element_add(l, li, "Lbl"),
                                                    .x = f->frame.left,
                                                    .y = y,
                                                    .w = text_width(l, FACE_REGULAR, RECIPIENTS_SIZE, "-"),
                                                    .text = "-",
                                                    .face = FACE_REGULAR,
                                                    .size = RECIPIENTS_SIZE,
                                                    .space_after = 1}};
        s.element = element_add(l, li, "LBody");
        y = add_column(f, b, list_entry(l->arena, x->recipients[i], i + 1 == x->nrecipients), &s, f->frame.left + dash,
                       y, RECIPIENTS_PITCH);
    }
    return y + descent(l, FACE_REGULAR, RECIPIENTS_SIZE);
}

/* Between title and name, where the signature of the person stands (Phụ lục I, II.7.c). */
static void add_field(struct flow *f, struct box *b, const struct signature *x, double axis, double top)
{
    struct element *form = element_add(f->l, f->element, "Form");

    form->alt = arena_printf(f->l->arena, "Chữ ký số của %s", x->ntitles ? x->titles[x->ntitles - 1] : x->name);
    *flow_item(f, b) = (struct placed){.item = {.type = ITEM_SIGNATURE,
                                                .element = form,
                                                .x = axis - FIELD_WIDTH / 2,
                                                .y = top + (SIGNING_SPACE - FIELD_HEIGHT) / 2,
                                                .w = FIELD_WIDTH,
                                                .h = FIELD_HEIGHT}};
}

void add_signature(struct flow *f, const struct signature *x)
{
    struct layout *l = f->l;
    struct box *b = flow_add(f, BOX_BLOCK);
    double up = ascent(l, FACE_BOLD, BODY_SIZE), down = descent(l, FACE_BOLD, BODY_SIZE), y = up, bottom;
    double column = f->frame.left + SIGN_COLUMN;
    struct text_style s = {
        .size = BODY_SIZE, .width = f->frame.right - column, .style = RUN_BOLD, .align = TEXT_CENTRE, .balanced = 1};

    b->gap = SIGN_GAP;
    b->barrier = 1;
    bottom = add_recipients(f, b, x, y);
    for (size_t i = 0; i < x->ntitles; i++) {
        s.element = element_add(l, f->element, "P");
        y = add_column(f, b, x->titles[i], &s, column, i ? y + BODY_PITCH : y, BODY_PITCH);
    }
    if (l->signature_field)
        add_field(f, b, x, column + s.width / 2, y + down);
    y += down + SIGNING_SPACE + up;
    if (*x->name) {
        s.element = element_add(l, f->element, "P");
        y = add_column(f, b, x->name, &s, column, y, BODY_PITCH);
    }
    b->below = fmax(bottom, y + down);
}
