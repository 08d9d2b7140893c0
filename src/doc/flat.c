#include "doc/flat.h"

#include "base/vi.h"

static enum align align_of(enum cell_kind kind)
{
    return kind == CELL_TEXT ? ALIGN_LEFT : kind == CELL_DATE ? ALIGN_CENTRE : ALIGN_RIGHT;
}

void flat_columns(struct arena *a, const struct flat_column *columns, size_t n, struct grid *g)
{
    g->ncolumns = g->nheader = n;
    g->columns = arena_alloc(a, n * sizeof *g->columns);
    g->header = arena_alloc(a, n * sizeof *g->header);
    g->header_rows = 1;
    for (size_t i = 0; i < n; i++) {
        g->columns[i] = (struct column){.kind = columns[i].kind,
                                        .align = align_of(columns[i].kind),
                                        .name = columns[i].name,
                                        .formula = columns[i].formula,
                                        .weight = columns[i].weight};
        g->header[i] = (struct header_cell){
            .label = columns[i].label, .row = 0, .column = (int)i, .row_span = 1, .column_span = 1};
    }
}

struct cell flat_text(struct arena *a, const char *s)
{
    if (!*s)
        return (struct cell){.kind = CELL_EMPTY};
    return (struct cell){.kind = CELL_TEXT, .text = text_plain(a, s)};
}

struct cell flat_count(struct arena *a, int64_t n)
{
    return (struct cell){.kind = CELL_COUNT, .text = text_plain(a, vi_count(a, n)), .num = n};
}

struct cell flat_day(struct arena *a, day_t d)
{
    if (d == DAY_NONE)
        return (struct cell){.kind = CELL_EMPTY};
    return (struct cell){.kind = CELL_DATE, .text = text_plain(a, vi_date(a, d)), .num = d};
}
