/* The text as tokens, sentences and paragraphs; tables, page numbers and markers of items are no prose. */
#include <string.h>

#include "base/utf8.h"
#include "doc/proof_impl.h"

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2100,
    WRAP_MAX = 140,  /* a longer line was not wrapped: it is a paragraph */
    SHORT_LINE = 45, /* a shorter one before a capital letter ends its paragraph */
    CAPITALS = 5     /* letters of a line that is a heading if all are capitals */
};

struct words {
    struct word {
        const char *raw, *lower;
        size_t n, lower_n;
        uint32_t hash;
    } * slots;
    size_t used, size;
};

struct scan {
    struct reading *r;
    struct words words;
    const char *p;
    size_t sentence, paragraph;
    int depth;
};

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- words, each in memory once ---- */

static struct word *slot(const struct words *w, const char *raw, size_t n)
{
    for (size_t i = word_hash(raw, n) & (w->size - 1);; i = (i + 1) & (w->size - 1))
        if (!w->slots[i].raw || (w->slots[i].n == n && memcmp(w->slots[i].raw, raw, n) == 0))
            return &w->slots[i];
}

static void words_grow(struct arena *a, struct words *w)
{
    struct words old = *w;

    w->size = old.size ? old.size * 4 : 1024;
    w->slots = arena_alloc(a, w->size * sizeof *w->slots);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].raw)
            *slot(w, old.slots[i].raw, old.slots[i].n) = old.slots[i];
}

static const struct word *word_of(struct scan *s, const char *raw, size_t n)
{
    struct arena *a = s->r->arena;
    struct word *w;

    if (s->words.used * 2 >= s->words.size)
        words_grow(a, &s->words);
    w = slot(&s->words, raw, n);
    if (!w->raw) {
        w->raw = raw;
        w->n = n;
        w->lower = utf8_lower(a, arena_strndup(a, raw, n));
        w->lower_n = strlen(w->lower);
        w->hash = word_hash(w->lower, w->lower_n);
        s->words.used++;
    }
    return w;
}

/* ---- tokens ---- */

