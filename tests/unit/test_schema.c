#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "data/intake.h"
#include "data/schema.h"
#include "data/schema_impl.h"
#include "unit.h"

struct place {
    struct arena *a;
    char dir[256];
    const char *path; /* of the database, not there yet */
};

static void begin(struct place *p)
{
    p->a = arena_new();
    p->path = path_join(p->a, temp_dir(p->dir), "x.db");
}

static void end(struct place *p)
{
    struct err e = {.status = ST_OK};

    assert_int_equal(dir_remove_all(p->dir, &e), 0);
    arena_free(p->a);
}

static struct db *create(const struct place *p)
{
    struct err e = {.status = ST_OK};
    struct db *db = NULL;

    if (db_create(p->a, p->path, &db, &e))
        fail_msg("%s", e.text);
    return db;
}

static void must(struct db *db, const char *sql)
{
    struct err e = {.status = ST_OK};

    if (db_exec(db, sql, &e))
        fail_msg("%s: %s", sql, e.text);
}

static int64_t integer(struct db *db, const char *sql)
{
    struct err e = {.status = ST_OK};
    int64_t n = -1;

    if (db_integer(db, sql, &n, &e))
        fail_msg("%s: %s", sql, e.text);
    return n;
}

/* ---- the tables against the description that import uses ---- */

static void columns_are_those_of_import(void **state)
{
    struct place p;
    struct db *db;
    size_t ntables;
    const struct intake_table *tables = intake_tables(&ntables);

    (void)state;
    begin(&p);
    db = create(&p);
    assert_int_equal(ntables, 9);
    for (size_t t = 0; t < ntables; t++) {
        int64_t n = 0;

        for (size_t c = 0; c < tables[t].ncolumns; c++) {
            const struct intake_column *column = &tables[t].columns[c];
            int number = column->type == INTAKE_COUNT || column->type == INTAKE_FLAG;

            n += integer(db, arena_printf(p.a,
                                          "SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s' AND type = "
                                          "'%s' AND (\"notnull\" OR pk) = %d AND (pk > 0) = %d",
                                          tables[t].name, column->name, number ? "INTEGER" : "TEXT",
                                          column->required || column->preset, column->key));
            if (column->refers)
                assert_int_equal(
                    integer(db, arena_printf(p.a,
                                             "SELECT count(*) FROM pragma_foreign_key_list('%s') WHERE \"from\" = '%s' "
                                             "AND \"table\" = '%s' AND \"to\" = 'ma'",
                                             tables[t].name, column->name, column->refers)),
                    1);
            if (n != (int64_t)c + 1)
                fail_msg("%s.%s", tables[t].name, column->name);
        }
        assert_int_equal(
            n, integer(db, arena_printf(p.a, "SELECT count(*) FROM pragma_table_info('%s')", tables[t].name)));
    }
    db_close(db);
    end(&p);
}

/* Values that a column must take and refuse, as SQL. */
static const struct values {
    enum intake_type type;
    const char *good[8], *bad[16];
} values[] = {
    {INTAKE_CODE, {"'A 1'", "'007'"}, {"''", "x'41'"}},
    {INTAKE_TEXT, {"'Đất đai'"}, {"''", "x'41'"}},
    {INTAKE_FLAG, {"0", "1"}, {"2", "-1", "'x'", "0.5"}},
    {INTAKE_COUNT, {"0", "12"}, {"-1", "'x'", "1.5"}},
    {INTAKE_DAY,
     {"'2018-09-30'", "'2016-02-29'"},
     {"'2018-02-30'", "'2018-9-30'", "'30/9/2018'", "''", "'now'", "'2018-09-30 10:00'", "'2018-09'", "43373",
      "'2458392'", "'2018-09-30Z'"}},
    {INTAKE_DECIMAL,
     {"'0'", "'-12.50'", "'1200'"},
     {"''", "'-'", "'1.'", "'.5'", "'1,5'", "'--1'", "'1-'", "'1e5'", "'1.2.3'", "' 1'", "'-.5'", "'1.-5'"}},
    {INTAKE_SHA256,
     {"'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'"},
     {"'0123'", "'0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef'", "''"}},
    {INTAKE_CHOICE, {NULL}, {"'xyz'", "''", "'TINH'"}},
};

static const struct values *values_of(enum intake_type type)
{
    const struct values *v;

    for (EACH(v, values))
        if (v->type == type)
            return v;
    fail();
    return NULL;
}

