#include "base/arena.h"
#include "base/shown.h"
#include "unit.h"

static void only_codes_are_shown(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] =
        {
            {"", ""},
            {"H26.12-180914-0012", "H26.12-180914-0012"},
            {"HS-ĐĐ-001", "HS-ĐĐ-001"},
            {"HS 001/2018", "HS 001/2018"},
            {"HS  -  01", "HS  -  01"},
            {"2018-02-30", "2018-02-30"},
            {"-1.200,5", "-1.200,5"},
            {"Nguyễn Văn A", "N… (12 ký tự)"},
            {"Đỗ", "Đ… (2 ký tự)"},
            {"Số 5 phố Huế", "S… (12 ký tự)"},
            {"Số\xC2\xA0"
             "5\xE2\x80\x83phố Huế",
             "S… (12 ký tự)"},
            {"\xFF\xFE"
             "12",
             "… (4 byte)"},
        },
      *c;
    struct arena *a = arena_new();

    (void)state;
    for (EACH(c, cases)) {
        CASE("%s", c->text);
        assert_string_equal(shown_value(a, c->text), c->want);
    }
    arena_free(a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(only_codes_are_shown)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
