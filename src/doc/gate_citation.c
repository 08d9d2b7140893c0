/* Warnings: legal bases later than the report, a paper without numbers. Bases are read wherever they are cited, in the
 * text, at forms and at figures; no list of them is kept here. */
#include <stdlib.h>
#include <string.h>

#include "base/vi.h"
#include "doc/gate_impl.h"

/* A draft's day of issue is not known yet; papers are issued within weeks of the data's end. */
enum { DAYS_TO_ISSUE = 31 };

struct citation {
    const char *name; /* "01/2020/TT-VPCP", "766/QĐ-TTg ngày 23/6/2022" */
    const char *form, *place;
    const struct figure *figure;
    size_t forms, figures;
};

struct citations {
    struct gate *gate;
    day_t limit;
    VEC(struct citation) list;
};

/* ---- citations ---- */

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters of the sign of a document: "NĐ-CP", "08-CTr/TU", "QH15". */
static size_t sign_length(const char *s)
{
    size_t n = 0;

    while ((s[n] >= 'A' && s[n] <= 'Z') || (s[n] >= 'a' && s[n] <= 'z') || is_digit(s[n]) || s[n] == '-' ||
           s[n] == '/' || ((unsigned char)s[n] >= 0xC3 && (unsigned char)s[n] <= 0xE1) ||
           ((unsigned char)s[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* "30/2020/NĐ-CP", "08-CTr/TU ngày 26/4/2016" from s on, which begins with a digit: 1 and its end; the year of the
 * number, 0 for none; the day, DAY_NONE for none. */
static int read_citation(const char *s, const char **end, int *year, day_t *day)
{
    size_t digits = strspn(s, "0123456789"), n = sign_length(s);
    const char *slash = memchr(s, '/', n), *date, *after;
    int has_letters = 0;

    *year = 0;
    *day = DAY_NONE;
    *end = s + (n > digits ? n : digits);
    for (size_t i = digits; i < n; i++)
        has_letters |= s[i] >= 'A' && s[i] <= 'Z';
    if (!slash || !has_letters || digits > 5)
        return 0;
    if (slash == s + digits && strspn(slash + 1, "0123456789") == 4 && slash[5] == '/')
        *year = atoi(slash + 1);
    date = gate_skip_blanks(*end);
    if (strncmp(date, "ngày", strlen("ngày")) == 0 && gate_date_at(date, &after, day))
        *end = after;
    return 1;
}

static struct citation *find_citation(struct citations *x, const char *name)
{
    struct citation *b;

    for (size_t i = 0; i < x->list.n; i++)
        if (strcmp(x->list.v[i].name, name) == 0)
            return &x->list.v[i];
    b = vec_add(x->gate->arena, &x->list);
    *b = (struct citation){.name = name};
    return b;
}

/* The first citation from *s on that is later than the report, NULL if there is none. */
static struct citation *later_citation(struct citations *x, const char **s)
{
    const char *p = *s, *end;
    day_t day;
    int year;

    for (; *p; p = end) {
        int starts = is_digit(*p) && (p == *s || !is_digit(p[-1]));

        end = p + 1;
        if (!starts || !read_citation(p, &end, &year, &day))
            continue;
        if (day != DAY_NONE ? day > x->limit : year > day_to_ymd(x->limit).year) {
            *s = end;
            return find_citation(x, arena_strndup(x->gate->arena, p, (size_t)(end - p)));
        }
    }
    return NULL;
}

/* ---- where they are cited ---- */

static void cited_by_form(struct citations *x, const char *source, const char *form)
{
    struct citation *b;

    for (const char *s = source ? source : ""; (b = later_citation(x, &s)); b->form = b->form ? b->form : form)
        b->forms++;
}

static void cited_by_figures(struct citations *x)
{
    const struct gate *g = x->gate;
    char *seen = arena_alloc(g->arena, g->nfigures + 1);
    struct citation *b;

    for (size_t i = 0; i < g->known.n; i++) {
        const struct figure *f = g->known.v[i].figure;

        if (seen[f - g->figures]++)
            continue;
        for (const char *s = f->source ? f->source : ""; (b = later_citation(x, &s));
             b->figure = b->figure ? b->figure : f)
            b->figures++;
    }
}

static void cited_in_text(struct citations *x, const struct text *t)
{
    const char *s = text_string(x->gate->arena, t);
    struct citation *b;

    while (t->n && (b = later_citation(x, &s)))
        b->place = b->place ? b->place : document_place(x->gate->arena, x->gate->d, &t->v[0]);
}

static void tell(const struct citations *x, const struct citation *b)
{
    struct arena *a = x->gate->arena;
    const char *where = "";

    if (b->forms)
        where = arena_printf(a, "biểu %s%s", b->form,
                             b->forms > 1 ? arena_printf(a, " và %zu biểu nữa", b->forms - 1) : "");
    if (b->figures)
        where = arena_printf(a, "%s%s'%s'%s", where, *where ? ", " : "", b->figure->label,
                             b->figures > 1 ? arena_printf(a, " và %zu số liệu nữa", b->figures - 1) : "");
    if (b->place)
        where = arena_printf(a, "%s%s%s", where, *where ? ", " : "", b->place);
    note_add(x->gate->notes, NOTE_WARNING, "can_cu_sau_bao_cao", b->name,
             "Văn bản này có sau báo cáo (%s %s), nhưng là căn cứ của %s.",
             x->gate->q->issued == DAY_NONE ? "số liệu chốt ngày" : "ban hành ngày",
             vi_date(a, x->gate->q->issued == DAY_NONE ? x->gate->d->day : x->gate->q->issued), where);
}

static int has_numbers(const struct gate *g)
{
    for (size_t i = 0; i < g->known.n; i++)
        for (const struct print *p = g->known.v[i].first; p; p = p->next)
            if (p->reading.kind == READ_COUNT && p->reading.value != 0 && !g->known.v[i].key.before)
                return 1;
    return g->known.n == 0;
}

void gate_citations(struct gate *g)
{
    struct citations x = {.gate = g};
    const struct document *d = g->d;

    x.limit = g->q->issued == DAY_NONE ? d->day + DAYS_TO_ISSUE : g->q->issued;
    for (size_t i = 0; i < d->nnodes; i++) {
        const struct node *n = &d->nodes[i];

        if (n->type == NODE_TABLE)
            cited_by_form(&x, n->table->source, n->table->id);
        else if (n->type == NODE_CHART)
            cited_by_form(&x, n->chart->source, n->chart->id);
        else
            cited_in_text(&x, &n->text);
    }
    for (size_t i = 0; i < d->nannexes; i++)
        if (d->annexes[i].table)
            cited_by_form(&x, d->annexes[i].table->source, d->annexes[i].table->id);
    cited_by_figures(&x);
    for (size_t i = 0; i < x.list.n; i++)
        tell(&x, &x.list.v[i]);
    if (!has_numbers(g))
        note_add(
            g->notes, NOTE_WARNING, "don_vi_khong_co_so_lieu", g->q->catalog->units[g->q->unit].name,
            "Văn bản của đơn vị này không in số liệu nào khác 0 trong kỳ; hãy xem đơn vị có phải lập báo cáo không, "
            "hay số liệu chưa nạp đủ.");
}
