#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/buf.h"

enum {
    GRAVE = 0x0300,
    ACUTE = 0x0301,
    CIRCUMFLEX = 0x0302,
    TILDE = 0x0303,
    BREVE = 0x0306,
    HOOK_ABOVE = 0x0309,
    D_STROKE_UPPER = 0x0110,
    D_STROKE = 0x0111,
    ETH_UPPER = 0x00D0,
    ETH = 0x00F0,
    SOFT_HYPHEN = 0x00AD
};

enum { MARKS_MAX = 30 }; /* Unicode Standard Annex 15, Stream-Safe Text Format: no language needs more */

uint32_t utf8_next(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    uint32_t cp = p[0];
    int more;

    if (cp == 0)
        return 0;
    more = cp < 0x80 ? 0 : cp < 0xE0 ? 1 : cp < 0xF0 ? 2 : 3;
    if (more)
        cp &= 0x3FU >> more;
    for (int i = 1; i <= more; i++)
        cp = cp << 6 | (p[i] & 0x3F);
    *s += more + 1;
    return cp;
}

size_t utf8_put(uint32_t cp, char out[4])
{
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);

    assert(n > 0);
    return (size_t)n;
}

size_t utf8_length(const char *s)
{
    size_t n = 0;

    for (; *s; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

size_t utf8_character(const char *s, size_t n)
{
    const unsigned char *p = (const unsigned char *)s;
    utf8proc_int32_t cp;
    utf8proc_ssize_t used;

    if (!n || !*p)
        return 0;
    if (*p < 0x80)
        return 1;
    used = utf8proc_iterate(p, (utf8proc_ssize_t)n, &cp);
    return used > 0 ? (size_t)used : 0;
}

int utf8_valid(const char *s, size_t n)
{
    while (n) {
        size_t used = utf8_character(s, n);

        if (!used)
            return 0;
        s += used;
        n -= used;
    }
    return 1;
}

static int is_zero_width(uint32_t cp)
{
    return cp == SOFT_HYPHEN || (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF || cp == 0x034F ||
           cp == 0x180E;
}

/* Code points that normalisation leaves alone whatever is beside them: nearly all that Vietnamese texts hold. */
static int is_settled(uint32_t cp)
{
    if (cp < 0x0300)
        return cp != SOFT_HYPHEN && cp != ETH_UPPER && cp != ETH;
    return (cp >= 0x1E00 && cp <= 0x1EFF) || (cp >= 0x2010 && cp <= 0x2027);
}

static int all_settled(const char *s)
{
    uint32_t cp;

    while ((cp = utf8_next(&s)) != 0)
        if (!is_settled(cp))
            return 0;
    return 1;
}

/* Typed or converted text may put the tone before the mark that makes the vowel. Both have combining class 230, so NFC
 * keeps that order and "e" + acute + circumflex never becomes "ế". */
static void vowel_mark_first(utf8proc_int32_t *cp, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++) {
        utf8proc_int32_t tone = cp[i], mark = cp[i + 1];

        if (cp[i - 1] > 'z' || !strchr("aAeEoO", (char)cp[i - 1]))
            continue;
        if ((mark == CIRCUMFLEX || mark == BREVE) &&
            (tone == GRAVE || tone == ACUTE || tone == TILDE || tone == HOOK_ABOVE)) {
            cp[i] = mark;
            cp[i + 1] = tone;
        }
    }
}

char *utf8_nfc(struct arena *a, const char *s)
{
    utf8proc_int32_t *points;
    utf8proc_ssize_t n;
    struct buf out;
    char *clean, *p;
    uint32_t cp;
    int marks = 0;

    if (all_settled(s))
        return arena_strdup(a, s);
    p = clean = arena_alloc(a, strlen(s) + 1);
    while ((cp = utf8_next(&s)) != 0) {
        if (cp == ETH_UPPER || cp == ETH)
            cp = cp == ETH ? D_STROKE : D_STROKE_UPPER;
        if (is_zero_width(cp))
            continue;
        /* Putting n marks in order takes n² steps: a page of nothing else would take hours. */
        marks = utf8_is_mark(cp) ? marks + 1 : 0;
        if (marks <= MARKS_MAX)
            p += utf8_put(cp, p);
    }

    /* Twice: the first call tells the size. The whole text at once, because marks are put in order over it. */
    n = utf8proc_decompose((utf8proc_uint8_t *)clean, p - clean, NULL, 0, UTF8PROC_DECOMPOSE);
    assert(n >= 0);
    points = arena_alloc(a, ((size_t)n + 1) * sizeof *points);
    n = utf8proc_decompose((utf8proc_uint8_t *)clean, p - clean, points, n, UTF8PROC_DECOMPOSE);
    vowel_mark_first(points, (size_t)n);
    n = utf8proc_normalize_utf32(points, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    assert(n >= 0);

    buf_init(&out, a);
    buf_add(&out, "", 0);
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        char bytes[4];

        buf_add(&out, bytes, utf8_put((uint32_t)points[i], bytes));
    }
    return out.p;
}

int utf8_is_nfc(const char *s)
{
    struct arena *a;
    int same;

    if (all_settled(s))
        return 1;
    a = arena_new();
    same = strcmp(utf8_nfc(a, s), s) == 0;
    arena_free(a);
    return same;
}

size_t utf8_parts(uint32_t cp, uint32_t out[UTF8_PARTS])
{
    utf8proc_int32_t parts[UTF8_PARTS];
    int boundary = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)cp, parts, UTF8_PARTS, UTF8PROC_DECOMPOSE, &boundary);

    assert(n >= 1 && n <= UTF8_PARTS); /* no canonical decomposition is longer */
    for (utf8proc_ssize_t i = 0; i < n; i++)
        out[i] = (uint32_t)parts[i];
    return (size_t)n;
}

