#include "doc/names.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/note.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/figure_text.h"
#include "doc/names_impl.h"

/* ---------------------------------------------------------------- text names */

struct text_name {
    const char *name;
    const char *(*value)(const struct names *n);
};

static const char *period_label(const struct names *n)
{
    return n->period->label;
}

static const char *period_label_before(const struct names *n)
{
    return n->period->label_before;
}

static const char *period_label_next(const struct names *n)
{
    return n->period->label_next;
}

static const char *period_kind(const struct names *n)
{
    static const char *const kinds[] = {[PERIOD_MONTH] = "thang",
                                        [PERIOD_QUARTER] = "quy",
                                        [PERIOD_HALF] = "nua_nam",
                                        [PERIOD_MONTHS] = "nhieu_thang",
                                        [PERIOD_YEAR] = "nam"};

    return kinds[n->period->kind];
}

static const char *year(const struct names *n)
{
    return arena_printf(n->arena, "%d", n->period->year);
}

static const char *year_before(const struct names *n)
{
    return arena_printf(n->arena, "%d", n->period->year - 1);
}

static const char *agency(const struct names *n)
{
    return n->who.brief;
}

static const char *agency_full(const struct names *n)
{
    return n->who.full;
}

static const char *agency_first(const struct names *n)
{
    return n->who.full_first;
}

static const char *area(const struct names *n)
{
    return n->who.area;
}

static const char *own_level(const struct names *n)
{
    static const char *const levels[] = {"tinh", "huyen", "xa"};

    return levels[n->q.catalog->units[n->q.unit].level];
}

static const char *units_below(const struct names *n)
{
    const struct catalog *c = n->q.catalog;
    day_t day = n->period->sections[0].now.to;

    for (size_t i = 0; i < c->nunits; i++)
        if (c->units[i].parent == n->q.unit && catalog_in_force(c->units[i].valid_from, c->units[i].valid_to, day))
            return "co";
    return "";
}

static const char *unit_above(const struct names *n)
{
    return n->above;
}

static const char *addressees(const struct names *n)
{
    struct buf b;

    buf_init(&b, n->arena);
    for (size_t i = 0; i < n->naddressees; i++)
        buf_printf(&b, "%s%s", i == 0 ? "" : i + 1 == n->naddressees ? " và " : ", ", n->addressees[i]);
    return buf_str(&b);
}

static const char *receiver(const struct names *n)
{
    return n->who.own ? n->q.config->annex_receiver : n->above;
}

static const char *edition(const struct names *n)
{
    return n->q.config->edition == EDITION_PAPER ? "giay" : "dien_tu";
}

static const char *returned(const struct names *n)
{
    return n->q.config->returned == RETURNED_APART ? "rieng" : "dung_han";
}

static const char *programme(const struct names *n)
{
    return n->q.config->programme;
}

static const char *rank_minimum(const struct names *n)
{
    return arena_printf(n->arena, "%d", n->q.config->rank_minimum);
}

static const struct text_name text_names[] = {
    {"ky", period_label},
    {"ky_cung_ky", period_label_before},
    {"ky_toi", period_label_next},
    {"loai_ky", period_kind},
    {"nam", year},
    {"nam_truoc", year_before},
    {"co_quan", agency},
    {"co_quan_day_du", agency_full},
    {"co_quan_lan_dau", agency_first},
    {"dia_ban", area},
    {"cap_don_vi", own_level},
    {"co_don_vi_duoi", units_below},
    {"cap_tren", unit_above},
    {"kinh_gui", addressees},
    {"don_vi_nhan", receiver},
    {"ban", edition},
    {"tra_lai_rut", returned},
    {"chuong_trinh", programme},
    {"toi_thieu_xep_hang", rank_minimum},
};

const char *names_listed(size_t i)
{
    return i < sizeof text_names / sizeof *text_names ? text_names[i].name : NULL;
}

/* Families of names: a number or level behind a stem. *out stays untouched when only checking. */
static int family_name(const struct names *n, const char *name, const char **out)
{
    static const char *const levels[] = {"tinh", "huyen", "xa"};
    const struct config *c = n->q.config;

    if (strncmp(name, "noi_dung_", 9) == 0 && name[9] >= '1' && name[9] < '1' + PROGRAMME_AREAS && !name[10]) {
        if (c)
            *out = c->areas[name[9] - '1'];
        return 1;
    }
    for (int i = 0; i < 3; i++) {
        if (strncmp(name, "cap_", 4) == 0 && strcmp(name + 4, levels[i]) == 0) {
            if (c)
                *out = c->level_name[i];
            return 1;
        }
        if (strncmp(name, "nhom_", 5) == 0 && strcmp(name + 5, levels[i]) == 0) {
            if (c)
                *out = c->level_group[i];
            return 1;
        }
    }
    return 0;
}

