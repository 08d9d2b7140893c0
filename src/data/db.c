#include "data/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/safe.h"
#include "data/schema.h"

/* How long to wait for another program's lock before giving up with status 75. */
enum { LOCK_WAIT_MS = 3000 };

struct db {
    sqlite3 *handle;
    struct arena *arena;
    const char *path;
};

struct stmt {
    sqlite3_stmt *handle;
    struct db *db;
};

static const struct failure {
    int code; /* primary result code */
    enum status status;
    const char *text;
} failures[] = {
    {SQLITE_BUSY, ST_TEMPFAIL, "chương trình khác đang giữ khóa; hãy chạy lại sau"},
    {SQLITE_LOCKED, ST_TEMPFAIL, "chương trình khác đang giữ khóa; hãy chạy lại sau"},
    {SQLITE_NOTADB, ST_DATA, "đây không phải là cơ sở dữ liệu SQLite; hãy kiểm tra đường dẫn"},
    {SQLITE_CORRUPT, ST_DATA, "tệp bị hỏng; hãy phục hồi từ bản sao lưu"},
    {SQLITE_FORMAT, ST_DATA, "tệp bị hỏng; hãy phục hồi từ bản sao lưu"},
    {SQLITE_CONSTRAINT, ST_DATA, "dữ liệu trái ràng buộc của bảng"},
    {SQLITE_MISMATCH, ST_DATA, "dữ liệu trái kiểu của cột"},
    {SQLITE_TOOBIG, ST_DATA, "dữ liệu quá lớn"},
    {SQLITE_PERM, ST_NOPERM, "không có quyền truy cập"},
    {SQLITE_AUTH, ST_NOPERM, "không có quyền truy cập"},
    {SQLITE_READONLY, ST_NOPERM, "tệp chỉ cho đọc; hãy kiểm tra quyền của tệp và của thư mục chứa nó"},
    {SQLITE_NOMEM, ST_INTERNAL, "máy hết bộ nhớ; hãy đóng bớt chương trình khác rồi chạy lại"},
    {SQLITE_FULL, ST_IO, "ổ đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại"},
    {SQLITE_IOERR, ST_IO, "lỗi đọc ghi của ổ đĩa"},
    {SQLITE_CANTOPEN, ST_IO, "không mở được tệp"},
};

/* Fills err from the last result of the connection. */
static int db_fail(struct db *db, int code, struct err *err)
{
    enum status status = ST_INTERNAL;
    const char *text = "câu lệnh SQL không chạy được";
    int system_errno = sqlite3_system_errno(db->handle);

    /* A half-done write of a stopped program must be rolled back first, which a read-only connection may not. */
    if (code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY)
        return err_set(err, ST_TEMPFAIL,
                       "cơ sở dữ liệu '%s': lần ghi trước bị ngắt giữa chừng, chưa được hoàn lại; hãy chạy "
                       "'cchc-report init --db %s --upgrade' bằng tài khoản có quyền ghi rồi chạy lại.",
                       db->path, db->path);
    /* WAL needs its index file beside the database even for reading. */
    if (code == SQLITE_READONLY_CANTINIT || code == SQLITE_READONLY_DIRECTORY ||
        ((code & 0xFF) == SQLITE_CANTOPEN &&
         (system_errno == EACCES || system_errno == EPERM || system_errno == EROFS)))
        return err_set(
            err, ST_NOPERM,
            "cơ sở dữ liệu '%s': không có quyền mở tệp hoặc ghi vào thư mục chứa nó (chế độ WAL cần tệp '-shm' "
            "bên cạnh, kể cả khi chỉ đọc); hãy cấp quyền cho tệp và thư mục.",
            db->path);
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (failures[i].code == (code & 0xFF)) {
            status = failures[i].status;
            text = failures[i].text;
        }
    }
    return err_set(err, status, "cơ sở dữ liệu '%s': %s (SQLite %d: %s).", db->path, text, code,
                   sqlite3_errmsg(db->handle));
}

