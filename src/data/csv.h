/* CSV files, read as a stream: UTF-8 with or without BOM, UTF-16 with BOM; comma, semicolon or tab, found from a first
 * line "sep=…" or else from the header; quotes as in RFC 4180 (a quote inside a cell that does not begin with one is a
 * character like others); line ends LF, CRLF or CR, also inside quotes, where they become LF. */
#ifndef DATA_CSV_H
#define DATA_CSV_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct csv;
struct err;

enum csv_problem {
    CSV_FINE,
    CSV_INVALID_TEXT, /* not valid UTF-8 or UTF-16, or a NUL; `offset` is the first bad byte */
    CSV_BAD_QUOTES    /* text between a closing quote and the end of its cell */
};

struct csv_row {
    int64_t line; /* where the row begins, from 1; the line "sep=" counts */
    size_t n;
    char **cells; /* NUL-terminated; valid until the next row. Not valid UTF-8 when `problem` says so */
    enum csv_problem problem;
    int64_t offset; /* in the file, from 0; -1 without CSV_INVALID_TEXT */
};

/* Errors name the file: 66, 74, 77; 65 for no header, no separator in it, a separator that is none of the three. */
int csv_open(struct arena *a, const char *path, struct csv **out, struct err *err);
void csv_close(struct csv *c); /* NULL is allowed */
/* 1 a row (the header is the first), 0 the end, -1 an error: reading failed, a quote is never closed, or a row has more
 * than 1 000 cells (65). Rows without any text are skipped. */
int csv_next(struct csv *c, struct csv_row *row, struct err *err);
char csv_separator(const struct csv *c);
int64_t csv_offset(const struct csv *c); /* bytes of the file behind the row given last */
int64_t csv_size(const struct csv *c);   /* bytes of the file when it was opened */
const char *csv_sha256(struct csv *c);   /* of the bytes of the file; once csv_next has given 0 */

#endif
