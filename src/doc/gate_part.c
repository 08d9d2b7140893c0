/* Parts and wholes among what is printed: no part is more than its whole, and all parts together are the whole. */
#include <string.h>

#include "base/vi.h"
#include "doc/gate_impl.h"

/* How a whole is parted. A unit's parts are its own rows and those of every unit below it. */
enum parting { BY_LEVEL, BY_FIELD, BY_PROCEDURE, BY_UNIT, PARTINGS };
static const char *const NAMES[] = {"các cấp", "các lĩnh vực", "các thủ tục", "các đơn vị"};

struct share {
    int64_t sum;
    size_t n, last; /* parts; the last of them in known */
};

struct parts {
    struct gate *gate;
    struct share (*shares)[PARTINGS]; /* per known figure as a whole */
};

static int adds_up(const struct figure *f)
{
    return f->measure == MEASURE_COUNT || f->measure == MEASURE_SUM;
}

static const struct print *counted_print(const struct known *k)
{
    const struct print *p = k->first;

    if (k->key.kind != KEY_VALUE || (!adds_up(k->figure) && k->figure->measure != MEASURE_DISTINCT))
        return NULL;
    while (p && (p->reading.kind != READ_COUNT || p->reading.decimals))
        p = p->next;
    return p;
}

static const char *name_of(struct gate *g, const struct key *k)
{
    const struct catalog *c = g->q->catalog;

    if (k->procedure >= 0)
        return c->procedures[k->procedure].name;
    if (k->field >= 0)
        return c->fields[k->field].name;
    if (k->unit != g->q->unit || k->own)
        return arena_printf(g->arena, "%s%s", k->own ? "riêng " : "", c->units[k->unit].name);
    return k->level >= 0 ? arena_printf(g->arena, "cấp %s", g->q->config->level_name[k->level]) : "toàn báo cáo";
}

/* The part with number n against a whole that leaves something of its key out. */
static void add_part(struct parts *x, size_t n, const struct key *whole, enum parting by, int once)
{
    struct gate *g = x->gate;
    int w = gate_find(g, whole);
    const struct known *part = &g->known.v[n], *k;
    const struct print *p = counted_print(part), *all;
    struct share *s;

    if (w < 0 || w == (int)n)
        return;
    k = &g->known.v[w];
    all = counted_print(k);
    if (!all)
        return;
    if (p->reading.value > all->reading.value)
        note_add(g->notes, NOTE_ERROR, "bo_phan_khac_toan_the", gate_place(g, p),
                 "'%s' của '%s' in '%s', lớn hơn '%s' của '%s' in ở %s.", part->figure->label, name_of(g, &part->key),
                 p->text, all->text, name_of(g, &k->key), gate_place(g, all));
    s = &x->shares[w][by];
    if (!once || !adds_up(part->figure))
        return;
    s->n++;
    s->last = n;
    if (__builtin_add_overflow(s->sum, p->reading.value, &s->sum))
        s->n = 0;
}

static void add_unit_part(struct parts *x, size_t n)
{
    struct gate *g = x->gate;
    const struct catalog *c = g->q->catalog;
    struct key k = g->known.v[n].key;
    int unit = k.unit, alone = k.own || !g->has_units_below[unit];

    for (int above = k.own ? unit : c->units[unit].parent; above >= 0; above = c->units[above].parent) {
        struct key whole = k;

        whole.unit = above;
        whole.own = 0;
        add_part(x, n, &whole, BY_UNIT, alone);
        if (alone) {
            whole.level = (int)c->units[unit].level;
            add_part(x, n, &whole, BY_UNIT, 1);
        }
        if (above == g->q->unit)
            break;
    }
}

