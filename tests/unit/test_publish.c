#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "run/publish.h"
#include "unit.h"

static struct arena *arena;
static char root[256];

static int set_up(void **state)
{
    (void)state;
    umask(027);
    arena = arena_new();
    temp_dir(root);
    return 0;
}

static int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    if (dir_remove_all(root, &e))
        fprintf(stderr, "%s\n", e.text);
    arena_free(arena);
    return (int)e.status;
}

static struct publish_target target(int final)
{
    return (struct publish_target){
        .root = path_join(arena, root, "out"), .period = "2018-10M", .unit = "BTL", .report = "cchc", .final = final};
}

static char *folder(const char *name)
{
    return path_join(arena, root, path_join(arena, "out/2018-10M/BTL/cchc", name));
}

static void put(const char *dir, const char *name, const char *text)
{
    struct err e = {.status = ST_OK};

    if (file_write(path_join(arena, dir, name), text, strlen(text), &e))
        fail_msg("%s", e.text);
}

static const char *get(const char *path)
{
    struct err e = {.status = ST_OK};
    char *text;

    if (file_read(arena, path, 1000, &text, NULL, &e))
        return "(none)";
    return text;
}

/* "a b c": names in a folder. */
static const char *list(const char *path)
{
    struct err e = {.status = ST_OK};
    char **names, *all = arena_strdup(arena, "");

    if (dir_list(arena, path, &names, &e))
        return "(none)";
    for (; *names; names++)
        all = arena_printf(arena, "%s%s%s", all, *all ? " " : "", *names);
    return all;
}

static struct publication *opened(int final)
{
    struct publish_target t = target(final);
    struct err e = {.status = ST_OK};
    struct publication *p = NULL;

    if (dir_make_all(t.root, &e) || publish_prepare(t.root, t.period, &e) || publish_open(arena, &t, &p, &e))
        fail_msg("%s", e.text);
    return p;
}

static enum status refused(const struct publish_target *t)
{
    struct err e = {.status = ST_OK};
    struct publication *p;

    assert_int_equal(publish_open(arena, t, &p, &e), -1);
    assert_true(*e.text);
    return e.status;
}

static const char *publish(int final, const char *text)
{
    struct publication *p = opened(final);
    struct err e = {.status = ST_OK};
    const char *path = NULL;

    put(publish_dir(p), "a.pdf", text);
    put(publish_scratch(p), "work", "w");
    if (publish_commit(p, &path, &e))
        fail_msg("%s", e.text);
    publish_close(p);
    return path;
}

static void folder_appears_whole(void **state)
{
    struct publication *p = opened(0);
    struct err e = {.status = ST_OK};
    const char *path;
    struct stat st;

    (void)state;
    put(publish_dir(p), "a.pdf", "1");
    put(publish_dir(p), "b.xlsx", "2");
    assert_string_equal(list(folder("du-thao")), "(none)");
    assert_int_equal(publish_commit(p, &path, &e), 0);
    assert_string_equal(path, folder("du-thao"));
    assert_string_equal(list(path), "a.pdf b.xlsx");
    publish_close(p);
    assert_string_equal(list(folder("")), "du-thao");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0750);
}

static void draft_is_replaced_as_a_whole(void **state)
{
    const char *path = publish(0, "first");

    (void)state;
    put(path, "old.xlsx", "only in the first");
    assert_string_equal(publish(0, "second"), path);
    assert_string_equal(list(path), "a.pdf");
    assert_string_equal(get(path_join(arena, path, "a.pdf")), "second");
    assert_string_equal(list(folder("")), "du-thao");
}

static void draft_that_is_a_link_or_file_is_replaced(void **state)
{
    const char *elsewhere = path_join(arena, root, "elsewhere");

    (void)state;
    publish(1, "final");
    assert_int_equal(mkdir(elsewhere, 0700), 0);
    put(elsewhere, "precious", "p");
    assert_int_equal(symlink(elsewhere, folder("du-thao")), 0);
    publish(0, "draft");
    assert_string_equal(list(folder("du-thao")), "a.pdf");
    assert_string_equal(list(elsewhere), "precious");
    assert_string_equal(list(folder("")), "chinh-thuc du-thao");
}

