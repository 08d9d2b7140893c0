/* Head of the first page: letterhead, title, addressees (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.1–II.5, II.9, III.2 and
 * the diagram in IV). What the decree leaves open is a constant here. */
#include <math.h>
#include <string.h>

#include "base/vi.h"
#include "render/layout_impl.h"

/* Columns of the letterhead, from the left edge of the text: 70 and 90 mm, so that "CỘNG HÒA …" fits on one line. */
#define AGENCY_WIDTH MM(70)
#define AGENCY_TEXT MM(67) /* leaves air before the other column */
#define NATION_WIDTH MM(90)
#define AGENCY_SIZE 12.0
#define NATION_SIZE 12.0
#define MOTTO_SIZE 13.0
#define NUMBER_SIZE 13.0
#define HEAD_PITCH 15.0
#define RULE_BELOW 6.0    /* baseline to rule, clears g and ụ */
#define NUMBER_BELOW 25.0 /* baseline of the last line to that of "Số" */
#define NUMBER_GAP 10     /* blanks left for the number in a draft: 11 mm */
#define DATE_GAP 8        /* … for day and month: 9 mm */
#define MARK_HEIGHT MM(8)
#define MARK_GAP 8.0
#define MARK_SIZE 13.0
#define MARK_LINE 0.75
#define MARK_BORDERS MM(1) /* between two borders */

#define TITLE_GAP 21.8 /* clear space above "BÁO CÁO" */
#define TITLE_WIDTH MM(150)
#define TITLE_RULE 7.6 /* last baseline to rule */
#define AFTER_TITLE 21.1
#define AFTER_ADDRESSEES 17.1
#define RULE_SHARE 0.42

struct placed rule_item(double x, double y, double length)
{
    return (struct placed){.item = {.type = ITEM_LINE, .x = x - length / 2, .y = y, .w = length, .line = RULE_WIDTH}};
}

double rule_length(double share, double of, double shortest, double longest)
{
    double least = longest / 3, most = shortest / 2, length = share * of;

    return least <= most ? fmin(fmax(length, least), most) : length;
}

const char *list_entry(struct arena *a, const char *s, int last)
{
    size_t n;

    while (*s == '-' || *s == ' ')
        s++;
    n = strlen(s);
    while (n && (s[n - 1] == ';' || s[n - 1] == '.' || s[n - 1] == ' '))
        n--;
    return arena_printf(a, "%.*s%s", (int)n, s, last ? "." : ";");
}

/* ---- letterhead ---- */

struct head {
    struct flow *flow;
    struct box *box;
    double shortest, longest, last; /* lines added since reset */
};

/* Lines centred in a column; y is the first baseline, the last one is returned. */
static double add_lines(struct head *h, const char *s, unsigned style, double size, double left, double width, double y)
{
    struct layout *l = h->flow->l;
    struct text t = {.v = &(struct run){.text = s}, .n = 1};
    struct text_style st = {.size = size, .width = width, .style = style, .align = TEXT_CENTRE, .balanced = 1};
    struct text_lines lines = {0};

    st.element = element_add(l, h->flow->element, "P");
    text_break(l, &t, &st, &lines);
    text_note_cuts(l, &lines);
    for (size_t i = 0; i < lines.lines.n; i++) {
        const struct text_line *line = &lines.lines.v[i];

        for (size_t k = 0; k < line->nitems; k++) {
            struct placed *p = flow_item(h->flow, h->box);

            *p = lines.items.v[line->item + k];
            p->item.x += left;
            p->item.y = y + (double)i * HEAD_PITCH;
        }
        h->longest = fmax(h->longest, line->width);
        h->shortest = h->shortest > 0 ? fmin(h->shortest, line->width) : line->width;
        h->last = line->width;
    }
    return y + ((double)lines.lines.n - 1) * HEAD_PITCH;
}

static void add_border(struct head *h, double x, double y, double width, double height)
{
    *flow_item(h->flow, h->box) = (struct placed){
        .item = {.type = ITEM_RECT, .x = x, .y = y, .w = width, .h = height, .line = MARK_LINE, .red = 1}};
}

/* Stamps in bright red. Urgency: Phụ lục I, III.2.b. Secrecy (III.2.a leaves it to its own law): Thông tư
 * 24/2020/TT-BCA, Điều 3 and mẫu 01–03. */
