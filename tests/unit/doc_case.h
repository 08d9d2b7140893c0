/* A small district in memory, for tests of what the text says: September 2018 by calendar months, compared with
 * September 2017. Figures are defined here, sentence patterns are those of templates/cau.ini. */
#ifndef DOC_CASE_H
#define DOC_CASE_H

#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "data/db.h"
#include "data/schema.h"
#include "doc/names.h"
#include "unit.h"

static const char doc_case_figures[] =
    "[hs]\nnhan = Số hồ sơ\ndon_vi_tinh = hồ sơ\nbang = ho_so\ndo = dem\ndieu_kien = nguon = trong_ky\n"
    "[hs_xong]\nnhan = Số hồ sơ đã giải quyết\ndon_vi_tinh = hồ sơ\nbang = ho_so\ndo = dem\n"
    "dieu_kien = tinh_trang IN (truoc_han, dung_han, qua_han)\n"
    "[hs_qua_han]\nnhan = Số hồ sơ quá hạn\ndon_vi_tinh = hồ sơ\nbang = ho_so\ndo = dem\n"
    "dieu_kien = tinh_trang = qua_han\n"
    "[hs_dung_han]\nnhan = Số hồ sơ không quá hạn\ndon_vi_tinh = hồ sơ\nbang = ho_so\ndo = dem\n"
    "dieu_kien = tinh_trang IN (truoc_han, dung_han)\n"
    "[hs_muc_4]\nnhan = Số hồ sơ mức 4\ndon_vi_tinh = hồ sơ\nbang = ho_so\ndo = dem\ndieu_kien = muc_do = muc_4\n"
    "[ty_le_dung_han]\nnhan = Tỷ lệ đúng hạn\ndon_vi_tinh = %\ndo = ty_le\ntu = hs_dung_han\nmau = hs_xong\n"
    "[ty_le_muc_4]\nnhan = Tỷ lệ mức 4\ndon_vi_tinh = %\ndo = ty_le\ntu = hs_muc_4\nmau = hs_muc_4\n"
    "[kt]\nnhan = Số cuộc kiểm tra\ndon_vi_tinh = cuộc\nbang = kiem_tra\ndo = dem\n"
    "[kt_cong_vu]\nnhan = Số cuộc kiểm tra công vụ\ndon_vi_tinh = cuộc\nbang = kiem_tra\ndo = dem\n"
    "dieu_kien = loai = cong_vu\n"
    "[kt_noi_vu]\nnhan = Số cuộc kiểm tra nội vụ\ndon_vi_tinh = cuộc\nbang = kiem_tra\ndo = dem\n"
    "dieu_kien = loai = noi_vu\n"
    "[kt_cchc]\nnhan = Số cuộc kiểm tra CCHC\ndon_vi_tinh = cuộc\nbang = kiem_tra\ndo = dem\ndieu_kien = loai = cchc\n"
    "[kt_khac]\nnhan = Số cuộc kiểm tra khác\ndon_vi_tinh = cuộc\nbang = kiem_tra\ndo = dem\ndieu_kien = loai = khac\n"
    "[kt_quy_tac]\nnhan = Số cuộc kiểm tra Quy tắc ứng xử\ndon_vi_tinh = cuộc\nbang = kiem_tra\ndo = dem\n"
    "dieu_kien = loai = quy_tac_ung_xu\n"
    "[nv]\nnhan = Số nhiệm vụ\ndon_vi_tinh = nhiệm vụ\nbang = nhiem_vu\ndo = dem\n"
    "[vb]\nnhan = Số văn bản\ndon_vi_tinh = văn bản\ndo = nhap\nkieu = tong\n"
    "[khong_nhap]\nnhan = Số lớp\ndon_vi_tinh = lớp\ndo = nhap\nkieu = tong\n"
    "[diem]\nnhan = Chỉ số\ndon_vi_tinh = điểm\ndo = nhap\nkieu = cuoi_ky\n";

/* n inspections of a kind on one day. */
#define DOC_CASE_INSPECTIONS(prefix, n, kind, day)                                                         \
    "WITH RECURSIVE i(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM i WHERE k < " #n ")"                     \
    "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay) SELECT '" prefix "' || k, 'P1', '" kind "'," \
    " 'dot_xuat', '" day "' FROM i;"

