/* Conditions of templates: what their leaves mean, with three truth values. */
#include <stdlib.h>
#include <string.h>

#include "base/note.h"
#include "base/vi.h"
#include "doc/names_impl.h"
#include "doc/template_impl.h"

enum { UNKNOWN_MAX = 10 /* 2^n evaluations; a condition that depends on more missing figures is unknown */ };

enum leaf_kind {
    LEAF_FIGURE,
    LEAF_TEXT,
    LEAF_LEVEL,
    LEAF_ORDINAL,
    LEAF_DATA,
    LEAF_TARGET,
    LEAF_PROSE,
    LEAF_FORM,
    LEAF_PART,
    LEAF_DATES
};

static const struct prefix {
    const char *text;
    enum leaf_kind kind;
} prefixes[] = {
    {"co_so_lieu.", LEAF_DATA}, {"co_chi_tieu.", LEAF_TARGET},  {"co_doan.", LEAF_PROSE},
    {"co_bieu.", LEAF_FORM},    {"co_ngay_rieng.", LEAF_DATES}, {"co_phan.", LEAF_PART},
};

#define TARGET_PREFIX "chi_tieu."

struct binding {
    const struct template_source *source;
    unsigned loop; /* enum condition_loop */
};

/* ---------------------------------------------------------------- parsing */

static int is_number(const char *s, int64_t *num, int64_t *den)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(s, digits), part = 0;

    if (s[whole] == '.')
        part = strspn(s + whole + 1, digits);
    if (whole == 0 || whole + part > 15 || s[whole + part + (s[whole] == '.')] != '\0' || (s[whole] == '.' && !part))
        return 0;
    *num = strtoll(s, NULL, 10);
    *den = 1;
    for (size_t i = 0; i < part; i++) {
        *num = *num * 10 + (s[whole + 1 + i] - '0');
        *den *= 10;
    }
    return 1;
}

static int check_figure(const struct binding *b, const char *name, struct figure_ref *ref, struct err *err)
{
    if (facts_find(b->source->facts, name, ref))
        return 0;
    if (names_check(b->source->names, name, "", err))
        return -1;
    return err_set(err, ST_CONFIG, "'%s' không phải là tên số liệu; hãy viết tên như 'cchc-report fields' liệt kê.",
                   name);
}

static int bind_figure(const struct binding *b, const struct leaf *leaf, const struct figure_ref *ref, struct err *err)
{
    for (size_t i = 0; i < leaf->nvalues; i++) {
        const char *value = leaf->values[i];
        struct figure_ref other;
        int64_t num, den;

        if (is_number(value, &num, &den))
            continue;
        if (strncmp(value, TARGET_PREFIX, strlen(TARGET_PREFIX)) == 0)
            value += strlen(TARGET_PREFIX);
        if (check_figure(b, value, &other, err))
            return -1;
        if (names_is_rate(&other) != names_is_rate(ref))
            return err_set(err, ST_CONFIG, "'%s' và '%s' không so sánh được: một bên là tỷ lệ, một bên là số đếm.",
                           leaf->name, leaf->values[i]);
    }
    return 0;
}

static int only_equality(const struct leaf *leaf, struct err *err)
{
    if (leaf->compare == CMP_TRUE || leaf->compare == CMP_EQ || leaf->compare == CMP_NE || leaf->compare == CMP_IN)
        return 0;
    return err_set(err, ST_CONFIG, "'%s' là chữ, chỉ so được bằng = hoặc != hoặc IN (…).", leaf->name);
}

static int only_numbers(const struct leaf *leaf, struct err *err)
{
    int64_t num, den;

    for (size_t i = 0; i < leaf->nvalues; i++)
        if (!is_number(leaf->values[i], &num, &den))
            return err_set(err, ST_CONFIG, "'%s' chỉ so được với số.", leaf->name);
    return leaf->nvalues ? 0 : err_set(err, ST_CONFIG, "'%s' phải so với một số.", leaf->name);
}

static int bind_prefixed(const struct binding *b, const struct prefix *p, const struct leaf *leaf, struct err *err)
{
    const struct template_checks *checks = &b->source->checks;
    const char *name = leaf->name + strlen(p->text);
    struct figure_ref ref;

    if (leaf->compare != CMP_TRUE)
        return err_set(err, ST_CONFIG, "'%s' là câu hỏi có hay không, không so sánh với giá trị.", leaf->name);
    switch (p->kind) {
    case LEAF_PROSE:
        return checks->prose(checks->ctx, name, "", err);
    case LEAF_FORM:
        return checks->form(checks->ctx, name, -1, "", err);
    case LEAF_PART:
        return checks->part(checks->ctx, name, "", err);
    case LEAF_DATES:
        if (phrase_section(names_phrases(b->source->names), name))
            return 0;
        return err_set(err, ST_CONFIG, "không có phần '%s' ở mục [muc] của cau.ini.", name);
    default:
        return check_figure(b, name, &ref, err);
    }
}

