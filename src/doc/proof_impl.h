/* What the files proof*.c share: the text as words and numbers, and statements about numbers. Nobody else includes
 * this. */
#ifndef DOC_PROOF_IMPL_H
#define DOC_PROOF_IMPL_H

#include <stdint.h>

#include "doc/proof.h"

enum token_type {
    TOKEN_WORD,
    TOKEN_PUNCT,    /* one character */
    TOKEN_COUNT,    /* "1.712 hồ sơ", "610" */
    TOKEN_PERCENT,  /* "99,35%" */
    TOKEN_POINTS,   /* "0,42 điểm phần trăm" */
    TOKEN_FRACTION, /* "12/13 phường" */
    TOKEN_DATE,
    TOKEN_OTHER /* years, ordinals, numbers of documents, amounts with decimals: figures that nothing is computed from
                 */
};

struct token {
    enum token_type type;
    const char *word; /* lower case; of numbers as written */
    const char *raw;  /* as written */
    size_t at, end;   /* bytes in the text */
    size_t sentence, paragraph;
    int depth;            /* brackets around it */
    int64_t value;        /* × 10^decimals; of a fraction its numerator */
    int64_t den;          /* TOKEN_FRACTION */
    int decimals;         /* as written */
    int day, month, year; /* TOKEN_DATE; 0: not stated */
    const char *noun;     /* what is counted, "" where the text does not say */
};

struct reading {
    struct arena *arena;
    const char *text;
    VEC(struct token) tokens;
    VEC(size_t) sentences; /* first token of each; one more at the end */
    struct proof *proof;
    VEC(char) used; /* per token: a rule has spoken for it */
};

/* proof_text.c */
void reading_open(struct reading *r, struct arena *a, const char *text);

/* Is the token one of the words of the list, which are parted by "|"? Patterns of two words ("tỷ lệ") match at the
 * token and the next. Returns how many tokens match, 0 for none. */
size_t word_at(const struct reading *r, size_t i, const char *list);
/* The first place in [from, to) where a word of the list begins; `to` if there is none. */
size_t word_in(const struct reading *r, size_t from, size_t to, const char *list);
static inline int same_noun(const struct token *x, const struct token *y)
{
    const char *a = x->noun, *b = y->noun;

    if (!*a || !*b)
        return 1;
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

/* proof_claim.c: a statement about numbers of the text. */
enum claim_kind {
    CLAIM_RATE,     /* v[0] / v[1] = v[2] % */
    CLAIM_CHANGE,   /* v[0] against v[1]: ±v[2] % */
    CLAIM_STEP,     /* v[0] − v[1] = ±v[2] */
    CLAIM_RELATIVE, /* v[0], after a change by v[1]: ±v[2] % */
    CLAIM_SUM       /* v[0] = v[1] + … + v[n-1] */
};

enum { CLAIM_MAX = 24 }; /* numbers of one claim; longer sums are passed over */

struct claim {
    enum claim_kind kind;
    int sign; /* changes: 1 more, -1 less */
    size_t n;
    struct {
        size_t token;
        int64_t value;
        int denominator; /* the value is the token's den */
    } v[CLAIM_MAX];
    int decimals; /* of the percentage, or of all values of a step */
};

void claim_add(struct claim *c, const struct reading *r, size_t token);
int claim_holds(const struct claim *c);
/* Is what it says near what is right, or one digit away from it? */
int claim_is_near(const struct claim *c);
void claim_doubt(struct reading *r, const struct claim *c, enum doubt_kind kind, size_t at);
/* For doubts that are not about a sum. */
void doubt_add(struct reading *r, enum doubt_kind kind, size_t token, const char *says, const char *gives,
               const char *typo);
/* "265.027" */
char *number_text(struct arena *a, int64_t value, int decimals);

/* The rules, each over the whole text. */
void proof_changes(struct reading *r);        /* proof_change.c; before the rates: a change is no share */
void proof_rates(struct reading *r);          /* proof_rate.c */
void proof_sums(struct reading *r);           /* proof_sum.c; sums and remainders */
void proof_contradictions(struct reading *r); /* proof_whole.c: 100 %, populations, period */

#endif
