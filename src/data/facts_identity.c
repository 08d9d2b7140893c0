/* What holds between named figures: [doi_chieu] of chi-tieu.ini. */
#include <string.h>

#include "base/err.h"
#include "conf/ini.h"
#include "data/facts_impl.h"

static const char name_chars[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

struct identity_reader {
    struct facts *f;
    const struct ini *ini;
    const struct ini_item *item;
    struct err *err;
    VEC(struct identity_term) terms;
};

/* The relation at s, as bytes; 0 if there is none. */
static size_t relation(const char *s)
{
    return strncmp(s, "<=", 2) == 0 ? 2 : *s == '=';
}

static int add_term(struct identity_reader *r, const char *s, size_t n, int sign, int right)
{
    struct facts *f = r->f;
    const char *name = arena_strndup(f->arena, s, n), *near;
    const struct figure *fig;
    int i = index_get(&f->by_name, name, n);

    if (i < 0) {
        near = facts_nearest(f, name);
        return ini_error(r->ini, r->item->line, r->err, "đẳng thức '%s': không có chỉ tiêu '%s'%s%s%s", r->item->value,
                         name, near ? "; có phải bạn muốn viết '" : ".", near ? near : "", near ? "'?" : "");
    }
    fig = &f->figures.v[i];
    if (fig->measure == MEASURE_RATIO || fig->is_text)
        return ini_error(r->ini, r->item->line, r->err, "đẳng thức '%s': '%s' không phải là số đếm.", r->item->value,
                         name);
    *vec_add(f->arena, &r->terms) = (struct identity_term){fig, sign, right};
    return 0;
}

/* "a = b + c - d", "a + b <= c" */
static int read_identity(struct identity_reader *r, struct facts_identity *out)
{
    int sign = 1, sides = 0;

    for (const char *s = r->item->value;;) {
        size_t n;

        s += strspn(s, " ");
        n = strspn(s, name_chars);
        if (!n)
            return ini_error(r->ini, r->item->line, r->err,
                             "đẳng thức '%s': ở '%s' phải là tên một chỉ tiêu; dạng đúng: a = b + c - d, a + b <= c.",
                             r->item->value, s);
        if (add_term(r, s, n, sign, sides))
            return -1;
        s += n;
        s += strspn(s, " ");
        if (!*s)
            break;
        n = relation(s);
        if ((n && sides++) || (!n && *s != '+' && *s != '-'))
            return ini_error(r->ini, r->item->line, r->err,
                             "đẳng thức '%s': không hiểu '%s'; dạng đúng: a = b + c - d, a + b <= c.", r->item->value,
                             s);
        out->at_most |= n == 2;
        sign = *s == '-' ? -1 : 1;
        s += n ? n : 1;
    }
    if (!sides)
        return ini_error(r->ini, r->item->line, r->err,
                         "đẳng thức '%s': thiếu dấu = hoặc <=; dạng đúng: a = b + c - d, a + b <= c.", r->item->value);
    out->terms = r->terms.v;
    out->n = r->terms.n;
    out->text = r->item->value;
    return 0;
}

int facts_read_identities(struct facts *f, const struct ini *ini, struct err *err)
{
    for (size_t i = 0; i < ini->n; i++) {
        struct identity_reader r = {.f = f, .ini = ini, .item = &ini->v[i], .err = err};

        if (strcmp(r.item->section, FACTS_IDENTITIES) == 0 && read_identity(&r, vec_add(f->arena, &f->identities)))
            return -1;
    }
    return 0;
}

const struct facts_identity *facts_identities(const struct facts *f, size_t *n)
{
    *n = f->identities.n;
    return f->identities.v;
}
