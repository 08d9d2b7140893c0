/* Verbs lint and fields: templates and forms checked without data, and every name they may print. */
#ifndef RUN_LINT_H
#define RUN_LINT_H

#include <stddef.h>
#include <stdio.h>

struct err;

/* Checks the files named, or everything in a templates folder: the one of the configuration (NULL: the program's). A
 * form is FOLDER/bieu/MA.ini, a report FOLDER/MAU/bao-cao.ini or a file beside it, the rest lies in FOLDER itself.
 * Codes of units, fields and procedures are looked up in the configuration's database; without a configuration there
 * are none. Each error goes to stderr; -1 with the status of the first, and how many there are. */
int run_lint(const char *config_path, const char *const *files, size_t nfiles, struct err *err);

/* TSV with a header: name, label, unit, source. */
int run_fields(const char *config_path, FILE *out, struct err *err);
/* TSV with a header: code, name, level of the agency and the units below it, as papers list them. */
int run_units(const char *config_path, FILE *out, struct err *err);

#endif
