/* Small documents for tests of layout, and what must hold of every page. */
#ifndef PAPER_H
#define PAPER_H

#include <math.h>

#include "base/buf.h"
#include "base/note.h"
#include "base/utf8.h"
#include "render/layout.h"
#include "serif.h"
#include "shapes.h"

#define TO_MM(points) ((points)*25.4 / 72)

struct paper {
    struct arena *arena;
    struct metrics metrics;
    struct document doc;
    struct layout_options options;
    VEC(struct node) nodes;
    struct notes notes;
    struct err err;
    struct pages *pages;
};

/* Every character half as wide as high. */
static inline int paper_half(const void *ctx, enum face face, uint32_t cp)
{
    (void)ctx;
    (void)face;
    return cp == 0xFFFD ? -1 : 500;
}

static inline struct paper *paper_open(struct arena *a, int real_fonts)
{
    struct paper *p = arena_alloc(a, sizeof *p);

    p->arena = a;
    p->options.tag_rows = SIZE_MAX;
    notes_init(&p->notes, a);
    if (!real_fonts) {
        p->metrics.advance = paper_half;
        for (int i = 0; i < FACE_COUNT; i++) {
            p->metrics.ascent[i] = 891;
            p->metrics.descent[i] = 216;
        }
    } else if (font_family_metrics(a, serif(a), &p->metrics, &p->err)) {
        fail_msg("%s", p->err.text);
    }
    p->doc = (struct document){.title = "Báo cáo",
                               .author = "UBND",
                               .subject = "",
                               .period_code = "2018-Q3",
                               .stamp = "",
                               .letterhead = {.parent_agency = "UBND THÀNH PHỐ HÀ NỘI",
                                              .agency = "ỦY BAN NHÂN DÂN\nQUẬN BẮC TỪ LIÊM",
                                              .number = "",
                                              .symbol = "BC-UBND",
                                              .place = "Hà Nội",
                                              .year = 2018,
                                              .date = day_from_ymd(2018, 11, 5),
                                              .urgency = "",
                                              .secrecy = ""}};
    return p;
}

static inline struct node *paper_node(struct paper *p, enum node_type type)
{
    struct node *n = vec_add(p->arena, &p->nodes);

    n->type = type;
    return n;
}

#define SUBJECT_1 "Công tác cải cách hành chính 10 tháng đầu năm 2018,"
#define SUBJECT_2 "phương hướng, nhiệm vụ 02 tháng cuối năm 2018"

static inline void paper_head(struct paper *p, size_t addressees)
{
    static const char *title[] = {"BÁO CÁO", SUBJECT_1, SUBJECT_2};
    static const char *names[] = {"Ủy ban nhân dân thành phố Hà Nội", "Sở Nội vụ thành phố Hà Nội"};
    struct node *n = paper_node(p, NODE_TITLE);

    n->lines = title;
    n->nlines = 3;
    if (addressees == 0)
        return;
    n = paper_node(p, NODE_ADDRESSEES);
    n->lines = names + (2 - addressees);
    n->nlines = addressees;
}

static inline void paper_text(struct paper *p, enum node_type type, int level, const char *marker, const char *text)
{
    struct node *n = paper_node(p, type);

    n->level = level;
    n->marker = marker;
    n->text = text_plain(p->arena, text);
}

