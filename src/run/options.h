/* The command line: what a verb takes, read strictly, and its help in Vietnamese. */
#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include <stddef.h>
#include <stdio.h>

#include "base/date.h"

struct arena;
struct err;

/* Everything any verb can be given; NULL, 0 and DAY_NONE where it is not. */
struct arguments {
    const char *config, *period, *report, *output, *unit, *number, *numbers;
    const char *database, *table, *map;
    day_t from, to, date, today, coverage_from, coverage_to;
    int all_units, units, correction, final, due, list, excluded, deep, changes, strict, upgrade, json, help;
    const char **files;
    size_t nfiles;
};

enum files_wanted { FILES_NONE, FILES_OPTIONAL, FILES_REQUIRED };

struct verb_usage {
    const char *name;
    const char *summary;         /* one line for the program's help */
    const char *about;           /* lines, each ended by "\n" */
    const char *const *options;  /* names as in the table of options.c, NULL-terminated */
    const char *const *required; /* those of them that must be given, NULL-terminated */
    enum files_wanted files;
    const char *files_label; /* "TỆP…" in the usage line */
    const char *examples;    /* lines */
    const int *codes;        /* exit codes beside 0 and 64, ended by 0 */
};

/* argv[0] is the first word behind the verb. Errors: 64, naming the nearest option. With --help nothing is required. */
int options_parse(struct arena *a, const struct verb_usage *v, int argc, char *const *argv, struct arguments *out,
                  struct err *err);

void options_help(const struct verb_usage *v, FILE *out);
/* The line of one exit code, with its number. */
void options_print_code(int code, FILE *out);
void options_print_all_codes(FILE *out);

#endif
