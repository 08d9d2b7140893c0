/* What the files proof*.c share: the text as words and numbers, what a number is said of, and statements about numbers.
 * Nobody else includes this. */
#ifndef DOC_PROOF_IMPL_H
#define DOC_PROOF_IMPL_H

#include <stdint.h>

#include "doc/proof.h"

enum token_type {
    TOKEN_WORD,
    TOKEN_PUNCT,    /* one character */
    TOKEN_COUNT,    /* "1.712 hồ sơ", "610", "412,6 tỷ đồng", "91,25 điểm" */
    TOKEN_PERCENT,  /* "99,35%" */
    TOKEN_POINTS,   /* "0,42 điểm phần trăm" */
    TOKEN_TIMES,    /* "1,5 lần" */
    TOKEN_FRACTION, /* "12/13 phường" */
    TOKEN_RANK,     /* "xếp thứ 4/12" */
    TOKEN_DATE,
    TOKEN_OTHER /* years, ordinals, numbers of documents: figures that nothing is computed from */
};

/* Nouns that may stand for one another: "27 cơ quan" of "30 đơn vị". */
enum kind {
    KIND_NONE, /* the text does not say, or says something rare */
    KIND_DOSSIER,
    KIND_UNIT,
    KIND_PERSON,
    KIND_DOCUMENT,
    KIND_EVENT,
    KIND_TASK,
    KIND_OPINION,
    KIND_PROCEDURE,
    KIND_NEWS,
    KIND_FORM, /* phiếu */
    KIND_MONEY,
    KIND_SCORE,
    KIND_RANK,
    KIND_TIME
};

struct number {
    int64_t value;        /* × 10^decimals; of a fraction its numerator */
    int64_t den;          /* TOKEN_FRACTION, TOKEN_RANK */
    int decimals;         /* as written */
    int day, month, year; /* TOKEN_DATE; 0: not stated */
    const char *noun;     /* what is counted, "" where the text does not say */
    enum kind kind;
    size_t behind;      /* token behind its noun */
    size_t left, right; /* tokens [left, own) and [behind, right) say what it is said of */
    size_t ordinal;     /* in reading.numbers */
    int used;           /* a rule has spoken for it */
};

struct token {
    enum token_type type;
    int depth;        /* brackets around it */
    const char *word; /* words: lower case, each word once in memory; else "" */
    uint32_t length;  /* of `word` */
    uint32_t hash;
    uint32_t at, end; /* bytes in the text */
    uint32_t sentence, paragraph;
    struct number *n; /* figures only */
};

struct reading {
    struct arena *arena;
    const char *text;
    VEC(struct token) tokens;
    VEC(size_t) sentences;  /* first token of each; one more at the end */
    VEC(size_t) paragraphs; /* of the sentences: the number of their paragraph, from 1 */
    VEC(size_t) numbers;    /* tokens something is computed from, in the order of the text */
    VEC(size_t) first;      /* of the sentences: the first of their numbers; one more at the end */
    struct proof *proof;
    struct filter *filters; /* of the lists of words asked for (proof_label.c) */
    /* Where places are counted from. */
    size_t place_at, place_line, place_page, place_line_at;
};

static inline const struct token *token(const struct reading *r, size_t i)
{
    return &r->tokens.v[i];
}

static inline struct number *number(const struct reading *r, size_t i)
{
    return r->tokens.v[i].n;
}

static inline int is_count(const struct reading *r, size_t i)
{
    return r->tokens.v[i].type == TOKEN_COUNT;
}

static inline int is_punct(const struct reading *r, size_t i, char c)
{
    return r->tokens.v[i].type == TOKEN_PUNCT && r->text[r->tokens.v[i].at] == c;
}

static inline size_t sentence_first(const struct reading *r, size_t sentence)
{
    return r->sentences.v[sentence];
}

static inline size_t sentence_end(const struct reading *r, size_t sentence)
{
    return r->sentences.v[sentence + 1];
}

static inline size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

enum {
    WORDS_MAX = 600,  /* tokens of a sentence: what is longer is no prose and is cut */
    NUMBERS_MAX = 40, /* numbers of a sentence that rules look at: what has more is a table */
    NOTHING = -1
};

/* proof_number.c: reads a number at s: "266.881", "99,35". Returns its length, 0 where the digits are no number as
 * Vietnamese writes them ("1.2.3", "12.5"). */
size_t proof_number(const char *s, int64_t *value, int *decimals);
/* "99.38%", with the point of other countries: the length of its digits, 0 for anything else. */
size_t proof_dot_percent(const char *s, int64_t *value, int *decimals);
/* "08-CTr/TU", "30c/NQ-CP": the length of a code of letters, digits and "/-."; 0 where there is none. */
size_t proof_code(const char *s);
int proof_is_word(uint32_t c);

/* proof_page.c: a copy of the text, as long, without what runs along with its pages. */
char *page_prose(struct arena *a, const char *text);

