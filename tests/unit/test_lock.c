#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder.h"
#include "run/lock.h"

static int take(const char *name)
{
    struct err e = {.status = ST_OK};
    int fd = -1;

    if (lock_take(arena, path_join(arena, root, name), &fd, &e))
        fail_msg("%s", e.text);
    return fd;
}

static void second_is_told_of_the_first(void **state)
{
    struct err e = {.status = ST_OK};
    int fd = -1, ends[2], status;
    pid_t pid;
    char c;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) {
        take("ra");
        if (write(ends[1], "x", 1) != 1)
            _exit(1);
        pause();
    }
    assert_int_equal(read(ends[0], &c, 1), 1);
    close(ends[0]);
    close(ends[1]);
    assert_int_equal(lock_take(arena, path_join(arena, root, "ra"), &fd, &e), -1);
    assert_int_equal(e.status, ST_TEMPFAIL);
    assert_int_equal(fd, -1);
    assert_non_null(strstr(e.text, arena_printf(arena, "tiến trình %d (", (int)pid)));
    assert_non_null(strstr(e.text, "test_lock)")); /* valgrind has words of its own before it */
    /* Other folders are free, and this one is when its holder is gone, however that was. */
    close(take("khác"));
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    close(take("ra"));
    close(take("ra"));
}

static void folder_is_made(void **state)
{
    (void)state;
    close(take("một/hai"));
    assert_true(file_exists(path_join(arena, root, "một/hai")));
}

static void file_is_refused(void **state)
{
    struct err e = {.status = ST_OK};
    int fd = -1;

    (void)state;
    assert_int_equal(file_write(path_join(arena, root, "tệp"), "x", 1, &e), 0);
    assert_int_equal(lock_take(arena, path_join(arena, root, "tệp"), &fd, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    assert_int_equal(fd, -1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(second_is_told_of_the_first),
        TEST(folder_is_made),
        TEST(file_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
