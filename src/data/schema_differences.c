/* The schema that a database has against the one its version should have, which is built in memory beside it. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/schema_impl.h"

struct column {
    const char *name, *type;
    int64_t required, key;
};

struct object {
    const char *type, *name, *table; /* type: table, index, view, trigger */
    const char *sql;                 /* blanks and case of no account, see squeeze */
    VEC(struct column) columns;      /* tables */
};

struct objects {
    VEC(struct object) list;
};

/* Runs of blanks as one: how a statement was laid out does not matter. */
static const char *squeeze(struct arena *a, const char *sql)
{
    struct buf b;

    buf_init(&b, a);
    for (; *sql; sql++) {
        if (!strchr(" \t\r\n", *sql))
            buf_putc(&b, *sql);
        else if (b.n && b.p[b.n - 1] != ' ')
            buf_putc(&b, ' ');
    }
    return buf_str(&b);
}

static const char *column_text(struct arena *a, struct stmt *s, int column)
{
    const char *text = stmt_text(s, column);

    return arena_strdup(a, text ? text : "");
}

static int read_columns(struct arena *a, struct db *db, struct object *o, struct err *err)
{
    struct stmt *s;
    int row;

    if (db_prepare(db, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) ORDER BY cid", &s, err))
        return -1;
    stmt_bind_text(s, 1, o->name);
    while ((row = stmt_step(s, err)) == 1)
        *vec_add(a, &o->columns) = (struct column){
            .name = column_text(a, s, 0),
            .type = column_text(a, s, 1),
            .required = stmt_int(s, 2),
            .key = stmt_int(s, 3),
        };
    stmt_close(s);
    return row;
}

static int read_objects(struct arena *a, struct db *db, struct objects *out, struct err *err)
{
    struct stmt *s;
    int row;

    *out = (struct objects){0};
    if (db_prepare(db,
                   "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                   " ORDER BY type = 'index', name",
                   &s, err))
        return -1;
    while ((row = stmt_step(s, err)) == 1)
        *vec_add(a, &out->list) = (struct object){
            .type = column_text(a, s, 0),
            .name = column_text(a, s, 1),
            .table = column_text(a, s, 2),
            .sql = squeeze(a, column_text(a, s, 3)),
        };
    stmt_close(s);
    if (row < 0)
        return -1;
    for (size_t i = 0; i < out->list.n; i++)
        if (strcmp(out->list.v[i].type, "table") == 0 && read_columns(a, db, &out->list.v[i], err))
            return -1;
    return 0;
}

static const struct object *find(const struct objects *in, const struct object *like)
{
    for (size_t i = 0; i < in->list.n; i++)
        if (strcmp(in->list.v[i].type, like->type) == 0 && strcmp(in->list.v[i].name, like->name) == 0)
            return &in->list.v[i];
    return NULL;
}

static const struct column *find_column(const struct object *in, const char *name)
{
    for (size_t i = 0; i < in->columns.n; i++)
        if (strcmp(in->columns.v[i].name, name) == 0)
            return &in->columns.v[i];
    return NULL;
}

static void list(struct buf *b, const char *text)
{
    buf_printf(b, "%s%s", b->n ? "; " : "", text);
}

static void compare_tables(struct arena *a, const struct object *want, const struct object *have, struct buf *b)
{
    size_t before = b->n;

    for (size_t i = 0; i < want->columns.n; i++) {
        const struct column *w = &want->columns.v[i], *h = find_column(have, w->name);

        if (!h)
            list(b, arena_printf(a, "bảng '%s' thiếu cột '%s'", want->name, w->name));
        else if (strcmp(w->type, h->type) != 0)
            list(b, arena_printf(a, "bảng '%s', cột '%s': kiểu %s, đúng ra là %s", want->name, w->name,
                                 *h->type ? h->type : "(không có)", w->type));
        else if (w->required != h->required || w->key != h->key)
            list(b,
                 arena_printf(a, "bảng '%s', cột '%s': khóa chính hoặc NOT NULL khác quy định", want->name, w->name));
    }
    for (size_t i = 0; i < have->columns.n; i++)
        if (!find_column(want, have->columns.v[i].name))
            list(b, arena_printf(a, "bảng '%s' thừa cột '%s'", want->name, have->columns.v[i].name));
    if (b->n == before && strcmp(want->sql, have->sql) != 0)
        list(b, arena_printf(a, "bảng '%s' có ràng buộc khác quy định", want->name));
}

static const char *kind(const struct object *o)
{
    static const char *const names[][2] = {
        {"table", "bảng"}, {"index", "chỉ mục"}, {"view", "khung nhìn"}, {"trigger", "trigger"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(o->type, names[i][0]) == 0)
            return names[i][1];
    return o->type;
}

/* May stay: it changes nothing that the program reads or writes. A trigger does, and a unique index refuses rows. */
static int is_harmless(const struct object *o)
{
    return strcmp(o->type, "trigger") != 0 && strncmp(o->sql, "CREATE UNIQUE", 13) != 0;
}

int schema_differences(struct arena *a, struct db *db, int64_t version, char **text, struct err *err)
{
    struct db *model = NULL;
    struct objects want, have;
    struct buf bad, extra;
    int result = -1;

    if (db_open_memory(a, &model, err))
        return -1;
    if (schema_run_steps(model, 0, version, err) || read_objects(a, model, &want, err) ||
        read_objects(a, db, &have, err))
        goto out;
    buf_init(&bad, a);
    buf_init(&extra, a);
    for (size_t i = 0; i < want.list.n; i++) {
        const struct object *w = &want.list.v[i], *h = find(&have, w);

        if (!h)
            list(&bad, arena_printf(a, "thiếu %s '%s'", kind(w), w->name));
        else if (w->columns.n)
            compare_tables(a, w, h, &bad);
        else if (strcmp(w->sql, h->sql) != 0)
            list(&bad, arena_printf(a, "%s '%s' khác quy định", kind(w), w->name));
    }
    for (size_t i = 0; i < have.list.n; i++) {
        const struct object *h = &have.list.v[i];

        if (!find(&want, h))
            list(is_harmless(h) ? &extra : &bad, arena_printf(a, "thừa %s '%s'", kind(h), h->name));
    }
    /* What was only added is told together with what is wrong: a renamed table shows as both. */
    if (bad.n && extra.n)
        list(&bad, extra.p);
    *text = arena_strdup(a, buf_str(&bad));
    result = 0;
out:
    db_close(model);
    return result;
}
