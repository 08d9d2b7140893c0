/* What the files form*.c share: a form as read. Nobody else includes this. */
#ifndef DOC_FORM_IMPL_H
#define DOC_FORM_IMPL_H

#include "base/note.h"
#include "conf/ini.h"
#include "doc/document.h"
#include "doc/form.h"

struct err;

enum { FORM_DIMS = 6 }; /* nested row dimensions; a form with more is refused */

/* stt ten dem cong_thuc ty_le chi_tiet */
enum form_column_kind { FORM_ORDINAL, FORM_NAME, FORM_COUNT, FORM_SUM, FORM_RATE, FORM_DETAIL };

struct form_detail {    /* what a row says of itself */
    int attribute, dim; /* of its table; one of them is -1 */
};

/* Columns added and taken away; `column` is an index in form.columns. */
struct form_terms {
    struct form_term {
        int column, sign;
    } * v;
    size_t n;
};

/* Label path of a header: "Tiếp nhận / Trong kỳ" → 2 parts. */
struct form_path {
    const char **v;
    size_t n;
};

struct form_column {
    int number; /* N of [cot.N] */
    enum form_column_kind kind;
    const char *label; /* as written */
    struct form_path path;
    const char *name; /* ASCII, for flat data */
    double weight;
    int alert;
    struct predicate *when; /* khi: about the settings; NULL = always there */
    int line;

    /* FORM_COUNT, and FORM_SUM that is counted on its own as well */
    int counted;
    enum table table;
    enum measure measure; /* count, distinct or sum */
    int dim;
    const struct row_predicate *where;
    const char *section;
    const char *source; /* legal source of the figure it takes its rule from, "" */
    int before;
    const char *figure; /* so_lieu: the figure whose rule it has; NULL: its own */
    int over;           /* FORM_RATE: may be above 100 % */

    struct form_terms sum, denominator; /* FORM_SUM; FORM_RATE: sum / denominator */
    struct form_detail detail;          /* FORM_DETAIL; FORM_NAME if has_detail */
    int has_detail;
};

struct form_identity { /* [doi_chieu]: "3 = 7 + 11" */
    struct form_terms left, right;
};

struct form_note {
    const char *text;
    struct predicate *when;
    int line;
};

struct form_series {
    const char *label, *figure; /* figure NULL: the group names it */
    int number, before, line;   /* number: N of [chuoi.N] */
};

struct form_group {
    const char *label, *figure; /* figure NULL: the series names it */
    int level;                  /* -1: every level */
    int bold, only_if_any, line;
};

struct form_listed { /* a column of a list */
    int number;
    const char *label, *name, *field; /* field NULL: the running number */
    struct form_path path;
    int align; /* enum align */
    double weight;
    int line;
};

struct form {
    enum form_kind kind;
    const char *code, *file; /* file: "bieu/II.06a.ini", for messages and places */
    const struct ini *ini;
    struct predicate *when; /* khi: else the report goes without it; NULL = always there */
    const char *title, *left, *centre[2], *right[2], *unit, *sheet, *source;
    int landscape, numbered;
    struct form_note *titles, *notes; /* titles: the first that holds stands for `title` */
    size_t ntitles, nnotes;

    enum table table;                  /* of the rows */
    const struct dim *dims[FORM_DIMS]; /* outermost first; none: a chart with groups of its own */
    size_t ndims;
    int list_all;
    const struct row_predicate *where; /* only these rows of the table are counted and listed; NULL: all */
    struct form_detail *order_by;      /* of a list: how its rows are sorted, before their codes */
    size_t norder_by;
    const struct ini_item **row_names; /* [ten_dong]: what rows of a code are called */
    size_t nrow_names;
    const char *total; /* NULL: no total row */

    struct form_column *columns;
    size_t ncolumns;
    int *order; /* FORM_SUM columns so that each follows what it adds */
    size_t norder;
    struct form_identity *identities;
    size_t nidentities;

    struct form_listed *listed; /* of a list */
    size_t nlisted;

    /* charts */
    enum chart_kind chart;
    const char *heading;      /* what the groups are */
    const char *title_chosen; /* NULL, or the caption when groups were left out */
    const char *sort_by;      /* xep: NULL, or the figure that orders the groups, highest first (in lists: order_by) */
    int most;                 /* groups at most, 0: all */
    struct form_series *series;
    size_t nseries;
    struct form_group *groups;
    size_t ngroups;
};

/* form.c: reading */
extern const char *const FORM_PERIODS[]; /* ky: nay, cung_ky */
int form_key_line(const struct form *f, const char *section,
                  const char *key);                                    /* the section's, where there is no key */
int form_place_error(const struct form *f, int line, struct err *err); /* file and line in front; -1 */
int form_find_table(struct arena *a, const struct form *f, const char *name, int line, enum table *out,
                    struct err *err);
