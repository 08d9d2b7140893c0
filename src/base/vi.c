#include "base/vi.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#define NO_FIGURE "–"

/* n digits with a point before every third from the right. */
static void add_grouped(struct buf *b, const char *digits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            buf_putc(b, '.');
        buf_putc(b, digits[i]);
    }
}

static void add_count(struct buf *b, uint64_t n)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%ju", (uintmax_t)n);
    add_grouped(b, digits, strlen(digits));
}

static uint64_t magnitude(int64_t n)
{
    return n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
}

char *vi_count(struct arena *a, int64_t n)
{
    return vi_count_padded(a, n, 0);
}

char *vi_count_padded(struct arena *a, int64_t n, int pad)
{
    struct buf b;

    buf_init(&b, a);
    if (n < 0)
        buf_putc(&b, '-');
    if (pad && n >= 0 && n <= 9)
        buf_putc(&b, '0');
    add_count(&b, magnitude(n));
    return b.p;
}

int64_t vi_percent_hundredths(int64_t num, int64_t den)
{
    __extension__ typedef __int128 wide; /* sums of money in đồng times 20 000 pass 64 bits */
    wide twice = (wide)num * 20000, q;

    assert(den > 0);
    q = (twice + (num < 0 ? -(wide)den : (wide)den)) / (2 * (wide)den);
    return q > INT64_MAX ? INT64_MAX : q < INT64_MIN ? INT64_MIN : (int64_t)q;
}

/* Hundredths as "1.234,5": two decimals, or as many as needed. */
static void add_hundredths(struct buf *b, int64_t hundredths, int all_decimals)
{
    uint64_t n = magnitude(hundredths);
    int decimals = (int)(n % 100);

    if (hundredths < 0)
        buf_putc(b, '-');
    add_count(b, n / 100);
    if (decimals % 10 || all_decimals)
        buf_printf(b, ",%02d", decimals);
    else if (decimals)
        buf_printf(b, ",%d", decimals / 10);
}

