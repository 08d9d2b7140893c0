/* "12/21 nhiệm vụ, đạt 57,14%"; "tiếp nhận 610 đơn, giải quyết 442 đơn, đạt 72,46%"; "chiếm 22,33% số văn bản": a
 * share, what it is a share of, and of how many. */
#include "doc/proof_impl.h"

enum {
    WHOLES_MAX = 16, /* candidates for the whole */
    FIT_MIN = 2      /* words that name the whole and its share alike */
};

/* Words that tie a share to the number before it. */
static const char CUES[] = "đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương|tương ứng|tức|hay|là|ước đạt";
/* Words between a number and its share that do not make it the share of something else. */
static const char FILLERS[] =
    "đạt|chiếm|tỷ lệ|tỉ lệ|bằng|tương đương|tương ứng|với|tức|hay|là|khoảng|gần|trên|hơn|và|được|đã|xong|ở mức|mức|kết "
    "quả|"
    "đều|thì|trong kỳ|tổng số|số|cả|thế|này|đó|quy ra|tính ra|như vậy|chung|ước|vượt|chỉ|có|mới|trung bình|bình quân";
/* A share with one of these is a target, not a result. */
static const char TARGETS[] = "phấn đấu|chỉ tiêu|mục tiêu|yêu cầu|dự kiến|tối thiểu|phải|ít nhất|kế hoạch đề ra|chỉ "
                              "tiêu kế hoạch|giao|ngưỡng|quy định";
struct share {
    struct reading *r;
    size_t at, first, end;         /* the percentage; its sentence */
    size_t number_from, number_to; /* the numbers it may be made of, in reading.numbers */
    long near;                     /* the number it is said of */
    int direct;                    /* nothing but words that tie them together stands between */
};

struct wholes {
    struct {
        size_t token;
        int sure; /* 2: said in so many words; 1: by its words; 0: possible */
    } v[WHOLES_MAX];
    size_t n;
};

static enum token_type type_at(const struct reading *r, size_t i)
{
    return token(r, i)->type;
}

/* ---- what the share is said of ---- */

/* The words from the last comma or bracket before the share tie it to what stands before, or name that again. */
static int is_direct(const struct share *s, size_t near)
{
    const struct reading *r = s->r;
    size_t from = number(r, near)->behind, all;
    int depth = token(r, s->at)->depth, cue = 0, comma = 0;

    for (size_t i = from; i < s->at; i++)
        if ((is_punct(r, i, ',') && token(r, i)->depth <= depth) ||
            (is_punct(r, i, '(') && token(r, i)->depth < depth) || is_punct(r, i, '=')) {
            from = i + 1;
            comma = 1;
        }
    for (size_t i = comma ? from : s->at; i < s->at;) {
        size_t n = word_at(r, i, FILLERS);

        if (!n && type_at(r, i) == TOKEN_WORD)
            return words_shared(r, from, s->at, near, &all) == all && all && word_in(r, from, s->at, CUES) < s->at;
        i += n ? n : 1;
    }
    /* ", 100% trước hạn" says how many of these, not of which these are */
    if (comma)
        return word_in(r, from, s->at, CUES) < s->at || is_punct(r, from - 1, '(') || is_punct(r, from - 1, '=');
    /* "có 343 người hài lòng đạt 98%" */
    for (size_t i = from; i < s->at && !cue; i++)
        if (word_at(r, i, CUES)) {
            cue = 1;
            for (size_t k = i; k < s->at;) {
                size_t n = word_at(r, k, FILLERS);

                cue &= n || type_at(r, k) != TOKEN_WORD;
                k += n ? n : 1;
            }
        }
    return cue;
}

/* The number before the share; brackets between are passed over. */
static void find_near(struct share *s)
{
    const struct reading *r = s->r;
    size_t k = number(r, s->at)->ordinal, first = r->first.v[token(r, s->at)->sentence];
    int depth = token(r, s->at)->depth;

    s->near = NOTHING;
    while (k-- > first) {
        size_t i = r->numbers.v[k];

        if (token(r, i)->depth > depth || (type_at(r, i) == TOKEN_PERCENT && is_vague(r, i)))
            continue;
        for (size_t p = i; p < s->at; p++)
            if (is_punct(r, p, ';') && token(r, p)->depth <= depth)
                return;
        s->near = (long)i;
        s->direct = is_direct(s, i);
        return;
    }
}

