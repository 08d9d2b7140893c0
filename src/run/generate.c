#include "run/generate.h"

#include <assert.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/progress.h"
#include "base/vi.h"
#include "data/checks.h"
#include "doc/report.h"
#include "run/fonts.h"
#include "run/job.h"
#include "run/lock.h"
#include "run/publish.h"
#include "run/worker.h"

/* ---------------------------------------------------------------- what is asked for */

static int check_request(const struct run_request *q, struct err *err)
{
    int one = q->number || q->date != DAY_NONE;

    if (q->unit && q->all_units)
        return err_set(err, ST_USAGE, "--unit và --all-units không đi cùng nhau; hãy bỏ một.");
    if (!q->final && (one || q->numbers))
        return err_set(err, ST_USAGE, "--number, --date và --numbers chỉ dùng cho bản chính thức; hãy thêm --final.");
    if (q->numbers && !q->all_units)
        return err_set(err, ST_USAGE, "--numbers chỉ dùng với --all-units; một đơn vị thì dùng --number và --date.");
    if (q->final && q->all_units && (!q->numbers || one))
        return err_set(err, ST_USAGE,
                       "bản chính thức của mọi đơn vị lấy số và ngày ở một tệp (các cột ma,so,ngay): --all-units "
                       "--final --numbers TỆP.csv.");
    if (q->final && !q->all_units && (!q->number || q->date == DAY_NONE))
        return err_set(err, ST_USAGE, "bản chính thức cần cả số và ngày: --final --number SỐ --date NGÀY.");
    if (q->number && !number_is_valid(q->number))
        return err_set(err, ST_USAGE, "--number '%s': số văn bản chỉ gồm chữ số, lớn hơn 0.", q->number);
    return 0;
}

static int read_issues(const struct run_context *x, const struct run_request *q, const int *units, size_t n,
                       struct issue *issues, struct err *err)
{
    for (size_t i = 0; i < n; i++)
        issues[i] = (struct issue){"", DAY_NONE};
    if (!q->final)
        return 0;
    if (q->all_units)
        return numbers_load(x->arena, q->numbers, x->catalog, units, n, issues, err);
    issues[0] = (struct issue){number_printed(x->arena, q->number), q->date};
    return 0;
}

/* ---------------------------------------------------------------- what people read */

static void log_findings(const struct notes *notes, size_t first)
{
    for (size_t i = first; i < notes->list.n; i++)
        if (notes->list.v[i].level >= NOTE_WARNING)
            log_note(&notes->list.v[i]);
}

/* What somebody should do something about; the rest is in the manifest. */
static void log_notes(const struct job *j)
{
    size_t rest = j->notes.list.n - notes_count(&j->notes, NOTE_WARNING);

    log_findings(&j->notes, 0);
    if (rest)
        log_info("còn %zu lưu ý; 'cchc-report check' và manifest.json nêu đủ.", rest);
}

/* Of many papers each has one line: what is wrong with most of them would hide what is wrong with one. `first`: what
 * was told before. */
static void log_summary(const struct job *j, size_t first)
{
    const struct run_context *x = j->batch->x;
    const struct unit *u = &x->catalog->units[j->unit];
    size_t errors = 0, warnings = 0;

    for (size_t i = first; i < j->notes.list.n; i++) {
        errors += j->notes.list.v[i].level == NOTE_ERROR;
        warnings += j->notes.list.v[i].level == NOTE_WARNING;
    }
    if (errors || warnings)
        log_info("kỳ %s, đơn vị '%s' (%s): %zu lỗi, %zu cảnh báo; manifest.json của đơn vị nêu đủ.", x->period.code,
                 u->code, u->name, errors, warnings);
}

/* ---------------------------------------------------------------- all jobs */

enum { CODES_SHOWN = 10 };

struct crew {
    struct job *jobs;
    size_t n, next, told; /* jobs; next to be started; those before are told of */
    struct job *active[WORKERS_MAX];
    size_t nactive, limit;
    const struct signals *signals;
    FILE *out;
    struct err *err;
};

/* A core for each child, as many as this process may use. */
static size_t worker_limit(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return n < 1 ? 1 : n > WORKERS_MAX ? WORKERS_MAX : (size_t)n;
}

