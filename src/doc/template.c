/* Template files: reading, tags, the tree. */
#include "doc/template.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/markdown.h"
#include "doc/template_impl.h"

enum { TEMPLATE_BYTES = 1 << 20 /* some 400 pages */, DEPTH_MAX = 32 };

struct parser {
    struct arena *arena;
    const struct template_source *source;
    struct err *err;
    const char *at; /* rest of the file */
    int line;
    int depth;
    enum loop_dim loops[DEPTH_MAX]; /* open loops, outermost first */
    int nloops;
};

/* ---------------------------------------------------------------- reading */

static int has_private(const char *s, int *line)
{
    *line = 1;
    for (uint32_t cp; (cp = utf8_next(&s));) {
        *line += cp == '\n';
        if (cp >= SLOT_BASE || (cp >= 0xE000 && cp <= 0xF8FF))
            return 1;
    }
    return 0;
}

/* Tabs, and blanks that look like others, stay: Markdown knows them. */
static int has_control(const char *s, int *line)
{
    const char *end;

    for (*line = 1; *s; s = end, ++*line) {
        size_t n = strcspn(s, "\n");
        char one[5];

        end = s + n + (s[n] == '\n');
        for (const char *p = s; p < s + n;) {
            memset(one, 0, sizeof one);
            utf8_put(utf8_next(&p), one);
            if (utf8_forbidden(one))
                return 1;
        }
    }
    return 0;
}

int template_read(struct arena *a, const char *file, const char *path, enum status status, const char **text,
                  struct err *err)
{
    char *raw, *out;
    size_t n, m = 0;
    int line;

    if (file_read(a, file, TEMPLATE_BYTES, &raw, &n, err))
        return -1;
    if (n >= 3 && memcmp(raw, "\xEF\xBB\xBF", 3) == 0) {
        raw += 3;
        n -= 3;
    }
    if (!utf8_valid(raw, n))
        return err_set(err, status, "%s: tệp không phải là UTF-8; hãy lưu lại với mã UTF-8.", path);
    out = arena_alloc(a, n + 1);
    for (size_t i = 0; i < n; i++)
        if (raw[i] != '\r' || raw[i + 1] != '\n')
            out[m++] = raw[i];
    out = utf8_nfc(a, out);
    if (has_private(out, &line) || has_control(out, &line))
        return err_set(err, status, "%s:%d: có ký tự không in được; hãy xóa dòng này và gõ lại.", path, line);
    *text = out;
    return 0;
}

/* ---------------------------------------------------------------- errors */

static char *place_of(const struct parser *p, int line)
{
    return arena_printf(p->arena, "%s:%d", p->source->path, line);
}

static enum status status_of(const struct parser *p)
{
    return p->source->prose ? ST_DATA : ST_CONFIG;
}

static int fail(struct parser *p, int line, const char *what)
{
    return err_set(p->err, status_of(p), "%s:%d: %s", p->source->path, line, what);
}

/* ---------------------------------------------------------------- tags */

enum tag_kind {
    TAG_VALUE,
    TAG_REFERENCE,
    TAG_COMMENT,
    TAG_LETTER,
    TAG_TABLE,
    TAG_CHART,
    TAG_PROSE,
    TAG_IF,
    TAG_ELSE_IF,
    TAG_ELSE,
    TAG_END_IF,
    TAG_LOOP,
    TAG_END_LOOP
};

static const struct tag_name {
    const char *word;
    enum tag_kind kind;
    int argument; /* something must follow */
} tag_names[] = {
    {"tham_chieu", TAG_REFERENCE, 1},  {"diem", TAG_LETTER, 0},
    {">bang", TAG_TABLE, 1},           {">bieu_do", TAG_CHART, 1},
    {">doan", TAG_PROSE, 1},           {"#neu", TAG_IF, 1},
    {"khong_thi_neu", TAG_ELSE_IF, 1}, {"khong_thi", TAG_ELSE, 0},
    {"/neu", TAG_END_IF, 0},           {"#moi", TAG_LOOP, 1},
    {"/moi", TAG_END_LOOP, 0},
};

struct tag {
    enum tag_kind kind;
    const char *argument; /* trimmed; of a value the whole */
    int line;
};

static char *trimmed(struct arena *a, const char *s, size_t n)
{
    while (n && strchr(" \t", *s)) {
        s++;
        n--;
    }
    while (n && strchr(" \t", s[n - 1]))
        n--;
    return arena_strndup(a, s, n);
}

