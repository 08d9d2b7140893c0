#include "data/checks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/note.h"
#include "base/vi.h"
#include "data/classify.h"
#include "data/db.h"

/* Codes named in one sentence; the count before them is always whole. */
enum { CODES_SHOWN = 10 };

enum problem {
    ENDED_FIRST,
    UNREADABLE,
    UNKNOWN_UNIT,
    UNKNOWN_PROCEDURE,
    STRANGE_CODE,
    AFTER_TODAY,
    INSPECTION_UNREADABLE,
    INSPECTION_UNIT,
    TASK_UNREADABLE,
    TASK_UNIT,
    PROBLEM_COUNT
};

static const struct {
    const char *id;
    enum note_level level;
    const char *what, *remedy;
} PROBLEMS[PROBLEM_COUNT] = {
    [ENDED_FIRST] = {"ket_thuc_truoc_tiep_nhan", NOTE_ERROR, "hồ sơ có ngày kết thúc trước ngày tiếp nhận",
                     "không được tính vào kỳ nào; đề nghị đơn vị kiểm tra lại hai ngày"},
    [UNREADABLE] = {"ngay_khong_doc_duoc", NOTE_ERROR, "hồ sơ có ngày không đọc được",
                    "không được tính vào kỳ nào; đề nghị ghi ngày theo dạng YYYY-MM-DD"},
    [UNKNOWN_UNIT] = {"ma_khong_co", NOTE_ERROR, "hồ sơ của đơn vị không có trong bảng don_vi",
                      "không được tính vào kỳ nào; đề nghị nhập đơn vị hoặc sửa mã"},
    [UNKNOWN_PROCEDURE] = {"ma_khong_co", NOTE_ERROR, "hồ sơ có thủ tục không có trong bảng tthc",
                           "không được tính vào kỳ nào; đề nghị nhập thủ tục hoặc sửa mã"},
    [STRANGE_CODE] = {"ma_la", NOTE_WARNING, "hồ sơ có kênh tiếp nhận hoặc kết quả ngoài danh mục",
                      "được tính như không ghi; đề nghị sửa mã"},
    [AFTER_TODAY] = {"tiep_nhan_sau_hom_nay", NOTE_WARNING, "hồ sơ có ngày tiếp nhận ở tương lai",
                     "đề nghị đơn vị kiểm tra lại ngày"},
    [INSPECTION_UNREADABLE] = {"ngay_khong_doc_duoc", NOTE_ERROR, "cuộc kiểm tra có ngày không đọc được",
                               "đề nghị ghi ngày theo dạng YYYY-MM-DD"},
    [INSPECTION_UNIT] = {"ma_khong_co", NOTE_ERROR, "cuộc kiểm tra tại đơn vị không có trong bảng don_vi",
                         "không được tính; đề nghị nhập đơn vị hoặc sửa mã"},
    [TASK_UNREADABLE] = {"ngay_khong_doc_duoc", NOTE_ERROR, "nhiệm vụ có ngày không đọc được",
                         "được tính như không ghi ngày; đề nghị ghi ngày theo dạng YYYY-MM-DD"},
    [TASK_UNIT] = {"ma_khong_co", NOTE_ERROR, "nhiệm vụ của đơn vị không có trong bảng don_vi",
                   "không được tính; đề nghị nhập đơn vị hoặc sửa mã"},
};

struct found {
    enum problem problem;
    int unit; /* -1: of no known unit */
    const char *code;
};

struct checks {
    struct arena *arena;
    const struct facts *facts;
    const struct cube *cube;
    const struct catalog *catalog;
    const struct coverage *coverage;
    const struct period *period;
    const struct config *config;
    day_t today;
    struct range span;       /* from the first day of any section to the last */
    VEC(struct found) found; /* by problem, unit and code */
};

/* One unit's turn. */
struct checker {
    struct arena *arena;
    const struct checks *all;
    const struct catalog *catalog;
    int unit;
    struct notes *notes;
};

static const char *place_of(const struct checker *c, int unit)
{
    return unit < 0 ? "" : c->catalog->units[unit].name;
}

/* Rows of no unit concern those who see everything. */
static int concerns(const struct checker *c, int unit)
{
    if (unit < 0)
        return c->unit < 0 || c->catalog->units[c->unit].parent < 0;
    return catalog_under(c->catalog, unit, c->unit);
}

