/* Figures that people enter: table so_lieu. */
#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "base/note.h"
#include "base/shown.h"
#include "base/vi.h"
#include "data/db.h"
#include "data/facts_impl.h"

struct entry {
    struct range range;
    struct amount amount;
    const char *text;
};

/* Entries of one code and unit, by last day, then first day. */
struct group {
    size_t first, end;
};

struct entries {
    VEC(struct entry) list;
    VEC(struct group) groups;
    struct index by_place; /* struct place → group */
    struct index codes;    /* code → number in place */
    int *first_child, *next_sibling;
};

struct place {
    int32_t code, unit;
};

/* ------------------------------------------------------------ loading */

static void index_codes(struct facts *f, struct entries *e)
{
    index_init(&e->codes, f->arena);
    for (size_t i = 0; i < f->figures.n; i++) {
        const char *code = f->figures.v[i].entry;

        if (code)
            index_add(&e->codes, code, strlen(code), (int)i);
    }
}

/* Children in the order of the catalog. */
static void link_units(struct facts *f, struct entries *e)
{
    size_t n = f->catalog->nunits;

    e->first_child = arena_alloc(f->arena, (n + 1) * sizeof(int));
    e->next_sibling = arena_alloc(f->arena, (n + 1) * sizeof(int));
    for (size_t i = 0; i < n; i++)
        e->first_child[i] = -1;
    for (size_t i = n; i-- > 0;) {
        int parent = f->catalog->units[i].parent;

        e->next_sibling[i] = parent < 0 ? -1 : e->first_child[parent];
        if (parent >= 0)
            e->first_child[parent] = (int)i;
    }
}

static int read_entry(struct facts *f, struct stmt *s, struct entry *out, struct err *err)
{
    const char *code = stmt_required(s, 0), *unit = stmt_required(s, 1), *value = stmt_required(s, 4);
    struct entry e = {.text = stmt_safe(f->arena, s, 5)};

    e.range.from = day_parse_iso(stmt_required(s, 2), stmt_text_length(s, 2));
    e.range.to = day_parse_iso(stmt_required(s, 3), stmt_text_length(s, 3));
    if (e.range.from == DAY_NONE || e.range.to == DAY_NONE || e.range.from > e.range.to)
        return err_set(
            err, ST_DATA,
            "bảng so_lieu, chỉ tiêu '%s', đơn vị '%s': ngày '%s' – '%s' sai; hãy sửa thành hai ngày có thật, "
            "theo thứ tự.",
            code, unit, shown_value(f->arena, stmt_required(s, 2)), shown_value(f->arena, stmt_required(s, 3)));
    if (!amount_parse(value, &e.amount))
        return err_set(err, ST_DATA,
                       "bảng so_lieu, chỉ tiêu '%s', đơn vị '%s': giá trị '%s' không phải là số có tối đa 18 chữ số; "
                       "hãy sửa lại.",
                       code, unit, shown_value(f->arena, value));
    *out = e;
    return 0;
}

static int read_entries(struct facts *f, struct db *db, struct entries *e, struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db,
                   "SELECT chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri, ghi_chu FROM so_lieu NOT INDEXED"
                   " ORDER BY chi_tieu, don_vi, den_ngay, tu_ngay",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        const char *code = stmt_required(s, 0);
        struct place place = {index_get(&e->codes, code, strlen(code)), catalog_unit(f->catalog, stmt_required(s, 1))};
        int group;

        if (place.code < 0 || place.unit < 0)
            continue;
        if (read_entry(f, s, vec_add(f->arena, &e->list), err)) {
            step = -1;
            break;
        }
        group = index_add(&e->by_place, (const char *)&place, sizeof place, (int)e->groups.n);
        if ((size_t)group == e->groups.n)
            *vec_add(f->arena, &e->groups) = (struct group){e->list.n - 1, e->list.n - 1};
        e->groups.v[group].end = e->list.n;
    }
    stmt_close(s);
    return step;
}

static const struct group *find_group(const struct facts *f, const struct figure *fig, int unit)
{
    const struct entries *e = f->entries;
    struct place place = {index_get(&e->codes, fig->entry, strlen(fig->entry)), unit};
    int group = index_get(&e->by_place, (const char *)&place, sizeof place);

    return group < 0 ? NULL : &e->groups.v[group];
}