static int unknown_tag(struct parser *p, const char *text)
{
    const char *words[sizeof tag_names / sizeof *tag_names], *nearest;
    char *word = arena_strndup(p->arena, text, strcspn(text, " "));

    for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++)
        words[i] = tag_names[i].word;
    nearest = vi_nearest(word, words, sizeof words / sizeof *words);
    if (nearest)
        return err_set(p->err, status_of(p), "%s:%d: không có lệnh '{{%s}}'; có phải bạn muốn viết '{{%s}}'?",
                       p->source->path, p->line, word, nearest);
    return err_set(p->err, status_of(p), "%s:%d: không có lệnh '{{%s}}'.", p->source->path, p->line, word);
}

static int classify_tag(struct parser *p, const char *text, struct tag *out)
{
    size_t word = strcspn(text, " \t");

    *out = (struct tag){.kind = TAG_VALUE, .argument = text, .line = p->line};
    if (*text == '!') {
        out->kind = TAG_COMMENT;
        return 0;
    }
    for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++) {
        const struct tag_name *t = &tag_names[i];

        if (strlen(t->word) != word || strncmp(t->word, text, word) != 0)
            continue;
        out->kind = t->kind;
        out->argument = trimmed(p->arena, text + word, strlen(text + word));
        if (t->argument && !*out->argument)
            return err_set(p->err, status_of(p), "%s:%d: lệnh '{{%s}}' thiếu phần đi sau.", p->source->path, p->line,
                           t->word);
        if (!t->argument && *out->argument)
            return err_set(p->err, status_of(p), "%s:%d: lệnh '{{%s}}' không có phần đi sau.", p->source->path, p->line,
                           t->word);
        return 0;
    }
    if (!*text || strchr("#/>", *text) || text[word])
        return unknown_tag(p, text);
    return 0;
}

/* p->at stands on "{{". A quoted "}}" is not thought of: no text of ours needs it. */
static int read_tag(struct parser *p, struct tag *out)
{
    const char *end = p->at;

    while (*end && *end != '\n' && (end[0] != '}' || end[1] != '}'))
        end++;
    if (*end != '}')
        return fail(p, p->line, "có {{ nhưng thiếu }} trên cùng dòng.");
    if (classify_tag(p, trimmed(p->arena, p->at + 2, (size_t)(end - p->at - 2)), out))
        return -1;
    p->at = end + 2;
    if (p->source->prose && out->kind != TAG_VALUE && out->kind != TAG_REFERENCE && out->kind != TAG_COMMENT)
        return fail(p, out->line,
                    "đoạn do người soạn viết chỉ dùng được {{tên}} và {{tham_chieu …}}; điều kiện, vòng lặp, bảng, "
                    "biểu đồ đặt trong mẫu báo cáo.");
    return 0;
}

/* A line that is one tag and nothing else. */
static int alone_on_line(const struct parser *p, const char *tag)
{
    const char *from = tag, *to = p->at;

    while (from > p->source->text && strchr(" \t", from[-1]))
        from--;
    to += strspn(to, " \t");
    return (from == p->source->text || from[-1] == '\n') && (*to == '\n' || !*to);
}

/* ---------------------------------------------------------------- values */

static const char *const loop_names[] = {"ten", "stt", "dau", "khoang", "tu_ngay", "den_ngay"};

/* 1 if it is a name that the loop around gives: set in `part`. */
static int loop_value(struct parser *p, const char *name, struct part *part)
{
    size_t n = strcspn(name, ":");
    enum loop_dim dim = p->nloops ? p->loops[p->nloops - 1] : LOOP_NONE;

    for (size_t i = 0; i < sizeof loop_names / sizeof *loop_names; i++) {
        if (strlen(loop_names[i]) != n || strncmp(loop_names[i], name, n) != 0)
            continue;
        if (dim == LOOP_NONE || (i >= 3 && dim != LOOP_SECTIONS))
            return 0;
        part->loop_name = name;
        return 1;
    }
    return 0;
}

static int add_value(struct parser *p, const struct tag *t, struct part_list *out)
{
    struct part *part = vec_add(p->arena, out);
    const char *format = strchr(t->argument, ':'), *ignored;

    part->kind = PART_SLOT;
    part->line = t->line;
    part->slot = (struct slot){.type = SLOT_NAME, .text = t->argument, .place = place_of(p, t->line)};
    if (loop_value(p, t->argument, part)) {
        part->slot.type = SLOT_LITERAL;
        if (format && !names_format_text(p->arena, "", format + 1, &ignored))
            return err_set(p->err, status_of(p), "%s: không có định dạng '%s'.", part->slot.place, format + 1);
        return 0;
    }
    return names_check(p->source->names, t->argument, part->slot.place, p->err);
}

