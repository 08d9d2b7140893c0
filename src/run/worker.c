#include "run/worker.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "render/layout.h"
#include "render/pdf.h"
#include "render/xlsx.h"

/* The sanitizers reserve terabytes of addresses. */
#if defined(__has_feature)
#define FEATURE(x) __has_feature(x)
#else
#define FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || FEATURE(address_sanitizer)
enum { LIMIT_MEMORY = 0 };
#else
enum { LIMIT_MEMORY = 1 };
#endif

/* ---- what the child writes into the pipe: records of strings, "n length bytes length bytes …" ---- */

enum { RECORD_STRINGS = 8, RECORD_BYTES = 1 << 20, REPORT_BYTES = 64 << 20 };

static void add_number(struct buf *b, uint32_t n)
{
    buf_add(b, &n, sizeof n);
}

static void add_record(struct buf *b, const char *const *strings, uint32_t n)
{
    add_number(b, n);
    for (uint32_t i = 0; i < n; i++) {
        size_t length = strlen(strings[i]);

        if (length > RECORD_BYTES)
            length = RECORD_BYTES;
        add_number(b, (uint32_t)length);
        buf_add(b, strings[i], length);
    }
}

static void write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t put = write(fd, p, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return; /* the parent is gone or sees too little: an error there */
        p += put;
        n -= (size_t)put;
    }
}

struct reader {
    const char *p, *end;
};

static int read_number(struct reader *r, uint32_t *n)
{
    if ((size_t)(r->end - r->p) < sizeof *n)
        return -1;
    memcpy(n, r->p, sizeof *n);
    r->p += sizeof *n;
    return 0;
}

/* 1 a record, 0 the end, -1 nonsense. */
static int read_record(struct arena *a, struct reader *r, const char *strings[RECORD_STRINGS], uint32_t *n)
{
    if (r->p == r->end)
        return 0;
    if (read_number(r, n) || *n == 0 || *n > RECORD_STRINGS)
        return -1;
    for (uint32_t i = 0; i < *n; i++) {
        uint32_t length;

        if (read_number(r, &length) || length > RECORD_BYTES || length > (size_t)(r->end - r->p))
            return -1;
        strings[i] = arena_strndup(a, r->p, length);
        r->p += length;
    }
    return 1;
}

/* ---- the child ---- */

enum { NO_MEMORY = ST_IO };

static void set_limit(int what, rlim_t soft, rlim_t hard)
{
    struct rlimit limit;

    /* Never above what is allowed already. */
    if (getrlimit((__rlimit_resource_t)what, &limit))
        return;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    limit.rlim_max = hard < limit.rlim_max ? hard : limit.rlim_max;
    setrlimit((__rlimit_resource_t)what, &limit);
}

static void set_limits(const struct limits *l)
{
    const rlim_t memory = (rlim_t)l->memory << 20, file = (rlim_t)l->file << 20, cpu = (rlim_t)l->cpu;

    if (LIMIT_MEMORY)
        set_limit(RLIMIT_AS, memory, memory);
    set_limit(RLIMIT_CPU, cpu, cpu + 1); /* at the second the kernel kills, and nobody could tell why */
    set_limit(RLIMIT_FSIZE, file, file);
    set_limit(RLIMIT_CORE, 0, 0);
    signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit fails instead */
}

enum { LITTLE_MEMORY = 16 << 20 };

/* A library that got none says so in words of its own, which know of no limit. */
static int is_out_of_memory(void)
{
    void *p = malloc(LITTLE_MEMORY);
    int out = p == NULL;

    free(p);
    return out;
}

/* Its status says it, so that the parent can name the unit. */
static void leave_without_memory(void *nothing)
{
    (void)nothing;
    _exit(NO_MEMORY);
}

static int add_file_record(struct arena *a, struct buf *report, const char *kind, const char *path, struct err *err)
{
    struct manifest_file file;

    if (manifest_file(a, path, &file, err))
        return -1;
    add_record(report, (const char *const[]){kind, file.name, arena_printf(a, "%jd", (intmax_t)file.size), file.sha256},
               4);
    return 0;
}

static int make_papers(struct arena *a, const struct work *w, const struct font_family *font, struct notes *notes,
                       struct err *err)
{
    struct metrics metrics;
    struct pages *pages;

    return font_family_metrics(a, font, &metrics, err) ||
                   layout_document(a, w->doc, &metrics, &w->layout_options, &pages, notes, err) ||
                   pdf_write(w->doc, pages, font, &w->pdf_options, w->pdf, err) || pdf_verify(pages, w->pdf, err) ||
                   xlsx_make(a, w->doc, w->xlsx, w->scratch, err)
               ? -1
               : 0;
}

static int do_work(struct arena *a, const struct work *w, struct buf *report, struct notes *notes, struct err *err)
{
    int chosen = font_choose(a, w->fonts, err);
    const struct font_family *font = &w->fonts->v[chosen < 0 ? 0 : chosen];

    if (chosen < 0)
        return -1;
    /* Before they are read: if they are exchanged meanwhile, the next run sees that. */
    for (size_t i = 0; i < FACE_COUNT; i++)
        if (add_file_record(a, report, "font", font->files[i], err))
            return -1;
    if (w->doc && (make_papers(a, w, font, notes, err) || add_file_record(a, report, "file", w->pdf, err) ||
                   add_file_record(a, report, "file", w->xlsx, err)))
        return -1;
    add_record(report, (const char *const[]){"done", font->name}, 2);
    return 0;
}

