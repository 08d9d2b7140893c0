#include "data/schema.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/err.h"
#include "data/schema_impl.h"

int schema_run_steps(struct db *db, int64_t from, int64_t to, struct err *err)
{
    for (int64_t v = from; v < to; v++)
        for (const char *const *sql = SCHEMA_STEPS[v]; *sql; sql++)
            if (db_exec(db, *sql, err))
                return -1;
    return 0;
}

/* Version `to` from version `from` inside a transaction that the caller ends. */
static int migrate(struct db *db, int64_t from, int64_t to, struct err *err)
{
    char marks[128];

    snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %" PRId64, SCHEMA_APPLICATION_ID,
             to);
    return schema_run_steps(db, from, to, err) ? -1 : db_exec(db, marks, err);
}

int schema_create(struct db *db, struct err *err)
{
    if (db_exec(db, "BEGIN IMMEDIATE", err))
        return -1;
    if (migrate(db, 0, SCHEMA_VERSION, err) || db_exec(db, "COMMIT", err)) {
        struct err ignored = {.status = ST_OK};

        db_exec(db, "ROLLBACK", &ignored);
        return -1;
    }
    return 0;
}

static int get_version(struct db *db, int64_t *version, struct err *err)
{
    return db_integer(db, "PRAGMA user_version", version, err);
}

int schema_check_owner(struct db *db, struct err *err)
{
    int64_t id, version;

    if (db_integer(db, "PRAGMA application_id", &id, err) || get_version(db, &version, err))
        return -1;
    if (id != SCHEMA_APPLICATION_ID)
        return err_set(err, ST_DATA,
                       "'%s' là cơ sở dữ liệu của chương trình khác (application_id %" PRId64
                       "); hãy kiểm tra đường dẫn, hoặc tạo cơ sở dữ liệu mới bằng 'cchc-report init'.",
                       db_path(db), id);
    if (version > SCHEMA_VERSION)
        return err_set(err, ST_DATA,
                       "cơ sở dữ liệu '%s' có lược đồ phiên bản %" PRId64
                       ", mới hơn phiên bản %d mà chương trình này biết; hãy cập nhật chương trình.",
                       db_path(db), version, SCHEMA_VERSION);
    if (version < 1)
        return err_set(err, ST_DATA,
                       "cơ sở dữ liệu '%s' ghi phiên bản lược đồ %" PRId64
                       ", không hợp lệ; hãy phục hồi từ bản sao lưu.",
                       db_path(db), version);
    return 0;
}

static int refuse_differences(struct arena *a, struct db *db, int64_t version, struct err *err)
{
    char *text;

    if (schema_differences(a, db, version, &text, err))
        return -1;
    if (*text)
        return err_set(err, ST_DATA,
                       "cơ sở dữ liệu '%s' không đúng lược đồ phiên bản %" PRId64
                       ": %s. Hãy phục hồi từ bản sao lưu, hoặc tạo cơ sở dữ liệu mới rồi nhập lại số liệu.",
                       db_path(db), version, text);
    return 0;
}

int schema_check(struct arena *a, struct db *db, struct err *err)
{
    int64_t version;

    if (get_version(db, &version, err))
        return -1;
    if (version < SCHEMA_VERSION)
        return err_set(err, ST_DATA,
                       "cơ sở dữ liệu '%s' có lược đồ phiên bản %" PRId64
                       ", chương trình cần phiên bản %d; hãy sao lưu rồi chạy 'cchc-report init --db %s --upgrade'.",
                       db_path(db), version, SCHEMA_VERSION, db_path(db));
    return refuse_differences(a, db, SCHEMA_VERSION, err);
}

int schema_upgrade(struct arena *a, struct db *db, int64_t *from, struct err *err)
{
    struct err ignored = {.status = ST_OK};

    if (db_exec(db, "BEGIN IMMEDIATE", err))
        return -1;
    if (get_version(db, from, err) || refuse_differences(a, db, *from, err))
        goto failed;
    if (*from < SCHEMA_VERSION &&
        (migrate(db, *from, SCHEMA_VERSION, err) || refuse_differences(a, db, SCHEMA_VERSION, err)))
        goto failed;
    if (db_exec(db, "COMMIT", err))
        goto failed;
    return 0;
failed:
    db_exec(db, "ROLLBACK", &ignored);
    return -1;
}

int schema_drop_scan_index(struct db *db, struct err *err)
{
    return db_exec(db, "DROP INDEX ho_so_quet", err);
}

int schema_create_scan_index(struct db *db, struct err *err)
{
    return db_exec(db, SCHEMA_SCAN_INDEX, err);
}