/* -1: interrupted. */
static int start_some(struct crew *c)
{
    while (c->nactive < c->limit && c->next < c->n) {
        struct job *j = &c->jobs[c->next++];

        if (signals_check(c->signals, c->err))
            return -1;
        if (job_start(j) == 0)
            c->active[c->nactive++] = j;
    }
    return 0;
}

/* Waits for a child and takes its papers over, or until the line of progress can go on. -1: interrupted. */
static int finish_one(struct crew *c)
{
    struct worker *workers[WORKERS_MAX];
    int i, interrupted = 0;
    struct job *j;

    for (size_t k = 0; k < c->nactive; k++)
        workers[k] = c->active[k]->worker;
    i = worker_wait(workers, c->nactive, progress_wait_ms(), c->signals, c->err);
    if (i < 0)
        return -1;
    if ((size_t)i == c->nactive)
        return 0;
    j = c->active[i];
    c->active[i] = c->active[--c->nactive];
    if (job_finish(j, c->signals, &interrupted) && interrupted)
        return err_set(c->err, j->err.status, "%s", j->err.text);
    return 0;
}

/* What only waits for data comes by itself: of many units the timer names them together. */
static int is_waiting(const struct crew *c, const struct job *j)
{
    return c->n > 1 && j->batch->q->due && j->err.status == ST_TEMPFAIL;
}

/* In the order of the units, whichever child was first: one that is not done holds back those behind it, unless the
 * run has stopped. */
static void tell(struct crew *c, int stopped)
{
    for (; c->told < c->next; c->told++) {
        struct job *j = &c->jobs[c->told];

        if (!j->folder && !j->err.status && !j->nothing) {
            if (stopped)
                continue;
            return;
        }
        if ((j->nothing && !*j->nothing) || (j->kept && j->batch->q->due))
            continue;
        progress_hide(); /* stdout may be the same terminal */
        if (j->kept)     /* its findings were told when it was made */
            ;
        else if (c->n > 1)
            log_summary(j, j->batch->x->notes.list.n);
        else if (j->batch->q->due) /* nobody is there to read them now */
            log_summary(j, 0);
        else
            log_notes(j);
        if (j->nothing)
            log_info("%s", j->nothing);
        else if (j->folder)
            job_print_paths(j, c->out);
        else if (c->n > 1 && !is_waiting(c, j))
            log_error(&j->err);
    }
}

/* Those for which nothing has to be made take no time: they would make the rest look shorter. */
static void show_progress(const struct crew *c)
{
    const struct run_context *x = c->jobs[0].batch->x;
    const char *unit = x->catalog->units[c->active[0]->unit].code;
    int64_t done = 0, total = (int64_t)c->n;
    struct arena *a = arena_new();

    if (c->n == 1) {
        progress_show(x->period.code, 0, 0, arena_printf(a, "%s: làm văn bản", unit));
        arena_free(a);
        return;
    }
    for (size_t i = 0; i < c->next; i++) {
        done += (c->jobs[i].folder && !c->jobs[i].kept) || (c->jobs[i].err.status && !c->jobs[i].worker);
        total -= c->jobs[i].nothing || c->jobs[i].kept;
    }
    progress_show(x->period.code, done, total,
                  arena_printf(a, "%s/%s đơn vị: %s", vi_count(a, done), vi_count(a, total), unit));
    arena_free(a);
}

/* -1: interrupted, nothing is under way any more. */
static int run_crew(struct crew *c)
{
    while (c->next < c->n || c->nactive) {
        int stopped = start_some(c);

        if (!stopped && c->nactive && progress_due())
            show_progress(c);
        if (stopped || (c->nactive && finish_one(c))) {
            for (size_t i = 0; i < c->nactive; i++)
                job_stop(c->active[i]);
            tell(c, 1);
            return -1;
        }
        tell(c, 0);
    }
    return 0;
}

static void say_waiting(const struct crew *c)
{
    struct arena *a = arena_new();
    struct buf codes;
    size_t n = 0;

    buf_init(&codes, a);
    for (size_t i = 0; i < c->n; i++)
        if (is_waiting(c, &c->jobs[i]))
            buf_printf(&codes, "%s%s", n++ ? ", " : "", c->jobs[i].batch->x->catalog->units[c->jobs[i].unit].code);
    if (n)
        log_info("kỳ %s: %zu trong %zu đơn vị chưa nạp đủ số liệu, chờ nạp đủ rồi làm: %s ('cchc-report status' nêu "
                 "thiếu bảng nào).",
                 c->jobs->batch->x->period.code, n, c->n, buf_str(&codes));
    arena_free(a);
}

