/* Proof-reading of figures in any text. */
#include <string.h>

#include "base/utf8.h"
#include "doc/proof.h"
#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    const struct proof *p;
    size_t lines = 1;

    if (!utf8_valid(bytes, n))
        return;
    for (const char *s = bytes; *s; s++)
        lines += *s == '\n';
    p = proof_read(a, utf8_nfc(a, bytes));
    for (size_t i = 0; i < p->doubts.n; i++) {
        const struct doubt *d = &p->doubts.v[i];

        FUZZ_HOLDS(d->kind < DOUBT_KINDS && *doubt_kind_name(d->kind));
        FUZZ_HOLDS(d->line >= 1 && d->line <= lines && d->column >= 1);
        FUZZ_HOLDS(*d->says && *d->gives);
        fuzz_is_nfc(d->sentence);
        fuzz_is_nfc(d->says);
        fuzz_is_nfc(d->gives);
        fuzz_is_nfc(d->typo);
    }
    FUZZ_HOLDS(p->doubts.n <= p->judged);
}

const struct fuzz_target fuzz_check_text = {"check_text", run};
