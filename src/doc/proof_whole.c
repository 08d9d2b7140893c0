/* What a text as a whole says twice: "100%" beside late dossiers, two sizes of one population, a title and its dates.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "doc/proof_impl.h"

enum {
    SLACK = 16,     /* days that the dates of a period may be off: reports close on the 14th or at the month's end */
    NEAR = 3,       /* paragraphs in which a population is the same */
    TITLE_LINES = 6 /* sentences of the head in which the title names the period */
};

static const struct token *token(const struct reading *r, size_t i)
{
    return &r->tokens.v[i];
}

static size_t sentence_end(const struct reading *r, size_t sentence)
{
    return r->sentences.v[sentence + 1];
}

/* ---- 100 % ---- */

/* What a sentence is about: two sentences contradict each other only where this is the same. */
static const char *const QUALIFIERS[] = {
    "mức độ 3|mức 3",
    "mức độ 4|mức 4",
    "trực tuyến|toàn trình|một phần|dịch vụ công",
    "cấp huyện|cấp quận|quận giải quyết|huyện giải quyết|phòng chuyên môn|các phòng",
    "cấp xã|cấp phường|các phường|các xã|phường|xã",
    "lĩnh vực",
    "liên thông",
    "cùng kỳ|năm trước|kỳ trước|quý trước",
    "nhiệm vụ",
    "đơn thư|khiếu nại|tố cáo|kiến nghị",
    "bưu chính",
    "phấn đấu|chỉ tiêu|mục tiêu|bảo đảm|đảm bảo|yêu cầu"};

enum { QUALIFIER_COUNT = sizeof QUALIFIERS / sizeof *QUALIFIERS, TARGET = QUALIFIER_COUNT - 1 };

static unsigned qualifiers(const struct reading *r, size_t sentence)
{
    size_t first = r->sentences.v[sentence], end = sentence_end(r, sentence);
    unsigned bits = 0;

    for (size_t q = 0; q < QUALIFIER_COUNT; q++)
        if (word_in(r, first, end, QUALIFIERS[q]) < end)
            bits |= 1U << q;
    for (size_t i = first; i + 2 < end; i++)
        if (word_at(r, i, "mức độ") && token(r, i + 2)->type == TOKEN_OTHER && token(r, i + 2)->value <= 4)
            bits |= token(r, i + 2)->value == 3 ? 1U : token(r, i + 2)->value == 4 ? 2U : 0;
    return bits;
}

/* "100% hồ sơ được giải quyết đúng hạn": the figure, or NULL-like `end`. */
static size_t whole_on_time(const struct reading *r, size_t sentence)
{
    size_t first = r->sentences.v[sentence], end = sentence_end(r, sentence);

    for (size_t i = first; i < end; i++) {
        const struct token *t = token(r, i);
        int whole = t->type == TOKEN_PERCENT && t->value == 100 && !t->decimals;

        /* "… đúng hạn đạt 100%", "100% … đúng hạn": nothing else is counted between. */
        if (whole) {
            for (size_t k = i + 1; k < end && k < i + 14 && token(r, k)->type == TOKEN_WORD; k++)
                if (word_at(r, k, "đúng hạn|trước hạn|đúng thời hạn"))
                    return i;
            for (size_t k = i; k-- > first && i - k < 6 && token(r, k)->type != TOKEN_PERCENT;)
                if (word_at(r, k, "đúng hạn|đúng thời hạn"))
                    return i;
        }
        if (word_at(r, i,
                    "không có hồ sơ quá hạn|không có hồ sơ nào quá hạn|không có hồ sơ trễ hạn|"
                    "không có hồ sơ giải quyết quá hạn"))
            return i;
    }
    return end;
}

