/* Forms of lists whose rows the program makes itself: columns by field, one row below the other. */
#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/vi.h"
#include "doc/form_impl.h"
#include "doc/join.h"

enum { LISTED_ORDINAL, LISTED_TEXT };

struct listed_keys {
    const char *label, *field, *name;
    int kind, align, weight;
};

int form_read_listed(struct arena *a, struct form *f, const char *section, int line, struct err *err)
{
    static const char *const kinds[] = {[LISTED_ORDINAL] = "stt", [LISTED_TEXT] = "chu", NULL};
    static const char *const aligns[] = {[ALIGN_LEFT] = "trai", [ALIGN_CENTRE] = "giua", [ALIGN_RIGHT] = "phai", NULL};
    static const struct ini_field fields[] = {
        {"nhan", INI_TEXT, 1, NULL, offsetof(struct listed_keys, label)},
        {"loai", INI_CHOICE, 1, kinds, offsetof(struct listed_keys, kind)},
        {"lay", INI_TEXT, 0, NULL, offsetof(struct listed_keys, field)},
        {"canh", INI_CHOICE, 0, aligns, offsetof(struct listed_keys, align)},
        {"rong", INI_COUNT, 0, NULL, offsetof(struct listed_keys, weight)},
        {"ten", INI_TEXT, 0, NULL, offsetof(struct listed_keys, name)},
    };
    struct listed_keys k = {.field = "", .name = "", .align = -1};
    struct form_listed *c = &f->listed[f->nlisted];

    if (ini_read(a, f->ini, section, fields, sizeof fields / sizeof *fields, &k, err))
        return -1;
    *c = (struct form_listed){.number = form_section_number(section),
                              .label = k.label,
                              .field = k.kind == LISTED_ORDINAL ? NULL : k.field,
                              .path = form_path_split(a, k.label),
                              .align = k.align >= 0               ? k.align
                                       : k.kind == LISTED_ORDINAL ? ALIGN_CENTRE
                                                                  : ALIGN_LEFT,
                              .weight = k.weight,
                              .line = line};
    c->name = *k.name ? k.name : c->field && *c->field ? c->field : arena_printf(a, "cot_%d", c->number);
    if (!c->number || (f->nlisted && c->number <= c[-1].number))
        return ini_error(f->ini, line, err, "số của mục [%s] phải là số nguyên, lớn hơn số của cột trước.", section);
    if ((k.kind == LISTED_TEXT) != (*k.field != '\0'))
        return ini_error(f->ini, line, err,
                         k.kind == LISTED_TEXT ? "cột loại 'chu' phải có 'lay', ví dụ 'lay = ma'."
                                               : "cột loại 'stt' không được có 'lay'.");
    f->nlisted++;
    return 0;
}

static const struct form_path **paths_of(struct arena *a, const struct form *f)
{
    const struct form_path **paths = arena_alloc(a, (f->nlisted + 1) * sizeof *paths);

    for (size_t i = 0; i < f->nlisted; i++)
        paths[i] = &f->listed[i].path;
    return paths;
}

int form_finish_listing(struct arena *a, struct form *f, struct err *err)
{
    size_t clash;

    if (!f->nlisted)
        return ini_error(f->ini, form_key_line(f, "bieu", "loai"), err, "biểu phải có ít nhất một cột [cot.1].");
    for (size_t i = 0; i < f->nlisted; i++)
        for (size_t p = 0; p < f->listed[i].path.n; p++)
            if (!*f->listed[i].path.v[p])
                return ini_error(f->ini, f->listed[i].line, err, "nhãn '%s' có một phần trống.", f->listed[i].label);
    if (form_header_check(paths_of(a, f), f->nlisted, &clash))
        return ini_error(f->ini, f->listed[clash].line, err,
                         "nhãn '%s' trùng hoặc nằm trong nhãn của cột liền trước '%s'; ô tiêu đề không gộp được.",
                         f->listed[clash].label, f->listed[clash - 1].label);
    return 0;
}

