#include "data/csv.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"

enum {
    READ_BYTES = 64 * 1024,
    /* A row this long is a quote that was never closed; reading on would take the whole file into one cell. */
    ROW_BYTES = 16 * 1024 * 1024,
    /* No source has that many columns, and a row of nothing but separators takes eighty times its bytes. */
    ROW_CELLS = 1000
};

/* Stands for a code unit that is no character: never part of valid UTF-8. */
static const char INVALID = '\xFF';

enum encoding { UTF8, UTF16LE, UTF16BE };

struct cell {
    size_t begin, end; /* from the start of the row */
    int quoted, escaped, lines;
};

struct csv {
    struct arena *arena;
    const char *path;
    int fd, at_end;
    enum encoding encoding;
    char separator;
    struct hash *hash;
    char sha256[HASH_HEX];
    unsigned char *raw; /* UTF-16: as read; `raw_n` bytes are left over from the read before */
    size_t raw_n;
    uint32_t high; /* UTF-16: first half of a pair, 0 if none */
    char *text;    /* UTF-8; the rows not yet given are start…end, one byte more is allocated */
    size_t start, end, cap;
    int64_t line, offset; /* of text[start] */
    int64_t size;
    int after_cr; /* an LF here belongs to the line end before */
    VEC(struct cell) cells;
    VEC(char *) pointers;
};

static void put_utf8(struct csv *c, uint32_t cp)
{
    if (cp >= 0xD800 && cp <= 0xDFFF)
        c->text[c->end++] = INVALID;
    else if (cp == 0)
        c->text[c->end++] = '\0'; /* refused later, as in UTF-8 */
    else
        c->end += utf8_put(cp, c->text + c->end);
}

static void put_unit(struct csv *c, uint32_t unit)
{
    int low = unit >= 0xDC00 && unit <= 0xDFFF;

    if (c->high && low) {
        put_utf8(c, 0x10000 + ((c->high - 0xD800) << 10) + (unit - 0xDC00));
        c->high = 0;
        return;
    }
    if (c->high)
        put_utf8(c, c->high);
    c->high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    if (!c->high)
        put_utf8(c, unit);
}

/* Room for `n` more bytes behind the text, which may move to the front. */
static void make_room(struct csv *c, size_t n)
{
    size_t used = c->end - c->start;

    if (c->cap - c->end >= n)
        return;
    if (c->cap - used >= n && c->start >= used) {
        memcpy(c->text, c->text + c->start, used);
    } else {
        size_t cap = (used + n) * 2;
        char *text = arena_alloc(c->arena, cap + 1);

        if (used)
            memcpy(text, c->text + c->start, used);
        c->text = text;
        c->cap = cap;
    }
    c->start = 0;
    c->end = used;
}

static ssize_t read_some(struct csv *c, void *to, size_t n, struct err *err)
{
    ssize_t got;

    do
        got = read(c->fd, to, n);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return file_read_error(c->path, errno, err);
    hash_add(c->hash, to, (size_t)got);
    return got;
}

/* More text behind `end`; sets at_end where there is none. */
static int fill(struct csv *c, struct err *err)
{
    ssize_t got;
    size_t i = 0;

    /* UTF-16 makes 3 bytes of 2, from `raw` too (as long again, behind the BOM) and from `high`. */
    make_room(c, READ_BYTES * 3 + 64);
    if (c->encoding == UTF8) {
        got = read_some(c, c->text + c->end, READ_BYTES, err);
        if (got < 0)
            return -1;
        c->end += (size_t)got;
        c->at_end = got == 0;
        return 0;
    }
    got = read_some(c, c->raw + c->raw_n, READ_BYTES, err);
    if (got < 0)
        return -1;
    c->raw_n += (size_t)got;
    for (; i + 1 < c->raw_n; i += 2)
        put_unit(c, c->encoding == UTF16LE ? (uint32_t)(c->raw[i] | c->raw[i + 1] << 8)
                                           : (uint32_t)(c->raw[i] << 8 | c->raw[i + 1]));
    if (got == 0) {
        c->at_end = 1;
        if (c->high || i < c->raw_n)
            c->text[c->end++] = INVALID;
        return 0;
    }
    c->raw[0] = c->raw[i];
    c->raw_n -= i;
    return 0;
}