int names_plain(const struct names *n, const char *name, const char **out)
{
    *out = "";
    for (size_t i = 0; i < n->own.n; i++) {
        if (strcmp(n->own.v[i].name, name) == 0) {
            *out = n->own.v[i].value;
            return 1;
        }
    }
    for (size_t i = 0; i < sizeof text_names / sizeof *text_names; i++) {
        if (strcmp(text_names[i].name, name) == 0) {
            if (n->q.config)
                *out = text_names[i].value(n);
            return 1;
        }
    }
    return family_name(n, name, out);
}

void names_define(struct names *n, const char *name, const char *value)
{
    *vec_add(n->arena, &n->own) = (struct own_name){name, value};
}

/* ---------------------------------------------------------------- dates */

static char *stem_of(struct arena *a, const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);

    return n > m && strcmp(name + n - m, ending) == 0 ? arena_strndup(a, name, n - m) : NULL;
}

/* ky_den_ngay, cung_ky_tu_ngay, <muc>_tu_ngay: 1 and the day. */
static int date_name(const struct names *n, const char *name, day_t *out)
{
    char *stem = stem_of(n->arena, name, "_tu_ngay");
    int from = stem != NULL, before = 0;
    size_t section = 0;
    struct range r;

    if (!stem && !(stem = stem_of(n->arena, name, "_den_ngay")))
        return 0;
    if (strcmp(stem, "cung_ky") == 0)
        before = 1;
    else if (strcmp(stem, "ky") != 0 && !phrase_section(n->phrases, stem))
        return 0;
    if (!n->period)
        return 1;
    if (strcmp(stem, "ky") != 0 && !before)
        section = period_section(n->period, stem);
    r = before ? n->period->sections[section].before : n->period->sections[section].now;
    *out = from ? r.from : r.to;
    return 1;
}

/* ---------------------------------------------------------------- formats */

enum kind { KIND_TEXT = 1, KIND_DATE = 2, KIND_COUNT = 4, KIND_RATE = 8 };

static const struct {
    const char *name;
    unsigned kinds; /* of names that take it */
} formats[FORMAT_COUNT] = {
    [FORMAT_NONE] = {"", KIND_TEXT | KIND_DATE | KIND_COUNT | KIND_RATE},
    [FORMAT_CAPITAL] = {"hoa_dau", KIND_TEXT},
    [FORMAT_SMALL] = {"thuong_dau", KIND_TEXT},
    [FORMAT_CAPITALS] = {"hoa", KIND_TEXT},
    [FORMAT_LONG_DATE] = {"day_du", KIND_DATE},
    [FORMAT_NUMBER] = {"so", KIND_COUNT},
    [FORMAT_WITH_UNIT] = {"co_don_vi", KIND_COUNT},
    [FORMAT_COUNTED] = {"dem", KIND_COUNT},
    [FORMAT_COMPARE] = {"so_sanh", KIND_COUNT | KIND_RATE},
    [FORMAT_COMPARE_SHORT] = {"so_sanh_gon", KIND_COUNT | KIND_RATE},
    [FORMAT_REST] = {"con_lai_tl", KIND_RATE},
    [FORMAT_TARGET] = {"so_chi_tieu", KIND_RATE},
};

static int find_format(const char *name, enum format *out)
{
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if (strcmp(formats[i].name, name) == 0) {
            *out = (enum format)i;
            return 1;
        }
    }
    return 0;
}

int names_is_rate(const struct figure_ref *ref)
{
    return ref->figure->measure == MEASURE_RATIO || ref->change_ratio;
}

struct split_name {
    const char *name;
    enum format format;
    const char *format_name;
    int known_format;
};

static struct split_name split(const struct names *n, const char *name_and_format)
{
    const char *colon = strchr(name_and_format, ':');
    struct split_name s = {.name = name_and_format, .format_name = "", .known_format = 1};

    if (colon) {
        s.name = arena_strndup(n->arena, name_and_format, (size_t)(colon - name_and_format));
        s.format_name = colon + 1;
        s.known_format = *s.format_name && find_format(s.format_name, &s.format);
    }
    return s;
}

/* Bits of enum kind, 0 for an unknown name. */
static unsigned kind_of(const struct names *n, const char *name, struct figure_ref *ref)
{
    const char *text;
    day_t day;

    if (names_plain(n, name, &text))
        return KIND_TEXT;
    if (date_name(n, name, &day))
        return KIND_DATE;
    if (strncmp(name, FIGURE_TARGET, strlen(FIGURE_TARGET)) == 0)
        return facts_find(n->q.facts, name + strlen(FIGURE_TARGET), ref) && names_is_rate(ref) ? KIND_TEXT : 0;
    if (facts_find(n->q.facts, name, ref))
        return names_is_rate(ref) ? KIND_RATE : KIND_COUNT;
    return 0;
}

