/* The rows that were left out of what a figure counts, each with the reason. */
#include <string.h>

#include "base/arena.h"
#include "base/tsv.h"
#include "data/detail.h"
#include "data/left_out.h"
#include "run/explain_impl.h"

static const struct {
    unsigned reason;
    const char *text;
} REASONS[] = {
    {EXCLUDED_REVERSED, "ngày kết thúc trước ngày tiếp nhận"},
    {ODD_UNREADABLE, "có ngày không đọc được"},
    {ODD_UNIT, "đơn vị không có trong bảng don_vi"},
    {ODD_PROCEDURE, "thủ tục không có trong bảng tthc"},
};

struct lister {
    const struct explanation *e;
    FILE *out;
    const struct catalog *catalog;
    size_t rows;
};

static void put_cell(struct lister *l, const char *s)
{
    putc('\t', l->out);
    tsv_text(l->out, s);
}

static void end_row(struct lister *l, const char *reason)
{
    putc('\t', l->out);
    fputs(reason, l->out);
    putc('\n', l->out);
    l->rows++;
}

/* ---------------------------------------------------------------- dossiers that are in no figure */

/* The unit is below the one asked for; rows of no known unit concern those who see everything. */
static int concerns(const struct lister *l, const struct selection *s, const char *unit)
{
    int u = catalog_unit(l->catalog, unit);

    return u < 0 ? l->e->x->unit == l->e->x->agency : catalog_under(l->catalog, u, s->unit);
}

/* Of another field or procedure than the figure's. */
static int is_of_other_kind(const struct lister *l, const struct selection *s, const char *procedure)
{
    int p = catalog_procedure(l->catalog, procedure);

    for (size_t i = 0; i < s->only.n && p >= 0; i++) {
        enum dim_kind kind = TABLES[s->table].dims[s->only.v[i].dim].kind;

        if ((kind == DIM_PROCEDURE && s->only.v[i].value != p) ||
            (kind == DIM_FIELD && s->only.v[i].value != l->catalog->procedures[p].field))
            return 1;
    }
    return 0;
}

static day_t day_of(const char *text)
{
    return day_parse_iso(text, (int)strlen(text));
}

static int is_inside(day_t day, struct range r)
{
    return day != DAY_NONE && day >= r.from && day <= r.to;
}

/* What other dates say: it came or ended in the range, or may still have been open in it. */
static int touches(const struct excluded *x, struct range r)
{
    day_t received = day_of(x->received), ended = day_of(x->ended);

    if (is_inside(received, r) || is_inside(ended, r))
        return 1;
    return (received == DAY_NONE || received < r.from) && (ended == DAY_NONE || ended > r.to);
}

static int put_dossiers(struct lister *l, const struct basis *b, struct err *err)
{
    struct excluded *list;
    size_t n;

    if (detail_excluded(l->e->arena, l->e->x->db, l->e->x->cube, &list, &n, err))
        return -1;
    for (size_t i = 0; i < n; i++) {
        const struct excluded *x = &list[i];
        unsigned reasons = x->reasons;
        const char *reason = "";

        while (i + 1 < n && strcmp(list[i + 1].code, x->code) == 0) /* found wrong twice */
            reasons |= list[++i].reasons;
        if (!concerns(l, b->selection, x->unit) || is_of_other_kind(l, b->selection, x->procedure) ||
            !touches(x, b->range))
            continue;
        for (size_t k = 0; k < sizeof REASONS / sizeof *REASONS; k++)
            if (reasons & REASONS[k].reason)
                reason = arena_printf(l->e->arena, "%s%s%s", reason, *reason ? "; " : "", REASONS[k].text);
        tsv_text(l->out, x->code);
        put_cell(l, x->unit);
        put_cell(l, x->procedure);
        put_cell(l, x->received);
        put_cell(l, x->due);
        put_cell(l, x->ended);
        end_row(l, reason);
    }
    return 0;
}

/* ---------------------------------------------------------------- counted rows that this figure passes over */

static void put_day(struct lister *l, day_t day)
{
    char text[11];

    put_cell(l, day == DAY_NONE ? "" : day_iso(day, text));
}