/* How many bytes of the file the text came from. */
static int64_t source_bytes(const struct csv *c, const char *p, size_t n)
{
    int64_t bytes = 0;

    if (c->encoding == UTF8)
        return (int64_t)n;
    for (size_t i = 0; i < n; i++) {
        unsigned char b = (unsigned char)p[i];

        if ((b & 0xC0) != 0x80)
            bytes += (b & 0xF8) == 0xF0 ? 4 : 2;
    }
    return bytes;
}

static void advance(struct csv *c, size_t n)
{
    c->offset += source_bytes(c, c->text + c->start, n);
    c->start += n;
}

/* Index of the first byte that begins no valid character; n if there is none. */
static size_t first_invalid(const char *p, size_t n)
{
    size_t i = 0;

    while (i < n) {
        unsigned char lead = (unsigned char)p[i];
        size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

        if (length > n - i || !utf8_valid(p + i, length))
            return i;
        i += length;
    }
    return n;
}

/* ---- beginning of the file ---- */

static int read_bom(struct csv *c, struct err *err)
{
    unsigned char *p;

    while (c->end - c->start < 3 && !c->at_end)
        if (fill(c, err))
            return -1;
    p = (unsigned char *)c->text + c->start;
    if (c->end - c->start >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0) {
        advance(c, 3);
    } else if (c->end - c->start >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0)) {
        /* What was read as text is UTF-16: taken back behind the BOM. */
        c->raw_n = c->end - c->start - 2;
        c->raw = arena_alloc(c->arena, c->raw_n + READ_BYTES + 2);
        memcpy(c->raw, p + 2, c->raw_n);
        c->encoding = *p == 0xFF ? UTF16LE : UTF16BE;
        c->offset = 2;
        c->start = c->end = 0;
        c->at_end = 0;
    }
    return 0;
}

/* Length of the first line, without its end. */
static int first_line(struct csv *c, size_t *n, struct err *err)
{
    size_t i = 0;
    int quoted = 0;

    for (;; i++) {
        if (i == c->end - c->start) {
            if (c->at_end)
                break;
            if (i > ROW_BYTES)
                return err_set(err, ST_DATA, "tệp '%s', dòng 1: dòng tiêu đề quá dài; đây có phải tệp CSV không?",
                               c->path);
            if (fill(c, err))
                return -1;
            i--; /* look again at what came, if anything did */
            continue;
        }
        if (c->text[c->start + i] == '"')
            quoted = !quoted;
        else if (!quoted && (c->text[c->start + i] == '\n' || c->text[c->start + i] == '\r'))
            break;
    }
    *n = i;
    return 0;
}

/* Behind a line that first_line has found. A CR may be all that was read of a CRLF. */
static int skip_line_end(struct csv *c, struct err *err)
{
    int cr = c->start < c->end && c->text[c->start] == '\r';

    if (c->start < c->end)
        advance(c, 1);
    c->line++;
    if (cr && c->start == c->end && fill(c, err))
        return -1;
    if (cr && c->start < c->end && c->text[c->start] == '\n')
        advance(c, 1);
    return 0;
}

static int is_separator(char ch)
{
    return ch == ',' || ch == ';' || ch == '\t';
}

static int find_separator(struct csv *c, struct err *err)
{
    static const char candidates[] = "\t;,";
    size_t n = 0, counts[sizeof candidates - 1] = {0}, best = 0;
    const char *p;
    int quoted = 0;

    for (;;) {
        if (first_line(c, &n, err))
            return -1;
        if (n || c->start == c->end)
            break;
        if (skip_line_end(c, err))
            return -1;
    }
    p = c->text + c->start;
    if (n >= 4 && strncasecmp(p, "sep=", 4) == 0) {
        if (n != 5 || !is_separator(p[4]))
            return err_set(err, ST_DATA,
                           "tệp '%s', dòng 1: dòng 'sep=' phải ghi đúng một dấu phẩy, chấm phẩy hoặc tab.", c->path);
        c->separator = p[4];
        advance(c, n);
        return skip_line_end(c, err);
    }
    for (size_t i = 0; i < n; i++) {
        const char *hit = quoted || !p[i] ? NULL : strchr(candidates, p[i]);

        if (p[i] == '"')
            quoted = !quoted;
        else if (hit)
            counts[hit - candidates]++;
    }
    for (size_t i = 1; i < sizeof counts / sizeof *counts; i++)
        if (counts[i] > counts[best])
            best = i;
    if (n == first_invalid(p, n) && counts[best] == 0)
        return err_set(
            err, ST_DATA,
            "tệp '%s', dòng 1: không thấy dấu phẩy, chấm phẩy hay tab giữa các tên cột; dòng đầu của tệp CSV "
            "phải là tên các cột.",
            c->path);
    c->separator = candidates[best];
    return 0;
}