static inline struct signature *paper_signature(struct paper *p, size_t recipients)
{
    static const char *titles[] = {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"};
    struct signature *s = arena_alloc(p->arena, sizeof *s);

    *s = (struct signature){.titles = titles, .ntitles = 3, .name = "Nguyễn Văn A", .nrecipients = recipients};
    s->recipients = arena_alloc(p->arena, (recipients + 1) * sizeof *s->recipients);
    for (size_t i = 0; i < recipients; i++)
        s->recipients[i] = i + 1 == recipients ? "Lưu: VT, NV" : i ? "Các phòng chuyên môn thuộc quận" : "Như trên";
    paper_node(p, NODE_SIGNATURE)->signature = s;
    return s;
}

static inline int paper_try(struct paper *p)
{
    p->doc.nodes = p->nodes.v;
    p->doc.nnodes = p->nodes.n;
    return layout_document(p->arena, &p->doc, &p->metrics, &p->options, &p->pages, &p->notes, &p->err);
}

static inline void paper_layout(struct paper *p)
{
    if (paper_try(p))
        fail_msg("%s", p->err.text);
}

static inline int paper_noted(const struct paper *p, const char *id)
{
    int n = 0;

    for (size_t i = 0; i < p->notes.list.n; i++)
        n += !strcmp(p->notes.list.v[i].id, id);
    return n;
}

/* The first item with this text, and its page (from 0). */
static inline const struct item *paper_find(const struct paper *p, const char *text, size_t *page)
{
    for (size_t i = 0; i < p->pages->list.n; i++)
        for (size_t k = 0; k < p->pages->list.v[i]->items.n; k++) {
            const struct item *it = &p->pages->list.v[i]->items.v[k];

            if (it->type != ITEM_TEXT || strcmp(it->text, text))
                continue;
            if (page)
                *page = i;
            return it;
        }
    if (page)
        *page = 0;
    fail_msg("“%s” is on no page", text);
    return NULL;
}

/* The table as an annex, or in the text below so many lines and above some more. */
static inline void paper_table(struct paper *p, const struct shape *s, struct grid *g, size_t lines_before)
{
    struct annex *x = arena_alloc(p->arena, sizeof *x);

    if (s->in_text) {
        for (size_t i = 0; i < lines_before; i++)
            paper_text(p, NODE_PARAGRAPH, 0, NULL, "Một dòng.");
        paper_node(p, NODE_TABLE)->table = g;
        for (size_t i = 0; i < 12; i++)
            paper_text(p, NODE_PARAGRAPH, 0, NULL, "Dòng sau bảng.");
        return;
    }
    *x = shape_annex(s, g);
    p->doc.annexes = x;
    p->doc.nannexes = 1;
}

static inline void assert_mm(const char *what, double points, double want)
{
    if (fabs(TO_MM(points) - want) > 0.3)
        fail_msg("%s: %.2f mm instead of %.2f", what, TO_MM(points), want);
}

/* ---- what must hold of every page ---- */

struct extent {
    double left, top, right, bottom;
};

static inline struct extent paper_extent(const struct paper *p, const struct item *it)
{
    double size = it->size;

    if (it->type == ITEM_TEXT)
        return (struct extent){it->x, it->y - p->metrics.ascent[it->face] * size / 1000, it->x + it->w,
                               it->y + p->metrics.descent[it->face] * size / 1000};
    return (struct extent){fmin(it->x, it->x + it->w), fmin(it->y, it->y + it->h), fmax(it->x, it->x + it->w),
                           fmax(it->y, it->y + it->h)};
}

static inline int paper_meet(struct extent a, struct extent b)
{
    const double touch = 0.02;

    return a.left < b.right - touch && b.left < a.right - touch && a.top < b.bottom - touch && b.top < a.bottom - touch;
}

static inline int paper_in_figure(const struct element *e)
{
    for (; e; e = e->parent)
        if (!strcmp(e->role, "Figure"))
            return 1;
    return 0;
}

static inline int paper_is_margin(const struct page *g, const struct item *it)
{
    return it->type == ITEM_TEXT && !it->element && (it->y < MM(20) || it->y > g->height - MM(20));
}

/* Nothing outside the margins (but page number, draft mark and stamp), no text over text, no line through text. */
static inline void paper_check(const struct paper *p)
{
    for (size_t n = 0; n < p->pages->list.n; n++) {
        const struct page *g = p->pages->list.v[n];
        const double slack = 0.3;

        for (size_t i = 0; i < g->items.n; i++) {
            const struct item *x = &g->items.v[i];
            struct extent e = paper_extent(p, x);

            if (!isfinite(x->x + x->y + x->w + x->h))
                fail_msg("page %zu: item %zu is nowhere", n + 1, i);
            if (x->type == ITEM_TEXT && (!x->text || !*x->text || strchr(x->text, '\n') || strstr(x->text, "\xC2\xA0")))
                fail_msg("page %zu: item %zu has no printable text", n + 1, i);
            if (paper_is_margin(g, x)) {
                if (e.left < 0 || e.right > g->width || e.top < 0 || e.bottom > g->height)
                    fail_msg("page %zu: “%s” is off the page", n + 1, x->text);
            } else if (e.left < MM(30) - slack || e.right > g->width - MM(20) + slack || e.top < MM(20) - slack ||
                       e.bottom > g->height - MM(20) + slack) {
                fail_msg("page %zu: item %zu “%s” is in the margin: %.2f–%.2f × %.2f–%.2f mm", n + 1, i,
                         x->type == ITEM_TEXT ? x->text : "", TO_MM(e.left), TO_MM(e.right), TO_MM(e.top),
                         TO_MM(e.bottom));
            }
            if (x->type != ITEM_TEXT)
                continue;
            for (size_t k = 0; k < g->items.n; k++) {
                const struct item *y = &g->items.v[k];
                struct extent f = paper_extent(p, y);

                if (k > i && y->type == ITEM_TEXT && paper_meet(e, f))
                    fail_msg("page %zu: “%s” and “%s” overlap", n + 1, x->text, y->text);
                if (y->type == ITEM_LINE && !paper_in_figure(y->element)) {
                    /* Letters without marks: a rule may pass close below or above. */
                    struct extent core = {e.left, x->y - 0.68 * x->size, e.right, x->y + 0.2 * x->size};

                    f.right += 0.01;
                    f.bottom += 0.01;
                    if (core.left < f.right && f.left < core.right && core.top < f.bottom && f.top < core.bottom)
                        fail_msg("page %zu: a line goes through “%s”", n + 1, x->text);
                }
            }
        }
    }
}

/* Text of an element and all below it, in reading order, as the pages print it: items joined by their blanks. */
static inline int paper_below(const struct element *e, const struct element *top)
{
    for (; e; e = e->parent)
        if (e == top)
            return 1;
    return 0;
}

static inline char *paper_read(const struct paper *p, const struct element *top)
{
    struct buf b;

    buf_init(&b, p->arena);
    for (size_t i = 0; i < p->pages->list.n; i++)
        for (size_t k = 0; k < p->pages->list.v[i]->items.n; k++) {
            const struct item *it = &p->pages->list.v[i]->items.v[k];

            if (it->type != ITEM_TEXT || !it->element || !paper_below(it->element, top))
                continue;
            buf_puts(&b, it->text);
            if (it->space_after)
                buf_putc(&b, ' ');
        }
    return b.p ? b.p : arena_strdup(p->arena, "");
}

#endif
