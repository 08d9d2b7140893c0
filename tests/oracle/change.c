/* Changes to a database that may change no figure: rows in another order, a file written anew, years and units that
 * nobody asked about, a unit split in two and put together again. What the program says before and after is compared as
 * text. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "data/db.h"
#include "oracle.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ?1 and ?2 of these scripts: the first day of any range, and the last (the words DAU and CUOI). */
static const char SHUFFLE[] = /* of one table */
    "CREATE TEMP TABLE tam AS SELECT * FROM main.%s ORDER BY (rowid * 7919 + 13) %% 10007; DELETE FROM main.%s;"
    "INSERT INTO main.%s SELECT * FROM temp.tam; DROP TABLE temp.tam;";
static const char *const TABLES_OF_ROWS[] = {"don_vi",   "linh_vuc", "tthc",    "ho_so",
                                             "kiem_tra", "nhiem_vu", "so_lieu", "pham_vi"};

static const char REWRITE[] = "VACUUM; REINDEX; ANALYZE;";

static const char IRRELEVANT[] =
    /* a unit of another tree, with everything that the others have */
    "INSERT INTO don_vi (ma, ten, cap) VALUES ('ZZ', 'Đơn vị khác', 'xa');"
    "INSERT INTO ho_so SELECT 'Z' || ma, 'ZZ', tthc, don_vi_tiep_nhan, kenh, ngay_tiep_nhan, ngay_hen_tra,"
    " ngay_ket_thuc, ket_qua, ngay_yeu_cau_bo_sung, ngay_bo_sung, nop_tai_nha, tra_buu_chinh, nguyen_nhan FROM ho_so;"
    "INSERT INTO kiem_tra SELECT 'Z' || ma, 'ZZ', loai, hinh_thuc, ngay, co_quan, so_van_de, so_da_xu_ly,"
    " ngay_xu_ly_xong FROM kiem_tra;"
    "INSERT INTO nhiem_vu SELECT 'Z' || ma, 'ZZ', ke_hoach, nguon, noi_dung, ngay_giao, ngay_bat_dau, han,"
    " ngay_hoan_thanh FROM nhiem_vu;"
    "INSERT OR IGNORE INTO so_lieu SELECT chi_tieu, 'ZZ', tu_ngay, den_ngay, gia_tri, ghi_chu FROM so_lieu;"
    /* years long past and yet to come */
    "INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra, ngay_ket_thuc)"
    " SELECT 'X' || ma, don_vi, tthc, 'truc_tuyen', date('DAU', '-900 days'), date('DAU', '-1 day'),"
    " date('DAU', '-1 day') FROM ho_so WHERE ma LIKE 'HS%';"
    "INSERT INTO ho_so (ma, don_vi, tthc, kenh, ngay_tiep_nhan, ngay_hen_tra)"
    " SELECT 'Y' || ma, don_vi, tthc, 'truc_tiep', date('CUOI', '+1 day'), date('CUOI', '+90 days')"
    " FROM ho_so WHERE ma LIKE 'HS%';"
    "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de) SELECT 'X' || ma, don_vi, 'cchc', 'dinh_ky',"
    " date('DAU', '-1 day'), 9 FROM kiem_tra WHERE ma LIKE 'KT%';"
    "INSERT INTO kiem_tra (ma, don_vi, loai, hinh_thuc, ngay, so_van_de) SELECT 'Y' || ma, don_vi, 'cchc', 'dinh_ky',"
    " date('CUOI', '+1 day'), 9 FROM kiem_tra WHERE ma LIKE 'KT%';"
    "INSERT OR IGNORE INTO so_lieu SELECT chi_tieu, don_vi, date('CUOI', '+1 day'), date('CUOI', '+9 days'), '77',"
    " NULL FROM so_lieu;"
    /* procedures no longer in force, a field of theirs; what dossiers were before */
    "INSERT INTO linh_vuc (ma, ten) VALUES ('ZL', 'Lĩnh vực cũ');"
    "INSERT INTO tthc (ma, ten, linh_vuc, cap, muc_do, hieu_luc_den) VALUES ('9.000001', 'Thủ tục cũ', 'ZL', 'xa',"
    " 'muc_4', date('DAU', '-1 day'));"
    "INSERT INTO nhap_lieu VALUES (1, 'ho_so', 'cu.csv', '" /* a hash */
    "0000000000000000000000000000000000000000000000000000000000000000', '2018-01-01', 0, 0, 0, 0, 0);"
    "INSERT INTO ho_so_lich_su SELECT 1, 'cu.csv', ma, don_vi, tthc, don_vi_tiep_nhan, 'buu_chinh', 'DAU', NULL, NULL,"
    " NULL, NULL, NULL, NULL, NULL, NULL FROM ho_so WHERE don_vi IN (SELECT ma FROM don_vi);";

