/* Findings about data. */

#include "base/file.h"
#include "base/note.h"
#include "data/checks.h"
#include "store.h"

static const char units[] =
    "INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('Q', 'Quận', 'huyen', NULL), ('A', 'An', 'xa', 'Q'),"
    " ('B', 'Bình', 'xa', 'Q'); INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'Lĩnh vực');"
    "INSERT INTO tthc (ma, ten, linh_vuc) VALUES ('1', 'Một', 'L');";
static const char covered[] =
    "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) SELECT b.column1, 'Q', '2016-01-01', '2018-12-31'"
    " FROM (VALUES ('ho_so'), ('kiem_tra'), ('nhiem_vu')) b;";

#define DOSSIER(code, unit, received, due, ended, outcome)                                                      \
    "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, ket_qua) VALUES ('" code \
    "', '" unit "', '1', " received ", " due ", " ended ", " outcome ");"

/* The period is 2018; asked for the unit Q unless another is named. */
static const struct {
    const char *what, *sql;
    int coverage;
    const char *unit, *today;
    const char *want; /* "level id place; " of each note, in order */
    const char *part; /* of the sentences */
} cases[] = {
    {"nothing to say", DOSSIER("1", "A", "'2018-01-02'", "'2018-01-09'", "'2018-01-08'", "NULL"), 1, "Q", NULL, "", ""},
    {"ended before received", DOSSIER("HS1", "A", "'2018-01-02'", "'2018-01-09'", "'2018-01-01'", "NULL"), 1, "Q", NULL,
     "lỗi ket_thuc_truoc_tiep_nhan An; ", "1 hồ sơ có ngày kết thúc trước ngày tiếp nhận: HS1;"},
    {"a year mistyped: ended long ago", DOSSIER("HS2", "B", "'2018-03-05'", "NULL", "'2008-03-06'", "NULL"), 1, "Q",
     NULL, "lỗi ket_thuc_truoc_tiep_nhan Bình; ", "HS2"},
    {"mistyped, but of another period", DOSSIER("1", "B", "'2017-03-05'", "NULL", "'2008-03-06'", "NULL"), 1, "Q", NULL,
     "", ""},
    {"two of one unit, one of another",
     DOSSIER("b", "A", "'2018-01-02'", "'2018-01-09'", "'2018-01-01'", "NULL")
         DOSSIER("a", "A", "'2018-01-02'", "'2018-01-09'", "'2018-01-01'", "NULL")
             DOSSIER("c", "B", "'2018-01-02'", "'2018-01-09'", "'2018-01-01'", "NULL"),
     1, "Q", NULL, "lỗi ket_thuc_truoc_tiep_nhan An; lỗi ket_thuc_truoc_tiep_nhan Bình; ", "2 hồ sơ"},
    {"only what is below the unit",
     DOSSIER("b", "A", "'2018-01-02'", "'2018-01-09'", "'2018-01-01'", "NULL")
         DOSSIER("c", "B", "'2018-01-02'", "'2018-01-09'", "'2018-01-01'", "NULL"),
     1, "B", NULL, "lỗi ket_thuc_truoc_tiep_nhan Bình; ", "c"},
    {"no such day received", DOSSIER("1", "A", "'2018-02-30'", "NULL", "NULL", "NULL"), 1, "Q", NULL,
     "lỗi ngay_khong_doc_duoc An; ", "1 hồ sơ có ngày không đọc được: 1;"},
    {"due day in another form", DOSSIER("1", "A", "'2018-02-03'", "'9/2/2018'", "NULL", "NULL"), 1, "Q", NULL,
     "lỗi ngay_khong_doc_duoc An; ", ""},
    {"unknown unit", DOSSIER("1", "X", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "NULL"), 1, "Q", NULL,
     "lỗi ma_khong_co ; ", "không có trong bảng don_vi: 1;"},
    {"unknown unit is nobody's", DOSSIER("1", "X", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "NULL"), 1, "A",
     NULL, "", ""},
    {"unknown procedure", "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('1', 'A', '9', '2018-02-03');",
     1, "Q", NULL, "lỗi ma_khong_co An; ", "không có trong bảng tthc: 1;"},
    {"unknown outcome", DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "'la'"), 1, "Q", NULL,
     "cảnh báo ma_la An; ", ""},
    {"received tomorrow", DOSSIER("1", "A", "'2019-02-03'", "NULL", "NULL", "NULL"), 1, "Q", "2019-02-02",
     "cảnh báo tiep_nhan_sau_hom_nay An; ", ""},
    {"ended before received, all after the period", DOSSIER("1", "A", "'2019-02-03'", "NULL", "'2019-02-01'", "NULL"),
     1, "Q", "2019-02-03", "", ""},
    {"received today", DOSSIER("1", "A", "'2019-02-03'", "NULL", "NULL", "NULL"), 1, "Q", "2019-02-03", "", ""},
    {"nobody asks for today", DOSSIER("1", "A", "'2019-02-03'", "NULL", "NULL", "NULL"), 1, "Q", NULL, "", ""},
    {"returned after the due day",
     DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-10'", "'tra_lai'")
         DOSSIER("2", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "'rut'"),
     1, "Q", NULL, "cảnh báo tre_khi_tra_lai 01/01/2018–31/12/2018; ",
     "2 hồ sơ trả lại, rút hoặc dừng trong kỳ, trong đó 1 hồ sơ sau ngày hẹn trả"},
    {"stopped in time", DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "'dung'"), 1, "Q", NULL,
     "lưu ý tre_khi_tra_lai 01/01/2018–31/12/2018; ", "trong đó 0 hồ sơ"},
    {"no due date",
     DOSSIER("1", "A", "'2018-02-03'", "NULL", "'2018-02-10'", "NULL") DOSSIER(
         "2", "A", "'2018-02-03'", "NULL", "NULL", "NULL") DOSSIER("3", "A", "'2018-02-03'", "NULL", "NULL", "NULL"),
     1, "Q", NULL, "lưu ý khong_co_han 01/01/2018–31/12/2018; ",
     "3 hồ sơ không có ngày hẹn trả, trong đó 1 hồ sơ đã giải quyết"},
    {"nothing loaded", "", 0, "Q", NULL,
     "cảnh báo pham_vi_thieu 01/01/2018–31/12/2018; lưu ý pham_vi_thieu 01/01/2017–31/12/2017; ",
     "chưa có số liệu hồ sơ (bảng ho_so), cuộc kiểm tra (bảng kiem_tra), nhiệm vụ (bảng nhiem_vu) của: Quận và tất cả "
     "các đơn vị bên dưới;"},
    {"one table of one unit",
     "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) SELECT b.column1, 'Q', '2016-01-01', '2018-12-31'"
     " FROM (VALUES ('ho_so'), ('nhiem_vu')) b;"
     "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('kiem_tra', 'A', '2016-01-01', '2018-12-31');",
     0, "Q", NULL, "cảnh báo pham_vi_thieu 01/01/2018–31/12/2018; lưu ý pham_vi_thieu 01/01/2017–31/12/2017; ",
     "chưa có số liệu cuộc kiểm tra (bảng kiem_tra) của: Bình;"},
    {"inspection on no day",
     "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) VALUES ('K1', 'A', 'cchc', 'dinh_ky', '2018-02-30');", 1,
     "Q", NULL, "lỗi ngay_khong_doc_duoc An; ", "cuộc kiểm tra có ngày không đọc được: K1;"},
    {"task of nobody",
     "INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung) VALUES ('N1', 'X', 'k', 'ke_hoach',"
     " 'n');",
     1, "Q", NULL, "lỗi ma_khong_co ; ", "nhiệm vụ của đơn vị không có trong bảng don_vi: N1;"},
};