/* 66 missing or no file, 77 unreadable, 65 empty. SQLite itself would call most of these "cannot open". */
static int check_file(const char *path, int write, struct err *err)
{
    struct stat st;

    if (stat(path, &st)) {
        if (errno == ENOENT || errno == ENOTDIR)
            return err_set(err, ST_NOINPUT,
                           "không có cơ sở dữ liệu '%s'; hãy kiểm tra đường dẫn hoặc tạo mới bằng 'cchc-report init "
                           "--db %s'.",
                           path, path);
        return err_sys(err, errno, "không mở được cơ sở dữ liệu '%s'", path);
    }
    if (!S_ISREG(st.st_mode))
        return err_set(err, ST_NOINPUT, "'%s' không phải là tệp thường; hãy chỉ đến tệp cơ sở dữ liệu.", path);
    if (access(path, write ? R_OK | W_OK : R_OK))
        return err_set(err, ST_NOPERM, "cơ sở dữ liệu '%s': không có quyền %s tệp; hãy kiểm tra quyền của tệp.", path,
                       write ? "ghi" : "đọc");
    if (st.st_size == 0)
        return err_set(err, ST_DATA,
                       "cơ sở dữ liệu '%s' là tệp rỗng; hãy xóa tệp rồi tạo lại bằng 'cchc-report init --db %s'.", path,
                       path);
    return 0;
}

