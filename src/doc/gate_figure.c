/* What text, tables and charts say of the same thing: one figure has one value, a percentage is that of its operands
 * wherever these are printed, a change is the difference of what it compares, a count is what the data give. */
#include <stdlib.h>
#include <string.h>

#include "base/vi.h"
#include "doc/gate_impl.h"

enum { WHOLE = 10000, WORD_BEFORE = 48 /* bytes between "tăng" and its figure */ };

/* A number that another one is computed from: as printed somewhere, or else from the data. */
struct operand {
    struct reading reading;
    const struct print *print; /* NULL: not printed */
    const struct figure *figure;
};

static int find_operand(struct gate *g, const struct key *k, struct operand *out)
{
    int n = gate_find(g, k);
    struct value v;

    *out = (struct operand){.figure = &g->figures[k->figure]};
    for (const struct print *p = n >= 0 ? g->known.v[n].first : NULL; p; p = p->next)
        if (p->reading.kind == READ_COUNT || p->reading.kind == READ_RATE) {
            out->reading = p->reading;
            out->print = p;
            return 1;
        }
    v = gate_count_again(g, k);
    out->reading = reading_of_value(&v);
    return out->reading.kind == READ_COUNT || out->reading.kind == READ_RATE;
}

static int find_part(struct gate *g, const char *name, const struct key *k, struct operand *out)
{
    struct key part;

    return gate_part_key(g, name, k, &part) && find_operand(g, &part, out);
}

/* "'Số hồ sơ quá hạn' in '3' ở Bảng 1, …" */
static const char *operand_text(struct gate *g, const struct operand *o)
{
    if (!o->print)
        return arena_printf(g->arena, "'%s' là '%s' theo số liệu", o->figure->label,
                            reading_text(g->arena, &o->reading));
    return arena_printf(g->arena, "'%s' in '%s' ở %s", o->figure->label, o->print->text, gate_place(g, o->print));
}

/* ---- one figure, one value ---- */

static int same(const struct reading *x, const struct reading *y)
{
    if (x->kind != y->kind)
        return 0;
    return x->kind == READ_COUNT ? reading_compare(x, y) == 0 : x->value == y->value;
}

static int is_telling(const struct print *p)
{
    return p->reading.kind == READ_COUNT || p->reading.kind == READ_RATE || p->reading.kind == READ_DASH;
}

static int agree(struct gate *g, const struct known *k)
{
    const struct print *first = NULL, *other = NULL;
    size_t more = 0;
    struct value v;
    struct reading again;

    for (const struct print *p = k->first; p; p = p->next) {
        if (!is_telling(p))
            continue;
        if (!first) {
            first = p;
        } else if (!same(&first->reading, &p->reading)) {
            other = other ? other : p;
            more++;
        }
    }
    if (!other)
        return 1;
    v = k->key.kind == KEY_VALUE ? gate_count_again(g, &k->key) : (struct value){.state = VALUE_NOT_LOADED};
    again = reading_of_value(&v);
    note_add(g->notes, NOTE_ERROR, "mot_so_lieu_hai_so", gate_place(g, first),
             "'%s' ở đây in '%s', nhưng ở %s in '%s'%s%s.", k->figure->label, first->text, gate_place(g, other),
             other->text, more > 1 ? arena_printf(g->arena, " (và %zu chỗ nữa)", more - 1) : "",
             again.kind == READ_NOTHING
                 ? ""
                 : arena_printf(g->arena, "; theo số liệu là '%s'", reading_text(g->arena, &again)));
    return 0;
}

static void check_count(struct gate *g, const struct known *k)
{
    struct value v = gate_count_again(g, &k->key);
    struct reading again = reading_of_value(&v);

    if (again.kind != READ_NOTHING && !same(&again, &k->first->reading))
        note_add(g->notes, NOTE_ERROR, "so_khac_dem_lai", gate_place(g, k->first),
                 "'%s' in '%s', nhưng theo số liệu là '%s'.", k->figure->label, k->first->text,
                 reading_text(g->arena, &again));
}

/* ---- ratios, sums ---- */

/* "trên 99,99%": nearly the whole, but not it. */
static int is_bound(const char *s)
{
    return strncmp(s, "trên", strlen("trên")) == 0 || strncmp(s, "dưới", strlen("dưới")) == 0;
}

