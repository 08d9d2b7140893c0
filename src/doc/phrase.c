#include "doc/phrase.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/ini.h"

enum { SLOTS = 5 };

static const struct definition {
    const char *section, *key;
    const char *slots[SLOTS]; /* those the pattern may hold */
} definitions[PHRASE_COUNT] = {
    [PHRASE_TABLE] = {"tu_ngu", "bang", {NULL}},
    [PHRASE_CHART] = {"tu_ngu", "bieu_do", {NULL}},
    [PHRASE_ANNEX] = {"tu_ngu", "phu_luc", {NULL}},
    [PHRASE_AS_ABOVE] = {"tu_ngu", "nhu_tren", {NULL}},
    [PHRASE_ARCHIVE] = {"tu_ngu", "luu", {"luu"}},
    [PHRASE_ILLUSTRATIVE] = {"tu_ngu", "minh_hoa", {NULL}},
    [PHRASE_DRAFT_FOOTER] = {"tu_ngu", "chan_du_thao", {"chuong_trinh", "ky", "dau_van_tay"}},
    [PHRASE_ATTACHED] = {"tu_ngu", "kem_theo", {"van_ban", "so", "ky_hieu", "ngay", "co_quan"}},
    [PHRASE_BLANK_DATE] = {"tu_ngu", "ngay_trong", {NULL}},
    [PHRASE_END] = {"tu_ngu", "het_van_ban", {NULL}},
    [PHRASE_NOT_LOADED] = {"tu_ngu", "chua_co_so_lieu", {"nhan"}},
    [PHRASE_NOT_ENTERED] = {"tu_ngu", "chua_nhap", {"nhan"}},
    [PHRASE_NO_PROSE] = {"tu_ngu", "chua_co_doan", {"nhan", "tep"}},
    [PHRASE_NONE_OF] = {"tu_ngu", "khong_co", {"don_vi"}},
    [PHRASE_RANGE] = {"tu_ngu", "khoang", {"tu", "den"}},
    [PHRASE_RANGE_TO] = {"tu_ngu", "khoang_den", {"den"}},
    [PHRASE_CHART_MISSING] = {"tu_ngu", "bieu_do_thieu", {NULL}},
    [PHRASE_CHART_NOTHING] = {"tu_ngu", "bieu_do_khong", {NULL}},
    [PHRASE_MORE] = {"so_sanh", "tang", {"hieu", "don_vi", "phan_tram", "nam_truoc", "truoc"}},
    [PHRASE_LESS] = {"so_sanh", "giam", {"hieu", "don_vi", "phan_tram", "nam_truoc", "truoc"}},
    [PHRASE_MORE_FEW] = {"so_sanh", "tang_it", {"hieu", "don_vi", "nam_truoc", "truoc"}},
    [PHRASE_LESS_FEW] = {"so_sanh", "giam_it", {"hieu", "don_vi", "nam_truoc", "truoc"}},
    [PHRASE_SAME] = {"so_sanh", "bang", {"nam_truoc", "truoc", "don_vi"}},
    [PHRASE_NEITHER] = {"so_sanh", "deu_khong", {"nam_truoc"}},
    [PHRASE_NEW] = {"so_sanh", "moi", {"nam_truoc"}},
    [PHRASE_GONE] = {"so_sanh", "khong_con", {"nam_truoc", "truoc", "don_vi"}},
    [PHRASE_NO_BASE] = {"so_sanh", "chua_co", {"nam_truoc"}},
    [PHRASE_SHORT_MORE] = {"so_sanh_gon", "tang", {"hieu", "don_vi", "phan_tram", "nam_truoc", "truoc"}},
    [PHRASE_SHORT_LESS] = {"so_sanh_gon", "giam", {"hieu", "don_vi", "phan_tram", "nam_truoc", "truoc"}},
    [PHRASE_RATE_UP] = {"so_sanh_ty_le", "tang", {"diem", "nam_truoc", "truoc", "nay"}},
    [PHRASE_RATE_DOWN] = {"so_sanh_ty_le", "giam", {"diem", "nam_truoc", "truoc", "nay"}},
    [PHRASE_RATE_SAME] = {"so_sanh_ty_le", "bang", {"nam_truoc", "truoc"}},
    [PHRASE_TARGET_MET] = {"so_chi_tieu", "bang", {"chi_tieu"}},
    [PHRASE_TARGET_ABOVE] = {"so_chi_tieu", "tren", {"chi_tieu", "diem"}},
    [PHRASE_TARGET_BELOW] = {"so_chi_tieu", "duoi", {"chi_tieu", "diem"}},
};

