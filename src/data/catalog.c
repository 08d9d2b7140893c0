#include "data/catalog.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/safe.h"
#include "base/vi.h"
#include "data/db.h"
#include "data/index.h"
#include "data/rows.h"

enum { CODE_MAX = 500 /* bytes */ };

struct catalog_index {
    struct index units, fields, procedures;
};

/* Sort key of a row that was just read; the rest of the row travels with it. */
struct listed {
    int has_order;
    int64_t order;
    const char *name, *code;
};

static int compare_listed(const struct listed *x, const struct listed *y)
{
    int c;

    if (x->has_order != y->has_order)
        return x->has_order ? -1 : 1;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    c = vi_compare(x->name, y->name);
    return c ? c : strcmp(x->code, y->code);
}

struct read_unit {
    struct listed by;
    const char *parent;
    struct unit unit;
};

struct read_field {
    struct listed by;
    struct field field;
};

struct read_procedure {
    struct listed by;
    struct procedure procedure;
};

/* The sort key is the first member of each. */
static int compare_rows(const void *x, const void *y)
{
    return compare_listed(x, y);
}

static const char *text_or_null(struct arena *a, struct stmt *s, int column)
{
    const char *t = stmt_text(s, column);

    return t && *t ? stmt_safe(a, s, column) : NULL;
}

/* What other rows refer to by its bytes; it names folders and figures, too. */
static int read_code(struct arena *a, struct stmt *s, int column, const char *table, const char **out, struct err *err)
{
    const char *t = stmt_required(s, column);
    size_t n = (size_t)stmt_text_length(s, column);
    const char *fault = safe_fault(t, n);

    if (!fault && strpbrk(t, "\t\n"))
        fault = "có dấu xuống dòng hoặc tab";
    if (!fault && n > CODE_MAX)
        fault = "dài quá 500 byte";
    if (fault)
        return err_set(err, ST_DATA, "bảng %s: mã '%.60s' %s; hãy sửa mã này trong cơ sở dữ liệu.", table, t, fault);
    *out = arena_strdup(a, t);
    return 0;
}

static int read_day(struct stmt *s, int column, const char *table, const char *code, const char *name, day_t *out,
                    struct err *err)
{
    const char *t = stmt_text(s, column);

    *out = t ? day_parse_iso(t, stmt_text_length(s, column)) : DAY_NONE;
    if (t && *out == DAY_NONE)
        return err_set(err, ST_DATA,
                       "bảng %s, mã '%s': không đọc được %s '%s'; hãy ghi ngày theo dạng YYYY-MM-DD hoặc để trống.",
                       table, code, name, t);
    return 0;
}

/* Position of a code in a dimension's names, 0 when empty; -1 if it is none of them. */
static int code_in(const char *const *names, const char *code)
{
    if (!code)
        return 0;
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], code) == 0)
            return i;
    return -1;
}

static int read_choice(struct stmt *s, int column, const char *const *names, const char *table, const char *code,
                       const char *name, int *out, struct err *err)
{
    const char *t = stmt_text(s, column);

    *out = code_in(names, t);
    if (*out < 0)
        return err_set(err, ST_DATA, "bảng %s, mã '%s': %s '%s' không có trong danh sách; hãy sửa lại giá trị này.",
                       table, code, name, t);
    return 0;
}

static int read_listed(struct arena *a, struct stmt *s, const char *table, int order_column, struct listed *by,
                       struct err *err)
{
    if (read_code(a, s, 0, table, &by->code, err))
        return -1;
    by->name = stmt_safe(a, s, 1);
    by->has_order = order_column >= 0 && !stmt_is_null(s, order_column);
    by->order = by->has_order ? stmt_int(s, order_column) : 0;
    return 0;
}

/* ------------------------------------------------------------ units */

