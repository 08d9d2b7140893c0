/* Generated databases, small and nasty, and what the program and plain SQL say of them. */
#ifndef ORACLE_H
#define ORACLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/note.h"
#include "conf/config.h"
#include "data/classify.h"
#include "data/facts.h"
#include "data/index.h"
#include "doc/form.h"

struct db;
struct oracle;

/* ---- generate.c ---- */

enum { RANGES_MAX = 20, FIXED_MAX = 6 };

struct entered { /* codes that so_lieu may hold */
    const char **v;
    size_t n;
};

struct generated {
    struct db *db;
    int spoiled; /* some rows break the rules of the tables */
    /* the paper that is asked for */
    const char *code;
    enum period_rule rule;
    struct fixed_range fixed[FIXED_MAX];
    size_t nfixed;
    int no_inspections;              /* the report goes without them */
    struct range ranges[RANGES_MAX]; /* of the paper, and others; some are equal */
    size_t nranges;
};

/* Database number `seed`, always the same; path: of the file, NULL: in memory. */
int generate(struct arena *a, uint64_t seed, const char *path, const struct entered *entered, struct generated *out,
             struct err *err);

/* ---- the program's side (program.c) ---- */

struct program {
    struct arena *arena;
    const char *templates;
    struct config config;
    struct catalog *catalog;
    struct coverage *coverage;
    struct facts *facts;
    struct cube *cube;
    struct period period;
    struct notes notes;
    VEC(struct form *) forms;
    struct index form_index;
    struct names **names; /* per unit, NULL until asked for */
};

/* Everything counted, from rows to figures. */
int program_count(struct arena *a, const char *templates, struct db *db, const struct generated *g,
                  enum returned_mode mode, struct program *p, struct err *err);
/* The same database in another mode: definitions and forms are not read again. */
int program_count_again(struct program *p, struct db *db, const struct generated *g, enum returned_mode mode,
                        struct err *err);

/* A form of one unit as lines, "II.06a/4/cap=xa/linh_vuc=L1 = 12" cell by cell; of a list row by row. None where the
 * paper goes without it or nothing is drawn. */
typedef VEC(const char *) line_list;
int program_form(struct arena *a, struct program *p, const char *code, int unit, line_list *out, struct err *err);

/* All that is said of a unit and those below it, as text (dump.c). */
enum { DUMP_CUBE = 1, DUMP_FIGURES = 2, DUMP_FORMS = 4 };
int program_dump(struct arena *a, const struct oracle *o, struct program *p, const char *root, unsigned parts,
                 struct buf *out, struct err *err);

/* ---- the SQL's side (sql.c) ---- */

struct sql_file {
    const char *name; /* without folder and ".sql" */
    const char *text;
};

struct oracle {
    const char *templates;
    struct sql_file *base, *figures, *forms, *cube;
    size_t nbase, nfigures, nforms, ncube;
    const char **form_codes; /* of the program */
    size_t nform_codes;
    struct entered entered;
};

int oracle_open(struct arena *a, const char *folder, const char *templates, struct oracle **out, struct err *err);
const struct sql_file *oracle_sql(const struct sql_file *files, size_t n, const char *name); /* NULL: there is none */
/* The names of a temporary table's columns. */
int oracle_columns(struct arena *a, struct db *db, const char *table, const char ***out, size_t *n, struct err *err);

/* Fills temporary tables beside the data: the sections' days, dossiers, coverage … (nen/), then every figure
 * (chi_tieu/). */
int oracle_prepare(const struct oracle *o, struct db *db, const struct generated *g, enum returned_mode mode,
                   struct err *err);
int oracle_clear(struct db *db, struct err *err);

/* ---- comparison: differences go to stderr, the first ones of each kind (cube.c, figures.c, forms.c) ---- */

struct cube_tally {
    int64_t cells, dossiers, states[STATE_COUNT], origins[3], rows[TABLE_COUNT], columns, wrong;
};

struct tally {
    int64_t figures, known, undefined, not_loaded, not_entered; /* values by what the program says */
    int64_t beyond;                                             /* too large for the program, which says so */
    int64_t cells, forms, papers;
    int64_t wrong;
};

int compare_cube(struct arena *a, const struct oracle *o, struct db *db, const struct cube *cube,
                 enum returned_mode mode, const char *place, struct cube_tally *t, struct err *err);
int compare_figures(struct arena *a, struct db *db, struct program *p, const char *place, struct tally *t,
                    struct err *err);
int compare_forms(struct arena *a, const struct oracle *o, struct db *db, struct program *p, const char *place,
                  struct tally *t, struct err *err);
/* Papers of all units, read by the identity gate (paper.c). */
int compare_papers(struct arena *a, struct program *p, const char *place, struct tally *t, struct err *err);

/* The program against itself (change.c). 1 if a figure changed. */
int change_databases(const struct oracle *o, uint64_t count, uint64_t first, struct err *err);

/* The same by way of CSV files, which are written to dir (reimport.c). */
int import_databases(const struct oracle *o, const char *dir, uint64_t count, uint64_t first, struct err *err);

/* Numbers first … first + count - 1; prints what became of them. 1 if one was not refused and not right (damage.c). */
int damage_databases(const struct oracle *o, const char *dir, uint64_t count, uint64_t first, struct err *err);

#endif
