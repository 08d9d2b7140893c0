#include "run/lint.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "conf/calendar.h"
#include "data/db.h"
#include "data/rows.h"
#include "doc/form.h"
#include "doc/names.h"
#include "doc/report.h"
#include "run/request.h"

static const char figures_file[] = "chi-tieu.ini", report_file[] = "bao-cao.ini", forms_folder[] = "bieu",
                  ini_suffix[] = ".ini";

struct linter {
    struct arena *arena;
    struct config *config; /* NULL: none */
    struct db *db;
    struct catalog *catalog;
    const char *dir;     /* templates folder whose figures are loaded */
    struct facts *facts; /* NULL: they could not be read */
    const char *calendars;
    enum status first;
    size_t failures;
};

/* Tells what is wrong and goes on: one typing error must not hide the next. */
static void failed(struct linter *l, const struct err *e)
{
    log_error(e);
    if (!l->failures++)
        l->first = e->status;
}

static int open_linter(struct linter *l, const char *config_path, struct err *err)
{
    const char *data_dir;

    *l = (struct linter){.arena = arena_new()};
    l->catalog = arena_alloc(l->arena, sizeof *l->catalog);
    if (find_data_dir(l->arena, &data_dir, err))
        return -1;
    l->dir = path_join(l->arena, data_dir, "templates");
    l->calendars = path_join(l->arena, data_dir, CALENDARS_FOLDER);
    if (!config_path)
        return 0;
    if (config_load(l->arena, config_path, &l->config, err) ||
        db_open_snapshot(l->arena, l->config->database, &l->db, err) || catalog_load(l->arena, l->db, &l->catalog, err))
        return -1;
    if (*l->config->templates_dir)
        l->dir = l->config->templates_dir;
    if (*l->config->calendar_dir)
        l->calendars = l->config->calendar_dir;
    return 0;
}

static void close_linter(struct linter *l)
{
    db_close(l->db);
    arena_free(l->arena);
}

/* Figures come first: forms and reports can only be read with them. 0 if they are there. */
static int load_figures(struct linter *l, const char *dir)
{
    struct err e = {.status = ST_OK};

    if (l->facts && strcmp(dir, l->dir) == 0)
        return 0;
    l->dir = dir;
    l->facts = NULL;
    if (facts_define(l->arena, path_join(l->arena, dir, figures_file), l->catalog, &l->facts, &e)) {
        l->facts = NULL;
        failed(l, &e);
        return -1;
    }
    return 0;
}

static void lint_form(struct linter *l, const char *dir, const char *file)
{
    struct err e = {.status = ST_OK};
    struct form *form;
    size_t n = strlen(file) - strlen(ini_suffix);

    if (load_figures(l, dir))
        return;
    if (form_load(l->arena, dir, arena_strndup(l->arena, file, n), l->catalog, l->facts, &form, &e))
        failed(l, &e);
}

static void lint_report(struct linter *l, const char *dir, const char *report)
{
    struct err e = {.status = ST_OK};

    if (load_figures(l, dir))
        return;
    if (report_check(l->arena, dir, report, l->catalog, l->facts, &e))
        failed(l, &e);
}

static void lint_calendar(struct linter *l, const char *path)
{
    struct err e = {.status = ST_OK};

    if (calendar_check(l->arena, path, &e))
        failed(l, &e);
}

static int lint_calendars(struct linter *l, struct err *err)
{
    char **names;

    if (!file_exists(l->calendars))
        return 0;
    if (dir_list(l->arena, l->calendars, &names, err))
        return -1;
    for (; *names; names++)
        if (calendar_is_file(*names))
            lint_calendar(l, path_join(l->arena, l->calendars, *names));
    return 0;
}

static int has_suffix(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);

    return n > m && strcmp(name + n - m, suffix) == 0;
}

static int holds_report(struct linter *l, const char *folder)
{
    return file_exists(path_join(l->arena, folder, report_file));
}

static int lint_folder(struct linter *l, const char *dir, struct err *err)
{
    char *forms = path_join(l->arena, dir, forms_folder), **names;

    if (load_figures(l, dir))
        return 0;
    if (file_exists(forms)) {
        if (dir_list(l->arena, forms, &names, err))
            return -1;
        for (; *names; names++)
            if (has_suffix(*names, ini_suffix))
                lint_form(l, dir, *names);
    }
    if (dir_list(l->arena, dir, &names, err))
        return -1;
    for (; *names; names++)
        if (holds_report(l, path_join(l->arena, dir, *names)))
            lint_report(l, dir, *names);
    return 0;
}

