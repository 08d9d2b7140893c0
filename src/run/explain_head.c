/* The comment lines: what the figure is, where it stands, how its numbers make it. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/tsv.h"
#include "base/vi.h"
#include "doc/figure_text.h"
#include "doc/rule.h"
#include "run/explain_impl.h"

enum { PLACES_SHOWN = 5, MORE_DIGITS = 6 /* of a percentage before rounding */ };

static void line(const struct explanation *e, const char *key, const char *text)
{
    tsv_cell(e->out, arena_printf(e->arena, "# %s: %s", key, text), '\n');
}

const char *explain_range(struct arena *a, struct range r)
{
    return arena_printf(a, "từ ngày %s đến hết ngày %s", vi_date(a, r.from), vi_date(a, r.to));
}

/* ---------------------------------------------------------------- values */

const char *explain_value(struct arena *a, const struct basis *b)
{
    const struct value *v = &b->value;
    int64_t n = v->num < 0 ? -v->num : v->num;

    if (v->state == VALUE_NOT_LOADED)
        return "chưa có số liệu";
    if (v->state == VALUE_NOT_ENTERED)
        return "chưa nhập";
    if (v->state == VALUE_UNDEFINED)
        return "không tính được (mẫu số bằng 0 hoặc không có số này)";
    if (b->kind == BASIS_POINTS)
        return arena_printf(a, "%s%s", v->num < 0 ? "-" : "", figure_decimal(a, n, 2, 0));
    if (b->kind == BASIS_REST) {
        struct value rate = value_rest(*v);

        return figure_rest(a, &rate);
    }
    return figure_text(a, v, 0);
}

static const char *with_unit(struct arena *a, const struct basis *b)
{
    const char *text = explain_value(a, b);
    int is_number = b->value.state == VALUE_OK && !b->value.entered && *b->unit_word && strcmp(b->unit_word, "%") != 0;

    return is_number ? arena_printf(a, "%s %s", text, b->unit_word) : text;
}

/* "99,305308…" of num/den in percent, cut, not rounded. */
static const char *long_percent(struct arena *a, int64_t num, int64_t den)
{
    __extension__ typedef __int128 wide;
    wide scaled = (wide)(num < 0 ? -num : num) * 100, whole = scaled / den, rest = scaled % den;
    struct buf b;

    buf_init(&b, a);
    buf_printf(&b, "%s%s", num < 0 ? "-" : "", vi_count(a, (int64_t)whole));
    for (int i = 0; i < MORE_DIGITS && rest; i++) {
        rest *= 10;
        buf_printf(&b, "%s%d", i ? "" : ",", (int)(rest / den));
        rest %= den;
    }
    buf_puts(&b, rest ? "…%" : "%");
    return buf_str(&b);
}

static const char *ratio_formula(struct arena *a, const struct basis *b)
{
    const char *x = explain_value(a, b->parts[0]), *y = explain_value(a, b->parts[1]);
    const char *exact = long_percent(a, b->value.num, b->value.den), *text = figure_text(a, &b->value, 0);
    const char *left =
        b->kind == BASIS_RATIO ? arena_printf(a, "%s : %s", x, y) : arena_printf(a, "(%s - %s) : %s", x, y, y);

    if (strcmp(exact, text) == 0)
        return arena_printf(a, "%s = %s", left, text);
    return arena_printf(a, "%s = %s, làm tròn đến hai chữ số thập phân (nửa lên) = %s", left, exact, text);
}

static const char *sum_formula(struct arena *a, const struct basis *b)
{
    struct buf out;

    buf_init(&out, a);
    for (size_t i = 0; i < b->nparts; i++)
        buf_printf(&out, "%s%s",
                   b->signs[i] < 0 ? out.n ? " - " : "-"
                   : out.n         ? " + "
                                   : "",
                   explain_value(a, b->parts[i]));
    buf_printf(&out, " = %s", explain_value(a, b));
    return buf_str(&out);
}

