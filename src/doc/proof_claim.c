/* A claim: numbers of the text and what they are said to make. Exact, in integers, half up. */
#include <assert.h>
#include <stdlib.h>

#include "doc/proof_impl.h"

enum {
    NEAR_POINTS = 3, /* percentage points between what is said and what is right: more is another statement */
    NEAR_SHARE = 10, /* sums: a tenth of the whole */
    DIGITS_MAX = 16, /* of a number at the claim's scale: a hundred times it fits 64 bits */
    SCALE_MAX = 4
};

static int64_t power_of_10(int n)
{
    int64_t p = 1;

    while (n-- > 0)
        p *= 10;
    return p;
}

void claim_add(struct claim *c, const struct reading *r, size_t token)
{
    assert(c->n < CLAIM_MAX);
    c->v[c->n].token = token;
    c->v[c->n].decimals = number(r, token)->decimals;
    c->v[c->n++].value = number(r, token)->value;
}

void claim_add_den(struct claim *c, const struct reading *r, size_t token)
{
    claim_add(c, r, token);
    c->v[c->n - 1].value = number(r, token)->den;
}

size_t claim_result(const struct claim *c)
{
    return c->kind == CLAIM_SUM ? 0 : c->n - 1;
}

/* The finest decimals of the numbers that are added or compared; of rates the percentage keeps its own. */
static int scale_of(const struct claim *c)
{
    int scale = 0;
    size_t n = c->kind == CLAIM_SUM || c->kind == CLAIM_STEP ? c->n : c->n - 1;

    for (size_t i = 0; i < n; i++)
        if (c->v[i].decimals > scale)
            scale = c->v[i].decimals;
    return scale;
}

/* The i-th number at the scale; 0 where it does not fit. */
static int scaled(const struct claim *c, size_t i, int scale, int64_t *out)
{
    int64_t by = power_of_10(scale - c->v[i].decimals);

    if (c->v[i].value >= power_of_10(DIGITS_MAX) / by)
        return 0;
    *out = c->v[i].value * by;
    return 1;
}

/* part × factor / whole in units of 10^-decimals, half up away from zero, by long division. */
static int64_t ratio(int64_t part, int64_t whole, int factor, int decimals)
{
    int64_t rest = llabs(part) * factor, out = rest / whole;

    for (rest %= whole; decimals > 0; decimals--) {
        out = out * 10 + rest * 10 / whole;
        rest = rest * 10 % whole;
    }
    out += rest >= whole - rest;
    return part < 0 ? -out : out;
}

/* The right result for operands that may be off by `slack` halves of their last digit: amounts are rounded before they
 * are divided. */
static int rate_of(const struct claim *c, int slack, int64_t *out)
{
    int scale = scale_of(c);
    int decimals = c->v[c->n - 1].decimals;
    int64_t x, y;

    if (scale > SCALE_MAX || !scaled(c, 0, scale, &x) || !scaled(c, 1, scale, &y))
        return 0;
    if (slack) {
        x = 2 * x + slack;
        y = 2 * y - slack;
    }
    if (c->kind == CLAIM_CHANGE)
        x = (x - y) * c->sign;
    if (c->kind == CLAIM_RELATIVE) {
        int64_t step = y;

        y = x - c->sign * step;
        x = step;
    }
    if (y <= 0 || y > power_of_10(DIGITS_MAX) || llabs(x) / y > power_of_10(8))
        return 0;
    *out = ratio(x, y, c->kind == CLAIM_TIMES ? 1 : 100, decimals);
    /* "100%" is said of the whole only, "0%" of nothing only. */
    if (c->kind == CLAIM_RATE && !slack && *out == 100 * power_of_10(decimals) && x != y)
        *out += x < y ? -1 : 1;
    return 1;
}

int claim_right(const struct claim *c, int64_t *out)
{
    int scale = scale_of(c);
    int64_t x, y, sum = 0;

    switch (c->kind) {
    case CLAIM_RATE:
    case CLAIM_CHANGE:
    case CLAIM_RELATIVE:
    case CLAIM_TIMES:
        return rate_of(c, 0, out);
    case CLAIM_STEP:
        if (scale > SCALE_MAX || !scaled(c, 0, scale, &x) || !scaled(c, 1, scale, &y))
            return 0;
        *out = (x - y) * c->sign;
        break;
    case CLAIM_SUM:
        if (scale > SCALE_MAX)
            return 0;
        for (size_t i = 1; i < c->n; i++) {
            if (!scaled(c, i, scale, &x))
                return 0;
            sum += x;
        }
        *out = sum;
        break;
    }
    return 1;
}

/* What is said, at the scale of claim_right. */
static int64_t said(const struct claim *c)
{
    size_t i = claim_result(c);
    int scale = c->kind == CLAIM_SUM || c->kind == CLAIM_STEP ? scale_of(c) : c->v[i].decimals;
    int64_t value = 0;

    return scaled(c, i, scale, &value) ? value : INT64_MAX / 4;
}

int64_t claim_gap(const struct claim *c)
{
    int64_t right = 0;

    return claim_right(c, &right) ? right - said(c) : INT64_MAX / 4;
}

