/* What the program makes of a database, through its own functions. */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "oracle.h"

static struct config config_of(struct arena *a, const struct generated *g, enum returned_mode mode)
{
    static const char *inspections[] = {"kiem_tra"};
    struct config c = {.path = "thu.ini",
                       .dir = ".",
                       .unit = "U0",
                       .parent_agency = "",
                       .agency = "ỦY BAN NHÂN DÂN / THÀNH PHỐ THỬ",
                       .agency_full = "Ủy ban nhân dân thành phố Thử",
                       .agency_short = "UBND thành phố",
                       .area = "thành phố Thử",
                       .symbol = "UBND",
                       .place = "Thử",
                       .authority = "",
                       .position = "CHỦ TỊCH",
                       .signer = "",
                       .annex_receiver = "Bộ Nội vụ",
                       .archive = "VT",
                       .programme = "Chương trình",
                       .areas = {"1", "2", "3", "4", "5", "6"},
                       .level_name = {"thành phố", "quận", "phường"},
                       .level_group = {"", "Các phòng", "Các phường"},
                       .rule = g->rule,
                       .nfixed = g->nfixed,
                       .returned = mode,
                       .rank_minimum = 30};

    c.fixed = arena_alloc(a, (g->nfixed + 1) * sizeof *c.fixed);
    memcpy(c.fixed, g->fixed, g->nfixed * sizeof *c.fixed);
    if (g->no_inspections)
        c.left_out = (struct ini_list){inspections, 1};
    return c;
}

int program_count(struct arena *a, const char *templates, struct db *db, const struct generated *g,
                  enum returned_mode mode, struct program *p, struct err *err)
{
    *p = (struct program){.arena = a, .templates = templates};
    notes_init(&p->notes, a);
    index_init(&p->form_index, a);
    if (catalog_load(a, db, &p->catalog, err) || coverage_load(a, db, p->catalog, &p->coverage, err) ||
        facts_define(a, path_join(a, templates, "chi-tieu.ini"), p->catalog, &p->facts, err))
        return -1;
    return program_count_again(p, db, g, mode, err);
}

int program_count_again(struct program *p, struct db *db, const struct generated *g, enum returned_mode mode,
                        struct err *err)
{
    struct arena *a = p->arena;

    p->config = config_of(a, g, mode);
    if (period_resolve(a, &p->config, g->code, DAY_NONE, DAY_NONE, &p->period, &p->notes, err) ||
        cube_count(a, db, p->catalog, g->ranges, g->nranges, mode, &p->cube, err) ||
        facts_bind(p->facts, db, p->cube, p->coverage, &p->period, &p->notes, err))
        return -1;
    p->names = arena_alloc(a, (p->catalog->nunits + 1) * sizeof *p->names);
    return 0;
}

/* ------------------------------------------------------------ forms */

static void add_line(struct arena *a, line_list *out, const char *id, const char *value)
{
    *vec_add(a, out) = arena_printf(a, "%s = %s", id, value);
}

static void lines_of_table(struct arena *a, const struct grid *g, line_list *out)
{
    for (size_t r = 0; r < g->nrows; r++) {
        const struct row *row = &g->rows[r];
        struct buf texts;
        int has_figures = 0;

        buf_init(&texts, a);
        for (size_t i = 0; i < g->ncolumns; i++) {
            const struct cell *c = &row->cells[i];

            buf_printf(&texts, "%s%s", i ? "|" : "", text_string(a, &c->text));
            has_figures |= c->kind == CELL_COUNT || c->kind == CELL_RATE || c->kind == CELL_MISSING;
            if (c->kind == CELL_COUNT)
                add_line(a, out, c->figure, arena_printf(a, "%lld", (long long)c->num));
            else if (c->kind == CELL_RATE)
                add_line(a, out, c->figure, arena_printf(a, "%lld/%lld", (long long)c->num, (long long)c->den));
            else if (c->kind == CELL_MISSING)
                add_line(a, out, c->figure, "thieu");
        }
        if (!has_figures)
            add_line(a, out, g->id, buf_str(&texts));
    }
}

static void lines_of_chart(struct arena *a, const struct chart *c, line_list *out)
{
    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        add_line(a, out, c->figures[i], c->missing[i] ? "thieu" : arena_printf(a, "%lld", (long long)c->values[i]));
}

/* Forms are read once, the names of a unit's paper too. */
static int open_form(struct program *p, const char *code, struct form **out, struct err *err)
{
    int known = index_get(&p->form_index, code, strlen(code));

    if (known < 0) {
        if (form_load(p->arena, p->templates, code, p->catalog, p->facts, vec_add(p->arena, &p->forms), err))
            return -1;
        known = index_add(&p->form_index, code, strlen(code), (int)p->forms.n - 1);
    }
    *out = p->forms.v[known];
    return 0;
}

static int open_names(struct program *p, int unit, struct err *err)
{
    const struct names_request q = {
        .config = &p->config, .catalog = p->catalog, .facts = p->facts, .templates_dir = p->templates, .unit = unit};

    return p->names[unit] ? 0 : names_open(p->arena, &q, &p->notes, &p->names[unit], err);
}

int program_form(struct arena *a, struct program *p, const char *code, int unit, line_list *out, struct err *err)
{
    struct form_context c = {.config = &p->config, .catalog = p->catalog, .facts = p->facts, .unit = unit};
    struct form *form;
    struct grid *grid;
    struct chart *chart;

    if (open_names(p, unit, err) || open_form(p, code, &form, err))
        return -1;
    c.names = p->names[unit];
    if (!form_applies(form, &c))
        return 0;
    if (form_kind(form) == FORM_TABLE) {
        if (form_table(a, form, &c, "Bảng 1", &grid, &p->notes, err))
            return -1;
        lines_of_table(a, grid, out);
    } else {
        if (form_chart(a, form, &c, "Biểu đồ 1", &chart, &p->notes, err))
            return -1;
        if (chart)
            lines_of_chart(a, chart, out);
    }
    return 0;
}
