#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/ini.h"
#include "folder.h"

static int load(const char *text, size_t n, struct ini **ini, struct err *e)
{
    char *path = path_join(arena, root, "a.ini");

    *e = (struct err){.status = ST_OK};
    unlink(path);
    assert_int_equal(file_write(path, text, n, e), 0);
    return ini_load(arena, path, ini, e);
}

static char *repeat(char c, size_t n)
{
    char *s = arena_alloc(arena, n + 1);

    memset(s, c, n);
    return s;
}

/* What [a] k is in a file with this text behind "[a]\nk". */
static const struct {
    const char *text, *want;
} values[] = {
    {"=v\n", "v"},
    {" = v", "v"},
    {"\t=\t v \t\r\n", "v"},
    {"=\n", ""},
    {"= ; chú thích\n", ""},
    {"= \"\"\n", ""},
    {"= '' # chú thích\n", ""},
    {"= v ; chú thích\n", "v"},
    {"= v # chú thích ; nữa\n", "v"},
    {"= \"v ; w # x\" ; chú thích\n", "v ; w # x"},
    {"= 'có \"ngoặc\"'\n", "có \"ngoặc\""},
    {"= \"  v  \"\n", "v"},
    {"= a \"b\" c\n", "a \"b\" c"},
    {"= x = y\n", "x = y"},
    {"== y\n", "= y"},
    {"= a\\b\n", "a\\b"},
    {"= a\\ \n   b \\\n c\nl = d\n", "a b c"},
    {"= a\tb\n", "a b"},
    {"= 010\n", "010"},
    {"= Ti\xE1\xBA\xBFng Vi\xE1\xBB\x87t\n", "Tiếng Việt"},
    {"= e\xCC\x81 \xC3\x90\xC3\xB4ng\n", "é Đông"}, /* base and mark; Icelandic Eth */
    {"= v\n; chú thích \\\n[b]\nk = w\n", "v"},
};

static void value_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(values); i++) {
        char *text = arena_printf(arena, "[a]\nk%s", values[i].text);
        struct ini *ini = NULL;
        struct err e;

        CASE("%s", values[i].text);
        if (load(text, strlen(text), &ini, &e))
            fail_msg("%s", e.text);
        assert_string_equal(ini_find(ini, "a", "k")->value, values[i].want);
        assert_int_equal(ini_find(ini, "a", "k")->line, 2);
    }
}

static const struct {
    const char *text;
    int line;
    const char *says;
} refused[] = {
    {"k = v\n", 1, "trước mục đầu tiên"},
    {"[a]\nv\n", 2, "thiếu dấu '='"},
    {"[a]\nv", 2, "thiếu dấu '='"},
    {"[a]\n= v\n", 2, "khóa ''"},
    {"[a]\nKhoa = v\n", 2, "khóa 'Khoa'"},
    {"[a]\nkho\xC3\xA1 = v\n", 2, "không hợp lệ"},
    {"[a]\n\xC2\xA0k = v\n", 2, "không hợp lệ"}, /* a hard space, as pasted from a word processor */
    {"[a]\nk = v\nl = w\nk = x\n", 4, "đã có ở dòng 2"},
    {"[a]\nk = v\n[b]\n[A]\n", 4, "đã có ở dòng 1"},
    {"[]\n", 1, "tên mục"},
    {"[a\nk = v\n", 1, "tên mục"},
    {"[a] k = v\n", 1, "tên mục"},
    {"[a:b]\n", 1, "tên mục"},
    {"[m\xE1\xBB\xA5"
     "c]\n",
     1, "tên mục"},
    {"[a]\nk = v;w\n", 2, "dấu ';'"},
    {"[a]\nk = v#w\n", 2, "dấu '#'"},
    {"[a]\nk = \"v\n", 2, "thiếu dấu ngoặc"},
    {"[a]\nk = \"v\" w\n", 2, "sau dấu ngoặc"},
    {"[a]\nk = 'it's'\n", 2, "sau dấu ngoặc"},
    {"[a]\nk = \"a\\b\"\n", 2, "dấu '\\'"},
    {"[a]\nk = v \\\n\nl = w\n", 2, "dòng nối tiếp"},
    {"[a]\nk = v \\", 2, "kết thúc"},
    {"[a]\nk = v\xE1\n", 2, "UTF-8"},
    {"[a]\nk = h\xE0nh\n", 2, "UTF-8"},
    {"[a]\nk = \xC0\xAF\n", 2, "UTF-8"},
    {"[a]\nk = a\x01\n", 2, "U+0001"},
    {"[a]\nk = a\rb\n", 2, "U+000D"},
    {"[a]\nk = a\xE2\x80\xAE"
     "b\n",
     2, "U+202E"},
    {"[a]\nk = a\xEF\xBF\xBD\n", 2, "U+FFFD"},
    {"\xFF\xFE[\x01", 1, "UTF-16"},
};

