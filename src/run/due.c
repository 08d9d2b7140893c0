#include "run/due.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "run/agenda.h"
#include "run/generate.h"
#include "run/signals.h"

struct due_run {
    const struct run_request *q;
    FILE *out;
    struct err calendar; /* that is missing: told once */
    size_t failed;
    enum status status; /* why; ST_IO for different reasons */
};

/* What only waits for data will come by itself: a reason that somebody has to do something about comes first. */
static enum status worse(enum status x, enum status y)
{
    if (x == ST_OK || x == ST_TEMPFAIL || x == y)
        return y;
    return y == ST_TEMPFAIL ? x : ST_IO;
}

static void note_failure(struct due_run *d, const struct due *due, struct err *failure)
{
    err_prefix(failure, "%s (kỳ %s): ", due->regular->name, due->code);
    log_error(failure);
    d->status = worse(d->status, failure->status);
    d->failed++;
}

/* The agency's final is there: for its own report nothing has to be counted, nor does its deadline matter. */
static int is_issued(const struct agenda *g, const struct due *due)
{
    struct err failure = {.status = ST_OK}; /* the run says it */
    enum paper_state state;
    const struct final *edition;

    return agenda_state(g, due, g->config->unit, &state, &edition, &failure) == 0 && state == PAPER_FINAL;
}

/* -1: interrupted. */
static int make(struct due_run *d, const struct due *due, int all_units, struct err *err)
{
    struct run_request q = *d->q;
    struct err failure = {.status = ST_OK};

    q.period = due->code;
    q.report = due->regular->report;
    q.all_units = all_units;
    q.due = 1;
    if (run_generate(&q, d->out, &failure) == 0)
        return 0;
    if (signals_stopped(&failure))
        return err_set(err, failure.status, "%s", failure.text);
    note_failure(d, due, &failure);
    return 0;
}

/* A deadline that nobody can tell holds up no draft, but is no success either. */
static void check_deadline(struct due_run *d, const struct due *due, struct calendar *calendar)
{
    struct err failure = {.status = ST_OK};
    day_t deadline;

    if (schedule_deadline(due, calendar, &deadline, &failure) == 0 || strcmp(failure.text, d->calendar.text) == 0)
        return;
    d->calendar = failure;
    note_failure(d, due, &failure);
}

int run_due(const struct run_request *q, day_t today, FILE *out, struct err *err)
{
    struct arena *a = arena_new();
    struct due_run d = {.q = q, .out = out, .status = ST_OK};
    struct agenda agenda;
    int result = -1;

    if (agenda_open(a, q, today, &agenda, err))
        goto out;
    for (size_t i = 0; i < agenda.nready; i++) {
        const struct due *due = &agenda.v[i];

        if (!is_issued(&agenda, due)) {
            check_deadline(&d, due, agenda.calendar);
            if (make(&d, due, 0, err))
                goto out;
        }
        if (due->regular->units && make(&d, due, 1, err))
            goto out;
    }
    if (d.failed) {
        err_set(err, d.status, "báo cáo đến kỳ chưa làm được hết, %zu lý do nêu ở trên.", d.failed);
        goto out;
    }
    result = 0;
out:
    arena_free(a);
    return result;
}
