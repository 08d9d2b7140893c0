/* The files of SQL, and how they are run. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "data/db.h"
#include "oracle.h"

enum { SQL_MAX = 1 << 16 };

/* Every *.sql of a folder, in the order of the names. */
static int read_folder(struct arena *a, const char *folder, const char *name, struct sql_file **out, size_t *n,
                       struct err *err)
{
    const char *dir = path_join(a, folder, name);
    VEC(struct sql_file) list = {0};
    char **names;

    if (dir_list(a, dir, &names, err))
        return -1;
    for (; *names; names++) {
        size_t length = strlen(*names), bytes;
        struct sql_file *f;
        char *text;

        if (length < 5 || strcmp(*names + length - 4, ".sql") != 0)
            continue;
        if (file_read(a, path_join(a, dir, *names), SQL_MAX, &text, &bytes, err))
            return -1;
        f = vec_add(a, &list);
        f->name = arena_strndup(a, *names, length - 4);
        f->text = text;
    }
    *out = list.v;
    *n = list.n;
    return 0;
}

/* Codes that people may enter, as the program knows them. */
static int read_entered(struct arena *a, struct oracle *o, struct err *err)
{
    struct catalog none = {0};
    const struct figure *figures;
    VEC(const char *) list = {0};
    struct facts *facts;
    size_t n;

    if (facts_define(a, path_join(a, o->templates, "chi-tieu.ini"), &none, &facts, err))
        return -1;
    figures = facts_all(facts, &n);
    for (size_t i = 0; i < n; i++)
        if (figures[i].measure == MEASURE_ENTERED)
            *vec_add(a, &list) = figures[i].entry;
    o->entered = (struct entered){list.v, list.n};
    return 0;
}

static int read_form_codes(struct arena *a, struct oracle *o, struct err *err)
{
    VEC(const char *) list = {0};
    char **names;

    if (dir_list(a, path_join(a, o->templates, "bieu"), &names, err))
        return -1;
    for (; *names; names++) {
        const char *path = path_join(a, o->templates, arena_printf(a, "bieu/%s", *names));
        char *text;

        if (file_read(a, path, 1 << 20, &text, NULL, err))
            return -1;
        if (!strstr(text, "\nloai = liet_ke\n")) /* its rows are not counted */
            *vec_add(a, &list) = arena_strndup(a, *names, strlen(*names) - strlen(".ini"));
    }
    o->form_codes = list.v;
    o->nform_codes = list.n;
    return 0;
}

int oracle_open(struct arena *a, const char *folder, const char *templates, struct oracle **out, struct err *err)
{
    struct oracle *o = arena_alloc(a, sizeof *o);

    o->templates = templates;
    if (read_folder(a, folder, "nen", &o->base, &o->nbase, err) ||
        read_folder(a, folder, "chi_tieu", &o->figures, &o->nfigures, err) ||
        read_folder(a, folder, "bieu", &o->forms, &o->nforms, err) ||
        read_folder(a, folder, "cube", &o->cube, &o->ncube, err) || read_entered(a, o, err) ||
        read_form_codes(a, o, err))
        return -1;
    *out = o;
    return 0;
}

const struct sql_file *oracle_sql(const struct sql_file *files, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].name, name) == 0)
            return &files[i];
    return NULL;
}

static void put_day(struct buf *b, day_t d)
{
    char text[11];

    if (d == DAY_NONE)
        buf_puts(b, ", NULL");
    else
        buf_printf(b, ", '%s'", day_iso(d, text));
}

static int run(struct db *db, const struct sql_file *f, struct err *err)
{
    return db_exec(db, f->text, err) ? err_prefix(err, "%s.sql: ", f->name) : 0;
}

int oracle_prepare(const struct oracle *o, struct db *db, const struct generated *g, enum returned_mode mode,
                   struct err *err)
{
    struct arena *a = arena_new();
    struct buf b;
    int failed;

    buf_init(&b, a);
    buf_printf(&b,
               "PRAGMA temp_store = MEMORY;"
               "CREATE TEMP TABLE yeu_cau(ma, nd09, rieng, kiem_tra); INSERT INTO yeu_cau VALUES ('%s', %d, %d, %d);"
               "CREATE TEMP TABLE muc_rieng(muc, tu, den);",
               g->code, g->rule == RULE_ND09, mode == RETURNED_APART, !g->no_inspections);
    for (size_t i = 0; i < g->nfixed; i++) {
        buf_printf(&b, "INSERT INTO muc_rieng VALUES ('%s'", g->fixed[i].section);
        put_day(&b, g->fixed[i].range.from);
        put_day(&b, g->fixed[i].range.to);
        buf_puts(&b, ");");
    }
    failed = db_exec(db, buf_str(&b), err);
    arena_free(a);
    for (size_t i = 0; i < o->nbase && !failed; i++)
        failed = run(db, &o->base[i], err);
    for (size_t i = 0; i < o->nfigures && !failed; i++)
        failed = run(db, &o->figures[i], err);
    return failed ? -1 : 0;
}

int oracle_clear(struct db *db, struct err *err)
{
    struct arena *a = arena_new();
    struct stmt *s = NULL;
    struct buf b;
    int step, result = -1;

    buf_init(&b, a);
    if (db_prepare(db, "SELECT name FROM temp.sqlite_schema WHERE type = 'table'", &s, err))
        goto out;
    while ((step = stmt_step(s, err)) == 1)
        buf_printf(&b, "DROP TABLE temp.%s;", stmt_text(s, 0));
    stmt_close(s);
    result = step < 0 ? -1 : db_exec(db, buf_str(&b), err);
out:
    arena_free(a);
    return result;
}

/* The names of a temporary table's columns. */
int oracle_columns(struct arena *a, struct db *db, const char *table, const char ***out, size_t *n, struct err *err)
{
    VEC(const char *) list = {0};
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, arena_printf(a, "SELECT name FROM pragma_table_info('%s', 'temp')", table), &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1)
        *vec_add(a, &list) = arena_strdup(a, stmt_text(s, 0));
    stmt_close(s);
    *out = list.v;
    *n = list.n;
    return step;
}