static double add_mark(struct head *h, const char *s, double top)
{
    static const struct {
        const char *text;
        double width;
        int borders;
    } boxes[] = {{"KHẨN", MM(20), 1}, {"THƯỢNG KHẨN", MM(40), 1}, {"HỎA TỐC", MM(30), 1},
                 {"MẬT", MM(20), 1},  {"TỐI MẬT", MM(30), 2},     {"TUYỆT MẬT", MM(40), 2}};
    struct flow *f = h->flow;
    struct layout *l = f->l;
    double axis = f->frame.left + AGENCY_WIDTH / 2, width = MM(20), height, y;
    size_t first = h->box->nitems;
    int borders = 1;

    h->longest = 0;
    y = add_lines(h, s, RUN_BOLD, MARK_SIZE, axis - AGENCY_TEXT / 2 + MM(2), AGENCY_TEXT - MM(4), 0);
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
        if (!strcmp(boxes[i].text, s)) {
            width = boxes[i].width;
            borders = boxes[i].borders;
        }
    width = fmax(width, h->longest + MM(3));
    height = fmax(MARK_HEIGHT, y + MARK_HEIGHT);
    for (size_t i = first; i < h->box->nitems; i++) {
        struct ink *it = &f->items.v[h->box->item + i].item;

        it->y += top + (MARK_HEIGHT + ascent(l, FACE_BOLD, MARK_SIZE) - descent(l, FACE_BOLD, MARK_SIZE)) / 2;
        it->red = 1;
    }
    for (int i = 0; i < borders; i++)
        add_border(h, axis - width / 2 + i * MARK_BORDERS, top + i * MARK_BORDERS, width - 2 * i * MARK_BORDERS,
                   height - 2 * i * MARK_BORDERS);
    return top + height;
}

static const char *blanks(struct arena *a, int n)
{
    char *s = arena_alloc(a, (size_t)n * 2 + 1);

    for (int i = 0; i < n; i++)
        memcpy(s + 2 * i, "\xC2\xA0", 2);
    return s;
}

static const char *number_line(struct arena *a, const struct letterhead *h)
{
    if (*h->number)
        return arena_printf(a, "Số:\xC2\xA0%s/%s", h->number, h->symbol);
    return arena_printf(a, "Số:%s/%s", blanks(a, NUMBER_GAP), h->symbol);
}

/* A place too long for one line has lines of its own above the date. */
static const char *date_line(struct layout *l, const struct letterhead *h)
{
    struct arena *a = l->arena;
    const char *date, *line;

    if (h->date != DAY_NONE)
        date = vi_date_long(a, h->date);
    else
        date = arena_printf(a, "ngày%stháng%snăm\xC2\xA0%d", blanks(a, DATE_GAP), blanks(a, DATE_GAP), h->year);
    if (!*h->place)
        return date;
    line = arena_printf(a, "%s, %s", h->place, date);
    return text_width(l, FACE_ITALIC, NUMBER_SIZE, line) <= NATION_WIDTH ? line
                                                                         : arena_printf(a, "%s,\n%s", h->place, date);
}

static size_t count_lines(struct layout *l, const char *s, unsigned style, double size, double width)
{
    const struct text t = {.v = &(struct run){.text = s}, .n = 1};

    return text_count(l, &t, &(struct text_style){.size = size, .width = width, .style = style, .balanced = 1});
}

void add_letterhead(struct flow *f, const struct letterhead *x)
{
    struct layout *l = f->l;
    struct head h = {.flow = f, .box = flow_add(f, BOX_BLOCK)};
    double left = f->frame.left, agency_left = left + (AGENCY_WIDTH - AGENCY_TEXT) / 2;
    double nation_left = left + AGENCY_WIDTH, top = ascent(l, FACE_REGULAR, AGENCY_SIZE);
    double agency = top, motto = top + HEAD_PITCH, number, bottom, date_lines;
    const char *date = date_line(l, x);

    if (*x->parent_agency)
        agency = add_lines(&h, x->parent_agency, 0, AGENCY_SIZE, agency_left, AGENCY_TEXT, top) + HEAD_PITCH;
    if (*x->agency) {
        h.longest = h.shortest = 0;
        agency = add_lines(&h, x->agency, RUN_BOLD, AGENCY_SIZE, agency_left, AGENCY_TEXT, agency) + HEAD_PITCH;
    }
    agency -= HEAD_PITCH;
    if (h.longest > 0)
        *flow_item(f, h.box) = rule_item(left + AGENCY_WIDTH / 2, agency + RULE_BELOW,
                                         rule_length(RULE_SHARE, h.last, h.shortest, h.longest));

    /* The date stands on the line of the number, also when its place needs lines above it. */
    date_lines = (double)count_lines(l, date, RUN_ITALIC, NUMBER_SIZE, NATION_WIDTH);
    number = fmax(agency, motto + (date_lines - 1) * HEAD_PITCH) + NUMBER_BELOW;
    bottom = add_lines(&h, number_line(l->arena, x), 0, NUMBER_SIZE, agency_left, AGENCY_TEXT, number);
    bottom += descent(l, FACE_REGULAR, NUMBER_SIZE);
    if (x->secrecy && *x->secrecy)
        bottom = add_mark(&h, x->secrecy, bottom + MARK_GAP);
    if (x->urgency && *x->urgency)
        bottom = add_mark(&h, x->urgency, bottom + MARK_GAP);

    add_lines(&h, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RUN_BOLD, NATION_SIZE, nation_left, NATION_WIDTH, top);
    h.longest = h.shortest = 0;
    add_lines(&h, "Độc lập - Tự do - Hạnh phúc", RUN_BOLD, MOTTO_SIZE, nation_left, NATION_WIDTH, motto);
    *flow_item(f, h.box) = rule_item(nation_left + NATION_WIDTH / 2, motto + RULE_BELOW, h.longest);
    add_lines(&h, date, RUN_ITALIC, NUMBER_SIZE, nation_left, NATION_WIDTH, number - (date_lines - 1) * HEAD_PITCH);
    bottom = fmax(bottom, number + descent(l, FACE_ITALIC, NUMBER_SIZE));
    h.box->below = bottom;
    h.box->breakable = 0;
    f->next_gap = TITLE_GAP;
}

