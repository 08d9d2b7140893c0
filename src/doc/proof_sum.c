/* "410 thủ tục, gồm 262 thủ tục … và 148 thủ tục …", "(kiểm tra định kỳ 15 cuộc, đột xuất 9 cuộc)", "…, tổng cộng 26
 * đơn vị": a whole and the list of its parts. */
#include <stdlib.h>
#include <string.h>

#include "doc/proof_impl.h"

/* The parts are all there is. */
static const char ALL[] = "gồm|bao gồm|gồm có|cụ thể|cụ thể là|chia ra|như sau|chia theo|phân theo|phân ra";
/* Some parts; they make the whole only where it looks so. */
static const char SOME[] = "trong đó|trong số đó";
/* What follows is said of something else. */
static const char OTHER[] =
    "so với|cùng kỳ|bình quân|trung bình|còn lại|mỗi|trong đó|trong số đó|tổng cộng|tổng số|trên tổng số|"
    "lũy kế|trong số|so sánh";
/* Parts with one of these leave nothing over. */
static const char REST_OF_ALL[] = "khác|còn lại|số còn lại";

struct list {
    struct reading *r;
    size_t whole, first, end; /* the parts stand in [first, end) */
    int sure;                 /* the text says that the parts are all there is */
    int open;                 /* something else follows in the list: it may be cut short */
    struct claim claim;
};

/* Do the names of all parts begin alike ("cấp tỉnh …, cấp huyện …"; "khối …")? */
static int are_alike(const struct list *l)
{
    const struct reading *r = l->r;
    const char *left = NULL, *right = NULL;
    int lefts = 1, rights = 1;

    for (size_t i = 1; i < l->claim.n; i++) {
        size_t t = l->claim.v[i].token, from = number(r, t)->left, behind = number(r, t)->behind;
        size_t cue = word_at(r, from, SOME);

        from += cue;
        from += from < t && word_at(r, from, "có|là|và|ở");
        lefts &= from < t && *token(r, from)->word && (!left || left == token(r, from)->word);
        left = from < t ? token(r, from)->word : left;
        rights &=
            behind < number(r, t)->right && *token(r, behind)->word && (!right || right == token(r, behind)->word);
        right = behind < number(r, t)->right ? token(r, behind)->word : right;
    }
    return l->claim.n > 2 && (lefts || rights);
}

static int has_rest(const struct list *l)
{
    for (size_t i = 1; i < l->claim.n; i++)
        if (labelled(l->r, l->claim.v[i].token, REST_OF_ALL))
            return 1;
    return 0;
}

/* "12 kế hoạch, 21 công văn, 08 quyết định và 05 thông báo": a list that is closed. */
static int is_closed(const struct list *l)
{
    const struct reading *r = l->r;
    size_t last = l->claim.v[l->claim.n - 1].token, from = l->claim.v[l->claim.n - 2].token;

    for (size_t i = number(r, from)->behind; i < last; i++)
        if (word_at(r, i, "và") && last - i <= 3)
            return l->claim.n > 3;
    return 0;
}

static int semicolon_in(const struct reading *r, size_t from, size_t to, int depth)
{
    for (; from < to; from++)
        if (token(r, from)->depth <= depth && is_punct(r, from, ';'))
            return 1;
    return 0;
}

/* The counts of the same thing at the depth of the list; brackets inside hold other figures. */
static void collect(struct list *l)
{
    const struct reading *r = l->r;
    int depth = token(r, l->first)->depth, commas = 0;

    l->claim = (struct claim){.kind = CLAIM_SUM};
    claim_add(&l->claim, r, l->whole);
    for (size_t i = l->first; i < l->end && l->claim.n < CLAIM_MAX; i++) {
        const struct token *t = token(r, i);

        if (t->depth < depth)
            break;
        if (t->depth > depth)
            continue;
        if (word_at(r, i, OTHER) || t->type == TOKEN_FRACTION || word_at(r, i, "tăng|giảm")) {
            l->open = !word_at(r, i, "tổng cộng|tổng số|trên tổng số|trong tổng số");
            break;
        }
        /* a list of commas ends with the first semicolon */
        if (is_punct(r, i, ';') && commas && l->claim.n > 2)
            break;
        if (t->type != TOKEN_COUNT || !same_kind(r, i, l->whole) || number(r, i)->kind == KIND_TIME)
            continue;
        if (l->claim.n == 2) {
            commas = !semicolon_in(r, number(r, l->claim.v[1].token)->behind, i, depth);
        }
        claim_add(&l->claim, r, i);
    }
}

