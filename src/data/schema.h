/* The tables of the database: the whole schema, how an older one becomes the current one, and what differs.
 * Dates are text YYYY-MM-DD; codes are opaque text; flags are 0/1. */
#ifndef DATA_SCHEMA_H
#define DATA_SCHEMA_H

#include "data/db.h"

/* "CCHC": PRAGMA application_id tells our files from other programs'. */
#define SCHEMA_APPLICATION_ID 0x43434843
enum { SCHEMA_VERSION = 3 };

int schema_create(struct db *db, struct err *err); /* in an empty database, one transaction */

/* 65 if the file is not ours or newer than this program. */
int schema_check_owner(struct db *db, struct err *err);
/* 65 if the version is not the current one, or something that the program needs is missing or other than expected: the
 * sentence lists what differs. Tables, views and plain indexes that somebody added are let be. */
int schema_check(struct arena *a, struct db *db, struct err *err);

/* From any older version, in one transaction; *from gets the version found (SCHEMA_VERSION: nothing to do). A database
 * that does not have the schema of its version is refused as by schema_check. */
int schema_upgrade(struct arena *a, struct db *db, int64_t *from, struct err *err);

/* The covering index of the period scan, which leads with ngay_ket_thuc. Filling an empty table is faster without it.
 */
int schema_drop_scan_index(struct db *db, struct err *err);
int schema_create_scan_index(struct db *db, struct err *err);

#endif