static int is_target(const struct share *s)
{
    const struct reading *r = s->r;
    size_t from = number(r, s->at)->left;

    for (size_t i = from; i < s->at; i++)
        if (is_punct(r, i, ','))
            from = i;
    return word_in(r, from, s->at, TARGETS) < s->at;
}

/* ---- fractions ---- */

static void fraction_claim(const struct share *s, size_t fraction, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_RATE};
    claim_add(c, s->r, fraction);
    claim_add_den(c, s->r, fraction);
    claim_add(c, s->r, s->at);
}

static int fraction_is_right(const struct share *s, size_t fraction)
{
    struct claim c;

    fraction_claim(s, fraction, &c);
    return claim_holds(&c);
}

/* "57,14% (12/21 nhiệm vụ)", "100% đơn vị đã được kiểm tra (28/29 đơn vị)" */
static long fraction_behind(const struct share *s)
{
    const struct reading *r = s->r;
    size_t k = number(r, s->at)->ordinal + 1, i;

    if (k >= r->first.v[token(r, s->at)->sentence + 1])
        return NOTHING;
    i = r->numbers.v[k];
    if (type_at(r, i) != TOKEN_FRACTION)
        return NOTHING;
    for (size_t p = s->at + 1; p < i; p++)
        if (is_punct(r, p, ';') || is_punct(r, p, ')') ||
            (is_punct(r, p, ',') && !word_in(r, p, i, "tương ứng|tương đương|tức|hay|cụ thể")))
            return NOTHING;
    if (is_punct(r, i - 1, '(') || (i >= 2 && is_punct(r, i - 2, '(')) || is_punct(r, i - 1, '=') ||
        word_before(r, i, "tương ứng|tương ứng với|tương đương|tức|tức là|hay|hay là"))
        return (long)i;
    return NOTHING;
}

static int doubt_or_pass(struct share *s, const struct claim *c)
{
    s->r->proof->judged++;
    if (!is_vague(s->r, s->at))
        claim_doubt(s->r, c, DOUBT_RATE, s->at);
    return 1;
}

static int judge_fraction(struct share *s)
{
    struct reading *r = s->r;
    long behind = fraction_behind(s);
    long before = s->near != NOTHING && type_at(r, (size_t)s->near) == TOKEN_FRACTION ? s->near : NOTHING;
    struct claim c;

    if (behind == NOTHING && before == NOTHING)
        return 0;
    if ((behind != NOTHING && fraction_is_right(s, (size_t)behind)) ||
        (before != NOTHING && fraction_is_right(s, (size_t)before))) {
        r->proof->judged++;
        return 1;
    }
    for (size_t k = s->number_from; k < s->number_to; k++) { /* "… lần lượt 92,31% và 91,67%" */
        size_t i = r->numbers.v[k];

        if (type_at(r, i) == TOKEN_FRACTION && token(r, i)->sentence == token(r, s->at)->sentence &&
            fraction_is_right(s, i))
            return r->proof->judged++, 1;
    }
    if (behind != NOTHING) {
        fraction_claim(s, (size_t)behind, &c);
        return doubt_or_pass(s, &c);
    }
    fraction_claim(s, (size_t)before, &c);
    return s->direct ? doubt_or_pass(s, &c) : 0;
}

/* ---- shares of counts ---- */

static void whole_add(struct wholes *w, size_t i, int sure)
{
    for (size_t k = 0; k < w->n; k++)
        if (w->v[k].token == i) {
            w->v[k].sure = sure > w->v[k].sure ? sure : w->v[k].sure;
            return;
        }
    if (w->n < WHOLES_MAX) {
        w->v[w->n].token = i;
        w->v[w->n++].sure = sure;
    }
}

static const char OF_ALL[] = "trên tổng số|trong tổng số|trong số|trên số|trên tổng|tổng số|trong|trên|trên tổng cộng";

static int could_be_whole(const struct reading *r, size_t i, size_t part)
{
    return i != part && is_count(r, i) && same_kind(r, i, part);
}