static int add_block(struct parser *p, const struct tag *t, const char *start, struct part_list *out)
{
    const struct template_checks *checks = &p->source->checks;
    struct part *part = vec_add(p->arena, out);
    const char *place = place_of(p, t->line);

    part->kind = PART_SLOT;
    part->line = t->line;
    part->alone = 1;
    part->slot = (struct slot){.text = t->argument, .place = place};
    if (!alone_on_line(p, start))
        return fail(p, t->line, "lệnh {{>…}} phải đứng riêng một dòng.");
    if (p->nloops)
        return fail(p, t->line, "lệnh {{>…}} không đặt được trong {{#moi}}.");
    if (t->kind == TAG_PROSE) {
        part->slot.type = SLOT_PROSE;
        return checks->prose(checks->ctx, t->argument, place, p->err);
    }
    part->slot.type = t->kind == TAG_CHART ? SLOT_CHART : SLOT_TABLE;
    return checks->form(checks->ctx, t->argument, t->kind == TAG_CHART, place, p->err);
}

static int add_reference(struct parser *p, const struct tag *t, struct part_list *out)
{
    const struct template_checks *checks = &p->source->checks;
    struct part *part = vec_add(p->arena, out);

    part->kind = PART_SLOT;
    part->line = t->line;
    part->slot = (struct slot){.type = SLOT_REFERENCE, .text = t->argument, .place = place_of(p, t->line)};
    return checks->reference(checks->ctx, t->argument, part->slot.place, p->err);
}

/* ---------------------------------------------------------------- loops */

/* The next word or "quoted text" of a loop's head; NULL at its end. */
static const char *next_word(struct parser *p, const char **at, int *quoted)
{
    const char *s = *at + strspn(*at, " \t"), *word;
    size_t n;

    if (!*s)
        return NULL;
    *quoted = *s == '"';
    if (*quoted) {
        n = strcspn(++s, "\"");
        word = arena_strndup(p->arena, s, n);
        *at = s + n + (s[n] == '"');
        return word;
    }
    n = strcspn(s, " \t\"");
    *at = s + n;
    return arena_strndup(p->arena, s, n);
}

static const char *const loop_words[] = {"khi", "xep", "toi_da", "mo", "noi", "noi_cuoi", "dong"};
enum { WORD_WHEN, WORD_RANK, WORD_LIMIT, WORD_OPEN, WORD_JOIN, WORD_JOIN_LAST, WORD_CLOSE, WORD_NONE };

static int loop_word(const char *word)
{
    int i;

    for (i = 0; i < WORD_NONE && strcmp(loop_words[i], word) != 0; i++)
        ;
    return i;
}

/* The condition goes up to the next word of the head. */
static int read_when(struct parser *p, const char **at, const char *place, struct loop *l)
{
    const char *start = *at, *end = start, *word;
    int quoted;

    while ((word = next_word(p, at, &quoted))) {
        if (!quoted && loop_word(word) != WORD_NONE)
            break;
        end = *at;
    }
    *at = end;
    return condition_parse(p->arena, p->source, trimmed(p->arena, start, (size_t)(end - start)), place,
                           l->dim == LOOP_UNITS ? CONDITION_LEVEL : 0, &l->when, p->err);
}

static int read_rank(struct parser *p, const char **at, const char *place, struct loop *l)
{
    struct figure_ref ref;
    const char *direction;
    int quoted;

    l->rank = next_word(p, at, &quoted);
    direction = next_word(p, at, &quoted);
    if (!l->rank || !direction || (strcmp(direction, "tang") && strcmp(direction, "giam")))
        return err_set(p->err, ST_CONFIG, "%s: sau 'xep' phải là tên số liệu rồi 'tang' hoặc 'giam'.", place);
    l->descending = strcmp(direction, "giam") == 0;
    if (names_check(p->source->names, l->rank, place, p->err))
        return -1;
    if (!facts_find(p->source->facts, l->rank, &ref))
        return err_set(p->err, ST_CONFIG, "%s: '%s' không phải là số liệu nên không xếp thứ tự được.", place, l->rank);
    return 0;
}

