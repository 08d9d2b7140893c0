#include "data/upsert.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"

struct upsert {
    struct arena *arena;
    struct db *db;
    const struct intake_table *table;
    int inserted[INTAKE_COLUMNS], updated[INTAKE_COLUMNS]; /* columns in the order of the statements' parameters */
    int keys[INTAKE_COLUMNS];
    size_t ninserted, nupdated, nkeys;
    struct stmt *insert, *find, *update, *keep; /* keep: the old row into the history; NULL where there is none */
    int was_empty;
    int64_t session;
    const char *file;
    int64_t rows_before;    /* largest rowid when the file began */
    VEC(int64_t) new_lines; /* line of the row that made rowid rows_before + 1 + i */
    /* Lines of the rows that met one that was there before: rowid → line, 0 where free. */
    struct met {
        int64_t rowid, line;
    } * met;
    size_t met_mask, nmet;
};

enum { FIRST_MET = 256 };

static void names(struct buf *b, const struct upsert *u, const int *columns, size_t n, const char *behind,
                  const char *between)
{
    for (size_t i = 0; i < n; i++)
        buf_printf(b, "%s%s%s", i ? between : "", u->table->columns[columns[i]].name, behind);
}

static int prepare_insert(struct upsert *u, struct err *err)
{
    struct buf b;

    buf_init(&b, u->arena);
    buf_printf(&b, "INSERT INTO %s (", u->table->name);
    names(&b, u, u->inserted, u->ninserted, "", ", ");
    buf_puts(&b, ") VALUES (");
    for (size_t i = 0; i < u->ninserted; i++)
        buf_puts(&b, i ? ", ?" : "?");
    buf_puts(&b, ") ON CONFLICT (");
    names(&b, u, u->keys, u->nkeys, "", ", ");
    buf_puts(&b, ") DO NOTHING");
    return db_prepare(u->db, b.p, &u->insert, err);
}

static int prepare_find(struct upsert *u, struct err *err)
{
    struct buf b;

    buf_init(&b, u->arena);
    buf_puts(&b, "SELECT rowid");
    for (size_t i = 0; i < u->nupdated; i++)
        buf_printf(&b, ", %s", u->table->columns[u->updated[i]].name);
    buf_printf(&b, " FROM %s WHERE ", u->table->name);
    names(&b, u, u->keys, u->nkeys, " = ?", " AND ");
    return db_prepare(u->db, b.p, &u->find, err);
}

static int prepare_update(struct upsert *u, struct err *err)
{
    struct buf b;

    if (u->nupdated == 0) /* every column is part of the key */
        return 0;
    buf_init(&b, u->arena);
    buf_printf(&b, "UPDATE %s SET ", u->table->name);
    names(&b, u, u->updated, u->nupdated, " = ?", ", ");
    buf_puts(&b, " WHERE rowid = ?");
    return db_prepare(u->db, b.p, &u->update, err);
}

static int prepare_keep(struct upsert *u, struct err *err)
{
    const struct intake_table *t = u->table;
    int all[INTAKE_COLUMNS];
    struct buf b;

    if (!t->keeps_history)
        return 0;
    for (size_t c = 0; c < t->ncolumns; c++)
        all[c] = (int)c;
    buf_init(&b, u->arena);
    buf_printf(&b, "INSERT INTO %s_lich_su (thay_luc_phien, tep, ", t->name);
    names(&b, u, all, t->ncolumns, "", ", ");
    buf_puts(&b, ") SELECT ?, ?, ");
    names(&b, u, all, t->ncolumns, "", ", ");
    buf_printf(&b, " FROM %s WHERE rowid = ?", t->name);
    return db_prepare(u->db, b.p, &u->keep, err);
}

int upsert_open(struct arena *a, struct db *db, const struct intake_table *t, const int *present, int64_t session,
                const char *file, struct upsert **out, struct err *err)
{
    struct upsert *u = arena_alloc(a, sizeof *u);

    *u = (struct upsert){.arena = a, .db = db, .table = t, .session = session, .file = file};
    u->met_mask = FIRST_MET - 1;
    u->met = arena_alloc(a, FIRST_MET * sizeof *u->met);
    for (size_t c = 0; c < t->ncolumns; c++) {
        if (present[c] || t->columns[c].preset)
            u->inserted[u->ninserted++] = (int)c;
        if (t->columns[c].key)
            u->keys[u->nkeys++] = (int)c;
        else if (present[c])
            u->updated[u->nupdated++] = (int)c;
    }
    if (db_integer(db, arena_printf(a, "SELECT coalesce(max(rowid), 0) FROM %s", t->name), &u->rows_before, err) ||
        prepare_insert(u, err) || prepare_find(u, err) || prepare_update(u, err) || prepare_keep(u, err)) {
        upsert_close(u);
        return -1;
    }
    u->was_empty = u->rows_before == 0;
    *out = u;
    return 0;
}

void upsert_close(struct upsert *u)
{
    if (!u)
        return;
    stmt_close(u->insert);
    stmt_close(u->find);
    stmt_close(u->update);
    stmt_close(u->keep);
}

