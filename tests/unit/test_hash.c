#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "unit.h"

/* FIPS 180-4 examples. */
static const struct {
    const char *text;
    int times;
    const char *want;
} cases[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void known_digests(void **state)
{
    struct arena *a = arena_new();
    char dir[256], path[300], out[HASH_HEX];
    struct err e = {.status = ST_OK};

    (void)state;
    temp_dir(dir);
    snprintf(path, sizeof path, "%s/x", dir);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t n = strlen(cases[i].text), all = n * (size_t)cases[i].times;
        char *bytes = arena_alloc(a, all + 1);
        struct hash *h = hash_new(a);

        for (int k = 0; k < cases[i].times; k++) {
            memcpy(bytes + n * (size_t)k, cases[i].text, n);
            hash_add(h, cases[i].text, n);
        }
        hash_end(h, out);
        assert_string_equal(out, cases[i].want);
        hash_bytes(bytes, all, out);
        assert_string_equal(out, cases[i].want);
        assert_int_equal(file_write(path, bytes, all, &e), 0);
        assert_int_equal(hash_file(path, out, &e), 0);
        assert_string_equal(out, cases[i].want);
        unlink(path);
    }
    assert_int_equal(hash_file(path, out, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
    e.status = ST_OK;
    assert_int_equal(hash_file(dir, out, &e), -1);
    assert_int_not_equal(e.status, ST_OK);
    rmdir(dir);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_digests)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