/* ---- title ---- */

#define UNEVEN 0.06 /* how uneven lines may get to end at a comma: sum of squares, parts of the width */

static int ends_phrase(const char *word, size_t n)
{
    return n && strchr(",;:", word[n - 1]);
}

/* A title that needs more lines than it was given, with its lines broken at commas where that leaves them nearly equal,
 * and of equal length otherwise. */
static const char *break_by_sense(struct layout *l, const char *s, const struct text_style *st)
{
    struct text t = {.v = &(struct run){.text = s}, .n = 1};
    size_t lines = text_count(l, &t, st), n = 0;
    struct word {
        size_t from, to;
        double *cost;       /* [k]: of the words before this one in k lines */
        size_t *first_word; /* [k]: of the last of those lines */
    } * w;
    double mean;
    char *out;

    if (lines < 2 || strchr(s, '\n'))
        return s;
    w = arena_alloc(l->arena, (strlen(s) + 2) * sizeof *w);
    for (size_t at = strspn(s, " "); s[at]; at += strspn(s + at, " ")) {
        w[n].from = at;
        at += strcspn(s + at, " ");
        w[n].to = at;
        n++;
    }
    w[n].from = strlen(s);
    mean = text_width(l, FACE_BOLD, st->size, s) / (double)lines;
    for (size_t i = 0; i <= n; i++) {
        w[i].cost = arena_alloc(l->arena, (lines + 1) * sizeof *w[i].cost);
        w[i].first_word = arena_alloc(l->arena, (lines + 1) * sizeof *w[i].first_word);
        for (size_t k = 0; k <= lines; k++)
            w[i].cost[k] = i || k ? HUGE_VAL : 0;
        for (size_t j = i; j-- > 0;) {
            double width = text_width(l, FACE_BOLD, st->size,
                                      arena_strndup(l->arena, s + w[j].from, w[i - 1].to - w[j].from)),
                   off = (width - mean) / st->width, cost = off * off;

            if (width > st->width)
                break;
            if (i < n && !ends_phrase(s + w[i - 1].from, w[i - 1].to - w[i - 1].from))
                cost += UNEVEN;
            for (size_t k = 1; k <= lines; k++)
                if (w[j].cost[k - 1] + cost < w[i].cost[k]) {
                    w[i].cost[k] = w[j].cost[k - 1] + cost;
                    w[i].first_word[k] = j;
                }
        }
    }
    if (w[n].cost[lines] == HUGE_VAL) /* a word wider than a line */
        return s;
    out = arena_strdup(l->arena, s);
    for (size_t i = n, k = lines; k > 1; k--) {
        i = w[i].first_word[k];
        out[w[i].from - 1] = '\n';
    }
    return out;
}