/* Parts that were read up to a place; the list may go on with other things, unless it is said to be all. */
static int any_holds(struct reading *r, const struct claim *c, int from_end, int sure)
{
    for (size_t n = sure ? c->n : 3; n <= c->n; n++) {
        struct claim part = *c;

        part.n = n;
        if (from_end)
            memcpy(&part.v[1], &c->v[c->n - n + 1], (n - 1) * sizeof part.v[1]);
        if (claim_holds(&part)) {
            shares_of_parts(r, &part);
            return 1;
        }
    }
    return 0;
}

/* "có 3 người học cả hai lớp": parts that are counted twice. */
static int overlaps(const struct list *l)
{
    size_t s = token(l->r, l->whole)->sentence, end = sentence_end(l->r, s);

    return word_in(l->r, sentence_first(l->r, s), end,
                   "cả hai|cả ba|vừa|đồng thời|trùng|nhiều nội dung|nhiều lần|cùng lúc|nhiều lĩnh vực") < end;
}

/* "đủ điều kiện 274 đơn, không đủ điều kiện 44 đơn": one part has the other's name behind "không" or "chưa". */
static int are_opposites(const struct list *l)
{
    const struct reading *r = l->r;
    size_t part = l->claim.n == 3 ? l->claim.v[2].token : 0, all;
    const struct number *n = number(r, part);

    if (l->claim.n != 3)
        return 0;
    for (size_t i = n->left; i + 2 < n->right; i++)
        if (i != part && word_at(r, i, "không|chưa") && i + 2 < (i < part ? part : n->right) + 1 &&
            words_shared(r, i + 1, i + 3, l->claim.v[1].token, &all) == all && all)
            return 1;
    return 0;
}

static int is_doubtful(const struct list *l)
{
    int64_t gap = claim_gap(&l->claim), whole = l->claim.v[0].value, size = llabs(gap);
    int sure;

    for (size_t i = 0; i < l->claim.n; i++)
        for (int d = l->claim.v[0].decimals; d < l->claim.v[i].decimals && i; d++)
            size /= 10; /* the gap counts in the finest unit */
    if (l->claim.n == CLAIM_MAX)
        return 0;
    sure = l->sure || division_is_whole(l->r, &l->claim) || are_opposites(l) || (has_rest(l) && !l->open);
    if (claim_typos(&l->claim, TYPO_SWAP, NULL, NULL) && (sure || size * 3 <= whole || (gap > 0 && !l->open)))
        return 1;
    if (l->open && gap < 0)
        return 0;
    if (sure || has_rest(l) || is_closed(l))
        return size * 3 <= whole || size <= 1 || claim_typos(&l->claim, TYPO_LOST, NULL, NULL);
    if (are_alike(l) && (gap > 0 || size * 20 <= whole))
        return size * 3 <= whole;
    /* Parts that make the whole but for some three in a hundred were meant to make it. */
    return size * 100 <= 3 * whole;
}

/* "141/156 nhiệm vụ, gồm …": the parts may be of the 156. */
static int of_all_holds(const struct list *l)
{
    struct claim c = l->claim;

    if (token(l->r, l->whole)->type != TOKEN_FRACTION)
        return 0;
    c.v[0].value = number(l->r, l->whole)->den;
    return any_holds(l->r, &c, 0, l->sure);
}

static int judge(struct list *l, int from_end)
{
    struct reading *r = l->r;
    size_t all;

    if (l->claim.n < 3 || (!l->sure && overlaps(l)))
        return 0;
    if (any_holds(l->r, &l->claim, from_end, l->sure) || of_all_holds(l)) {
        r->proof->judged++;
        return 1;
    }
    for (all = l->claim.n; all >= 3; all--) { /* the longest list that looks mistyped */
        struct list part = *l;

        part.claim.n = all;
        part.sure = l->sure && all == l->claim.n;
        part.open = l->open || all < l->claim.n;
        if (from_end)
            memcpy(&part.claim.v[1], &l->claim.v[l->claim.n - all + 1], (all - 1) * sizeof part.claim.v[1]);
        if (!is_doubtful(&part))
            continue;
        if (all < l->claim.n && !claim_typos(&part.claim, TYPO_SWAP, NULL, NULL) && !are_alike(&part))
            continue;
        r->proof->judged++;
        claim_doubt(r, &part.claim, DOUBT_SUM, l->whole);
        return 1;
    }
    return 0;
}

