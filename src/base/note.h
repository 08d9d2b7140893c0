/* Findings about data, text or layout: collected, printed, put in the manifest, compared in golden tests. */
#ifndef BASE_NOTE_H
#define BASE_NOTE_H

#include "base/arena.h"

enum note_level { NOTE_INFO, NOTE_WARNING, NOTE_ERROR };

struct note {
    const char *id; /* stable, ASCII, e.g. "tre_khi_tra_lai" */
    enum note_level level;
    const char *place; /* file:line, unit, form and column …, or "" */
    const char *text;  /* one Vietnamese sentence */
};

struct notes {
    struct arena *arena;
    VEC(struct note) list;
};

void notes_init(struct notes *n, struct arena *a);
void note_add(struct notes *n, enum note_level level, const char *id, const char *place, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
size_t notes_count(const struct notes *n, enum note_level at_least);
const char *note_level_name(enum note_level level); /* "lưu ý", "cảnh báo", "lỗi" */

#endif
