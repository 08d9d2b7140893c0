/* Reporting periods: "2026-Q3" → first and last day, label, the same range a year earlier, cut-offs of sections.
 * Boundaries: Nghị định 09/2019/NĐ-CP (15th of the month before … 14th) or calendar months. */
#ifndef CONF_PERIOD_H
#define CONF_PERIOD_H

#include <stddef.h>

#include "base/date.h"

struct arena;
struct config;
struct err;
struct notes;

struct range {
    day_t from, to; /* both inclusive */
};

enum period_kind { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_MONTHS, PERIOD_YEAR };
enum period_rule { RULE_ND09, RULE_CALENDAR };
extern const char *const period_rules[]; /* their names in a config; NULL-terminated */

struct period_section {
    const char *name; /* "" = the report itself; else a section of the config, e.g. "dich_vu_cong_muc_4" */
    struct range now, before;
};

struct period {
    const char *code; /* "2018-Q3" */
    enum period_kind kind;
    int year, n; /* n: month, quarter, half, number of months; 0 for a year */
    const char *
        label; /* "tháng 9 năm 2018", "quý III năm 2018", "6 tháng đầu năm 2018", "10 tháng đầu năm 2018", "năm 2018" */
    const char *label_before; /* the same of the year before */
    const char *label_next; /* "tháng 10 năm 2018", "quý IV năm 2018", "02 tháng cuối năm 2018", "năm 2019" */
    struct period_section *sections; /* [0] is the report itself */
    size_t nsections;
};

/* "2026-09", "2026-Q3", "2026-H1", "2026-9M", "2026"; -1 with status 64 and the allowed forms. */
int period_parse(const char *code, struct period *p, struct err *err);
struct range period_range(const struct period *p, enum period_rule rule);

/* Everything about a period of the config's report: by the rule of the regular report that it is one of, else by the
 * config's. Fixed dates of the config, and --from/--to (both or none: DAY_NONE), override the report's own range;
 * sections that the config does not fix follow it. A range that differs from the label's own is a warning note (id
 * "ky_khac_nhan"). */
int period_resolve(struct arena *a, const struct config *c, const char *code, day_t from, day_t to, struct period *out,
                   struct notes *notes, struct err *err);
/* Index of a section by name, 0 if the config gives it no own dates (it then follows the report). */
size_t period_section(const struct period *p, const char *name);

#endif