/* A row that is right, but for one column if `value` is given; every column differs from the others. */
static char *insert_sql(struct arena *a, const struct intake_table *t, int changed, const char *value)
{
    struct buf b;

    buf_init(&b, a);
    buf_printf(&b, "DELETE FROM %s; INSERT INTO %s VALUES (", t->name, t->name);
    for (size_t c = 0; c < t->ncolumns; c++) {
        const struct intake_column *column = &t->columns[c];
        /* tu_ngay and den_ngay and the like stay in order; two codes of a row differ */
        const char *right = column->type == INTAKE_CHOICE ? arena_printf(a, "'%s'", column->choices[0])
                            : column->type == INTAKE_CODE ? arena_printf(a, "'K%d'", (int)c)
                            : column->type == INTAKE_DAY  ? "'2018-09-30'"
                                                          : values_of(column->type)->good[0];

        buf_printf(&b, "%s%s", c ? ", " : "", (int)c == changed ? value : right);
    }
    buf_puts(&b, ")");
    return arena_strdup(a, b.p);
}

static void try_insert(struct db *db, const char *sql, int want)
{
    struct err e = {.status = ST_OK};
    int got = db_exec(db, sql, &e) == 0;

    if (got != want)
        fail_msg("%s: %s", sql, got ? "taken" : e.text);
    if (!got && !strstr(sql, "'now'")) /* SQLite calls that one an error of ours */
        assert_int_equal(e.status, ST_DATA);
}

static void checks_refuse_what_import_refuses(void **state)
{
    struct place p;
    struct db *db;
    size_t ntables;
    const struct intake_table *tables = intake_tables(&ntables);

    (void)state;
    begin(&p);
    db = create(&p);
    must(db, "PRAGMA foreign_keys = OFF");
    for (size_t i = 0; i < ntables; i++) {
        const struct intake_table *t = &tables[i];

        try_insert(db, insert_sql(p.a, t, -1, NULL), 1);
        for (int c = 0; c < (int)t->ncolumns; c++) {
            const struct intake_column *column = &t->columns[c];
            const struct values *v = values_of(column->type);

            for (size_t k = 0; k < LENGTH(v->good) && v->good[k]; k++)
                if (column->type != INTAKE_DAY || k == 0)
                    try_insert(db, insert_sql(p.a, t, c, v->good[k]), 1);
            for (size_t k = 0; column->choices && column->choices[k]; k++)
                try_insert(db, insert_sql(p.a, t, c, arena_printf(p.a, "'%s'", column->choices[k])), 1);
            for (size_t k = 0; k < LENGTH(v->bad) && v->bad[k]; k++) /* an empty code refers to nothing */
                if (!column->refers || k > 0)
                    try_insert(db, insert_sql(p.a, t, c, v->bad[k]), 0);
            if (!column->preset)
                try_insert(db, insert_sql(p.a, t, c, "NULL"), !column->required);
        }
    }
    db_close(db);
    end(&p);
}

static void rules_between_columns(void **state)
{
    static const struct {
        const char *sql;
        int taken;
    } cases[] =
        {
            {"INSERT INTO don_vi (ma, ten, cap) VALUES ('Q', 'Q', 'huyen'), ('P', 'P', 'xa')", 1},
            {"INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('R', 'R', 'xa', 'R')", 0},
            {"INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('R', 'R', 'xa', 'X')", 0},
            {"INSERT INTO don_vi (ma, ten, cap, hieu_luc_tu, hieu_luc_den) VALUES ('R', 'R', 'xa', '2018-02-01', "
             "'2018-01-01')",
             0},
            /* the parent may come later in the transaction */
            {"BEGIN; INSERT INTO don_vi (ma, ten, cap, ma_cha) VALUES ('R', 'R', 'xa', 'S');"
             "INSERT INTO don_vi (ma, ten, cap) VALUES ('S', 'S', 'xa'); COMMIT",
             1},
            {"INSERT INTO linh_vuc (ma, ten) VALUES ('L', 'L')", 1},
            {"INSERT INTO tthc (ma, ten, linh_vuc) VALUES ('T', 'T', 'L')", 1},
            {"INSERT INTO tthc (ma, ten, linh_vuc) VALUES ('T2', 'T', 'X')", 0},
            {"INSERT INTO tthc (ma, ten, linh_vuc, hieu_luc_tu, hieu_luc_den) VALUES ('T2', 'T', 'L', '2018-02-01', "
             "'2018-01-31')",
             0},
            {"INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('1', 'P', 'T', '2018-01-02')", 1},
            {"INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('1', 'Q', 'T', '2018-01-02')", 0},
            {"INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('2', 'X', 'T', '2018-01-02')", 0},
            {"INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan) VALUES ('2', 'P', 'X', '2018-01-02')", 0},
            /* ended before received: other programs may write it, reports list it */
            {"INSERT INTO ho_so (ma, don_vi, tthc, ngay_tiep_nhan, ngay_ket_thuc) VALUES ('3', 'P', 'T', '2018-01-02', "
             "'2018-01-01')",
             1},
            {"INSERT INTO so_lieu VALUES ('c', 'P', '2018-01-02', '2018-01-01', '1', NULL)", 0},
            {"INSERT INTO so_lieu VALUES ('c', 'P', '2018-01-01', '2018-01-01', '1', NULL)", 1},
            {"INSERT INTO so_lieu VALUES ('c', 'P', '2018-01-01', '2018-01-01', '2', NULL)", 0},
            {"INSERT INTO pham_vi VALUES ('ho_so', 'P', '2018-01-02', '2018-01-01', NULL, NULL)", 0},
            {"INSERT INTO ke_thua VALUES ('P', 'P', '2018-01-01')", 0},
            {"INSERT INTO ke_thua VALUES ('P', 'Q', '2018-01-01')", 1},
            {"DELETE FROM don_vi WHERE ma = 'P'", 0},
        },
      *c;
    struct place p;
    struct db *db;

    (void)state;
    begin(&p);
    db = create(&p);
    for (EACH(c, cases))
        try_insert(db, c->sql, c->taken);
    assert_int_equal(integer(db, "SELECT count(*) FROM ho_so WHERE kenh = 'truc_tiep'"), 2);
    db_close(db);
    end(&p);
}

