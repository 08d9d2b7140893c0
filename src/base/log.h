/* What people read on stderr. Colour only on a terminal and without NO_COLOR. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdio.h>

struct err;
struct note;

void log_error(const struct err *e); /* "cchc-report: lỗi: …" */
void log_note(const struct note *n); /* "cchc-report: cảnh báo [id] nơi: …" */
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A text from files as part of a line of output: what would steer a terminal or break the line is shown as "?". */
void put_shown(const char *s, FILE *out);

#endif
