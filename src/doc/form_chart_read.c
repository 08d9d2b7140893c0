/* Reading a chart's form: series, groups, and how they go together. */
#include <string.h>

#include "base/err.h"
#include "doc/form_impl.h"

static const char *const LEVELS[] = {"tinh", "huyen", "xa", NULL};

struct group_keys {
    const char *label, *figure;
    int level, bold, only_if_any, before;
};

static int check_chart_figure(struct arena *a, const struct form *f, const struct facts *facts, const char *name,
                              int line, struct err *err)
{
    struct figure_ref ref;

    if (!*name)
        return 0;
    if (!facts_find(facts, name, &ref))
        return form_figure_error(a, f, facts, name, line, err);
    if (ref.figure->measure == MEASURE_RATIO || ref.change || ref.change_ratio)
        return ini_error(f->ini, line, err, "biểu đồ chỉ vẽ số đếm; '%s' là tỷ lệ hoặc mức tăng, giảm.", name);
    return 0;
}

int form_read_series(struct arena *a, struct form *f, const char *section, int line, const struct facts *facts,
                     struct err *err)
{
    static const struct ini_field fields[] = {
        {"nhan", INI_TEXT, 1, NULL, offsetof(struct group_keys, label)},
        {"so_lieu", INI_TEXT, 0, NULL, offsetof(struct group_keys, figure)},
        {"ky", INI_CHOICE, 0, FORM_PERIODS, offsetof(struct group_keys, before)},
    };
    struct group_keys k = {.figure = ""};

    if (ini_read(a, f->ini, section, fields, sizeof fields / sizeof *fields, &k, err) ||
        check_chart_figure(a, f, facts, k.figure, form_key_line(f, section, "so_lieu"), err))
        return -1;
    if (!form_section_number(section) ||
        (f->nseries && form_section_number(section) <= f->series[f->nseries - 1].number))
        return ini_error(f->ini, line, err, "số của mục [%s] phải là số nguyên, lớn hơn số của chuỗi trước.", section);
    f->series[f->nseries++] = (struct form_series){.number = form_section_number(section),
                                                   .label = k.label,
                                                   .figure = *k.figure ? k.figure : NULL,
                                                   .before = k.before,
                                                   .line = line};
    return 0;
}

int form_read_group(struct arena *a, struct form *f, const char *section, int line, const struct facts *facts,
                    struct err *err)
{
    static const struct ini_field fields[] = {
        {"nhan", INI_TEXT, 1, NULL, offsetof(struct group_keys, label)},
        {"so_lieu", INI_TEXT, 0, NULL, offsetof(struct group_keys, figure)},
        {"cap", INI_CHOICE, 0, LEVELS, offsetof(struct group_keys, level)},
        {"dam", INI_BOOL, 0, NULL, offsetof(struct group_keys, bold)},
        {"bo_khi_khong", INI_BOOL, 0, NULL, offsetof(struct group_keys, only_if_any)},
    };
    struct group_keys k = {.figure = "", .level = -1};

    if (ini_read(a, f->ini, section, fields, sizeof fields / sizeof *fields, &k, err) ||
        check_chart_figure(a, f, facts, k.figure, form_key_line(f, section, "so_lieu"), err))
        return -1;
    f->groups[f->ngroups++] = (struct form_group){.label = k.label,
                                                  .figure = *k.figure ? k.figure : NULL,
                                                  .level = k.level,
                                                  .bold = k.bold,
                                                  .only_if_any = k.only_if_any,
                                                  .line = line};
    return 0;
}

/* Each bar gets its figure from its series or from its group, never from both. */
int form_finish_chart(struct arena *a, struct form *f, const struct facts *facts, struct err *err)
{
    int bold = f->total != NULL;

    if (!f->nseries)
        return ini_error(f->ini, 1, err, "biểu đồ phải có ít nhất một mục [chuoi.1].");
    if (f->nseries > CHART_SERIES)
        return ini_error(f->ini, f->series[CHART_SERIES].line, err,
                         "biểu đồ có quá %d chuỗi thì in đen trắng không phân biệt được; hãy tách thành hai biểu đồ.",
                         CHART_SERIES);
    if (!f->ndims == !f->ngroups)
        return ini_error(f->ini, 1, err, "biểu đồ lấy nhóm hoặc từ mục [dong], hoặc từ các mục [nhom.1], [nhom.2]…");
    if (f->ndims > 1)
        return ini_error(f->ini, form_key_line(f, "dong", "nhom"), err, "biểu đồ chỉ chia nhóm theo một chiều.");
    if (f->ndims && (f->dims[0]->kind == DIM_WORD || f->dims[0]->kind == DIM_NAMES || f->dims[0]->kind == DIM_RECORD) &&
        strcmp(f->dims[0]->name, "cap") != 0)
        return ini_error(f->ini, form_key_line(f, "dong", "nhom"), err,
                         "biểu đồ chia nhóm theo cap, don_vi, linh_vuc hoặc tthc; với chiều '%s' hãy viết từng mục "
                         "[nhom.1], [nhom.2]…",
                         f->dims[0]->name);
    if (f->where)
        return ini_error(f->ini, form_key_line(f, "dong", "dieu_kien"), err,
                         "khóa 'dieu_kien' của [dong] chỉ dùng cho bảng (loai = bang).");
    if (f->sort_by && check_chart_figure(a, f, facts, f->sort_by, form_key_line(f, "dong", "xep"), err))
        return -1;
    if (f->most && (!f->sort_by || !f->title_chosen))
        return ini_error(f->ini, form_key_line(f, "dong", "toi_da"), err,
                         "'toi_da' cần có 'xep' (chỉ tiêu để chọn nhóm) và, ở mục [bieu], 'ten_chon' (tên biểu đồ khi "
                         "có nhóm không vẽ).");
    for (size_t i = 0; i < f->nseries; i++) {
        if (f->chart != CHART_GROUPED && !f->series[i].figure)
            return ini_error(f->ini, f->series[i].line, err,
                             "mỗi chuỗi của biểu đồ chồng là một phần của cột nên phải có 'so_lieu' (tên chỉ tiêu).");
        if (f->ndims && !f->series[i].figure)
            return ini_error(f->ini, f->series[i].line, err, "chuỗi phải có 'so_lieu' (tên chỉ tiêu).");
        for (size_t j = 0; j < f->ngroups; j++)
            if (!f->series[i].figure == !f->groups[j].figure)
                return ini_error(f->ini, f->groups[j].line, err,
                                 "'so_lieu' phải có ở chuỗi hoặc ở nhóm, và chỉ ở một trong hai.");
    }
    for (size_t j = 0; j < f->ngroups; j++) {
        bold += f->groups[j].bold;
        if (bold > 1)
            return ini_error(f->ini, f->groups[j].line, err, "chỉ một nhóm được in đậm.");
    }
    return 0;
}
