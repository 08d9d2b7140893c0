/* Figures as text: counts, rates, entered values, comparisons with the year before, gaps. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/note.h"
#include "base/vi.h"
#include "data/basis.h"
#include "doc/figure_text.h"
#include "doc/names_impl.h"

enum { FEW = 10 /* a base below it makes percentages meaningless: only the difference is told */ };

struct printer {
    struct names *n;
    const char *name, *place;
    struct figure_ref ref;
    struct scope scope;
    struct text *out;
    struct err *err;
};

/* ---------------------------------------------------------------- ids */

static char *figure_id(const struct names *n, const char *name, const char *suffix, struct scope s)
{
    return basis_id(n->arena, n->q.catalog, n->q.unit, arena_printf(n->arena, "%s%s", name, suffix), s);
}

static struct run figure_run(const struct printer *p, const char *text, const char *suffix)
{
    return (struct run){.text = text, .figure = figure_id(p->n, p->name, suffix, p->scope)};
}

static void put_run(const struct printer *p, struct run r)
{
    *p->out = text_plain(p->n->arena, "");
    p->out->v[0] = r;
}

/* ---------------------------------------------------------------- gaps */

static int first_time(struct names *n, const char *what)
{
    for (size_t i = 0; i < n->gaps.n; i++)
        if (strcmp(n->gaps.v[i], what) == 0)
            return 0;
    *vec_add(n->arena, &n->gaps) = what;
    return 1;
}

static const char *label_of(const struct printer *p)
{
    return p->ref.figure->label;
}

/* The figure whose rows are missing: a ratio or formula has none of its own. */
static const struct figure *counted_part(const struct names *n, const struct figure *f)
{
    struct figure_ref ref;

    for (int depth = 0; depth < 16; depth++) {
        const char *part = f->measure == MEASURE_RATIO ? f->den : f->measure == MEASURE_FORMULA ? f->terms[0] : NULL;

        if (!part || !facts_find(n->q.facts, part, &ref))
            break;
        f = ref.figure;
    }
    return f;
}

static int not_loaded(struct printer *p)
{
    struct names *n = p->n;
    const struct figure *f = counted_part(n, p->ref.figure);
    const struct phrase_slot slots[] = {{"nhan", {.text = label_of(p)}}};
    struct range r = facts_range(n->q.facts, f, p->ref.before || p->scope.before);
    const char *table = TABLES[f->table].name;
    char *missing = coverage_missing(n->arena, facts_coverage(n->q.facts), table, p->scope.unit, r);

    if (n->q.final)
        return err_set(
            p->err, ST_DATA,
            "%s: chưa đủ số liệu '%s' (bảng %s, từ ngày %s đến ngày %s) để in bản chính thức; đơn vị chưa nạp: "
            "%s. Hãy nạp rồi chạy lại.",
            p->place, label_of(p), table, vi_date(n->arena, r.from), vi_date(n->arena, r.to), missing);
    if (first_time(n, arena_printf(n->arena, "%s/%s", table, p->scope.before || p->ref.before ? "truoc" : "nay")))
        note_add(n->notes, NOTE_WARNING, "chua_co_so_lieu", p->place,
                 "chưa đủ số liệu bảng %s từ ngày %s đến ngày %s%s%s; hãy nạp bằng lệnh 'cchc-report import' với "
                 "--coverage.",
                 table, vi_date(n->arena, r.from), vi_date(n->arena, r.to), *missing ? "; đơn vị chưa nạp: " : "",
                 missing);
    *p->out = phrase_fill(n->arena, n->phrases, PHRASE_NOT_LOADED, slots, 1);
    return 0;
}

static const struct figure *entered_part(const struct names *n, const struct figure *f)
{
    struct figure_ref ref;

    for (int depth = 0; depth < 16 && f->measure != MEASURE_ENTERED; depth++) {
        const char *part = f->measure == MEASURE_RATIO ? f->num : f->measure == MEASURE_FORMULA ? f->terms[0] : NULL;

        if (!part || !facts_find(n->q.facts, part, &ref))
            break;
        f = ref.figure;
    }
    return f;
}

static int not_entered(struct printer *p)
{
    struct names *n = p->n;
    const struct phrase_slot slots[] = {{"nhan", {.text = label_of(p)}}};
    const struct figure *f = entered_part(n, p->ref.figure);
    const char *entry = f->entry ? f->entry : f->name;

    if (n->q.final)
        return err_set(p->err, ST_NOINPUT,
                       "%s: chưa nhập '%s' (chỉ tiêu '%s' của bảng so_lieu); hãy nhập rồi chạy lại.", p->place,
                       label_of(p), entry);
    if (first_time(n, figure_id(n, p->name, "", p->scope)))
        note_add(n->notes, NOTE_ERROR, "chua_nhap", p->place, "chưa nhập '%s' (chỉ tiêu '%s' của bảng so_lieu).",
                 label_of(p), entry);
    *p->out = phrase_fill(n->arena, n->phrases, PHRASE_NOT_ENTERED, slots, 1);
    return 0;
}

