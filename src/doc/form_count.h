/* The counting behind a form: rows of the cube → leaves (one per combination of the row dimensions) with a value per
 * column. For form_count.c, form_rows.c and form_table.c only. */
#ifndef DOC_FORM_COUNT_H
#define DOC_FORM_COUNT_H

#include "doc/form_basis.h"
#include "doc/form_impl.h"

#define KEY_NONE INT32_MAX /* an empty value: listed last */

/* What a column counts from: a table in a range, and the units whose rows are complete there. */
struct form_source {
    enum table table;
    int before;
    struct range range;
    const struct rows *rows;
    int32_t *word_keys;      /* per word of rows->words: position in form_count.words */
    char *loaded;            /* per unit of the catalog; NULL: the table needs no coverage */
    char *population;        /* per unit: it belongs to what the rows list */
    int shown;               /* a column counted from it is printed */
    int with[3], without[3]; /* units of the population per level, loaded and not */
};

struct form_pair { /* a value of the dimension that a column counts the distinct values of */
    size_t leaf;
    int64_t value;
};
typedef VEC(struct form_pair) form_pairs;

struct form_count {
    struct arena *arena;
    const struct form *form;
    const struct form_context *c;
    const struct catalog *catalog;
    struct form_source *sources;
    size_t nsources;
    int *source_of;     /* per column, -1 for formulas */
    const char **words; /* union of the word lists of the sources, as [ten_dong] lists them */
    size_t nwords;

    size_t nleaves;
    VEC(int32_t) keys;   /* nleaves × ndims */
    VEC(int64_t) values; /* nleaves × ncolumns */
    VEC(char) listed;
    size_t *slots, nslots; /* hash of keys → leaf + 1 */
    int64_t *total;        /* per column, counted apart from the leaves */
    form_pairs *pairs;     /* per column of distinct values */
    size_t *sorted;        /* leaves to show, in order */
    size_t nsorted;

    const char **row_names; /* [ten_dong], with their {{names}} filled in */

    int list_source; /* of a list: what its rows are */
    size_t *row_of;  /* per record: its row in that source */
};

const int32_t *form_count_key(const struct form_count *b, size_t leaf);
size_t form_count_leaf(struct form_count *b, const int32_t *key); /* found or made */

/* Values of the columns for the leaves sorted[lo] … sorted[hi - 1]; formulas that are not counted are left 0. */
void form_count_sum(const struct form_count *b, size_t lo, size_t hi, int64_t *values);
/* Is nothing of it loaded? depth: how many dimensions of `key` are given, 0 for the total. */
int form_count_missing(const struct form_count *b, size_t column, const int32_t *key, size_t depth);

/* form_rows.c */
void form_list_all(struct form_count *b); /* a leaf for everything in force */
const char *form_key_label(const struct form_count *b, size_t dim, int32_t key);
const char *form_key_code(const struct form_count *b, size_t dim, int32_t key);
/* A code's name in [ten_dong], or else its label with a capital. */
const char *form_named(const struct form_count *b, const char *code, const char *label);
/* Sentences about units whose data are not loaded, "" if there are none. */
const char *form_missing_text(const struct form_count *b);

/* form_list.c; key: index of a record */
int form_list_compare(const struct form_count *b, int32_t x, int32_t y);
const char *form_list_label(const struct form_count *b, int32_t key);
void form_list_cell(const struct form_count *b, const struct form_column *c, int32_t key, struct cell *out);

#endif
