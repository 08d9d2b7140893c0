/* The regular reports of an agency as of a day: what is ready, and what of it is published. What is published says so
 * itself; no state is kept beside it. */
#ifndef RUN_AGENDA_H
#define RUN_AGENDA_H

#include "conf/config.h"
#include "run/finals.h"
#include "run/request.h"

struct agenda {
    struct arena *arena;
    struct config *config; /* output_dir as asked for */
    struct calendar *calendar;
    struct due *v; /* oldest cut-off first; behind the ready ones the next of each report */
    size_t nready, n;
};

/* 78 where the config has no regular report. */
int agenda_open(struct arena *a, const struct run_request *q, day_t today, struct agenda *out, struct err *err);

enum paper_state {
    PAPER_NONE,
    PAPER_DRAFT,
    PAPER_FINAL,
    PAPER_DAMAGED /* one of its editions is not as it was published */
};

/* What is published for a unit and period; *edition: the one that counts, NULL for none. */
int agenda_state(const struct agenda *g, const struct due *d, const char *unit, enum paper_state *state,
                 const struct final **edition, struct err *err);

#endif
