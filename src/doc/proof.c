#include "doc/proof.h"

#include <stdlib.h>

#include "doc/proof_impl.h"

const char *doubt_kind_name(enum doubt_kind kind)
{
    static const char *const names[DOUBT_KINDS] = {
        [DOUBT_RATE] = "tỷ lệ",        [DOUBT_CHANGE] = "tăng giảm", [DOUBT_SUM] = "tổng",
        [DOUBT_REMAINDER] = "còn lại", [DOUBT_WHOLE] = "mâu thuẫn",  [DOUBT_POPULATION] = "hai mẫu số",
        [DOUBT_PERIOD] = "kỳ báo cáo",
    };

    return names[kind];
}

static int by_place(const void *x, const void *y)
{
    const struct doubt *a = x, *b = y;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->column != b->column ? a->column < b->column ? -1 : 1 : (int)a->kind - (int)b->kind;
}

struct proof *proof_read(struct arena *a, const char *text)
{
    struct reading r;

    reading_open(&r, a, text);
    if (!r.tokens.n)
        return r.proof;
    proof_changes(&r);
    proof_rates(&r);
    proof_sums(&r);
    proof_divisions(&r);
    proof_rests(&r);
    proof_wholes(&r);
    proof_references(&r);
    proof_period(&r);
    if (r.proof->doubts.n)
        qsort(r.proof->doubts.v, r.proof->doubts.n, sizeof *r.proof->doubts.v, by_place);
    return r.proof;
}