static const char *nearest_name(const struct names *n, const char *name)
{
    VEC(const char *) known = {0};
    const struct figure *figures;
    const char *best;
    size_t count;

    for (size_t i = 0; i < sizeof text_names / sizeof *text_names; i++)
        *vec_add(n->arena, &known) = text_names[i].name;
    for (size_t i = 0; i < n->own.n; i++)
        *vec_add(n->arena, &known) = n->own.v[i].name;
    *vec_add(n->arena, &known) = "ky_tu_ngay";
    *vec_add(n->arena, &known) = "ky_den_ngay";
    figures = facts_all(n->q.facts, &count);
    for (size_t i = 0; i < count; i++)
        *vec_add(n->arena, &known) = figures[i].name;
    best = vi_nearest(name, known.v, known.n);
    return best ? best : facts_nearest(n->q.facts, name);
}

static const char *colon(const char *place)
{
    return *place ? ": " : "";
}

static int unknown_format(const struct split_name *s, const char *place, struct err *err)
{
    const char *names[FORMAT_COUNT], *nearest;

    for (int i = 1; i < FORMAT_COUNT; i++)
        names[i - 1] = formats[i].name;
    nearest = vi_nearest(s->format_name, names, FORMAT_COUNT - 1);
    if (nearest)
        return err_set(err, ST_CONFIG, "%s%skhông có định dạng '%s' (tên '%s'); có phải bạn muốn viết '%s'?", place,
                       colon(place), s->format_name, s->name, nearest);
    return err_set(err, ST_CONFIG, "%s%skhông có định dạng '%s' (tên '%s').", place, colon(place), s->format_name,
                   s->name);
}

int names_check(const struct names *n, const char *name_and_format, const char *place, struct err *err)
{
    struct split_name s = split(n, name_and_format);
    struct figure_ref ref = {.figure = NULL};
    unsigned kind = kind_of(n, s.name, &ref);
    const char *nearest;

    if (!kind) {
        nearest = nearest_name(n, s.name);
        if (nearest)
            return err_set(err, ST_CONFIG, "%s%skhông có tên '%s'; có phải bạn muốn viết '%s'?", place, colon(place),
                           s.name, nearest);
        return err_set(err, ST_CONFIG, "%s%skhông có tên '%s'; lệnh 'cchc-report fields' liệt kê mọi tên dùng được.",
                       place, colon(place), s.name);
    }
    if (!s.known_format)
        return unknown_format(&s, place, err);
    if (!(formats[s.format].kinds & kind))
        return err_set(err, ST_CONFIG, "%s%sđịnh dạng '%s' không dùng được cho '%s'.", place, colon(place),
                       s.format_name, s.name);
    if ((s.format == FORMAT_COMPARE || s.format == FORMAT_COMPARE_SHORT) &&
        (ref.before || ref.change || ref.change_ratio))
        return err_set(err, ST_CONFIG, "%s%s'%s' đã là số so sánh; hãy bỏ hậu tố của tên hoặc bỏ định dạng '%s'.",
                       place, colon(place), s.name, s.format_name);
    return 0;
}

int names_check_words(const struct names *n, const char *name_and_format, const char *place, struct err *err)
{
    struct split_name s = split(n, name_and_format);
    struct figure_ref ref = {.figure = NULL};

    if (names_check(n, name_and_format, place, err))
        return -1;
    if (!(kind_of(n, s.name, &ref) & (KIND_COUNT | KIND_RATE)) &&
        strncmp(s.name, FIGURE_TARGET, strlen(FIGURE_TARGET)) != 0)
        return 0;
    return err_set(err, ST_CONFIG,
                   "%s%s'%s' là số liệu: chỉ in được trong nội dung báo cáo và ghi chú của bảng, nơi mỗi số có mã để "
                   "tra bằng 'cchc-report explain'.",
                   place, colon(place), s.name);
}

/* ---------------------------------------------------------------- values */

static char *change_case(struct arena *a, const char *s, enum format format)
{
    const char *rest = s;
    char *first;

    if (format == FORMAT_CAPITALS)
        return utf8_upper(a, s);
    if (format == FORMAT_NONE || !*s)
        return arena_strdup(a, s);
    if (format == FORMAT_SMALL)
        return identity_inside_sentence(a, s);
    utf8_next(&rest);
    first = arena_strndup(a, s, (size_t)(rest - s));
    return arena_printf(a, "%s%s", utf8_upper(a, first), rest);
}

int names_format_text(struct arena *a, const char *text, const char *format, const char **out)
{
    enum format f;

    if (!find_format(format, &f) || !(formats[f].kinds & KIND_TEXT))
        return 0;
    *out = change_case(a, text, f);
    return 1;
}