/* Every unit with nobody below it becomes two of its kind, which share its rows. Not one that is in force for a time:
 * when that is over, it lacks data when asked for by name, but its parts do not. */
static const char SPLIT[] =
    "CREATE TEMP TABLE chia AS SELECT * FROM don_vi u WHERE hieu_luc_tu IS NULL AND hieu_luc_den IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM don_vi c WHERE c.ma_cha = u.ma);"
    "INSERT INTO don_vi (ma, ten, cap, ma_cha, hieu_luc_tu, hieu_luc_den)"
    " SELECT ma || 'a', ten || ' a', cap, ma, hieu_luc_tu, hieu_luc_den FROM chia;"
    "INSERT INTO don_vi (ma, ten, cap, ma_cha, hieu_luc_tu, hieu_luc_den)"
    " SELECT ma || 'b', ten || ' b', cap, ma, hieu_luc_tu, hieu_luc_den FROM chia;"
    "UPDATE ho_so SET don_vi = don_vi || CASE WHEN rowid % 3 THEN 'a' ELSE 'b' END WHERE don_vi IN (SELECT ma FROM "
    "chia);"
    "UPDATE kiem_tra SET don_vi = don_vi || CASE WHEN rowid % 2 THEN 'a' ELSE 'b' END WHERE don_vi IN (SELECT ma FROM "
    "chia);"
    "UPDATE nhiem_vu SET don_vi = don_vi || CASE WHEN rowid % 2 THEN 'a' ELSE 'b' END WHERE don_vi IN (SELECT ma FROM "
    "chia);";
static const char MERGE[] =
    "UPDATE ho_so SET don_vi = substr(don_vi, 1, length(don_vi) - 1) WHERE don_vi GLOB 'U*[ab]';"
    "UPDATE kiem_tra SET don_vi = substr(don_vi, 1, length(don_vi) - 1) WHERE don_vi GLOB 'U*[ab]';"
    "UPDATE nhiem_vu SET don_vi = substr(don_vi, 1, length(don_vi) - 1) WHERE don_vi GLOB 'U*[ab]';"
    "DELETE FROM don_vi WHERE ma GLOB 'U*[ab]'; DROP TABLE temp.chia;";

/* ------------------------------------------------------------ what may differ */

/* Figures and forms that count or list units: what a split is meant to change. And the papers of a unit that got others
 * below it have tables for these. */
static int is_about_units(const char *line)
{
    static const char *const words[] = {"/dv_",
                                        "/so_don_vi",
                                        "/kt_don_vi",
                                        "/ty_le_don_vi_kiem_tra",
                                        "/ty_le_tdp_phuong",
                                        "/tdp_phuong_chua_co",
                                        "/kiem_tra/4/",
                                        "/theo_don_vi",
                                        "/theo_cap",
                                        "/tiep_nhan_theo_",
                                        "/truc_tuyen_theo_don_vi",
                                        "/nhiem_vu_theo_don_vi",
                                        "/ra_soat_tthc_don_vi",
                                        "/trong_tam"};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strstr(line, words[i]))
            return 1;
    return 0;
}

/* A line of a unit that the split made: "U3a/…". */
static int is_of_new_unit(const char *line)
{
    const char *slash = strchr(line, '/');

    return slash && slash > line && (slash[-1] == 'a' || slash[-1] == 'b');
}

static const char *without_units(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text), *save = NULL;
    struct buf b;

    buf_init(&b, a);
    for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        if (!is_of_new_unit(line) && !is_about_units(line))
            buf_printf(&b, "%s\n", line);
    return buf_str(&b);
}

/* ------------------------------------------------------------ comparison */

struct changed {
    struct arena *arena;
    const struct oracle *oracle;
    const struct generated *g;
    struct db *db;
    const char *place;
    int64_t lines, comparisons, wrong;
};

