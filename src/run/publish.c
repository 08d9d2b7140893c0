#include "run/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

enum { DIR_MODE = 0750, STEPS = 4 /* period, unit, report, what is below it */ };

/* Everything unfinished has this prefix; who publishes here is alone and may remove it. */
#define TEMP_PREFIX ".tmp-"
static const char scratch_name[] = TEMP_PREFIX "viec";
static const char probe_names[2][16] = {TEMP_PREFIX "thu-1", TEMP_PREFIX "thu-2"};

struct publication {
    struct arena *arena;
    const struct publish_target *target;
    const char *names[STEPS];
    int steps;          /* how many of them */
    const char *folder; /* …/<BAO_CAO> */
    const char *temp_dir, *scratch_dir;
    int fds[STEPS + 1]; /* root, then the steps; -1: not open */
    int made[STEPS];    /* created by this run: removed again when nothing is published */
    int committed;
};

const char *publish_edition(int final)
{
    return final ? "chinh-thuc" : "du-thao";
}

int publish_is_edition(const char *name)
{
    return strcmp(name, publish_edition(0)) == 0 || strcmp(name, publish_edition(1)) == 0;
}

static const char *final_name(const struct publish_target *t)
{
    return t->final && t->name ? t->name : publish_edition(t->final);
}

static const char *temp_name(const struct publish_target *t)
{
    return t->final ? TEMP_PREFIX "chinh-thuc" : TEMP_PREFIX "du-thao";
}

static char *folder_of(struct arena *a, const struct publish_target *t)
{
    return path_join(
        a, t->root,
        arena_printf(a, "%s/%s/%s%s%s", t->period, t->unit, t->report, t->below ? "/" : "", t->below ? t->below : ""));
}

static int refuse_final(struct arena *a, const struct publish_target *t, struct err *err)
{
    return err_set(
        err, ST_CANTCREATE,
        "đã có bản chính thức tại '%s/%s' và bản chính thức không bao giờ bị ghi đè; số liệu nay khác thì làm văn bản "
        "đính chính bằng 'cchc-report run --correction'.",
        folder_of(a, t), final_name(t));
}

int publish_check(struct arena *a, const struct publish_target *t, struct err *err)
{
    const char *names[] = {t->period, t->unit, t->report, final_name(t)};
    struct stat st;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!path_is_plain_name(names[i]))
            return err_set(err, ST_USAGE, "'%s' không dùng làm tên thư mục được; chỉ dùng A-Z a-z 0-9 . _ và -.",
                           names[i]);
    if (t->final && lstat(path_join(a, folder_of(a, t), final_name(t)), &st) == 0)
        return refuse_final(a, t, err);
    return 0;
}

/* Folder `name` in `parent`, made if missing; links are not followed. */
static int open_step(struct publication *p, int step, const char *path, struct err *err)
{
    int parent = p->fds[step], number;
    const char *name = p->names[step];

    if (mkdirat(parent, name, DIR_MODE) == 0)
        p->made[step] = 1;
    else if (errno != EEXIST)
        return err_sys(err, errno, "không tạo được thư mục '%s'", path);
    p->fds[step + 1] = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (p->fds[step + 1] >= 0)
        return 0;
    number = errno;
    if (number == ENOTDIR || number == ELOOP)
        return err_set(err, ST_CANTCREATE, "'%s' không phải là thư mục thật (là tệp hoặc liên kết); hãy chuyển nó đi.",
                       path);
    return err_sys(err, number, "không mở được thư mục '%s'", path);
}

static int open_steps(struct publication *p, struct err *err)
{
    const char *path = p->target->root;

    if (dir_make_all(path, err))
        return -1;
    p->fds[0] = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (p->fds[0] < 0)
        return err_sys(err, errno, "không mở được thư mục '%s'", path);
    for (int i = 0; i < p->steps; i++) {
        path = path_join(p->arena, path, p->names[i]);
        if (open_step(p, i, path, err))
            return -1;
    }
    return 0;
}

/* A file or a folder with all in it. Allocates nothing. */
static int remove_in(int fd, const char *folder, const char *name, struct err *err)
{
    char path[PATH_MAX];

    if (unlinkat(fd, name, 0) == 0 || errno == ENOENT)
        return 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return dir_remove_at(fd, name, path, err);
}

static int remove_entry(struct publication *p, const char *name, struct err *err)
{
    return remove_in(p->fds[p->steps], p->folder, name, err);
}

static int make_in(int fd, const char *folder, const char *name, struct err *err)
{
    return mkdirat(fd, name, DIR_MODE) == 0 ? 0 : err_sys(err, errno, "không tạo được thư mục '%s/%s'", folder, name);
}

/* ---- at the start of a run ---- */

/* Not every file system can exchange two folders, or rename without replacing; better told now than after the work. */
static int probe(int fd, const char *root, struct err *err)
{
    struct err ignored = {.status = ST_OK};
    int can = 0, result = -1;

    if (make_in(fd, root, probe_names[0], err) == 0 && make_in(fd, root, probe_names[1], err) == 0) {
        can = renameat2(fd, probe_names[0], fd, probe_names[1], RENAME_EXCHANGE) == 0 &&
              renameat2(fd, probe_names[0], fd, probe_names[1], RENAME_NOREPLACE) != 0 && errno == EEXIST;
        result = 0;
    }
    for (size_t i = 0; i < 2; i++)
        if (unlinkat(fd, probe_names[i], AT_REMOVEDIR) && remove_in(fd, root, probe_names[i], result ? &ignored : err))
            result = -1;
    if (result || can)
        return result;
    return err_set(
        err, ST_UNAVAILABLE,
        "hệ thống tệp của '%s' không đổi được hai thư mục cho nhau; hãy chọn nơi khác bằng -o (ext4, xfs, btrfs).",
        root);
}

