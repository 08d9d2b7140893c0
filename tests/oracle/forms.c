/* Every form of every unit against SQL: the same rows in the same order, every figure of each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "data/db.h"
#include "oracle.h"

enum { SHOWN = 20, COLUMNS_MAX = 40 };

/* A column of the table that a form's SQL makes: c3, or c8_tu and c8_mau of a rate; c13_thieu, where it may be missing
 * while the row is not. */
struct form_cell {
    int number, value, den, missing; /* places, -1: none */
};

struct layout {
    int key, row, missing;
    struct form_cell cells[COLUMNS_MAX];
    size_t n;
};

static struct form_cell *cell_of(struct layout *l, int number)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->cells[i].number == number)
            return &l->cells[i];
    l->cells[l->n] = (struct form_cell){number, -1, -1, -1};
    return &l->cells[l->n++];
}

static int read_layout(struct arena *a, struct db *db, struct layout *l, struct err *err)
{
    const char **columns;
    size_t n;

    *l = (struct layout){.key = -1, .row = -1, .missing = -1};
    if (oracle_columns(a, db, "bieu", &columns, &n, err))
        return -1;
    for (size_t i = 1; i < n && l->n < COLUMNS_MAX; i++) {
        char *end = NULL;
        int number = columns[i][0] == 'c' ? (int)strtol(columns[i] + 1, &end, 10) : 0, place = (int)i;

        if (strcmp(columns[i], "khoa") == 0)
            l->key = place;
        else if (strcmp(columns[i], "dong") == 0)
            l->row = place;
        else if (strcmp(columns[i], "thieu") == 0)
            l->missing = place;
        else if (number && (*end == '\0' || strcmp(end, "_tu") == 0))
            cell_of(l, number)->value = place;
        else if (number && strcmp(end, "_mau") == 0)
            cell_of(l, number)->den = place;
        else if (number && strcmp(end, "_thieu") == 0)
            cell_of(l, number)->missing = place;
        else
            return err_set(err, ST_DATA, "column '%s' is no column of a form", columns[i]);
    }
    return 0;
}

static void add_row(struct arena *a, struct stmt *s, const struct layout *l, const char *code, line_list *out)
{
    if (l->row >= 0) {
        *vec_add(a, out) = arena_printf(a, "%s = %s", code, stmt_text(s, l->row));
        return;
    }
    for (size_t i = 0; i < l->n; i++) {
        const struct form_cell *c = &l->cells[i];
        const char *value = stmt_text(s, c->value), *den = c->den < 0 ? NULL : stmt_text(s, c->den);
        int missing = (int)stmt_int(s, c->missing < 0 ? l->missing : c->missing);

        if (strcmp(value, "an") == 0) /* the column is not there */
            continue;
        *vec_add(a, out) =
            arena_printf(a, "%s/%d%s = %s%s%s", code, c->number, stmt_text(s, l->key), missing ? "thieu" : value,
                         den && !missing ? "/" : "", den && !missing ? den : "");
    }
}

static int rows_of_unit(struct arena *a, struct stmt *s, const struct layout *l, const char *code, const char *unit,
                        line_list *out, struct err *err)
{
    int step;

    stmt_bind_text(s, 1, unit);
    while ((step = stmt_step(s, err)) == 1)
        add_row(a, s, l, code, out);
    stmt_reset(s);
    return step;
}

static void compare(const char *place, const char *unit, const line_list *sql, const line_list *own, struct tally *t)
{
    for (size_t i = 0; i < sql->n || i < own->n; i++) {
        const char *x = i < sql->n ? sql->v[i] : "(nothing)", *y = i < own->n ? own->v[i] : "(nothing)";

        t->cells++;
        if (strcmp(x, y) != 0 && t->wrong++ < SHOWN)
            fprintf(stderr, "%s, unit %s, cell %zu: SQL %s, the program %s\n", place, unit, i + 1, x, y);
    }
}

static int compare_form(struct arena *a, struct db *db, struct program *p, const struct sql_file *sql,
                        const char *place, struct tally *t, struct err *err)
{
    struct stmt *s = NULL;
    struct layout layout;
    int result = -1;

    if (db_exec(db, sql->text, err))
        return err_prefix(err, "bieu/%s.sql: ", sql->name);
    if (read_layout(a, db, &layout, err) ||
        db_prepare(db, "SELECT * FROM temp.bieu WHERE goc = ?1 ORDER BY rowid", &s, err))
        return -1;
    for (size_t u = 0; u < p->catalog->nunits; u++) {
        const char *unit = p->catalog->units[u].code;
        line_list want = {0}, own = {0};

        if (rows_of_unit(a, s, &layout, sql->name, unit, &want, err) ||
            program_form(a, p, sql->name, (int)u, &own, err))
            goto out;
        compare(place, unit, &want, &own, t);
        t->forms += own.n > 0;
    }
    result = 0;
out:
    stmt_close(s);
    return result || db_exec(db, "DROP TABLE temp.bieu", err) ? -1 : 0;
}

int compare_forms(struct arena *a, const struct oracle *o, struct db *db, struct program *p, const char *place,
                  struct tally *t, struct err *err)
{
    for (size_t i = 0; i < o->nform_codes; i++) {
        const struct sql_file *sql = oracle_sql(o->forms, o->nforms, o->form_codes[i]);

        if (!sql)
            return err_set(err, ST_DATA, "the form '%s' has no SQL in tests/oracle/bieu", o->form_codes[i]);
        if (compare_form(a, db, p, sql, place, t, err))
            return -1;
    }
    return 0;
}
