/* Parts whose names leave nothing over, wherever they stand in a sentence: "trước hạn", "đúng hạn", "quá hạn";
 * "hoàn thành", "đang thực hiện"; "trực tuyến", "trực tiếp". They make the whole, and their shares make 100 %. */
#include <stdlib.h>

#include "doc/proof_impl.h"

enum { PARTS_MAX = 4 };

#define ON_TIME "đúng hạn|đúng thời hạn|trước và đúng hạn|đúng và trước hạn"
#define EARLY "trước hạn|trước thời hạn"
#define LATE "quá hạn|trễ hạn|chậm hạn|trễ hẹn|quá thời hạn"

struct division {
    const char *part[PARTS_MAX]; /* a later name is looked for only where no earlier one stands */
    const char *whole;           /* words that the whole may have */
    const char *never;           /* … must not have; NULL: any */
    int optional;                /* the last part may be missing */
    int up_to;                   /* the parts may be less than the whole */
};

static const struct division divisions[] = {
    {.part = {LATE, ON_TIME, EARLY},
     .whole = "giải quyết|tổng số|trả|hoàn thành|trong|trên|xử lý",
     .never = "tiếp nhận|nhận|nộp",
     .optional = 1},
    {.part = {LATE, "trong hạn|chưa đến hạn|còn hạn"}, .whole = "đang|còn|tồn|tổng số|chưa", .never = "tiếp nhận|đã"},
    {.part = {"chưa hoàn thành|đang thực hiện|đang triển khai|chưa thực hiện|chưa triển khai|đang dự thảo",
              "hoàn thành|đã thực hiện"},
     .whole = "nhiệm vụ|tổng số|giao|đề ra|kế hoạch"},
    {.part = {"một phần", "toàn trình", "cung cấp thông tin"},
     .whole = "tổng số|trực tuyến|thủ tục|tthc",
     .optional = 1},
    {.part = {"trực tiếp", "trực tuyến|qua mạng", "bưu chính"}, .whole = "tiếp nhận|nhận|tổng số|hồ sơ", .optional = 1},
    {.part = {"đột xuất", "định kỳ|theo kế hoạch"}, .whole = "cuộc|kiểm tra|tổng số"},
    {.part = {"hợp đồng|lao động", "công chức|biên chế", "viên chức"}, .whole = "người|tổng số|có", .optional = 1},
    {.part = {"kỳ trước|chuyển sang|chuyển qua|tồn", "trong kỳ|mới tiếp nhận|tiếp nhận mới|mới"},
     .whole = "tổng số|phải giải quyết|tiếp nhận",
     .never = "đã"},
    {.part = {"không thành|không thành công", "hòa giải thành|thành công"}, .whole = "tiếp nhận|tổng số|vụ"},
    {.part = {"không đạt|chưa đạt", "đạt yêu cầu|đạt chuẩn|đạt"}, .whole = "tổng số|có|trong"},
    {.part = {"chưa xin lỗi|chưa có văn bản xin lỗi", "xin lỗi"}, .whole = "quá hạn|tổng số"},
    {.part = {"chưa hài lòng|không hài lòng", "hài lòng"}, .whole = "phiếu|người|lượt|tổng số"},
    {.part = {"chuyển cơ quan|chuyển đến cơ quan|chuyển cấp", "trả lời|xử lý|giải quyết"},
     .whole = "có|tiếp nhận|ý kiến",
     .up_to = 1},
    {.part = {"nữ", "nam"}, .whole = "người|tổng số|có"},
};

struct found {
    size_t token[PARTS_MAX];
    size_t n;
    int mask;
};

/* Which part of the division the words beside the number name: 0 … , NOTHING. */
static int part_of(const struct reading *r, const struct division *d, size_t i)
{
    for (int p = 0; p < PARTS_MAX && d->part[p]; p++)
        if (labelled(r, i, d->part[p]))
            return p;
    return NOTHING;
}

static int parts_of(const struct division *d)
{
    int n = 0;

    while (n < PARTS_MAX && d->part[n])
        n++;
    return n;
}

/* A fraction in brackets behind its share stands where the share stands. */
static int depth_of(const struct reading *r, size_t i)
{
    return token(r, i)->depth - (token(r, i)->type == TOKEN_FRACTION && i >= 2 && is_punct(r, i - 1, '(') &&
                                 token(r, i - 2)->type == TOKEN_PERCENT);
}

/* "không có hồ sơ quá hạn": a part that is there, and nothing. */
static int none_of(const struct reading *r, const struct division *d, size_t sentence)
{
    int mask = 0;

    for (size_t i = sentence_first(r, sentence); i < sentence_end(r, sentence); i++)
        if (word_at(r, i, "không có|không còn|không phát sinh"))
            for (size_t k = i + 2; k < sentence_end(r, sentence) && k < i + 7; k++)
                for (int p = 0; p < parts_of(d); p++)
                    mask |= (word_at(r, k, d->part[p]) != 0) << p;
    return mask;
}