static int read_unit(struct arena *a, struct stmt *s, struct read_unit *r, struct err *err)
{
    static const char table[] = "don_vi";
    const char *code;
    int level;

    if (read_listed(a, s, table, 4, &r->by, err))
        return -1;
    code = r->by.code;
    r->parent = text_or_null(a, s, 3);
    r->unit = (struct unit){.code = code,
                            .name = r->by.name,
                            .parent = -1,
                            .parent_agency = text_or_null(a, s, 7),
                            .agency = text_or_null(a, s, 8),
                            .symbol = text_or_null(a, s, 9),
                            .place = text_or_null(a, s, 10),
                            .authority = text_or_null(a, s, 11),
                            .position = text_or_null(a, s, 12),
                            .signer = text_or_null(a, s, 13)};
    if (read_choice(s, 2, LEVEL_CODES, table, code, "cap", &level, err) ||
        read_day(s, 5, table, code, "hieu_luc_tu", &r->unit.valid_from, err) ||
        read_day(s, 6, table, code, "hieu_luc_den", &r->unit.valid_to, err))
        return -1;
    if (level == 0)
        return err_set(err, ST_DATA, "bảng %s, mã '%s': chưa ghi cap; hãy ghi tinh, huyen hoặc xa.", table, code);
    r->unit.level = (enum level)(level - 1);
    return 0;
}

/* A loop of parents would make "below" endless. */
static int check_parents(const struct catalog *c, struct err *err)
{
    struct arena *scratch = arena_new();
    size_t *seen_from = arena_alloc(scratch, (c->nunits + 1) * sizeof *seen_from); /* 0: not yet */
    int result = 0;

    for (size_t i = 0; i < c->nunits && !result; i++) {
        int up = (int)i;

        for (; up >= 0 && !seen_from[up]; up = c->units[up].parent)
            seen_from[up] = i + 1;
        if (up >= 0 && seen_from[up] == i + 1)
            result = err_set(err, ST_DATA,
                             "bảng don_vi: đơn vị '%s' nằm dưới chính nó vì các ma_cha đi vòng; hãy sửa ma_cha.",
                             c->units[up].code);
    }
    arena_free(scratch);
    return result;
}

static int load_units(struct arena *a, struct db *db, struct catalog *c, struct err *err)
{
    VEC(struct read_unit) list = {0};
    struct index *index = &c->index->units;
    struct stmt *s = NULL;
    int step, result = -1;

    if (db_prepare(db,
                   "SELECT ma, ten, cap, ma_cha, thu_tu, hieu_luc_tu, hieu_luc_den, co_quan_chu_quan, ten_co_quan,"
                   " ky_hieu, dia_danh, quyen_han_ky, chuc_vu_ky, nguoi_ky FROM don_vi",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1)
        if (read_unit(a, s, vec_add(a, &list), err))
            goto out;
    if (step < 0)
        goto out;
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, compare_rows);
    c->nunits = list.n;
    c->units = arena_alloc(a, list.n * sizeof *c->units);
    for (size_t i = 0; i < list.n; i++) {
        c->units[i] = list.v[i].unit;
        index_add(index, c->units[i].code, strlen(c->units[i].code), (int)i);
    }
    for (size_t i = 0; i < list.n; i++) {
        const char *parent = list.v[i].parent;

        c->units[i].parent = parent ? index_get(index, parent, strlen(parent)) : -1;
        if (parent && c->units[i].parent < 0) {
            err_set(err, ST_DATA, "bảng don_vi, mã '%s': không có đơn vị cấp trên '%s'; hãy nhập đơn vị này trước.",
                    c->units[i].code, parent);
            goto out;
        }
    }
    result = check_parents(c, err);
out:
    stmt_close(s);
    return result;
}

/* ------------------------------------------------------------ fields and procedures */

static int load_fields(struct arena *a, struct db *db, struct catalog *c, struct err *err)
{
    VEC(struct read_field) list = {0};
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db, "SELECT ma, ten, thu_tu FROM linh_vuc", &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        struct read_field *r = vec_add(a, &list);

        if (read_listed(a, s, "linh_vuc", 2, &r->by, err)) {
            step = -1;
            break;
        }
        r->field = (struct field){r->by.code, r->by.name};
    }
    stmt_close(s);
    if (step < 0)
        return -1;
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, compare_rows);
    c->nfields = list.n;
    c->fields = arena_alloc(a, list.n * sizeof *c->fields);
    for (size_t i = 0; i < list.n; i++) {
        c->fields[i] = list.v[i].field;
        index_add(&c->index->fields, c->fields[i].code, strlen(c->fields[i].code), (int)i);
    }
    return 0;
}

static int read_procedure(struct arena *a, struct stmt *s, const struct catalog *c, struct read_procedure *r,
                          struct err *err)
{
    static const char table[] = "tthc";
    struct procedure *p = &r->procedure;
    const char *field;

