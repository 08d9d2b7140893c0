/* The verbs cube and check on a database in a file, with the shipped example of a config. */
#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "data/db.h"
#include "data/schema.h"
#include "run/check.h"
#include "run/cube.h"
#include "unit.h"

static const char good[] = "INSERT INTO don_vi (ma, ten, cap) VALUES ('HOASEN', 'Phường Hoa Sen', 'xa');"
                           "INSERT INTO linh_vuc (ma, ten) VALUES ('HT', 'Hộ tịch');"
                           "INSERT INTO tthc (ma, ten, linh_vuc, cap) VALUES ('1.000001', 'Khai sinh', 'HT', 'xa');"
                           "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc) VALUES"
                           " ('HS1', 'HOASEN', '1.000001', '2026-07-01', '2026-07-02', '2026-07-02');";
static const char bad[] = "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_ket_thuc) VALUES"
                          " ('HS2', 'HOASEN', '1.000001', '2026-07-05', '2026-07-04');";

static const char unknown_unit[] =
    "PRAGMA foreign_keys = OFF; INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES"
    " ('HS3', 'X', '1.000001', '2026-07-05');";

struct place {
    struct arena *arena;
    char dir[256];
    struct run_request request;
};

static void open_place(struct place *p, const char *sql)
{
    struct err err = {.status = ST_OK};
    struct db *db = NULL;
    char *config;
    size_t n;

    *p = (struct place){.arena = arena_new()};
    temp_dir(p->dir);
    p->request = (struct run_request){.config_path = path_join(p->arena, p->dir, "co-quan.ini"),
                                      .period = "2026-Q3",
                                      .from = DAY_NONE,
                                      .to = DAY_NONE,
                                      .date = DAY_NONE};
    if (file_read(p->arena, "config/co-quan.ini.mau", 1 << 20, &config, &n, &err) ||
        file_write(p->request.config_path, config, n, &err) ||
        db_create(p->arena, path_join(p->arena, p->dir, "cchc.db"), &db, &err) || db_exec(db, good, &err) ||
        db_exec(db, sql, &err))
        fail_msg("%s", err.text);
    db_close(db);
}

static void close_place(struct place *p)
{
    struct err err = {.status = ST_OK};

    dir_remove_all(p->dir, &err);
    arena_free(p->arena);
}

/* What a verb prints, and its result. */
static char *printed(struct place *p, int deep, int *result)
{
    struct err err = {.status = ST_OK};
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);

    assert_non_null(out);
    *result = deep < 0 ? run_cube(&p->request, out, &err)
                       : run_check(&p->request, deep, day_parse_iso("2026-10-01", 10), out, &err);
    fclose(out);
    if (*result < 0)
        fail_msg("%s", err.text);
    return text;
}

static void test_cube(void **state)
{
    char head[128];
    static const char cell[] = "\n2026-06-15\t2026-09-14\tHOASEN\txa\tHT\t1.000001\t\ttruc_tiep\ttrong_ky\tdung_han\t"
                               "cap_ket_qua\t0\t1\t0\t0\t0\t\t1\n";
    struct place p;
    char *text;
    int result;

    (void)state;
    snprintf(head, sizeof head, "# luoc_do = %d\n# ky = 2026-Q3\n# cchc-report cube\n", SCHEMA_VERSION);
    open_place(&p, bad);
    text = printed(&p, -1, &result);
    assert_int_equal(result, 0);
    assert_int_equal(strncmp(text, head, strlen(head)), 0);
    assert_non_null(strstr(text, cell));
    assert_non_null(strstr(text, "# khoang = 2025-06-15..2025-09-14\n"));
    free(text);
    close_place(&p);
}

static void test_check(void **state)
{
    static const struct {
        const char *sql;
        int deep, result;
        const char *line, *absent;
    } cases[] = {
        {"SELECT 1", 0, 0,
         "cảnh báo [pham_vi_thieu] 15/6/2026–14/9/2026: chưa có số liệu hồ sơ (bảng ho_so), cuộc "
         "kiểm tra (bảng kiem_tra), nhiệm vụ (bảng nhiem_vu) của: Phường Hoa Sen;",
         "lỗi ["},
        {"SELECT 1", 1, 0, "cảnh báo [pham_vi_thieu]", "lỗi ["},
        {bad, 0, 1, "lỗi [ket_thuc_truoc_tiep_nhan] Phường Hoa Sen: Đề nghị đơn vị kiểm tra: 1 hồ sơ", "tep_hong"},
        {unknown_unit, 0, 1,
         "lỗi [ma_khong_co]: Đề nghị kiểm tra: 1 hồ sơ của đơn vị không có trong bảng don_vi (HS3);", "tep_hong"},
        {unknown_unit, 1, 1, "lỗi [tep_hong]: dòng trỏ đến mã không có: ho_so, dòng 2 → don_vi;", "lỗi [ngay"},
    };

    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct place p;
        char *text;
        int result;

        open_place(&p, cases[i].sql);
        text = printed(&p, cases[i].deep, &result);
        if (result != cases[i].result || !strstr(text, cases[i].line) || strstr(text, cases[i].absent))
            fail_msg("case %zu: %d\n%s", i, result, text);
        free(text);
        close_place(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cube),
        cmocka_unit_test(test_check),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
