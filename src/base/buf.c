#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

void buf_init(struct buf *b, struct arena *a)
{
    *b = (struct buf){.arena = a};
}

/* Room for n more bytes and a NUL. */
static void reserve(struct buf *b, size_t n)
{
    size_t cap = b->cap ? b->cap : 64;
    char *p;

    assert(n < SIZE_MAX / 4 && b->n < SIZE_MAX / 4);
    if (b->n + n < b->cap)
        return;
    while (cap <= b->n + n)
        cap *= 2;
    p = arena_alloc(b->arena, cap);
    if (b->n)
        memcpy(p, b->p, b->n);
    b->p = p;
    b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    reserve(b, n);
    if (n)
        memcpy(b->p + b->n, bytes, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    assert(n >= 0);
    reserve(b, (size_t)n);
    va_start(args, fmt);
    vsnprintf(b->p + b->n, (size_t)n + 1, fmt, args);
    va_end(args);
    b->n += (size_t)n;
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    if (b->p)
        b->p[0] = '\0';
}

const char *buf_str(const struct buf *b)
{
    return b->p ? b->p : "";
}