static int read_limit(struct parser *p, const char **at, const char *place, struct loop *l)
{
    int quoted;
    const char *word = next_word(p, at, &quoted);

    if (!word || !*word || strspn(word, "0123456789") != strlen(word) || strlen(word) > 4 || !atoi(word))
        return err_set(p->err, ST_CONFIG, "%s: sau 'toi_da' phải là một số từ 1.", place);
    l->limit = atoi(word);
    return 0;
}

static int read_text(struct parser *p, const char **at, const char *place, const char *word, const char **out)
{
    int quoted = 0;

    *out = next_word(p, at, &quoted);
    if (*out && quoted)
        return 0;
    return err_set(p->err, ST_CONFIG, "%s: sau '%s' phải là một đoạn chữ trong dấu \"…\".", place, word);
}

static int read_loop(struct parser *p, const char *text, const char *place, struct loop *l)
{
    static const struct {
        const char *word;
        enum loop_dim dim;
    } dims[] = {{"don_vi", LOOP_UNITS}, {"linh_vuc", LOOP_FIELDS}, {"cap", LOOP_LEVELS}, {"muc", LOOP_SECTIONS}};
    const char *at = text, *word;
    int quoted, failed = 0;

    *l = (struct loop){.open = "", .join = "", .close = ""};
    word = next_word(p, &at, &quoted);
    for (size_t i = 0; word && i < sizeof dims / sizeof *dims; i++)
        if (strcmp(dims[i].word, word) == 0)
            l->dim = dims[i].dim;
    if (l->dim == LOOP_NONE)
        return err_set(p->err, ST_CONFIG, "%s: sau '#moi' phải là don_vi, linh_vuc, cap hoặc muc.", place);
    while (!failed && (word = next_word(p, &at, &quoted))) {
        switch (quoted ? WORD_NONE : loop_word(word)) {
        case WORD_WHEN:
            failed = read_when(p, &at, place, l);
            break;
        case WORD_RANK:
            failed = read_rank(p, &at, place, l);
            break;
        case WORD_LIMIT:
            failed = read_limit(p, &at, place, l);
            break;
        case WORD_OPEN:
            failed = read_text(p, &at, place, word, &l->open);
            break;
        case WORD_JOIN:
            failed = read_text(p, &at, place, word, &l->join);
            break;
        case WORD_JOIN_LAST:
            failed = read_text(p, &at, place, word, &l->join_last);
            break;
        case WORD_CLOSE:
            failed = read_text(p, &at, place, word, &l->close);
            break;
        default:
            return err_set(p->err, ST_CONFIG,
                           "%s: không hiểu '%s' trong {{#moi}}; dùng được: khi, xep, toi_da, mo, noi, "
                           "noi_cuoi, dong.",
                           place, word);
        }
    }
    if (!l->join_last)
        l->join_last = l->join;
    if (!failed && l->dim == LOOP_SECTIONS && (l->when || l->rank))
        return err_set(p->err, ST_CONFIG, "%s: vòng lặp 'muc' không có 'khi' và 'xep'.", place);
    return failed ? -1 : 0;
}

/* ---------------------------------------------------------------- the tree */

static int parse_parts(struct parser *p, struct part_list *out, struct tag *end);

static const char *what_opens(enum tag_kind end)
{
    return end == TAG_END_LOOP ? "{{#moi}}" : "{{#neu}}";
}

static unsigned loop_questions(const struct parser *p)
{
    if (!p->nloops)
        return 0;
    return CONDITION_ORDINAL | (p->loops[p->nloops - 1] == LOOP_UNITS ? CONDITION_LEVEL : 0u);
}

static int parse_if(struct parser *p, const struct tag *t, struct part_list *out)
{
    struct part part = {.kind = PART_IF, .line = t->line};
    struct tag end;

    if (condition_parse(p->arena, p->source, t->argument, place_of(p, t->line), loop_questions(p), &part.when,
                        p->err) ||
        parse_parts(p, &part.body, &end))
        return -1;
    if (end.kind == TAG_ELSE_IF) {
        if (++p->depth > DEPTH_MAX)
            return fail(p, t->line, "quá nhiều {{khong_thi_neu}} nối nhau.");
        if (parse_if(p, &end, &part.otherwise))
            return -1;
        p->depth--;
        end.kind = TAG_END_IF;
    } else if (end.kind == TAG_ELSE && parse_parts(p, &part.otherwise, &end)) {
        return -1;
    }
    if (end.kind != TAG_END_IF)
        return fail(p, t->line, "{{#neu}} không có {{/neu}}.");
    *vec_add(p->arena, out) = part;
    return 0;
}

