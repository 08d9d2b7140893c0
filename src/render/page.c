#include "render/page.h"

struct item item_pack(const struct ink *i)
{
    struct item it = {.element = i->element,
                      .figure = i->figure,
                      .x = (float)i->x,
                      .y = (float)i->y,
                      .w = (float)i->w,
                      .type = (uint8_t)i->type,
                      .red = (uint8_t)i->red,
                      .angle = (int16_t)i->angle};

    if (i->type == ITEM_TEXT) {
        it.text = i->text;
        it.size = (float)i->size;
        it.face = (uint8_t)i->face;
        it.space_after = (uint8_t)i->space_after;
    } else {
        it.h = (float)i->h;
        it.line = (float)i->line;
        it.grey = (float)i->grey;
        it.fill = (uint8_t)i->fill;
    }
    return it;
}