static void bad_file_is_refused_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        struct ini *ini = NULL;
        struct err e;

        CASE("%s", refused[i].text);
        assert_int_equal(load(refused[i].text, strlen(refused[i].text), &ini, &e), -1);
        assert_int_equal(e.status, ST_CONFIG);
        if (!strstr(e.text, arena_printf(arena, "a.ini', dòng %d: ", refused[i].line)) ||
            !strstr(e.text, refused[i].says))
            fail_msg("%s", e.text);
    }
}

static void nul_byte_is_refused(void **state)
{
    struct ini *ini = NULL;
    struct err e;

    (void)state;
    assert_int_equal(load("[a]\nk = a\0b\n", 12, &ini, &e), -1);
    assert_int_equal(e.status, ST_CONFIG);
}

static void missing_file_is_66(void **state)
{
    struct err e = {.status = ST_OK};
    struct ini *ini;

    (void)state;
    assert_int_equal(ini_load(arena, path_join(arena, root, "khong-co.ini"), &ini, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
}

static void line_limit_is_that_of_the_parser(void **state)
{
    enum { HEAD = 4, LIMIT = 1022 };
    struct ini *ini = NULL;
    struct err e;
    char *text;

    (void)state;
    text = arena_printf(arena, "[a]\nk = %s\n[b]\nk = w\n", repeat('v', LIMIT - HEAD));
    if (load(text, strlen(text), &ini, &e))
        fail_msg("%s", e.text);
    assert_int_equal(strlen(ini_find(ini, "a", "k")->value), LIMIT - HEAD);
    assert_string_equal(ini_find(ini, "b", "k")->value, "w");

    text = arena_printf(arena, "[a]\nk=%s\n", repeat('v', LIMIT - 2)); /* no blanks to be added */
    if (load(text, strlen(text), &ini, &e))
        fail_msg("%s", e.text);
    assert_int_equal(strlen(ini_find(ini, "a", "k")->value), LIMIT - 2);

    text = arena_printf(arena, "[a]\nk = %s\n", repeat('v', LIMIT - HEAD + 1));
    assert_int_equal(load(text, strlen(text), &ini, &e), -1);
    assert_non_null(strstr(e.text, "dòng 2: dòng dài 1023 byte"));

    text = arena_printf(arena, "[a]\nj = 1\nk = %s\\\n%s\n", repeat('v', 600), repeat('v', 600));
    assert_int_equal(load(text, strlen(text), &ini, &e), -1);
    assert_non_null(strstr(e.text, "dòng 3: dòng dài"));

    /* the parser looks a key up by "section:key", which it cuts off at the same length */
    text = arena_printf(arena, "[%s]\nk = v\nkey.of-its_own = w\n", repeat('a', LIMIT - 16));
    if (load(text, strlen(text), &ini, &e))
        fail_msg("%s", e.text);
    assert_string_equal(ini->v[1].value, "w");
    text = arena_printf(arena, "[%s]\nkey.of-its_own = w\n", repeat('a', LIMIT - 14));
    assert_int_equal(load(text, strlen(text), &ini, &e), -1);
    assert_int_equal(e.status, ST_CONFIG);
    assert_non_null(strstr(e.text, "dòng 2: tên mục và khóa 'key.of-its_own' dài cộng lại 1023 byte"));

    text = arena_printf(arena, "# %s\n[a]\n", repeat('v', 5000)); /* comments are not read */
    assert_int_equal(load(text, strlen(text), &ini, &e), 0);
}

static void sections_keep_their_order_and_spelling(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBF; đầu tệp\r\n[ky.2018-10M] ; kỳ\r\nk = v\r\n\r\n[ b ]\r\nk = w\r\nl = x\r\n[c]";
    struct ini *ini = NULL;
    struct err e;
    size_t n;

    (void)state;
    if (load(text, sizeof text - 1, &ini, &e))
        fail_msg("%s", e.text);
    assert_int_equal(ini->nsections, 3);
    assert_string_equal(ini->sections[0], "ky.2018-10M");
    assert_string_equal(ini->sections[1], "b");
    assert_string_equal(ini->sections[2], "c");
    assert_int_equal(ini->section_lines[1], 5);
    assert_int_equal(ini->n, 3);
    assert_string_equal(ini_find(ini, "ky.2018-10M", "k")->value, "v");
    assert_string_equal(ini_find(ini, "b", "l")->value, "x");
    assert_null(ini_find(ini, "ky.2018-10m", "k"));
    assert_null(ini_find(ini, "b", "m"));
    assert_string_equal(ini_section(ini, "b", &n)->key, "k");
    assert_int_equal(n, 2);
    assert_null(ini_section(ini, "c", &n)); /* no keys */
    assert_null(ini_section(ini, "d", &n));
    assert_true(ini_has_section(ini, "c"));
    assert_false(ini_has_section(ini, "d"));
}

struct all {
    const char *text, *path;
    int count, yes, choice;
    day_t date;
    struct ini_list list;
};

static const char *const choices[] = {"dung_han", "rieng", NULL};
static const struct ini_field fields[] = {
    {.key = "van_ban", .type = INI_TEXT, .required = 1, .offset = offsetof(struct all, text)},
    {.key = "duong_dan", .type = INI_PATH, .offset = offsetof(struct all, path)},
    {.key = "so", .type = INI_COUNT, .offset = offsetof(struct all, count)},
    {.key = "co_khong", .type = INI_BOOL, .offset = offsetof(struct all, yes)},
    {.key = "chon", .type = INI_CHOICE, .choices = choices, .offset = offsetof(struct all, choice)},
    {.key = "ngay", .type = INI_DATE, .offset = offsetof(struct all, date)},
    {.key = "danh_sach", .type = INI_LIST, .offset = offsetof(struct all, list)},
};

static int read_all(const char *text, struct all *out, struct err *e)
{
    struct ini *ini = NULL;

    *out = (struct all){.path = "-", .count = 7, .yes = 1, .choice = 1, .date = DAY_NONE};
    if (load(text, strlen(text), &ini, e))
        fail_msg("%s", e->text);
    return ini_read(arena, ini, "a", fields, LENGTH(fields), out, e);
}

static void fields_fill_a_struct(void **state)
{
    struct all x;
    struct err e;

    (void)state;
    if (read_all("[a]\nvan_ban = v\nduong_dan = ../b\nso = 1000000\nco_khong = không\nchon = dung_han\n"
                 "ngay = 14/10/2018\ndanh_sach = một | hai ba |bốn\n",
                 &x, &e))
        fail_msg("%s", e.text);
    assert_string_equal(x.text, "v");
    assert_string_equal(x.path, path_join(arena, path_dir(arena, root), "b"));
    assert_int_equal(x.count, 1000000);
    assert_int_equal(x.yes, 0);
    assert_int_equal(x.choice, 0);
    assert_int_equal(x.date, day_from_ymd(2018, 10, 14));
    assert_int_equal(x.list.n, 3);
    assert_string_equal(x.list.v[1], "hai ba");
    assert_string_equal(x.list.v[2], "bốn");
}

static void absent_fields_keep_their_preset(void **state)
{
    struct all x;
    struct err e;

    (void)state;
    assert_int_equal(read_all("[a]\nvan_ban = v\nngay =\ndanh_sach =\n", &x, &e), 0);
    assert_string_equal(x.path, "-");
    assert_int_equal(x.count, 7);
    assert_int_equal(x.yes, 1);
    assert_int_equal(x.choice, 1);
    assert_int_equal(x.date, DAY_NONE);
    assert_int_equal(x.list.n, 0);
}

static const struct {
    const char *text;
    int line;
    const char *says;
} bad_fields[] = {
    {"[a]\nvan_bn = v\n", 2, "có phải bạn muốn viết 'van_ban'"},
    {"[a]\nvan_ban = v\nzzzzzzzz = 1\n", 3, "các khóa được dùng: van_ban, duong_dan"},
    {"[b]\nk = v\n\n[a]\nso = 1\n", 4, "thiếu khóa 'van_ban'"},
    {"[a]\nso = 1\nvan_ban =\n", 3, "không được để trống"},
    {"[b]\nk = v\n", 0, "thiếu mục [a]"},
    {"[a]\nvan_ban = v\nso = 1.000\n", 3, "số nguyên"},
    {"[a]\nvan_ban = v\nso = -1\n", 3, "số nguyên"},
    {"[a]\nvan_ban = v\nso = 0x10\n", 3, "số nguyên"},
    {"[a]\nvan_ban = v\nso = 1000001\n", 3, "số nguyên"},
    {"[a]\nvan_ban = v\nso =\n", 3, "số nguyên"},
    {"[a]\nvan_ban = v\nco_khong = yes\n", 3, "giá trị cho phép: co, khong"},
    {"[a]\nvan_ban = v\nchon = riengg\n", 3, "có phải bạn muốn viết 'rieng'"},
    {"[a]\nvan_ban = v\nchon =\n", 3, "giá trị cho phép: dung_han, rieng"},
    {"[a]\nvan_ban = v\nngay = 31/2/2018\n", 3, "ngày có thật"},
    {"[a]\nvan_ban = v\nngay = 2018-10-14 08:00\n", 3, "ngày có thật"},
    {"[a]\nvan_ban = v\ndanh_sach = a || b\n", 3, "để trống"},
    {"[a]\nvan_ban = v\ndanh_sach = a |\n", 3, "để trống"},
};

static void bad_field_is_refused_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(bad_fields); i++) {
        struct all x;
        struct err e;

        CASE("%s", bad_fields[i].text);
        assert_int_equal(read_all(bad_fields[i].text, &x, &e), -1);
        assert_int_equal(e.status, ST_CONFIG);
        if (!strstr(e.text, bad_fields[i].says) ||
            (bad_fields[i].line && !strstr(e.text, arena_printf(arena, "dòng %d: ", bad_fields[i].line))))
            fail_msg("%s", e.text);
    }
}

