/* Maps of columns (--map), for every table; with one that is accepted a few rows are read. */
#include <string.h>

#include "data/intake.h"
#include "fuzz.h"

/* The captions that the map asks for, or our own names; then rows of what maps like to translate. */
static void read_rows(struct arena *a, const struct intake_table *t, const struct intake_map *map)
{
    static const char *const words[] = {"Trực tuyến", "x", "1.200,5", "1", "05/01/2018", "Có", ""};
    enum { WORDS = sizeof words / sizeof *words };
    struct err err = {.status = ST_OK};
    struct csv_row row = {.line = 1, .n = t->ncolumns, .offset = -1};
    struct intake *in = NULL;
    struct notes notes;

    row.cells = arena_alloc(a, t->ncolumns * sizeof *row.cells);
    for (size_t c = 0; c < t->ncolumns; c++)
        row.cells[c] = arena_strdup(a, map->captions[c] ? map->captions[c] : t->columns[c].name);
    notes_init(&notes, a);
    if (!fuzz_done(intake_bind(a, t, map, "vao.csv", &row, &notes, &in, &err), &err))
        return;
    for (size_t i = 0; i < WORDS; i++) {
        row.line++;
        for (size_t c = 0; c < t->ncolumns; c++)
            row.cells[c] = arena_strdup(a, words[(i + c) % WORDS]);
        intake_row(in, &row);
        for (size_t c = 0; c < in->rejections.n; c++)
            fuzz_is_text(in->rejections.v[c].text);
    }
    intake_close(in);
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    const char *path = fuzz_file(a, "anh-xa.ini", bytes, n);
    size_t ntables;
    const struct intake_table *tables = intake_tables(&ntables);

    for (size_t i = 0; i < ntables; i++) {
        struct err err = {.status = ST_OK};
        struct intake_map *map;

        if (fuzz_done(intake_map_load(a, path, &tables[i], &map, &err), &err))
            read_rows(a, &tables[i], map);
    }
}

const struct fuzz_target fuzz_map = {"map", run};
