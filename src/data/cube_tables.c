/* The small tables, row by row: inspections, tasks, procedures, units. Each is read once and laid out for every range.
 * They are read without their indexes, which in a damaged file may say something else than the rows. */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "data/cube_impl.h"
#include "data/db.h"
#include "data/index.h"

/* Places of the dimensions in rows; checked against their names by a test. */
enum { I_UNIT, I_LEVEL, I_KIND, I_FORM, I_SETTLED, I_FOUND, I_MENDED, I_RECORD, I_COUNT };
enum { T_UNIT, T_LEVEL, T_PLAN, T_SOURCE, T_STATE, T_OVERDUE, T_RECORD, T_COUNT };
enum { P_UNIT, P_LEVEL, P_FIELD, P_PROCEDURE, P_ONLINE, P_ONE_STOP, P_LINKED, P_INTERNAL, P_COUNT };
enum { U_UNIT, U_LEVEL, U_HAS_CHILDREN, U_COUNT };

/* tinh_trang of a task, in the order of its names */
enum { TASK_NONE, TASK_DONE_ON_TIME, TASK_DONE_LATE, TASK_DONE_NO_DUE, TASK_UNDER_WAY, TASK_NOT_BEGUN };

struct inspection {
    int32_t v[I_COUNT];
    day_t on, settled_on;
};

struct task {
    int32_t v[T_COUNT];
    day_t begun, due, done;
};

/* Rows in the order of their codes → the same by unit, stable: a counting sort over the units. */
static size_t *order_by_unit(struct arena *a, size_t nunits, const int32_t *units, size_t n)
{
    size_t *start = arena_alloc(a, (nunits + 1) * sizeof *start), *order = arena_alloc(a, n * sizeof *order);

    for (size_t i = 0; i < n; i++)
        start[units[i] + 1]++;
    for (size_t u = 1; u <= nunits; u++)
        start[u] += start[u - 1];
    for (size_t i = 0; i < n; i++)
        order[start[units[i]]++] = i;
    return order;
}

static day_t read_day(struct stmt *s, int column)
{
    const char *t = stmt_text(s, column);

    return t ? day_parse_iso(t, stmt_text_length(s, column)) : DAY_NONE;
}

typedef VEC(struct record) record_list;

/* The record of the row at hand: its code is the first column, its attributes stand from column `first` on. Its index
 * is returned. */
static int32_t add_record(struct arena *a, record_list *list, enum table t, struct stmt *s, int first)
{
    struct record *r = vec_add(a, list);

    r->code = stmt_code(a, s, 0);
    r->v = arena_alloc(a, TABLES[t].nattributes * sizeof *r->v);
    for (size_t i = 0; i < TABLES[t].nattributes; i++) {
        r->v[i] = TABLES[t].attributes[i].kind == ATTRIBUTE_TEXT
                      ? (struct attribute_value){stmt_safe(a, s, first + (int)i), DAY_NONE}
                      : (struct attribute_value){"", read_day(s, first + (int)i)};
    }
    return (int32_t)list->n - 1;
}

/* Level of a unit as the dimension cap has it. */
static int32_t level_of(const struct cube *c, int unit)
{
    return (int32_t)c->catalog->units[unit].level + 1;
}

static int read_number(struct stmt *s, int column, const char *table, const char *name, int32_t *out, struct err *err)
{
    int64_t n = stmt_int(s, column);

    if (n < 0 || n > INT32_MAX)
        return err_set(err, ST_DATA, "bảng %s, mã '%s': %s = %lld quá lớn hoặc âm; hãy sửa lại.", table,
                       stmt_required(s, 0), name, (long long)n);
    *out = (int32_t)n;
    return 0;
}

/* ------------------------------------------------------------ inspections */

static struct rows inspections_of(struct arena *a, const struct cube *c, const struct inspection *all,
                                  const record_list *records, const size_t *order, struct range range)
{
    size_t n = records->n;
    struct rows r;
    size_t row = 0;

    for (size_t i = 0; i < n; i++)
        row += all[i].on >= range.from && all[i].on <= range.to;
    r = cube_new_rows(a, TABLE_INSPECTIONS, row);
    r.records = records->v;
    r.nrecords = records->n;
    row = 0;
    for (size_t i = 0; i < n; i++) {
        const struct inspection *x = &all[order[i]];
        int32_t *v = r.v + row * I_COUNT;

        if (x->on < range.from || x->on > range.to)
            continue;
        memcpy(v, x->v, sizeof x->v);
        v[I_SETTLED] = x->settled_on != DAY_NONE && x->settled_on <= range.to;
        r.count[row++] = 1;
    }
    cube_index_units(a, c, &r);
    return r;
}

