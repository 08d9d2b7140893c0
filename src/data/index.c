#include "data/index.h"

#include <string.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 64 };

/* Eight bytes at a time, multiplied and folded: codes are short, and a scan hashes two of them per row. */
static uint32_t hash_of(const char *key, size_t n)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ n, w;

    for (; n >= 8; key += 8, n -= 8) {
        memcpy(&w, key, 8);
        h = (h ^ w) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
    }
    w = 0;
    if (n)
        memcpy(&w, key, n);
    h = (h ^ w) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return (uint32_t)(h >> 32);
}

void index_init(struct index *x, struct arena *a)
{
    *x = (struct index){.arena = a, .mask = FIRST_SLOTS - 1};
    x->slots = arena_alloc(a, FIRST_SLOTS * sizeof *x->slots);
}

/* The slot of the key, or the free one where it belongs. */
static struct index_slot *find(const struct index *x, const char *key, size_t n, uint32_t hash)
{
    for (size_t i = hash & x->mask;; i = (i + 1) & x->mask) {
        struct index_slot *s = &x->slots[i];

        if (!s->key || (s->hash == hash && s->n == n && memcmp(s->key, key, n) == 0))
            return s;
    }
}

int index_get(const struct index *x, const char *key, size_t n)
{
    const struct index_slot *s = find(x, key, n, hash_of(key, n));

    return s->key ? s->value : -1;
}

static void grow(struct index *x)
{
    const struct index_slot *old = x->slots;
    size_t n = x->mask + 1;

    x->mask = 2 * n - 1;
    x->slots = arena_alloc(x->arena, 2 * n * sizeof *x->slots);
    for (size_t i = 0; i < n; i++)
        if (old[i].key)
            *find(x, old[i].key, old[i].n, old[i].hash) = old[i];
}

int index_add(struct index *x, const char *key, size_t n, int value)
{
    uint32_t hash = hash_of(key, n);
    struct index_slot *s = find(x, key, n, hash);

    if (s->key)
        return s->value;
    *s = (struct index_slot){arena_strndup(x->arena, key, n), (uint32_t)n, hash, value};
    if (++x->used * 2 > x->mask)
        grow(x);
    return value;
}
