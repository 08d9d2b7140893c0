/* What people read on stderr. Colour only on a terminal and without NO_COLOR; lines for the journal have their priority
 * in front (sd-daemon(3)). */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdio.h>

struct err;
struct note;

enum log_priority { LOG_ERROR, LOG_WARNING, LOG_INFO };

/* "<3>" and the like when stderr is the journal, else "". */
const char *log_mark(enum log_priority p);

void log_error(const struct err *e); /* "cchc-report: lỗi: …" */
void log_note(const struct note *n); /* "cchc-report: cảnh báo [id] nơi: …" */
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A text from files as part of a line of output, as buf_add_safe shows it. */
void put_shown(const char *s, FILE *out);

#endif
