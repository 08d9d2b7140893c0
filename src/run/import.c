#include "run/import.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/note.h"
#include "base/progress.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "data/schema.h"
#include "data/upsert.h"
#include "run/hierarchy.h"
#include "run/import_sums.h"
#include "run/rejects.h"
#include "run/request.h"

struct unit_met {
    const char *code, *file, *sha256; /* of the last file that named the unit */
};

/* What all files of a run have in common. */
struct run {
    struct arena *arena;
    const struct import_options *options;
    struct db *db;
    const struct intake_table *table;
    const struct intake_map *map;
    char today[11];
    int64_t rejected;
    struct index units; /* units of accepted rows → position in `met` */
    VEC(struct unit_met) met;
};

/* One file. */
struct job {
    struct run *run;
    struct arena *arena;
    const char *path, *name; /* name: without folder, valid text, for the database */
    struct csv *csv;
    struct intake *in;
    struct upsert *upsert;
    struct rejects *rejects;
    struct hierarchy *hierarchy; /* rows that wait for the end of the file; NULL where none do */
    struct import_sums sums;
    int64_t session;
    int received; /* column ngay_tiep_nhan, -1 if the table has none */
    int64_t future, first_future;
    VEC(const char *) units;
    struct index unit_seen;
};

enum { ROWS_BETWEEN = 256, MEGABYTE = 1000 * 1000 };

/* ---- one row ---- */

static int report_rejected(struct job *j, int64_t line, char *const *cells, size_t ncells, struct err *err)
{
    const struct intake *in = j->in;
    const char *unit = in->table->unit >= 0 ? in->values[in->table->unit].text : NULL;
    struct buf columns, reasons;

    if (unit && index_get(&in->refs[in->table->unit], unit, strlen(unit)) < 0)
        unit = NULL;
    buf_init(&columns, in->row);
    buf_init(&reasons, in->row);
    for (size_t i = 0; i < in->rejections.n; i++) {
        const struct rejection *r = &in->rejections.v[i];
        const char *column = r->column < 0 ? "" : in->table->columns[r->column].name;

        buf_printf(&columns, "%s%s", i ? ", " : "", column);
        buf_printf(&reasons, "%s%s%s%s", i ? "; " : "", in->rejections.n > 1 ? column : "",
                   in->rejections.n > 1 ? ": " : "", r->text);
        sums_reject(&j->sums, r->reason, r->column, unit);
    }
    j->sums.rejected++;
    return rejects_add(j->rejects, line, buf_str(&columns), buf_str(&reasons), cells, ncells, err);
}

static void meet_unit(struct job *j, const char *code)
{
    size_t n = strlen(code);

    if (index_get(&j->unit_seen, code, n) >= 0)
        return;
    index_add(&j->unit_seen, code, n, (int)j->units.n);
    *vec_add(j->arena, &j->units) = arena_strdup(j->arena, code);
}

/* The accepted row in j->in goes to the table. */
static int store(struct job *j, int64_t line, struct err *err)
{
    struct intake *in = j->in;
    enum upsert_outcome outcome;
    int64_t other;

    if (upsert_row(j->upsert, in->values, line, &outcome, &other, err))
        return err_prefix(err, "tệp '%s', dòng %" PRId64 ": ", j->path, line);
    if (outcome == UPSERT_DUPLICATE) {
        intake_reject(in, REJECT_DUPLICATE, 0,
                      "khóa này đã có ở dòng %" PRId64 " của tệp với nội dung khác, hãy giữ lại một dòng", other);
        return 0;
    }
    j->sums.added += outcome == UPSERT_NEW;
    j->sums.changed += outcome == UPSERT_CHANGED;
    j->sums.same += outcome == UPSERT_SAME;
    if (in->table->unit >= 0)
        meet_unit(j, in->values[in->table->unit].text);
    if (j->received >= 0 && strcmp(in->values[j->received].text, j->run->today) > 0 && j->future++ == 0)
        j->first_future = line;
    return 0;
}

static int take_row(struct job *j, const struct csv_row *row, struct err *err)
{
    j->sums.rows++;
    if (intake_row(j->in, row) && !j->hierarchy && store(j, row->line, err))
        return -1;
    if (j->hierarchy) {
        hierarchy_hold(j->hierarchy, j->in, row);
        return 0;
    }
    return j->in->rejections.n ? report_rejected(j, row->line, row->cells, row->n, err) : 0;
}

