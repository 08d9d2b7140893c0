#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "data/csv.h"
#include "unit.h"

/* The rows of a file as text: "3:a|b" for line 3; cells joined by "|", rows by " / ". */
static char *read_all(struct arena *a, const void *bytes, size_t n, struct err *err)
{
    char dir[256], *path;
    struct csv *c = NULL;
    struct csv_row row;
    struct buf out;
    int got = -1;
    char want[HASH_HEX];

    path = path_join(a, temp_dir(dir), "x.csv");
    assert_int_equal(file_write(path, bytes, n, err), 0);
    buf_init(&out, a);
    if (csv_open(a, path, &c, err) == 0) {
        while ((got = csv_next(c, &row, err)) == 1) {
            buf_printf(&out, "%s%d:", out.n ? " / " : "", (int)row.line);
            for (size_t i = 0; i < row.n; i++)
                buf_printf(&out, "%s%s", i ? "|" : "", row.cells[i]);
            if (row.problem == CSV_INVALID_TEXT)
                buf_printf(&out, " @%d", (int)row.offset);
            if (row.problem == CSV_BAD_QUOTES)
                buf_puts(&out, " \"?");
        }
        if (got == 0) {
            hash_bytes(bytes, n, want);
            assert_string_equal(csv_sha256(c), want);
        }
    }
    csv_close(c);
    unlink(path);
    rmdir(dir);
    return got == 0 ? arena_strdup(a, buf_str(&out)) : NULL;
}

#define S(text) text, sizeof(text) - 1

static void rows(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *want;
    } cases[] = {
        {S("a,b\n1,2\n"), "1:a|b / 2:1|2"},
        {S("a,b\n1,2"), "1:a|b / 2:1|2"},
        {S("a;b\r\n1;2,5\r\n"), "1:a|b / 2:1|2,5"},
        {S("a\tb\r1\t2\r"), "1:a|b / 2:1|2"},
        {S("\xEF\xBB\xBF"
           "a,b\n1,2\n"),
         "1:a|b / 2:1|2"},
        {S("sep=;\na;b,c\n1;2\n"), "2:a|b,c / 3:1|2"},
        {S("SEP=,\r\na,b\r\n1,2\r\n"), "2:a|b / 3:1|2"},
        {S("sep=\t\r\na\tb\r\n"), "2:a|b"},
        {S("\n\r\na,b\n\n\n1,2\n,\n\n"), "3:a|b / 6:1|2"},
        {S("a,b,c\n,,x\n1,,\n"), "1:a|b|c / 2:||x / 3:1||"},
        {S("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n"), "1:a|b / 2:x,y|say \"hi\""},
        {S("a,b\n\"\",\"\"\"\"\n"), "1:a|b / 2:|\""},
        {S("a,b\n\"x\r\ny\nz\rw\",2\n3,4\n"), "1:a|b / 2:x\ny\nz\nw|2 / 6:3|4"},
        {S("a,b\nx \"y\" z,2\n"), "1:a|b / 2:x \"y\" z|2"},
        {S("a,b\n\"x\"y,2\n3,4\n"), "1:a|b / 2:\"x\"y|2 \"? / 3:3|4"},
        {S("a,b\n\"x\" ,2\n\"3\",4"), "1:a|b / 2:\"x\" |2 \"? / 3:3|4"},
        {S("a,b\n\"x\"y\nz,2\n"), "1:a|b / 2:\"x\"y \"? / 3:z|2"},
        {S("a,b\n1,\"2\""), "1:a|b / 2:1|2"},
        {S("a,b\n1,"), "1:a|b / 2:1|"},
        {S("a,\"b;c;d\",e\n1,2,3\n"), "1:a|b;c;d|e / 2:1|2|3"},
        {S("a,b\n1,2,3\n4\n"), "1:a|b / 2:1|2|3 / 3:4"},
        /* bytes that are no UTF-8: lone, overlong, surrogate, cut off, NUL; the offset is the one in the file */
        {S("a,b\n1,\xFFz\n3,4\n"), "1:a|b / 2:1|\xFFz @6 / 3:3|4"},
        {S("\xEF\xBB\xBF"
           "a,b\n\xC0\xAF,2\n"),
         "1:a|b / 2:\xC0\xAF|2 @7"},
        {S("a,b\n1,\xED\xA0\x80\n"), "1:a|b / 2:1|\xED\xA0\x80 @6"},
        {S("a,b\n1,\xE1\xBA"), "1:a|b / 2:1|\xE1\xBA @6"},
        {S("a,b\n1,2\0003\n"), "1:a|b / 2:1|2 @7"},
        {S("a,b\n\xE1\xBA\xBF,\xE1\xBA\xBF\n"), "1:a|b / 2:ế|ế"},
        /* UTF-16, pairs included; lone halves and an odd byte are bad */
        {S("\xFF\xFE"
           "a\0\t\0b\0\r\0\n\0\xBF\x1E\t\0\x3D\xD8\x00\xDE\n\0"),
         "1:a|b / 2:ế|😀"},
        {S("\xFE\xFF\0a\0,\0b\0\n\x1E\xBF\0,\xD8\x3D\xDE\x00"), "1:a|b / 2:ế|😀"},
        {S("\xFF\xFE"
           "a\0,\0b\0\n\0c\0,\0\x00\xDCx\0\n\0d\0,\0e\0"),
         "1:a|b / 2:c|\xFFx @14 / 3:d|e"},
        {S("\xFF\xFE"
           "a\0,\0b\0\n\0c\0,\0\x00\xD8x\0\n\0"),
         "1:a|b / 2:c|\xFFx @14"},
        {S("\xFF\xFE"
           "a\0,\0b\0\n\0c\0,\0x"),
         "1:a|b / 2:c|\xFF @14"},
        {S("\xFF\xFEs\0e\0p\0=\0;\0\n\0a\0;\0b\0"), "2:a|b"},
        /* no UTF-8 in the header: said by whoever looks for columns */
        {S("M\xE3 h\xF4,b\n"), "1:M\xE3 h\xF4|b @1"},
    };
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct err e = {.status = ST_OK};
        char *got = read_all(a, cases[i].bytes, cases[i].n, &e);

        if (!got || strcmp(got, cases[i].want) != 0)
            CASE("%zu: %s", i, e.text);
        assert_non_null(got);
        assert_string_equal(got, cases[i].want);
    }
    arena_free(a);
}

