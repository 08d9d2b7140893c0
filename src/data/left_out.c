#include "data/left_out.h"

#include <string.h>

#include "base/err.h"
#include "data/db.h"

static const char unknown_unit[] = "đơn vị không có trong bảng don_vi";

static day_t day_of(const char *text)
{
    return day_parse_iso(text, (int)strlen(text));
}

/* ------------------------------------------------------------ inspections, tasks */

static const char *inspection_reason(const struct catalog *c, const struct left_out *x, struct range r)
{
    day_t on = day_of(x->days[0]);

    if (on == DAY_NONE)
        return "ngày kiểm tra không đọc được";
    return catalog_unit(c, x->unit) < 0 && on >= r.from && on <= r.to ? unknown_unit : NULL;
}

static const char *task_reason(const struct catalog *c, const struct left_out *x, struct range r)
{
    (void)r;
    return catalog_unit(c, x->unit) < 0 ? unknown_unit : NULL;
}

int left_out_rows(struct arena *a, struct db *db, const struct catalog *c, enum table t, struct range r,
                  left_out_list *out, struct err *err)
{
    const char *sql = t == TABLE_INSPECTIONS ? "SELECT ma, don_vi, ngay, NULL, NULL FROM kiem_tra ORDER BY ma"
                      : t == TABLE_TASKS
                          ? "SELECT ma, don_vi, ngay_bat_dau, han, ngay_hoan_thanh FROM nhiem_vu ORDER BY ma"
                          : NULL;
    struct stmt *s = NULL;
    int step;

    if (!sql)
        return 0;
    if (db_prepare(db, sql, &s, err))
        return -1;
    while ((step = stmt_step(s, err)) == 1) {
        struct left_out x = {.code = stmt_code(a, s, 0), .unit = stmt_code(a, s, 1), .value = ""};

        for (int i = 0; i < LEFT_OUT_DAYS; i++)
            x.days[i] = stmt_code(a, s, 2 + i);
        x.reason = t == TABLE_INSPECTIONS ? inspection_reason(c, &x, r) : task_reason(c, &x, r);
        if (x.reason)
            *vec_add(a, out) = x;
    }
    stmt_close(s);
    return step;
}

/* ------------------------------------------------------------ entries */

static int is_used(const struct basis *b, int unit, struct range r)
{
    for (size_t i = 0; i < b->nentries; i++)
        if (b->entries[i].unit == unit && b->entries[i].range.from == r.from && b->entries[i].range.to == r.to)
            return 1;
    return 0;
}

/* 1 if an entry that is used is of this unit, or of one above it. */
static int is_told_by(const struct catalog *c, const struct basis *b, int unit, int above)
{
    for (size_t i = 0; i < b->nentries; i++) {
        int teller = b->entries[i].unit;

        if (above ? teller != unit && catalog_under(c, unit, teller) : teller == unit)
            return 1;
    }
    return 0;
}

static const char *entry_reason(const struct catalog *c, const struct basis *b, int unit, struct range r)
{
    int is_flow = b->kind == BASIS_ENTRIES && !b->stock;

    if (unit < 0)
        return unknown_unit;
    if (is_flow && (r.from < b->range.from || r.to > b->range.to))
        return "khoảng ngày không nằm trọn trong kỳ";
    if (!is_flow && r.to > b->range.to)
        return "kết thúc sau ngày chốt số liệu";
    if (is_told_by(c, b, unit, 1))
        return "đơn vị cấp trên đã nhập số của mình nên không cộng đơn vị này";
    if (!is_flow && is_told_by(c, b, unit, 0))
        return "đã có lần nhập sau";
    return "không dùng cho số này";
}

int left_out_entries(struct arena *a, struct db *db, const struct catalog *c, const struct basis *b, int root,
                     left_out_list *out, struct err *err)
{
    struct stmt *s = NULL;
    int step;

    if (db_prepare(db,
                   "SELECT chi_tieu, don_vi, tu_ngay, den_ngay, gia_tri FROM so_lieu WHERE chi_tieu = ?1"
                   " ORDER BY don_vi, den_ngay, tu_ngay",
                   &s, err))
        return -1;
    stmt_bind_text(s, 1, b->entry);
    while ((step = stmt_step(s, err)) == 1) {
        struct left_out x = {.code = stmt_code(a, s, 0),
                             .unit = stmt_code(a, s, 1),
                             .days = {stmt_code(a, s, 2), stmt_code(a, s, 3), ""},
                             .value = stmt_code(a, s, 4)};
        int unit = catalog_unit(c, x.unit);
        struct range r = {day_of(x.days[0]), day_of(x.days[1])};

        if ((unit >= 0 && !catalog_under(c, unit, root)) || r.to < b->range.from || r.from > b->range.to ||
            is_used(b, unit, r))
            continue;
        x.reason = entry_reason(c, b, unit, r);
        *vec_add(a, out) = x;
    }
    stmt_close(s);
    return step;
}
