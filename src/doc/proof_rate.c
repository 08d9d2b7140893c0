/* "12/21 nhiệm vụ, đạt 57,14%"; "tiếp nhận 610 đơn, đã giải quyết 442 đơn, đạt 72,46%": shares. */
#include "doc/proof_impl.h"

enum {
    BETWEEN = 16, /* tokens between a fraction and the share it makes */
    LABEL = 16,   /* … between a number and the share that is said of it */
    NOTHING = -1
};

static const char CUES[] = "đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương|tương ứng|tức|hay|là";
/* Words between a number and its share that do not make it the share of something else. */
static const char FILLERS[] =
    "đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương|tương ứng|với|tức|hay|là|khoảng|gần|trên|hơn|và|"
    "được|đã|hồ sơ|đơn|xong|ở mức|mức|kết quả|đều|thì|trong kỳ|tổng số|số|cả|thế|này|đó|quy ra|"
    "tính ra|như vậy|chung|giải quyết|hoàn thành|thực hiện|xử lý|tiếp nhận";
static const char APPROXIMATE[] = "khoảng|gần|trên|hơn|dưới|xấp xỉ|ít nhất|tối thiểu|trở lên|từ|không quá|tối đa";
/* A share with one of these is a target, not a result. */
static const char TARGETS[] =
    "phấn đấu|chỉ tiêu|mục tiêu|yêu cầu|kế hoạch giao|dự kiến|bảo đảm|đảm bảo|tối thiểu|phải đạt";

struct share {
    struct reading *r;
    size_t at, first, end, previous; /* the percentage; its sentence; where the sentence before begins */
};

static const struct token *token(const struct reading *r, size_t i)
{
    return &r->tokens.v[i];
}

static int is_punct(const struct reading *r, size_t i, char c)
{
    return token(r, i)->type == TOKEN_PUNCT && token(r, i)->raw[0] == c;
}

/* Behind the share stands nothing that it could be a share of: "đạt 100% kế hoạch" is about the plan. */
static int stands_alone(const struct share *s)
{
    size_t next = s->at + 1;

    return next >= s->end || token(s->r, next)->type == TOKEN_PUNCT ||
           word_at(s->r, next, "so với|tổng số|số|trên|và|trong|tăng|giảm|của|hồ sơ|đơn|cao|thấp|vượt|theo");
}

static int is_approximate(const struct share *s)
{
    for (size_t back = 1; back <= 2 && s->at >= s->first + back; back++)
        if (word_at(s->r, s->at - back, APPROXIMATE) == back)
            return 1;
    return 0;
}

static void fraction_claim(const struct share *s, size_t fraction, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_RATE, .decimals = token(s->r, s->at)->decimals};
    claim_add(c, s->r, fraction);
    claim_add(c, s->r, fraction);
    c->v[1].value = token(s->r, fraction)->den;
    c->v[1].denominator = 1;
    claim_add(c, s->r, s->at);
}

/* The fraction before: "12/21 nhiệm vụ hoàn thành, đạt 57,14%"; or behind: "57,14% (12/21 nhiệm vụ)". */
static long fraction_of(const struct share *s)
{
    const struct reading *r = s->r;
    size_t i;
    int cue = 0;

    for (i = s->at + 1; i < s->end && i <= s->at + 4; i++) {
        if (token(r, i)->type == TOKEN_FRACTION && (is_punct(r, s->at + 1, '(') || word_in(r, s->at, i, CUES) < i))
            return (long)i;
        if (token(r, i)->type != TOKEN_WORD && !is_punct(r, i, '(') && !is_punct(r, i, ','))
            break;
    }
    for (i = s->at; i > s->first && s->at - i < BETWEEN;) {
        i--;
        cue |= word_at(r, i, CUES) || is_punct(r, i, '(') || is_punct(r, i, '=');
        if (token(r, i)->type == TOKEN_FRACTION)
            return cue && (stands_alone(s) || is_punct(r, i + 1, ',')) ? (long)i : NOTHING;
        if (token(r, i)->type != TOKEN_WORD && token(r, i)->type != TOKEN_PUNCT)
            break;
        if (is_punct(r, i, ';'))
            break;
    }
    return NOTHING;
}

static int judge_fraction(struct share *s)
{
    struct reading *r = s->r;
    long f = fraction_of(s);
    struct claim c;

    if (f == NOTHING)
        return 0;
    fraction_claim(s, (size_t)f, &c);
    if (is_approximate(s)) {
        if (!claim_is_near(&c))
            return 0;
        r->proof->judged++;
        return 1;
    }
    r->proof->judged++;
    if (!claim_holds(&c))
        claim_doubt(r, &c, DOUBT_RATE, s->at);
    return 1;
}

/* ---- shares of two counts ---- */

/* "442 đơn trên tổng số 610 đơn": the number at hand may be the whole. */
static long part_of(const struct share *s, size_t i)
{
    const struct reading *r = s->r;

    for (size_t k = i; k > s->first && i - k < LABEL; k--) {
        if (is_punct(r, k - 1, ',') || is_punct(r, k - 1, ';'))
            break;
        if (token(r, k - 1)->type == TOKEN_COUNT)
            return (long)(word_in(r, k, i, "trên|trong tổng số|trong số") < i ? k - 1 : i);
    }
    return (long)i;
}

