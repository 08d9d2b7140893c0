/* One child process for each unit's papers: fonts, layout, PDF and workbook, written and read back. Libraries and font
 * files are only at work there, under limits; what the child dies of cannot touch the run. */
#ifndef RUN_WORKER_H
#define RUN_WORKER_H

#include "doc/document.h"
#include "render/font.h"
#include "render/layout.h"
#include "render/pdf.h"
#include "run/manifest.h"
#include "run/signals.h"

struct work {
    const char *name; /* the unit, for messages */
    const struct document *doc;
    const struct font_candidates *fonts;
    struct layout_options layout_options;
    struct pdf_options pdf_options;
    const char *pdf, *xlsx; /* files to make */
    const char *scratch;    /* folder for work files */
};

struct work_result {
    const char *font; /* family taken */
    struct manifest_file fonts[FACE_COUNT];
};

/* The database must be closed or never used in the child: the child ends by _exit and closes nothing of the parent's.
 * Notes of the layout are added to `notes`. Errors name the unit: the child's own status; 70 if it crashed, 74 if it
 * was killed or ran into a limit; 130/143 if a held signal came (the child is then stopped). */
int worker_run(struct arena *a, const struct work *w, const struct signals *signals, struct work_result *out,
               struct notes *notes, struct err *err);

#endif
