/* Pages set by hand, word by word, for tests of what comes after layout. */
#ifndef SHEET_H
#define SHEET_H

#include "base/utf8.h"
#include "doc/document.h"
#include "serif.h"

struct sheet {
    struct arena *arena;
    struct metrics metrics;
    struct pages *pages;
    struct page *page;       /* being set */
    struct element *element; /* of what is set, NULL: artifact */
    int nelements;
};

static inline struct element *sheet_element(struct sheet *s, struct element *parent, const char *role)
{
    struct element *e = arena_alloc(s->arena, sizeof *e);

    e->role = role;
    e->parent = parent;
    e->index = s->nelements++;
    if (parent && parent->last)
        parent->last->next = e;
    else if (parent)
        parent->first = e;
    if (parent)
        parent->last = e;
    return e;
}

static inline void sheet_open(struct sheet *s, struct arena *a)
{
    struct err e = {.status = ST_OK};

    *s = (struct sheet){.arena = a, .pages = arena_alloc(a, sizeof *s->pages)};
    if (font_family_metrics(a, serif(a), &s->metrics, &e))
        fail_msg("%s", e.text);
    s->pages->root = sheet_element(s, NULL, "Document");
}

static inline void sheet_page(struct sheet *s, int part, int number, double width, double height)
{
    s->page = arena_alloc(s->arena, sizeof *s->page);
    *s->page = (struct page){.width = width, .height = height, .part = part, .number = number};
    *vec_add(s->arena, &s->pages->list) = s->page;
}

static inline double sheet_width(const struct sheet *s, enum face face, double size, const char *text)
{
    long units = 0;

    while (*text)
        units += s->metrics.advance(s->metrics.ctx, face, utf8_next(&text));
    return (double)units * size / 1000;
}

/* Words with `stretch` times the normal blank between them; a blank behind the last too if `goes_on`. */
static inline double sheet_text(struct sheet *s, enum face face, double size, double x, double y, double stretch,
                                const char *text, int goes_on)
{
    while (*text) {
        size_t n = strcspn(text, " ");
        struct ink i = {.type = ITEM_TEXT, .element = s->element, .x = x, .y = y};

        i.text = arena_strndup(s->arena, text, n);
        i.face = face;
        i.size = size;
        i.w = sheet_width(s, face, size, i.text);
        i.space_after = text[n] == ' ' || goes_on;
        *vec_add(s->arena, &s->page->items) = item_pack(&i);
        x += i.w + stretch * sheet_width(s, face, size, " ");
        text += n + (text[n] == ' ');
    }
    return x;
}

static inline struct item *sheet_line(struct sheet *s, double x, double y, double w, double h, double width)
{
    struct item *i = vec_add(s->arena, &s->page->items);

    *i = item_pack(
        &(struct ink){.type = ITEM_LINE, .element = s->element, .x = x, .y = y, .w = w, .h = h, .line = width});
    return i;
}

static inline struct item *sheet_rect(struct sheet *s, double x, double y, double w, double h, enum fill fill,
                                      double width)
{
    struct item *i = sheet_line(s, x, y, w, h, width);

    i->type = ITEM_RECT;
    i->fill = (uint8_t)fill;
    return i;
}

static inline void sheet_target(struct sheet *s, const char *id, const char *label, double y, int level)
{
    *vec_add(s->arena, &s->pages->targets) =
        (struct target){.id = id, .label = label, .page = s->pages->list.n - 1, .y = y, .outline_level = level};
}

static inline struct document sheet_document(void)
{
    return (struct document){.title = "Báo cáo công tác cải cách hành chính & <kết quả> năm 2018",
                             .author = "Ủy ban nhân dân quận Bắc Từ Liêm",
                             .subject = "Kết quả từ ngày 15/12/2017 đến ngày 14/10/2018",
                             .period_code = "2018-10M",
                             .day = day_from_ymd(2018, 10, 14),
                             .stamp = ""};
}