static void add_to_wholes(struct parts *x, size_t n)
{
    const struct catalog *c = x->gate->q->catalog;
    struct key k = x->gate->known.v[n].key, whole = k;

    if (!counted_print(&x->gate->known.v[n]))
        return;
    if (k.level >= 0) {
        whole.level = -1;
        add_part(x, n, &whole, BY_LEVEL, 1);
        whole = k;
    }
    if (k.field >= 0) {
        whole.field = -1;
        add_part(x, n, &whole, BY_FIELD, 1);
        whole = k;
    }
    if (k.procedure >= 0) {
        whole.procedure = -1;
        add_part(x, n, &whole, BY_PROCEDURE, 1);
        whole.field = c->procedures[k.procedure].field;
        add_part(x, n, &whole, BY_PROCEDURE, 1);
    }
    if (k.unit != x->gate->q->unit || k.own)
        add_unit_part(x, n);
}

/* ---- do the parts make the whole? ---- */

static int is_part(const struct gate *g, const struct key *part, const struct key *whole, enum parting by)
{
    const struct catalog *c = g->q->catalog;
    struct key k = *part;

    switch (by) {
    case BY_LEVEL:
        k.level = -1;
        break;
    case BY_FIELD:
        k.field = -1;
        break;
    case BY_PROCEDURE:
        k.procedure = -1;
        k.field = whole->field;
        if (part->procedure < 0 || (whole->field >= 0 && c->procedures[part->procedure].field != whole->field))
            return 0;
        break;
    case BY_UNIT:
    case PARTINGS:
        if (g->has_units_below[k.unit] && !k.own)
            return 0;
        if (whole->level >= 0 && whole->level != (int)c->units[k.unit].level)
            return 0;
        if (!catalog_under(c, k.unit, whole->unit))
            return 0;
        k.unit = whole->unit;
        k.own = 0;
        k.level = whole->level;
        break;
    }
    return memcmp(part, whole, sizeof k) != 0 && memcmp(&k, whole, sizeof k) == 0;
}

/* Where something of the whole is not printed by parts (the three largest fields), nothing need add up. */
static int is_complete(const struct gate *g, const struct known *whole, enum parting by)
{
    struct value all = gate_count_again(g, &whole->key);
    int64_t rest = all.num;

    for (size_t i = 0; i < g->known.n && all.state == VALUE_OK; i++) {
        struct value v;

        if (!counted_print(&g->known.v[i]) || !is_part(g, &g->known.v[i].key, &whole->key, by))
            continue;
        v = gate_count_again(g, &g->known.v[i].key);
        if (v.state != VALUE_OK)
            return 0;
        rest -= v.num;
    }
    return all.state == VALUE_OK && rest == 0;
}

static void check_whole(struct parts *x, size_t n, enum parting by)
{
    struct gate *g = x->gate;
    const struct share *s = &x->shares[n][by];
    const struct known *k = &g->known.v[n];
    const struct print *p = s->n ? counted_print(k) : NULL;

    if (!p || s->sum == p->reading.value || (s->sum < p->reading.value && !is_complete(g, k, by)))
        return;
    note_add(g->notes, NOTE_ERROR, "bo_phan_khac_toan_the", gate_place(g, p),
             "'%s' của '%s' in '%s', nhưng %s cộng lại là '%s' (%zu số in trong văn bản, số cuối ở %s).",
             k->figure->label, name_of(g, &k->key), p->text, NAMES[by], vi_count(g->arena, s->sum), s->n,
             gate_place(g, counted_print(&g->known.v[s->last])));
}

/* ---- what holds between figures: [doi_chieu] of chi-tieu.ini ---- */

static const struct print *whole_number(const struct known *k)
{
    const struct print *p = k->key.kind == KEY_VALUE ? k->first : NULL;

    while (p && (p->reading.kind != READ_COUNT || p->reading.decimals))
        p = p->next;
    return p;
}

/* The figure in the scope of `k`; NULL if it is not printed as a whole number there. */
static const struct print *print_of(const struct gate *g, const struct figure *f, const struct key *k, struct key *out)
{
    int n;

    *out = *k;
    out->figure = (int32_t)(f - g->figures);
    n = gate_find(g, out);
    return n < 0 ? NULL : whole_number(&g->known.v[n]);
}

