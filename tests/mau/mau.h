/* Sample agencies: tables of plan numbers (one file per sample) and one engine that turns them into the CSV files that
 * `cchc-report import` reads. Same sample → same bytes: own random numbers, no clock. A new sample is a new table.
 *
 * Figures are illustrative except the published totals; no applicant, no official is named anywhere. */
#ifndef MAU_H
#define MAU_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Columns (8), (9), (10), (12), (13) of biểu II.06a as of the last day of the plan. */
enum state { EARLY, ON_TIME, LATE, OPEN, OPEN_LATE, STATES };

struct sample_unit {
    const char *code, *name, *level, *parent; /* level: "tinh" "huyen" "xa"; parent NULL for the agency itself */
    const char *from, *to;                    /* in force; NULL: open */
    const char *dossier_prefix;               /* of the codes of its dossiers; NULL: receives none */
    /* heads of its own papers */
    const char *parent_agency, *agency, *symbol, *place, *authority, *position;
    int32_t share[STATES]; /* weights of what it takes of the lines of its level that name no unit */
};

struct sample_field {
    const char *code, *name;
};

struct sample_procedure {
    const char *code, *name, *field, *level;
    const char *online; /* muc_do: "muc_3" and above take online dossiers (counter_too), "khac" the others */
    int days;           /* time limit in working days; 0: the same day */
    int weight;         /* share among the procedures that fit */
    int linked;         /* lien_thong */
    const char *from;   /* dossiers only from this day on; NULL: always */
};

struct sample_cause {
    const char *code; /* nguyen_nhan; "" where the unit has given none */
    int weight;
};

/* One row of biểu II.06a: a field at one unit, or at all units of a level together (unit NULL: split by their shares).
 */
struct sample_line {
    const char *unit, *level, *field;
    int32_t online, counter, before; /* (4), (5), (6) */
    int32_t state[STATES];           /* their sum is that of the three before */
    int32_t suspended;               /* of OPEN: waiting for a supplement on the last day */
    int32_t returned, withdrawn;     /* of ON_TIME: tra_lai, rut */
    int online_settled;              /* 1: every online dossier is resolved, none late */
    const struct sample_cause *causes;
};

/* Exactly n dossiers of those that qualify get a flag. */
struct sample_flag {
    const char *online; /* muc_do */
    int32_t n;
};

struct sample_dossiers {
    const char *from, *to; /* the lines hold for this period */
    const struct sample_line *line;
    size_t nlines;
    const struct sample_flag *at_home; /* nop_tai_nha, among online dossiers of a muc_do */
    size_t nat_home;
    int counter_too;     /* 1: procedures of muc_3 and above take dossiers at the counter as well */
    int32_t by_post;     /* kenh = buu_chinh, among dossiers that are not online */
    int32_t post_return; /* tra_buu_chinh, among dossiers received and granted in the period */
    int month[12];       /* weights of receiving, January first */
    int weekday[7];      /* Sunday first */
    uint64_t seed;
};

struct sample_inspection {
    const char *unit, *kind, *manner, *day, *agency;
    int issues, settled;    /* so_van_de, so_da_xu_ly */
    const char *settled_on; /* ngay_xu_ly_xong; NULL: not yet */
};

struct sample_task {
    const char *code, *unit, *plan, *source, *text;
    const char *given, *begun, *due, *done; /* NULL: empty */
};

struct sample_entry {
    const char *figure, *unit, *from, *to, *value, *note;
};

struct sample_coverage {
    const char *table, *unit, *from, *to;
};

struct sample {
    const char *name; /* "bac-tu-liem-2018" */
    const struct sample_unit *unit;
    size_t nunits;
    const struct sample_field *field;
    size_t nfields;
    const struct sample_procedure *procedure;
    size_t nprocedures;
    const struct sample_dossiers *dossiers; /* NULL: none loaded */
    const struct sample_inspection *inspection;
    size_t ninspections;
    const struct sample_task *task;
    size_t ntasks;
    const struct sample_entry *entry;
    size_t nentries;
    const struct sample_coverage *coverage;
    size_t ncoverages;
    const char *const *holiday; /* days off besides Saturdays and Sundays */
    size_t nholidays;
};

extern const struct sample SAMPLE_BA_DINH_2011, SAMPLE_BAC_TU_LIEM_2016, SAMPLE_BAC_TU_LIEM_2018, SAMPLE_GIA_LAM_2021,
    SAMPLE_DONG_DA_2023;

/* Ends the program with a message: a table that contradicts itself is our own mistake, a full disk is not. */
void fail(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* ngau_nhien.c */
struct rng {
    uint64_t state;
};
struct rng rng_new(uint64_t seed);
uint32_t rng_below(struct rng *g, uint32_t n); /* 0 … n−1 */
int rng_chance(struct rng *g, int num, int den);
/* Selection sampling: called once per candidate, says yes exactly `*want` times out of `*left`. */
int rng_select(struct rng *g, int32_t *want, int32_t *left);

/* lich.c: working days */
struct calendar;
struct calendar *calendar_new(struct arena *a, const struct sample *s, day_t from, day_t to);
day_t calendar_add(const struct calendar *c, day_t day, int n); /* the n-th working day after `day`; n = 0: `day` */
int calendar_between(const struct calendar *c, day_t from, day_t to); /* working days after `from` up to `to` */
int calendar_is_holiday(const struct calendar *c, day_t day);         /* a named day off */

/* phan_bo.c: rows × cols whole numbers with given sums of rows and columns, near to proportional. */
void split_table(const int32_t *row_sum, size_t rows, const int32_t *col_sum, size_t cols, int32_t *out);
/* total in parts near to proportional to weight, none above its limit (NULL: no limits). */
void split_total(int32_t total, const int32_t *weight, const int32_t *limit, size_t n, int32_t *out);

/* ho_so.c + sinh.c */
struct dossier {
    day_t received, due, ended, asked, supplied;
    uint16_t unit, procedure; /* positions in the sample */
    const char *channel, *outcome, *cause;
    uint8_t at_home, post_return, carried;
    uint32_t order; /* random: order within a day */
    uint32_t number;
};
struct dossiers {
    struct dossier *v;
    size_t n, cap;
};
void dossiers_make(struct arena *a, const struct sample *s, struct dossiers *out);

/* ghi.c */
void write_tables(const struct sample *s, const struct dossiers *d, const char *dir);

day_t must_day(const char *iso); /* a day of the tables; "" and NULL give DAY_NONE */

#endif
