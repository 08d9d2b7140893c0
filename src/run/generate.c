#include "run/generate.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/vi.h"
#include "doc/report.h"
#include "run/fonts.h"
#include "run/manifest.h"
#include "run/publish.h"
#include "run/signals.h"
#include "run/version.h"
#include "run/worker.h"

static const char manifest_name[] = "manifest.json";

/* One unit's papers on their way. What belongs to all units is in the context. */
struct papers {
    struct arena *arena;
    int unit;
    const char *number; /* as printed */
    struct notes notes; /* of this unit: the run's and its own */
    struct document *doc;
    const char *pdf_name, *xlsx_name;
};

enum { FILES = 2 /* beside the manifest */ };

static int check_request(const struct run_request *q, struct err *err)
{
    if (q->final && (!q->number || q->date == DAY_NONE))
        return err_set(err, ST_USAGE, "bản chính thức cần cả số và ngày: --final --number SỐ --date NGÀY.");
    if (!q->final && (q->number || q->date != DAY_NONE))
        return err_set(err, ST_USAGE, "--number và --date chỉ dùng cho bản chính thức; hãy thêm --final.");
    if (q->final && (strlen(q->number) > 9 || q->number[strspn(q->number, "0123456789")] || atoll(q->number) == 0))
        return err_set(err, ST_USAGE, "--number '%s': số văn bản chỉ gồm chữ số, lớn hơn 0.", q->number);
    return 0;
}

static struct publish_target target_of(const struct run_context *x, const struct run_request *q, int unit)
{
    return (struct publish_target){
        .root = x->config->output_dir,
        .period = x->period.code,
        .unit = x->catalog->units[unit].code,
        .report = x->config->report,
        .final = q->final,
    };
}

static void copy_notes(struct notes *to, const struct notes *from)
{
    for (size_t i = 0; i < from->list.n; i++)
        *vec_add(to->arena, &to->list) = from->list.v[i];
}

