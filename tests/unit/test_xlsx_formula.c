/* Which cells of a table are live, and by what formula. */
#include "base/buf.h"
#include "render/xlsx_plan.h"
#include "xlsx_case.h"

/* "12" a count, "+12" the sum of the row's parts, "3/4" a rate, "…" not loaded ("+…" a sum), "" nothing. */
static struct cell parsed_cell(const char *s)
{
    struct cell c = {.kind = CELL_EMPTY, .sum = *s == '+'};
    char *end;

    s += c.sum;
    if (!*s)
        return c;
    if (strcmp(s, "…") == 0) {
        c.kind = CELL_MISSING;
        c.text = text_plain(arena, s);
        return c;
    }
    c.kind = CELL_COUNT;
    c.num = strtoll(s, &end, 10);
    if (*end != '/')
        return c;
    c.kind = CELL_RATE;
    c.den = strtoll(end + 1, NULL, 10);
    return c;
}

/* Rows as "DEPTH|cell|cell"; columns are A (names), B, C … numbered from (1), with a formula each, "" for none. */
static struct grid *parsed_grid(const char *const *formulas, const char *rows)
{
    struct column columns[8] = {{.kind = CELL_TEXT, .number = "(1)"}};
    struct grid *g;
    size_t n = 1;

    for (; formulas[n - 1]; n++)
        columns[n] = (struct column){.kind = strchr(formulas[n - 1], '/') ? CELL_RATE : CELL_COUNT,
                                     .number = arena_printf(arena, "(%zu)", n + 1),
                                     .formula = *formulas[n - 1] ? formulas[n - 1] : NULL};
    g = new_grid(columns, n, (struct header_cell[]){{"", 0, 0, 1, 1}}, 1, 1);
    g->numbered = 1;
    while (*rows) {
        struct cell cells[8] = {{.kind = CELL_TEXT}};
        int depth = *rows++ - '0';

        for (size_t c = 1; c < n; c++) {
            size_t length = strcspn(++rows, "|\n");

            cells[c] = parsed_cell(arena_strndup(arena, rows, length));
            rows += length;
        }
        rows += *rows == '\n';
        add_row(g, ROW_PLAIN, cells);
        g->rows[g->nrows - 1].depth = depth;
    }
    return g;
}

static const char *formulas_of(struct grid *g)
{
    struct xlsx_sheet s = {.grid = g, .nrows = g->nrows, .formulas = xlsx_formulas(arena, g)};
    struct buf b;

    buf_init(&b, arena);
    for (size_t r = 0; r < g->nrows; r++)
        for (int c = 0; c < (int)g->ncolumns; c++) {
            const char *text = xlsx_formula(arena, &s, r, c);

            if (text)
                buf_printf(&b, "%s=%s\n", xlsx_cell_name(arena, (int)r, c), text);
        }
    return buf_str(&b);
}

