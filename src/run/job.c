#include "run/job.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/vi.h"
#include "doc/gate.h"
#include "doc/report.h"
#include "run/correction.h"
#include "run/detail_file.h"
#include "run/finals.h"
#include "run/kept.h"
#include "run/manifest.h"
#include "run/publish.h"
#include "run/unchanged.h"
#include "run/version.h"

static const char program[] = "cchc-report " CCHC_VERSION;

enum { PDF, WORKBOOK, DETAIL, MOST_FILES /* beside the manifest */ };

static const struct unit *unit_of(const struct job *j)
{
    return &j->batch->x->catalog->units[j->unit];
}

int batch_open(struct batch *b, struct err *err)
{
    return hash_file(b->x->config->path, b->config, err) ||
                   manifest_hash_folders(&b->x->templates_dir, 1, b->templates, err)
               ? -1
               : 0;
}

int batch_input(const struct batch *b, struct arena *a, int unit, struct manifest *out, struct err *err)
{
    const struct run_context *x = b->x;
    const char *folders[PROSE_FOLDERS];

    out->program = program;
    memcpy(out->config, b->config, HASH_HEX);
    memcpy(out->templates, b->templates, HASH_HEX);
    memcpy(out->data, x->data_hash, HASH_HEX);
    report_prose_folders(a, x->config, x->catalog, x->period.code, unit, folders);
    return manifest_hash_folders(folders, PROSE_FOLDERS, out->prose, err);
}

void job_init(struct job *j, const struct batch *b, int unit, struct issue issue, const struct past *past)
{
    *j = (struct job){.batch = b, .unit = unit, .issue = issue, .past = past, .arena = arena_new()};
    notes_init(&j->notes, j->arena);
    for (size_t i = 0; i < b->x->notes.list.n; i++)
        *vec_add(j->arena, &j->notes.list) = b->x->notes.list.v[i];
    for (size_t i = 0; i < past->notes.list.n; i++)
        *vec_add(j->arena, &j->notes.list) = past->notes.list.v[i];
    j->names[PDF] = arena_printf(j->arena, "BC_%sCCHC_%s_%s.pdf", b->q->correction ? "DINH_CHINH_" : "",
                                 b->x->period.code, unit_of(j)->code);
    j->names[WORKBOOK] = arena_printf(j->arena, "PL_%sCCHC_%s_%s.xlsx", b->q->correction ? "DINH_CHINH_" : "",
                                      b->x->period.code, unit_of(j)->code);
    j->names[DETAIL] = FINAL_DETAIL;
    j->nnames = b->q->final ? MOST_FILES : DETAIL;
    for (size_t i = 0; i < j->nnames; i++)
        j->files[i].name = j->names[i];
}

static struct publish_target target_of(const struct run_context *x, const struct run_request *q, int unit,
                                       struct issue issue)
{
    char day[11];

    return (struct publish_target){
        .root = x->config->output_dir,
        .period = x->period.code,
        .unit = x->catalog->units[unit].code,
        .report = x->config->report,
        .below = q->correction ? CORRECTION_FOLDER : NULL,
        .final = q->final,
        .name = q->correction && q->final ? arena_printf(x->arena, "%s-so-%s", day_iso(issue.date, day), issue.number)
                                          : NULL,
    };
}

int job_check(const struct run_context *x, const struct run_request *q, int unit, struct issue issue, struct err *err)
{
    struct publish_target target = target_of(x, q, unit, issue);

    return publish_check(x->arena, &target, err);
}

/* ---- what a draft only marks, and a final does not allow ---- */

static int check_errors(struct job *j)
{
    for (size_t i = 0; i < j->notes.list.n; i++) {
        const struct note *n = &j->notes.list.v[i];

        if (n->level == NOTE_ERROR)
            return err_set(&j->err, ST_DATA, "chưa ra được bản chính thức vì còn lỗi [%s] %s: %s (lỗi như vậy: %zu).",
                           n->id, n->place, n->text, notes_count(&j->notes, NOTE_ERROR));
    }
    return 0;
}

static size_t missing_cells(const struct grid *g)
{
    size_t n = 0;

    for (size_t i = 0; i < g->nrows; i++)
        for (size_t k = 0; k < g->ncolumns; k++)
            n += g->rows[i].cells[k].kind == CELL_MISSING;
    return n;
}

