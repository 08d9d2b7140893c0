/* A byte string that grows, in an arena. `p` is always NUL-terminated once something was added. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct arena;

struct buf {
    struct arena *arena;
    char *p;
    size_t n, cap;
};

void buf_init(struct buf *b, struct arena *a);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b);            /* keeps the room */
const char *buf_str(const struct buf *b); /* "" when empty */

#endif
