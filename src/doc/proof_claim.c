/* A claim: numbers of the text and what they are said to make. Exact, in integers, half up. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/vi.h"
#include "doc/proof_impl.h"

enum {
    NEAR_POINTS = 3, /* percentage points between what is said and what is right: more is another statement */
    NEAR_SHARE = 10, /* sums: a tenth of the whole */
    TYPOS_SHOWN = 3
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
    c->v[c->n].denominator = 0;
    c->v[c->n++].value = r->tokens.v[token].value;
}

/* The part of `whole` in units of 10^-decimals per cent, half up away from zero. Numbers of the text have at most 12
 * digits and percentages 4 decimals, so 64 bits hold it. */
static int64_t percent(int64_t part, int64_t whole, int decimals)
{
    int64_t scaled = llabs(part) * 100 * power_of_10(decimals) * 2 + whole;

    return scaled / (2 * whole) * (part < 0 ? -1 : 1);
}

/* What the last number should be; 0 where it cannot be computed. */
static int right_value(const struct claim *c, int64_t *out)
{
    int64_t sum = 0;

    switch (c->kind) {
    case CLAIM_RATE:
        if (c->v[1].value <= 0)
            return 0;
        *out = percent(c->v[0].value, c->v[1].value, c->decimals);
        /* "100%" is said of the whole only, "0%" of nothing only. */
        if (*out == 100 * power_of_10(c->decimals) && c->v[0].value != c->v[1].value)
            *out += c->v[0].value < c->v[1].value ? -1 : 1;
        return 1;
    case CLAIM_CHANGE:
        if (c->v[1].value <= 0)
            return 0;
        *out = percent((c->v[0].value - c->v[1].value) * c->sign, c->v[1].value, c->decimals);
        return 1;
    case CLAIM_STEP:
        *out = (c->v[0].value - c->v[1].value) * c->sign;
        return 1;
    case CLAIM_RELATIVE:
        if (c->v[0].value - c->sign * c->v[1].value <= 0)
            return 0;
        *out = percent(c->v[1].value, c->v[0].value - c->sign * c->v[1].value, c->decimals);
        return 1;
    case CLAIM_SUM:
        for (size_t i = 1; i < c->n; i++)
            sum += c->v[i].value;
        *out = sum;
        return 1;
    }
    return 0;
}

/* Which number is said to be the result. */
static size_t result_index(const struct claim *c)
{
    return c->kind == CLAIM_SUM ? 0 : c->n - 1;
}

int claim_holds(const struct claim *c)
{
    int64_t right;

    return right_value(c, &right) && right == c->v[result_index(c)].value;
}

/* Calls `found` for every number of the claim that makes it hold when one of its digits is another; returns how many.
 * A leading digit does not become 0. */
static size_t each_typo(const struct claim *c, void (*found)(void *ctx, size_t i, int64_t value), void *ctx)
{
    size_t count = 0;

    for (size_t i = 0; i < c->n; i++) {
        int64_t value = c->v[i].value;

        for (int64_t place = 1; place <= (value ? value : 1); place *= 10) {
            int64_t digit = value / place % 10;
            int leading = value / place < 10;

            for (int64_t d = leading && place > 1; d <= 9; d++) {
                struct claim other = *c;

                if (d == digit)
                    continue;
                other.v[i].value = value + (d - digit) * place;
                if (!claim_holds(&other))
                    continue;
                count++;
                if (found)
                    found(ctx, i, other.v[i].value);
            }
        }
    }
    return count;
}

int claim_is_near(const struct claim *c)
{
    int64_t right, said = c->v[result_index(c)].value, room;

    if (!right_value(c, &right))
        return 0;
    if (c->kind == CLAIM_SUM || c->kind == CLAIM_STEP)
        room = c->v[0].value / NEAR_SHARE;
    else
        room = NEAR_POINTS * power_of_10(c->decimals);
    return llabs(said - right) <= room || each_typo(c, NULL, NULL) > 0;
}

char *number_text(struct arena *a, int64_t value, int decimals)
{
    int64_t unit = power_of_10(decimals), size = llabs(value);
    char *whole = vi_count(a, size / unit);

    if (decimals)
        return arena_printf(a, "%s%s,%0*lld", value < 0 ? "-" : "", whole, decimals, (long long)(size % unit));
    return arena_printf(a, "%s%s", value < 0 ? "-" : "", whole);
}

/* ---- doubts ---- */