static int compare_counts(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

/* 0 and ±100 are claims ("none", "all"), so a figure that only rounds to one of them must not look like it. Gives on
 * which side of the claim the truth lies: 1 above, -1 below, 0 if the rounded figure may stand. */
static int false_claim(int64_t num, int64_t den, int64_t rounded)
{
    switch (rounded) {
    case 0:
        return compare_counts(num, 0);
    case 10000:
        return compare_counts(num, den);
    case -10000:
        return compare_counts(num, -den);
    default:
        return 0;
    }
}

char *vi_percent(struct arena *a, int64_t num, int64_t den)
{
    int64_t rounded;
    struct buf b;
    int side;

    if (den == 0)
        return arena_strdup(a, NO_FIGURE);
    rounded = vi_percent_hundredths(num, den);
    side = false_claim(num, den, rounded);
    buf_init(&b, a);
    if (side) {
        /* Name the nearest honest bound: 99,996 is "trên 99,99", 0,004 is "dưới 0,01", 100,004 is "trên 100". */
        int towards_zero = rounded != 0 && (rounded > 0 ? side < 0 : side > 0);

        buf_puts(&b, (rounded == 0 ? side < 0 : rounded > 0) ? "trên " : "dưới ");
        if (rounded == 0)
            rounded = side;
        else if (towards_zero)
            rounded += side;
    }
    add_hundredths(&b, rounded, 0);
    buf_putc(&b, '%');
    return b.p;
}

char *vi_percent_cell(struct arena *a, int64_t num, int64_t den)
{
    int64_t rounded;
    struct buf b;

    if (den == 0)
        return arena_strdup(a, NO_FIGURE);
    rounded = vi_percent_hundredths(num, den);
    buf_init(&b, a);
    add_hundredths(&b, rounded + false_claim(num, den, rounded), 1);
    return b.p;
}

char *vi_decimal(struct arena *a, const char *canonical, int pad)
{
    static const char digits[] = "0123456789";
    int negative = canonical[0] == '-';
    const char *whole = canonical + negative, *fraction;
    size_t n = strspn(whole, digits), decimals = 0;
    struct buf b;

    fraction = whole + n;
    if (*fraction == '.')
        decimals = strspn(++fraction, digits);
    assert(n > 0 && fraction[decimals] == '\0' && (decimals > 0 || fraction == whole + n));
    while (n > 1 && *whole == '0') {
        whole++;
        n--;
    }
    buf_init(&b, a);
    if (negative && strspn(whole, "0.") < strlen(whole))
        buf_putc(&b, '-');
    else if (pad && n == 1 && decimals == 0)
        buf_putc(&b, '0');
    add_grouped(&b, whole, n);
    if (decimals)
        buf_printf(&b, ",%s", fraction);
    return b.p;
}

char *vi_date(struct arena *a, day_t d)
{
    struct ymd t;

    if (d == DAY_NONE)
        return arena_strdup(a, "");
    t = day_to_ymd(d);
    return arena_printf(a, t.month < 3 ? "%02d/%02d/%d" : "%02d/%d/%d", t.day, t.month, t.year);
}

char *vi_date_long(struct arena *a, day_t d)
{
    struct ymd t;

    if (d == DAY_NONE)
        return arena_strdup(a, "");
    t = day_to_ymd(d);
    return arena_printf(a, t.month < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", t.day, t.month,
                        t.year);
}

const char *vi_roman(struct arena *a, int n)
{
    static const struct {
        int value;
        const char *text;
    } parts[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    struct buf b;

    assert(n >= 1);
    buf_init(&b, a);
    for (size_t i = 0; n > 0; i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            buf_puts(&b, parts[i].text);
    return b.p;
}

const char *vi_letter(int n)
{
    static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                          "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

    return n >= 1 && n <= (int)(sizeof letters / sizeof *letters) ? letters[n - 1] : NULL;
}

/* ------------------------------------------------------------ order of names */

enum kind { K_END, K_BLANK, K_SIGN, K_NUMBER, K_LETTER };

struct item {
    enum kind kind;
    uint32_t order;     /* of a sign or letter */
    const char *digits; /* of a number, without leading zeros */
    size_t n_digits;
    int tone; /* 0 ngang, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng */
    int upper;
};

static int tone_of(uint32_t mark)
{
    static const uint32_t tones[] = {0, 0x0300, 0x0309, 0x0303, 0x0301, 0x0323};

    for (int i = 1; i < (int)(sizeof tones / sizeof *tones); i++)
        if (tones[i] == mark)
            return i;
    return 0;
}

/* Place of a letter in the alphabet; `mark` is what makes ă, â, ê, ô, ơ, ư of it. Others follow by code point. */
static uint32_t letter_order(uint32_t base, uint32_t mark)
{
    static const struct {
        uint32_t base, mark;
    } own[] = {{'a', 0x0306}, {'a', 0x0302}, {0x0111, 0}, {'e', 0x0302}, {'o', 0x0302}, {'o', 0x031B}, {'u', 0x031B}};

    for (uint32_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].base == base && own[i].mark == mark)
            return (base == 0x0111 ? 'd' : base) * 16 + 1 + i;
    return base * 16;
}

static struct item next_item(const char **s)
{
    struct item t = {.kind = K_END};
    uint32_t cp, lower, parts[UTF8_PARTS], mark = 0;
    const char *start = *s;
    size_t n;

    cp = utf8_next(s);
    if (cp == 0)
        return t;
    if (utf8_is_blank(cp)) {
        t.kind = K_BLANK;
        return t;
    }
    if (cp >= '0' && cp <= '9') {
        t.kind = K_NUMBER;
        t.digits = start + strspn(start, "0");
        t.n_digits = strspn(t.digits, "0123456789");
        *s = t.digits + t.n_digits;
        return t;
    }
    lower = utf8_lower_cp(cp);
    n = utf8_parts(lower, parts);
    for (size_t i = 1; i < n; i++) {
        if (tone_of(parts[i]))
            t.tone = tone_of(parts[i]);
        else
            mark = parts[i];
    }
    t.kind = cp < 0x80 && !(lower >= 'a' && lower <= 'z') ? K_SIGN : K_LETTER;
    if (cp >= 0x2010 && cp <= 0x205E) /* dashes, quotes, dots */
        t.kind = K_SIGN;
    t.order = letter_order(parts[0], mark);
    t.upper = lower != cp;
    return t;
}

static int compare_items(const struct item *x, const struct item *y)
{
    int difference;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->n_digits != y->n_digits)
        return x->n_digits < y->n_digits ? -1 : 1;
    difference = x->n_digits ? memcmp(x->digits, y->digits, x->n_digits) : 0;
    return difference;
}

/* The tone of the next syllable, wherever in it the mark stands: "hoà" and "hòa" are one word. -1 at the end. */
static int next_tone(const char **s)
{
    struct item t = next_item(s);
    int tone = 0;

    if (t.kind == K_END)
        return -1;
    while (t.kind == K_LETTER) {
        if (t.tone)
            tone = t.tone;
        t = next_item(s);
    }
    return tone;
}

int vi_compare(const char *x, const char *y)
{
    const char *p = x, *q = y;
    struct item t, u;
    int difference, tone;

    do {
        t = next_item(&p);
        u = next_item(&q);
        difference = compare_items(&t, &u);
    } while (!difference && t.kind != K_END);
    if (difference)
        return difference;

    p = x;
    q = y;
    do {
        tone = next_tone(&p);
        difference = tone - next_tone(&q);
    } while (!difference && tone >= 0);
    if (difference)
        return difference;

    p = x;
    q = y;
    do {
        t = next_item(&p);
        u = next_item(&q);
        difference = t.upper - u.upper;
    } while (!difference && t.kind != K_END);
    return difference ? difference : strcmp(x, y);
}

/* ------------------------------------------------------------ nearest name */

/* Changes of one byte (other, missing, surplus, or two swapped) that turn x into y. `rows` holds 3 × (|y| + 1). */
static size_t distance(const char *x, const char *y, size_t *rows)
{
    size_t n = strlen(x), m = strlen(y);
    size_t *before = rows, *last = rows + (m + 1), *row = rows + 2 * (m + 1);

    for (size_t j = 0; j <= m; j++)
        last[j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *old;

        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = last[j - 1] + (x[i - 1] != y[j - 1]);

            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
        old = before;
        before = last;
        last = row;
        row = old;
    }
    return last[m];
}

/* What people confuse costs nothing: case, accents, and blanks or hyphens for "_". */
static char *loosened(struct arena *a, const char *name)
{
    char *s = utf8_fold(a, name);

    for (char *p = s; *p; p++)
        if (*p == ' ' || *p == '-')
            *p = '_';
    return s;
}

const char *vi_nearest(const char *name, const char *const *names, size_t n)
{
    struct arena *a = arena_new();
    const char *wanted = loosened(a, name), *nearest = NULL;
    /* More than every fourth letter wrong is another name, and so is one with nothing left of it. */
    size_t length = strlen(wanted), allowed = 1 + length / 4, best = allowed + 1;

    for (size_t i = 0; i < n; i++) {
        const char *candidate = loosened(a, names[i]);
        size_t n_letters = strlen(candidate), d;

        /* Each letter more or less is a change: a name of any length costs no more than it can be near to. */
        if (n_letters >= length + best || length >= n_letters + best)
            continue;
        d = distance(wanted, candidate, arena_alloc(a, 3 * (n_letters + 1) * sizeof(size_t)));
        if (d < best && d < length) {
            nearest = names[i];
            best = d;
        }
    }
    arena_free(a);
    return nearest;
}
