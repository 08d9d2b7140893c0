/* "tiếp nhận 610 đơn, giải quyết 442 đơn, còn lại 168 đơn"; "hoàn thành 112/119 nhiệm vụ, 07 nhiệm vụ đang triển khai":
 * what came in, what was done with it, and what is left. */
#include <stdlib.h>

#include "doc/proof_impl.h"

enum { LEFT_WORDS = 6 /* tokens between "còn" and its count */ };

static const char LEFT[] = "còn|còn lại|tồn|đang|chưa|chuyển sang kỳ sau|chuyển kỳ sau";
static const char LEFT_BEHIND[] = "đang|chưa|còn lại|còn";
static const char DONE[] =
    "giải quyết|hoàn thành|xử lý|thực hiện|thành công|thành|trả|có mặt|đạt|khắc phục|đã|giải ngân|có";
static const char TAKEN_IN[] =
    "tiếp nhận|nhận|tổng số|giao|đề ra|có|phải|tổng|đăng ký|trong|kế hoạch|toàn|phát hiện|rà soát";
/* Some of what is left. */
static const char SOME_LEFT[] = "quá hạn|trong hạn|trễ hạn|chậm hạn|đến hạn";

static const char GIVEN[] = "tiếp nhận|giao|tổng số|đề ra";
static const char PARTS[] = "trước hạn|đúng hạn|quá hạn|trễ hạn|trong hạn|trong đó";

struct rest {
    struct reading *r;
    size_t left, from, to; /* the count that is left; the numbers before it, in reading.numbers */
    int said;              /* "còn lại": nothing else can be meant */
};

static void rest_claim(const struct rest *s, size_t all, size_t done, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_STEP, .sign = 1};
    if (all == done)
        claim_add_den(c, s->r, all);
    else
        claim_add(c, s->r, all);
    claim_add(c, s->r, done);
    claim_add(c, s->r, s->left);
}

static int is_right(const struct rest *s, size_t all, size_t done)
{
    struct claim c;

    rest_claim(s, all, done, &c);
    return claim_holds(&c);
}

static int is_two_done(const struct rest *s, size_t all, size_t x, size_t y)
{
    struct claim c = {.kind = CLAIM_SUM};

    claim_add(&c, s->r, all);
    claim_add(&c, s->r, x);
    claim_add(&c, s->r, y);
    claim_add(&c, s->r, s->left);
    return claim_holds(&c);
}

/* A whole, one or two parts of it, and this: any numbers near that make it. */
static int is_explained(const struct rest *s)
{
    const struct reading *r = s->r;

    for (size_t x = s->from; x < s->to; x++) {
        size_t i = r->numbers.v[x];

        if (i == s->left || !same_kind(r, i, s->left))
            continue;
        if (token(r, i)->type == TOKEN_FRACTION && is_right(s, i, i))
            return 1;
        for (size_t y = s->from; y < s->to && is_count(r, i); y++) {
            size_t k = r->numbers.v[y];

            if (k == i || k == s->left || !is_count(r, k) || !same_kind(r, k, s->left))
                continue;
            if (is_right(s, i, k))
                return 1;
            for (size_t z = y + 1; z < s->to; z++) { /* two kinds of done, or of left */
                size_t l = r->numbers.v[z];

                if (l == i || l == s->left || !is_count(r, l) || !same_kind(r, l, s->left))
                    continue;
                if (is_two_done(s, i, k, l))
                    return 1;
            }
        }
    }
    return 0;
}

/* What came in and what was done with it, each the nearest that its words name. */
/* "giao 58 nhiệm vụ; hoàn thành đúng hạn 49 nhiệm vụ, hoàn thành quá hạn 3 nhiệm vụ, đang thực hiện 6 nhiệm vụ" */
static void parts_claim(const struct rest *s, size_t all, const size_t *parts, size_t n, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_SUM};
    claim_add(c, s->r, all);
    while (n--)
        claim_add(c, s->r, parts[n]);
    claim_add(c, s->r, s->left);
}

static int find_claim(const struct rest *s, struct claim *c, int *named)
{
    const struct reading *r = s->r;
    size_t none = r->tokens.n, done = none;
    int depth = token(r, s->left)->depth;

    size_t parts[CLAIM_MAX], nparts = 0;

    *named = 1;
    for (size_t x = number(r, s->left)->ordinal; x-- > s->from;) {
        size_t i = r->numbers.v[x];

        if (token(r, i)->depth > depth || !same_kind(r, i, s->left))
            continue;
        if (token(r, i)->type == TOKEN_FRACTION) {
            if (done != none || token(r, i)->sentence != token(r, s->left)->sentence)
                return 0;
            rest_claim(s, i, i, c);
            return 1;
        }
        if (!is_count(r, i))
            continue;
        if (done == none) {
            if (labelled(r, i, PARTS)) { /* of what was done */
                if (nparts + 2 < CLAIM_MAX)
                    parts[nparts++] = i;
                continue;
            }
            if (nparts > 1 && labelled(r, i, GIVEN) && !labelled(r, i, "giải quyết|hoàn thành|xử lý")) {
                parts_claim(s, i, parts, nparts, c);
                return 1;
            }
            if (!labelled(r, i, DONE))
                return 0;
            done = i;
        } else if (number(r, i)->value >= number(r, done)->value || labelled(r, i, GIVEN)) {
            *named = labelled(r, i, TAKEN_IN);
            rest_claim(s, i, done, c);
            return 1;
        }
    }
    return 0;
}

static int is_typo(const struct claim *c)
{
    return claim_typos(c, TYPO_SWAP, NULL, NULL) || claim_typos(c, TYPO_DIGIT, NULL, NULL) ||
           claim_typos(c, TYPO_LOST, NULL, NULL);
}

static void judge_rest(struct reading *r, size_t i)
{
    const struct number *n = number(r, i);
    size_t sentence = token(r, i)->sentence,
           cue = word_in(r, i > n->left + LEFT_WORDS ? i - LEFT_WORDS : n->left, i, LEFT);
    struct rest s = {.r = r, .left = i};
    int some, named;
    struct claim c;

    if (cue == i && word_in(r, n->behind, n->right, LEFT_BEHIND) == n->right)
        return;
    if (word_in(r, cue, i, "tăng|giảm|khoảng|lên|xuống|từ|thành") < i || is_vague(r, i) || n->kind == KIND_TIME)
        return;
    s.said = word_at(r, cue, "còn lại") != 0;
    s.from = r->first.v[context_of(r, sentence)];
    s.to = r->first.v[sentence + 1];
    if (s.to - s.from > NUMBERS_MAX)
        s.from = r->first.v[sentence];
    if (is_explained(&s)) {
        r->proof->judged++;
        return;
    }
    /* "còn 37 hồ sơ quá hạn" is some of what is left */
    some = labelled(r, i, SOME_LEFT) && !s.said && !(cue == i && labelled(r, i, "đang"));
    if (!find_claim(&s, &c, &named))
        return;
    if (claim_holds(&c)) {
        r->proof->judged++;
        return;
    }
    if (!(some || !named ? claim_typos(&c, TYPO_SWAP, NULL, NULL) != 0
                         : is_typo(&c) || (s.said && claim_likeness(&c) == NEAR)))
        return;
    r->proof->judged++;
    claim_doubt(r, &c, DOUBT_REMAINDER, i);
}

void proof_rests(struct reading *r)
{
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        size_t from, to;

        for (numbers_of(r, s, &from, &to); from < to; from++)
            if (is_count(r, r->numbers.v[from]) && !number(r, r->numbers.v[from])->used)
                judge_rest(r, r->numbers.v[from]);
    }
}
