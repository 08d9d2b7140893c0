/* "100% hồ sơ đúng hạn" beside "quá hạn 1.712 hồ sơ"; "100% TTHC được niêm yết" beside "08 TTHC chưa niêm yết". */
#include <string.h>

#include "base/utf8.h"
#include "doc/proof_impl.h"

enum {
    NEAR_MAX = 64,     /* statements to each side that one is compared with */
    HEADING_LINES = 8, /* sentences back to a heading */
    HEADING_WORDS = 20
};

static const char ON_TIME[] = "đúng hạn|trước hạn|đúng thời hạn|bảo đảm thời hạn|đảm bảo thời hạn";
static const char LATE[] = "quá hạn|trễ hạn|chậm hạn|trễ hẹn|quá thời hạn";
/* Not what was done but what is to be, or what is asked. */
static const char TARGETS[] = "phấn đấu|chỉ tiêu|mục tiêu|yêu cầu|đề ra|nếu|dự kiến|phải|kế hoạch đề ra";

/* What a clause is about: two clauses contradict each other only where this is the same. */
static const char *const QUALIFIERS[] = {
    "trực tuyến|toàn trình|một phần|dịch vụ công",
    "cấp huyện|cấp quận|cấp tỉnh|phòng chuyên môn|các phòng|các sở",
    "cấp xã|cấp phường|các phường|các xã|phường|xã",
    "lĩnh vực",
    "mức độ",
    "liên thông",
    "đơn thư|khiếu nại|tố cáo|kiến nghị|phản ánh",
    "bưu chính",
    "nhiệm vụ",
    "thủ tục|tthc",
};

enum { QUALIFIER_COUNT = sizeof QUALIFIERS / sizeof *QUALIFIERS };

struct statement {
    size_t at;         /* the figure */
    size_t first, end; /* its clause */
    unsigned about;
    const char *field; /* the word behind "lĩnh vực", "cấp" …; "" */
    int64_t year;      /* that its sentence names; 0 */
};

typedef VEC(struct statement) statements;

static void clause_of(const struct reading *r, size_t at, size_t *first, size_t *end)
{
    *first = sentence_first(r, token(r, at)->sentence);
    *end = sentence_end(r, token(r, at)->sentence);
    for (size_t i = at; i > *first; i--)
        if (is_punct(r, i - 1, ';'))
            *first = i;
    for (size_t i = at; i < *end; i++)
        if (is_punct(r, i, ';'))
            *end = i;
}

static unsigned about(const struct reading *r, size_t first, size_t end)
{
    unsigned bits = 0;

    for (size_t q = 0; q < QUALIFIER_COUNT; q++)
        if (word_in(r, first, end, QUALIFIERS[q]) < end)
            bits |= 1U << q;
    return bits;
}

/* A clause that says not what it is about goes on with what its sentence, its paragraph, its heading began. */
static void find_topic(const struct reading *r, size_t sentence, struct statement *s)
{
    size_t first = sentence_first(r, sentence), end = first, lines = 0;

    while (end < s->at && !is_punct(r, end, ';'))
        end++;
    for (size_t k = sentence + 1; k-- > 0 && lines < HEADING_LINES; lines++) {
        size_t last = sentence_end(r, k) - 1;
        int heading = k < sentence && !is_punct(r, last, '.') && !is_punct(r, last, ';') &&
                      last - sentence_first(r, k) < HEADING_WORDS;

        if (k < sentence && !heading && token(r, last)->paragraph != token(r, first)->paragraph)
            continue;
        if (k < sentence)
            end = last + 1;
        s->about = about(r, sentence_first(r, k), end);
        if (s->about || heading) {
            s->first = s->about ? sentence_first(r, k) : s->first;
            s->end = s->about ? end : s->end;
            return;
        }
    }
}

static int is_name(const struct reading *r, size_t i)
{
    const char *raw = r->text + token(r, i)->at;
    uint32_t c = utf8_next(&raw);

    return token(r, i)->type == TOKEN_WORD && utf8_lower_cp(c) != c;
}

static void describe(const struct reading *r, size_t at, struct statement *s)
{
    size_t sentence = token(r, at)->sentence, level;

    s->at = at;
    clause_of(r, at, &s->first, &s->end);
    s->about = about(r, s->first, s->end);
    if (!s->about)
        find_topic(r, sentence, s);
    if (number(r, at) && labelled(r, at, "cùng kỳ|năm trước|kỳ trước|quý trước|tháng trước"))
        s->about |= 1U << QUALIFIER_COUNT;
    s->field = "";
    level = word_in(r, s->first, s->end, "lĩnh vực|cấp|mức độ");
    if (level + 2 < s->end)
        s->field = token_raw(r, level + (word_at(r, level, "cấp") ? 1 : 2));
    for (level = s->first; level + 1 < s->end && !*s->field; level++)
        if (word_at(r, level, "phường|xã|sở|huyện|quận") && is_name(r, level + 1))
            s->field = token(r, level + 1)->word;
    s->year = 0;
    for (size_t i = sentence_first(r, sentence); i < sentence_end(r, sentence) && !s->year; i++)
        if (token(r, i)->type == TOKEN_OTHER && number(r, i)->value >= 1900 && number(r, i)->value <= 2100 &&
            word_before(r, i, "năm"))
            s->year = number(r, i)->value;
}

static int same_thing(const struct statement *x, const struct statement *y)
{
    return x->about == y->about && (!*x->field || !*y->field || strcmp(x->field, y->field) == 0) &&
           (!x->year || !y->year || x->year == y->year);
}

/* ---- on time ---- */

static int is_whole(const struct reading *r, size_t i)
{
    const struct number *n = number(r, i);
    size_t first, end;

    if (token(r, i)->type != TOKEN_PERCENT || n->value != 100 || n->decimals || n->used || is_vague(r, i))
        return 0;
    clause_of(r, i, &first, &end);
    return word_in(r, first, end, TARGETS) == end;
}