static void cells_and_formulas(void **state)
{
    static const struct {
        const char *formulas[7], *rows, *want;
    } cases[] =
        {
            /* sums in the row, below and above */
            {{"3+4", "", "", NULL},
             "1|5|2|3\n1|0|0|0\n0|5|+2|+3\n",
             "B1=C1+D1\nB2=C2+D2\nB3=C3+D3\nC3=SUM(C1:C2)\nD3=SUM(D1:D2)\n"},
            {{"", "2-4", "", NULL}, "1|5|2|3\n", "C1=B1-D1\n"},
            /* one group after the other, and one inside the other */
            {{"", NULL}, "1|+3\n2|1\n2|2\n1|+4\n2|4\n0|+7\n", "B1=SUM(B2:B3)\nB4=SUM(B5)\nB6=SUM(B1,B4)\n"},
            {{"", NULL}, "1|+3\n2|+3\n3|1\n3|2\n2|+0\n1|+0\n0|+3\n", "B1=SUM(B2,B5)\nB2=SUM(B3:B4)\nB7=SUM(B1,B6)\n"},
            /* not a sum, or not what the rows add up to: a plain value, and so is every other total of the column */
            {{"", "", NULL}, "1|2|3\n1|2|3\n0|3|+6\n", "C3=SUM(C1:C2)\n"},
            {{"", NULL}, "1|+2\n2|2\n1|+9\n2|2\n0|+11\n", ""},
            {{"3", "", NULL}, "1|2|2\n1|3|2\n", ""},
            /* not loaded: no part of a sum; "…" where nothing of it is loaded */
            {{"", NULL}, "1|…\n1|2\n0|+2\n", "B3=SUM(B1:B2)\n"},
            {{"", NULL},
             "1|+…\n2|…\n1|+2\n2|2\n0|+2\n",
             "B1=IF(COUNT(B2)=0,\"…\",SUM(B2))\nB3=IF(COUNT(B4)=0,\"…\",SUM(B4))\n"
             "B5=IF(COUNT(B1,B3)=0,\"…\",SUM(B1,B3))\n"},
            {{"", NULL}, "1|0\n0|+…\n", ""},
            {{"3+4", "", "", NULL},
             "1|…|…|3\n1|5|2|3\n",
             "B1=IF(COUNT(C1,D1)<2,\"…\",C1+D1)\nB2=IF(COUNT(C2,D2)<2,\"…\",C2+D2)\n"},
            {{"3+4", "", "", NULL}, "1|3|…|3\n1|5|2|3\n", ""}, /* counts what its formula does not know */
            /* rates */
            {{"", "", "2/3", NULL},
             "1|1|3|1/3\n1|0|0|0/0\n",
             "D1=IF(C1=0,\"–\",IF(AND(B1>0,B1<C1),MEDIAN(0.01,99.99,ROUND(10000*B1/C1,0)/100),ROUND(10000*B1/"
             "C1,0)/100))\n"
             "D2=IF(C2=0,\"–\",IF(AND(B2>0,B2<C2),MEDIAN(0.01,99.99,ROUND(10000*B2/C2,0)/100),ROUND(10000*B2/"
             "C2,0)/100))\n"},
            {{"", "", "(2+3)/3", NULL},
             "1|…|3|…\n",
             "D1=IF(COUNT(B1,C1,C1)<3,\"…\",IF(C1=0,\"–\",IF(AND(B1+C1>0,B1+C1<C1),MEDIAN(0.01,99.99,ROUND(10000*(B1+"
             "C1)/C1,0)/100),ROUND(10000*(B1+C1)/C1,0)/100)))\n"},
            /* the paper prints 100,01 for a little more than all, and shares have no minus */
            {{"", "", "2/3", NULL}, "1|100001|100000|100001/100000\n", ""},
            {{"", "", "2/3", NULL}, "1|-1|3|-1/3\n", ""},
            {{"", "", "2/3", NULL},
             "1|4|3|4/3\n",
             "D1=IF(C1=0,\"–\",IF(AND(B1>0,B1<C1),MEDIAN(0.01,99.99,ROUND(10000*"
             "B1/C1,0)/100),ROUND(10000*B1/C1,0)/100))\n"},
            /* formulas that are none */
            {{"9", "2+", "2/3/4", "+", "2 3", NULL}, "1|1|1|1|1|1\n", ""},
            /* a total without rows */
            {{"", NULL}, "0|+0\n", ""},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        CASE("%s", c->rows);
        assert_string_equal(formulas_of(parsed_grid(c->formulas, c->rows)), c->want);
    }
}

