/* Numbers in the words of a paper that are no figures. What may stand there is listed here, and nothing else. */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "explain.h"

/* In small letters; '#' one or more digits, '%' four of them (a year), '@' a letter. Ordered by meaning. */
static const char *const ALLOWED[] = {
    /* dates, months, years, periods */
    "#/#/%",
    "tháng #/%",
    "tháng #",
    "quý #",
    "năm %",
    "# tháng đầu năm",
    "# tháng cuối năm",
    "# tháng năm %",
    "giai đoạn % - %",
    "giai đoạn %-%",
    /* numbers of papers and forms, ordinals of what is referred to */
    "số #-@",
    "số #/@",
    "số #@/@",
    "biểu số ii.#@/",
    "bảng #",
    "biểu đồ #",
    "cột (#)",
    "(#), (#)",
    /* fixed words of the templates, and what the samples' own prose names */
    "mức độ #",
    "tcvn iso #:%",
    "covid-#",
};

struct checker {
    struct arena *arena;
    const struct catalog *catalog;
    int rank_minimum; /* the paper names the setting: "từ 30 hồ sơ trở lên" */
    FILE *out;
    size_t found;
};

static int is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Length of the match at s, 0 for none; it neither begins nor ends inside a number. */
static size_t match(const char *pattern, const char *s, const char *start)
{
    const char *p = s;

    if (s > start && isdigit((unsigned char)*s) && (isdigit((unsigned char)s[-1]) || s[-1] == '/' || s[-1] == '.'))
        return 0;
    for (; *pattern; pattern++) {
        size_t digits = strspn(p, "0123456789");

        if (*pattern == '#' || *pattern == '%') {
            if (digits == 0 || (*pattern == '%' && digits != 4))
                return 0;
            p += digits;
        } else if (*pattern == '@') {
            if (!is_letter(*p))
                return 0;
            p++;
        } else if (*p++ != *pattern) {
            return 0;
        }
    }
    return isdigit((unsigned char)*p) && isdigit((unsigned char)p[-1]) ? 0 : (size_t)(p - s);
}

/* Names as the data have them are no figures, whatever digits they hold. */
static size_t match_names(const struct checker *c, const char *s)
{
    const struct catalog *k = c->catalog;
    size_t n = k->nunits + k->nfields + k->nprocedures, best = 0;

    for (size_t i = 0; i < n; i++) {
        const char *name = i < k->nunits                ? k->units[i].name
                           : i < k->nunits + k->nfields ? k->fields[i - k->nunits].name
                                                        : k->procedures[i - k->nunits - k->nfields].name;
        size_t length;

        if (!strpbrk(name, "0123456789"))
            continue;
        name = utf8_lower(c->arena, name);
        length = strlen(name);
        if (strncmp(s, name, length) == 0 && !isdigit((unsigned char)s[length]) && length > best)
            best = length;
    }
    return best;
}

static void check_string(struct checker *c, const char *text, const char *where)
{
    char *s = utf8_lower(c->arena, text);
    static const char gap[] = "[chưa có nội dung"; /* a draft names the file that is missing */
    const char *rank = arena_printf(c->arena, "từ %d hồ sơ trở lên", c->rank_minimum);
    char *left = arena_strdup(c->arena, s);

    if (strncmp(s, gap, strlen(gap)) == 0)
        return;
    for (const char *p = s; *p; p++) {
        size_t n = match_names(c, p);

        for (size_t i = 0; i < sizeof ALLOWED / sizeof *ALLOWED; i++) {
            size_t m = match(ALLOWED[i], p, s);

            n = m > n ? m : n;
        }
        if (strncmp(p, rank, strlen(rank)) == 0)
            n = strlen(rank);
        if (n)
            memset(left + (p - s), ' ', n);
    }
    for (const char *p = left; *p; p += strspn(p, "0123456789")) {
        p += strcspn(p, "0123456789");
        if (!*p)
            break;
        c->found++;
        fprintf(c->out, "%s: a number in no figure: \"%.*s\" in \"%s\"\n", where, (int)strspn(p, "0123456789"), p,
                text);
    }
}

/* Figures and references are blanked, the words around them stay together. */
static void check_text(struct checker *c, const struct text *t, const char *where)
{
    static const char nbsp[] = "\xC2\xA0";
    struct buf b;

    buf_init(&b, c->arena);
    for (size_t i = 0; i < t->n; i++) {
        if (t->v[i].figure || t->v[i].target) {
            buf_puts(&b, " | ");
            continue;
        }
        for (const char *s = t->v[i].text; *s; s++) {
            int joined = strncmp(s, nbsp, 2) == 0;

            buf_putc(&b, joined || *s == '\n' ? ' ' : *s);
            s += joined;
        }
    }
    check_string(c, buf_str(&b), where);
}

static void check_words(struct checker *c, const char *s, const char *where)
{
    struct text t = text_plain(c->arena, s ? s : "");

    check_text(c, &t, where);
}

static void check_grid(struct checker *c, const struct grid *g, const char *where)
{
    check_words(c, g->caption, where);
    check_words(c, g->unit, where);
    check_text(c, &g->note, where);
    for (size_t i = 0; i < g->nheader; i++)
        check_words(c, g->header[i].label, where);
    for (size_t r = 0; r < g->nrows; r++)
        for (size_t i = 0; i < g->ncolumns; i++) {
            const struct cell *x = &g->rows[r].cells[i];

            /* Words and days come from the data; whatever is counted has an id. */
            if (x->figure || x->kind == CELL_EMPTY || x->kind == CELL_TEXT || x->kind == CELL_DATE)
                continue;
            c->found++;
            fprintf(c->out, "%s, row %zu, column %zu: a number without id\n", where, r, i);
        }
}

static void check_chart(struct checker *c, const struct chart *x)
{
    check_words(c, x->caption, x->label);
    check_words(c, x->unit, x->label);
    check_words(c, x->note, x->label);
    check_words(c, x->gaps, x->label);
    for (size_t i = 0; i < x->nseries; i++)
        check_words(c, x->series[i], x->label);
    for (size_t i = 0; i < x->ngroups; i++)
        check_words(c, x->groups[i], x->label);
    for (size_t i = 0; i < x->ngroups * x->nseries; i++)
        if (!x->figures[i]) {
            c->found++;
            fprintf(c->out, "%s: a bar without id\n", x->label);
        }
}

size_t stray_digits(struct arena *a, const struct document *d, const struct catalog *catalog, int rank_minimum,
                    FILE *out)
{
    struct checker c = {.arena = a, .catalog = catalog, .rank_minimum = rank_minimum, .out = out};

    for (size_t i = 0; i < d->nnodes; i++) {
        const struct node *n = &d->nodes[i];
        const char *where = arena_printf(a, "node %zu", i);

        check_text(&c, &n->text, where);
        for (size_t k = 0; k < n->nlines; k++)
            check_words(&c, n->lines[k], where);
        if (n->table)
            check_grid(&c, n->table, n->table->label);
        if (n->chart)
            check_chart(&c, n->chart);
    }
    for (size_t i = 0; i < d->nannexes; i++) {
        const struct annex *x = &d->annexes[i];
        const char *const words[] = {x->title,          x->form_left,     x->form_centre[0],
                                     x->form_centre[1], x->form_right[0], x->form_right[1]};

        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            check_words(&c, words[k], x->number);
        check_grid(&c, x->table, x->number);
    }
    return c.found;
}
