/* Lines into gzip files and back; bytes that do not depend on the day; what is damaged is told. */
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/gzip.h"
#include "folder.h"

static const char *line_of(size_t i)
{
    return i == 7 ? "" : arena_printf(arena, "dòng %zu%0*zu", i, (int)(i % 90) + 1, i * i);
}

static const char *written(const char *name, size_t lines)
{
    const char *path = path_join(arena, root, name);
    struct err e = {.status = ST_OK};
    struct gzip_writer *w;

    if (gzip_create(arena, path, &w, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < lines; i++) {
        gzip_puts(w, line_of(i));
        gzip_puts(w, i + 1 < lines ? "\n" : ""); /* the last without its end */
    }
    if (gzip_finish(w, &e))
        fail_msg("%s", e.text);
    return path;
}

static void lines_come_back(void **state)
{
    static const size_t counts[] = {0, 1, 20, 20000};

    (void)state;
    for (size_t k = 0; k < LENGTH(counts); k++) {
        const char *path = written(arena_printf(arena, "%zu", k), counts[k]);
        struct err e = {.status = ST_OK};
        struct gzip_reader *r;
        size_t n, length;
        char *line;

        if (gzip_open(arena, path, &r, &e))
            fail_msg("%s", e.text);
        for (n = 0; gzip_line(r, &line, &length, &e) == 1; n++) {
            assert_string_equal(line, line_of(n));
            assert_int_equal(length, strlen(line));
        }
        assert_int_equal(e.status, ST_OK);
        assert_int_equal(n, counts[k]);
        assert_int_equal(gzip_line(r, &line, &length, &e), 0);
        gzip_close(r);
    }
}

static void bytes_say_nothing_of_day_and_name(void **state)
{
    struct err e = {.status = ST_OK};
    char *one, *two;
    size_t n, m;

    (void)state;
    assert_int_equal(file_read(arena, written("a", 500), 1 << 20, &one, &n, &e), 0);
    assert_int_equal(file_read(arena, written("b", 500), 1 << 20, &two, &m, &e), 0);
    assert_int_equal(n, m);
    assert_memory_equal(one, two, n);
    assert_memory_equal(one, "\x1F\x8B\x08\0\0\0\0\0", 8);
}

static int read_status(const char *path)
{
    struct err e = {.status = ST_OK};
    struct gzip_reader *r = NULL;
    size_t length;
    char *line;
    int step = 1;

    if (gzip_open(arena, path, &r, &e))
        return (int)e.status;
    while (step == 1)
        step = gzip_line(r, &line, &length, &e);
    gzip_close(r);
    assert_int_equal(step, e.status == ST_OK ? 0 : -1);
    return (int)e.status;
}

static void damage_is_told(void **state)
{
    struct err e = {.status = ST_OK};
    char *bytes;
    size_t n;

    (void)state;
    assert_int_equal(read_status(path_join(arena, root, "khong-co")), ST_NOINPUT);
    assert_int_equal(file_read(arena, written("a", 5000), 1 << 20, &bytes, &n, &e), 0);
    for (size_t cut = 1; cut < n; cut += n / 7) {
        const char *path = path_join(arena, root, arena_printf(arena, "cut-%zu", cut));

        assert_int_equal(file_write(path, bytes, cut, &e), 0);
        assert_int_equal(read_status(path), ST_DATA);
    }
    bytes[n / 2] ^= 1;
    assert_int_equal(file_write(path_join(arena, root, "bit"), bytes, n, &e), 0);
    assert_int_equal(read_status(path_join(arena, root, "bit")), ST_DATA);
    assert_int_equal(file_write(path_join(arena, root, "text"), "chữ\n", 5, &e), 0);
    assert_int_equal(read_status(path_join(arena, root, "text")), ST_DATA);
}

/* A little file that would fill the memory is no file of rows. */
static void what_swells_is_told(void **state)
{
    static const struct {
        const char *line;
        size_t times;
        enum status want;
    } cases[] = {
        {"# a = b\n", 9000, ST_OK},
        {"# a = b\n", 2000000, ST_DATA},
        {"\n", 20000000, ST_DATA},
        {"a line as long as others may be, and the same again and again, so that next to nothing is left of it\n",
         1000000, ST_DATA},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *path = path_join(arena, root, arena_printf(arena, "%zu", i));
        struct err e = {.status = ST_OK};
        struct gzip_writer *w;

        assert_int_equal(gzip_create(arena, path, &w, &e), 0);
        for (size_t k = 0; k < cases[i].times; k++)
            gzip_puts(w, cases[i].line);
        assert_int_equal(gzip_finish(w, &e), 0);
        assert_int_equal(read_status(path), cases[i].want);
    }
}

static void a_file_that_is_there_stays(void **state)
{
    const char *path = written("a", 1);
    struct err e = {.status = ST_OK};
    struct gzip_writer *w;

    (void)state;
    assert_int_equal(gzip_create(arena, path, &w, &e), -1);
    assert_int_equal(read_status(path), ST_OK);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(lines_come_back),     TEST(bytes_say_nothing_of_day_and_name), TEST(damage_is_told),
        TEST(what_swells_is_told), TEST(a_file_that_is_there_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