static void bind(const struct upsert *u, struct stmt *s, int index, int column, const struct intake_value *values)
{
    enum intake_type type = u->table->columns[column].type;
    const struct intake_value *v = &values[column];

    if (v->text && (type == INTAKE_COUNT || type == INTAKE_FLAG))
        stmt_bind_int(s, index, v->number);
    else
        stmt_bind_text_static(s, index, v->text);
}

/* ---- which rows this file has met ---- */

static struct met *met_slot(const struct upsert *u, int64_t rowid)
{
    size_t i = (size_t)((uint64_t)rowid * 0x9E3779B97F4A7C15u >> 20) & u->met_mask;

    while (u->met[i].line && u->met[i].rowid != rowid)
        i = (i + 1) & u->met_mask;
    return &u->met[i];
}

static void meet(struct upsert *u, int64_t rowid, int64_t line)
{
    struct met *slot;

    if (u->nmet * 2 > u->met_mask) {
        struct met *old = u->met;
        size_t n = u->met_mask + 1;

        u->met_mask = 2 * n - 1;
        u->met = arena_alloc(u->arena, 2 * n * sizeof *u->met);
        for (size_t i = 0; i < n; i++)
            if (old[i].line)
                *met_slot(u, old[i].rowid) = old[i];
    }
    slot = met_slot(u, rowid);
    u->nmet += slot->line == 0;
    *slot = (struct met){rowid, line};
}

/* The line of this file that wrote or met the row before; 0 if none did. */
static int64_t line_of(const struct upsert *u, int64_t rowid)
{
    if (rowid > u->rows_before && rowid - u->rows_before <= (int64_t)u->new_lines.n)
        return u->new_lines.v[rowid - u->rows_before - 1];
    return met_slot(u, rowid)->line;
}

/* ---- one row ---- */

static int try_insert(struct upsert *u, const struct intake_value *values, int64_t line, int *done, struct err *err)
{
    for (size_t i = 0; i < u->ninserted; i++)
        bind(u, u->insert, (int)i + 1, u->inserted[i], values);
    if (stmt_step(u->insert, err) < 0)
        return -1;
    *done = db_changes(u->db) == 1;
    if (*done) {
        int64_t rowid = db_last_rowid(u->db);

        /* SQLite counts on from the largest; only at the end of 64 bits it would look for gaps. */
        if (rowid == u->rows_before + 1 + (int64_t)u->new_lines.n)
            *vec_add(u->arena, &u->new_lines) = line;
        else
            meet(u, rowid, line);
    }
    return 0;
}

/* 1 found: *rowid, and *same if nothing would change. */
static int find_row(struct upsert *u, const struct intake_value *values, int64_t *rowid, int *same, struct err *err)
{
    int row;

    for (size_t i = 0; i < u->nkeys; i++)
        bind(u, u->find, (int)i + 1, u->keys[i], values);
    row = stmt_step(u->find, err);
    if (row == 1) {
        *rowid = stmt_int(u->find, 0);
        *same = 1;
        for (size_t i = 0; i < u->nupdated && *same; i++) {
            const char *old = stmt_text(u->find, (int)i + 1), *new = values[u->updated[i]].text;

            *same = old && new ? strcmp(old, new) == 0 : old == new;
        }
    }
    stmt_reset(u->find);
    return row;
}

static int change(struct upsert *u, const struct intake_value *values, int64_t rowid, struct err *err)
{
    if (u->keep) {
        stmt_bind_int(u->keep, 1, u->session);
        stmt_bind_text_static(u->keep, 2, u->file);
        stmt_bind_int(u->keep, 3, rowid);
        if (stmt_step(u->keep, err) < 0)
            return -1;
    }
    for (size_t i = 0; i < u->nupdated; i++)
        bind(u, u->update, (int)i + 1, u->updated[i], values);
    stmt_bind_int(u->update, (int)u->nupdated + 1, rowid);
    return stmt_step(u->update, err) < 0 ? -1 : 0;
}

int upsert_row(struct upsert *u, const struct intake_value *values, int64_t line, enum upsert_outcome *outcome,
               int64_t *other, struct err *err)
{
    int64_t rowid = 0, before;
    int same = 0, done = 0, found = 0;

    /* In an empty table nearly every row is new: looking first would cost as much as inserting. */
    if (!u->was_empty) {
        found = find_row(u, values, &rowid, &same, err);
        if (found < 0)
            return -1;
    }
    if (!found) {
        if (try_insert(u, values, line, &done, err))
            return -1;
        if (done) {
            *outcome = UPSERT_NEW;
            return 0;
        }
        found = find_row(u, values, &rowid, &same, err);
        if (found < 0)
            return -1;
        assert(found == 1); /* what else should the conflict be with? */
    }
    before = line_of(u, rowid);
    if (same) {
        *outcome = UPSERT_SAME;
    } else if (before) {
        *outcome = UPSERT_DUPLICATE;
        *other = before;
        return 0;
    } else if (change(u, values, rowid, err)) {
        return -1;
    } else {
        *outcome = UPSERT_CHANGED;
    }
    if (!before)
        meet(u, rowid, line);
    return 0;
}
