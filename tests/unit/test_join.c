#include "doc/join.h"
#include "unit.h"

/* In the rows "_" is U+00A0. */
static char *marked(struct arena *a, const char *s)
{
    char *out = arena_strdup(a, s), *w = out;

    for (const char *r = out; *r;) {
        if (strncmp(r, "\xC2\xA0", 2) == 0) {
            *w++ = '_';
            r += 2;
        } else {
            *w++ = *r++;
        }
    }
    *w = '\0';
    return out;
}

static const struct {
    const char *in, *want;
} cases[] = {
    {"", ""},
    {" ", " "},
    {"48", "48"},
    {"48 cuộc kiểm tra tại 19 đơn vị", "48_cuộc kiểm tra tại 19_đơn vị"},
    {"307.485 hồ sơ, đạt tỷ lệ 99,35%.", "307.485_hồ sơ, đạt tỷ lệ 99,35%."},
    {"99,35% hồ sơ", "99,35% hồ sơ"},
    {"tăng 13 cuộc (37,14%) so với cùng kỳ năm 2017 (35 cuộc)",
     "tăng 13_cuộc (37,14%) so với cùng kỳ năm_2017 (35_cuộc)"},
    {"Báo cáo số 05/BC-UBND ngày 26/4/2016", "Báo cáo số_05/BC-UBND ngày_26/4/2016"},
    {"ngày 05 tháng 11 năm 2018", "ngày_05 tháng_11 năm_2018"},
    {"10 tháng đầu năm 2018, nhiệm vụ 02 tháng cuối năm", "10_tháng đầu năm_2018, nhiệm vụ 02_tháng cuối năm"},
    {"Bảng 1; Biểu đồ 2; Phụ lục I, Phụ lục II.", "Bảng_1; Biểu_đồ_2; Phụ_lục_I, Phụ_lục_II."},
    {"(Biểu đồ 1)", "(Biểu_đồ_1)"},
    {"điểm a khoản 2 Điều 12", "điểm_a khoản_2 Điều_12"},
    {"điểm đ khoản 1", "điểm_đ khoản_1"},
    {"giải quyết dứt điểm 02 hồ sơ", "giải quyết dứt điểm 02_hồ sơ"},
    {"quý III năm 2018", "quý_III năm_2018"},
    {"Quý I và quý II", "Quý_I và quý_II"},
    {"giai đoạn 2016 - 2020”", "giai đoạn 2016_-_2020”"},
    {"Độc lập - Tự do", "Độc lập - Tự do"},
    {"từ 5 - đến 6", "từ 5 - đến 6"},
    {"mức độ 3 phát sinh 5.825 hồ sơ", "mức_độ_3 phát sinh 5.825_hồ sơ"},
    {"tổng số 35 cuộc", "tổng số_35_cuộc"},
    {"trên 99,99% và dưới 0,01%", "trên_99,99% và dưới_0,01%"},
    {"tăng 0,42 điểm phần trăm", "tăng 0,42_điểm phần trăm"},
    {"1.200 triệu đồng", "1.200_triệu_đồng"},
    {"tại 12/13 phường", "tại 12/13_phường"},
    {"Phường 12 có 3 tổ", "Phường_12 có 3_tổ"},
    {"năm 2017 (35 cuộc), 36 đơn", "năm_2017 (35_cuộc), 36_đơn"},
    {"trong năm, 2018", "trong năm, 2018"},
    {"48  cuộc", "48  cuộc"},
    {"48\ncuộc", "48\ncuộc"},
    {"Phụ\xC2\xA0lục I", "Phụ_lục_I"},
    {"số liệu quý gần nhất", "số liệu quý gần nhất"},
    {"( ) - . 5", "( ) - . 5"},
};

static void strings(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        CASE("%s", cases[i].in);
        assert_string_equal(marked(a, join_string(a, cases[i].in)), cases[i].want);
        /* A second pass finds nothing more to do. */
        assert_string_equal(marked(a, join_string(a, join_string(a, cases[i].in))), cases[i].want);
    }
    arena_free(a);
}

static void titles(void **state)
{
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"hành chính quý III năm 2018,", "hành chính quý_III_năm_2018,"},
        {"phương hướng, nhiệm vụ 02 tháng cuối năm 2018", "phương hướng, nhiệm vụ 02_tháng_cuối_năm_2018"},
        {"10 tháng đầu năm 2018, nhiệm vụ", "10_tháng_đầu_năm_2018, nhiệm vụ"},
        {"9 tháng năm 2023 và", "9_tháng_năm_2023 và"},
        {"tháng 10 năm 2011", "tháng_10_năm_2011"},
        {"đầu năm 2018", "đầu năm_2018"},
        {"năm 2018", "năm_2018"},
        {"quý III, năm 2018", "quý_III, năm_2018"},
        {"nhiệm vụ năm 2018 và tháng 10", "nhiệm vụ năm_2018 và tháng_10"},
    };
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        CASE("%s", rows[i].in);
        assert_string_equal(marked(a, join_title(a, rows[i].in)), rows[i].want);
    }
    arena_free(a);
}

/* The borders of runs change nothing: every text cut in two at every character. */
static void runs(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *in = cases[i].in;

        for (size_t cut = 0; cut <= strlen(in); cut++) {
            struct run v[3] = {{.text = arena_strndup(a, in, cut), .figure = "hs"}, {.text = ""}, {.text = in + cut}};
            struct text t = {v, 3};

            if (((unsigned char)in[cut] & 0xC0) == 0x80 || strstr(in, "\xC2\xA0"))
                continue;
            join_text(a, &t);
            assert_string_equal(marked(a, text_string(a, &t)), cases[i].want);
            assert_string_equal(v[0].figure, "hs");
            assert_string_equal(v[1].text, "");
        }
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(strings), cmocka_unit_test(titles), cmocka_unit_test(runs)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
