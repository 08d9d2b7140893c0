/* "tăng 13 cuộc (37,14%) so với cùng kỳ năm 2017 (35 cuộc)", "giảm từ 24 xuống còn 20 phòng, tương ứng 16,67%",
 * "gấp 1,5 lần", "tăng 3 bậc": a change, what it is from and what it led to. */
#include "doc/proof_impl.h"

enum {
    BEHIND_VERB = 4, /* words between "tăng" and its figure */
    BEHIND_STEP = 8, /* tokens between the step and its percentage */
    BEHIND_FROM = 8  /* tokens between "từ" and its figure */
};

static const char MORE[] = "tăng|cao hơn|nhiều hơn|gấp";
static const char LESS[] = "giảm|thấp hơn|ít hơn";
static const char BECOMES[] = "lên|xuống|thành|còn|lên thành|xuống còn|lên tới|lên đến";

struct change {
    struct reading *r;
    size_t verb, first, end; /* the verb; its sentence up to the next verb or semicolon */
    size_t stop;             /* … up to the next semicolon */
    int sign;
    long step, share, times; /* tokens, NOTHING where not stated; a step may be points, ranks, a count */
    long base, now;          /* what it is from, what it led to */
    size_t from_base, limit; /* `now` stands in [from_base, limit) or in the sentence before */
};

static enum token_type type_at(const struct reading *r, size_t i)
{
    return token(r, i)->type;
}

static int is_verb(const struct reading *r, size_t i)
{
    return (word_at(r, i, MORE) || word_at(r, i, LESS)) &&
           !word_at(r, i, "tăng cường|giảm nghèo|giảm bớt|giảm thiểu|giảm phiền|giảm tải|tăng trưởng");
}

static size_t change_end(const struct reading *r, size_t verb, int verbs)
{
    size_t end = sentence_end(r, token(r, verb)->sentence), i;

    for (i = verb + 1; i < end; i++)
        if ((verbs && is_verb(r, i) && !word_at(r, i - 1, "tăng|giảm|tương ứng|tương đương")) ||
            (is_punct(r, i, ';') && token(r, i)->depth <= token(r, verb)->depth))
            break;
    return i;
}

/* The first number of the type in [from, to); `like`: of that number's kind. */
static long find(const struct reading *r, size_t from, size_t to, enum token_type type, long like)
{
    for (; from < to; from++)
        if (type_at(r, from) == type && (like == NOTHING || same_kind(r, from, (size_t)like)))
            return (long)from;
    return NOTHING;
}

/* "tăng 13 cuộc (37,14%)", "giảm 4 cơ quan, tương ứng 16,67%" */
static void read_share(struct change *c)
{
    const struct reading *r = c->r;
    size_t step = (size_t)c->step, end = least(c->end, number(r, step)->behind + BEHIND_STEP);

    for (size_t i = number(r, step)->behind; i < end; i++) {
        if (word_at(r, i, "so với"))
            return;
        if (type_at(r, i) == TOKEN_PERCENT) {
            if (is_punct(r, i - 1, '(') || word_in(r, step, i, "tương ứng|tương đương|hay|bằng|tức|đạt") < i)
                c->share = (long)i;
            return;
        }
        if (type_at(r, i) == TOKEN_COUNT)
            return;
    }
}

static void read_figures(struct change *c)
{
    const struct reading *r = c->r;
    size_t near = least(c->end, c->verb + 2 + BEHIND_VERB);

    c->step = c->share = c->times = c->base = c->now = NOTHING;
    for (size_t i = c->verb + 1; i < near; i++) {
        enum token_type type = type_at(r, i);

        if (word_at(r, i, "so với|từ") || type == TOKEN_FRACTION || is_punct(r, i, '('))
            break;
        if (type == TOKEN_COUNT || type == TOKEN_POINTS) {
            c->step = (long)i;
            read_share(c);
            return;
        }
        if (type == TOKEN_PERCENT || type == TOKEN_TIMES) {
            if (type == TOKEN_PERCENT)
                c->share = (long)i;
            else
                c->times = (long)i;
            return;
        }
    }
    /* "cao hơn bình quân cả nước (55%) là 8 điểm phần trăm" */
    for (size_t i = c->verb + 1; i + 1 < c->end; i++)
        if (word_at(r, i, "là") && (type_at(r, i + 1) == TOKEN_POINTS || type_at(r, i + 1) == TOKEN_COUNT))
            c->step = (long)i + 1;
}