/* proof_text.c */
void reading_open(struct reading *r, struct arena *a, const char *text);
char *token_raw(const struct reading *r, size_t i); /* as written */

/* proof_label.c: what numbers count and what they are said of. */
uint32_t word_hash(const char *s, size_t n);
struct filter *filters_new(struct arena *a);
void label_numbers(struct reading *r);
/* Is the token one of the words of the list, which are parted by "|"? Patterns of several words ("tỷ lệ") match at the
 * token and the next. Returns how many tokens match, 0 for none. */
size_t word_at(const struct reading *r, size_t i, const char *list);
/* The first place in [from, to) where a word of the list begins; `to` if there is none. */
size_t word_in(const struct reading *r, size_t from, size_t to, const char *list);
/* Does a word of the list end just before token i? */
int word_before(const struct reading *r, size_t i, const char *list);
/* Do the words beside the number name it so? */
int labelled(const struct reading *r, size_t i, const char *list);
/* May both count the same thing? */
int same_kind(const struct reading *r, size_t i, size_t k);
/* … and both by the same word. */
int same_noun(const struct reading *r, size_t i, size_t k);
/* Content words of [from, to) that stand beside the number too; `all`: how many there are. */
size_t words_shared(const struct reading *r, size_t from, size_t to, size_t number_at, size_t *all);
/* Is the number said to be the whole: "trên tổng số 610 đơn", "… /1.550 triệu đồng"? */
int is_said_whole(const struct reading *r, size_t i);
/* "khoảng 70%", "từ 90% trở lên" */
int is_vague(const struct reading *r, size_t i);
/* The numbers of a sentence: [*from, *to) in reading.numbers; none where there are more than NUMBERS_MAX. */
void numbers_of(const struct reading *r, size_t sentence, size_t *from, size_t *to);
/* The first sentence of what a sentence may go back to: two before, in the paragraph or the one before. */
size_t context_of(const struct reading *r, size_t sentence);

/* proof_claim.c: a statement about numbers of the text. */
enum claim_kind {
    CLAIM_RATE,     /* v[0] / v[1] = v[2] % */
    CLAIM_CHANGE,   /* v[0] against v[1]: ±v[2] % */
    CLAIM_STEP,     /* v[0] − v[1] = ±v[2] */
    CLAIM_RELATIVE, /* v[0], after a change by v[1]: ±v[2] % */
    CLAIM_TIMES,    /* v[0] / v[1] = v[2] times */
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
        int decimals;
    } v[CLAIM_MAX];
};

/* How what is said stands to what is right. */
enum likeness {
    FAR,
    NEAR, /* a few points, a few per cent of the whole */
    TYPO, /* a digit, two digits swapped, or the comma explain it */
    RIGHT
};

void claim_add(struct claim *c, const struct reading *r, size_t token);
void claim_add_den(struct claim *c, const struct reading *r, size_t token); /* of a fraction */
int claim_holds(const struct claim *c);
enum likeness claim_likeness(const struct claim *c);
/* What the last number (of sums the first) should be, with the decimals of that number; 0: cannot be computed. */
int claim_right(const struct claim *c, int64_t *out);
size_t claim_result(const struct claim *c); /* which number that is */
int64_t claim_gap(const struct claim *c);   /* sums: parts − whole, in the finest unit of the claim */
/* Do two numbers look like one another mistyped: one digit, or two digits swapped? */
int looks_like(int64_t x, int64_t y);
/* Calls `found` for every number of the claim that makes it hold once mistyped so; returns how many. */
enum typo { TYPO_SWAP, TYPO_DIGIT, TYPO_COMMA, TYPO_LOST };
size_t claim_typos(const struct claim *c, enum typo typo, void (*found)(void *ctx, size_t i, int64_t value), void *ctx);

/* proof_doubt.c */
void claim_doubt(struct reading *r, const struct claim *c, enum doubt_kind kind, size_t at);
/* For doubts that are not about a sum. */
void doubt_add(struct reading *r, enum doubt_kind kind, size_t token, const char *says, const char *gives,
               const char *typo);
/* "265.027" */
char *number_text(struct arena *a, int64_t value, int decimals);

/* The rules, each over the whole text. */
void proof_changes(struct reading *r); /* proof_change.c; before the rates: a change is no share */
void proof_rates(struct reading *r);   /* proof_rate.c */
/* The parts make the whole: then the shares said of them are of that whole, if one of them is. */
void shares_of_parts(struct reading *r, const struct claim *sum);
void proof_sums(struct reading *r); /* proof_sum.c */
int division_is_whole(const struct reading *r,
                      const struct claim *sum); /* do the names of its parts leave nothing over? */
void proof_divisions(struct reading *r);        /* proof_division.c: parts that leave nothing over */
void proof_rests(struct reading *r);            /* proof_rest.c */
void proof_wholes(struct reading *r);           /* proof_whole.c: "100 %" contradicted */
void proof_references(struct reading *r);       /* proof_refer.c: one thing, two numbers */
void proof_period(struct reading *r);           /* proof_period.c: title and dates */

#endif