/* ------------------------------------------------------------ own values */

enum own { OWN_NONE, OWN_VALUE, OWN_OVERLAP };

static int is_inside(struct range x, struct range r)
{
    return x.from >= r.from && x.to <= r.to;
}

/* Entries by last day: two overlap if and only if two neighbours do. *x, *y get the first such pair. */
static enum own own_flow(const struct facts *f, const struct group *g, struct range r, struct amount *sum,
                         const struct entry **x, const struct entry **y)
{
    const struct entry *last = NULL;

    *sum = (struct amount){0};
    for (size_t i = g->first; i < g->end; i++) {
        const struct entry *e = &f->entries->list.v[i];

        if (!is_inside(e->range, r))
            continue;
        *x = last;
        *y = e;
        if ((last && e->range.from <= last->range.to) || !amount_add(sum, e->amount, 1))
            return OWN_OVERLAP;
        last = e;
    }
    return last ? OWN_VALUE : OWN_NONE;
}

static const struct entry *last_until(const struct facts *f, const struct group *g, day_t cut_off)
{
    for (size_t i = g->end; i-- > g->first;)
        if (f->entries->list.v[i].range.to <= cut_off)
            return &f->entries->list.v[i];
    return NULL;
}

static enum own own_value(const struct facts *f, const struct figure *fig, int unit, struct range r, struct amount *out)
{
    const struct group *g = find_group(f, fig, unit);
    const struct entry *e, *other;

    if (!g)
        return OWN_NONE;
    if (!fig->stock)
        return own_flow(f, g, r, out, &e, &other);
    e = last_until(f, g, r.to);
    if (!e)
        return OWN_NONE;
    *out = e->amount;
    return OWN_VALUE;
}

/* ------------------------------------------------------------ findings */

static char *range_text(struct arena *a, struct range r)
{
    return arena_printf(a, "%s–%s", vi_date(a, r.from), vi_date(a, r.to));
}

static void check_group(const struct facts *f, const struct figure *fig, int unit, const struct group *g,
                        struct range r, int now, struct notes *notes)
{
    const struct unit *u = &f->catalog->units[unit];
    const struct entry *x = NULL, *y = NULL;
    struct amount sum;
    enum own own = own_flow(f, g, r, &sum, &x, &y);

    if (own == OWN_OVERLAP && x)
        note_add(
            notes, NOTE_ERROR, "so_lieu_chong_lan", u->name,
            "chỉ tiêu '%s' (%s) được nhập hai lần cho những ngày chung: %s và %s; hãy xóa một dòng ở bảng so_lieu.",
            fig->label, fig->entry, range_text(f->arena, x->range), range_text(f->arena, y->range));
    else if (own == OWN_OVERLAP)
        note_add(notes, NOTE_ERROR, "so_lieu_qua_lon", u->name, "tổng chỉ tiêu '%s' (%s) vượt quá 18 chữ số.",
                 fig->label, fig->entry);
    for (size_t i = g->first; own == OWN_NONE && now && i < g->end; i++) {
        const struct entry *e = &f->entries->list.v[i];

        if (e->range.from > r.to || e->range.to < r.from)
            continue;
        note_add(
            notes, NOTE_WARNING, "so_lieu_lech_ky", u->name,
            "chỉ tiêu '%s' (%s) nhập cho %s, không nằm gọn trong kỳ %s nên không được tính; hãy nhập theo đúng kỳ.",
            fig->label, fig->entry, range_text(f->arena, e->range), range_text(f->arena, r));
        break;
    }
}

static void check_entries(const struct facts *f, struct notes *notes)
{
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct figure *fig = &f->figures.v[i];

        if (fig->measure != MEASURE_ENTERED || fig->stock || fig->is_text)
            continue;
        for (size_t u = 0; u < f->catalog->nunits; u++) {
            const struct group *g = find_group(f, fig, (int)u);

            for (int before = 0; g && before <= 1; before++)
                check_group(f, fig, (int)u, g, facts_range(f, fig, before), !before, notes);
        }
    }
}