static int bind(void *ctx, struct arena *a, struct leaf *leaf, struct err *err)
{
    const struct binding *b = ctx;
    struct figure_ref ref;
    const char *text;

    (void)a;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (strncmp(leaf->name, prefixes[i].text, strlen(prefixes[i].text)) == 0) {
            leaf->dim = (int)prefixes[i].kind;
            return bind_prefixed(b, &prefixes[i], leaf, err);
        }
    }
    if ((b->loop & CONDITION_LEVEL) && strcmp(leaf->name, "cap") == 0) {
        leaf->dim = LEAF_LEVEL;
        return only_equality(leaf, err);
    }
    if ((b->loop & CONDITION_ORDINAL) && strcmp(leaf->name, "stt") == 0) {
        leaf->dim = LEAF_ORDINAL;
        return only_numbers(leaf, err);
    }
    if (names_plain(b->source->names, leaf->name, &text)) {
        leaf->dim = LEAF_TEXT;
        return only_equality(leaf, err);
    }
    leaf->dim = LEAF_FIGURE;
    return check_figure(b, leaf->name, &ref, err) ? -1 : bind_figure(b, leaf, &ref, err);
}

int condition_parse(struct arena *a, const struct template_source *s, const char *text, const char *place,
                    unsigned loop, struct condition **out, struct err *err)
{
    struct binding b = {.source = s, .loop = loop};
    struct condition *c = arena_alloc(a, sizeof *c);

    c->place = place;
    if (!*text)
        return err_set(err, ST_CONFIG, "%s: thiếu điều kiện.", place);
    if (predicate_parse(a, text, bind, &b, &c->predicate, err))
        return err_prefix(err, "%s: ", place);
    *out = c;
    return 0;
}

/* ---------------------------------------------------------------- values */

int fraction_compare(int64_t num1, int64_t den1, int64_t num2, int64_t den2)
{
    __extension__ typedef __int128 wide;
    wide x = (wide)num1 * den2, y = (wide)num2 * den1;

    return (x > y) - (x < y);
}

int value_fraction(const struct value *v, int64_t *num, int64_t *den)
{
    if (v->state != VALUE_OK || v->entered)
        return 0;
    *num = v->num;
    *den = v->den ? v->den : 1;
    if (v->decimal) {
        int negative = v->decimal[0] == '-';

        if (!is_number(v->decimal + negative, num, den))
            return 0;
        *num = negative ? -*num : *num;
    }
    return 1;
}

/* ---------------------------------------------------------------- evaluation */

struct evaluation {
    const struct condition_state *state;
    const struct leaf *unknown[UNKNOWN_MAX];
    size_t nunknown;
    int too_many;
    unsigned assumed; /* bit i: unknown leaf i is taken for true */
    struct err *err;
    int failed;
};

static int assume(struct evaluation *e, const struct leaf *leaf)
{
    for (size_t i = 0; i < e->nunknown; i++)
        if (e->unknown[i] == leaf)
            return e->assumed >> i & 1;
    if (e->nunknown == UNKNOWN_MAX)
        e->too_many = 1;
    else
        e->unknown[e->nunknown++] = leaf;
    return 0;
}

static int is_missing(const struct value *v)
{
    return v->state == VALUE_NOT_LOADED || v->state == VALUE_NOT_ENTERED;
}

/* What a figure is compared with; 0 if it is missing or no number, *missing tells which. */
static int operand(const struct evaluation *e, const char *text, int rate, int64_t *num, int64_t *den, int *missing)
{
    const struct template_data *d = e->state->data;
    struct value v;

    *missing = 0;
    if (is_number(text, num, den)) {
        *den *= rate ? 100 : 1;
        return 1;
    }
    if (strncmp(text, TARGET_PREFIX, strlen(TARGET_PREFIX)) == 0) {
        *num = names_target(d->names, text + strlen(TARGET_PREFIX));
        *den = 10000;
        *missing = *num < 0;
        return *num >= 0;
    }
    v = facts_value(d->facts, text, e->state->scope);
    *missing = is_missing(&v);
    return value_fraction(&v, num, den);
}

