#include "base/tsv.h"

#include <string.h>

/* "-12", "+3,5", "-0.75%": a sign is no formula there. */
static int is_number(const char *s)
{
    s += *s == '-' || *s == '+';
    return *s && !s[strspn(s, "0123456789.,")];
}

void tsv_cell(FILE *out, const char *text, char end)
{
    const unsigned char *s = (const unsigned char *)text;

    if (strchr("=+-@", *text) && *text && !is_number(text))
        putc('\'', out);
    for (; *s; s++) {
        int c1_control = s[0] == 0xC2 && s[1] >= 0x80 && s[1] <= 0x9F;

        putc(*s < 0x20 || *s == 0x7F || c1_control ? ' ' : *s, out);
        s += c1_control;
    }
    putc(end, out);
}