static int take_held(struct job *j, struct err *err)
{
    if (hierarchy_resolve(j->hierarchy, j->run->db, j->in->table, err))
        return -1;
    for (size_t i = 0; i < hierarchy_count(j->hierarchy); i++) {
        struct csv_row row = hierarchy_row(j->hierarchy, i, j->in);

        if (j->in->rejections.n == 0 && store(j, row.line, err))
            return -1;
        if (j->in->rejections.n && report_rejected(j, row.line, row.cells, row.n, err))
            return -1;
    }
    return 0;
}

static void show_progress(const struct job *j)
{
    int64_t done = csv_offset(j->csv), total = csv_size(j->csv);
    struct arena *a = arena_new();

    progress_show(j->name, done, total,
                  arena_printf(a, "%s dòng, %" PRId64 "/%" PRId64 " MB", vi_count(a, j->sums.rows), done / MEGABYTE,
                               (total + MEGABYTE - 1) / MEGABYTE));
    arena_free(a);
}

static int take_rows(struct job *j, struct err *err)
{
    struct csv_row row;
    int got;

    progress_begin();
    while ((got = csv_next(j->csv, &row, err)) == 1) {
        if (take_row(j, &row, err))
            return -1;
        if (j->sums.rows % ROWS_BETWEEN == 0 && progress_due())
            show_progress(j);
    }
    progress_hide();
    if (got < 0)
        return -1;
    return j->hierarchy ? take_held(j, err) : 0;
}

/* ---- one file ---- */

/* The codes that columns refer to. */
static int load_references(struct job *j, struct err *err)
{
    const struct intake_table *t = j->in->table;
    int self = intake_self_reference(t);

    for (size_t c = 0; c < t->ncolumns; c++) {
        struct stmt *s;
        int row;

        if (!t->columns[c].refers || (int)c == self)
            continue;
        if (db_prepare(j->run->db, arena_printf(j->arena, "SELECT ma FROM %s", t->columns[c].refers), &s, err))
            return -1;
        while ((row = stmt_step(s, err)) == 1) {
            const char *code = stmt_required(s, 0);

            index_add(&j->in->refs[c], code, (size_t)stmt_text_length(s, 0), 0);
        }
        stmt_close(s);
        if (row < 0)
            return -1;
    }
    return 0;
}

static int is_empty_table(struct job *j, int *empty, struct err *err)
{
    int64_t any = 0;

    if (db_integer(j->run->db, arena_printf(j->arena, "SELECT EXISTS (SELECT 1 FROM %s)", j->in->table->name), &any,
                   err))
        return -1;
    *empty = !any;
    return 0;
}

/* Everything inside the transaction, to the rejected rows on the disk. */
static int take_file(struct job *j, struct err *err)
{
    struct run *run = j->run;
    const struct intake_table *t = run->table;
    int present[INTAKE_COLUMNS], rebuild = 0;

    for (size_t c = 0; c < t->ncolumns; c++)
        present[c] = j->in->source[c] >= 0;
    if (load_references(j, err) || is_empty_table(j, &rebuild, err))
        return -1;
    rebuild = rebuild && strcmp(t->name, "ho_so") == 0;
    if (rebuild && schema_drop_scan_index(run->db, err))
        return -1;
    if (sums_begin(run->db, t->name, j->name, run->today, &j->session, err) ||
        upsert_open(j->arena, run->db, t, present, j->session, j->name, &j->upsert, err) || take_rows(j, err))
        return -1;
    if (rebuild && schema_create_scan_index(run->db, err))
        return -1;
    return rejects_flush(j->rejects, err);
}

/* Ends the transaction: nothing is written where nothing changed, or where --strict forbids. */
static int end_transaction(struct job *j, struct err *err)
{
    struct run *run = j->run;
    int keep = !(run->options->strict && j->sums.rejected);

    if (keep && sums_end(run->db, j->session, run->table->name, j->name, csv_sha256(j->csv), &j->sums, &keep, err))
        return -1;
    upsert_close(j->upsert);
    j->upsert = NULL;
    return db_exec(run->db, keep ? "COMMIT" : "ROLLBACK", err);
}

