#include "conf/ini.h"

#include <assert.h>
#include <errno.h>
#include <iniparser.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"

/* iniparser keeps one line, joined with its continuations, in 1024 bytes with line end and NUL, and refuses the whole
 * file beyond; "section:key" is cut off there when it is asked for. Its dictionary is searched in order, so the number
 * of sections and keys is bounded too. */
enum { LINE_BYTES = 1022, FILE_BYTES = 512 * 1024, ENTRIES = 20000 };

static const char name_chars[] = "abcdefghijklmnopqrstuvwxyz0123456789_.-";
static const char section_chars[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

/* iniparser silently cuts values at ; and #, takes the last of two equal keys, merges equal sections and swallows lines
 * behind a comment that ends with "\". So the text is first read here, and iniparser gets what leaves no doubt: one
 * checked line for each key or section. */
struct scan {
    struct arena *arena;
    struct ini *ini;
    struct err *err;
    struct buf clean; /* the text for iniparser */
    struct buf line;  /* one line with its continuations */
    VEC(struct ini_item) items;
    VEC(const char *) sections;
    VEC(int) section_lines;
};

int ini_error(const struct ini *ini, int line, struct err *err, const char *fmt, ...)
{
    char text[sizeof err->text];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    err_set(err, ST_CONFIG, "%s", text);
    return line ? err_prefix(err, "tệp '%s', dòng %d: ", ini->path, line) : err_prefix(err, "tệp '%s': ", ini->path);
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Cuts ASCII blanks off both ends, in place. */
static char *trim(char *s)
{
    size_t n;

    while (is_blank(*s))
        s++;
    n = strlen(s);
    while (n && is_blank(s[n - 1]))
        n--;
    s[n] = '\0';
    return s;
}

/* Is there nothing but blanks and perhaps a comment? */
static int is_rest_empty(const char *s)
{
    while (is_blank(*s))
        s++;
    return *s == '\0' || *s == ';' || *s == '#';
}

static int scan_section(struct scan *sc, char *line, int number)
{
    char *end = strchr(line, ']'), *name;

    if (!end || !is_rest_empty(end + 1))
        return ini_error(sc->ini, number, sc->err, "tên mục phải viết dạng [ten_muc] trên một dòng riêng.");
    *end = '\0';
    name = trim(line + 1);
    if (!*name || name[strspn(name, section_chars)])
        return ini_error(sc->ini, number, sc->err,
                         "tên mục [%s] không hợp lệ; chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch nối và gạch dưới.",
                         name);
    *vec_add(sc->arena, &sc->sections) = arena_strdup(sc->arena, name);
    *vec_add(sc->arena, &sc->section_lines) = number;
    buf_printf(&sc->clean, "[%s]\n", name);
    return 0;
}

/* Refuses what iniparser would read otherwise than it looks. */
static int check_value(struct scan *sc, const char *key, const char *value, int number)
{
    char quote = *value;

    if (quote == '"' || quote == '\'') {
        const char *end = strchr(value + 1, quote), *backslash = strchr(value, '\\');

        if (!end)
            return ini_error(sc->ini, number, sc->err, "giá trị của '%s' thiếu dấu ngoặc %c đóng.", key, quote);
        if (!is_rest_empty(end + 1))
            return ini_error(
                sc->ini, number, sc->err,
                "sau dấu ngoặc %c đóng của '%s' không được viết gì thêm; trong ngoặc hãy dùng loại ngoặc kia.", quote,
                key);
        if (backslash && backslash < end) /* versions of iniparser differ here */
            return ini_error(sc->ini, number, sc->err, "giá trị trong ngoặc của '%s' không được có dấu '\\'.", key);
        return 0;
    }
    for (const char *p = value + strcspn(value, ";#"); *p; p += 1 + strcspn(p + 1, ";#")) {
        if (p == value || is_blank(p[-1]))
            return 0; /* a comment up to the end of the line */
        return ini_error(sc->ini, number, sc->err,
                         "giá trị của '%s' có dấu '%c'; hãy đặt cả giá trị trong ngoặc \"…\" để giữ dấu này.", key, *p);
    }
    return 0;
}

static int scan_item(struct scan *sc, char *line, int number)
{
    char *equals = strchr(line, '='), *key, *value;
    size_t named;

    if (!equals)
        return ini_error(sc->ini, number, sc->err, "dòng này thiếu dấu '='; phải viết dạng khóa = giá trị.");
    *equals = '\0';
    key = trim(line);
    value = trim(equals + 1);
    if (!*key || key[strspn(key, name_chars)])
        return ini_error(
            sc->ini, number, sc->err,
            "khóa '%s' không hợp lệ; chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối và gạch dưới.", key);
    if (sc->sections.n == 0)
        return ini_error(sc->ini, number, sc->err, "khóa '%s' đứng trước mục đầu tiên; hãy đặt nó trong một [mục].",
                         key);
    named = strlen(sc->sections.v[sc->sections.n - 1]) + 1 + strlen(key);
    if (named > LINE_BYTES)
        return ini_error(sc->ini, number, sc->err,
                         "tên mục và khóa '%s' dài cộng lại %zu byte, quá mức cho phép %d byte; hãy rút gọn.", key,
                         named, LINE_BYTES);
    if (check_value(sc, key, value, number))
        return -1;
    *vec_add(sc->arena, &sc->items) = (struct ini_item){
        .section = sc->sections.v[sc->sections.n - 1],
        .key = arena_strdup(sc->arena, key),
        .line = number,
    };
    buf_printf(&sc->clean, "%s=%s\n", key, value); /* no blanks: never longer than it was */
    return 0;
}

/* The joined line of sc->line, which began at `number`. */
static int scan_line(struct scan *sc, int number)
{
    char *line = sc->line.p;

    if (sc->line.n > LINE_BYTES)
        return ini_error(
            sc->ini, number, sc->err,
            "dòng dài %zu byte, quá mức cho phép %d byte (một chữ có dấu chiếm 2 đến 3 byte); hãy rút gọn.", sc->line.n,
            LINE_BYTES);
    if (sc->sections.n + sc->items.n == ENTRIES)
        return ini_error(sc->ini, number, sc->err, "tệp có hơn %d mục và khóa; hãy chia nhỏ tệp.", ENTRIES);
    return *line == '[' ? scan_section(sc, line, number) : scan_item(sc, line, number);
}

static int check_characters(struct scan *sc, const char *line, size_t n, int number)
{
    uint32_t bad;

    if (!utf8_valid(line, n))
        return ini_error(sc->ini, number, sc->err,
                         "dòng này không phải văn bản UTF-8; hãy lưu lại tệp bằng mã UTF-8 (Unicode dựng sẵn).");
    bad = utf8_forbidden(line);
    if (bad)
        return ini_error(sc->ini, number, sc->err, "có ký tự điều khiển U+%04X; hãy xóa ký tự này.", (unsigned)bad);
    if (strstr(line, "\xEF\xBF\xBD"))
        return ini_error(sc->ini, number, sc->err, "có ký tự hỏng U+FFFD; hãy gõ lại chữ ở chỗ đó.");
    return 0;
}

static int scan_text(struct scan *sc, char *text, size_t n)
{
    char *end = text + n, *next;
    int number = 1, begin = 0; /* begin: line where a continued line began, 0 when none is open */

    for (char *p = text; p < end; p = next, number++) {
        char *newline = memchr(p, '\n', (size_t)(end - p)), *line;
        size_t length = (size_t)((newline ? newline : end) - p);
        int more;

        next = newline ? newline + 1 : end;
        if (length && p[length - 1] == '\r')
            length--;
        p[length] = '\0';
        if (check_characters(sc, p, length, number))
            return -1;
        line = trim(p);
        if (!begin && (!*line || *line == ';' || *line == '#'))
            continue;
        if (!*line)
            return ini_error(sc->ini, begin, sc->err,
                             "dấu '\\' cuối dòng phải có dòng nối tiếp ngay sau, không để trống.");
        more = line[strlen(line) - 1] == '\\';
        if (more) {
            line[strlen(line) - 1] = '\0';
            line = trim(line);
        }
        if (begin)
            buf_putc(&sc->line, ' ');
        else
            begin = number;
        buf_puts(&sc->line, line);
        if (more)
            continue;
        if (scan_line(sc, begin))
            return -1;
        buf_clear(&sc->line);
        begin = 0;
    }
    if (begin)
        return ini_error(sc->ini, begin, sc->err, "tệp kết thúc bằng dấu '\\' nối dòng; hãy xóa dấu này.");
    return 0;
}

struct place {
    const char *section, *name; /* lower case; name "" for the section itself */
    int line;
};

static int by_place(const void *x, const void *y)
{
    const struct place *a = x, *b = y;
    int order = strcmp(a->section, b->section);

    if (!order)
        order = strcmp(a->name, b->name);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static const char *lower_ascii(struct arena *a, const char *s)
{
    char *copy = arena_strdup(a, s);

    for (char *p = copy; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p = (char)(*p - 'A' + 'a');
    return copy;
}

static int check_duplicates(struct scan *sc)
{
    size_t n = sc->sections.n + sc->items.n;
    struct place *places = arena_alloc(sc->arena, (n + 1) * sizeof *places);
    const struct place *first = NULL, *again = NULL;

    n = 0;
    for (size_t i = 0; i < sc->sections.n; i++)
        places[n++] = (struct place){lower_ascii(sc->arena, sc->sections.v[i]), "", sc->section_lines.v[i]};
    for (size_t i = 0; i < sc->items.n; i++)
        places[n++] = (struct place){sc->items.v[i].section, sc->items.v[i].key, sc->items.v[i].line};
    qsort(places, n, sizeof *places, by_place);
    for (size_t i = 1; i < n; i++) {
        const struct place *p = &places[i - 1], *q = &places[i];

        if (strcmp(p->section, q->section) == 0 && strcmp(p->name, q->name) == 0 && (!again || q->line < again->line)) {
            first = p;
            again = q;
        }
    }
    if (!again)
        return 0;
    if (*again->name)
        return ini_error(sc->ini, again->line, sc->err, "khóa '%s' của mục [%s] đã có ở dòng %d; hãy xóa một dòng.",
                         again->name, again->section, first->line);
    return ini_error(sc->ini, again->line, sc->err, "mục [%s] đã có ở dòng %d; hãy gộp hai mục làm một.",
                     again->section, first->line);
}

/* iniparser loads by file name only: the checked text goes through a file in memory. */
static int parse(const struct ini *ini, const struct buf *clean, dictionary **out, struct err *err)
{
    char name[32];
    size_t done = 0;
    int result = -1, fd = memfd_create("ini", MFD_CLOEXEC);

    if (fd < 0)
        return err_sys(err, errno, "không đọc được tệp '%s'", ini->path);
    while (done < clean->n) {
        ssize_t put = write(fd, clean->p + done, clean->n - done);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            err_sys(err, errno, "không đọc được tệp '%s'", ini->path);
            goto out;
        }
        done += (size_t)put;
    }
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    *out = iniparser_load(name);
    if (!*out) {
        err_set(err, ST_INTERNAL, "không đọc được tệp '%s' qua thư viện iniparser; hãy kiểm tra /proc và bộ nhớ.",
                ini->path);
        goto out;
    }
    result = 0;
out:
    close(fd);
    return result;
}

static int take_values(struct scan *sc)
{
    dictionary *d = NULL;
    struct buf name;
    int result = -1;

    if (parse(sc->ini, &sc->clean, &d, sc->err))
        return -1;
    buf_init(&name, sc->arena);
    for (size_t i = 0; i < sc->items.n; i++) {
        struct ini_item *item = &sc->items.v[i];
        const char *value;
        char *copy;

        buf_clear(&name);
        buf_printf(&name, "%s:%s", item->section, item->key);
        value = iniparser_getstring(d, buf_str(&name), NULL);
        if (!value) {
            err_set(sc->err, ST_INTERNAL, "tệp '%s', dòng %d: thư viện iniparser không đọc được khóa '%s'.",
                    sc->ini->path, item->line, item->key);
            goto out;
        }
        copy = arena_strdup(sc->arena, value);
        for (char *p = copy; *p; p++)
            if (*p == '\t')
                *p = ' ';
        item->value = utf8_nfc(sc->arena, trim(copy));
    }
    result = 0;
out:
    iniparser_freedict(d);
    return result;
}

int ini_load(struct arena *a, const char *path, struct ini **out, struct err *err)
{
    struct ini *ini = arena_alloc(a, sizeof *ini);
    struct scan sc = {.arena = a, .ini = ini, .err = err};
    char *text;
    size_t n;

    if (file_read(a, path, FILE_BYTES, &text, &n, err))
        return -1;
    ini->path = arena_strdup(a, path);
    buf_init(&sc.clean, a);
    buf_init(&sc.line, a);
    if (n >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return ini_error(ini, 1, err, "tệp ghi bằng mã UTF-16; hãy lưu lại bằng mã UTF-8.");
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        n -= 3;
    }
    if (scan_text(&sc, text, n) || check_duplicates(&sc) || take_values(&sc))
        return -1;
    ini->v = sc.items.v;
    ini->n = sc.items.n;
    ini->sections = sc.sections.v;
    ini->section_lines = sc.section_lines.v;
    ini->nsections = sc.sections.n;
    *out = ini;
    return 0;
}

const struct ini_item *ini_section(const struct ini *ini, const char *section, size_t *n)
{
    size_t k = 0, low = 0, high = ini->n;

    *n = 0;
    while (k < ini->nsections && strcmp(ini->sections[k], section))
        k++;
    if (k == ini->nsections)
        return NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ini->v[middle].line < ini->section_lines[k])
            low = middle + 1;
        else
            high = middle;
    }
    while (low + *n < ini->n && ini->v[low + *n].section == ini->sections[k])
        ++*n;
    return *n ? &ini->v[low] : NULL;
}

const struct ini_item *ini_find(const struct ini *ini, const char *section, const char *key)
{
    size_t n;
    const struct ini_item *items = ini_section(ini, section, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(items[i].key, key) == 0)
            return &items[i];
    return NULL;
}

int ini_has_section(const struct ini *ini, const char *section)
{
    for (size_t i = 0; i < ini->nsections; i++)
        if (strcmp(ini->sections[i], section) == 0)
            return 1;
    return 0;
}
