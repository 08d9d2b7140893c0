/* Texts that nobody has checked. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/safe.h"
#include "unit.h"

#define ENCODING "có byte không phải UTF-8"
#define HIDDEN "có ký tự điều khiển hoặc ký tự ẩn"

static const struct {
    const char *bytes;
    size_t n;                        /* 0: up to the NUL */
    const char *fault, *text, *line; /* NULL: as the text */
} cases[] = {
    {"", 0, NULL, "", NULL},
    {"Phường Một – 99,35%", 0, NULL, "Phường Một – 99,35%", NULL},
    {"Phu\u031bo\u031b\u0300ng Mo\u0323t", 0, NULL, "Phường Mọt", "Phu\u031bo\u031b\u0300ng Mo\u0323t"},
    {"a\nb\tc", 0, NULL, "a b c", "a?b?c"},
    {"a\u200Bb\u00ADc\uFEFF", 0, NULL, "abc", "a\u200Bb\u00ADc\uFEFF"},
    {"P01\0x", 5, "có byte 0", "P01?x", "P01"},
    {"\x1B[31m\x7F", 0, HIDDEN, "?[31m?", NULL},
    {"a\302\233b", 0, HIDDEN, "a?b", NULL},
    {"\u202Eab\u2066", 0, HIDDEN, "?ab?", NULL},
    {"\uFFFE\U000E0041", 0, HIDDEN, "??", NULL},
    {"Ph\xE1\xBB", 0, ENCODING, "Ph??", NULL},
    {"\xC0\xAFx", 0, ENCODING, "??x", NULL},
    {"\xED\xA0\xBD\xED\xB8\x80", 0, ENCODING, "??????", NULL},
    {"h\xF4ng", 0, ENCODING, "h?ng", NULL},
    {"x\u0316\u0316\u0316\u0316", 0, NULL, "x\u0316\u0316\u0316\u0316", NULL},
    {"x\u0316\u0316\u0316\u0316\u0316y", 0, "có chữ chồng quá nhiều dấu", "x\u0316\u0316\u0316\u0316y",
     "x\u0316\u0316\u0316\u0316\u0316y"},
};

static void texts(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t n = cases[i].n ? cases[i].n : strlen(cases[i].bytes);
        const char *fault;
        /* of its own size: what is read behind it is seen */
        char *copy = malloc(n + 1);
        struct buf line;

        memcpy(copy, cases[i].bytes, n + 1);
        fault = safe_fault(copy, n);
        if (!fault != !cases[i].fault)
            fail_msg("%zu: %s", i, fault ? fault : "no fault");
        if (fault)
            assert_string_equal(fault, cases[i].fault);
        assert_string_equal(safe_text(a, copy, n), cases[i].text);
        buf_init(&line, a);
        buf_add_safe(&line, copy);
        assert_string_equal(buf_str(&line), cases[i].line ? cases[i].line : cases[i].text);
        free(copy);
    }
    arena_free(a);
}

static void codes_stay_apart(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    assert_string_equal(safe_code(a, "a\n\x1Bế", 6), "a\n\x1Bế");
    assert_string_equal(safe_code(a, "a\xE1\xBB", 3), "a\\xE1\\xBB");
    assert_string_equal(safe_code(a, "a\0b", 3), "a\\x00b");
    arena_free(a);
}

static void long_ones_are_cut(void **state)
{
    struct arena *a = arena_new();
    struct buf b;

    (void)state;
    buf_init(&b, a);
    for (int i = 0; i < SAFE_MAX; i++)
        buf_puts(&b, i % 2 ? "ế" : "x");
    assert_null(safe_fault(b.p, b.n));
    assert_string_equal(safe_text(a, buf_str(&b), b.n), b.p);
    buf_puts(&b, "yz");
    assert_string_equal(safe_fault(buf_str(&b), b.n), "dài quá 4.000 chữ");
    memcpy(b.p + b.n - 2, "\0", 1);
    assert_string_equal(safe_text(a, b.p, b.n), arena_printf(a, "%s…", b.p));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts), cmocka_unit_test(codes_stay_apart),
                                       cmocka_unit_test(long_ones_are_cut)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