static int lint_file(struct linter *l, const char *file, struct err *err)
{
    const char *folder = path_dir(l->arena, file);
    char here[PATH_MAX];

    if (!file_exists(file))
        return err_set(err, ST_NOINPUT, "không có tệp '%s'; hãy kiểm tra tên và thư mục.", file);
    /* The name of the folder says what the file is: "." has none. */
    if (strcmp(folder, ".") == 0 && getcwd(here, sizeof here))
        folder = arena_strdup(l->arena, here);
    if (strcmp(path_base(folder), forms_folder) == 0 && has_suffix(path_base(file), ini_suffix))
        lint_form(l, path_dir(l->arena, folder), path_base(file));
    else if (holds_report(l, folder) && path_is_plain_name(path_base(folder)))
        lint_report(l, path_dir(l->arena, folder), path_base(folder));
    else if (calendar_is_file(file))
        lint_calendar(l, file);
    else if (file_exists(path_join(l->arena, folder, figures_file)))
        return lint_folder(l, folder, err);
    else
        return err_set(err, ST_USAGE,
                       "'%s' không nằm trong một thư mục mẫu; hãy nêu dạng mau/bieu/MÃ.ini, mau/MẪU/bao-cao.ini, "
                       "mau/chi-tieu.ini, hoặc lịch NĂM.ini.",
                       file);
    return 0;
}

int run_lint(const char *config_path, const char *const *files, size_t nfiles, struct err *err)
{
    struct linter l;
    int result = -1;

    if (open_linter(&l, config_path, err) || (!nfiles && (lint_folder(&l, l.dir, err) || lint_calendars(&l, err))))
        goto out;
    for (size_t i = 0; i < nfiles; i++)
        if (lint_file(&l, files[i], err))
            goto out;
    if (l.failures) {
        err_set(err, l.first, "có %zu mẫu, biểu hoặc lịch sai; hãy sửa theo các dòng trên.", l.failures);
        goto out;
    }
    result = 0;
out:
    close_linter(&l);
    return result;
}

/* What doc/names prints beside figures. Families of names have a row for one of them. */
static const struct text_label {
    const char *name, *label, *source;
} texts[] =
    {
        {"ky", "kỳ báo cáo: \"quý III năm 2018\"", "--period"},
        {"ky_cung_ky", "cùng kỳ năm trước: \"quý III năm 2017\"", "--period"},
        {"ky_toi", "kỳ tới: \"quý IV năm 2018\"", "--period"},
        {"loai_ky", "loại kỳ, cho điều kiện: thang, quy, nua_nam, nhieu_thang, nam", "--period"},
        {"nam", "năm của kỳ", "--period"},
        {"nam_truoc", "năm trước", "--period"},
        {"co_quan", "cơ quan báo cáo, gọi tắt: \"UBND quận\"", "[co_quan] ten_goi"},
        {"co_quan_day_du", "tên đầy đủ của cơ quan", "[co_quan] ten_day_du"},
        {"co_quan_lan_dau", "tên đầy đủ kèm chữ viết tắt, cho lần nhắc đầu", "[co_quan] ten_day_du"},
        {"dia_ban", "địa bàn: \"quận Bắc Từ Liêm\"", "[co_quan] dia_ban"},
        {"cap_don_vi", "cấp của đơn vị, cho điều kiện: tinh, huyen, xa", "bảng don_vi"},
        {"co_don_vi_duoi", "đơn vị có đơn vị bên dưới hay không, cho điều kiện: co, hoặc trống", "bảng don_vi"},
        {"cap_tren", "cơ quan cấp trên của một đơn vị (--unit, --all-units); trống ở báo cáo của chính cơ quan",
         "bảng don_vi"},
        {"kinh_gui", "nơi nhận báo cáo", "[bao_cao] kinh_gui, [don_vi.xa] kinh_gui"},
        {"don_vi_nhan", "đơn vị nhận biểu", "[van_ban] don_vi_nhan; của đơn vị: cơ quan cấp trên"},
        {"ban", "bản điện tử hay giấy, cho điều kiện: dien_tu, giay", "[van_ban] ban"},
        {"tra_lai_rut", "cách tính hồ sơ trả lại, rút, cho điều kiện: dung_han, rieng", "[cach_tinh] tra_lai_rut"},
        {"toi_thieu_xep_hang", "số hồ sơ tối thiểu để một đơn vị được xếp hạng", "[cach_tinh] toi_thieu_xep_hang"},
        {"chuong_trinh", "chương trình cải cách hành chính", "[chuong_trinh] can_cu"},
},
  families[] = {
      {"noi_dung_1", "nội dung 1 của chương trình (đến noi_dung_6)", "[chuong_trinh] noi_dung_1"},
      {"cap_tinh", "tên gọi cấp tỉnh ở địa phương (và cap_huyen, cap_xa)", "[cap] tinh"},
      {"nhom_tinh", "tên gọi các đơn vị cấp tỉnh (và nhom_huyen, nhom_xa)", "[cap] nhom_tinh"},
      {"ky_tu_ngay", "ngày đầu của số liệu (và <mục>_tu_ngay)", "--period, [ky.…] tu_ngay"},
      {"ky_den_ngay", "ngày chốt số liệu (và <mục>_den_ngay)", "--period, [ky.…] den_ngay"},
      {"cung_ky_tu_ngay", "ngày đầu của cùng kỳ năm trước", "--period"},
      {"cung_ky_den_ngay", "ngày cuối của cùng kỳ năm trước", "--period"},
      {"chi_tieu.<tên>", "chỉ tiêu của năm, cho điều kiện", "[chi_tieu_nam]"},
};