static void add_found(struct checks *c, enum problem problem, int unit, const char *code)
{
    *vec_add(c->arena, &c->found) = (struct found){problem, unit, arena_strdup(c->arena, code)};
}

static int compare_found(const void *x, const void *y)
{
    const struct found *a = x, *b = y;

    if (a->problem != b->problem)
        return a->problem < b->problem ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return strcmp(a->code, b->code);
}

/* One sentence per problem and unit. */
static void note_found(struct checker *c)
{
    const struct found *v = c->all->found.v;
    size_t n = c->all->found.n;

    for (size_t i = 0, end; i < n; i = end) {
        const struct found *first = &v[i];
        struct buf codes;

        buf_init(&codes, c->arena);
        for (end = i; end < n && v[end].problem == first->problem && v[end].unit == first->unit; end++)
            if (end - i < CODES_SHOWN)
                buf_printf(&codes, "%s%s", end > i ? ", " : "", v[end].code);
        if (!concerns(c, first->unit))
            continue;
        if (end - i > CODES_SHOWN)
            buf_printf(&codes, " và %s mã khác", vi_count(c->arena, (int64_t)(end - i - CODES_SHOWN)));
        note_add(c->notes, PROBLEMS[first->problem].level, PROBLEMS[first->problem].id, place_of(c, first->unit),
                 "%s %s: %s; %s.", vi_count(c->arena, (int64_t)(end - i)), PROBLEMS[first->problem].what,
                 buf_str(&codes), PROBLEMS[first->problem].remedy);
    }
}

/* ------------------------------------------------------------ rows of the database */

/* 1 if the column is empty or a day. */
static int read_day(struct stmt *s, int column, day_t *out)
{
    const char *t = stmt_text(s, column);

    *out = t ? day_parse_iso(t, stmt_text_length(s, column)) : DAY_NONE;
    return !t || *out != DAY_NONE;
}

/* Open or ended since the first day, received up to the last. */
static int is_asked(const struct checks *c, const struct odd_dossier *d)
{
    return (d->ended == DAY_NONE || d->ended >= c->span.from) &&
           (d->received == DAY_NONE || d->received <= c->span.to || c->today != DAY_NONE);
}

/* What the scan met. */
static int find_odd(struct checks *c, struct db *db, struct err *err)
{
    static const struct {
        unsigned reason;
        enum problem problem;
    } kinds[] = {{ODD_UNREADABLE, UNREADABLE},
                 {ODD_UNIT, UNKNOWN_UNIT},
                 {ODD_PROCEDURE, UNKNOWN_PROCEDURE},
                 {ODD_CODE, STRANGE_CODE}};
    struct stmt *s = NULL;
    int step = 0;

    if (db_prepare(db, "SELECT ma FROM ho_so WHERE rowid = ?1", &s, err))
        return -1;
    for (size_t i = 0; i < c->cube->nodd && step >= 0; i++) {
        const struct odd_dossier *d = &c->cube->odd[i];

        if (!is_asked(c, d))
            continue;
        stmt_bind_int(s, 1, d->rowid);
        step = stmt_step(s, err);
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && step == 1; k++)
            if (d->reasons & kinds[k].reason)
                add_found(c, kinds[k].problem, d->unit, stmt_text(s, 0));
        stmt_reset(s);
    }
    stmt_close(s);
    return step < 0 ? -1 : 0;
}

/* A problem that one query finds: ma, don_vi, then dates that must be days for it to be this problem. */
static int find_rows(struct checks *c, struct db *db, const char *sql, const char *first, enum problem problem,
                     int (*is_one)(const struct checks *c, const day_t *days), struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    if (first)
        stmt_bind_text(s, 1, first);
    while ((step = stmt_step(s, err)) == 1) {
        day_t days[2];
        int readable = read_day(s, 2, &days[0]) & read_day(s, 3, &days[1]);

        if (readable && is_one(c, days))
            add_found(c, problem, catalog_unit(c->catalog, stmt_text(s, 1)), stmt_text(s, 0));
    }
    stmt_close(s);
    return step;
}

/* Received in the span or, when today is asked for, later; a wrong year makes the end fall long before. */
static int ended_first(const struct checks *c, const day_t *days)
{
    day_t ended = days[0], received = days[1];

    return ended < received && ended <= c->span.to && received >= c->span.from &&
           (received <= c->span.to || c->today != DAY_NONE);
}

