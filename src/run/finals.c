#include "run/finals.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/vi.h"
#include "run/publish.h"

static struct range range_of(const struct final *f)
{
    const struct period *p = f->manifest.period;

    return p ? p->sections[0].now : (struct range){DAY_NONE, DAY_NONE};
}

static int compare_finals(const void *x, const void *y)
{
    const struct final *a = x, *b = y;
    struct range r = range_of(a), s = range_of(b);

    if (r.to != s.to)
        return r.to < s.to ? -1 : 1;
    if (r.from != s.from)
        return r.from < s.from ? -1 : 1;
    return strcmp(a->period, b->period) ? strcmp(a->period, b->period) : strcmp(a->report, b->report);
}

enum { DEPTH = 4 /* period, unit, report, edition */ };

/* Moved here from another unit's folder, a whole paper is still not what it stands for. */
static void check_place(struct final *f)
{
    const struct manifest *m = &f->manifest;

    if (f->damage.status || (m->final == f->issued && strcmp(m->unit, f->unit) == 0 &&
                             strcmp(m->report, f->report) == 0 && strcmp(m->period->code, f->period) == 0))
        return;
    err_set(&f->damage, ST_DATA, "thư mục '%s' chứa văn bản khác: theo manifest.json là '%s' của '%s', kỳ %s%s.",
            f->dir, m->report, m->unit, m->period->code, m->final ? "" : ", bản dự thảo");
}

static struct final *read_paper(struct arena *a, struct final paper)
{
    struct final *f = arena_alloc(a, sizeof *f);

    *f = paper;
    manifest_read(a, f->dir, f->depth, &f->manifest, &f->damage);
    check_place(f);
    return f;
}

void finals_check(struct arena *a, struct final *f)
{
    if (f->damage.status)
        return;
    manifest_verify(a, f->dir, f->depth, &f->manifest, NULL, &f->damage);
    check_place(f);
}

/* A link that leads nowhere is there, too. */
static int is_there(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0;
}

static int find(struct arena *a, const char *root, const char *period, const char *unit, const char *report,
                const char *below, int issued, struct final **out, struct err *err)
{
    struct final f = {.depth = below ? DEPTH + 1 : DEPTH, .issued = issued};

    *out = NULL;
    if (!path_is_plain_name(period) || !path_is_plain_name(unit) || !path_is_plain_name(report))
        return err_set(err, ST_USAGE, "'%s/%s/%s' không dùng làm tên thư mục được; chỉ dùng A-Z a-z 0-9 . _ và -.",
                       period, unit, report);
    f.dir = path_join(a, root,
                      arena_printf(a, "%s/%s/%s/%s%s%s", period, unit, report, below ? below : "", below ? "/" : "",
                                   publish_edition(issued)));
    f.period = arena_strdup(a, period);
    f.unit = arena_strdup(a, unit);
    f.report = arena_strdup(a, report);
    if (is_there(f.dir))
        *out = read_paper(a, f);
    return 0;
}

int finals_find(struct arena *a, const char *root, const char *period, const char *unit, const char *report,
                struct final **out, struct err *err)
{
    return find(a, root, period, unit, report, NULL, 1, out, err);
}

int drafts_find(struct arena *a, const char *root, const char *period, const char *unit, const char *report,
                const char *below, struct final **out, struct err *err)
{
    return find(a, root, period, unit, report, below, 0, out, err);
}

static int compare_issues(const void *x, const void *y)
{
    const struct manifest *a = &((const struct final *)x)->manifest, *b = &((const struct final *)y)->manifest;

    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    return a->number && b->number ? vi_compare(a->number, b->number) : 0;
}

int finals_corrections(struct arena *a, const struct final *first, struct final **out, size_t *n, struct err *err)
{
    const char *folder = path_join(a, path_dir(a, first->dir), CORRECTION_FOLDER);
    VEC(struct final) list = {0};
    char **names;

    *out = NULL;
    *n = 0;
    if (!file_exists(path_join(a, folder, ".")))
        return 0;
    if (dir_list(a, folder, &names, err))
        return -1;
    for (; *names; names++)
        if (strstr(*names, "-so-") && path_is_plain_name(*names))
            *vec_add(a, &list) = *read_paper(a, (struct final){.dir = path_join(a, folder, *names),
                                                               .depth = DEPTH + 1,
                                                               .period = first->period,
                                                               .unit = first->unit,
                                                               .report = first->report,
                                                               .issued = 1});
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, compare_issues);
    *out = list.v;
    *n = list.n;
    return 0;
}

typedef VEC(struct final) final_list;

/* Of one period: of this report, or of all there are (NULL). */
static int add_finals(struct arena *a, final_list *list, const char *root, const char *period, const char *unit,
                      const char *report, struct err *err)
{
    const char *folder = path_join(a, root, arena_printf(a, "%s/%s", period, unit));
    char *one[] = {arena_strdup(a, report ? report : ""), NULL}, **reports = one;

    if (!report && (!file_exists(path_join(a, folder, ".")) || dir_list(a, folder, &reports, err)))
        return err->status ? -1 : 0;
    for (; *reports; reports++) {
        struct final *f = NULL;

        if (!report && !path_is_plain_name(*reports))
            continue;
        if (finals_find(a, root, period, unit, *reports, &f, err))
            return -1;
        if (f)
            *vec_add(a, list) = *f;
    }
    return 0;
}

int finals_list(struct arena *a, const char *root, const char *unit, const char *report, struct final **out, size_t *n,
                struct err *err)
{
    final_list list = {0};
    char **names;

    *out = NULL;
    *n = 0;
    if (!path_is_plain_name(unit))
        return err_set(err, ST_USAGE, "'%s' không dùng làm tên thư mục được; chỉ dùng A-Z a-z 0-9 . _ và -.", unit);
    if (!file_exists(path_join(a, root, "."))) /* no folder: nothing was published there */
        return 0;
    if (dir_list(a, root, &names, err))
        return -1;
    for (; *names; names++)
        if (path_is_plain_name(*names) /* whatever else lies there */ &&
            add_finals(a, &list, root, *names, unit, report, err))
            return -1;
    if (list.n)
        qsort(list.v, list.n, sizeof *list.v, compare_finals);
    *out = list.v;
    *n = list.n;
    return 0;
}
