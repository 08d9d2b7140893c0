#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "doc/report_impl.h"

static const char fragment_prefix[] = "doan.";

static int read_fragments(struct arena *a, const struct ini *ini, struct report_file *f, struct err *err)
{
    static const struct ini_field fields[] = {
        {"nhan", INI_TEXT, 1, NULL, offsetof(struct fragment, label)},
        {"bat_buoc", INI_BOOL, 1, NULL, offsetof(struct fragment, required)},
    };

    f->fragments = arena_alloc(a, (ini->nsections + 1) * sizeof *f->fragments);
    for (size_t i = 0; i < ini->nsections; i++) {
        struct fragment *fragment = &f->fragments[f->nfragments];

        if (strncmp(ini->sections[i], fragment_prefix, strlen(fragment_prefix)) != 0)
            continue;
        fragment->name = ini->sections[i] + strlen(fragment_prefix);
        if (!path_is_plain_name(fragment->name))
            return ini_error(ini, ini->section_lines[i], err,
                             "tên đoạn '%s' thành tên tệp, chỉ dùng a-z 0-9 . _ -; hãy đổi tên.", fragment->name);
        if (ini_read(a, ini, ini->sections[i], fields, sizeof fields / sizeof *fields, fragment, err))
            return -1;
        f->nfragments++;
    }
    return 0;
}

int report_file_load(struct arena *a, const char *templates_dir, const char *report, struct report_file **out,
                     struct err *err)
{
    static const struct ini_field fields[] = {
        {"loai", INI_TEXT, 1, NULL, offsetof(struct report_file, type)},
        {"viet_tat", INI_TEXT, 1, NULL, offsetof(struct report_file, abbreviation)},
        {"trich_yeu", INI_TEXT, 1, NULL, offsetof(struct report_file, subject)},
        {"noi_dung", INI_TEXT, 1, NULL, offsetof(struct report_file, body)},
        {"can_cu", INI_TEXT, 0, NULL, offsetof(struct report_file, basis)},
        {"phu_luc", INI_LIST, 0, NULL, offsetof(struct report_file, annexes)},
        {"bo_duoc", INI_LIST, 0, NULL, offsetof(struct report_file, optional)},
        {"ten_rieng", INI_LIST, 0, NULL, offsetof(struct report_file, own_names)},
    };
    static const char *const sections[] = {"bao_cao", "doan.*", NULL};
    struct report_file *f = arena_alloc(a, sizeof *f);
    struct ini *ini;

    f->basis = "";
    f->dir = path_join(a, templates_dir, report);
    f->name = arena_printf(a, "%s/bao-cao.ini", report);
    if (ini_load(a, path_join(a, f->dir, "bao-cao.ini"), &ini, err) || ini_check_sections(ini, sections, err) ||
        ini_read(a, ini, "bao_cao", fields, sizeof fields / sizeof *fields, f, err) || read_fragments(a, ini, f, err))
        return -1;
    if (!path_is_plain_name(f->body))
        return ini_error(ini, ini_find(ini, "bao_cao", "noi_dung")->line, err,
                         "khóa 'noi_dung' có giá trị sai '%s'; tệp này ở cùng thư mục với bao-cao.ini.", f->body);
    f->subject_line = ini_find(ini, "bao_cao", "trich_yeu")->line;
    for (size_t i = 0; i < f->annexes.n; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(f->annexes.v[i], f->annexes.v[j]) == 0)
                return ini_error(ini, ini_find(ini, "bao_cao", "phu_luc")->line, err, "phụ lục '%s' có hai lần.",
                                 f->annexes.v[i]);
    *out = f;
    return 0;
}