/* One unit alone fails as it fails; of many, those that failed are named. All with one status: that is the run's; so it
 * is where some only wait for what will come. */
static int sum_up(const struct crew *c, struct err *err)
{
    const struct err *first = NULL;
    struct arena *a = arena_new();
    struct buf codes;
    size_t failed = 0;
    int same = 1;

    buf_init(&codes, a);
    for (size_t i = 0; i < c->n; i++) {
        const struct job *j = &c->jobs[i];

        if (!j->err.status)
            continue;
        first = first ? first : &j->err;
        same &= j->err.status == first->status;
        if (failed++ < CODES_SHOWN)
            buf_printf(&codes, "%s%s", failed > 1 ? ", " : "", j->batch->x->catalog->units[j->unit].code);
    }
    if (failed > CODES_SHOWN)
        buf_printf(&codes, " và %zu đơn vị khác", failed - CODES_SHOWN);
    if (failed && c->n == 1)
        err_set(err, first->status, "%s", first->text);
    else if (failed)
        err_set(err, same && (failed == c->n || first->status == ST_TEMPFAIL) ? first->status : ST_IO,
                "%zu trong %zu đơn vị chưa có văn bản, lý do nêu ở trên: %s.", failed, c->n, buf_str(&codes));
    arena_free(a);
    return failed ? -1 : 0;
}

/* What is published stays: each folder is whole. */
static int say_interrupted(const struct crew *c, struct err *err)
{
    enum status status = err->status;
    size_t done = 0;

    for (size_t i = 0; i < c->n; i++)
        done += c->jobs[i].folder != NULL;
    if (!done)
        return -1;
    *err = (struct err){.status = ST_OK};
    return err_set(err, status, "đã dừng theo yêu cầu; mới xong văn bản của %zu trong %zu đơn vị.", done, c->n);
}

/* Memory is out, wherever that was. */
static void stop_all(void *crew)
{
    const struct crew *c = crew;

    for (size_t i = 0; i < c->n; i++)
        job_stop(&c->jobs[i]);
}

/* Scripts collect the paths, people want to know what was done. */
static void say_kept(const struct crew *c)
{
    size_t kept = 0;

    for (size_t i = 0; i < c->n; i++)
        kept += (size_t)c->jobs[i].kept;
    if (kept && !c->jobs->batch->q->due)
        log_info(
            "%zu trong %zu đơn vị đã có bản dự thảo nguyên vẹn làm từ đúng số liệu, mẫu và cấu hình này: để nguyên, "
            "không làm lại.",
            kept, c->n);
}

/* Which fonts the papers would have: files that nobody trusts are only opened in a child. */
static int choose_fonts(struct batch *b, const struct signals *signals, struct err *err)
{
    const struct work work = {.fonts = b->fonts, .limits = b->x->config->limits};
    struct notes none;
    struct worker *w;

    notes_init(&none, b->x->arena);
    if (worker_start(b->x->arena, &work, &w, err))
        return -1;
    if (worker_wait(&w, 1, -1, signals, err) == 0)
        return worker_finish(w, &b->made, &none, err);
    worker_stop(w);
    return -1;
}

static int run_jobs(struct batch *b, const int *units, const struct issue *issues, const struct past *pasts, size_t n,
                    FILE *out, struct err *err)
{
    struct signals signals;
    struct crew c = {.n = n, .limit = worker_limit(), .signals = &signals, .out = out, .err = err};
    int result;

    if (signals_hold(&signals, err))
        return -1;
    b->resume = !b->q->final && (b->q->all_units || b->q->due);
    if (b->resume && choose_fonts(b, &signals, err)) {
        signals_release(&signals);
        return -1;
    }
    c.jobs = arena_alloc(b->x->arena, n * sizeof *c.jobs);
    for (size_t i = 0; i < n; i++)
        job_init(&c.jobs[i], b, units[i], issues[i], &pasts[i]);
    if (n > 1)
        log_findings(&b->x->notes, 0);
    arena_set_farewell(stop_all, &c);
    progress_begin();
    result = run_crew(&c) ? say_interrupted(&c, err) : sum_up(&c, err);
    say_kept(&c);
    say_waiting(&c);
    arena_set_farewell(NULL, NULL);
    progress_hide();
    for (size_t i = 0; i < n; i++)
        job_close(&c.jobs[i]);
    signals_release(&signals);
    return result;
}

