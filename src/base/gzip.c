#include "base/gzip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

/* Level 4 writes rows of codes twice as fast as 6 and some 5 % longer. */
enum { LEVEL = 4, WINDOW = 15 + 16 /* 16: with a gzip header */, MEMORY = 8, BLOCK = 256 * 1024, FILE_MODE = 0640 };
enum { LONGEST_LINE = 1 << 20 };
/* What a byte of the file may become. Rows become some 20 times as large, 30 where nothing but the number in their
 * codes differs, and a row takes 2.8 bytes at the least. Little files may hold anything. */
enum { MOST_BYTES = 128, MOST_LINES = 1, BYTES_FREE = 16 << 20, LINES_FREE = 10000 };

/* ---- writing ---- */

struct gzip_writer {
    const char *path;
    int fd, failed; /* errno of the first write that failed */
    z_stream stream;
    size_t waiting;
    unsigned char in[BLOCK], out[BLOCK];
};

int gzip_create(struct arena *a, const char *path, struct gzip_writer **out, struct err *err)
{
    struct gzip_writer *w = arena_alloc(a, sizeof *w);

    w->path = path;
    if (deflateInit2(&w->stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return err_set(err, ST_INTERNAL, "không nén được tệp '%s': hết bộ nhớ.", path);
    w->fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
    if (w->fd < 0) {
        deflateEnd(&w->stream);
        return err_sys(err, errno, "không tạo được tệp '%s'", path);
    }
    *out = w;
    return 0;
}

static void put(struct gzip_writer *w, size_t n)
{
    for (size_t done = 0; done < n && !w->failed;) {
        ssize_t k = write(w->fd, w->out + done, n - done);

        if (k < 0 && errno != EINTR)
            w->failed = errno;
        else if (k == 0)
            w->failed = EIO;
        else if (k > 0)
            done += (size_t)k;
    }
}

static void flush(struct gzip_writer *w, int how)
{
    w->stream.next_in = w->in;
    w->stream.avail_in = (uInt)w->waiting;
    w->waiting = 0;
    do {
        w->stream.next_out = w->out;
        w->stream.avail_out = BLOCK;
        deflate(&w->stream, how); /* with room it has nothing to complain of */
        put(w, BLOCK - w->stream.avail_out);
    } while (w->stream.avail_out == 0);
}

void gzip_add(struct gzip_writer *w, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    while (n) {
        size_t part = n < BLOCK - w->waiting ? n : BLOCK - w->waiting;

        memcpy(w->in + w->waiting, p, part);
        w->waiting += part;
        p += part;
        n -= part;
        if (w->waiting == BLOCK)
            flush(w, Z_NO_FLUSH);
    }
}

void gzip_puts(struct gzip_writer *w, const char *s)
{
    gzip_add(w, s, strlen(s));
}

int gzip_finish(struct gzip_writer *w, struct err *err)
{
    flush(w, Z_FINISH);
    deflateEnd(&w->stream);
    if (!w->failed && fsync(w->fd))
        w->failed = errno;
    if (close(w->fd) && !w->failed)
        w->failed = errno;
    if (!w->failed)
        return 0;
    unlink(w->path);
    return err_sys(err, w->failed, "không ghi được tệp '%s'", w->path);
}

/* ---- reading ---- */

struct gzip_reader {
    struct arena *arena;
    const char *path;
    gzFile file;
    char *block; /* room for `size` bytes and a NUL */
    size_t size, from, to;
    int64_t bytes_left, lines_left;
    int ended;
};

int gzip_open(struct arena *a, const char *path, struct gzip_reader **out, struct err *err)
{
    struct gzip_reader *r = arena_alloc(a, sizeof *r);
    int fd = file_open_at(AT_FDCWD, path, path, err);
    struct stat st;

    if (fd < 0)
        return -1;
    if (fstat(fd, &st)) {
        file_read_error(path, errno, err);
        close(fd);
        return -1;
    }
    *r = (struct gzip_reader){.arena = a,
                              .path = path,
                              .size = BLOCK,
                              .bytes_left = MOST_BYTES * (int64_t)st.st_size + BYTES_FREE,
                              .lines_left = MOST_LINES * (int64_t)st.st_size + LINES_FREE};
    r->file = gzdopen(fd, "rb");
    if (!r->file) {
        close(fd);
        return err_set(err, ST_INTERNAL, "không đọc được tệp '%s': hết bộ nhớ.", path);
    }
    gzbuffer(r->file, BLOCK);
    r->block = arena_alloc(a, r->size + 1);
    *out = r;
    return 0;
}

static int damaged(const struct gzip_reader *r, struct err *err)
{
    return err_set(err, ST_DATA, "tệp '%s' không phải tệp gzip nguyên vẹn.", r->path);
}

static int swollen(const struct gzip_reader *r, struct err *err)
{
    return err_set(err, ST_DATA, "tệp '%s' nở ra quá lớn so với cỡ của nó nên không đọc tiếp.", r->path);
}

/* More of the file behind what is waiting. */
static int fill(struct gzip_reader *r, struct err *err)
{
    int n;

    if (r->from) {
        memmove(r->block, r->block + r->from, r->to - r->from);
        r->to -= r->from;
        r->from = 0;
    }
    if (r->to == r->size) {
        char *larger;

        if (r->size >= LONGEST_LINE)
            return damaged(r, err);
        larger = arena_alloc(r->arena, 2 * r->size + 1);
        memcpy(larger, r->block, r->to);
        r->block = larger;
        r->size *= 2;
    }
    n = gzread(r->file, r->block + r->to, (unsigned)(r->size - r->to));
    if (n > 0) {
        r->to += (size_t)n;
        r->bytes_left -= n;
        return r->bytes_left < 0 ? swollen(r, err) : 0;
    }
    r->ended = 1;
    /* At the end it says so too when the last block is not whole. A plain file is passed through as it is. */
    gzerror(r->file, &n);
    if (n == Z_ERRNO)
        return file_read_error(r->path, errno, err);
    if (n == Z_MEM_ERROR)
        return err_set(err, ST_INTERNAL, "không đọc được tệp '%s': hết bộ nhớ.", r->path);
    return (n == Z_OK || n == Z_STREAM_END) && !gzdirect(r->file) ? 0 : damaged(r, err);
}

int gzip_line(struct gzip_reader *r, char **line, size_t *n, struct err *err)
{
    size_t searched = 0;

    for (;;) {
        char *start = r->block + r->from;
        char *end = memchr(start + searched, '\n', r->to - r->from - searched);

        if (end || (r->ended && r->from < r->to)) {
            *n = end ? (size_t)(end - start) : r->to - r->from;
            start[*n] = '\0';
            *line = start;
            r->from += *n + (end != NULL);
            return r->lines_left-- > 0 ? 1 : swollen(r, err);
        }
        if (r->ended)
            return 0;
        searched = r->to - r->from;
        if (fill(r, err))
            return -1;
    }
}

void gzip_close(struct gzip_reader *r)
{
    if (r)
        gzclose_r(r->file);
}
