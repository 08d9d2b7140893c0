#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "unit.h"

static char got[65536];

/* What `draw` leaves on stderr: a terminal of so many columns, or a pipe (0). */
static void drawn(unsigned short columns, const char *term, void (*draw)(void))
{
    struct winsize size = {.ws_row = 24, .ws_col = columns};
    int reader, writer, ends[2], before = dup(STDERR_FILENO);
    struct pollfd p = {.events = POLLIN};
    size_t n = 0;

    if (columns) {
        assert_return_code(openpty(&reader, &writer, NULL, NULL, &size), 0);
    } else {
        assert_return_code(pipe(ends), 0);
        reader = ends[0];
        writer = ends[1];
    }
    setenv("TERM", term, 1);
    dup2(writer, STDERR_FILENO);
    progress_begin();
    draw();
    progress_hide();
    dup2(before, STDERR_FILENO);
    close(before);
    for (p.fd = reader; n < sizeof got - 1 && poll(&p, 1, 0) == 1 && (p.revents & POLLIN);) {
        ssize_t more = read(reader, got + n, sizeof got - 1 - n);

        if (more <= 0)
            break;
        n += (size_t)more;
    }
    got[n] = '\0';
    close(writer);
    close(reader);
}

static void half(void)
{
    progress_show("2018-Q3", 5, 10, "5/10 đơn vị: PHUDIEN");
}

static void nothing_known(void)
{
    progress_show("Tệp\033[2J\n", 0, 0, "1.200 dòng");
}

static void between_messages(void)
{
    half();
    log_info("xong");
    log_info("nữa");
}

static void as_fast_as_can_be(void)
{
    for (int64_t i = 0; i < 2000000; i++)
        if (progress_due())
            progress_show("x", i, 2000000, "");
}

#define CLEAR "\r\033[K"

static void lines(void **state)
{
    static const struct {
        unsigned short columns;
        const char *term;
        void (*draw)(void);
        const char *want;
    } cases[] =
        {
            {80, "xterm", half, CLEAR "2018-Q3 [###############               ] 5/10 đơn vị: PHUDIEN" CLEAR},
            {45, "xterm", half, CLEAR "2018-Q3 [######       ] 5/10 đơn vị: PHUDIEN" CLEAR},
            {30, "xterm", half, CLEAR "2018-Q3 5/10 đơn vị: PHUDIEN" CLEAR},
            {18, "xterm", half, CLEAR "2018-Q3 5/10 đơn " CLEAR},
            {2, "xterm", half, CLEAR "2" CLEAR},
            {80, "xterm", nothing_known, CLEAR "Tệp?[2J? 1.200 dòng" CLEAR},
            {80, "xterm", between_messages,
             CLEAR "2018-Q3 [###############               ] 5/10 đơn vị: PHUDIEN" CLEAR
                   "cchc-report: xong\r\ncchc-report: nữa\r\n"},
            {80, "dumb", half, ""},
            {80, "", half, ""},
            {0, "xterm", half, ""},
            {0, "xterm", between_messages, "cchc-report: xong\ncchc-report: nữa\n"},
        },
      *c;

    (void)state;
    setenv("NO_COLOR", "1", 1);
    for (EACH(c, cases)) {
        CASE("%zu: %d columns, %s", c_i, c->columns, c->term);
        drawn(c->columns, c->term, c->draw);
        assert_string_equal(got, c->want);
    }
}

static void rarely(void **state)
{
    size_t lines_drawn = 0;
    struct timespec from, to;

    (void)state;
    clock_gettime(CLOCK_MONOTONIC, &from);
    drawn(80, "xterm", as_fast_as_can_be);
    clock_gettime(CLOCK_MONOTONIC, &to);
    for (const char *p = got; (p = strstr(p, CLEAR)) != NULL; p++)
        lines_drawn++;
    assert_in_range(lines_drawn, 2, 3 + 10 * (size_t)(to.tv_sec - from.tv_sec + 1));
}

static void late(void)
{
    usleep(1100 * 1000);
    progress_show("a", 1, 10, ""); /* too few */
    progress_show("b", 2, 100, "");
    progress_show("c", 5, 10, "");
    progress_show("d", 2, 30000, "");
    progress_show("e", 40, 10000, "");
    progress_show("f", 1000, 100000, "");
    progress_show("g", 10, 10, "");
    progress_show("h", 1000, 20000, "");
    progress_show("i", 100, 400000, "");
}

static void long_ago(void)
{
    usleep(2100 * 1000);
    progress_show("a", 0, 0, "đếm số liệu");
}

static void what_has_passed(void **state)
{
    (void)state;
    drawn(80, "xterm", long_ago);
    assert_non_null(strstr(got, "a đếm số liệu, đã 2 giây"));
}

static void what_is_left(void **state)
{
    (void)state;
    drawn(100, "xterm", late);
    for (const char *p = "abdefgi"; *p; p++) {
        char line[] = {'\033', '[', 'K', *p, ' ', '\0'};
        const char *at = strstr(got, line);

        assert_non_null(at);
        assert_null(memmem(at, strcspn(at, "\r"), "còn", strlen("còn")));
    }
    assert_non_null(strstr(got, ", còn khoảng 2 giây"));
    assert_non_null(strstr(got, "\033[Kh [") ? strstr(strstr(got, "\033[Kh ["), ", còn khoảng 2")
                                             : NULL); /* 20 and some */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(rarely),
        cmocka_unit_test(what_is_left),
        cmocka_unit_test(what_has_passed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