static char *value_text(const struct printer *p, const struct value *v, int padded)
{
    struct names *n = p->n;

    if (p->ref.change && p->ref.figure->measure == MEASURE_RATIO && v->state == VALUE_OK) {
        /* The difference of two rates is that of the printed ones. */
        const struct basis *b = facts_basis(n->q.facts, n->arena, p->name, p->scope, n->q.unit);

        return vi_percent(n->arena, b->value.num, FIGURE_WHOLE);
    }
    return figure_text(n->arena, v, padded && n->q.config->pad_counts);
}

/* ---------------------------------------------------------------- comparisons */

enum { MAX_PLACES = 6 };

static void fill(const struct printer *p, enum phrase which, const struct phrase_slot *slots, size_t count)
{
    *p->out = phrase_fill(p->n->arena, p->n->phrases, which, slots, count);
}

static struct run year_run(const struct printer *p)
{
    return (struct run){.text = arena_printf(p->n->arena, "%d", p->n->period->year - 1)};
}

static void compare_counts(const struct printer *p, const struct value *now, const struct value *before, int brief)
{
    struct names *n = p->n;
    size_t places = figure_places(now) > figure_places(before) ? figure_places(now) : figure_places(before);
    int64_t x = figure_scaled(now, places), y = figure_scaled(before, places), change = x > y ? x - y : y - x;
    int up = x > y, few = y < 0 || (!places && y < FEW);
    struct phrase_slot slots[] = {
        {"hieu", figure_run(p, figure_decimal(n->arena, change, places, n->q.config->pad_counts), "_tang_giam")},
        {"don_vi", {.text = p->ref.figure->unit_word}},
        {"phan_tram", {.text = ""}},
        {"nam_truoc", year_run(p)},
        {"truoc", figure_run(p, value_text(p, before, 1), "_cung_ky")},
    };
    enum phrase which;

    if (x == y)
        which = figure_is_zero(now) ? PHRASE_NEITHER : PHRASE_SAME;
    else if (figure_is_zero(before))
        which = PHRASE_NEW;
    else if (figure_is_zero(now))
        which = PHRASE_GONE;
    else if (few)
        which = up ? PHRASE_MORE_FEW : PHRASE_LESS_FEW;
    else if (brief)
        which = up ? PHRASE_SHORT_MORE : PHRASE_SHORT_LESS;
    else
        which = up ? PHRASE_MORE : PHRASE_LESS;
    if (y > 0)
        slots[2].value = figure_run(p, vi_percent(n->arena, change, y), "_tang_giam_pt");
    fill(p, which, slots, sizeof slots / sizeof *slots);
}

static void compare_rates(const struct printer *p, const struct value *now, const struct value *before)
{
    struct names *n = p->n;
    int64_t x = vi_percent_hundredths(now->num, now->den), y = vi_percent_hundredths(before->num, before->den);
    const struct phrase_slot slots[] = {
        {"diem", figure_run(p, figure_decimal(n->arena, x > y ? x - y : y - x, 2, 0), "_tang_giam")},
        {"nam_truoc", year_run(p)},
        {"truoc", figure_run(p, value_text(p, before, 0), "_cung_ky")},
        {"nay", figure_run(p, value_text(p, now, 0), "")},
    };

    fill(p, x == y ? PHRASE_RATE_SAME : x > y ? PHRASE_RATE_UP : PHRASE_RATE_DOWN, slots, sizeof slots / sizeof *slots);
}

static void compare(const struct printer *p, const struct value *now, int brief)
{
    struct scope s = p->scope;
    struct value before;
    const struct phrase_slot year[] = {{"nam_truoc", year_run(p)}};

    s.before = 1;
    before = facts_value(p->n->q.facts, p->name, s);
    if (before.state == VALUE_NOT_LOADED || before.state == VALUE_NOT_ENTERED || now->entered || before.entered ||
        figure_places(now) > MAX_PLACES || figure_places(&before) > MAX_PLACES) {
        fill(p, PHRASE_NO_BASE, year, 1);
    } else if (!names_is_rate(&p->ref)) {
        compare_counts(p, now, &before, brief);
    } else if (before.state == VALUE_UNDEFINED) {
        fill(p, now->state == VALUE_UNDEFINED ? PHRASE_NEITHER : PHRASE_NEW, year, 1);
    } else if (now->state == VALUE_UNDEFINED) {
        const struct phrase_slot slots[] = {
            year[0], {"truoc", figure_run(p, value_text(p, &before, 0), "_cung_ky")}, {"don_vi", {.text = ""}}};

        fill(p, PHRASE_GONE, slots, 3);
    } else {
        compare_rates(p, now, &before);
    }
}