static int is_all(const struct division *d, int mask)
{
    int all = parts_of(d);

    return (mask | (d->optional ? 1 << (all - 1) : 0)) == (1 << all) - 1;
}

int division_is_whole(const struct reading *r, const struct claim *sum)
{
    for (size_t d = 0; d < sizeof divisions / sizeof *divisions; d++) {
        int mask = 0;

        for (size_t i = 1; i < sum->n; i++) {
            int part = part_of(r, &divisions[d], sum->v[i].token);

            if (part == NOTHING || mask & 1 << part) {
                mask = 0;
                break;
            }
            mask |= 1 << part;
        }
        if (mask && is_all(&divisions[d], mask | none_of(r, &divisions[d], token(r, sum->v[0].token)->sentence)))
            return 1;
    }
    return 0;
}

/* One number for each part, at one depth, of one type. Returns whether all are there. */
static int find_parts(const struct reading *r, const struct division *d, size_t from, size_t to, enum token_type type,
                      int depth, struct found *f)
{
    *f = (struct found){.n = 0};
    for (size_t k = from; k < to; k++) {
        size_t i = r->numbers.v[k];
        int part;

        if (token(r, i)->type != type && !(type == TOKEN_COUNT && token(r, i)->type == TOKEN_FRACTION))
            continue;
        if (depth_of(r, i) != depth || number(r, i)->kind == KIND_TIME)
            continue;
        part = part_of(r, d, i);
        if (part == NOTHING)
            continue;
        if (f->mask & 1 << part || f->n == PARTS_MAX)
            return 0; /* two of one name: which is meant? */
        f->mask |= 1 << part;
        f->token[f->n++] = i;
    }
    return f->n >= 2 && is_all(d, f->mask | none_of(r, d, token(r, f->token[0])->sentence));
}

static int is_part(const struct found *f, size_t i)
{
    for (size_t k = 0; k < f->n; k++)
        if (f->token[k] == i)
            return 1;
    return 0;
}

static void sum_claim(const struct reading *r, const struct found *f, size_t whole, struct claim *c)
{
    *c = (struct claim){.kind = CLAIM_SUM};
    if (token(r, whole)->type == TOKEN_FRACTION)
        claim_add_den(c, r, whole);
    else
        claim_add(c, r, whole);
    for (size_t k = 0; k < f->n; k++)
        claim_add(c, r, f->token[k]);
}

static int64_t gap_share(const struct claim *c)
{
    return c->v[0].value ? llabs(claim_gap(c)) * 100 / c->v[0].value : 100;
}

/* "trước hạn 845, đúng hạn 356, quá hạn 02; tỷ lệ trước hạn và đúng hạn đạt 99,83%" */
static void judge_on_time(struct reading *r, size_t sentence, const struct claim *sum)
{
    struct claim c = {.kind = CLAIM_RATE};
    size_t from, to;

    for (size_t i = 1; i < sum->n; i++) {
        if (labelled(r, sum->v[i].token, LATE))
            continue;
        if (c.n)
            c.v[0].value += sum->v[i].value;
        else
            claim_add(&c, r, sum->v[i].token);
    }
    if (!c.n)
        return;
    c.v[c.n] = sum->v[0];
    c.n++;
    for (numbers_of(r, sentence, &from, &to); from < to; from++) {
        size_t i = r->numbers.v[from];

        if (token(r, i)->type != TOKEN_PERCENT || number(r, i)->used || is_vague(r, i) || !labelled(r, i, EARLY) ||
            !labelled(r, i, ON_TIME) || labelled(r, i, LATE))
            continue;
        c.n = 2;
        claim_add(&c, r, i);
        if (claim_likeness(&c) == TYPO || claim_likeness(&c) == NEAR) {
            r->proof->judged++;
            claim_doubt(r, &c, DOUBT_RATE, i);
        }
    }
}

/* "30 nhiệm vụ đã hoàn thành, 10 đang thực hiện, 5 chưa đến hạn": another number of the sentence is the part missing.
 */
static int has_another(const struct reading *r, size_t sentence, const struct claim *sum)
{
    struct claim c = *sum;
    size_t from, to;

    for (numbers_of(r, sentence, &from, &to); from < to; from++) {
        size_t i = r->numbers.v[from], own = 0;

        for (size_t k = 0; k < sum->n; k++)
            own |= sum->v[k].token == i;
        if (own || !is_count(r, i) || !same_kind(r, i, sum->v[0].token))
            continue;
        c.n = sum->n;
        claim_add(&c, r, i);
        if (claim_holds(&c))
            return 1;
    }
    return 0;
}

