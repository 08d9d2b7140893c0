/* Printed days against the days counted. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vi.h"
#include "doc/gate_impl.h"
#include "doc/printed_date.h"

typedef VEC(day_t) day_list;

static int ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

/* ---- reading ---- */

/* "ngày 05 tháng 01 năm 2018" from s on, with blanks of any kind: 1 and *end behind it. */
static int long_date(const char *s, const char **end, day_t *out)
{
    static const char *const words[] = {"ngày", "tháng", "năm"};
    int v[3];

    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(words[i]);

        if (strncmp(s, words[i], n) != 0)
            return 0;
        s = gate_skip_blanks(s + n);
        n = strspn(s, "0123456789");
        if (n < 1 || n > 4)
            return 0;
        v[i] = atoi(s);
        *end = s + n;
        s = gate_skip_blanks(*end);
    }
    *out = day_from_ymd(v[2], v[1], v[0]);
    return 1;
}

int gate_date_at(const char *s, const char **end, day_t *out)
{
    const char *digits = strncmp(s, "ngày", strlen("ngày")) ? s : gate_skip_blanks(s + strlen("ngày")), *at;

    if (long_date(s, end, out))
        return 1;
    *end = digits;
    return strspn(digits, "0123456789") && printed_date(end, &at, out) && at == digits;
}

static void read_days(struct arena *a, const char *s, day_list *out)
{
    day_t day;

    for (const char *end; *s; s = end) {
        int is_start = (*s >= '0' && *s <= '9') || strncmp(s, "ngày", strlen("ngày")) == 0;

        if (is_start && gate_date_at(s, &end, &day)) {
            *vec_add(a, out) = day;
            continue;
        }
        /* the rest of a longer number is no date */
        end = s + (is_start ? strspn(s, "0123456789/") : 0);
        end += end == s;
    }
}

/* ---- what they should be ---- */

struct days_check {
    struct gate *gate;
    const struct period *period;
    day_list named; /* anywhere in the paper as a day of the data */
};

static const char *range_text(struct arena *a, struct days r)
{
    return arena_printf(a, "từ ngày %s đến hết ngày %s", vi_date(a, r.from), vi_date(a, r.to));
}

/* The range that a name ("ho_so_tu_ngay", "cung_ky_den_ngay", "ho_so") is about. */
static struct days range_of(const struct days_check *x, const char *name, int *from_only, int *to_only)
{
    const struct period *p = x->period;
    size_t n = strlen(name);
    const struct period_section *s;
    struct range r;

    *from_only = ends_with(name, "_tu_ngay");
    *to_only = ends_with(name, "_den_ngay");
    n -= *from_only ? strlen("_tu_ngay") : *to_only ? strlen("_den_ngay") : 0;
    name = arena_strndup(x->gate->arena, name, n);
    s = &p->sections[strcmp(name, "ky") && strcmp(name, "cung_ky") ? period_section(p, name) : 0];
    r = strcmp(name, "cung_ky") ? s->now : s->before;
    return (struct days){r.from, r.to};
}

static void check_run(struct days_check *x, const struct run *r)
{
    struct gate *g = x->gate;
    int from_only, to_only, right;
    struct days want = range_of(x, r->days, &from_only, &to_only);
    day_list days = {0};

    read_days(g->arena, r->text, &days);
    for (size_t i = 0; i < days.n; i++)
        *vec_add(g->arena, &x->named) = days.v[i];
    if (from_only || to_only)
        right = days.n == 1 && days.v[0] == (from_only ? want.from : want.to);
    else /* "từ ngày … đến hết ngày …", or its end alone */
        right = days.n >= 1 && days.n <= 2 && days.v[days.n - 1] == want.to && (days.n == 1 || days.v[0] == want.from);
    if (!right)
        note_add(g->notes, NOTE_ERROR, "ngay_khac_so_lieu", document_place(g->arena, g->d, r),
                 "In '%s', nhưng số liệu này được tính %s.", r->text, range_text(g->arena, want));
}

static void check_text(struct days_check *x, const struct text *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->v[i].days)
            check_run(x, &t->v[i]);
}

static void check_grid(struct days_check *x, const struct grid *t)
{
    for (size_t r = 0; r < t->nrows; r++)
        for (size_t i = 0; i < t->ncolumns; i++)
            check_text(x, &t->rows[r].cells[i].text);
    check_text(x, &t->note);
}

/* ---- heads ---- */