/* ---- "từ 24 xuống còn 20" ---- */

static int is_amount(const struct reading *r, size_t i)
{
    return type_at(r, i) == TOKEN_COUNT || type_at(r, i) == TOKEN_PERCENT;
}

/* The amount behind "lên", "xuống còn" where only words stand between. */
static long becomes(const struct reading *r, size_t from, size_t end)
{
    size_t i = number(r, from)->behind, to = least(end, i + BEHIND_FROM), words = 0;

    for (; i < to; i++) {
        size_t n = word_at(r, i, BECOMES);

        words = n ? n : words;
        if (is_amount(r, i))
            return words && type_at(r, i) == type_at(r, from) && same_kind(r, i, from) ? (long)i : NOTHING;
        if (token(r, i)->n && type_at(r, i) != TOKEN_OTHER && type_at(r, i) != TOKEN_DATE)
            return NOTHING;
        if (is_punct(r, i, ';') || is_punct(r, i, '(') || is_punct(r, i, ')'))
            return NOTHING;
    }
    return NOTHING;
}

static int read_from_to(struct change *c)
{
    const struct reading *r = c->r;
    size_t from = c->first, sentence_to = sentence_end(r, token(r, c->verb)->sentence);
    long start = NOTHING, led = NOTHING;

    for (size_t i = from; i < sentence_to; i++) {
        if (!is_amount(r, i) || (long)i == c->step || (long)i == c->share)
            continue;
        /* "từ" before it, or "145 thôn thành 98 thôn" */
        if (word_in(r, i - from < BEHIND_FROM ? from : i - 4, i, "từ") == i &&
            !word_at(r, number(r, i)->behind, "thành|xuống còn|còn|xuống|lên"))
            continue;
        led = becomes(r, i, sentence_to);
        if (led == NOTHING)
            continue;
        start = (long)i;
        if (i > c->verb || i + 2 * BEHIND_STEP > c->verb) /* the nearest to the verb */
            break;
    }
    if (led == NOTHING || (c->step != NOTHING && type_at(r, (size_t)c->step) == TOKEN_POINTS &&
                           type_at(r, (size_t)start) != TOKEN_PERCENT))
        return 0;
    c->base = start;
    c->now = led;
    return 1;
}

/* ---- "so với … (35 cuộc)" ---- */

static enum token_type operand_type(const struct change *c)
{
    if (c->step == NOTHING)
        return TOKEN_COUNT;
    if (type_at(c->r, (size_t)c->step) == TOKEN_POINTS)
        return TOKEN_PERCENT;
    return number(c->r, (size_t)c->step)->kind == KIND_RANK ? TOKEN_RANK : TOKEN_COUNT;
}

static long step_kind(const struct change *c)
{
    return operand_type(c) == TOKEN_COUNT ? c->step : NOTHING;
}

