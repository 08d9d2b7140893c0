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
        struct item *i = vec_add(s->arena, &s->page->items);

        *i = (struct item){.type = ITEM_TEXT, .element = s->element, .x = x, .y = y};
        i->text = arena_strndup(s->arena, text, n);
        i->face = face;
        i->size = size;
        i->w = sheet_width(s, face, size, i->text);
        i->space_after = text[n] == ' ' || goes_on;
        x += i->w + stretch * sheet_width(s, face, size, " ");
        text += n + (text[n] == ' ');
    }
    return x;
}

static inline struct item *sheet_line(struct sheet *s, double x, double y, double w, double h, double width)
{
    struct item *i = vec_add(s->arena, &s->page->items);

    *i = (struct item){.type = ITEM_LINE, .element = s->element, .x = x, .y = y, .w = w, .h = h};
    i->line = width;
    return i;
}

static inline struct item *sheet_rect(struct sheet *s, double x, double y, double w, double h, enum fill fill,
                                      double width)
{
    struct item *i = sheet_line(s, x, y, w, h, width);

    i->type = ITEM_RECT;
    i->fill = fill;
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

#endif
