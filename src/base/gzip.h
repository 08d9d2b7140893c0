/* Text in gzip files (zlib): the same lines give the same bytes (no name, no time, one level of compression). */
#ifndef BASE_GZIP_H
#define BASE_GZIP_H

#include <stddef.h>

struct arena;
struct err;

struct gzip_writer;
/* A new file (O_EXCL), mode 0640 under the umask. */
int gzip_create(struct arena *a, const char *path, struct gzip_writer **out, struct err *err);
void gzip_add(struct gzip_writer *w, const void *bytes, size_t n); /* a failure is kept until gzip_finish */
void gzip_puts(struct gzip_writer *w, const char *s);
/* In every case: ends the file and syncs it; on failure it is removed. */
int gzip_finish(struct gzip_writer *w, struct err *err);

struct gzip_reader;
/* A regular file. 66 missing, 77 not readable, 74 read error; a link, what is no gzip file, is cut short or
 * damaged: 65. */
int gzip_open(struct arena *a, const char *path, struct gzip_reader **out, struct err *err);
/* 1 a line without its end, NUL behind it, the reader's until the next call and the caller's to cut up; 0 the end. */
int gzip_line(struct gzip_reader *r, char **line, size_t *n, struct err *err);
void gzip_close(struct gzip_reader *r); /* NULL is allowed */

#endif
