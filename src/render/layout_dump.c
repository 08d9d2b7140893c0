/* Pages as text, one line an item, hundredths of a millimetre: what golden tests compare. */
#include <math.h>

#include "base/buf.h"
#include "render/layout.h"

static long hundredths(double points)
{
    return lround(points * 2540 / 72);
}

static const char *role(const struct element *e)
{
    return e ? e->role : "-";
}

static void dump_item(const struct item *it, struct buf *out)
{
    static const char *const faces[FACE_COUNT] = {"regular", "bold", "italic", "bold-italic"};
    static const char *const fills[] = {[FILL_NONE] = "none",   [FILL_WHITE] = "white", [FILL_GREY] = "grey",
                                        [FILL_HATCH] = "hatch", [FILL_BLACK] = "black", [FILL_DOTS] = "dots"};

    switch (it->type) {
    case ITEM_TEXT:
        buf_printf(out, "text %ld %ld w %ld %s %ld.%ld", hundredths(it->x), hundredths(it->y), hundredths(it->w),
                   faces[it->face], lround(it->size * 10) / 10, lround(it->size * 10) % 10);
        if (it->angle)
            buf_printf(out, " angle %d", it->angle);
        if (it->red)
            buf_puts(out, " red");
        if (it->figure)
            buf_printf(out, " [%s]", it->figure);
        buf_printf(out, " %s \"%s\"%s\n", role(it->element), it->text, it->space_after ? "_" : "");
        break;
    case ITEM_LINE:
        buf_printf(out, "line %ld %ld by %ld %ld width %ld %s\n", hundredths(it->x), hundredths(it->y),
                   hundredths(it->w), hundredths(it->h), hundredths(it->line), role(it->element));
        break;
    case ITEM_SIGNATURE:
        buf_printf(out, "signature %ld %ld size %ld %ld %s\n", hundredths(it->x), hundredths(it->y), hundredths(it->w),
                   hundredths(it->h), role(it->element));
        break;
    case ITEM_RECT:
        buf_printf(out, "rect %ld %ld size %ld %ld %s line %ld%s %s\n", hundredths(it->x), hundredths(it->y),
                   hundredths(it->w), hundredths(it->h), fills[it->fill], hundredths(it->line), it->red ? " red" : "",
                   role(it->element));
        break;
    }
}

void pages_dump(struct arena *a, const struct pages *p, struct buf *out)
{
    (void)a;
    for (size_t i = 0; i < p->list.n; i++) {
        const struct page *page = p->list.v[i];

        buf_printf(out, "page %zu part %d number %d size %ld %ld rows %d\n", i + 1, page->part, page->number,
                   hundredths(page->width), hundredths(page->height), page->table_rows);
        for (size_t k = 0; k < page->items.n; k++)
            dump_item(&page->items.v[k], out);
        for (size_t k = 0; k < page->links.n; k++) {
            const struct link *link = &page->links.v[k];

            buf_printf(out, "link %ld %ld size %ld %ld to %s\n", hundredths(link->x), hundredths(link->y),
                       hundredths(link->w), hundredths(link->h), link->target);
        }
    }
    for (size_t i = 0; i < p->targets.n; i++) {
        const struct target *t = &p->targets.v[i];

        buf_printf(out, "target %s page %zu y %ld level %d \"%s\"\n", *t->id ? t->id : "-", t->page + 1,
                   hundredths(t->y), t->outline_level, t->label);
    }
}
