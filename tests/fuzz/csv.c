/* CSV files as they come: read for every table whose columns the header has, as canonical and as Vietnamese numbers;
 * what is refused must come out as a file that reads again. */
#include <string.h>

#include "base/formula.h"
#include "data/intake.h"
#include "fuzz.h"
#include "run/numbers.h"
#include "run/rejects.h"

static const struct intake_map vietnam = {.numbers = NUMBERS_VIETNAM};

/* Whatever separator an office program takes. */
static void holds_no_formula(const char *cell)
{
    FUZZ_HOLDS(!formula_begins(cell));
    while (*(cell += strcspn(cell, ",;\t\r\n")))
        FUZZ_HOLDS(!formula_begins(++cell));
}

static int64_t count_rows(struct arena *a, const char *path)
{
    struct err err = {.status = ST_OK};
    struct csv_row row;
    struct csv *csv;
    int64_t n = -1; /* the header */

    if (csv_open(a, path, &csv, &err))
        fuzz_fail("%s", err.text);
    while (csv_next(csv, &row, &err) == 1) {
        FUZZ_HOLDS(row.problem == CSV_FINE);
        for (size_t i = 0; n >= 0 && i < row.n; i++)
            holds_no_formula(row.cells[i]);
        n++;
    }
    if (err.status != ST_OK)
        fuzz_fail("%s", err.text);
    csv_close(csv);
    return n;
}

static void check_values(const struct intake *in)
{
    for (size_t c = 0; c < in->table->ncolumns; c++) {
        const struct intake_value *v = &in->values[c];

        if (!v->text)
            continue;
        fuzz_is_nfc(v->text);
        FUZZ_HOLDS(*v->text);
        if (in->table->columns[c].type == INTAKE_DAY)
            FUZZ_HOLDS(day_parse_iso(v->text, (int)strlen(v->text)) != DAY_NONE);
        if (in->table->columns[c].type == INTAKE_COUNT)
            FUZZ_HOLDS(v->number >= 0);
    }
}

static void check_rejections(const struct intake *in)
{
    for (size_t i = 0; i < in->rejections.n; i++) {
        FUZZ_HOLDS(*in->rejections.v[i].text);
        fuzz_is_text(in->rejections.v[i].text);
    }
}

static void read_as(const char *path, const struct intake_table *t, const struct intake_map *map)
{
    struct arena *a = arena_new(); /* a file is read for one table, not for all */
    struct err err = {.status = ST_OK};
    struct rejects *rejects;
    struct csv_row row;
    struct notes notes;
    struct intake *in = NULL;
    struct csv *csv = NULL;
    int64_t refused = 0;
    int got;

    notes_init(&notes, a);
    if (!fuzz_done(csv_open(a, path, &csv, &err), &err))
        goto out;
    got = csv_next(csv, &row, &err);
    if (got < 0)
        fuzz_refused(&err);
    if (got != 1 || !fuzz_done(intake_bind(a, t, map, path, &row, &notes, &in, &err), &err))
        goto out;
    fuzz_are_notes(&notes);
    rejects = rejects_new(a, path, in, &row, csv_separator(csv));
    while ((got = csv_next(csv, &row, &err)) == 1) {
        if (intake_row(in, &row)) {
            check_values(in);
            continue;
        }
        check_rejections(in);
        refused++;
        if (rejects_add(rejects, row.line, "cot", "ly do", row.cells, row.n, &err))
            fuzz_fail("%s", err.text);
    }
    if (got < 0)
        fuzz_refused(&err);
    else
        FUZZ_HOLDS(strlen(csv_sha256(csv)) == 64);
    err = (struct err){.status = ST_OK};
    if (rejects_flush(rejects, &err) || rejects_publish(rejects, &err))
        fuzz_fail("%s", err.text);
    if (refused)
        FUZZ_HOLDS(count_rows(a, rejects_path(rejects)) == refused);
    rejects_close(rejects);
out:
    intake_close(in);
    csv_close(csv);
    arena_free(a);
}

static void numbers(struct arena *a, const char *path)
{
    const struct run_context *x = fuzz_world();
    const int units[] = {x->unit};
    struct err err = {.status = ST_OK};
    struct issue issue;

    if (fuzz_done(numbers_load(a, path, x->catalog, units, 1, &issue, &err), &err))
        FUZZ_HOLDS(number_is_valid(issue.number) && issue.date != DAY_NONE);
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    const char *path = fuzz_file(a, "vao.csv", bytes, n);
    size_t ntables;
    const struct intake_table *tables = intake_tables(&ntables);

    for (size_t i = 0; i < ntables; i++) {
        read_as(path, &tables[i], NULL);
        read_as(path, &tables[i], &vietnam);
    }
    numbers(a, path);
}

const struct fuzz_target fuzz_csv = {"csv", run};
