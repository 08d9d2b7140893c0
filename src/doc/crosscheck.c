#include "doc/crosscheck.h"

#include <string.h>

#include "base/vi.h"
#include "data/index.h"
#include "doc/figure_text.h"
#include "doc/flat.h"
#include "doc/printed.h"
#include "doc/rule.h"
#include "doc/trace.h"

enum {
    AT_NUMBER,
    AT_ID,
    AT_PLACE,
    AT_TEXT,
    AT_VALUE,
    AT_NUM,
    AT_DEN,
    AT_RATE,
    AT_UNIT,
    AT_LABEL,
    AT_RULE,
    AT_RANGE,
    AT_SOURCE,
    NCOLUMNS
};

static const struct flat_column COLUMNS[NCOLUMNS] = {
    [AT_NUMBER] = {.name = "stt", .label = "STT", .kind = CELL_COUNT},
    [AT_ID] = {.name = "ma", .label = "Mã số liệu", .kind = CELL_TEXT, .weight = 1.2},
    [AT_PLACE] = {.name = "noi_in", .label = "Nơi in", .kind = CELL_TEXT, .weight = 1.7},
    [AT_TEXT] = {.name = "in_ra", .label = "In ra là", .kind = CELL_TEXT},
    [AT_VALUE] = {.name = "gia_tri", .label = "Giá trị", .kind = CELL_COUNT},
    [AT_NUM] = {.name = "tu_so", .label = "Tử số", .kind = CELL_COUNT},
    [AT_DEN] = {.name = "mau_so", .label = "Mẫu số", .kind = CELL_COUNT},
    [AT_RATE] = {.name = "ty_le", .label = "Tỷ lệ (%)", .kind = CELL_RATE, .formula = "6/7"},
    [AT_UNIT] = {.name = "don_vi_tinh", .label = "Đơn vị tính", .kind = CELL_TEXT},
    [AT_LABEL] = {.name = "chi_tieu", .label = "Chỉ tiêu", .kind = CELL_TEXT, .weight = 1.5},
    [AT_RULE] = {.name = "quy_tac", .label = "Quy tắc tính", .kind = CELL_TEXT, .weight = 3},
    [AT_RANGE] = {.name = "ky_so_lieu", .label = "Kỳ số liệu", .kind = CELL_TEXT},
    [AT_SOURCE] = {.name = "can_cu", .label = "Căn cứ", .kind = CELL_TEXT, .weight = 1.4},
};

static const int64_t EXACT_MAX = INT64_C(900000000000000); /* that a workbook's numbers hold exactly */

struct maker {
    struct arena *arena;
    const struct catalog *catalog;
    struct trace *trace;
    struct index ids; /* id → position in known */
    VEC(struct cell *) known;
};

static struct cell number_cell(struct arena *a, int64_t n)
{
    return n > EXACT_MAX || n < -EXACT_MAX ? flat_text(a, vi_count(a, n)) : flat_count(a, n);
}

static struct cell rate_cell(struct arena *a, int64_t num, int64_t den)
{
    return (struct cell){
        .kind = CELL_RATE, .text = text_plain(a, vi_percent_cell(a, num, den)), .num = num, .den = den};
}

static void fill_value(struct arena *a, const struct basis *b, struct cell *cells)
{
    const struct value *v = &b->value;

    if (v->state == VALUE_NOT_LOADED || v->state == VALUE_NOT_ENTERED) {
        cells[AT_VALUE] = (struct cell){.kind = CELL_MISSING, .text = text_plain(a, "…")};
    } else if (v->state == VALUE_UNDEFINED) {
        cells[AT_RATE] = rate_cell(a, 0, 0);
    } else if (v->entered) {
        cells[AT_VALUE] = flat_text(a, v->entered);
    } else if (b->kind == BASIS_POINTS) {
        cells[AT_RATE] = rate_cell(a, v->num, FIGURE_WHOLE);
    } else if (v->den) {
        cells[AT_RATE] = rate_cell(a, v->num, v->den);
        if (b->kind == BASIS_SETTING)
            return;
        cells[AT_NUM] = number_cell(a, v->num);
        cells[AT_DEN] = number_cell(a, v->den);
    } else if (v->decimal) {
        cells[AT_VALUE] = flat_text(a, figure_text(a, v, 0));
    } else {
        cells[AT_VALUE] = number_cell(a, v->num);
    }
}

/* What is the same wherever the figure stands. */
static int make_cells(struct maker *m, const char *id, struct cell **out, struct err *err)
{
    struct cell *cells = arena_alloc(m->arena, NCOLUMNS * sizeof *cells);
    struct basis *b;

    if (trace_basis(m->trace, id, &b, err))
        return -1;
    cells[AT_ID] = flat_text(m->arena, id);
    *out = cells;
    if (!b)
        return 0;
    fill_value(m->arena, b, cells);
    cells[AT_UNIT] = flat_text(m->arena, b->unit_word ? b->unit_word : "");
    cells[AT_LABEL] = flat_text(m->arena, rule_label(m->arena, b));
    cells[AT_RULE] = flat_text(m->arena, rule_text(m->arena, b, m->catalog));
    cells[AT_RANGE] = flat_text(m->arena, rule_range(m->arena, b));
    cells[AT_SOURCE] = flat_text(m->arena, rule_source(m->arena, b));
    return 0;
}

static int cells_of(struct maker *m, const char *id, struct cell **out, struct err *err)
{
    int at = index_add(&m->ids, id, strlen(id), (int)m->known.n);

    if (at == (int)m->known.n && make_cells(m, id, vec_add(m->arena, &m->known), err))
        return -1;
    *out = m->known.v[at];
    return 0;
}

int crosscheck_grid(struct arena *a, const struct report_request *q, const struct document *doc, struct grid **out,
                    struct err *err)
{
    struct maker m = {.arena = a, .catalog = q->catalog};
    struct grid *g = arena_alloc(a, sizeof *g);
    struct printed *printed;
    size_t n = document_printed(a, doc, &printed);

    *g = (struct grid){.id = "doi_chieu", .label = "", .caption = "", .unit = ""};
    flat_columns(a, COLUMNS, NCOLUMNS, g);
    g->columns[AT_RATE].by_row = 1;
    g->rows = arena_alloc(a, (n + 1) * sizeof *g->rows);
    index_init(&m.ids, a);
    if (trace_open(a, q, &m.trace, err))
        return -1;
    for (size_t i = 0; i < n; i++) {
        struct cell *same, *cells = arena_alloc(a, NCOLUMNS * sizeof *cells);

        if (cells_of(&m, printed[i].id, &same, err))
            return -1;
        memcpy(cells, same, NCOLUMNS * sizeof *cells);
        cells[AT_NUMBER] = flat_count(a, (int64_t)i + 1);
        cells[AT_PLACE] = flat_text(a, printed[i].place);
        cells[AT_TEXT] = flat_text(a, printed[i].text);
        g->rows[i] = (struct row){.kind = ROW_PLAIN, .cells = cells};
    }
    g->nrows = n;
    *out = g;
    return 0;
}
