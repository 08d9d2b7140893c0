/* A doubt in words: where, what is said, what the arithmetic gives, which slip of the finger would explain it. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/vi.h"
#include "doc/proof_impl.h"

enum {
    TYPOS_SHOWN = 3,
    EXCERPT = 400 /* bytes of a sentence to each side of a figure */
};

char *number_text(struct arena *a, int64_t value, int decimals)
{
    int64_t unit = 1, size = llabs(value);
    char *whole;

    for (int i = 0; i < decimals; i++)
        unit *= 10;
    whole = vi_count(a, size / unit);
    if (decimals)
        return arena_printf(a, "%s%s,%0*lld", value < 0 ? "-" : "", whole, decimals, (long long)(size % unit));
    return arena_printf(a, "%s%s", value < 0 ? "-" : "", whole);
}

/* Doubts come one rule after the other: where the last place lies before, it is counted on from there. */
static void place_of(struct reading *r, size_t at, struct doubt *d)
{
    if (at < r->place_at) {
        r->place_at = r->place_line_at = 0;
        r->place_line = r->place_page = 1;
    }
    for (size_t i = r->place_at; i < at; i++) {
        if (r->text[i] == '\n') {
            r->place_line++;
            r->place_line_at = i + 1;
        }
        r->place_page += r->text[i] == '\f';
    }
    r->place_at = at;
    d->line = r->place_line;
    d->page = r->place_page;
    d->column = 1;
    for (size_t i = r->place_line_at; i < at; i++)
        d->column += ((unsigned char)r->text[i] & 0xC0) != 0x80;
}

/* The sentence of a token on one line; of a long one what stands around it. */
static const char *sentence_text(const struct reading *r, size_t at)
{
    size_t s = token(r, at)->sentence, first = sentence_first(r, s), last = sentence_end(r, s) - 1;
    size_t i = at, k = at;
    struct buf b;

    while (i > first && token(r, at)->at - token(r, i - 1)->at <= EXCERPT)
        i--;
    while (k < last && token(r, k + 1)->end - token(r, at)->at <= EXCERPT)
        k++;
    buf_init(&b, r->arena);
    if (i > first)
        buf_puts(&b, "… ");
    for (size_t t = i; t <= k; t++) {
        if (t > i && token(r, t)->at > token(r, t - 1)->end)
            buf_putc(&b, ' ');
        buf_add(&b, r->text + token(r, t)->at, token(r, t)->end - token(r, t)->at);
    }
    if (k < last)
        buf_puts(&b, " …");
    return buf_str(&b);
}

void doubt_add(struct reading *r, enum doubt_kind kind, size_t at, const char *says, const char *gives,
               const char *typo)
{
    struct doubt *d;

    if (number(r, at) && number(r, at)->used & 1 << (int)(kind + 1))
        return; /* two rules, one finding */
    if (number(r, at))
        number(r, at)->used |= 1 << (int)(kind + 1);
    d = vec_add(r->arena, &r->proof->doubts);
    d->kind = kind;
    place_of(r, token(r, at)->at, d);
    d->paragraph = r->paragraphs.v[token(r, at)->sentence];
    d->sentence = sentence_text(r, at);
    d->says = says;
    d->gives = gives;
    d->typo = typo;
}

/* The i-th number as the text writes it. */
static const char *shown(const struct reading *r, const struct claim *c, size_t i, int64_t value, int decimals)
{
    const struct number *n = number(r, c->v[i].token);
    const char *text = number_text(r->arena, value, decimals);

    switch (token(r, c->v[i].token)->type) {
    case TOKEN_PERCENT:
        return arena_printf(r->arena, "%s%%", text);
    case TOKEN_POINTS:
        return arena_printf(r->arena, "%s điểm %%", text);
    case TOKEN_TIMES:
        return arena_printf(r->arena, "%s lần", text);
    default:
        return n->kind == KIND_MONEY || n->kind == KIND_SCORE ? arena_printf(r->arena, "%s %s", text, n->noun) : text;
    }
}

static const char *written(const struct reading *r, const struct claim *c, size_t i)
{
    return shown(r, c, i, c->v[i].value, c->v[i].decimals);
}

struct typos {
    const struct reading *r;
    const struct claim *c;
    struct buf out;
    size_t n;
};

static void show_typo(void *ctx, size_t i, int64_t value)
{
    struct typos *t = ctx;

    if (t->n++ < TYPOS_SHOWN)
        buf_printf(&t->out, "%s%s thay cho %s", t->n > 1 ? "; " : "", shown(t->r, t->c, i, value, t->c->v[i].decimals),
                   written(t->r, t->c, i));
}

