/* Reading a form: every key, dimension, value and figure is checked here, before anything is counted. */
#include "doc/form.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/form_impl.h"
#include "doc/join.h"

enum form_kind form_kind(const struct form *f)
{
    return f->kind;
}

int form_applies(const struct form *f, const struct form_context *c)
{
    return form_when(f->when, c) && (f->kind != FORM_LISTING || form_has_rows(f, c));
}

/* ------------------------------------------------------------ texts */

int form_expand(struct arena *a, const struct form *f, const struct form_context *c, const char *text, int line,
                struct text *out, struct err *err)
{
    const char *place = arena_printf(a, "%s:%d", f->file, line);

    if (!strstr(text, "{{")) {
        *out = text_plain(a, text);
        return 0;
    }
    assert(c->names);
    return names_expand(c->names, text, SCOPE_OF(c->unit), place, out, err);
}

int form_expand_plain(struct arena *a, const struct form *f, const struct form_context *c, const char *text, int line,
                      const char **out, struct err *err)
{
    struct text t;

    if (form_expand(a, f, c, text, line, &t, err))
        return -1;
    *out = text_string(a, &t);
    return 0;
}

int form_title(struct arena *a, const struct form *f, const struct form_context *c, const char **out, struct err *err)
{
    const char *title = f->title;
    int line = form_key_line(f, "bieu", "ten");

    for (size_t i = f->ntitles; i-- > 0;)
        if (form_when(f->titles[i].when, c)) {
            title = f->titles[i].text;
            line = f->titles[i].line;
        }
    return form_expand_plain(a, f, c, form_lines(a, title), line, out, err);
}

/* Only the notes of tables keep the ids of figures. */
static int keeps_ids(const struct form *f, const struct ini_item *item)
{
    return f->kind == FORM_TABLE &&
           (strcmp(item->key, "ghi_chu") == 0 || strncmp(item->section, "ghi_chu.", strlen("ghi_chu.")) == 0);
}

static int check_names(const struct names *n, const struct form *f, const struct ini_item *item, struct err *err)
{
    const char *place = NULL, *text = item->value, *open, *end;
    struct arena *a;
    int failed = 0;

    if (!strstr(text, "{{"))
        return 0;
    a = arena_new();
    place = arena_printf(a, "%s:%d", f->file, item->line);
    for (open = strstr(text, "{{"); open && !failed; open = strstr(end, "{{")) {
        const char *name;

        end = strstr(open, "}}");
        if (!end) {
            failed = err_set(err, ST_CONFIG, "%s: có '{{' mà thiếu '}}' trong '%s'.", place, text);
            break;
        }
        name = arena_strndup(a, open + 2, (size_t)(end - open - 2));
        failed = keeps_ids(f, item) ? names_check(n, name, place, err) : names_check_words(n, name, place, err);
    }
    arena_free(a);
    return failed ? -1 : 0;
}

int form_check_names(const struct form *f, const struct names *n, struct err *err)
{
    for (size_t i = 0; i < f->ini->n; i++) /* only what is printed may hold a name */
        if (check_names(n, f, &f->ini->v[i], err))
            return -1;
    return 0;
}

/* ------------------------------------------------------------ sections of the file */

static const char *const KINDS[] = {[FORM_TABLE] = "bang", [FORM_CHART] = "bieu_do", [FORM_LISTING] = "liet_ke", NULL};
static const char *const PAGES[] = {"doc", "ngang", NULL};
static const char *const LISTING[] = {"co_so_lieu", "tat_ca", NULL};
const char *const FORM_PERIODS[] = {"nay", "cung_ky", NULL};
static const char *const CHARTS[] = {
    [CHART_GROUPED] = "canh_nhau", [CHART_STACKED] = "chong", [CHART_SHARES] = "ty_trong", NULL};

struct head_keys {
    const char *code, *note, *when;
    int kind, chart;
    struct form form;
};

struct row_keys {
    const char *table, *dims, *where, *total, *sort_by;
    int listing, most;
};