    if (read_listed(a, s, table, -1, &r->by, err))
        return -1;
    *p = (struct procedure){.code = r->by.code,
                            .name = r->by.name,
                            .one_stop = stmt_int(s, 5) != 0,
                            .linked = stmt_int(s, 6) != 0,
                            .internal_process = stmt_int(s, 7) != 0};
    if (read_choice(s, 3, LEVEL_CODES, table, p->code, "cap", &p->level, err) ||
        read_choice(s, 4, ONLINE_CODES, table, p->code, "muc_do", &p->online, err) ||
        read_day(s, 8, table, p->code, "hieu_luc_tu", &p->valid_from, err) ||
        read_day(s, 9, table, p->code, "hieu_luc_den", &p->valid_to, err))
        return -1;
    p->level--; /* the codes begin with the empty one */
    field = stmt_required(s, 2);
    p->field = index_get(&c->index->fields, field, strlen(field));
    if (p->field < 0)
        return err_set(err, ST_DATA, "bảng tthc, mã '%s': không có lĩnh vực '%s'; hãy nhập lĩnh vực này trước.",
                       p->code, field);
    return 0;
}

static int load_procedures(struct arena *a, struct db *db, struct catalog *c, struct err *err)
{
    VEC(struct read_procedure) list = {0};
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db,
                   "SELECT ma, ten, linh_vuc, cap, muc_do, mot_cua, lien_thong, quy_trinh_noi_bo, hieu_luc_tu,"
                   " hieu_luc_den FROM tthc",
                   &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1)
        if (read_procedure(a, s, c, vec_add(a, &list), err)) {
            step = -1;
            break;
        }
    stmt_close(s);
    if (step < 0)
        return -1;
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, compare_rows);
    c->nprocedures = list.n;
    c->procedures = arena_alloc(a, list.n * sizeof *c->procedures);
    for (size_t i = 0; i < list.n; i++) {
        c->procedures[i] = list.v[i].procedure;
        index_add(&c->index->procedures, c->procedures[i].code, strlen(c->procedures[i].code), (int)i);
    }
    return 0;
}

int catalog_load(struct arena *a, struct db *db, struct catalog **out, struct err *err)
{
    struct catalog *c = arena_alloc(a, sizeof *c);

    c->index = arena_alloc(a, sizeof *c->index);
    index_init(&c->index->units, a);
    index_init(&c->index->fields, a);
    index_init(&c->index->procedures, a);
    if (load_units(a, db, c, err) || load_fields(a, db, c, err) || load_procedures(a, db, c, err))
        return -1;
    *out = c;
    return 0;
}

/* ------------------------------------------------------------ questions */

int catalog_unit_n(const struct catalog *c, const char *code, size_t n)
{
    return index_get(&c->index->units, code, n);
}

int catalog_procedure_n(const struct catalog *c, const char *code, size_t n)
{
    return index_get(&c->index->procedures, code, n);
}

/* A catalog put together by hand has no index. */
int catalog_unit(const struct catalog *c, const char *code)
{
    if (c->index)
        return index_get(&c->index->units, code, strlen(code));
    for (size_t i = 0; i < c->nunits; i++)
        if (strcmp(c->units[i].code, code) == 0)
            return (int)i;
    return -1;
}

int catalog_field(const struct catalog *c, const char *code)
{
    if (c->index)
        return index_get(&c->index->fields, code, strlen(code));
    for (size_t i = 0; i < c->nfields; i++)
        if (strcmp(c->fields[i].code, code) == 0)
            return (int)i;
    return -1;
}

int catalog_procedure(const struct catalog *c, const char *code)
{
    if (c->index)
        return index_get(&c->index->procedures, code, strlen(code));
    for (size_t i = 0; i < c->nprocedures; i++)
        if (strcmp(c->procedures[i].code, code) == 0)
            return (int)i;
    return -1;
}

int catalog_under(const struct catalog *c, int unit, int root)
{
    if (root < 0)
        return 1;
    assert(unit >= 0 && (size_t)unit < c->nunits);
    for (; unit >= 0; unit = c->units[unit].parent)
        if (unit == root)
            return 1;
    return 0;
}

int catalog_in_force(day_t from, day_t to, day_t on)
{
    return (from == DAY_NONE || from <= on) && (to == DAY_NONE || to >= on);
}
