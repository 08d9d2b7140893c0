/* Sections of an INI file into structs, by tables of fields. */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "conf/ini.h"

enum { COUNT_MAX = 1000000 };

static int section_line(const struct ini *ini, const char *section)
{
    for (size_t i = 0; i < ini->nsections; i++)
        if (strcmp(ini->sections[i], section) == 0)
            return ini->section_lines[i];
    return 0;
}

static char *join(struct arena *a, const char *const *names, size_t n)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s%s", i ? ", " : "", names[i]);
    return arena_strdup(a, buf_str(&b));
}

static size_t count_names(const char *const *names)
{
    size_t n = 0;

    while (names[n])
        n++;
    return n;
}

/* "; có phải 'x'?" or, when nothing is near, the whole list. */
static char *suggestion(struct arena *a, const char *wrong, const char *list_label, const char *const *names, size_t n)
{
    const char *near = vi_nearest(wrong, names, n);

    if (near)
        return arena_printf(a, "có phải bạn muốn viết '%s'? (%s: %s)", near, list_label, join(a, names, n));
    return arena_printf(a, "%s: %s", list_label, join(a, names, n));
}

static int bad_value(struct arena *a, const struct ini *ini, const struct ini_item *item, const char *allowed,
                     struct err *err)
{
    (void)a;
    return ini_error(ini, item->line, err, "khóa '%s' có giá trị sai '%s'; %s.", item->key, item->value, allowed);
}

static int read_count(struct arena *a, const struct ini *ini, const struct ini_item *item, int *out, struct err *err)
{
    size_t n = strlen(item->value);
    int value = 0;

    if (n == 0 || n > 7 || item->value[strspn(item->value, "0123456789")])
        return bad_value(a, ini, item, "cần một số nguyên từ 0 đến 1000000, chỉ gồm chữ số", err);
    for (const char *p = item->value; *p; p++)
        value = value * 10 + (*p - '0');
    if (value > COUNT_MAX)
        return bad_value(a, ini, item, "cần một số nguyên từ 0 đến 1000000, chỉ gồm chữ số", err);
    *out = value;
    return 0;
}

static int read_bool(struct arena *a, const struct ini *ini, const struct ini_item *item, int *out, struct err *err)
{
    const char *word = utf8_fold(a, item->value);

    if (strcmp(word, "co") && strcmp(word, "khong"))
        return bad_value(a, ini, item, "giá trị cho phép: co, khong", err);
    *out = word[0] == 'c';
    return 0;
}

static int read_choice(struct arena *a, const struct ini *ini, const struct ini_item *item, const char *const *choices,
                       int *out, struct err *err)
{
    size_t n = count_names(choices);

    for (size_t i = 0; i < n; i++) {
        if (strcmp(choices[i], item->value) == 0) {
            *out = (int)i;
            return 0;
        }
    }
    return bad_value(a, ini, item, suggestion(a, item->value, "giá trị cho phép", choices, n), err);
}

static int read_date(struct arena *a, const struct ini *ini, const struct ini_item *item, day_t *out, struct err *err)
{
    day_t d = strpbrk(item->value, ": T") ? DAY_NONE : day_parse_any(item->value);

    if (*item->value && d == DAY_NONE)
        return bad_value(a, ini, item, "cần một ngày có thật, dạng 2018-10-14 hoặc 14/10/2018", err);
    *out = d;
    return 0;
}

static int read_list(struct arena *a, const struct ini *ini, const struct ini_item *item, struct ini_list *out,
                     struct err *err)
{
    VEC(const char *) parts = {0};
    const char *p = item->value;

    while (*p) {
        size_t n = strcspn(p, "|"), skip = strspn(p, " "), length;

        if (skip > n)
            skip = n;
        length = n - skip;
        while (length && p[skip + length - 1] == ' ')
            length--;
        if (length == 0)
            return bad_value(a, ini, item, "giữa hai dấu '|' không được để trống", err);
        *vec_add(a, &parts) = arena_strndup(a, p + skip, length);
        p += n;
        if (*p == '|' && !*++p)
            return bad_value(a, ini, item, "sau dấu '|' cuối không được để trống", err);
    }
    *out = (struct ini_list){parts.v, parts.n};
    return 0;
}

