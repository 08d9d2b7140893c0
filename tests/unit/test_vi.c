#include "base/arena.h"
#include "base/vi.h"
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

static void counts(void **state)
{
    static const struct {
        int64_t n;
        const char *want, *padded;
    } cases[] =
        {
            {0, "0", "00"},
            {5, "5", "05"},
            {9, "9", "09"},
            {10, "10", "10"},
            {-5, "-5", "-5"},
            {999, "999", "999"},
            {1000, "1.000", "1.000"},
            {-1000, "-1.000", "-1.000"},
            {266881, "266.881", "266.881"},
            {1234567, "1.234.567", "1.234.567"},
            {INT64_MAX, "9.223.372.036.854.775.807", "9.223.372.036.854.775.807"},
            {INT64_MIN, "-9.223.372.036.854.775.808", "-9.223.372.036.854.775.808"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        assert_string_equal(vi_count(arena, c->n), c->want);
        assert_string_equal(vi_count_padded(arena, c->n, 0), c->want);
        assert_string_equal(vi_count_padded(arena, c->n, 1), c->padded);
    }
}

static void percentages(void **state)
{
    static const struct {
        int64_t num, den, hundredths;
        const char *prose, *cell;
    } cases[] =
        {
            {265027, 266881, 9931, "99,31%", "99,31"},
            {305480, 307485, 9935, "99,35%", "99,35"},
            {303768, 305480, 9944, "99,44%", "99,44"},
            {48 - 35, 35, 3714, "37,14%", "37,14"},
            {36 - 26, 26, 3846, "38,46%", "38,46"},
            {4658, 5825, 7997, "79,97%", "79,97"},
            {4, 5, 8000, "80%", "80,00"},
            {985, 1000, 9850, "98,5%", "98,50"},
            {1, 100, 100, "1%", "1,00"},
            {105, 10000, 105, "1,05%", "1,05"},
            {5, 5, 10000, "100%", "100,00"},
            {0, 5, 0, "0%", "0,00"},
            {24, 10, 24000, "240%", "240,00"},
            {123456, 100, 12345600, "123.456%", "123.456,00"},
            /* halves go up, away from zero */
            {12345, 100000, 1235, "12,35%", "12,35"},
            {12344999, 100000000, 1234, "12,34%", "12,34"},
            {1, 8, 1250, "12,5%", "12,50"},
            {1, 16, 625, "6,25%", "6,25"},
            {1, 32, 313, "3,13%", "3,13"},
            {-1, 32, -313, "-3,13%", "-3,13"},
            {2, 3, 6667, "66,67%", "66,67"},
            {-1, 3, -3333, "-33,33%", "-33,33"},
            /* "all" and "none" only when true */
            {99996, 100000, 10000, "trên 99,99%", "99,99"},
            {99995, 100000, 10000, "trên 99,99%", "99,99"},
            {999949, 1000000, 9999, "99,99%", "99,99"},
            {307484, 307485, 10000, "trên 99,99%", "99,99"},
            {1, 307485, 0, "dưới 0,01%", "0,01"},
            {49, 1000000, 0, "dưới 0,01%", "0,01"},
            {50, 1000000, 1, "0,01%", "0,01"},
            {100004, 100000, 10000, "trên 100%", "100,01"},
            {100005, 100000, 10001, "100,01%", "100,01"},
            {-100000, 100000, -10000, "-100%", "-100,00"},
            {-99996, 100000, -10000, "dưới -99,99%", "-99,99"},
            {-100004, 100000, -10000, "dưới -100%", "-100,01"},
            {-1, 100000, 0, "trên -0,01%", "-0,01"},
            /* products beyond 64 bits */
            {4611686018427387904, 9223372036854775807, 5000, "50%", "50,00"},
            {9223372036854775806, 9223372036854775807, 10000, "trên 99,99%", "99,99"},
            {INT64_MIN, INT64_MAX, -10000, "dưới -100%", "-100,01"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        assert_int_equal(vi_percent_hundredths(c->num, c->den), c->hundredths);
        assert_string_equal(vi_percent(arena, c->num, c->den), c->prose);
        assert_string_equal(vi_percent_cell(arena, c->num, c->den), c->cell);
    }
    assert_int_equal(vi_percent_hundredths(INT64_MAX, 1), INT64_MAX);
    assert_string_equal(vi_percent(arena, 0, 0), "–");
    assert_string_equal(vi_percent(arena, 3, 0), "–");
    assert_string_equal(vi_percent_cell(arena, 0, 0), "–");
}

/* Every ratio of small counts: the printed figure is "100" or "0" exactly when it is true. */
static void claims_hold_for_every_small_ratio(void **state)
{
    (void)state;
    for (int64_t den = 9990; den <= 10210; den += 11) {
        for (int64_t num = 0; num <= den; num++) {
            const char *prose = vi_percent(arena, num, den), *cell = vi_percent_cell(arena, num, den);

            assert_int_equal(strcmp(prose, "100%") == 0, num == den);
            assert_int_equal(strcmp(prose, "0%") == 0, num == 0);
            assert_int_equal(strcmp(cell, "100,00") == 0, num == den);
            assert_int_equal(strcmp(cell, "0,00") == 0, num == 0);
        }
    }
}

static void decimals(void **state)
{
    static const struct {
        const char *canonical, *want, *padded;
    } cases[] =
        {
            {"0", "0", "00"},
            {"5", "5", "05"},
            {"-5", "-5", "-5"},
            {"12", "12", "12"},
            {"1234.5", "1.234,5", "1.234,5"},
            {"1234567", "1.234.567", "1.234.567"},
            {"5.0", "5,0", "5,0"},
            {"0.25", "0,25", "0,25"},
            {"-0.25", "-0,25", "-0,25"},
            {"-0", "0", "00"},
            {"-0.00", "0,00", "0,00"},
            {"007", "7", "07"},
            {"000", "0", "00"},
            {"1.50", "1,50", "1,50"},
            {"123456789012345678901234.125", "123.456.789.012.345.678.901.234,125",
             "123.456.789.012.345.678.901.234,125"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        assert_string_equal(vi_decimal(arena, c->canonical, 0), c->want);
        assert_string_equal(vi_decimal(arena, c->canonical, 1), c->padded);
    }
}

static void dates(void **state)
{
    static const struct {
        struct ymd date;
        const char *brief, *formal;
    } cases[] =
        {
            {{2018, 10, 14}, "14/10/2018", "ngày 14 tháng 10 năm 2018"},
            {{2019, 1, 5}, "05/01/2019", "ngày 05 tháng 01 năm 2019"},
            {{2020, 2, 29}, "29/02/2020", "ngày 29 tháng 02 năm 2020"},
            {{2018, 8, 1}, "01/8/2018", "ngày 01 tháng 8 năm 2018"},
            {{2020, 3, 5}, "05/3/2020", "ngày 05 tháng 3 năm 2020"},
            {{2021, 5, 31}, "31/5/2021", "ngày 31 tháng 5 năm 2021"},
            {{2018, 9, 9}, "09/9/2018", "ngày 09 tháng 9 năm 2018"},
            {{2018, 12, 10}, "10/12/2018", "ngày 10 tháng 12 năm 2018"},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        day_t d = day_from_ymd(c->date.year, c->date.month, c->date.day);

        assert_string_equal(vi_date(arena, d), c->brief);
        assert_string_equal(vi_date_long(arena, d), c->formal);
    }
    assert_string_equal(vi_date(arena, DAY_NONE), "");
    assert_string_equal(vi_date_long(arena, DAY_NONE), "");
}

static int roman_value(const char *s)
{
    static const char digits[] = "IVXLCDM";
    static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
    int sum = 0;

    for (; *s; s++) {
        int v = values[strchr(digits, *s) - digits];

        sum += s[1] && values[strchr(digits, s[1]) - digits] > v ? -v : v;
    }
    return sum;
}

static void numerals(void **state)
{
    static const struct {
        int n;
        const char *want;
    } cases[] = {{1, "I"},          {2, "II"},           {3, "III"},     {4, "IV"},           {5, "V"},
                 {6, "VI"},         {9, "IX"},           {14, "XIV"},    {19, "XIX"},         {40, "XL"},
                 {49, "XLIX"},      {90, "XC"},          {400, "CD"},    {944, "CMXLIV"},     {1888, "MDCCCLXXXVIII"},
                 {2018, "MMXVIII"}, {3999, "MMMCMXCIX"}, {4000, "MMMM"}, {6049, "MMMMMMXLIX"}},
      *c;
    static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                          "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

    (void)state;
    for (EACH(c, cases))
        assert_string_equal(vi_roman(arena, c->n), c->want);
    for (int n = 1; n <= 3999; n++)
        assert_int_equal(roman_value(vi_roman(arena, n)), n);
    for (int n = 1; n <= 23; n++)
        assert_string_equal(vi_letter(n), letters[n - 1]);
    assert_null(vi_letter(0));
    assert_null(vi_letter(24));
    assert_null(vi_letter(-1));
}

/* Each list is in order; every pair of it is compared both ways. */
static void order_of_names(void **state)
{
    static const char *const lists[][64] = {
        {"", " ", "-", "/", "0", "1", "2", "10", "a", "b"},
        {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h", "i", "j", "k", "l", "m",
         "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z", "日"},
        {"a", "A", "à", "À", "ả", "Ả", "ã", "á", "ạ", "Ạ", "ă", "ằ",
         "ẳ", "ẵ", "ắ", "ặ", "Ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ", "Ậ"},
        {"ma", "mà", "mả", "mã", "má", "mạ", "mà b", "mac", "mác"},
        {"u", "ù", "ủ", "ũ", "ú", "ụ", "ua", "ư", "ừ", "ử", "ữ", "ứ", "ự", "ưa"},
        {"da", "dạ", "dy", "Đa", "đà", "đạ", "ea"},
        {"Hoàn Kiếm", "Hoàng Mai"}, /* blank before letters */
        {"Hòa Bình", "Hoa Lư", "Hòa Lư"},
        {"Phường 1", "Phường 2", "Phường 2 A", "Phường 10", "Phường 11", "Phường 100", "Phường An Bình"},
        {"Phường 99999999999999999999", "Phường 100000000000000000000"},
        {"TTHC-02", "TTHC-2", "TTHC-2a", "TTHC-10"},
        {"Ba Đình", "Bắc Từ Liêm", "Cầu Giấy", "Đống Đa", "Hà Đông", "Hai Bà Trưng", "Hoàn Kiếm", "Hoàng Mai",
         "Long Biên", "Nam Từ Liêm", "Tây Hồ", "Thanh Xuân"},
        {"Cổ Nhuế 1", "Cổ Nhuế 2", "Đông Ngạc", "Đức Thắng", "Liên Mạc", "Minh Khai", "Phú Diễn", "Phúc Diễn",
         "Tây Tựu", "Thụy Phương", "Thượng Cát", "Xuân Đỉnh", "Xuân Tảo"},
        {"hóa đơn", "hóA đơn"},       /* lower case first */
        {"Hoà", "Hòa", "Hoá", "Hóa"}, /* the place of the tone does not part words */
        {"Thuỷ lợi", "Thủy lợi", "Thụy lợi"},
        {"Thủy điện A", "Thuỷ điện B", "Thủy điện C"},
    };

    (void)state;
    for (size_t k = 0; k < LENGTH(lists); k++) {
        size_t n = 0;

        while (lists[k][n])
            n++;
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                int got = vi_compare(lists[k][i], lists[k][j]), want = (i > j) - (i < j);

                if ((got > 0) - (got < 0) != want)
                    fail_msg("'%s' with '%s' gives %d", lists[k][i], lists[k][j], got);
            }
        }
    }
}

static void nearest_name(void **state)
{
    static const char *const names[] = {"ngay_tiep_nhan",   "ngay_hen_tra", "ngay_ket_thuc", "kenh", "don_vi",
                                        "don_vi_tiep_nhan", "tthc",         "Tây Hồ",        "a"};
    static const struct {
        const char *name, *want;
    } cases[] =
        {
            {"ngay_tiep_nhan", "ngay_tiep_nhan"},
            {"ngay_tiep_nha", "ngay_tiep_nhan"},
            {"ngay_tiep_nahn", "ngay_tiep_nhan"},
            {"ngày tiếp nhận", "ngay_tiep_nhan"},
            {"Ngay-Hen-Tra", "ngay_hen_tra"},
            {"ngay_hen_rta", "ngay_hen_tra"},
            {"don_vi_tiep_nhn", "don_vi_tiep_nhan"},
            {"donvi", "don_vi"},
            {"kehn", "kenh"},
            {"tay ho", "Tây Hồ"},
            {"TTHC", "tthc"},
            {"xyz", NULL},
            {"b", NULL},
            {"", NULL},
            {"so_ho_so", NULL},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        const char *got = vi_nearest(c->name, names, LENGTH(names));

        if (!c->want && got)
            fail_msg("'%s' gives '%s'", c->name, got);
        if (c->want && !got)
            fail_msg("'%s' gives nothing", c->name);
        if (c->want)
            assert_string_equal(got, c->want);
    }
    assert_null(vi_nearest("a", names, 0));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(counts),         TEST(percentages),  TEST(claims_hold_for_every_small_ratio),
        TEST(decimals),       TEST(dates),        TEST(numerals),
        TEST(order_of_names), TEST(nearest_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