static int after_today(const struct checks *c, const day_t *days)
{
    return days[1] > c->today;
}

static int find_dossiers(struct checks *c, struct db *db, struct err *err)
{
#define DOSSIER "SELECT ma, don_vi, ngay_ket_thuc, ngay_tiep_nhan FROM ho_so "
    char today[11];

    if (find_odd(c, db, err) || find_rows(c, db, DOSSIER "INDEXED BY ho_so_nguoc WHERE ngay_ket_thuc < ngay_tiep_nhan",
                                          NULL, ENDED_FIRST, ended_first, err))
        return -1;
    if (c->today == DAY_NONE)
        return 0;
    day_iso(c->today, today);
    return find_rows(c, db, DOSSIER "INDEXED BY ho_so_quet WHERE ngay_ket_thuc IS NULL AND ngay_tiep_nhan > ?1", today,
                     AFTER_TODAY, after_today, err) ||
                   find_rows(c, db, DOSSIER "INDEXED BY ho_so_quet WHERE ngay_ket_thuc >= ?1", today, AFTER_TODAY,
                             after_today, err)
               ? -1
               : 0;
}

/* A small table: code, unit, then dates that must be days where they are given. */
static int find_small(struct checks *c, struct db *db, const char *sql, int ndates, enum problem unreadable,
                      enum problem unknown, struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int unit = catalog_unit(c->catalog, stmt_text(s, 1)), readable = 1;

        for (int i = 0; i < ndates; i++) {
            day_t day;

            readable &= read_day(s, 2 + i, &day);
        }
        if (!readable)
            add_found(c, unreadable, unit, stmt_text(s, 0));
        if (unit < 0)
            add_found(c, unknown, unit, stmt_text(s, 0));
    }
    stmt_close(s);
    return step;
}

/* ------------------------------------------------------------ the cube */

static char *section_place(const struct checker *c, const struct period_section *s, struct range r)
{
    return arena_printf(c->arena, "%s%s%s–%s", s->name, *s->name ? " " : "", vi_date(c->arena, r.from),
                        vi_date(c->arena, r.to));
}

/* Sums over the rows of the unit and of those below it. */
struct quality {
    struct cube_sums sums;
    int64_t set_aside, set_aside_late, no_due, no_due_resolved;
};

static void add_sums(struct cube_sums *to, const struct cube_sums *x)
{
    to->all += x->all;
    to->online += x->online;
    to->other += x->other;
    to->carried += x->carried;
    to->resolved += x->resolved;
    to->returned += x->returned;
    to->withdrawn += x->withdrawn;
    to->stopped += x->stopped;
    to->open += x->open;
}

static struct quality add_up(const struct checker *c, const struct rows *rows)
{
    int outcome = table_dim(TABLE_DOSSIERS, "ket_qua"), late = table_dim(TABLE_DOSSIERS, "qua_han");
    int has_due = table_dim(TABLE_DOSSIERS, "co_han"), state = table_dim(TABLE_DOSSIERS, "tinh_trang");
    struct quality q = {0};

    for (size_t u = 0; u < c->catalog->nunits; u++) {
        struct cube_sums sums;

        if (!catalog_under(c->catalog, (int)u, c->unit))
            continue;
        sums = cube_sum(rows, rows->unit_start[u], rows->unit_start[u + 1]);
        add_sums(&q.sums, &sums);
        for (size_t i = rows->unit_start[u]; i < rows->unit_start[u + 1]; i++) {
            const int32_t *v = rows->v + i * TABLES[TABLE_DOSSIERS].ndims;

            /* An outcome stands only where the dossier ended in the period. */
            if (v[outcome] == OUTCOME_RETURNED || v[outcome] == OUTCOME_WITHDRAWN || v[outcome] == OUTCOME_STOPPED) {
                q.set_aside += rows->count[i];
                q.set_aside_late += v[late] ? rows->count[i] : 0;
            }
            q.no_due += v[has_due] ? 0 : rows->count[i];
            q.no_due_resolved += !v[has_due] && v[state] == STATE_ON_TIME ? rows->count[i] : 0;
        }
    }
    return q;
}

