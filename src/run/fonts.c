#include "run/fonts.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "conf/ini.h"

static const char missing_section[] = "thieu";

struct section {
    const char *name;
    struct ini_list folders;
    const char *files[FACE_COUNT];
};

static const struct ini_field fields[] = {
    {.key = "ten", .type = INI_TEXT, .required = 1, .offset = offsetof(struct section, name)},
    {.key = "thu_muc", .type = INI_LIST, .required = 1, .offset = offsetof(struct section, folders)},
    {.key = "thuong", .type = INI_TEXT, .required = 1, .offset = offsetof(struct section, files[FACE_REGULAR])},
    {.key = "dam", .type = INI_TEXT, .required = 1, .offset = offsetof(struct section, files[FACE_BOLD])},
    {.key = "nghieng", .type = INI_TEXT, .required = 1, .offset = offsetof(struct section, files[FACE_ITALIC])},
    {.key = "dam_nghieng",
     .type = INI_TEXT,
     .required = 1,
     .offset = offsetof(struct section, files[FACE_BOLD_ITALIC])},
};

struct missing {
    const char *package;
};

static const struct ini_field missing_fields[] = {
    {.key = "goi", .type = INI_TEXT, .required = 1, .offset = offsetof(struct missing, package)},
};

int fonts_load(struct arena *a, const char *ini_path, struct font_candidates *out, struct err *err)
{
    VEC(struct font_family) families = {0};
    struct missing missing = {0};
    struct ini *ini;
    const char *dir;

    if (ini_load(a, ini_path, &ini, err) || ini_read(a, ini, missing_section, missing_fields, 1, &missing, err))
        return -1;
    dir = path_dir(a, ini_path);
    for (size_t i = 0; i < ini->nsections; i++) {
        struct section s = {0};

        if (strcmp(ini->sections[i], missing_section) == 0)
            continue;
        if (ini_read(a, ini, ini->sections[i], fields, sizeof fields / sizeof *fields, &s, err))
            return -1;
        for (size_t k = 0; k < s.folders.n; k++) {
            struct font_family *f = vec_add(a, &families);
            const char *folder = path_join(a, dir, s.folders.v[k]);

            f->name = s.name;
            for (size_t face = 0; face < FACE_COUNT; face++)
                f->files[face] = path_join(a, folder, s.files[face]);
        }
    }
    if (!families.n)
        return ini_error(ini, 0, err, "chưa nêu phông chữ nào; hãy thêm một mục với ten, thu_muc và bốn tệp phông.");
    *out = (struct font_candidates){.v = families.v, .n = families.n, .remedy = missing.package};
    return 0;
}
