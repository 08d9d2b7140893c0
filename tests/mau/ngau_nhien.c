/* splitmix64: small, well spread, the same everywhere. */
#include <assert.h>

#include "mau.h"

struct rng rng_new(uint64_t seed)
{
    return (struct rng){.state = seed};
}

static uint64_t next(struct rng *g)
{
    uint64_t z = g->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint32_t rng_below(struct rng *g, uint32_t n)
{
    assert(n > 0);
    return (uint32_t)((next(g) >> 32) * n >> 32);
}

int rng_chance(struct rng *g, int num, int den)
{
    return rng_below(g, (uint32_t)den) < (uint32_t)num;
}

int rng_select(struct rng *g, int32_t *want, int32_t *left)
{
    assert(*left > 0 && *want <= *left);
    int yes = rng_chance(g, *want, *left);
    *left -= 1;
    *want -= yes;
    return yes;
}
