/* The value of a figure, and the exact arithmetic on such values. */
#ifndef DATA_VALUE_H
#define DATA_VALUE_H

#include <stdint.h>

#include "data/amount.h"

enum value_state {
    VALUE_OK,
    VALUE_UNDEFINED,  /* 0/0, or a change against 0 */
    VALUE_NOT_LOADED, /* coverage does not prove it: "chưa có số liệu" */
    VALUE_NOT_ENTERED /* no entry in so_lieu */
};

struct value {
    enum value_state state;
    int64_t num;
    int64_t den;         /* 0: a count; else a ratio num/den */
    const char *decimal; /* entered, no whole number: canonical text, num is then its whole part; else NULL */
    const char *entered; /* entered figure that is text (kieu = chu); NULL else */
};

struct value value_bad(enum value_state state);
struct value value_of_amount(struct arena *a, struct amount x);
struct amount value_amount(const struct value *v);

struct value value_ratio(struct value num, struct value den);
/* now − before; of two rates as an exact fraction. */
struct value value_difference(struct arena *a, struct value now, struct value before);
/* (now − before) / before */
struct value value_relative_change(struct arena *a, struct value now, struct value before);
/* Of two rates as papers print them: hundredths of a percentage point, so that the three numbers agree on paper. */
struct value value_points(struct value now, struct value before);
/* 1 − a rate */
struct value value_rest(struct value rate);

/* 1 if both are the same number, or are none for the same reason. */
int value_equal(const struct value *x, const struct value *y);

#endif
