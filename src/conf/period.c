#include "conf/period.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/note.h"
#include "base/vi.h"
#include "conf/config.h"

/* Days and comparisons reach one year beyond; what the calendar of base/date holds. */
enum { YEAR_MIN = 1950, YEAR_MAX = 2150 };

/* Nghị định 09/2019/NĐ-CP, Điều 12: data of a month are closed on its 14th and begin on the 15th of the month before.
 */
enum { ND09_FIRST_DAY = 15, ND09_LAST_DAY = 14 };

const char *const period_rules[] = {[RULE_ND09] = "nd09", [RULE_CALENDAR] = "duong_lich", NULL};

static const char forms[] =
    "các dạng kỳ: 2026-09 (tháng), 2026-Q3 (quý), 2026-H1 và 2026-H2 (6 tháng đầu năm, cuối năm), "
    "2026-9M (9 tháng đầu năm), 2026 (năm)";

static int is_digits(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < '0' || s[i] > '9')
            return 0;
    return n > 0;
}

/* What stands behind "2026-". */
static int parse_part(const char *s, struct period *p)
{
    size_t n = strlen(s);

    if (n == 2 && is_digits(s, 2)) {
        p->kind = PERIOD_MONTH;
        p->n = atoi(s);
        return p->n >= 1 && p->n <= 12;
    }
    if (n == 2 && s[0] == 'Q' && s[1] >= '1' && s[1] <= '4') {
        p->kind = PERIOD_QUARTER;
        p->n = s[1] - '0';
        return 1;
    }
    if (n == 2 && s[0] == 'H' && (s[1] == '1' || s[1] == '2')) {
        p->kind = PERIOD_HALF;
        p->n = s[1] - '0';
        return 1;
    }
    if ((n == 2 || n == 3) && s[n - 1] == 'M' && is_digits(s, n - 1) && s[0] != '0') {
        p->kind = PERIOD_MONTHS;
        p->n = atoi(s);
        return p->n >= 1 && p->n <= 11;
    }
    return 0;
}

int period_parse(const char *code, struct period *p, struct err *err)
{
    *p = (struct period){.code = code, .kind = PERIOD_YEAR};
    if (strlen(code) >= 4 && is_digits(code, 4)) {
        p->year = (code[0] - '0') * 1000 + (code[1] - '0') * 100 + (code[2] - '0') * 10 + (code[3] - '0');
        if (code[4] == '\0' || (code[4] == '-' && parse_part(code + 5, p))) {
            if (p->year >= YEAR_MIN && p->year <= YEAR_MAX)
                return 0;
            return err_set(err, ST_USAGE, "kỳ '%s' nằm ngoài các năm từ %d đến %d.", code, YEAR_MIN, YEAR_MAX);
        }
    }
    return err_set(err, ST_USAGE, "không hiểu kỳ '%s'; %s.", code, forms);
}

static void months_of(const struct period *p, int *first, int *last)
{
    switch (p->kind) {
    case PERIOD_MONTH:
        *first = *last = p->n;
        return;
    case PERIOD_QUARTER:
        *first = 3 * p->n - 2;
        *last = 3 * p->n;
        return;
    case PERIOD_HALF:
        *first = 6 * p->n - 5;
        *last = 6 * p->n;
        return;
    case PERIOD_MONTHS:
        *first = 1;
        *last = p->n;
        return;
    case PERIOD_YEAR:
        *first = 1;
        *last = 12;
        return;
    }
    assert(0 && "unknown kind of period");
}

/* Day `day` of a month; month 0 is December of the year before, 13 January of the next. */
static day_t day_of(int year, int month, int day)
{
    return day_from_ymd(month < 1 ? year - 1 : month > 12 ? year + 1 : year, (month + 11) % 12 + 1, day);
}

struct range period_range(const struct period *p, enum period_rule rule)
{
    int first = 1, last = 12;

    months_of(p, &first, &last);
    if (rule == RULE_ND09)
        return (struct range){day_of(p->year, first - 1, ND09_FIRST_DAY), day_of(p->year, last, ND09_LAST_DAY)};
    return (struct range){day_of(p->year, first, 1), day_of(p->year, last + 1, 1) - 1};
}

/* Months 1 and 2 get a leading zero: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4. */
static char *month_label(struct arena *a, int month, int year)
{
    return arena_printf(a, "tháng %s%d năm %d", month < 3 ? "0" : "", month, year);
}

static char *label(struct arena *a, const struct period *p, int year)
{
    switch (p->kind) {
    case PERIOD_MONTH:
        return month_label(a, p->n, year);
    case PERIOD_QUARTER:
        return arena_printf(a, "quý %s năm %d", vi_roman(a, p->n), year);
    case PERIOD_HALF:
        return arena_printf(a, "6 tháng %s năm %d", p->n == 1 ? "đầu" : "cuối", year);
    case PERIOD_MONTHS:
        return arena_printf(a, "%d tháng đầu năm %d", p->n, year);
    case PERIOD_YEAR:
        return arena_printf(a, "năm %d", year);
    }
    assert(0 && "unknown kind of period");
    return NULL;
}

