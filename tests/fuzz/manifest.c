/* manifest.json of a published folder: as it is, and sealed with its own hash as if the program had written it. */
#include <string.h>

#include "base/hash.h"
#include "fuzz.h"
#include "run/manifest.h"

static void read_it(struct arena *a, const char *bytes, size_t n)
{
    struct err err = {.status = ST_OK};
    struct manifest m;

    fuzz_file(a, MANIFEST_NAME, bytes, n);
    if (!fuzz_done(manifest_read(a, fuzz_dir(), 0, &m, &err), &err))
        return;
    fuzz_is_text(m.unit);
    fuzz_is_text(m.unit_name);
    FUZZ_HOLDS(m.period->nsections);
    FUZZ_HOLDS(!m.final || (m.number && m.date != DAY_NONE));
    fuzz_done(manifest_verify(a, fuzz_dir(), 0, &m, NULL, &err), &err);
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    const char *last = memrchr(bytes, '\n', n), *sealed;
    char hash[HASH_HEX];
    size_t head;

    read_it(a, bytes, n);
    /* Its last two lines are the hash of the others and "}". */
    last = last ? memrchr(bytes, '\n', (size_t)(last - bytes)) : NULL;
    last = last ? memrchr(bytes, '\n', (size_t)(last - bytes)) : NULL;
    head = last ? (size_t)(last + 1 - bytes) : 0;
    hash_bytes(bytes, head, hash);
    sealed = arena_printf(a, "%.*s  \"sha256\": \"%s\"\n}\n", (int)head, bytes, hash);
    read_it(a, sealed, strlen(sealed));
}

const struct fuzz_target fuzz_manifest = {"manifest", run};
