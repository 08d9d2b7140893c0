/* Do the papers of units add up to the one of the unit above them? Figures are remembered per unit and scope, and come
 * to a paper from there: what is asked here is what the papers print. */
#include <inttypes.h>

#include "base/err.h"
#include "data/checks.h"

/* Counts of rows and sums over them; what is added from such figures. Distinct things and rates do not add, entered
 * figures are what somebody entered, and procedures belong to no unit. */
static int adds_up(const struct facts *f, const struct figure *fig)
{
    struct figure_ref term;

    if (fig->measure == MEASURE_COUNT || fig->measure == MEASURE_SUM)
        return fig->table != TABLE_PROCEDURES;
    if (fig->measure != MEASURE_FORMULA)
        return 0;
    for (size_t i = 0; i < fig->nterms; i++)
        if (!facts_find(f, fig->terms[i], &term) || term.change_ratio || !adds_up(f, term.figure))
            return 0;
    return 1;
}

/* -1 if one of them was not loaded: then no paper prints the sum. */
static int sum_of_parts(struct facts *f, const struct catalog *c, const char *name, struct scope whole, int64_t *sum)
{
    struct scope own = whole;
    struct value v;

    own.own_only = 1;
    v = facts_value(f, name, own);
    *sum = v.num;
    for (size_t i = 0; i < c->nunits && v.state == VALUE_OK; i++) {
        struct scope part = whole;

        if (c->units[i].parent != whole.unit)
            continue;
        part.unit = (int)i;
        v = facts_value(f, name, part);
        *sum += v.num;
    }
    return v.state == VALUE_OK ? 0 : -1;
}

static int check_figure(struct facts *f, const struct catalog *c, const struct figure *fig, int unit, int before,
                        struct err *err)
{
    struct scope whole = SCOPE_OF(unit);
    struct value v;
    int64_t sum;

    whole.before = before;
    v = facts_value(f, fig->name, whole);
    if (v.state != VALUE_OK || sum_of_parts(f, c, fig->name, whole, &sum) || v.num == sum)
        return 0;
    return err_set(err, ST_INTERNAL,
                   "đơn vị '%s': '%s'%s là %" PRId64 ", khác tổng %" PRId64
                   " của chính đơn vị và các đơn vị trực tiếp bên dưới; đây là lỗi chương trình.",
                   c->units[unit].code, fig->label, before ? " cùng kỳ" : "", v.num, sum);
}

int checks_parts(struct facts *f, const struct catalog *c, int root, struct err *err)
{
    size_t nfigures;
    const struct figure *figures = facts_all(f, &nfigures);

    for (size_t u = 0; u < c->nunits; u++) {
        int has_parts = 0;

        for (size_t i = 0; i < c->nunits; i++)
            has_parts |= c->units[i].parent == (int)u;
        if (!has_parts || !catalog_under(c, (int)u, root))
            continue;
        for (size_t i = 0; i < nfigures; i++)
            for (int before = 0; before <= 1; before++)
                if (adds_up(f, &figures[i]) && check_figure(f, c, &figures[i], (int)u, before, err))
                    return -1;
    }
    return 0;
}
