#include "conf/schedule.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "conf/config.h"

static const char prefix[] = "dinh_ky.";
static const char *const kinds[] = {
    [PERIOD_MONTH] = "thang",        [PERIOD_QUARTER] = "quy", [PERIOD_HALF] = "nua_nam",
    [PERIOD_MONTHS] = "nhieu_thang", [PERIOD_YEAR] = "nam",    NULL};

/* How many a year has; those that have one need no choice. */
static const int in_year[] = {
    [PERIOD_MONTH] = 12, [PERIOD_QUARTER] = 4, [PERIOD_HALF] = 2, [PERIOD_MONTHS] = 1, [PERIOD_YEAR] = 1};

/* ------------------------------------------------------------ the config */

static int line_of(const struct ini *ini, const char *section, const char *key, int line)
{
    const struct ini_item *item = ini_find(ini, section, key);

    return item ? item->line : line;
}

int regular_has(const struct regular *r, const char *report, const struct period *p)
{
    return r->kind == p->kind && (p->kind != PERIOD_MONTHS || r->months == p->n) && strcmp(r->report, report) == 0;
}

static int is_wanted(const struct regular *r, const struct period *p)
{
    return !r->numbers || r->numbers >> p->n & 1;
}

static int read_numbers(const struct ini *ini, const char *section, struct regular *r, struct err *err)
{
    int most = in_year[r->kind];

    for (size_t i = 0; i < r->only.n; i++) {
        const char *text = r->only.v[i];
        char *end;
        long n = strtol(text, &end, 10);

        if (text[0] < '0' || text[0] > '9' || *end || n < 1 || n > most || most == 1)
            return ini_error(ini, line_of(ini, section, "cac_ky", r->line), err,
                             "mục [%s]: cac_ky có giá trị sai '%s'; với thang, quy, nua_nam ghi số thứ tự của kỳ trong "
                             "năm, ví dụ '1 | 3' là quý I và quý III.",
                             section, text);
        r->numbers |= 1u << n;
    }
    return 0;
}

static int check(const struct ini *ini, const char *section, const struct regular *r, struct err *err)
{
    struct err wrong = {.status = ST_OK};
    struct period first;

    if ((r->kind == PERIOD_MONTHS) != (r->months >= 1 && r->months <= 11))
        return ini_error(ini, line_of(ini, section, "so_thang", r->line), err,
                         "mục [%s]: so_thang (1 đến 11) đi cùng loai_ky = nhieu_thang, và chỉ với loại này.", section);
    if (!path_is_plain_name(r->report))
        return ini_error(
            ini, line_of(ini, section, "mau", r->line), err,
            "khóa 'mau' có giá trị sai '%s'; giá trị này thành tên thư mục, chỉ dùng A-Z a-z 0-9 . _ -; hãy đổi.",
            r->report);
    if (r->day_of_month > 31 || (r->day_of_month && r->working_days))
        return ini_error(
            ini, line_of(ini, section, "han_gui_ngay", r->line), err,
            "mục [%s]: han_gui_ngay là ngày của tháng (1 đến 31) và thay cho han_gui; hãy chỉ ghi một trong hai.",
            section);
    if (period_parse(r->first, &first, &wrong))
        return ini_error(ini, line_of(ini, section, "tu_ky", r->line), err, "mục [%s]: %s", section, wrong.text);
    if (first.kind != r->kind || (r->kind == PERIOD_MONTHS && first.n != r->months))
        return ini_error(ini, line_of(ini, section, "tu_ky", r->line), err,
                         "mục [%s]: kỳ '%s' không phải là kỳ loại '%s'; hãy sửa tu_ky hoặc loai_ky.", section, r->first,
                         kinds[r->kind]);
    if (!is_wanted(r, &first))
        return ini_error(ini, line_of(ini, section, "tu_ky", r->line), err,
                         "mục [%s]: kỳ '%s' không thuộc cac_ky; hãy sửa tu_ky hoặc cac_ky.", section, r->first);
    return 0;
}

#define FIELD(name, t, must, member)                                                               \
    {                                                                                              \
        .key = (name), .type = (t), .required = (must), .offset = offsetof(struct regular, member) \
    }

static int read_one(struct arena *a, const struct config *c, const char *section, int line, struct regular *r,
                    struct err *err)
{
    const struct ini *ini = c->ini;
    static const struct ini_field fields[] = {
        {.key = "loai_ky",
         .type = INI_CHOICE,
         .required = 1,
         .choices = kinds,
         .offset = offsetof(struct regular, kind)},
        FIELD("so_thang", INI_COUNT, 0, months),
        FIELD("cac_ky", INI_LIST, 0, only),
        FIELD("tu_ky", INI_TEXT, 1, first),
        FIELD("mau", INI_TEXT, 0, report),
        {.key = "quy_tac", .type = INI_CHOICE, .choices = period_rules, .offset = offsetof(struct regular, rule)},
        FIELD("sau_chot", INI_COUNT, 0, wait),
        FIELD("han_gui", INI_COUNT, 0, working_days),
        FIELD("han_gui_ngay", INI_COUNT, 0, day_of_month),
        FIELD("cac_don_vi", INI_BOOL, 0, units),
    };

    *r = (struct regular){.name = section + strlen(prefix), .report = c->report, .rule = c->rule, .line = line};
    return ini_read(a, ini, section, fields, sizeof fields / sizeof *fields, r, err) ||
                   read_numbers(ini, section, r, err) || check(ini, section, r, err)
               ? -1
               : 0;
}