static void put_days(struct lister *l, const struct detail *d, size_t row)
{
    const struct rows *rows = &d->rows;
    const struct table_info *info = &TABLES[rows->table];
    const struct record *r;

    if (d->dates) {
        char number[ROWS_NUMBER];

        put_cell(l, rows_value(rows, l->catalog, row, table_dim(rows->table, "tthc"), number));
        put_day(l, d->dates[row].received);
        put_day(l, d->dates[row].due);
        put_day(l, d->dates[row].ended);
        return;
    }
    r = info->nattributes ? &rows->records[rows->v[row * info->ndims + (size_t)table_record_dim(rows->table)]] : NULL;
    if (rows->table == TABLE_INSPECTIONS)
        put_day(l, r->v[table_attribute(rows->table, "ngay")].day);
    if (rows->table == TABLE_TASKS) {
        put_day(l, r->v[table_attribute(rows->table, "ngay_bat_dau")].day);
        put_day(l, r->v[table_attribute(rows->table, "han")].day);
        put_day(l, r->v[table_attribute(rows->table, "ngay_hoan_thanh")].day);
    }
}

static void put_detail(struct lister *l, const struct detail *d, size_t row, const char *reason)
{
    char number[ROWS_NUMBER];

    tsv_text(l->out, d->codes[row]);
    if (d->rows.table != TABLE_PROCEDURES)
        put_cell(l, rows_value(&d->rows, l->catalog, row, DIM_AT_UNIT, number));
    put_days(l, d, row);
    end_row(l, reason);
}

/* Units below the one asked for that the figure does not count; NULL: there are none. */
static const char *other_units(const struct lister *l, const struct selection *s)
{
    char *units = arena_alloc(l->e->arena, l->catalog->nunits + 1);
    int any = 0;

    if (!s->units || s->own_only)
        return NULL;
    for (size_t u = 0; u < l->catalog->nunits; u++) {
        units[u] = (char)(catalog_under(l->catalog, (int)u, s->unit) && !s->units[u]);
        any |= units[u];
    }
    return any ? units : NULL;
}

static int put_selected(struct lister *l, const struct selection *s, const char *reason, struct err *err)
{
    const struct run_context *x = l->e->x;
    struct detail *d;

    if (detail_load(l->e->arena, x->db, x->cube, s->range, s->table, s->units, &d, err))
        return -1;
    for (size_t i = 0; i < d->rows.n; i++)
        if (selection_test(s, &d->rows, i))
            put_detail(l, d, i, reason);
    return 0;
}

/* Rows without the value whose different values are counted. */
static int put_without_value(struct lister *l, const struct selection *s, struct err *err)
{
    const struct run_context *x = l->e->x;
    const char *reason = arena_printf(l->e->arena, "không ghi %s", TABLES[s->table].dims[s->dim].label);
    struct selection all = *s;
    struct detail *d;

    all.measure = MEASURE_COUNT;
    if (detail_load(l->e->arena, x->db, x->cube, s->range, s->table, s->units, &d, err))
        return -1;
    for (size_t i = 0; i < d->rows.n; i++)
        if (selection_test(&all, &d->rows, i) && !selection_test(s, &d->rows, i))
            put_detail(l, d, i, reason);
    return 0;
}

static int put_passed_over(struct lister *l, const struct basis *b, struct err *err)
{
    const struct selection *s = b->selection;
    struct selection other = *s;

    other.measure = MEASURE_COUNT;
    if (b->value.state == VALUE_NOT_LOADED &&
        put_selected(l, &other, "chưa tính được: có đơn vị chưa nạp đủ số liệu của kỳ", err))
        return -1;
    other.units = other_units(l, s);
    if (other.units && put_selected(l, &other, "đơn vị chưa nạp đủ số liệu của kỳ (bảng pham_vi)", err))
        return -1;
    return s->measure == MEASURE_DISTINCT ? put_without_value(l, s, err) : 0;
}

/* ---------------------------------------------------------------- blocks */

