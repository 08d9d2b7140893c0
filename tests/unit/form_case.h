/* A district in memory with the figures of templates/chi-tieu.ini and forms written by the test: September 2018 by
 * calendar months, compared with September 2017. */
#ifndef FORM_CASE_H
#define FORM_CASE_H

#include "base/buf.h"
#include "base/file.h"
#include "base/note.h"
#include "data/cube.h"
#include "doc/form.h"
#include "store.h"

/* n dossiers received and ended on given days ("NULL": open), due 10/9/2018. */
#define FORM_CASE_DOSSIERS(prefix, n, unit, procedure, channel, received, ended, outcome)                   \
    "WITH RECURSIVE i(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM i WHERE k < " #n ")"                      \
    "INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc, ket_qua)"      \
    " SELECT '" prefix "' || k, '" unit "', '" procedure "', '" channel "', '" received "', '2018-09-10', " \
    "nullif('" ended "', ''), nullif('" outcome "', '') FROM i;"

static const char form_case_rows[] =
    "INSERT INTO don_vi (ma, ten, cap, ma_cha, thu_tu, hieu_luc_tu, hieu_luc_den) VALUES"
    " ('Q', 'Quận Thử', 'huyen', NULL, 1, NULL, NULL), ('TP', 'Phòng Tư pháp', 'huyen', 'Q', 2, NULL, NULL),"
    " ('YT', 'Phòng Y tế', 'huyen', 'Q', 3, NULL, NULL), ('P2', 'Phường 2', 'xa', 'Q', 6, NULL, NULL),"
    " ('P1', 'Phường 1', 'xa', 'Q', 5, NULL, NULL), ('P9', 'Phường cũ', 'xa', 'Q', 7, NULL, '2016-12-31');"
    "INSERT INTO linh_vuc (ma, ten, thu_tu) VALUES ('HT', 'Hộ tịch', 2), ('DD', 'Đất đai', 1), ('Y', 'Y tế', 3);"
    "INSERT INTO tthc (ma, ten, linh_vuc, cap, muc_do) VALUES ('D1', 'Cấp giấy', 'DD', 'huyen', 'muc_3'),"
    " ('D2', 'Đính chính', 'DD', 'huyen', 'khac'), ('H1', 'Khai sinh', 'HT', 'xa', 'muc_3'),"
    " ('Y1', 'Hành nghề', 'Y', 'huyen', 'khac');"
    /* TP: 3 early online, 2 on time, 1 late, 2 carried over and open with the due day passed, 1 returned */
    FORM_CASE_DOSSIERS("a", 3, "TP", "D1", "truc_tuyen", "2018-09-01", "2018-09-05", "")
        FORM_CASE_DOSSIERS("b", 2, "TP", "D2", "truc_tiep", "2018-09-01", "2018-09-10", "")
            FORM_CASE_DOSSIERS("c", 1, "TP", "D2", "buu_chinh", "2018-09-01", "2018-09-20", "tu_choi")
                FORM_CASE_DOSSIERS("d", 2, "TP", "D1", "truc_tiep", "2018-08-01", "", "")
                    FORM_CASE_DOSSIERS("e", 1, "TP", "D1", "truc_tiep", "2018-09-02", "2018-09-03", "tra_lai")
    /* P1: 1200 early; P2: 1 carried over and early */
    FORM_CASE_DOSSIERS("f", 1200, "P1", "H1", "truc_tiep", "2018-09-03", "2018-09-04", "") FORM_CASE_DOSSIERS(
        "g", 1, "P2", "H1", "truc_tiep", "2018-08-03", "2018-09-04",
        "") "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de, ngay_xu_ly_xong) VALUES"
            " ('k1', 'P1', 'cong_vu', 'dot_xuat', '2018-09-03', 2, '2018-09-30'),"
            " ('k2', 'P1', 'noi_vu', 'dinh_ky', '2018-09-04', 3, NULL), ('k3', 'TP', 'cong_vu', 'dot_xuat', "
            "'2018-09-05', 0, "
            "NULL),"
            " ('k4', 'P2', 'cong_vu', 'dot_xuat', '2017-09-05', 1, NULL);";

static const char form_case_all_loaded[] =
    "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES ('ho_so', 'Q', '2018-09-01', '2018-09-30'),"
    " ('kiem_tra', 'Q', '2017-01-01', '2018-12-31');";

struct form_case {
    struct arena *a;
    struct db *db;
    struct config config;
    struct catalog *catalog;
    struct facts *facts;
    struct coverage *coverage;
    struct cube *cube;
    struct period period;
    struct notes notes;
    struct form_context context;
    const char *templates; /* of the tree: cau.ini, chi-tieu.ini, bieu/ */
    char dir[256];         /* of the test: forms are written to dir/bieu */
    struct err err;
};

