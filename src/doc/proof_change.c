/* "tăng 13 cuộc (37,14%) so với cùng kỳ năm 2017 (35 cuộc)": a change, what it is from and what it led to. */
#include "doc/proof_impl.h"

enum {
    BEHIND_VERB = 3, /* tokens between "tăng" and its figure */
    BEHIND_STEP = 7, /* … between the step and its percentage */
    NOTHING = -1
};

struct change {
    struct reading *r;
    size_t verb, first, end; /* first: of the sentence */
    size_t previous;         /* first token of the sentence before in the paragraph; first where there is none */
    int sign;
    long step, share, points; /* tokens, NOTHING where not stated */
    long base;                /* what it is compared with */
    size_t base_from;         /* where the comparison begins: what it led to stands before */
};

static enum token_type type_at(const struct reading *r, size_t i)
{
    return r->tokens.v[i].type;
}

static size_t sentence_end(const struct reading *r, size_t i)
{
    return r->sentences.v[r->tokens.v[i].sentence + 1];
}

/* Up to the next change or semicolon. */
static size_t change_end(const struct reading *r, size_t verb)
{
    size_t end = sentence_end(r, verb), i;

    for (i = verb + 1; i < end; i++)
        if (word_at(r, i, "tăng|giảm") || (r->tokens.v[i].raw[0] == ';' && !r->tokens.v[i].depth))
            break;
    return i;
}