static void unknown_section_is_refused(void **state)
{
    static const char *const known[] = {"bieu", "cot.*", NULL};
    static const struct {
        const char *section;
        int good;
    } cases[] = {{"bieu", 1}, {"cot.3", 1}, {"cot.", 0}, {"cot", 0}, {"biu", 0}, {"bieux", 0}};

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char *text = arena_printf(arena, "\n[%s]\n", cases[i].section);
        struct ini *ini = NULL;
        struct err e;

        CASE("%s", cases[i].section);
        assert_int_equal(load(text, strlen(text), &ini, &e), 0);
        assert_int_equal(ini_check_sections(ini, known, &e), cases[i].good ? 0 : -1);
        if (!cases[i].good) {
            assert_int_equal(e.status, ST_CONFIG);
            assert_non_null(strstr(e.text, "dòng 2: "));
        }
    }
}

static void large_file_stays_fast(void **state)
{
    enum { KEYS = 4000 };
    char *text = arena_alloc(arena, KEYS * 16 + 8), *p = text;
    struct ini *ini = NULL;
    struct err e;

    (void)state;
    p += sprintf(p, "[a]\n");
    for (int i = 0; i < KEYS; i++)
        p += sprintf(p, "k%d = %d\n", i, i);
    if (load(text, (size_t)(p - text), &ini, &e))
        fail_msg("%s", e.text);
    assert_int_equal(ini->n, KEYS);
    assert_string_equal(ini_find(ini, "a", "k3999")->value, "3999");
}

