/* Manifests read back, and finals found again: whole ones, and those that are not what was published. */
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "folder.h"
#include "run/finals.h"

static void put(const char *dir, const char *name, const char *text, size_t n)
{
    struct err e = {.status = ST_OK};

    if (dir_make_all(dir, &e) || file_write(path_join(arena, dir, name), text, n, &e))
        fail_msg("%s", e.text);
}

/* Publishes <period>/<folder>/cchc/chinh-thuc: a manifest of `unit` and one file. */
static const char *publish(const char *period, const char *folder, const char *unit, int final, struct range r)
{
    static const char hash[] = "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7"; /* "data" */
    const char *dir = arena_printf(arena, "%s/%s/%s/cchc/chinh-thuc", root, period, folder);
    struct period_section sections[] = {{"", r, {r.from - 365, r.to - 365}}, {"muc_4", {4, 5}, {6, 7}}};
    const struct period p = {.code = period, .label = "kỳ", .sections = sections, .nsections = 2};
    struct manifest_file file = {.name = "a.pdf", .size = 4};
    struct notes notes;
    struct manifest m = {.program = "cchc-report 1",
                         .unit = unit,
                         .unit_name = "tên \"\\ \n\x01",
                         .report = "cchc",
                         .final = final,
                         .number = "05",
                         .date = 17820,
                         .period = &p,
                         .font = "Liberation Serif",
                         .files = &file,
                         .nfiles = 1,
                         .notes = &notes};
    struct buf b;

    memcpy(file.sha256, hash, HASH_HEX);
    memcpy(m.config, hash, HASH_HEX);
    memcpy(m.templates, hash, HASH_HEX);
    memcpy(m.prose, hash, HASH_HEX);
    memcpy(m.data, hash, HASH_HEX);
    notes_init(&notes, arena);
    note_add(&notes, NOTE_WARNING, "ky_khac_nhan", "", "nói \"gì\"");
    buf_init(&b, arena);
    manifest_write(&m, &b);
    put(dir, "a.pdf", "data", 4);
    put(dir, MANIFEST_NAME, b.p, b.n);
    return dir;
}

static struct final *find(const char *period)
{
    struct err e = {.status = ST_OK};
    struct final *f;

    if (finals_find(arena, root, period, "Q", "cchc", &f, &e))
        fail_msg("%s", e.text);
    if (f)
        finals_check(arena, f);
    return f;
}

static void manifest_comes_back(void **state)
{
    const struct final *f;

    (void)state;
    assert_null(find("2018-Q3"));
    publish("2018-Q3", "Q", "Q", 1, (struct range){17697, 17788});
    f = find("2018-Q3");
    assert_int_equal(f->damage.status, ST_OK);
    assert_string_equal(f->manifest.unit_name, "tên \"\\ \n\x01");
    assert_string_equal(f->manifest.number, "05");
    assert_int_equal(f->manifest.date, 17820);
    assert_string_equal(f->manifest.period->code, "2018-Q3");
    assert_int_equal(f->manifest.period->kind, PERIOD_QUARTER);
    assert_int_equal(f->manifest.period->nsections, 2);
    assert_int_equal(f->manifest.period->sections[0].now.from, 17697);
    assert_int_equal(f->manifest.period->sections[1].before.to, 7);
    assert_int_equal(f->manifest.nfiles, 1);
    assert_int_equal(f->manifest.files[0].size, 4);
}

static void replace(const char *dir, const char *name, const char *from, const char *to)
{
    const char *path = path_join(arena, dir, name), *at;
    struct err e = {.status = ST_OK};
    char *text;
    size_t n;

    assert_int_equal(file_read(arena, path, 1 << 20, &text, &n, &e), 0);
    at = strstr(text, from);
    assert_non_null(at);
    text = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    unlink(path);
    put(dir, name, text, strlen(text));
}

/* Its hash made anew: what is written there is no more true for that. */
static void replace_sealed(const char *dir, const char *from, const char *to)
{
    const char *path = path_join(arena, dir, MANIFEST_NAME);
    struct err e = {.status = ST_OK};
    char hash[HASH_HEX], *text;
    size_t n;

    replace(dir, MANIFEST_NAME, from, to);
    assert_int_equal(file_read(arena, path, 1 << 20, &text, &n, &e), 0);
    n -= strlen("  \"sha256\": \"\"\n}\n") + HASH_HEX - 1;
    hash_bytes(text, n, hash);
    unlink(path);
    text = arena_printf(arena, "%.*s  \"sha256\": \"%s\"\n}\n", (int)n, text, hash);
    put(dir, MANIFEST_NAME, text, strlen(text));
}