static long find_type(const struct reading *r, size_t from, size_t to, enum token_type type)
{
    for (; from < to; from++)
        if (type_at(r, from) == type)
            return (long)from;
    return NOTHING;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void read_figures(struct change *c)
{
    const struct reading *r = c->r;
    size_t near = least(c->end, c->verb + 1 + BEHIND_VERB);

    c->step = c->share = c->points = NOTHING;
    for (size_t i = c->verb + 1; i < near; i++) {
        if (word_at(r, i, "so với|từ") || type_at(r, i) == TOKEN_FRACTION)
            return;
        if (type_at(r, i) == TOKEN_COUNT) {
            c->step = (long)i;
            c->share = find_type(r, i + 1, least(c->end, i + 1 + BEHIND_STEP), TOKEN_PERCENT);
            if (c->share != NOTHING && word_in(r, i, (size_t)c->share, "so với") < (size_t)c->share)
                c->share = NOTHING; /* a rate of the year before */
            return;
        }
        if (type_at(r, i) == TOKEN_PERCENT) {
            c->share = (long)i;
            return;
        }
        if (type_at(r, i) == TOKEN_POINTS) {
            c->points = (long)i;
            return;
        }
    }
}

static void read_base(struct change *c, enum token_type type)
{
    const struct reading *r = c->r;
    size_t with = word_in(r, c->verb, c->end, "so với");

    c->base = NOTHING;
    c->base_from = c->verb;
    if (with < c->end) {
        c->base = find_type(r, with, c->end, type);
        return;
    }
    /* "so với cùng kỳ (35 cuộc), tăng 37,14%" */
    with = word_in(r, c->first, c->verb, "so với");
    if (with == c->verb)
        return;
    c->base = find_type(r, with, c->verb, type);
    c->base_from = with;
}

/* The claim with `now` as what the change led to. */
static int make_claim(const struct change *c, size_t now, struct claim *out)
{
    const struct reading *r = c->r;

    *out = (struct claim){.sign = c->sign};
    if (c->share != NOTHING) {
        long other = c->base != NOTHING ? c->base : c->step;

        if (other == NOTHING)
            return 0;
        out->kind = c->base != NOTHING ? CLAIM_CHANGE : CLAIM_RELATIVE;
        out->decimals = r->tokens.v[c->share].decimals;
        claim_add(out, r, now);
        claim_add(out, r, (size_t)other);
        claim_add(out, r, (size_t)c->share);
        return 1;
    }
    if (c->base == NOTHING || c->step == NOTHING)
        return 0;
    out->kind = CLAIM_STEP;
    claim_add(out, r, now);
    claim_add(out, r, (size_t)c->base);
    claim_add(out, r, (size_t)c->step);
    return 1;
}

static int could_be_now(const struct change *c, size_t i)
{
    const struct reading *r = c->r;
    long other = c->base != NOTHING ? c->base : c->step;

    return type_at(r, i) == TOKEN_COUNT && (other == NOTHING || same_noun(&r->tokens.v[i], &r->tokens.v[other]));
}

/* What the change led to stands before it; the nearest that fits is what the text means if none fits. */
static void judge_counts(struct change *c)
{
    struct reading *r = c->r;
    struct claim claim, nearest = {.n = 0};

    for (size_t i = c->base_from; i-- > c->previous;) {
        if (!could_be_now(c, i) || !make_claim(c, i, &claim))
            continue;
        if (claim_holds(&claim)) {
            r->proof->judged++;
            /* "tăng 13 cuộc (37,14%)": the step is a statement of its own. */
            if (c->share != NOTHING && c->step != NOTHING && c->base != NOTHING) {
                c->share = NOTHING;
                make_claim(c, i, &claim);
                if (!claim_holds(&claim))
                    claim_doubt(r, &claim, DOUBT_CHANGE, c->verb);
            }
            return;
        }
        /* In the sentence before only the same thing is meant. */
        if (!nearest.n && (i >= c->first || *r->tokens.v[i].noun))
            nearest = claim;
    }
    if (!nearest.n || !claim_is_near(&nearest))
        return;
    r->proof->judged++;
    claim_doubt(r, &nearest, DOUBT_CHANGE, c->verb);
}

/* "99,44%, tăng 0,42 điểm phần trăm so với cùng kỳ (99,02%)" */
static void judge_points(struct change *c)
{
    struct reading *r = c->r;
    struct claim claim = {.kind = CLAIM_STEP, .sign = c->sign};
    long now = NOTHING;

    read_base(c, TOKEN_PERCENT);
    for (size_t i = c->base_from; i-- > c->previous && now == NOTHING;)
        if (type_at(r, i) == TOKEN_PERCENT)
            now = (long)i;
    if (now == NOTHING || c->base == NOTHING)
        return;
    claim_add(&claim, r, (size_t)now);
    claim_add(&claim, r, (size_t)c->base);
    claim_add(&claim, r, (size_t)c->points);
    for (size_t i = 0; i < claim.n; i++)
        if (claim.decimals < r->tokens.v[claim.v[i].token].decimals)
            claim.decimals = r->tokens.v[claim.v[i].token].decimals;
    for (size_t i = 0; i < claim.n; i++)
        for (int d = r->tokens.v[claim.v[i].token].decimals; d < claim.decimals; d++)
            claim.v[i].value *= 10;
    r->proof->judged++;
    if (!claim_holds(&claim))
        claim_doubt(r, &claim, DOUBT_CHANGE, c->verb);
}

/* "tăng từ 35 lên 48 cuộc (37,14%)" */
static int judge_from_to(struct change *c)
{
    struct reading *r = c->r;
    long from, to, share;
    size_t word;
    struct claim claim = {.kind = CLAIM_CHANGE, .sign = c->sign};

    if (!word_at(r, c->verb + 1, "từ"))
        return 0;
    from = find_type(r, c->verb + 1, least(c->end, c->verb + 6), TOKEN_COUNT);
    word = word_in(r, c->verb + 1, c->end, "lên|xuống|thành|còn");
    to = find_type(r, word, c->end, TOKEN_COUNT);
    if (from == NOTHING || word == c->end || to == NOTHING || (size_t)from > word)
        return 0;
    /* "giảm từ 610 xuống 549 đơn, giảm 10%" */
    share = find_type(r, (size_t)to, least(sentence_end(r, c->verb), (size_t)to + 1 + BEHIND_STEP), TOKEN_PERCENT);
    if (share == NOTHING)
        return 1;
    claim.decimals = r->tokens.v[share].decimals;
    claim_add(&claim, r, (size_t)to);
    claim_add(&claim, r, (size_t)from);
    claim_add(&claim, r, (size_t)share);
    r->used.v[share] = 1;
    r->proof->judged++;
    if (!claim_holds(&claim))
        claim_doubt(r, &claim, DOUBT_CHANGE, c->verb);
    return 1;
}

/* The figure behind it belongs to a change that was judged. */
static int spoken_for(const struct reading *r, size_t verb)
{
    return verb + 1 < r->tokens.n && r->used.v[verb + 1];
}

static void judge(struct reading *r, size_t verb)
{
    size_t sentence = r->tokens.v[verb].sentence;
    struct change c = {.r = r,
                       .verb = verb,
                       .first = r->sentences.v[sentence],
                       .end = change_end(r, verb),
                       .sign = word_at(r, verb, "tăng") ? 1 : -1};

    c.previous = c.first;
    if (sentence && r->tokens.v[r->sentences.v[sentence - 1]].paragraph == r->tokens.v[verb].paragraph)
        c.previous = r->sentences.v[sentence - 1];
    if (judge_from_to(&c))
        return;
    read_figures(&c);
    if (c.points != NOTHING) {
        judge_points(&c);
        return;
    }
    if (c.share != NOTHING)
        r->used.v[c.share] = 1;
    if (c.step != NOTHING)
        r->used.v[c.step] = 1;
    read_base(&c, TOKEN_COUNT);
    if (c.base == c.step)
        c.base = NOTHING;
    if (c.base != NOTHING)
        r->used.v[c.base] = 1;
    judge_counts(&c);
}

void proof_changes(struct reading *r)
{
    for (size_t i = 0; i < r->tokens.n; i++)
        if (word_at(r, i, "tăng|giảm") && !spoken_for(r, i) &&
            !word_at(r, i, "tăng cường|giảm nghèo|giảm bớt|giảm thiểu|tăng thêm"))
            judge(r, i);
}