/* The whole that the parts should make: any number that they make, else one whose words say so. */
static void judge_sum(struct reading *r, const struct division *d, size_t sentence, const struct found *f)
{
    size_t from = r->first.v[context_of(r, sentence)], to = r->first.v[sentence + 1];
    struct claim c, best = {.n = 0};
    int fractions = 0;

    for (size_t k = 0; k < f->n; k++) {
        fractions += token(r, f->token[k])->type == TOKEN_FRACTION;
        if (k && !same_kind(r, f->token[k], f->token[0]))
            return;
    }
    if (fractions > 1) {
        /* "39/44 nhiệm vụ …, 5/44 nhiệm vụ …" */
        for (size_t k = 1; k < f->n; k++)
            if (number(r, f->token[k])->den != number(r, f->token[0])->den)
                return;
    }
    for (size_t k = from; k < to; k++) {
        size_t i = r->numbers.v[k];
        enum token_type type = token(r, i)->type;
        int own = is_part(f, i), here = token(r, i)->sentence == sentence;

        if ((type != TOKEN_COUNT && type != TOKEN_FRACTION) || (own && type != TOKEN_FRACTION) ||
            !same_kind(r, i, f->token[0]))
            continue;
        sum_claim(r, f, i, &c);
        if (claim_holds(&c)) {
            r->proof->judged++;
            shares_of_parts(r, &c);
            if (d == divisions)
                judge_on_time(r, sentence, &c);
            return;
        }
        if (d->up_to && claim_gap(&c) < 0)
            continue;
        if (!here || gap_share(&c) > 25 || token(r, i)->depth > token(r, f->token[0])->depth)
            continue;
        if (!own &&
            (part_of(r, d, i) != NOTHING || !labelled(r, i, d->whole) || (d->never && labelled(r, i, d->never))))
            continue;
        if (!(claim_typos(&c, TYPO_SWAP, NULL, NULL) || gap_share(&c) <= 3 || claim_typos(&c, TYPO_DIGIT, NULL, NULL)))
            continue;
        if (!best.n || gap_share(&c) < gap_share(&best))
            best = c;
    }
    if (!best.n)
        return;
    r->proof->judged++;
    if (!has_another(r, sentence, &best))
        claim_doubt(r, &best, DOUBT_SUM, best.v[best.n - 1].token);
}

/* "đúng hạn đạt 99,27%, quá hạn 0,73%" */
static void judge_shares(struct reading *r, const struct found *f)
{
    int decimals = 0;
    int64_t sum = 0, whole = 100, room;

    for (size_t k = 0; k < f->n; k++) {
        if (number(r, f->token[k])->used || is_vague(r, f->token[k]))
            return; /* a change, or doubted as a rate already */
        if (number(r, f->token[k])->decimals > decimals)
            decimals = number(r, f->token[k])->decimals;
    }
    for (size_t k = 0; k < f->n; k++) {
        int64_t v = number(r, f->token[k])->value;

        for (int p = number(r, f->token[k])->decimals; p < decimals; p++)
            v *= 10;
        sum += v;
    }
    for (int p = 0; p < decimals; p++)
        whole *= 10;
    room = (int64_t)f->n / 2;
    if (llabs(sum - whole) <= room) {
        r->proof->judged++;
        return;
    }
    if (llabs(sum - whole) * 10 > whole)
        return;
    r->proof->judged++;
    doubt_add(r, DOUBT_SUM, f->token[f->n - 1],
              arena_printf(r->arena, "các tỷ lệ cộng lại thành %s%%", number_text(r->arena, sum, decimals)),
              "các phần của một tổng cộng lại phải thành 100%", "");
}

static int judge_range(struct reading *r, const struct division *d, size_t sentence, size_t from, size_t to, int depth)
{
    struct found counts, shares;
    int any = find_parts(r, d, from, to, TOKEN_COUNT, depth, &counts);

    if (any)
        judge_sum(r, d, sentence, &counts);
    if (find_parts(r, d, from, to, TOKEN_PERCENT, depth, &shares))
        judge_shares(r, &shares);
    return any || counts.n < 2; /* else a name comes twice */
}

/* The end of the numbers that stand with the first of them between two semicolons, or in its brackets. */
static size_t clause_end(const struct reading *r, size_t from, size_t to, int depth)
{
    size_t k = from + 1;

    for (; k < to; k++)
        for (size_t i = r->numbers.v[k - 1]; i < r->numbers.v[k]; i++)
            if (depth ? token(r, i)->depth < depth : is_punct(r, i, ';') && !token(r, i)->depth)
                return k;
    return k;
}

static void judge_sentence(struct reading *r, const struct division *d, size_t sentence)
{
    size_t from, to, end;

    numbers_of(r, sentence, &from, &to);
    if (to - from < 2)
        return;
    if (!judge_range(r, d, sentence, from, to, 0))
        for (size_t k = from; k < to; k = end) {
            end = clause_end(r, k, to, 0);
            judge_range(r, d, sentence, k, end, 0);
        }
    for (size_t k = from; k < to; k = end) {
        end = clause_end(r, k, to, 1);
        if (token(r, r->numbers.v[k])->depth)
            judge_range(r, d, sentence, k, end, 1);
    }
}

void proof_divisions(struct reading *r)
{
    for (size_t s = 0; s + 1 < r->sentences.n; s++)
        for (size_t d = 0; d < sizeof divisions / sizeof *divisions; d++)
            judge_sentence(r, &divisions[d], s);
}
