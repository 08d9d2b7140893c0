#include "doc/printed_date.h"

#include <stdlib.h>
#include <string.h>

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(const char *s)
{
    return strspn(s, "0123456789");
}

int printed_date(const char **s, const char **at, day_t *out)
{
    const char *start = *s;

    for (const char *p = start; *p; p++) {
        size_t d, m, y;

        if (!is_digit(*p))
            continue;
        if (p > start && (is_digit(p[-1]) || p[-1] == '/')) /* inside a longer number */
            continue;
        d = digits(p);
        if (d > 2 || p[d] != '/')
            continue;
        m = digits(p + d + 1);
        if (m < 1 || m > 2 || p[d + 1 + m] != '/')
            continue;
        y = digits(p + d + m + 2);
        if (y != 4 || p[d + m + 6] == '/')
            continue;
        *out = day_from_ymd(atoi(p + d + m + 2), atoi(p + d + 1), atoi(p));
        *at = p;
        *s = p + d + m + 6;
        return 1;
    }
    *s += strlen(*s);
    return 0;
}