static void add_note_records(struct buf *report, const struct notes *notes)
{
    for (size_t i = 0; i < notes->list.n; i++) {
        const struct note *n = &notes->list.v[i];
        char level[2] = {(char)('0' + n->level), '\0'};

        add_record(report, (const char *const[]){"note", level, n->id, n->place, n->text}, 5);
    }
}

__attribute__((noreturn)) static void child(const struct work *w, int pipe_fd, pid_t parent)
{
    struct err err = {.status = ST_OK};
    struct notes notes;
    struct buf report;
    char status[16];
    struct arena *a;

    arena_set_farewell(leave_without_memory, NULL);
    /* Without its parent nobody would publish, or clean up. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(ST_INTERNAL);
    /* Locks and whatever else the parent has open; the signals it holds back stay held: it decides. */
    close_range(STDERR_FILENO + 1, (unsigned)pipe_fd - 1, 0);
    close_range((unsigned)pipe_fd + 1, ~0U, 0);
    set_limits(&w->limits);
    a = arena_new();
    notes_init(&notes, a);
    buf_init(&report, a);
    if (do_work(a, w, &report, &notes, &err) == 0) {
        add_note_records(&report, &notes);
    } else if (is_out_of_memory()) {
        leave_without_memory(NULL);
    } else {
        buf_clear(&report);
        snprintf(status, sizeof status, "%d", (int)err.status);
        add_record(&report, (const char *const[]){"failed", status, err.text}, 3);
    }
    write_all(pipe_fd, report.p, report.n);
    _exit(0);
}

/* ---- the parent ---- */

struct worker {
    struct arena *arena;
    int papers; /* that it makes some */
    struct limits limits;
    int64_t deadline; /* by now_ms */
    pid_t pid;
    int fd; /* its pipe; -1: it has ended */
    struct buf report;
    struct err err; /* why its report cannot be taken */
};

static int broken(struct err *err)
{
    return err_set(err, ST_INTERNAL, "trình con làm văn bản trả lời không đọc được; đây là lỗi chương trình.");
}

struct taken {
    size_t faces, files;
};

static void take_file(const char *const *s, struct manifest_file *out)
{
    *out = (struct manifest_file){.name = s[1], .size = strtoll(s[2], NULL, 10)};
    memcpy(out->sha256, s[3], HASH_HEX);
}

static int take_record(const struct worker *w, const char *const *s, uint32_t n, struct work_result *out,
                       struct taken *t, struct notes *notes, struct err *err)
{
    if (n == 5 && strcmp(s[0], "note") == 0 && s[1][0] >= '0' + NOTE_INFO && s[1][0] <= '0' + NOTE_ERROR) {
        note_add(notes, (enum note_level)(s[1][0] - '0'), s[2], s[3], "%s", s[4]);
        return 0;
    }
    if (n == 4 && strcmp(s[0], "font") == 0 && t->faces < FACE_COUNT && strlen(s[3]) == HASH_HEX - 1) {
        take_file(s, &out->fonts[t->faces]);
        out->fonts[t->faces++].size = -1;
        return 0;
    }
    if (n == 4 && strcmp(s[0], "file") == 0 && t->files < 2 && strlen(s[3]) == HASH_HEX - 1) {
        take_file(s, t->files++ ? &out->xlsx : &out->pdf);
        return 0;
    }
    if (n == 2 && strcmp(s[0], "done") == 0) {
        out->font = arena_strdup(w->arena, s[1]);
        return 0;
    }
    if (n == 3 && strcmp(s[0], "failed") == 0) {
        int status = atoi(s[1]);

        return err_set(err, status > 0 && status < 128 ? (enum status)status : ST_INTERNAL, "%s", s[2]);
    }
    return broken(err);
}

/* What ended the child when it did not say so itself. */
static int died(const struct limits *l, int status, struct err *err)
{
    int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

    if (!number && WEXITSTATUS(status) == NO_MEMORY)
        return err_set(err, ST_IO,
                       "làm văn bản cần nhiều bộ nhớ hơn %d MB mà mục [gioi_han] cho phép (bo_nho), hoặc máy hết bộ "
                       "nhớ; hãy thu hẹp biểu hoặc nâng mức.",
                       l->memory);
    switch (number) {
    case 0:
        return err_set(err, ST_INTERNAL, "trình con làm văn bản dừng giữa chừng với mã %d.", WEXITSTATUS(status));
    case SIGXCPU:
        return err_set(err, ST_IO,
                       "làm văn bản cần nhiều hơn %d giây của bộ xử lý mà mục [gioi_han] cho phép (cpu); hãy thu hẹp "
                       "biểu hoặc nâng mức.",
                       l->cpu);
    case SIGKILL:
    case SIGTERM:
        return err_set(err, ST_IO, "trình con làm văn bản bị dừng từ bên ngoài (có thể do máy hết bộ nhớ).");
    default:
        return err_set(err, ST_INTERNAL, "trình con làm văn bản bị lỗi nặng (tín hiệu %d); đây là lỗi chương trình.",
                       number);
    }
}

