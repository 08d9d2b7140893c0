#include <string.h>

#include "base/vi.h"
#include "render/xlsx_plan.h"

static const day_t FIRST_DAY = -25508; /* 1900-03-01: before it, workbooks count a day too much */
enum { SERIAL_OF_1970 = 25569 };

char *xlsx_cell_name(struct arena *a, int row, int column)
{
    char letters[8];
    size_t at = sizeof letters;

    letters[--at] = '\0';
    for (int c = column + 1; c > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    return arena_printf(a, "%s%d", letters + at, row + 1);
}

/* ---- values of the body ---- */

static unsigned run_style(const struct text *t)
{
    unsigned all = RUN_BOLD | RUN_ITALIC;

    for (size_t i = 0; i < t->n; i++)
        all &= t->v[i].style;
    return t->n == 0 ? 0 : (all & RUN_BOLD ? XLSX_BOLD : 0u) | (all & RUN_ITALIC ? XLSX_ITALIC : 0u);
}

static unsigned body_style(const struct xlsx_sheet *s, const struct row *r, int column)
{
    const struct column *c = &s->grid->columns[column];
    /* what alerts stands out by a rule of the sheet, so that it follows the figure */
    unsigned style = XLSX_SIZE(XLSX_BODY_SIZE) | (c->alert ? 0 : run_style(&r->cells[column].text));

    if (!s->flat)
        style |= XLSX_BORDER;
    if (r->kind == ROW_GROUP || r->kind == ROW_SUBTOTAL || r->kind == ROW_TOTAL)
        style |= XLSX_BOLD;
    if (r->kind == ROW_SUB) {
        style |= XLSX_ITALIC;
        if (c->kind == CELL_TEXT && c->align == ALIGN_LEFT)
            style |= XLSX_INDENT;
    }
    /* also where there is no figure yet: a formula may give one later */
    style |= c->kind == CELL_COUNT ? XLSX_COUNT : c->kind == CELL_RATE ? XLSX_RATE : 0u;
    return style | (c->align == ALIGN_CENTRE ? XLSX_CENTRE : c->align == ALIGN_RIGHT ? XLSX_RIGHT : 0u);
}

/* The rate as it is printed, in hundredths: never a rounded 100,00 that is not all of them. */
static int64_t printed_rate(struct arena *a, int64_t num, int64_t den)
{
    int64_t v = 0;
    const char *s = vi_percent_cell(a, num, den);
    int negative = *s == '-';

    for (; *s; s++)
        if (*s >= '0' && *s <= '9')
            v = v * 10 + (*s - '0');
    return negative ? -v : v;
}

struct xlsx_value xlsx_value(struct arena *a, const struct xlsx_sheet *s, size_t row, int column)
{
    const struct row *r = &s->grid->rows[s->first + row];
    const struct cell *c = &r->cells[column];
    struct xlsx_value v = {.style = body_style(s, r, column), .columns = c->span > 1 ? c->span : 1};

    switch (c->kind) {
    case CELL_EMPTY:
        break;
    case CELL_COUNT:
        v.kind = XLSX_NUMBER;
        v.number = c->num;
        break;
    case CELL_RATE:
        if (c->den != 0) {
            v.kind = XLSX_NUMBER;
            v.number = printed_rate(a, c->num, c->den);
            v.decimals = 2;
            break;
        }
        v.kind = XLSX_TEXT;
        v.text = "–";
        break;
    case CELL_DATE:
        if (c->num >= FIRST_DAY && c->num <= INT32_MAX) {
            v.kind = XLSX_NUMBER;
            v.number = c->num + SERIAL_OF_1970;
            v.style |= XLSX_DATE;
            break;
        }
        /* fall through */
    case CELL_TEXT:
    case CELL_MISSING:
        v.text = text_string(a, &c->text);
        v.kind = *v.text ? XLSX_TEXT : XLSX_NOTHING;
        break;
    }
    if (v.columns > 1)
        v.style |= XLSX_CENTRE;
    return v;
}

const char *xlsx_shown(struct arena *a, const struct xlsx_value *v)
{
    if (v->kind == XLSX_NOTHING)
        return "";
    if (v->kind == XLSX_TEXT)
        return v->text;
    if (v->style & XLSX_DATE)
        return "00/00/0000";
    return arena_printf(a, "%s%s", vi_count(a, v->decimals ? v->number / 100 : v->number), v->decimals ? ",00" : "");
}
