/* Generated databases, small and nasty. */
#ifndef ORACLE_H
#define ORACLE_H

#include "conf/period.h"

struct arena;
struct db;
struct err;

enum { RANGES_MAX = 5 };

/* Database number `seed`, always the same, in memory. *ranges gets 2 … RANGES_MAX ranges, some of them equal. */
int generate(struct arena *a, uint64_t seed, struct db **db, struct range *ranges, size_t *nranges, struct err *err);

#endif