/* The count before `i` that is divided there, of the thing that the next count is of ("33 cuộc tại 27 đơn vị, trong
 * đó …: 12 cuộc"); `i` where there is none in the sentence. */
static size_t whole_before(const struct reading *r, size_t i, size_t first)
{
    int depth = token(r, i)->depth;
    size_t part = i, end = sentence_end(r, token(r, i)->sentence);

    while (part < end && !is_count(r, part))
        part++;
    for (size_t k = i; part < end && k > first; k--) {
        const struct token *t = token(r, k - 1);

        if (t->depth > depth)
            continue;
        if ((t->type == TOKEN_COUNT || t->type == TOKEN_FRACTION) && t->n->kind != KIND_TIME &&
            same_kind(r, k - 1, part))
            return k - 1; /* of a fraction what is counted, or what it is counted of */
        if (t->type == TOKEN_FRACTION || (is_punct(r, k - 1, ';') && k < i)) /* "…; trong đó" goes on */
            break;
    }
    return i;
}

/* "tiếp nhận 16.240 hồ sơ, chiếm 70% trong tổng số 23.200 hồ sơ; trong đó …": parts of what the sentence began with. */
static int earlier_holds(const struct list *l)
{
    const struct reading *r = l->r;

    for (size_t k = number(r, l->whole)->ordinal; k-- > r->first.v[token(r, l->whole)->sentence] && l->claim.n > 2;) {
        struct list other = *l;

        if (!is_count(r, r->numbers.v[k]) || token(r, r->numbers.v[k])->depth)
            continue;
        other.claim.n = 0;
        claim_add(&other.claim, r, r->numbers.v[k]);
        other.claim.n = l->claim.n;
        if (any_holds(l->r, &other.claim, 0, 0))
            return 1;
    }
    return 0;
}

static void parts_after(struct reading *r, size_t cue, size_t words, int sure)
{
    size_t sentence = token(r, cue)->sentence, end = sentence_end(r, sentence);
    struct list l = {.r = r, .first = cue + words, .end = end, .sure = sure};

    while (l.first < end && (is_punct(r, l.first, ':') || is_punct(r, l.first, ',')))
        l.first++;
    l.whole = whole_before(r, cue, sentence_first(r, sentence));
    /* "Tổng số … 5.126 hồ sơ. Trong đó: trực tuyến …" */
    if (l.whole == cue && cue == sentence_first(r, sentence) && sentence &&
        token(r, sentence_first(r, sentence - 1))->paragraph + 1 >= token(r, cue)->paragraph)
        l.whole = whole_before(r, cue, sentence_first(r, sentence - 1));
    if (l.whole == cue || l.first >= end)
        return;
    collect(&l);
    if (earlier_holds(&l))
        r->proof->judged++;
    else
        judge(&l, 0);
}

/* "2.005 hồ sơ (trong hạn: 1.968; quá hạn: 37)", "Tổng số phản ánh: 67 (…)" */
static void parts_in_brackets(struct reading *r, size_t bracket)
{
    size_t sentence = token(r, bracket)->sentence, end = sentence_end(r, sentence);
    struct list l = {.r = r, .first = bracket + 1, .end = bracket + 1};

    while (l.end < end && token(r, l.end)->depth > token(r, bracket)->depth)
        l.end++;
    if (l.first == l.end || word_in(r, l.first, l.end, "cùng kỳ|so với|trong đó") < l.end)
        return;
    l.whole = whole_before(r, bracket, sentence_first(r, sentence));
    if (l.whole == bracket || word_in(r, number(r, l.whole)->behind, bracket, "trong đó") < bracket)
        return;
    collect(&l);
    judge(&l, 0);
}

/* "389 lượt: lý luận chính trị 64 lượt, …"; "Trong số 73 hồ sơ quá hạn: …" */
static void parts_after_colon(struct reading *r, size_t colon)
{
    size_t sentence = token(r, colon)->sentence, first = sentence_first(r, sentence), k = colon;

    /* the count stands in the words before, no other colon or comma between */
    while (k > first && !is_punct(r, k - 1, ':') && !is_punct(r, k - 1, ';') && !is_count(r, k - 1))
        k--;
    if (k == first || !is_count(r, k - 1) || token(r, k - 1)->depth != token(r, colon)->depth ||
        word_in(r, k, colon, ALL) < colon || word_in(r, k, colon, SOME) < colon)
        return;
    parts_after(r, colon, 1, 1);
}

