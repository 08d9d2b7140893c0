/* The text as tokens: words, and numbers with what they stand for. */
#include <string.h>

#include "base/utf8.h"
#include "doc/proof_impl.h"

enum { DIGITS_MAX = 12, FIRST_YEAR = 1900, LAST_YEAR = 2100 };

/* What is counted in administrative reports. A number before another word counts something unknown. */
static const char NOUNS[] =
    "hồ sơ|đơn vị|đơn thư|đơn|vụ việc|vụ|cuộc|nhiệm vụ|văn bản|thủ tục|tthc|hội nghị|lượt người|lượt|người|cơ quan|"
    "phòng|phường|xã|thị trấn|thôn|tổ dân phố|tổ|bảng|quyển|cuốn|tin|bài|ý kiến|vấn đề|kiến nghị|phản ánh|"
    "trường hợp|công chức|cán bộ|viên chức|lớp|học viên|quyết định|dịch vụ|giấy|phiếu|đợt|sở|hệ thống|máy|kết quả|"
    "mô hình|sáng kiến|buổi|chỉ tiêu|nội dung|tiêu chí|hộ|nhóm|đoàn|dự án|công trình|tài liệu|kế hoạch|hạng mục|"
    "quận|huyện|tỉnh|thành viên|giao dịch|tài khoản|biên lai|biên chế|lĩnh vực|trường|cơ sở|doanh nghiệp|công dân|"
    "thành phần|quy trình|chi nhánh|điểm|bộ phận|khu phố|ban|cấp|công việc|tin bài|sản phẩm|đại biểu|câu hỏi|bưu gửi";
/* Numbers before these are lengths of time or money: nothing is computed from them here. */
static const char MEASURES[] =
    "tháng|năm|ngày|quý|giờ|phút|tuần|lần|đồng|triệu|tỷ|nghìn|nghìn đồng|km|m2|mét|trang|tuổi|"
    "mức|đầu năm";
/* A number behind these names something: Điều 12, mức độ 3, tổ 5. */
static const char ORDINALS[] = "quý|tháng|năm|ngày|khoản|điều|điểm|mục|phần|chương|độ|bảng|biểu|biểu đồ|lục|thứ|khóa|"
                               "khoá|trang|loại|hạng|nhóm|giai đoạn|phiên bản|iso|tcvn|đợt|kỳ|hình|bước|phụ lục|mức|"
                               "số hiệu|đường|ngõ|quốc lộ|nq|qđ";
static const char BEFORE_DATE[] = "ngày|đến|từ|hết|trước|sau|tới|sáng|chiều|hạn|kể|hôm|và ngày|vào";

