#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "render/pdf.h"
#include "render/pdf_read.h"

enum {
    TREE_DEPTH_MAX = 16,
    FONT_MAX = 16, /* fonts of a file: four faces */
    CODES = 0x10000,
    OPERANDS_MAX = 8 /* the last ones; no operator that shows text has more */
};

static const double BOX_TOLERANCE = 0.01; /* points */

struct font {
    unsigned number; /* its object */
    unsigned char used[CODES / 8];
};

struct verify {
    struct arena *arena;
    const char *path;
    const struct pages *pages;
    struct err *err;
    struct pdf_file file;
    size_t npages;   /* met so far */
    unsigned nnodes; /* of the page tree */
    struct font *fonts;
    size_t nfonts;
    struct buf content, codes, text; /* of the page being read; the text as UTF-8 */
};

__attribute__((format(printf, 2, 3))) static int bad(struct verify *v, const char *fmt, ...)
{
    char what[512];
    va_list args;

    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    return err_set(v->err, ST_IO, "tệp PDF '%s' đọc lại không đúng: %s; hãy chạy lại, nếu vẫn hỏng thì kiểm tra ổ đĩa.",
                   v->path, what);
}

/* Every object can be read and every stream unpacked, whether a page needs it or not. */
static int check_objects(struct verify *v)
{
    for (unsigned i = 1; i < v->file.nobjects; i++) {
        struct pdf_span stream, value = pdf_object(&v->file, i, &stream);

        if (!v->file.offset[i])
            continue;
        buf_clear(&v->content);
        if (!value.p || (stream.p && pdf_decode(&v->file, i, &v->content)))
            return bad(v, "đối tượng %u", i);
    }
    return 0;
}

/* ---- fonts ---- */

static struct font *font_of(struct verify *v, struct pdf_span fonts, struct pdf_span name)
{
    char key[32];
    size_t n = (size_t)(name.end - name.p) - 1;
    unsigned number;

    if (n >= sizeof key)
        return NULL;
    memcpy(key, name.p + 1, n);
    key[n] = '\0';
    number = pdf_reference(&v->file, fonts, key);
    for (size_t i = 0; i < v->nfonts; i++)
        if (v->fonts[i].number == number)
            return &v->fonts[i];
    if (!number || v->nfonts == FONT_MAX)
        return NULL;
    v->fonts[v->nfonts].number = number;
    return &v->fonts[v->nfonts++];
}

static int is_used(const struct font *f, unsigned c)
{
    return f->used[c / 8] & 0x80 >> c % 8;
}

/* Codes with a width. */
static void read_widths(struct verify *v, struct pdf_span w, unsigned char known[CODES / 8])
{
    struct pdf_span list = pdf_inside(w), item, run;
    double first, width;

    while (pdf_next(&list, &item) && pdf_number(item, &first) == 0 && pdf_next(&list, &item)) {
        unsigned c = (unsigned)first;

        run = pdf_inside(pdf_follow(&v->file, item));
        for (; pdf_next(&run, &item) && pdf_number(item, &width) == 0 && c < CODES; c++)
            if (width >= 0)
                known[c / 8] |= (unsigned char)(0x80 >> c % 8);
    }
}

static long hex_of(struct pdf_span v)
{
    long value = 0;

    if (!v.p || v.end - v.p != 6 || *v.p != '<')
        return -1;
    for (const unsigned char *p = v.p + 1; p < v.end - 1; p++)
        value = value * 16 + (*p <= '9' ? *p - '0' : (*p | 0x20) - 'a' + 10);
    return value;
}

/* Codes that a ToUnicode CMap maps to themselves: every entry of "beginbfrange … endbfrange" is <a> <b> <a>. */
static void read_to_unicode(struct verify *v, unsigned number, unsigned char known[CODES / 8])
{
    static const char word[] = "beginbfrange";
    const unsigned char *p, *end;

    buf_clear(&v->content);
    if (!number || pdf_decode(&v->file, number, &v->content) || !v->content.n)
        return;
    p = (const unsigned char *)v->content.p;
    end = p + v->content.n;
    while ((p = memmem(p, (size_t)(end - p), word, strlen(word)))) {
        struct pdf_span list = {p + strlen(word), end}, item[3];

        while (pdf_next(&list, &item[0]) && pdf_next(&list, &item[1]) && pdf_next(&list, &item[2])) {
            long first = hex_of(item[0]), last = hex_of(item[1]);

            if (first < 0 || last < first || hex_of(item[2]) != first)
                return;
            for (long c = first; c <= last; c++)
                known[c / 8] |= (unsigned char)(0x80 >> c % 8);
        }
        p = list.p;
    }
}

