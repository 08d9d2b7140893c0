#include "render/xlsx_text.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum {
    CELL_MAX = 32767, /* limits of workbooks, in UTF-16 units */
    NAME_MAX_UNITS = 31,
    OTHER_WIDTH = 1000 /* of characters not in the table: none is wider */
};

static const double SAFETY = 1.06; /* readers scale and hint fonts differently */

/* Widths of U+0020 … U+007E in 1/1000 of the size: upright and bold. */
static const uint16_t WIDTH[2][95] = {
    {250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
     500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
     556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
     722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
     278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541},
    {250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500,  500,
     500, 500, 500, 500, 500, 500,  500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722,  667,
     611, 778, 778, 389, 500, 778,  667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
     722, 667, 333, 278, 333, 581,  500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333,  556,
     278, 833, 556, 500, 556, 556,  444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394,  520}};

static double advance(uint32_t c, int bold)
{
    uint32_t parts[UTF8_PARTS];

    switch (c) {
    case 0xA0:
        c = ' ';
        break;
    case 0x110: /* Đ */
        c = 'D';
        break;
    case 0x111: /* đ */
    case 0x2013:
        c = 'd';
        break;
    default:
        if (c > '~') {
            utf8_parts(c, parts);
            c = parts[0];
        }
    }
    return c >= ' ' && c <= '~' ? WIDTH[bold != 0][c - ' '] : OTHER_WIDTH;
}

static double points(double units, double size)
{
    return units * size / 1000 * SAFETY;
}

double xlsx_text_width(const char *s, double size, int bold)
{
    double line = 0, longest = 0;

    while (*s) {
        uint32_t c = utf8_next(&s);

        line = c == '\n' ? 0 : line + advance(c, bold);
        longest = line > longest ? line : longest;
    }
    return points(longest, size);
}

double xlsx_longest_word(const char *s, double size, int bold)
{
    double word = 0, longest = 0;

    while (*s) {
        uint32_t c = utf8_next(&s);

        word = c == '\n' || c == ' ' ? 0 : word + advance(c, bold);
        longest = word > longest ? word : longest;
    }
    return points(longest, size);
}

int xlsx_line_count(const char *s, double size, int bold, double width)
{
    const double blank = advance(' ', bold), room = width * 1000 / (size * SAFETY);
    double line = 0;
    int lines = 1;

    for (;;) {
        double word = 0;
        int pieces = 0;

        while (*s && *s != ' ' && *s != '\n') {
            double w = advance(utf8_next(&s), bold);

            if (word + w > room && word > 0) { /* longer than a line: broken anywhere */
                pieces++;
                word = 0;
            }
            word += w;
        }
        if (pieces) {
            lines += pieces + (line > 0);
            line = word;
        } else if (line > 0 && line + blank + word > room) {
            lines++;
            line = word;
        } else {
            line += (line > 0 ? blank : 0) + word;
        }
        if (!*s)
            return lines;
        if (*s++ == '\n') {
            lines++;
            line = 0;
        }
    }
}

size_t xlsx_length(const char *s)
{
    size_t n = 0;

    while (*s)
        n += utf8_next(&s) >= 0x10000 ? 2 : 1;
    return n;
}

const char *xlsx_text_fault(const char *s)
{
    if (!utf8_valid(s, strlen(s)))
        return "không phải là UTF-8 hợp lệ";
    if (utf8_forbidden(s))
        return "có ký tự điều khiển";
    return xlsx_length(s) > CELL_MAX ? "dài quá 32.767 chữ" : NULL;
}

static int is_hex(char c)
{
    return c && strchr("0123456789ABCDEFabcdef", c);
}

static int is_escape(const char *s)
{
    return s[0] == '_' && s[1] == 'x' && is_hex(s[2]) && is_hex(s[3]) && is_hex(s[4]) && is_hex(s[5]) && s[6] == '_';
}

const char *xlsx_escape(struct arena *a, const char *s)
{
    const char *at = strstr(s, "_x");
    struct buf b;

    while (at && !is_escape(at))
        at = strstr(at + 1, "_x");
    if (!at)
        return s;
    buf_init(&b, a);
    for (; *s; s++) {
        if (is_escape(s))
            buf_puts(&b, "_x005F");
        buf_putc(&b, *s);
    }
    return buf_str(&b);
}

/* The first `units` of the text, whole characters. */
static char *cut(struct arena *a, const char *s, size_t units)
{
    const char *p = s, *end = s;

    while (*p) {
        size_t n = utf8_next(&p) >= 0x10000 ? 2 : 1;

        if (n > units)
            break;
        units -= n;
        end = p;
    }
    return arena_strndup(a, s, (size_t)(end - s));
}

static int is_taken(struct arena *a, const char *name, const char *const *taken, size_t ntaken)
{
    const char *lower = utf8_lower(a, name);

    for (size_t i = 0; i < ntaken; i++)
        if (strcmp(utf8_lower(a, taken[i]), lower) == 0)
            return 1;
    return strcmp(lower, "history") == 0; /* kept by Excel for itself */
}

/* Blanks and apostrophes go from both ends. */
static char *trimmed(struct arena *a, const char *s)
{
    size_t n = strlen(s);

    while (n && (s[0] == ' ' || s[0] == '\'')) {
        s++;
        n--;
    }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\''))
        n--;
    return arena_strndup(a, s, n);
}

const char *xlsx_sheet_name(struct arena *a, const char *wanted, const char *const *taken, size_t ntaken)
{
    char *name = arena_strdup(a, wanted);
    const char *result;

    for (char *p = name; *p; p++)
        if (strchr("[]:*?/\\\n\t", *p))
            *p = *p == '\n' || *p == '\t' ? ' ' : '-';
    name = trimmed(a, cut(a, trimmed(a, name), NAME_MAX_UNITS));
    if (!*name)
        name = arena_strdup(a, "Biểu");
    result = name;
    for (int n = 2; is_taken(a, result, taken, ntaken); n++) {
        const char *suffix = arena_printf(a, " (%d)", n);

        result = arena_printf(a, "%s%s", trimmed(a, cut(a, name, NAME_MAX_UNITS - strlen(suffix))), suffix);
    }
    return result;
}
