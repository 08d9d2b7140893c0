/* Local calendar days as a count from 1970-01-01; no clock, no time zone but +07:00 (Vietnam has one, no DST). */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <limits.h>
#include <stdint.h>

typedef int32_t day_t;

#define DAY_NONE INT32_MIN /* no date given */

struct ymd {
    int year, month, day;
};

day_t day_from_ymd(int year, int month, int day); /* DAY_NONE if there is no such day; years 1900…2200 */
struct ymd day_to_ymd(day_t d);
int day_weekday(day_t d);                /* 0 Sunday … 6 Saturday */
day_t day_add_years(day_t d, int years); /* 29/2 → 28/2 where the year has none */

day_t day_parse_iso(const char *s, int n); /* exactly YYYY-MM-DD in n bytes, else DAY_NONE; fast */
/* What users and source systems write: YYYY-MM-DD, D/M/YYYY, either with a time ("T" or blank, seconds and fractions
 * optional, "Z" or ±hh:mm: taken to +07:00). DAY_NONE if it is none of these or no real day. */
day_t day_parse_any(const char *s);
char *day_iso(day_t d, char out[11]); /* "2018-10-14"; returns out; "" for DAY_NONE */

#endif