char *token_raw(const struct reading *r, size_t i)
{
    return arena_strndup(r->arena, r->text + token(r, i)->at, token(r, i)->end - token(r, i)->at);
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

static struct token *add_token(struct scan *s, enum token_type type, size_t length)
{
    struct reading *r = s->r;
    struct token *t;

    if (r->tokens.n - r->sentences.v[r->sentences.n - 1] >= WORDS_MAX)
        next_paragraph(s);
    t = vec_add(r->arena, &r->tokens);
    t->type = type;
    t->at = (uint32_t)(s->p - r->text);
    t->end = t->at + (uint32_t)length;
    t->word = "";
    if (type == TOKEN_WORD) {
        const struct word *w = word_of(s, s->p, length);

        t->word = w->lower;
        t->length = (uint32_t)w->lower_n;
        t->hash = w->hash;
    } else if (type != TOKEN_PUNCT) {
        t->n = arena_alloc(r->arena, sizeof *t->n);
        t->n->noun = "";
    }
    t->sentence = (uint32_t)s->sentence;
    t->paragraph = (uint32_t)s->paragraph;
    t->depth = s->depth;
    s->p += length;
    return t;
}

static size_t word_length(const char *s)
{
    const char *p = s, *next = s;

    while (proof_is_word(utf8_next(&next)) && *p)
        p = next;
    return (size_t)(p - s);
}

static int days_of(int month)
{
    return month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static int is_day(int64_t day, int64_t month)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= days_of((int)month);
}

static int is_year(int64_t v)
{
    return v >= FIRST_YEAR && v <= LAST_YEAR;
}

/* "14/10/2018", "8/2018", "12/13", "18,9/27": up to three numbers joined by "/". */
static int scan_slashes(struct scan *s)
{
    const char *p = s->p;
    int64_t v[3];
    int decimals[3];
    size_t n = 0, length;
    struct token *t;

    do {
        size_t used = proof_number(p, &v[n], &decimals[n]);

        if (!used)
            return 0;
        p += used;
        n++;
    } while (n < 3 && *p == '/' && is_digit(p[1]) && *p++);
    if (n < 2 || *p == '/' || (n == 3 && (decimals[0] || decimals[1] || decimals[2])))
        return 0;
    length = (size_t)(p - s->p);
    if (n == 3 && is_day(v[0], v[1]) && is_year(v[2])) {
        t = add_token(s, TOKEN_DATE, length);
        t->n->day = (int)v[0];
        t->n->month = (int)v[1];
        t->n->year = (int)v[2];
    } else if (n == 2 && !decimals[0] && !decimals[1] && v[0] >= 1 && v[0] <= 12 && is_year(v[1])) {
        t = add_token(s, TOKEN_DATE, length);
        t->n->month = (int)v[0];
        t->n->year = (int)v[1];
    } else {
        t = add_token(s, n == 2 && v[1] ? TOKEN_FRACTION : TOKEN_OTHER, length);
        for (; n == 2 && decimals[0] < decimals[1]; decimals[0]++)
            v[0] *= 10;
        for (; n == 2 && decimals[1] < decimals[0]; decimals[1]++)
            v[1] *= 10;
        t->n->value = v[0];
        t->n->den = n == 2 ? v[1] : 0;
        t->n->decimals = decimals[0];
    }
    return 1;
}

static void scan_number(struct scan *s)
{
    size_t code = proof_code(s->p), n;
    int64_t value;
    int decimals;
    struct token *t;

    if (code) {
        add_token(s, TOKEN_OTHER, code);
        return;
    }
    if (scan_slashes(s))
        return;
    n = proof_number(s->p, &value, &decimals);
    if (!n)
        n = proof_dot_percent(s->p, &value, &decimals);
    if (!n) {
        n = strspn(s->p, "0123456789.,");
        add_token(s, TOKEN_OTHER, n - (n > 1 && strchr(".,", s->p[n - 1]) != NULL));
        return;
    }
    if (s->p[n] == '%' || (s->p[n] == ' ' && s->p[n + 1] == '%')) {
        t = add_token(s, TOKEN_PERCENT, n + (s->p[n] == '%' ? 1 : 2));
    } else {
        int year = !decimals && n == 4 && is_year(value);

        t = add_token(s, year ? TOKEN_OTHER : TOKEN_COUNT, n);
    }
    t->n->value = value;
    t->n->decimals = decimals;
}

/* ---- lines ---- */

static const char *line_end(const char *s)
{
    return s + strcspn(s, "\n");
}

static const char *after_blanks(const char *s)
{
    return s + strspn(s, " \t\f\v\r");
}

static int is_bullet(const char *line)
{
    return ((*line == '-' || *line == '+' || *line == '*') && line[1] == ' ') || strncmp(line, "– ", 4) == 0 ||
           strncmp(line, "• ", 4) == 0 || strncmp(line, "\xEF\x82\xB7", 3) == 0;
}

/* "I. CÔNG TÁC CHỈ ĐẠO", "BÁO CÁO" */
static int is_capitals(const char *line)
{
    size_t capitals = 0;

    while (*line && *line != '\n') {
        uint32_t c = utf8_next(&line);

        if (c >= 'A' && proof_is_word(c) && utf8_lower_cp(c) == c)
            return 0;
        capitals += c >= 'A' && proof_is_word(c);
    }
    return capitals >= CAPITALS;
}

/* A line that begins a paragraph of its own: a heading, an item, a numbered point, a table row. */
static int begins_paragraph(const char *line)
{
    size_t digits;

    if (is_capitals(line))
        return 1;
    if (*line == '#' || *line == '|' || *line == '>' || is_bullet(line))
        return 1;
    digits = strspn(line, "0123456789");
    if (digits && digits <= 2 && (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ')
        return 1;
    return line[0] >= 'a' && line[0] <= 'y' && line[1] == ')' && line[2] == ' ';
}

static int has_letter(const char *line, const char *end)
{
    while (line < end) {
        uint32_t c = utf8_next(&line);

        if (c >= 'A' && proof_is_word(c))
            return 1;
    }
    return 0;
}

/* "2", "- 2 -", "Trang 2/5" */
static int is_page_number(const char *line, const char *end)
{
    if (strncmp(line, "Trang ", 6) == 0 || strncmp(line, "trang ", 6) == 0)
        line += 6;
    return line < end && end - line <= 12 && line[strspn(line, "0123456789-/ \t\r")] == *end &&
           strcspn(line, "0123456789") < (size_t)(end - line);
}

/* Columns: two gaps of several blanks, or numbers side by side with nothing between. */
static int is_table_row(const char *line, const char *end)
{
    int gaps = 0, numbers = 0, row = 0;

    if (*line == '|')
        return 1;
    for (const char *p = line; p < end;) {
        size_t blanks = strspn(p, " \t"), word;

        gaps += p > line && (blanks >= 3 || memchr(p, '\t', blanks)) && p + blanks < end && p[blanks] != '\r';
        p += blanks;
        word = strcspn(p, " \t\n");
        numbers = is_digit(*p) && word == strspn(p, "0123456789.,%") && p[word - 1] != ',' ? numbers + 1 : 0;
        row |= numbers >= 3;
        p += word;
    }
    return gaps >= 2 || row;
}

/* A line of figures alone is a cell of a table where no prose runs into it. */
static int is_cell(const char *line, const char *end)
{
    return line < end && !has_letter(line, end) && end[-1] != '.' && end[-1] != ';' && end[-1] != ',';
}

/* Skips what marks a heading, item or point, so that its number is none of the text. */
static void skip_marker(struct scan *s)
{
    size_t n;

    s->p += strspn(s->p, " \t\f\v#>");
    if (is_bullet(s->p))
        s->p += strcspn(s->p, " ") + (s->p[strcspn(s->p, " ")] == ' ');
    s->p += strspn(s->p, " \t*");
    n = strspn(s->p, "0123456789");
    while (n && n <= 6 && s->p[n] == '.' && is_digit(s->p[n + 1]) && strspn(s->p + n + 1, "0123456789") <= 2)
        n += 1 + strspn(s->p + n + 1, "0123456789"); /* "1.1." */
    if (n && n <= 8 && (s->p[n] == '.' || s->p[n] == ')') && s->p[n + 1] == ' ')
        s->p += n + 1;
    else if (s->p[0] >= 'a' && s->p[0] <= 'y' && s->p[1] == ')' && s->p[2] == ' ')
        s->p += 2;
}

/* Rows and cells of tables, page numbers: skipped at the start of a line. `open`: prose runs into the line. */
static int skip_table(struct scan *s, int open)
{
    const char *line = after_blanks(s->p), *end = line_end(line), *text_end = end;

    while (text_end > line && strchr(" \t\r\f\v", text_end[-1]))
        text_end--;
    if (line == text_end)
        return 0;
    if (!is_table_row(line, text_end) && (open || !(is_cell(line, text_end) || is_page_number(line, text_end))))
        return 0;
    s->p = end;
    return 1;
}

static int last_char(const struct scan *s)
{
    const struct reading *r = s->r;

    return r->tokens.n ? r->text[token(r, r->tokens.n - 1)->end - 1] : '\0';
}

/* Does a sentence that a page break cut go on at `next`? */
static int goes_on(const struct scan *s, const char *next)
{
    const char *p = next;
    uint32_t c = utf8_next(&p);

    if (last_char(s) == '\0' || strchr(".:;?!|", last_char(s)))
        return 0;
    return is_digit(*next) ? !begins_paragraph(next) : c && proof_is_word(c) && utf8_lower_cp(c) == c;
}

static size_t line_width(const struct scan *s)
{
    const char *p = s->p, *from;

    while (p > s->r->text && p[-1] != '\n' && (size_t)(s->p - p) <= 4 * WRAP_MAX)
        p--;
    for (from = p; (size_t)(s->p - from) && (*from == ' ' || *from == '\t'); from++)
        continue;
    return (size_t)(s->p - from) * 3 / 4; /* Vietnamese has some four bytes for three characters */
}

static int is_upper(const char *s)
{
    uint32_t c = utf8_next(&s);

    return utf8_lower_cp(c) != c;
}

/* Is the line that ends here, read by its bytes, a paragraph by its looks? */
static int ends_paragraph(const struct scan *s, const char *end, size_t width, const char *next)
{
    const char *from = end;

    if (width > WRAP_MAX || (width < SHORT_LINE && is_upper(next)))
        return 1;
    while (from > s->r->text && from[-1] != '\n')
        from--;
    return is_capitals(from);
}

/* At the end of a line: what comes next belongs to the sentence, or begins a paragraph. */
static void scan_line_end(struct scan *s)
{
    const char *end_of_line = s->p;
    size_t width = line_width(s);
    int empty = 0, page = 0, soft, c = last_char(s);
    const char *next = s->p;

    for (;;) { /* empty lines; the number of a page beside its break */
        const char *line = next + 1, *end;

        end = line_end(line);
        page |= memchr(line, '\f', (size_t)(end - line)) != NULL;
        if (after_blanks(line) < end && !(page && is_page_number(after_blanks(line), end)))
            break;
        empty = 1;
        next = end;
        if (!*end)
            break;
    }
    s->p = *next ? next + 1 : next;
    next = after_blanks(s->p);
    if (c && strchr(":;,", c) && is_bullet(next))
        soft = 1; /* the items of a list make one sentence */
    else if (empty)
        soft = page && goes_on(s, next);
    else
        soft = !begins_paragraph(next) && !ends_paragraph(s, end_of_line, width, next);
    if (skip_table(s, soft && !empty)) {
        next_paragraph(s);
        return;
    }
    if (!soft)
        next_paragraph(s);
    if (!soft || is_bullet(next))
        skip_marker(s);
}

/* ---- sentences ---- */

/* "TP. Hà Nội" */
static int is_abbreviation(const struct reading *r)
{
    static const char *const words[] = {"tp", "tx", "tt", "q", "p", "ths", "ts", "pgs", "gs", "đ/c", "ô", "b"};

    if (!r->tokens.n || token(r, r->tokens.n - 1)->type != TOKEN_WORD)
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(token(r, r->tokens.n - 1)->word, words[i]) == 0)
            return 1;
    return 0;
}

static int ends_sentence(const struct scan *s)
{
    const char *p = s->p, *next;
    uint32_t c;

    if (*p == '?' || *p == '!')
        return 1;
    if (*p != '.' || is_abbreviation(s->r))
        return 0;
    if (p[1] == '\0' || p[1] == '\n' || p[1] == '/')
        return 1;
    if (p[1] != ' ' && p[1] != '\t' && p[1] != '\r' && p[1] != ')' && p[1] != '"' && (unsigned char)p[1] < 0x80)
        return 0;
    next = p + 1 + strspn(p + 1, " \t");
    c = utf8_next(&next);
    return !(c >= 'a' && proof_is_word(c) && utf8_lower_cp(c) == c);
}

static void scan_punct(struct scan *s)
{
    const char *next = s->p;
    int ends = ends_sentence(s);
    struct token *t;

    utf8_next(&next);
    if (*s->p == ')' && s->depth)
        s->depth--;
    t = add_token(s, TOKEN_PUNCT, (size_t)(next - s->p));
    if (s->r->text[t->at] == '(')
        s->depth++;
    if (ends) {
        s->depth = 0;
        next_sentence(s);
    }
}

static void scan_word(struct scan *s, uint32_t first)
{
    size_t word = word_length(s->p), code = 0;

    if (utf8_lower_cp(first) != first && (s->p[word] == '/' || s->p[word] == '-' || s->p[word] == '.'))
        code = proof_code(s->p);
    add_token(s, code > word ? TOKEN_OTHER : TOKEN_WORD, code > word ? code : word);
}

static void scan_text(struct scan *s)
{
    if (!skip_table(s, 0))
        skip_marker(s);
    while (*s->p) {
        const char *next = s->p;
        uint32_t c = utf8_next(&next);

        if (c == '\n')
            scan_line_end(s);
        else if (utf8_is_blank(c) || c == '*' || c == '_')
            s->p = next;
        else if (c < 0x80 && is_digit((char)c))
            scan_number(s);
        else if (proof_is_word(c))
            scan_word(s, c);
        else
            scan_punct(s);
    }
    next_sentence(s);
}

/* ---- dates ---- */

static const char BEFORE_DATE[] = "ngày|đến|từ|hết|trước|sau|tới|sáng|chiều|hạn|kể|hôm|và ngày|vào|dịp";

/* "ngày 05 tháng 01 năm 2018": the tokens become one date. */
static void join_long_date(struct reading *r, size_t i)
{
    struct token *t = &r->tokens.v[i];

    if (i + 2 >= r->tokens.n || !word_before(r, i, "ngày") || !word_at(r, i + 1, "tháng") || !is_count(r, i + 2) ||
        !is_day(t->n->value, number(r, i + 2)->value))
        return;
    t->type = TOKEN_DATE;
    t->n->day = (int)t->n->value;
    t->n->month = (int)number(r, i + 2)->value;
    r->tokens.v[i + 2].type = TOKEN_OTHER;
    if (i + 4 < r->tokens.n && word_at(r, i + 3, "năm") && token(r, i + 4)->type == TOKEN_OTHER)
        t->n->year = (int)number(r, i + 4)->value;
}

/* "14/10" after "ngày", "đến" …, or in a list of dates. */
static void slash_date(struct reading *r, size_t i)
{
    struct token *t = &r->tokens.v[i];

    if (!is_day(t->n->value, t->n->den) || t->n->decimals)
        return;
    if (!word_before(r, i, BEFORE_DATE) &&
        !(i >= 2 && (token(r, i - 1)->type == TOKEN_PUNCT || word_at(r, i - 1, "và")) &&
          token(r, i - 2)->type == TOKEN_DATE && token(r, i - 2)->sentence == t->sentence))
        return;
    t->type = TOKEN_DATE;
    t->n->day = (int)t->n->value;
    t->n->month = (int)t->n->den;
}

void reading_open(struct reading *r, struct arena *a, const char *text)
{
    struct scan s;

    memset(r, 0, sizeof *r);
    r->arena = a;
    r->text = text = page_prose(a, text);
    r->proof = arena_alloc(a, sizeof *r->proof);
    r->filters = filters_new(a);
    r->place_line = r->place_page = 1;
    *vec_add(a, &r->sentences) = 0;
    s = (struct scan){.r = r, .p = text};
    scan_text(&s);
    for (size_t i = 0, shown = 0; i + 1 < r->sentences.n; i++) {
        size_t first = sentence_first(r, i);

        shown += !i || token(r, first)->paragraph != token(r, first - 1)->paragraph;
        *vec_add(a, &r->paragraphs) = shown;
    }
    for (size_t i = 0; i < r->tokens.n; i++) {
        if (is_count(r, i))
            join_long_date(r, i);
        else if (token(r, i)->type == TOKEN_FRACTION)
            slash_date(r, i);
    }
    label_numbers(r);
}
