/* Rows of one table for one period, as small integers: what predicates, figures and forms work on.
 * Dossiers come as cube cells (many dossiers in one row, `count`), the other tables row by row (`count` 1). */
#ifndef DATA_ROWS_H
#define DATA_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "data/predicate.h"

struct arena;
struct buf;
struct catalog;
struct err;

enum table { TABLE_DOSSIERS, TABLE_INSPECTIONS, TABLE_TASKS, TABLE_PROCEDURES, TABLE_UNITS, TABLE_COUNT };

/* What a dimension's integers mean. */
enum dim_kind {
    DIM_NAMES, /* index in names (0 = empty) */
    DIM_UNIT,  /* index in the catalog */
    DIM_FIELD,
    DIM_PROCEDURE,
    DIM_FLAG, /* 0, 1 */
    DIM_NUMBER,
    DIM_WORD,  /* index in the rows' own word list */
    DIM_RECORD /* index in the rows' records: each row is its own */
};

struct dim {
    const char *name;  /* "tinh_trang" */
    const char *label; /* "tình trạng" */
    enum dim_kind kind;
    const char *const *names;  /* DIM_NAMES: NULL-terminated codes, e.g. "", "truoc_han", … */
    const char *const *labels; /* DIM_NAMES: the same in Vietnamese */
};

/* Position 0 is don_vi and 1 cap in every table. */
enum { DIM_AT_UNIT = 0, DIM_AT_LEVEL = 1 };
/* Dossiers: don_vi, cap, linh_vuc, tthc, muc_do, kenh, nguon, tinh_trang, ket_qua, qua_han (late), co_han, tam_dung,
 * nop_tai_nha, tra_buu_chinh, nguyen_nhan. Inspections: don_vi, cap, loai, hinh_thuc, xu_ly_xong, so_van_de,
 * so_da_xu_ly, ma. Tasks: don_vi, cap, ke_hoach, nguon, tinh_trang (xong_dung_han, xong_qua_han, xong_khong_han, dang,
 * chua_bat_dau), qua_han (0/1: late, done or not), ma. Procedures: don_vi (unused, -1), cap, linh_vuc, tthc, muc_do,
 * mot_cua, lien_thong, quy_trinh_noi_bo. Units: don_vi, cap, co_cap_duoi (0/1: has units below it). */

/* What a record says beside the dimensions of its row: for papers that list rows one by one. */
enum attribute_kind {
    ATTRIBUTE_TEXT,
    ATTRIBUTE_DAY,
    ATTRIBUTE_EVENT /* a day; behind the cut-off it has not come yet */
};

struct attribute {
    const char *name, *label; /* "han", "hạn" */
    enum attribute_kind kind;
};

struct record {
    const char *code;
    struct attribute_value { /* in the order of the table's attributes */
        const char *text;    /* "" for none */
        day_t day;           /* DAY_NONE for none */
    } * v;
};

/* An empty value is none to count the distinct values of. */
int dim_is_given(const struct dim *d, int32_t value);

struct table_info {
    const char *name;  /* "ho_so", "kiem_tra", "nhiem_vu", "tthc", "don_vi" */
    const char *label; /* "hồ sơ" */
    const struct dim *dims;
    size_t ndims;
    const struct attribute *attributes; /* of tables with the dimension ma: inspections, tasks */
    size_t nattributes;
};

extern const struct table_info TABLES[TABLE_COUNT];
/* Codes of dimensions that other tables store too: position 0 is "", NULL-terminated. */
extern const char *const LEVEL_CODES[];        /* cap: enum level + 1 */
extern const char *const ONLINE_CODES[];       /* muc_do */
extern const char *const OUTCOME_CODES[];      /* ket_qua: enum outcome */
int table_by_name(const char *name);           /* -1 if unknown */
int table_dim(enum table t, const char *name); /* -1 if unknown */
int table_attribute(enum table t, const char *name);
int table_record_dim(enum table t); /* the dimension of kind DIM_RECORD, -1 if the table has none */

struct rows {
    enum table table;
    size_t n;
    int32_t *v; /* n × ndims, sorted by unit */
    int64_t *count;
    const char *const *words; /* DIM_WORD */
    size_t nwords;
    const struct record *records; /* DIM_RECORD; in the order of their codes */
    size_t nrecords;
    size_t *unit_start; /* nunits + 1: rows of unit u are unit_start[u] … unit_start[u+1]-1 (not for procedures) */
};

/* The code of a value, "" where there is none; numbers and flags are written into `number`. */
enum { ROWS_NUMBER = 12 };
const char *rows_value(const struct rows *r, const struct catalog *c, size_t row, int dim, char number[ROWS_NUMBER]);

/* A predicate over one table's dimensions. */
struct row_predicate;
int row_predicate_parse(struct arena *a, enum table t, const struct catalog *c, const char *text,
                        struct row_predicate **out, struct err *err);
int row_predicate_test(const struct row_predicate *p, const struct rows *rows, size_t row);
/* "nguồn là tiếp nhận trong kỳ, kênh tiếp nhận khác trực tuyến" (rows_words.c); "" for one that is always true. */
void row_predicate_words(struct buf *out, enum table t, const struct row_predicate *p, const struct catalog *c);
/* "kênh tiếp nhận là trực tuyến" for a value of a dimension as rows have it; `code` for words and records. */
void row_value_words(struct buf *out, enum table t, const struct catalog *c, int dim, int32_t value, const char *code);
const struct predicate *row_predicate_condition(const struct row_predicate *p);

#endif
