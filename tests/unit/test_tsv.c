/* Cells that no office program takes for a formula or for two cells. */
#include "base/tsv.h"
#include "unit.h"

static const struct {
    const char *text, *want;
} cases[] = {
    {"", ""},
    {"Đất đai", "Đất đai"},
    {"a\tb\nc\rd\x7F", "a b c d "},
    {"x\xC2\x9By", "x y"},
    {"=1+1", "'=1+1"},
    {"@x", "'@x"},
    {"+84", "+84"},
    {"-12,5", "-12,5"},
    {"-", "'-"},
    {"-a", "'-a"},
    {"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
    {"a=1", "a=1"},
    {"\t=1", "' =1"},
    {"\r=1", "' =1"},
    {"\t\x01=1", "'  =1"},
    {"\tx", " x"},
    {"\"=1+1\"", "'\"=1+1\""},
    {"\"x\"", "\"x\""},
    {"“x” – … ™ ° ﬁ", "“x” – … ™ ° ﬁ"},
    {"a\u202Eb\u200Bc\u2066d\uFEFFe\u061C\u2028", "abcde"},
    {"\u202E=1", "'=1"},
    {" \u00A0=1", "' \u00A0=1"},
    {"＝1+1", "'＝1+1"},
    {"＠x", "'＠x"},
    {"a＝1", "a＝1"},
    {"a;=1", "a;'=1"},
    {"a,\u200B=1;＋2", "a,'=1;'＋2"},
    {"a,\"=1\"", "a,'\"=1\""},
    {"3 : 4 = 75,0…%, = 75%; - x", "3 : 4 = 75,0…%, = 75%; - x"},
    {"-12,5; 3", "'-12,5; 3"},
};

static void cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char got[256], want[256];
        FILE *f = tmpfile();

        tsv_cell(f, cases[i].text, '\t');
        tsv_cell(f, "b", '\n');
        rewind(f);
        assert_non_null(fgets(got, sizeof got, f));
        fclose(f);
        snprintf(want, sizeof want, "%s\tb\n", cases[i].want);
        assert_string_equal(got, want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
