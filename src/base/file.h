/* Files and folders: whole reads, writes that report every failure. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

struct arena;
struct err;

/* Reads a regular file whole (NUL added behind). 66 missing, 77 not readable, 74 read error, 65 larger than `max`. */
int file_read(struct arena *a, const char *path, size_t max, char **text, size_t *n, struct err *err);
/* What file_read says and returns when open or read fails, for those who read in pieces. */
int file_read_error(const char *path, int errno_value, struct err *err);
/* Writes and fsyncs a new file (O_EXCL), mode 0640 under the umask; on failure the file is removed. */
int file_write(const char *path, const void *bytes, size_t n, struct err *err);
int file_sync(const char *path, struct err *err); /* fsync of a file or folder */
int file_exists(const char *path);

/* What others may have laid there is not followed and not waited for. `real`: so many components at the end of the path
 * must be no links, 65 where one is; 66 missing. The folder's descriptor, -1 on failure. */
int dir_open(const char *path, int real, struct err *err);
/* In an opened folder; `path` is for messages. A regular file and no link (65, 66). */
int file_open_at(int dir, const char *name, const char *path, struct err *err);
int file_read_at(struct arena *a, int dir, const char *name, const char *path, size_t max, char **text, size_t *n,
                 struct err *err);
int dir_remove_at(int dir, const char *name, const char *path, struct err *err); /* as dir_remove_all */
int dir_list_at(struct arena *a, int dir, const char *path, char ***names, struct err *err);

int dir_make_all(const char *path, struct err *err);   /* mkdir -p, mode 0750; what it makes outlives a power cut */
int dir_remove_all(const char *path, struct err *err); /* never follows links, allocates nothing */
/* Names in a folder without "." and "..", sorted by byte; *names NULL-terminated. 66 if there is no such folder. */
int dir_list(struct arena *a, const char *path, char ***names, struct err *err);

char *path_join(struct arena *a, const char *dir, const char *name); /* an absolute name stays as it is */
/* Without ".", double slashes, and ".." that leads back out of a folder; what a link leads to stays the same place. */
char *path_clean(struct arena *a, const char *path);
char *path_dir(struct arena *a, const char *path);
const char *path_base(const char *path);
int path_is_plain_name(const char *s); /* [A-Za-z0-9._-]+, no hidden one */

#endif