struct note_keys {
    const char *text, *when;
};

int form_place_error(const struct form *f, int line, struct err *err)
{
    return err_prefix(err, "tệp '%s', dòng %d: ", f->ini->path, line);
}

int form_key_line(const struct form *f, const char *section, const char *key)
{
    const struct ini_item *item = ini_find(f->ini, section, key);

    if (item)
        return item->line;
    for (size_t i = 0; i < f->ini->nsections; i++)
        if (strcmp(f->ini->sections[i], section) == 0)
            return f->ini->section_lines[i];
    return 0;
}

static int read_head(struct arena *a, struct form *f, const char *code, struct err *err)
{
    static const struct ini_field fields[] = {
        {"ma", INI_TEXT, 1, NULL, offsetof(struct head_keys, code)},
        {"loai", INI_CHOICE, 1, KINDS, offsetof(struct head_keys, kind)},
        {"ten", INI_TEXT, 1, NULL, offsetof(struct head_keys, form.title)},
        {"goc_trai", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.left)},
        {"giua_1", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.centre[0])},
        {"giua_2", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.centre[1])},
        {"goc_phai_1", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.right[0])},
        {"goc_phai_2", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.right[1])},
        {"don_vi_tinh", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.unit)},
        {"huong", INI_CHOICE, 0, PAGES, offsetof(struct head_keys, form.landscape)},
        {"so_cot", INI_BOOL, 0, NULL, offsetof(struct head_keys, form.numbered)},
        {"trang_tinh", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.sheet)},
        {"khi", INI_TEXT, 0, NULL, offsetof(struct head_keys, when)},
        {"ghi_chu", INI_TEXT, 0, NULL, offsetof(struct head_keys, note)},
        {"can_cu", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.source)},
        {"kieu", INI_CHOICE, 0, CHARTS, offsetof(struct head_keys, chart)},
        {"ten_nhom", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.heading)},
        {"ten_chon", INI_TEXT, 0, NULL, offsetof(struct head_keys, form.title_chosen)},
    };
    struct head_keys k = {.note = "", .when = "", .form = *f};

    if (ini_read(a, f->ini, "bieu", fields, sizeof fields / sizeof *fields, &k, err))
        return -1;
    if (strcmp(k.code, code) != 0)
        return ini_error(f->ini, form_key_line(f, "bieu", "ma"), err,
                         "mã biểu là '%s' nhưng tên tệp là '%s.ini'; hãy đặt hai tên giống nhau.", k.code, code);
    *f = k.form;
    f->kind = (enum form_kind)k.kind;
    f->chart = (enum chart_kind)k.chart;
    if (*k.when && form_when_parse(a, k.when, &f->when, err))
        return form_place_error(f, form_key_line(f, "bieu", "khi"), err);
    if (*k.note) {
        f->notes = arena_alloc(a, sizeof *f->notes);
        f->nnotes = 1;
        f->notes[0] = (struct form_note){.text = k.note, .line = form_key_line(f, "bieu", "ghi_chu")};
    }
    return 0;
}

/* [ghi_chu.1] …: sentences that hold under some settings only, after the one of [bieu]; [ten.1] … likewise. */
static int read_note(struct arena *a, const struct form *f, const char *section, int line, struct form_note **notes,
                     size_t *n_notes, struct err *err)
{
    static const struct ini_field fields[] = {
        {"noi_dung", INI_TEXT, 1, NULL, offsetof(struct note_keys, text)},
        {"khi", INI_TEXT, 0, NULL, offsetof(struct note_keys, when)},
    };
    struct note_keys k = {.when = ""};
    struct form_note *all = arena_alloc(a, (*n_notes + 1) * sizeof *all), *n = &all[*n_notes];

    if (ini_read(a, f->ini, section, fields, sizeof fields / sizeof *fields, &k, err))
        return -1;
    for (size_t i = 0; i < *n_notes; i++)
        all[i] = (*notes)[i];
    n->text = k.text;
    n->line = line;
    if (*k.when && form_when_parse(a, k.when, &n->when, err))
        return form_place_error(f, form_key_line(f, section, "khi"), err);
    *notes = all;
    ++*n_notes;
    return 0;
}