static void read_base(struct change *c)
{
    const struct reading *r = c->r;
    enum token_type type = operand_type(c);
    size_t with = word_in(r, c->verb, c->end, "so với"), open, stop = c->end;

    c->from_base = c->first;
    c->limit = c->verb;
    /* "tăng 2,55 điểm và tăng 3 bậc so với năm 2016 (79,91 điểm, xếp thứ 7/12)" */
    if (with == c->end && c->end < c->stop && word_in(r, c->first, c->verb, "so với") == c->verb) {
        with = word_in(r, c->end, c->stop, "so với");
        stop = c->stop;
    }
    if (with < stop) {
        c->base = find(r, with, stop, type, step_kind(c));
        /* "cao hơn 1,05 điểm … (98,71% so với 97,66%)" */
        if (c->base != NOTHING && find(r, (size_t)c->base + 1, stop, type, c->base) != NOTHING &&
            word_in(r, (size_t)c->base, stop, "so với") < stop) {
            c->now = c->base;
            c->base = find(r, (size_t)c->now + 1, stop, type, c->now);
        }
        return;
    }
    /* "81,16% …, chưa đạt chỉ tiêu 85% (thấp hơn 3,84 điểm phần trăm)" */
    if (c->verb > c->first + 2 && is_punct(r, c->verb - 1, '(') && type == TOKEN_PERCENT &&
        type_at(r, c->verb - 2) == TOKEN_PERCENT) {
        c->base = (long)c->verb - 2;
        c->limit = c->verb - 2;
        return;
    }
    /* "gấp 3 lần năm 2024 (32 lượt)", "cao hơn bình quân (55%) là 8 điểm" */
    for (open = c->verb + 1; open + 1 < c->end; open++)
        if (is_punct(r, open, '(') && type_at(r, open + 1) == type && (long)open + 1 != c->share &&
            word_in(r, c->verb, open, "năm|kỳ|quý|tháng|bình quân|mức") < open) {
            c->base = (long)open + 1;
            return;
        }
    /* "So với cùng kỳ (35 cuộc), số cuộc kiểm tra là 48 cuộc, tăng 37,14%" */
    with = word_in(r, c->first, c->verb, "so với");
    if (with < c->verb) {
        c->base = find(r, with, c->verb, type, step_kind(c));
        c->from_base = c->base == NOTHING ? c->first : (size_t)c->base + 1;
        return;
    }
    /* "48 phản ánh (cùng kỳ năm 2024: 40), tăng 20%" */
    for (open = c->first; open < c->verb; open++)
        if (is_punct(r, open, '(') &&
            word_in(r, open, c->verb, "cùng kỳ|kỳ trước|năm|tháng|quý") < least(c->verb, open + 4)) {
            c->base = find(r, open, c->verb, type, step_kind(c));
            c->limit = open;
        }
}

/* ---- judging ---- */

static void step_claim(const struct change *c, struct claim *out)
{
    const struct reading *r = c->r;
    size_t now = (size_t)c->now, base = (size_t)c->base;

    *out = (struct claim){.kind = CLAIM_STEP, .sign = c->sign};
    if (type_at(r, now) == TOKEN_RANK) { /* the first place is the best */
        now = (size_t)c->base;
        base = (size_t)c->now;
    }
    claim_add(out, r, now);
    claim_add(out, r, base);
    claim_add(out, r, (size_t)c->step);
}

static void share_claim(const struct change *c, struct claim *out)
{
    *out = (struct claim){.kind = c->times != NOTHING ? CLAIM_TIMES : CLAIM_CHANGE, .sign = c->sign};
    if (c->base == NOTHING)
        out->kind = CLAIM_RELATIVE;
    claim_add(out, c->r, (size_t)c->now);
    claim_add(out, c->r, (size_t)(c->base == NOTHING ? c->step : c->base));
    claim_add(out, c->r, (size_t)(c->times != NOTHING ? c->times : c->share));
}

static int has_share(const struct change *c)
{
    return c->share != NOTHING || c->times != NOTHING;
}

/* The better of what the figures say of c->now. */
static enum likeness best_likeness(const struct change *c)
{
    enum likeness best = FAR, one;
    struct claim claim;

    if (c->step != NOTHING && c->base != NOTHING) {
        step_claim(c, &claim);
        best = claim_likeness(&claim);
    }
    if (has_share(c)) {
        share_claim(c, &claim);
        one = claim_likeness(&claim);
        best = one > best ? one : best;
    }
    return best;
}

