/* Forms that list rows one by one (innermost row dimension ma): their order, and what each row says of itself. */
#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/form_count.h"

/* ------------------------------------------------------------ reading */

int form_is_list(const struct form *f)
{
    return f->ndims && f->dims[f->ndims - 1]->kind == DIM_RECORD;
}

/* An attribute of the table or one of its dimensions. */
static int find_detail(struct arena *a, const struct form *f, const char *name, int line, struct form_detail *out,
                       struct err *err)
{
    const struct table_info *t = &TABLES[f->table];
    const char **names;

    out->attribute = table_attribute(f->table, name);
    out->dim = out->attribute < 0 ? table_dim(f->table, name) : -1;
    if (out->attribute >= 0 || (out->dim >= 0 && t->dims[out->dim].kind != DIM_FLAG))
        return 0;
    if (out->dim >= 0)
        return ini_error(f->ini, line, err,
                         "chiều '%s' chỉ có hai giá trị 0 và 1, không in được; hãy dùng nó trong "
                         "'dieu_kien'.",
                         name);
    names = arena_alloc(a, (t->nattributes + t->ndims) * sizeof *names);
    for (size_t i = 0; i < t->nattributes; i++)
        names[i] = t->attributes[i].name;
    for (size_t i = 0; i < t->ndims; i++)
        names[t->nattributes + i] = t->dims[i].name;
    return ini_error(f->ini, line, err, "bảng '%s' không có '%s' để in từng dòng%s", t->name, name,
                     form_hint(a, vi_nearest(name, names, t->nattributes + t->ndims)));
}

/* Days and numbers have columns of their own kind. */
static enum cell_kind kind_of_detail(const struct form *f, const struct form_detail *d)
{
    const struct table_info *t = &TABLES[f->table];

    if (d->attribute >= 0)
        return t->attributes[d->attribute].kind == ATTRIBUTE_TEXT ? CELL_TEXT : CELL_DATE;
    return t->dims[d->dim].kind == DIM_NUMBER ? CELL_COUNT : CELL_TEXT;
}

int form_read_list(struct arena *a, struct form *f, struct err *err)
{
    const int line = form_key_line(f, "dong", "xep");
    char *copy, *save = NULL;

    for (size_t i = 0; i + 1 < f->ndims; i++)
        if (f->dims[i]->kind == DIM_RECORD)
            return ini_error(f->ini, form_key_line(f, "dong", "nhom"), err,
                             "chiều '%s' (từng dòng) phải đứng cuối trong 'nhom'.", f->dims[i]->name);
    if (!form_is_list(f)) {
        if (f->sort_by)
            return ini_error(
                f->ini, line, err,
                "khóa 'xep' dùng cho biểu đồ (loai = bieu_do) và biểu liệt kê từng dòng ('nhom' có 'ma').");
        return 0;
    }
    if (f->list_all)
        return ini_error(f->ini, form_key_line(f, "dong", "liet_ke"), err,
                         "biểu liệt kê từng dòng chỉ có những dòng có trong bảng: 'liet_ke' phải là co_so_lieu.");
    if (!f->sort_by)
        return 0;
    copy = arena_strdup(a, f->sort_by);
    f->order_by = arena_alloc(a, (strlen(copy) + 1) * sizeof *f->order_by);
    for (char *word = strtok_r(copy, ", ", &save); word; word = strtok_r(NULL, ", ", &save))
        if (find_detail(a, f, word, line, &f->order_by[f->norder_by++], err))
            return -1;
    return 0;
}

int form_read_detail(struct arena *a, struct form *f, struct form_column *c, const char *name, int line,
                     struct err *err)
{
    if (!form_is_list(f))
        return ini_error(f->ini, line, err, "khóa 'lay' chỉ dùng trong biểu liệt kê từng dòng ('nhom' có 'ma').");
    if (find_detail(a, f, name, line, &c->detail, err))
        return -1;
    if (c->kind == FORM_NAME && kind_of_detail(f, &c->detail) != CELL_TEXT)
        return ini_error(f->ini, line, err, "cột loại 'ten' phải lấy chữ; '%s' là ngày hoặc số.", name);
    c->has_detail = 1;
    return 0;
}

enum cell_kind form_detail_kind(const struct form *f, const struct form_column *c)
{
    return kind_of_detail(f, &c->detail);
}