/* One day must be an end of a range, two the whole of one. */
static int is_counted(const struct days *ranges, size_t n, const day_list *days)
{
    for (size_t i = 0; i < days->n; i++) {
        int found = 0;

        for (size_t k = 0; k < n; k++)
            found |= days->n == 2 ? days->v[0] == ranges[k].from && days->v[1] == ranges[k].to
                                  : days->v[i] == ranges[k].from || days->v[i] == ranges[k].to;
        if (!found)
            return 0;
    }
    return 1;
}

static void check_head(struct days_check *x, const char *place, const char *s, const struct days *ranges, size_t n)
{
    struct arena *a = x->gate->arena;
    const char *counted = "";
    day_list days = {0};

    if (!s || !n)
        return;
    read_days(a, s, &days);
    for (size_t i = 0; i < days.n; i++)
        *vec_add(a, &x->named) = days.v[i];
    if (is_counted(ranges, n, &days))
        return;
    for (size_t i = 0; i < n; i++)
        counted = arena_printf(a, "%s%s%s", counted, i ? "; " : "", range_text(a, ranges[i]));
    note_add(x->gate->notes, NOTE_ERROR, "ngay_khac_so_lieu", place, "In '%s', nhưng số liệu được tính %s.", s,
             counted);
}

static void check_annex(struct days_check *x, const struct annex *n)
{
    const char *const lines[] = {n->title,          n->form_left,     n->form_centre[0],
                                 n->form_centre[1], n->form_right[0], n->form_right[1]};
    const struct grid *t = n->table;

    if (!t)
        return;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        check_head(x, arena_printf(x->gate->arena, "%s, phần đầu", n->number), lines[i], t->ranges, t->nranges);
    check_grid(x, t);
}

/* ---- days that the paper should name ---- */

static int is_named(const struct days_check *x, day_t day)
{
    for (size_t i = 0; i < x->named.n; i++)
        if (x->named.v[i] == day)
            return 1;
    return 0;
}

/* A figure counted over days of its own must not pass for one of the report's period. */
static void check_named(struct days_check *x)
{
    struct gate *g = x->gate;
    struct range own = x->period->sections[0].now;
    VEC(struct days) told = {0};

    for (size_t i = 0; i < g->known.n; i++) {
        const struct known *k = &g->known.v[i];
        struct range r = facts_range(g->q->facts, k->figure, 0);
        int missing = (r.from != own.from && !is_named(x, r.from)) || (r.to != own.to && !is_named(x, r.to));

        for (size_t n = 0; n < told.n; n++)
            missing = missing && (told.v[n].from != r.from || told.v[n].to != r.to);
        if (!missing || k->key.before)
            continue;
        *vec_add(g->arena, &told) = (struct days){r.from, r.to};
        note_add(g->notes, NOTE_ERROR, "ngay_rieng_khong_neu", gate_place(g, k->first),
                 "'%s' in '%s' được tính %s, còn báo cáo tính %s; văn bản không nêu những ngày riêng này.",
                 k->figure->label, k->first->text, range_text(g->arena, (struct days){r.from, r.to}),
                 range_text(g->arena, (struct days){own.from, own.to}));
    }
}

/* The period that the figures are of must be that of the title; which days it has is the config's to say. */
static void check_title(struct days_check *x, const struct node *n)
{
    struct gate *g = x->gate;
    const char *title = "";

    for (size_t i = 1; i < n->nlines; i++)
        title = arena_printf(g->arena, "%s %s", title, n->lines[i]);
    if (!strstr(utf8_fold(g->arena, title), utf8_fold(g->arena, x->period->label)))
        note_add(g->notes, NOTE_WARNING, "ten_khac_ky", "tên báo cáo", "In '%s', nhưng kỳ báo cáo là '%s'.",
                 *title ? title + 1 : "", x->period->label);
}

void gate_days(struct gate *g)
{
    struct days_check x = {.gate = g, .period = facts_period(g->q->facts)};
    struct days *ranges = arena_alloc(g->arena, x.period->nsections * sizeof *ranges);

    for (size_t i = 0; i < x.period->nsections; i++)
        ranges[i] = (struct days){x.period->sections[i].now.from, x.period->sections[i].now.to};
    for (size_t i = 0; i < g->d->nnodes; i++) {
        const struct node *n = &g->d->nodes[i];

        for (size_t k = 0; n->type == NODE_TITLE && k < n->nlines; k++)
            check_head(&x, "tên báo cáo", n->lines[k], ranges, x.period->nsections);
        if (n->type == NODE_TITLE)
            check_title(&x, n);
        if (n->type == NODE_TABLE)
            check_grid(&x, n->table);
        else
            check_text(&x, &n->text);
    }
    for (size_t i = 0; i < g->d->nannexes; i++)
        check_annex(&x, &g->d->annexes[i]);
    check_named(&x);
}