int64_t names_target(const struct names *n, const char *name)
{
    for (size_t i = 0; i < n->q.config->ntargets; i++)
        if (strcmp(n->q.config->targets[i]->key, name) == 0)
            return strtoll(n->q.config->targets[i]->value, NULL, 10);
    return -1;
}

int names_target_run(struct names *n, const char *name, const char *place, struct run *out, struct err *err)
{
    int64_t target = names_target(n, name);

    if (target < 0)
        return err_set(err, ST_CONFIG,
                       "%s: tệp cấu hình chưa có chỉ tiêu '%s' ở mục [chi_tieu_nam]; hãy thêm, hoặc đặt câu này trong "
                       "{{#neu co_chi_tieu.%s}}.",
                       place, name, name);
    *out = (struct run){.text = vi_percent(n->arena, target, FIGURE_WHOLE),
                        .figure = arena_printf(n->arena, FIGURE_TARGET "%s", name)};
    return 0;
}

/* The comparison is with the printed rate; only an exact tie "meets" the target. */
static int compare_target(const struct printer *p, const struct value *v)
{
    int64_t target = names_target(p->n, p->name), rate;
    struct phrase_slot slots[2] = {{.name = "chi_tieu"}, {.name = "diem"}};

    if (names_target_run(p->n, p->name, p->place, &slots[0].value, p->err))
        return -1;
    if (v->state == VALUE_UNDEFINED) {
        put_run(p, figure_run(p, value_text(p, v, 0), ""));
        return 0;
    }
    rate = vi_percent_hundredths(v->num, v->den);
    slots[1].value = figure_run(p, figure_decimal(p->n->arena, rate > target ? rate - target : target - rate, 2, 0),
                                FIGURE_TARGET_GAP);
    fill(p, rate == target ? PHRASE_TARGET_MET : rate > target ? PHRASE_TARGET_ABOVE : PHRASE_TARGET_BELOW, slots, 2);
    return 0;
}

/* ---------------------------------------------------------------- entrance */

static void with_unit(const struct printer *p, const struct value *v)
{
    const char *unit = p->ref.figure->unit_word;

    *p->out = text_plain(p->n->arena, "");
    p->out->v = arena_alloc(p->n->arena, 2 * sizeof *p->out->v);
    p->out->v[0] = figure_run(p, value_text(p, v, 1), "");
    p->out->v[1].text = *unit ? arena_printf(p->n->arena, " %s", unit) : "";
    p->out->n = *unit ? 2 : 1;
}

int names_figure(struct names *n, const char *name, enum format format, struct scope s, const char *place,
                 struct text *out, struct err *err)
{
    struct printer p = {.n = n, .name = name, .place = place, .scope = s, .out = out, .err = err};
    struct phrase_slot unit[] = {{"don_vi", {.text = ""}}};
    struct value v;
    int found = facts_find(n->q.facts, name, &p.ref);

    assert(found);
    (void)found;
    v = facts_value(n->q.facts, name, s);
    if (v.state == VALUE_NOT_LOADED)
        return not_loaded(&p);
    if (v.state == VALUE_NOT_ENTERED)
        return not_entered(&p);
    switch (format) {
    case FORMAT_NUMBER:
        put_run(&p, figure_run(&p, value_text(&p, &v, 0), ""));
        break;
    case FORMAT_COUNTED:
        if (figure_is_zero(&v)) {
            unit[0].value.text = p.ref.figure->unit_word;
            put_run(&p, figure_run(&p, phrase_string(n->arena, n->phrases, PHRASE_NONE_OF, unit, 1), ""));
            break;
        }
        with_unit(&p, &v);
        break;
    case FORMAT_WITH_UNIT:
        with_unit(&p, &v);
        break;
    case FORMAT_COMPARE:
    case FORMAT_COMPARE_SHORT:
        compare(&p, &v, format == FORMAT_COMPARE_SHORT);
        break;
    case FORMAT_REST:
        put_run(&p, figure_run(&p, figure_rest(n->arena, &v), FIGURE_REST));
        break;
    case FORMAT_TARGET:
        return compare_target(&p, &v);
    default:
        put_run(&p, figure_run(&p, value_text(&p, &v, 1), ""));
        break;
    }
    return 0;
}