static void place_of(const struct reading *r, size_t at, size_t *line, size_t *column)
{
    *line = 1;
    *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (r->text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)r->text[i] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* The sentence of a token on one line. */
static const char *sentence_text(const struct reading *r, size_t token)
{
    size_t s = r->tokens.v[token].sentence, first = r->sentences.v[s];
    size_t last = (s + 1 < r->sentences.n ? r->sentences.v[s + 1] : r->tokens.n) - 1;
    size_t from = r->tokens.v[first].at, to = r->tokens.v[last].end;
    struct buf b;

    buf_init(&b, r->arena);
    for (size_t i = from; i < to; i++) {
        int blank = r->text[i] == ' ' || r->text[i] == '\n' || r->text[i] == '\t' || r->text[i] == '\r';

        if (!blank)
            buf_putc(&b, r->text[i]);
        else if (b.n && b.p[b.n - 1] != ' ')
            buf_putc(&b, ' ');
    }
    return buf_str(&b);
}

void doubt_add(struct reading *r, enum doubt_kind kind, size_t token, const char *says, const char *gives,
               const char *typo)
{
    struct doubt *d = vec_add(r->arena, &r->proof->doubts);

    d->kind = kind;
    place_of(r, r->tokens.v[token].at, &d->line, &d->column);
    d->sentence = sentence_text(r, token);
    d->says = says;
    d->gives = gives;
    d->typo = typo;
}

/* The i-th number as the text writes it. */
static const char *shown(const struct reading *r, const struct claim *c, size_t i, int64_t value)
{
    const struct token *t = &r->tokens.v[c->v[i].token];
    const char *number = number_text(r->arena, value, c->kind == CLAIM_STEP ? c->decimals : t->decimals);

    return t->type == TOKEN_PERCENT ? arena_printf(r->arena, "%s%%", number) : number;
}

struct typos {
    const struct reading *r;
    const struct claim *c;
    struct buf out;
    size_t n;
};

static void show_typo(void *ctx, size_t i, int64_t value)
{
    struct typos *t = ctx;

    if (t->n++ < TYPOS_SHOWN)
        buf_printf(&t->out, "%s%s thay cho %s", t->n > 1 ? "; " : "", shown(t->r, t->c, i, value),
                   shown(t->r, t->c, i, t->c->v[i].value));
}

static const char *says(const struct reading *r, const struct claim *c)
{
    struct arena *a = r->arena;
    const char *x = shown(r, c, 0, c->v[0].value), *y = shown(r, c, 1, c->v[1].value);
    const char *z = shown(r, c, c->n - 1, c->v[c->n - 1].value);
    struct buf b;

    switch (c->kind) {
    case CLAIM_RATE:
        return arena_printf(a, "%s/%s = %s", x, y, z);
    case CLAIM_CHANGE:
        return arena_printf(a, "từ %s thành %s là %s %s", y, x, c->sign > 0 ? "tăng" : "giảm", z);
    case CLAIM_STEP:
        if (c->sign > 0)
            return arena_printf(a, "%s - %s = %s", x, y, z);
        return arena_printf(a, "%s - %s = %s", y, x, z);
    case CLAIM_RELATIVE:
        return arena_printf(a, "%s %s để thành %s là %s", c->sign > 0 ? "tăng" : "giảm", y, x, z);
    case CLAIM_SUM:
        break;
    }
    buf_init(&b, a);
    for (size_t i = 1; i < c->n; i++)
        buf_printf(&b, "%s%s", i > 1 ? " + " : "", shown(r, c, i, c->v[i].value));
    buf_printf(&b, " = %s", x);
    return buf_str(&b);
}

void claim_doubt(struct reading *r, const struct claim *c, enum doubt_kind kind, size_t at)
{
    struct typos typos = {.r = r, .c = c};
    const char *gives = "không tính được";
    size_t result = result_index(c);
    int64_t right;

    buf_init(&typos.out, r->arena);
    each_typo(c, show_typo, &typos);
    if (typos.n > TYPOS_SHOWN)
        buf_puts(&typos.out, "; …");
    if (right_value(c, &right))
        gives = shown(r, c, result, right);
    if ((c->kind == CLAIM_CHANGE || c->kind == CLAIM_STEP) && right_value(c, &right) && right < 0)
        gives = arena_printf(r->arena, "%s %s", c->sign > 0 ? "giảm" : "tăng", shown(r, c, result, -right));
    doubt_add(r, kind, at, says(r, c), gives, buf_str(&typos.out));
}
