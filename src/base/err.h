/* How an operation fails: an exit status (sysexits) and one complete Vietnamese sentence for the user.
 * Convention: a function that can fail returns 0, or -1 with *err filled; `return err_set(...)` does both.
 * The first error wins; callers on the way up may put their place in front. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum status {
    ST_OK = 0,
    ST_FINDINGS = 1,     /* checks found errors, or rows were rejected */
    ST_USAGE = 64,       /* wrong command line */
    ST_DATA = 65,        /* bad data, or a gate refuses */
    ST_NOINPUT = 66,     /* an input file or a prose fragment is missing */
    ST_UNAVAILABLE = 69, /* font, service or file-system feature missing */
    ST_INTERNAL = 70,
    ST_CANTCREATE = 73,
    ST_IO = 74,       /* I/O error, or some units failed */
    ST_TEMPFAIL = 75, /* locked, or data not complete yet: try again */
    ST_NOPERM = 77,
    ST_CONFIG = 78 /* config, template, form or calendar */
};

struct err {
    enum status status; /* ST_OK: no error */
    char text[2048];    /* cut at a character boundary when longer */
};

/* Both always return -1. err_set keeps an earlier error. */
int err_set(struct err *e, enum status status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int err_prefix(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* err_set for a failed system call: status from `errno_value` (73, 74 or 77), and its reason in Vietnamese behind the
 * sentence. `what`, e.g. "không ghi được tệp 'x'". */
int err_sys(struct err *e, int errno_value, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
