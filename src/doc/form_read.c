/* The small languages inside a form: label paths, formulas over column numbers, conditions on the settings. */
#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/vi.h"
#include "data/predicate.h"
#include "doc/form_impl.h"

const char *form_hint(struct arena *a, const char *nearest)
{
    return nearest ? arena_printf(a, "; có phải bạn muốn viết '%s'?", nearest) : ".";
}

/* ------------------------------------------------------------ label paths */

static char *trimmed(struct arena *a, const char *s, size_t n)
{
    while (n && (*s == ' ' || *s == '\t')) {
        s++;
        n--;
    }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    return arena_strndup(a, s, n);
}

/* "Trực tiếp,\dịch vụ": blanks around the sign go with it. */
static const char *with_breaks(struct arena *a, const char *s)
{
    struct buf b;

    buf_init(&b, a);
    for (; *s; s++) {
        if (*s != '\\') {
            buf_putc(&b, *s);
            continue;
        }
        while (b.n && b.p[b.n - 1] == ' ')
            b.p[--b.n] = '\0';
        buf_putc(&b, '\n');
        while (s[1] == ' ')
            s++;
    }
    return buf_str(&b);
}

struct form_path form_path_split(struct arena *a, const char *label)
{
    VEC(const char *) parts = {0};
    const char *end;

    while ((end = strstr(label, " / ")) != NULL) {
        *vec_add(a, &parts) = with_breaks(a, trimmed(a, label, (size_t)(end - label)));
        label = end + 3;
    }
    *vec_add(a, &parts) = with_breaks(a, trimmed(a, label, strlen(label)));
    return (struct form_path){parts.v, parts.n};
}

const char *form_lines(struct arena *a, const char *s)
{
    struct form_path p = form_path_split(a, s);
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < p.n; i++)
        buf_printf(&b, "%s%s", i ? "\n" : "", p.v[i]);
    return buf_str(&b);
}

/* ------------------------------------------------------------ formulas */

struct reader {
    struct arena *arena;
    const char *text, *p;
    const struct form *form;
    struct err *err;
};

static void skip_blanks(struct reader *r)
{
    while (*r->p == ' ' || *r->p == '\t')
        r->p++;
}

static int take(struct reader *r, char sign)
{
    skip_blanks(r);
    if (*r->p != sign)
        return 0;
    r->p++;
    return 1;
}

static int fail_here(struct reader *r, const char *want)
{
    int at = (int)(r->p - r->text) + 1;

    if (!*r->p)
        return err_set(r->err, ST_CONFIG, "công thức '%s' còn thiếu: sau ký tự cuối cần %s.", r->text, want);
    return err_set(r->err, ST_CONFIG, "công thức '%s': tại ký tự %d cần %s, ví dụ '4+5+6' hoặc '(8+9)/7'.", r->text, at,
                   want);
}

static int read_column(struct reader *r, int *column)
{
    const struct form *f = r->form;
    int number = 0, digits = 0;

    skip_blanks(r);
    for (; isdigit((unsigned char)*r->p) && digits < 6; r->p++, digits++)
        number = number * 10 + (*r->p - '0');
    if (!digits)
        return fail_here(r, "số của một cột");
    for (size_t i = 0; i < f->ncolumns; i++) {
        const struct form_column *c = &f->columns[i];

        if (c->number != number)
            continue;
        if (c->kind != FORM_COUNT && c->kind != FORM_SUM)
            return err_set(r->err, ST_CONFIG,
                           "công thức '%s' dùng cột %d, là cột không cộng được; chỉ dùng các cột 'dem' và 'cong_thuc'.",
                           r->text, number);
        *column = (int)i;
        return 0;
    }
    return err_set(r->err, ST_CONFIG, "công thức '%s' dùng cột %d, nhưng biểu không có mục [cot.%d].", r->text, number,
                   number);
}

static int read_sum(struct reader *r, struct form_terms *out)
{
    VEC(struct form_term) terms = {0};
    int sign = take(r, '-') ? -1 : 1;

    for (;;) {
        struct form_term t = {.sign = sign};
        int bracket = take(r, '(');

        if (read_column(r, &t.column))
            return -1;
        if (bracket && !take(r, ')'))
            return fail_here(r, "dấu ')'");
        *vec_add(r->arena, &terms) = t;
        if (take(r, '+'))
            sign = 1;
        else if (take(r, '-'))
            sign = -1;
        else
            break;
    }
    *out = (struct form_terms){terms.v, terms.n};
    return 0;
}

static int read_end(struct reader *r)
{
    skip_blanks(r);
    return *r->p ? fail_here(r, "dấu '+' hoặc '-'") : 0;
}

int form_terms_parse(struct arena *a, const char *text, const struct form *f, struct form_terms *out, struct err *err)
{
    struct reader r = {a, text, text, f, err};

    return read_sum(&r, out) || read_end(&r) ? -1 : 0;
}

/* One column, or a sum in brackets. */
static int read_operand(struct reader *r, struct form_terms *out)
{
    if (take(r, '(')) {
        if (read_sum(r, out))
            return -1;
        return take(r, ')') ? 0 : fail_here(r, "dấu ')'");
    }
    out->v = arena_alloc(r->arena, sizeof *out->v);
    out->n = 1;
    out->v->sign = 1;
    return read_column(r, &out->v->column);
}

int form_rate_parse(struct arena *a, const char *text, const struct form *f, struct form_terms *num,
                    struct form_terms *den, struct err *err)
{
    struct reader r = {a, text, text, f, err};

