/* What a unit has published, beside what is counted now: the final of the period before must end where this one begins,
 * and a final of this period should print what would be printed today. */
#ifndef RUN_PAST_H
#define RUN_PAST_H

#include "run/behind.h"
#include "run/difference.h"
#include "run/finals.h"
#include "run/kept.h"
#include "run/request.h"

struct past_final { /* whole, and read */
    const struct final *final;
    struct differences differences; /* dossiers, or rows of all tables, that are not as they were */
};

struct past {
    struct err failure; /* why the rest could not be told */

    /* The published final whose dossiers end the day before those of this period begin. NULL: there is none, or it
     * cannot be used, which a note tells. */
    struct past_final *before;
    struct range before_range, range;
    int64_t open, carried; /* "đang giải quyết" then, "từ kỳ trước" now */

    /* What was last published of this very period and report: its final, or the last correction of that; NULL as
     * above, or over other days. */
    struct past_final *same;
    const struct final *first;         /* the final itself */
    const struct kept_figure *figures; /* as it printed them */
    size_t nfigures;

    /* What was last published of the same days a year earlier; NULL as above, or over other days. */
    const struct final *year;
    const struct kept_figure *year_figures;
    size_t nyear;

    struct notes notes; /* what to tell of all this, but for figures: past_compare */
};

/* A figure that the final printed and that would be printed otherwise now. */
struct figure_change {
    const char *id, *label, *place; /* place: where it stood */
    const char *then, *now; /* as printed, or would be where no sentence or cell has it now; "" where there is none */
    const char *then_value, *now_value; /* canonical, "" for none */
    size_t *causes, ncauses;            /* in past.same->differences; none: entries, lists or templates are others */
    int entered;                        /* it rests on entered figures */
};

/* While the database is open; `a` keeps all of it. Rows that are needed are loaded into `b`. */
int past_load(struct arena *a, const struct run_context *x, struct behind *b, int unit, struct past *out,
              struct err *err);
/* Figures of the document against the final of the same period, in its order, those that it did not print behind.
 * `trace` is of the same report. */
int past_compare(struct arena *a, const struct past *p, const struct document *doc, struct trace *trace,
                 struct figure_change **out, size_t *n, struct err *err);
/* 1 for each of past.same->differences that changes a figure; how many. */
char *past_causes(struct arena *a, const struct past *p, const struct figure_change *changes, size_t n, size_t *count);
/* One finding of it; none where all figures are as they were. */
void past_note(struct arena *a, const struct past *p, const char *unit, const struct figure_change *changes, size_t n,
               struct notes *notes);

/* One finding of figures of the year before (…_cung_ky) that the document has otherwise than they were published then:
 * it compares with what today's rules give. */
void past_note_year(struct arena *a, const struct past *p, const char *unit, const struct document *doc,
                    struct notes *notes);

/* "báo cáo số 05 ngày 20/9/2018" */
const char *past_name(struct arena *a, const struct final *f);

#endif
