/* The period that the title names, and the days that the text gives for its data. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "doc/proof_impl.h"

enum {
    SLACK = 16,      /* days that the dates of a period may be off: reports close on the 14th or at the month's end */
    TITLE_LINES = 16 /* sentences of the head in which the title names the period */
};

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

static int is_year(const struct reading *r, size_t i)
{
    return token(r, i)->type == TOKEN_OTHER && number(r, i)->value >= 1900 && number(r, i)->value <= 2100 &&
           !number(r, i)->decimals;
}

static int year_after(const struct reading *r, size_t i, size_t end)
{
    for (size_t k = i; k < end && k < i + 6; k++)
        if (is_year(r, k))
            return (int)number(r, k)->value;
    return 0;
}

static int64_t figure(const struct reading *r, size_t i)
{
    return token(r, i)->type == TOKEN_OTHER && !number(r, i)->decimals ? number(r, i)->value : 0;
}

/* "9 tháng (đầu) năm 2023", "quý III năm 2018", "6 tháng cuối năm 2021", "tháng 10 năm 2011", "tháng 10/2011" */
static int period_at(const struct reading *r, size_t i, size_t end, struct months *m)
{
    int64_t count = figure(r, i);

    *m = (struct months){.at = i};
    if (count >= 1 && count <= 11 && i + 1 < end && word_at(r, i + 1, "tháng")) {
        int late = word_at(r, i + 2, "cuối năm") != 0;

        m->first = late ? 13 - (int)count : 1;
        m->last = late ? 12 : (int)count;
        m->year = year_after(r, i + 1, end);
        m->text = arena_printf(r->arena, "%s tháng%s năm %d", token_raw(r, i), late ? " cuối" : "", m->year);
    } else if (word_at(r, i, "quý") && i + 1 < end &&
               (roman(token(r, i + 1)->word) || (figure(r, i + 1) >= 1 && figure(r, i + 1) <= 4))) {
        int q = roman(token(r, i + 1)->word) ? roman(token(r, i + 1)->word) : (int)figure(r, i + 1);

        m->first = 3 * q - 2;
        m->last = 3 * q;
        m->year = year_after(r, i + 2, end);
        m->text = arena_printf(r->arena, "quý %s năm %d", token_raw(r, i + 1), m->year);
    } else if (word_at(r, i, "tháng") && i + 1 < end && figure(r, i + 1) >= 1 && figure(r, i + 1) <= 12) {
        m->first = m->last = (int)figure(r, i + 1);
        m->year = year_after(r, i + 2, end);
        m->text = arena_printf(r->arena, "tháng %d năm %d", m->first, m->year);
    } else if (word_at(r, i, "tháng") && i + 1 < end && token(r, i + 1)->type == TOKEN_DATE && !number(r, i + 1)->day) {
        m->first = m->last = number(r, i + 1)->month;
        m->year = number(r, i + 1)->year;
        m->text = arena_printf(r->arena, "tháng %s", token_raw(r, i + 1));
    }
    return m->year != 0;
}

static int year_at(const struct reading *r, size_t i, size_t end, struct months *m)
{
    if (!word_at(r, i, "năm") || i + 1 >= end || !is_year(r, i + 1))
        return 0;
    *m = (struct months){.first = 1, .last = 12, .year = (int)number(r, i + 1)->value, .at = i};
    m->text = arena_printf(r->arena, "năm %d", m->year);
    return 1;
}

/* The title stands in the head and says "báo cáo"; what it says of plans and of the time to come is no period of data.
 */
static int find_title_period(const struct reading *r, struct months *m)
{
    static const char not_yet[] =
        "nhiệm vụ|phương hướng|ngày|kế hoạch|giai đoạn|chương trình|thực hiện nghị quyết|căn cứ";
    static const char result[] = "báo cáo";

    for (size_t s = 0; s + 1 < r->sentences.n && s < TITLE_LINES; s++) {
        size_t first = sentence_first(r, s), end = sentence_end(r, s);

        /* "BÁO CÁO" may be a line of its own; what stands before it in its sentence is the head of the paper */
        if (word_in(r, first, end, result) < end)
            first = word_in(r, first, end, result);
        else if (!s || word_in(r, sentence_first(r, s - 1), first, result) == first)
            continue;
        for (size_t i = first; i < end; i++)
            if (word_in(r, first, i, not_yet) == i && period_at(r, i, end, m))
                return 1;
        for (size_t i = first; i < end; i++)
            if (word_in(r, first, i, not_yet) == i && year_at(r, i, end, m))
                return 1;
    }
    return 0;
}

/* "từ ngày 01/01/2023 đến hết ngày 31/8/2023" */
static int range_at(const struct reading *r, size_t i, size_t end, day_t *from, day_t *to, size_t *last)
{
    const struct number *a = number(r, i), *b = NULL;

    if (token(r, i)->type != TOKEN_DATE || !a->day)
        return 0;
    for (size_t k = i + 1; k < end && k < i + 8 && !b; k++)
        if (token(r, k)->type == TOKEN_DATE && number(r, k)->day) {
            b = number(r, k);
            *last = k;
        }
    if (!b || !b->year ||
        !(word_in(r, i, *last, "đến|tới") < *last || is_punct(r, i + 1, '-') || strcmp(token_raw(r, i + 1), "–") == 0))
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

static const char LEAVES_OUT[] = "chưa gồm|chưa bao gồm|không gồm|không bao gồm|riêng|ngắn hơn|cùng kỳ|chưa có";

/* What the data are of, not what they are compared with or a part of them. */
static int is_own_range(const struct reading *r, size_t i, size_t first)
{
    return word_in(r, first, i, "so với|cùng kỳ|kỳ trước|nghỉ|thi|đợt|riêng") == i;
}

/* A text that says itself what its data leave out contradicts nothing: "số liệu mới tổng hợp đến hết ngày 31/8/2023".
 */
static int is_said(const struct reading *r, day_t from, day_t to)
{
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        size_t first = sentence_first(r, s), end = sentence_end(r, s);

        if (word_in(r, first, end, "mới|chỉ|chưa") == end)
            continue;
        for (size_t i = first; i < end; i++) {
            const struct number *n = number(r, i);
            day_t day;

            if (token(r, i)->type != TOKEN_DATE || !n->day || !n->year)
                continue;
            day = day_from_ymd(n->year, n->month, n->day);
            if ((day == to || day == from) && word_in(r, first, end, "số liệu|dữ liệu|tổng hợp") < end)
                return 1;
        }
    }
    return 0;
}

/* The first range of days that the text gives for its data. */
void proof_period(struct reading *r)
{
    struct months m;
    day_t from, to;
    size_t last;

    if (!find_title_period(r, &m))
        return;
    for (size_t s = 0; s + 1 < r->sentences.n; s++) {
        size_t first = sentence_first(r, s), end = sentence_end(r, s);

        for (size_t i = first; i < end; i++) {
            if (!range_at(r, i, end, &from, &to, &last) || !is_own_range(r, i, first))
                continue;
            r->proof->judged++;
            if (days_fit(&m, from, to) || word_in(r, first, end, LEAVES_OUT) < end || is_said(r, from, to))
                return;
            doubt_add(r, DOUBT_PERIOD, i,
                      arena_printf(r->arena, "tên báo cáo ghi %s, số liệu từ %s đến %s", m.text, token_raw(r, i),
                                   token_raw(r, last)),
                      "hai khoảng thời gian không khớp nhau", "");
            return;
        }
    }
}