/* Both halves of the period scan read the index alone, from the end date on. */
static void scan_index_covers(void **state)
{
    static const char *const conditions[] = {"ngay_ket_thuc >= '2018-01-01'", "ngay_ket_thuc IS NULL"};
    const char *const *condition;
    struct place p;
    struct db *db;

    (void)state;
    begin(&p);
    db = create(&p);
    for (EACH(condition, conditions)) {
        struct err e = {.status = ST_OK};
        struct stmt *s;

        assert_int_equal(
            db_prepare(db,
                       arena_printf(p.a,
                                    "EXPLAIN QUERY PLAN SELECT ngay_ket_thuc, ngay_tiep_nhan, ngay_hen_tra, kenh, "
                                    "don_vi, tthc, ket_qua, ngay_yeu_cau_bo_sung, ngay_bo_sung, nop_tai_nha, "
                                    "tra_buu_chinh, nguyen_nhan FROM ho_so WHERE %s",
                                    *condition),
                       &s, &e),
            0);
        assert_int_equal(stmt_step(s, &e), 1);
        if (!strstr(stmt_text(s, 3), "USING COVERING INDEX ho_so_quet (ngay_ket_thuc"))
            fail_msg("%s", stmt_text(s, 3));
        stmt_close(s);
    }
    db_close(db);
    end(&p);
}

/* ---- opening ---- */

static int open_snapshot(const struct place *p, struct err *e)
{
    struct db *db = NULL;
    int result;

    *e = (struct err){.status = ST_OK};
    result = db_open_snapshot(p->a, p->path, &db, e);
    db_close(db);
    return result;
}

