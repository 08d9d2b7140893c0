#include "doc/join.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define NBSP "\xC2\xA0"

enum follower { NUMBER = 1, ROMAN = 2, LETTER = 4 };

/* Words that keep what follows. An owner takes the number wholly: in "ngày 05 tháng 11 năm 2018" a line may end before
 * "tháng"; after the others the number still belongs to its noun ("số 35 cuộc"). */
static const struct head {
    const char *word, *before; /* before: the first half of a name of two words, kept with it */
    unsigned takes;
    int owner;
} heads[] = {
    {"ngày", NULL, NUMBER, 1},
    {"tháng", NULL, NUMBER, 1},
    {"năm", NULL, NUMBER, 1},
    {"quý", NULL, NUMBER | ROMAN, 1},
    {"bảng", NULL, NUMBER, 1},
    {"đồ", "biểu", NUMBER, 1},
    {"lục", "phụ", NUMBER | ROMAN, 1},
    {"biểu", NULL, NUMBER | ROMAN, 1},
    {"mẫu", NULL, NUMBER, 1},
    {"phần", NULL, NUMBER | ROMAN, 1},
    {"chương", NULL, NUMBER | ROMAN, 1},
    {"mục", NULL, NUMBER | ROMAN, 1},
    {"điều", NULL, NUMBER, 1},
    {"khoản", NULL, NUMBER, 1},
    {"điểm", NULL, LETTER, 1},
    {"cột", NULL, NUMBER, 1},
    {"dòng", NULL, NUMBER, 1},
    {"trang", NULL, NUMBER, 1},
    {"độ", "mức", NUMBER, 1},
    {"thứ", NULL, NUMBER | ROMAN, 1},
    {"khóa", NULL, NUMBER | ROMAN, 1},
    {"nhóm", NULL, NUMBER | ROMAN, 1},
    {"hạng", NULL, NUMBER | ROMAN, 1},
    {"quận", NULL, NUMBER, 1},
    {"phường", NULL, NUMBER, 1},
    {"số", NULL, NUMBER, 0},
    {"trên", NULL, NUMBER, 0},
    {"dưới", NULL, NUMBER, 0},
    {"gấp", NULL, NUMBER, 0},
};

/* First syllables of what is counted. */
static const char *const nouns[] = {
    "bài",  "bản",   "bảng",  "ban",   "bậc",   "buổi",   "bộ",     "cá",    "cán",   "cấp",   "chi",   "chỉ",
    "cơ",   "công",  "cột",   "cuộc",  "dân",   "dịch",   "dòng",   "đầu",   "địa",   "điểm",  "đoàn",  "đồng",
    "đợt",  "đơn",   "đô",    "giấy",  "giờ",   "hệ",     "hạng",   "hộ",    "hội",   "hồ",    "huyện", "hòm",
    "kết",  "khoản", "khu",   "kế",    "kiến",  "km",     "kỳ",     "lần",   "lĩnh",  "lỗi",   "lớp",   "lượt",
    "màn",  "mô",    "mục",   "mức",   "năm",   "nghìn",  "ngành",  "ngày",  "người", "nhiệm", "nhóm",  "nội",
    "phần", "phản",  "phiếu", "phòng", "phút",  "phường", "quận",   "quý",   "quyển", "quyết", "quy",   "sản",
    "sáng", "sở",    "tập",   "tài",   "tháng", "thành",  "thị",    "thiết", "thôn",  "thủ",   "tiêu",  "tin",
    "tỉnh", "tổ",    "tờ",    "trang", "triệu", "trung",  "trường", "tuần",  "tỷ",    "văn",   "vấn",   "vị",
    "viên", "vụ",    "xã",    "ý",     "tthc",  "pakn",   "vbqppl", "m²",    "m2",
};

struct word {
    size_t from, to; /* bytes in the whole text */
    char *core;      /* without signs around it, lower case */
    int signs_before, signs_after;
    int number;    /* digits with points and commas, or two of them: 12/13 */
    unsigned kind; /* enum follower */
    int owned;     /* a head keeps it */
};

typedef VEC(struct word) word_list;

static const char *const opening[] = {"(", "[", "\"", "'", "“", "‘", "«"};
static const char *const closing[] = {")", "]", "\"", "'", "”", "’", "»", ".", ",", ";", ":", "?", "!", "…", "/"};

static size_t sign_at(const char *s, size_t n, const char *const *signs, size_t count, int at_end)
{
    for (size_t i = 0; i < count; i++) {
        size_t m = strlen(signs[i]);

        if (m < n && memcmp(at_end ? s + n - m : s, signs[i], m) == 0)
            return m;
    }
    return 0;
}

static unsigned follower_kind(const char *written, const char *lower)
{
    if (*written >= '0' && *written <= '9')
        return NUMBER;
    if (*written && written[strspn(written, "IVXLC")] == '\0')
        return ROMAN;
    return lower[0] && ((lower[0] >= 'a' && lower[0] <= 'z' && !lower[1]) || strcmp(lower, "đ") == 0) ? LETTER : 0;
}