#define A_FILE "{\"ten\": \"a.pdf\", \"so_byte\": 4, \"sha256\": \""
static const struct {
    const char *from, *to, *part;
} sealed[] = {
    {"\"bao_cao\"", "bao_cao", "dòng 5: không phải JSON"},
    {"\"so\": \"05\"", "\"so\": \"05\\\", \\\"x\\\": \\\"1\"", "số văn bản không hợp lệ"},
    {"\"so\": \"05\"", "\"so\": \"=1+1\"", "số văn bản không hợp lệ"},
    {"\"so\": \"05\"", "\"so\": \"12345678901234567890\"", "số văn bản không hợp lệ"},
    {"\"so\": \"05\"", "\"so\": 5", "thiếu 'so'"},
    {"\"ten\": \"a.pdf\"", "\"ten\": \"../a.pdf\"", "ở ngoài thư mục"},
    {"\"so_byte\": 4", "\"so_byte\": 5", "cỡ khác"},
    {"\"so_byte\": 4", "\"so_byte\": -4", "cỡ khác"},
    {"    " A_FILE, "    " A_FILE "3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7\"},\n    " A_FILE,
     "hai lần"},
};

static void what_a_sealed_manifest_says_is_not_believed(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(sealed); i++) {
        const char *period = arena_printf(arena, "20%zu", 30 + i);
        const struct final *f;

        replace_sealed(publish(period, "Q", "Q", 1, (struct range){1, 2}), sealed[i].from, sealed[i].to);
        f = find(period);
        assert_int_equal(f->damage.status, ST_DATA);
        if (!strstr(f->damage.text, sealed[i].part))
            fail_msg("%zu: %s", i, f->damage.text);
    }
}

static const struct {
    const char *file, *from, *to;
    const char *part; /* of what is said */
} changes[] = {
    {MANIFEST_NAME, "\"05\"", "\"06\"", "đã bị sửa"},
    {MANIFEST_NAME, "\"sha256\": \"3", "\"sha256\": \"4", "đã bị sửa"},
    {MANIFEST_NAME, "\"bao_cao\"", "bao_cao", "đã bị sửa"},
    {MANIFEST_NAME, "\n}\n", "\n", "đã bị sửa"},
    {"a.pdf", "data", "dato", "a.pdf' không còn như lúc công bố"},
    {"a.pdf", "data", "data ", "a.pdf' không còn như lúc công bố"},
};

static void what_was_changed_is_not_trusted(void **state)
{
    const struct final *f;
    const char *dir;

    (void)state;
    for (size_t i = 0; i < LENGTH(changes); i++) {
        const char *period = arena_printf(arena, "20%zu", 30 + i);

        dir = publish(period, "Q", "Q", 1, (struct range){1, 2});
        assert_int_equal(find(period)->damage.status, ST_OK);
        replace(dir, changes[i].file, changes[i].from, changes[i].to);
        f = find(period);
        assert_int_equal(f->damage.status, ST_DATA);
        if (!strstr(f->damage.text, changes[i].part))
            fail_msg("%zu: %s", i, f->damage.text);
    }
    unlink(path_join(arena, publish("2017", "Q", "Q", 1, (struct range){1, 2}), "a.pdf"));
    assert_non_null(strstr(find("2017")->damage.text, "thiếu tệp 'a.pdf'"));
    unlink(path_join(arena, publish("2016", "Q", "Q", 1, (struct range){1, 2}), MANIFEST_NAME));
    assert_int_equal(find("2016")->damage.status, ST_NOINPUT);
    publish("2015", "Q", "K", 1, (struct range){1, 2});
    assert_non_null(strstr(find("2015")->damage.text, "chứa văn bản khác"));
    publish("2014", "Q", "Q", 0, (struct range){1, 2});
    assert_non_null(strstr(find("2014")->damage.text, "bản dự thảo"));
}

static void finals_stand_in_the_order_of_their_days(void **state)
{
    static const char *const want[] = {"2018-H1", "2018-07", "2018-9M", "2018-Q3"};
    struct err e = {.status = ST_OK};
    struct final *list;
    size_t n;

    (void)state;
    assert_int_equal(finals_list(arena, path_join(arena, root, "khong-co"), "Q", "cchc", &list, &n, &e), 0);
    assert_int_equal(n, 0);
    publish("2018-Q3", "Q", "Q", 1, (struct range){20, 50});
    publish("2018-H1", "Q", "Q", 1, (struct range){1, 10});
    publish("2018-9M", "Q", "Q", 1, (struct range){1, 50});
    publish("2018-07", "Q", "Q", 1, (struct range){20, 30});
    publish("2018-08", "K", "K", 1, (struct range){20, 30});
    put(root, "ghi chú", "x", 1);
    if (finals_list(arena, root, "Q", "cchc", &list, &n, &e))
        fail_msg("%s", e.text);
    assert_int_equal(n, LENGTH(want));
    for (size_t i = 0; i < n; i++)
        assert_string_equal(list[i].period, want[i]);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(manifest_comes_back),
        TEST(what_was_changed_is_not_trusted),
        TEST(what_a_sealed_manifest_says_is_not_believed),
        TEST(finals_stand_in_the_order_of_their_days),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
