/* What a chart looks like wherever it is drawn. */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "doc/document.h"
#include "render/page.h"

/* Of a series' bars. */
enum fill chart_fill(const struct chart *c, size_t series);

#endif
