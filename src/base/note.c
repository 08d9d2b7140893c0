#include "base/note.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

void notes_init(struct notes *n, struct arena *a)
{
    *n = (struct notes){.arena = a};
}

void note_add(struct notes *n, enum note_level level, const char *id, const char *place, const char *fmt, ...)
{
    struct note *note = vec_add(n->arena, &n->list);
    va_list args;
    char *text;
    int length;

    va_start(args, fmt);
    length = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    assert(length >= 0);
    text = arena_alloc(n->arena, (size_t)length + 1);
    va_start(args, fmt);
    vsnprintf(text, (size_t)length + 1, fmt, args);
    va_end(args);
    *note = (struct note){
        .id = arena_strdup(n->arena, id),
        .level = level,
        .place = arena_strdup(n->arena, place ? place : ""),
        .text = text,
    };
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