/* Rows that have nothing to do with each other: each has its formula where that gives what is printed. */
static void formulas_by_row(void **state)
{
#define SHARE(n)                                                                                              \
    "D" #n "=IF(C" #n "=0,\"–\",IF(AND(B" #n ">0,B" #n "<C" #n "),MEDIAN(0.01,99.99,ROUND(10000*B" #n "/C" #n \
    ",0)/100),ROUND(10000*B" #n "/C" #n ",0)/100))\n"
#define PLAIN(n) "D" #n "=ROUND(10000*B" #n "/C" #n ",0)/100\n"
    static const struct {
        const char *rows, *want;
    } cases[] =
        {
            {"1|1|3|1/3\n1|||5600/10000\n1|3|3|3/3\n", SHARE(1) SHARE(3)}, /* a rate without operands between them */
            {"1|-13|35|-13/35\n1|70|35|70/35\n1|-35|35|-35/35\n", PLAIN(1) SHARE(2) PLAIN(3)},
            /* a little more than all, or less than nothing: papers do not print what is rounded */
            {"1|100001|100000|100001/100000\n1|-1|100000|-1/100000\n1|-99999|100000|-99999/100000\n", ""},
            {"1|2|3|1/3\n1|5|\n1|…|3|…\n", ""}, /* not theirs, or none */
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct grid *g = parsed_grid((const char *[]){"", "", "2/3", NULL}, c->rows);

        CASE("%s", c->rows);
        g->columns[3].by_row = 1;
        assert_string_equal(formulas_of(g), c->want);
    }
}

/* More groups than a function takes arguments; so many that a formula would be too long. */
static void many_groups(void **state)
{
    static const struct {
        int groups;
        const char *begin, *end; /* of the total's formula; NULL: a plain value */
    } cases[] =
        {
            {255, "SUM(B1,B3,B5,", ",B509)"},
            {256, "SUM(SUM(B1,B3,", ",B509),SUM(B511))"},
            {1000, "SUM(SUM(B1,B3,", ",B1999))"},
            {3000, NULL, NULL},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct grid *g = parsed_grid((const char *[]){"", NULL}, "");
        struct xlsx_sheet s = {.grid = g};
        const char *text;

        CASE("%d", c->groups);
        g->nrows = (size_t)c->groups * 2 + 1;
        g->rows = arena_alloc(arena, g->nrows * sizeof *g->rows);
        for (int i = 0; i < c->groups * 2; i++)
            g->rows[i] = (struct row){.depth = 1 + i % 2, .cells = arena_alloc(arena, 2 * sizeof(struct cell))};
        for (int i = 0; i < c->groups * 2; i++)
            g->rows[i].cells[1] = parsed_cell(i % 2 ? "1" : "+1");
        g->rows[g->nrows - 1].cells = arena_alloc(arena, 2 * sizeof(struct cell));
        g->rows[g->nrows - 1].cells[1] = parsed_cell(arena_printf(arena, "+%d", c->groups));
        s.formulas = xlsx_formulas(arena, g);
        s.nrows = g->nrows;
        text = xlsx_formula(arena, &s, g->nrows - 1, 1);
        assert_int_equal(text != NULL, c->begin != NULL);
        if (!text)
            continue;
        assert_ptr_equal(strstr(text, c->begin), text);
        assert_string_equal(text + strlen(text) - strlen(c->end), c->end);
        assert_true(strlen(text) <= 8192);
    }
}

/* What the form says to sum is a formula in the file, with the printed figure as its cached value. */
static void formulas_in_the_file(void **state)
{
    static const char *const lines[] = {
        "Phụ lục I!C12\tf\t'=D12+E12'",
        ("Phụ lục I!F12\tf\t'=IF(D12+E12=0,\"–\",IF(AND(D12>0,D12<D12+E12),MEDIAN(0.01,99.99,ROUND(10000*D12/"
         "(D12+E12),0)/100),ROUND(10000*D12/(D12+E12),0)/100))'"),
        "Phụ lục I!G12\tn\t12", /* distinct units: not the sum that the form names */
        "Phụ lục I!C15\tf\t'=D15+E15'",
        "Phụ lục I!E15\tf\t'=SUM(E12:E14)'",
    };
    const char *path;
    char *text;

    (void)state;
    path = written(sample(3), "cong_thuc.xlsx");
    text = cells_of(path, "formulas");
    for (size_t i = 0; i < LENGTH(lines); i++)
        expect(text, lines[i]);
    text = cells_of(path, "values");
    expect(text, "Phụ lục I!D15\tn\t101853");
    expect(text, "Phụ lục I!F13\ts\t'–'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_and_formulas),
        cmocka_unit_test(formulas_by_row),
        cmocka_unit_test(many_groups),
        cmocka_unit_test(formulas_in_the_file),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
