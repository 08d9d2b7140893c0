#include "base/date.h"

#include <assert.h>
#include <string.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2200, LOCAL_OFFSET_MINUTES = 7 * 60, DAY_MINUTES = 24 * 60 };

static int is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days before 1 January of a year, counted from 0001-01-01. */
static int32_t days_before_year(int year)
{
    int y = year - 1;

    return y * 365 + y / 4 - y / 100 + y / 400;
}

static int32_t day_of_year(int year, int month)
{
    static const short before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    return before[month - 1] + (month > 2 && is_leap(year));
}

day_t day_from_ymd(int year, int month, int day)
{
    const int32_t epoch = 719162; /* days_before_year(1970) */

    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return DAY_NONE;
    return days_before_year(year) - epoch + day_of_year(year, month) + day - 1;
}

struct ymd day_to_ymd(day_t d)
{
    struct ymd r = {.year = 1970, .month = 12};

    assert(d >= day_from_ymd(YEAR_MIN, 1, 1) && d <= day_from_ymd(YEAR_MAX, 12, 31));
    r.year += d / 366; /* near; the loops do the rest */
    while (d < day_from_ymd(r.year, 1, 1))
        r.year--;
    while (r.year < YEAR_MAX && d >= day_from_ymd(r.year + 1, 1, 1))
        r.year++;
    d -= day_from_ymd(r.year, 1, 1);
    while (day_of_year(r.year, r.month) > d)
        r.month--;
    r.day = d - day_of_year(r.year, r.month) + 1;
    return r;
}

int day_weekday(day_t d)
{
    return ((d + 4) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

day_t day_add_years(day_t d, int years)
{
    struct ymd t;

    if (d == DAY_NONE)
        return DAY_NONE;
    t = day_to_ymd(d);
    t.year += years;
    if (t.month == 2 && t.day == 29 && !is_leap(t.year))
        t.day = 28;
    return day_from_ymd(t.year, t.month, t.day);
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

day_t day_parse_iso(const char *s, int n)
{
    static const char form[] = "0000-00-00";

    if (n != 10)
        return DAY_NONE;
    for (int i = 0; i < n; i++)
        if (form[i] == '0' ? !is_digit(s[i]) : s[i] != form[i])
            return DAY_NONE;
#define D(i) (s[i] - '0')
    return day_from_ymd(D(0) * 1000 + D(1) * 100 + D(2) * 10 + D(3), D(5) * 10 + D(6), D(8) * 10 + D(9));
#undef D
}

/* A number of min…max digits; -1 if there are fewer or more. */
static int number(const char **s, int min, int max)
{
    int n = 0, value = 0;

    while (n <= max && is_digit((*s)[n])) {
        value = value * 10 + (*s)[n] - '0';
        n++;
    }
    if (n < min || n > max)
        return -1;
    *s += n;
    return value;
}

static int take(const char **s, char c)
{
    if (**s != c)
        return 0;
    ++*s;
    return 1;
}

static void skip_blanks(const char **s)
{
    while (**s == ' ' || **s == '\t')
        ++*s;
}

/* YYYY-MM-DD or D/M/YYYY in front of *s. */
static day_t parse_day(const char **s)
{
    const char *digits = *s;
    int first = number(s, 1, 4), second, third;
    char mark = **s;

    if (first < 0 || !(mark == '-' ? *s - digits == 4 : mark == '/' && *s - digits <= 2))
        return DAY_NONE;
    ++*s;
    second = mark == '-' ? number(s, 2, 2) : number(s, 1, 2);
    if (second < 0 || !take(s, mark))
        return DAY_NONE;
    third = mark == '-' ? number(s, 2, 2) : number(s, 4, 4);
    return mark == '-' ? day_from_ymd(first, second, third) : day_from_ymd(third, second, first);
}

/* H:MM, H:MM:SS, either part of a second behind "." or ","; gives minutes since midnight or -1. */
static int parse_clock(const char **s)
{
    int hour = number(s, 1, 2), minute, second = 0;

    if (hour < 0 || !take(s, ':'))
        return -1;
    minute = number(s, 2, 2);
    if (minute >= 0 && take(s, ':')) {
        second = number(s, 2, 2);
        if (second >= 0 && (take(s, '.') || take(s, ','))) {
            if (!is_digit(**s))
                return -1;
            while (is_digit(**s))
                ++*s;
        }
    }
    if (hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return -1;
    return hour * 60 + minute;
}

/* "Z", +hh:mm, +hhmm, +hh as minutes to subtract for UTC; nothing there means local time. 0 or -1. */
static int parse_offset(const char **s, int *offset)
{
    int sign, hours, minutes = 0;

    *offset = LOCAL_OFFSET_MINUTES;
    if (take(s, 'Z') || take(s, 'z')) {
        *offset = 0;
        return 0;
    }
    if (**s != '+' && **s != '-')
        return 0;
    sign = take(s, '-') ? -1 : 1;
    if (sign == 1)
        ++*s;
    hours = number(s, 2, 2);
    if (hours < 0) {
        hours = number(s, 4, 4);
        minutes = hours % 100;
        hours = hours < 0 ? -1 : hours / 100;
    } else if (take(s, ':')) {
        minutes = number(s, 2, 2);
    }
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return -1;
    *offset = sign * (hours * 60 + minutes);
    return 0;
}

day_t day_parse_any(const char *s)
{
    int clock, offset, with_time;
    day_t day;

    skip_blanks(&s);
    day = parse_day(&s);
    if (day == DAY_NONE)
        return DAY_NONE;
    with_time = take(&s, 'T');
    skip_blanks(&s);
    if (with_time || (is_digit(*s) && (s[-1] == ' ' || s[-1] == '\t'))) {
        clock = parse_clock(&s);
        skip_blanks(&s);
        if (clock < 0 || parse_offset(&s, &offset))
            return DAY_NONE;
        clock += LOCAL_OFFSET_MINUTES - offset;
        day += clock < 0 ? -1 : clock >= DAY_MINUTES;
        skip_blanks(&s);
    }
    /* The zone may lead out of the years that a day can have. */
    if (*s || day < day_from_ymd(YEAR_MIN, 1, 1) || day > day_from_ymd(YEAR_MAX, 12, 31))
        return DAY_NONE;
    return day;
}

char *day_iso(day_t d, char out[11])
{
    struct ymd t;

    out[0] = '\0';
    if (d == DAY_NONE)
        return out;
    t = day_to_ymd(d);
    memcpy(out, "0000-00-00", 11);
    for (int i = 3, year = t.year; i >= 0; i--, year /= 10)
        out[i] = (char)('0' + year % 10);
    out[5] = (char)('0' + t.month / 10);
    out[6] = (char)('0' + t.month % 10);
    out[8] = (char)('0' + t.day / 10);
    out[9] = (char)('0' + t.day % 10);
    return out;
}
