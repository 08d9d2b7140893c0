#include "base/formula.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

static const char cell_ends[] = ",;\t\r\n";

int formula_is_sign(uint32_t cp)
{
    switch (cp) {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return 1;
    default:
        return 0;
    }
}

int formula_may_precede(uint32_t cp)
{
    return cp == '"' || utf8_is_blank(cp) || utf8_is_hidden(cp);
}

int formula_begins(const char *s)
{
    while (!strchr(cell_ends, *s)) { /* finds the NUL too */
        size_t n = utf8_character(s, strnlen(s, 4));
        const char *next = s;
        uint32_t c = n ? utf8_next(&next) : 0;

        if (formula_is_sign(c))
            return 1;
        if (!formula_may_precede(c))
            return 0;
        s = next;
    }
    return 0;
}

static const char *edit(struct arena *a, const char *s, int guard)
{
    struct buf b;

    buf_init(&b, a);
    while (*s) {
        size_t n;

        if (formula_begins(s + strspn(s, "'"))) {
            if (guard)
                buf_putc(&b, '\'');
            else
                s += *s == '\'';
        }
        n = strcspn(s, cell_ends);
        n += s[n] != '\0';
        buf_add(&b, s, n);
        s += n;
    }
    return buf_str(&b);
}

const char *formula_guarded(struct arena *a, const char *s)
{
    return edit(a, s, 1);
}

const char *formula_unguarded(struct arena *a, const char *s)
{
    return edit(a, s, 0);
}
