/* What the files gate*.c share. Nobody else includes this. */
#ifndef DOC_GATE_IMPL_H
#define DOC_GATE_IMPL_H

#include "base/note.h"
#include "data/index.h"
#include "doc/gate.h"
#include "doc/printed.h"

/* ---- gate_read.c: printed numbers ---- */

enum reading_kind {
    READ_NOTHING, /* words */
    READ_COUNT,
    READ_RATE,
    READ_DASH,   /* "–": a share of nothing */
    READ_MISSING /* "…" */
};

struct reading {
    enum reading_kind kind;
    int64_t value; /* × 10^decimals; of a rate in hundredths of a percent */
    int decimals;
};

/* "307.485", "06", "-3", "1.085,25", "99,35%", "trên 99,99%"; is_rate: "99,35" is one too, as in a cell. */
struct reading gate_read(const char *text, int is_rate);
const char *gate_skip_blanks(const char *s); /* U+00A0 too */
/* <0, 0, >0 of two counts, whatever their decimals; both must be counts. */
int reading_compare(const struct reading *x, const struct reading *y);
/* The two counts × the same power of ten; 0 if that is too large. */
int reading_align(const struct reading *x, const struct reading *y, int64_t *left, int64_t *right);
struct reading reading_of_value(const struct value *v); /* READ_NOTHING of what is no number */
char *reading_text(struct arena *a, const struct reading *r);

/* ---- what is printed where ---- */

enum key_kind { KEY_VALUE, KEY_CHANGE, KEY_CHANGE_RATIO, KEY_REST, KEY_TARGET, KEY_TARGET_GAP };

/* What is counted, whichever way an id names it. */
struct key {
    int32_t kind, figure; /* figure: as facts_all lists them */
    int32_t unit, own;    /* own: of a unit with units below it, without these */
    int32_t level, field, procedure, before;
};

struct print {
    struct reading reading;
    const char *text;
    const struct run *run; /* one of the three */
    const struct cell *cell;
    const struct chart *chart;
    size_t bar;
    const struct text *within; /* of a run */
    struct print *next;
};

struct known {
    struct key key;
    const struct figure *figure;
    struct print *first, *last;
    int same; /* the known figure before it with the same name, elsewhere; -1 */
};

struct gate {
    struct arena *arena;
    const struct gate_request *q;
    const struct document *d;
    struct notes *notes;
    const struct figure *figures;
    size_t nfigures;
    char *has_units_below; /* per unit */
    struct index keys;     /* → known */
    VEC(struct known) known;
    int *by_figure;          /* the last known of each figure, -1 */
    struct printed *printed; /* when a place is asked for */
    size_t nprinted;
};

/* The figure, number n of those known; -1: not printed. */
int gate_find(const struct gate *g, const struct key *k);
const char *gate_run_place(struct gate *g, const struct run *r);
const char *gate_cell_place(struct gate *g, const struct cell *c);
const char *gate_place(struct gate *g, const struct print *p);

/* gate_day.c: "14/10/2018", "ngày 14/10/2018" or "ngày 14 tháng 10 năm 2018" at s: 1 and *end behind it. */
int gate_date_at(const char *s, const char **end, day_t *out);

/* gate_key.c: ids → keys. 0 if it is no figure of chi-tieu.ini, or asks for what cannot be. */
int gate_key(const struct gate *g, const char *id, struct key *out);
/* What a column that counts `counts` counts in the row with this cell id. */
int gate_cell_key(const struct gate *g, const char *counts, const char *cell_id, struct key *out);
/* The part of a ratio or formula where the whole is asked for at k. */
int gate_part_key(const struct gate *g, const char *name, const struct key *k, struct key *out);
struct value gate_count_again(const struct gate *g, const struct key *k);

/* ---- the checks ---- */

void gate_tables(struct gate *g);    /* gate_table.c: rows and columns of each table by itself */
void gate_figures(struct gate *g);   /* gate_figure.c: what text, tables and charts say of the same thing */
void gate_parts(struct gate *g);     /* gate_part.c: parts and wholes */
void gate_days(struct gate *g);      /* gate_day.c */
void gate_citations(struct gate *g); /* gate_citation.c: legal bases against the report's own day */

#endif