static size_t big_endian(const struct buf *b, size_t at, size_t n)
{
    size_t value = 0;

    if (at > b->n || n > b->n - at)
        return 0;
    while (n--)
        value = value << 8 | (unsigned char)b->p[at++];
    return value;
}

/* Offset of a table of the embedded TrueType file, 0 if it has none. */
static size_t table(const struct buf *font, const char *tag)
{
    for (size_t i = 0, n = big_endian(font, 4, 2); i < n; i++)
        if (12 + 16 * i + 16 <= font->n && memcmp(font->p + 12 + 16 * i, tag, 4) == 0)
            return big_endian(font, 12 + 16 * i + 8, 4);
    return 0;
}

/* Does the embedded font draw something for the glyph? */
static int has_outline(const struct buf *font, size_t glyph)
{
    size_t head = table(font, "head"), loca = table(font, "loca"), size = big_endian(font, head + 50, 2) ? 4 : 2;

    return head && loca &&
           big_endian(font, loca + glyph * size, size) < big_endian(font, loca + (glyph + 1) * size, size);
}

static int check_font(struct verify *v, const struct font *f)
{
    unsigned char widths[CODES / 8] = {0}, unicode[CODES / 8] = {0};
    struct pdf_span stream, font = pdf_object(&v->file, f->number, &stream), list, cid = {0}, descriptor;
    struct buf map, program;

    list = pdf_inside(pdf_get(&v->file, font, "DescendantFonts"));
    if (!pdf_is(pdf_get(&v->file, font, "Encoding"), "/Identity-H") || !pdf_next(&list, &cid))
        return bad(v, "phông chữ %u", f->number);
    cid = pdf_follow(&v->file, cid);
    descriptor = pdf_get(&v->file, cid, "FontDescriptor");
    buf_init(&map, v->arena);
    buf_init(&program, v->arena);
    if (pdf_decode(&v->file, pdf_reference(&v->file, cid, "CIDToGIDMap"), &map) ||
        pdf_decode(&v->file, pdf_reference(&v->file, descriptor, "FontFile2"), &program))
        return bad(v, "phông chữ %u không được nhúng", f->number);
    read_widths(v, pdf_get(&v->file, cid, "W"), widths);
    read_to_unicode(v, pdf_reference(&v->file, font, "ToUnicode"), unicode);
    for (unsigned c = 0; c < CODES; c++) {
        size_t glyph = big_endian(&map, 2 * (size_t)c, 2);

        if (!is_used(f, c))
            continue;
        if (!glyph || (c != ' ' && c != 0xA0 && !has_outline(&program, glyph)))
            return bad(v, "phông chữ %u không có nét chữ U+%04X", f->number, c);
        if (!(widths[c / 8] & unicode[c / 8] & 0x80 >> c % 8))
            return bad(v, "chữ U+%04X của phông chữ %u thiếu bề rộng hoặc không chép ra được", c, f->number);
    }
    return 0;
}

/* ---- pages ---- */

static int add_shown(struct verify *v, struct font *f, struct pdf_span string)
{
    char utf8[4];

    buf_clear(&v->codes);
    if (pdf_string(string, &v->codes) || v->codes.n % 2)
        return -1;
    for (size_t i = 0; i + 1 < v->codes.n; i += 2) {
        unsigned c = (unsigned)big_endian(&v->codes, i, 2);

        f->used[c / 8] |= (unsigned char)(0x80 >> c % 8);
        buf_add(&v->text, utf8, utf8_put(c, utf8));
    }
    return 0;
}

/* Runs through the operators of a page and gathers what is shown. */
static int read_content(struct verify *v, struct pdf_span fonts)
{
    const unsigned char *p = (const unsigned char *)v->content.p, *end = p + v->content.n;
    struct pdf_span operand[OPERANDS_MAX], list, item;
    struct font *f = NULL;
    size_t n = 0;

    while ((p = pdf_blank(p, end)) < end) {
        const unsigned char *after = pdf_skip(p, end);

        if (after) {
            if (n == OPERANDS_MAX)
                memmove(operand, operand + 1, --n * sizeof *operand);
            operand[n++] = (struct pdf_span){p, after};
            p = after;
            continue;
        }
        for (after = p; after < end && ((*after | 0x20) >= 'a' && (*after | 0x20) <= 'z'); after++)
            ;
        after += after < end && *after == '*';
        item = (struct pdf_span){p, after};
        if (after == p)
            return -1;
        if (pdf_is(item, "Tf")) {
            f = n == 2 ? font_of(v, fonts, operand[0]) : NULL;
            if (!f)
                return -1;
        } else if (pdf_is(item, "Tj") || pdf_is(item, "TJ")) {
            if (n != 1 || !f)
                return -1;
            if (*operand[0].p == '(' || *operand[0].p == '<') {
                if (add_shown(v, f, operand[0]))
                    return -1;
            } else {
                for (list = pdf_inside(operand[0]); pdf_next(&list, &item);)
                    if ((*item.p == '(' || *item.p == '<') && add_shown(v, f, item))
                        return -1;
            }
        }
        p = after;
        n = 0;
    }
    return n ? -1 : 0;
}

