/* chi-tieu.ini: definitions, bound to the district and asked for their values. */
#include "fuzz.h"

static void run(struct arena *a, const char *bytes, size_t n)
{
    const struct run_context *x = fuzz_world();
    const char *path = fuzz_file(a, "chi-tieu.ini", bytes, n);
    struct err err = {.status = ST_OK};
    const struct figure *all;
    struct facts *facts;
    struct notes notes;
    size_t count;

    if (!fuzz_done(facts_define(a, path, x->catalog, &facts, &err), &err))
        return;
    notes_init(&notes, a);
    if (!fuzz_done(facts_bind(facts, x->db, x->cube, x->coverage, &x->period, &notes, &err), &err))
        return;
    all = facts_all(facts, &count);
    for (size_t i = 0; i < count; i++) {
        static const char *const suffixes[] = {"", "_cap_xa", "_cung_ky", "_tang_giam", "_cap_huyen_tang_giam_pt"};

        fuzz_is_nfc(all[i].label);
        for (size_t k = 0; k < sizeof suffixes / sizeof *suffixes; k++) {
            const char *name = arena_printf(a, "%s%s", all[i].name, suffixes[k]);
            struct figure_ref ref;
            struct value v;

            if (!facts_find(facts, name, &ref))
                continue;
            v = facts_value(facts, name, SCOPE_OF(x->unit));
            FUZZ_HOLDS(v.den >= 0);
            if (v.entered)
                fuzz_is_text(v.entered);
        }
    }
    fuzz_are_notes(&notes);
}

const struct fuzz_target fuzz_figures = {"figures", run};