static void check_balance(struct checker *c, const struct period_section *s, struct range r)
{
    int range = cube_range(c->all->cube, r);
    struct quality q;

    assert(range >= 0);
    q = add_up(c, cube_rows(c->all->cube, range, TABLE_DOSSIERS));
    if (cube_sums_balance(&q.sums))
        return;
    note_add(c->notes, NOTE_ERROR, "khong_can_doi", section_place(c, s, r),
             "các cột hồ sơ không cân đối: (3) = %s; (4) + (5) + (6) = %s; (7) + trả lại + rút + dừng + (11) = %s.",
             vi_count(c->arena, q.sums.all), vi_count(c->arena, q.sums.online + q.sums.other + q.sums.carried),
             vi_count(c->arena, q.sums.resolved + q.sums.returned + q.sums.withdrawn + q.sums.stopped + q.sums.open));
}

static void check_quality(struct checker *c, const struct period_section *s)
{
    struct quality q = add_up(c, cube_rows(c->all->cube, cube_range(c->all->cube, s->now), TABLE_DOSSIERS));

    if (q.set_aside)
        note_add(c->notes, q.set_aside_late ? NOTE_WARNING : NOTE_INFO, "tre_khi_tra_lai", section_place(c, s, s->now),
                 "%s hồ sơ trả lại, rút hoặc dừng trong kỳ, trong đó %s hồ sơ sau ngày hẹn trả; %s.",
                 vi_count(c->arena, q.set_aside), vi_count(c->arena, q.set_aside_late),
                 c->all->cube->returned == RETURNED_APART ? "các hồ sơ này được tính riêng"
                                                          : "các hồ sơ này được tính vào cột đúng hạn");
    if (q.no_due)
        note_add(c->notes, NOTE_INFO, "khong_co_han", section_place(c, s, s->now),
                 "%s hồ sơ không có ngày hẹn trả, trong đó %s hồ sơ đã giải quyết được tính là đúng hạn.",
                 vi_count(c->arena, q.no_due), vi_count(c->arena, q.no_due_resolved));
}

/* ------------------------------------------------------------ coverage */

/* What is missing of a table in a range, and in ranges inside it. */
struct gap {
    enum table table;
    struct range range;
    const char *units, *place;
};

static int same_gap(const struct gap *x, const struct gap *y)
{
    return x->range.from == y->range.from && x->range.to == y->range.to && strcmp(x->units, y->units) == 0;
}

static int holds(struct range outer, struct range inner)
{
    return outer.from <= inner.from && inner.to <= outer.to;
}

static const char *missing_units(const struct checker *c, enum table t, struct range r)
{
    struct buf missing;

    buf_init(&missing, c->arena);
    for (size_t u = 0; u < c->catalog->nunits; u++) {
        int top = c->unit < 0 ? c->catalog->units[u].parent < 0 : (int)u == c->unit;
        const char *names = top ? coverage_missing(c->arena, c->all->coverage, TABLES[t].name, (int)u, r) : "";

        buf_printf(&missing, "%s%s", missing.n && *names ? ", " : "", names);
    }
    return buf_str(&missing);
}

static int left_out(const struct checker *c, enum table t)
{
    return c->all->config && config_leaves_out(c->all->config, TABLES[t].name);
}

/* Does a figure count the table over the days of this section? */
static int counted(const struct checker *c, enum table t, size_t section)
{
    size_t n;
    const struct figure *figures = facts_all(c->all->facts, &n);

    for (size_t i = 0; i < n; i++) {
        const struct figure *f = &figures[i];
        int counts = f->measure == MEASURE_COUNT || f->measure == MEASURE_DISTINCT || f->measure == MEASURE_SUM;

        if (counts && f->table == t && period_section(c->all->period, f->section) == section)
            return 1;
    }
    return 0;
}

