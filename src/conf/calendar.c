#include "conf/calendar.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/ini.h"

enum day_kind { DAY_PLAIN, DAY_OFF, DAY_WORKED };
enum { DAYS = 366 };

struct year {
    int number;
    day_t first;
    char kind[DAYS]; /* enum day_kind */
};

struct calendar {
    struct arena *arena;
    const char *dir;
    VEC(struct year *) years;
};

static int is_weekend(day_t d)
{
    int weekday = day_weekday(d);

    return weekday == 0 || weekday == 6;
}

/* "2026-01-01" or "2026-02-16..2026-02-20" */
static int read_days(const struct ini *ini, const struct ini_item *item, day_t *from, day_t *to, struct err *err)
{
    enum { ISO = 10 };
    const char *p = item->key;
    size_t n = strlen(p);

    *from = *to = DAY_NONE;
    if (n >= ISO)
        *from = *to = day_parse_iso(p, ISO);
    if (n == 2 * ISO + 2 && strncmp(p + ISO, "..", 2) == 0)
        *to = day_parse_iso(p + ISO + 2, ISO);
    else if (n != ISO)
        *to = DAY_NONE;
    if (*from != DAY_NONE && *to != DAY_NONE && *from <= *to)
        return 0;
    return ini_error(ini, item->line, err,
                     "'%s' không phải là ngày; hãy viết YYYY-MM-DD, hoặc YYYY-MM-DD..YYYY-MM-DD cho nhiều ngày liền.",
                     p);
}

/* Days off may hold a weekend between them; a Saturday that is worked must be one. */
static int mark(const struct ini *ini, const struct ini_item *item, enum day_kind kind, struct year *y, struct err *err)
{
    day_t from, to;

    if (read_days(ini, item, &from, &to, err))
        return -1;
    if (day_to_ymd(from).year != y->number || day_to_ymd(to).year != y->number)
        return ini_error(ini, item->line, err, "ngày '%s' không thuộc năm %d của tệp; hãy ghi vào tệp của năm đó.",
                         item->key, y->number);
    for (day_t d = from; d <= to; d++) {
        char *known = &y->kind[d - y->first], iso[11];

        if (kind == DAY_WORKED && !is_weekend(d))
            return ini_error(ini, item->line, err,
                             "ngày làm bù %s không phải thứ bảy hay chủ nhật; hãy xem lại thông báo hoán đổi.",
                             day_iso(d, iso));
        if (*known != DAY_PLAIN)
            return ini_error(ini, item->line, err, "ngày %s đã ghi ở một dòng khác; hãy bỏ một dòng.", day_iso(d, iso));
        *known = (char)kind;
    }
    return 0;
}

static int mark_section(const struct ini *ini, const char *section, enum day_kind kind, struct year *y, struct err *err)
{
    size_t n;
    const struct ini_item *items = ini_section(ini, section, &n);

    for (size_t i = 0; i < n; i++)
        if (mark(ini, &items[i], kind, y, err))
            return -1;
    return 0;
}

struct head { /* [lich] */
    int year;
    const char *source;
};

static int load(struct arena *a, const char *path, int number, struct year *y, struct err *err)
{
    static const char *const known[] = {"lich", "nghi", "lam_bu", NULL};
    static const struct ini_field fields[] = {
        {"nam", INI_COUNT, 1, NULL, offsetof(struct head, year)},
        {"can_cu", INI_TEXT, 1, NULL, offsetof(struct head, source)},
    };
    struct head head = {0, ""};
    struct ini *ini;

    if (ini_load(a, path, &ini, err) || ini_check_sections(ini, known, err) ||
        ini_read(a, ini, "lich", fields, sizeof fields / sizeof *fields, &head, err))
        return -1;
    y->number = head.year;
    y->first = day_from_ymd(head.year, 1, 1);
    if (y->first == DAY_NONE)
        return ini_error(ini, ini_find(ini, "lich", "nam")->line, err, "năm %d ngoài khoảng 1900–2200.", head.year);
    if (head.year != number)
        return ini_error(ini, ini_find(ini, "lich", "nam")->line, err,
                         "nam = %d không phải năm của tên tệp; hãy sửa một trong hai.", head.year);
    return mark_section(ini, "nghi", DAY_OFF, y, err) || mark_section(ini, "lam_bu", DAY_WORKED, y, err) ? -1 : 0;
}

/* The year that a file's name tells, 0 if it tells none. */
static int year_of_file(const char *path)
{
    const char *name = path_base(path);
    size_t digits = strspn(name, "0123456789");

    return digits == 4 && strcmp(name + digits, ".ini") == 0 ? atoi(name) : 0;
}

int calendar_is_file(const char *path)
{
    return year_of_file(path) != 0;
}

int calendar_check(struct arena *a, const char *path, struct err *err)
{
    struct year *y = arena_alloc(a, sizeof *y);

    return load(a, path, year_of_file(path), y, err);
}

struct calendar *calendar_open(struct arena *a, const char *dir)
{
    struct calendar *c = arena_alloc(a, sizeof *c);

    *c = (struct calendar){.arena = a, .dir = dir};
    return c;
}

static const struct year *year_of(struct calendar *c, int number, struct err *err)
{
    const char *path = path_join(c->arena, c->dir, arena_printf(c->arena, "%d.ini", number));
    struct year *y;

    for (size_t i = 0; i < c->years.n; i++)
        if (c->years.v[i]->number == number)
            return c->years.v[i];
    if (!file_exists(path)) {
        err_set(err, ST_CONFIG,
                "chưa có lịch làm việc của năm %d; hãy thêm tệp '%s' (ngày nghỉ lễ, tết, ngày làm bù theo thông báo "
                "của năm đó; mẫu là tệp của năm khác trong thư mục này).",
                number, path);
        return NULL;
    }
    y = arena_alloc(c->arena, sizeof *y);
    if (load(c->arena, path, number, y, err))
        return NULL;
    *vec_add(c->arena, &c->years) = y;
    return y;
}

int calendar_is_working(struct calendar *c, day_t day, struct err *err)
{
    const struct year *y = year_of(c, day_to_ymd(day).year, err);

    if (!y)
        return -1;
    switch ((enum day_kind)y->kind[day - y->first]) {
    case DAY_OFF:
        return 0;
    case DAY_WORKED:
        return 1;
    case DAY_PLAIN:
        break;
    }
    return !is_weekend(day);
}

int calendar_working_days_after(struct calendar *c, day_t from, int n, day_t *out, struct err *err)
{
    while (n > 0) {
        int working = calendar_is_working(c, ++from, err);

        if (working < 0)
            return -1;
        n -= working;
    }
    *out = from;
    return 0;
}