static int db_connect(struct arena *a, const char *path, int flags, struct db **out, struct err *err)
{
    struct db *db = arena_alloc(a, sizeof *db);
    int code;

    *db = (struct db){.arena = a, .path = arena_strdup(a, path)};
    /* Statistics of memory that nobody reads cost a lock each allocation, a sixth of an import's time. Refused, without
     * harm, from the second connection on. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    /* A file name that begins with ":" would be a database in memory. */
    code = sqlite3_open_v2(path[0] == ':' && !(flags & SQLITE_OPEN_MEMORY) ? arena_printf(a, "./%s", path) : path,
                           &db->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (!db->handle)
        return err_set(err, ST_INTERNAL, "cơ sở dữ liệu '%s': máy hết bộ nhớ.", path);
    if (code) {
        db_fail(db, code, err);
        db_close(db);
        return -1;
    }
    sqlite3_busy_timeout(db->handle, LOCK_WAIT_MS);
    /* What a foreign file brings along (views, triggers, checks) may not reach functions with side effects. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    *out = db;
    return 0;
}

static const char write_pragmas[] = "PRAGMA cell_size_check = ON;"
                                    "PRAGMA foreign_keys = ON;"
                                    "PRAGMA synchronous = FULL;"
                                    "PRAGMA cache_size = -65536;"; /* KiB: the index of keys stays in memory */

int db_open_any_version(struct arena *a, const char *path, struct db **out, struct err *err)
{
    struct db *db = NULL;

    if (check_file(path, 1, err) || db_connect(a, path, SQLITE_OPEN_READWRITE, &db, err))
        return -1;
    if (db_exec(db, write_pragmas, err) || schema_check_owner(db, err)) {
        db_close(db);
        return -1;
    }
    *out = db;
    return 0;
}

int db_open_write(struct arena *a, const char *path, struct db **out, struct err *err)
{
    struct db *db = NULL;

    if (db_open_any_version(a, path, &db, err))
        return -1;
    if (schema_check(a, db, err)) {
        db_close(db);
        return -1;
    }
    *out = db;
    return 0;
}

int db_open_snapshot(struct arena *a, const char *path, struct db **out, struct err *err)
{
    struct db *db = NULL;

    if (check_file(path, 0, err) || db_connect(a, path, SQLITE_OPEN_READONLY, &db, err))
        return -1;
    /* The snapshot begins with the first read, which the checks are. */
    if (db_exec(db, "PRAGMA cell_size_check = ON; PRAGMA query_only = ON; BEGIN", err) || schema_check_owner(db, err) ||
        schema_check(a, db, err)) {
        db_close(db);
        return -1;
    }
    *out = db;
    return 0;
}

int db_open_memory(struct arena *a, struct db **out, struct err *err)
{
    return db_connect(a, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, out, err);
}

int db_create(struct arena *a, const char *path, struct db **out, struct err *err)
{
    struct db *db = NULL;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);

    if (fd < 0 && errno == EEXIST)
        return err_set(err, ST_CANTCREATE,
                       "đã có tệp '%s' nên không tạo cơ sở dữ liệu mới; hãy chọn tên khác, hoặc thêm --upgrade để nâng "
                       "cấp cơ sở dữ liệu này.",
                       path);
    if (fd < 0)
        return err_sys(err, errno, "không tạo được cơ sở dữ liệu '%s'", path);
    close(fd);
    if (db_connect(a, path, SQLITE_OPEN_READWRITE, &db, err))
        goto failed;
    /* WAL: reports read their snapshot while an import writes. */
    if (db_exec(db, write_pragmas, err) || schema_create(db, err) || db_exec(db, "PRAGMA journal_mode = WAL", err))
        goto failed;
    *out = db;
    return 0;
failed:
    db_close(db);
    unlink(path);
    return -1;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    sqlite3_close_v2(db->handle); /* statements still open keep it alive until they are closed */
    db->handle = NULL;
}

const char *db_path(const struct db *db)
{
    return db->path;
}

int db_exec(struct db *db, const char *sql, struct err *err)
{
    int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

    return code ? db_fail(db, code, err) : 0;
}

int db_integer(struct db *db, const char *sql, int64_t *out, struct err *err)
{
    struct stmt *s;
    int row;

    if (db_prepare(db, sql, &s, err))
        return -1;
    row = stmt_step(s, err);
    if (row >= 0)
        *out = row ? stmt_int(s, 0) : 0;
    stmt_close(s);
    return row < 0 ? -1 : 0;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}

int64_t db_last_rowid(const struct db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

int db_prepare(struct db *db, const char *sql, struct stmt **out, struct err *err)
{
    struct stmt *s = arena_alloc(db->arena, sizeof *s);
    int code;

    s->db = db;
    code = sqlite3_prepare_v2(db->handle, sql, -1, &s->handle, NULL);
    if (code)
        return db_fail(db, code, err);
    assert(s->handle); /* not an empty text */
    *out = s;
    return 0;
}

void stmt_close(struct stmt *s)
{
    if (!s)
        return;
    sqlite3_finalize(s->handle);
    s->handle = NULL;
}

int stmt_step(struct stmt *s, struct err *err)
{
    int code = sqlite3_step(s->handle);

    if (code == SQLITE_ROW)
        return 1;
    if (code != SQLITE_DONE)
        db_fail(s->db, code, err);
    sqlite3_reset(s->handle);
    return code == SQLITE_DONE ? 0 : -1;
}

void stmt_reset(struct stmt *s)
{
    sqlite3_reset(s->handle);
    sqlite3_clear_bindings(s->handle);
}

/* Binding fails for want of memory; else only for a wrong index or a text beyond SQLite's limit of 1 GB, both our own
 * mistakes. */
static void bound(int code)
{
    if (code == SQLITE_NOMEM)
        arena_exhausted();
    assert(code == SQLITE_OK);
}

void stmt_bind_text(struct stmt *s, int index, const char *text)
{
    bound(text ? sqlite3_bind_text(s->handle, index, text, -1, SQLITE_TRANSIENT) : sqlite3_bind_null(s->handle, index));
}

void stmt_bind_text_static(struct stmt *s, int index, const char *text)
{
    bound(text ? sqlite3_bind_text(s->handle, index, text, -1, SQLITE_STATIC) : sqlite3_bind_null(s->handle, index));
}

void stmt_bind_int(struct stmt *s, int index, int64_t value)
{
    bound(sqlite3_bind_int64(s->handle, index, value));
}

const char *stmt_text(struct stmt *s, int column)
{
    return (const char *)sqlite3_column_text(s->handle, column);
}

const char *stmt_required(struct stmt *s, int column)
{
    const char *text = stmt_text(s, column);

    return text ? text : "";
}

char *stmt_safe(struct arena *a, struct stmt *s, int column)
{
    const char *text = stmt_required(s, column);

    return safe_text(a, text, (size_t)stmt_text_length(s, column));
}

const char *stmt_code(struct arena *a, struct stmt *s, int column)
{
    const char *text = stmt_required(s, column);

    return safe_code(a, text, (size_t)stmt_text_length(s, column));
}

int stmt_text_length(struct stmt *s, int column)
{
    return sqlite3_column_bytes(s->handle, column);
}

int64_t stmt_int(struct stmt *s, int column)
{
    return sqlite3_column_int64(s->handle, column);
}

int stmt_is_null(struct stmt *s, int column)
{
    return sqlite3_column_type(s->handle, column) == SQLITE_NULL;
}