/* A folder has one paper of a period, so the period has one pair of days. */
static int check_rules(const struct ini *ini, const struct regular *list, size_t n, struct err *err)
{
    const struct regular *last = &list[n - 1];

    for (size_t i = 0; i + 1 < n; i++) {
        const struct regular *r = &list[i];

        if (r->kind == last->kind && r->months == last->months && strcmp(r->report, last->report) == 0 &&
            r->rule != last->rule)
            return ini_error(
                ini, last->line, err,
                "mục [%s%s] và mục [%s%s] cùng loại kỳ, cùng mẫu nhưng quy_tac khác nhau, mà văn bản của một "
                "kỳ chỉ có một; hãy dùng một quy tắc hoặc đổi mau.",
                prefix, r->name, prefix, last->name);
    }
    return 0;
}

int schedule_read(struct arena *a, const struct config *c, struct regular **out, size_t *n, struct err *err)
{
    const struct ini *ini = c->ini;
    VEC(struct regular) list = {0};

    for (size_t i = 0; i < ini->nsections; i++)
        if (strncmp(ini->sections[i], prefix, strlen(prefix)) == 0 &&
            (read_one(a, c, ini->sections[i], ini->section_lines[i], vec_add(a, &list), err) ||
             check_rules(ini, list.v, list.n, err)))
            return -1;
    *out = list.v;
    *n = list.n;
    return 0;
}

/* ------------------------------------------------------------ the periods */

static const char *code_of(struct arena *a, const struct period *p)
{
    switch (p->kind) {
    case PERIOD_MONTH:
        return arena_printf(a, "%d-%02d", p->year, p->n);
    case PERIOD_QUARTER:
        return arena_printf(a, "%d-Q%d", p->year, p->n);
    case PERIOD_HALF:
        return arena_printf(a, "%d-H%d", p->year, p->n);
    case PERIOD_MONTHS:
        return arena_printf(a, "%d-%dM", p->year, p->n);
    case PERIOD_YEAR:
        return arena_printf(a, "%d", p->year);
    }
    assert(0 && "unknown kind of period");
    return "";
}

static void next(struct period *p)
{
    if (p->kind == PERIOD_MONTHS || p->kind == PERIOD_YEAR) {
        p->year++;
        return;
    }
    p->year += p->n / in_year[p->kind];
    p->n = p->n % in_year[p->kind] + 1;
}

static void go_on(const struct regular *r, struct period *p)
{
    do
        next(p);
    while (!is_wanted(r, p));
}

static int describe(struct arena *a, const struct config *c, const struct regular *r, const char *code, struct due *out,
                    struct err *err)
{
    struct config own = *c; /* as 'run --report' has it */
    struct notes unused;    /* the run that makes it says them */
    struct period p;

    notes_init(&unused, a);
    own.report = r->report;
    if (period_resolve(a, &own, code, DAY_NONE, DAY_NONE, &p, &unused, err))
        return -1;
    *out = (struct due){.regular = r, .code = p.code, .label = p.label, .range = p.sections[0].now};
    out->cut_off = out->range.to;
    for (size_t i = 1; i < p.nsections; i++)
        out->cut_off = p.sections[i].now.to > out->cut_off ? p.sections[i].now.to : out->cut_off;
    out->ready = out->cut_off + 1 + r->wait;
    return 0;
}

static int by_cut_off(const void *x, const void *y)
{
    const struct due *a = x, *b = y;

    if (a->cut_off != b->cut_off)
        return a->cut_off < b->cut_off ? -1 : 1;
    if (a->range.from != b->range.from) /* the shorter first */
        return a->range.from > b->range.from ? -1 : 1;
    return strcmp(a->regular->name, b->regular->name);
}

int schedule_list(struct arena *a, const struct config *c, day_t today, struct due **out, size_t *nready, size_t *n,
                  struct err *err)
{
    VEC(struct due) ready = {0}, coming = {0};

    for (size_t i = 0; i < c->nregular; i++) {
        const struct regular *r = &c->regular[i];
        struct period p;
        struct due d;

        if (period_parse(r->first, &p, err))
            return -1;
        for (;; go_on(r, &p)) {
            if (describe(a, c, r, code_of(a, &p), &d, err))
                return -1;
            if (d.ready > today)
                break;
            *vec_add(a, &ready) = d;
        }
        *vec_add(a, &coming) = d;
    }
    if (ready.n)
        qsort(ready.v, ready.n, sizeof *ready.v, by_cut_off);
    if (coming.n)
        qsort(coming.v, coming.n, sizeof *coming.v, by_cut_off);
    *nready = ready.n;
    for (size_t i = 0; i < coming.n; i++)
        *vec_add(a, &ready) = coming.v[i];
    *out = ready.v;
    *n = ready.n;
    return 0;
}

/* Behind `from`; in a month that is too short, its last day. */
static day_t next_day_of_month(day_t from, int n)
{
    day_t d = from + 1;

    while (day_to_ymd(d).day != n && !(day_to_ymd(d).day < n && day_to_ymd(d + 1).day == 1))
        d++;
    return d;
}

int schedule_deadline(const struct due *d, struct calendar *c, day_t *out, struct err *err)
{
    const struct regular *r = d->regular;

    *out = DAY_NONE;
    if (r->day_of_month) /* the first working day behind the day before */
        return calendar_working_days_after(c, next_day_of_month(d->cut_off, r->day_of_month) - 1, 1, out, err);
    if (!r->working_days)
        return 0;
    return calendar_working_days_after(c, d->cut_off, r->working_days, out, err);
}