uint32_t utf8_lower_cp(uint32_t cp)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

int utf8_is_blank(uint32_t cp)
{
    if ((cp > 0xA0 && cp < 0x1680) || (cp >= 0x1E00 && cp < 0x2000)) /* letters of Vietnamese: asked very often */
        return 0;
    return (cp >= '\t' && cp <= '\r') || utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ZS;
}

int utf8_is_hidden(uint32_t cp)
{
    return cp == 0x61C || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF;
}

int utf8_is_mark(uint32_t cp)
{
    utf8proc_category_t c;

    if (cp < 0x0300 || (cp >= 0x1E00 && cp <= 0x1EFF))
        return 0;
    c = utf8proc_category((utf8proc_int32_t)cp);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ME;
}

int utf8_is_forbidden(uint32_t cp)
{
    if (cp < 0xA0)
        return (cp < 0x20 && cp != '\t' && cp != '\n') || cp >= 0x7F;
    if (cp < 0x061C || (cp >= 0x1E00 && cp <= 0x1EFF))
        return 0;
    /* Most of these turn the order of what is shown round: a name could read otherwise than it is. */
    return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
           (cp >= 0x2061 && cp <= 0x206F) || (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
           (cp & 0xFFFE) == 0xFFFE || (cp >= 0xE0000 && cp <= 0xE007F);
}

uint32_t utf8_forbidden(const char *s)
{
    uint32_t cp;

    while ((cp = utf8_next(&s)) != 0)
        if (utf8_is_forbidden(cp))
            return cp;
    return 0;
}

static char *map_case(struct arena *a, const char *s, utf8proc_int32_t (*map)(utf8proc_int32_t))
{
    struct buf out;
    uint32_t cp;

    buf_init(&out, a);
    buf_add(&out, "", 0);
    while ((cp = utf8_next(&s)) != 0) {
        char bytes[4];

        buf_add(&out, bytes, utf8_put((uint32_t)map((utf8proc_int32_t)cp), bytes));
    }
    return out.p;
}

char *utf8_upper(struct arena *a, const char *s)
{
    return map_case(a, s, utf8proc_toupper);
}

char *utf8_lower(struct arena *a, const char *s)
{
    return map_case(a, s, utf8proc_tolower);
}

char *utf8_capitalised(struct arena *a, const char *s)
{
    const char *rest = s;

    utf8_next(&rest);
    return arena_printf(a, "%s%s", utf8_upper(a, arena_strndup(a, s, (size_t)(rest - s))), rest);
}

char *utf8_fold(struct arena *a, const char *s)
{
    struct buf out;
    int blank = 0;
    uint32_t cp;

    buf_init(&out, a);
    buf_add(&out, "", 0);
    while ((cp = utf8_next(&s)) != 0) {
        uint32_t parts[UTF8_PARTS];
        size_t n = utf8_parts(utf8_lower_cp(cp), parts);

        if (utf8_is_blank(cp)) {
            blank = out.n > 0;
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            char bytes[4];
            uint32_t part = parts[i] == D_STROKE || parts[i] == ETH ? 'd' : parts[i];

            if (utf8_is_mark(part) || is_zero_width(part))
                continue;
            if (blank)
                buf_putc(&out, ' ');
            blank = 0;
            buf_add(&out, bytes, utf8_put(part, bytes));
        }
    }
    return out.p;
}