/* "Trong 60 công chức có 45 …, 30 …" */
static void parts_of_said(struct reading *r, size_t cue)
{
    size_t end = sentence_end(r, token(r, cue)->sentence), i = cue + 1;

    while (i < end && i <= cue + 3 && !is_count(r, i))
        i++;
    if (i < end && is_count(r, i) && number(r, i)->behind < end) {
        struct list l = {.r = r, .whole = i, .first = number(r, i)->behind, .end = end};

        collect(&l);
        l.open = 1;
        judge(&l, 0);
    }
}

/* "14 phường và 12 phòng, tổng cộng 26 đơn vị"; "1.120 …, 874 …, 06 hồ sơ trên tổng số 2.000 hồ sơ" */
static void parts_before(struct reading *r, size_t cue, size_t words, int sure)
{
    size_t sentence = token(r, cue)->sentence, first = sentence_first(r, sentence), i = cue + words;
    struct list l = {.r = r, .sure = sure, .open = !sure, .claim = {.kind = CLAIM_SUM}};
    size_t parts[CLAIM_MAX], n = 0;

    while (i < sentence_end(r, sentence) && i <= cue + words + 8 && !is_count(r, i) && !is_punct(r, i, ';') &&
           !is_punct(r, i, ','))
        i++;
    if (i >= sentence_end(r, sentence) || !is_count(r, i))
        return;
    l.whole = i;
    for (size_t k = cue; k-- > first && n < CLAIM_MAX - 1;) {
        if (token(r, k)->depth > token(r, cue)->depth)
            continue;
        if (token(r, k)->type == TOKEN_FRACTION || word_at(r, k, "tăng|giảm"))
            break;
        if (is_count(r, k) && same_kind(r, k, i) && number(r, k)->kind != KIND_TIME)
            parts[n++] = k;
    }
    claim_add(&l.claim, r, i);
    while (n--)
        claim_add(&l.claim, r, parts[n]);
    judge(&l, 1);
}

/* "rà soát được 96 TTHC, đề nghị bãi bỏ 7 TTHC, sửa đổi 22 TTHC, giữ nguyên 67 TTHC": a sentence of one noun. */
static void parts_of_sentence(struct reading *r, size_t from, size_t to)
{
    struct list l = {.r = r, .claim = {.kind = CLAIM_SUM}};

    if (to - from < 3 || to - from > CLAIM_MAX)
        return;
    for (size_t k = from; k < to; k++) {
        size_t i = r->numbers.v[k];

        if (!is_count(r, i) || token(r, i)->depth || (k > from && !same_noun(r, i, r->numbers.v[from])))
            return;
        claim_add(&l.claim, r, i);
    }
    l.whole = r->numbers.v[from];
    if (claim_holds(&l.claim))
        r->proof->judged++;
    else if (claim_typos(&l.claim, TYPO_SWAP, NULL, NULL) &&
             llabs(claim_gap(&l.claim)) * (to - from > 3 ? 3 : 10) <= l.claim.v[0].value) {
        r->proof->judged++;
        claim_doubt(r, &l.claim, DOUBT_SUM, l.whole);
    }
}

void proof_sums(struct reading *r)
{
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        size_t from, to;

        numbers_of(r, s, &from, &to);
        if (to - from < 2)
            continue;
        parts_of_sentence(r, from, to);
        for (size_t i = sentence_first(r, s); i < sentence_end(r, s); i++) {
            size_t n;

            if (is_punct(r, i, '('))
                parts_in_brackets(r, i);
            else if (is_punct(r, i, ':'))
                parts_after_colon(r, i);
            else if ((n = word_at(r, i, ALL)) != 0)
                parts_after(r, i, n, 1);
            else if ((n = word_at(r, i, SOME)) != 0)
                parts_after(r, i, n, 0);
            else if (word_at(r, i, "trong tổng số|trong số|trong") && i == sentence_first(r, s))
                parts_of_said(r, i);
            else if ((n = word_at(r, i, "tổng cộng|tất cả")) != 0)
                parts_before(r, i, n, 1);
            else if ((n = word_at(r, i, "tổng số|trên tổng số|trong tổng số|tổng")) != 0) {
                parts_before(r, i, n, 0);
                i += n - 1;
            }
        }
    }
}