/* The page's text must be its items' texts in their order, with the blanks between them. */
static int same_text(const struct verify *v, const struct page *p)
{
    const char *at = buf_str(&v->text), *end = at + v->text.n;

    for (size_t i = 0; i < p->items.n; i++) {
        const struct item *item = &p->items.v[i];
        size_t n;

        if (item->type != ITEM_TEXT)
            continue;
        n = strlen(item->text);
        if ((size_t)(end - at) < n || memcmp(at, item->text, n) != 0)
            return 0;
        at += n;
        if (item->space_after && (at == end || *at++ != ' '))
            return 0;
    }
    return at == end;
}

static int same_box(struct verify *v, struct pdf_span page, const struct page *p)
{
    const double want[4] = {0, 0, p->width, p->height};
    struct pdf_span list = pdf_inside(pdf_get(&v->file, page, "MediaBox")), item;
    double number;

    for (int i = 0; i < 4; i++)
        if (!pdf_next(&list, &item) || pdf_number(item, &number) || fabs(number - want[i]) > BOX_TOLERANCE)
            return 0;
    return 1;
}

static int check_page(struct verify *v, struct pdf_span page)
{
    size_t at = v->npages++;
    struct pdf_span fonts;
    const struct page *p;

    if (at >= v->pages->list.n)
        return bad(v, "nhiều hơn %zu trang", v->pages->list.n);
    p = v->pages->list.v[at];
    if (!same_box(v, page, p))
        return bad(v, "khổ giấy của trang %zu", at + 1);
    buf_clear(&v->content);
    buf_clear(&v->text);
    fonts = pdf_get(&v->file, pdf_get(&v->file, page, "Resources"), "Font");
    if (pdf_decode(&v->file, pdf_reference(&v->file, page, "Contents"), &v->content) ||
        (v->content.n && read_content(v, fonts)))
        return bad(v, "nội dung trang %zu", at + 1);
    return same_text(v, p) ? 0 : bad(v, "chữ trên trang %zu khác báo cáo", at + 1);
}

static int check_tree(struct verify *v, struct pdf_span node, int depth)
{
    struct pdf_span list, item;
    size_t before = v->npages;
    double count;

    if (!node.p || depth > TREE_DEPTH_MAX || v->nnodes++ > v->file.nobjects)
        return bad(v, "cây trang");
    if (pdf_is(pdf_get(&v->file, node, "Type"), "/Page"))
        return check_page(v, node);
    if (!pdf_is(pdf_get(&v->file, node, "Type"), "/Pages"))
        return bad(v, "cây trang");
    for (list = pdf_inside(pdf_get(&v->file, node, "Kids")); pdf_next(&list, &item);)
        if (check_tree(v, pdf_follow(&v->file, item), depth + 1))
            return -1;
    if (pdf_number(pdf_get(&v->file, node, "Count"), &count) || fabs(count - (double)(v->npages - before)) > 0.5)
        return bad(v, "số trang");
    return 0;
}

int pdf_verify(const struct pages *pages, const char *path, struct err *err)
{
    struct arena *a = arena_new();
    struct verify v = {.arena = a, .path = path, .pages = pages, .err = err};
    struct pdf_span root;
    int result = -1;

    buf_init(&v.content, a);
    buf_init(&v.codes, a);
    buf_init(&v.text, a);
    v.fonts = arena_alloc(a, FONT_MAX * sizeof *v.fonts);
    if (pdf_open(a, path, &v.file, err))
        goto out;
    if (check_objects(&v))
        goto out;
    root = pdf_get(&v.file, v.file.trailer, "Root");
    if (check_tree(&v, pdf_get(&v.file, root, "Pages"), 0))
        goto out;
    if (v.npages != pages->list.n) {
        bad(&v, "%zu trang thay vì %zu", v.npages, pages->list.n);
        goto out;
    }
    for (size_t i = 0; i < v.nfonts; i++)
        if (check_font(&v, &v.fonts[i]))
            goto out;
    result = 0;
out:
    arena_free(a);
    return result;
}
