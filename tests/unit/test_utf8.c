#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "unit.h"

#define LOWER "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
#define UPPER "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static char *from_points(const uint32_t *cp, size_t n)
{
    struct buf b;

    buf_init(&b, arena);
    buf_add(&b, "", 0);
    for (size_t i = 0; i < n; i++) {
        char bytes[4];

        buf_add(&b, bytes, utf8_put(cp[i], bytes));
    }
    return b.p;
}

static void code_points_there_and_back(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp++) {
        char bytes[5] = "";
        const char *s = bytes;
        size_t n;

        if (cp == 0xD800)
            cp = 0xE000;
        n = utf8_put(cp, bytes);
        if (!utf8_valid(bytes, n) || utf8_next(&s) != cp || s != bytes + n || utf8_length(bytes) != 1)
            fail_msg("U+%04X", cp);
        assert_int_equal(utf8_next(&s), 0);
        assert_ptr_equal(s, bytes + n);
    }
    assert_int_equal(utf8_length("Bắc Từ Liêm"), 11);
    assert_int_equal(utf8_length(""), 0);
}

static void invalid_bytes_are_seen(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
    } cases[] =
        {
            {"\x80", 1},
            {"\xC3", 1},
            {"\xE1\xBA", 2},
            {"a\xE1\xBA"
             "b",
             4},
            {"\xF0\x9F\x98", 3},
            {"\xC0\xAF", 2},
            {"\xC1\xBF", 2},
            {"\xE0\x80\xAF", 3},
            {"\xE0\x9F\xBF", 3},
            {"\xF0\x80\x80\xAF", 4},
            {"\xF0\x8F\xBF\xBF", 4},
            {"\xED\xA0\x80", 3},
            {"\xED\xBF\xBF", 3},
            {"\xF4\x90\x80\x80", 4},
            {"\xF5\x80\x80\x80", 4},
            {"\xFE", 1},
            {"\xFF", 1},
            {"a\0b", 3},
            {"", 1},
            {"Qu\xEDn", 4},
        },
      *c;

    (void)state;
    for (EACH(c, cases))
        if (utf8_valid(c->bytes, c->n))
            fail_msg("row %zu", c_i);
    assert_true(utf8_valid("", 0));
    assert_true(utf8_valid("\xC3", 0));
    assert_true(utf8_valid("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF", 10));
}

/* All 134 letters, from every way that their parts can be typed. */
static void letters_compose_from_any_order_of_marks(void **state)
{
    static const char *const alphabets[] = {LOWER, UPPER};
    const char *const *alphabet;
    size_t letters = 0, swapped = 0;

    (void)state;
    for (EACH(alphabet, alphabets)) {
        const char *s = *alphabet;
        uint32_t cp;

        while ((cp = utf8_next(&s)) != 0) {
            uint32_t parts[UTF8_PARTS], other[UTF8_PARTS];
            size_t n = utf8_parts(cp, parts);
            char *want = from_points(&cp, 1);

            letters++;
            assert_string_equal(utf8_nfc(arena, want), want);
            assert_true(utf8_is_nfc(want));
            assert_string_equal(utf8_nfc(arena, from_points(parts, n)), want);
            assert_int_equal(utf8_is_nfc(from_points(parts, n)), n == 1);
            if (n == 3) {
                memcpy(other, parts, sizeof other);
                other[1] = parts[2];
                other[2] = parts[1];
                assert_string_equal(utf8_nfc(arena, from_points(other, n)), want);
                swapped++;
                /* The first mark already part of the letter, the second behind it: "é" + circumflex, "ê" + acute. */
                for (int way = 0; way < 2; way++) {
                    char *half = utf8_nfc(arena, from_points(way ? other : parts, 2));

                    assert_int_equal(utf8_length(half), 1);
                    half = arena_printf(arena, "%s%s", half, from_points((way ? other : parts) + 2, 1));
                    assert_string_equal(utf8_nfc(arena, half), want);
                    assert_false(utf8_is_nfc(half));
                }
            }
        }
    }
    assert_int_equal(letters, 134);
    assert_int_equal(swapped, 2 * 6 * 5); /* ă â ê ô ơ ư with five tones */
}