/* "chiếm 51,05% trên tổng số 389 thủ tục", "đạt 60% kế hoạch năm (30 đơn vị)" */
static long whole_behind(const struct share *s, size_t part)
{
    const struct reading *r = s->r;
    size_t k = number(r, s->at)->ordinal + 1, i;

    if (k >= r->first.v[token(r, s->at)->sentence + 1])
        return NOTHING;
    i = r->numbers.v[k];
    if (!could_be_whole(r, i, part))
        return NOTHING;
    for (size_t p = s->at + 1; p < i; p++)
        if (is_punct(r, p, ';') || is_punct(r, p, ',') || is_punct(r, p, ')') || (is_punct(r, p, '(') && p + 1 < i) ||
            word_at(r, p, "và|còn|đang|trong khi"))
            return NOTHING;
    if (word_at(r, s->at + 1, OF_ALL) || word_at(r, s->at + 1, "số|của|so với tổng số"))
        return (long)i;
    return is_punct(r, i - 1, '(') && i > s->at + 2 ? (long)i : NOTHING;
}

static void count_claim(const struct share *s, size_t part, size_t whole, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_RATE};
    claim_add(c, s->r, part);
    claim_add(c, s->r, whole);
    claim_add(c, s->r, s->at);
}

static int is_right(const struct share *s, size_t part, size_t whole)
{
    struct claim c;

    count_claim(s, part, whole, &c);
    return claim_holds(&c);
}

/* "chiếm 22,33% số văn bản được rà soát": the number that these words name; of several the one that makes the share,
 * else the nearest. */
static long whole_named(const struct share *s, size_t part)
{
    const struct reading *r = s->r;
    size_t to = s->at + 1, best = 0, all;
    long found = NOTHING;

    if (!word_at(r, to, "số|tổng số|trên|trong|của|kế hoạch|dự toán|chỉ tiêu|so với"))
        return NOTHING;
    while (to < s->end && type_at(r, to) == TOKEN_WORD)
        to++;
    for (size_t k = s->number_from; k < s->number_to; k++) {
        size_t i = r->numbers.v[k], n;

        if (!could_be_whole(r, i, part))
            continue;
        n = words_shared(r, s->at + 1, to, i, &all);
        if (n * FIT_MIN < all || n < best || !n)
            continue;
        if (n == best && is_right(s, part, (size_t)found))
            continue;
        found = (long)i;
        best = n;
    }
    return found;
}

static const char TAKEN_IN[] =
    "tiếp nhận|nhận|được giao|giao|đề ra|phải giải quyết|phải|kế hoạch|dự toán|phát ra|đăng ký|"
    "tổng số|tổng|toàn|có|thu về|nộp|lấy ý kiến|khảo sát|rà soát|phát hiện|chỉ tiêu|chuyển đến|"
    "biên chế";
static const char DONE[] = "giải quyết|hoàn thành|xử lý|trả|giải ngân|thực hiện|hòa giải|thành công|khắc phục|tuyển|có "
                           "mặt|đúng hạn|trực tuyến|"
                           "hài lòng|trong đó|đã|thu về|số hóa|đạt";

/* All that the part may be a part of, the likeliest first. */
static void find_wholes(const struct share *s, size_t part, struct wholes *w)
{
    const struct reading *r = s->r;
    size_t own = number(r, part)->ordinal;

    w->n = 0;
    for (size_t k = own; k-- > s->number_from;) {
        size_t i = r->numbers.v[k];
        int here = token(r, i)->sentence == token(r, part)->sentence;

        if (!could_be_whole(r, i, part) || (token(r, i)->depth > token(r, part)->depth))
            continue;
        if (here && is_said_whole(r, i))
            whole_add(w, i, 1);
        else
            whole_add(w, i,
                      labelled(r, i, TAKEN_IN) && labelled(r, part, DONE) &&
                          number(r, i)->value >= number(r, part)->value);
    }
    /* "745 hồ sơ (66,64%), 364 hồ sơ (32,56%) trong tổng số 1.118 hồ sơ" */
    for (size_t k = own + 1; k < s->number_to; k++)
        if (could_be_whole(r, r->numbers.v[k], part) && is_said_whole(r, r->numbers.v[k]) && r->numbers.v[k] > s->at)
            whole_add(w, r->numbers.v[k], 1);
}

/* The whole is said in so many words: nothing else can be meant. */
static int judge_said(struct share *s, size_t part, size_t whole)
{
    struct claim c;

    count_claim(s, part, whole, &c);
    if (claim_holds(&c)) {
        s->r->proof->judged++;
        return 1;
    }
    return doubt_or_pass(s, &c);
}