/* Amounts with decimals are rounded already: what is computed from them may be off by that. */
int claim_holds(const struct claim *c)
{
    int64_t right, low, high, value = said(c);

    if (!claim_right(c, &right))
        return 0;
    if (right == value)
        return 1;
    if (!c->v[0].decimals || c->kind == CLAIM_STEP || c->kind == CLAIM_RELATIVE)
        return 0;
    if (c->kind == CLAIM_SUM)
        return llabs(right - value) <= (int64_t)c->n / 2;
    return rate_of(c, -1, &low) && rate_of(c, 1, &high) && value >= (low < high ? low : high) &&
           value <= (low < high ? high : low);
}

/* ---- mistypings ---- */

struct variants {
    struct claim c;
    size_t i, count;
    int64_t value; /* of the i-th number as written */
    void (*found)(void *ctx, size_t i, int64_t value);
    void *ctx;
};

static void try_value(struct variants *v, int64_t value)
{
    if (value == v->value)
        return;
    v->c.v[v->i].value = value;
    if (claim_holds(&v->c)) {
        v->count++;
        if (v->found)
            v->found(v->ctx, v->i, value);
    }
    v->c.v[v->i].value = v->value;
}

/* A leading digit does not become 0. */
static void try_digits(struct variants *v)
{
    for (int64_t place = 1; place <= (v->value ? v->value : 1); place *= 10) {
        int64_t digit = v->value / place % 10;
        int leading = v->value / place < 10;

        for (int64_t d = leading && place > 1; d <= 9; d++)
            if (d != digit)
                try_value(v, v->value + (d - digit) * place);
    }
}

/* "60" for "06" is a swap too, "8,60" for "0,68". */
static void try_swaps(struct variants *v)
{
    int zero_leads = v->value < 100 || v->c.v[v->i].decimals;

    if (v->value < 10 && !v->c.v[v->i].decimals)
        try_value(v, v->value * 10);
    for (int64_t low = 1; low <= v->value / 10; low *= 10)
        for (int64_t high = low * 10; high <= v->value; high *= 10) {
            int64_t x = v->value / low % 10, y = v->value / high % 10;

            if (x != y && (x || zero_leads || v->value / high >= 10))
                try_value(v, v->value + (y - x) * low + (x - y) * high);
        }
}

static void try_comma(struct variants *v)
{
    int decimals = v->c.v[v->i].decimals;

    for (int d = 0; d <= decimals + 2; d++) {
        if (d == decimals)
            continue;
        v->c.v[v->i].decimals = d;
        if (claim_holds(&v->c)) {
            v->count++;
            if (v->found)
                v->found(v->ctx, v->i, v->value);
        }
    }
    v->c.v[v->i].decimals = decimals;
}

/* A digit too many, or one that is missing. */
static void try_lost(struct variants *v)
{
    for (int64_t place = 1; place <= v->value; place *= 10) {
        try_value(v, v->value / (place * 10) * place + v->value % place);
        if (v->value > INT64_MAX / 100)
            continue;
        for (int64_t d = 0; d <= 9; d++)
            try_value(v, (v->value / place * 10 + d) * place + v->value % place);
    }
}

size_t claim_typos(const struct claim *c, enum typo typo, void (*found)(void *ctx, size_t i, int64_t value), void *ctx)
{
    struct variants v = {.c = *c, .found = found, .ctx = ctx};

    for (v.i = 0; v.i < c->n; v.i++) {
        v.value = c->v[v.i].value;
        if (typo == TYPO_DIGIT)
            try_digits(&v);
        else if (typo == TYPO_SWAP)
            try_swaps(&v);
        else if (typo == TYPO_LOST)
            try_lost(&v);
        else if (v.i == claim_result(c) && c->kind != CLAIM_SUM)
            try_comma(&v);
    }
    return v.count;
}

/* The share of the rest: "4,54%" for "95,46%". */
static int is_complement(const struct claim *c)
{
    int64_t right;

    return c->kind == CLAIM_RATE && claim_right(c, &right) && said(c) == 100 * power_of_10(c->v[2].decimals) - right;
}

enum likeness claim_likeness(const struct claim *c)
{
    int64_t right, room;

    if (!claim_right(c, &right))
        return FAR;
    if (claim_holds(c))
        return RIGHT;
    if (is_complement(c) || claim_typos(c, TYPO_SWAP, NULL, NULL) || claim_typos(c, TYPO_DIGIT, NULL, NULL) ||
        claim_typos(c, TYPO_COMMA, NULL, NULL) || claim_typos(c, TYPO_LOST, NULL, NULL))
        return TYPO;
    if (c->kind == CLAIM_SUM || c->kind == CLAIM_STEP)
        room = c->v[0].value / NEAR_SHARE;
    else
        room = NEAR_POINTS * power_of_10(c->v[c->n - 1].decimals);
    return llabs(said(c) - right) <= room ? NEAR : FAR;
}

int looks_like(int64_t x, int64_t y)
{
    /* "y − x = 0" */
    struct claim c = {.kind = CLAIM_SUM, .n = 2};

    c.v[0].value = x;
    c.v[1].value = y;
    return claim_typos(&c, TYPO_SWAP, NULL, NULL) || claim_typos(&c, TYPO_DIGIT, NULL, NULL);
}
