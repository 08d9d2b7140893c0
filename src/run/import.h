/* The verb import: rows of CSV files into one table. */
#ifndef RUN_IMPORT_H
#define RUN_IMPORT_H

#include <stddef.h>

#include "base/date.h"

struct err;

struct import_options {
    const char *database, *table;
    const char *map;                  /* --map FILE.ini; NULL: captions are our column names */
    int strict;                       /* a rejected row: nothing of its file is kept */
    day_t coverage_from, coverage_to; /* both DAY_NONE: nothing is said about coverage */
    day_t today;                      /* DAY_NONE: the day of the run */
    const char *const *files;
    size_t nfiles;
};

/* One transaction a file, in the order given. ST_OK, ST_FINDINGS if a row was rejected, or -1 with an error: the files
 * before stay imported. Sums by reason go to stderr, the rejected rows to FILE.loi.csv. */
int run_import(const struct import_options *o, struct err *err);

#endif