int form_find_dim(struct arena *a, const struct form *f, enum table t, const char *name, int line, int *out,
                  struct err *err);
int form_figure_error(struct arena *a, const struct form *f, const struct facts *facts, const char *name, int line,
                      struct err *err);

/* form_columns.c */
int form_section_number(const char *section); /* N of "cot.N"; 0 if it is no number */
int form_read_column(struct arena *a, struct form *f, const char *section, int line, const struct catalog *catalog,
                     const struct facts *facts, struct err *err);
int form_finish_columns(struct arena *a, struct form *f, struct err *err); /* when all are read */

/* form_listing.c: lists of rows that the program makes. */
int form_read_listed(struct arena *a, struct form *f, const char *section, int line, struct err *err);
int form_finish_listing(struct arena *a, struct form *f, struct err *err);
int form_has_rows(const struct form *f, const struct form_context *c); /* 0: its list is empty */
int form_listing(struct arena *a, const struct form *f, const struct form_context *c, struct grid *g, struct err *err);

/* form_list.c: forms whose rows are single rows of their table. */
int form_is_list(const struct form *f);
int form_read_list(struct arena *a, struct form *f, struct err *err); /* when [dong] is read */
int form_read_detail(struct arena *a, struct form *f, struct form_column *c, const char *name, int line,
                     struct err *err);
enum cell_kind form_detail_kind(const struct form *f, const struct form_column *c);

/* form_read.c: formulas and conditions. */

/* "; có phải bạn muốn viết 'x'?" or "." where nothing is near. */
const char *form_hint(struct arena *a, const char *nearest);

/* "4+5-6" or "(4)+(5)": columns by number. */
int form_terms_parse(struct arena *a, const char *text, const struct form *f, struct form_terms *out, struct err *err);
/* "(8+9)/7" */
int form_rate_parse(struct arena *a, const char *text, const struct form *f, struct form_terms *num,
                    struct form_terms *den, struct err *err);
int form_identity_parse(struct arena *a, const char *text, const struct form *f, struct form_identity *out,
                        struct err *err);
/* "4+5-6", or with brackets "(4)+(5)-(6)"; columns marked in `hidden` (NULL: none) are left out. */
const char *form_terms_text(struct arena *a, const struct form *f, const struct form_terms *t, const char *hidden,
                            int brackets);
/* A condition on settings and unit: tra_lai_rut = rieng, co_cap_huyen, co_don_vi_duoi … */
int form_when_parse(struct arena *a, const char *text, struct predicate **out, struct err *err);
int form_when(const struct predicate *when, const struct form_context *c); /* NULL is true */
/* Parts between " / ", trimmed; "\" becomes a line end. */
struct form_path form_path_split(struct arena *a, const char *label);

/* form_header.c */

/* 1 if the two labels are the same words, wherever their lines break. */
int form_label_equal(const char *x, const char *y);
/* The merged header of n columns, which must not be 0; fills header, nheader, header_rows. */
void form_header(struct arena *a, const struct form_path *const *paths, size_t n, struct grid *g);
/* -1 with *clash = index of the first column whose path is that of its left neighbour, or begins with it or it with
 * this. */
int form_header_check(const struct form_path *const *paths, size_t n, size_t *clash);

/* form_chart_read.c: a chart's own sections */
int form_read_series(struct arena *a, struct form *f, const char *section, int line, const struct facts *facts,
                     struct err *err);
int form_read_group(struct arena *a, struct form *f, const char *section, int line, const struct facts *facts,
                    struct err *err);
int form_finish_chart(struct arena *a, struct form *f, const struct facts *facts, struct err *err);

/* form.c: building */

/* Text of a form with {{names}}, for one report. `line` says where it stands. */
int form_expand(struct arena *a, const struct form *f, const struct form_context *c, const char *text, int line,
                struct text *out, struct err *err);
int form_expand_plain(struct arena *a, const struct form *f, const struct form_context *c, const char *text, int line,
                      const char **out, struct err *err);
const char *form_lines(struct arena *a, const char *s); /* " / " and "\" → line ends */
int form_title(struct arena *a, const struct form *f, const struct form_context *c, const char **out, struct err *err);

/* form_rows.c: what stands in the first columns. */

/* Per unit of the catalog, 1: it is listed, being in force on the day with none below it that is. Others stand in a
 * table only where they have rows of their own. */
char *form_listed_units(struct arena *a, const struct catalog *c, int root, day_t on);
/* The range of what a table counts: its section of the period. */
/* Position of a code in [ten_dong], their number if it is not there. */
size_t form_row_name(const struct form *f, const char *code);
struct range form_main_range(const struct period *p, enum table t);
/* "Cấp quận"; with units below it "Các phòng chuyên môn". */
const char *form_level_name(struct arena *a, const struct config *c, int level, int of_units);

#endif
