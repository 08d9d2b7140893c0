/* The rows behind a figure, a block for each table and range, and for entered figures. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/tsv.h"
#include "base/vi.h"
#include "data/detail.h"
#include "run/explain_impl.h"

void explain_leaves(struct arena *a, const struct basis *b, const char *role, leaf_uses *out)
{
    if (b->selection || b->entry)
        *vec_add(a, out) = (struct leaf_use){b, role};
    for (size_t i = 0; i < b->nparts; i++)
        explain_leaves(a, b->parts[i], basis_role(a, b, i, role), out);
}

/* ---------------------------------------------------------------- columns */

/* A row's code is in a column of its own; the level is the unit's. */
static int is_shown(enum table t, size_t dim)
{
    enum dim_kind kind = TABLES[t].dims[dim].kind;

    return kind != DIM_RECORD && dim != DIM_AT_LEVEL && !(t == TABLE_PROCEDURES && dim == DIM_AT_UNIT) &&
           !(t == TABLE_UNITS && dim == DIM_AT_UNIT) && !(t == TABLE_PROCEDURES && kind == DIM_PROCEDURE);
}

static int has_name(const struct dim *d)
{
    return d->kind == DIM_UNIT || d->kind == DIM_FIELD || d->kind == DIM_PROCEDURE;
}

static const char *const DATES[] = {"ngay_tiep_nhan", "ngay_hen_tra", "ngay_ket_thuc", "ngay_yeu_cau_bo_sung",
                                    "ngay_bo_sung"};
enum { NDATES = sizeof DATES / sizeof *DATES };

static void put_header(FILE *out, enum table t)
{
    const struct table_info *info = &TABLES[t];

    fputs("ma", out);
    if (t == TABLE_PROCEDURES || t == TABLE_UNITS)
        fputs("\tten", out);
    for (size_t i = 0; t == TABLE_DOSSIERS && i < NDATES; i++)
        fprintf(out, "\t%s", DATES[i]);
    for (size_t i = 0; i < info->nattributes; i++)
        fprintf(out, "\t%s", info->attributes[i].name);
    for (size_t i = 0; i < info->ndims; i++)
        if (is_shown(t, i)) {
            fprintf(out, "\t%s", info->dims[i].name);
            if (has_name(&info->dims[i]))
                fprintf(out, "\tten_%s", info->dims[i].name);
        }
    fputs("\tvai_tro\tgia_tri\n", out);
}

static void put_day(FILE *out, day_t day)
{
    char text[11];

    putc('\t', out);
    if (day != DAY_NONE)
        fputs(day_iso(day, text), out);
}

static const char *name_of(const struct catalog *c, const struct dim *d, int32_t v)
{
    if (v < 0)
        return "";
    return d->kind == DIM_UNIT ? c->units[v].name : d->kind == DIM_FIELD ? c->fields[v].name : c->procedures[v].name;
}

static void put_dim(FILE *out, const struct catalog *c, const struct rows *rows, size_t row, size_t dim)
{
    const struct dim *d = &TABLES[rows->table].dims[dim];
    int32_t v = rows->v[row * TABLES[rows->table].ndims + dim];
    char number[ROWS_NUMBER];

    putc('\t', out);
    if (d->kind == DIM_NAMES)
        fputs(d->labels[v], out);
    else
        tsv_text(out, rows_value(rows, c, row, (int)dim, number));
    if (!has_name(d))
        return;
    putc('\t', out);
    tsv_text(out, name_of(c, d, v));
}

static void put_attributes(FILE *out, const struct rows *rows, size_t row)
{
    const struct table_info *info = &TABLES[rows->table];
    int dim = table_record_dim(rows->table);
    const struct record *r;

    if (!info->nattributes)
        return;
    r = &rows->records[rows->v[row * info->ndims + (size_t)dim]];
    for (size_t i = 0; i < info->nattributes; i++) {
        if (info->attributes[i].kind != ATTRIBUTE_TEXT) {
            put_day(out, r->v[i].day);
            continue;
        }
        putc('\t', out);
        tsv_text(out, r->v[i].text);
    }
}

static void put_row(FILE *out, const struct catalog *c, const struct detail *d, size_t row)
{
    const struct table_info *info = &TABLES[d->rows.table];

    tsv_text(out, d->codes[row]);
    if (d->rows.table == TABLE_UNITS || d->rows.table == TABLE_PROCEDURES) {
        int dim = d->rows.table == TABLE_UNITS ? DIM_AT_UNIT : table_dim(TABLE_PROCEDURES, "tthc");

        putc('\t', out);
        tsv_text(out, name_of(c, &info->dims[dim], d->rows.v[row * info->ndims + (size_t)dim]));
    }
    if (d->dates) {
        const struct dossier_dates *t = &d->dates[row];
        const day_t days[NDATES] = {t->received, t->due, t->ended, t->asked, t->supplied};

        for (size_t i = 0; i < NDATES; i++)
            put_day(out, days[i]);
    }
    put_attributes(out, &d->rows, row);
    for (size_t i = 0; i < info->ndims; i++)
        if (is_shown(d->rows.table, i))
            put_dim(out, c, &d->rows, row, i);
}

/* ---------------------------------------------------------------- rows */

struct block {
    const struct explanation *e;
    const struct leaf_use *uses; /* of one table and range */
    size_t n;
    struct detail *detail;
};

static const char *role_of(const struct leaf_use *u)
{
    return *u->role ? u->role : "được tính";
}