static void final_is_never_overwritten(void **state)
{
    const char *path = publish(1, "first");
    struct publish_target t = target(1);
    struct err e = {.status = ST_OK};

    (void)state;
    assert_string_equal(path, folder("chinh-thuc"));
    assert_int_equal(publish_check(arena, &t, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    assert_non_null(strstr(e.text, "không bao giờ bị ghi đè"));
    assert_int_equal(refused(&t), ST_CANTCREATE);
    assert_string_equal(get(path_join(arena, path, "a.pdf")), "first");
    publish(0, "draft beside it");
    assert_string_equal(list(folder("")), "chinh-thuc du-thao");
}

static void final_that_came_meanwhile_is_kept(void **state)
{
    struct publication *p = opened(1);
    struct err e = {.status = ST_OK};
    const char *path;

    (void)state;
    put(publish_dir(p), "a.pdf", "mine");
    assert_int_equal(mkdir(folder("chinh-thuc"), 0700), 0);
    put(folder("chinh-thuc"), "a.pdf", "theirs");
    assert_int_equal(publish_commit(p, &path, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    publish_close(p);
    assert_string_equal(get(folder("chinh-thuc/a.pdf")), "theirs");
    assert_string_equal(list(folder("")), "chinh-thuc");
}

static void without_commit_nothing_stays(void **state)
{
    struct publication *p = opened(0);

    (void)state;
    put(publish_dir(p), "a.pdf", "half");
    put(publish_scratch(p), "work", "w");
    publish_close(p);
    assert_string_equal(list(path_join(arena, root, "out")), "");

    publish(0, "good");
    p = opened(0);
    put(publish_dir(p), "a.pdf", "half");
    publish_close(p);
    assert_string_equal(get(folder("du-thao/a.pdf")), "good");
    assert_string_equal(list(folder("")), "du-thao");
}

static void killed_run_is_repaired(void **state)
{
    pid_t pid;
    int status;

    (void)state;
    publish(0, "good");
    pid = fork();
    if (pid == 0) {
        struct publication *p = opened(0);

        put(publish_dir(p), "a.pdf", "half");
        put(publish_scratch(p), "work", "w");
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_string_equal(list(folder("")), ".tmp-du-thao .tmp-viec du-thao");
    assert_string_equal(get(folder("du-thao/a.pdf")), "good");

    /* What other steps leave: probes, an old draft not yet removed, a file instead of a folder. */
    assert_int_equal(mkdir(folder(".tmp-thu-1"), 0700), 0);
    assert_int_equal(mkdir(folder(".tmp-chinh-thuc"), 0700), 0);
    put(folder(".tmp-chinh-thuc"), "x", "x");
    put(folder(""), ".tmp-file", "x");
    publish(0, "again");
    assert_string_equal(list(folder("")), "du-thao");
    assert_string_equal(get(folder("du-thao/a.pdf")), "again");
}

static void killed_behind_the_rename_leaves_the_papers_alone(void **state)
{
    pid_t pid = fork();
    int status;

    (void)state;
    if (pid == 0) {
        struct publication *p = opened(1);
        struct err e = {.status = ST_OK};
        const char *path;

        put(publish_dir(p), "a.pdf", "final");
        put(publish_scratch(p), "work", "w");
        publish_commit(p, &path, &e);
        raise(SIGKILL);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_string_equal(list(folder("")), "chinh-thuc");
}

static void no_name_leaves_the_folder(void **state)
{
    static const struct {
        const char *period, *unit, *report;
    } cases[] = {
        {"..", "BTL", "cchc"},     {"2018-10M", "../x", "cchc"}, {"2018-10M", "BTL", "a/b"},
        {"2018-10M", "", "cchc"},  {"2018-10M", "BTL", "."},     {"2018-10M", "B L", "cchc"},
        {"2018-10M", "Đ", "cchc"}, {"2018-10M", "B\nL", "cchc"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct publish_target t = {.root = path_join(arena, root, "out"),
                                   .period = cases[i].period,
                                   .unit = cases[i].unit,
                                   .report = cases[i].report};

        CASE("%s/%s/%s", cases[i].period, cases[i].unit, cases[i].report);
        assert_int_equal(refused(&t), ST_USAGE);
        assert_string_equal(list(root), "");
    }
}

static void links_on_the_way_are_refused(void **state)
{
    const char *elsewhere = path_join(arena, root, "elsewhere");
    struct publish_target t = target(0);

    (void)state;
    assert_int_equal(mkdir(elsewhere, 0700), 0);
    assert_int_equal(mkdir(path_join(arena, root, "out"), 0700), 0);
    assert_int_equal(symlink(elsewhere, path_join(arena, root, "out/2018-10M")), 0);
    assert_int_equal(refused(&t), ST_CANTCREATE);
    assert_string_equal(list(elsewhere), "");
}

static void root_that_is_a_file_is_refused(void **state)
{
    struct publish_target t = target(0);

    (void)state;
    put(root, "out", "file");
    assert_int_equal(refused(&t), ST_CANTCREATE);
    assert_string_equal(get(path_join(arena, root, "out")), "file");
}

static const char *commit_at(const struct publish_target *t)
{
    struct err e = {.status = ST_OK};
    struct publication *p = NULL;
    const char *path = NULL;

    if (publish_open(arena, t, &p, &e))
        fail_msg("%s", e.text);
    put(publish_dir(p), "a", "1");
    if (publish_commit(p, &path, &e))
        fail_msg("%s", e.text);
    publish_close(p);
    return path;
}

static void papers_below_a_report_have_folders_of_their_own(void **state)
{
    struct publish_target t = target(1);
    struct err e = {.status = ST_OK};
    struct publication *p;

    (void)state;
    commit_at(&t);
    t.below = "dinh-chinh";
    t.name = "2018-10-20-so-12";
    assert_string_equal(commit_at(&t), folder("dinh-chinh/2018-10-20-so-12"));
    assert_int_equal(refused(&t), ST_CANTCREATE);
    t.name = "2018-11-20-so-13";
    commit_at(&t);
    t.final = 0;
    commit_at(&t);
    assert_string_equal(list(folder("")), "chinh-thuc dinh-chinh");
    assert_string_equal(list(folder("dinh-chinh")), "2018-10-20-so-12 2018-11-20-so-13 du-thao");
    /* What is not published leaves no folder of its own. */
    t.report = "khac";
    if (publish_open(arena, &t, &p, &e))
        fail_msg("%s", e.text);
    publish_close(p);
    assert_string_equal(list(path_join(arena, root, "out/2018-10M/BTL")), "cchc");
    t.final = 1;
    t.name = "../so-1";
    assert_int_equal(refused(&t), ST_USAGE);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(folder_appears_whole),
        TEST(draft_is_replaced_as_a_whole),
        TEST(draft_that_is_a_link_or_file_is_replaced),
        TEST(final_is_never_overwritten),
        TEST(final_that_came_meanwhile_is_kept),
        TEST(without_commit_nothing_stays),
        TEST(killed_run_is_repaired),
        TEST(killed_behind_the_rename_leaves_the_papers_alone),
        TEST(no_name_leaves_the_folder),
        TEST(links_on_the_way_are_refused),
        TEST(root_that_is_a_file_is_refused),
        TEST(papers_below_a_report_have_folders_of_their_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