/* The last digit as if rounded up, or cut off: a habit, no slip. */
static const char *rounding(const struct claim *c)
{
    struct claim finer = *c;
    int64_t right, fine;
    size_t last = c->n - 1;

    if (c->kind != CLAIM_RATE && c->kind != CLAIM_CHANGE)
        return "";
    finer.v[last].decimals += 2;
    if (!claim_right(c, &right) || !claim_right(&finer, &fine) || fine < 0)
        return "";
    if (c->v[last].value == right + 1 && fine % 100 > 0 && fine % 100 < 50)
        return "làm tròn lên, trong khi phần bỏ đi nhỏ hơn một nửa; ";
    return c->v[last].value == right - 1 && fine % 100 >= 50 ? "bỏ phần lẻ, không làm tròn; " : "";
}

static const char *typos_text(const struct reading *r, const struct claim *c)
{
    struct typos swaps = {.r = r, .c = c}, digits = {.r = r, .c = c};
    struct buf out;

    buf_init(&swaps.out, r->arena);
    buf_init(&digits.out, r->arena);
    buf_init(&out, r->arena);
    claim_typos(c, TYPO_SWAP, show_typo, &swaps);
    claim_typos(c, TYPO_DIGIT, show_typo, &digits);
    buf_puts(&out, rounding(c));
    if (swaps.n)
        buf_printf(&out, "đổi chỗ hai chữ số: %s%s", buf_str(&swaps.out), swaps.n > TYPOS_SHOWN ? "; …" : "");
    if (digits.n)
        buf_printf(&out, "%ssai một chữ số: %s%s", swaps.n ? "; hoặc " : "", buf_str(&digits.out),
                   digits.n > TYPOS_SHOWN ? "; …" : "");
    return buf_str(&out);
}

static const char *says(const struct reading *r, const struct claim *c)
{
    struct arena *a = r->arena;
    const char *x = written(r, c, 0), *y = written(r, c, 1), *z = written(r, c, c->n - 1);
    struct buf b;

    switch (c->kind) {
    case CLAIM_RATE:
        return arena_printf(a, "%s/%s = %s", x, y, z);
    case CLAIM_CHANGE:
        return arena_printf(a, "từ %s thành %s là %s %s", y, x, c->sign > 0 ? "tăng" : "giảm", z);
    case CLAIM_STEP:
        if (c->sign > 0)
            return arena_printf(a, "%s - %s = %s", x, y, z);
        return arena_printf(a, "%s - %s = %s", y, x, z);
    case CLAIM_RELATIVE:
        return arena_printf(a, "%s %s để thành %s là %s", c->sign > 0 ? "tăng" : "giảm", y, x, z);
    case CLAIM_TIMES:
        return arena_printf(a, "%s gấp %s %s", x, z, y);
    case CLAIM_SUM:
        break;
    }
    buf_init(&b, a);
    for (size_t i = 1; i < c->n; i++)
        buf_printf(&b, "%s%s", i > 1 ? " + " : "", written(r, c, i));
    buf_printf(&b, " = %s", x);
    return buf_str(&b);
}

/* The decimals of what claim_right gives. */
static int right_decimals(const struct claim *c)
{
    int decimals = c->v[claim_result(c)].decimals;

    if (c->kind == CLAIM_SUM || c->kind == CLAIM_STEP)
        for (size_t i = 0; i < c->n; i++)
            if (c->v[i].decimals > decimals)
                decimals = c->v[i].decimals;
    return decimals;
}

void claim_doubt(struct reading *r, const struct claim *c, enum doubt_kind kind, size_t at)
{
    const char *gives = "không tính được";
    size_t result = claim_result(c);
    int64_t right;

    if (claim_right(c, &right)) {
        gives = shown(r, c, result, right, right_decimals(c));
        if ((c->kind == CLAIM_CHANGE || (c->kind == CLAIM_STEP && kind == DOUBT_CHANGE)) && right < 0)
            gives = arena_printf(r->arena, "%s %s", c->sign > 0 ? "giảm" : "tăng",
                                 shown(r, c, result, -right, right_decimals(c)));
        if (c->kind == CLAIM_CHANGE && right == 0)
            gives = "không tăng, không giảm";
    }
    doubt_add(r, kind, at, says(r, c), gives, typos_text(r, c));
}