/* Two parts together, or a fraction anywhere in the sentence, make the share. */
static int is_explained(const struct share *s, size_t part, const struct wholes *w)
{
    const struct reading *r = s->r;
    struct claim c;

    for (size_t k = s->number_from; k < s->number_to; k++) {
        size_t i = r->numbers.v[k];

        if (type_at(r, i) == TOKEN_FRACTION && fraction_is_right(s, i))
            return 1;
        if (i >= s->at || i == part || !is_count(r, i) || !same_kind(r, i, part) ||
            token(r, i)->sentence != token(r, part)->sentence)
            continue;
        for (size_t l = 0; l < w->n; l++) {
            if (w->v[l].token == i)
                continue;
            count_claim(s, part, w->v[l].token, &c);
            if (c.v[0].decimals == number(r, i)->decimals)
                c.v[0].value += number(r, i)->value;
            if (claim_holds(&c))
                return 1;
        }
    }
    return 0;
}

static void judge_part(struct share *s, size_t part)
{
    struct reading *r = s->r;
    struct wholes w;
    struct claim c, best = {.n = 0};
    enum likeness like, best_like = FAR;
    int best_sure = -1, named;
    long said = whole_behind(s, part);

    if (said != NOTHING) {
        judge_said(s, part, (size_t)said);
        return;
    }
    said = whole_named(s, part);
    named = word_at(r, s->at + 1, "số|tổng số|trên|trong|của|so với") != 0;
    if (said != NOTHING) {
        count_claim(s, part, (size_t)said, &c);
        if (claim_likeness(&c) != FAR) {
            judge_said(s, part, (size_t)said);
            return;
        }
    }
    find_wholes(s, part, &w);
    for (size_t i = 0; i < w.n; i++)
        if (is_right(s, part, w.v[i].token)) {
            r->proof->judged++;
            return;
        }
    if (is_explained(s, part, &w)) {
        r->proof->judged++;
        return;
    }
    for (size_t i = 0; i < w.n; i++) {
        int sure = w.v[i].sure;

        count_claim(s, part, w.v[i].token, &c);
        like = claim_likeness(&c);
        if (like > best_like || (like == best_like && sure > best_sure)) {
            best = c;
            best_like = like;
            best_sure = sure;
        }
    }
    if (!best.n || (best_like == FAR && best_sure < 1))
        return;
    /* From another sentence, or beside words that name another whole, only what looks mistyped. */
    if (token(r, best.v[1].token)->sentence != token(r, part)->sentence && best_like != TYPO &&
        (best_sure < 1 || best_like == FAR))
        return;
    if (named && best_like != TYPO)
        return;
    doubt_or_pass(s, &best);
}

/* "442 đơn trên tổng số 610 đơn, đạt 72,46%", "1.240 triệu đồng/1.550 triệu đồng": the number at hand is the whole. */
static int judge_pair(struct share *s)
{
    const struct reading *r = s->r;
    size_t whole = (size_t)s->near, k = number(r, whole)->ordinal, part;

    if (!is_said_whole(r, whole) || k <= r->first.v[token(r, whole)->sentence])
        return 0;
    part = r->numbers.v[k - 1];
    for (size_t p = part; p < whole; p++)
        if (is_punct(r, p, ';'))
            return 0;
    if (!could_be_whole(r, whole, part) || token(r, part)->depth != token(r, whole)->depth)
        return 0;
    return judge_said(s, part, whole);
}

/* "Tỷ lệ hồ sơ trực tuyến đạt 87%, trong đó trực tuyến 1.402 hồ sơ trên tổng số 1.612 hồ sơ"; "57,14% (12 nhiệm vụ)" */
static int judge_behind(struct share *s)
{
    const struct reading *r = s->r;
    size_t k = number(r, s->at)->ordinal + 1, last = r->first.v[token(r, s->at)->sentence + 1], part, whole, all,
           shared;

    if (k >= last)
        return 0;
    part = r->numbers.v[k];
    if (!is_count(r, part))
        return 0;
    if (is_punct(r, part - 1, '(') && part == s->at + 2 && s->near == NOTHING) {
        judge_part(s, part);
        return 1;
    }
    if (k + 1 >= last)
        return 0;
    whole = r->numbers.v[k + 1];
    if (!could_be_whole(r, whole, part) || !is_said_whole(r, whole))
        return 0;
    if (is_right(s, part, whole)) {
        s->r->proof->judged++;
        return 1;
    }
    for (size_t p = s->at; p < whole; p++)
        if (is_punct(r, p, ';'))
            return 0;
    shared = words_shared(r, number(r, s->at)->left, s->at, part, &all);
    return shared && shared * FIT_MIN >= all ? judge_said(s, part, whole) : 0;
}

