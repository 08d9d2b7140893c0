/* What people read on stderr. Colour only on a terminal and without NO_COLOR. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

struct err;
struct note;

void log_error(const struct err *e); /* "cchc-report: lỗi: …" */
void log_note(const struct note *n); /* "cchc-report: cảnh báo [id] nơi: …" */
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
