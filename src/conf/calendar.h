/* Working days. Saturdays and Sundays are free; which other days are (holidays, the days off given for them, days that
 * were swapped) and which Saturdays are worked is data, one file per year: it is announced year by year.
 * Public holidays: Bộ luật Lao động 2019, Điều 112; days that fall on a weekend are made good on the next working day
 * (Điều 111 khoản 3).
 *
 *   [lich]
 *   nam = 2026
 *   can_cu = Thông báo số …
 *   [nghi]
 *   2026-01-01 = Tết Dương lịch
 *   2026-02-16..2026-02-20 = Tết Nguyên đán
 *   [lam_bu]
 *   2026-01-10 = làm bù ngày 02/01/2026 */
#ifndef CONF_CALENDAR_H
#define CONF_CALENDAR_H

#include "base/date.h"

struct arena;
struct err;
struct calendar;

/* Years are read from `dir`/<năm>.ini when they are asked for. */
struct calendar *calendar_open(struct arena *a, const char *dir);

/* 1 or 0; -1 with status 78, naming the file to add, where the day's year has none. */
int calendar_is_working(struct calendar *c, day_t day, struct err *err);
/* The n-th working day behind `from` (n > 0), or for n = 0 `from` itself; -1 as above. */
int calendar_working_days_after(struct calendar *c, day_t from, int n, day_t *out, struct err *err);

/* Whether a file's name is that of a year's calendar, and its contents checked as they would be read: for lint. */
int calendar_is_file(const char *path);
int calendar_check(struct arena *a, const char *path, struct err *err);

#endif