int names_text(struct names *n, const char *name_and_format, struct scope s, const char *place, struct text *out,
               struct err *err)
{
    struct split_name split_name = split(n, name_and_format);
    const char *name = split_name.name, *text;
    day_t day;

    assert(n->q.config);
    if (names_check(n, name_and_format, place, err))
        return -1;
    if (names_plain(n, name, &text)) {
        text = change_case(n->arena, text, split_name.format);
    } else if (date_name(n, name, &day)) {
        text = split_name.format == FORMAT_LONG_DATE ? vi_date_long(n->arena, day) : vi_date(n->arena, day);
    } else if (strncmp(name, FIGURE_TARGET, strlen(FIGURE_TARGET)) == 0) {
        *out = text_plain(n->arena, "");
        return names_target_run(n, name + strlen(FIGURE_TARGET), place, &out->v[0], err);
    } else {
        return names_figure(n, name, split_name.format, s, place, out, err);
    }
    *out = text_plain(n->arena, text);
    out->v[0].days = date_name(n, name, &day) ? name : NULL;
    return 0;
}

int names_expand(struct names *n, const char *text, struct scope s, const char *place, struct text *out,
                 struct err *err)
{
    VEC(struct run) runs = {0};
    const char *open, *close;

    while ((open = strstr(text, "{{"))) {
        struct text value;

        close = strstr(open, "}}");
        if (!close)
            return err_set(err, ST_CONFIG, "%s: có {{ nhưng thiếu }}.", place);
        if (open > text)
            vec_add(n->arena, &runs)->text = arena_strndup(n->arena, text, (size_t)(open - text));
        if (names_text(n, arena_strndup(n->arena, open + 2, (size_t)(close - open - 2)), s, place, &value, err))
            return -1;
        for (size_t i = 0; i < value.n; i++)
            *vec_add(n->arena, &runs) = value.v[i];
        text = close + 2;
    }
    if (*text)
        vec_add(n->arena, &runs)->text = text;
    *out = (struct text){.v = runs.v, .n = runs.n};
    return 0;
}

const char *const *names_addressees(const struct names *n, size_t *count)
{
    *count = n->naddressees;
    return n->addressees;
}

int names_expand_list(struct names *n, const struct ini_list *list, const char *section, const char *key,
                      const char ***out, struct err *err)
{
    const struct ini *ini = n->q.config->ini;
    const struct ini_item *item = ini ? ini_find(ini, section, key) : NULL;
    const char *place = arena_printf(n->arena, "%s:%d", path_base(n->q.config->path), item ? item->line : 0);
    const char **values = arena_alloc(n->arena, (list->n + 1) * sizeof *values);

    for (size_t i = 0; i < list->n; i++) {
        struct text t;

        if (names_expand(n, list->v[i], SCOPE_OF(n->q.unit), place, &t, err))
            return -1;
        values[i] = text_string(n->arena, &t);
    }
    *out = values;
    return 0;
}

/* Whose report, and who gets it. */
static int find_parties(struct names *n, struct err *err)
{
    const struct unit *u = &n->q.catalog->units[n->q.unit];
    const struct ini_list *to = &n->q.config->addressees;

    n->who = identity_of(n->arena, n->q.config, n->q.catalog, n->q.unit);
    n->above = "";
    n->addressees = to->v;
    n->naddressees = to->n;
    if (n->who.own)
        return 0;
    if (u->parent >= 0)
        n->above = identity_of(n->arena, n->q.config, n->q.catalog, u->parent).full;
    to = &n->q.config->unit_papers[u->level].addressees;
    n->naddressees = 0; /* none while they are being named */
    if (names_expand_list(n, to, config_unit_section((int)u->level), "kinh_gui", &n->addressees, err))
        return -1;
    n->naddressees = to->n;
    return 0;
}

const struct phrases *names_phrases(const struct names *n)
{
    return n->phrases;
}

static int check_sections(const struct names *n, struct err *err)
{
    for (size_t i = 1; i < n->period->nsections; i++)
        if (!phrase_section(n->phrases, n->period->sections[i].name))
            return err_set(err, ST_CONFIG,
                           "tệp '%s': phần '%s' có ngày riêng nhưng chưa có tên gọi ở mục [muc] của cau.ini; hãy thêm.",
                           n->q.config->path, n->period->sections[i].name);
    return 0;
}

int names_open(struct arena *a, const struct names_request *q, struct notes *notes, struct names **out, struct err *err)
{
    struct names *n = arena_alloc(a, sizeof *n);

    n->arena = a;
    n->q = *q;
    n->notes = notes;
    if (phrases_load(a, q->templates_dir, &n->phrases, err))
        return -1;
    if (q->config) {
        n->period = facts_period(q->facts);
        if (find_parties(n, err) || check_sections(n, err))
            return -1;
    }
    *out = n;
    return 0;
}