int form_find_table(struct arena *a, const struct form *f, const char *name, int line, enum table *out, struct err *err)
{
    const char *names[TABLE_COUNT];
    int t = table_by_name(name);

    if (t >= 0) {
        *out = (enum table)t;
        return 0;
    }
    for (int i = 0; i < TABLE_COUNT; i++)
        names[i] = TABLES[i].name;
    return ini_error(f->ini, line, err, "không có bảng '%s' trong ho_so, kiem_tra, nhiem_vu, tthc, don_vi%s", name,
                     form_hint(a, vi_nearest(name, names, TABLE_COUNT)));
}

int form_find_dim(struct arena *a, const struct form *f, enum table t, const char *name, int line, int *out,
                  struct err *err)
{
    const struct table_info *info = &TABLES[t];
    const char **names = arena_alloc(a, info->ndims * sizeof *names);
    int dim = table_dim(t, name);

    if (dim >= 0) {
        *out = dim;
        return 0;
    }
    for (size_t i = 0; i < info->ndims; i++)
        names[i] = info->dims[i].name;
    return ini_error(f->ini, line, err, "bảng '%s' không có chiều '%s'%s", info->name, name,
                     form_hint(a, vi_nearest(name, names, info->ndims)));
}

static int read_dims(struct arena *a, struct form *f, const char *list, int line, struct err *err)
{
    char *copy = arena_strdup(a, list), *save = NULL;

    for (char *word = strtok_r(copy, ", ", &save); word; word = strtok_r(NULL, ", ", &save)) {
        const struct dim *d;
        int dim;

        if (form_find_dim(a, f, f->table, word, line, &dim, err))
            return -1;
        d = &TABLES[f->table].dims[dim];
        if (d->kind == DIM_FLAG || d->kind == DIM_NUMBER)
            return ini_error(f->ini, line, err,
                             "chiều '%s' là số, không chia dòng được; hãy dùng nó trong 'dieu_kien'.", word);
        if (d->kind == DIM_UNIT && f->table == TABLE_PROCEDURES)
            return ini_error(f->ini, line, err, "bảng 'tthc' không thuộc đơn vị nào, không chia dòng theo 'don_vi'.");
        for (size_t i = 0; i < f->ndims; i++)
            if (f->dims[i] == d)
                return ini_error(f->ini, line, err, "chiều '%s' có hai lần trong 'nhom'; hãy bỏ một.", word);
        if (f->ndims == FORM_DIMS)
            return ini_error(f->ini, line, err, "'nhom' có quá %d chiều lồng nhau; hãy tách thành hai biểu.",
                             FORM_DIMS);
        f->dims[f->ndims++] = d;
    }
    return f->ndims ? 0 : ini_error(f->ini, line, err, "'nhom' phải có ít nhất một chiều, ví dụ 'cap, linh_vuc'.");
}

