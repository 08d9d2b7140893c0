/* SQLite behind one door: read-only snapshots for reports, write connections for init and import.
 * Messages name the database file. Statuses: 66 missing, 65 not a database / damaged / other program's / wrong version,
 * 75 locked, 77 permission, 74 I/O. */
#ifndef DATA_DB_H
#define DATA_DB_H

#include <stdint.h>

struct arena;
struct err;
struct db;
struct stmt;

/* Read-only, query_only, untrusted schema; checks application_id and schema version; one read snapshot is begun and
 * held until db_close, so every later query sees the same state. */
int db_open_snapshot(struct arena *a, const char *path, struct db **db, struct err *err);
int db_open_write(struct arena *a, const char *path, struct db **db, struct err *err); /* existing, current version */
int db_open_any_version(struct arena *a, const char *path, struct db **db, struct err *err); /* for --upgrade */
/* A new file with the current schema, in WAL mode, open for writing. 73 if the file exists. */
int db_create(struct arena *a, const char *path, struct db **db, struct err *err);
int db_open_memory(struct arena *a, struct db **db, struct err *err); /* empty, without schema */
void db_close(struct db *db);                                         /* NULL is allowed */
const char *db_path(const struct db *db);

int db_exec(struct db *db, const char *sql, struct err *err); /* one or more statements without results */
int db_integer(struct db *db, const char *sql, int64_t *out,
               struct err *err); /* first column of the first row, 0 if none */
int64_t db_changes(const struct db *db);
int64_t db_last_rowid(const struct db *db);

int db_prepare(struct db *db, const char *sql, struct stmt **stmt, struct err *err);
void stmt_close(struct stmt *s);                /* NULL is allowed */
int stmt_step(struct stmt *s, struct err *err); /* 1 a row, 0 the end (statement is reset), -1 error */
void stmt_reset(struct stmt *s);                /* also clears the bindings */
void stmt_bind_text(struct stmt *s, int index, const char *text); /* index from 1; NULL binds NULL; text is copied */
void stmt_bind_text_static(struct stmt *s, int index, const char *text); /* not copied: lives until the next reset */
void stmt_bind_int(struct stmt *s, int index, int64_t value);
const char *stmt_text(struct stmt *s, int column); /* column from 0; NULL for NULL; valid until the next step */
/* Of a column that must hold a text: "" for NULL, which is found there in damaged files alone. */
const char *stmt_required(struct stmt *s, int column);
/* The same as papers, tables and terminals may show it (base/safe.h): other programs write what they like. */
char *stmt_safe(struct arena *a, struct stmt *s, int column);
const char *stmt_code(struct arena *a, struct stmt *s, int column); /* a code: its bytes, as far as they are UTF-8 */
int stmt_text_length(struct stmt *s, int column);                   /* bytes; call after stmt_text */
int64_t stmt_int(struct stmt *s, int column);
int stmt_is_null(struct stmt *s, int column);

#endif