static size_t missing_bars(const struct chart *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->ngroups * c->nseries; i++)
        n += c->missing && c->missing[i];
    return n;
}

/* Sentences about what was not loaded are refused where they are made; tables and charts would print "…". */
static int check_loaded(struct job *j, const struct document *doc)
{
    const char *where = NULL;

    for (size_t i = 0; i < doc->nnodes && !where; i++) {
        const struct node *n = &doc->nodes[i];

        if (n->type == NODE_TABLE && missing_cells(n->table))
            where = n->table->id;
        if (n->type == NODE_CHART && missing_bars(n->chart))
            where = n->chart->id;
    }
    for (size_t i = 0; i < doc->nannexes && !where; i++)
        if (missing_cells(doc->annexes[i].table))
            where = doc->annexes[i].id;
    if (!where)
        return 0;
    return err_set(&j->err, ST_DATA,
                   "biểu '%s' còn ô chưa có số liệu nên chưa ra được bản chính thức; hãy nạp đủ số liệu với "
                   "--coverage ('cchc-report check' cho biết thiếu của đơn vị nào).",
                   where);
}

static int failed(struct job *j)
{
    job_stop(j);
    return err_prefix(&j->err, "đơn vị '%s': ", unit_of(j)->code);
}

/* ---- start ---- */

static struct report_request request_of(const struct job *j)
{
    const struct run_context *x = j->batch->x;

    return (struct report_request){
        .config = x->config,
        .catalog = x->catalog,
        .facts = x->facts,
        .checks = j->batch->checks,
        .templates_dir = x->templates_dir,
        .unit = j->unit,
        .final = j->batch->q->final,
        .number = j->issue.number,
        .date = j->issue.date,
        .program = program,
        .fingerprint = x->data_hash,
    };
}

/* A final of this period is there, and would be printed otherwise now. */
static int note_changes(struct job *j, struct arena *a, const struct report_request *r, const struct document *doc)
{
    struct figure_change *changes;
    struct trace *trace;
    size_t n;

    if (trace_open(a, r, &trace, &j->err) || past_compare(a, j->past, doc, trace, &changes, &n, &j->err))
        return -1;
    past_note(a, j->past, unit_of(j)->code, changes, n, &j->notes);
    return 0;
}

/* The report as it is printed, or would be. */
static int build_report(struct job *j, struct arena *a, const struct report_request *r, struct document **doc)
{
    const struct run_context *x = j->batch->x;
    const struct gate_request gate = {
        .config = x->config, .catalog = x->catalog, .facts = x->facts, .unit = j->unit, .issued = r->date};
    size_t before;

    if (report_build(a, r, doc, &j->notes, &j->err))
        return -1;
    before = j->notes.list.n;
    gate_check(a, &gate, *doc, &j->notes);
    gate_add_page(a, *doc, j->notes.list.v + before, j->notes.list.n - before);
    return r->final && (check_loaded(j, *doc) || check_errors(j)) ? -1 : 0;
}

static void check_date(struct job *j, struct arena *a, day_t first, const char *what)
{
    if (j->batch->q->final && j->issue.date < first)
        note_add(&j->notes, NOTE_WARNING, "ngay_truoc_chot", unit_of(j)->code, "ngày ban hành %s đứng trước %s %s.",
                 vi_date(a, j->issue.date), what, vi_date(a, first));
}

/* What the report of this period and number would print now, and how it differs: only so can it be put right. 1: it
 * would print the same. */
static int build_correction(struct job *j, struct arena *a, struct document **doc, struct document **report)
{
    const struct report_request r = request_of(j);
    struct report_request as_then = r;
    struct figure_change *changes;
    struct trace *trace;
    size_t n;

    if (!j->past->same && j->past->first)
        return err_set(&j->err, ST_DATA,
                       "%s tính số liệu theo những ngày khác lần chạy này; hãy chạy với đúng --from, --to và các ngày "
                       "trong cấu hình như khi công bố.",
                       past_name(a, j->past->first));
    if (!j->past->same)
        return err_set(&j->err, ST_NOINPUT,
                       "kỳ %s chưa có bản chính thức nguyên vẹn nào ở '%s' để đính chính; số liệu của bản dự thảo thì "
                       "chỉ cần chạy lại.",
                       j->batch->x->period.code, j->batch->x->config->output_dir);
    if (r.final) {
        as_then.number = j->past->first->manifest.number;
        as_then.date = j->past->first->manifest.date;
    }
    if (build_report(j, a, &as_then, report) || trace_open(a, &r, &trace, &j->err) ||
        past_compare(a, j->past, *report, trace, &changes, &n, &j->err))
        return -1;
    while (n && !*changes[n - 1].then) /* what was never published needs no correction */
        n--;
    if (!n) {
        j->nothing =
            arena_printf(j->arena, "đơn vị '%s': mọi số liệu của %s vẫn như khi công bố, không có gì phải đính chính.",
                         unit_of(j)->code, past_name(a, j->past->same->final));
        return 1;
    }
    check_date(j, a, j->past->same->final->manifest.date, "ngày của báo cáo được đính chính");
    return correction_build(a, &r, j->past, *report, changes, n, doc, &j->notes, &j->err);
}

