#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
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

static char *in_root(const char *name)
{
    return path_join(arena, root, name);
}

static void put(const char *name, const char *text)
{
    struct err e = {.status = ST_OK};

    if (file_write(in_root(name), text, strlen(text), &e))
        fail_msg("%s", e.text);
}

static size_t open_files(void)
{
    DIR *d = opendir("/proc/self/fd");
    size_t n = 0;

    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static void written_is_read(void **state)
{
    static const size_t sizes[] = {0, 1, 4095, 4096, 1000003};
    size_t files = open_files();
    const size_t *size;

    (void)state;
    for (EACH(size, sizes)) {
        struct err e = {.status = ST_OK};
        unsigned char *bytes = arena_alloc(arena, *size + 1);
        char *path = in_root(arena_printf(arena, "cỡ %zu", *size)), *text;
        struct stat st;
        size_t n;

        for (size_t i = 0; i < *size; i++)
            bytes[i] = (unsigned char)(i * 7 + i / 251);
        assert_false(file_exists(path));
        assert_int_equal(file_write(path, bytes, *size, &e), 0);
        assert_true(file_exists(path));
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 0777, 0640);
        assert_int_equal(file_read(arena, path, *size, &text, &n, &e), 0);
        assert_int_equal(n, *size);
        assert_memory_equal(text, bytes, n);
        assert_int_equal(text[n], '\0');
        assert_int_equal(file_sync(path, &e), 0);
        if (*size)
            assert_int_equal(file_read(arena, path, *size - 1, &text, &n, &e), -1);
        assert_int_equal(e.status, *size ? ST_DATA : ST_OK);
    }
    assert_int_equal(file_sync(root, &(struct err){.status = ST_OK}), 0);
    assert_int_equal(open_files(), files);
}

static void reading_says_what_is_wrong(void **state)
{
    struct err e;
    char *text;

    (void)state;
    put("tệp", "abc");
    assert_int_equal(mkfifo(in_root("ống"), 0600), 0);
    assert_int_equal(symlink("đi vòng", in_root("đi vòng")), 0);
    const struct {
        const char *path;
        enum status status;
        const char *part;
    } cases[] =
        {
            {in_root("thiếu"), ST_NOINPUT, "không có tệp '"},  {in_root("tệp/x"), ST_NOINPUT, "không có tệp '"},
            {root, ST_NOINPUT, "không phải là tệp thường"},    {in_root("ống"), ST_NOINPUT, "không phải là tệp thường"},
            {in_root("đi vòng"), ST_IO, "quá nhiều liên kết"}, {in_root("tệp"), ST_DATA, "lớn hơn mức cho phép 2 byte"},
        },
      *c;

    for (EACH(c, cases)) {
        e.status = ST_OK;
        assert_int_equal(file_read(arena, c->path, 2, &text, NULL, &e), -1);
        assert_int_equal(e.status, c->status);
        assert_non_null(strstr(e.text, c->part));
        assert_non_null(strstr(e.text, c->path));
    }
    if (geteuid() != 0) {
        e.status = ST_OK;
        assert_int_equal(chmod(in_root("tệp"), 0), 0);
        assert_int_equal(file_read(arena, in_root("tệp"), 9, &text, NULL, &e), -1);
        assert_int_equal(e.status, ST_NOPERM);
    }
}

