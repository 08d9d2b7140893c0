#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "folder.h"
#include "run/fonts.h"

static int load(const char *text, struct font_candidates *out, struct err *e)
{
    char *path = path_join(arena, root, "fonts.ini");

    *e = (struct err){.status = ST_OK};
    unlink(path);
    assert_int_equal(file_write(path, text, strlen(text), e), 0);
    return fonts_load(arena, path, out, e);
}

#define FILES "thuong = r.ttf\ndam = b.ttf\nnghieng = i.ttf\ndam_nghieng = bi.ttf\n"
#define PACKAGE "[thieu]\ngoi = fonts-liberation2\n"

static void each_folder_is_a_candidate(void **state)
{
    struct font_candidates c;
    struct err e;

    (void)state;
    if (load("[a]\nten = Phông A\nthu_muc = /x | y\n" FILES PACKAGE "[b]\nten = Phông B\nthu_muc = /z\n" FILES, &c, &e))
        fail_msg("%s", e.text);
    assert_int_equal(c.n, 3);
    assert_string_equal(c.remedy, "fonts-liberation2");
    assert_string_equal(c.v[0].name, "Phông A");
    assert_string_equal(c.v[0].files[FACE_REGULAR], "/x/r.ttf");
    assert_string_equal(c.v[0].files[FACE_BOLD_ITALIC], "/x/bi.ttf");
    assert_string_equal(c.v[1].files[FACE_BOLD], path_join(arena, root, "y/b.ttf"));
    assert_string_equal(c.v[2].name, "Phông B");
    assert_string_equal(c.v[2].files[FACE_ITALIC], "/z/i.ttf");
}

static void bad_lists_are_refused(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {PACKAGE, "chưa nêu phông chữ nào"},
        {"[a]\nten = A\nthu_muc = /x\n" FILES, "thiếu mục [thieu]"},
        {"[a]\nten = A\nthu_muc =\n" FILES PACKAGE, "dòng 3: khóa 'thu_muc'"},
        {"[a]\nten = A\nthu_muc = /x\nthuong = r.ttf\n" PACKAGE, "dòng 1: mục [a] thiếu khóa 'dam'"},
        {"[a]\nten = A\nthu_muc = /x\n" FILES "nghien = x\n" PACKAGE, "có phải bạn muốn viết 'nghieng'"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct font_candidates c;
        struct err e;

        CASE("%s", cases[i].text);
        assert_int_equal(load(cases[i].text, &c, &e), -1);
        assert_int_equal(e.status, ST_CONFIG);
        if (!strstr(e.text, cases[i].says))
            fail_msg("%s", e.text);
    }
}

static void shipped_list_has_a_font_on_this_machine(void **state)
{
    const char *source = getenv("SRC");
    struct err e = {.status = ST_OK};
    struct font_candidates c;

    (void)state;
    if (fonts_load(arena, path_join(arena, source ? source : ".", "fonts/fonts.ini"), &c, &e))
        fail_msg("%s", e.text);
    if (font_choose(arena, &c, &e) < 0)
        fail_msg("%s", e.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_folder_is_a_candidate),
        cmocka_unit_test(bad_lists_are_refused),
        cmocka_unit_test(shipped_list_has_a_font_on_this_machine),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
