#include "base/arena.h"
#include "base/err.h"
#include "data/predicate.h"
#include "unit.h"

/* Leaves are digits compared with one-digit values: name "n" has the value ctx->n; "t" and "f" are bare names. */
static int bind(void *ctx, struct arena *a, struct leaf *leaf, struct err *err)
{
    (void)ctx;
    (void)a;
    if (strcmp(leaf->name, "n") && strcmp(leaf->name, "t") && strcmp(leaf->name, "f"))
        return err_set(err, ST_CONFIG, "không có '%s'.", leaf->name);
    for (size_t i = 0; i < leaf->nvalues; i++)
        leaf->codes[i] = atoi(leaf->values[i]);
    return 0;
}

static int eval(const void *ctx, const struct leaf *leaf)
{
    int n = *(const int *)ctx;

    switch (leaf->compare) {
    case CMP_TRUE:
        return *leaf->name == 't';
    case CMP_EQ:
        return n == leaf->codes[0];
    case CMP_NE:
        return n != leaf->codes[0];
    case CMP_LT:
        return n < leaf->codes[0];
    case CMP_LE:
        return n <= leaf->codes[0];
    case CMP_GT:
        return n > leaf->codes[0];
    case CMP_GE:
        return n >= leaf->codes[0];
    case CMP_IN:
        for (size_t i = 0; i < leaf->nvalues; i++)
            if (n == leaf->codes[i])
                return 1;
    }
    return 0;
}

/* For which n = 0 … 9 the condition holds. */
static const struct {
    const char *text, *holds;
} truths[] = {
    {"", "0123456789"},
    {"  \t\n", "0123456789"},
    {"t", "0123456789"},
    {"f", ""},
    {"n = 3", "3"},
    {"n=3", "3"},
    {"n != 3", "012456789"},
    {"n ≠ 3", "012456789"},
    {"n < 3", "012"},
    {"n <= 3", "0123"},
    {"n ≤ 3", "0123"},
    {"n > 7", "89"},
    {"n >= 7", "789"},
    {"n ≥ 7", "789"},
    {"n IN (1, 3,5)", "135"},
    {"n IN (4)", "4"},
    {"n TRONG (1, 2)", "12"},
    {"NOT n = 3", "012456789"},
    {"KHONG n IN (1, 2, 3)", "0456789"},
    {"NOT NOT n = 3", "3"},
    {"n > 2 AND n < 5", "34"},
    {"n > 2 VA n < 5", "34"},
    {"n < 2 OR n > 7", "0189"},
    {"n < 2 HOAC n > 7", "0189"},
    /* AND binds before OR, NOT before AND */
    {"n = 1 OR n = 2 AND f", "1"},
    {"f AND n = 1 OR n = 2", "2"},
    {"(n = 1 OR n = 2) AND n != 1", "2"},
    {"NOT n = 1 AND n < 3", "02"},
    {"NOT (n = 1 OR n = 2) AND n < 4", "03"},
    {"NOT (n < 5 AND NOT (n = 2 OR n = 4))", "2456789"},
    {"((((n = 6))))", "6"},
    {"n = \"6\"", "6"},
    {"n IN (\"6\", 7)", "67"},
    {"t AND t AND t AND n = 9", "9"},
    {"f OR f OR f OR n = 9", "9"},
    {"n\xC2\xA0= 3", "3"}, /* no-break space */
};

static void test_truth(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(truths); i++) {
        struct err err = {.status = ST_OK};
        struct predicate *p = NULL;
        char holds[11] = "";

        if (predicate_parse(a, truths[i].text, bind, NULL, &p, &err))
            fail_msg("%s: %s", truths[i].text, err.text);
        for (int n = 0; n < 10; n++)
            if (predicate_test(p, eval, &n))
                strcat(holds, (char[]){(char)('0' + n), '\0'});
        if (strcmp(holds, truths[i].holds))
            fail_msg("%s: holds for %s, not %s", truths[i].text, holds, truths[i].holds);
    }
    arena_free(a);
}

static const struct {
    const char *text, *message;
    int column; /* counted in characters, not bytes */
} errors[] = {
    {"n =", "giá trị", 4},
    {"n = )", "giá trị", 5},
    {"n = AND", "giá trị", 5},
    {"n IN 3", "'('", 6},
    {"n IN ()", "giá trị", 7},
    {"n IN (1 2)", "',' hoặc ')'", 9},
    {"n IN (1, 2", "',' hoặc ')'", 11},
    {"(n = 1", "')'", 7},
    {"n = 1)", "AND hoặc OR", 6},
    {"n = 1 n = 2", "AND hoặc OR", 7},
    {"n = 1 and n = 2", "viết hoa", 7},
    {"n = 1 AND", "tên", 10},
    {"AND n = 1", "tên", 1},
    {"NOT", "tên", 4},
    {"= 1", "tên", 1},
    {"n = \"1", "đóng", 5},
    {"n ! 1", "không dùng", 3},
    {"n = 1 OR ngày = 2", "không có 'ngày'", 10},
    {"n = ngày OR x = 2", "không có 'x'", 13},
};

static void test_errors(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(errors); i++) {
        struct err err = {.status = ST_OK};
        struct predicate *p = NULL;
        char column[32];

        snprintf(column, sizeof column, "cột %d:", errors[i].column);
        if (predicate_parse(a, errors[i].text, bind, NULL, &p, &err) != -1)
            fail_msg("%s: accepted", errors[i].text);
        assert_int_equal(err.status, ST_CONFIG);
        if (!strstr(err.text, errors[i].message) || !strstr(err.text, column))
            fail_msg("%s: %s (wanted %s %s)", errors[i].text, err.text, column, errors[i].message);
    }
    arena_free(a);
}

static void test_depth(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct predicate *p;
    char text[20001];

    (void)state;
    memset(text, '(', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(predicate_parse(a, text, bind, NULL, &p, &err), -1);
    assert_non_null(strstr(err.text, "sâu"));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_depth),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