/* "phường đạt 100%" of "tỷ lệ … đúng hạn"; "100% … đúng hạn" */
static int is_on_time(const struct reading *r, size_t i)
{
    return labelled(r, i, ON_TIME) && !labelled(r, i, LATE);
}

static int none_late(const struct reading *r, size_t i)
{
    size_t n = word_at(r, i, "không có hồ sơ|không có hồ sơ nào|không có hồ sơ giải quyết|không có hồ sơ trả");

    return n && word_at(r, i + n, LATE);
}

/* Some were late: "quá hạn 07 hồ sơ", "đúng hạn đạt 99,44%"; what is still open is another matter. */
static int is_late(const struct reading *r, size_t i)
{
    const struct number *n = number(r, i);
    size_t first = sentence_first(r, token(r, i)->sentence), end = sentence_end(r, token(r, i)->sentence);

    if (token(r, i)->type == TOKEN_PERCENT) {
        if (n->used || is_vague(r, i) || !labelled(r, i, ON_TIME) || labelled(r, i, LATE))
            return 0;
        return n->value && !(n->value == 100 && !n->decimals) && word_in(r, first, end, TARGETS) == end &&
               word_in(r, n->left, i, "hồ sơ|nhiệm vụ|tỷ lệ|giải quyết") < i;
    }
    if (token(r, i)->type != TOKEN_COUNT || !n->value || n->used || !labelled(r, i, LATE) ||
        labelled(r, i, "từ|có thể|xin lỗi"))
        return 0;
    if (n->kind && n->kind != KIND_DOSSIER && n->kind != KIND_TASK)
        return 0;
    if (word_in(r, first, i, "đang|tồn") < i)
        return 0;
    return word_in(r, first, i, "còn") == i || word_in(r, first, end, "đã giải quyết|đã trả") < end;
}

static const char *told(const struct reading *r, size_t i)
{
    const struct number *n = number(r, i);
    size_t from = n->left, to = n->right;

    while (from < i && token(r, from)->type == TOKEN_PUNCT)
        from++;
    return arena_strndup(r->arena, r->text + token(r, from)->at, token(r, to - 1)->end - token(r, from)->at);
}

static const char *one_line(char *text)
{
    for (char *p = text; *p; p++)
        if (*p == '\n' || *p == '\f' || *p == '\r')
            *p = ' ';
    return text;
}

static void contradict(struct reading *r, const struct statement *all, const struct statement *other)
{
    const char *said = token(r, all->at)->n ? told(r, all->at) : "không có hồ sơ quá hạn";

    doubt_add(r, DOUBT_WHOLE, all->at, one_line(arena_strdup(r->arena, said)),
              arena_printf(r->arena, "nơi khác viết '%s'", one_line(arena_strdup(r->arena, told(r, other->at)))), "");
}

static void compare(struct reading *r, const statements *wholes, const statements *others)
{
    size_t near = 0;

    for (size_t i = 0; i < wholes->n; i++) {
        while (near < others->n && others->v[near].at < wholes->v[i].at)
            near++;
        r->proof->judged++;
        for (size_t k = near > NEAR_MAX ? near - NEAR_MAX : 0; k < others->n && k < near + NEAR_MAX; k++)
            if (same_thing(&wholes->v[i], &others->v[k])) {
                contradict(r, &wholes->v[i], &others->v[k]);
                break;
            }
    }
}

static void judge_on_time(struct reading *r)
{
    statements wholes = {0}, lates = {0};

    for (size_t s = 0; s + 1 < r->sentences.n; s++)
        for (size_t i = sentence_first(r, s); i < sentence_end(r, s); i++) {
            if (none_late(r, i))
                describe(r, i, vec_add(r->arena, &wholes));
            if (!number(r, i))
                continue;
            if (is_whole(r, i) && is_on_time(r, i))
                describe(r, i, vec_add(r->arena, &wholes));
            else if (is_late(r, i))
                describe(r, i, vec_add(r->arena, &lates));
        }
    compare(r, &wholes, &lates);
}

/* ---- all of it, and some not ---- */

/* "chưa niêm yết": the words behind "chưa" stand beside the 100 % too. */
static int denies(const struct reading *r, const struct statement *some, const struct statement *all)
{
    const struct number *n = number(r, some->at);
    size_t not_yet = word_in(r, n->behind, n->right, "chưa"), count;

    if (not_yet == n->right || not_yet + 2 >= n->right + 1)
        return 0;
    return words_shared(r, not_yet + 1, least(not_yet + 3, n->right), all->at, &count) == count && count >= 2;
}

static void judge_deeds(struct reading *r)
{
    statements wholes = {0}, nots = {0};

    for (size_t k = 0; k < r->numbers.n; k++) {
        size_t i = r->numbers.v[k];

        if (is_whole(r, i) && !labelled(r, i, ON_TIME))
            describe(r, i, vec_add(r->arena, &wholes));
        else if (is_count(r, i) && number(r, i)->value &&
                 word_in(r, number(r, i)->behind, number(r, i)->right, "chưa") < number(r, i)->right)
            describe(r, i, vec_add(r->arena, &nots));
    }
    for (size_t i = 0; i < wholes.n; i++)
        for (size_t k = 0; k < nots.n && k < NEAR_MAX; k++)
            if (same_thing(&wholes.v[i], &nots.v[k]) && denies(r, &nots.v[k], &wholes.v[i])) {
                r->proof->judged++;
                contradict(r, &wholes.v[i], &nots.v[k]);
                break;
            }
}

void proof_wholes(struct reading *r)
{
    judge_on_time(r);
    judge_deeds(r);
}