static void text_is_repaired(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] =
        {
            {"", ""},
            {"BTL-001", "BTL-001"},
            {"a\tb\nc", "a\tb\nc"},
            {"Quận Bắc Từ Liêm – “mẫu” …", "Quận Bắc Từ Liêm – “mẫu” …"},
            {"e\u0301\u0302", "ế"},
            {"e\u0302\u0301", "ế"},
            {"\u00E9\u0302", "ế"},
            {"a\u0301\u0306", "ắ"},
            {"a\u0323\u0302", "ậ"},
            {"a\u0302\u0323", "ậ"},
            {"o\u0301\u031B", "ớ"},
            {"O\u0309\u0302", "Ổ"},
            {"a\u0341", "á"},                  /* old tone mark */
            {"n\u0301\u0302", "\u0144\u0302"}, /* not a Vietnamese letter: as NFC has it */
            {"\u00D0\u00F0", "Đđ"},
            {"\u00D0\u1EA1i h\u00F0c", "Đại hđc"},
            {"Bắc\u200B Từ\uFEFF Liêm\u00AD", "Bắc Từ Liêm"},
            {"e\u200D\u0302\u2060\u0301", "ế"},
            {"\uFEFF", ""},
            {"\u200B\u00AD", ""},
            {"a\u00A0b", "a\u00A0b"},
            {"\u212B \u2126", "Å Ω"},
            {"hoà", "hoà"}, /* place of the tone is spelling: it stays */
            {"hòa", "hòa"},
            {"\u0301a", "\u0301a"},
            {"日本 😀", "日本 😀"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        char *got = utf8_nfc(arena, c->text);

        assert_string_equal(got, c->want);
        assert_string_equal(utf8_nfc(arena, got), got);
        assert_int_equal(utf8_is_nfc(c->text), strcmp(c->text, c->want) == 0);
    }
}

/* In an order that makes putting them in order as slow as it can be. */
static void floods_of_marks_end(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, arena);
    buf_putc(&b, 'a');
    for (int i = 0; i < 400000; i++)
        buf_puts(&b, i < 200000 ? "\u0301" : "\u0316");
    buf_puts(&b, "b");
    assert_string_equal(utf8_nfc(arena, buf_str(&b)) + strlen("á") + 29 * strlen("\u0301"), "b");
}

static void forbidden_code_points(void **state)
{
    static const struct {
        const char *text;
        uint32_t want;
    } cases[] =
        {
            {"", 0},
            {"Bắc\tTừ\nLiêm – 99,35%", 0},
            {"a\u00A0b", 0},
            {"a\rb", 0x0D},
            {"ế\x01", 0x01},
            {"\x1B[31m", 0x1B},
            {"\x7F", 0x7F},
            {"\302\205", 0x85},
            {"\302\233", 0x9B},
            {"a\u200Eb", 0x200E},
            {"a\u200Fb", 0x200F},
            {"\u061C", 0x061C},
            {"\u202A", 0x202A},
            {"1\u202E2\x01", 0x202E},
            {"\u2066", 0x2066},
            {"\u2069", 0x2069},
            {"\u2028", 0x2028},
            {"\u2063", 0x2063},
            {"\uFDD0", 0xFDD0},
            {"\uFFFB", 0xFFFB},
            {"\uFFFF", 0xFFFF},
            {"\U0001FFFE", 0x1FFFE},
            {"\U000E0041", 0xE0041}, /* a letter of a tag: not seen, but copied */
            {"\u2060\u202F\u2010\uFFFC\U0001F600", 0},
        },
      *c;

    (void)state;
    for (EACH(c, cases))
        assert_int_equal(utf8_forbidden(c->text), c->want);
}

static void upper_and_lower_case(void **state)
{
    static const struct {
        const char *lower, *upper;
    } cases[] =
        {
            {"", ""},
            {"ủy ban nhân dân", "ỦY BAN NHÂN DÂN"},
            {"số: 05/bc-ubnd", "SỐ: 05/BC-UBND"},
            {"điều 7, 99,35%", "ĐIỀU 7, 99,35%"},
            {LOWER, UPPER},
            {"abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        assert_string_equal(utf8_upper(arena, c->lower), c->upper);
        assert_string_equal(utf8_lower(arena, c->upper), c->lower);
        assert_string_equal(utf8_upper(arena, c->upper), c->upper);
        assert_string_equal(utf8_lower(arena, c->lower), c->lower);
    }
    assert_string_equal(utf8_upper(arena, "Ủy ban Nhân dân"), "ỦY BAN NHÂN DÂN");
    assert_string_equal(utf8_capitalised(arena, "đếm hồ sơ"), "Đếm hồ sơ");
    assert_string_equal(utf8_capitalised(arena, "ủy Ban"), "Ủy Ban");
    assert_string_equal(utf8_capitalised(arena, ""), "");
}

static void folding_for_matching(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] =
        {
            {"", ""},
            {" \t ", ""},
            {"Hoà Bình", "hoa binh"},
            {"hòa \u00A0 bình", "hoa binh"},
            {"  Đống  Đa\n", "dong da"},
            {"\u00D0ống \u00D0a", "dong da"},
            {"UỶ BAN", "uy ban"},
            {"e\u0301\u0302", "e"},
            {LOWER, "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"},
            {UPPER, "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"},
            {"TTHC-01/a_b", "tthc-01/a_b"},
        },
      *c;

    (void)state;
    for (EACH(c, cases))
        assert_string_equal(utf8_fold(arena, c->text), c->want);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(code_points_there_and_back), TEST(invalid_bytes_are_seen), TEST(letters_compose_from_any_order_of_marks),
        TEST(text_is_repaired),           TEST(forbidden_code_points),  TEST(upper_and_lower_case),
        TEST(folding_for_matching),       TEST(floods_of_marks_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