/* A figure that says some were late: "quá hạn 1.712 hồ sơ", "đúng hạn đạt 99,44%". */
static size_t some_late(const struct reading *r, size_t sentence)
{
    size_t first = r->sentences.v[sentence], end = sentence_end(r, sentence);

    for (size_t i = first; i < end; i++) {
        const struct token *t = token(r, i);

        if (t->type == TOKEN_COUNT && t->value && !strcmp(t->noun, "hồ sơ")) {
            for (size_t k = i + 1; k < end && k <= i + 5 && token(r, k)->type == TOKEN_WORD; k++)
                if (word_at(r, k, "quá hạn|trễ hạn|chậm hạn") && word_in(r, first, i, "đang|còn|tồn") == i)
                    return i;
        }
        if (word_at(r, i, "quá hạn|trễ hạn|chậm hạn") && word_in(r, first, i, "đang|còn|tồn|không có") == i)
            for (size_t k = i + 2; k < end && k <= i + 4; k++)
                if (token(r, k)->type == TOKEN_COUNT && token(r, k)->value &&
                    (!strcmp(token(r, k)->noun, "hồ sơ") || token(r, k - 1)->raw[0] == ':'))
                    return k;
        if (t->type == TOKEN_PERCENT && !r->used.v[i] && (t->value != 100 || t->decimals)) {
            for (size_t k = i; k-- > first && i - k < 8 && token(r, k)->type == TOKEN_WORD;)
                if (word_at(r, k, "đúng hạn|đúng thời hạn") && word_in(r, k, i, "quá hạn") == i)
                    return i;
            for (size_t k = i + 1; k < end && k < i + 10 && token(r, k)->type == TOKEN_WORD; k++)
                if (word_at(r, k, "đúng hạn|đúng thời hạn") && word_in(r, i, k, "tăng|giảm") == k)
                    return i;
        }
    }
    return end;
}

static void judge_whole(struct reading *r)
{
    size_t n = r->sentences.n - 1;

    for (size_t s = 0; s < n; s++) {
        size_t at = whole_on_time(r, s);

        if (at == sentence_end(r, s) || qualifiers(r, s) & 1U << TARGET)
            continue;
        r->proof->judged++;
        for (size_t other = 0; other < n; other++) {
            size_t late = some_late(r, other);

            if (late == sentence_end(r, other) || qualifiers(r, s) != qualifiers(r, other))
                continue;
            doubt_add(r, DOUBT_WHOLE, at, "100% đúng hạn",
                      arena_printf(r->arena, "nơi khác viết %s %s", token(r, late)->raw,
                                   token(r, late)->type == TOKEN_PERCENT ? "đúng hạn" : "hồ sơ quá hạn"),
                      "");
            break;
        }
    }
}

/* ---- populations ---- */

/* Kinds of units there is a fixed number of. */
static int is_population(const char *noun)
{
    static const char *const nouns[] = {"phòng", "phường", "xã",    "đơn vị",   "cơ quan", "thôn",   "tổ dân phố",
                                        "sở",    "quận",   "huyện", "thị trấn", "trường",  "khu phố"};

    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(noun, nouns[i]) == 0)
            return 1;
    return 0;
}

static void judge_populations(struct reading *r)
{
    for (size_t i = 0; i < r->tokens.n; i++) {
        const struct token *t = token(r, i);

        if (t->type != TOKEN_FRACTION || !is_population(t->noun))
            continue;
        for (size_t k = i; k-- > 0 && token(r, k)->paragraph + NEAR > t->paragraph;) {
            const struct token *u = token(r, k);

            if (u->type != TOKEN_FRACTION || strcmp(u->noun, t->noun) != 0)
                continue;
            r->proof->judged++;
            if (u->den != t->den && qualifiers(r, u->sentence) == qualifiers(r, t->sentence))
                doubt_add(r, DOUBT_POPULATION, i,
                          arena_printf(r->arena, "%s %s và %s %s", u->raw, u->noun, t->raw, t->noun),
                          arena_printf(r->arena, "cùng là %s nhưng tổng số là %s và %s", t->noun,
                                       number_text(r->arena, u->den, 0), number_text(r->arena, t->den, 0)),
                          "");
            break;
        }
    }
}

/* ---- the period of the title ---- */

struct months {
    int first, last, year; /* 1 … 12 */
    size_t at;
    const char *text;
};

static int roman(const char *word)
{
    static const char *const quarters[] = {"i", "ii", "iii", "iv"};

    for (int q = 0; q < 4; q++)
        if (strcmp(word, quarters[q]) == 0)
            return q + 1;
    return 0;
}

static int year_after(const struct reading *r, size_t i, size_t end)
{
    for (size_t k = i; k < end && k < i + 6; k++)
        if (token(r, k)->type == TOKEN_OTHER && token(r, k)->value >= 1900 && token(r, k)->value <= 2100)
            return (int)token(r, k)->value;
    return 0;
}

