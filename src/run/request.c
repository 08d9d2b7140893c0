#include "run/request.h"

#include <limits.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/vi.h"
#include "run/fingerprint.h"

static int holds(struct arena *a, const char *dir, const char *name)
{
    return file_exists(path_join(a, dir, name));
}

int find_data_dir(struct arena *a, const char **out, struct err *err)
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    const char *dir, *share = CCHC_PREFIX "/share/cchc-report";

    if (n > 0) {
        exe[n] = '\0';
        dir = path_dir(a, exe);
        share = path_join(a, path_dir(a, dir), "share/cchc-report");
    }
    if (holds(a, share, "templates")) {
        *out = share;
        return 0;
    }
    while (n > 0) {
        if (holds(a, dir, "templates") && holds(a, dir, "fonts")) {
            *out = dir;
            return 0;
        }
        if (strcmp(dir, "/") == 0)
            break;
        dir = path_dir(a, dir);
    }
    return err_set(
        err, ST_NOINPUT,
        "không tìm thấy thư mục mẫu 'templates' ở '%s' hay phía trên chương trình; hãy cài lại bằng 'make install'.",
        share);
}

static int unknown_unit(struct run_context *x, const char *code, struct err *err)
{
    const struct catalog *c = x->catalog;
    const char **codes = arena_alloc(x->arena, (c->nunits + 1) * sizeof *codes), *nearest;

    for (size_t i = 0; i < c->nunits; i++)
        codes[i] = c->units[i].code;
    nearest = vi_nearest(code, codes, c->nunits);
    if (nearest)
        return err_set(err, ST_USAGE, "cơ sở dữ liệu '%s' không có đơn vị mã '%s'; có phải bạn muốn viết '%s'?",
                       x->config->database, code, nearest);
    return err_set(err, ST_USAGE, "cơ sở dữ liệu '%s' không có đơn vị mã '%s'.", x->config->database, code);
}

static int find_units(struct run_context *x, const struct run_request *q, struct err *err)
{
    const struct ini_item *item = ini_find(x->config->ini, "co_quan", "ma");
    const char *database = x->config->database;

    x->agency = x->unit = catalog_unit(x->catalog, x->config->unit);
    if (x->agency < 0)
        return ini_error(x->config->ini, item ? item->line : 0, err,
                         "cơ sở dữ liệu '%s' không có đơn vị mã '%s'; hãy nạp bảng don_vi hoặc sửa mã.", database,
                         x->config->unit);
    if (!q->unit)
        return 0;
    x->unit = catalog_unit(x->catalog, q->unit);
    if (x->unit < 0)
        return unknown_unit(x, q->unit, err);
    if (!catalog_under(x->catalog, x->unit, x->agency))
        return err_set(err, ST_USAGE, "đơn vị '%s' không nằm dưới cơ quan '%s' của tệp cấu hình '%s'.", q->unit,
                       x->config->unit, x->config->path);
    return 0;
}

day_t day_of_run(void)
{
    const int64_t local = (int64_t)time(NULL) + INT64_C(7) * 3600; /* +07:00 */

    return (day_t)(local / 86400);
}

int context_prepare(struct run_context *x, const struct run_request *q, struct err *err)
{
    *x = (struct run_context){.arena = arena_new()};
    notes_init(&x->notes, x->arena);
    if (config_load(x->arena, q->config_path, &x->config, err))
        return -1;
    if (q->report && !path_is_plain_name(q->report))
        return err_set(err, ST_USAGE, "--report '%s' thành tên thư mục, chỉ dùng A-Z a-z 0-9 . _ và -.", q->report);
    x->config->report = q->report ? q->report : x->config->report;
    x->config->output_dir = q->output_dir ? q->output_dir : x->config->output_dir;
    if (period_resolve(x->arena, x->config, q->period, q->from, q->to, &x->period, &x->notes, err) ||
        find_data_dir(x->arena, &x->data_dir, err))
        return -1;
    x->templates_dir =
        *x->config->templates_dir ? x->config->templates_dir : path_join(x->arena, x->data_dir, "templates");
    if (db_open_snapshot(x->arena, x->config->database, &x->db, err) ||
        catalog_load(x->arena, x->db, &x->catalog, err) || find_units(x, q, err) ||
        coverage_load(x->arena, x->db, x->catalog, &x->coverage, err) ||
        facts_define(x->arena, path_join(x->arena, x->templates_dir, "chi-tieu.ini"), x->catalog, &x->facts, err))
        return -1;
    return 0;
}

int context_count(struct run_context *x, int hash, struct err *err)
{
    const struct period *p = &x->period;
    struct range *ranges = arena_alloc(x->arena, 2 * p->nsections * sizeof *ranges);

    for (size_t i = 0; i < p->nsections; i++) {
        ranges[2 * i] = p->sections[i].now;
        ranges[2 * i + 1] = p->sections[i].before;
    }
    if (cube_count(x->arena, x->db, x->catalog, ranges, 2 * p->nsections, x->config->returned, &x->cube, err) ||
        facts_bind(x->facts, x->db, x->cube, x->coverage, p, &x->notes, err))
        return -1;
    return hash ? fingerprint_data(x->arena, x->db, x->catalog, x->cube, x->data_hash, err) : 0;
}

int context_open(struct run_context *x, const struct run_request *q, struct err *err)
{
    return context_prepare(x, q, err) || context_count(x, 1, err) ? -1 : 0;
}

void context_close(struct run_context *x)
{
    db_close(x->db);
    arena_free(x->arena);
    *x = (struct run_context){0};
}

size_t context_units(const struct run_context *x, int all_units, int *units)
{
    struct range r = x->period.sections[0].now;
    size_t n = 0;

    if (!all_units) {
        units[0] = x->unit;
        return 1;
    }
    for (size_t i = 0; i < x->catalog->nunits; i++) {
        const struct unit *u = &x->catalog->units[i];

        if ((int)i != x->agency && catalog_under(x->catalog, (int)i, x->agency) &&
            (u->valid_from == DAY_NONE || u->valid_from <= r.to) && (u->valid_to == DAY_NONE || u->valid_to >= r.from))
            units[n++] = (int)i;
    }
    return n;
}
