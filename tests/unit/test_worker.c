#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "run/worker.h"
#include "unit.h"

static struct arena *arena;
static char root[256];
static struct notes notes;
static struct signals signals;

static int set_up(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    arena = arena_new();
    notes_init(&notes, arena);
    temp_dir(root);
    return signals_hold(&signals, &e);
}

static int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    signals_release(&signals);
    dir_remove_all(root, &e);
    arena_free(arena);
    return (int)e.status;
}

static struct work work_of(const struct document *doc, const struct font_candidates *fonts)
{
    return (struct work){.name = "BTL",
                         .doc = doc,
                         .fonts = fonts,
                         .pdf = path_join(arena, root, "a.pdf"),
                         .xlsx = path_join(arena, root, "a.xlsx"),
                         .scratch = root};
}

static void assert_no_child(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

/* Its files are not there: the child finds no font. */
static struct font_candidates no_fonts(void)
{
    static struct font_family family = {"Không có", {"/khong/co/1", "/khong/co/2", "/khong/co/3", "/khong/co/4"}};

    return (struct font_candidates){&family, 1, "fonts-liberation2"};
}

static void error_of_the_child_arrives(void **state)
{
    static const struct document doc;
    struct font_candidates fonts = no_fonts();
    struct work w = work_of(&doc, &fonts);
    struct err e = {.status = ST_OK};
    struct work_result out;

    (void)state;
    assert_int_equal(worker_run(arena, &w, &signals, &out, &notes, &e), -1);
    assert_int_equal(e.status, ST_UNAVAILABLE);
    assert_non_null(strstr(e.text, "đơn vị 'BTL': "));
    assert_non_null(strstr(e.text, "fonts-liberation2"));
    assert_no_child();
}

static void crash_of_the_child_is_told(void **state)
{
    struct work w = work_of(NULL, NULL); /* no such thing as a report without fonts: it dies of it */
    struct err e = {.status = ST_OK};
    struct work_result out;

    (void)state;
    signal(SIGSEGV, SIG_DFL); /* cmocka's handler would take the child back into the tests */
    assert_int_equal(worker_run(arena, &w, &signals, &out, &notes, &e), -1);
    assert_int_equal(e.status, ST_INTERNAL);
    assert_non_null(strstr(e.text, "đơn vị 'BTL': trình con"));
    assert_no_child();
}

static void signal_stops_the_child(void **state)
{
    static const struct {
        int number, status;
    } cases[] = {{SIGINT, 130}, {SIGTERM, 143}};
    struct font_candidates fonts = no_fonts();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        static const struct document doc;
        struct work w = work_of(&doc, &fonts);
        struct err e = {.status = ST_OK};
        struct work_result out;

        CASE("%d", cases[i].number);
        raise(cases[i].number);
        assert_int_equal(worker_run(arena, &w, &signals, &out, &notes, &e), -1);
        assert_int_equal(e.status, cases[i].status);
        assert_no_child();
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(error_of_the_child_arrives),
        TEST(crash_of_the_child_is_told),
        TEST(signal_stops_the_child),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
