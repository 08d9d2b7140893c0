/* Definitions of figures: the file, names and suffixes. */
#include "data/facts.h"

#include <assert.h>
#include <string.h>

#include "base/err.h"
#include "base/vi.h"
#include "conf/ini.h"
#include "data/facts_impl.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum suffix_kind { SUFFIX_LEVEL, SUFFIX_BEFORE, SUFFIX_CHANGE, SUFFIX_CHANGE_RATIO };

static const struct suffix {
    const char *text;
    enum suffix_kind kind;
    int level;
} SUFFIXES[] = {
    {"_cap_tinh", SUFFIX_LEVEL, LEVEL_PROVINCE}, {"_cap_huyen", SUFFIX_LEVEL, LEVEL_DISTRICT},
    {"_cap_xa", SUFFIX_LEVEL, LEVEL_COMMUNE},    {"_cung_ky", SUFFIX_BEFORE, -1},
    {"_tang_giam_pt", SUFFIX_CHANGE_RATIO, -1},  {"_tang_giam", SUFFIX_CHANGE, -1},
};

struct keys {
    const char *label, *unit_word, *table, *measure, *where, *section, *source, *num, *den, *formula, *entry;
    int kind, over;
};

enum { KIND_SUM, KIND_LAST, KIND_TEXT };
static const char *const KINDS[] = {[KIND_SUM] = "tong", [KIND_LAST] = "cuoi_ky", [KIND_TEXT] = "chu", NULL};

/* Each measure with the keys that belong to it, besides nhan, don_vi_tinh, can_cu, do. */
static const struct measure_word {
    const char *word; /* ":" at the end: a dimension follows */
    enum measure measure;
    const char *needed, *allowed; /* keys between blanks */
} MEASURES[] = {
    {"dem", MEASURE_COUNT, " bang ", " dieu_kien muc "}, {"khac_nhau:", MEASURE_DISTINCT, " bang ", " dieu_kien muc "},
    {"tong:", MEASURE_SUM, " bang ", " dieu_kien muc "}, {"ty_le", MEASURE_RATIO, " tu mau ", " vuot_100 "},
    {"cong_thuc", MEASURE_FORMULA, " cong_thuc ", " "},  {"nhap", MEASURE_ENTERED, " kieu ", " chi_tieu muc "},
};

static const struct ini_field FIELDS[] = {
    {"nhan", INI_TEXT, 1, NULL, offsetof(struct keys, label)},
    {"don_vi_tinh", INI_TEXT, 0, NULL, offsetof(struct keys, unit_word)},
    {"bang", INI_TEXT, 0, NULL, offsetof(struct keys, table)},
    {"do", INI_TEXT, 1, NULL, offsetof(struct keys, measure)},
    {"dieu_kien", INI_TEXT, 0, NULL, offsetof(struct keys, where)},
    {"muc", INI_TEXT, 0, NULL, offsetof(struct keys, section)},
    {"can_cu", INI_TEXT, 0, NULL, offsetof(struct keys, source)},
    {"tu", INI_TEXT, 0, NULL, offsetof(struct keys, num)},
    {"mau", INI_TEXT, 0, NULL, offsetof(struct keys, den)},
    {"cong_thuc", INI_TEXT, 0, NULL, offsetof(struct keys, formula)},
    {"kieu", INI_CHOICE, 0, KINDS, offsetof(struct keys, kind)},
    {"chi_tieu", INI_TEXT, 0, NULL, offsetof(struct keys, entry)},
    {"vuot_100", INI_BOOL, 0, NULL, offsetof(struct keys, over)},
};
static const char COMMON_KEYS[] = " nhan don_vi_tinh do can_cu ";

/* ------------------------------------------------------------ reading one figure */

struct reader {
    struct facts *f;
    const struct ini *ini;
    const char *section;
    int line; /* of the section */
    struct err *err;
};

