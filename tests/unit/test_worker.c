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
    return (struct work){.doc = doc,
                         .fonts = fonts,
                         .pdf = path_join(arena, root, "a.pdf"),
                         .xlsx = path_join(arena, root, "a.xlsx"),
                         .scratch = root,
                         .limits = {.memory = 8192, .file = 2048, .cpu = 900, .time = 1800}};
}

static void assert_no_child(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static int run(const struct work *w, struct err *e)
{
    struct work_result out;
    struct worker *worker;

    if (worker_start(arena, w, &worker, e))
        return -1;
    if (worker_wait(&worker, 1, -1, &signals, e) == 0)
        return worker_finish(worker, &out, &notes, e);
    worker_stop(worker);
    return -1;
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

    (void)state;
    assert_int_equal(run(&w, &e), -1);
    assert_int_equal(e.status, ST_UNAVAILABLE);
    assert_non_null(strstr(e.text, "fonts-liberation2"));
    assert_no_child();
}

static void crash_of_the_child_is_told(void **state)
{
    struct work w = work_of(NULL, NULL); /* no such thing as a report without fonts: it dies of it */
    struct err e = {.status = ST_OK};

    (void)state;
    signal(SIGSEGV, SIG_DFL); /* cmocka's handler would take the child back into the tests */
    assert_int_equal(run(&w, &e), -1);
    assert_int_equal(e.status, ST_INTERNAL);
    assert_non_null(strstr(e.text, "trình con"));
    assert_no_child();
}

static void signal_stops_the_child(void **state)
{
    static const struct {
        int number, status;
    } cases[] = {{SIGINT, 130}, {SIGTERM, 143}, {SIGHUP, 129}, {SIGQUIT, 131}};
    struct font_candidates fonts = no_fonts();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        static const struct document doc;
        struct work w = work_of(&doc, &fonts);
        struct err e = {.status = ST_OK};

        CASE("%d", cases[i].number);
        raise(cases[i].number);
        assert_int_equal(run(&w, &e), -1);
        assert_int_equal(e.status, cases[i].status);
        assert_no_child();
    }
}

/* Each in its turn, whichever was first; none is left. */
static void several_are_at_work(void **state)
{
    static const struct document doc;
    struct font_candidates fonts = no_fonts();
    const struct work good = work_of(&doc, &fonts), bad = work_of(NULL, NULL);
    struct worker *workers[WORKERS_MAX];
    size_t n = WORKERS_MAX;

    (void)state;
    signal(SIGSEGV, SIG_DFL);
    for (size_t i = 0; i < n; i++) {
        struct err e = {.status = ST_OK};

        assert_int_equal(worker_start(arena, i == 1 ? &bad : &good, &workers[i], &e), 0);
    }
    for (size_t crashed = 0; n; n--) {
        struct err e = {.status = ST_OK};
        struct work_result out;
        int i = worker_wait(workers, n, -1, &signals, &e);

        assert_in_range(i, 0, n - 1);
        assert_int_equal(worker_finish(workers[i], &out, &notes, &e), -1);
        crashed += e.status == ST_INTERNAL;
        assert_true(e.status == ST_UNAVAILABLE || crashed == 1);
        workers[i] = workers[n - 1];
        assert_true(n > 1 || crashed == 1);
    }
    assert_no_child();
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(error_of_the_child_arrives),
        TEST(crash_of_the_child_is_told),
        TEST(signal_stops_the_child),
        TEST(several_are_at_work),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