static void refused_files(void **state)
{
    static const struct {
        const char *bytes, *part;
    } cases[] =
        {
            {"", "dòng 1: không thấy dấu phẩy"},
            {"abc\n1\n", "dòng 1: không thấy dấu phẩy"},
            {"sep=|\na|b\n", "'sep='"},
            {"a,b\n1,2\n3,\"4\n5,6\n7,8\n", "dòng 3: dấu ngoặc kép mở mà không đóng"},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        struct err e = {.status = ST_OK};

        assert_null(read_all(a, c->bytes, strlen(c->bytes), &e));
        assert_int_equal(e.status, ST_DATA);
        if (!strstr(e.text, c->part))
            fail_msg("%s: %s", c->part, e.text);
    }
    arena_free(a);
}

/* `n` cells, of which the last has a text. */
static void add_row(struct buf *b, const char *cell, size_t n)
{
    for (size_t i = 1; i < n; i++)
        buf_printf(b, "%s,", cell);
    buf_puts(b, "x");
}

static void many_cells(void **state)
{
    static const struct {
        size_t header, row;
        const char *cell, *end, *part; /* part: of the error, NULL for none */
    } cases[] =
        {
            {1000, 1000, "a", "\n", NULL},
            {1000, 1000, "", "", NULL},
            {1001, 2, "a", "\n", "dòng 1: có hơn 1.000 ô"},
            {3000000, 2, "", "\n", "dòng 1: có hơn 1.000 ô"},
            {2, 1001, "a", "\n", "dòng 2: có hơn 1.000 ô"},
            {2, 1001, "\"a\"", "", "dòng 2: có hơn 1.000 ô"},
            {2, 3000000, "", "\n", "dòng 2: có hơn 1.000 ô"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct arena *a = arena_new();
        struct err e = {.status = ST_OK};
        struct buf b;
        char *got;

        buf_init(&b, a);
        add_row(&b, c->cell, c->header);
        buf_puts(&b, "\n");
        add_row(&b, c->cell, c->row);
        buf_puts(&b, c->end);
        got = read_all(a, b.p, b.n, &e);
        if (!got != !!c->part || (c->part && !strstr(e.text, c->part)))
            fail_msg("%zu, %zu of '%s': %s", c->header, c->row, c->cell, e.text);
        assert_int_equal(e.status, c->part ? ST_DATA : ST_OK);
        arena_free(a);
    }
}

/* Rows of nothing but separators are skipped, but not when they are too long: then something was lost. */
static void separators_alone(void **state)
{
    (void)state;
    for (size_t cells = 999; cells <= 1002; cells++) {
        struct arena *a = arena_new();
        struct err e = {.status = ST_OK};
        char text[1100] = "a,b\n", *got;

        memset(text + 4, ',', cells - 1);
        got = read_all(a, text, strlen(text), &e);
        if (cells <= 1000)
            assert_string_equal(got, "1:a|b");
        else
            assert_null(got);
        arena_free(a);
    }
}

static void missing_file_and_folder(void **state)
{
    struct arena *a = arena_new();
    struct err e = {.status = ST_OK}, e2 = {.status = ST_OK};
    struct csv *c;

    (void)state;
    assert_int_equal(csv_open(a, "/nonexistent/x.csv", &c, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
    assert_int_equal(csv_open(a, "/", &c, &e2), -1);
    assert_int_equal(e2.status, ST_NOINPUT);
    arena_free(a);
}

/* Rows larger than what is read at once, and rows that begin and end on every place of the buffer's border: cells of
 * growing length with quotes, CRLF and letters of several bytes, in UTF-8 and UTF-16. */
static void borders_of_the_buffer(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        struct buf text, want, bytes;
        struct err e = {.status = ST_OK};
        char *got;

        buf_init(&text, a);
        buf_init(&want, a);
        buf_init(&bytes, a);
        buf_puts(&text, "a,b\r\n");
        buf_puts(&want, "1:a|b");
        for (int i = 0, line = 2; i < 900; i++, line += 2) {
            buf_printf(&text, "\"ế\"\"\r\n%0*d\",\"😀%d\"\r\n", i % 450 + 1, i, i);
            buf_printf(&want, " / %d:ế\"\n%0*d|😀%d", line, i % 450 + 1, i, i);
        }
        buf_printf(&text, "%0200000d,x\r\n", 7);
        buf_printf(&want, " / 1802:%0200000d|x", 7);
        if (wide) {
            const char *p = text.p;
            uint32_t cp;

            buf_add(&bytes, "\xFF\xFE", 2);
            while ((cp = utf8_next(&p)) != 0) {
                uint32_t units[2] = {cp, 0};

                if (cp > 0xFFFF) {
                    units[0] = 0xD800 + ((cp - 0x10000) >> 10);
                    units[1] = 0xDC00 + (cp & 0x3FF);
                }
                for (int i = 0; i < 2 && (i == 0 || units[1]); i++) {
                    buf_putc(&bytes, (char)(units[i] & 0xFF));
                    buf_putc(&bytes, (char)(units[i] >> 8));
                }
            }
        } else {
            bytes = text;
        }
        got = read_all(a, bytes.p, bytes.n, &e);
        assert_non_null(got);
        assert_true(strcmp(got, want.p) == 0);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows),
        cmocka_unit_test(refused_files),
        cmocka_unit_test(many_cells),
        cmocka_unit_test(separators_alone),
        cmocka_unit_test(missing_file_and_folder),
        cmocka_unit_test(borders_of_the_buffer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
