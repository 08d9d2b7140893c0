/* "gồm 262 … và 148 …", "(trong hạn: 1.968; quá hạn: 37)", "còn lại 168 đơn": parts of a whole and what is left. */
#include <stdlib.h>

#include "doc/proof_impl.h"

enum { LEFT_WORDS = 5 /* tokens between "còn" and its count */ };

/* The parts are all there is. */
static const char ALL[] = "gồm|bao gồm|gồm có|cụ thể|cụ thể là|chia ra";
/* Some parts; they must make the whole only where their names leave nothing over. */
static const char SOME[] = "trong đó|trong số đó";

/* Names of parts that together leave nothing over; each line one division. */
static const char *const DIVISIONS[][3] = {
    {"trước hạn|trước thời hạn", "đúng hạn", "quá hạn|trễ hạn|chậm hạn"},
    {"đúng hạn|trước hạn|trước và đúng hạn|đúng và trước hạn", "quá hạn|trễ hạn|chậm hạn", NULL},
    {"trong hạn|chưa đến hạn", "quá hạn|trễ hạn", NULL},
    {"cấp huyện|cấp quận|huyện|quận|cấp thành phố", "cấp xã|cấp phường|xã|phường|các xã|các phường", NULL},
    {"trực tuyến|qua mạng", "trực tiếp", NULL},
    {"trực tuyến|qua mạng", "trực tiếp", "bưu chính|qua bưu chính|dịch vụ bưu chính"},
    {"định kỳ", "đột xuất", NULL},
    {"trong kỳ|mới tiếp nhận|tiếp nhận mới|tiếp nhận trong kỳ", "kỳ trước|kỳ trước chuyển sang|tồn|chuyển sang", NULL},
    {"thành công|hòa giải thành", "không thành|không thành công", NULL},
    {"đã hoàn thành|hoàn thành", "chưa hoàn thành|đang thực hiện", NULL},
    {"hoàn thành", "đang thực hiện", "chưa thực hiện|chưa triển khai"},
    {"nam", "nữ", NULL},
};

static const struct token *token(const struct reading *r, size_t i)
{
    return &r->tokens.v[i];
}

static int is_punct(const struct reading *r, size_t i, char c)
{
    return token(r, i)->type == TOKEN_PUNCT && token(r, i)->raw[0] == c;
}

static int is_count(const struct reading *r, size_t i)
{
    return token(r, i)->type == TOKEN_COUNT;
}

struct parts {
    struct reading *r;
    size_t whole, first, end; /* the whole; the words of the parts */
    struct claim claim;
};

/* Up to the next count, bracket or semicolon, the words that name a part stand before and behind it. */
static int is_named(const struct parts *p, size_t i, const char *names)
{
    const struct reading *r = p->r;
    size_t from = i, to = i + 1;

    while (from > p->first && !is_count(r, from - 1) && !is_punct(r, from - 1, ';') && !is_punct(r, from - 1, ','))
        from--;
    while (to < p->end && !is_count(r, to) && !is_punct(r, to, ';') && !is_punct(r, to, ',') && !is_punct(r, to, '('))
        to++;
    return word_in(r, from, i, names) < i || word_in(r, i + 1, to, names) < to;
}

static int leaves_nothing(const struct parts *p)
{
    for (size_t d = 0; d < sizeof DIVISIONS / sizeof *DIVISIONS; d++) {
        size_t n = 0;

        while (n < 3 && DIVISIONS[d][n])
            n++;
        if (n != p->claim.n - 1)
            continue;
        for (size_t i = 0; i < n; i++) {
            size_t named = 0;

            while (named < n && !is_named(p, p->claim.v[named + 1].token, DIVISIONS[d][i]))
                named++;
            if (named == n)
                break;
            if (i + 1 == n)
                return 1;
        }
    }
    return 0;
}