static void differences_are_listed(void **state)
{
    static const struct {
        const char *sql;
        const char *parts[6]; /* of the sentence; none: the database is accepted */
    } cases[] =
        {
            {"SELECT 1", {NULL}},
            {"CREATE TABLE ghi_chep (a); CREATE VIEW xem AS SELECT * FROM ho_so; CREATE INDEX nhanh ON ho_so (don_vi)",
             {NULL}},
            {"DROP TABLE pham_vi", {"thiếu bảng 'pham_vi'"}},
            {"DROP TABLE pham_vi; CREATE TABLE phamvi (a); DROP INDEX ho_so_quet",
             {"thiếu bảng 'pham_vi'", "thiếu chỉ mục 'ho_so_quet'", "thừa bảng 'phamvi'"}},
            {"ALTER TABLE linh_vuc DROP COLUMN thu_tu; ALTER TABLE linh_vuc ADD COLUMN nhom TEXT",
             {"bảng 'linh_vuc' thiếu cột 'thu_tu'", "bảng 'linh_vuc' thừa cột 'nhom'"}},
            {"DROP INDEX ho_so_quet; CREATE INDEX ho_so_quet ON ho_so (ngay_ket_thuc)",
             {"chỉ mục 'ho_so_quet' khác quy định"}},
            {"CREATE TRIGGER lam_sai AFTER INSERT ON ho_so BEGIN DELETE FROM ho_so; END", {"thừa trigger 'lam_sai'"}},
            {"CREATE UNIQUE INDEX mot_ten ON don_vi (ten)", {"thừa chỉ mục 'mot_ten'"}},
            {"DROP TABLE pham_vi; CREATE TABLE pham_vi (bang TEXT, don_vi INTEGER NOT NULL, tu_ngay TEXT, den_ngay "
             "TEXT, "
             "tep TEXT, sha256 TEXT)",
             {"bảng 'pham_vi', cột 'don_vi': kiểu INTEGER, đúng ra là TEXT",
              "bảng 'pham_vi', cột 'bang': khóa chính hoặc NOT NULL khác quy định"}},
            {"DROP TABLE nhap_lieu_tu_choi; CREATE TABLE nhap_lieu_tu_choi (phien INTEGER NOT NULL, don_vi TEXT, cot "
             "TEXT NOT "
             "NULL, ly_do TEXT NOT NULL, so_dong INTEGER NOT NULL)",
             {"bảng 'nhap_lieu_tu_choi' có ràng buộc khác quy định", "thiếu chỉ mục 'nhap_lieu_tu_choi_phien'"}},
        },
      *c;

    (void)state;
    for (EACH(c, cases)) {
        struct place p;
        struct db *db;
        struct err e;
        int result;

        begin(&p);
        db = create(&p);
        must(db, "PRAGMA foreign_keys = OFF");
        must(db, c->sql);
        db_close(db);
        result = open_snapshot(&p, &e);
        assert_int_equal(result, c->parts[0] ? -1 : 0);
        for (size_t i = 0; i < LENGTH(c->parts) && c->parts[i]; i++) {
            assert_int_equal(e.status, ST_DATA);
            if (!strstr(e.text, c->parts[i]))
                fail_msg("%s: %s", c->parts[i], e.text);
        }
        end(&p);
    }
}

