#include "run/difference.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/vi.h"
#include "data/index.h"

/* ---- codes → rows ---- */

static int32_t value_at(const struct rows *rows, size_t row, int dim)
{
    return rows->v[row * TABLES[rows->table].ndims + (size_t)dim];
}

static int in_report(const struct differences *d, const struct rows *rows, size_t row)
{
    int32_t unit = value_at(rows, row, DIM_AT_UNIT);

    return unit < 0 || d->units[unit];
}

static void index_rows(struct arena *a, const struct detail *d, struct index *x)
{
    index_init(x, a);
    for (size_t i = 0; i < d->rows.n; i++)
        index_add(x, d->codes[i], strlen(d->codes[i]), (int)i);
}

static size_t row_of(const struct index *x, const char *code)
{
    int row = index_get(x, code, strlen(code));

    return row < 0 ? NO_ROW : (size_t)row;
}

/* ---- in words ---- */

static const char *unit_name(const struct differences *d, const char *code)
{
    int unit = catalog_unit(d->catalog, code);

    return unit < 0 ? arena_printf(d->arena, "'%s'", code) : d->catalog->units[unit].name;
}

static const char *value_text(const struct differences *d, const struct rows *rows, size_t row, int dim)
{
    const struct dim *info = &TABLES[rows->table].dims[dim];
    int32_t v = value_at(rows, row, dim);
    char number[ROWS_NUMBER];
    const char *code;

    if (info->kind == DIM_NAMES)
        return *info->labels[v] ? info->labels[v] : "không có";
    if (info->kind == DIM_FLAG)
        return v ? "có" : "không";
    code = rows_value(rows, d->catalog, row, dim, number);
    if (!*code)
        return "không có";
    return info->kind == DIM_UNIT ? unit_name(d, code) : arena_strdup(d->arena, code);
}

static int same_value(const struct differences *d, const struct detail *x, size_t i, const struct detail *y, size_t k,
                      int dim)
{
    enum dim_kind kind = TABLES[x->rows.table].dims[dim].kind;
    char one[ROWS_NUMBER], two[ROWS_NUMBER];

    if (kind != DIM_WORD && kind != DIM_RECORD)
        return value_at(&x->rows, i, dim) == value_at(&y->rows, k, dim);
    return strcmp(rows_value(&x->rows, d->catalog, i, dim, one), rows_value(&y->rows, d->catalog, k, dim, two)) == 0;
}

/* What follows from other dimensions, or from the days, is not told twice. */
static int is_told(const struct differences *d, const struct detail *x, size_t i, const struct detail *y, size_t k,
                   int dim)
{
    static const char *const follows[] = {"cap", "qua_han", "co_han", "tinh_trang"};
    static const char *const of_procedure[] = {"linh_vuc", "muc_do"};
    const char *name = TABLES[x->rows.table].dims[dim].name;
    int procedure = table_dim(x->rows.table, "tthc");

    /* What follows from the days, which are told themselves. */
    if (x->dates && strcmp(name, "nguon") == 0)
        return 0;
    if (x->dates && strcmp(name, "ket_qua") == 0 && (!value_at(&x->rows, i, dim) || !value_at(&y->rows, k, dim)))
        return 0;
    for (size_t f = 0; f < sizeof follows / sizeof *follows; f++)
        if (strcmp(name, follows[f]) == 0)
            return 0;
    for (size_t f = 0; f < sizeof of_procedure / sizeof *of_procedure; f++)
        if (strcmp(name, of_procedure[f]) == 0 && procedure >= 0 && procedure != dim &&
            !same_value(d, x, i, y, k, procedure))
            return 0;
    return 1;
}

static const char *day_text(struct arena *a, day_t day)
{
    return day == DAY_NONE ? "để trống" : vi_date(a, day);
}

/* "giải quyết đúng hạn, kết thúc 10/9/2018": the state, then what is not as in the other row (NULL: nothing more). */
static const char *row_text(const struct differences *d, const struct detail *x, size_t i, const struct detail *y,
                            size_t k)
{
    const struct table_info *t = &TABLES[x->rows.table];
    int state = table_dim(x->rows.table, "tinh_trang");
    struct buf b;

    buf_init(&b, d->arena);
    buf_puts(&b, state < 0 ? "có" : value_text(d, &x->rows, i, state));
    if (!y)
        return buf_str(&b);
    for (int dim = 0; dim < (int)t->ndims; dim++)
        if (!same_value(d, x, i, y, k, dim) && is_told(d, x, i, y, k, dim))
            buf_printf(&b, ", %s: %s", t->dims[dim].label, value_text(d, &x->rows, i, dim));
    if (x->dates && y->dates) {
        const struct dossier_dates *p = &x->dates[i], *q = &y->dates[k];

        if (p->received != q->received)
            buf_printf(&b, ", tiếp nhận %s", day_text(d->arena, p->received));
        if (p->due != q->due)
            buf_printf(&b, ", hẹn trả %s", day_text(d->arena, p->due));
        if (p->ended != q->ended)
            buf_printf(&b, ", kết thúc %s", day_text(d->arena, p->ended));
    }
    return buf_str(&b);
}

