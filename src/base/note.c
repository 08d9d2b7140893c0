#include "base/note.h"

#include <assert.h>

void notes_init(struct notes *n, struct arena *a)
{
    *n = (struct notes){.arena = a};
}

void note_add(struct notes *n, enum note_level level, const char *id, const char *place, const char *fmt, ...)
{
    struct note *note = vec_add(n->arena, &n->list);
    va_list args;

    va_start(args, fmt);
    *note = (struct note){
        .id = arena_strdup(n->arena, id),
        .level = level,
        .place = arena_strdup(n->arena, place ? place : ""),
        .text = arena_vprintf(n->arena, fmt, args),
    };
    va_end(args);
}

size_t notes_count(const struct notes *n, enum note_level at_least)
{
    size_t count = 0;

    for (size_t i = 0; i < n->list.n; i++)
        count += n->list.v[i].level >= at_least;
    return count;
}

const char *note_level_name(enum note_level level)
{
    static const char *const names[] = {[NOTE_INFO] = "lưu ý", [NOTE_WARNING] = "cảnh báo", [NOTE_ERROR] = "lỗi"};

    assert(level <= NOTE_ERROR);
    return names[level];
}