/* n dossiers of a unit and field: received 1/9/2018, ended on `ended` (NULL: open). */
#define DOC_CASE_DOSSIERS(prefix, n, unit, procedure, ended)                                                      \
    "WITH RECURSIVE i(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM i WHERE k < " #n ")"                            \
    "INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc) SELECT '" prefix "' || k," \
    " '" unit "', '" procedure "', '2018-09-01', '2018-09-10', '" ended "' FROM i;"

static const char doc_case_rows[] =
    "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu, ten_co_quan) VALUES"
    " ('Q', 'Quận Thử', 'huyen', NULL, 1, NULL), ('TP', 'Phòng Tư pháp', 'huyen', 'Q', 2, 'PHÒNG TƯ PHÁP'),"
    " ('P1', 'Phường 1', 'xa', 'Q', 3, 'ỦY BAN NHÂN DÂN / PHƯỜNG 1'),"
    " ('P2', 'Phường *Hai*|{{ky}}', 'xa', 'Q', 4, NULL),"
    " ('P3', 'Phường Phú Diễn', 'xa', 'Q', 5, 'ỦY BAN NHÂN DÂN / PHƯỜNG PHÚ DIỄN'),"
    " ('P4', 'Phường Tư', 'xa', 'Q', 6, NULL);"
    "INSERT INTO linh_vuc (ma, ten, thu_tu) VALUES ('DD', 'Đất đai', 1), ('HT', 'Hộ tịch', 2), ('XD', 'Xây dựng', 3);"
    "INSERT INTO tthc (ma, ten, linh_vuc, cap, muc_do) VALUES ('D1', 'Cấp giấy', 'DD', 'huyen', 'muc_3'),"
    " ('H1', 'Khai sinh', 'HT', 'xa', 'khac');"
    /* TP 40: 38 in time; P1 50: 49; P2 40: all; P3 10 (too few to be ranked): 5; P4 none */
    DOC_CASE_DOSSIERS("a", 38, "TP", "D1", "2018-09-10") DOC_CASE_DOSSIERS("b", 2, "TP", "D1", "2018-09-11")
        DOC_CASE_DOSSIERS("c", 49, "P1", "H1", "2018-09-05") DOC_CASE_DOSSIERS("d", 1, "P1", "H1", "2018-09-20")
            DOC_CASE_DOSSIERS("e", 40, "P2", "H1", "2018-09-02") DOC_CASE_DOSSIERS("f", 5, "P3", "D1", "2018-09-02")
                DOC_CASE_DOSSIERS("g", 5, "P3", "H1", "2018-09-12")
    /* 35 → 48; 26 → 36; 5 → 6; 0 → 6; 4 → 0 */
    DOC_CASE_INSPECTIONS("k", 36, "cong_vu", "2018-09-03") DOC_CASE_INSPECTIONS(
        "l", 6, "noi_vu", "2018-09-03") DOC_CASE_INSPECTIONS("m", 6, "cchc",
                                                             "2018-09-03") DOC_CASE_INSPECTIONS("n", 26, "cong_vu",
                                                                                                "2017-09-03")
        DOC_CASE_INSPECTIONS("o", 5, "noi_vu", "2017-09-30") DOC_CASE_INSPECTIONS(
            "p", 4, "khac",
            "2017-09-30") "INSERT INTO so_lieu (chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri) VALUES"
                          " ('vb', 'Q', '2018-09-01', '2018-09-30', '7'), ('diem', 'Q', '2018-01-01', '2018-09-30', "
                          "'1085.25'),"
                          " ('diem', 'Q', '2017-01-01', '2017-09-30', '1090.5');"
                          "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES"
                          " ('ho_so', 'Q', '2018-09-01', '2018-09-30'), ('kiem_tra', 'Q', '2017-01-01', '2018-12-31');";

struct doc_case {
    struct arena *a;
    struct db *db;
    struct config config;
    struct catalog *catalog;
    struct facts *facts;
    struct coverage *coverage;
    struct cube *cube;
    struct period period;
    struct notes notes;
    struct names *names;
    struct err err;
};

static inline const char *doc_case_templates(struct arena *a)
{
    const char *src = getenv("SRC");

    return path_join(a, src ? src : ".", "templates");
}