/* What is in the pipe now. 1: the child has closed it, or says what it should not. */
static int collect(struct worker *w)
{
    char block[16 * 1024];
    ssize_t n = read(w->fd, block, sizeof block);

    if (n == 0)
        return 1;
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return 0;
    if (n < 0) {
        err_sys(&w->err, errno, "không đọc được trả lời của trình con");
        return 1;
    }
    if (w->report.n + (size_t)n > REPORT_BYTES) {
        broken(&w->err);
        return 1;
    }
    buf_add(&w->report, block, (size_t)n);
    return 0;
}

/* Stands still while the machine sleeps, and when its clock is set. */
static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int worker_start(struct arena *a, const struct work *work, struct worker **out, struct err *err)
{
    struct worker *w = arena_alloc(a, sizeof *w);
    pid_t parent = getpid();
    int ends[2];

    *w = (struct worker){.arena = a,
                         .papers = work->doc != NULL,
                         .limits = work->limits,
                         .deadline = now_ms() + (int64_t)1000 * work->limits.time};
    buf_init(&w->report, a);
    if (pipe2(ends, O_CLOEXEC))
        return err_sys(err, errno, "không tạo được ống dẫn cho trình con");
    fflush(NULL); /* else the child would hold a copy of what is not written yet */
    w->pid = fork();
    if (w->pid == 0)
        child(work, ends[1], parent);
    close(ends[1]);
    w->fd = ends[0];
    if (w->pid < 0) {
        err_sys(err, errno, "không tạo được trình con");
        close(ends[0]);
        return -1;
    }
    *out = w;
    return 0;
}

/* Until the first deadline, or `end`. */
static int wait_ms(struct worker *const *workers, size_t n, int64_t end)
{
    int64_t now = now_ms(), first = end;

    for (size_t i = 0; i < n; i++)
        first = workers[i]->deadline < first ? workers[i]->deadline : first;
    return first > now ? (int)(first - now) : 0;
}

/* A child that sleeps meets no limit of the kernel's. */
static int is_late(struct worker *w)
{
    if (now_ms() < w->deadline)
        return 0;
    err_set(&w->err, ST_IO,
            "làm văn bản quá %d giây mà mục [gioi_han] cho phép (thoi_gian); hãy thu hẹp biểu hoặc nâng mức.",
            w->limits.time);
    return 1;
}

int worker_wait(struct worker *const *workers, size_t n, int at_most_ms, const struct signals *signals, struct err *err)
{
    const int64_t end = now_ms() + (at_most_ms < 0 ? INT_MAX : at_most_ms);
    struct pollfd polls[WORKERS_MAX + 1];

    assert(n && n <= WORKERS_MAX);
    for (;;) {
        int ready;

        for (size_t i = 0; i < n; i++)
            polls[i] = (struct pollfd){.fd = workers[i]->fd, .events = POLLIN};
        polls[n] = (struct pollfd){.fd = signals->fd, .events = POLLIN};
        ready = poll(polls, n + 1, wait_ms(workers, n, end));
        if (ready < 0 && errno != EINTR)
            return err_sys(err, errno, "không đợi được trình con");
        if (signals_check(signals, err))
            return -1;
        for (size_t i = 0; i < n; i++)
            if ((ready > 0 && polls[i].revents && collect(workers[i])) || is_late(workers[i]))
                return (int)i;
        if (at_most_ms >= 0 && now_ms() >= end)
            return (int)n;
    }
}

/* The child's exit status. One that has said its last word is about to end by itself, and its status is settled; one
 * that has not, or stays, is not waited for. */
static int reap(struct worker *w)
{
    int status = 0;

    kill(w->pid, SIGKILL);
    close(w->fd);
    w->fd = -1;
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static int understand(const struct worker *w, int status, struct work_result *out, struct notes *notes, struct err *err)
{
    struct reader r = {buf_str(&w->report), buf_str(&w->report) + w->report.n};
    const char *strings[RECORD_STRINGS];
    struct taken taken = {0, 0};
    uint32_t n;
    int more;

    if (!WIFEXITED(status) || WEXITSTATUS(status) || w->report.n == 0)
        return died(&w->limits, status, err);
    while ((more = read_record(w->arena, &r, strings, &n)) > 0)
        if (take_record(w, strings, n, out, &taken, notes, err))
            return -1;
    return more || !out->font || taken.faces != FACE_COUNT || taken.files != (w->papers ? 2 : 0) ? broken(err) : 0;
}

int worker_finish(struct worker *w, struct work_result *out, struct notes *notes, struct err *err)
{
    int status;

    *out = (struct work_result){0};
    status = reap(w);
    if (w->err.status)
        return err_set(err, w->err.status, "%s", w->err.text);
    return understand(w, status, out, notes, err);
}

void worker_stop(struct worker *w)
{
    reap(w);
}