/* What the row adds to the leaf: a count, a number, or the value that counts once. */
static void put_weight(const struct block *b, const struct selection *s, size_t row)
{
    char number[ROWS_NUMBER];

    if (s->measure == MEASURE_DISTINCT)
        tsv_text(b->e->out, rows_value(&b->detail->rows, b->e->x->catalog, row, s->dim, number));
    else
        fprintf(b->e->out, "%jd", (intmax_t)selection_weight(s, &b->detail->rows, row));
}

static int same_weight(const struct selection *x, const struct selection *y)
{
    return x->measure == y->measure && (x->measure == MEASURE_COUNT || x->dim == y->dim);
}

/* Every role it serves in; what it adds, once for all or one for each role. A row that a formula adds twice serves
 * twice. */
static void put_uses(const struct block *b, const char *chosen, size_t row)
{
    const struct selection *first = NULL;
    int differ = 0, n = 0;

    putc('\t', b->e->out);
    for (size_t i = 0; i < b->n; i++) {
        const struct selection *s = b->uses[i].leaf->selection;

        if (!chosen[i])
            continue;
        fprintf(b->e->out, "%s%s", n++ ? "; " : "", role_of(&b->uses[i]));
        first = first ? first : s;
        differ |= !same_weight(first, s);
    }
    putc('\t', b->e->out);
    for (size_t i = 0; i < b->n && n; i++) {
        if (!chosen[i])
            continue;
        put_weight(b, b->uses[i].leaf->selection, row);
        n = differ ? n - 1 : 0;
        fputs(n ? "; " : "", b->e->out);
    }
    putc('\n', b->e->out);
}

static const char *units_of(const struct block *b)
{
    size_t nunits = b->e->x->catalog->nunits;
    char *units = arena_alloc(b->e->arena, nunits + 1);

    for (size_t i = 0; i < b->n; i++) {
        if (!b->uses[i].leaf->selection->units)
            return NULL;
        for (size_t u = 0; u < nunits; u++)
            units[u] |= b->uses[i].leaf->selection->units[u];
    }
    return units;
}

static int put_block(struct block *b, struct err *err)
{
    const struct selection *s = b->uses[0].leaf->selection;
    const struct run_context *x = b->e->x;
    char *chosen = arena_alloc(b->e->arena, b->n + 1);

    if (detail_load(b->e->arena, x->db, x->cube, s->range, s->table, units_of(b), &b->detail, err))
        return -1;
    fprintf(b->e->out, "# bảng %s: %s, %s\n", TABLES[s->table].name, TABLES[s->table].label,
            explain_range(b->e->arena, x->cube->ranges[s->range]));
    put_header(b->e->out, s->table);
    for (size_t row = 0; row < b->detail->rows.n; row++) {
        int any = 0;

        for (size_t i = 0; i < b->n; i++) {
            chosen[i] = (char)selection_test(b->uses[i].leaf->selection, &b->detail->rows, row);
            any |= chosen[i];
        }
        if (!any)
            continue;
        put_row(b->e->out, x->catalog, b->detail, row);
        put_uses(b, chosen, row);
    }
    return 0;
}

/* ---------------------------------------------------------------- entries */

static void put_entries(const struct explanation *e, const struct leaf_use *u)
{
    const struct basis *b = u->leaf;

    fprintf(e->out, "# bảng so_lieu: chỉ tiêu %s, %s\n", b->entry, explain_range(e->arena, b->range));
    fputs("chi_tieu\tdon_vi\tten_don_vi\ttu_ngay\tden_ngay\tgia_tri\tghi_chu\tvai_tro\n", e->out);
    for (size_t i = 0; i < b->nentries; i++) {
        const struct basis_entry *entry = &b->entries[i];
        const struct unit *unit = &e->x->catalog->units[entry->unit];
        struct value v = value_of_amount(e->arena, entry->amount);

        tsv_text(e->out, b->entry);
        putc('\t', e->out);
        tsv_text(e->out, unit->code);
        putc('\t', e->out);
        tsv_text(e->out, unit->name);
        put_day(e->out, entry->range.from);
        put_day(e->out, entry->range.to);
        fprintf(e->out, "\t%s\t", v.decimal ? v.decimal : arena_printf(e->arena, "%jd", (intmax_t)v.num));
        tsv_text(e->out, entry->note);
        fprintf(e->out, "\t%s\n", role_of(u));
    }
}

/* ---------------------------------------------------------------- blocks */

static int same_block(const struct leaf_use *x, const struct leaf_use *y)
{
    const struct selection *s = x->leaf->selection, *t = y->leaf->selection;

    return s && t && s->table == t->table && s->range == t->range;
}

int explain_rows(const struct explanation *e, struct err *err)
{
    leaf_uses all = {0};
    char *done;

    explain_leaves(e->arena, e->basis, "", &all);
    done = arena_alloc(e->arena, all.n + 1);
    for (size_t i = 0; i < all.n; i++) {
        struct leaf_use *uses = arena_alloc(e->arena, (all.n + 1) * sizeof *uses);
        struct block b = {.e = e, .uses = uses};

        if (done[i])
            continue;
        if (!all.v[i].leaf->selection) {
            put_entries(e, &all.v[i]);
            continue;
        }
        for (size_t k = i; k < all.n; k++)
            if (same_block(&all.v[i], &all.v[k])) {
                done[k] = 1;
                uses[b.n++] = all.v[k];
            }
        if (put_block(&b, err))
            return -1;
    }
    return 0;
}
