/* Which reports are due: the regular reports of an agency, each with its kind of period, and for every period of it the
 * cut-off, the first day on which it can be made, and the day it has to be there. No clock: today is asked for.
 *
 *   [dinh_ky.quy]
 *   loai_ky = quy            thang | quy | nua_nam | nhieu_thang | nam
 *   so_thang = 9             of nhieu_thang: the first 9 months
 *   cac_ky = 1 | 3           of thang, quy, nua_nam: only these of a year (default: all)
 *   tu_ky = 2026-Q3          the first period
 *   mau = cchc_dinh_ky       default: [bao_cao] mau
 *   quy_tac = duong_lich     boundaries of the period; default: [ky] quy_tac
 *   sau_chot = 0             days that data are given to come in behind the cut-off, before the draft is made
 *   han_gui = 2              working days behind the cut-off: the deadline (0: none)
 *   han_gui_ngay = 25        or a day of the month: the first one behind the cut-off, and where nobody works on it the
 *                            next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5)
 *   cac_don_vi = co          also the papers of every unit below
 *
 * The data of a report are closed on its cut-off (Nghị định 09/2019/NĐ-CP, Điều 12); its deadline is the 25th of the
 * last month of the period (Điều 13 khoản 1) or what the text that asks for it says, and leaves a working day or more
 * to make it (Điều 8 khoản 5). */
#ifndef CONF_SCHEDULE_H
#define CONF_SCHEDULE_H

#include "conf/calendar.h"
#include "conf/ini.h"
#include "conf/period.h"

struct regular { /* [dinh_ky.<name>] */
    const char *name;
    enum period_kind kind;
    int months;            /* of PERIOD_MONTHS */
    struct ini_list only;  /* cac_ky */
    unsigned numbers;      /* the same, as bits; bit 1: the first of a year; 0: all */
    const char *first;     /* tu_ky */
    const char *report;    /* mau: folder under templates/ */
    enum period_rule rule; /* quy_tac */
    int wait;              /* sau_chot */
    int working_days;      /* han_gui */
    int day_of_month;      /* han_gui_ngay; 0: none */
    int units;             /* cac_don_vi */
    int line;
};

struct due {
    const struct regular *regular;
    const char *code;   /* "2026-Q3" */
    const char *label;  /* "quý III năm 2026" */
    struct range range; /* the report's own */
    day_t cut_off;      /* the last day that any of its sections counts */
    day_t ready;        /* the first day on which it is made */
};

/* The sections [dinh_ky.*] of a config whose other sections are read. */
int schedule_read(struct arena *a, const struct config *c, struct regular **out, size_t *n, struct err *err);
/* Is a period one of this kind, of this report? */
int regular_has(const struct regular *r, const char *report, const struct period *p);
/* Every period that is ready on `today`, oldest cut-off first; then for each report the one that comes next. */
int schedule_list(struct arena *a, const struct config *c, day_t today, struct due **out, size_t *nready, size_t *n,
                  struct err *err);
/* The last day on which a report is in time; DAY_NONE if it has no deadline. -1: no calendar of that year. */
int schedule_deadline(const struct due *d, struct calendar *c, day_t *out, struct err *err);

#endif