static void writing_never_overwrites(void **state)
{
    struct err e = {.status = ST_OK};
    char *text;

    (void)state;
    put("tệp", "cũ");
    assert_int_equal(symlink("ngoài", in_root("liên kết")), 0);
    assert_int_equal(file_write(in_root("tệp"), "mới", 5, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    e.status = ST_OK;
    assert_int_equal(file_write(in_root("liên kết"), "mới", 5, &e), -1);
    assert_false(file_exists(in_root("ngoài")));
    e.status = ST_OK;
    assert_int_equal(file_write(in_root("không/có"), "mới", 5, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    e.status = ST_OK;
    assert_int_equal(file_read(arena, in_root("tệp"), 99, &text, NULL, &e), 0);
    assert_string_equal(text, "cũ");
}

static void failed_write_leaves_nothing(void **state)
{
    struct err e = {.status = ST_OK};
    struct rlimit old, small = {.rlim_cur = 1000};
    size_t files = open_files();
    char *bytes = arena_alloc(arena, 5000);
    int result;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small.rlim_max = old.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    result = file_write(in_root("to"), bytes, 5000, &e);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(result, -1);
    assert_int_equal(e.status, ST_IO);
    assert_non_null(strstr(e.text, "tệp vượt quá cỡ cho phép."));
    assert_false(file_exists(in_root("to")));
    assert_int_equal(open_files(), files);
}

static void folders_are_made_listed_and_removed(void **state)
{
    static const char *const want[] = {"10", "9", "B", "a", "Đ", NULL};
    struct err e = {.status = ST_OK};
    size_t files = open_files();
    char **names, *deep = in_root("một//hai/ba///");
    struct stat st;

    (void)state;
    assert_int_equal(dir_make_all(deep, &e), 0);
    assert_int_equal(dir_make_all(deep, &e), 0);
    assert_int_equal(dir_make_all("/", &e), 0);
    assert_int_equal(stat(in_root("một/hai/ba"), &st), 0);
    assert_true(S_ISDIR(st.st_mode));
    assert_int_equal(st.st_mode & 0777, 0750);
    assert_int_equal(dir_list(arena, deep, &names, &e), 0);
    assert_null(names[0]);
    for (size_t i = LENGTH(want) - 1; i-- > 0;)
        put(arena_printf(arena, "một/hai/%s", want[i]), "x");
    assert_int_equal(dir_list(arena, in_root("một/hai"), &names, &e), 0);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(names[i], want[i]);
    assert_string_equal(names[4], "ba");
    assert_string_equal(names[5], "Đ");
    assert_null(names[6]);

    for (int i = 0; i < 300; i++)
        put(arena_printf(arena, "một/hai/ba/tệp có tên khá dài %d", i), "x");
    /* A link out of the tree goes; what it leads to stays. */
    put("giữ lại", "x");
    assert_int_equal(symlink("../../giữ lại", in_root("một/hai/tệp ngoài")), 0);
    assert_int_equal(symlink("../..", in_root("một/hai/thư mục ngoài")), 0);
    assert_int_equal(dir_remove_all(in_root("một"), &e), 0);
    assert_false(file_exists(in_root("một")));
    assert_true(file_exists(in_root("giữ lại")));
    assert_int_equal(open_files(), files);
}

static void folder_errors(void **state)
{
    struct err e = {.status = ST_OK};
    char **names;

    (void)state;
    put("tệp", "x");
    assert_int_equal(mkdir(in_root("trong"), 0700), 0);
    assert_int_equal(symlink("trong", in_root("liên kết")), 0);
    assert_int_equal(dir_make_all(in_root("tệp/x"), &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    e.status = ST_OK;
    assert_int_equal(dir_make_all(in_root("tệp"), &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    e.status = ST_OK;
    assert_int_equal(dir_make_all("", &e), -1);
    e.status = ST_OK;
    assert_int_equal(dir_list(arena, in_root("thiếu"), &names, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
    e.status = ST_OK;
    assert_int_equal(dir_list(arena, in_root("tệp"), &names, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
    e.status = ST_OK;
    assert_int_equal(dir_remove_all(in_root("thiếu"), &e), -1);
    assert_non_null(strstr(e.text, "thiếu"));
    e.status = ST_OK;
    assert_int_equal(dir_remove_all(in_root("liên kết"), &e), -1);
    assert_true(file_exists(in_root("trong")));
}

static void paths(void **state)
{
    static const struct {
        const char *path, *dir, *base;
    } cases[] =
        {
            {"a", ".", "a"},    {"a/b", "a", "b"}, {"/a", "/", "a"}, {"/", "/", ""},      {"a/b/c", "a/b", "c"},
            {"a//b", "a", "b"}, {"//a", "/", "a"}, {"", ".", ""},    {"/a/b", "/a", "b"},
        },
      *c;
    static const struct {
        const char *dir, *name, *want;
    } joins[] =
        {
            {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"a", "/b", "/b"},
            {"/", "b", "/b"},  {"", "b", "b"},     {".", "b", "./b"},
        },
      *j;
    static const char *const plain[] = {"a", "2018-10M", "BTL.01_x", "a..", "-"};
    static const char *const not_plain[] = {"",    ".",    "..",  "...",  ".an", "a/b",
                                            "a b", "quận", "a\n", "../a", "a:b", "a\\b"};
    const char *const *s;

    (void)state;
    for (EACH(c, cases)) {
        assert_string_equal(path_dir(arena, c->path), c->dir);
        assert_string_equal(path_base(c->path), c->base);
    }
    for (EACH(j, joins))
        assert_string_equal(path_join(arena, j->dir, j->name), j->want);
    for (EACH(s, plain))
        assert_true(path_is_plain_name(*s));
    for (EACH(s, not_plain))
        assert_false(path_is_plain_name(*s));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static void clean_paths_lead_to_the_same_place(void **state)
{
    static const struct {
        const char *path, *want;
    } cases[] = {{"a", "a"},
                 {"./a//b/.", "a/b"},
                 {"that/../b", "b"},
                 {"that/sau/../../b", "b"},
                 {"that/..", "."},
                 {"that/../..", ".."},
                 {"../that/../b", "../that/../b"}, /* there is no such folder beside ours */
                 {"khong-co/../b", "khong-co/../b"},
                 {"lien-ket/../b", "lien-ket/../b"},
                 {"/", "/"},
                 {"/tmp/../x", "/x"},
                 {"/../x", "/../x"}};
    struct err e = {.status = ST_OK};
    char before[4096];

    (void)state;
    assert_int_equal(dir_make_all(in_root("that/sau"), &e), 0);
    assert_int_equal(symlink("that/sau", in_root("lien-ket")), 0);
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(root), 0);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        CASE("%s", cases[i].path);
        assert_string_equal(path_clean(arena, cases[i].path), cases[i].want);
    }
    assert_int_equal(chdir(before), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(written_is_read),
        TEST(reading_says_what_is_wrong),
        TEST(writing_never_overwrites),
        TEST(failed_write_leaves_nothing),
        TEST(folders_are_made_listed_and_removed),
        TEST(folder_errors),
        TEST(paths),
        TEST(clean_paths_lead_to_the_same_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