static int say(struct changed *c, unsigned parts, const char **out, struct err *err)
{
    struct program p;
    struct buf b;

    buf_init(&b, c->arena);
    if (program_count(c->arena, c->oracle->templates, c->db, c->g, RETURNED_APART, &p, err) ||
        program_dump(c->arena, c->oracle, &p, "U0", parts, &b, err))
        return -1;
    *out = buf_str(&b);
    return 0;
}

static void compare(struct changed *c, const char *what, const char *before, const char *after)
{
    enum { SHOWN = 10 };

    c->comparisons++;
    for (const char *s = before; *s; s++)
        c->lines += *s == '\n';
    if (strcmp(before, after) == 0)
        return;
    while (*before && *before == *after)
        before++, after++;
    if (c->wrong++ < SHOWN)
        fprintf(stderr, "%s, %s: '%.60s' became '%.60s'\n", c->place, what, before, after);
}

static int change(struct changed *c, const char *sql, struct err *err)
{
    return db_exec(c->db, sql, err);
}

static int shuffle(struct changed *c, struct err *err)
{
    for (size_t i = 0; i < COUNT(TABLES_OF_ROWS); i++) {
        const char *t = TABLES_OF_ROWS[i];
        char sql[sizeof SHUFFLE + 64];

        snprintf(sql, sizeof sql, SHUFFLE, t, t, t);
        if (change(c, sql, err))
            return -1;
    }
    return 0;
}

/* DAU and CUOI in the script become days before and behind all ranges. */
static int add_irrelevant(struct changed *c, struct err *err)
{
    day_t first = c->g->ranges[0].from, last = c->g->ranges[0].to;
    char from[11], to[11];
    struct buf b;

    for (size_t i = 0; i < c->g->nranges; i++) {
        first = c->g->ranges[i].from < first ? c->g->ranges[i].from : first;
        last = c->g->ranges[i].to > last ? c->g->ranges[i].to : last;
    }
    day_iso(first, from);
    day_iso(last, to);
    buf_init(&b, c->arena);
    for (const char *s = IRRELEVANT; *s;) {
        if (strncmp(s, "DAU", 3) == 0) {
            buf_puts(&b, from);
            s += 3;
        } else if (strncmp(s, "CUOI", 4) == 0) {
            buf_puts(&b, to);
            s += 4;
        } else {
            buf_putc(&b, *s++);
        }
    }
    return change(c, buf_str(&b), err);
}

static int try_all(struct changed *c, struct err *err)
{
    enum { ALL = DUMP_CUBE | DUMP_FIGURES | DUMP_FORMS, NO_CUBE = DUMP_FIGURES | DUMP_FORMS };
    const char *whole, *figures, *after;

    if (change(c, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON", err) || say(c, ALL, &whole, err) ||
        say(c, NO_CUBE, &figures, err))
        return -1;
    if (shuffle(c, err) || say(c, ALL, &after, err))
        return -1;
    compare(c, "rows shuffled", whole, after);
    if (change(c, REWRITE, err) || say(c, ALL, &after, err))
        return -1;
    compare(c, "file written anew", whole, after);
    if (change(c, SPLIT, err) || say(c, NO_CUBE, &after, err))
        return -1;
    compare(c, "units split", without_units(c->arena, figures), without_units(c->arena, after));
    if (change(c, MERGE, err) || say(c, ALL, &after, err))
        return -1;
    compare(c, "units merged", whole, after);
    if (add_irrelevant(c, err) || say(c, NO_CUBE, &after, err))
        return -1;
    compare(c, "irrelevant rows added", figures, after);
    return 0;
}

int change_databases(const struct oracle *o, uint64_t count, uint64_t first, struct err *err)
{
    struct changed c = {.oracle = o};

    for (uint64_t seed = first; seed < first + count; seed++) {
        struct arena *a = arena_new();
        struct generated g;
        int failed;

        c.arena = a;
        c.place = arena_printf(a, "database %" PRIu64, seed);
        failed = generate(a, seed, NULL, &o->entered, &g, err);
        c.g = &g;
        c.db = g.db;
        failed = failed || try_all(&c, err);
        db_close(g.db);
        if (failed)
            err_prefix(err, "%s: ", c.place);
        arena_free(a);
        if (failed)
            return -1;
    }
    printf("%" PRIu64 " databases changed without effect in %" PRId64 " ways, %" PRId64 " values and cells: %" PRId64
           " differences\n",
           count, c.comparisons, c.lines, c.wrong);
    return c.wrong != 0;
}