/* "giải quyết 1.706 hồ sơ (đúng hạn 1.604 hồ sơ, quá hạn 102 hồ sơ), tỷ lệ đúng hạn 94,02%": the one count before that
 * has the name of the share. */
static int judge_named(struct share *s)
{
    const struct reading *r = s->r;
    size_t first = r->first.v[token(r, s->at)->sentence], all, from = number(r, s->at)->left;
    long part = NOTHING;
    struct wholes w;
    struct claim c;

    for (size_t k = number(r, s->at)->ordinal; k-- > first;) {
        size_t i = r->numbers.v[k];

        if (!is_count(r, i) || words_shared(r, from, s->at, i, &all) != all || all < FIT_MIN)
            continue;
        if (part != NOTHING)
            return 0;
        part = (long)i;
    }
    if (part == NOTHING)
        return 0;
    find_wholes(s, (size_t)part, &w);
    if (is_explained(s, (size_t)part, &w))
        return 1;
    for (size_t i = 0; i < w.n; i++)
        if (is_right(s, (size_t)part, w.v[i].token))
            return 1;
    for (size_t i = 0; i < w.n; i++) {
        count_claim(s, (size_t)part, w.v[i].token, &c);
        if (token(r, w.v[i].token)->sentence == token(r, s->at)->sentence && claim_likeness(&c) == TYPO)
            return doubt_or_pass(s, &c);
    }
    return 0;
}

static void judge(struct reading *r, size_t at)
{
    size_t sentence = token(r, at)->sentence;
    struct share s = {.r = r, .at = at, .first = sentence_first(r, sentence), .end = sentence_end(r, sentence)};

    if (is_target(&s))
        return;
    s.number_from = r->first.v[context_of(r, sentence)];
    s.number_to = r->first.v[sentence + 1];
    if (s.number_to - s.number_from > 2 * NUMBERS_MAX)
        s.number_from = r->first.v[sentence];
    find_near(&s);
    if (judge_fraction(&s) || (!(s.near != NOTHING && s.direct) && (judge_behind(&s) || judge_named(&s))))
        return;
    if (s.near == NOTHING || !s.direct || !is_count(r, (size_t)s.near) || number(r, (size_t)s.near)->kind == KIND_TIME)
        return;
    if (!judge_pair(&s))
        judge_part(&s, (size_t)s.near);
}

/* The share that stands behind a part, before the next number. */
static int share_of(const struct reading *r, const struct claim *sum, size_t i, struct claim *c)
{
    size_t part = sum->v[i].token, k = number(r, part)->ordinal + 1, at;

    if (k >= r->first.v[token(r, part)->sentence + 1] || !is_count(r, part))
        return 0;
    at = r->numbers.v[k];
    if (type_at(r, at) != TOKEN_PERCENT || number(r, at)->used || is_vague(r, at) ||
        word_at(r, at + 1, "số|tổng số|trên|trong|của|so với"))
        return 0;
    *c = (struct claim){.kind = CLAIM_RATE};
    claim_add(c, r, part);
    claim_add(c, r, sum->v[0].token);
    c->v[1].value = sum->v[0].value;
    claim_add(c, r, at);
    return 1;
}

void shares_of_parts(struct reading *r, const struct claim *sum)
{
    struct claim c;
    int right = 0;

    for (size_t i = 1; i < sum->n; i++)
        right += share_of(r, sum, i, &c) && claim_holds(&c);
    for (size_t i = 1; i < sum->n && right; i++)
        if (share_of(r, sum, i, &c) && !claim_holds(&c) && claim_likeness(&c) != FAR) {
            r->proof->judged++;
            claim_doubt(r, &c, DOUBT_RATE, c.v[2].token);
        }
}

void proof_rates(struct reading *r)
{
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        size_t from, to;

        for (numbers_of(r, s, &from, &to); from < to; from++)
            if (type_at(r, r->numbers.v[from]) == TOKEN_PERCENT && !(number(r, r->numbers.v[from])->used & 1))
                judge(r, r->numbers.v[from]);
    }
}
