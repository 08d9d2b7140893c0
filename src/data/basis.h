/* What a figure rests on, as a tree. Leaves select rows of a table, or name entries of so_lieu; inner nodes say how the
 * values below them make one. The same selection counts cells of the cube, lists the rows behind a figure one by one,
 * and finds in the rows kept with a published paper those that have changed since. */
#ifndef DATA_BASIS_H
#define DATA_BASIS_H

#include "base/arena.h"
#include "data/facts.h"

struct buf;

/* ---- ids ---- */

/* "name[/don_vi=MA][/rieng][/cap=xa][/linh_vuc=MA][/tthc=MA]": what of the scope is not the report's own (`home`). */
char *basis_id(struct arena *a, const struct catalog *c, int home, const char *name, struct scope s);
/* The name and scope that such an id says; 0 if it is not of this form or names a code that is unknown. */
int basis_id_parse(struct arena *a, const struct catalog *c, int home, const char *id, const char **name,
                   struct scope *out);
/* A code as part of an id: '/', '=', '%' and blanks are written "%2F" …; and back. */
const char *basis_code(struct arena *a, const char *code);
const char *basis_code_read(struct arena *a, const char *part, size_t n);

/* ---- rows ---- */

struct constraint { /* a dimension has this value, and no other */
    int dim;
    int32_t value;    /* of names, units, fields, procedures, flags, numbers: as in rows */
    const char *code; /* of words and records, which other rows number otherwise; NULL else */
};

struct selection {
    enum table table;
    int range;                            /* index in cube->ranges */
    int before;                           /* it is the range of the year before */
    enum measure measure;                 /* count, distinct, sum */
    int dim;                              /* of distinct, sum */
    const struct row_predicate *where[2]; /* NULL: none */
    const char *units;                    /* per unit of the catalog, 1: its rows count; NULL: the table knows none */
    int unit, own_only;                   /* what `units` was made of, for words: this unit and those below */
    VEC(struct constraint) only;
};

/* 1 if the row is one that the figure counts: of the cube, from detail_load, or read back from a file; the table is the
 * selection's, the range its own. An empty value is none to count the distinct values of. */
int selection_test(const struct selection *s, const struct rows *rows, size_t row);
/* The measure over all rows of `rows` that it selects. */
int64_t selection_measure(const struct selection *s, const struct rows *rows);
/* What a row adds: its count, or the number that is summed; 1 for distinct. */
int64_t selection_weight(const struct selection *s, const struct rows *rows, size_t row);

/* ---- the tree ---- */

enum basis_kind {
    BASIS_ROWS,         /* leaf: selection */
    BASIS_ENTRIES,      /* leaf: entries that are added up, or the last one */
    BASIS_TEXT,         /* leaf: words that people entered; at most one entry */
    BASIS_SETTING,      /* leaf: of the configuration: a target of the year, as num/den */
    BASIS_NONE,         /* leaf: there is no such number; value.state says why */
    BASIS_SUM,          /* Σ sign × part */
    BASIS_RATIO,        /* part 0 / part 1 */
    BASIS_CHANGE,       /* part 0 (now) − part 1 (before) */
    BASIS_CHANGE_RATIO, /* (part 0 − part 1) / part 1 */
    BASIS_POINTS,       /* part 0 − part 1 as printed, in hundredths of a percentage point: value.num */
    BASIS_REST          /* 1 − part 0, a ratio: on paper both add up to 100 % */
};

struct basis_entry {
    int unit;
    struct range range;
    struct amount amount;
    const char *note;
};

struct basis {
    enum basis_kind kind;
    const char *id;        /* of the figure; of parts that no paper prints the id they would have; "" for none */
    const char *label;     /* "Số hồ sơ đã giải quyết" */
    const char *unit_word; /* "hồ sơ", "" */
    const char *source;    /* legal source: "Thông tư 01/2020/TT-VPCP, biểu II.06a, cột (7)", "" */
    struct range range;    /* DAY_NONE both: of no range */
    struct value value;    /* what the paper was given */
    struct basis **parts;
    int *signs; /* of a sum */
    size_t nparts;
    struct selection *selection;       /* of rows; NULL else */
    const char *entry;                 /* of entries and text: chi_tieu in so_lieu; NULL else */
    int stock;                         /* of entries: the last one */
    const struct basis_entry *entries; /* units in the order of the tree */
    size_t nentries;
};

/* Facts must be bound, the name must exist (assert). `home` is the unit of the report, for ids. */
struct basis *facts_basis(struct facts *f, struct arena *a, const char *name, struct scope s, int home);

/* A new node, with no parts yet. */
struct basis *basis_new(struct arena *a, enum basis_kind kind, const char *id, const char *label);
void basis_add(struct arena *a, struct basis *b, struct basis *part, int sign);

/* The value once more, from the leaves up: `count` measures a selection, in whichever rows it has. */
typedef int64_t (*basis_count)(void *ctx, const struct selection *s);
struct value basis_value(struct arena *a, const struct basis *b, basis_count count, void *ctx);
/* ---- words ---- */

/* "hồ sơ của Quận Thử và các đơn vị bên dưới: lĩnh vực là Đất đai, nguồn là tiếp nhận trong kỳ": what rows it selects.
 */
void selection_words(struct buf *out, const struct selection *s, const struct catalog *c);
/* How the node is counted: "đếm hồ sơ của …", "tỷ lệ: tử số chia cho mẫu số" (basis_words.c). */
void basis_words(struct buf *out, const struct basis *b, const struct catalog *c);
/* The rows and entries at the bottom say as what they serve: "tử số", "mẫu số", "kỳ này: tử số", "cộng", "trừ";
 * part i of b under the role of b, "" for the root (basis_words.c). */
const char *basis_role(struct arena *a, const struct basis *b, size_t i, const char *role);

#endif