static int is_whole_report(const struct gate *g, const struct key *k)
{
    return k->unit == g->q->unit && !k->own && k->field < 0 && k->procedure < 0;
}

/* "'Số hồ sơ quá hạn' (in '3' ở Bảng 1, …)" */
static const char *term_text(struct gate *g, const struct identity_term *t, const struct key *k)
{
    struct key key;
    const struct print *p = print_of(g, t->figure, k, &key);

    if (!p)
        return arena_printf(g->arena, "'%s' (theo số liệu: %s)", t->figure->label,
                            vi_count(g->arena, gate_count_again(g, &key).num));
    return arena_printf(g->arena, "'%s' (in '%s' ở %s)", t->figure->label, p->text, gate_place(g, p));
}

/* In one scope. What is not printed there is taken from the data, but only for the report as a whole: a row of a table
 * has its own identities. */
static void check_identity(struct gate *g, const struct facts_identity *e, const struct key *k)
{
    int64_t side[2] = {0, 0};
    const struct print *first = NULL;
    const char *words[2] = {"", ""};

    for (size_t i = 0; i < e->n; i++) {
        const struct identity_term *t = &e->terms[i];
        struct key key;
        const struct print *p = print_of(g, t->figure, k, &key);
        struct value v = {.num = p ? p->reading.value : 0};
        int64_t step;

        if (!p && (!is_whole_report(g, k) || (v = gate_count_again(g, &key)).state != VALUE_OK || v.den || v.decimal))
            return;
        first = first ? first : p;
        step = t->sign * v.num;
        if (__builtin_add_overflow(side[t->right], step, &side[t->right]))
            return;
    }
    if (e->at_most ? side[0] <= side[1] : side[0] == side[1])
        return;
    for (size_t i = 0; i < e->n; i++) {
        const struct identity_term *t = &e->terms[i];
        const char *joint = !*words[t->right] ? (t->sign > 0 ? "" : "-") : t->sign > 0 ? " + " : " - ";

        words[t->right] = arena_printf(g->arena, "%s%s%s", words[t->right], joint, term_text(g, t, k));
    }
    note_add(g->notes, NOTE_ERROR, "so_lieu_khong_khop", gate_place(g, first),
             "%s phải %s %s, nhưng một bên là %s, bên kia là %s (mục [doi_chieu] của chi-tieu.ini: %s).", words[0],
             e->at_most ? "không lớn hơn" : "bằng", words[1], vi_count(g->arena, side[0]), vi_count(g->arena, side[1]),
             e->text);
}

/* Each identity once in a scope: from the first of its figures that is printed there; two at least. */
static void check_where_printed(struct gate *g, const struct facts_identity *e, size_t first)
{
    for (int n = g->by_figure[e->terms[first].figure - g->figures]; n >= 0; n = g->known.v[n].same) {
        struct key key = g->known.v[n].key;
        size_t printed = 0, before = 0;

        if (!whole_number(&g->known.v[n]))
            continue;
        for (size_t t = 0; t < e->n; t++) {
            size_t found = print_of(g, e->terms[t].figure, &g->known.v[n].key, &key) != NULL;

            printed += found;
            before += t < first ? found : 0;
        }
        if (printed > 1 && !before)
            check_identity(g, e, &g->known.v[n].key);
    }
}

static void check_identities(struct gate *g)
{
    size_t n;
    const struct facts_identity *list = facts_identities(g->q->facts, &n);

    for (size_t i = 0; i < n; i++)
        for (size_t t = 0; t < list[i].n; t++)
            check_where_printed(g, &list[i], t);
}

void gate_parts(struct gate *g)
{
    struct parts x = {.gate = g};

    x.shares = arena_alloc(g->arena, (g->known.n + 1) * sizeof *x.shares);
    for (size_t i = 0; i < g->known.n; i++)
        add_to_wholes(&x, i);
    for (size_t i = 0; i < g->known.n; i++)
        for (enum parting by = 0; by < PARTINGS; by++)
            check_whole(&x, i, by);
    check_identities(g);
}