/* A final needs data that are complete and without errors: what a draft only marks. */
static int check_final(const struct run_context *x, const struct papers *p, struct err *err)
{
    for (size_t i = 0; i < p->notes.list.n; i++) {
        const struct note *n = &p->notes.list.v[i];

        if (n->level == NOTE_ERROR)
            return err_set(
                err, ST_DATA, "đơn vị '%s': chưa ra được bản chính thức vì còn lỗi [%s] %s: %s (lỗi như vậy: %zu).",
                x->catalog->units[p->unit].code, n->id, n->place, n->text, notes_count(&p->notes, NOTE_ERROR));
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
static int check_loaded(const struct run_context *x, const struct papers *p, struct err *err)
{
    const struct document *doc = p->doc;
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
    return err_set(
        err, ST_DATA,
        "đơn vị '%s': biểu '%s' còn ô chưa có số liệu nên chưa ra được bản chính thức; hãy nạp đủ số liệu với "
        "--coverage ('cchc-report check' cho biết thiếu của đơn vị nào).",
        x->catalog->units[p->unit].code, where);
}

/* Text and figures of a unit; everything that needs the database or refuses a final is done here. */
static int build(struct run_context *x, const struct run_request *q, struct papers *p, struct err *err)
{
    struct report_request r = {
        .config = x->config,
        .catalog = x->catalog,
        .facts = x->facts,
        .templates_dir = x->templates_dir,
        .unit = p->unit,
        .final = q->final,
        .number = p->number,
        .date = q->date,
        .program = "cchc-report " CCHC_VERSION,
        .fingerprint = x->data_hash,
    };
    const char *code = x->catalog->units[p->unit].code;

    copy_notes(&p->notes, &x->notes);
    if (checks_run(p->arena, x->db, x->cube, x->coverage, &x->period, x->config, p->unit, DAY_NONE, &p->notes, err))
        return -1;
    if (q->final && q->date < x->period.sections[0].now.to)
        note_add(&p->notes, NOTE_WARNING, "ngay_truoc_chot", code, "ngày ban hành %s đứng trước ngày chốt số liệu %s.",
                 vi_date(p->arena, q->date), vi_date(p->arena, x->period.sections[0].now.to));
    if (report_build(p->arena, &r, &p->doc, &p->notes, err))
        return err_prefix(err, "đơn vị '%s': ", code);
    p->pdf_name = arena_printf(p->arena, "BC_CCHC_%s_%s.pdf", x->period.code, code);
    p->xlsx_name = arena_printf(p->arena, "PL_CCHC_%s_%s.xlsx", x->period.code, code);
    return q->final && (check_loaded(x, p, err) || check_final(x, p, err)) ? -1 : 0;
}

/* Fingerprints of what the papers are made from; the same for all units but for the prose. */
static int fill_fingerprints(const struct run_context *x, const struct papers *p, struct manifest *m, struct err *err)
{
    char *prose = path_join(p->arena, x->config->prose_dir,
                            arena_printf(p->arena, "%s/%s", x->period.code, x->catalog->units[p->unit].code));

    memcpy(m->data, x->data_hash, HASH_HEX);
    return hash_file(x->config->path, m->config, err) || manifest_hash_folder(x->templates_dir, m->templates, err) ||
                   manifest_hash_folder(prose, m->prose, err)
               ? -1
               : 0;
}

static int write_manifest(const struct run_context *x, const struct run_request *q, const struct papers *p,
                          const char *dir, const struct work_result *made, struct err *err)
{
    struct manifest_file files[FILES];
    struct manifest m = {
        .unit = x->catalog->units[p->unit].code,
        .unit_name = x->catalog->units[p->unit].name,
        .report = x->config->report,
        .final = q->final,
        .number = p->number,
        .date = q->date,
        .period = &x->period,
        .font = made->font,
        .fonts = made->fonts,
        .nfonts = FACE_COUNT,
        .files = files,
        .nfiles = FILES,
        .notes = &p->notes,
    };
    struct buf b;

    buf_init(&b, p->arena);
    if (manifest_file(p->arena, path_join(p->arena, dir, p->pdf_name), &files[0], err) ||
        manifest_file(p->arena, path_join(p->arena, dir, p->xlsx_name), &files[1], err) ||
        fill_fingerprints(x, p, &m, err))
        return -1;
    manifest_write(&m, &b);
    return file_write(path_join(p->arena, dir, manifest_name), b.p, b.n, err);
}

/* Is there what was made and nothing else? Children and libraries had the folder. */
static int check_folder(const struct papers *p, const char *dir, struct err *err)
{
    const char *const want[] = {p->pdf_name, p->xlsx_name, manifest_name, NULL};
    size_t found = 0;
    char **names;

    if (dir_list(p->arena, dir, &names, err))
        return -1;
    for (; *names; names++) {
        size_t i = 0;

        while (want[i] && strcmp(want[i], *names))
            i++;
        if (!want[i])
            return err_set(err, ST_INTERNAL, "có tệp lạ '%s' giữa kết quả; đây là lỗi chương trình.", *names);
        found++;
    }
    if (found != FILES + 1)
        return err_set(err, ST_INTERNAL, "kết quả thiếu tệp; đây là lỗi chương trình.");
    return 0;
}

static void print_paths(const struct papers *p, const char *dir, FILE *out)
{
    const char *const names[] = {p->pdf_name, p->xlsx_name, manifest_name};

    for (size_t i = 0; i < FILES + 1; i++)
        fprintf(out, "%s\n", path_join(p->arena, dir, names[i]));
    fflush(out);
}

/* Renders, verifies and shows the papers of a unit, or leaves nothing. */
static int publish(const struct run_context *x, const struct run_request *q, struct papers *p,
                   const struct font_candidates *fonts, const struct signals *signals, FILE *out, struct err *err)
{
    struct publish_target target = target_of(x, q, p->unit);
    struct publication *publication = NULL;
    struct work_result made;
    struct work work = {
        .name = x->catalog->units[p->unit].code,
        .doc = p->doc,
        .fonts = fonts,
        .layout_options = {.tag_rows = x->config->tagging == PDF_TAGS_ALL ? SIZE_MAX : TAG_ROWS,
                           .signature_field = x->config->signature_field},
        .pdf_options = {.archive = x->config->standard == PDF_ARCHIVE, .tagged = x->config->tagging != PDF_TAGS_NONE}};
    const char *dir, *published;
    int result = -1;

    if (publish_open(p->arena, &target, &publication, err))
        goto out;
    dir = publish_dir(publication);
    work.pdf = path_join(p->arena, dir, p->pdf_name);
    work.xlsx = path_join(p->arena, dir, p->xlsx_name);
    work.scratch = publish_scratch(publication);
    if (worker_run(p->arena, &work, signals, &made, &p->notes, err) || (q->final && check_final(x, p, err)) ||
        write_manifest(x, q, p, dir, &made, err) || check_folder(p, dir, err) || signals_check(signals, err) ||
        publish_commit(publication, &published, err))
        goto out;
    print_paths(p, published, out);
    result = 0;
out:
    publish_close(publication);
    return result;
}

/* What somebody should do something about; the rest is in the manifest. */
static void log_notes(const struct notes *notes)
{
    size_t rest = notes->list.n - notes_count(notes, NOTE_WARNING);

    for (size_t i = 0; i < notes->list.n; i++)
        if (notes->list.v[i].level >= NOTE_WARNING)
            log_note(&notes->list.v[i]);
    if (rest)
        log_info("còn %zu lưu ý; 'cchc-report check' và manifest.json nêu đủ.", rest);
}

/* "5" → "05": Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3. */
static const char *printed_number(struct arena *a, const char *number)
{
    number += strspn(number, "0");
    return arena_printf(a, "%s%s", number[1] ? "" : "0", number);
}

int run_generate(const struct run_request *q, FILE *out, struct err *err)
{
    struct run_context x = {0};
    struct papers p = {.arena = arena_new(), .number = ""};
    struct publish_target target;
    struct font_candidates fonts;
    struct signals signals;
    int result = -1;

    notes_init(&p.notes, p.arena);
    if (check_request(q, err) || context_prepare(&x, q, err))
        goto out;
    p.unit = x.unit;
    if (q->final)
        p.number = printed_number(p.arena, q->number);
    /* What can be told without counting is told first. */
    target = target_of(&x, q, p.unit);
    if (publish_check(p.arena, &target, err) ||
        report_check(x.arena, x.templates_dir, x.config->report, x.catalog, x.facts, err) ||
        fonts_load(x.arena, path_join(x.arena, x.data_dir, "fonts/fonts.ini"), &fonts, err) ||
        context_count(&x, 1, err))
        goto out;
    if (build(&x, q, &p, err)) {
        log_notes(&p.notes);
        goto out;
    }
    /* A connection never crosses a fork. */
    db_close(x.db);
    x.db = NULL;
    if (signals_hold(&signals, err))
        goto out;
    result = publish(&x, q, &p, &fonts, &signals, out, err);
    signals_release(&signals);
    log_notes(&p.notes);
out:
    arena_free(p.arena);
    context_close(&x);
    return result;
}