/* In the folder `fd` (closed here) and those below it, down to the one of a report and what is below that. Where
 * something cannot be removed, the unit whose folder it is will have no papers, and says why. */
static void clear(struct arena *a, int fd, const char *path, int depth)
{
    struct err ignored = {.status = ST_OK};
    char **names;

    if (dir_list_at(a, fd, path, &names, &ignored)) {
        close(fd);
        return;
    }
    for (; *names; names++) {
        int below;

        if (strncmp(*names, TEMP_PREFIX, strlen(TEMP_PREFIX)) == 0) {
            remove_in(fd, path, *names, &ignored);
            continue;
        }
        below =
            depth < STEPS && **names != '.' ? openat(fd, *names, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
        if (below >= 0)
            clear(a, below, path_join(a, path, *names), depth + 1);
    }
    close(fd);
}

int publish_prepare(const char *root, const char *period, struct err *err)
{
    struct arena *a = arena_new();
    int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC), below, result = -1;
    struct err ignored = {.status = ST_OK};

    if (fd < 0) {
        err_sys(err, errno, "không mở được thư mục '%s'", root);
        goto out;
    }
    for (int i = 0; i < 2; i++)
        remove_in(fd, root, probe_names[i], &ignored);
    if (probe(fd, root, err))
        goto out;
    below = openat(fd, period, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below >= 0)
        clear(a, below, path_join(a, root, period), 1);
    result = 0;
out:
    if (fd >= 0)
        close(fd);
    arena_free(a);
    return result;
}

/* ---- one publication ---- */

int publish_open(struct arena *a, const struct publish_target *t, struct publication **out, struct err *err)
{
    struct publication *p = arena_alloc(a, sizeof *p);
    struct publish_target *copy = arena_alloc(a, sizeof *copy);

    if (publish_check(a, t, err))
        return -1;
    *copy = *t;
    *p = (struct publication){
        .arena = a,
        .target = copy,
        .names = {t->period, t->unit, t->report, t->below},
        .steps = t->below ? STEPS : STEPS - 1,
        .folder = folder_of(a, t),
        .fds = {-1, -1, -1, -1, -1},
    };
    p->temp_dir = path_join(a, p->folder, temp_name(t));
    p->scratch_dir = path_join(a, p->folder, scratch_name);
    *out = p;
    if (open_steps(p, err) || publish_check(a, t, err) || make_in(p->fds[p->steps], p->folder, temp_name(t), err) ||
        make_in(p->fds[p->steps], p->folder, scratch_name, err)) {
        publish_close(p);
        *out = NULL;
        return -1;
    }
    return 0;
}

const char *publish_dir(const struct publication *p)
{
    return p->temp_dir;
}

const char *publish_scratch(const struct publication *p)
{
    return p->scratch_dir;
}

static int sync_all(const struct publication *p, struct err *err)
{
    for (int i = p->steps; i >= 0; i--)
        if (fsync(p->fds[i]))
            return err_sys(err, errno, "không ghi được thư mục '%s' xuống đĩa", p->folder);
    return 0;
}

int publish_commit(struct publication *p, const char **path, struct err *err)
{
    const char *from = temp_name(p->target), *to = final_name(p->target);
    struct err ignored = {.status = ST_OK};
    unsigned how = RENAME_NOREPLACE;
    int fd = p->fds[p->steps], failed;

    /* Beside a final nobody would clear up later: whoever comes is refused before. */
    remove_entry(p, scratch_name, &ignored);
    if (file_sync(p->temp_dir, err))
        return -1;
    failed = renameat2(fd, from, fd, to, RENAME_NOREPLACE);
    if (failed && errno == EEXIST) {
        if (p->target->final)
            return refuse_final(p->arena, p->target, err);
        how = RENAME_EXCHANGE;
        failed = renameat2(fd, from, fd, to, RENAME_EXCHANGE);
    }
    if (failed)
        return err_sys(err, errno, "không đặt được kết quả vào '%s/%s'", p->folder, to);
    if (sync_all(p, err)) {
        /* What may be gone after a power cut was not published: back to where it was. */
        renameat2(fd, to, fd, from, how);
        return -1;
    }
    p->committed = 1;
    *path = path_join(p->arena, p->folder, to);
    if (how == RENAME_EXCHANGE) /* what cannot be removed now goes at the next start */
        remove_entry(p, from, &ignored);
    return 0;
}

void publish_close(struct publication *p)
{
    struct err ignored = {.status = ST_OK};

    if (!p)
        return;
    if (p->fds[p->steps] >= 0) {
        if (!p->committed)
            remove_entry(p, temp_name(p->target), &ignored);
        remove_entry(p, scratch_name, &ignored);
    }
    for (int i = p->steps; i > 0; i--) {
        if (p->fds[i] >= 0)
            close(p->fds[i]);
        if (p->made[i - 1]) /* stays if something is in it */
            unlinkat(p->fds[i - 1], p->names[i - 1], AT_REMOVEDIR);
    }
    if (p->fds[0] >= 0)
        close(p->fds[0]);
}
