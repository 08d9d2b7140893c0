/* Entered values: exact decimal numbers of up to 18 digits. */
#ifndef DATA_AMOUNT_H
#define DATA_AMOUNT_H

#include <stdint.h>

struct arena;

struct amount {
    int64_t n; /* value × 10^places */
    int places;
};

int amount_parse(const char *canonical, struct amount *out);   /* 1; 0 if it is none, or has more than 18 digits */
int amount_add(struct amount *sum, struct amount x, int sign); /* 1; 0 if it overflows (then unchanged) */
/* Both with the same number of places; 1, or 0 if that overflows. */
int amount_align(struct amount *x, struct amount *y);
/* Canonical text, all places kept; NULL if it is a whole number, *whole gets the whole part. */
const char *amount_text(struct arena *a, struct amount x, int64_t *whole);

#endif
