/* The small tables of a snapshot, in memory: units, fields, procedures. Indexes below are positions in these arrays,
 * which are sorted as papers list them: thu_tu, then name in Vietnamese order, then code. */
#ifndef DATA_CATALOG_H
#define DATA_CATALOG_H

#include <stddef.h>

#include "base/date.h"

struct arena;
struct db;
struct err;

enum level { LEVEL_PROVINCE, LEVEL_DISTRICT, LEVEL_COMMUNE }; /* cap: tinh, huyen, xa */

struct unit {
    const char *code, *name;
    enum level level;
    int parent;                 /* index, -1 for a root */
    day_t valid_from, valid_to; /* DAY_NONE: open */
    /* for its own papers; NULL where not entered */
    const char *parent_agency, *agency, *symbol, *place, *authority, *position, *signer;
};

struct field {
    const char *code, *name;
};

struct procedure {
    const char *code, *name;
    int field;                              /* index */
    int level;                              /* enum level, -1 if not given */
    int online;                             /* index in the dimension muc_do, 0 = not given */
    int one_stop, linked, internal_process; /* 0/1 */
    day_t valid_from, valid_to;
};

struct catalog {
    struct unit *units;
    size_t nunits;
    struct field *fields;
    size_t nfields;
    struct procedure *procedures;
    size_t nprocedures;
    struct catalog_index *index; /* catalog.c */
};

int catalog_load(struct arena *a, struct db *db, struct catalog **out, struct err *err);
int catalog_unit(const struct catalog *c, const char *code); /* index or -1; hashed, fast */
int catalog_field(const struct catalog *c, const char *code);
int catalog_procedure(const struct catalog *c, const char *code);
int catalog_unit_n(const struct catalog *c, const char *code,
                   size_t n); /* the same for n bytes: a loaded catalog only */
int catalog_procedure_n(const struct catalog *c, const char *code, size_t n);
/* 1 if `unit` is `root` or below it; root -1 is everything. */
int catalog_under(const struct catalog *c, int unit, int root);
int catalog_in_force(day_t from, day_t to, day_t on); /* validity on a day */

#endif
