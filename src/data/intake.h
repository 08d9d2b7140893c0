/* Rows of CSV files → checked, normalised values, by one table that describes every table of the database. */
#ifndef DATA_INTAKE_H
#define DATA_INTAKE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "data/csv.h"
#include "data/index.h"

struct err;
struct notes;

enum intake_type {
    INTAKE_CODE,    /* opaque text without line ends */
    INTAKE_TEXT,    /* runs of blanks become one space */
    INTAKE_CHOICE,  /* one of `choices` */
    INTAKE_FLAG,    /* 0, 1 */
    INTAKE_DAY,     /* stored YYYY-MM-DD */
    INTAKE_COUNT,   /* whole number from 0 */
    INTAKE_DECIMAL, /* stored -?[0-9]+(\.[0-9]+)? without needless zeros in front */
    INTAKE_SHA256
};

struct intake_column {
    const char *name;
    enum intake_type type;
    int required, key;
    int folder;                 /* a code that becomes the name of a folder */
    const char *const *choices; /* INTAKE_CHOICE: NULL-terminated */
    const char *refers;         /* table whose `ma` this is, NULL if none */
    const char *preset;         /* stored where the file says nothing, NULL if none */
};

enum { INTAKE_COLUMNS = 16 }; /* no table has more */

/* Two columns that may not be equal, or not in reverse order. */
struct intake_rule {
    int first, second; /* columns */
    int distinct;      /* 1: must differ; 0: first <= second */
    const char *text;  /* what is wrong, for the user */
};

struct intake_table {
    const char *name, *label; /* "ho_so", "hồ sơ" */
    const struct intake_column *columns;
    size_t ncolumns;
    const struct intake_rule *rules;
    size_t nrules;
    int unit; /* column whose unit a row belongs to, -1 if coverage makes no sense for the table */
    int keeps_history;
};

const struct intake_table *intake_tables(size_t *n);               /* in the order in which they can be filled */
const struct intake_table *intake_table(const char *name);         /* NULL if there is none */
int intake_column(const struct intake_table *t, const char *name); /* -1 if there is none */
/* The column of a unit's parent: it refers to its own table, so rows may come before the one they name. -1 if none. */
int intake_self_reference(const struct intake_table *t);

/* How a source system calls things (--map FILE.ini):
 *   [cot]          column = caption in the file
 *   [gia_tri.kenh] value of ours = theirs | theirs …   (choices, and flags with 0 and 1); trong = … means empty
 *   [so]           kieu = viet_nam (1.200,5) | quoc_te (1,200.5)
 * Captions and values are compared without case, accents and double blanks. */
enum number_style { NUMBERS_CANONICAL, NUMBERS_VIETNAM, NUMBERS_INTERNATIONAL };

struct intake_map {
    const char *path;
    const char *captions[INTAKE_COLUMNS]; /* NULL: the column's own name */
    struct intake_pair {
        const char *folded, *value; /* value "" for empty */
    } * values[INTAKE_COLUMNS];
    size_t nvalues[INTAKE_COLUMNS];
    enum number_style numbers;
};

/* Status 78 with file and line. */
int intake_map_load(struct arena *a, const char *path, const struct intake_table *t, struct intake_map **out,
                    struct err *err);

enum reject_reason {
    REJECT_TEXT, /* not valid UTF-8 or UTF-16 */
    REJECT_QUOTES,
    REJECT_CELLS,     /* more or fewer cells than the header */
    REJECT_CHARACTER, /* control or direction character, or one that replaces a lost one */
    REJECT_LENGTH,
    REJECT_LEGACY, /* looks like TCVN3, VNI or wrongly decoded UTF-8 */
    REJECT_EMPTY,  /* required */
    REJECT_CODE,
    REJECT_FOLDER, /* no name for a folder */
    REJECT_CHOICE,
    REJECT_FLAG,
    REJECT_DAY,
    REJECT_NUMBER,
    REJECT_AMBIGUOUS, /* 1.200 */
    REJECT_TOO_LARGE,
    REJECT_SHA256,
    REJECT_UNKNOWN, /* refers to nothing */
    REJECT_RULE,
    REJECT_LOOP,      /* a unit below itself */
    REJECT_DUPLICATE, /* the key came before in this file, with other contents */
    REJECT_COUNT
};

const char *reject_id(enum reject_reason r);    /* "ngay_sai": kept in the database */
const char *reject_label(enum reject_reason r); /* "ngày không đọc được": for sums */
const char *reject_label_of(const char *id);    /* NULL if there is no such reason */

struct rejection {
    enum reject_reason reason;
    int column; /* -1: the row as a whole */
    const char *text;
};

struct intake_value {
    const char *text; /* canonical; NULL: empty */
    int64_t number;   /* INTAKE_COUNT, INTAKE_FLAG */
};

struct intake {
    const struct intake_table *table;
    const struct intake_map *map;      /* NULL: none */
    int source[INTAKE_COLUMNS];        /* cell of each column, -1: not in the file, so it says nothing about it */
    size_t ncells;                     /* of the header */
    int own_rejects;                   /* the file is a FILE.loi.csv: apostrophes that guard formulas are taken off */
    struct index refs[INTAKE_COLUMNS]; /* by column with `refers`: the codes there are; the caller adds them */

    /* The row read last; valid until the next intake_row. */
    struct intake_value values[INTAKE_COLUMNS];
    VEC(struct rejection) rejections;

    /* inner */
    struct arena *arena, *row; /* row: texts of the last rows */
    size_t row_used;
    char days[INTAKE_COLUMNS][11];
    struct index seen[INTAKE_COLUMNS]; /* mapped values met: raw text → position in map->values */
};

/* Matches the header with the columns. Notes: captions that are not read. 65: the header is not valid text, a column
 * twice, a required one missing (with the nearest caption). */
int intake_bind(struct arena *a, const struct intake_table *t, const struct intake_map *map, const char *path,
                const struct csv_row *header, struct notes *notes, struct intake **out, struct err *err);
void intake_close(struct intake *in); /* NULL is allowed */

/* 1: accepted; 0: rejected, see in->rejections. */
int intake_row(struct intake *in, const struct csv_row *row);
/* For what only shows later: one more reason against the row. */
void intake_reject(struct intake *in, enum reject_reason reason, int column, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