/* One sentence for all tables that lack the same: who loaded nothing is told so once. */
static void check_coverage(struct checker *c, int before)
{
    static const enum table tables[] = {TABLE_DOSSIERS, TABLE_INSPECTIONS, TABLE_TASKS};
    VEC(struct gap) gaps = {0};

    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (size_t i = 0; i < c->all->period->nsections && !left_out(c, tables[t]); i++) {
            const struct period_section *s = &c->all->period->sections[i];
            struct range r = before ? s->before : s->now;
            struct gap g = {tables[t], r, missing_units(c, tables[t], r), section_place(c, s, r)};
            int told = !*g.units || !counted(c, tables[t], i);

            for (size_t k = 0; k < gaps.n; k++)
                told |= gaps.v[k].table == g.table && holds(gaps.v[k].range, r) && !strcmp(gaps.v[k].units, g.units);
            if (!told)
                *vec_add(c->arena, &gaps) = g;
        }
    for (size_t i = 0; i < gaps.n; i++) {
        const struct gap *g = &gaps.v[i];
        struct buf what;
        int told = 0;

        buf_init(&what, c->arena);
        for (size_t k = 0; k < gaps.n; k++) {
            const struct table_info *info = &TABLES[gaps.v[k].table];

            if (!same_gap(&gaps.v[k], g))
                continue;
            told |= k < i;
            buf_printf(&what, "%s%s (bảng %s)", what.n ? ", " : "", info->label, info->name);
        }
        if (!told)
            note_add(c->notes, before ? NOTE_INFO : NOTE_WARNING, "pham_vi_thieu", g->place,
                     "chưa có số liệu %s của: %s; hãy nhập với --coverage khi số liệu đã đủ.", buf_str(&what),
                     g->units);
    }
}

/* ------------------------------------------------------------ all together */

int checks_load(struct arena *a, struct db *db, const struct facts *facts, const struct config *config, day_t today,
                struct checks **out, struct err *err)
{
    const struct cube *cube = facts_cube(facts);
    const struct period *p = facts_period(facts);
    struct checks *c = arena_alloc(a, sizeof *c);

    *c = (struct checks){.arena = a,
                         .facts = facts,
                         .cube = cube,
                         .catalog = cube->catalog,
                         .coverage = coverage_with_cube(a, facts_coverage(facts), cube),
                         .period = p,
                         .config = config,
                         .today = today,
                         .span = p->sections[0].now};
    for (size_t i = 0; i < p->nsections; i++) {
        struct range r = p->sections[i].now;

        c->span.from = r.from < c->span.from ? r.from : c->span.from;
        c->span.to = r.to > c->span.to ? r.to : c->span.to;
    }
    if (find_dossiers(c, db, err) ||
        find_small(c, db, "SELECT ma, don_vi, ngay, ngay_xu_ly_xong FROM kiem_tra", 2, INSPECTION_UNREADABLE,
                   INSPECTION_UNIT, err) ||
        find_small(c, db, "SELECT ma, don_vi, ngay_giao, ngay_bat_dau, han, ngay_hoan_thanh FROM nhiem_vu", 4,
                   TASK_UNREADABLE, TASK_UNIT, err))
        return -1;
    if (c->found.n)
        qsort(c->found.v, c->found.n, sizeof *c->found.v, compare_found);
    *out = c;
    return 0;
}

void checks_unit(struct arena *a, const struct checks *all, int unit, struct notes *notes)
{
    struct checker c = {.arena = a, .all = all, .catalog = all->catalog, .unit = unit, .notes = notes};

    note_found(&c);
    for (size_t i = 0; i < all->period->nsections; i++) {
        const struct period_section *s = &all->period->sections[i];

        check_balance(&c, s, s->now);
        check_balance(&c, s, s->before);
        if (counted(&c, TABLE_DOSSIERS, i))
            check_quality(&c, s);
    }
    check_coverage(&c, 0);
    check_coverage(&c, 1);
}

int checks_file(struct db *db, struct notes *notes, struct err *err)
{
    static const char *const checks[] = {
        "PRAGMA integrity_check",
        "SELECT \"table\" || ', dòng ' || coalesce(rowid, '?') || ' → ' || parent FROM pragma_foreign_key_check",
    };

    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        struct stmt *s = NULL;
        int step;

        if (db_prepare(db, checks[i], &s, err))
            return -1;
        while ((step = stmt_step(s, err)) == 1)
            if (strcmp(stmt_text(s, 0), "ok") != 0)
                note_add(notes, NOTE_ERROR, "tep_hong", "",
                         i ? "dòng trỏ đến mã không có: %s; hãy nhập mã còn thiếu hoặc sửa dòng này."
                           : "tệp cơ sở dữ liệu hỏng hoặc trái ràng buộc: %s; hãy phục hồi từ bản sao lưu.",
                         stmt_text(s, 0));
        stmt_close(s);
        if (step < 0)
            return -1;
    }
    return 0;
}