void add_title(struct flow *f, const struct node *n)
{
    struct layout *l = f->l;
    struct element *e = element_add(l, f->element, "H1");
    double left = (f->frame.left + f->frame.right - TITLE_WIDTH) / 2, shortest = 0, longest = 0, last = 0;
    struct text_lines lines = {0};
    struct box *b;

    for (size_t i = 0; i < n->nlines; i++) {
        struct text_style s = {.size = BODY_SIZE,
                               .width = TITLE_WIDTH,
                               .style = RUN_BOLD,
                               .align = TEXT_CENTRE,
                               .balanced = 1,
                               .element = e};
        struct text t = {.v = &(struct run){.text = break_by_sense(l, n->lines[i], &s)}, .n = 1};

        text_break(l, &t, &s, &lines);
        if (lines.items.n && i + 1 < n->nlines)
            lines.items.v[lines.items.n - 1].item.space_after = 1;
        flow_lines(f, &lines, left, BODY_SIZE, BODY_PITCH, BODY_PITCH);
        for (size_t k = 0; i > 0 && k < lines.lines.n; k++) {
            last = lines.lines.v[k].width;
            longest = fmax(longest, last);
            shortest = shortest > 0 ? fmin(shortest, last) : last;
        }
    }
    if (f->boxes.n == 0)
        return;
    for (size_t i = f->boxes.n; i-- > 0 && f->boxes.v[i].kind == BOX_LINE;)
        f->boxes.v[i].breakable = 0;
    b = &f->boxes.v[f->boxes.n - 1];
    if (longest > 0) { /* a solid line of 1/3 to 1/2 of the subject */
        *flow_item(f, b) = rule_item((f->frame.left + f->frame.right) / 2, TITLE_RULE,
                                     rule_length(RULE_SHARE, last, shortest, longest));
        b->below = TITLE_RULE + RULE_WIDTH / 2;
    }
    f->next_gap = AFTER_TITLE;
}

/* ---- addressees ---- */

#define ADDRESSED "Kính gửi:"

static void one_addressee(struct flow *f, const char *name)
{
    struct layout *l = f->l;
    struct text t = {.v = &(struct run){.text = arena_printf(l->arena, ADDRESSED " %s", name)}, .n = 1};
    struct text_style s = {.size = BODY_SIZE, .width = TITLE_WIDTH, .align = TEXT_CENTRE, .balanced = 1};
    struct text_lines lines = {0};

    s.element = element_add(l, f->element, "P");
    text_break(l, &t, &s, &lines);
    flow_paragraph(f, flow_lines(f, &lines, (f->frame.left + f->frame.right - TITLE_WIDTH) / 2, BODY_SIZE, BODY_PITCH,
                                 BODY_PITCH));
}

/* Each on a line of its own, the dashes under the colon, the whole block centred. */
static void many_addressees(struct flow *f, const struct node *n)
{
    struct layout *l = f->l;
    double colon = text_width(l, FACE_REGULAR, BODY_SIZE, "Kính gửi"),
           dash = text_width(l, FACE_REGULAR, BODY_SIZE, "- ");
    double room = f->frame.right - f->frame.left - colon - dash, longest = 0, left;
    struct text head = {.v = &(struct run){.text = ADDRESSED}, .n = 1};
    struct text_style s = {.size = BODY_SIZE, .width = room};
    struct text_lines lines = {0};
    struct element *list;

    for (size_t i = 0; i < n->nlines; i++)
        longest = fmax(longest, text_width(l, FACE_REGULAR, BODY_SIZE, list_entry(l->arena, n->lines[i], 0)));
    s.width = fmin(room, longest);
    left = (f->frame.left + f->frame.right - s.width - colon - dash) / 2;
    s.element = element_add(l, f->element, "P");
    text_break(l, &head, &s, &lines);
    flow_lines(f, &lines, left, BODY_SIZE, BODY_PITCH, BODY_PITCH);
    f->boxes.v[f->boxes.n - 1].breakable = 0;
    list = element_add(l, f->element, "L");
    for (size_t i = 0; i < n->nlines; i++) {
        const char *name = list_entry(l->arena, n->lines[i], i + 1 == n->nlines);
        struct text t = {.v = &(struct run){.text = name}, .n = 1};
        struct element *li = element_add(l, list, "LI");
        struct placed p = {.item = {.type = ITEM_TEXT,
                                    .element = element_add(l, li, "Lbl"),
                                    .x = left + colon,
                                    .w = text_width(l, FACE_REGULAR, BODY_SIZE, "-"),
                                    .text = "-",
                                    .face = FACE_REGULAR,
                                    .size = BODY_SIZE,
                                    .space_after = 1}};
        size_t first;

        s.element = element_add(l, li, "LBody");
        text_break(l, &t, &s, &lines);
        first = flow_lines(f, &lines, left + colon + dash, BODY_SIZE, BODY_PITCH, BODY_PITCH);
        if (first < f->boxes.n) {
            flow_prepend(f, first, &p);
            flow_paragraph(f, first);
        }
    }
}

void add_addressees(struct flow *f, const struct node *n)
{
    if (n->nlines == 0)
        return;
    if (n->nlines == 1)
        one_addressee(f, n->lines[0]);
    else
        many_addressees(f, n);
    f->next_gap = AFTER_ADDRESSEES;
}