static int spans_lines(const struct part_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->v[i].kind == PART_LINE_END || spans_lines(&l->v[i].body) || spans_lines(&l->v[i].otherwise))
            return 1;
    return 0;
}

static int parse_loop(struct parser *p, const struct tag *t, struct part_list *out)
{
    struct part part = {.kind = PART_LOOP, .line = t->line, .loop = arena_alloc(p->arena, sizeof *part.loop)};
    struct tag end;

    if (read_loop(p, t->argument, place_of(p, t->line), part.loop))
        return -1;
    p->loops[p->nloops++] = part.loop->dim;
    if (parse_parts(p, &part.body, &end))
        return -1;
    p->nloops--;
    if (end.kind != TAG_END_LOOP)
        return fail(p, t->line, "{{#moi}} không có {{/moi}}.");
    if ((*part.loop->join || *part.loop->open || *part.loop->close) && spans_lines(&part.body))
        return fail(p, t->line, "{{#moi}} có 'mo', 'noi' hoặc 'dong' phải nằm gọn trên một dòng.");
    *vec_add(p->arena, out) = part;
    return 0;
}

static void add_text(struct parser *p, const char *s, size_t n, struct part_list *out)
{
    struct part *part;

    if (n == 0)
        return;
    part = vec_add(p->arena, out);
    part->kind = PART_TEXT;
    part->line = p->line;
    part->text = arena_strndup(p->arena, s, n);
}

/* 1: the tag ends the list it stands in. */
static int add_tag(struct parser *p, const struct tag *t, const char *start, struct part_list *out)
{
    struct part *part;

    switch (t->kind) {
    case TAG_VALUE:
        return add_value(p, t, out);
    case TAG_REFERENCE:
        return add_reference(p, t, out);
    case TAG_COMMENT:
        part = vec_add(p->arena, out);
        *part = (struct part){.kind = PART_COMMENT, .line = t->line};
        return 0;
    case TAG_LETTER:
        part = vec_add(p->arena, out);
        *part = (struct part){.kind = PART_SLOT, .line = t->line};
        part->slot = (struct slot){.type = SLOT_LETTER, .text = "", .place = place_of(p, t->line)};
        return 0;
    case TAG_TABLE:
    case TAG_CHART:
    case TAG_PROSE:
        return add_block(p, t, start, out);
    case TAG_IF:
        return parse_if(p, t, out);
    case TAG_LOOP:
        return parse_loop(p, t, out);
    case TAG_ELSE_IF:
    case TAG_ELSE:
    case TAG_END_IF:
    case TAG_END_LOOP:
        return 1;
    }
    return 0;
}

/* Up to the end of the file (end->kind = TAG_COMMENT) or a tag that closes or divides. */
static int parse_parts(struct parser *p, struct part_list *out, struct tag *end)
{
    if (++p->depth > DEPTH_MAX)
        return fail(p, p->line, "điều kiện, vòng lặp lồng quá sâu.");
    *end = (struct tag){.kind = TAG_COMMENT, .line = p->line};
    for (;;) {
        size_t n = strcspn(p->at, "{\n");
        const char *start;
        struct tag tag;
        int closes;

        if (p->at[n] == '{' && p->at[n + 1] != '{') {
            add_text(p, p->at, n + 1, out);
            p->at += n + 1;
            continue;
        }
        add_text(p, p->at, n, out);
        p->at += n;
        if (!*p->at)
            break;
        if (*p->at == '\n') {
            struct part *part = vec_add(p->arena, out);

            part->kind = PART_LINE_END;
            part->line = p->line++;
            p->at++;
            continue;
        }
        start = p->at;
        if (read_tag(p, &tag))
            return -1;
        closes = add_tag(p, &tag, start, out);
        if (closes < 0)
            return -1;
        if (closes) {
            *end = tag;
            break;
        }
    }
    p->depth--;
    return 0;
}

int template_parse(struct arena *a, const struct template_source *s, struct template **out, struct err *err)
{
    struct parser p = {.arena = a, .source = s, .err = err, .at = s->text, .line = 1};
    struct template *t = arena_alloc(a, sizeof *t);
    struct tag end;

    t->path = s->path;
    if (parse_parts(&p, &t->parts, &end))
        return -1;
    if (end.kind != TAG_COMMENT)
        return err_set(err, status_of(&p), "%s:%d: thừa lệnh đóng: trước đó không có %s.", s->path, end.line,
                       what_opens(end.kind));
    *out = t;
    return 0;
}