/* A paper of two parts with everything that a page may hold. */
static inline void sheet_paper(struct sheet *s, struct arena *arena, struct annex *annex, struct document *d)
{
    static const char *const head[2][3] = {{"TT", "Đơn vị", "Hồ sơ"}, {"", "", "Đúng hạn"}};
    static const char *const row[2][3] = {{"1", "Phường Cổ Nhuế 1", "12.345"}, {"2", "Phường Đức Thắng", "67"}};
    struct element *root_element, *table, *tr, *p;
    double x;

    sheet_open(s, arena);
    root_element = s->pages->root;
    *d = sheet_document();
    *annex = (struct annex){.number = "Phụ lục I"};
    d->annexes = annex;
    d->nannexes = 1;

    sheet_page(s, 0, 1, MM(210), MM(297));
    s->element = sheet_element(s, root_element, "H1");
    sheet_target(s, "bc", "BÁO CÁO", 100, 1);
    sheet_text(s, FACE_BOLD, 14, 270, 100, 1, "BÁO CÁO", 0);
    s->element = p = sheet_element(s, root_element, "P");
    sheet_text(s, FACE_REGULAR, 14, 113.4, 140, 1.37, "Trong kỳ, quận đã tiếp nhận và giải quyết hồ sơ", 1);
    x = sheet_text(s, FACE_REGULAR, 14, 85, 158, 1, "đúng hạn, đạt", 1);
    x = sheet_text(s, FACE_BOLD, 14, x, 158, 1, "99,31%", 1);
    x = sheet_text(s, FACE_ITALIC, 14, x, 158, 1, "(xem", 1);
    s->element = sheet_element(s, p, "Link");
    *vec_add(arena, &s->page->links) = (struct link){x, 146, 60, 16, "pl1", s->element};
    *vec_add(arena, &s->page->links) = (struct link){x, 146, 60, 16, "khong_co", s->element};
    x = sheet_text(s, FACE_ITALIC, 14, x, 158, 1, "Phụ lục I", 0);
    s->element = p;
    sheet_text(s, FACE_ITALIC, 14, x - 3.5, 158, 1, ").", 0);
    s->element = sheet_element(s, root_element, "Figure");
    ((struct element *)(uintptr_t)s->element)->alt = "Biểu đồ: năm 2017 có 35 cuộc, năm 2018 có 48 cuộc.";
    sheet_rect(s, 100, 200, 34, 80, FILL_HATCH, 0.6);
    sheet_rect(s, 140, 180, 34, 100, FILL_GREY, 0.6);
    sheet_rect(s, 180, 190, 34, 90, FILL_DOTS, 0.6);
    sheet_rect(s, 220, 210, 34, 70, FILL_BLACK, 0);
    sheet_rect(s, 225, 230, 24, 14, FILL_WHITE, 0);
    sheet_text(s, FACE_REGULAR, 12, 228, 241, 1, "48", 0);
    s->element = NULL;
    sheet_line(s, 90, 280, 200, 0, 0.75);
    sheet_line(s, 90, 240, 200, 0, 0.25)->grey = 0.75;
    sheet_text(s, FACE_BOLD, 14, 90, 320, 1, "HỎA TỐC", 0);
    s->page->items.v[s->page->items.n - 1].red = 1;
    sheet_rect(s, 84, 304, 100, 22, FILL_NONE, 1)->red = 1;

    sheet_page(s, 1, 1, MM(297), MM(210));
    sheet_text(s, FACE_BOLD_ITALIC, 40, 250, 350, 1, "DỰ THẢO", 0);
    s->page->items.v[s->page->items.n - 1].angle = s->page->items.v[s->page->items.n - 2].angle = 45;
    s->element = sheet_element(s, root_element, "H2");
    sheet_target(s, "pl1", "Phụ lục I", 70, 1);
    sheet_text(s, FACE_BOLD, 14, 390, 70, 1, "Phụ lục I", 0);
    table = sheet_element(s, root_element, "Table");
    for (int r = 0; r < 4; r++) {
        tr = sheet_element(s, table, "TR");
        for (int c = 0; c < 3; c++) {
            struct element *cell;

            if (r == 1 && c < 2)
                continue;
            s->element = cell = sheet_element(s, tr, r < 2 ? "TH" : "TD");
            cell->scope_column = r < 2;
            cell->row_span = r == 0 && c < 2 ? 2 : 1;
            sheet_text(s, r < 2 ? FACE_BOLD : FACE_REGULAR, 11, 100 + 150 * c, 100 + 20 * r, 1,
                       r < 2 ? head[r][c] : row[r - 2][c], 0);
        }
        s->element = NULL;
        sheet_line(s, 90, 106 + 20 * r, 450, 0, 0.5);
    }
    sheet_page(s, 1, 2, MM(297), MM(210));
    s->element = NULL;
    sheet_text(s, FACE_REGULAR, 13, 420, 40, 1, "2", 0);
}

#endif