static void check_ratio(struct gate *g, const struct known *k)
{
    const char *want, *printed = k->first->text;
    struct operand num, den;
    struct reading wanted;
    int64_t n, d;

    if (!find_part(g, k->figure->num, &k->key, &num) || !find_part(g, k->figure->den, &k->key, &den) ||
        !reading_align(&num.reading, &den.reading, &n, &d))
        return;
    if (d < 0) {
        n = -n;
        d = -d;
    }
    want = vi_percent(g->arena, n, d);
    if (k->key.kind == KEY_REST && d > 0) {
        int64_t share = vi_percent_hundredths(n, d);

        /* Share and rest add up on paper, unless one of them would be printed as the whole. */
        want = (share == WHOLE && n != d) || (share == 0 && n != 0) ? vi_percent(g->arena, d - n, d)
                                                                    : vi_percent(g->arena, WHOLE - share, WHOLE);
    }
    wanted = gate_read(want, 0);
    if (!same(&k->first->reading, &wanted) || is_bound(printed) != is_bound(want))
        note_add(g->notes, NOTE_ERROR, "ty_le_khac_tu_mau", gate_place(g, k->first),
                 "'%s'%s in '%s', nhưng tính lại được '%s': %s; %s.", k->figure->label,
                 k->key.kind == KEY_REST ? " (phần còn lại)" : "", printed, want, operand_text(g, &num),
                 operand_text(g, &den));
    else if (n > d && d > 0 && !k->figure->over)
        note_add(
            g->notes, NOTE_ERROR, "ty_le_tren_100", gate_place(g, k->first),
            "'%s' in '%s', quá 100%%: %s; %s. Nếu tử số không phải là một phần của mẫu số, hãy ghi 'vuot_100 = co' "
            "ở mục [%s] của chi-tieu.ini.",
            k->figure->label, printed, operand_text(g, &num), operand_text(g, &den), k->figure->name);
}

static void check_formula(struct gate *g, const struct known *k)
{
    struct reading sum = {.kind = READ_COUNT};
    const char *terms = "";

    for (size_t i = 0; i < k->figure->nterms; i++) {
        struct operand o;
        int64_t x, y;

        if (!find_part(g, k->figure->terms[i], &k->key, &o) || o.reading.kind != READ_COUNT ||
            !reading_align(&sum, &o.reading, &x, &y) || __builtin_add_overflow(x, k->figure->signs[i] * y, &sum.value))
            return;
        sum.decimals = sum.decimals > o.reading.decimals ? sum.decimals : o.reading.decimals;
    }
    if (same(&sum, &k->first->reading))
        return;
    for (size_t i = 0; i < k->figure->nterms; i++) {
        struct operand o;

        if (find_part(g, k->figure->terms[i], &k->key, &o))
            terms = arena_printf(g->arena, "%s%s%s", terms, i ? "; " : "", operand_text(g, &o));
    }
    note_add(g->notes, NOTE_ERROR, "tong_khac_so_hang", gate_place(g, k->first),
             "'%s' in '%s', nhưng cộng lại được '%s': %s.", k->figure->label, k->first->text,
             reading_text(g->arena, &sum), terms);
}

/* ---- changes ---- */

/* The last "tăng" (1) or "giảm" (-1) before the run in its sentence, 0 if there is none near. */
static int direction(struct gate *g, const struct print *p)
{
    static const struct {
        const char *word;
        int sign;
    } words[] = {{"tăng", 1}, {"Tăng", 1}, {"giảm", -1}, {"Giảm", -1}};
    const char *before = "", *last = NULL;
    int sign = 0;

    if (!p->within)
        return 0;
    for (size_t i = 0; i < p->within->n && &p->within->v[i] != p->run; i++)
        before = arena_printf(g->arena, "%s%s", before, p->within->v[i].text);
    if (strlen(before) > WORD_BEFORE)
        before += strlen(before) - WORD_BEFORE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (const char *s = strstr(before, words[i].word); s; s = strstr(s + 1, words[i].word))
            if (!last || s > last) {
                last = s;
                sign = words[i].sign;
            }
    return last && !strpbrk(last, ".;") ? sign : 0;
}

static int compared(struct gate *g, const struct known *k, struct operand *now, struct operand *before)
{
    struct key x = k->key, y;

    x.kind = KEY_VALUE;
    y = x;
    y.before = 1;
    return !x.before && find_operand(g, &x, now) && find_operand(g, &y, before) &&
           now->reading.kind == before->reading.kind;
}

/* What a change by `x` from `y` prints: itself, or what part of y it is. */
static struct reading change_of(struct gate *g, const struct known *k, int64_t x, int64_t y, int decimals)
{
    int64_t size = x > y ? x - y : y - x;

