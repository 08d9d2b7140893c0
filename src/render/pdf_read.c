#include "render/pdf_read.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

enum {
    DEPTH_MAX = 64,
    ENTRY = 20,      /* bytes of an entry of the cross-reference table */
    TAIL = 64,       /* startxref stands in the last bytes of the file */
    NUMBER_MAX = 32, /* characters of a number */
    OBJECTS_MAX = 1 << 24
};

static const struct pdf_span NOTHING;

static int is_blank(unsigned char c)
{
    return c == '\0' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static int is_delimiter(unsigned char c)
{
    return c && strchr("()<>[]{}/%", c);
}

static int is_regular(unsigned char c)
{
    return !is_blank(c) && !is_delimiter(c);
}

static int is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

const unsigned char *pdf_blank(const unsigned char *p, const unsigned char *end)
{
    while (p < end && (is_blank(*p) || *p == '%')) {
        if (*p == '%')
            while (p < end && *p != '\n' && *p != '\r')
                p++;
        else
            p++;
    }
    return p;
}

static int starts(const unsigned char *p, const unsigned char *end, const char *word)
{
    size_t n = strlen(word);

    return (size_t)(end - p) >= n && memcmp(p, word, n) == 0;
}

/* Digits, *p behind them; -1 if there are none. */
static long read_uint(const unsigned char **p, const unsigned char *end)
{
    long v = 0;
    const unsigned char *from = *p;

    while (*p < end && is_digit(**p) && v < LONG_MAX / 16)
        v = v * 10 + (*(*p)++ - '0');
    return *p == from ? -1 : v;
}

static const unsigned char *skip_string(const unsigned char *p, const unsigned char *end)
{
    int open = 0;

    for (; p < end; p++) {
        if (*p == '\\')
            p++;
        else if (*p == '(')
            open++;
        else if (*p == ')' && --open == 0)
            return p + 1;
    }
    return NULL;
}

static const unsigned char *skip_hex(const unsigned char *p, const unsigned char *end)
{
    for (p++; p < end; p++) {
        if (*p == '>')
            return p + 1;
        if (!is_blank(*p) && (!*p || !strchr("0123456789ABCDEFabcdef", *p)))
            return NULL;
    }
    return NULL;
}

static int looks_like_number(const unsigned char *p, const unsigned char *end)
{
    int digits = 0, points = 0;

    if (p < end && (*p == '-' || *p == '+'))
        p++;
    for (; p < end; p++) {
        digits += is_digit(*p);
        points += *p == '.';
        if (!is_digit(*p) && *p != '.')
            return 0;
    }
    return digits > 0 && points <= 1;
}

static const unsigned char *skip_regular(const unsigned char *p, const unsigned char *end)
{
    while (p < end && is_regular(*p))
        p++;
    return p;
}

/* A number, or a reference: two of them and R. */
static const unsigned char *skip_number(const unsigned char *p, const unsigned char *end)
{
    const unsigned char *after = skip_regular(p, end), *q = after;

    if (!looks_like_number(p, after))
        return NULL;
    q = pdf_blank(after, end);
    if (read_uint(&q, end) >= 0) {
        q = pdf_blank(q, end);
        if (q < end && *q == 'R' && (q + 1 == end || !is_regular(q[1])))
            return q + 1;
    }
    return after;
}

static const unsigned char *skip(const unsigned char *p, const unsigned char *end, int depth);

static const unsigned char *skip_list(const unsigned char *p, const unsigned char *end, int depth, const char *close)
{
    int dict = close[0] == '>', n = 0;

    for (p = pdf_blank(p, end); p && p < end; p = p ? pdf_blank(p, end) : NULL, n++) {
        if (starts(p, end, close))
            return dict && n % 2 ? NULL : p + strlen(close);
        if (dict && n % 2 == 0 && *p != '/')
            return NULL;
        p = skip(p, end, depth + 1);
    }
    return NULL;
}

static const unsigned char *skip(const unsigned char *p, const unsigned char *end, int depth)
{
    static const char *const words[] = {"true", "false", "null"};

    if (p >= end || depth > DEPTH_MAX)
        return NULL;
    if (starts(p, end, "<<"))
        return skip_list(p + 2, end, depth, ">>");
    switch (*p) {
    case '[':
        return skip_list(p + 1, end, depth, "]");
    case '(':
        return skip_string(p, end);
    case '<':
        return skip_hex(p, end);
    case '/':
        return skip_regular(p + 1, end);
    default:
        break;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (starts(p, end, words[i]) && skip_regular(p, end) == p + strlen(words[i]))
            return p + strlen(words[i]);
    return skip_number(p, end);
}

const unsigned char *pdf_skip(const unsigned char *p, const unsigned char *end)
{
    return skip(p, end, 0);
}

int pdf_next(struct pdf_span *list, struct pdf_span *item)
{
    const unsigned char *p, *after;

    if (!list->p)
        return 0;
    p = pdf_blank(list->p, list->end);
    after = p < list->end ? pdf_skip(p, list->end) : NULL;
    if (!after)
        return 0;
    *item = (struct pdf_span){p, after};
    list->p = after;
    return 1;
}

struct pdf_span pdf_inside(struct pdf_span array)
{
    if (!array.p || *array.p != '[')
        return NOTHING;
    return (struct pdf_span){array.p + 1, array.end - 1};
}

int pdf_is(struct pdf_span v, const char *text)
{
    size_t n = strlen(text);

    return v.p && (size_t)(v.end - v.p) == n && memcmp(v.p, text, n) == 0;
}

int pdf_number(struct pdf_span v, double *out)
{
    double value = 0, scale = 1;
    int negative;
    const unsigned char *p = v.p;

    if (!p || v.end - p > NUMBER_MAX || !looks_like_number(p, v.end))
        return -1;
    negative = *p == '-';
    p += *p == '-' || *p == '+';
    for (; p < v.end && *p != '.'; p++)
        value = value * 10 + (*p - '0');
    for (p += p < v.end; p < v.end; p++)
        value += (*p - '0') * (scale /= 10);
    *out = negative ? -value : value;
    return 0;
}

unsigned pdf_reference_of(struct pdf_span v)
{
    const unsigned char *p = v.p;
    long number;

    if (!p || v.end - p < 5 || v.end[-1] != 'R')
        return 0;
    number = read_uint(&p, v.end);
    return number > 0 && number < OBJECTS_MAX ? (unsigned)number : 0;
}

struct pdf_span pdf_follow(const struct pdf_file *f, struct pdf_span v)
{
    struct pdf_span stream;
    unsigned number = pdf_reference_of(v);

    return number ? pdf_object(f, number, &stream) : v;
}

static struct pdf_span find(struct pdf_span dict, const char *key)
{
    struct pdf_span list, name, value;

    if (!dict.p || !starts(dict.p, dict.end, "<<"))
        return NOTHING;
    list = (struct pdf_span){dict.p + 2, dict.end - 2};
    while (pdf_next(&list, &name) && pdf_next(&list, &value))
        if (pdf_is((struct pdf_span){name.p + 1, name.end}, key))
            return value;
    return NOTHING;
}

struct pdf_span pdf_get(const struct pdf_file *f, struct pdf_span dict, const char *key)
{
    return pdf_follow(f, find(dict, key));
}

unsigned pdf_reference(const struct pdf_file *f, struct pdf_span dict, const char *key)
{
    unsigned number = pdf_reference_of(find(dict, key));

    return number < f->nobjects ? number : 0;
}

/* ---- objects ---- */

/* Line end behind "stream": \n or \r\n. */
static const unsigned char *stream_start(const unsigned char *p, const unsigned char *end)
{
    if (starts(p, end, "\r\n"))
        return p + 2;
    return p < end && *p == '\n' ? p + 1 : NULL;
}

/* `plain`: a stream is refused, so that lengths cannot send this round in circles. */
static struct pdf_span read_object(const struct pdf_file *f, unsigned number, int plain, struct pdf_span *stream)
{
    const unsigned char *p, *end = f->bytes + f->n, *after;
    struct pdf_span value, size, none;
    double length;

    *stream = NOTHING;
    if (number == 0 || number >= f->nobjects || !f->offset[number])
        return NOTHING;
    p = f->bytes + f->offset[number];
    if (read_uint(&p, end) != (long)number || !starts(p, end, " 0 obj"))
        return NOTHING;
    p = pdf_blank(p + strlen(" 0 obj"), end);
    after = pdf_skip(p, end);
    if (!after)
        return NOTHING;
    value = (struct pdf_span){p, after};
    p = pdf_blank(after, end);
    if (starts(p, end, "stream") && !plain) {
        size = find(value, "Length");
        if (pdf_reference_of(size))
            size = read_object(f, pdf_reference_of(size), 1, &none);
        p = stream_start(p + strlen("stream"), end);
        if (!p || pdf_number(size, &length) || length < 0 || length > (double)(end - p))
            return NOTHING;
        *stream = (struct pdf_span){p, p + (size_t)length};
        p = pdf_blank(p + (size_t)length, end);
        if (!starts(p, end, "endstream"))
            return NOTHING;
        p = pdf_blank(p + strlen("endstream"), end);
    }
    return starts(p, end, "endobj") ? value : NOTHING;
}

struct pdf_span pdf_object(const struct pdf_file *f, unsigned number, struct pdf_span *stream)
{
    return read_object(f, number, 0, stream);
}

static int inflate_all(struct pdf_span raw, struct buf *out)
{
    unsigned char block[16384];
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)raw.p, .avail_in = (unsigned)(raw.end - raw.p)};
    int status;

    if (raw.end - raw.p > INT_MAX || inflateInit(&z) != Z_OK)
        return -1;
    do {
        z.next_out = block;
        z.avail_out = sizeof block;
        status = inflate(&z, Z_NO_FLUSH);
        buf_add(out, block, sizeof block - z.avail_out);
    } while (status == Z_OK);
    inflateEnd(&z);
    return status == Z_STREAM_END && z.avail_in == 0 ? 0 : -1; /* with a right checksum, and nothing behind it */
}

