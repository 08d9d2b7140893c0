#include "base/safe.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static uint32_t code_point(const char *s)
{
    return utf8_next(&s);
}

/* Nearly all codes, of which a report has many. */
static int is_printable_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < ' ' || s[i] > '~')
            return 0;
    return n <= SAFE_MAX;
}

const char *safe_fault(const char *s, size_t n)
{
    size_t length = 0, marks = 0;

    for (size_t i = 0, used; i < n; i += used) {
        uint32_t cp;

        used = utf8_character(s + i, n - i);
        if (!used)
            return s[i] ? "có byte không phải UTF-8" : "có byte 0";
        cp = code_point(s + i);
        if (utf8_is_forbidden(cp))
            return "có ký tự điều khiển hoặc ký tự ẩn";
        marks = utf8_is_mark(cp) ? marks + 1 : 0;
        if (marks > SAFE_MARKS)
            return "có chữ chồng quá nhiều dấu";
        if (++length > SAFE_MAX)
            return "dài quá 4.000 chữ";
    }
    return NULL;
}

char *safe_text(struct arena *a, const char *s, size_t n)
{
    size_t length = 0, marks = 0;
    struct buf b;

    if (is_printable_ascii(s, n))
        return arena_strndup(a, s, n);
    buf_init(&b, a);
    for (size_t i = 0; i < n;) {
        size_t used = utf8_character(s + i, n - i);
        uint32_t cp = used ? code_point(s + i) : 0;

        marks = used && utf8_is_mark(cp) ? marks + 1 : 0;
        if (length++ == SAFE_MAX) {
            buf_puts(&b, "…");
            break;
        }
        if (!used || utf8_is_forbidden(cp))
            buf_puts(&b, SAFE_INSTEAD);
        else if (cp == '\n' || cp == '\t')
            buf_putc(&b, ' ');
        else if (marks <= SAFE_MARKS)
            buf_add(&b, s + i, used);
        i += used ? used : 1;
    }
    return utf8_nfc(a, buf_str(&b));
}

const char *safe_code(struct arena *a, const char *s, size_t n)
{
    struct buf b;

    if (utf8_valid(s, n))
        return arena_strndup(a, s, n);
    buf_init(&b, a);
    for (size_t i = 0, used; i < n; i += used ? used : 1) {
        used = utf8_character(s + i, n - i);
        if (used)
            buf_add(&b, s + i, used);
        else
            buf_printf(&b, "\\x%02X", (unsigned)(unsigned char)s[i]);
    }
    return buf_str(&b);
}

/* Bytes of the character at s, and in *safe whether it may stand in a line of output. */
static size_t step(const char *s, int *safe)
{
    size_t used = utf8_character(s, strnlen(s, 4));
    uint32_t cp = used ? code_point(s) : 0;

    *safe = used && cp != '\n' && cp != '\t' && !utf8_is_forbidden(cp);
    return used ? used : 1;
}

void buf_add_safe(struct buf *b, const char *s)
{
    int safe;

    for (size_t n; *s; s += n) {
        n = step(s, &safe);
        if (safe)
            buf_add(b, s, n);
        else
            buf_puts(b, SAFE_INSTEAD);
    }
}
