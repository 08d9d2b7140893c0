/* An arena and a folder of its own for every test of a program. */
#ifndef FOLDER_H
#define FOLDER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "unit.h"

static struct arena *arena;
static char root[256];

static inline int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    temp_dir(root);
    return 0;
}

static inline int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    if (dir_remove_all(root, &e))
        fprintf(stderr, "%s\n", e.text);
    arena_free(arena);
    return (int)e.status;
}

#endif
