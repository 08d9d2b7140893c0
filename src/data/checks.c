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

struct checker {
    struct arena *arena;
    struct db *db;
    const struct cube *cube;
    const struct catalog *catalog;
    const struct coverage *coverage;
    const struct period *period;
    const struct config *config;
    int unit;
    day_t today;
    struct range span; /* from the first day of any section to the last */
    struct notes *notes;
    VEC(struct found) found;
    struct stmt *code_of; /* rowid → ma of a dossier */
    struct err *err;
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

static void add_found(struct checker *c, enum problem problem, int unit, const char *code)
{
    if (concerns(c, unit))
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
    size_t n = c->found.n;

    if (n)
        qsort(c->found.v, n, sizeof *c->found.v, compare_found);
    for (size_t i = 0, end; i < n; i = end) {
        const struct found *first = &c->found.v[i];
        struct buf codes;

        buf_init(&codes, c->arena);
        for (end = i; end < n && c->found.v[end].problem == first->problem && c->found.v[end].unit == first->unit;
             end++)
            if (end - i < CODES_SHOWN)
                buf_printf(&codes, "%s%s", end > i ? ", " : "", c->found.v[end].code);
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

static int is_known(enum table t, const char *dim, const char *code)
{
    const char *const *names = TABLES[t].dims[table_dim(t, dim)].names;

    if (!code)
        return 1;
    for (int i = 1; names[i]; i++)
        if (strcmp(names[i], code) == 0)
            return 1;
    return 0;
}

static int add_dossier(struct checker *c, enum problem problem, int unit, int64_t rowid)
{
    int step;

    if (!concerns(c, unit))
        return 0;
    stmt_bind_int(c->code_of, 1, rowid);
    step = stmt_step(c->code_of, c->err);
    if (step == 1)
        add_found(c, problem, unit, stmt_text(c->code_of, 0));
    stmt_reset(c->code_of);
    return step < 0 ? -1 : 0;
}

/* Columns as in dossier_columns. */
static int check_dossier(struct checker *c, struct stmt *s)
{
    day_t ended, received, due, asked, supplied;
    int readable = 1, unit = catalog_unit(c->catalog, stmt_text(s, 4)), failed = 0;
    int64_t rowid = stmt_int(s, 10);

    readable &= read_day(s, 0, &ended);
    readable &= read_day(s, 1, &received) && received != DAY_NONE;
    readable &= read_day(s, 2, &due);
    readable &= read_day(s, 7, &asked);
    readable &= read_day(s, 8, &supplied);
    if (received != DAY_NONE && received > c->span.to && c->today == DAY_NONE)
        return 0;
    if (!readable)
        failed |= add_dossier(c, UNREADABLE, unit, rowid);
    if (unit < 0)
        failed |= add_dossier(c, UNKNOWN_UNIT, unit, rowid);
    if (catalog_procedure(c->catalog, stmt_text(s, 5)) < 0)
        failed |= add_dossier(c, UNKNOWN_PROCEDURE, unit, rowid);
    if (readable && ended != DAY_NONE && ended < received && ended <= c->span.to)
        failed |= add_dossier(c, ENDED_FIRST, unit, rowid);
    if (!is_known(TABLE_DOSSIERS, "kenh", stmt_text(s, 3)) || !is_known(TABLE_DOSSIERS, "ket_qua", stmt_text(s, 6)))
        failed |= add_dossier(c, STRANGE_CODE, unit, rowid);
    if (c->today != DAY_NONE && received != DAY_NONE && received > c->today)
        failed |= add_dossier(c, AFTER_TODAY, unit, rowid);
    return failed ? -1 : 0;
}

/* Three stretches of the index: open, ended since the first day, and the oldest ones that were received after they
 * ended, whose end date hides them from the period. */
static int check_dossiers(struct checker *c)
{
#define DOSSIER_COLUMNS                                                                                      \
    "SELECT ngay_ket_thuc, ngay_tiep_nhan, ngay_hen_tra, kenh, don_vi, tthc, ket_qua, ngay_yeu_cau_bo_sung," \
    " ngay_bo_sung, nguyen_nhan, rowid FROM ho_so INDEXED BY ho_so_quet WHERE "
    static const char *const stretches[] = {
        DOSSIER_COLUMNS "ngay_ket_thuc IS NULL AND ?1 <> ''",
        DOSSIER_COLUMNS "ngay_ket_thuc >= ?1",
        DOSSIER_COLUMNS "ngay_ket_thuc < ?1 AND ngay_ket_thuc < ngay_tiep_nhan AND ngay_tiep_nhan >= ?1",
    };
    char from[11];
    int step = 0;

    if (db_prepare(c->db, "SELECT ma FROM ho_so WHERE rowid = ?1", &c->code_of, c->err))
        return -1;
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches && step == 0; i++) {
        struct stmt *s = NULL;

        if (db_prepare(c->db, stretches[i], &s, c->err)) {
            step = -1;
            break;
        }
        stmt_bind_text(s, 1, day_iso(c->span.from, from));
        while ((step = stmt_step(s, c->err)) == 1)
            if (check_dossier(c, s)) {
                step = -1;
                break;
            }
        stmt_close(s);
    }
    stmt_close(c->code_of);
    return step;
}

/* A small table: code, unit, then dates that must be days where they are given. */
static int check_small(struct checker *c, const char *sql, int ndates, enum problem unreadable, enum problem unknown)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(c->db, sql, &s, c->err))
        return -1;
    while ((step = stmt_step(s, c->err)) == 1) {
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

static int check_rows(struct checker *c)
{
    if (check_dossiers(c) ||
        check_small(c, "SELECT ma, don_vi, ngay, ngay_xu_ly_xong FROM kiem_tra", 2, INSPECTION_UNREADABLE,
                    INSPECTION_UNIT) ||
        check_small(c, "SELECT ma, don_vi, ngay_giao, ngay_bat_dau, han, ngay_hoan_thanh FROM nhiem_vu", 4,
                    TASK_UNREADABLE, TASK_UNIT))
        return -1;
    note_found(c);
    return 0;
}

/* ------------------------------------------------------------ the cube */

static const char *section_place(const struct checker *c, const struct period_section *s, struct range r)
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
    int range = cube_range(c->cube, r);
    struct quality q;

    assert(range >= 0);
    q = add_up(c, cube_rows(c->cube, range, TABLE_DOSSIERS));
    if (cube_sums_balance(&q.sums))
        return;
    note_add(c->notes, NOTE_ERROR, "khong_can_doi", section_place(c, s, r),
             "các cột hồ sơ không cân đối: (3) = %s; (4) + (5) + (6) = %s; (7) + trả lại + rút + dừng + (11) = %s.",
             vi_count(c->arena, q.sums.all), vi_count(c->arena, q.sums.online + q.sums.other + q.sums.carried),
             vi_count(c->arena, q.sums.resolved + q.sums.returned + q.sums.withdrawn + q.sums.stopped + q.sums.open));
}

static void check_quality(struct checker *c, const struct period_section *s)
{
    struct quality q = add_up(c, cube_rows(c->cube, cube_range(c->cube, s->now), TABLE_DOSSIERS));

    if (q.set_aside)
        note_add(c->notes, q.set_aside_late ? NOTE_WARNING : NOTE_INFO, "tre_khi_tra_lai", section_place(c, s, s->now),
                 "%s hồ sơ trả lại, rút hoặc dừng trong kỳ, trong đó %s hồ sơ sau ngày hẹn trả; %s.",
                 vi_count(c->arena, q.set_aside), vi_count(c->arena, q.set_aside_late),
                 c->cube->returned == RETURNED_APART ? "các hồ sơ này được tính riêng"
                                                     : "các hồ sơ này được tính vào cột đúng hạn");
    if (q.no_due)
        note_add(c->notes, NOTE_INFO, "khong_co_han", section_place(c, s, s->now),
                 "%s hồ sơ không có ngày hẹn trả, trong đó %s hồ sơ đã giải quyết được tính là đúng hạn.",
                 vi_count(c->arena, q.no_due), vi_count(c->arena, q.no_due_resolved));
}

/* ------------------------------------------------------------ coverage */

static void check_coverage(struct checker *c, const struct period_section *s, struct range r, enum note_level level)
{
    static const enum table tables[] = {TABLE_DOSSIERS, TABLE_INSPECTIONS, TABLE_TASKS};

    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        struct buf missing;

        if (c->config && config_leaves_out(c->config, TABLES[tables[t]].name))
            continue;
        buf_init(&missing, c->arena);
        for (size_t u = 0; u < c->catalog->nunits; u++) {
            int top = c->unit < 0 ? c->catalog->units[u].parent < 0 : (int)u == c->unit;
            const char *names = top ? coverage_missing(c->arena, c->coverage, TABLES[tables[t]].name, (int)u, r) : "";

            buf_printf(&missing, "%s%s", missing.n && *names ? ", " : "", names);
        }
        if (missing.n)
            note_add(c->notes, level, "pham_vi_thieu", section_place(c, s, r),
                     "chưa có số liệu %s (bảng %s) của: %s; hãy nhập với --coverage khi số liệu đã đủ.",
                     TABLES[tables[t]].label, TABLES[tables[t]].name, buf_str(&missing));
    }
}

int checks_run(struct arena *a, struct db *db, const struct cube *cube, const struct coverage *cov,
               const struct period *p, const struct config *config, int unit, day_t today, struct notes *notes,
               struct err *err)
{
    struct checker c = {
        .arena = a,
        .db = db,
        .cube = cube,
        .catalog = cube->catalog,
        .coverage = coverage_with_cube(a, cov, cube),
        .period = p,
        .config = config,
        .unit = unit,
        .today = today,
        .span = p->sections[0].now,
        .notes = notes,
        .err = err,
    };

    for (size_t i = 0; i < p->nsections; i++) {
        struct range r = p->sections[i].now;

        c.span.from = r.from < c.span.from ? r.from : c.span.from;
        c.span.to = r.to > c.span.to ? r.to : c.span.to;
    }
    if (check_rows(&c))
        return -1;
    for (size_t i = 0; i < p->nsections; i++) {
        const struct period_section *s = &p->sections[i];

        check_balance(&c, s, s->now);
        check_balance(&c, s, s->before);
        check_quality(&c, s);
        check_coverage(&c, s, s->now, NOTE_WARNING);
        check_coverage(&c, s, s->before, NOTE_INFO);
    }
    return 0;
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
