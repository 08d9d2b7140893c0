/* A database in memory with the current schema, filled by SQL: for tests of what reads it. */
#ifndef STORE_H
#define STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "data/db.h"
#include "data/schema.h"
#include "unit.h"

/* Checks and references are off: rows may be as other programs leave them. */
static inline struct db *store_open(struct arena *a, const char *sql)
{
    struct err err = {.status = ST_OK};
    struct db *db = NULL;

    if (db_open_memory(a, &db, &err) || schema_create(db, &err) ||
        db_exec(db, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF", &err) || db_exec(db, sql, &err))
        fail_msg("%s", err.text);
    return db;
}

#endif
