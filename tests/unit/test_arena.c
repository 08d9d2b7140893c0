#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "unit.h"

static void allocations_are_zeroed_aligned_and_apart(void **state)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4096, 16384, 16385, 65536, 65537, 1000000};
    struct arena *a = arena_new();
    VEC(unsigned char *) all = {0};
    const size_t *size;

    (void)state;
    for (int round = 0; round < 20; round++) {
        for (EACH(size, sizes)) {
            unsigned char *p = arena_alloc(a, *size);

            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < *size; i++)
                assert_int_equal(p[i], 0);
            memset(p, (int)(all.n % 255 + 1), *size);
            *vec_add(a, &all) = p;
        }
    }
    for (size_t k = 0; k < all.n; k++)
        for (size_t i = 0; i < sizes[k % LENGTH(sizes)]; i++)
            assert_int_equal(all.v[k][i], k % 255 + 1);
    arena_free(a);
    arena_free(NULL);
}

static void strings_are_copied(void **state)
{
    struct arena *a = arena_new();
    char source[] = "quận Bắc Từ Liêm", *copy, *part, *made, *longer;

    (void)state;
    copy = arena_strdup(a, source);
    part = arena_strndup(a, source, 5);
    made = arena_printf(a, "%s: %d %%", source, -12);
    longer = arena_printf(a, "%100000d", 7);
    memset(source, 'x', sizeof source - 1);
    assert_string_equal(copy, "quận Bắc Từ Liêm");
    assert_string_equal(part, "quậ");
    assert_string_equal(made, "quận Bắc Từ Liêm: -12 %");
    assert_int_equal(strlen(longer), 100000);
    assert_string_equal(arena_strndup(a, NULL, 0), "");
    assert_string_equal(arena_strndup(a, "a\0b", 3) + 2, "b");
    arena_free(a);
}

static void arrays_grow_without_loss(void **state)
{
    struct item {
        int64_t number;
        char text[3];
    };
    struct arena *a = arena_new();
    VEC(struct item) list = {0};

    (void)state;
    for (int64_t i = 0; i < 100000; i++) {
        struct item *t = vec_add(a, &list);

        assert_int_equal(t->number, 0);
        t->number = i * i;
    }
    assert_int_equal(list.n, 100000);
    for (int64_t i = 0; i < 100000; i++)
        assert_int_equal(list.v[i].number, i * i);
    arena_free(a);
}

#ifndef __SANITIZE_ADDRESS__ /* which ends the process in its own way */
static void say_bye(void *fd)
{
    if (write(*(int *)fd, "bye", 3) != 3)
        _exit(1);
}

static void no_memory_ends_the_process(void **state)
{
    static const struct {
        size_t size, items;
    } cases[] = {{SIZE_MAX, 0}, {SIZE_MAX / 2, 0}, {8, SIZE_MAX / 8}}, *c;
    int status, ends[2];
    char said[8];

    (void)state;
    for (EACH(c, cases)) {
        pid_t child;

        assert_int_equal(pipe(ends), 0);
        child = fork();
        if (child == 0) {
            struct arena *a = arena_new();
            size_t cap = c->items;

            arena_set_farewell(say_bye, &ends[1]);

            if (!freopen("/dev/null", "w", stderr))
                _exit(1);
            if (c->items)
                arena_grow(a, NULL, c->items, &cap, c->size);
            else
                arena_alloc(a, c->size);
            _exit(0);
        }
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 70);
        close(ends[1]);
        assert_int_equal(read(ends[0], said, sizeof said), 3);
        close(ends[0]);
    }
}
#endif

static void buffer_grows_and_stays_terminated(void **state)
{
    struct arena *a = arena_new();
    struct buf b;

    (void)state;
    buf_init(&b, a);
    assert_string_equal(buf_str(&b), "");
    buf_puts(&b, "số ");
    buf_putc(&b, '5');
    buf_printf(&b, "/%s-%03d", "BC", 7);
    assert_string_equal(buf_str(&b), "số 5/BC-007");
    assert_int_equal(b.n, strlen(b.p));
    buf_clear(&b);
    assert_string_equal(buf_str(&b), "");
    for (int i = 0; i < 10000; i++) {
        buf_printf(&b, "%c", 'a' + i % 26);
        assert_int_equal(b.p[b.n], '\0');
    }
    assert_int_equal(b.n, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(b.p[i], 'a' + i % 26);
    buf_clear(&b);
    buf_add(&b, "x\0y", 3);
    assert_memory_equal(b.p, "x\0y", 4);
    buf_printf(&b, "%*d", 500, 1);
    assert_int_equal(b.n, 503);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
        cmocka_unit_test(strings_are_copied),
        cmocka_unit_test(arrays_grow_without_loss),
#ifndef __SANITIZE_ADDRESS__
        cmocka_unit_test(no_memory_ends_the_process),
#endif
        cmocka_unit_test(buffer_grows_and_stays_terminated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
