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

/* S_IFDIR, S_IFLNK …; 0: it is gone. */
static mode_t kind_of(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0 ? st.st_mode & S_IFMT : 0;
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

static void tell_damage(struct verifier *v, const char *dir, const char *text)
{
    v->damaged++;
    put_line(v, "HỎNG         ", dir, ": ", text);
}

/* The last `depth` components of the path are below what was asked for. */
static void verify_folder(struct verifier *v, const char *dir, int depth)
{
    struct err damage = {.status = ST_OK};
    struct manifest m;
    char **names;

    v->found++;
    if (manifest_verify(v->arena, dir, depth, &m, &names, &damage)) {
        tell_damage(v, dir, damage.text);
        return;
    }
    put_line(v, "nguyên vẹn   ", dir, "", "");
    tell_others(v, &m, names);
}

/* By its name: what papers are published under. */
static int is_for_papers(struct verifier *v, const char *dir)
{
    return publish_is_edition(path_base(dir)) || strcmp(path_base(path_dir(v->arena, dir)), CORRECTION_FOLDER) == 0;
}

static int walk(struct verifier *v, const char *dir, int depth)
{
    char **names;

    /* What a run left when it was interrupted has another name, and is not published. */
    if (is_for_papers(v, dir) || kind_of(path_join(v->arena, dir, MANIFEST_NAME))) {
        verify_folder(v, dir, depth);
        return 0;
    }
    if (dir_list(v->arena, dir, &names, v->err))
        return -1;
    for (; *names; names++) {
        const char *path = path_join(v->arena, dir, *names);
        mode_t kind = kind_of(path);

        if ((*names)[0] == '.')
            continue;
        if (kind == S_IFDIR && walk(v, path, depth + 1))
            return -1;
        if (kind == S_IFLNK && is_for_papers(v, path)) {
            v->found++;
            tell_damage(v, path, "là liên kết, không phải thư mục đã công bố.");
        } else if (kind == S_IFLNK) {
            put_line(v, "liên kết     ", path, ", không xem theo", "");
        }
    }
    return 0;
}

int run_verify(const char *const *dirs, size_t n, FILE *out, struct err *err)
{
    struct verifier v = {.arena = arena_new(), .out = out, .err = err};
    int result = -1;

    for (size_t i = 0; i < n; i++) {
        size_t before = v.found;

        if (walk(&v, path_clean(v.arena, dirs[i]), 0))
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
