/* Numbers and days of issue of many units. */
#include <unistd.h>

#include "base/file.h"
#include "data/catalog.h"
#include "run/numbers.h"
#include "store.h"

static const char units[] = "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu) VALUES ('Q', 'Quận', 'huyen', NULL, 0),"
                            " ('P1', 'Một', 'xa', 'Q', 1), ('P2', 'Hai', 'xa', 'Q', 2), ('P3', 'Ba', 'xa', 'Q', 3);";

/* The papers of P1 and P2 are made; P3 is known but not among them. */
#define TEN ",,,,,,,,,,"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
    const char *text;
    enum status status;
    const char *part; /* of the message */
} cases[] = {
    {"ma,so,ngay\nP1,5,2018-09-20\nP2,12,20/9/2018\n", ST_OK, ""},
    {"\xEF\xBB\xBFngay;ma;so\r\n20/9/2018;P2;012\r\n2018-09-20;P1;005\r\n", ST_OK, ""},
    {"", ST_DATA, ""},
    {"ma,so\nP1,5\n", ST_DATA, "dòng 1: dòng đầu phải là ba tên cột ma,so,ngay"},
    {"ma,so,ngay,ten\nP1,5,2018-09-20,A\n", ST_DATA, "dòng 1: "},
    {"ma,so,ngay\nP1,5\n", ST_DATA, "dòng 2: phải là ba ô"},
    {"ma,so,ngay\nP1,5,2018-09-20" HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED "\n",
     ST_DATA, "dòng 2: có hơn 1.000 ô"},
    {"ma,so,ngay\nP3,5,2018-09-20\n", ST_DATA, "dòng 2: 'P3' không phải mã của đơn vị nào được làm văn bản"},
    {"ma,so,ngay\np1,5,2018-09-20\n", ST_DATA, "có phải bạn muốn viết 'P1'?"},
    {"ma,so,ngay\nP1,5,2018-09-20\nP1,6,2018-09-20\n", ST_DATA, "dòng 3: đơn vị 'P1' đã có ở dòng 2"},
    {"ma,so,ngay\nP1,0,2018-09-20\n", ST_DATA, "'0': số văn bản chỉ gồm chữ số, lớn hơn 0"},
    {"ma,so,ngay\nP1,5/BC,2018-09-20\n", ST_DATA, "'5/BC': số văn bản"},
    {"ma,so,ngay\nP1,1234567890,2018-09-20\n", ST_DATA, "'1234567890': số văn bản"},
    {"ma,so,ngay\nP1,,2018-09-20\n", ST_DATA, "'': số văn bản"},
    {"ma,so,ngay\nP1,5,2018-02-30\n", ST_DATA, "'2018-02-30' không phải là một ngày có thật"},
    {"ma,so,ngay\nP2,5,2018-09-20\n", ST_DATA, "chưa có số và ngày của 1 đơn vị: P1;"},
    {"ma,so,ngay\n", ST_DATA, "chưa có số và ngày của 2 đơn vị: P1, P2;"},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct err err = {.status = ST_OK};
        struct db *db = store_open(a, units);
        struct issue issues[2];
        struct catalog *c;
        char dir[256];
        const char *path = path_join(a, temp_dir(dir), "so.csv");
        int wanted[2], result;

        CASE("%s", cases[i].text);
        assert_int_equal(catalog_load(a, db, &c, &err), 0);
        wanted[0] = catalog_unit(c, "P1");
        wanted[1] = catalog_unit(c, "P2");
        assert_int_equal(file_write(path, cases[i].text, strlen(cases[i].text), &err), 0);
        result = numbers_load(a, path, c, wanted, 2, issues, &err);
        assert_int_equal(err.status, cases[i].status);
        assert_int_equal(result, cases[i].status ? -1 : 0);
        if (!strstr(err.text, cases[i].part) || (result && !strstr(err.text, "so.csv")))
            fail_msg("%s", err.text);
        if (!result) {
            assert_string_equal(issues[0].number, "05");
            assert_string_equal(issues[1].number, "12");
            assert_int_equal(issues[0].date, day_from_ymd(2018, 9, 20));
            assert_int_equal(issues[1].date, day_from_ymd(2018, 9, 20));
        }
        err = (struct err){.status = ST_OK};
        dir_remove_all(dir, &err);
        db_close(db);
        arena_free(a);
    }
}

static void test_no_file(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct catalog c = {0};

    (void)state;
    assert_int_equal(numbers_load(a, "/khong/co.csv", &c, NULL, 0, NULL, &err), -1);
    assert_int_equal(err.status, ST_NOINPUT);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_no_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