/* Counts of the same thing at the depth of the parts; brackets inside them hold other figures. */
static void collect(struct parts *p)
{
    const struct reading *r = p->r;
    int depth = token(r, p->first)->depth;

    claim_add(&p->claim, r, p->whole);
    for (size_t i = p->first; i < p->end && p->claim.n < CLAIM_MAX; i++) {
        if (token(r, i)->depth < depth)
            break;
        if (word_at(r, i, "tăng|giảm|so với|đạt tỷ lệ|còn lại|trong đó|cùng kỳ|trung bình|bình quân") ||
            token(r, i)->type == TOKEN_FRACTION)
            break;
        if (is_count(r, i) && token(r, i)->depth == depth && same_noun(token(r, i), token(r, p->whole)))
            claim_add(&p->claim, r, i);
    }
}

/* The first parts may already make the whole; what follows then says more of them. */
static int any_prefix_holds(const struct claim *c)
{
    for (size_t n = 3; n <= c->n; n++) {
        struct claim prefix = *c;

        prefix.n = n;
        if (claim_holds(&prefix))
            return 1;
    }
    return 0;
}

static void judge_parts(struct parts *p, int all)
{
    struct reading *r = p->r;

    collect(p);
    if (p->claim.n < 3)
        return;
    if (any_prefix_holds(&p->claim)) {
        r->proof->judged++;
        return;
    }
    if (p->claim.n == CLAIM_MAX || !(leaves_nothing(p) || (all && claim_is_near(&p->claim))))
        return;
    r->proof->judged++;
    claim_doubt(r, &p->claim, DOUBT_SUM, p->whole);
}

/* The count before `i` that is divided there; NULL-like `i` where there is none in the sentence. */
static size_t whole_before(const struct reading *r, size_t i, size_t first)
{
    for (size_t k = i; k > first; k--) {
        if (is_count(r, k - 1) && token(r, k - 1)->depth <= token(r, i)->depth)
            return k - 1;
        if (token(r, k - 1)->type == TOKEN_FRACTION || is_punct(r, k - 1, ';'))
            break;
    }
    return i;
}

static void parts_after(struct reading *r, size_t cue, size_t words, int all)
{
    size_t sentence = token(r, cue)->sentence, first = r->sentences.v[sentence], end = r->sentences.v[sentence + 1];
    struct parts p = {.r = r, .first = cue + words, .end = end, .claim = {.kind = CLAIM_SUM}};

    p.whole = whole_before(r, cue, first);
    if (p.whole != cue && p.first < end)
        judge_parts(&p, all);
}

/* "2.005 hồ sơ (trong hạn: 1.968; quá hạn: 37)" or "(1.968 trong hạn, 37 quá hạn)" */
static void parts_in_brackets(struct reading *r, size_t bracket)
{
    size_t sentence = token(r, bracket)->sentence, first = r->sentences.v[sentence];
    struct parts p = {.r = r, .first = bracket + 1, .claim = {.kind = CLAIM_SUM}};

    p.end = bracket + 1;
    while (p.end < r->sentences.v[sentence + 1] && token(r, p.end)->depth > token(r, bracket)->depth)
        p.end++;
    if (p.first == p.end || word_in(r, p.first, p.end, "năm|cùng kỳ|quý|tháng|kế hoạch|so với") < p.end)
        return;
    p.whole = whole_before(r, bracket, first);
    if (p.whole != bracket)
        judge_parts(&p, 0);
}

/* ---- remainders ---- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

struct rest {
    struct reading *r;
    size_t left, from, first; /* the count that is left; sentence before, own sentence */
};

static void rest_claim(const struct rest *s, size_t all, size_t done, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_STEP, .sign = 1};
    claim_add(c, s->r, all);
    claim_add(c, s->r, done);
    claim_add(c, s->r, s->left);
}

