/* --map FILE.ini: what a source system calls our columns and values. */
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "conf/ini.h"
#include "data/intake_text.h"

static const char values_prefix[] = "gia_tri.";
static const char empty_key[] = "trong";

static const char *nearest_hint(struct arena *a, const char *wrong, const char *const *names, size_t n)
{
    const char *near = vi_nearest(wrong, names, n);

    return near ? arena_printf(a, "; có phải bạn muốn viết '%s'?", near) : ".";
}

static const char *column_hint(struct arena *a, const struct intake_table *t, const char *wrong)
{
    const char *names[INTAKE_COLUMNS];

    for (size_t i = 0; i < t->ncolumns; i++)
        names[i] = t->columns[i].name;
    return nearest_hint(a, wrong, names, t->ncolumns);
}

static int read_caption(struct arena *a, const struct ini *ini, const struct ini_item *item,
                        const struct intake_table *t, struct intake_map *map, struct err *err)
{
    int c = intake_column(t, item->key);

    if (c < 0)
        return ini_error(ini, item->line, err, "bảng %s không có cột '%s'%s", t->name, item->key,
                         column_hint(a, t, item->key));
    if (!*item->value)
        return ini_error(ini, item->line, err, "cột '%s' thiếu tên trong tệp nguồn.", item->key);
    map->captions[c] = item->value;
    return 0;
}

static int is_allowed(const struct intake_column *column, const char *value)
{
    if (strcmp(value, empty_key) == 0)
        return 1;
    if (column->type == INTAKE_FLAG)
        return strcmp(value, "0") == 0 || strcmp(value, "1") == 0;
    for (const char *const *choice = column->choices; *choice; choice++)
        if (strcmp(value, *choice) == 0)
            return 1;
    return 0;
}

static int add_value(struct arena *a, const struct ini *ini, const struct ini_item *item, struct intake_map *map, int c,
                     const char *theirs, struct err *err)
{
    struct intake_pair *pairs = map->values[c];
    const char *value = strcmp(item->key, empty_key) == 0 ? "" : item->key;
    const char *folded = utf8_fold(a, theirs);
    size_t n = map->nvalues[c];

    if (!*folded)
        return ini_error(ini, item->line, err, "khóa '%s' của mục [%s] có phần trống quanh dấu '|'.", item->key,
                         item->section);
    for (size_t i = 0; i < n; i++)
        if (strcmp(pairs[i].folded, folded) == 0)
            return ini_error(ini, item->line, err, "giá trị '%s' được đổi hai lần trong mục [%s].", theirs,
                             item->section);
    if ((n & (n - 1)) == 0) { /* full at every power of two */
        struct intake_pair *more = arena_alloc(a, (n ? 2 * n : 1) * sizeof *more);

        if (n)
            memcpy(more, pairs, n * sizeof *more);
        map->values[c] = more;
    }
    map->values[c][n] = (struct intake_pair){folded, value};
    map->nvalues[c]++;
    return 0;
}

static int read_values(struct arena *a, const struct ini *ini, const struct ini_item *item,
                       const struct intake_table *t, struct intake_map *map, struct err *err)
{
    const char *name = item->section + strlen(values_prefix);
    int c = intake_column(t, name);
    char *rest = arena_strdup(a, item->value), *part;

    if (c < 0)
        return ini_error(ini, item->line, err, "mục [%s]: bảng %s không có cột '%s'%s", item->section, t->name, name,
                         column_hint(a, t, name));
    if (t->columns[c].type != INTAKE_CHOICE && t->columns[c].type != INTAKE_FLAG)
        return ini_error(ini, item->line, err,
                         "mục [%s]: chỉ đổi được giá trị của cột có danh sách hoặc cột 0/1, không phải cột '%s'.",
                         item->section, name);
    if (!is_allowed(&t->columns[c], item->key)) {
        static const char *const flags[] = {"0", "1", NULL};
        const char *const *choices = t->columns[c].type == INTAKE_FLAG ? flags : t->columns[c].choices;
        const char *list = empty_key;

        for (; *choices; choices++)
            list = arena_printf(a, "%s, %s", *choices, list);
        return ini_error(ini, item->line, err, "mục [%s]: '%s' không phải giá trị của cột này (%s).", item->section,
                         item->key, list);
    }
    if (!*item->value)
        return ini_error(ini, item->line, err, "khóa '%s' của mục [%s] thiếu giá trị trong tệp nguồn.", item->key,
                         item->section);
    while ((part = strsep(&rest, "|")) != NULL)
        if (add_value(a, ini, item, map, c, text_trim(a, part), err))
            return -1;
    return 0;
}

int intake_map_load(struct arena *a, const char *path, const struct intake_table *t, struct intake_map **out,
                    struct err *err)
{
    static const char *const sections[] = {"cot", "gia_tri.*", "so", NULL};
    static const char *const styles[] = {"viet_nam", "quoc_te", NULL};
    struct style {
        int kind;
    } style = {-1};
    static const struct ini_field fields[] = {
        {"kieu", INI_CHOICE, 1, styles, offsetof(struct style, kind)},
    };
    struct intake_map *map = arena_alloc(a, sizeof *map);
    struct ini *ini;

    if (ini_load(a, path, &ini, err) || ini_check_sections(ini, sections, err))
        return -1;
    if (ini_has_section(ini, "so") && ini_read(a, ini, "so", fields, 1, &style, err))
        return -1;
    map->path = path;
    map->numbers = style.kind < 0 ? NUMBERS_CANONICAL : style.kind == 0 ? NUMBERS_VIETNAM : NUMBERS_INTERNATIONAL;
    for (size_t i = 0; i < ini->n; i++) {
        const struct ini_item *item = &ini->v[i];

        if (strcmp(item->section, "cot") == 0 && read_caption(a, ini, item, t, map, err))
            return -1;
        if (strncmp(item->section, values_prefix, strlen(values_prefix)) == 0 && read_values(a, ini, item, t, map, err))
            return -1;
    }
    *out = map;
    return 0;
}
