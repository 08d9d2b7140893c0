#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"

enum { FILE_MODE = 0640, DIR_MODE = 0750 };

int file_read_error(const char *path, int errno_value, struct err *err)
{
    int first = err->status == ST_OK;

    if (errno_value == ENOENT || errno_value == ENOTDIR)
        return err_set(err, ST_NOINPUT, "không có tệp '%s'; hãy kiểm tra tên và thư mục.", path);
    err_sys(err, errno_value, "không đọc được tệp '%s'", path);
    if (first && err->status == ST_CANTCREATE)
        err->status = ST_IO;
    return -1;
}

/* Up to n bytes, fewer only at the end of the file; -1 with errno. */
static ssize_t read_full(int fd, char *p, size_t n)
{
    size_t done = 0;

    while (done < n) {
        ssize_t got = read(fd, p + done, n - done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

/* `fd` is closed here. */
static int read_regular(struct arena *a, int fd, const char *path, size_t max, char **text, size_t *n, struct err *err)
{
    struct stat st;
    int result = -1;
    ssize_t got;
    size_t size;
    char *p;

    if (fstat(fd, &st)) {
        file_read_error(path, errno, err);
        goto out;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(err, ST_NOINPUT, "'%s' không phải là tệp thường; hãy chỉ đến một tệp.", path);
        goto out;
    }
    if ((uintmax_t)st.st_size > max) {
        err_set(err, ST_DATA, "tệp '%s' lớn hơn mức cho phép %zu byte; hãy kiểm tra lại tệp.", path, max);
        goto out;
    }
    size = (size_t)st.st_size;
    p = arena_alloc(a, size + 1);
    got = read_full(fd, p, size + 1);
    if (got < 0) {
        file_read_error(path, errno, err);
        goto out;
    }
    if ((size_t)got != size) {
        err_set(err, ST_IO, "tệp '%s' thay đổi trong khi đang đọc; hãy chạy lại khi tệp đã ghi xong.", path);
        goto out;
    }
    p[size] = '\0';
    *text = p;
    if (n)
        *n = size;
    result = 0;
out:
    close(fd);
    return result;
}

int file_read(struct arena *a, const char *path, size_t max, char **text, size_t *n, struct err *err)
{
    /* O_NONBLOCK: opening a FIFO must not wait for a writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    return fd < 0 ? file_read_error(path, errno, err) : read_regular(a, fd, path, max, text, n, err);
}

static int refuse_link(const char *path, struct err *err)
{
    return err_set(err, ST_DATA, "'%s' là liên kết và không được xem theo; ở đây phải là tệp, thư mục thật.", path);
}

int file_open_at(int dir, const char *name, const char *path, struct err *err)
{
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
    struct stat st;

    if (fd < 0)
        return errno == ELOOP ? refuse_link(path, err) : file_read_error(path, errno, err);
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fd;
    close(fd);
    return err_set(err, ST_NOINPUT, "'%s' không phải là tệp thường.", path);
}

int file_read_at(struct arena *a, int dir, const char *name, const char *path, size_t max, char **text, size_t *n,
                 struct err *err)
{
    int fd = file_open_at(dir, name, path, err);

    return fd < 0 ? -1 : read_regular(a, fd, path, max, text, n, err);
}

/* Where the last `n` components of a path begin; the path itself where it has no more. */
static char *last_components(char *path, int n)
{
    char *p = path + strlen(path);

    while (n-- && p > path) {
        while (p > path && p[-1] == '/')
            p--;
        while (p > path && p[-1] != '/')
            p--;
    }
    return p;
}

/* The folder `name` in `above`, which is closed here; errno says why there is none. */
static int open_real(int above, const char *name, const char *path, struct err *err)
{
    int fd = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), number = errno;
    struct stat st;

    if (fd < 0 && fstatat(above, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode))
        refuse_link(path, err);
    close(above);
    errno = number;
    return fd;
}

int dir_open(const char *path, int real, struct err *err)
{
    struct arena *a = arena_new();
    char *copy = arena_strdup(a, path), *at = last_components(copy, real);
    const char *base = at > copy ? arena_strndup(a, copy, (size_t)(at - copy)) : *path == '/' ? "/" : ".";
    int fd = open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC), number;

    for (at += strspn(at, "/"); fd >= 0 && *at;) {
        char *end = at + strcspn(at, "/"), after = *end;

        *end = '\0';
        fd = open_real(fd, at, copy, err);
        *end = after;
        at = end + strspn(end, "/");
    }
    number = errno;
    arena_free(a);
    if (fd < 0 && (number == ENOENT || number == ENOTDIR))
        err_set(err, ST_NOINPUT, "không có thư mục '%s'; hãy kiểm tra đường dẫn.", path);
    else if (fd < 0)
        err_sys(err, number, "không đọc được thư mục '%s'", path);
    return fd;
}

static int write_full(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t put = write(fd, p, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return -1;
        p += put;
        n -= (size_t)put;
    }
    return 0;
}

int file_write(const char *path, const void *bytes, size_t n, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    int number = 0;

    if (fd < 0)
        return err_sys(err, errno, "không tạo được tệp '%s'", path);
    if (write_full(fd, bytes, n) || fsync(fd))
        number = errno;
    if (close(fd) && !number)
        number = errno;
    if (!number)
        return 0;
    unlink(path);
    return err_sys(err, number, "không ghi được tệp '%s'", path);
}

int file_sync(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int number = 0;

    if (fd < 0)
        return err_sys(err, errno, "không mở được '%s' để ghi xuống đĩa", path);
    if (fsync(fd))
        number = errno;
    close(fd);
    return number ? err_sys(err, number, "không ghi được '%s' xuống đĩa", path) : 0;
}

int file_exists(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0;
}

int dir_make_all(const char *path, struct err *err)
{
    struct arena *a = arena_new();
    char *p = arena_strdup(a, path), *end = p + strlen(p), *slash = p;
    struct stat st;
    int result = -1;

    while (end > p + 1 && end[-1] == '/')
        *--end = '\0';
    do {
        slash = strchr(slash + strspn(slash, "/"), '/');
        if (slash)
            *slash = '\0';
        if (mkdir(p, DIR_MODE) == 0) {
            if (file_sync(path_dir(a, p), err))
                goto out;
        } else if (errno != EEXIST) {
            int number = errno;

            /* On a read-only or foreign file system mkdir refuses even a folder that exists. */
            if (stat(p, &st) || !S_ISDIR(st.st_mode)) {
                err_sys(err, number, "không tạo được thư mục '%s'", p);
                goto out;
            }
        }
        if (slash)
            *slash = '/';
    } while (slash);
    if (stat(p, &st) || !S_ISDIR(st.st_mode)) {
        err_sys(err, ENOTDIR, "không tạo được thư mục '%s'", path);
        goto out;
    }
    result = 0;
out:
    arena_free(a);
    return result;
}

static int is_dots(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/* What is in the folder `fd` (closed here). `path` is its path; on failure that of the first entry that stays, and
 * errno says why. Allocates nothing, not even for a DIR: it is called when memory is out, too. */
static int remove_entries(int fd, char path[PATH_MAX])
{
    _Alignas(struct dirent64) char block[4096];
    size_t length = strlen(path);
    int result = -1, number;
    ssize_t n;

    while ((n = getdents64(fd, block, sizeof block)) > 0) {
        for (ssize_t i = 0; i < n;) {
            const struct dirent64 *e = (const void *)(block + i);
            int sub;

            i += e->d_reclen;
            if (is_dots(e->d_name) || unlinkat(fd, e->d_name, 0) == 0)
                continue;
            number = errno;
            snprintf(path + length, PATH_MAX - length, "/%s", e->d_name);
            sub = openat(fd, e->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (sub < 0)
                errno = number;
            if (sub < 0 || remove_entries(sub, path) || unlinkat(fd, e->d_name, AT_REMOVEDIR))
                goto out;
            path[length] = '\0';
        }
    }
    result = n < 0 ? -1 : 0;
out:
    number = errno;
    close(fd);
    errno = number;
    return result;
}

int dir_remove_at(int dir, const char *name, const char *path, struct err *err)
{
    char failed[PATH_MAX];

    /* Again: on disks of a network a call may fail that succeeds a moment later, and what stays has to be told of. */
    for (int tries = 0; tries < 2; tries++) {
        int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

        snprintf(failed, sizeof failed, "%s", path);
        if (fd >= 0 && remove_entries(fd, failed) == 0 && unlinkat(dir, name, AT_REMOVEDIR) == 0)
            return 0;
    }
    return err_sys(err, errno, "không xóa được '%s'", failed);
}

int dir_remove_all(const char *path, struct err *err)
{
    return dir_remove_at(AT_FDCWD, path, path, err);
}

static int by_bytes(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

/* `dir` is closed here; NULL: errno says why. */
static int list(struct arena *a, DIR *dir, const char *path, char ***names, struct err *err)
{
    VEC(char *) found = {0};
    struct dirent *e;
    int number;

    if (!dir && (errno == ENOENT || errno == ENOTDIR))
        return err_set(err, ST_NOINPUT, "không có thư mục '%s'; hãy kiểm tra đường dẫn.", path);
    if (!dir)
        return err_sys(err, errno, "không đọc được thư mục '%s'", path);
    while (errno = 0, (e = readdir(dir)) != NULL)
        if (!is_dots(e->d_name))
            *vec_add(a, &found) = arena_strdup(a, e->d_name);
    number = errno;
    closedir(dir);
    if (number)
        return err_sys(err, number, "không đọc được thư mục '%s'", path);
    if (found.n)
        qsort(found.v, found.n, sizeof *found.v, by_bytes);
    *vec_add(a, &found) = NULL;
    *names = found.v;
    return 0;
}

int dir_list(struct arena *a, const char *path, char ***names, struct err *err)
{
    return list(a, opendir(path), path, names, err);
}

int dir_list_at(struct arena *a, int dir, const char *path, char ***names, struct err *err)
{
    /* One of its own: a DIR takes the descriptor over, and moves what shares its offset. */
    int fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *opened = fd < 0 ? NULL : fdopendir(fd);
    int number = errno;

    if (fd >= 0 && !opened)
        close(fd);
    errno = number;
    return list(a, opened, path, names, err);
}

char *path_join(struct arena *a, const char *dir, const char *name)
{
    size_t n = strlen(dir);

    if (name[0] == '/' || n == 0)
        return arena_strdup(a, name);
    return arena_printf(a, "%s%s%s", dir, dir[n - 1] == '/' ? "" : "/", name);
}

char *path_dir(struct arena *a, const char *path)
{
    size_t n = strlen(path);

    while (n > 1 && path[n - 1] == '/')
        n--;
    while (n > 0 && path[n - 1] != '/')
        n--;
    if (n == 0)
        return arena_strdup(a, ".");
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(a, path, n);
}

/* A folder that is no link: only from such a one ".." leads to the folder whose name stands before it. */
static int is_real_folder(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *path_clean(struct arena *a, const char *path)
{
    int absolute = path[0] == '/';
    char *out = arena_alloc(a, strlen(path) + 2);
    size_t n = 0;

    for (const char *s = path; *s;) {
        size_t length = strcspn(s, "/"), last = n;

        while (last > 0 && out[last - 1] != '/')
            last--;
        if (length == 2 && strncmp(s, "..", 2) == 0 && n > last && strcmp(out + last, "..") != 0 &&
            is_real_folder(out)) {
            n = last > 1 || (last == 1 && !absolute) ? last - 1 : last;
            out[n] = '\0';
        } else if (length && !(length == 1 && *s == '.')) {
            if (n > 0 && out[n - 1] != '/')
                out[n++] = '/';
            memcpy(out + n, s, length);
            n += length;
            out[n] = '\0';
        } else if (s == path && absolute) {
            out[n++] = '/';
        }
        s += length;
        s += *s == '/';
    }
    return n ? out : arena_strdup(a, ".");
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

int path_is_plain_name(const char *s)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    return *s && *s != '.' && s[strspn(s, allowed)] == '\0';
}
