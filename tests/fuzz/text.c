/* Vietnamese text: normal forms, letter case, order, legacy encodings, joined words. Lines of the input are compared
 * with each other. */
#include <string.h>

#include "base/utf8.h"
#include "base/vi.h"
#include "data/intake_text.h"
#include "doc/identity.h"
#include "doc/join.h"
#include "fuzz.h"

static int sign(int x)
{
    return (x > 0) - (x < 0);
}

static void same(const char *x, const char *y)
{
    if (strcmp(x, y) != 0)
        fuzz_fail("differ: '%s' '%s'", x, y);
}

static void one(struct arena *a, const char *s)
{
    const char *nfc = utf8_nfc(a, s), *folded = utf8_fold(a, nfc), *p = nfc;
    uint32_t parts[UTF8_PARTS], cp;
    size_t n = 0;

    fuzz_is_nfc(nfc);
    same(utf8_nfc(a, nfc), nfc);
    FUZZ_HOLDS(utf8_is_nfc(s) == (strcmp(s, nfc) == 0));
    fuzz_is_text(folded);
    same(utf8_fold(a, folded), folded);
    fuzz_is_nfc(utf8_upper(a, nfc));
    fuzz_is_nfc(utf8_lower(a, nfc));
    while ((cp = utf8_next(&p)) != 0) {
        size_t count = utf8_parts(cp, parts);

        FUZZ_HOLDS(count >= 1 && count <= UTF8_PARTS);
        n++;
    }
    FUZZ_HOLDS(*p == '\0' && n == utf8_length(nfc));
    fuzz_is_text(text_trim(a, nfc));
    fuzz_is_nfc(text_one_line(a, nfc));
    fuzz_is_nfc(join_string(a, nfc));
    fuzz_is_nfc(join_title(a, nfc));
    fuzz_is_text(identity_inside_sentence(a, nfc));
    fuzz_is_text(identity_lines(a, nfc));
    text_looks_legacy(s);
    utf8_forbidden(s);
}

static void order(const char *const *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            int ij = sign(vi_compare(v[i], v[j]));

            FUZZ_HOLDS(ij == -sign(vi_compare(v[j], v[i])));
            for (size_t k = 0; k < n; k++)
                if (ij <= 0 && vi_compare(v[j], v[k]) <= 0)
                    FUZZ_HOLDS(vi_compare(v[i], v[k]) <= 0);
        }
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    enum { LINES = 6, NAME = 200 /* bytes: what is compared are names */ };
    const char *lines[LINES], *nearest;
    size_t count = 0;

    if (!utf8_valid(bytes, n))
        return;
    one(a, bytes);
    for (const char *p = bytes; *p && count < LINES;) {
        size_t length = strcspn(p, "\n");

        if (length <= NAME)
            lines[count++] = utf8_nfc(a, arena_strndup(a, p, length));
        p += length + (p[length] == '\n');
    }
    order(lines, count);
    for (size_t i = 0; i < count; i++) {
        nearest = vi_nearest(lines[i], lines, count);
        if (nearest)
            fuzz_is_text(nearest);
    }
}

const struct fuzz_target fuzz_text = {"text", run};