/* One of many whose final is there: run again, it is left as it is, and is no failure unless it would be another now.
 */
static int check_published(struct job *j, struct arena *a)
{
    const struct final *f = j->past->first;
    struct report_request r = request_of(j);
    struct figure_change *changes;
    struct document *doc;
    struct notes others;
    struct trace *trace;
    size_t n;

    r.final = 0;
    notes_init(&others, a);
    if (strcmp(f->manifest.number, j->issue.number) != 0 || f->manifest.date != j->issue.date)
        return err_set(&j->err, ST_CANTCREATE, "đã có bản chính thức là %s, không đổi thành số %s ngày %s được.",
                       past_name(a, f), j->issue.number, vi_date(a, j->issue.date));
    if (report_build(a, &r, &doc, &others, &j->err) || trace_open(a, &r, &trace, &j->err) ||
        past_compare(a, j->past, doc, trace, &changes, &n, &j->err))
        return -1;
    if (n)
        return err_set(&j->err, ST_CANTCREATE,
                       "đã có bản chính thức là %s, nay %zu số liệu tính ra khác (%s: %s → %s%s); bản chính thức không "
                       "bao giờ bị ghi đè, hãy đính chính bằng 'cchc-report run --correction'.",
                       past_name(a, f), n, changes[0].id, changes[0].then, changes[0].now, n > 1 ? "; …" : "");
    j->nothing = arena_printf(j->arena, "đơn vị '%s': đã có bản chính thức là %s, mọi số liệu vẫn như khi công bố.",
                              unit_of(j)->code, past_name(a, f));
    return 1;
}

/* The document is in `a`, which may go when the child has it; so is the report whose figures it publishes: itself, or
 * what it puts right. 1: nothing is to be made. */
static int build(struct job *j, struct arena *a, struct document **doc, struct document **report)
{
    const struct report_request r = request_of(j);

    checks_unit(a, j->batch->checks, j->unit, &j->notes);
    if (j->batch->q->correction)
        return build_correction(j, a, doc, report);
    if (j->batch->q->final && j->past->same)
        return check_published(j, a);
    check_date(j, a, j->batch->x->period.sections[0].now.to, "ngày chốt số liệu");
    if (build_report(j, a, &r, doc))
        return -1;
    *report = *doc;
    past_note_year(a, j->past, unit_of(j)->code, *doc, &j->notes);
    return j->past->same ? note_changes(j, a, &r, *doc) : 0;
}

/* ---- what is there already ---- */

/* Before anything is made: what changes while it is, makes the next run do it again. */
static int describe(struct job *j)
{
    const struct run_context *x = j->batch->x;

    j->manifest = (struct manifest){
        .unit = unit_of(j)->code,
        .unit_name = unit_of(j)->name,
        .report = x->config->report,
        .final = j->batch->q->final,
        .number = j->issue.number,
        .date = j->issue.date,
        .corrects = j->batch->q->correction && j->past->first ? &j->past->first->manifest : NULL,
        .period = &x->period,
        .files = j->files,
        .nfiles = j->nnames,
        .notes = &j->notes,
    };
    unchanged_context(j->arena, &x->period, j->batch->checks, j->unit, j->past, j->manifest.context);
    return batch_input(j->batch, j->arena, j->unit, &j->manifest, &j->err);
}

static void set_fonts(struct job *j, const struct work_result *made)
{
    j->manifest.font = made->font;
    j->manifest.fonts = made->fonts;
    j->manifest.nfonts = FACE_COUNT;
}