static void add_word(struct arena *a, word_list *words, const char *s, size_t from, size_t to)
{
    struct word *w = vec_add(a, words);
    const char *p = s + from;
    size_t n = to - from, m;
    char *written;

    w->from = from;
    w->to = to;
    while ((m = sign_at(p, n, opening, sizeof opening / sizeof *opening, 0))) {
        p += m;
        n -= m;
        w->signs_before = 1;
    }
    while ((m = sign_at(p, n, closing, sizeof closing / sizeof *closing, 1))) {
        n -= m;
        w->signs_after = 1;
    }
    written = arena_strndup(a, p, n);
    w->core = utf8_lower(a, written);
    w->kind = follower_kind(written, w->core);
    w->number = w->kind == NUMBER && written[strspn(written, "0123456789.,/")] == '\0' &&
                strchr(written, '/') == strrchr(written, '/');
}

static const struct head *head_of(const struct word *w)
{
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strcmp(heads[i].word, w->core) == 0)
            return &heads[i];
    return NULL;
}

static int is_noun(const char *core)
{
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(nouns[i], core) == 0)
            return 1;
    return 0;
}

static int is_money(const char *core)
{
    return !strcmp(core, "nghìn") || !strcmp(core, "triệu") || !strcmp(core, "tỷ");
}

static int is_dash(const struct word *w)
{
    return !strcmp(w->core, "-") || !strcmp(w->core, "–");
}

/* Marks in keep[i] that the blank between word i and i + 1 must stay whole. */
static void decide(struct word *w, size_t n, char *keep)
{
    for (size_t i = 0; i + 1 < n; i++) {
        const struct head *h;

        if (w[i].signs_after || w[i + 1].signs_before)
            continue;
        h = head_of(&w[i]);
        if (h && (w[i + 1].kind & h->takes)) {
            keep[i] = 1;
            w[i + 1].owned = h->owner;
            if (h->before && i > 0 && !strcmp(w[i - 1].core, h->before) && !w[i - 1].signs_after && !w[i].signs_before)
                keep[i - 1] = 1;
        } else if (w[i].number && !w[i].owned && is_noun(w[i + 1].core)) {
            keep[i] = 1;
        } else if (is_money(w[i].core) && !strcmp(w[i + 1].core, "đồng")) {
            keep[i] = 1;
        }
        if (i + 2 < n && w[i].number && is_dash(&w[i + 1]) && w[i + 2].number && !w[i + 2].signs_before) {
            keep[i] = 1;
            keep[i + 1] = 1;
        }
    }
}

static int is_one_of(const struct word *w, const char *x, const char *y)
{
    return (!strcmp(w->core, x) || !strcmp(w->core, y)) && !w->signs_after;
}

/* A period stays whole: "quý III năm 2018", "02 tháng cuối năm 2018", "tháng 10 năm 2018". */
static void decide_period(const struct word *w, size_t n, char *keep)
{
    for (size_t year = 1; year + 1 < n; year++) {
        size_t first = year - 1;

        if (strcmp(w[year].core, "năm") || w[year + 1].kind != NUMBER)
            continue;
        if (first && is_one_of(&w[first], "đầu", "cuối"))
            first--;
        if (w[first].signs_after || !first)
            continue;
        first--;
        if ((is_one_of(&w[first + 1], "tháng", "quý") && w[first].number && !w[first].signs_after) ||
            (w[first + 1].kind & (NUMBER | ROMAN) && is_one_of(&w[first], "tháng", "quý")))
            memset(keep + first, 1, year + 1 - first);
    }
}

static word_list split(struct arena *a, const char *s)
{
    word_list words = {0};
    size_t start = 0, i = 0;

    for (;; i++) {
        size_t gap = s[i] == '\0' || s[i] == ' ' || s[i] == '\n' ? 1 : strncmp(s + i, NBSP, 2) == 0 ? 2 : 0;

        if (!gap)
            continue;
        if (i > start)
            add_word(a, &words, s, start, i);
        if (s[i] == '\0')
            return words;
        i += gap - 1;
        start = i + 1;
    }
}

/* blanks[i] = 1 where the byte s[i] is a blank that has to become U+00A0. */
static char *find_blanks(struct arena *a, const char *s, int periods)
{
    char *blanks = arena_alloc(a, strlen(s) + 1), *keep;
    word_list words = split(a, s);

    if (words.n < 2)
        return blanks;
    keep = arena_alloc(a, words.n);
    decide(words.v, words.n, keep);
    if (periods)
        decide_period(words.v, words.n, keep);
    for (size_t i = 0; i + 1 < words.n; i++)
        if (keep[i] && words.v[i + 1].from == words.v[i].to + 1 && s[words.v[i].to] == ' ')
            blanks[words.v[i].to] = 1;
    return blanks;
}

static char *with_blanks(struct arena *a, const char *s, size_t n, const char *blanks)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < n; i++) {
        if (blanks[i])
            buf_puts(&b, NBSP);
        else
            buf_putc(&b, s[i]);
    }
    return arena_strndup(a, buf_str(&b), b.n);
}

char *join_string(struct arena *a, const char *s)
{
    return with_blanks(a, s, strlen(s), find_blanks(a, s, 0));
}

char *join_title(struct arena *a, const char *s)
{
    return with_blanks(a, s, strlen(s), find_blanks(a, s, 1));
}

void join_text(struct arena *a, struct text *t)
{
    char *whole = text_string(a, t);
    char *blanks = find_blanks(a, whole, 0);
    size_t at = 0;

    for (size_t i = 0; i < t->n; i++) {
        size_t n = strlen(t->v[i].text);

        t->v[i].text = with_blanks(a, whole + at, n, blanks + at);
        at += n;
    }
}