static void report(const struct job *j)
{
    const struct run *run = j->run;
    const struct import_sums *s = &j->sums;
    struct arena *a = j->arena;

    log_info("tệp '%s', bảng %s: đọc %s dòng; mới %s, thay đổi %s, không đổi %s, từ chối %s.%s", j->path,
             run->table->name, vi_count(a, s->rows), vi_count(a, s->added), vi_count(a, s->changed),
             vi_count(a, s->same), vi_count(a, s->rejected),
             s->added || s->changed || s->rejected ? "" : " Không có gì thay đổi.");
    if (s->rejected) {
        sums_report(a, s, run->table);
        log_info("các dòng bị từ chối và lý do ở tệp '%s'; hãy sửa trong tệp này rồi nhập nó như tệp gốc.",
                 rejects_path(j->rejects));
    }
    if (s->rejected && run->options->strict)
        log_info("có --strict nên không giữ dòng nào của tệp '%s'.", j->path);
    if (j->future) {
        struct notes notes;
        day_t today = day_parse_iso(run->today, 10);

        notes_init(&notes, a);
        note_add(&notes, NOTE_WARNING, "tiep_nhan_sau_hom_nay",
                 arena_printf(a, "%s:%" PRId64, j->path, j->first_future),
                 "%s hồ sơ có ngày tiếp nhận sau hôm nay (%s); hãy kiểm tra lại ngày.", vi_count(a, j->future),
                 vi_date(a, today));
        log_note(&notes.list.v[0]);
    }
}

/* The file's own name as it can stand in the database. */
static const char *clean_name(struct arena *a, const char *path)
{
    char *name = arena_strdup(a, path_base(path));

    if (!utf8_valid(name, strlen(name)))
        for (char *p = name; *p; p++)
            if ((unsigned char)*p >= 0x80)
                *p = '?';
    return utf8_nfc(a, name);
}

static int open_file(struct job *j, struct err *err)
{
    struct run *run = j->run;
    struct csv_row header;
    struct notes notes;
    int got;

    notes_init(&notes, j->arena);
    if (csv_open(j->arena, j->path, &j->csv, err))
        return -1;
    got = csv_next(j->csv, &header, err);
    if (got < 0)
        return -1;
    if (got == 0)
        return err_set(err, ST_DATA, "tệp '%s' không có dòng nào; dòng đầu phải là tên các cột.", j->path);
    if (intake_bind(j->arena, run->table, run->map, j->path, &header, &notes, &j->in, err))
        return -1;
    for (size_t i = 0; i < notes.list.n; i++)
        log_note(&notes.list.v[i]);
    j->rejects = rejects_new(j->arena, j->path, j->in, &header, csv_separator(j->csv));
    if (intake_self_reference(run->table) >= 0)
        j->hierarchy = hierarchy_new(j->arena);
    return 0;
}

/* For the coverage, once every file is in. */
static void remember_units(struct job *j)
{
    struct run *run = j->run;
    const char *sha256 = arena_strdup(run->arena, csv_sha256(j->csv));
    const char *name = arena_strdup(run->arena, j->name);

    for (size_t i = 0; i < j->units.n; i++) {
        const char *code = j->units.v[i];
        int at = index_add(&run->units, code, strlen(code), (int)run->met.n);

        if (at == (int)run->met.n)
            vec_add(run->arena, &run->met)->code = arena_strdup(run->arena, code);
        run->met.v[at].file = name;
        run->met.v[at].sha256 = sha256;
    }
}

/* The checks of ho_so repeat, column by column, what every row has just passed, and take most of the time of an import
 * (two thirds, measured). Other tables keep theirs: they also compare columns, some of which a file may lack. */
static int set_checks(struct run *run, int on, struct err *err)
{
    if (strcmp(run->table->name, "ho_so") != 0)
        return 0;
    return db_exec(run->db, on ? "PRAGMA ignore_check_constraints = OFF" : "PRAGMA ignore_check_constraints = ON", err);
}

static int import_file(struct run *run, const char *path, struct err *err)
{
    struct arena *a = arena_new();
    struct job j = {.run = run, .arena = a, .path = path, .name = clean_name(a, path)};
    struct err ignored = {.status = ST_OK};
    int result = -1, open = 0;

    index_init(&j.unit_seen, a);
    sums_init(&j.sums, a);
    j.received = intake_column(run->table, "ngay_tiep_nhan");
    if (open_file(&j, err) || set_checks(run, 0, err) || db_exec(run->db, "BEGIN IMMEDIATE", err))
        goto out;
    open = 1;
    if (take_file(&j, err) || end_transaction(&j, err))
        goto out;
    open = 0;
    if (rejects_publish(j.rejects, err))
        goto out;
    report(&j);
    run->rejected += j.sums.rejected;
    remember_units(&j);
    result = 0;
out:
    upsert_close(j.upsert);
    if (open)
        db_exec(run->db, "ROLLBACK", &ignored);
    set_checks(run, 1, &ignored);
    rejects_close(j.rejects);
    intake_close(j.in);
    csv_close(j.csv);
    arena_free(a);
    return result;
}

/* ---- coverage ---- */

