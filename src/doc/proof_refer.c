/* One thing, two numbers: "7/14 phòng … 4/11 phòng"; "tiếp nhận 1.210 hồ sơ … Trong tổng số 1.200 hồ sơ tiếp nhận".
 * Only numbers that look like one another mistyped are taken for the same. */
#include <string.h>

#include "doc/proof_impl.h"

enum { SAME_WITHIN = 3 /* paragraphs in which a thing is the same */ };

static const char LEVELS[] = "cấp huyện|cấp quận|cấp tỉnh|cấp xã|cấp phường|miền núi|vùng|thuộc|khối";
static const char TOTALS[] = "toàn|có|hiện có|tổng số|gồm|đề ra|được giao|giao|phải thực hiện";

/* Do both speak of one level, or of none? */
static int same_level(const struct reading *r, size_t x, size_t y)
{
    size_t s = token(r, x)->sentence, t = token(r, y)->sentence;

    if (s == t)
        return 1;
    return (word_in(r, sentence_first(r, s), sentence_end(r, s), LEVELS) < sentence_end(r, s)) ==
           (word_in(r, sentence_first(r, t), sentence_end(r, t), LEVELS) < sentence_end(r, t));
}

static int64_t size_of(const struct reading *r, size_t i)
{
    return token(r, i)->type == TOKEN_FRACTION ? number(r, i)->den : number(r, i)->value;
}

static const char *named(const struct reading *r, size_t i)
{
    return arena_printf(r->arena, "%s %s", token_raw(r, i), number(r, i)->noun);
}

static void differ(struct reading *r, size_t i, size_t k)
{
    r->proof->judged++;
    doubt_add(r, DOUBT_POPULATION, i, arena_printf(r->arena, "%s và %s", named(r, k), named(r, i)),
              arena_printf(r->arena, "cùng là %s nhưng tổng số là %s và %s", number(r, i)->noun,
                           number_text(r->arena, size_of(r, k), 0), number_text(r->arena, size_of(r, i), 0)),
              "");
}

/* "Toàn huyện có 21 xã; đến nay 18/23 xã …", "7/14 phòng … 4/11 phòng" */
static int is_size(const struct reading *r, size_t i, size_t k)
{
    const struct number *n = number(r, k);

    if (token(r, k)->type == TOKEN_FRACTION)
        return number(r, i)->kind == KIND_UNIT && n->kind == KIND_UNIT;
    return is_count(r, k) && labelled(r, k, TOTALS) && !labelled(r, k, "trong đó|còn|đã|chưa");
}

static void judge_fraction(struct reading *r, size_t k)
{
    size_t i = r->numbers.v[k], other = i;

    if (!*number(r, i)->noun)
        return;
    for (size_t back = k; back-- > 0 && k - back < NUMBERS_MAX;) {
        size_t x = r->numbers.v[back];

        if (token(r, x)->paragraph + SAME_WITHIN <= token(r, i)->paragraph)
            break;
        if (token(r, x)->depth || !same_noun(r, i, x) || !is_size(r, i, x))
            continue;
        if (size_of(r, x) == size_of(r, i)) {
            r->proof->judged++;
            return;
        }
        if (other == i)
            other = x;
    }
    if (other != i && looks_like(size_of(r, other), size_of(r, i)) && same_level(r, i, other))
        differ(r, i, other);
}

/* "Trong số 2.631 hồ sơ đã giải quyết": said of a number given before. */
static void judge_reference(struct reading *r, size_t k)
{
    size_t i = r->numbers.v[k], other = i, all;
    const struct number *n = number(r, i);

    if (!*n->noun || n->value < 100 || n->decimals)
        return;
    for (size_t back = k; back-- > 0 && k - back < NUMBERS_MAX;) {
        size_t x = r->numbers.v[back];

        if (token(r, x)->paragraph + SAME_WITHIN <= token(r, i)->paragraph)
            break;
        if (!is_count(r, x) || !same_noun(r, i, x))
            continue;
        if (number(r, x)->value == n->value) {
            r->proof->judged++;
            return;
        }
        if (other == i && token(r, x)->sentence != token(r, i)->sentence && looks_like(number(r, x)->value, n->value) &&
            words_shared(r, n->behind, n->right, x, &all))
            other = x;
    }
    if (other != i && same_level(r, i, other))
        differ(r, i, other);
}

void proof_references(struct reading *r)
{
    for (size_t k = 0; k < r->numbers.n; k++) {
        size_t i = r->numbers.v[k];

        if (token(r, i)->type == TOKEN_FRACTION)
            judge_fraction(r, k);
        else if (is_count(r, i) && is_said_whole(r, i))
            judge_reference(r, k);
    }
}