static void too_many_keys_are_refused(void **state)
{
    enum { KEYS = 20000 };
    char *text = arena_alloc(arena, KEYS * 12 + 8), *p = text;
    struct ini *ini = NULL;
    struct err e;

    (void)state;
    p += sprintf(p, "[a]\n");
    for (int i = 0; i < KEYS; i++)
        p += sprintf(p, "k%d=1\n", i);
    assert_int_equal(load(text, (size_t)(p - text), &ini, &e), -1);
    assert_int_equal(e.status, ST_CONFIG);
    assert_non_null(strstr(e.text, "dòng 20001: tệp có hơn 20000"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(value_is_read),
        cmocka_unit_test(bad_file_is_refused_with_its_line),
        cmocka_unit_test(nul_byte_is_refused),
        cmocka_unit_test(missing_file_is_66),
        cmocka_unit_test(line_limit_is_that_of_the_parser),
        cmocka_unit_test(sections_keep_their_order_and_spelling),
        cmocka_unit_test(fields_fill_a_struct),
        cmocka_unit_test(absent_fields_keep_their_preset),
        cmocka_unit_test(bad_field_is_refused_with_its_line),
        cmocka_unit_test(unknown_section_is_refused),
        cmocka_unit_test(large_file_stays_fast),
        cmocka_unit_test(too_many_keys_are_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