static int line_of(const struct reader *r, const char *key)
{
    const struct ini_item *item = ini_find(r->ini, r->section, key);

    return item ? item->line : r->line;
}

static int is_in(const char *words, const char *word)
{
    size_t n = strlen(word);

    for (const char *s = strstr(words, word); s; s = strstr(s + 1, word))
        if (s[-1] == ' ' && s[n] == ' ')
            return 1;
    return 0;
}

static int is_name(const char *s)
{
    return *s >= 'a' && *s <= 'z' && !s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_")];
}

/* "; có phải bạn muốn viết 'x'?" or the end of the sentence. */
static const char *hint(struct arena *a, const char *near)
{
    return near ? arena_printf(a, "; có phải bạn muốn viết '%s'?", near) : ".";
}

static int read_table(const struct reader *r, const char *name, enum table *out)
{
    const char *names[TABLE_COUNT];
    int t = table_by_name(name);

    for (int i = 0; i < TABLE_COUNT; i++)
        names[i] = TABLES[i].name;
    if (t < 0)
        return ini_error(r->ini, line_of(r, "bang"), r->err,
                         "không có bảng '%s' (ho_so, kiem_tra, nhiem_vu, tthc, don_vi)%s", name,
                         hint(r->f->arena, vi_nearest(name, names, TABLE_COUNT)));
    *out = (enum table)t;
    return 0;
}

static int read_dim(const struct reader *r, const char *name, struct figure *fig)
{
    const struct table_info *info = &TABLES[fig->table];
    const char **names = arena_alloc(r->f->arena, info->ndims * sizeof *names);

    fig->dim = table_dim(fig->table, name);
    for (size_t i = 0; i < info->ndims; i++)
        names[i] = info->dims[i].name;
    if (fig->dim < 0)
        return ini_error(r->ini, line_of(r, "do"), r->err, "bảng %s không có chiều '%s'%s", info->name, name,
                         hint(r->f->arena, vi_nearest(name, names, info->ndims)));
    if (fig->measure == MEASURE_SUM && info->dims[fig->dim].kind != DIM_NUMBER)
        return ini_error(r->ini, line_of(r, "do"), r->err, "chiều '%s' không phải là số nên không cộng được.", name);
    return 0;
}

static const struct measure_word *find_measure(const char *text)
{
    for (size_t i = 0; i < COUNT(MEASURES); i++) {
        const char *word = MEASURES[i].word;
        size_t n = strlen(word);

        if (word[n - 1] == ':' ? strncmp(text, word, n) == 0 : strcmp(text, word) == 0)
            return &MEASURES[i];
    }
    return NULL;
}

static int check_keys(const struct reader *r, const struct measure_word *m)
{
    for (size_t i = 0; i < COUNT(FIELDS); i++) {
        const char *key = FIELDS[i].key;
        const struct ini_item *item = ini_find(r->ini, r->section, key);

        if (is_in(m->needed, key) && !(item && *item->value))
            return ini_error(r->ini, r->line, r->err, "mục [%s] có 'do = %s' nên phải có khóa '%s'; hãy thêm vào.",
                             r->section, m->word, key);
        if (item && !is_in(m->needed, key) && !is_in(m->allowed, key) && !is_in(COMMON_KEYS, key))
            return ini_error(r->ini, item->line, r->err, "mục [%s] có 'do = %s' nên không dùng khóa '%s'; hãy bỏ đi.",
                             r->section, m->word, key);
    }
    return 0;
}

