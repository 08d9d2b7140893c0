/* What template*.c and condition.c share. Nobody else includes this. */
#ifndef DOC_TEMPLATE_IMPL_H
#define DOC_TEMPLATE_IMPL_H

#include "data/predicate.h"
#include "doc/template.h"

/* ---- conditions (condition.c) ---- */

struct condition {
    struct predicate *predicate;
    const char *place;
};

enum truth { FALSE_, TRUE_, UNKNOWN };

enum loop_dim { LOOP_NONE, LOOP_UNITS, LOOP_FIELDS, LOOP_LEVELS, LOOP_SECTIONS };

/* What a loop around lets a condition ask for: cap (loops over units), stt. */
enum condition_loop { CONDITION_LEVEL = 1, CONDITION_ORDINAL = 2 };

int condition_parse(struct arena *a, const struct template_source *s, const char *text, const char *place,
                    unsigned loop, struct condition **out, struct err *err);

struct condition_state {
    const struct template_data *data;
    struct scope scope;
    size_t ordinal; /* stt in a loop */
};
/* *missing gets the name of a figure that is not loaded or entered when the answer is UNKNOWN. -1 on errors. */
int condition_test(const struct condition *c, const struct condition_state *s, enum truth *out, const char **missing,
                   struct err *err);

/* Exact comparison of fractions with positive denominators: <0, 0, >0. */
int fraction_compare(int64_t num1, int64_t den1, int64_t num2, int64_t den2);
/* A value as a fraction; 0 if it is none (text, undefined, missing). */
int value_fraction(const struct value *v, int64_t *num, int64_t *den);

/* ---- the tree ---- */

struct loop {
    enum loop_dim dim;
    struct condition *when; /* NULL: all */
    const char *rank;       /* figure, NULL: order of the list */
    int descending;
    int limit;                                   /* 0: none */
    const char *open, *join, *join_last, *close; /* "" for none */
};

enum part_kind { PART_TEXT, PART_LINE_END, PART_COMMENT, PART_SLOT, PART_IF, PART_LOOP };

struct part {
    enum part_kind kind;
    int line;
    const char *text;       /* PART_TEXT */
    struct slot slot;       /* PART_SLOT: scope unset */
    const char *loop_name;  /* PART_SLOT: ten, stt, …, with format; NULL for others */
    int alone;              /* PART_SLOT: a block */
    struct condition *when; /* PART_IF */
    struct loop *loop;      /* PART_LOOP */
    struct part_list {
        struct part *v;
        size_t n, cap;
    } body, otherwise; /* then and else; of a loop: what is repeated */
};

struct template
{
    const char *path;
    struct part_list parts;
};

#endif