static int fits_now(const struct change *c, size_t i)
{
    const struct reading *r = c->r;
    long other = c->base != NOTHING ? c->base : c->step;
    enum token_type type = c->base != NOTHING ? type_at(r, (size_t)c->base) : TOKEN_COUNT;

    if ((long)i == c->base || (long)i == c->step || (long)i == c->share || type_at(r, i) != type)
        return 0;
    return type != TOKEN_COUNT || other == NOTHING || same_kind(r, i, (size_t)other);
}

static int any_fits(const struct change *c)
{
    for (size_t i = c->from_base; i < c->limit; i++)
        if (fits_now(c, i))
            return 1;
    return 0;
}

/* What the change led to stands before it: one that fits, else the nearest. Returns how sure that is. */
static int find_now(struct change *c)
{
    struct reading *r = c->r;
    size_t sentence = token(r, c->verb)->sentence, from = c->from_base;
    long nearest = NOTHING, typo = NOTHING;

    /* "24 cuộc …; so với năm 2010 (30 cuộc) giảm 20%" */
    if (!any_fits(c))
        from = c->from_base = c->first;
    if (sentence && c->from_base == c->first &&
        token(r, sentence_first(r, sentence - 1))->paragraph == token(r, c->verb)->paragraph)
        from = sentence_first(r, sentence - 1);
    for (size_t i = c->limit; i-- > from;) {
        if (!fits_now(c, i))
            continue;
        c->now = (long)i;
        if (best_likeness(c) == RIGHT)
            return 2;
        if (typo == NOTHING && i >= c->first && best_likeness(c) == TYPO)
            typo = (long)i;
        if (nearest == NOTHING && (i >= c->first || same_noun(r, i, (size_t)(c->base != NOTHING ? c->base : c->step))))
            nearest = (long)i;
    }
    c->now = nearest;
    if (nearest == NOTHING)
        return 0;
    if ((size_t)nearest < c->first)
        return 0;
    c->now = best_likeness(c) < NEAR && typo != NOTHING ? typo : nearest;
    if (c->now != nearest)
        return 0;
    return c->base != NOTHING &&
           (same_noun(r, (size_t)nearest, (size_t)c->base) || type_at(r, (size_t)nearest) != TOKEN_COUNT);
}

static void judge_claim(struct change *c, const struct claim *claim, size_t figure, int sure)
{
    enum likeness like = claim_likeness(claim);

    if (like == RIGHT || (is_vague(c->r, figure) && !word_before(c->r, figure, "cao hơn|thấp hơn|nhiều hơn|ít hơn"))) {
        c->r->proof->judged++;
        return;
    }
    if (!sure && like == FAR)
        return;
    c->r->proof->judged++;
    claim_doubt(c->r, claim, DOUBT_CHANGE, figure);
}

static void judge_figures(struct change *c, int sure)
{
    struct claim claim;

    if (c->now == NOTHING)
        return;
    if (c->step != NOTHING && c->base != NOTHING) {
        step_claim(c, &claim);
        judge_claim(c, &claim, (size_t)c->step, sure);
    }
    if (has_share(c) && (c->base != NOTHING || c->step != NOTHING)) {
        share_claim(c, &claim);
        judge_claim(c, &claim, (size_t)(c->times != NOTHING ? c->times : c->share), sure);
    }
}

/* "tăng 78 hồ sơ (6,96%) so với tháng 9 (1.120 hồ sơ)" holds or not whatever it led to. */
static void judge_alone(struct change *c)
{
    struct claim claim = {.kind = CLAIM_RATE};

    if (c->step == NOTHING || c->share == NOTHING || c->base == NOTHING || !is_count(c->r, (size_t)c->step) ||
        number(c->r, (size_t)c->share)->used >> 1 || number(c->r, (size_t)c->step)->used >> 1)
        return;
    claim_add(&claim, c->r, (size_t)c->step);
    claim_add(&claim, c->r, (size_t)c->base);
    claim_add(&claim, c->r, (size_t)c->share);
    c->r->proof->judged++;
    if (claim_likeness(&claim) == TYPO || claim_likeness(&claim) == NEAR)
        claim_doubt(c->r, &claim, DOUBT_CHANGE, (size_t)c->share);
}

