/* Formulas that office programs would run are guarded, and what guarded them goes again. */
#include "base/arena.h"
#include "base/formula.h"
#include "unit.h"

static const struct {
    const char *text, *guarded;
} cases[] = {
    {"", ""},
    {"Đất đai, nhà; ở", "Đất đai, nhà; ở"},
    {"a=1 -2", "a=1 -2"},
    {"=1+1", "'=1+1"},
    {"-", "'-"},
    {"+84", "'+84"},
    {"@x", "'@x"},
    {"＝1+1", "'＝1+1"},
    {"＋1", "'＋1"},
    {"－1", "'－1"},
    {"＠x", "'＠x"},
    {"\u200B=1", "'\u200B=1"},
    {"\u00A0 =1", "'\u00A0 =1"},
    {"\"=1\"", "'\"=1\""},
    /* opened with another separator */
    {"a,=1", "a,'=1"},
    {"a;=1;@x", "a;'=1;'@x"},
    {"a; \u200B＝1", "a;' \u200B＝1"},
    {"a\t=1", "a\t'=1"},
    {"=1\n=2", "'=1\n'=2"},
    {"\r=1", "\r'=1"},
    {"\t\n=1", "\t\n'=1"},
    {"a;\"\"-1", "a;'\"\"-1"},
    {"a\n\nb,\tc", "a\n\nb,\tc"},
    /* apostrophes of the text itself */
    {"'x", "'x"},
    {"'=1", "''=1"},
    {"''=1,'=2", "'''=1,''=2"},
    {" '=1", " '=1"},
    {"'", "'"},
    {"';=1", "';'=1"},
    /* no UTF-8 */
    {"\xF0=1", "\xF0=1"},
    {"=\xF0", "'=\xF0"},
    {",\xE2\x80", ",\xE2\x80"},
};

static void guarded_and_back(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *got = formula_guarded(a, cases[i].text);

        assert_string_equal(got, cases[i].guarded);
        assert_string_equal(formula_unguarded(a, got), cases[i].text);
    }
    arena_free(a);
}

/* Every text of six of the characters that matter. */
static void any_text_comes_back(void **state)
{
    static const char letters[] = "'=,\n \"x";
    size_t base = sizeof letters - 1;
    struct arena *a = arena_new();

    (void)state;
    for (size_t n = 0; n < base * base * base * base * base * base; n++) {
        char text[7] = "";
        size_t rest = n;

        for (size_t i = 0; i < 6; i++, rest /= base)
            text[i] = letters[rest % base];
        assert_string_equal(formula_unguarded(a, formula_guarded(a, text)), text);
        if (n % 10000 == 0) {
            arena_free(a);
            a = arena_new();
        }
    }
    arena_free(a);
}

/* What was never guarded stays: the user typed it. */
static void typed_by_hand(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    assert_string_equal(formula_unguarded(a, "=1,-2"), "=1,-2");
    assert_string_equal(formula_unguarded(a, "it's 'so'"), "it's 'so'");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(guarded_and_back), cmocka_unit_test(any_text_comes_back),
                                       cmocka_unit_test(typed_by_hand)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