static int count_inspections(struct arena *a, struct arena *scratch, struct db *db, struct cube *c, struct err *err)
{
    static const char table[] = "kiem_tra";
    VEC(struct inspection) list = {0};
    VEC(int32_t) units = {0};
    record_list records = {0};
    struct stmt *s = NULL;
    size_t *order;
    int step;

    if (db_prepare(db,
                   "SELECT ma, don_vi, loai, hinh_thuc, so_van_de, so_da_xu_ly, ngay, co_quan, ngay_xu_ly_xong"
                   " FROM kiem_tra NOT INDEXED ORDER BY ma",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int unit = catalog_unit(c->catalog, stmt_required(s, 1));
        struct inspection x = {.on = read_day(s, 6), .settled_on = read_day(s, 8)};

        /* Of no known unit, or on no day: no row of any period; checks lists it. */
        if (unit < 0 || x.on == DAY_NONE)
            continue;
        x.v[I_UNIT] = unit;
        x.v[I_LEVEL] = level_of(c, unit);
        x.v[I_KIND] = cube_code(TABLE_INSPECTIONS, I_KIND, stmt_required(s, 2));
        x.v[I_FORM] = cube_code(TABLE_INSPECTIONS, I_FORM, stmt_required(s, 3));
        if (read_number(s, 4, table, "so_van_de", &x.v[I_FOUND], err) ||
            read_number(s, 5, table, "so_da_xu_ly", &x.v[I_MENDED], err)) {
            step = -1;
            break;
        }
        x.v[I_RECORD] = add_record(a, &records, TABLE_INSPECTIONS, s, 6);
        *vec_add(scratch, &list) = x;
        *vec_add(scratch, &units) = unit;
    }
    stmt_close(s);
    if (step < 0)
        return -1;
    order = order_by_unit(scratch, c->catalog->nunits, units.v, units.n);
    for (size_t i = 0; i < c->nranges; i++)
        c->tables[i][TABLE_INSPECTIONS] = inspections_of(a, c, list.v, &records, order, c->ranges[i]);
    return 0;
}

/* ------------------------------------------------------------ tasks */

/* State of a task as of the cut-off. Its plan alone says whether it counts: a task given later belongs to the plan too.
 */
static void set_task_state(const struct task *t, day_t cut_off, int32_t *v)
{
    int done = t->done != DAY_NONE && t->done <= cut_off, has_due = t->due != DAY_NONE;

    if (done) {
        v[T_OVERDUE] = has_due && t->done > t->due;
        v[T_STATE] = !has_due ? TASK_DONE_NO_DUE : v[T_OVERDUE] ? TASK_DONE_LATE : TASK_DONE_ON_TIME;
    } else {
        v[T_OVERDUE] = has_due && t->due < cut_off;
        v[T_STATE] = t->begun != DAY_NONE && t->begun <= cut_off ? TASK_UNDER_WAY : TASK_NOT_BEGUN;
    }
}

static int compare_words(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* All plans in byte order, [0] = "". */
static int read_plans(struct arena *a, struct db *db, const char *const **words, size_t *n, struct index *index,
                      struct err *err)
{
    VEC(const char *) list = {0};
    struct stmt *s = NULL;
    int step;

    *vec_add(a, &list) = "";
    if (db_prepare(db, "SELECT DISTINCT ke_hoach FROM nhiem_vu WHERE ke_hoach <> ''", &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1)
        *vec_add(a, &list) = stmt_code(a, s, 0);
    stmt_close(s);
    if (step < 0)
        return -1;
    qsort(list.v, list.n, sizeof *list.v, compare_words);
    for (size_t i = 0; i < list.n; i++)
        index_add(index, list.v[i], strlen(list.v[i]), (int)i);
    *words = list.v;
    *n = list.n;
    return 0;
}

static int count_tasks(struct arena *a, struct arena *scratch, struct db *db, struct cube *c, struct err *err)
{
    VEC(struct task) list = {0};
    VEC(int32_t) units = {0};
    record_list records = {0};
    const char *const *words;
    struct stmt *s = NULL;
    struct index plans;
    size_t nwords, *order;
    int step;

    index_init(&plans, scratch);
    if (read_plans(a, db, &words, &nwords, &plans, err) ||
        db_prepare(db,
                   "SELECT ma, don_vi, ke_hoach, nguon, noi_dung, ngay_giao, ngay_bat_dau, han, ngay_hoan_thanh"
                   " FROM nhiem_vu NOT INDEXED ORDER BY ma",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        int unit = catalog_unit(c->catalog, stmt_required(s, 1));
        const char *plan = stmt_code(scratch, s, 2);
        struct task t = {.begun = read_day(s, 6), .due = read_day(s, 7), .done = read_day(s, 8)};

        if (unit < 0)
            continue;
        t.v[T_UNIT] = unit;
        t.v[T_LEVEL] = level_of(c, unit);
        t.v[T_PLAN] = *plan ? index_get(&plans, plan, strlen(plan)) : 0;
        t.v[T_SOURCE] = cube_code(TABLE_TASKS, T_SOURCE, stmt_required(s, 3));
        t.v[T_RECORD] = add_record(a, &records, TABLE_TASKS, s, 4);
        assert(t.v[T_PLAN] >= 0);
        *vec_add(scratch, &list) = t;
        *vec_add(scratch, &units) = unit;
    }
    stmt_close(s);
    if (step < 0)
        return -1;
    order = order_by_unit(scratch, c->catalog->nunits, units.v, units.n);
    for (size_t i = 0; i < c->nranges; i++) {
        struct rows r = cube_new_rows(a, TABLE_TASKS, list.n);

        r.words = words;
        r.nwords = nwords;
        r.records = records.v;
        r.nrecords = records.n;
        for (size_t row = 0; row < list.n; row++) {
            const struct task *t = &list.v[order[row]];
            int32_t *v = r.v + row * T_COUNT;

            memcpy(v, t->v, sizeof t->v);
            set_task_state(t, c->ranges[i].to, v);
            r.count[row] = 1;
        }
        cube_index_units(a, c, &r);
        c->tables[i][TABLE_TASKS] = r;
    }
    return 0;
}

/* ------------------------------------------------------------ what the catalog holds */

static struct rows procedures_of(struct arena *a, const struct catalog *c, day_t cut_off)
{
    struct rows r = cube_new_rows(a, TABLE_PROCEDURES, c->nprocedures);

    r.n = 0;
    for (size_t i = 0; i < c->nprocedures; i++) {
        const struct procedure *p = &c->procedures[i];
        int32_t *v = r.v + r.n * P_COUNT;

        if (!catalog_in_force(p->valid_from, p->valid_to, cut_off))
            continue;
        v[P_UNIT] = -1;
        v[P_LEVEL] = p->level + 1;
        v[P_FIELD] = p->field;
        v[P_PROCEDURE] = (int32_t)i;
        v[P_ONLINE] = p->online;
        v[P_ONE_STOP] = p->one_stop;
        v[P_LINKED] = p->linked;
        v[P_INTERNAL] = p->internal_process;
        r.count[r.n++] = 1;
    }
    return r;
}

static struct rows units_of(struct arena *a, const struct cube *cube, day_t cut_off)
{
    const struct catalog *c = cube->catalog;
    struct rows r = cube_new_rows(a, TABLE_UNITS, c->nunits);
    char *has_children = arena_alloc(a, c->nunits + 1);

    for (size_t i = 0; i < c->nunits; i++) {
        const struct unit *u = &c->units[i];

        if (u->parent >= 0 && catalog_in_force(u->valid_from, u->valid_to, cut_off))
            has_children[u->parent] = 1;
    }
    r.n = 0;
    for (size_t i = 0; i < c->nunits; i++) {
        int32_t *v = r.v + r.n * U_COUNT;

        if (!catalog_in_force(c->units[i].valid_from, c->units[i].valid_to, cut_off))
            continue;
        v[U_UNIT] = (int32_t)i;
        v[U_LEVEL] = level_of(cube, (int)i);
        v[U_HAS_CHILDREN] = has_children[i];
        r.count[r.n++] = 1;
    }
    cube_index_units(a, cube, &r);
    return r;
}

int cube_tables(struct arena *a, struct db *db, struct cube *c, struct err *err)
{
    struct arena *scratch = arena_new();
    int result = -1;

    assert(TABLES[TABLE_INSPECTIONS].ndims == I_COUNT && TABLES[TABLE_TASKS].ndims == T_COUNT);
    assert(TABLES[TABLE_PROCEDURES].ndims == P_COUNT && TABLES[TABLE_UNITS].ndims == U_COUNT);
    if (count_inspections(a, scratch, db, c, err) || count_tasks(a, scratch, db, c, err))
        goto out;
    for (size_t i = 0; i < c->nranges; i++) {
        c->tables[i][TABLE_PROCEDURES] = procedures_of(a, c->catalog, c->ranges[i].to);
        c->tables[i][TABLE_UNITS] = units_of(a, c, c->ranges[i].to);
    }
    result = 0;
out:
    arena_free(scratch);
    return result;
}
