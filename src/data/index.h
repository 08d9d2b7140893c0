/* Codes → small integers: a hash table that grows, for the catalog and for the scan. */
#ifndef DATA_INDEX_H
#define DATA_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct index {
    struct arena *arena;
    struct index_slot {
        const char *key; /* NULL: free */
        uint32_t n;      /* bytes of the key */
        uint32_t hash;
        int value;
    } * slots;
    size_t mask, used; /* mask + 1 slots, a power of two */
};

void index_init(struct index *x, struct arena *a);
int index_get(const struct index *x, const char *key, size_t n); /* -1 if absent */
/* The value of the key, after adding it with `value` when absent. The key is copied. */
int index_add(struct index *x, const char *key, size_t n, int value);

#endif