/* With its numbers; NULL where there is nothing to compute. */
static const char *formula(struct arena *a, const struct basis *b)
{
    if (b->value.state != VALUE_OK)
        return NULL;
    switch (b->kind) {
    case BASIS_RATIO:
    case BASIS_CHANGE_RATIO:
        return ratio_formula(a, b);
    case BASIS_SUM:
    case BASIS_CHANGE:
        return sum_formula(a, b);
    case BASIS_POINTS:
        return arena_printf(a, "%s - %s = %s điểm phần trăm", explain_value(a, b->parts[0]),
                            explain_value(a, b->parts[1]), explain_value(a, b));
    case BASIS_REST:
        return arena_printf(a, "100%% - %s = %s", explain_value(a, b->parts[0]), explain_value(a, b));
    case BASIS_ROWS:
    case BASIS_ENTRIES:
    case BASIS_TEXT:
    case BASIS_SETTING:
    case BASIS_NONE:
        break;
    }
    return NULL;
}

/* ---------------------------------------------------------------- places */

static const char *places(const struct explanation *e)
{
    struct buf out;
    size_t n = 0;

    buf_init(&out, e->arena);
    for (size_t i = 0; i < e->nprinted; i++) {
        const struct printed *p = &e->printed[i];

        if (strcmp(p->id, e->basis->id) != 0)
            continue;
        if (n++ < PLACES_SHOWN)
            buf_printf(&out, "%s“%s” (%s)", out.n ? "; " : "", p->text, p->place);
    }
    if (n > PLACES_SHOWN)
        buf_printf(&out, "; và %zu chỗ khác", n - PLACES_SHOWN);
    return n ? buf_str(&out) : "không in trong báo cáo này";
}

/* ---------------------------------------------------------------- the tree */

/* How a node is counted, over which days, by which authority; then what it is made of. */
static void put_node(const struct explanation *e, const struct basis *b, const char *role)
{
    struct buf words;

    buf_init(&words, e->arena);
    if (*role)
        buf_printf(&words, "%s = %s; ", rule_label(e->arena, b), with_unit(e->arena, b));
    basis_words(&words, b, e->x->catalog);
    if ((b->selection || b->entry) && b->range.from != DAY_NONE)
        buf_printf(&words, "; %s", explain_range(e->arena, b->range));
    if (*role && *b->source)
        buf_printf(&words, "; căn cứ: %s", b->source);
    if (*role && *b->id)
        buf_printf(&words, "; mã: %s", b->id);
    line(e, *role ? role : "cách tính", buf_str(&words));
    if (!*role && formula(e->arena, b))
        line(e, "công thức", formula(e->arena, b));
    for (size_t i = 0; i < b->nparts; i++) {
        const char *part = basis_role(e->arena, b, i, role);

        put_node(e, b->parts[i], *part ? part : "gồm");
    }
}

static void put_missing(const struct explanation *e, const struct basis *b)
{
    const struct selection *s = b->selection;

    if (s && b->value.state == VALUE_NOT_LOADED)
        line(e, "đơn vị chưa nạp đủ số liệu",
             coverage_missing(e->arena, facts_coverage(e->x->facts), TABLES[s->table].name, s->unit, b->range));
    for (size_t i = 0; i < b->nparts; i++)
        put_missing(e, b->parts[i]);
}

void explain_head(const struct explanation *e)
{
    const struct basis *b = e->basis;
    const struct unit *u = &e->x->catalog->units[e->x->unit];

    line(e, "mã", b->id);
    line(e, "tên", rule_label(e->arena, b));
    line(e, "báo cáo", arena_printf(e->arena, "%s (%s), %s", u->name, u->code, e->x->period.label));
    line(e, "in", places(e));
    line(e, "giá trị", with_unit(e->arena, b));
    put_node(e, b, "");
    if (*b->source)
        line(e, "căn cứ", b->source);
    put_missing(e, b);
}