int pdf_decode(const struct pdf_file *f, unsigned number, struct buf *out)
{
    struct pdf_span stream, value = pdf_object(f, number, &stream), filter, list;

    if (!value.p || !stream.p)
        return -1;
    filter = pdf_get(f, value, "Filter");
    list = pdf_inside(filter);
    if (list.p && !pdf_next(&list, &filter))
        filter = NOTHING;
    if (!filter.p) {
        buf_add(out, stream.p, (size_t)(stream.end - stream.p));
        return 0;
    }
    return pdf_is(filter, "/FlateDecode") ? inflate_all(stream, out) : -1;
}

static int hex_value(unsigned char c)
{
    if (is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void hex_string(struct pdf_span v, struct buf *out)
{
    int high = -1;

    for (const unsigned char *p = v.p + 1; p < v.end - 1; p++) {
        int digit = hex_value(*p);

        if (digit < 0)
            continue;
        if (high >= 0)
            buf_putc(out, (char)(high << 4 | digit));
        high = high < 0 ? digit : -1;
    }
    if (high >= 0)
        buf_putc(out, (char)(high << 4));
}

int pdf_string(struct pdf_span v, struct buf *out)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";

    if (!v.p || v.end - v.p < 2)
        return -1;
    if (*v.p == '<') {
        hex_string(v, out);
        return 0;
    }
    if (*v.p != '(')
        return -1;
    for (const unsigned char *p = v.p + 1; p < v.end - 1; p++) {
        const char *at;

        if (*p == '\r') { /* a line end is one \n however it is written */
            buf_putc(out, '\n');
            p += p[1] == '\n';
        } else if (*p != '\\') {
            buf_putc(out, (char)*p);
        } else if (p[1] >= '0' && p[1] <= '7') {
            int octal = 0;

            for (int i = 0; i < 3 && p[1] >= '0' && p[1] <= '7'; i++)
                octal = octal * 8 + (*++p - '0');
            buf_putc(out, (char)octal);
        } else if (*++p != '\n' && *p != '\r') {
            at = *p ? strchr(from, *p) : NULL;
            buf_putc(out, at ? to[at - from] : (char)*p);
        } else if (*p == '\r' && p[1] == '\n') {
            p++;
        }
    }
    return 0;
}

/* ---- the file ---- */

/* One entry: "0000000017 00000 n" and two bytes of line end. */
static int read_entry(struct pdf_file *f, unsigned number, const unsigned char *p)
{
    const unsigned char *q = p, *end = p + ENTRY;
    long offset = read_uint(&q, p + 10), generation;

    if (offset < 0 || q != p + 10 || *q++ != ' ')
        return -1;
    generation = read_uint(&q, p + 16);
    if (generation < 0 || q != p + 16 || *q++ != ' ' || !is_blank(end[-2]) || !is_blank(end[-1]))
        return -1;
    if (*q == 'f')
        return 0;
    if (*q != 'n' || generation != 0 || offset == 0 || (size_t)offset >= f->n)
        return -1;
    f->offset[number] = (size_t)offset;
    return 0;
}

static int read_xref(struct pdf_file *f, size_t at)
{
    const unsigned char *p = f->bytes + at, *end = f->bytes + f->n;
    double size;

    if (!starts(p, end, "xref"))
        return -1;
    p = pdf_blank(p + strlen("xref"), end);
    while (p < end && is_digit(*p)) {
        long first = read_uint(&p, end), n;

        p = pdf_blank(p, end);
        n = read_uint(&p, end);
        p = pdf_blank(p, end);
        if (first != 0 || f->offset || n < 1 || n > OBJECTS_MAX || n > (end - p) / ENTRY)
            return -1; /* new files have one section */
        f->nobjects = (unsigned)n;
        f->offset = arena_alloc(f->arena, (size_t)n * sizeof *f->offset);
        for (unsigned i = 0; i < f->nobjects; i++, p += ENTRY)
            if (read_entry(f, i, p))
                return -1;
        p = pdf_blank(p, end);
    }
    if (!f->offset || !starts(p, end, "trailer"))
        return -1;
    p = pdf_blank(p + strlen("trailer"), end);
    f->trailer = (struct pdf_span){p, pdf_skip(p, end)};
    if (!f->trailer.end || pdf_number(find(f->trailer, "Size"), &size) || (long)size != (long)f->nobjects)
        return -1;
    p = pdf_blank(f->trailer.end, end);
    return starts(p, end, "startxref") ? 0 : -1;
}

static int read_end(const struct pdf_file *f, size_t *xref)
{
    const unsigned char *end = f->bytes + f->n, *p = f->n > TAIL ? end - TAIL : f->bytes;
    long at;

    while (p < end && !starts(p, end, "startxref"))
        p++;
    if (p == end)
        return -1;
    p += strlen("startxref");
    while (p < end && is_blank(*p))
        p++;
    at = read_uint(&p, end);
    while (p < end && is_blank(*p))
        p++;
    if (at <= 0 || (size_t)at >= f->n || !starts(p, end, "%%EOF"))
        return -1;
    for (p += strlen("%%EOF"); p < end; p++)
        if (!is_blank(*p))
            return -1;
    *xref = (size_t)at;
    return 0;
}

int pdf_open(struct arena *a, const char *path, struct pdf_file *out, struct err *err)
{
    char *bytes;
    size_t xref;

    *out = (struct pdf_file){.arena = a};
    if (file_read(a, path, INT_MAX, &bytes, &out->n, err))
        return -1;
    out->bytes = (const unsigned char *)bytes;
    if (!starts(out->bytes, out->bytes + out->n, "%PDF-1.") || read_end(out, &xref) || read_xref(out, xref))
        return err_set(
            err, ST_IO,
            "tệp PDF '%s' vừa ghi bị hỏng (đầu tệp, cuối tệp hoặc bảng địa chỉ); hãy chạy lại, nếu vẫn hỏng thì "
            "kiểm tra ổ đĩa.",
            path);
    return 0;
}
