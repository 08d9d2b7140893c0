/* Conditions over the dimensions of every table, and with names that mean anything. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "data/rows.h"
#include "fuzz.h"

static int bind_anything(void *ctx, struct arena *a, struct leaf *leaf, struct err *err)
{
    (void)ctx;
    (void)a;
    (void)err;
    FUZZ_HOLDS(leaf->name && *leaf->name);
    FUZZ_HOLDS(leaf->compare == CMP_TRUE ? !leaf->nvalues : leaf->compare == CMP_IN || leaf->nvalues == 1);
    return 0;
}

static int is_short(const void *ctx, const struct leaf *leaf)
{
    (void)ctx;
    return strlen(leaf->name) % 2 == 0;
}

/* "không phải" of what was read must read the same again. */
static void both_ways(struct arena *a, const char *text, const struct predicate *p)
{
    struct err err = {.status = ST_OK};
    struct predicate *negated;

    if (predicate_is_true(p) || strlen(text) > 200)
        return;
    if (predicate_parse(a, arena_printf(a, "NOT (%s)", text), bind_anything, NULL, &negated, &err) == 0)
        FUZZ_HOLDS(predicate_test(p, is_short, NULL) != predicate_test(negated, is_short, NULL));
}

static void of_table(struct arena *a, const struct run_context *x, enum table t, const char *text)
{
    struct err err = {.status = ST_OK};
    struct row_predicate *p;
    const struct rows *rows = cube_rows(x->cube, 0, t);
    struct buf words;

    if (!fuzz_done(row_predicate_parse(a, t, x->catalog, text, &p, &err), &err))
        return;
    for (size_t i = 0; i < rows->n; i++)
        row_predicate_test(p, rows, i);
    buf_init(&words, a);
    row_predicate_words(&words, t, p, x->catalog);
    fuzz_is_text(buf_str(&words));
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    const struct run_context *x = fuzz_world();
    struct err err = {.status = ST_OK};
    struct predicate *p;
    const char *text;

    /* Conditions come out of files that were checked. */
    if (!utf8_valid(bytes, n))
        return;
    text = utf8_nfc(a, bytes);
    if (!fuzz_done(predicate_parse(a, text, bind_anything, NULL, &p, &err), &err))
        return;
    predicate_test(p, is_short, NULL);
    both_ways(a, text, p);
    for (int t = 0; t < TABLE_COUNT; t++)
        of_table(a, x, (enum table)t, text);
}

const struct fuzz_target fuzz_predicate = {"predicate", run};
