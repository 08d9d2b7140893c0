#include "base/arena.h"
#include "base/err.h"
#include "run/options.h"
#include "unit.h"

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

static const struct verb_usage usage = {
    .name = "thu",
    .about = "Thử.\n",
    .options = (const char *const[]){"config", "period", "from", "coverage", "final", NULL},
    .required = (const char *const[]){"config", NULL},
    .files = FILES_OPTIONAL,
    .files_label = "TỆP…",
    .examples = "  cchc-report thu -c a.ini\n",
    .codes = (const int[]){1, 65, 0},
};

enum { WORDS = 8 };

static int parse(const struct verb_usage *v, const char *const words[WORDS], struct arguments *out, struct err *e)
{
    char *argv[WORDS];
    int argc = 0;

    *e = (struct err){.status = ST_OK};
    while (argc < WORDS && words[argc]) {
        argv[argc] = arena_strdup(arena, words[argc]);
        argc++;
    }
    return options_parse(arena, v, argc, argv, out, e);
}

static void every_way_of_writing_is_read(void **state)
{
    static const char *const ways[][WORDS] = {
        {"-c", "a.ini", "--period", "2018", "--final", "x", "y"},
        {"-ca.ini", "--period=2018", "x", "--final", "y"},
        {"--config", "a.ini", "x", "y", "--final", "--period", "2018"},
        {"--config=a.ini", "--final", "--period", "2018", "--", "x", "y"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(ways); i++) {
        struct arguments args;
        struct err e;

        CASE("%zu", i);
        if (parse(&usage, ways[i], &args, &e))
            fail_msg("%s", e.text);
        assert_string_equal(args.config, "a.ini");
        assert_string_equal(args.period, "2018");
        assert_int_equal(args.final, 1);
        assert_int_equal(args.nfiles, 2);
        assert_string_equal(args.files[0], "x");
        assert_string_equal(args.files[1], "y");
        assert_int_equal(args.from, DAY_NONE);
        assert_int_equal(args.help, 0);
    }
}

static void words_that_look_like_options(void **state)
{
    static const char *const words[WORDS] = {"-c", "--final", "-", "--", "--final", "--"};
    struct arguments args;
    struct err e;

    (void)state;
    assert_int_equal(parse(&usage, words, &args, &e), 0);
    assert_string_equal(args.config, "--final"); /* the value of -c, whatever it looks like */
    assert_int_equal(args.final, 0);
    assert_int_equal(args.nfiles, 3);
    assert_string_equal(args.files[0], "-");
    assert_string_equal(args.files[2], "--");
}

static void dates_are_days(void **state)
{
    static const char *const words[WORDS] = {"-c", "a", "--from", "14/9/2018", "--coverage=2018-06-15..14/9/2018"};
    struct arguments args;
    struct err e;

    (void)state;
    if (parse(&usage, words, &args, &e))
        fail_msg("%s", e.text);
    assert_int_equal(args.from, day_from_ymd(2018, 9, 14));
    assert_int_equal(args.coverage_from, day_from_ymd(2018, 6, 15));
    assert_int_equal(args.coverage_to, day_from_ymd(2018, 9, 14));
}

static const struct {
    const char *words[WORDS], *says;
} refused[] = {
    {{"--perod", "2018"}, "không có tùy chọn '--perod'; có phải bạn muốn viết '--period'?"},
    {{"--perod=2018"}, "'--perod'; có phải bạn muốn viết '--period'?"},
    {{"--xyzxyzxyz"}, "không có tùy chọn '--xyzxyzxyz'"},
    {{"-x"}, "không có tùy chọn '-x'"},
    {{"--per", "2018"}, "không có tùy chọn '--per'"}, /* no abbreviations */
    {{"--deep"}, "lệnh 'thu' không có tùy chọn '--deep'"},
    {{"-o", "x"}, "lệnh 'thu' không có tùy chọn '-o'"},
    {{"-c"}, "--config cần một giá trị"},
    {{"-c", "a", "--period", ""}, "không để trống"},
    {{"-c", "a", "--period", "\xFF"}, "UTF-8"},
    {{"-c", "a", "--period", "2018\n"}, "ký tự điều khiển"},
    {{"-c", "\x1B[31m"}, "ký tự điều khiển"},
    {{"-c", "a", "-c", "b"}, "--config được ghi hai lần"},
    {{"-c", "a", "--final=1"}, "--final không có giá trị"},
    {{"-c", "a", "--from", "2018-02-30"}, "'2018-02-30' không phải là một ngày có thật"},
    {{"-c", "a", "--from", "2018-02-03 10:00"}, "không phải là một ngày"},
    {{"-c", "a", "--coverage", "2018-01-01"}, "TỪ..ĐẾN"},
    {{"-c", "a", "--coverage", "2018-01-02..2018-01-01"}, "ngày đầu đứng sau"},
    {{"-c", "a", "--coverage", "..2018-01-01"}, "không phải là một ngày"},
    {{"--final"}, "cần tùy chọn -c TỆP.ini"},
    {{NULL}, "cần tùy chọn -c TỆP.ini"},
};

static void mistakes_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        struct arguments args;
        struct err e;

        CASE("%zu %s", i, refused[i].words[0] ? refused[i].words[0] : "");
        assert_int_equal(parse(&usage, refused[i].words, &args, &e), -1);
        assert_int_equal(e.status, ST_USAGE);
        if (!strstr(e.text, refused[i].says))
            fail_msg("%s", e.text);
    }
}