static int read_rows(struct arena *a, struct form *f, const struct catalog *catalog, struct err *err)
{
    static const struct ini_field fields[] = {
        {"bang", INI_TEXT, 0, NULL, offsetof(struct row_keys, table)},
        {"nhom", INI_TEXT, 1, NULL, offsetof(struct row_keys, dims)},
        {"dieu_kien", INI_TEXT, 0, NULL, offsetof(struct row_keys, where)},
        {"liet_ke", INI_CHOICE, 0, LISTING, offsetof(struct row_keys, listing)},
        {"tong", INI_TEXT, 0, NULL, offsetof(struct row_keys, total)},
        {"xep", INI_TEXT, 0, NULL, offsetof(struct row_keys, sort_by)},
        {"toi_da", INI_COUNT, 0, NULL, offsetof(struct row_keys, most)},
    };
    struct row_keys k = {.table = TABLES[TABLE_DOSSIERS].name, .where = "", .total = "", .sort_by = ""};
    struct row_predicate *where;

    if (ini_read(a, f->ini, "dong", fields, sizeof fields / sizeof *fields, &k, err) ||
        form_find_table(a, f, k.table, form_key_line(f, "dong", "bang"), &f->table, err) ||
        read_dims(a, f, k.dims, form_key_line(f, "dong", "nhom"), err))
        return -1;
    f->list_all = k.listing;
    f->row_names = arena_alloc(a, (f->ini->n + 1) * sizeof *f->row_names);
    for (size_t i = 0; i < f->ini->n; i++)
        if (strcmp(f->ini->v[i].section, "ten_dong") == 0)
            f->row_names[f->nrow_names++] = &f->ini->v[i];
    f->total = *k.total ? k.total : NULL;
    f->sort_by = *k.sort_by ? k.sort_by : NULL;
    f->most = k.most;
    if (*k.where) {
        if (row_predicate_parse(a, f->table, catalog, k.where, &where, err))
            return form_place_error(f, form_key_line(f, "dong", "dieu_kien"), err);
        f->where = where;
    }
    return f->kind == FORM_TABLE ? form_read_list(a, f, err) : 0;
}

int form_figure_error(struct arena *a, const struct form *f, const struct facts *facts, const char *name, int line,
                      struct err *err)
{
    return ini_error(f->ini, line, err, "không có chỉ tiêu '%s' trong chi-tieu.ini%s", name,
                     form_hint(a, facts_nearest(facts, name)));
}

/* ------------------------------------------------------------ the whole file */

static int read_sections(struct arena *a, struct form *f, const struct catalog *catalog, const struct facts *facts,
                         struct err *err)
{
    static const char *const only_charts[][2] = {
        {"bieu", "kieu"}, {"bieu", "ten_nhom"}, {"bieu", "ten_chon"}, {"dong", "toi_da"}};
    static const char *const of_tables[] = {"bieu",  "ten.*",     "dong",      "ten_dong",
                                            "cot.*", "ghi_chu.*", "doi_chieu", NULL};
    static const char *const of_charts[] = {"bieu", "dong", "chuoi.*", "nhom.*", "ghi_chu.*", NULL};
    static const char *const of_lists[] = {"bieu", "cot.*", NULL};
    int chart = f->kind == FORM_CHART, listing = f->kind == FORM_LISTING;

    if (ini_check_sections(f->ini, chart ? of_charts : listing ? of_lists : of_tables, err))
        return -1;
    for (size_t i = 0; i < sizeof only_charts / sizeof *only_charts && !chart; i++)
        if (ini_find(f->ini, only_charts[i][0], only_charts[i][1]))
            return ini_error(f->ini, form_key_line(f, only_charts[i][0], only_charts[i][1]), err,
                             "khóa '%s' chỉ dùng cho biểu đồ (loai = bieu_do).", only_charts[i][1]);
    f->columns = arena_alloc(a, (f->ini->nsections + 1) * sizeof *f->columns);
    f->series = arena_alloc(a, (f->ini->nsections + 1) * sizeof *f->series);
    f->groups = arena_alloc(a, (f->ini->nsections + 1) * sizeof *f->groups);
    f->listed = arena_alloc(a, (f->ini->nsections + 1) * sizeof *f->listed);
    if ((f->kind == FORM_TABLE || ini_has_section(f->ini, "dong")) && read_rows(a, f, catalog, err))
        return -1;
    for (size_t i = 0; i < f->ini->nsections; i++) {
        const char *section = f->ini->sections[i];
        int line = f->ini->section_lines[i], failed = 0;

        if (strncmp(section, "cot.", 4) == 0 && listing)
            failed = form_read_listed(a, f, section, line, err);
        else if (strncmp(section, "cot.", 4) == 0)
            failed = form_read_column(a, f, section, line, catalog, facts, err);
        else if (strncmp(section, "ghi_chu.", 8) == 0)
            failed = read_note(a, f, section, line, &f->notes, &f->nnotes, err);
        else if (strncmp(section, "ten.", 4) == 0)
            failed = read_note(a, f, section, line, &f->titles, &f->ntitles, err);
        else if (strncmp(section, "chuoi.", 6) == 0)
            failed = form_read_series(a, f, section, line, facts, err);
        else if (strncmp(section, "nhom.", 5) == 0)
            failed = form_read_group(a, f, section, line, facts, err);
        if (failed)
            return -1;
    }
    if (chart)
        return form_finish_chart(a, f, facts, err);
    if (listing)
        return form_finish_listing(a, f, err);
    return form_finish_columns(a, f, err);
}