/* A final that is whole ends the matter for the timer. 1: nothing is to be made. */
static int look_at_final(struct job *j)
{
    const struct run_context *x = j->batch->x;
    struct final *final;

    if (finals_find(j->arena, x->config->output_dir, x->period.code, unit_of(j)->code, x->config->report, &final,
                    &j->err))
        return -1;
    if (!final)
        return 0;
    finals_check(j->arena, final);
    if (final->damage.status)
        return err_set(&j->err, ST_DATA, "bản chính thức không còn nguyên vẹn: %s Hãy phục hồi nó từ bản sao.",
                       final->damage.text);
    j->nothing = "";
    return 1;
}

/* A draft that is whole does if the same one would be made. 1: nothing is to be made. */
static int look_at_draft(struct job *j)
{
    const struct run_context *x = j->batch->x;
    struct final *draft;

    if (drafts_find(j->arena, x->config->output_dir, x->period.code, unit_of(j)->code, x->config->report,
                    j->batch->q->correction ? CORRECTION_FOLDER : NULL, &draft, &j->err))
        return -1;
    if (!draft)
        return 0;
    set_fonts(j, &j->batch->made);
    finals_check(j->arena, draft);
    if (draft->damage.status || !unchanged(&draft->manifest, &j->manifest))
        return 0;
    j->kept = 1;
    j->folder = draft->dir;
    return 1;
}

/* A paper with gaps is no draft that anybody asked for: the timer comes again. */
static int wait_for_data(struct job *j)
{
    struct data_question *v;
    size_t n = checks_questions(j->arena, j->batch->checks, j->unit, &v);

    for (size_t i = 0; i < n; i++)
        if (v[i].level >= NOTE_WARNING && strcmp(v[i].id, QUESTION_NOT_COVERED) == 0)
            return err_set(&j->err, ST_TEMPFAIL, "%s của: %s; chờ nạp đủ rồi làm.", v[i].what, v[i].who);
    return 0;
}

static int start_child(struct job *j, const struct document *doc)
{
    const struct config *c = j->batch->x->config;
    const char *dir = publish_dir(j->publication);
    const struct work work = {
        .doc = doc,
        .fonts = j->batch->fonts,
        .layout_options = {.tag_rows = c->tagging == PDF_TAGS_ALL ? SIZE_MAX : TAG_ROWS,
                           .signature_field = c->signature_field},
        .pdf_options = {.archive = c->standard == PDF_ARCHIVE, .tagged = c->tagging != PDF_TAGS_NONE},
        .pdf = path_join(j->arena, dir, j->names[PDF]),
        .xlsx = path_join(j->arena, dir, j->names[WORKBOOK]),
        .scratch = publish_scratch(j->publication),
        .limits = c->limits,
    };

    return worker_start(j->arena, &work, &j->worker, &j->err);
}

/* To its end, as later papers will. */
static int reread_detail(struct job *j, struct arena *a, const char *path)
{
    struct kept_figure *figures;
    struct detail_file *file;
    struct range r;
    enum table t;
    size_t n;
    int step;

    if (detail_file_open(a, path, &file, &j->err))
        return -1;
    step = detail_file_figures(file, &figures, &n, &j->err) ? -1 : 1;
    while (step == 1)
        step = detail_file_next(file, &t, &r, &j->err);
    detail_file_close(file);
    return step;
}

/* The child is at work meanwhile. */
static int write_detail(struct job *j, struct arena *a, const struct document *doc)
{
    const struct run_context *x = j->batch->x;
    char date[11], session[24];
    const struct kept_pair head[] = {
        {"chuong_trinh", program}, {"don_vi", unit_of(j)->code}, {"bao_cao", x->config->report},
        {"ky", x->period.code},    {"so", j->issue.number},      {"ngay", day_iso(j->issue.date, date)},
        {"so_lieu", x->data_hash}, {"phien_nhap", session},
    };
    const struct report_request r = request_of(j);
    struct kept_figure *figures;
    struct trace *trace;
    const char *path;
    size_t n;

    if (trace_open(a, &r, &trace, &j->err) || kept_figures(a, doc, trace, &figures, &n, &j->err))
        return -1;
    snprintf(session, sizeof session, "%jd", (intmax_t)j->batch->behind->session);
    path = path_join(a, publish_dir(j->publication), j->names[DETAIL]);
    return detail_file_write(a, path, head, sizeof head / sizeof *head, figures, n, j->batch->behind,
                             kept_units(a, x->catalog, j->unit), &j->err) ||
                   reread_detail(j, a, path)
               ? -1
               : 0;
}