int csv_open(struct arena *a, const char *path, struct csv **out, struct err *err)
{
    struct csv *c = arena_alloc(a, sizeof *c);
    struct stat st;

    *c = (struct csv){.arena = a, .path = arena_strdup(a, path), .line = 1, .hash = hash_new(a)};
    c->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* opening a FIFO must not wait for a writer */
    if (c->fd < 0)
        return file_read_error(path, errno, err);
    if (fstat(c->fd, &st)) {
        file_read_error(path, errno, err);
        goto failed;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(err, ST_NOINPUT, "'%s' không phải là tệp thường; hãy chỉ đến một tệp CSV.", path);
        goto failed;
    }
    c->size = st.st_size;
    if (read_bom(c, err) || find_separator(c, err))
        goto failed;
    *out = c;
    return 0;
failed:
    close(c->fd);
    return -1;
}

void csv_close(struct csv *c)
{
    if (c && c->fd >= 0) {
        close(c->fd);
        c->fd = -1;
    }
}

char csv_separator(const struct csv *c)
{
    return c->separator;
}

int64_t csv_offset(const struct csv *c)
{
    return c->offset;
}

int64_t csv_size(const struct csv *c)
{
    return c->size;
}

const char *csv_sha256(struct csv *c)
{
    assert(c->at_end);
    if (!c->sha256[0])
        hash_end(c->hash, c->sha256);
    return c->sha256;
}

/* ---- rows ---- */

enum state { CELL_BEGIN, PLAIN, QUOTED, AFTER_QUOTE };

struct scan {
    enum state state;
    size_t i; /* next byte, from the start of the row */
    struct cell cell;
    enum csv_problem problem;
};

static void end_cell(struct csv *c, struct scan *s, size_t end)
{
    if (s->state != AFTER_QUOTE || !s->cell.quoted)
        s->cell.end = end;
    *vec_add(c->arena, &c->cells) = s->cell;
    s->cell = (struct cell){0};
    s->state = CELL_BEGIN;
}

/* Scans what the buffer holds, up to one cell too many; 1 when the row is complete: s->i is then behind its last byte,
 * before the line end. */
static int scan_row(struct csv *c, struct scan *s)
{
    const char *p = c->text + c->start;
    size_t n = c->end - c->start;
    const char *quote;

    while (s->i < n && c->cells.n <= ROW_CELLS) {
        switch (s->state) {
        case CELL_BEGIN:
            s->cell.begin = s->i;
            s->state = PLAIN;
            if (p[s->i] == '"') {
                s->cell = (struct cell){.begin = ++s->i, .quoted = 1};
                s->state = QUOTED;
            }
            break;
        case PLAIN:
            while (s->i < n && p[s->i] != c->separator && p[s->i] != '\n' && p[s->i] != '\r')
                s->i++;
            if (s->i == n)
                return 0;
            end_cell(c, s, s->i);
            if (p[s->i] != c->separator)
                return 1;
            s->i++;
            break;
        case QUOTED:
            quote = memchr(p + s->i, '"', n - s->i);
            if (!s->cell.lines) {
                size_t length = (size_t)((quote ? quote : p + n) - p) - s->i;

                s->cell.lines = memchr(p + s->i, '\n', length) || memchr(p + s->i, '\r', length);
            }
            if (!quote) {
                s->i = n;
                return 0;
            }
            s->cell.end = (size_t)(quote - p);
            s->i = s->cell.end + 1;
            s->state = AFTER_QUOTE;
            break;
        case AFTER_QUOTE:
            if (p[s->i] == '"') {
                s->cell.escaped = 1;
                s->i++;
                s->state = QUOTED;
            } else if (p[s->i] == c->separator) {
                end_cell(c, s, s->i++);
            } else if (p[s->i] == '\n' || p[s->i] == '\r') {
                end_cell(c, s, s->i);
                return 1;
            } else {
                s->problem = CSV_BAD_QUOTES;
                s->cell.quoted = 0; /* the cell as it stands, up to the next separator */
                s->cell.begin--;
                s->state = PLAIN;
            }
            break;
        }
    }
    return 0;
}