static inline void form_case_check(struct form_case *c, int failed)
{
    if (failed)
        fail_msg("%s", c->err.text);
}

static inline void form_case_open(struct form_case *c, const char *coverage_sql, enum returned_mode mode,
                                  const char *unit)
{
    static const char *to[] = {"UBND thành phố Hà Nội"}, *left_out[] = {"phan_bo"};
    const char *src = getenv("SRC");
    struct range ranges[16];
    struct names *names;
    size_t n = 0;

    memset(c, 0, sizeof *c);
    c->a = arena_new();
    notes_init(&c->notes, c->a);
    c->config = (struct config){.path = "thu.ini",
                                .unit = "Q",
                                .agency = "ỦY BAN NHÂN DÂN / QUẬN THỬ",
                                .agency_full = "Ủy ban nhân dân quận Thử",
                                .agency_short = "UBND quận",
                                .area = "quận Thử",
                                .symbol = "UBND",
                                .place = "Hà Nội",
                                .parent_agency = "",
                                .authority = "",
                                .position = "CHỦ TỊCH",
                                .signer = "",
                                .annex_receiver = "UBND thành phố",
                                .addressees = {to, 1},
                                .left_out = {left_out, 1},
                                .programme = "Chương trình",
                                .areas = {"1", "2", "3", "4", "5", "6"},
                                .level_name = {"", "quận", "phường"},
                                .level_group = {"", "Các phòng", "Ủy ban nhân dân các phường"},
                                .rule = RULE_CALENDAR,
                                .returned = mode,
                                .rank_minimum = 30};
    c->templates = path_join(c->a, src ? src : ".", "templates");
    c->db = store_open(c->a, form_case_rows);
    form_case_check(c, db_exec(c->db, coverage_sql, &c->err));
    form_case_check(c, catalog_load(c->a, c->db, &c->catalog, &c->err));
    form_case_check(c, period_resolve(c->a, &c->config, "2018-09", DAY_NONE, DAY_NONE, &c->period, &c->notes, &c->err));
    for (size_t i = 0; i < c->period.nsections; i++) {
        ranges[n++] = c->period.sections[i].now;
        ranges[n++] = c->period.sections[i].before;
    }
    form_case_check(c, cube_count(c->a, c->db, c->catalog, ranges, n, mode, &c->cube, &c->err));
    form_case_check(c, coverage_load(c->a, c->db, c->catalog, &c->coverage, &c->err));
    form_case_check(c,
                    facts_define(c->a, path_join(c->a, c->templates, "chi-tieu.ini"), c->catalog, &c->facts, &c->err));
    form_case_check(c, facts_bind(c->facts, c->db, c->cube, c->coverage, &c->period, &c->notes, &c->err));

    const struct names_request q = {.config = &c->config,
                                    .catalog = c->catalog,
                                    .facts = c->facts,
                                    .templates_dir = c->templates,
                                    .unit = catalog_unit(c->catalog, unit)};
    form_case_check(c, names_open(c->a, &q, &c->notes, &names, &c->err));
    c->context = (struct form_context){
        .config = &c->config, .catalog = c->catalog, .facts = c->facts, .names = names, .unit = q.unit};
    temp_dir(c->dir);
    form_case_check(c, dir_make_all(path_join(c->a, c->dir, "bieu"), &c->err));
}

static inline void form_case_close(struct form_case *c)
{
    dir_remove_all(c->dir, &c->err);
    db_close(c->db);
    arena_free(c->a);
}

/* Writes bieu/x.ini and reads it; -1 with c->err. */
static inline int form_case_load(struct form_case *c, const char *text, struct form **out)
{
    const char *path = path_join(c->a, c->dir, "bieu/x.ini");

    remove(path);
    c->err = (struct err){.status = ST_OK};
    form_case_check(c, file_write(path, text, strlen(text), &c->err));
    return form_load(c->a, c->dir, "x", c->catalog, c->facts, out, &c->err);
}

/* Rows as "G|I|CẤP QUẬN|5", one a line; kinds G group, R row, S sub, C subtotal, T total. */
static inline const char *form_case_shown(struct arena *a, const struct grid *g)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t r = 0; r < g->nrows; r++) {
        buf_putc(&b, "GRSCT"[g->rows[r].kind]);
        for (size_t i = 0; i < g->ncolumns; i++)
            buf_printf(&b, "|%s", text_string(a, &g->rows[r].cells[i].text));
        buf_putc(&b, '\n');
    }
    return buf_str(&b);
}

/* For rows of pham_vi behind it. */
#define COVERAGE "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay) VALUES "

#endif