static int rest_explained(const struct rest *s)
{
    const struct reading *r = s->r;
    const struct token *left = token(r, s->left);
    struct claim c;

    for (size_t i = s->from; i < s->left; i++) {
        for (size_t k = s->from; k < s->left && is_count(r, i); k++) {
            if (k == i || !is_count(r, k) || !same_noun(token(r, i), left) || !same_noun(token(r, k), left))
                continue;
            rest_claim(s, i, k, &c);
            if (claim_holds(&c))
                return 1;
            for (size_t l = k + 1; l < s->left; l++) { /* two kinds of done */
                if (l == i || !is_count(r, l) || !same_noun(token(r, l), left))
                    continue;
                c.v[1].value = token(r, k)->value + token(r, l)->value;
                if (claim_holds(&c))
                    return 1;
            }
        }
        if (token(r, i)->type == TOKEN_FRACTION && token(r, i)->den - token(r, i)->value == left->value)
            return 1;
    }
    return 0;
}

static int word_near(const struct reading *r, size_t i, size_t first, const char *words)
{
    size_t from = i;

    while (from > first && i - from < 8 && !is_count(r, from - 1) && !is_punct(r, from - 1, ';'))
        from--;
    return word_in(r, from, i, words) < i;
}

/* What came in and what was done with it, each the nearest that its words name. */
static int rest_of_named(const struct rest *s, struct claim *c)
{
    const struct reading *r = s->r;
    size_t all = s->left, done = s->left;

    for (size_t i = s->left; i-- > s->from;) {
        if (token(r, i)->type == TOKEN_FRACTION && i >= s->first && done == s->left &&
            same_noun(token(r, i), token(r, s->left))) {
            rest_claim(s, i, i, c);
            c->v[0].value = token(r, i)->den;
            c->v[0].denominator = 1;
            return 1;
        }
        if (!is_count(r, i) || !same_noun(token(r, i), token(r, s->left)) || token(r, i)->depth)
            continue;
        if (done == s->left && word_near(r, i, s->from, "giải quyết|hoàn thành|xử lý|thực hiện|thành công|thành|trả"))
            done = i;
        else if (done != s->left &&
                 word_near(r, i, s->from, "tiếp nhận|nhận|tổng số|giao|đề ra|có|phải|tổng|đăng ký") &&
                 token(r, i)->value >= token(r, done)->value) {
            all = i;
            break;
        }
    }
    if (all == s->left)
        return 0;
    rest_claim(s, all, done, c);
    return 1;
}

static void judge_rest(struct reading *r, size_t cue)
{
    size_t sentence = token(r, cue)->sentence;
    struct rest s = {.r = r, .left = cue + 1, .first = r->sentences.v[sentence]};
    size_t end = r->sentences.v[sentence + 1];
    struct claim c;

    while (s.left < end && s.left <= cue + LEFT_WORDS && token(r, s.left)->type == TOKEN_WORD)
        s.left++;
    /* "còn 37 hồ sơ quá hạn" is some of what is left. */
    if (s.left >= end || !is_count(r, s.left) ||
        word_in(r, cue, least(end, s.left + 6), "quá hạn|trong hạn") < least(end, s.left + 6) ||
        word_in(r, cue, s.left, "tăng|giảm|khoảng") < s.left)
        return;
    s.from = s.first;
    if (sentence && token(r, r->sentences.v[sentence - 1])->paragraph == token(r, cue)->paragraph)
        s.from = r->sentences.v[sentence - 1];
    if (rest_explained(&s)) {
        r->proof->judged++;
        return;
    }
    if (!rest_of_named(&s, &c) || !claim_is_near(&c))
        return;
    r->proof->judged++;
    claim_doubt(r, &c, DOUBT_REMAINDER, s.left);
}

void proof_sums(struct reading *r)
{
    for (size_t i = 0; i < r->tokens.n; i++) {
        size_t n;

        if ((n = word_at(r, i, ALL)) != 0)
            parts_after(r, i, n, 1);
        else if ((n = word_at(r, i, SOME)) != 0)
            parts_after(r, i, n, 0);
        else if (is_punct(r, i, '('))
            parts_in_brackets(r, i);
        if (word_at(r, i, "còn|còn lại|tồn"))
            judge_rest(r, i);
    }
}