static int write_coverage(struct run *run, struct err *err)
{
    const struct import_options *o = run->options;
    char from[11], to[11];
    struct stmt *s;
    int64_t changed = 0;

    day_iso(o->coverage_from, from);
    day_iso(o->coverage_to, to);
    if (db_prepare(run->db,
                   "INSERT INTO pham_vi (bang, don_vi, tu_ngay, den_ngay, tep, sha256) VALUES (?, ?, ?, ?, ?, ?)"
                   " ON CONFLICT (bang, don_vi, tu_ngay, den_ngay) DO UPDATE SET tep = excluded.tep,"
                   " sha256 = excluded.sha256 WHERE tep IS NOT excluded.tep OR sha256 IS NOT excluded.sha256",
                   &s, err))
        return -1;
    for (size_t i = 0; i < run->met.n; i++) {
        const struct unit_met *m = &run->met.v[i];

        stmt_bind_text(s, 1, run->table->name);
        stmt_bind_text(s, 2, m->code);
        stmt_bind_text(s, 3, from);
        stmt_bind_text(s, 4, to);
        stmt_bind_text(s, 5, m->file);
        stmt_bind_text(s, 6, m->sha256);
        if (stmt_step(s, err) < 0) {
            stmt_close(s);
            return -1;
        }
        changed += db_changes(run->db);
    }
    stmt_close(s);
    log_info("phạm vi số liệu bảng %s từ ngày %s đến ngày %s: %s đơn vị có trong tệp, ghi mới hoặc sửa %s.",
             run->table->name, vi_date(run->arena, o->coverage_from), vi_date(run->arena, o->coverage_to),
             vi_count(run->arena, (int64_t)run->met.n), vi_count(run->arena, changed));
    return 0;
}

static int record_coverage(struct run *run, struct err *err)
{
    struct err ignored = {.status = ST_OK};

    if (run->rejected) {
        log_info("không ghi phạm vi số liệu vì có %s dòng bị từ chối: tệp chưa đủ; hãy sửa các dòng đó, nhập lại, rồi "
                 "nhập tệp gốc đã sửa với --coverage.",
                 vi_count(run->arena, run->rejected));
        return 0;
    }
    if (run->met.n == 0) {
        log_info("không ghi phạm vi số liệu vì tệp không có dòng nào; đơn vị không phát sinh thì khai trong bảng "
                 "pham_vi.");
        return 0;
    }
    if (db_exec(run->db, "BEGIN IMMEDIATE", err))
        return -1;
    if (write_coverage(run, err) || db_exec(run->db, "COMMIT", err)) {
        db_exec(run->db, "ROLLBACK", &ignored);
        return -1;
    }
    return 0;
}

/* ---- the verb ---- */

static int check_options(struct run *run, struct err *err)
{
    const struct import_options *o = run->options;
    size_t n;
    const struct intake_table *tables = intake_tables(&n);
    struct buf list;

    run->table = intake_table(o->table);
    buf_init(&list, run->arena);
    for (size_t i = 0; i < n; i++)
        buf_printf(&list, "%s%s", i ? ", " : "", tables[i].name);
    if (!run->table)
        return err_set(err, ST_USAGE, "không có bảng '%s' để nhập; các bảng: %s.", o->table, buf_str(&list));
    if ((o->coverage_from == DAY_NONE) != (o->coverage_to == DAY_NONE) || o->coverage_from > o->coverage_to)
        return err_set(err, ST_USAGE, "--coverage phải ghi ngày đầu và ngày cuối, ngày đầu không sau ngày cuối.");
    if (o->coverage_from != DAY_NONE && run->table->unit < 0)
        return err_set(
            err, ST_USAGE,
            "--coverage chỉ dùng với bảng có cột đơn vị (ho_so, kiem_tra, nhiem_vu, so_lieu), không dùng với "
            "bảng %s.",
            run->table->name);
    return 0;
}

int run_import(const struct import_options *o, struct err *err)
{
    struct run run = {.arena = arena_new(), .options = o};
    struct intake_map *map = NULL;
    int result = -1;

    index_init(&run.units, run.arena);
    day_iso(o->today == DAY_NONE ? day_of_run() : o->today, run.today);
    if (check_options(&run, err))
        goto out;
    if (o->map && intake_map_load(run.arena, o->map, run.table, &map, err))
        goto out;
    run.map = map;
    if (db_open_write(run.arena, o->database, &run.db, err))
        goto out;
    for (size_t i = 0; i < o->nfiles; i++)
        if (import_file(&run, o->files[i], err))
            goto out;
    if (o->coverage_from != DAY_NONE && record_coverage(&run, err))
        goto out;
    result = run.rejected ? ST_FINDINGS : ST_OK;
out:
    db_close(run.db);
    arena_free(run.arena);
    return result;
}