    if (k->key.kind == KEY_CHANGE)
        return (struct reading){READ_COUNT, size, decimals};
    return gate_read(vi_percent(g->arena, size, y), 0);
}

static void check_change(struct gate *g, const struct known *k, const struct print *p)
{
    struct reading printed = p->reading, want;
    struct operand now, before;
    int64_t x, y;
    int sign = direction(g, p), decimals;

    if (!compared(g, k, &now, &before) || !reading_align(&now.reading, &before.reading, &x, &y) ||
        (k->key.kind == KEY_CHANGE_RATIO && (y <= 0 || now.reading.kind == READ_RATE)))
        return;
    decimals = now.reading.decimals > before.reading.decimals ? now.reading.decimals : before.reading.decimals;
    want = change_of(g, k, x, y, decimals);
    if (printed.value < 0) {
        printed.value = -printed.value;
        sign = sign ? sign : -1;
    }
    /* A change of rates is in percentage points: "0,42", without a sign. */
    if (now.reading.kind == READ_RATE && printed.kind == READ_RATE)
        printed.kind = READ_COUNT;
    if (!same(&printed, &want))
        note_add(g->notes, NOTE_ERROR, "tang_giam_khac_so", gate_place(g, p),
                 "Mức tăng, giảm của '%s' in '%s', nhưng tính lại được '%s': kỳ này %s; cùng kỳ %s.", k->figure->label,
                 p->text, reading_text(g->arena, &want), operand_text(g, &now), operand_text(g, &before));
    else if (sign && (sign > 0) != (x > y))
        note_add(g->notes, NOTE_ERROR, "tang_giam_khac_so", gate_place(g, p),
                 "'%s' ghi là %s, nhưng kỳ này %s; cùng kỳ %s.", k->figure->label, sign > 0 ? "tăng" : "giảm",
                 operand_text(g, &now), operand_text(g, &before));
}

/* ---- targets of the year ---- */

static int64_t target_of(const struct gate *g, const char *name)
{
    const struct config *c = g->q->config;

    for (size_t i = 0; i < c->ntargets; i++)
        if (strcmp(c->targets[i]->key, name) == 0)
            return strtoll(c->targets[i]->value, NULL, 10);
    return -1;
}

/* The target is that of the configuration, the distance is between it and the rate as printed. */
static void check_target(struct gate *g, const struct known *k)
{
    int64_t target = target_of(g, k->figure->name), want = target;
    const char *from = "";
    struct key rate = k->key;
    struct operand o;

    rate.kind = KEY_VALUE;
    if (k->key.kind == KEY_TARGET_GAP) {
        if (!find_operand(g, &rate, &o) || o.reading.kind != READ_RATE)
            return;
        want = target > o.reading.value ? target - o.reading.value : o.reading.value - target;
        from = arena_printf(g->arena, ", %s", operand_text(g, &o));
    }
    for (const struct print *p = k->first; p; p = p->next) {
        struct reading wanted = {k->key.kind == KEY_TARGET ? READ_RATE : READ_COUNT, want, 2};

        if (target >= 0 && !same(&p->reading, &wanted))
            note_add(g->notes, NOTE_ERROR, "chi_tieu_khac_so", gate_place(g, p),
                     "%s của '%s' in '%s', nhưng theo chỉ tiêu %s của tệp cấu hình%s thì là '%s'.",
                     k->key.kind == KEY_TARGET ? "Chỉ tiêu" : "Khoảng cách đến chỉ tiêu", k->figure->label, p->text,
                     vi_percent(g->arena, target, WHOLE), from, reading_text(g->arena, &wanted));
    }
}

/* ---- all ---- */

static void check_known(struct gate *g, const struct known *k)
{
    if (k->figure->is_text)
        return;
    if (k->key.kind == KEY_CHANGE || k->key.kind == KEY_CHANGE_RATIO) {
        for (const struct print *p = k->first; p; p = p->next)
            if (is_telling(p))
                check_change(g, k, p);
        return;
    }
    if (k->key.kind == KEY_TARGET || k->key.kind == KEY_TARGET_GAP) {
        check_target(g, k);
        return;
    }
    if (!is_telling(k->first) || !agree(g, k))
        return;
    if (k->figure->measure == MEASURE_RATIO)
        check_ratio(g, k);
    else if (k->key.kind == KEY_VALUE && k->figure->measure == MEASURE_FORMULA)
        check_formula(g, k);
    else if (k->key.kind == KEY_VALUE)
        check_count(g, k);
}

void gate_figures(struct gate *g)
{
    for (size_t i = 0; i < g->known.n; i++)
        check_known(g, &g->known.v[i]);
}