int entries_load(struct facts *f, struct db *db, struct notes *notes, struct err *err)
{
    struct entries *e = arena_alloc(f->arena, sizeof *e);

    index_init(&e->by_place, f->arena);
    index_codes(f, e);
    link_units(f, e);
    f->entries = e;
    if (db && read_entries(f, db, e, err))
        return -1;
    if (notes)
        check_entries(f, notes);
    return 0;
}

/* ------------------------------------------------------------ values */

/* Whose entries make a value, and the list of them where it is asked for. */
struct gathering {
    const struct facts *facts;
    const struct figure *figure;
    int level;
    struct range range;
    struct amount sum;
    struct arena *arena;
    basis_entries *used; /* NULL: not asked for */
};

static void note_used(struct gathering *g, int unit, const struct entry *e)
{
    if (g->used)
        *vec_add(g->arena, g->used) = (struct basis_entry){unit, e->range, e->amount, e->text};
}

static void note_group(struct gathering *g, int unit)
{
    const struct group *group = find_group(g->facts, g->figure, unit);
    const struct entry *last = group && g->figure->stock ? last_until(g->facts, group, g->range.to) : NULL;

    for (size_t i = group ? group->first : 0; group && i < group->end; i++) {
        const struct entry *e = &g->facts->entries->list.v[i];

        if (g->figure->stock ? e == last : is_inside(e->range, g->range))
            note_used(g, unit, e);
    }
}

/* Adds the value of a unit; OWN_OVERLAP wins over everything: part of a sum is no sum. */
static enum own add_unit(struct gathering *g, int unit, int own_only)
{
    const struct facts *f = g->facts;
    int wanted = g->level < 0 || (int)f->catalog->units[unit].level == g->level;
    struct amount x = {0};
    enum own found = wanted ? own_value(f, g->figure, unit, g->range, &x) : OWN_NONE;

    if (found != OWN_NONE)
        note_group(g, unit);
    if (found == OWN_VALUE)
        return amount_add(&g->sum, x, 1) ? OWN_VALUE : OWN_OVERLAP;
    if (found == OWN_OVERLAP || own_only)
        return found;
    for (int child = f->entries->first_child[unit]; child >= 0; child = f->entries->next_sibling[child]) {
        enum own below = add_unit(g, child, 0);

        if (below == OWN_OVERLAP)
            return below;
        found = below == OWN_VALUE ? below : found;
    }
    return found;
}

static struct value text_value(struct gathering *g, int unit)
{
    const struct group *group = unit < 0 ? NULL : find_group(g->facts, g->figure, unit);
    const struct entry *e = group ? last_until(g->facts, group, g->range.to) : NULL;

    if (!e || e->range.to < g->range.from || !*e->text)
        return value_bad(VALUE_NOT_ENTERED);
    note_used(g, unit, e);
    return (struct value){.state = VALUE_OK, .num = e->amount.n, .entered = e->text};
}

static struct value gather(struct gathering *g, int unit, int own_only)
{
    const struct catalog *c = g->facts->catalog;
    enum own found = OWN_NONE;

    assert(g->figure->measure == MEASURE_ENTERED);
    if (g->figure->is_text)
        return text_value(g, unit);
    if (unit >= 0) {
        found = add_unit(g, unit, own_only);
    } else {
        for (size_t u = 0; u < c->nunits && found != OWN_OVERLAP; u++) {
            enum own root = c->units[u].parent < 0 ? add_unit(g, (int)u, 0) : OWN_NONE;

            found = root == OWN_NONE ? found : root;
        }
    }
    if (found != OWN_VALUE)
        return value_bad(VALUE_NOT_ENTERED);
    return value_of_amount(g->facts->arena, g->sum);
}

struct value entries_value(const struct facts *f, const struct figure *fig, int unit, int own_only, int level,
                           struct range r)
{
    struct gathering g = {.facts = f, .figure = fig, .level = level, .range = r};

    return gather(&g, unit, own_only);
}

void entries_used(const struct facts *f, const struct figure *fig, int unit, int own_only, int level, struct range r,
                  struct arena *a, basis_entries *out)
{
    struct gathering g = {.facts = f, .figure = fig, .level = level, .range = r, .arena = a, .used = out};

    gather(&g, unit, own_only);
}
