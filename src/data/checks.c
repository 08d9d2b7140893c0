#include "data/checks.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/vi.h"
#include "data/checks_impl.h"
#include "data/db.h"

/* One unit's turn. */
struct checker {
    struct arena *arena;
    const struct checks *all;
    const struct catalog *catalog;
    int unit;
    struct notes *notes;
    VEC(struct asked) asked;
};

/* Rows of no unit concern those who see everything. */
static int concerns(const struct checker *c, int unit)
{
    if (unit < 0)
        return c->unit < 0 || c->catalog->units[c->unit].parent < 0;
    return catalog_under(c->catalog, unit, c->unit);
}

int checks_counts(const struct checks *c, enum table t, size_t section)
{
    size_t n;
    const struct figure *figures = facts_all(c->facts, &n);

    for (size_t i = 0; i < n; i++) {
        const struct figure *f = &figures[i];
        int counts = f->measure == MEASURE_COUNT || f->measure == MEASURE_DISTINCT || f->measure == MEASURE_SUM;

        if (counts && f->table == t && period_section(c->period, f->section) == section)
            return 1;
    }
    return 0;
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
    int64_t set_aside, set_aside_late;
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

/* One question for all tables that lack the same: who loaded nothing is told so once. */
static void ask_coverage(struct checker *c, int before)
{
    static const enum table tables[] = {TABLE_DOSSIERS, TABLE_INSPECTIONS, TABLE_TASKS};
    VEC(struct gap) gaps = {0};

    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (size_t i = 0; i < c->all->period->nsections && !left_out(c, tables[t]); i++) {
            const struct period_section *s = &c->all->period->sections[i];
            struct range r = before ? s->before : s->now;
            struct gap g = {tables[t], r, missing_units(c, tables[t], r), section_place(c, s, r)};
            int told = !*g.units || !checks_counts(c->all, tables[t], i);

            for (size_t k = 0; k < gaps.n; k++)
                told |= gaps.v[k].table == g.table && holds(gaps.v[k].range, r) && !strcmp(gaps.v[k].units, g.units);
            if (!told)
                *vec_add(c->arena, &gaps) = g;
        }
    for (size_t i = 0; i < gaps.n; i++) {
        const struct gap *g = &gaps.v[i];
        struct data_question q;
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
        if (told)
            continue;
        q = checks_question(c->all, ASK_NOT_COVERED, c->unit, 0);
        q.level = before ? NOTE_INFO : q.level;
        q.who = g->units;
        q.place = g->place;
        q.range = g->range;
        q.what = arena_printf(c->arena, "chưa có số liệu %s", buf_str(&what));
        *vec_add(c->arena, &c->asked) = (struct asked){ASK_NOT_COVERED, q};
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
    if (checks_find_rows(c, db, err) || checks_find_texts(c, db, err) || checks_find_rejected(c, db, err) ||
        (today != DAY_NONE && checks_find_codes(c, db, err)) || checks_make_questions(c, db, err))
        return -1;
    *out = c;
    return 0;
}

static void ask_until(struct checker *c, size_t *i, enum question_kind end)
{
    for (; *i < c->all->asked.n && c->all->asked.v[*i].kind < end; ++*i)
        if (concerns(c, c->all->asked.v[*i].q.unit))
            *vec_add(c->arena, &c->asked) = c->all->asked.v[*i];
}

/* What concerns the unit, with what its data lack. */
static void ask(struct checker *c)
{
    size_t i = 0;

    ask_until(c, &i, ASK_NOT_COVERED);
    ask_coverage(c, 0);
    ask_until(c, &i, ASK_COUNT);
    ask_coverage(c, 1);
}

size_t checks_questions(struct arena *a, const struct checks *all, int unit, struct data_question **out)
{
    struct checker c = {.arena = a, .all = all, .catalog = all->catalog, .unit = unit};

    ask(&c);
    *out = arena_alloc(a, (c.asked.n + 1) * sizeof **out);
    for (size_t i = 0; i < c.asked.n; i++)
        (*out)[i] = c.asked.v[i].q;
    return c.asked.n;
}

void checks_unit(struct arena *a, const struct checks *all, int unit, struct notes *notes)
{
    struct checker c = {.arena = a, .all = all, .catalog = all->catalog, .unit = unit, .notes = notes};

    ask(&c);
    for (size_t i = 0; i < c.asked.n; i++) {
        const struct data_question *q = &c.asked.v[i].q;

        note_add(notes, q->level, q->id, q->place, "%s", question_sentence(a, q));
    }
    for (size_t i = 0; i < all->period->nsections; i++) {
        const struct period_section *s = &all->period->sections[i];

        check_balance(&c, s, s->now);
        check_balance(&c, s, s->before);
        if (checks_counts(all, TABLE_DOSSIERS, i))
            check_quality(&c, s);
    }
}

/* Each row of the query but "ok" is a finding. */
static int note_rows(struct db *db, const char *sql, const char *what, const char *remedy, struct notes *notes,
                     struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, sql, &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1)
        if (strcmp(stmt_required(s, 0), "ok") != 0)
            note_add(notes, NOTE_ERROR, "tep_hong", "", "%s: %s; %s.", what, stmt_required(s, 0), remedy);
    stmt_close(s);
    return step;
}

int checks_integrity(struct db *db, struct notes *notes, struct err *err)
{
    return note_rows(db, "PRAGMA integrity_check", "tệp cơ sở dữ liệu hỏng hoặc trái ràng buộc",
                     "hãy phục hồi từ bản sao lưu", notes, err);
}

int checks_file(struct db *db, struct notes *notes, struct err *err)
{
    if (checks_integrity(db, notes, err))
        return -1;
    return note_rows(db,
                     "SELECT \"table\" || ', dòng ' || coalesce(rowid, '?') || ' → ' || parent"
                     " FROM pragma_foreign_key_check",
                     "dòng trỏ đến mã không có", "hãy nhập mã còn thiếu hoặc sửa dòng này", notes, err);
}
