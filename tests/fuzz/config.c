/* cau-hinh.ini, and what reports ask of it first. */
#include <string.h>

#include "doc/identity.h"
#include "fuzz.h"

static void identity(struct arena *a, const struct config *c)
{
    const struct run_context *x = fuzz_world();

    for (size_t i = 0; i < x->catalog->nunits; i++) {
        struct identity who = identity_of(a, c, x->catalog, (int)i);

        fuzz_is_text(who.agency);
        fuzz_is_text(who.full_first);
        fuzz_is_text(identity_inside_sentence(a, who.full));
    }
}

static void period(struct arena *a, const struct config *c, const char *code)
{
    struct err err = {.status = ST_OK};
    struct notes notes;
    struct period p;

    notes_init(&notes, a);
    if (!fuzz_done(period_resolve(a, c, code, DAY_NONE, DAY_NONE, &p, &notes, &err), &err))
        return;
    fuzz_are_notes(&notes);
    fuzz_is_nfc(p.label);
    fuzz_is_nfc(p.label_next);
    for (size_t i = 0; i < p.nsections; i++)
        FUZZ_HOLDS(p.sections[i].now.from <= p.sections[i].now.to &&
                   p.sections[i].before.from <= p.sections[i].before.to);
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    enum { FIXED = 20 }; /* each is looked for among all */
    static const char *const codes[] = {"2018-10M", "2018-Q1", "2018-H1", "2018-09", "2018"};
    struct err err = {.status = ST_OK};
    struct config *c;

    if (!fuzz_done(config_load(a, fuzz_file(a, "cau-hinh.ini", bytes, n), &c, &err), &err))
        return;
    identity(a, c);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        period(a, c, codes[i]);
    for (size_t i = 0; i < c->nfixed && i < FIXED; i++)
        period(a, c, c->fixed[i].period);
}

const struct fuzz_target fuzz_config = {"config", run};
