/* One child process for each unit's papers: fonts, layout, PDF and workbook, written and read back. Libraries and font
 * files are only at work there, under limits; what the child dies of cannot touch the run. Several may be at work. */
#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include "conf/config.h"
#include "doc/document.h"
#include "render/font.h"
#include "render/layout.h"
#include "render/pdf.h"
#include "run/manifest.h"
#include "run/signals.h"

enum { WORKERS_MAX = 4 }; /* at work at once; each takes a core */

struct work {
    const struct document *doc; /* NULL: nothing is to be made, only to be told which fonts would be taken */
    const struct font_candidates *fonts;
    struct layout_options layout_options;
    struct pdf_options pdf_options;
    const char *pdf, *xlsx; /* files to make */
    const char *scratch;    /* folder for work files */
    struct limits limits;
};

struct work_result {
    const char *font; /* family taken */
    struct manifest_file fonts[FACE_COUNT];
    struct manifest_file pdf, xlsx; /* as they were when they had been read back */
};

struct worker; /* a child at work */

/* The database must be closed: the child ends by _exit and closes nothing of the parent's. What `w` points at may go
 * once the child is started. */
int worker_start(struct arena *a, const struct work *w, struct worker **out, struct err *err);
/* Listens to all of them until one has said its last word, or its time is over: its index; n: none has after
 * `at_most_ms` (-1: no limit). -1: a held signal came (130, 143). */
int worker_wait(struct worker *const *workers, size_t n, int at_most_ms, const struct signals *signals,
                struct err *err);
/* Takes the last word of one that worker_wait named. Notes of the layout are added to `notes`. Errors: the child's
 * own status; 70 if it crashed, 74 if it was killed or ran into a limit. */
int worker_finish(struct worker *w, struct work_result *out, struct notes *notes, struct err *err);
/* Ends one that is still at work. */
void worker_stop(struct worker *w);

#endif
