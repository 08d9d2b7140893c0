/* Tables and charts: the header tree tiles the columns, every cell prints what it holds. */
#include <string.h>

#include "base/vi.h"
#include "doc/validate_impl.h"

/* ------------------------------------------------------------ header */

static void check_header(struct validation *v, const char *place, const struct grid *g)
{
    size_t rows = g->header_rows > 0 ? (size_t)g->header_rows : 0, columns = g->ncolumns;
    unsigned char *tiled = arena_alloc(v->scratch, rows * columns + 1);

    for (size_t i = 0; i < g->nheader; i++) {
        const struct header_cell *h = &g->header[i];

        validate_string(v, place, h->label);
        if (h->row < 0 || h->column < 0 || h->row_span < 1 || h->column_span < 1 ||
            (size_t)h->row + (size_t)h->row_span > rows || (size_t)h->column + (size_t)h->column_span > columns) {
            invalid(v, "vb_tieu_de_bang", place, "Ô tiêu đề '%s' nằm ngoài bảng.", h->label);
            continue;
        }
        for (int r = 0; r < h->row_span; r++)
            for (int c = 0; c < h->column_span; c++)
                if (tiled[(size_t)(h->row + r) * columns + (size_t)(h->column + c)]++)
                    invalid(v, "vb_tieu_de_bang", place, "Ô tiêu đề '%s' đè lên ô khác ở hàng %d, cột %d.", h->label,
                            h->row + r + 1, h->column + c + 1);
    }
    for (size_t i = 0; i < rows * columns; i++)
        if (!tiled[i])
            invalid(v, "vb_tieu_de_bang", place, "Tiêu đề bảng thiếu ô ở hàng %zu, cột %zu.", i / columns + 1,
                    i % columns + 1);
    for (size_t c = 0; c < columns; c++) {
        validate_string(v, place, g->columns[c].number);
        if (g->numbered && (!g->columns[c].number || !*g->columns[c].number))
            invalid(v, "vb_tieu_de_bang", place, "Cột thứ %zu không có số cột.", c + 1);
    }
}

/* ------------------------------------------------------------ cells */

/* What a cell of its kind prints, NULL where that is free. */
static const char *wanted_text(struct arena *a, const struct cell *c)
{
    switch (c->kind) {
    case CELL_EMPTY:
        return "";
    case CELL_COUNT:
        return vi_count(a, c->num);
    case CELL_RATE:
        return vi_percent_cell(a, c->num, c->den);
    case CELL_DATE:
        return vi_date(a, (day_t)c->num);
    case CELL_MISSING:
        return "…";
    case CELL_TEXT:
        break;
    }
    return NULL;
}

static int fits_column(enum cell_kind column, enum cell_kind cell)
{
    return cell == CELL_EMPTY || cell == column || (cell == CELL_MISSING && column != CELL_TEXT);
}

static void check_row(struct validation *v, const char *place, const struct grid *g, size_t r, struct arena *scratch)
{
    const char *where = arena_printf(scratch, "%s, dòng %zu", place, r + 1);
    size_t covered = 0; /* columns that a span to the left still covers */

    for (size_t i = 0; i < g->ncolumns; i++) {
        const struct cell *c = &g->rows[r].cells[i];
        const char *text = text_string(scratch, &c->text), *wanted = wanted_text(scratch, c);
        size_t span = c->span > 1 ? (size_t)c->span : 1;

        validate_text(v, where, &c->text);
        if (c->span < 0 || i + span > g->ncolumns) {
            invalid(v, "vb_o", where, "Ô ở cột %zu trải quá mép bảng.", i + 1);
            span = 1;
        }
        if (covered) {
            covered--;
            if (c->kind != CELL_EMPTY || span > 1)
                invalid(v, "vb_o", where, "Ô ở cột %zu bị ô bên trái che nên phải để trống.", i + 1);
            continue;
        }
        covered = span - 1;
        if (span == 1 && !fits_column(g->columns[i].kind, c->kind))
            invalid(v, "vb_o", where, "Ô ở cột %zu ('%s') không cùng loại với cột.", i + 1, text);
        if (wanted && strcmp(text, wanted) != 0)
            invalid(v, "vb_o", where, "Ô ở cột %zu in '%s' nhưng giá trị là '%s'.", i + 1, text, wanted);
        if (c->sum && c->kind != CELL_COUNT && c->kind != CELL_MISSING)
            invalid(v, "vb_o", where, "Ô ở cột %zu ('%s') là tổng của các dòng nhưng không phải là số đếm.", i + 1,
                    text);
        if (c->kind == CELL_TEXT && is_blank_text(&c->text))
            invalid(v, "vb_o", where, "Ô ở cột %zu là chữ nhưng trống.", i + 1);
    }
}

void validate_grid(struct validation *v, const char *place, const struct grid *g)
{
    struct arena *scratch = arena_new();

    validate_string(v, place, g->caption);
    validate_string(v, place, g->unit);
    validate_text(v, place, &g->note);
    if (!g->ncolumns || g->header_rows < 1) {
        invalid(v, "vb_tieu_de_bang", place, "Bảng không có cột hoặc không có tiêu đề cột.");
    } else {
        check_header(v, place, g);
        for (size_t r = 0; r < g->nrows; r++) {
            if (r % 256 == 255) {
                arena_free(scratch);
                scratch = arena_new();
            }
            check_row(v, place, g, r, scratch);
        }
    }
    arena_free(scratch);
}

/* ------------------------------------------------------------ charts */

void validate_chart(struct validation *v, const char *place, const struct chart *c)
{
    validate_string(v, place, c->caption);
    validate_string(v, place, c->alt);
    if (!c->nseries || !c->ngroups)
        invalid(v, "vb_bieu_do", place, "Biểu đồ không có chuỗi hoặc không có nhóm nào.");
    if (!c->caption || !*c->caption)
        invalid(v, "vb_bieu_do", place, "Biểu đồ không có tên.");
    if (!c->alt || !*c->alt)
        invalid(v, "vb_bieu_do", place, "Biểu đồ không có câu mô tả.");
    if (c->bold_group < -1 || c->bold_group >= (int)c->ngroups)
        invalid(v, "vb_bieu_do", place, "Biểu đồ in đậm nhóm thứ %d nhưng chỉ có %zu nhóm.", c->bold_group + 1,
                c->ngroups);
    for (size_t s = 0; s < c->nseries; s++) {
        validate_string(v, place, c->series[s]);
        if (!c->series[s] || !*c->series[s])
            invalid(v, "vb_bieu_do", place, "Chuỗi thứ %zu của biểu đồ không có tên.", s + 1);
    }
    validate_string(v, place, c->unit);
    validate_string(v, place, c->heading);
    validate_string(v, place, c->note);
    validate_string(v, place, c->gaps);
    for (size_t g = 0; g < c->ngroups; g++) {
        int64_t sum = 0;

        validate_string(v, place, c->groups[g]);
        if (!c->groups[g] || !*c->groups[g])
            invalid(v, "vb_bieu_do", place, "Nhóm thứ %zu của biểu đồ không có tên.", g + 1);
        for (size_t s = 0; s < c->nseries; s++) {
            int64_t value = c->values[g * c->nseries + s];

            if (value < 0)
                invalid(v, "vb_bieu_do", place, "Nhóm '%s' của biểu đồ có giá trị âm.", c->groups[g]);
            else if (c->kind != CHART_GROUPED && __builtin_add_overflow(sum, value, &sum))
                invalid(v, "vb_bieu_do", place, "Nhóm '%s' của biểu đồ có tổng quá lớn.", c->groups[g]);
        }
    }
}
