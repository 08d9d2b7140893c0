/* Texts and numbers as other programs write them → as the database keeps them. */
#include "data/intake_text.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { DIGITS = 18 /* fits 64 bits */ };

int text_is_plain(const char *s)
{
    const unsigned char *p = (const unsigned char *)s;

    if (*p == ' ')
        return 0;
    for (; *p; p++)
        if (*p < 0x20 || *p > 0x7E)
            return 0;
    return p == (const unsigned char *)s || p[-1] != ' ';
}

char *text_trim(struct arena *a, const char *s)
{
    const char *end = s;

    for (const char *p = s; *p;) {
        const char *before = p;
        int blank = utf8_is_blank(utf8_next(&p));

        if (blank && before == s)
            s = end = p;
        else if (!blank)
            end = p;
    }
    return arena_strndup(a, s, (size_t)(end - s));
}

char *text_one_line(struct arena *a, const char *s)
{
    char *out = text_trim(a, s), *to = out;
    int blank = 0;

    for (const char *p = out; *p;) {
        const char *before = p;

        if (utf8_is_blank(utf8_next(&p))) {
            blank = 1;
            continue;
        }
        if (blank)
            *to++ = ' '; /* never longer than what it stands for */
        blank = 0;
        memmove(to, before, (size_t)(p - before));
        to += p - before;
    }
    *to = '\0';
    return out;
}

int text_has_odd_blank(const char *s)
{
    uint32_t cp;

    while ((cp = utf8_next(&s)) != 0)
        if (cp != ' ' && utf8_is_blank(cp))
            return 1;
    return 0;
}

/* Letters and signs of Latin-1 that Vietnamese does not use, and that TCVN3, VNI and UTF-8 read as Latin-1 are full of.
 */
static int is_foreign_latin(uint32_t cp)
{
    static const char signs[] = "¡¢¤¥¦§¨©¬®¯´µ¶¸¹¼½¾¿ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿ";

    if (cp < 0xA1 || cp > 0xFF)
        return 0;
    for (const char *p = signs; *p;)
        if (utf8_next(&p) == cp)
            return 1;
    return 0;
}

static int is_latin(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xFF) || is_foreign_latin(cp);
}

int text_looks_legacy(const char *s)
{
    uint32_t before = 0, cp = utf8_next(&s);
    size_t foreign = 0, letters = 0;

    while (cp) {
        uint32_t after = utf8_next(&s);
        uint32_t base = before | 0x20;

        letters += (size_t)is_latin(cp);
        if (is_foreign_latin(cp) && (is_latin(before) || is_latin(after)))
            foreign++;
        else if (before == 0xE1 && (cp == 0xBA || cp == 0xBB)) /* "áº", "á»": two bytes of ế, ộ … */
            foreign++;
        else if ((cp == 0xE2 || cp == 0xEA) && (base == 'a' || base == 'e' || base == 'o')) /* VNI "aâ", "eâ", "aê" */
            foreign++;
        before = cp;
        cp = after;
    }
    /* One sign may be meant ("Windows®"), and a foreign name has few of them. */
    return foreign >= 2 && foreign * 8 >= letters;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *s)
{
    size_t n = 0;

    while (is_digit(s[n]))
        n++;
    return n;
}

/* Bytes of "1.200.300" in front of s: at least one group of three behind one to three digits; 0 if there is none. */
static size_t grouped(const char *s, char mark)
{
    size_t n = count_digits(s), groups = 0;

    if (n < 1 || n > 3 || *s == '0')
        return 0;
    while (s[n] == mark && count_digits(s + n + 1) == 3) {
        n += 4;
        groups++;
    }
    return groups ? n : 0;
}

static int is_ambiguous(const char *s)
{
    size_t dots = grouped(s, '.'), commas = grouped(s, ',');

    return (dots && !s[dots]) || (commas && !s[commas]);
}

enum reject_reason text_number(struct arena *a, const char *s, enum number_style style, int decimal, char **out)
{
    char group = style == NUMBERS_VIETNAM ? '.' : ',', point = style == NUMBERS_VIETNAM ? ',' : '.';
    int negative = decimal && *s == '-', zero = 1;
    size_t n, digits = 0;
    char *to = arena_alloc(a, strlen(s) + 2);

    *out = to;
    s += negative;
    if (style == NUMBERS_CANONICAL && is_ambiguous(s))
        return REJECT_AMBIGUOUS;
    n = style == NUMBERS_CANONICAL ? 0 : grouped(s, group);
    if (!n)
        n = count_digits(s);
    if (!n)
        return REJECT_NUMBER;
    *to++ = '-';
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(s[i]) || (s[i] == '0' && digits == 0))
            continue;
        *to++ = s[i];
        digits++;
        zero = 0;
    }
    if (digits == 0)
        *to++ = '0';
    s += n;
    if (decimal && *s == point && is_digit(s[1])) {
        *to++ = '.';
        for (s++; is_digit(*s); s++) {
            *to++ = *s;
            digits++;
            zero &= *s == '0';
        }
    }
    if (*s)
        return REJECT_NUMBER;
    if (digits > DIGITS)
        return REJECT_TOO_LARGE;
    *out += !negative || zero; /* the sign that was put in front */
    return REJECT_COUNT;
}