static int put_left_out(struct lister *l, const struct basis *b, size_t ndays, struct err *err)
{
    const struct run_context *x = l->e->x;
    left_out_list list = {0};
    int failed = b->selection ? left_out_rows(l->e->arena, x->db, l->catalog, b->selection->table, b->range, &list, err)
                              : left_out_entries(l->e->arena, x->db, l->catalog, b, x->unit, &list, err);

    for (size_t i = 0; i < list.n && !failed; i++) {
        const struct left_out *r = &list.v[i];

        if (b->selection && !concerns(l, b->selection, r->unit))
            continue;
        tsv_text(l->out, r->code);
        put_cell(l, r->unit);
        for (size_t k = 0; k < ndays; k++)
            put_cell(l, r->days[k]);
        if (!b->selection)
            put_cell(l, r->value);
        end_row(l, r->reason);
    }
    return failed;
}

static int same_constraints(const struct selection *s, const struct selection *t)
{
    if (s->only.n != t->only.n)
        return 0;
    for (size_t i = 0; i < s->only.n; i++) {
        const struct constraint *x = &s->only.v[i], *y = &t->only.v[i];

        if (x->dim != y->dim || x->value != y->value || !x->code != !y->code || (x->code && strcmp(x->code, y->code)))
            return 0;
    }
    return 1;
}

/* Conditions are no reason to be left out: what two figures count of the same rows leaves the same ones out. Only where
 * nothing is told of single rows of the population. */
static int same_population(const struct lister *l, const struct basis *x, const struct basis *y)
{
    const struct selection *s = x->selection, *t = y->selection;

    return s && t && s->table == t->table && s->range == t->range && s->unit == t->unit && s->own_only == t->own_only &&
           same_constraints(s, t) && s->measure != MEASURE_DISTINCT && t->measure != MEASURE_DISTINCT &&
           x->value.state == VALUE_OK && y->value.state == VALUE_OK && !other_units(l, s) && !other_units(l, t);
}

static int put_leaf(struct lister *l, const struct basis *b, const char *roles, struct err *err)
{
    static const char *const headers[TABLE_COUNT] = {
        [TABLE_DOSSIERS] = "ma\tdon_vi\ttthc\tngay_tiep_nhan\tngay_hen_tra\tngay_ket_thuc\tly_do",
        [TABLE_INSPECTIONS] = "ma\tdon_vi\tngay\tly_do",
        [TABLE_TASKS] = "ma\tdon_vi\tngay_bat_dau\than\tngay_hoan_thanh\tly_do",
        [TABLE_PROCEDURES] = "ma\tly_do",
        [TABLE_UNITS] = "ma\tdon_vi\tly_do",
    };
    const struct selection *s = b->selection;

    fprintf(l->out, "# bảng %s%s%s, %s: những dòng không được tính\n", s ? TABLES[s->table].name : "so_lieu",
            *roles ? ", " : "", roles, explain_range(l->e->arena, b->range));
    fprintf(l->out, "%s\n", s ? headers[s->table] : "chi_tieu\tdon_vi\ttu_ngay\tden_ngay\tgia_tri\tly_do");
    if (!s)
        return put_left_out(l, b, 2, err);
    if ((s->table == TABLE_DOSSIERS && put_dossiers(l, b, err)) ||
        put_left_out(l, b, s->table == TABLE_INSPECTIONS ? 1 : LEFT_OUT_DAYS, err))
        return -1;
    return put_passed_over(l, b, err);
}

int explain_excluded(const struct explanation *e, struct err *err)
{
    struct lister l = {.e = e, .out = e->out, .catalog = e->x->catalog};
    leaf_uses all = {0};
    char *done;

    explain_leaves(e->arena, e->basis, "", &all);
    done = arena_alloc(e->arena, all.n + 1);
    for (size_t i = 0; i < all.n; i++) {
        const char *roles = all.v[i].role;

        if (done[i])
            continue;
        for (size_t k = i + 1; k < all.n; k++)
            if (!done[k] && same_population(&l, all.v[i].leaf, all.v[k].leaf)) {
                done[k] = 1;
                if (!strstr(roles, all.v[k].role))
                    roles = arena_printf(e->arena, "%s; %s", roles, all.v[k].role);
            }
        if (put_leaf(&l, all.v[i].leaf, roles, err))
            return -1;
    }
    fprintf(e->out, "# số dòng không được tính: %zu\n", l.rows);
    return 0;
}