static int no_such_form(struct arena *a, const char *dir, const char *code, struct err *err)
{
    struct err ignored = {0};
    char **names = NULL;
    size_t n = 0;

    if (dir_list(a, dir, &names, &ignored) == 0)
        for (; names[n]; n++) {
            char *end = strstr(names[n], ".ini");

            if (end)
                *end = '\0';
        }
    return err_set(err, ST_NOINPUT, "không có biểu '%s': không thấy tệp '%s/%s.ini'%s", code, dir, code,
                   form_hint(a, vi_nearest(code, (const char *const *)names, n)));
}

int form_load(struct arena *a, const char *templates_dir, const char *code, const struct catalog *catalog,
              const struct facts *facts, struct form **out, struct err *err)
{
    const char *dir = path_join(a, templates_dir, "bieu"), *path;
    struct form *f = arena_alloc(a, sizeof *f);
    struct ini *ini;

    if (!path_is_plain_name(code))
        return err_set(err, ST_CONFIG, "mã biểu '%s' chỉ được gồm chữ không dấu, chữ số và các dấu '.', '_', '-'.",
                       code);
    path = path_join(a, dir, arena_printf(a, "%s.ini", code));
    if (!file_exists(path))
        return no_such_form(a, dir, code, err);
    if (ini_load(a, path, &ini, err))
        return -1;
    *f = (struct form){.code = arena_strdup(a, code),
                       .file = arena_printf(a, "bieu/%s.ini", code),
                       .ini = ini,
                       .left = "",
                       .centre = {"", ""},
                       .right = {"", ""},
                       .unit = "",
                       .sheet = "",
                       .source = "",
                       .heading = "",
                       .numbered = 1};
    if (read_head(a, f, code, err) || read_sections(a, f, catalog, facts, err))
        return -1;
    if (!*f->sheet)
        f->sheet = f->code;
    *out = f;
    return 0;
}

/* ------------------------------------------------------------ annex */

/* A line of the head; one that names the receiver of the form is left out where there is none. */
static int head_line(struct arena *a, const struct form *f, const struct form_context *c, const char *key,
                     const char *text, const char **out, struct err *err)
{
    const char *receiver = "";

    if (strstr(text, "{{don_vi_nhan}}") && names_plain(c->names, "don_vi_nhan", &receiver) && !*receiver) {
        *out = "";
        return 0;
    }
    if (form_expand_plain(a, f, c, text, form_key_line(f, "bieu", key), out, err))
        return -1;
    *out = join_string(a, *out);
    return 0;
}

int form_annex(struct arena *a, const struct form *f, const struct form_context *c, struct annex *out,
               struct notes *notes, struct err *err)
{
    const char *title;

    assert(f->kind != FORM_CHART);
    if (form_table(a, f, c, "", &out->table, notes, err) || form_title(a, f, c, &title, err) ||
        head_line(a, f, c, "goc_trai", f->left, &out->form_left, err) ||
        head_line(a, f, c, "giua_1", f->centre[0], &out->form_centre[0], err) ||
        head_line(a, f, c, "giua_2", f->centre[1], &out->form_centre[1], err) ||
        head_line(a, f, c, "goc_phai_1", f->right[0], &out->form_right[0], err) ||
        head_line(a, f, c, "goc_phai_2", f->right[1], &out->form_right[1], err))
        return -1;
    out->id = f->code;
    out->title = join_string(a, utf8_upper(a, title));
    out->landscape = f->landscape;
    out->sheet = f->sheet;
    return 0;
}
