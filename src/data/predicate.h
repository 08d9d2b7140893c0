/* Conditions on named dimensions: `nguon = trong_ky AND kenh IN (truc_tuyen, buu_chinh)`.
 *
 *   or    := and { OR and }        and := not { AND not }       not := [NOT] ( "(" or ")" | leaf )
 *   leaf  := name op value | name IN "(" value { "," value } ")" | name
 *   op    := = | != | ≠ | < | <= | > | >=         value := word | number | "quoted"
 *
 * Keywords are also read in Vietnamese: VA, HOAC, KHONG, TRONG. The same parser serves figures, forms (dimensions of
 * rows) and templates (named figures): what a leaf means is the caller's. Parsed once, evaluated in C, never put into
 * SQL. */
#ifndef DATA_PREDICATE_H
#define DATA_PREDICATE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct err;

enum compare { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE, CMP_IN, CMP_TRUE /* a bare name */ };

struct leaf {
    const char *name;
    enum compare compare;
    const char **values; /* as written */
    size_t nvalues;
    /* set by the bind callback, for its own eval callback */
    int dim;
    int64_t *codes; /* one per value */
};

struct predicate;

/* bind is called once per leaf; it checks name and values (error: status 78, nearest known name) and may fill dim,
 * codes. */
typedef int (*predicate_bind)(void *ctx, struct arena *a, struct leaf *leaf, struct err *err);
typedef int (*predicate_eval)(const void *ctx, const struct leaf *leaf); /* 1 or 0 */

/* An empty text is the condition that is always true. Errors name the column in `text` (1-based). */
int predicate_parse(struct arena *a, const char *text, predicate_bind bind, void *ctx, struct predicate **out,
                    struct err *err);
int predicate_test(const struct predicate *p, predicate_eval eval, const void *ctx);

/* The condition in Vietnamese: the caller words a leaf, negated or not; nothing for one that is always true. */
typedef void (*predicate_leaf_words)(void *ctx, const struct leaf *leaf, int negated, struct buf *out);
int predicate_is_true(const struct predicate *p); /* of any row: an empty text */
void predicate_words(const struct predicate *p, predicate_leaf_words words, void *ctx, struct buf *out);

#endif