static int64_t count_line_ends(const char *p, size_t n)
{
    int64_t lines = 0;

    for (size_t i = 0; i < n; i++)
        lines += p[i] == '\n' || (p[i] == '\r' && (i + 1 == n || p[i + 1] != '\n'));
    return lines;
}

/* In place: doubled quotes become one, line ends LF. Returns the new length. */
static size_t unescape(char *p, size_t n)
{
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        if (p[i] == '"' && i + 1 < n && p[i + 1] == '"') {
            i++;
        } else if (p[i] == '\r') {
            if (i + 1 < n && p[i + 1] == '\n')
                i++;
            p[to++] = '\n';
            continue;
        }
        p[to++] = p[i];
    }
    return to;
}

/* The cells as strings. Their ends fall on separators, quotes or the line end, which was looked at before. */
static void cut_cells(struct csv *c, char *p)
{
    c->pointers.n = 0;
    for (size_t i = 0; i < c->cells.n; i++) {
        const struct cell *cell = &c->cells.v[i];
        size_t n = cell->end - cell->begin;

        if (cell->quoted && (cell->escaped || cell->lines))
            n = unescape(p + cell->begin, n);
        p[cell->begin + n] = '\0';
        *vec_add(c->arena, &c->pointers) = p + cell->begin;
    }
}

static int next_row(struct csv *c, struct csv_row *row, struct err *err)
{
    struct scan s = {.state = CELL_BEGIN};
    char *p;
    size_t bad;
    int line_end;

    while (c->after_cr) {
        if (c->start < c->end) {
            if (c->text[c->start] == '\n')
                advance(c, 1);
            c->after_cr = 0;
        } else if (c->at_end) {
            return 0;
        } else if (fill(c, err)) {
            return -1;
        }
    }
    c->cells.n = 0;
    while (!scan_row(c, &s) && c->cells.n <= ROW_CELLS) {
        if (c->at_end) {
            if (s.i == 0)
                return 0;
            if (s.state == QUOTED)
                return err_set(err, ST_DATA,
                               "tệp '%s', dòng %" PRId64
                               ": dấu ngoặc kép mở mà không đóng cho đến hết tệp; hãy sửa dòng này rồi nhập lại.",
                               c->path, c->line);
            if (s.state == CELL_BEGIN)
                s.cell.begin = s.i;
            end_cell(c, &s, s.i);
            break;
        }
        if (s.i > ROW_BYTES)
            return err_set(err, ST_DATA,
                           "tệp '%s', dòng %" PRId64
                           ": một dòng dài hơn %d MB; có lẽ thiếu dấu ngoặc kép đóng, hãy sửa rồi nhập lại.",
                           c->path, c->line, ROW_BYTES / 1024 / 1024);
        if (fill(c, err))
            return -1;
    }
    if (c->cells.n > ROW_CELLS)
        return err_set(err, ST_DATA,
                       "tệp '%s', dòng %" PRId64
                       ": có hơn 1.000 ô trong một dòng; hãy xóa các cột và dấu phân cách thừa rồi chạy lại.",
                       c->path, c->line);
    p = c->text + c->start;
    *row = (struct csv_row){.line = c->line, .problem = s.problem, .offset = -1};
    if (!utf8_valid(p, s.i)) {
        bad = first_invalid(p, s.i);
        row->problem = CSV_INVALID_TEXT;
        row->offset = c->offset + source_bytes(c, p, bad);
    }
    for (size_t i = 0; i < c->cells.n; i++) {
        if (c->cells.v[i].lines) {
            c->line += count_line_ends(p, s.i);
            break;
        }
    }
    line_end = c->start + s.i < c->end;
    c->after_cr = line_end && p[s.i] == '\r';
    advance(c, s.i + (size_t)line_end);
    c->line++;
    cut_cells(c, p);
    row->n = c->pointers.n;
    row->cells = c->pointers.v;
    return 1;
}

static int is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->cells[i][0])
            return 0;
    return row->problem == CSV_FINE;
}

int csv_next(struct csv *c, struct csv_row *row, struct err *err)
{
    int got;

    do
        got = next_row(c, row, err);
    while (got == 1 && is_empty(row));
    return got;
}