/* Each table is counted over the days of a section of its name. */
static const char figures[] =
    "[hs]\nnhan = H\ndon_vi_tinh = h\nbang = ho_so\ndo = dem\nmuc = ho_so\ncan_cu = c\n"
    "[kt]\nnhan = K\ndon_vi_tinh = c\nbang = kiem_tra\ndo = dem\nmuc = kiem_tra\ncan_cu = c\n"
    "[nv]\nnhan = N\ndon_vi_tinh = n\nbang = nhiem_vu\ndo = dem\nmuc = nhiem_vu\ncan_cu = c\n";

static const struct period_section whole[] = {{"", {17532, 17896}, {17167, 17531}}}; /* 2018, 2017 */

/* What checks say about a unit (NULL: everything), "level id place; " of each note, and their sentences. */
static void ask(struct arena *a, struct db *db, const struct period_section *sections, size_t n,
                const struct config *config, const char *unit, const char *today, const char **got, const char **text)
{
    struct err err = {.status = ST_OK};
    struct period p = {.code = "2018", .year = 2018, .nsections = n};
    struct range ranges[8];
    struct catalog *c;
    struct coverage *cov;
    struct facts *facts;
    struct cube *cube;
    struct checks *checks;
    struct notes notes;
    char dir[256];
    const char *path;

    p.sections = arena_alloc(a, n * sizeof *p.sections);
    memcpy(p.sections, sections, n * sizeof *sections);
    for (size_t i = 0; i < n; i++) {
        ranges[2 * i] = sections[i].now;
        ranges[2 * i + 1] = sections[i].before;
    }
    temp_dir(dir);
    path = path_join(a, dir, "chi-tieu.ini");
    notes_init(&notes, a);
    if (file_write(path, figures, strlen(figures), &err) || catalog_load(a, db, &c, &err) ||
        coverage_load(a, db, c, &cov, &err) || cube_count(a, db, c, ranges, 2 * n, RETURNED_ON_TIME, &cube, &err) ||
        facts_define(a, path, c, &facts, &err) || facts_bind(facts, db, cube, cov, &p, &notes, &err) ||
        checks_load(a, db, facts, config, today ? day_parse_iso(today, 10) : DAY_NONE, &checks, &err) ||
        dir_remove_all(dir, &err))
        fail_msg("%s", err.text);
    checks_unit(a, checks, unit ? catalog_unit(c, unit) : -1, &notes);
    *got = *text = "";
    for (size_t i = 0; i < notes.list.n; i++) {
        const struct note *note = &notes.list.v[i];

        *got = arena_printf(a, "%s%s %s %s; ", *got, note_level_name(note->level), note->id, note->place);
        *text = arena_printf(a, "%s%s\n", *text, note->text);
    }
}