/* The count that the share is said of: nothing but words that keep them together stands between. */
static long numerator_of(const struct share *s)
{
    const struct reading *r = s->r;
    int cue = 0;

    /* "57,14% (12 nhiệm vụ)" */
    if (s->at + 2 < s->end && is_punct(r, s->at + 1, '(') && token(r, s->at + 2)->type == TOKEN_COUNT)
        return (long)s->at + 2;
    for (size_t i = s->at; i > s->first && s->at - i < LABEL;) {
        i--;
        if (token(r, i)->type == TOKEN_COUNT)
            return cue ? part_of(s, i) : NOTHING;
        if (is_punct(r, i, ';') || token(r, i)->type == TOKEN_PERCENT || token(r, i)->type == TOKEN_FRACTION)
            return NOTHING;
        cue |= word_at(r, i, CUES) || is_punct(r, i, '(');
    }
    return NOTHING;
}

/* Words between that give the share a label of its own ("…, đúng hạn 99,44%"). */
static int has_own_label(const struct share *s, size_t numerator)
{
    const struct reading *r = s->r;
    size_t i = numerator + 1, comma = s->at;

    if (numerator > s->at)
        return 0;
    for (size_t k = i; k < s->at; k++)
        if (is_punct(r, k, ','))
            comma = k;
    for (i = comma == s->at ? s->at : comma + 1; i < s->at;) {
        size_t n = word_at(r, i, FILLERS);

        if (!n && token(r, i)->type == TOKEN_WORD)
            return 1;
        i += n ? n : 1;
    }
    return 0;
}

static void count_claim(const struct share *s, size_t part, size_t whole, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_RATE, .decimals = token(s->r, s->at)->decimals};
    claim_add(c, s->r, part);
    claim_add(c, s->r, whole);
    claim_add(c, s->r, s->at);
}

static int is_count(const struct reading *r, size_t i)
{
    return token(r, i)->type == TOKEN_COUNT;
}

/* Any two counts near that make the share: then the text says what it means, wherever it says it. */
static int explained(const struct share *s)
{
    const struct reading *r = s->r;
    struct claim c;

    for (size_t i = s->previous; i < s->end; i++) {
        if (token(r, i)->type == TOKEN_FRACTION) {
            fraction_claim(s, i, &c);
            if (claim_holds(&c))
                return 1;
        }
        for (size_t k = s->previous; k < s->end && is_count(r, i); k++) {
            if (k == i || !is_count(r, k) || !same_noun(token(r, i), token(r, k)))
                continue;
            count_claim(s, i, k, &c);
            if (claim_holds(&c))
                return 1;
            c.v[0].value = c.v[1].value - c.v[0].value; /* the rest of it */
            if (claim_holds(&c))
                return 1;
            for (size_t l = i + 1; l < s->end; l++) { /* two parts together */
                if (l == k || !is_count(r, l))
                    continue;
                c.v[0].value = token(r, i)->value + token(r, l)->value;
                if (claim_holds(&c))
                    return 1;
            }
        }
    }
    return 0;
}

/* What the share is a share of: a greater count of the same thing before it. */
static long whole_of(const struct share *s, size_t part)
{
    const struct reading *r = s->r;
    size_t from = part < s->at ? part : s->at;

    for (size_t i = part + 1; i < s->at; i++) /* "442 đơn trên tổng số 610 đơn" */
        if (is_count(r, i) && token(r, i)->value >= token(r, part)->value)
            return (long)i;
    for (size_t i = from; i-- > s->previous;)
        if (is_count(r, i) && same_noun(token(r, i), token(r, part)) && token(r, i)->value >= token(r, part)->value)
            return (long)i;
    /* "442 đơn trên tổng số 610 đơn, đạt …", "chiếm 72,46% tổng số 610 đơn" */
    for (size_t i = s->at + 1; i < s->end && i < s->at + LABEL; i++)
        if (is_count(r, i) && i != part && word_in(r, s->at, i, "tổng số|số|trên|trong") < i &&
            same_noun(token(r, i), token(r, part)) && token(r, i)->value >= token(r, part)->value)
            return (long)i;
    return NOTHING;
}

static void judge_counts(struct share *s)
{
    struct reading *r = s->r;
    long part = numerator_of(s), whole;
    struct claim c;

    if (explained(s)) {
        r->proof->judged++;
        return;
    }
    if (part == NOTHING || has_own_label(s, (size_t)part))
        return;
    whole = whole_of(s, (size_t)part);
    if (whole == NOTHING)
        return;
    count_claim(s, (size_t)part, (size_t)whole, &c);
    if (!claim_is_near(&c))
        return;
    r->proof->judged++;
    if (!is_approximate(s))
        claim_doubt(r, &c, DOUBT_RATE, s->at);
}

static void judge(struct reading *r, size_t at)
{
    size_t sentence = token(r, at)->sentence;
    struct share s = {.r = r, .at = at, .first = r->sentences.v[sentence], .end = r->sentences.v[sentence + 1]};

    s.previous = s.first;
    for (int back = 0; back < 2 && sentence; back++) {
        sentence--;
        if (token(r, r->sentences.v[sentence])->paragraph + 1 < token(r, at)->paragraph)
            break;
        s.previous = r->sentences.v[sentence];
    }
    if (word_in(r, s.first, at, TARGETS) < at)
        return;
    if (!judge_fraction(&s))
        judge_counts(&s);
}

void proof_rates(struct reading *r)
{
    for (size_t i = 0; i < r->tokens.n; i++)
        if (token(r, i)->type == TOKEN_PERCENT && !r->used.v[i])
            judge(r, i);
}
