/* All counts of a run: one pass over the dossiers of a snapshot for every range asked for, and the other tables.
 * Every dossier in scope of a range is in exactly one cell; cells merge by adding, so files of cells made elsewhere give
 * the same cube. */
#ifndef DATA_CUBE_H
#define DATA_CUBE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "conf/config.h"
#include "data/catalog.h"
#include "data/rows.h"

struct db;

struct cube {
    const struct catalog *catalog;
    enum returned_mode returned;
    struct range *ranges; /* distinct */
    size_t nranges;
    struct rows (*tables)[TABLE_COUNT]; /* [range][table] */
    int64_t scanned;                    /* dossier rows read */
};

/* ranges may repeat; cube->ranges holds each once. */
int cube_count(struct arena *a, struct db *db, const struct catalog *c, const struct range *ranges, size_t nranges,
               enum returned_mode mode, struct cube **out, struct err *err);
int cube_range(const struct cube *c, struct range r); /* index, -1 if it was not counted */
const struct rows *cube_rows(const struct cube *c, int range, enum table t);

/* TSV with a header: one line a cell, dimensions by code; comment lines "# …" first (schema version, ranges, fingerprint). */
int cube_write(const struct cube *c, const char *fingerprint, FILE *out, struct err *err);

#endif
