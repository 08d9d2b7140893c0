#include "data/predicate.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Deeper nesting of brackets and NOT is refused: the parser and the evaluation recurse. */
enum { DEPTH_MAX = 100, TEXT_SHOWN = 300 };

enum node_kind { NODE_TRUE, NODE_LEAF, NODE_NOT, NODE_AND, NODE_OR };

struct predicate {
    enum node_kind kind;
    struct leaf leaf;              /* NODE_LEAF */
    VEC(struct predicate *) parts; /* NODE_NOT: one; NODE_AND, NODE_OR: two or more */
};

enum token_kind { T_END, T_WORD, T_QUOTED, T_COMPARE, T_OPEN, T_CLOSE, T_COMMA, T_AND, T_OR, T_NOT, T_IN };

struct token {
    enum token_kind kind;
    enum compare compare; /* T_COMPARE */
    const char *start;    /* in the text, for messages */
    size_t n;
    const char *word; /* T_WORD, T_QUOTED: without quotes */
};

struct parser {
    struct arena *arena;
    const char *text, *at;
    struct token token;
    predicate_bind bind;
    void *ctx;
    int depth;
    struct err *err;
};

static const struct {
    const char *word;
    enum token_kind kind;
} KEYWORDS[] = {
    {"AND", T_AND}, {"VA", T_AND},    {"OR", T_OR}, {"HOAC", T_OR},
    {"NOT", T_NOT}, {"KHONG", T_NOT}, {"IN", T_IN}, {"TRONG", T_IN},
};

