#include "run/rejects.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/formula.h"
#include "base/utf8.h"

enum { FILE_MODE = 0640 };

/* Written where bytes are no character, and refused by import until somebody types the character again. */
static const char replacement[] = "\uFFFD";

struct rejects {
    const char *path, *temp;
    char separator;
    const char **captions; /* of the columns below, as they are written */
    int cells[INTAKE_COLUMNS];
    size_t ncells;
    int own_rejects;
    FILE *file;
    int has_temp;
    int64_t count;
};

/* A text as the file may hold it: what is no character, or would not be seen, becomes the replacement, and no office
 * program finds a formula in it, whatever separator it takes. */
static const char *harmless(struct arena *a, const char *s)
{
    struct buf b;
    size_t n;

    buf_init(&b, a);
    for (; *s; s += n ? n : 1) {
        const char *next = s;

        n = utf8_character(s, strnlen(s, 4));
        if (!n || utf8_is_forbidden(utf8_next(&next)))
            buf_puts(&b, replacement);
        else
            buf_add(&b, s, n);
    }
    return formula_guarded(a, buf_str(&b));
}

/* In a file of ours the apostrophes are there already. */
static const char *original(const struct rejects *r, struct arena *a, const char *cell)
{
    return r->own_rejects ? formula_unguarded(a, cell) : cell;
}

struct rejects *rejects_new(struct arena *a, const char *csv_path, const struct intake *in,
                            const struct csv_row *header, char separator)
{
    struct rejects *r = arena_alloc(a, sizeof *r);

    *r = (struct rejects){.separator = separator, .own_rejects = in->own_rejects};
    r->path = arena_printf(a, "%s.loi.csv", csv_path);
    r->temp = arena_printf(a, "%s.tam", r->path);
    r->captions = arena_alloc(a, in->table->ncolumns * sizeof *r->captions);
    for (size_t i = 0; i < header->n; i++) {
        for (size_t c = 0; c < in->table->ncolumns; c++) {
            if (in->source[c] != (int)i)
                continue;
            r->captions[r->ncells] = harmless(a, original(r, a, header->cells[i]));
            r->cells[r->ncells++] = (int)i;
            break; /* two columns may read the same cell */
        }
    }
    return r;
}

const char *rejects_path(const struct rejects *r)
{
    return r->path;
}

static void write_cell(struct rejects *r, const char *s)
{
    const char special[] = {r->separator, '"', '\n', '\r', '\0'};
    size_t length = strlen(s);
    int quotes = s[strcspn(s, special)] != '\0' || *s == ' ' || (length && s[length - 1] == ' ');

    if (quotes)
        putc('"', r->file);
    for (; *s; s++) {
        if (*s == '"')
            putc('"', r->file);
        putc(*s, r->file);
    }
    if (quotes)
        putc('"', r->file);
}

static int fail(struct rejects *r, int number, struct err *err)
{
    return err_sys(err, number, "không ghi được tệp dòng lỗi '%s'", r->path);
}

static int begin(struct rejects *r, struct err *err)
{
    int fd;

    /* A fixed name: what a killed run left goes, and is not piled up. Never opened: it may be a FIFO, or a hard link to
     * a file that somebody needs. */
    if (unlink(r->temp) && errno == EISDIR)
        return err_set(err, ST_CANTCREATE,
                       "không ghi được tệp dòng lỗi '%s' vì '%s' là thư mục; hãy xóa hoặc đổi tên thư mục này rồi nhập "
                       "lại.",
                       r->path, r->temp);
    fd = open(r->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (fd < 0)
        return fail(r, errno, err);
    r->has_temp = 1;
    r->file = fdopen(fd, "w");
    if (!r->file) {
        fail(r, errno, err);
        close(fd);
        return -1;
    }
    fprintf(r->file,
            "\xEF\xBB\xBF"
            "dong%ccot%cly_do",
            r->separator, r->separator);
    for (size_t i = 0; i < r->ncells; i++) {
        putc(r->separator, r->file);
        write_cell(r, r->captions[i]);
    }
    fputs("\r\n", r->file);
    return 0;
}

int rejects_add(struct rejects *r, int64_t line, const char *columns, const char *reasons, char *const *cells,
                size_t ncells, struct err *err)
{
    struct arena *a;

    if (!r->file && begin(r, err))
        return -1;
    a = arena_new();
    fprintf(r->file, "%" PRId64 "%c", line, r->separator);
    write_cell(r, columns);
    putc(r->separator, r->file);
    write_cell(r, harmless(a, reasons));
    for (size_t i = 0; i < r->ncells; i++) {
        const char *cell = (size_t)r->cells[i] < ncells ? cells[r->cells[i]] : "";

        putc(r->separator, r->file);
        write_cell(r, harmless(a, original(r, a, cell)));
    }
    arena_free(a);
    fputs("\r\n", r->file);
    r->count++;
    return ferror(r->file) ? fail(r, errno, err) : 0;
}

int rejects_flush(struct rejects *r, struct err *err)
{
    int number = 0;
    FILE *f = r->file;

    if (!f)
        return 0;
    if (fflush(f) || ferror(f) || fsync(fileno(f)))
        number = errno ? errno : EIO;
    r->file = NULL;
    if (fclose(f) && !number)
        number = errno;
    return number ? fail(r, number, err) : 0;
}

int rejects_publish(struct rejects *r, struct err *err)
{
    struct arena *a;
    int result;

    if (r->count == 0) {
        if (unlink(r->path) && errno != ENOENT)
            return err_sys(err, errno, "không xóa được tệp dòng lỗi cũ '%s'", r->path);
        return 0;
    }
    if (rejects_flush(r, err))
        return -1;
    if (rename(r->temp, r->path))
        return fail(r, errno, err);
    r->has_temp = 0;
    a = arena_new();
    result = file_sync(path_dir(a, r->path), err);
    arena_free(a);
    return result;
}

void rejects_close(struct rejects *r)
{
    if (!r)
        return;
    if (r->file)
        fclose(r->file);
    r->file = NULL;
    if (r->has_temp)
        unlink(r->temp);
    r->has_temp = 0;
}
