#include "doc/rule.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/figure_text.h"

enum { TERMS_SHOWN = 12 };

static const char *value_text(struct arena *a, const struct basis *b)
{
    switch (b->value.state) {
    case VALUE_NOT_LOADED:
        return "chưa có số liệu";
    case VALUE_NOT_ENTERED:
        return "chưa nhập";
    case VALUE_OK:
    case VALUE_UNDEFINED:
        break;
    }
    return figure_text(a, &b->value, 0);
}

static void add_part(struct arena *a, struct buf *out, const struct basis *b)
{
    buf_printf(out, "'%s' (%s)", b->label, value_text(a, b));
}

/* Of a change the second part is the same figure a year before, or a target. */
static void add_base(struct arena *a, struct buf *out, const struct basis *b)
{
    if (b->kind == BASIS_SETTING)
        add_part(a, out, b);
    else
        buf_printf(out, "cùng kỳ năm trước (%s)", value_text(a, b));
}

static const char *amount_words(struct arena *a, struct amount x)
{
    int64_t whole = 0;
    const char *decimal = amount_text(a, x, &whole);

    return decimal ? vi_decimal(a, decimal, 0) : vi_count(a, whole);
}

/* The entries that are added: "27 + 25 + 15". */
static void add_entries(struct arena *a, struct buf *out, const struct basis *b)
{
    for (size_t i = 0; i < b->nentries; i++) {
        buf_puts(out, i ? " + " : ": ");
        if (i == TERMS_SHOWN) {
            buf_puts(out, "…");
            break;
        }
        buf_puts(out, amount_words(a, b->entries[i].amount));
    }
}

/* What is counted, looked up or set, with a capital letter. */
static void add_leaf(struct arena *a, struct buf *out, const struct basis *b, const struct catalog *c)
{
    struct buf words;

    buf_init(&words, a);
    basis_words(&words, b, c);
    buf_puts(out, utf8_capitalised(a, buf_str(&words)));
}

char *rule_text(struct arena *a, const struct basis *b, const struct catalog *c)
{
    struct buf out;

    buf_init(&out, a);
    switch (b->kind) {
    case BASIS_ROWS:
    case BASIS_TEXT:
    case BASIS_SETTING:
    case BASIS_NONE:
        add_leaf(a, &out, b, c);
        break;
    case BASIS_ENTRIES:
        add_leaf(a, &out, b, c);
        add_entries(a, &out, b);
        break;
    case BASIS_SUM:
        for (size_t i = 0; i < b->nparts; i++) {
            if (i || b->signs[i] < 0)
                buf_puts(&out, b->signs[i] < 0 ? " − " : " + ");
            add_part(a, &out, b->parts[i]);
        }
        break;
    case BASIS_RATIO:
        add_part(a, &out, b->parts[0]);
        buf_puts(&out, " chia cho ");
        add_part(a, &out, b->parts[1]);
        break;
    case BASIS_CHANGE:
    case BASIS_POINTS:
        add_part(a, &out, b->parts[0]);
        buf_puts(&out, " trừ ");
        add_base(a, &out, b->parts[1]);
        buf_puts(&out, b->kind == BASIS_POINTS ? ", hai tỷ lệ đã làm tròn như khi in" : "");
        break;
    case BASIS_CHANGE_RATIO:
        buf_puts(&out, "Hiệu của ");
        add_part(a, &out, b->parts[0]);
        buf_puts(&out, " và ");
        add_base(a, &out, b->parts[1]);
        buf_puts(&out, ", chia cho số cùng kỳ");
        break;
    case BASIS_REST:
        buf_puts(&out, "100% − ");
        add_part(a, &out, b->parts[0]);
        break;
    }
    return arena_strdup(a, buf_str(&out));
}

const char *rule_label(struct arena *a, const struct basis *b)
{
    static const char before[] = "_cung_ky";
    const char *found = strstr(b->id, before);

    if (b->kind == BASIS_CHANGE || b->kind == BASIS_CHANGE_RATIO)
        return arena_printf(a, "Tăng, giảm so với cùng kỳ năm trước: %s", b->label);
    if (b->kind == BASIS_POINTS && b->parts[1]->kind != BASIS_SETTING)
        return arena_printf(a, "Tăng, giảm điểm phần trăm so với cùng kỳ năm trước: %s", b->label);
    if (found && found < b->id + strcspn(b->id, "/"))
        return arena_printf(a, "%s, cùng kỳ năm trước", b->label);
    return b->label;
}

typedef VEC(const char *) string_list;

static void collect_sources(struct arena *a, const struct basis *b, string_list *out)
{
    if (!b->source || !*b->source) {
        for (size_t i = 0; i < b->nparts; i++)
            collect_sources(a, b->parts[i], out);
        return;
    }
    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->v[i], b->source) == 0)
            return;
    *vec_add(a, out) = b->source;
}

/* Bytes of "Thông tư …, biểu II.06a, " before the last part. */
static size_t common_part(const char *s)
{
    size_t n = 0;

    for (const char *p = s; (p = strstr(p, ", ")); p += 2)
        n = (size_t)(p - s) + 2;
    return n;
}

const char *rule_source(struct arena *a, const struct basis *b)
{
    string_list all = {0};
    struct buf out;

    collect_sources(a, b, &all);
    buf_init(&out, a);
    for (size_t i = 0; i < all.n; i++) {
        size_t n = i ? common_part(all.v[i]) : 0;

        /* of the same form as the one before: only the column is named */
        if (n && n == common_part(all.v[i - 1]) && memcmp(all.v[i], all.v[i - 1], n) == 0)
            buf_printf(&out, ", %s", all.v[i] + n);
        else
            buf_printf(&out, "%s%s", i ? "; " : "", all.v[i]);
    }
    return buf_str(&out);
}

char *rule_range(struct arena *a, const struct basis *b)
{
    if (b->range.from == DAY_NONE)
        return arena_strdup(a, "");
    return arena_printf(a, "%s–%s", vi_date(a, b->range.from), vi_date(a, b->range.to));
}
