/* The dossiers of a report as one long flat table, for pivot tables: codes as text, true dates, nothing merged. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/vi.h"
#include "data/cube.h"
#include "doc/flat.h"
#include "doc/form_impl.h"

enum { AT_PROCEDURE, AT_CHANNEL, AT_ORIGIN, AT_STATE, NKEYS };

struct entry {
    int32_t field, key[NKEYS];
    int64_t count;
};

static const struct flat_column COLUMNS[] = {
    {.name = "tu_ngay", .label = "Từ ngày", .kind = CELL_DATE},
    {.name = "den_ngay", .label = "Đến ngày", .kind = CELL_DATE},
    {.name = "cap", .label = "Cấp", .kind = CELL_TEXT},
    {.name = "ma_don_vi", .label = "Mã đơn vị", .kind = CELL_TEXT},
    {.name = "don_vi", .label = "Đơn vị", .kind = CELL_TEXT},
    {.name = "ma_linh_vuc", .label = "Mã lĩnh vực", .kind = CELL_TEXT},
    {.name = "linh_vuc", .label = "Lĩnh vực", .kind = CELL_TEXT},
    {.name = "ma_tthc", .label = "Mã TTHC", .kind = CELL_TEXT},
    {.name = "tthc", .label = "Thủ tục hành chính", .kind = CELL_TEXT},
    {.name = "kenh", .label = "Kênh tiếp nhận", .kind = CELL_TEXT},
    {.name = "nguon", .label = "Nguồn hồ sơ", .kind = CELL_TEXT},
    {.name = "tinh_trang", .label = "Tình trạng", .kind = CELL_TEXT},
    {.name = "so_ho_so", .label = "Số hồ sơ", .kind = CELL_COUNT},
};
enum { NCOLUMNS = sizeof COLUMNS / sizeof *COLUMNS };

struct flat {
    struct arena *arena;
    const struct form_context *c;
    const struct rows *rows;
    struct range range;
    int dims[NKEYS], field_dim;
    struct text from, to; /* shared by all rows, as are the texts of a unit */
    VEC(struct row) out;
    VEC(struct entry) entries;
};

static int compare(const struct entry *x, const struct entry *y)
{
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    for (int i = 0; i < NKEYS; i++)
        if (x->key[i] != y->key[i])
            return x->key[i] < y->key[i] ? -1 : 1;
    return 0;
}

static int by_key(const void *x, const void *y)
{
    return compare(x, y);
}

static const char *label_of(const struct flat *f, int which, int32_t value)
{
    const struct dim *d = &TABLES[TABLE_DOSSIERS].dims[f->dims[which]];

    return value > 0 ? d->labels[value] : "";
}

static void add_entry(struct flat *f, const struct cell *unit, const struct entry *e)
{
    const struct catalog *c = f->c->catalog;
    const struct procedure *p = e->key[AT_PROCEDURE] >= 0 ? &c->procedures[e->key[AT_PROCEDURE]] : NULL;
    const struct field *field = e->field >= 0 ? &c->fields[e->field] : NULL;
    struct row *row = vec_add(f->arena, &f->out);
    struct cell *cell = arena_alloc(f->arena, NCOLUMNS * sizeof *cell);

    *row = (struct row){.kind = ROW_PLAIN, .cells = cell};
    *cell++ = (struct cell){.kind = CELL_DATE, .text = f->from, .num = f->range.from};
    *cell++ = (struct cell){.kind = CELL_DATE, .text = f->to, .num = f->range.to};
    *cell++ = unit[0];
    *cell++ = unit[1];
    *cell++ = unit[2];
    *cell++ = flat_text(f->arena, field ? field->code : "");
    *cell++ = flat_text(f->arena, field ? field->name : "");
    *cell++ = flat_text(f->arena, p ? p->code : "");
    *cell++ = flat_text(f->arena, p ? p->name : "");
    *cell++ = flat_text(f->arena, label_of(f, AT_CHANNEL, e->key[AT_CHANNEL]));
    *cell++ = flat_text(f->arena, label_of(f, AT_ORIGIN, e->key[AT_ORIGIN]));
    *cell++ = flat_text(f->arena, label_of(f, AT_STATE, e->key[AT_STATE]));
    *cell = flat_count(f->arena, e->count);
}

static void add_unit(struct flat *f, int unit)
{
    const struct unit *u = &f->c->catalog->units[unit];
    const struct rows *rows = f->rows;
    size_t ndims = TABLES[TABLE_DOSSIERS].ndims, n = 0;
    struct cell cells[] = {flat_text(f->arena, form_level_name(f->arena, f->c->config, (int)u->level, 0)),
                           flat_text(f->arena, u->code), flat_text(f->arena, u->name)};

    f->entries.n = 0;
    for (size_t r = rows->unit_start[unit]; r < rows->unit_start[unit + 1]; r++) {
        struct entry *e = vec_add(f->arena, &f->entries);

        e->field = rows->v[r * ndims + (size_t)f->field_dim];
        for (int i = 0; i < NKEYS; i++)
            e->key[i] = rows->v[r * ndims + (size_t)f->dims[i]];
        e->count = rows->count[r];
    }
    if (!f->entries.n)
        return;
    qsort(f->entries.v, f->entries.n, sizeof *f->entries.v, by_key);
    for (size_t i = 0; i < f->entries.n; i++) {
        if (n && compare(&f->entries.v[n - 1], &f->entries.v[i]) == 0)
            f->entries.v[n - 1].count += f->entries.v[i].count;
        else
            f->entries.v[n++] = f->entries.v[i];
    }
    for (size_t i = 0; i < n; i++)
        if (f->entries.v[i].count)
            add_entry(f, cells, &f->entries.v[i]);
}

int form_flat_data(struct arena *a, const struct form_context *c, struct grid **out, struct err *err)
{
    static const char *const names[NKEYS] = {
        [AT_PROCEDURE] = "tthc", [AT_CHANNEL] = "kenh", [AT_ORIGIN] = "nguon", [AT_STATE] = "tinh_trang"};
    const struct cube *cube = facts_cube(c->facts);
    const struct coverage *cov = facts_coverage(c->facts);
    struct flat f = {.arena = a, .c = c, .range = form_main_range(facts_period(c->facts), TABLE_DOSSIERS)};
    struct grid *g = arena_alloc(a, sizeof *g);
    int range = cube_range(cube, f.range);

    if (range < 0)
        return err_set(err, ST_DATA, "số liệu của kỳ báo cáo chưa được đếm; hãy chạy lại từ cơ sở dữ liệu.");
    f.rows = cube_rows(cube, range, TABLE_DOSSIERS);
    for (int i = 0; i < NKEYS; i++)
        f.dims[i] = table_dim(TABLE_DOSSIERS, names[i]);
    f.field_dim = table_dim(TABLE_DOSSIERS, "linh_vuc");
    f.from = text_plain(a, vi_date(a, f.range.from));
    f.to = text_plain(a, vi_date(a, f.range.to));
    for (size_t u = 0; u < c->catalog->nunits; u++)
        /* as in the forms: of a unit that is not loaded whole, nothing is counted */
        if (catalog_under(c->catalog, (int)u, c->unit) &&
            coverage_has_own(cov, TABLES[TABLE_DOSSIERS].name, (int)u, f.range))
            add_unit(&f, (int)u);
    *g = (struct grid){.id = "du_lieu", .label = "", .caption = "Dữ liệu chi tiết", .unit = ""};
    flat_columns(a, COLUMNS, NCOLUMNS, g);
    g->rows = f.out.v;
    g->nrows = f.out.n;
    *out = g;
    return 0;
}
