#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/progress.h"

#define CHUNK_SIZE (64 * 1024)
/* Larger items get a chunk of their own. With AddressSanitizer every item does, so that it sees each overrun. */
#if defined(__has_feature)
#define FEATURE(x) __has_feature(x)
#else
#define FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || FEATURE(address_sanitizer)
#define OWN_CHUNK_ABOVE 0
#else
#define OWN_CHUNK_ABOVE (CHUNK_SIZE / 4)
#endif

/* Zeroed memory; items are cut off its front, always from the first chunk of the list. */
struct chunk {
    struct chunk *next;
    size_t left;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct chunk *first;
};

static const size_t ALIGNMENT = _Alignof(max_align_t);

static void (*farewell)(void *);
static void *farewell_argument;

void arena_set_farewell(void (*f)(void *), void *argument)
{
    farewell = f;
    farewell_argument = argument;
}

void arena_exhausted(void)
{
    progress_hide();
    dprintf(STDERR_FILENO,
            "%scchc-report: lỗi: hết bộ nhớ; hãy đóng bớt chương trình khác hoặc chạy trên máy nhiều bộ nhớ hơn.\n",
            log_mark(LOG_ERROR));
    if (farewell)
        farewell(farewell_argument);
    exit(ST_INTERNAL);
}

static void *zeroed(size_t size)
{
    void *p = calloc(1, size);

    if (!p)
        arena_exhausted();
    return p;
}

struct arena *arena_new(void)
{
    return zeroed(sizeof(struct arena));
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct chunk *c = a->first, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(a);
}

void *arena_alloc(struct arena *a, size_t size)
{
    struct chunk *c = a->first;
    void *p;

    /* No machine has that much: calloc fails as it should, and the sums here cannot wrap. */
    if (size > SIZE_MAX / 4)
        size = SIZE_MAX / 4;
    if (size > OWN_CHUNK_ABOVE) {
        struct chunk *own = zeroed(sizeof *own + size);

        own->next = c ? c->next : NULL;
        if (c)
            c->next = own;
        else
            a->first = own;
        return own->bytes;
    }
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!c || size > c->left) {
        c = zeroed(sizeof *c + CHUNK_SIZE);
        c->next = a->first;
        c->left = CHUNK_SIZE;
        a->first = c;
    }
    p = c->bytes + (CHUNK_SIZE - c->left);
    c->left -= size;
    return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *p;

    assert(n < SIZE_MAX);
    p = arena_alloc(a, n + 1);
    if (n)
        memcpy(p, s, n);
    return p;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list args;
    char *p;

    va_start(args, fmt);
    p = arena_vprintf(a, fmt, args);
    va_end(args);
    return p;
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list args)
{
    va_list again;
    char *p;
    int n;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    assert(n >= 0);
    p = arena_alloc(a, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, args);
    return p;
}

void *arena_grow(struct arena *a, void *items, size_t n, size_t *cap, size_t item_size)
{
    size_t more;
    void *p;

    assert(n <= *cap);
    if (n < *cap)
        return items;
    more = *cap ? *cap * 2 : 8;
    p = arena_alloc(a, more > SIZE_MAX / item_size ? SIZE_MAX : more * item_size);
    if (n)
        memcpy(p, items, n * item_size);
    *cap = more;
    return p;
}
