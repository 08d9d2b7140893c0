/* What most verbs are asked for, and everything they need opened for it. */
#ifndef RUN_REQUEST_H
#define RUN_REQUEST_H

#include "base/note.h"
#include "conf/config.h"
#include "data/checks.h"
#include "data/db.h"
#include "data/facts.h"

struct run_request {
    const char *config_path, *period;
    day_t from, to;         /* DAY_NONE both: as configured */
    const char *report;     /* NULL: the config's */
    const char *output_dir; /* NULL: the config's */
    const char *unit;       /* NULL: the config's */
    int all_units;          /* every unit below the config's, each with papers of its own */
    int correction;         /* not the report: what its final printed and what is right now */
    int final;
    const char *number;  /* final of one unit */
    day_t date;          /* final of one unit */
    const char *numbers; /* final of all units: CSV with ma, so, ngay */
    int due;             /* make only what is not there or no longer valid, from complete data: 75 where it is not */
};

struct run_context {
    struct arena *arena;
    struct config *config; /* report and output_dir as asked for */
    struct db *db;
    struct catalog *catalog;
    struct facts *facts;
    struct coverage *coverage;
    struct cube *cube;
    struct period period;
    struct notes notes;
    int unit;                  /* the unit asked for: index in the catalog */
    int agency;                /* the config's own */
    const char *data_dir;      /* holds templates/ and fonts/ */
    const char *templates_dir; /* the config's own, or the one of data_dir */
    char data_hash[65];        /* fingerprint of the counted data: cells, rows and entries */
};

/* Config → period → snapshot → catalog → definitions → one scan. context_close in every case. */
int context_open(struct run_context *x, const struct run_request *q, struct err *err);
void context_close(struct run_context *x);

/* The two halves of context_open, for verbs that have something to check before the scan: up to the definitions; the
 * scan and what follows from it (with hash = 0 no data_hash). */
int context_prepare(struct run_context *x, const struct run_request *q, struct err *err);
int context_count(struct run_context *x, int hash, struct err *err);

/* Today in Vietnam, by the clock: for the import log and for findings about days to come. No figure depends on it. */
day_t day_of_run(void);

/* Whose papers are made, in the order of the catalog: the unit asked for, or with all_units those below the agency that
 * are in force on some day of the period. `units` has room for all of the catalog; their number is returned. */
size_t context_units(const struct run_context *x, int all_units, int *units);

/* Where templates/ and fonts/ are: <folder of the program>/../share/cchc-report, else the nearest folder above the
 * program that holds both. 66 if there is none. */
#define CALENDARS_FOLDER "config/lich" /* in it */
int find_data_dir(struct arena *a, const char **out, struct err *err);

#endif