/* "9 tháng (đầu) năm 2023", "quý III năm 2018", "6 tháng cuối năm 2021", "tháng 10 năm 2011" */
static int period_at(const struct reading *r, size_t i, size_t end, struct months *m)
{
    const struct token *t = token(r, i);

    *m = (struct months){.at = i};
    if (t->value >= 1 && t->value <= 11 && t->type == TOKEN_OTHER && !t->decimals && i + 1 < end &&
        word_at(r, i + 1, "tháng")) {
        int late = word_at(r, i + 2, "cuối năm") != 0;

        m->first = late ? 13 - (int)t->value : 1;
        m->last = late ? 12 : (int)t->value;
        m->year = year_after(r, i + 1, end);
        m->text = arena_printf(r->arena, "%s tháng%s năm %d", t->raw, late ? " cuối" : "", m->year);
    } else if (word_at(r, i, "quý") && i + 1 < end &&
               (roman(token(r, i + 1)->word) || (token(r, i + 1)->value >= 1 && token(r, i + 1)->value <= 4))) {
        int q = roman(token(r, i + 1)->word) ? roman(token(r, i + 1)->word) : (int)token(r, i + 1)->value;

        m->first = 3 * q - 2;
        m->last = 3 * q;
        m->year = year_after(r, i + 2, end);
        m->text = arena_printf(r->arena, "quý %s năm %d", token(r, i + 1)->raw, m->year);
    } else if (word_at(r, i, "tháng") && i + 1 < end && token(r, i + 1)->type == TOKEN_OTHER &&
               token(r, i + 1)->value >= 1 && token(r, i + 1)->value <= 12) {
        m->first = m->last = (int)token(r, i + 1)->value;
        m->year = year_after(r, i + 2, end);
        m->text = arena_printf(r->arena, "tháng %d năm %d", m->first, m->year);
    }
    return m->year != 0;
}

static int find_title_period(const struct reading *r, struct months *m)
{
    for (size_t s = 0; s + 1 < r->sentences.n && s < TITLE_LINES; s++) {
        size_t end = sentence_end(r, s);

        for (size_t i = r->sentences.v[s]; i < end; i++)
            if (!(i && token(r, i - 1)->type == TOKEN_DATE) &&
                word_in(r, r->sentences.v[s], i, "nhiệm vụ|phương hướng|ngày") == i && period_at(r, i, end, m))
                return 1;
    }
    return 0;
}

/* "từ ngày 01/01/2023 đến hết ngày 31/8/2023" */
static int range_at(const struct reading *r, size_t i, size_t end, day_t *from, day_t *to, size_t *last)
{
    const struct token *a = token(r, i), *b = NULL;

    if (a->type != TOKEN_DATE || !a->day)
        return 0;
    for (size_t k = i + 1; k < end && k < i + 8 && !b; k++)
        if (token(r, k)->type == TOKEN_DATE && token(r, k)->day) {
            b = token(r, k);
            *last = k;
        }
    if (!b || !b->year ||
        !(word_in(r, i, *last, "đến|tới") < *last || token(r, i + 1)->raw[0] == '-' ||
          strcmp(token(r, i + 1)->raw, "–") == 0))
        return 0;
    *from = day_from_ymd(a->year ? a->year : b->year, a->month, a->day);
    *to = day_from_ymd(b->year, b->month, b->day);
    return *from != DAY_NONE && *to != DAY_NONE && *from <= *to;
}

static int days_fit(const struct months *m, day_t from, day_t to)
{
    day_t first = day_from_ymd(m->year, m->first, 1);
    day_t next = m->last == 12 ? day_from_ymd(m->year + 1, 1, 1) : day_from_ymd(m->year, m->last + 1, 1);

    return abs(from - first) <= SLACK + 1 && abs(next - 1 - to) <= SLACK + 1;
}

/* The first range of days that the text gives for its data. */
static void judge_period(struct reading *r)
{
    struct months m;
    day_t from, to;
    size_t last;

    if (!find_title_period(r, &m))
        return;
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        size_t first = r->sentences.v[s], end = sentence_end(r, s);

        for (size_t i = first; i < end; i++) {
            if (!range_at(r, i, end, &from, &to, &last))
                continue;
            r->proof->judged++;
            /* A text that says itself what its data leave out contradicts nothing. */
            if (days_fit(&m, from, to) ||
                word_in(r, first, end, "chưa gồm|chưa bao gồm|không gồm|không bao gồm|riêng|ngắn hơn|cùng kỳ|chưa có") <
                    end)
                return;
            doubt_add(r, DOUBT_PERIOD, i,
                      arena_printf(r->arena, "tên báo cáo ghi %s, số liệu từ %s đến %s", m.text, token(r, i)->raw,
                                   token(r, last)->raw),
                      "hai khoảng thời gian không khớp nhau", "");
            return;
        }
    }
}

void proof_contradictions(struct reading *r)
{
    judge_whole(r);
    judge_populations(r);
    judge_period(r);
}
