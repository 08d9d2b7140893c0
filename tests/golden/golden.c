/* golden FOLDER PERIOD [unit=MA] [final=NUMBER,DATE]: makes FOLDER/du_lieu.db from FOLDER/input.sql, if there is one,
 * and the report of FOLDER/config.ini from its database; prints the document to FOLDER/tree, each of its
 * worksheets to FOLDER/trang.ID, its notes to FOLDER/notes, its workbook, read back, to FOLDER/bang.xlsx, and a failure
 * to FOLDER/error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "doc/gate.h"
#include "doc/report.h"
#include "render/dump.h"
#include "render/xlsx.h"
#include "run/request.h"

enum { SQL_BYTES = 1 << 20 };

static int fill_database(struct arena *a, const char *dir, struct err *err)
{
    struct db *db = NULL;
    char *sql;
    size_t n;
    int result = -1;

    if (!file_exists(path_join(a, dir, "input.sql")))
        return 0;
    if (file_read(a, path_join(a, dir, "input.sql"), SQL_BYTES, &sql, &n, err) ||
        db_create(a, path_join(a, dir, "du_lieu.db"), &db, err) || db_exec(db, sql, err))
        goto out;
    result = 0;
out:
    db_close(db);
    return result;
}

static int write_notes(struct arena *a, const char *dir, const struct notes *notes, struct err *err)
{
    struct buf b;

    buf_init(&b, a);
    for (size_t i = 0; i < notes->list.n; i++) {
        const struct note *n = &notes->list.v[i];

        buf_printf(&b, "%s [%s] %s: %s\n", note_level_name(n->level), n->id, n->place, n->text);
    }
    return file_write(path_join(a, dir, "notes"), buf_str(&b), b.n, err);
}

static int write_sheets(struct arena *a, const char *dir, const struct document *doc, struct err *err)
{
    for (size_t i = 0; i < doc->nsheets; i++) {
        const char *name = arena_printf(a, "trang.%s", doc->sheets[i].table->id);
        struct buf b;

        buf_init(&b, a);
        dump_worksheet(&doc->sheets[i], &b);
        if (file_write(path_join(a, dir, name), buf_str(&b), b.n, err))
            return -1;
    }
    return 0;
}

static int make(struct run_context *x, const char *dir, const struct run_request *q, struct err *err)
{
    struct report_request r;
    struct document *doc;
    struct checks *checks;
    struct buf tree;
    const char *book;

    if (context_open(x, q, err) || checks_load(x->arena, x->db, x->facts, x->config, DAY_NONE, &checks, err))
        return -1;
    r = (struct report_request){.config = x->config,
                                .catalog = x->catalog,
                                .facts = x->facts,
                                .checks = checks,
                                .templates_dir = x->templates_dir,
                                .unit = x->unit,
                                .final = q->final,
                                .number = q->number,
                                .date = q->date};
    if (report_check(x->arena, x->templates_dir, x->config->report, x->catalog, x->facts, err) ||
        report_build(x->arena, &r, &doc, &x->notes, err))
        return -1;
    gate_check(x->arena,
               &(struct gate_request){.config = x->config,
                                      .catalog = x->catalog,
                                      .facts = x->facts,
                                      .unit = x->unit,
                                      .issued = q->final ? q->date : DAY_NONE},
               doc, &x->notes);
    buf_init(&tree, x->arena);
    dump_document(doc, &tree);
    book = path_join(x->arena, dir, "bang.xlsx");
    return file_write(path_join(x->arena, dir, "tree"), buf_str(&tree), tree.n, err) ||
                   write_sheets(x->arena, dir, doc, err) || write_notes(x->arena, dir, &x->notes, err) ||
                   xlsx_make(x->arena, doc, book, dir, err)
               ? -1
               : 0;
}

static int usage(void)
{
    fprintf(stderr, "usage: golden FOLDER PERIOD [unit=CODE] [final=NUMBER,DATE]\n");
    return ST_USAGE;
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new();
    struct run_request q = {.from = DAY_NONE, .to = DAY_NONE, .date = DAY_NONE};
    struct err err = {.status = ST_OK}, write_error = {.status = ST_OK};
    struct run_context x = {.arena = NULL};
    const char *text;

    if (argc < 3)
        return usage();
    q.config_path = path_join(a, argv[1], "config.ini");
    q.period = argv[2];
    for (int i = 3; i < argc; i++) {
        char *comma = strchr(argv[i], ',');

        if (strncmp(argv[i], "unit=", 5) == 0) {
            q.unit = argv[i] + 5;
        } else if (strncmp(argv[i], "final=", 6) == 0 && comma) {
            q.final = 1;
            q.number = arena_strndup(a, argv[i] + 6, (size_t)(comma - argv[i] - 6));
            q.date = day_parse_any(comma + 1);
        } else {
            return usage();
        }
    }
    if (fill_database(a, argv[1], &err) || make(&x, argv[1], &q, &err)) {
        /* The folder is a temporary one: its name is not part of what is expected. */
        text = arena_printf(a, "%d %s\n", (int)err.status, err.text);
        file_write(path_join(a, argv[1], "error"), text, strlen(text), &write_error);
    }
    context_close(&x);
    arena_free(a);
    if (write_error.status) {
        fprintf(stderr, "golden: %s\n", write_error.text);
        return ST_IO;
    }
    return 0;
}