/* ------------------------------------------------------------ rows */

static const int32_t *dims_of(const struct form_count *b, int32_t key)
{
    const struct form_source *s = &b->sources[b->list_source];

    return &s->rows->v[b->row_of[key] * TABLES[s->table].ndims];
}

static const struct attribute_value *value_of(const struct form_count *b, const struct form_detail *d, int32_t key)
{
    return &b->sources[b->list_source].rows->records[key].v[d->attribute];
}

static day_t day_of(const struct form_count *b, const struct form_detail *d, int32_t key)
{
    const struct form_source *s = &b->sources[b->list_source];
    day_t day = value_of(b, d, key)->day;

    return TABLES[s->table].attributes[d->attribute].kind == ATTRIBUTE_EVENT && day > s->range.to ? DAY_NONE : day;
}

static const char *text_of(const struct form_count *b, const struct form_detail *d, int32_t key)
{
    const struct form_source *s = &b->sources[b->list_source];
    const struct dim *dim;
    int32_t value;

    if (d->attribute >= 0)
        return value_of(b, d, key)->text;
    dim = &TABLES[s->table].dims[d->dim];
    value = dims_of(b, key)[d->dim];
    switch (dim->kind) {
    case DIM_RECORD:
        return s->rows->records[key].code;
    case DIM_UNIT:
        return b->catalog->units[value].name;
    case DIM_WORD:
        return *s->rows->words[value] ? form_named(b, s->rows->words[value], s->rows->words[value]) : "";
    case DIM_NAMES:
        if (strcmp(dim->name, "cap") == 0)
            return form_level_name(b->arena, b->c->config, value - 1, 0);
        return value ? form_named(b, dim->names[value], dim->labels[value]) : "";
    default:
        assert(0 && "no text");
        return "";
    }
}

/* Days that are not given come last. */
static int compare_days(day_t x, day_t y)
{
    if (x == DAY_NONE || y == DAY_NONE)
        return (x == DAY_NONE) - (y == DAY_NONE);
    return (x > y) - (x < y);
}

/* Units and named values go in the order of their lists. */
static int compare_dims(const struct form_count *b, const struct form_detail *d, int32_t x, int32_t y)
{
    int32_t p = dims_of(b, x)[d->dim], q = dims_of(b, y)[d->dim];

    if (TABLES[b->form->table].dims[d->dim].kind == DIM_WORD)
        return vi_compare(text_of(b, d, x), text_of(b, d, y));
    return (p > q) - (p < q);
}

int form_list_compare(const struct form_count *b, int32_t x, int32_t y)
{
    for (size_t i = 0; i < b->form->norder_by; i++) {
        const struct form_detail *d = &b->form->order_by[i];
        int order = d->attribute < 0                          ? compare_dims(b, d, x, y)
                    : kind_of_detail(b->form, d) == CELL_DATE ? compare_days(day_of(b, d, x), day_of(b, d, y))
                                                              : vi_compare(text_of(b, d, x), text_of(b, d, y));

        if (order)
            return order;
    }
    return (x > y) - (x < y); /* the order of the codes */
}

const char *form_list_label(const struct form_count *b, int32_t key)
{
    for (size_t i = 0; i < b->form->ncolumns; i++)
        if (b->form->columns[i].kind == FORM_NAME && b->form->columns[i].has_detail)
            return text_of(b, &b->form->columns[i].detail, key);
    return b->sources[b->list_source].rows->records[key].code;
}

void form_list_cell(const struct form_count *b, const struct form_column *c, int32_t key, struct cell *out)
{
    const char *text = "";
    day_t day;

    out->kind = form_detail_kind(b->form, c);
    switch (out->kind) {
    case CELL_DATE:
        day = day_of(b, &c->detail, key);
        out->num = day;
        text = day == DAY_NONE ? "" : vi_date(b->arena, day);
        break;
    case CELL_COUNT:
        out->num = dims_of(b, key)[c->detail.dim];
        text = vi_count(b->arena, out->num);
        break;
    default:
        text = text_of(b, &c->detail, key);
    }
    if (*text)
        out->text = text_plain(b->arena, text);
    else
        *out = (struct cell){.kind = CELL_EMPTY};
}
