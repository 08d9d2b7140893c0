/* What the files cube*.c share. Nobody else includes this. */
#ifndef DATA_CUBE_IMPL_H
#define DATA_CUBE_IMPL_H

#include "data/cube.h"

struct arena;
struct err;

/* cube_scan.c: the dossiers of every range, in one pass; fills tables[…][TABLE_DOSSIERS] and scanned. */
int cube_scan(struct arena *a, struct db *db, struct cube *c, struct err *err);
/* cube_tables.c: the other tables of every range, row by row. */
int cube_tables(struct arena *a, struct db *db, struct cube *c, struct err *err);

/* Room for n rows of a table. */
struct rows cube_new_rows(struct arena *a, enum table t, size_t n);
/* unit_start of rows that are sorted by unit. */
void cube_index_units(struct arena *a, const struct cube *c, struct rows *r);
/* Position of a code in a dimension's names; 0 for NULL and for a code that is none of them. */
int cube_code(enum table t, int dim, const char *code);

#endif