/* What can stand behind the name of every figure. */
static const struct {
    const char *name, *label;
} suffixes[] = {
    {"…_cap_tinh", "chỉ tiêu tính riêng các đơn vị cấp tỉnh (và _cap_huyen, _cap_xa)"},
    {"…_cung_ky", "chỉ tiêu của cùng kỳ năm trước"},
    {"…_tang_giam", "chênh lệch so với cùng kỳ"},
    {"…_tang_giam_pt", "chênh lệch so với cùng kỳ, phần trăm"},
};

static const struct text_label *label_of(const char *name)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].name, name) == 0)
            return &texts[i];
    return NULL;
}

/* A cell of TSV: what would break the line becomes a blank. */
static void print_cell(const char *s, char end, FILE *out)
{
    for (; s && *s; s++)
        fputc((unsigned char)*s < 0x20 ? ' ' : *s, out);
    fputc(end, out);
}

static void print_row(const char *name, const char *label, const char *unit, const char *source, FILE *out)
{
    print_cell(name, '\t', out);
    print_cell(label, '\t', out);
    print_cell(unit, '\t', out);
    print_cell(source, '\n', out);
}

int run_fields(const char *config_path, FILE *out, struct err *err)
{
    struct linter l;
    const struct figure *figures;
    size_t n;
    int result = -1;

    if (open_linter(&l, config_path, err) ||
        facts_define(l.arena, path_join(l.arena, l.dir, figures_file), l.catalog, &l.facts, err))
        goto out;
    print_row("ten", "nhan", "don_vi_tinh", "nguon", out);
    for (size_t i = 0; names_listed(i); i++) {
        const struct text_label *t = label_of(names_listed(i));

        print_row(names_listed(i), t ? t->label : "", "", t ? t->source : "", out);
    }
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        print_row(families[i].name, families[i].label, "", families[i].source, out);
    figures = facts_all(l.facts, &n);
    for (size_t i = 0; i < n; i++)
        print_row(figures[i].name, figures[i].label, figures[i].unit_word, figures[i].source, out);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        print_row(suffixes[i].name, suffixes[i].label, "", "", out);
    result = 0;
out:
    close_linter(&l);
    return result;
}

int run_units(const char *config_path, FILE *out, struct err *err)
{
    struct linter l = {0};
    int result = -1, agency;

    if (!config_path)
        return err_set(err, ST_USAGE, "--units liệt kê đơn vị của một cơ quan nên cần -c TỆP.ini.");
    if (open_linter(&l, config_path, err))
        goto out;
    agency = catalog_unit(l.catalog, l.config->unit);
    if (agency < 0) {
        err_set(err, ST_CONFIG, "cơ sở dữ liệu '%s' không có đơn vị mã '%s'; hãy nạp bảng don_vi hoặc sửa mã.",
                l.config->database, l.config->unit);
        goto out;
    }
    fputs("ma\tten\tcap\n", out);
    for (size_t i = 0; i < l.catalog->nunits; i++) {
        const struct unit *u = &l.catalog->units[i];

        if (!catalog_under(l.catalog, (int)i, agency))
            continue;
        print_cell(u->code, '\t', out);
        print_cell(u->name, '\t', out);
        print_cell(LEVEL_CODES[u->level + 1], '\n', out);
    }
    result = 0;
out:
    close_linter(&l);
    return result;
}