static inline void doc_case_config(struct doc_case *d)
{
    static const char *to[] = {"UBND thành phố Hà Nội", "Sở Nội vụ Hà Nội"};
    static struct fixed_range fixed[] = {
        {.period = "2018-09", .section = "dich_vu_cong_muc_4", .range = {0, DAY_NONE}, .line = 1},
        {.period = "2018-09", .section = "nhiem_vu", .range = {DAY_NONE, 0}, .line = 2},
    };
    static const struct ini_item target = {.section = "chi_tieu_nam", .key = "ty_le_dung_han", .value = "9500"};
    static const struct ini_item *targets[] = {&target};
    static const char *left_out[] = {"phan_bo"};

    fixed[0].range.from = day_from_ymd(2018, 9, 10);
    fixed[1].range.to = day_from_ymd(2018, 9, 25);
    d->config = (struct config){
        .path = "thu.ini",
        .parent_agency = "UBND THÀNH PHỐ HÀ NỘI",
        .authority = "TM. ỦY BAN NHÂN DÂN",
        .position = "CHỦ TỊCH",
        .signer = "",
        .annex_receiver = "",
        .unit = "Q",
        .agency = "ỦY BAN NHÂN DÂN / QUẬN THỬ",
        .agency_full = "Ủy ban nhân dân quận Thử",
        .agency_short = "UBND quận",
        .area = "quận Thử",
        .symbol = "UBND",
        .place = "Hà Nội",
        .addressees = {to, 2},
        .left_out = {left_out, 1},
        .programme = "Chương trình số 08-CTr/TU",
        .areas = {"Cải cách thể chế", "Hai", "Ba", "Bốn", "Năm", "Sáu"},
        .level_name = {"thành phố", "quận", "phường"},
        .level_group = {"", "Các phòng", "Các phường"},
        .rule = RULE_CALENDAR,
        .fixed = fixed,
        .nfixed = 2,
        .rank_minimum = 30,
        .pad_counts = 1,
        .targets = targets,
        .ntargets = 1,
    };
}

static inline void doc_case_check(struct doc_case *d, int failed)
{
    if (failed)
        fail_msg("%s", d->err.text);
}

static inline void doc_case_open(struct doc_case *d, int final)
{
    char dir[256];
    struct range ranges[8];
    size_t n = 0;

    memset(d, 0, sizeof *d);
    d->a = arena_new();
    notes_init(&d->notes, d->a);
    doc_case_config(d);
    doc_case_check(d, db_open_memory(d->a, &d->db, &d->err));
    doc_case_check(d, schema_create(d->db, &d->err));
    doc_case_check(d, db_exec(d->db, doc_case_rows, &d->err));
    doc_case_check(d, catalog_load(d->a, d->db, &d->catalog, &d->err));
    doc_case_check(d, period_resolve(d->a, &d->config, "2018-09", DAY_NONE, DAY_NONE, &d->period, &d->notes, &d->err));
    for (size_t i = 0; i < d->period.nsections; i++) {
        ranges[n++] = d->period.sections[i].now;
        ranges[n++] = d->period.sections[i].before;
    }
    doc_case_check(d, cube_count(d->a, d->db, d->catalog, ranges, n, RETURNED_ON_TIME, &d->cube, &d->err));
    doc_case_check(d, coverage_load(d->a, d->db, d->catalog, &d->coverage, &d->err));
    temp_dir(dir);
    doc_case_check(
        d, file_write(path_join(d->a, dir, "chi-tieu.ini"), doc_case_figures, strlen(doc_case_figures), &d->err));
    doc_case_check(d, facts_define(d->a, path_join(d->a, dir, "chi-tieu.ini"), d->catalog, &d->facts, &d->err));
    doc_case_check(d, facts_bind(d->facts, d->db, d->cube, d->coverage, &d->period, &d->notes, &d->err));
    doc_case_check(d, dir_remove_all(dir, &d->err));

    const struct names_request q = {.config = &d->config,
                                    .catalog = d->catalog,
                                    .facts = d->facts,
                                    .templates_dir = doc_case_templates(d->a),
                                    .unit = catalog_unit(d->catalog, "Q"),
                                    .final = final};
    doc_case_check(d, names_open(d->a, &q, &d->notes, &d->names, &d->err));
}

static inline void doc_case_close(struct doc_case *d)
{
    db_close(d->db);
    arena_free(d->a);
}

#endif
