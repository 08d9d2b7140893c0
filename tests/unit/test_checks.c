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

/* `n` dossiers of the unit A, all alike but for their codes, which count from 1001. */
#define MANY(n, received, due, ended, outcome)                                                                         \
    "WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 1000 + " #n ") INSERT INTO ho_so"    \
    " (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, ket_qua) SELECT i, 'A', '1', " received ", " due \
    ", " ended ", " outcome " FROM n;"
#define IMPORT(session, table, file, day, sha)                                                                        \
    "INSERT INTO nhap_lieu (phien, bang, tep, sha256, ngay, so_dong, so_moi, so_thay_doi, so_giu_nguyen, so_tu_choi)" \
    " VALUES (" #session ", '" table "', '" file "', '" sha "', '" day "', 9, 0, 0, 0, 9);"
#define REFUSED(session, unit, column, reason, rows) \
    "INSERT INTO nhap_lieu_tu_choi VALUES (" #session ", " unit ", '" column "', '" reason "', " #rows ");"
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
     "lỗi ket_thuc_truoc_tiep_nhan An; ",
     "Đề nghị đơn vị kiểm tra: 1 hồ sơ có ngày kết thúc trước ngày tiếp nhận (HS1); không được tính vào kỳ nào, "
     "hãy sửa ngày sai rồi nhập lại.\n"},
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
     "lỗi ngay_khong_doc_duoc An; ", "1 hồ sơ có ngày không đọc được (1);"},
    {"due day in another form", DOSSIER("1", "A", "'2018-02-03'", "'9/2/2018'", "NULL", "NULL"), 1, "Q", NULL,
     "lỗi ngay_khong_doc_duoc An; ", ""},
    {"unknown unit", DOSSIER("1", "X", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "NULL"), 1, "Q", NULL,
     "lỗi ma_khong_co ; ", "Đề nghị kiểm tra: 1 hồ sơ của đơn vị không có trong bảng don_vi (1);"},
    {"unknown unit is nobody's", DOSSIER("1", "X", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "NULL"), 1, "A",
     NULL, "", ""},
    {"unknown procedure", "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('1', 'A', '9', '2018-02-03');",
     1, "Q", NULL, "lỗi ma_khong_co An; ", "không có trong bảng tthc (1);"},
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
     1, "Q", NULL, "lưu ý tra_lai_sau_han An; cảnh báo tre_khi_tra_lai 01/01/2018–31/12/2018; ",
     "2 hồ sơ trả lại, rút hoặc dừng trong kỳ, trong đó 1 hồ sơ sau ngày hẹn trả"},
    {"stopped in time", DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "'dung'"), 1, "Q", NULL,
     "lưu ý tre_khi_tra_lai 01/01/2018–31/12/2018; ", "trong đó 0 hồ sơ"},
    {"no due date",
     DOSSIER("1", "A", "'2018-02-03'", "NULL", "'2018-02-10'", "NULL") DOSSIER(
         "2", "A", "'2018-02-03'", "NULL", "NULL", "NULL") DOSSIER("3", "A", "'2018-02-03'", "NULL", "NULL", "NULL"),
     1, "Q", NULL, "lưu ý khong_co_han An; ",
     "kiểm tra: 3 hồ sơ không có ngày hẹn trả, trong đó 1 hồ sơ đã giải quyết được tính là đúng hạn (1, 2, 3);"},
    {"due before received",
     DOSSIER("HS2", "A", "'2018-02-03'", "'2018-02-02'", "'2018-02-10'", "NULL")
         DOSSIER("HS1", "A", "'2018-02-03'", "'2018-01-02'", "NULL", "NULL")
             DOSSIER("HS3", "B", "'2018-02-03'", "'2018-02-03'", "'2018-02-03'", "NULL"),
     1, "Q", NULL, "cảnh báo han_truoc_tiep_nhan An; lưu ý qua_han_khong_nguyen_nhan An; ",
     "kiểm tra: 2 hồ sơ có ngày hẹn trả trước ngày tiếp nhận (HS1, HS2); đang bị tính là quá hạn,"},
    {"due before received, of another period",
     DOSSIER("1", "A", "'2017-02-03'", "'2017-02-02'", "'2017-02-10'", "NULL"), 1, "Q", NULL, "", ""},
    {"overdue, done and not, with a reason and without",
     DOSSIER("1", "B", "'2018-02-03'", "'2018-02-09'", "'2018-02-10'", "NULL")
         DOSSIER("2", "B", "'2018-02-02'", "'2018-02-09'", "NULL", "NULL")
             DOSSIER("3", "B", "'2018-02-01'", "'2018-02-09'", "NULL",
                     "NULL") "UPDATE ho_so SET nguyen_nhan = 'khac' WHERE ma = '3';",
     1, "Q", NULL, "lưu ý qua_han_khong_nguyen_nhan Bình; ",
     "kiểm tra: 2 hồ sơ quá hạn chưa ghi nguyên nhân (2, 1); hãy ghi cột nguyen_nhan"},
    {"overdue while waiting for a supplement",
     DOSSIER("1", "B", "'2018-02-03'", "'2018-02-09'", "NULL",
             "NULL") "UPDATE ho_so SET ngay_yeu_cau_bo_sung = '2018-02-05';",
     1, "Q", NULL, "", ""},
    {"all on the due day", MANY(20, "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL"), 1, "Q", NULL,
     "lưu ý ket_thuc_dung_ngay_hen An; ",
     "kiểm tra: 20 hồ sơ, tức toàn bộ hồ sơ đã giải quyết trong kỳ, đều kết thúc đúng ngày hẹn trả (1001, "
     "1002, 1003, 1004, 1005 và 15 mã khác); ngày kết thúc là ngày có kết quả hay được ghi theo ngày hẹn?\n"},
    {"too few on the due day", MANY(19, "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL"), 1, "Q", NULL, "", ""},
    {"all but one on the due day",
     MANY(99, "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
         DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "NULL"),
     1, "Q", NULL, "", ""},
    {"one of them without a due day",
     MANY(99, "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
         DOSSIER("1", "A", "'2018-02-03'", "NULL", "'2018-02-08'", "NULL"),
     1, "Q", NULL, "lưu ý khong_co_han An; ", ""},
    {"what was returned is not resolved",
     MANY(20, "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
         DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-08'", "'tra_lai'"),
     1, "Q", NULL, "lưu ý ket_thuc_dung_ngay_hen An; lưu ý tre_khi_tra_lai 01/01/2018–31/12/2018; ", ""},
    /* 365 days: ten on the last one are five times the mean of a day if there are 730 at most */
    {"a burst on the last day",
     MANY(720, "'2018-02-03'", "'2018-02-09'", "'2018-02-08'",
          "NULL") "UPDATE ho_so SET ma = 'C' || ma, ngay_hen_tra = '2019-01-02', ngay_ket_thuc = '2018-12-31' WHERE ma "
                  "<= '1010';",
     1, "Q", NULL, "lưu ý don_ngay_cuoi_ky An; ",
     "kiểm tra: 10 hồ sơ kết thúc trong ngày cuối kỳ 31/12/2018, trên tổng số 720 hồ sơ đã giải quyết trong 365 ngày "
     "của kỳ: gấp ít nhất 5 lần bình quân một ngày (C1001, C1002, C1003, C1004, C1005 và 5 mã khác); hồ sơ có kết quả "
     "trong những ngày đó hay"},
    {"no burst: five times less one dossier",
     MANY(731, "'2018-02-03'", "'2018-02-09'", "'2018-02-08'",
          "NULL") "UPDATE ho_so SET ngay_hen_tra = '2019-01-02', ngay_ket_thuc = '2018-12-31' WHERE ma <= '1010';",
     1, "Q", NULL, "", ""},
    {"no burst: nine dossiers",
     MANY(100, "'2018-02-03'", "'2018-02-09'", "'2018-02-08'",
          "NULL") "UPDATE ho_so SET ngay_hen_tra = '2019-01-02', ngay_ket_thuc = '2018-12-31' WHERE ma <= '1009';",
     1, "Q", NULL, "", ""},
    {"refused rows, by column and reason",
     IMPORT(1, "ho_so", "mot.csv", "2018-01-02", "a") IMPORT(2, "ho_so", "hai.csv", "2018-01-01", "b")
         REFUSED(1, "'A'", "ngay_hen_tra", "ngay_sai", 3) REFUSED(2, "'A'", "ngay_hen_tra", "ngay_sai", 1000)
             REFUSED(2, "'A'", "*", "sai_so_o", 1) REFUSED(2, "NULL", "don_vi", "khong_co_ma", 2),
     1, "Q", NULL, "cảnh báo dong_bi_tu_choi ; cảnh báo dong_bi_tu_choi An; cảnh báo dong_bi_tu_choi An; ",
     "Đề nghị kiểm tra: 2 dòng của bảng ho_so bị từ chối khi nhập vì mã không có trong danh mục, cột don_vi (hai.csv); "
     "chưa có trong số liệu, hãy sửa trong tệp .loi.csv của lần nhập rồi nhập lại tệp đó.\n"
     "Đề nghị đơn vị kiểm tra: 1.003 dòng của bảng ho_so bị từ chối khi nhập vì ngày không đọc được, cột ngay_hen_tra "
     "(mot.csv, hai.csv);"},
    {"refused rows that came again, all but one",
     IMPORT(1, "ho_so", "mot.csv", "2018-01-02", "a") REFUSED(1, "'A'", "ngay_hen_tra", "ngay_sai", 3)
         IMPORT(2, "ho_so", "mot.csv.loi.csv", "2018-01-02", "b") REFUSED(2, "'A'", "ngay_hen_tra", "ngay_sai", 1)
             IMPORT(3, "nhiem_vu", "mot.csv", "2018-01-02", "c"),
     1, "Q", NULL, "cảnh báo dong_bi_tu_choi An; ", "kiểm tra: 1 dòng của bảng ho_so"},
    {"refused rows that all came again",
     IMPORT(1, "ho_so", "mot.csv", "2018-01-02", "a") REFUSED(1, "'A'", "ngay_hen_tra", "ngay_sai", 3)
         IMPORT(2, "ho_so", "mot.csv.loi.csv", "2018-01-02", "b") REFUSED(2, "'A'", "ngay_hen_tra", "ngay_sai", 1)
             IMPORT(3, "ho_so", "mot.csv.loi.csv.loi.csv", "2018-01-02", "c"),
     1, "Q", NULL, "", ""},
    {"refused before the period",
     IMPORT(1, "ho_so", "mot.csv", "2017-12-31", "a") REFUSED(1, "'A'", "*", "sai_so_o", 3), 1, "Q", NULL, "", ""},
    {"refused in a file of other days",
     IMPORT(1, "ho_so", "mot.csv", "2019-01-02", "a")
         REFUSED(1, "'A'", "*", "sai_so_o",
                 3) "INSERT INTO pham_vi VALUES ('ho_so', 'A', '2019-01-01', '2019-01-31', 'mot.csv', 'a');",
     1, "Q", NULL, "", ""},
    {"ended tomorrow", DOSSIER("1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL"), 1, "Q", "2018-02-08",
     "cảnh báo ket_thuc_sau_hom_nay An; ", "1 hồ sơ có ngày kết thúc ở tương lai (1);"},
    {"codes alike",
     DOSSIER("HS-01", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
         DOSSIER("hs-1", "B", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
             DOSSIER("Hs - 001", "B", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
                 DOSSIER("hs-10", "B", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
                     DOSSIER("hs-0", "B", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL"),
     1, "Q", "2019-01-01", "cảnh báo trung_ma An; cảnh báo trung_ma Bình; ",
     "kiểm tra: 1 hồ sơ có mã chỉ khác mã khác ở chữ hoa, chữ thường, khoảng trống hoặc số 0 đứng đầu ('HS-01' và "
     "'Hs - 001' của Bình); nếu là"},
    {"codes alike are asked for with a day only",
     DOSSIER("HS1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
         DOSSIER("hs1", "B", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL"),
     1, "Q", NULL, "", ""},
    {"codes alike, one of another period",
     DOSSIER("HS1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL")
         DOSSIER("hs1", "B", "'2017-02-03'", "'2017-02-09'", "'2017-02-09'", "NULL"),
     1, "Q", "2019-01-01", "", ""},
    {"a code that was another unit's",
     IMPORT(1, "ho_so", "mot.csv", "2018-02-05", "a")
         DOSSIER("HS1", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'", "NULL") DOSSIER(
             "HS2", "A", "'2018-02-03'", "'2018-02-09'", "'2018-02-09'",
             "NULL") "INSERT INTO ho_so_lich_su (thay_luc_phien, tep, ma, don_vi, tthc, ngay_tiep_nhan) VALUES"
                     " (1, 'mot.csv', 'HS1', 'B', '1', '2018-02-03'), (1, 'mot.csv', 'HS1', 'B', '1', '2018-02-04'),"
                     " (1, 'mot.csv', 'HS2', 'A', '1', '2018-02-03');",
     1, "Q", "2019-01-01", "cảnh báo ma_doi_don_vi An; ",
     "kiểm tra: 1 hồ sơ mang mã trước đây đã nhập cho đơn vị khác (HS1 trước đây của Bình); hồ sơ được chuyển hay"},
    {"codes that a terminal or a workbook would not take",
     DOSSIER("a1' || char(10, 27) || 'b2", "A", "'2018-02-03'", "'2018-02-02'", "NULL", "NULL"), 1, "Q", NULL,
     "cảnh báo han_truoc_tiep_nhan An; lưu ý qua_han_khong_nguyen_nhan An; ", "(a1??b2)"},
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
    {"texts that no paper can show",
     "UPDATE don_vi SET ten = 'A' || char(7) || 'n', nguoi_ky = CAST(x'C3' AS TEXT) WHERE ma = 'A';", 1, "A", NULL,
     "lỗi chu_hong A?n; ",
     "2 ô có chữ không in được (sai UTF-8, ký tự điều khiển hoặc ẩn, quá nhiều dấu, quá dài)"
     " (don_vi A: nguoi_ky, don_vi A: ten);"},
    {"inspection on no day",
     "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) VALUES ('K1', 'A', 'cchc', 'dinh_ky', '2018-02-30');", 1,
     "Q", NULL, "lỗi ngay_khong_doc_duoc An; ", "cuộc kiểm tra có ngày không đọc được (K1);"},
    {"task of nobody",
     "INSERT INTO nhiem_vu (ma, don_vi, ke_hoach, nguon, noi_dung) VALUES ('N1', 'X', 'k', 'ke_hoach',"
     " 'n');",
     1, "Q", NULL, "lỗi ma_khong_co ; ", "nhiệm vụ của đơn vị không có trong bảng don_vi (N1);"},
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
    assert_string_equal(got, "cảnh báo pham_vi_thieu nhiem_vu 01/01/2018–10/01/2019; lưu ý tra_lai_sau_han An; "
                             "cảnh báo tre_khi_tra_lai 01/01/2018–31/12/2018; ");
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
    assert_non_null(
        strstr(text, "2.000 hồ sơ có ngày không đọc được (1000, 1001, 1002, 1003, 1004 và 1.995 mã khác);"));
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