static int is_word_char(uint32_t c)
{
    return c >= 0x80 ? !utf8_is_blank(c) && !(c >= 0x2010 && c <= 0x203A) && c != 0xAB && c != 0xBB
                     : (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- numbers ---- */

/* Reads "266.881" or "99,35"; 0 where the digits are no number as Vietnamese writes them ("1.2.3", "12.5"). */
static size_t read_number(const char *s, int64_t *value, int *decimals)
{
    const char *p = s;
    size_t digits = strspn(p, "0123456789");
    int groups = 0;

    *value = 0;
    *decimals = 0;
    if (!digits || digits > DIGITS_MAX)
        return 0;
    for (size_t i = 0; i < digits; i++)
        *value = *value * 10 + (p[i] - '0');
    p += digits;
    while (digits <= 3 && p[0] == '.' && strspn(p + 1, "0123456789") == 3 && groups < 3) {
        for (int i = 1; i <= 3; i++)
            *value = *value * 10 + (p[i] - '0');
        p += 4;
        groups++;
    }
    if (p[0] == '.' && is_digit(p[1]))
        return 0;
    if (groups && s[0] == '0')
        return 0;
    if (p[0] == ',' && is_digit(p[1])) {
        size_t n = strspn(p + 1, "0123456789");

        if (n > 4 || (n == 3 && !groups && digits <= 3))
            return 0; /* "1,234": a thousand in another country's writing */
        for (size_t i = 1; i <= n; i++)
            *value = *value * 10 + (p[i] - '0');
        *decimals = (int)n;
        p += n + 1;
    }
    return (size_t)(p - s);
}

struct scan {
    struct reading *r;
    const char *p;
    size_t sentence, paragraph;
    int depth;
};

static struct token *add_token(struct scan *s, enum token_type type, size_t length)
{
    struct arena *a = s->r->arena;
    struct token *t = vec_add(a, &s->r->tokens);

    t->type = type;
    t->at = (size_t)(s->p - s->r->text);
    t->end = t->at + length;
    t->raw = arena_strndup(a, s->p, length);
    t->word = type == TOKEN_WORD ? utf8_lower(a, t->raw) : t->raw;
    t->sentence = s->sentence;
    t->paragraph = s->paragraph;
    t->depth = s->depth;
    t->noun = "";
    s->p += length;
    return t;
}

static size_t word_length(const char *s)
{
    const char *p = s, *next = s;

    while (is_word_char(utf8_next(&next)) && *p)
        p = next;
    return (size_t)(p - s);
}

/* "08-CTr/TU", "30c/NQ-CP", "953/UBND-NV", "2018-Q3": letters and digits with "/", "-", "." and no blank. */
static size_t code_length(const char *s)
{
    const char *p = s;
    int letters = 0;

    for (;;) {
        const char *next = p;
        uint32_t c = utf8_next(&next);

        if (!c)
            break;
        if (is_word_char(c))
            letters |= !(c < 0x80 && is_digit((char)c)) && c != '_';
        else if (!((c == '/' || c == '-' || c == '.') && next[0] &&
                   (is_word_char((unsigned char)next[0]) || (unsigned char)next[0] >= 0x80)))
            break;
        p = next;
    }
    return letters ? (size_t)(p - s) : 0;
}

static int days_of(int month)
{
    return month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static int is_day(int64_t day, int64_t month)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= days_of((int)month);
}

/* "14/10/2018", "8/2018", "12/13": up to three numbers joined by "/". */
static int scan_slashes(struct scan *s)
{
    const char *p = s->p;
    int64_t v[3];
    size_t n = 0, length;
    int decimals;
    struct token *t;

    do {
        size_t used = read_number(p, &v[n], &decimals);

        if (!used || decimals)
            return 0;
        p += used;
        n++;
    } while (n < 3 && *p == '/' && is_digit(p[1]) && *p++);
    if (n < 2 || *p == '/')
        return 0;
    length = (size_t)(p - s->p);
    if (n == 3 && is_day(v[0], v[1]) && v[2] >= FIRST_YEAR && v[2] <= LAST_YEAR) {
        t = add_token(s, TOKEN_DATE, length);
        t->day = (int)v[0];
        t->month = (int)v[1];
        t->year = (int)v[2];
    } else if (n == 2 && v[0] >= 1 && v[0] <= 12 && v[1] >= FIRST_YEAR && v[1] <= LAST_YEAR) {
        t = add_token(s, TOKEN_DATE, length);
        t->month = (int)v[0];
        t->year = (int)v[1];
    } else {
        t = add_token(s, n == 2 && v[1] ? TOKEN_FRACTION : TOKEN_OTHER, length);
        t->value = v[0];
        t->den = n == 2 ? v[1] : 0;
    }
    return 1;
}

static void scan_number(struct scan *s)
{
    size_t code = code_length(s->p), n;
    int64_t value;
    int decimals;
    struct token *t;

    if (code) {
        add_token(s, TOKEN_OTHER, code);
        return;
    }
    if (scan_slashes(s))
        return;
    n = read_number(s->p, &value, &decimals);
    if (!n) {
        add_token(s, TOKEN_OTHER,
                  strspn(s->p, "0123456789.,") - (strchr(".,", s->p[strspn(s->p, "0123456789.,") - 1]) != NULL));
        return;
    }
    if (s->p[n] == '%' || (s->p[n] == ' ' && s->p[n + 1] == '%')) {
        t = add_token(s, TOKEN_PERCENT, n + (s->p[n] == '%' ? 1 : 2));
    } else {
        int year = !decimals && n == 4 && value >= FIRST_YEAR && value <= LAST_YEAR;

        t = add_token(s, decimals || year ? TOKEN_OTHER : TOKEN_COUNT, n);
    }
    t->value = value;
    t->decimals = decimals;
}

/* ---- sentences and paragraphs ---- */

static int ends_sentence(const char *p)
{
    return (*p == '.' || *p == '?' || *p == '!') && (p[1] == '\0' || p[1] == ' ' || p[1] == '\n' || p[1] == '/');
}

/* A line that begins a paragraph of its own: empty, a heading, an item, a numbered point, a table row. */
static int begins_paragraph(const char *line)
{
    size_t digits;

    line += strspn(line, " \t");
    if (*line == '\n' || *line == '\0' || *line == '#' || *line == '|' || *line == '>')
        return 1;
    if ((*line == '-' || *line == '+' || *line == '*') && line[1] == ' ')
        return 1;
    if (strncmp(line, "–", 3) == 0 || strncmp(line, "•", 3) == 0)
        return 1;
    digits = strspn(line, "0123456789");
    if (digits && digits <= 2 && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
        return 1;
    return line[0] >= 'a' && line[0] <= 'y' && line[1] == ')' && line[2] == ' ';
}

/* Skips what marks a heading, item or point, so that its number is none of the text. */
static void skip_marker(struct scan *s)
{
    size_t n;

    s->p += strspn(s->p, " \t#>*");
    if ((*s->p == '-' || *s->p == '+') && s->p[1] == ' ')
        s->p += 2;
    n = strspn(s->p, "0123456789");
    while (n && n <= 2 && s->p[n] == '.' && is_digit(s->p[n + 1]) && s->p[n + 2] == '.')
        n += 2; /* "1.1." */
    if (n && n <= 4 && (s->p[n] == '.' || s->p[n] == ')') && s->p[n + 1] == ' ')
        s->p += n + 1;
    else if (s->p[0] >= 'a' && s->p[0] <= 'y' && s->p[1] == ')' && s->p[2] == ' ')
        s->p += 2;
}

static void next_sentence(struct scan *s)
{
    struct reading *r = s->r;

    if (r->sentences.v[r->sentences.n - 1] == r->tokens.n)
        return;
    s->sentence++;
    *vec_add(r->arena, &r->sentences) = r->tokens.n;
}

static void next_paragraph(struct scan *s)
{
    next_sentence(s);
    s->paragraph++;
    s->depth = 0;
}

static void scan_line_end(struct scan *s)
{
    s->p++;
    if (!begins_paragraph(s->p))
        return;
    next_paragraph(s);
    while (*s->p == '|') /* rows of tables are no prose */
        s->p += strcspn(s->p, "\n") + (s->p[strcspn(s->p, "\n")] == '\n');
    skip_marker(s);
}

static void scan_punct(struct scan *s)
{
    const char *next = s->p;
    int ends = ends_sentence(s->p);
    struct token *t;

    utf8_next(&next);
    if (*s->p == ')' && s->depth)
        s->depth--;
    t = add_token(s, TOKEN_PUNCT, (size_t)(next - s->p));
    if (t->raw[0] == '(')
        s->depth++;
    if (ends) {
        s->depth = 0;
        next_sentence(s);
    }
}

static void scan_text(struct scan *s)
{
    skip_marker(s);
    while (*s->p) {
        const char *next = s->p;
        uint32_t c = utf8_next(&next);

        if (c == '\n')
            scan_line_end(s);
        else if (utf8_is_blank(c) || c == '*')
            s->p = next;
        else if (c < 0x80 && is_digit((char)c))
            scan_number(s);
        else if (is_word_char(c))
            add_token(s, code_length(s->p) > word_length(s->p) ? TOKEN_OTHER : TOKEN_WORD,
                      code_length(s->p) > word_length(s->p) ? code_length(s->p) : word_length(s->p));
        else
            scan_punct(s);
    }
    next_sentence(s);
}

/* ---- what a number stands for, from the words beside it ---- */

size_t word_at(const struct reading *r, size_t i, const char *list)
{
    while (*list) {
        size_t n = strcspn(list, "|"), k = 0;
        const char *p = list, *end = list + n;

        while (p < end && i + k < r->tokens.n && r->tokens.v[i + k].type == TOKEN_WORD &&
               r->tokens.v[i + k].sentence == r->tokens.v[i].sentence) {
            size_t part = 0, length = strlen(r->tokens.v[i + k].word);

            while (p + part < end && p[part] != ' ')
                part++;
            if (part != length || memcmp(p, r->tokens.v[i + k].word, length) != 0)
                break;
            p += part + (p + part < end);
            k++;
        }
        if (p == end)
            return k;
        list += n + (list[n] == '|');
    }
    return 0;
}

size_t word_in(const struct reading *r, size_t from, size_t to, const char *list)
{
    while (from < to && !word_at(r, from, list))
        from++;
    return from;
}

/* The longest noun of the list that stands at token i. */
static const char *noun_at(const struct reading *r, size_t i)
{
    const char *list = NOUNS, *best = "";
    size_t words = 0;

    while (*list) {
        size_t n = strcspn(list, "|"), k;
        char *one = arena_strndup(r->arena, list, n);

        k = word_at(r, i, one);
        if (k > words) {
            words = k;
            best = one;
        }
        list += n + (list[n] == '|');
    }
    return best;
}

static int word_before(const struct reading *r, size_t i, const char *list)
{
    for (size_t back = 1; back <= 2 && back <= i; back++)
        if (word_at(r, i - back, list) == back)
            return 1;
    return 0;
}

/* "tổng số 610", "số 05/BC": behind "số" stands a number of a document only where none is counted. */
static int is_ordinal(const struct reading *r, size_t i)
{
    const struct token *before = i ? &r->tokens.v[i - 1] : NULL;

    if (!before || before->sentence != r->tokens.v[i].sentence)
        return 0;
    if (word_before(r, i, ORDINALS) && r->tokens.v[i].value < 1000 && !*r->tokens.v[i].noun)
        return 1;
    if (word_before(r, i, "số") && !*noun_at(r, i + 1))
        return 1;
    /* "mức độ 3, 4", "quý I và 2": goes on with an ordinal. */
    return i >= 2 && (before->raw[0] == ',' || word_at(r, i - 1, "và|hoặc")) &&
           r->tokens.v[i - 2].type == TOKEN_OTHER && !r->tokens.v[i - 2].decimals && r->tokens.v[i].value < 100 &&
           !*noun_at(r, i + 1);
}

/* "ngày 05 tháng 01 năm 2018": the tokens become one date. */
static void join_long_date(struct reading *r, size_t i)
{
    struct token *t = &r->tokens.v[i];

    if (i + 2 >= r->tokens.n || !word_before(r, i, "ngày") || !word_at(r, i + 1, "tháng") ||
        r->tokens.v[i + 2].type != TOKEN_COUNT || !is_day(t->value, r->tokens.v[i + 2].value))
        return;
    t->type = TOKEN_DATE;
    t->day = (int)t->value;
    t->month = (int)r->tokens.v[i + 2].value;
    r->tokens.v[i + 2].type = TOKEN_OTHER;
    if (i + 4 < r->tokens.n && word_at(r, i + 3, "năm") && r->tokens.v[i + 4].type == TOKEN_OTHER)
        t->year = (int)r->tokens.v[i + 4].value;
}

/* "14/10" after "ngày", "đến" …, or in a list of dates. */
static int fraction_is_date(const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.v[i];

    if (!is_day(t->value, t->den) || *t->noun)
        return 0;
    if (word_before(r, i, BEFORE_DATE))
        return 1;
    return i >= 2 && r->tokens.v[i - 1].type == TOKEN_PUNCT && r->tokens.v[i - 2].type == TOKEN_DATE;
}

static void name_number(struct reading *r, size_t i)
{
    struct token *t = &r->tokens.v[i];
    size_t points = word_at(r, i + 1, "điểm phần trăm|điểm %");

    if (t->type == TOKEN_COUNT)
        join_long_date(r, i);
    if ((t->type == TOKEN_COUNT || (t->type == TOKEN_OTHER && t->decimals)) &&
        (points || (i + 2 < r->tokens.n && word_at(r, i + 1, "điểm") && r->tokens.v[i + 2].raw[0] == '%'))) {
        t->type = TOKEN_POINTS;
        return;
    }
    if (t->type != TOKEN_COUNT && t->type != TOKEN_FRACTION && !(t->type == TOKEN_OTHER && t->value >= FIRST_YEAR))
        return;
    t->noun = noun_at(r, i + 1);
    if (t->type == TOKEN_FRACTION && fraction_is_date(r, i)) {
        t->type = TOKEN_DATE;
        t->day = (int)t->value;
        t->month = (int)t->den;
    } else if (t->type == TOKEN_COUNT && (word_at(r, i + 1, MEASURES) || is_ordinal(r, i))) {
        t->type = TOKEN_OTHER;
    }
}

void reading_open(struct reading *r, struct arena *a, const char *text)
{
    struct scan s;

    memset(r, 0, sizeof *r);
    r->arena = a;
    r->text = text;
    r->proof = arena_alloc(a, sizeof *r->proof);
    *vec_add(a, &r->sentences) = 0;
    s = (struct scan){.r = r, .p = text};
    scan_text(&s);
    for (size_t i = 0; i < r->tokens.n; i++) {
        name_number(r, i);
        *vec_add(a, &r->used) = 0;
    }
}
