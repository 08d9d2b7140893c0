/* Conditions on rows, and the rows that a figure selects, in Vietnamese. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/basis.h"
#include "data/catalog.h"
#include "data/rows.h"

struct wording {
    enum table table;
    const struct catalog *catalog;
};

static const char *name_of_unit(const struct catalog *c, const char *code)
{
    int i = catalog_unit(c, code);

    return i < 0 ? code : c->units[i].name;
}

static const char *name_of_field(const struct catalog *c, const char *code)
{
    int i = catalog_field(c, code);

    return i < 0 ? code : c->fields[i].name;
}

static const char *name_of_procedure(const struct catalog *c, const char *code)
{
    int i = catalog_procedure(c, code);

    return i < 0 ? code : c->procedures[i].name;
}

/* What a code is called. */
static const char *called(const struct dim *d, const struct catalog *c, const char *code)
{
    switch (d->kind) {
    case DIM_UNIT:
        return name_of_unit(c, code);
    case DIM_FIELD:
        return name_of_field(c, code);
    case DIM_PROCEDURE:
        return name_of_procedure(c, code);
    case DIM_NAMES:
        for (size_t i = 1; d->names[i]; i++)
            if (strcmp(d->names[i], code) == 0)
                return d->labels[i];
        break;
    case DIM_FLAG:
    case DIM_NUMBER:
    case DIM_WORD:
    case DIM_RECORD:
        break;
    }
    return code;
}

/* "có ngày hẹn trả", "không có ngày hẹn trả"; "đã xử lý xong", "chưa xử lý xong". */
static void put_flag(struct buf *out, const struct dim *d, int holds)
{
    static const char done[] = "đã ";

    if (holds)
        buf_puts(out, d->label);
    else if (strncmp(d->label, done, strlen(done)) == 0)
        buf_printf(out, "chưa %s", d->label + strlen(done));
    else
        buf_printf(out, "không %s", d->label);
}

static int flag_holds(const struct leaf *leaf, int negated)
{
    int holds = leaf->compare == CMP_TRUE;

    for (size_t i = 0; i < leaf->nvalues; i++)
        holds |= leaf->codes[i] != 0;
    return holds == (leaf->compare != CMP_NE) ? !negated : negated;
}

static void put_number(struct buf *out, const struct dim *d, const struct leaf *leaf, int negated)
{
    static const char *const signs[][2] = {
        [CMP_EQ] = {"bằng", "khác"},         [CMP_NE] = {"khác", "bằng"},         [CMP_LT] = {"nhỏ hơn", "không dưới"},
        [CMP_LE] = {"không quá", "lớn hơn"}, [CMP_GT] = {"lớn hơn", "không quá"}, [CMP_GE] = {"không dưới", "nhỏ hơn"},
        [CMP_IN] = {"là", "khác"},           [CMP_TRUE] = {"khác 0", "bằng 0"}};

    buf_printf(out, "%s %s", d->label, signs[leaf->compare][negated]);
    for (size_t i = 0; i < leaf->nvalues; i++)
        buf_printf(out, "%s%s", i ? ", " : " ", leaf->values[i]);
}

/* "kênh tiếp nhận là trực tuyến", but "cấp xã". */
static void put_value(struct buf *out, const struct dim *d, const char *name)
{
    size_t n = strlen(d->label);

    if (!*name)
        buf_printf(out, "%s chưa xác định", d->label);
    else if (strncmp(name, d->label, n) == 0 && name[n] == ' ')
        buf_puts(out, name);
    else
        buf_printf(out, "%s là %s", d->label, name);
}

static void put_leaf(void *ctx, const struct leaf *leaf, int negated, struct buf *out)
{
    const struct wording *w = ctx;
    const struct dim *d = &TABLES[w->table].dims[leaf->dim];
    int is = (leaf->compare != CMP_NE) != negated;

    if (d->kind == DIM_FLAG) {
        put_flag(out, d, flag_holds(leaf, negated));
        return;
    }
    if (d->kind == DIM_NUMBER) {
        put_number(out, d, leaf, negated);
        return;
    }
    if (is && leaf->nvalues == 1) {
        put_value(out, d, called(d, w->catalog, leaf->values[0]));
        return;
    }
    buf_printf(out, "%s %s ", d->label, is ? "là" : "khác");
    for (size_t i = 0; i < leaf->nvalues; i++) {
        const char *name = called(d, w->catalog, leaf->values[i]);
        int in_quotes = strchr(name, ',') != NULL; /* in a list of several */

        if (i)
            buf_puts(out, i + 1 < leaf->nvalues ? ", " : is ? " hoặc " : " và ");
        buf_printf(out, "%s%s%s", in_quotes ? "“" : "", name, in_quotes ? "”" : "");
    }
}

void row_predicate_words(struct buf *out, enum table t, const struct row_predicate *p, const struct catalog *c)
{
    struct wording w = {t, c};

    predicate_words(row_predicate_condition(p), put_leaf, &w, out);
}

void row_value_words(struct buf *out, enum table t, const struct catalog *c, int dim, int32_t value, const char *code)
{
    const struct dim *d = &TABLES[t].dims[dim];
    const char *name = code;

    switch (d->kind) {
    case DIM_FLAG:
        put_flag(out, d, value != 0);
        return;
    case DIM_NUMBER:
        buf_printf(out, "%s bằng %d", d->label, (int)value);
        return;
    case DIM_NAMES:
        name = value < 0 ? "" : d->labels[value];
        break;
    case DIM_UNIT:
        name = value < 0 ? "" : c->units[value].name;
        break;
    case DIM_FIELD:
        name = value < 0 ? "" : c->fields[value].name;
        break;
    case DIM_PROCEDURE:
        name = value < 0 ? "" : c->procedures[value].name;
        break;
    case DIM_WORD:
        break;
    case DIM_RECORD:
        buf_printf(out, "có mã %s", code);
        return;
    }
    put_value(out, d, name);
}

/* Whose rows: "của Quận Thử và các đơn vị bên dưới"; units that are not loaded are left out. */
static void put_units(struct buf *out, const struct selection *s, const struct catalog *c)
{
    int below = 0, missing = 0;

    for (size_t u = 0; u < c->nunits; u++) {
        below |= s->units[u] && (int)u != s->unit;
        missing |= !s->units[u] && catalog_under(c, (int)u, s->unit);
    }
    buf_printf(out, " của %s%s%s", c->units[s->unit].name,
               s->own_only        ? " (riêng đơn vị này)"
               : below || missing ? " và các đơn vị bên dưới"
                                  : "",
               missing && !s->own_only ? " (trừ đơn vị chưa nạp đủ số liệu)" : "");
}

void selection_words(struct buf *out, const struct selection *s, const struct catalog *c)
{
    size_t n = 0;

    buf_puts(out, TABLES[s->table].label);
    if (s->units && s->unit >= 0)
        put_units(out, s, c);
    for (size_t i = 0; i < s->only.n; i++) {
        buf_puts(out, n++ ? ", " : ": ");
        row_value_words(out, s->table, c, s->only.v[i].dim, s->only.v[i].value, s->only.v[i].code);
    }
    for (size_t i = 0; i < sizeof s->where / sizeof *s->where; i++) {
        if (!s->where[i] || predicate_is_true(row_predicate_condition(s->where[i])))
            continue;
        buf_puts(out, n++ ? ", " : ": ");
        row_predicate_words(out, s->table, s->where[i], c);
    }
}
