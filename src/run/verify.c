#include "run/verify.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "run/finals.h"
#include "run/publish.h"

struct verifier {
    struct arena *arena;
    FILE *out;
    struct err *err;
    size_t found, damaged;
};

static int is_folder(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int is_listed(const struct manifest *m, const char *name)
{
    for (size_t i = 0; i < m->nfiles; i++)
        if (strcmp(m->files[i].name, name) == 0)
            return 1;
    return strcmp(name, MANIFEST_NAME) == 0;
}

static void put_line(struct verifier *v, const char *head, const char *name, const char *more, const char *text)
{
    fputs(head, v->out);
    put_shown(name, v->out);
    fputs(more, v->out);
    put_shown(text, v->out);
    putc('\n', v->out);
}

/* People may lay something beside a paper, a signed copy for one: that is no damage, and no part of what was published.
 */
static void tell_others(struct verifier *v, const struct manifest *m, char **names)
{
    for (; *names; names++)
        if (!is_listed(m, *names))
            put_line(v, "    có thêm: ", *names, ", không thuộc bản công bố", "");
}

static void verify_folder(struct verifier *v, const char *dir, char **names)
{
    struct err damage = {.status = ST_OK};
    struct manifest m;

    v->found++;
    if (manifest_read(v->arena, path_join(v->arena, dir, MANIFEST_NAME), &m, &damage) ||
        manifest_check(v->arena, dir, &m, &damage)) {
        v->damaged++;
        put_line(v, "HỎNG         ", dir, ": ", damage.text);
        return;
    }
    put_line(v, "nguyên vẹn   ", dir, "", "");
    tell_others(v, &m, names);
}

/* What a run left when it was interrupted is not published. */
static int is_published(struct verifier *v, const char *dir)
{
    return publish_is_edition(path_base(dir)) || file_exists(path_join(v->arena, dir, MANIFEST_NAME)) ||
           strcmp(path_base(path_dir(v->arena, dir)), CORRECTION_FOLDER) == 0;
}

static int walk(struct verifier *v, const char *dir)
{
    char **names;

    if (dir_list(v->arena, dir, &names, v->err))
        return -1;
    if (is_published(v, dir)) {
        verify_folder(v, dir, names);
        return 0;
    }
    for (; *names; names++) {
        const char *path = path_join(v->arena, dir, *names);

        if ((*names)[0] != '.' && is_folder(path) && walk(v, path))
            return -1;
    }
    return 0;
}

int run_verify(const char *const *dirs, size_t n, FILE *out, struct err *err)
{
    struct verifier v = {.arena = arena_new(), .out = out, .err = err};
    int result = -1;

    for (size_t i = 0; i < n; i++) {
        size_t before = v.found;

        if (walk(&v, path_clean(v.arena, dirs[i])))
            goto out;
        if (v.found == before) {
            err_set(err, ST_NOINPUT, "thư mục '%s' không có bản nào đã công bố (không thấy %s).", dirs[i],
                    MANIFEST_NAME);
            goto out;
        }
    }
    result = v.damaged > 0;
out:
    arena_free(v.arena);
    return result;
}