static int holds(enum compare compare, int order)
{
    switch (compare) {
    case CMP_EQ:
    case CMP_IN:
        return order == 0;
    case CMP_NE:
        return order != 0;
    case CMP_LT:
        return order < 0;
    case CMP_LE:
        return order <= 0;
    case CMP_GT:
        return order > 0;
    case CMP_GE:
        return order >= 0;
    case CMP_TRUE:
        break;
    }
    return 0;
}

static int test_figure(struct evaluation *e, const struct leaf *leaf)
{
    const struct template_data *d = e->state->data;
    struct value v = facts_value(d->facts, leaf->name, e->state->scope);
    int64_t num, den, other_num, other_den;
    struct figure_ref ref;
    int missing;

    if (is_missing(&v))
        return assume(e, leaf);
    if (leaf->compare == CMP_TRUE && v.entered)
        return *v.entered != '\0';
    if (!value_fraction(&v, &num, &den))
        return 0;
    if (leaf->compare == CMP_TRUE)
        return num != 0;
    facts_find(d->facts, leaf->name, &ref);
    for (size_t i = 0; i < leaf->nvalues; i++) {
        if (operand(e, leaf->values[i], names_is_rate(&ref), &other_num, &other_den, &missing)) {
            if (holds(leaf->compare, fraction_compare(num, den, other_num, other_den)))
                return 1;
        } else if (missing) {
            return assume(e, leaf);
        }
    }
    return 0;
}

static int test_word(const struct leaf *leaf, const char *word)
{
    if (leaf->compare == CMP_TRUE)
        return *word != '\0';
    for (size_t i = 0; i < leaf->nvalues; i++)
        if (strcmp(leaf->values[i], word) == 0)
            return leaf->compare != CMP_NE;
    return leaf->compare == CMP_NE;
}

static int test_ordinal(const struct leaf *leaf, size_t ordinal)
{
    int64_t num, den;

    for (size_t i = 0; i < leaf->nvalues; i++)
        if (is_number(leaf->values[i], &num, &den) &&
            holds(leaf->compare, fraction_compare((int64_t)ordinal, 1, num, den)))
            return 1;
    return 0;
}

static int test_form(struct evaluation *e, const char *code)
{
    const struct template_data *d = e->state->data;
    int shows = 0;

    if (d->has_content(d->ctx, code, &shows, e->err))
        e->failed = 1;
    return shows;
}

static int has_own_dates(const struct facts *f, const char *section)
{
    const struct period *p = facts_period(f);

    return period_section(p, section) != 0;
}

static int test(const void *ctx, const struct leaf *leaf)
{
    struct evaluation *e = *(struct evaluation *const *)ctx;
    const struct template_data *d = e->state->data;
    const char *name = leaf->name, *dot = strchr(name, '.'), *text;
    struct value v;

    switch ((enum leaf_kind)leaf->dim) {
    case LEAF_FIGURE:
        return test_figure(e, leaf);
    case LEAF_TEXT:
        names_plain(d->names, name, &text);
        return test_word(leaf, text);
    case LEAF_LEVEL:
        return test_word(leaf, LEVEL_CODES[d->catalog->units[e->state->scope.unit].level + 1]);
    case LEAF_ORDINAL:
        return test_ordinal(leaf, e->state->ordinal);
    case LEAF_DATA:
        v = facts_value(d->facts, dot + 1, e->state->scope);
        return !is_missing(&v);
    case LEAF_TARGET:
        return names_target(d->names, dot + 1) >= 0;
    case LEAF_PROSE:
        return d->has_prose(d->ctx, dot + 1);
    case LEAF_FORM:
        return test_form(e, dot + 1);
    case LEAF_PART:
        return !config_leaves_out(d->config, dot + 1);
    case LEAF_DATES:
        return has_own_dates(d->facts, dot + 1);
    }
    return 0;
}

int condition_test(const struct condition *c, const struct condition_state *s, enum truth *out, const char **missing,
                   struct err *err)
{
    struct evaluation e = {.state = s, .err = err}, *ctx = &e;
    int seen_true = 0, seen_false = 0;

    for (e.assumed = 0; e.assumed < 1u << e.nunknown; e.assumed++) {
        if (predicate_test(c->predicate, test, &ctx))
            seen_true = 1;
        else
            seen_false = 1;
    }
    *out = e.too_many || (seen_true && seen_false) ? UNKNOWN : seen_true ? TRUE_ : FALSE_;
    *missing = e.nunknown ? e.unknown[0]->name : NULL;
    return e.failed ? err_prefix(err, "%s: ", c->place) : 0;
}
