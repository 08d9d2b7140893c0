/* The district that targets work in, and its report. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "doc/report.h"
#include "fuzz.h"
#include "render/dump.h"

enum { SQL_BYTES = 1 << 20 };
#define PERIOD "2018-10M"
#define UNIT "QT"

static struct run_context world;

static void must(int failed, const struct err *err)
{
    if (failed)
        fuzz_fail("%s", err->text);
}

const char *fuzz_source(struct arena *a, const char *path)
{
    const char *src = getenv("SRC");

    return path_join(a, src ? src : ".", path);
}

static void link_to(struct arena *a, const char *to, const char *from)
{
    char *whole = realpath(to, NULL);

    if (!whole || symlink(whole, path_join(a, fuzz_dir(), from)))
        fuzz_fail("%s: %s", to, strerror(errno));
    free(whole);
}

/* A folder of its own with links to all that is in another. */
static void link_all(struct arena *a, const char *to, const char *from)
{
    struct err err = {.status = ST_OK};
    char **names = NULL;

    must(dir_make_all(path_join(a, fuzz_dir(), from), &err) || dir_list(a, to, &names, &err), &err);
    for (; *names; names++)
        link_to(a, path_join(a, to, *names), path_join(a, from, *names));
}

static void close_world(void)
{
    context_close(&world);
}

static void fill(struct arena *a, struct db *db, const char *file)
{
    struct err err = {.status = ST_OK};
    char *sql;

    must(file_read(a, fuzz_source(a, file), SQL_BYTES, &sql, NULL, &err) || db_exec(db, sql, &err), &err);
}

struct run_context *fuzz_world(void)
{
    struct err err = {.status = ST_OK};
    struct run_request q = {.period = PERIOD, .from = DAY_NONE, .to = DAY_NONE, .date = DAY_NONE};
    struct arena *a;
    struct db *db = NULL;

    if (world.arena)
        return &world;
    a = arena_new();
    link_to(a, fuzz_source(a, "tests/golden/chung/config.ini"), "config.ini");
    must(db_create(a, path_join(a, fuzz_dir(), "du_lieu.db"), &db, &err), &err);
    fill(a, db, "tests/golden/chung/don_vi.sql");
    fill(a, db, "tests/golden/chung/input.sql");
    db_close(db);
    link_all(a, fuzz_source(a, "tests/golden/chung/noi_dung/" PERIOD "/" UNIT), "noi_dung/" PERIOD "/" UNIT);
    q.config_path = path_join(a, fuzz_dir(), "config.ini");
    must(context_open(&world, &q, &err), &err);
    arena_free(a);
    atexit(close_world);
    return &world;
}

const char *fuzz_templates(void)
{
    static char path[128];
    struct err err = {.status = ST_OK};
    struct arena *a;

    if (*path)
        return path;
    a = arena_new();
    fuzz_world();
    link_all(a, fuzz_source(a, "templates/bieu"), "mau/bieu");
    link_to(a, fuzz_source(a, "templates/chi-tieu.ini"), "mau/chi-tieu.ini");
    link_to(a, fuzz_source(a, "templates/cau.ini"), "mau/cau.ini");
    must(dir_make_all(path_join(a, fuzz_dir(), "mau/thu"), &err), &err);
    snprintf(path, sizeof path, "%s/mau", fuzz_dir());
    arena_free(a);
    return path;
}

void fuzz_report(struct arena *a, const struct form_list *list)
{
    struct run_context *x = fuzz_world();
    const char *templates = fuzz_templates();
    struct err err = {.status = ST_OK};
    struct report_request q;
    struct document *doc;
    struct notes notes;
    struct config config = *x->config;
    struct buf tree;
    int result;

    if (!fuzz_done(report_check(a, templates, "thu", x->catalog, x->facts, &err), &err))
        return;
    config.report = "thu";
    q = (struct report_request){.config = &config,
                                .catalog = x->catalog,
                                .facts = x->facts,
                                .templates_dir = templates,
                                .unit = x->unit,
                                .date = DAY_NONE,
                                .lists = list,
                                .nlists = list != NULL};
    notes_init(&notes, a);
    result = report_build(a, &q, &doc, &notes, &err);
    fuzz_are_notes(&notes);
    if (!fuzz_done(result, &err))
        return;
    buf_init(&tree, a);
    dump_document(doc, &tree);
    fuzz_is_nfc(buf_str(&tree));
}