/* Why a dossier, as its row stands, is not among those of the report over a range. */
static const char *absent_text(const struct differences *d, const struct dossier_version *v, struct range r)
{
    struct arena *a = d->arena;
    day_t received, ended;
    int unit;

    if (!v->found)
        return "không có trong cơ sở dữ liệu";
    received = day_parse_iso(v->received, (int)strlen(v->received));
    ended = day_parse_iso(v->ended, (int)strlen(v->ended));
    unit = catalog_unit(d->catalog, v->unit);
    if (unit < 0)
        return arena_printf(a, "bị loại: không có đơn vị mã '%s'", v->unit);
    if (!d->units[unit])
        return arena_printf(a, "thuộc đơn vị %s", d->catalog->units[unit].name);
    if (catalog_procedure(d->catalog, v->procedure) < 0)
        return arena_printf(a, "bị loại: không có thủ tục mã '%s'", v->procedure);
    if (received == DAY_NONE || (*v->ended && ended == DAY_NONE))
        return "bị loại: ngày không đọc được";
    if (*v->ended && ended < received)
        return arena_printf(a, "bị loại: kết thúc %s, trước khi tiếp nhận %s", vi_date(a, ended), vi_date(a, received));
    if (received > r.to)
        return arena_printf(a, "tiếp nhận %s, sau kỳ", vi_date(a, received));
    if (*v->ended && ended < r.from)
        return arena_printf(a, "kết thúc %s, trước kỳ", vi_date(a, ended));
    return "bị loại khỏi số liệu";
}

const char *difference_source(struct arena *a, const struct difference *d)
{
    if (!d->trail.session)
        return "";
    return arena_printf(a, "phiên nhập %jd, tệp '%s'%s%s", (intmax_t)d->trail.session, d->trail.file,
                        d->trail.day == DAY_NONE ? "" : ", ngày ",
                        d->trail.day == DAY_NONE ? "" : vi_date(a, d->trail.day));
}

/* ---- finding ---- */

static int by_code(const void *x, const void *y)
{
    const struct difference *a = x, *b = y;

    return strcmp(a->code, b->code);
}

static const char *unit_at(const struct differences *d, const struct detail *x, size_t row)
{
    char number[ROWS_NUMBER];

    return rows_value(&x->rows, d->catalog, row, DIM_AT_UNIT, number);
}

static int same_rows(const struct differences *d, const struct detail *x, size_t i, const struct detail *y, size_t k)
{
    for (int dim = 0; dim < (int)TABLES[x->rows.table].ndims; dim++)
        if (!same_value(d, x, i, y, k, dim))
            return 0;
    return 1;
}

static int32_t dim_at(const struct rows *rows, size_t row, const char *dim)
{
    return value_at(rows, row, table_dim(rows->table, dim));
}

/* The rows of then and now that should be the same: all of the report, or the dossiers that pass from one period to the
 * next. */
struct sides {
    const struct detail *then, *now;
    struct range before, range;
    int carried;
};

static int wanted_then(const struct sides *s, size_t k)
{
    int32_t state = s->carried ? dim_at(&s->then->rows, k, "tinh_trang") : 0;

    return !s->carried || state == STATE_OPEN || state == STATE_OPEN_OVERDUE;
}

static int wanted_now(const struct differences *d, const struct sides *s, size_t i)
{
    return in_report(d, &s->now->rows, i) && (!s->carried || dim_at(&s->now->rows, i, "nguon") == ORIGIN_BEFORE);
}

/* Row k of then and i of now, NO_ROW where there is none. */
static int add_pair(struct differences *d, const struct sides *s, size_t k, size_t i, int gone, struct err *err)
{
    struct difference x = {.table = s->now->rows.table,
                           .range = s->range,
                           .then_in = s->then,
                           .now_in = s->now,
                           .then = k,
                           .now = i,
                           .gone = gone};

    x.code = i == NO_ROW ? s->then->codes[k] : s->now->codes[i];
    x.unit = i == NO_ROW ? unit_at(d, s->then, k) : unit_at(d, s->now, i);
    if (x.table == TABLE_DOSSIERS && history_of(d->history, x.code, &x.trail, err))
        return -1;
    if (k != NO_ROW)
        x.was = row_text(d, s->then, k, i == NO_ROW ? NULL : s->now, i);
    else
        x.was = x.table == TABLE_DOSSIERS ? absent_text(d, &x.trail.then, s->before) : "không có";
    if (i != NO_ROW)
        x.is = row_text(d, s->now, i, k == NO_ROW ? NULL : s->then, k);
    else
        x.is = x.table == TABLE_DOSSIERS ? absent_text(d, &x.trail.now, s->range) : "không có";
    *vec_add(d->arena, &d->list) = x;
    return 0;
}

static int compare(struct differences *d, const struct sides *s, struct err *err)
{
    struct arena *scratch = arena_new();
    size_t first = d->list.n;
    struct index old, new;
    int failed = 0;

    index_rows(scratch, s->then, &old);
    index_rows(scratch, s->now, &new);
    for (size_t i = 0; i < s->now->rows.n && !failed; i++) {
        size_t k = row_of(&old, s->now->codes[i]);
        int there = k != NO_ROW && wanted_then(s, k);

        if (wanted_now(d, s, i) && !(there && (s->carried || same_rows(d, s->then, k, s->now, i))))
            failed = add_pair(d, s, k, i, 0, err);
    }
    for (size_t k = 0; k < s->then->rows.n && !failed; k++) {
        size_t i = row_of(&new, s->then->codes[k]);

        if (wanted_then(s, k) && (i == NO_ROW || !wanted_now(d, s, i)))
            failed = add_pair(d, s, k, i != NO_ROW && in_report(d, &s->now->rows, i) ? i : NO_ROW, 1, err);
    }
    arena_free(scratch);
    if (d->list.n > first)
        qsort(d->list.v + first, d->list.n - first, sizeof *d->list.v, by_code);
    return failed ? -1 : 0;
}

int differences_find(struct differences *d, struct range r, const struct detail *then, const struct detail *now,
                     struct err *err)
{
    const struct sides s = {then, now, r, r, 0};

    return compare(d, &s, err);
}

int differences_carried(struct differences *d, struct range before, const struct detail *then, struct range range,
                        const struct detail *now, struct err *err)
{
    const struct sides s = {then, now, before, range, 1};

    return compare(d, &s, err);
}