static void foreign_files_are_refused(void **state)
{
    static const struct {
        const char *sql, *part; /* after db_create */
        enum status status;
    } cases[] =
        {
            {"PRAGMA application_id = 7", "của chương trình khác (application_id 7)", ST_DATA},
            {"PRAGMA user_version = 99", "mới hơn phiên bản 3 mà chương trình này biết; hãy cập nhật", ST_DATA},
            {"PRAGMA user_version = 0", "không hợp lệ", ST_DATA},
            {"PRAGMA user_version = 1", "--upgrade", ST_DATA},
        },
      *c;
    static const struct {
        const char *bytes;
        size_t n;
        const char *part;
        enum status status;
    } files[] =
        {
            {"", 0, "là tệp rỗng", ST_DATA},
            {"mã,tên\n1,2\n", 14, "không phải là cơ sở dữ liệu SQLite", ST_DATA},
            {"SQLite format 3\0", 16, "cơ sở dữ liệu", ST_DATA},
        },
      *f;
    struct err e, ok = {.status = ST_OK};
    struct place p;

    (void)state;
    for (EACH(c, cases)) {
        struct db *db;

        begin(&p);
        db = create(&p);
        must(db, c->sql);
        db_close(db);
        assert_int_equal(open_snapshot(&p, &e), -1);
        assert_int_equal(e.status, c->status);
        if (!strstr(e.text, c->part))
            fail_msg("%s: %s", c->part, e.text);
        end(&p);
    }
    for (EACH(f, files)) {
        begin(&p);
        assert_int_equal(file_write(p.path, f->bytes, f->n, &ok), 0);
        assert_int_equal(open_snapshot(&p, &e), -1);
        assert_int_equal(e.status, f->status);
        if (!strstr(e.text, f->part))
            fail_msg("%s: %s", f->part, e.text);
        end(&p);
    }
    begin(&p);
    assert_int_equal(open_snapshot(&p, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
    assert_int_equal(mkdir(p.path, 0700), 0);
    assert_int_equal(open_snapshot(&p, &e), -1);
    assert_int_equal(e.status, ST_NOINPUT);
    end(&p);
}

static void existing_file_is_not_created_again(void **state)
{
    struct place p;
    struct err e = {.status = ST_OK};
    struct db *db;

    (void)state;
    begin(&p);
    assert_int_equal(file_write(p.path, "x", 1, &e), 0);
    assert_int_equal(db_create(p.a, p.path, &db, &e), -1);
    assert_int_equal(e.status, ST_CANTCREATE);
    end(&p);
}

/* What a snapshot has seen once it goes on seeing, whatever is written meanwhile. It cannot write itself. */
static void snapshot_stands_still(void **state)
{
    struct place p;
    struct db *writer, *reader;
    struct err e = {.status = ST_OK};

    (void)state;
    begin(&p);
    writer = create(&p);
    must(writer, "INSERT INTO linh_vuc (ma, ten) VALUES ('A', 'A')");
    assert_int_equal(db_open_snapshot(p.a, p.path, &reader, &e), 0);
    must(writer, "INSERT INTO linh_vuc (ma, ten) VALUES ('B', 'B')");
    assert_int_equal(integer(reader, "SELECT count(*) FROM linh_vuc"), 1);
    assert_int_equal(integer(writer, "SELECT count(*) FROM linh_vuc"), 2);
    assert_int_equal(db_exec(reader, "DELETE FROM linh_vuc", &e), -1);
    db_close(reader);
    db_close(writer);
    end(&p);
}

static void lock_of_another_is_told(void **state)
{
    struct place p;
    struct db *db;
    struct err e;

    (void)state;
    begin(&p);
    db = create(&p);
    must(db, "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
    assert_int_equal(open_snapshot(&p, &e), -1);
    assert_int_equal(e.status, ST_TEMPFAIL);
    db_close(db);
    end(&p);
}

/* ---- upgrade ---- */

static struct db *create_version(const struct place *p, int version)
{
    struct db *db = create(p);
    struct err e = {.status = ST_OK};
    struct stmt *s;
    struct buf drops;

    must(db, "PRAGMA foreign_keys = OFF");
    buf_init(&drops, p->a);
    assert_int_equal(db_prepare(db, "SELECT name FROM sqlite_schema WHERE type = 'table'", &s, &e), 0);
    while (stmt_step(s, &e) == 1)
        buf_printf(&drops, "DROP TABLE %s;", stmt_text(s, 0));
    stmt_close(s);
    must(db, drops.p);
    assert_int_equal(schema_run_steps(db, 0, version, &e), 0);
    must(db, arena_printf(p->a, "PRAGMA user_version = %d; PRAGMA foreign_keys = ON", version));
    return db;
}

static void older_versions_are_upgraded(void **state)
{
    (void)state;
    for (int version = 1; version <= SCHEMA_VERSION; version++) {
        struct place p;
        struct err e = {.status = ST_OK};
        int64_t from = 0;
        struct db *db;

        begin(&p);
        db = create_version(&p, version);
        must(db, "INSERT INTO linh_vuc (ma, ten) VALUES ('A', 'Đất đai')");
        db_close(db);
        assert_int_equal(db_open_write(p.a, p.path, &db, &e), version == SCHEMA_VERSION ? 0 : -1);
        if (version == SCHEMA_VERSION)
            db_close(db);
        e.status = ST_OK;
        assert_int_equal(db_open_any_version(p.a, p.path, &db, &e), 0);
        if (schema_upgrade(p.a, db, &from, &e))
            fail_msg("%s", e.text);
        assert_int_equal(from, version);
        db_close(db);
        assert_int_equal(db_open_write(p.a, p.path, &db, &e), 0);
        assert_int_equal(integer(db, "SELECT count(*) FROM linh_vuc WHERE ten = 'Đất đai'"), 1);
        db_close(db);
        end(&p);
    }
}

/* A database that is not what its version says stays as it is. */
static void wrong_older_version_is_not_touched(void **state)
{
    struct place p;
    struct err e = {.status = ST_OK};
    int64_t from;
    struct db *db;

    (void)state;
    begin(&p);
    db = create_version(&p, 1);
    must(db, "DROP TABLE kiem_tra");
    assert_int_equal(schema_upgrade(p.a, db, &from, &e), -1);
    assert_int_equal(e.status, ST_DATA);
    if (!strstr(e.text, "không đúng lược đồ phiên bản 1: thiếu bảng 'kiem_tra'"))
        fail_msg("%s", e.text);
    assert_int_equal(integer(db, "PRAGMA user_version"), 1);
    assert_int_equal(integer(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'nhap_lieu_tu_choi'"), 0);
    db_close(db);
    end(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_those_of_import),
        cmocka_unit_test(checks_refuse_what_import_refuses),
        cmocka_unit_test(rules_between_columns),
        cmocka_unit_test(scan_index_covers),
        cmocka_unit_test(differences_are_listed),
        cmocka_unit_test(foreign_files_are_refused),
        cmocka_unit_test(existing_file_is_not_created_again),
        cmocka_unit_test(snapshot_stands_still),
        cmocka_unit_test(lock_of_another_is_told),
        cmocka_unit_test(older_versions_are_upgraded),
        cmocka_unit_test(wrong_older_version_is_not_touched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