int job_start(struct job *j)
{
    struct publish_target target = target_of(j->batch->x, j->batch->q, j->unit, j->issue);
    struct arena *a = arena_new();
    struct document *doc, *report;
    int result;

    j->err = j->past->failure;
    result = j->err.status ? -1 : describe(j);
    if (result == 0 && j->batch->q->due)
        result = look_at_final(j);
    if (result == 0 && j->batch->resume)
        result = look_at_draft(j);
    if (result == 0 && j->batch->q->due)
        result = wait_for_data(j);
    if (result == 0)
        result = build(j, a, &doc, &report);
    if (result == 0 && (publish_open(j->arena, &target, &j->publication, &j->err) || start_child(j, doc) ||
                        (j->batch->q->final && write_detail(j, a, report))))
        result = -1;
    arena_free(a);
    return result < 0 ? failed(j) : result;
}

/* ---- finish ---- */

/* Names and hashes are those of the bytes that the child has read back. */
static int write_manifest(struct job *j, const char *dir, const struct work_result *made)
{
    struct buf b;

    buf_init(&b, j->arena);
    set_fonts(j, made);
    j->files[PDF] = made->pdf;
    j->files[WORKBOOK] = made->xlsx;
    if (j->batch->q->final &&
        manifest_file(j->arena, path_join(j->arena, dir, j->names[DETAIL]), &j->files[DETAIL], &j->err))
        return -1;
    manifest_write(&j->manifest, &b);
    return file_write(path_join(j->arena, dir, MANIFEST_NAME), b.p, b.n, &j->err);
}

/* Is there what was made, as it was verified, and nothing else? Children and libraries had the folder. */
static int check_folder(struct job *j, const char *dir)
{
    struct err damage = {.status = ST_OK};
    struct manifest again;
    size_t found = 0;
    char **names;

    if (dir_list(j->arena, dir, &names, &j->err))
        return -1;
    for (; *names; names++) {
        size_t i = 0;

        while (i < j->nnames && strcmp(j->names[i], *names))
            i++;
        if (i == j->nnames && strcmp(*names, MANIFEST_NAME))
            return err_set(&j->err, ST_INTERNAL, "có tệp lạ '%s' giữa kết quả; đây là lỗi chương trình.", *names);
        found++;
    }
    if (found != j->nnames + 1)
        return err_set(&j->err, ST_INTERNAL, "kết quả thiếu tệp; đây là lỗi chương trình.");
    if (manifest_verify(j->arena, dir, 0, &again, NULL, &damage) == 0)
        return 0;
    return err_set(&j->err, ST_IO,
                   "kết quả vừa làm đọc lại không đúng như đã kiểm tra nên không được công bố (%s); hãy kiểm tra ổ đĩa "
                   "rồi chạy lại.",
                   damage.text);
}

static int publish(struct job *j, const struct work_result *made, const struct signals *signals, int *interrupted)
{
    const char *dir = publish_dir(j->publication);

    if ((j->batch->q->final && check_errors(j)) || write_manifest(j, dir, made) || check_folder(j, dir))
        return -1;
    *interrupted = signals_check(signals, &j->err) != 0;
    return *interrupted ? -1 : publish_commit(j->publication, &j->folder, &j->err);
}

int job_finish(struct job *j, const struct signals *signals, int *interrupted)
{
    struct worker *worker = j->worker;
    struct work_result made;
    int result = -1;

    *interrupted = 0;
    j->worker = NULL;
    if (worker_finish(worker, &made, &j->notes, &j->err) == 0 && publish(j, &made, signals, interrupted) == 0)
        result = 0;
    job_stop(j);
    return result && !*interrupted ? failed(j) : result;
}

void job_stop(struct job *j)
{
    if (j->worker)
        worker_stop(j->worker);
    j->worker = NULL;
    publish_close(j->publication);
    j->publication = NULL;
}

void job_print_paths(const struct job *j, FILE *out)
{
    for (size_t i = 0; i < j->nnames; i++)
        fprintf(out, "%s\n", path_join(j->arena, j->folder, j->names[i]));
    fprintf(out, "%s\n", path_join(j->arena, j->folder, MANIFEST_NAME));
    fflush(out);
}

void job_close(struct job *j)
{
    job_stop(j);
    arena_free(j->arena);
    j->arena = NULL;
}