/* Longer ones first. */
static const struct {
    const char *text;
    enum compare compare;
} COMPARES[] = {
    {"!=", CMP_NE}, {"≠", CMP_NE}, {"<=", CMP_LE}, {"≤", CMP_LE}, {">=", CMP_GE},
    {"≥", CMP_GE},  {"=", CMP_EQ}, {"<", CMP_LT},  {">", CMP_GT},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int column_of(const struct parser *p, const char *at)
{
    int column = 1;

    for (const char *s = p->text; s < at; s++)
        column += ((unsigned char)*s & 0xC0) != 0x80;
    return column;
}

/* "điều kiện '…', cột 12": a very long condition is cut, or the reason behind it would be. */
static const char *place_of(const struct parser *p, const char *at)
{
    size_t n = strlen(p->text);
    int is_long = n > TEXT_SHOWN;

    if (is_long)
        for (n = TEXT_SHOWN; n && ((unsigned char)p->text[n] & 0xC0) == 0x80; n--)
            ;
    return arena_printf(p->arena, "điều kiện '%.*s%s', cột %d", (int)n, p->text, is_long ? "…" : "", column_of(p, at));
}

static int fail(struct parser *p, const char *at, const char *what)
{
    return err_set(p->err, ST_CONFIG, "%s: %s.", place_of(p, at), what);
}

static int is_compare(const char *s, size_t *n, enum compare *out)
{
    for (size_t i = 0; i < COUNT(COMPARES); i++) {
        *n = strlen(COMPARES[i].text);
        if (strncmp(s, COMPARES[i].text, *n) == 0) {
            *out = COMPARES[i].compare;
            return 1;
        }
    }
    return 0;
}

static int is_blank(const char *s, size_t *n)
{
    static const char nbsp[] = "\xC2\xA0"; /* comes with text copied from a word processor */

    *n = strncmp(s, nbsp, 2) == 0 ? 2 : 1;
    return *n == 2 || *s == ' ' || *s == '\t' || *s == '\n' || *s == '\r';
}

static int ends_word(const char *s)
{
    enum compare ignored;
    size_t n;

    return !*s || strchr("(),\"!", *s) || is_blank(s, &n) || is_compare(s, &n, &ignored);
}

static int next_quoted(struct parser *p)
{
    const char *end = strchr(p->at + 1, '"');

    if (!end)
        return fail(p, p->at, "thiếu dấu \" đóng");
    p->token = (struct token){
        .kind = T_QUOTED,
        .start = p->at,
        .n = (size_t)(end + 1 - p->at),
        .word = arena_strndup(p->arena, p->at + 1, (size_t)(end - p->at - 1)),
    };
    p->at = end + 1;
    return 0;
}

static int next(struct parser *p)
{
    static const char brackets[] = "(),";
    static const enum token_kind bracket_kinds[] = {T_OPEN, T_CLOSE, T_COMMA};
    struct token *t = &p->token;
    const char *bracket;
    size_t n;

    while (*p->at && is_blank(p->at, &n))
        p->at += n;
    *t = (struct token){.kind = T_END, .start = p->at};
    if (!*p->at)
        return 0;
    if (*p->at == '"')
        return next_quoted(p);
    bracket = strchr(brackets, *p->at);
    if (bracket) {
        t->kind = bracket_kinds[bracket - brackets];
        t->n = 1;
    } else if (is_compare(p->at, &t->n, &t->compare)) {
        t->kind = T_COMPARE;
    } else {
        t->n = 0;
        while (!ends_word(p->at + t->n))
            t->n++;
        if (!t->n)
            return fail(p, p->at, "dấu này không dùng ở đây được");
        t->kind = T_WORD;
        t->word = arena_strndup(p->arena, p->at, t->n);
        for (size_t i = 0; i < COUNT(KEYWORDS); i++)
            if (strcmp(t->word, KEYWORDS[i].word) == 0)
                t->kind = KEYWORDS[i].kind;
    }
    p->at += t->n;
    return 0;
}

static int expected(struct parser *p, const char *what)
{
    const struct token *t = &p->token;

    if (t->kind == T_END)
        return fail(p, t->start, arena_printf(p->arena, "điều kiện dừng ở đây, còn thiếu %s", what));
    return fail(p, t->start, arena_printf(p->arena, "gặp '%.*s', ở đây phải là %s", (int)t->n, t->start, what));
}

static int parse_or(struct parser *p, struct predicate **out);

static int parse_value(struct parser *p, const char ***list, size_t *n, size_t *cap)
{
    if (p->token.kind != T_WORD && p->token.kind != T_QUOTED)
        return expected(p, "một giá trị (giá trị trùng từ khóa phải đặt trong dấu \")");
    *list = arena_grow(p->arena, *list, *n, cap, sizeof **list);
    (*list)[(*n)++] = p->token.word;
    return next(p);
}

static int parse_values(struct parser *p, struct leaf *leaf)
{
    size_t cap = 0;

    if (leaf->compare != CMP_IN)
        return parse_value(p, &leaf->values, &leaf->nvalues, &cap);
    if (p->token.kind != T_OPEN)
        return expected(p, "dấu '(' mở danh sách giá trị");
    do {
        if (next(p) || parse_value(p, &leaf->values, &leaf->nvalues, &cap))
            return -1;
    } while (p->token.kind == T_COMMA);
    if (p->token.kind != T_CLOSE)
        return expected(p, "dấu ',' hoặc ')'");
    return next(p);
}

static int parse_leaf(struct parser *p, struct predicate **out)
{
    struct predicate *node = arena_alloc(p->arena, sizeof *node);
    const char *start = p->token.start;

    if (p->token.kind != T_WORD)
        return expected(p, "một tên hoặc dấu '('");
    node->kind = NODE_LEAF;
    node->leaf = (struct leaf){.name = p->token.word, .compare = CMP_TRUE, .dim = -1};
    if (next(p))
        return -1;
    if (p->token.kind == T_COMPARE || p->token.kind == T_IN) {
        node->leaf.compare = p->token.kind == T_IN ? CMP_IN : p->token.compare;
        if (next(p) || parse_values(p, &node->leaf))
            return -1;
    }
    node->leaf.codes = arena_alloc(p->arena, (node->leaf.nvalues + 1) * sizeof *node->leaf.codes);
    *out = node;
    if (p->bind && p->bind(p->ctx, p->arena, &node->leaf, p->err))
        return err_prefix(p->err, "%s: ", place_of(p, start));
    return 0;
}

static int parse_not(struct parser *p, struct predicate **out)
{
    struct predicate *node;
    int failed;

    if (p->token.kind != T_NOT && p->token.kind != T_OPEN)
        return parse_leaf(p, out);
    if (++p->depth > DEPTH_MAX)
        return fail(p, p->token.start, "lồng quá sâu");
    if (p->token.kind == T_NOT) {
        node = arena_alloc(p->arena, sizeof *node);
        node->kind = NODE_NOT;
        failed = next(p) || parse_not(p, vec_add(p->arena, &node->parts));
        *out = node;
    } else {
        failed = next(p) || parse_or(p, out);
        if (!failed)
            failed = p->token.kind == T_CLOSE ? next(p) : expected(p, "AND, OR hoặc dấu ')'");
    }
    p->depth--;
    return failed ? -1 : 0;
}

/* One or more parts joined by the same keyword. */
static int parse_joined(struct parser *p, enum node_kind kind, struct predicate **out)
{
    enum token_kind join = kind == NODE_OR ? T_OR : T_AND;
    struct predicate *node = arena_alloc(p->arena, sizeof *node), *part = NULL;

    node->kind = kind;
    for (;;) {
        if (kind == NODE_OR ? parse_joined(p, NODE_AND, &part) : parse_not(p, &part))
            return -1;
        *vec_add(p->arena, &node->parts) = part;
        if (p->token.kind != join)
            break;
        if (next(p))
            return -1;
    }
    *out = node->parts.n == 1 ? part : node;
    return 0;
}

static int parse_or(struct parser *p, struct predicate **out)
{
    return parse_joined(p, NODE_OR, out);
}

int predicate_parse(struct arena *a, const char *text, predicate_bind bind, void *ctx, struct predicate **out,
                    struct err *err)
{
    struct parser p = {.arena = a, .text = text, .at = text, .bind = bind, .ctx = ctx, .err = err};

    if (next(&p))
        return -1;
    if (p.token.kind == T_END) {
        *out = arena_alloc(a, sizeof **out); /* NODE_TRUE */
        return 0;
    }
    if (parse_or(&p, out))
        return -1;
    return p.token.kind == T_END ? 0 : expected(&p, "AND hoặc OR (viết hoa)");
}

int predicate_test(const struct predicate *p, predicate_eval eval, const void *ctx)
{
    switch (p->kind) {
    case NODE_TRUE:
        return 1;
    case NODE_LEAF:
        return eval(ctx, &p->leaf) != 0;
    case NODE_NOT:
        return !predicate_test(p->parts.v[0], eval, ctx);
    case NODE_AND:
    case NODE_OR:
        for (size_t i = 0; i < p->parts.n; i++)
            if (predicate_test(p->parts.v[i], eval, ctx) == (p->kind == NODE_OR))
                return p->kind == NODE_OR;
        return p->kind == NODE_AND;
    }
    assert(0 && "unknown kind of condition");
    return 0;
}

/* ------------------------------------------------------------ in words */

struct wording {
    predicate_leaf_words leaf;
    void *ctx;
    struct buf *out;
};

static void put_words(const struct wording *w, const struct predicate *p, int negated, int inside);

static void put_parts(const struct wording *w, const struct predicate *p, int negated, int inside)
{
    /* NOT (a AND b): the words say "not" once, in front of the brackets. */
    int brackets = inside || negated;
    const char *join = p->kind == NODE_OR ? " hoặc " : brackets ? " và " : ", ";

    buf_puts(w->out, negated ? "không phải " : "");
    buf_puts(w->out, brackets ? "(" : "");
    for (size_t i = 0; i < p->parts.n; i++) {
        buf_puts(w->out, i ? join : "");
        put_words(w, p->parts.v[i], 0, 1);
    }
    buf_puts(w->out, brackets ? ")" : "");
}

static void put_words(const struct wording *w, const struct predicate *p, int negated, int inside)
{
    switch (p->kind) {
    case NODE_TRUE:
        break;
    case NODE_LEAF:
        w->leaf(w->ctx, &p->leaf, negated, w->out);
        break;
    case NODE_NOT:
        put_words(w, p->parts.v[0], !negated, inside);
        break;
    case NODE_AND:
    case NODE_OR:
        put_parts(w, p, negated, inside);
        break;
    }
}

int predicate_is_true(const struct predicate *p)
{
    return p->kind == NODE_TRUE;
}

void predicate_words(const struct predicate *p, predicate_leaf_words words, void *ctx, struct buf *out)
{
    const struct wording w = {words, ctx, out};

    put_words(&w, p, 0, 0);
}
