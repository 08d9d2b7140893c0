#include "base/tsv.h"

#include <stdint.h>
#include <string.h>

#include "base/formula.h"
#include "base/utf8.h"

static int is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* 1 if nothing in it needs a second look; hidden characters begin with one of four bytes. */
static int is_plain(const char *s)
{
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;

        if (c < 0x20 || c == ',' || c == ';' || c == 0x7F || c == 0xC2 || c == 0xD8 || c == 0xE2 || c == 0xEF)
            return 0;
    }
    return 1;
}

/* The first byte that will be seen. */
static const char *first_shown(const char *s)
{
    const char *next = s;

    while (*s && utf8_is_hidden(utf8_next(&next)))
        s = next;
    return s;
}

/* Controls will be blanks. */
static int is_formula(const char *s)
{
    uint32_t c;

    do
        c = utf8_next(&s);
    while (c && (is_control(c) || formula_may_precede(c)));
    return formula_is_sign(c);
}

/* Behind a separator of other files, where a cell begins for whoever reads this one as such; there a blank in front
 * says that it is none. */
static int is_formula_inside(const char *s)
{
    uint32_t c;

    do
        c = utf8_next(&s);
    while (c == '"' || utf8_is_hidden(c));
    return formula_is_sign(c);
}

void tsv_text(FILE *out, const char *s)
{
    s = first_shown(s);
    if (is_formula(s))
        putc('\'', out);
    if (is_plain(s)) {
        fputs(s, out);
        return;
    }
    while (*s) {
        const char *start = s;
        uint32_t c = utf8_next(&s);

        if (is_control(c))
            putc(' ', out);
        else if (!utf8_is_hidden(c))
            fwrite(start, 1, (size_t)(s - start), out);
        if ((c == ',' || c == ';') && is_formula_inside(s))
            putc('\'', out);
    }
}

/* "-12", "+3,5": a sign is no formula there. */
static int is_number(const char *s)
{
    s += *s == '-' || *s == '+';
    return *s && !s[strspn(s, "0123456789.,")];
}

void tsv_cell(FILE *out, const char *text, char end)
{
    if (is_number(text))
        fputs(text, out);
    else
        tsv_text(out, text);
    putc(end, out);
}
