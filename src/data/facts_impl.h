/* What the files facts*.c share. Nobody else includes this. */
#ifndef DATA_FACTS_IMPL_H
#define DATA_FACTS_IMPL_H

#include "base/arena.h"
#include "data/basis.h"
#include "data/index.h"

/* Sums of one figure over one range, by unit: everything but the distinct counts is answered from here. */
struct tally {
    size_t n;
    struct tally_entry {
        int32_t level, field, procedure; /* as in rows, -1 where the table has none */
        int64_t sum;
    } * v;
    size_t *start; /* entries of unit u are start[u] … start[u+1]-1; for procedures all are unit 0's */
};

struct entries; /* facts_entered.c */
struct memo;    /* facts_value.c */

struct facts {
    struct arena *arena;
    const struct catalog *catalog;
    VEC(struct figure) figures;
    VEC(struct facts_identity) identities;
    struct index by_name;

    /* from facts_bind */
    const struct cube *cube;
    const struct coverage *coverage;
    const struct period *period;
    struct entries *entries;
    struct memo *memo;
    const struct tally **tallies; /* [figure × ranges + range], NULL until asked for */
    signed char *covered;         /* [(table × ranges + range) × units + unit]: 1, 0, -1 not known yet */
    int *tree;                    /* units, each followed by those below it; then first … end - 1 are u and below */
    size_t *tree_first, *tree_end;
};

/* facts_entered.c: table so_lieu of one snapshot. Values that cannot be read are an error; overlapping entries of a
 * flow (note so_lieu_chong_lan) and entries that reach over the ends of the period (so_lieu_lech_ky) are notes. */
int entries_load(struct facts *f, struct db *db, struct notes *notes, struct err *err);
/* Own entry of the unit; else, unless own_only, the sum of its children's. `level` as in struct scope. */
struct value entries_value(const struct facts *f, const struct figure *fig, int unit, int own_only, int level,
                           struct range r);
/* The entries that it is made of, units in the order of the tree. */
typedef VEC(struct basis_entry) basis_entries;
void entries_used(const struct facts *f, const struct figure *fig, int unit, int own_only, int level, struct range r,
                  struct arena *a, basis_entries *out);

/* facts_value.c: what identifies a value; ints only, so that its bytes can be hashed. */
struct question {
    int figure, unit, own_only, level, field, procedure, before, change;
};
enum { CHANGE_NONE, CHANGE_DIFFERENCE, CHANGE_RATIO };
/* A level asked for by name and by scope, and not the same: nothing is of it. */
enum { LEVEL_ANY = -1, LEVEL_NOTHING = -2 };

struct question facts_question(const struct facts *f, const char *name, struct scope s);
/* The question that a name asks in the scope of another one. */
struct question facts_ask(const struct facts *f, const char *name, struct question q);
struct value facts_answer(struct facts *f, struct question q);
/* The stretch of f->tree that a scope asks for. */
void facts_stretch(const struct facts *f, const struct question *q, size_t *first, size_t *end);
/* A field or procedure asked of a table that knows none: there is no such number. */
int facts_can_split(enum table t, const struct question *q);

/* facts_identity.c: the section of chi-tieu.ini that says what holds between figures. */
#define FACTS_IDENTITIES "doi_chieu"
int facts_read_identities(struct facts *f, const struct ini *ini, struct err *err);

size_t facts_index(const struct facts *f, const struct figure *fig);

#endif