/* Paths in a file are meant from its folder. */
static const char *relative_to(struct arena *a, const char *file, const char *path)
{
    return *path ? path_clean(a, path_join(a, path_dir(a, file), path)) : path;
}

static int read_field(struct arena *a, const struct ini *ini, const struct ini_item *item, const struct ini_field *f,
                      void *out, struct err *err)
{
    void *member = (char *)out + f->offset;

    switch (f->type) {
    case INI_TEXT:
        *(const char **)member = item->value;
        return 0;
    case INI_PATH:
        *(const char **)member = relative_to(a, ini->path, item->value);
        return 0;
    case INI_COUNT:
        return read_count(a, ini, item, member, err);
    case INI_BOOL:
        return read_bool(a, ini, item, member, err);
    case INI_CHOICE:
        return read_choice(a, ini, item, f->choices, member, err);
    case INI_DATE:
        return read_date(a, ini, item, member, err);
    case INI_LIST:
        return read_list(a, ini, item, member, err);
    }
    assert(0 && "unknown type of field");
    return -1;
}

static const struct ini_field *find_field(const struct ini_field *fields, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i].key, key) == 0)
            return &fields[i];
    return NULL;
}

static int unknown_key(struct arena *a, const struct ini *ini, const struct ini_item *item,
                       const struct ini_field *fields, size_t n, struct err *err)
{
    const char **keys = arena_alloc(a, (n + 1) * sizeof *keys);

    for (size_t i = 0; i < n; i++)
        keys[i] = fields[i].key;
    return ini_error(ini, item->line, err, "mục [%s] không có khóa '%s'; %s.", item->section, item->key,
                     suggestion(a, item->key, "các khóa được dùng", keys, n));
}

int ini_read(struct arena *a, const struct ini *ini, const char *section, const struct ini_field *fields, size_t n,
             void *out, struct err *err)
{
    int line = section_line(ini, section);
    size_t nitems;
    const struct ini_item *items = ini_section(ini, section, &nitems);

    for (size_t i = 0; i < nitems; i++)
        if (!find_field(fields, n, items[i].key))
            return unknown_key(a, ini, &items[i], fields, n, err);
    for (size_t i = 0; i < n; i++) {
        const struct ini_field *f = &fields[i];
        const struct ini_item *item = ini_find(ini, section, f->key);

        if (!item && !f->required)
            continue;
        if (!item && !line)
            return ini_error(ini, 0, err, "thiếu mục [%s] với khóa '%s'; hãy thêm vào.", section, f->key);
        if (!item)
            return ini_error(ini, line, err, "mục [%s] thiếu khóa '%s'; hãy thêm dòng '%s = …'.", section, f->key,
                             f->key);
        if (f->required && !*item->value)
            return ini_error(ini, item->line, err, "khóa '%s' của mục [%s] không được để trống.", f->key, section);
        if (read_field(a, ini, item, f, out, err))
            return -1;
    }
    return 0;
}

static int matches(const char *pattern, const char *section)
{
    size_t n = strlen(pattern);

    if (n && pattern[n - 1] == '*')
        return strncmp(pattern, section, n - 1) == 0 && section[n - 1];
    return strcmp(pattern, section) == 0;
}

int ini_check_sections(const struct ini *ini, const char *const *known, struct err *err)
{
    size_t n = count_names(known);

    for (size_t i = 0; i < ini->nsections; i++) {
        struct arena *a;
        size_t k = 0;

        while (k < n && !matches(known[k], ini->sections[i]))
            k++;
        if (k < n)
            continue;
        a = arena_new();
        ini_error(ini, ini->section_lines[i], err, "không có mục nào tên [%s]; %s.", ini->sections[i],
                  suggestion(a, ini->sections[i], "các mục được dùng", known, n));
        arena_free(a);
        return -1;
    }
    return 0;
}
