#include <stdlib.h>
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
    unsigned style = XLSX_SIZE(XLSX_BODY_SIZE) | run_style(&r->cells[column].text);

    if (!s->flat)
        style |= XLSX_BORDER;
    if (r->kind == ROW_GROUP || r->kind == ROW_SUBTOTAL || r->kind == ROW_TOTAL)
        style |= XLSX_BOLD;
    if (r->kind == ROW_SUB) {
        style |= XLSX_ITALIC;
        if (c->kind == CELL_TEXT && c->align == ALIGN_LEFT)
            style |= XLSX_INDENT;
    }
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
        v.style |= XLSX_COUNT;
        break;
    case CELL_RATE:
        if (c->den != 0) {
            v.kind = XLSX_NUMBER;
            v.number = printed_rate(a, c->num, c->den);
            v.decimals = 2;
            v.style |= XLSX_RATE;
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

/* ---- formulas ---- */

static int column_of_number(const struct grid *g, long number)
{
    for (size_t i = 0; i < g->ncolumns; i++) {
        const char *s = g->columns[i].number;

        /* "(3)=(4)+(5)+(6)"; without a row of numbers, columns count from 1 */
        if (s ? *s == '(' && strtol(s + 1, NULL, 10) == number : !g->numbered && (long)i + 1 == number)
            return (int)i;
    }
    return -1;
}

/* "4+5+6", "(8+9)/7", "7/(8+9)": numbers of columns. NULL for anything else. */
static struct xlsx_term *parse_formula(struct arena *a, const struct grid *g, const char *s)
{
    VEC(struct xlsx_term) terms = {0};
    int sign = 1, below = 0, want = 1;

    for (; *s; s++) {
        if (*s == '(' || *s == ')' || *s == ' ')
            continue;
        if (*s >= '0' && *s <= '9' && want) {
            char *end;
            int column = column_of_number(g, strtol(s, &end, 10));

            if (column < 0)
                return NULL;
            *vec_add(a, &terms) = (struct xlsx_term){column, sign, below};
            s = end - 1;
            want = 0;
        } else if ((*s == '+' || *s == '-') && !want) {
            sign = *s == '+' ? 1 : -1;
            want = 1;
        } else if (*s == '/' && !want && !below) {
            below = 1;
            sign = 1;
            want = 1;
        } else {
            return NULL;
        }
    }
    if (want)
        return NULL;
    vec_add(a, &terms);
    return terms.v;
}

int xlsx_evaluate(const struct xlsx_sheet *s, int column, size_t row, int64_t *above, int64_t *below)
{
    const struct row *r = &s->grid->rows[s->first + row];

    *above = *below = 0;
    for (const struct xlsx_term *t = s->formula[column]; t->sign; t++) {
        const struct cell *c = &r->cells[t->column];

        if (c->kind != CELL_COUNT)
            return -1;
        *(t->below ? below : above) += t->sign * c->num;
    }
    return 0;
}

/* A live formula must give what is printed, in every row that has its figures: what is not additive stays a number. */
static int agrees(const struct xlsx_sheet *s, int column)
{
    int rate = s->grid->columns[column].kind == CELL_RATE, some = 0;

    for (size_t r = 0; r < s->nrows; r++) {
        const struct cell *c = &s->grid->rows[s->first + r].cells[column];
        int64_t above, below;

        if (c->kind != (rate ? CELL_RATE : CELL_COUNT) || xlsx_evaluate(s, column, r, &above, &below))
            continue;
        if (rate ? above != c->num || below != c->den : above != c->num)
            return 0;
        some |= above != 0;
    }
    return some;
}

void xlsx_find_formulas(struct arena *a, struct xlsx_sheet *s)
{
    s->formula = arena_alloc(a, (size_t)s->ncolumns * sizeof *s->formula);
    for (int c = 0; c < s->ncolumns && !s->flat; c++) {
        const struct column *col = &s->grid->columns[c];

        if (!col->formula || (col->kind == CELL_RATE) != (strchr(col->formula, '/') != NULL))
            continue;
        s->formula[c] = parse_formula(a, s->grid, col->formula);
        if (s->formula[c] && !agrees(s, c))
            s->formula[c] = NULL;
    }
}
