/* How Vietnamese official papers write numbers and codes. */
#include <string.h>

#include "base/utf8.h"
#include "doc/proof_impl.h"

enum { DIGITS_MAX = 15, CODE_MAX = 64 /* bytes looked at: codes are short */ };

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

int proof_is_word(uint32_t c)
{
    return c >= 0x80 ? !utf8_is_blank(c) && !(c >= 0x2010 && c <= 0x203A) && c != 0xAB && c != 0xBB && c != 0xB7 &&
                           !(c >= 0x2190 && c <= 0x27BF) && !(c >= 0xE000 && c <= 0xF8FF)
                     : (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

size_t proof_number(const char *s, int64_t *value, int *decimals)
{
    const char *p = s;
    size_t digits = strspn(p, "0123456789"), total = digits;
    int groups = 0;

    *value = 0;
    *decimals = 0;
    if (!digits || digits > DIGITS_MAX)
        return 0;
    for (size_t i = 0; i < digits; i++)
        *value = *value * 10 + (p[i] - '0');
    p += digits;
    while (digits <= 3 && p[0] == '.' && strspn(p + 1, "0123456789") == 3 && total + 3 <= DIGITS_MAX) {
        for (int i = 1; i <= 3; i++)
            *value = *value * 10 + (p[i] - '0');
        p += 4;
        total += 3;
        groups++;
    }
    if (p[0] == '.' && is_digit(p[1]))
        return 0;
    if (groups && s[0] == '0')
        return 0;
    if (p[0] == ',' && is_digit(p[1])) {
        size_t n = strspn(p + 1, "0123456789");

        if (n > 4 || total + n > DIGITS_MAX || p[n + 1] == '.' || (p[n + 1] == ',' && is_digit(p[n + 2])))
            return 0; /* "1,234,567": another country's writing */
        for (size_t i = 1; i <= n; i++)
            *value = *value * 10 + (p[i] - '0');
        *decimals = (int)n;
        p += n + 1;
    }
    return (size_t)(p - s);
}

size_t proof_dot_percent(const char *s, int64_t *value, int *decimals)
{
    size_t whole = strspn(s, "0123456789"), n;

    if (!whole || whole > 3 || s[whole] != '.')
        return 0;
    n = strspn(s + whole + 1, "0123456789");
    if (!n || n > 2 || strspn(s + whole + 1 + n, " ") > 1 || s[whole + 1 + n + strspn(s + whole + 1 + n, " ")] != '%')
        return 0;
    *value = 0;
    for (size_t i = 0; i < whole + 1 + n; i++)
        if (i != whole)
            *value = *value * 10 + (s[i] - '0');
    *decimals = (int)n;
    return whole + 1 + n;
}

size_t proof_code(const char *s)
{
    const char *p = s;
    int letters = 0;

    for (;;) {
        const char *next = p;
        uint32_t c = utf8_next(&next);

        if (!c || p - s > CODE_MAX)
            break;
        if (proof_is_word(c)) {
            letters |= !(c < 0x80 && is_digit((char)c)) && c != '_';
        } else {
            const char *behind = next;

            if (!((c == '/' || c == '-' || c == '.') && proof_is_word(utf8_next(&behind))))
                break;
        }
        p = next;
    }
    return letters ? (size_t)(p - s) : 0;
}
