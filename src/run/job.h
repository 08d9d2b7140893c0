/* One unit's papers on their way: document, child at work, published folder. Several may be under way at once. */
#ifndef RUN_JOB_H
#define RUN_JOB_H

#include <stdio.h>

#include "base/err.h"
#include "base/hash.h"
#include "render/font.h"
#include "run/behind.h"
#include "run/numbers.h"
#include "run/past.h"
#include "run/request.h"
#include "run/signals.h"
#include "run/worker.h"

/* What all jobs of a run share; it outlives them. */
struct batch {
    const struct run_context *x; /* counted; its database is not asked any more */
    const struct run_request *q;
    const struct checks *checks;
    const struct font_candidates *fonts;
    const struct behind *behind;                /* of all units with papers; NULL: nothing needs it */
    char config[HASH_HEX], templates[HASH_HEX]; /* fingerprints */
    /* What is published already may be what would be made: then it is left as it is. Asked for by runs of many units
     * and by the timer, which know what the fonts would be. */
    int resume;
    struct work_result made; /* fonts */
};

struct job {
    const struct batch *batch;
    int unit; /* index in the catalog */
    struct issue issue;
    const struct past *past; /* what the unit published before */
    struct arena *arena;
    struct notes notes;   /* the run's first, then its own */
    const char *names[3]; /* of its files beside the manifest: PDF, workbook; of a final the rows behind its figures */
    size_t nnames;
    struct manifest manifest; /* from what the papers are made */
    struct manifest_file files[3];
    struct publication *publication;
    struct worker *worker; /* NULL unless its child is at work */
    const char *folder;    /* where the papers are; NULL: not, or not yet */
    int kept;              /* they were there, and are left as they are */
    const char *nothing;   /* why there is nothing to be made, "" where nobody need be told; NULL: there is */
    struct err err;        /* why there are none */
};

/* The fingerprints: as near as can be behind the reading of config and definitions, and before all else is read. */
int batch_open(struct batch *b, struct err *err);

/* Of the manifest of a unit's papers, what they would be made from now: program and inputs, counted. */
int batch_input(const struct batch *b, struct arena *a, int unit, struct manifest *out, struct err *err);

void job_init(struct job *j, const struct batch *b, int unit, struct issue issue, const struct past *past);
/* Refuses what can be refused before anything is counted: 73 for a final that is there, 64 for an impossible name. */
int job_check(const struct run_context *x, const struct run_request *q, int unit, struct issue issue, struct err *err);
/* Text and figures, and a child that makes the files. 1: nothing is to be made, which job.nothing says, or job.kept;
 * -1: job.err says why there will be no papers. */
int job_start(struct job *j);
/* When worker_wait has named its child: manifest, checks, rename. -1 as above, nothing is left then; *interrupted gets
 * 1 if a held signal came. */
int job_finish(struct job *j, const struct signals *signals, int *interrupted);
/* One that is under way leaves nothing. */
void job_stop(struct job *j);
void job_print_paths(const struct job *j, FILE *out);
void job_close(struct job *j);

#endif