struct phrases {
    const char *patterns[PHRASE_COUNT];
    const struct ini *ini;
};

static int slot_allowed(const struct definition *d, const char *name, size_t n)
{
    for (int i = 0; i < SLOTS && d->slots[i]; i++)
        if (strlen(d->slots[i]) == n && strncmp(d->slots[i], name, n) == 0)
            return 1;
    return 0;
}

static int check_slots(const struct ini *ini, const struct ini_item *item, const struct definition *d, struct err *err)
{
    for (const char *p = strpbrk(item->value, "{}"); p; p = strpbrk(p + 1, "{}")) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;

        if (!end)
            return ini_error(ini, item->line, err, "khóa '%s' có dấu { hoặc } lẻ.", item->key);
        if (!slot_allowed(d, p + 1, (size_t)(end - p - 1)))
            return ini_error(ini, item->line, err, "khóa '%s' không có chỗ trống '%.*s'.", item->key,
                             (int)(end - p + 1), p);
        p = end;
    }
    return 0;
}

static int known_key(const struct ini_item *item)
{
    if (strcmp(item->section, "muc") == 0)
        return 1;
    for (int i = 0; i < PHRASE_COUNT; i++)
        if (!strcmp(definitions[i].section, item->section) && !strcmp(definitions[i].key, item->key))
            return 1;
    return 0;
}

int phrases_load(struct arena *a, const char *templates_dir, struct phrases **out, struct err *err)
{
    struct phrases *p = arena_alloc(a, sizeof *p);
    struct ini *ini;

    if (ini_load(a, path_join(a, templates_dir, "cau.ini"), &ini, err))
        return -1;
    p->ini = ini;
    for (size_t i = 0; i < ini->n; i++)
        if (!known_key(&ini->v[i]))
            return ini_error(ini, ini->v[i].line, err, "không có khóa '%s' trong mục [%s].", ini->v[i].key,
                             ini->v[i].section);
    for (int i = 0; i < PHRASE_COUNT; i++) {
        const struct definition *d = &definitions[i];
        const struct ini_item *item = ini_find(ini, d->section, d->key);

        if (!item || !*item->value)
            return err_set(err, ST_CONFIG, "tệp '%s': thiếu khóa '%s' trong mục [%s].", ini->path, d->key, d->section);
        if (check_slots(ini, item, d, err))
            return -1;
        p->patterns[i] = item->value;
    }
    *out = p;
    return 0;
}

const char *phrase(const struct phrases *p, enum phrase which)
{
    return p->patterns[which];
}

const char *phrase_section(const struct phrases *p, const char *section)
{
    const struct ini_item *item = ini_find(p->ini, "muc", section);

    return item && *item->value ? item->value : NULL;
}

static const struct run *slot_value(const struct phrase_slot *slots, size_t n, const char *name, size_t length)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(slots[i].name) == length && strncmp(slots[i].name, name, length) == 0)
            return &slots[i].value;
    return NULL;
}

typedef VEC(struct run) run_list;

static void add_plain(struct arena *a, run_list *runs, const char *s, size_t n)
{
    struct run *last = runs->n ? &runs->v[runs->n - 1] : NULL;

    if (n == 0)
        return;
    if (last && !last->figure && !last->target)
        last->text = arena_printf(a, "%s%.*s", last->text, (int)n, s);
    else
        vec_add(a, runs)->text = arena_strndup(a, s, n);
}

struct text phrase_fill(struct arena *a, const struct phrases *p, enum phrase which, const struct phrase_slot *slots,
                        size_t n)
{
    const char *s = p->patterns[which], *open;
    run_list runs = {0};

    while ((open = strchr(s, '{'))) {
        const char *end = strchr(open, '}');
        const struct run *value = slot_value(slots, n, open + 1, (size_t)(end - open - 1));
        size_t plain = (size_t)(open - s);

        assert(value && "a pattern was given fewer slots than it may hold");
        if (!*value->text && plain > 0 && s[plain - 1] == ' ')
            plain--;
        add_plain(a, &runs, s, plain);
        if (value->figure || value->target)
            *vec_add(a, &runs) = *value;
        else
            add_plain(a, &runs, value->text, strlen(value->text));
        s = end + 1;
    }
    add_plain(a, &runs, s, strlen(s));
    return (struct text){.v = runs.v, .n = runs.n};
}

char *phrase_string(struct arena *a, const struct phrases *p, enum phrase which, const struct phrase_slot *slots,
                    size_t n)
{
    struct text t = phrase_fill(a, p, which, slots, n);

    return text_string(a, &t);
}
