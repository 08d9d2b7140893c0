#include "run/init.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "data/schema.h"

static int refuse_existing(const char *path, struct err *err)
{
    return err_set(err, ST_CANTCREATE,
                   "đã có tệp '%s' nên không tạo cơ sở dữ liệu mới; hãy chọn tên khác, hoặc thêm --upgrade để nâng cấp "
                   "cơ sở dữ liệu này.",
                   path);
}

/* Takes the name only if it is free. */
static int take_name(const char *temp, const char *path, struct err *err)
{
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    /* File systems that do not know the flag. */
    if ((errno == EINVAL || errno == ENOSYS) && link(temp, path) == 0)
        return unlink(temp) ? err_sys(err, errno, "không xóa được tệp tạm '%s'", temp) : 0;
    if (errno == EEXIST)
        return refuse_existing(path, err);
    return err_sys(err, errno, "không tạo được cơ sở dữ liệu '%s'", path);
}

/* Made under another name: an interrupted run leaves no half database that the next one would refuse. */
static int create(struct arena *a, const char *path, struct err *err)
{
    const char *temp = arena_printf(a, "%s.tam-%ld", path, (long)getpid());
    struct db *db = NULL;

    if (file_exists(path))
        return refuse_existing(path, err);
    if (db_create(a, temp, &db, err))
        return -1;
    db_close(db); /* also ends the WAL file */
    if (file_sync(temp, err) || take_name(temp, path, err)) {
        unlink(temp);
        return -1;
    }
    return file_sync(path_dir(a, path), err);
}

static int upgrade_existing(struct arena *a, const char *path, struct err *err)
{
    struct db *db = NULL;
    int64_t from;
    int result;

    if (db_open_any_version(a, path, &db, err))
        return -1;
    result = schema_upgrade(a, db, &from, err);
    db_close(db);
    if (result)
        return -1;
    if (from == SCHEMA_VERSION)
        log_info("cơ sở dữ liệu '%s' đã ở lược đồ phiên bản %d, không có gì phải nâng cấp.", path, SCHEMA_VERSION);
    else
        log_info("đã nâng cơ sở dữ liệu '%s' từ lược đồ phiên bản %d lên %d.", path, (int)from, SCHEMA_VERSION);
    return 0;
}

int run_init(const char *db_path, int upgrade, struct err *err)
{
    struct arena *a = arena_new();
    int result = upgrade ? upgrade_existing(a, db_path, err) : create(a, db_path, err);

    arena_free(a);
    return result;
}