/* "a + b - c": names and signs; whether the names exist is checked when all are known. */
static int read_formula(const struct reader *r, const char *text, struct figure *fig)
{
    static const char name_chars[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    struct arena *a = r->f->arena;
    const char *s = text;
    VEC(const char *) terms = {0};
    VEC(int) signs = {0};
    int sign = 1;

    for (;;) {
        size_t n;

        s += strspn(s, " ");
        n = strspn(s, name_chars);
        if (!n)
            return ini_error(r->ini, line_of(r, "cong_thuc"), r->err,
                             "công thức '%s': ở '%s' phải là tên một chỉ tiêu; công thức có dạng a + b - c.", text, s);
        *vec_add(a, &terms) = arena_strndup(a, s, n);
        *vec_add(a, &signs) = sign;
        s += n;
        s += strspn(s, " ");
        if (!*s)
            break;
        if (*s != '+' && *s != '-')
            return ini_error(r->ini, line_of(r, "cong_thuc"), r->err,
                             "công thức '%s': ở '%s' phải là dấu + hoặc -; công thức có dạng a + b - c.", text, s);
        sign = *s++ == '+' ? 1 : -1;
    }
    fig->terms = terms.v;
    fig->signs = signs.v;
    fig->nterms = terms.n;
    return 0;
}

static int read_counted(const struct reader *r, const struct keys *k, const struct measure_word *m, struct figure *fig)
{
    struct row_predicate *where;

    if (read_table(r, k->table, &fig->table) ||
        (m->measure != MEASURE_COUNT && read_dim(r, k->measure + strlen(m->word), fig)))
        return -1;
    if (row_predicate_parse(r->f->arena, fig->table, r->f->catalog, k->where, &where, r->err))
        return err_prefix(r->err, "tệp '%s', dòng %d: ", r->ini->path, line_of(r, "dieu_kien"));
    fig->where = where;
    return 0;
}

static int read_figure(const struct reader *r, struct figure *fig)
{
    struct keys k = {.unit_word = "", .table = "", .where = "", .section = "", .source = "", .entry = ""};
    const struct measure_word *m;

    if (!is_name(r->section))
        return ini_error(r->ini, r->line, r->err,
                         "tên chỉ tiêu '%s' chỉ được gồm chữ thường không dấu, chữ số, '_' và phải bắt đầu bằng chữ.",
                         r->section);
    if (ini_read(r->f->arena, r->ini, r->section, FIELDS, COUNT(FIELDS), &k, r->err))
        return -1;
    m = find_measure(k.measure);
    if (!m)
        return ini_error(
            r->ini, line_of(r, "do"), r->err,
            "không có cách đo '%s'; dùng được: dem, khac_nhau:<chiều>, tong:<chiều>, ty_le, cong_thuc, nhap.",
            k.measure);
    if (check_keys(r, m))
        return -1;
    *fig = (struct figure){.name = r->section,
                           .label = k.label,
                           .unit_word = k.unit_word,
                           .source = k.source,
                           .measure = m->measure,
                           .dim = -1,
                           .section = k.section,
                           .line = r->line};
    switch (m->measure) {
    case MEASURE_COUNT:
    case MEASURE_DISTINCT:
    case MEASURE_SUM:
        return read_counted(r, &k, m, fig);
    case MEASURE_RATIO:
        fig->num = k.num;
        fig->den = k.den;
        fig->over = k.over;
        return 0;
    case MEASURE_FORMULA:
        return read_formula(r, k.formula, fig);
    case MEASURE_ENTERED:
        fig->entry = *k.entry ? k.entry : fig->name;
        fig->stock = k.kind == KIND_LAST;
        fig->is_text = k.kind == KIND_TEXT;
        return 0;
    }
    assert(0 && "unknown measure");
    return -1;
}

/* ------------------------------------------------------------ names */

size_t facts_index(const struct facts *f, const struct figure *fig)
{
    return (size_t)(fig - f->figures.v);
}

static int add_suffix(struct figure_ref *ref, const struct suffix *s)
{
    switch (s->kind) {
    case SUFFIX_LEVEL:
        if (ref->level >= 0)
            return 0;
        ref->level = s->level;
        return 1;
    case SUFFIX_BEFORE:
    case SUFFIX_CHANGE:
    case SUFFIX_CHANGE_RATIO: /* one point in time or one comparison */
        if (ref->before || ref->change || ref->change_ratio)
            return 0;
        ref->before = s->kind == SUFFIX_BEFORE;
        ref->change = s->kind == SUFFIX_CHANGE;
        ref->change_ratio = s->kind == SUFFIX_CHANGE_RATIO;
        return 1;
    }
    return 0;
}

/* The suffix that the first n bytes of the name end with, NULL if there is none. */
static const struct suffix *suffix_of(const char *name, size_t n)
{
    for (size_t i = 0; i < COUNT(SUFFIXES); i++) {
        size_t m = strlen(SUFFIXES[i].text);

        if (n > m && strncmp(name + n - m, SUFFIXES[i].text, m) == 0)
            return &SUFFIXES[i];
    }
    return NULL;
}

int facts_find(const struct facts *f, const char *name, struct figure_ref *out)
{
    struct figure_ref ref = {.level = -1};
    size_t n = strlen(name);

    for (;;) {
        const struct suffix *s;
        int i = index_get(&f->by_name, name, n);

        if (i >= 0) {
            ref.figure = &f->figures.v[i];
            *out = ref;
            return 1;
        }
        s = suffix_of(name, n);
        if (!s || !add_suffix(&ref, s))
            return 0;
        n -= strlen(s->text);
    }
}

const char *facts_nearest(const struct facts *f, const char *name)
{
    struct arena *scratch = arena_new();
    const char **names = arena_alloc(scratch, (f->figures.n + 1) * sizeof *names), *near;
    const struct suffix *s;
    size_t n = strlen(name);

    for (size_t i = 0; i < f->figures.n; i++)
        names[i] = f->figures.v[i].name;
    while ((s = suffix_of(name, n)))
        n -= strlen(s->text);
    near = vi_nearest(arena_strndup(scratch, name, n), names, f->figures.n);
    if (near && name[n])
        near = arena_printf(f->arena, "%s%s", near, name + n);
    if (!near)
        near = vi_nearest(name, names, f->figures.n);
    arena_free(scratch);
    return near;
}

const struct figure *facts_all(const struct facts *f, size_t *n)
{
    *n = f->figures.n;
    return f->figures.v;
}

/* ------------------------------------------------------------ ratios and formulas */

static int is_ratio(const struct figure_ref *ref)
{
    return ref->figure->measure == MEASURE_RATIO || ref->change_ratio;
}

/* A part of a ratio or formula must be there and be a number that adds. */
static int check_part(const struct reader *r, const char *key, const char *part, struct figure_ref *ref)
{
    if (!facts_find(r->f, part, ref))
        return ini_error(r->ini, line_of(r, key), r->err, "không có chỉ tiêu '%s'%s", part,
                         hint(r->f->arena, facts_nearest(r->f, part)));
    if (is_ratio(ref) || ref->figure->is_text)
        return ini_error(r->ini, line_of(r, key), r->err,
                         "'%s' là %s nên không dùng được trong tỷ lệ hay công thức; hãy dùng chỉ tiêu đếm.", part,
                         is_ratio(ref) ? "tỷ lệ" : "chữ");
    return 0;
}

static size_t count_parts(const struct figure *fig)
{
    return fig->measure == MEASURE_RATIO ? 2 : fig->measure == MEASURE_FORMULA ? fig->nterms : 0;
}

static const char *part_of(const struct figure *fig, size_t i)
{
    return fig->measure == MEASURE_FORMULA ? fig->terms[i] : i ? fig->den : fig->num;
}

static const char *key_of(const struct figure *fig, size_t i)
{
    return fig->measure == MEASURE_FORMULA ? "cong_thuc" : i ? "mau" : "tu";
}

enum { FOLLOWED = -1, PARTS_MAX = 1000 };

/* Depth first; parts: 0 not seen yet, FOLLOWED, or of how many a figure is made when those in it are told of too: what
 * is doubled again and again could be explained to nobody. */
static int check_parts(struct reader *r, const struct figure *fig, int *parts)
{
    int *mine = &parts[facts_index(r->f, fig)], n = 0;

    if (*mine > 0)
        return 0;
    r->section = fig->name;
    r->line = fig->line;
    if (*mine == FOLLOWED)
        return ini_error(r->ini, r->line, r->err, "chỉ tiêu '%s' được tính từ chính nó; hãy sửa công thức.", fig->name);
    *mine = FOLLOWED;
    for (size_t i = 0; i < count_parts(fig); i++) {
        struct figure_ref ref;

        r->section = fig->name;
        r->line = fig->line;
        if (check_part(r, key_of(fig, i), part_of(fig, i), &ref) || check_parts(r, ref.figure, parts))
            return -1;
        n += parts[facts_index(r->f, ref.figure)] * (ref.change ? 2 : 1);
        if (n > PARTS_MAX)
            return ini_error(
                r->ini, fig->line, r->err,
                "chỉ tiêu '%s' gộp quá %d số hạng khi kể hết công thức của các chỉ tiêu trong nó; hãy tính "
                "thẳng từ các chỉ tiêu đếm.",
                fig->name, PARTS_MAX);
    }
    *mine = n ? n : 1;
    return 0;
}

/* "x_cap_xa" may not be a name of its own beside "x": nobody could tell which one is meant. */
static int check_name(struct reader *r, const struct figure *fig)
{
    size_t n = strlen(fig->name);
    const struct suffix *s;

    while ((s = suffix_of(fig->name, n))) {
        n -= strlen(s->text);
        if (index_get(&r->f->by_name, fig->name, n) >= 0)
            return ini_error(r->ini, fig->line, r->err,
                             "tên '%s' trùng với chỉ tiêu '%.*s' kèm hậu tố; hãy đặt tên khác.", fig->name, (int)n,
                             fig->name);
    }
    return 0;
}

int facts_define(struct arena *a, const char *ini_path, const struct catalog *c, struct facts **out, struct err *err)
{
    struct facts *f = arena_alloc(a, sizeof *f);
    struct reader r = {.f = f, .err = err};
    struct ini *ini;
    int *parts;

    f->arena = a;
    f->catalog = c;
    index_init(&f->by_name, a);
    if (ini_load(a, ini_path, &ini, err))
        return -1;
    r.ini = ini;
    for (size_t i = 0; i < ini->nsections; i++) {
        r.section = ini->sections[i];
        r.line = ini->section_lines[i];
        if (strcmp(r.section, FACTS_IDENTITIES) == 0)
            continue;
        if (read_figure(&r, vec_add(a, &f->figures)))
            return -1;
        index_add(&f->by_name, r.section, strlen(r.section), (int)f->figures.n - 1);
    }
    parts = arena_alloc(a, (f->figures.n + 1) * sizeof *parts);
    for (size_t i = 0; i < f->figures.n; i++)
        if (check_name(&r, &f->figures.v[i]) || check_parts(&r, &f->figures.v[i], parts))
            return -1;
    if (facts_read_identities(f, ini, err))
        return -1;
    *out = f;
    return 0;
}

/* ------------------------------------------------------------ what it is bound to */

struct range facts_range(const struct facts *f, const struct figure *fig, int before)
{
    struct figure_ref ref;
    const struct period_section *s;

    while (count_parts(fig)) {
        int found = facts_find(f, part_of(fig, fig->measure == MEASURE_RATIO), &ref);

        assert(found);
        (void)found;
        fig = ref.figure;
    }
    s = &f->period->sections[period_section(f->period, fig->section)];
    return before ? s->before : s->now;
}

const struct cube *facts_cube(const struct facts *f)
{
    return f->cube;
}

const struct coverage *facts_coverage(const struct facts *f)
{
    return f->coverage;
}

const struct period *facts_period(const struct facts *f)
{
    return f->period;
}