static void test_findings(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        struct arena *a = arena_new();
        struct db *db = store_open(a, arena_printf(a, "%s%s%s", units, cases[i].coverage ? covered : "", cases[i].sql));
        const char *got, *text;

        ask(a, db, whole, 1, NULL, cases[i].unit, cases[i].today, &got, &text);
        if (strcmp(got, cases[i].want) || !strstr(text, cases[i].part))
            fail_msg("%s: %s\n%s", cases[i].what, got, text);
        db_close(db);
        arena_free(a);
    }
}

/* What the report does not ask for need not be there. */
static void test_left_out(void **state)
{
    static const char *parts[] = {"kiem_tra", "nhiem_vu", "van_ban"};
    const struct config config = {.left_out = {parts, 3}};
    struct arena *a = arena_new();
    struct db *db = store_open(a, units);
    const char *got, *text;

    (void)state;
    ask(a, db, whole, 1, &config, NULL, NULL, &got, &text);
    assert_string_equal(got, "cảnh báo pham_vi_thieu 01/01/2018–31/12/2018; "
                             "lưu ý pham_vi_thieu 01/01/2017–31/12/2017; ");
    assert_non_null(strstr(text, "(bảng ho_so)"));
    db_close(db);
    arena_free(a);
}

/* A section with days of its own asks for what is counted over them, and for nothing else. */
static void test_sections(void **state)
{
    const struct period_section sections[] = {
        {"", {17532, 17896}, {17167, 17531}},
        {"nhiem_vu", {17532, 17906}, {17167, 17541}},
        {"tthc", {17532, 17890}, {17167, 17525}},
    };
    struct arena *a = arena_new();
    struct db *db =
        store_open(a, arena_printf(a, "%s%s%s", units, covered,
                                   DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-10'", "'tra_lai'")));
    const char *got, *text;

    (void)state;
    ask(a, db, sections, LENGTH(sections), NULL, NULL, NULL, &got, &text);
    assert_string_equal(got, "cảnh báo tre_khi_tra_lai 01/01/2018–31/12/2018; "
                             "cảnh báo pham_vi_thieu nhiem_vu 01/01/2018–10/01/2019; ");
    assert_non_null(strstr(text, "(bảng nhiem_vu)"));
    db_close(db);
    arena_free(a);
}

/* Many codes: the number is whole, the list is not. */
static void test_many(void **state)
{
    struct arena *a = arena_new();
    struct db *db =
        store_open(a, arena_printf(a, "%s%s%s", units, covered,
                                   "WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE"
                                   " i < 2999) INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan)"
                                   " SELECT i, 'A', '1', '' FROM n;"));
    const char *got, *text;

    (void)state;
    ask(a, db, whole, 1, NULL, NULL, NULL, &got, &text);
    assert_string_equal(got, "lỗi ngay_khong_doc_duoc An; ");
    assert_non_null(strstr(text, "2.000 hồ sơ có ngày không đọc được: 1000, 1001, 1002, 1003, 1004, "
                                 "1005, 1006, 1007, 1008, 1009 và 1.990 mã khác;"));
    db_close(db);
    arena_free(a);
}

static void test_file(void **state)
{
    struct arena *a = arena_new();
    struct err err = {.status = ST_OK};
    struct db *db = store_open(a, units);
    struct notes notes;

    (void)state;
    notes_init(&notes, a);
    assert_int_equal(checks_file(db, &notes, &err), 0);
    assert_int_equal(notes.list.n, 0);
    assert_int_equal(db_exec(db, DOSSIER("1", "X", "'2018-13-01'", "NULL", "NULL", "NULL"), &err), 0);
    assert_int_equal(db_exec(db, "PRAGMA ignore_check_constraints = OFF", &err), 0);
    assert_int_equal(checks_file(db, &notes, &err), 0);
    assert_int_equal(notes.list.n, 2);
    assert_non_null(strstr(notes.list.v[0].text, "CHECK constraint failed in ho_so"));
    assert_non_null(strstr(notes.list.v[1].text, "ho_so, dòng 1 → don_vi"));
    db_close(db);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings), cmocka_unit_test(test_left_out), cmocka_unit_test(test_sections),
        cmocka_unit_test(test_many),     cmocka_unit_test(test_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