static void files_are_wanted_or_not(void **state)
{
    static const char *const without[WORDS] = {"-c", "a"}, *const with[WORDS] = {"-c", "a", "x"};
    struct verb_usage v = usage;
    struct arguments args;
    struct err e;

    (void)state;
    v.files = FILES_REQUIRED;
    assert_int_equal(parse(&v, without, &args, &e), -1);
    assert_non_null(strstr(e.text, "cần ít nhất một tệp"));
    assert_int_equal(parse(&v, with, &args, &e), 0);
    v.files = FILES_NONE;
    assert_int_equal(parse(&v, without, &args, &e), 0);
    assert_int_equal(parse(&v, with, &args, &e), -1);
    assert_non_null(strstr(e.text, "không nhận 'x'"));
}

static void help_needs_nothing_else(void **state)
{
    static const char *const ways[][WORDS] = {{"--help"}, {"-h"}, {"--period", "2018", "--help", "--xyz"}};

    (void)state;
    for (size_t i = 0; i < LENGTH(ways); i++) {
        struct arguments args;
        struct err e;

        assert_int_equal(parse(&usage, ways[i], &args, &e), 0);
        assert_int_equal(args.help, 1);
    }
}

static void help_names_options_examples_and_codes(void **state)
{
    static const char *const wanted[] = {"Cách dùng: cchc-report thu -c TỆP.ini [--period KỲ]",
                                         "[--coverage TỪ..ĐẾN]\n    [TỆP…]\n",
                                         "\nThử.\n",
                                         "  -c, --config TỆP.ini",
                                         "      --coverage TỪ..ĐẾN",
                                         "  -h, --help",
                                         "Ví dụ:\n  cchc-report thu -c a.ini\n",
                                         "\n    0  ",
                                         "\n    1  ",
                                         "\n   64  ",
                                         "\n   65  "};
    static const char *const unwanted[] = {"--deep", "\n   78  "};
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);

    (void)state;
    assert_non_null(out);
    options_help(&usage, out);
    fclose(out);
    for (size_t i = 0; i < LENGTH(wanted); i++)
        if (!strstr(text, wanted[i]))
            fail_msg("no '%s' in:\n%s", wanted[i], text);
    for (size_t i = 0; i < LENGTH(unwanted); i++)
        assert_null(strstr(text, unwanted[i]));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_writing_is_read),
        cmocka_unit_test(words_that_look_like_options),
        cmocka_unit_test(dates_are_days),
        cmocka_unit_test(mistakes_are_refused),
        cmocka_unit_test(files_are_wanted_or_not),
        cmocka_unit_test(help_needs_nothing_else),
        cmocka_unit_test(help_names_options_examples_and_codes),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