    if (read_operand(&r, num))
        return -1;
    if (!take(&r, '/'))
        return fail_here(&r, "dấu '/'");
    if (read_operand(&r, den))
        return -1;
    skip_blanks(&r);
    return *r.p ? fail_here(&r, "hết công thức (tổng đặt trong ngoặc)") : 0;
}

int form_identity_parse(struct arena *a, const char *text, const struct form *f, struct form_identity *out,
                        struct err *err)
{
    struct reader r = {a, text, text, f, err};

    if (read_sum(&r, &out->left))
        return -1;
    if (!take(&r, '='))
        return fail_here(&r, "dấu '='");
    return read_sum(&r, &out->right) || read_end(&r) ? -1 : 0;
}

const char *form_terms_text(struct arena *a, const struct form *f, const struct form_terms *t, const char *hidden,
                            int brackets)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < t->n; i++) {
        const char *sign = t->v[i].sign < 0 ? "-" : b.n ? "+" : "";

        if (!hidden || !hidden[t->v[i].column])
            buf_printf(&b, brackets ? "%s(%d)" : "%s%d", sign, f->columns[t->v[i].column].number);
    }
    return buf_str(&b);
}

/* ------------------------------------------------------------ conditions on the settings and the unit */

enum setting {
    SET_RETURNED,
    SET_EDITION,
    SET_LEVEL_PROVINCE,
    SET_LEVEL_DISTRICT,
    SET_LEVEL_COMMUNE,
    SET_UNITS_BELOW,
    SET_COUNT,
    SET_PART /* a part of the report: its name follows the prefix */
};
#define PART_PREFIX "co_phan."

static const char *const SETTINGS[SET_COUNT] = {
    [SET_RETURNED] = "tra_lai_rut",       [SET_EDITION] = "ban",
    [SET_LEVEL_PROVINCE] = "co_cap_tinh", [SET_LEVEL_DISTRICT] = "co_cap_huyen",
    [SET_LEVEL_COMMUNE] = "co_cap_xa",    [SET_UNITS_BELOW] = "co_don_vi_duoi",
};
/* In the order of the enums of the settings. */
static const char *const CHOICES[][2] = {
    [SET_RETURNED] = {[RETURNED_ON_TIME] = "dung_han", [RETURNED_APART] = "rieng"},
    [SET_EDITION] = {[EDITION_ELECTRONIC] = "dien_tu", [EDITION_PAPER] = "giay"},
};

static int bind_setting(void *ctx, struct arena *a, struct leaf *leaf, struct err *err)
{
    int which = strncmp(leaf->name, PART_PREFIX, strlen(PART_PREFIX)) == 0 ? SET_PART : SET_RETURNED;

    (void)ctx;
    while (which < SET_COUNT && strcmp(SETTINGS[which], leaf->name) != 0)
        which++;
    if (which == SET_COUNT)
        return err_set(err, ST_CONFIG, "điều kiện 'khi' chỉ dùng %s, %s, %s, %s, %s, %s, %s…; không có '%s'%s",
                       SETTINGS[0], SETTINGS[1], SETTINGS[2], SETTINGS[3], SETTINGS[4], SETTINGS[5], PART_PREFIX,
                       leaf->name, form_hint(a, vi_nearest(leaf->name, SETTINGS, SET_COUNT)));
    leaf->dim = which;
    if (which >= SET_LEVEL_PROVINCE) {
        if (leaf->compare != CMP_TRUE)
            return err_set(err, ST_CONFIG, "điều kiện '%s' đứng một mình, không so sánh với giá trị nào.", leaf->name);
        return 0;
    }
    if (leaf->compare != CMP_EQ && leaf->compare != CMP_NE)
        return err_set(err, ST_CONFIG, "điều kiện '%s' chỉ so sánh bằng '=' hoặc '!='.", leaf->name);
    leaf->codes = arena_alloc(a, sizeof *leaf->codes);
    for (int i = 0; i < 2; i++)
        if (strcmp(CHOICES[which][i], leaf->values[0]) == 0) {
            leaf->codes[0] = i;
            return 0;
        }
    return err_set(err, ST_CONFIG, "điều kiện '%s' không có giá trị '%s'; chỉ có '%s' và '%s'.", leaf->name,
                   leaf->values[0], CHOICES[which][0], CHOICES[which][1]);
}

static int eval_setting(const void *ctx, const struct leaf *leaf)
{
    const struct form_context *context = ctx;
    const struct config *c = context->config;
    const char *below;
    int64_t value;

    if (leaf->dim == SET_UNITS_BELOW) {
        assert(context->names);
        return names_plain(context->names, SETTINGS[SET_UNITS_BELOW], &below) && *below;
    }
    if (leaf->dim == SET_PART)
        return !config_leaves_out(c, leaf->name + strlen(PART_PREFIX));
    if (leaf->dim >= SET_LEVEL_PROVINCE)
        return *c->level_name[leaf->dim - SET_LEVEL_PROVINCE] != '\0';
    value = leaf->dim == SET_RETURNED ? (int64_t)c->returned : (int64_t)c->edition;
    return (value == leaf->codes[0]) == (leaf->compare == CMP_EQ);
}

int form_when_parse(struct arena *a, const char *text, struct predicate **out, struct err *err)
{
    return predicate_parse(a, text, bind_setting, NULL, out, err);
}

int form_when(const struct predicate *when, const struct form_context *c)
{
    return !when || predicate_test(when, eval_setting, c);
}