/* What the section on coming tasks is about. */
static char *label_next(struct arena *a, const struct period *p)
{
    switch (p->kind) {
    case PERIOD_MONTH:
        return month_label(a, p->n % 12 + 1, p->year + p->n / 12);
    case PERIOD_QUARTER:
        return arena_printf(a, "quý %s năm %d", vi_roman(a, p->n % 4 + 1), p->year + p->n / 4);
    case PERIOD_HALF:
        return p->n == 1 ? arena_printf(a, "6 tháng cuối năm %d", p->year)
                         : arena_printf(a, "6 tháng đầu năm %d", p->year + 1);
    case PERIOD_MONTHS:
        if (p->n == 6)
            return arena_printf(a, "6 tháng cuối năm %d", p->year);
        if (p->n == 11)
            return month_label(a, 12, p->year);
        return arena_printf(a, "%02d tháng cuối năm %d", 12 - p->n, p->year);
    case PERIOD_YEAR:
        return arena_printf(a, "năm %d", p->year + 1);
    }
    assert(0 && "unknown kind of period");
    return NULL;
}

static struct range year_before(struct range r)
{
    return (struct range){day_add_years(r.from, -1), day_add_years(r.to, -1)};
}

/* A regular report has the same days, whether the timer or somebody makes it. */
static enum period_rule rule_of(const struct config *c, const struct period *p)
{
    for (size_t i = 0; i < c->nregular; i++)
        if (regular_has(&c->regular[i], c->report, p))
            return c->regular[i].rule;
    return c->rule;
}

/* The report's own range: command line, else the config, else the rule; an end that is not given follows the next. */
static int own_range(const struct config *c, const struct period *p, day_t from, day_t to, struct range *out,
                     struct err *err)
{
    struct range r = period_range(p, rule_of(c, p));
    int line = 0;

    if ((from == DAY_NONE) != (to == DAY_NONE))
        return err_set(err, ST_USAGE, "phải dùng --from và --to cùng nhau; hãy thêm tùy chọn còn thiếu.");
    if (from != DAY_NONE) {
        if (from > to)
            return err_set(err, ST_USAGE, "ngày của --from đứng sau ngày của --to; hãy đổi lại.");
        *out = (struct range){from, to};
        return 0;
    }
    for (size_t i = 0; i < c->nfixed; i++) {
        const struct fixed_range *f = &c->fixed[i];

        if (*f->section || strcmp(f->period, p->code))
            continue;
        r.from = f->range.from == DAY_NONE ? r.from : f->range.from;
        r.to = f->range.to == DAY_NONE ? r.to : f->range.to;
        line = f->line;
    }
    if (r.from > r.to)
        return ini_error(c->ini, line, err, "mục [ky.%s]: tu_ngay đứng sau den_ngay; hãy sửa một trong hai ngày.",
                         p->code);
    *out = r;
    return 0;
}

static void warn_if_not_label(struct arena *a, const struct config *c, const struct period *p, struct notes *notes)
{
    enum period_rule name = rule_of(c, p);
    struct range own = p->sections[0].now, rule = period_range(p, name);

    if (own.from == rule.from && own.to == rule.to)
        return;
    note_add(notes, NOTE_WARNING, "ky_khac_nhan", p->code,
             "số liệu tính từ ngày %s đến ngày %s, nhưng theo quy tắc '%s' thì %s là từ ngày %s đến ngày %s.",
             vi_date(a, own.from), vi_date(a, own.to), period_rules[name], p->label, vi_date(a, rule.from),
             vi_date(a, rule.to));
}

int period_resolve(struct arena *a, const struct config *c, const char *code, day_t from, day_t to, struct period *out,
                   struct notes *notes, struct err *err)
{
    VEC(struct period_section) sections = {0};
    struct range own;
    struct period p;

    if (period_parse(code, &p, err) || own_range(c, &p, from, to, &own, err))
        return -1;
    p.code = arena_strdup(a, code);
    p.label = label(a, &p, p.year);
    p.label_before = label(a, &p, p.year - 1);
    p.label_next = label_next(a, &p);
    *vec_add(a, &sections) = (struct period_section){"", own, year_before(own)};
    for (size_t i = 0; i < c->nfixed; i++) {
        const struct fixed_range *f = &c->fixed[i];
        struct range r = f->range;

        if (!*f->section || strcmp(f->period, code))
            continue;
        r.from = r.from == DAY_NONE ? own.from : r.from;
        r.to = r.to == DAY_NONE ? own.to : r.to;
        if (r.from > r.to)
            return ini_error(
                c->ini, f->line, err,
                "mục [ky.%s.%s]: ngày đầu đứng sau ngày cuối (ngày không ghi lấy theo báo cáo); hãy sửa lại.",
                f->period, f->section);
        *vec_add(a, &sections) = (struct period_section){f->section, r, year_before(r)};
    }
    p.sections = sections.v;
    p.nsections = sections.n;
    warn_if_not_label(a, c, &p, notes);
    *out = p;
    return 0;
}

size_t period_section(const struct period *p, const char *name)
{
    for (size_t i = 1; i < p->nsections; i++)
        if (strcmp(p->sections[i].name, name) == 0)
            return i;
    return 0;
}