/* ------------------------------------------------------------ building */

static const struct form_list *list_of(const struct form *f, const struct form_context *c)
{
    for (size_t i = 0; i < c->nlists; i++)
        if (strcmp(c->lists[i].form, f->code) == 0)
            return &c->lists[i];
    return NULL;
}

int form_has_rows(const struct form *f, const struct form_context *c)
{
    const struct form_list *list = list_of(f, c);

    return !list || list->nrows;
}

static int find_field(struct arena *a, const struct form *f, const struct form_listed *column,
                      const struct form_list *list, size_t *out, struct err *err)
{
    for (*out = 0; *out < list->nfields; ++*out)
        if (strcmp(list->fields[*out], column->field) == 0)
            return 0;
    return ini_error(f->ini, column->line, err, "danh sách của biểu '%s' không có '%s'%s", f->code, column->field,
                     form_hint(a, vi_nearest(column->field, list->fields, list->nfields)));
}

static void set_cell(struct arena *a, struct cell *cell, const char *text)
{
    if (!*text)
        return;
    cell->kind = CELL_TEXT;
    cell->text = text_plain(a, text);
    join_text(a, &cell->text);
}

static int fill_column(struct arena *a, const struct form *f, const struct form_list *list, size_t column,
                       struct grid *g, struct err *err)
{
    const struct form_listed *c = &f->listed[column];
    size_t field = 0;

    if (c->field && find_field(a, f, c, list, &field, err))
        return -1;
    for (size_t i = 0; i < list->nrows; i++)
        set_cell(a, &g->rows[i].cells[column],
                 c->field ? list->cells[i * list->nfields + field] : arena_printf(a, "%zu", i + 1));
    return 0;
}

static int set_list_note(struct arena *a, const struct form *f, const struct form_context *c, struct grid *g,
                         struct err *err)
{
    struct text said;
    struct run *v;

    if (!f->nnotes)
        return 0;
    if (form_expand(a, f, c, f->notes[0].text, f->notes[0].line, &said, err))
        return -1;
    v = arena_alloc(a, (said.n + 1) * sizeof *v);
    v[0] = (struct run){.text = "Ghi chú: ", .style = RUN_ITALIC};
    memcpy(v + 1, said.v, said.n * sizeof *v);
    g->note = (struct text){v, said.n + 1};
    join_text(a, &g->note);
    return 0;
}

int form_listing(struct arena *a, const struct form *f, const struct form_context *c, struct grid *g, struct err *err)
{
    const struct form_list *list = list_of(f, c);

    if (!list)
        return err_set(err, ST_CONFIG,
                       "biểu '%s' liệt kê những dòng mà chương trình tự đưa vào một loại văn bản riêng; báo cáo này "
                       "không có.",
                       f->code);
    g->ncolumns = f->nlisted;
    g->columns = arena_alloc(a, f->nlisted * sizeof *g->columns);
    for (size_t i = 0; i < f->nlisted; i++)
        g->columns[i] = (struct column){
            .kind = CELL_TEXT,
            .align = (enum align)f->listed[i].align,
            .number = f->numbered ? arena_printf(a, "(%d)", f->listed[i].number) : NULL,
            .name = f->listed[i].name,
            .weight = f->listed[i].weight,
        };
    form_header(a, paths_of(a, f), f->nlisted, g);
    g->numbered = f->numbered;
    g->nrows = list->nrows;
    g->rows = arena_alloc(a, (list->nrows + 1) * sizeof *g->rows);
    for (size_t i = 0; i < list->nrows; i++)
        g->rows[i] =
            (struct row){.kind = ROW_PLAIN, .depth = 1, .cells = arena_alloc(a, f->nlisted * sizeof(struct cell))};
    for (size_t i = 0; i < f->nlisted; i++)
        if (fill_column(a, f, list, i, g, err))
            return -1;
    return set_list_note(a, f, c, g, err);
}