static int open_behind(const struct run_context *x, const int *units, size_t n, struct behind **out, struct err *err)
{
    char *wanted = arena_alloc(x->arena, x->catalog->nunits + 1);

    for (size_t u = 0; u < x->catalog->nunits; u++)
        for (size_t i = 0; i < n && !wanted[u]; i++)
            wanted[u] = (char)catalog_under(x->catalog, (int)u, units[i]);
    return behind_open(x->arena, x->db, x->cube, wanted, out, err);
}

/* What was published before, and for finals all rows behind the figures. Of many units only that one fails whose past
 * cannot be read. */
static int read_past(const struct run_context *x, const struct run_request *q, const int *units, size_t n,
                     struct behind **behind, struct past **pasts, struct err *err)
{
    if (open_behind(x, units, n, behind, err) || (q->final && behind_load(*behind, x->db, err)))
        return -1;
    *pasts = arena_alloc(x->arena, n * sizeof **pasts);
    for (size_t i = 0; i < n; i++) {
        struct past *past = &(*pasts)[i];
        struct err failure = {.status = ST_OK};

        if (past_load(x->arena, x, *behind, units[i], past, n > 1 ? &failure : err) && n == 1)
            return -1;
        past->failure = failure;
    }
    return 0;
}

static int prepare(const struct run_context *x, struct err *err)
{
    sigset_t before;
    int result;

    signals_defer(&before);
    result = publish_prepare(x->config->output_dir, x->period.code, err);
    signals_resume(&before);
    return result;
}

static int count(struct run_context *x, struct err *err)
{
    progress_begin();
    progress_show(x->period.code, 0, 0, "đếm số liệu");
    return context_count(x, 1, err);
}

int run_generate(const struct run_request *q, FILE *out, struct err *err)
{
    struct run_context x = {0};
    struct batch b = {.x = &x, .q = q};
    struct font_candidates fonts;
    struct checks *checks;
    struct behind *behind;
    struct issue *issues;
    struct past *pasts;
    int *units, lock = -1, result = -1;
    size_t n;

    if (check_request(q, err) || context_prepare(&x, q, err) || batch_open(&b, err))
        goto out;
    units = arena_alloc(x.arena, (x.catalog->nunits + 1) * sizeof *units);
    n = context_units(&x, q->all_units, units);
    if (!n) {
        err_set(err, ST_DATA, "cơ quan '%s' không có đơn vị nào bên dưới trong kỳ; hãy xem cột ma_cha của bảng don_vi.",
                x.config->unit);
        goto out;
    }
    /* What can be told without counting is told first. */
    issues = arena_alloc(x.arena, n * sizeof *issues);
    if (read_issues(&x, q, units, n, issues, err) || (n == 1 && job_check(&x, q, units[0], issues[0], err)) ||
        report_check(x.arena, x.templates_dir, x.config->report, x.catalog, x.facts, err) ||
        fonts_load(x.arena, path_join(x.arena, x.data_dir, "fonts/fonts.ini"), &fonts, err) ||
        lock_take(x.arena, x.config->output_dir, &lock, err) || prepare(&x, err) ||
        (q->final && checks_integrity(x.db, &x.notes, err)) || count(&x, err) ||
        checks_load(x.arena, x.db, x.facts, x.config, DAY_NONE, &checks, err))
        goto out;
    if (read_past(&x, q, units, n, &behind, &pasts, err))
        goto out;
    /* A connection never crosses a fork. */
    db_close(x.db);
    x.db = NULL;
    b.checks = checks;
    b.behind = behind;
    b.fonts = &fonts;
    if (q->all_units && checks_parts(x.facts, x.catalog, x.agency, err))
        goto out;
    result = run_jobs(&b, units, issues, pasts, n, out, err);
out:
    if (lock >= 0)
        close(lock);
    context_close(&x);
    return result;
}