static void spoken_for(struct reading *r, long i)
{
    if (i != NOTHING)
        number(r, (size_t)i)->used |= 1;
}

/* "đạt 95%, tăng 5% so với cùng kỳ (90%)": points are meant, or a change of the rate. */
static void judge_percents(struct change *c)
{
    struct reading *r = c->r;
    struct claim step = {.kind = CLAIM_STEP, .sign = c->sign}, change = {.kind = CLAIM_CHANGE, .sign = c->sign};

    if (find_now(c) == 2 || c->now == NOTHING) {
        r->proof->judged += c->now != NOTHING;
        return;
    }
    for (int i = 0; i < 3; i++) {
        size_t at = (size_t)(i == 0 ? c->now : i == 1 ? c->base : c->share);

        claim_add(&step, r, at);
        claim_add(&change, r, at);
    }
    if (claim_likeness(&change) == RIGHT || claim_likeness(&step) != TYPO || is_vague(r, (size_t)c->share))
        return;
    r->proof->judged++;
    claim_doubt(r, &step, DOUBT_CHANGE, (size_t)c->share);
}

/* Returns whether base and result were found, for the next change of the sentence. */
static int judge(struct reading *r, size_t verb, struct change *c, const struct change *last)
{
    *c = (struct change){.r = r,
                         .verb = verb,
                         .first = sentence_first(r, token(r, verb)->sentence),
                         .end = change_end(r, verb, 1),
                         .stop = change_end(r, verb, 0),
                         .sign = word_at(r, verb, LESS) ? -1 : 1};
    int from_to, sure;

    read_figures(c);
    from_to = read_from_to(c);
    if (!from_to)
        read_base(c);
    if (!from_to && c->base == NOTHING && last->base != NOTHING && last->first == c->first) {
        c->base = last->base;
        c->now = last->now;
        from_to = 1;
    }
    if (c->step == NOTHING && !has_share(c)) {
        if (from_to) { /* "tăng từ 41,7% lên 63,2%" are no shares of anything near */
            spoken_for(r, c->base);
            spoken_for(r, c->now);
        }
        return from_to;
    }
    spoken_for(r, c->share);
    if (c->base == c->step)
        c->base = NOTHING;
    if (!from_to && c->base == NOTHING && c->step == NOTHING && c->share != NOTHING) {
        size_t with = word_in(r, verb, c->end, "so với");

        c->base = with < c->end ? find(r, with, c->end, TOKEN_PERCENT, NOTHING) : NOTHING;
        if (c->base != NOTHING)
            judge_percents(c);
        spoken_for(r, c->base);
        return 0;
    }
    spoken_for(r, c->step);
    spoken_for(r, c->base);
    if (from_to || c->now != NOTHING) {
        if (type_at(r, (size_t)c->now) == TOKEN_PERCENT) {
            spoken_for(r, c->now);
            if (c->step == NOTHING)
                return 1;
        }
        judge_figures(c, 1);
        return 1;
    }
    if (c->base == NOTHING && !(c->step != NOTHING && has_share(c)))
        return 0;
    sure = find_now(c);
    judge_figures(c, sure);
    if (sure < 2)
        judge_alone(c);
    return c->now != NOTHING && c->base != NOTHING;
}

void proof_changes(struct reading *r)
{
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        struct change last = {.base = NOTHING}, c;
        size_t from, to;

        numbers_of(r, s, &from, &to);
        if (from == to)
            continue;
        for (size_t i = sentence_first(r, s); i < sentence_end(r, s); i++) {
            if (!is_verb(r, i) || (i > sentence_first(r, s) && is_verb(r, i - 1)))
                continue;
            if (judge(r, i, &c, &last))
                last = c;
        }
    }
}
