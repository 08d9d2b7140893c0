/* Published finals, found again: <root>/<KY>/<MA>/<BAO_CAO>/chinh-thuc. */
#ifndef RUN_FINALS_H
#define RUN_FINALS_H

#include "base/err.h"
#include "run/manifest.h"

#define CORRECTION_FOLDER "dinh-chinh" /* below that of the report */
#define FINAL_DETAIL "chi-tiet.tsv.gz" /* the rows behind its figures: run/detail_file.h */

struct final {
    const char *dir;
    int depth;                          /* so many of its last components lie in the output folder: none is a link */
    const char *period, *unit, *report; /* names of the folders it lies in */
    int issued;                         /* a final or a correction is meant to be there */
    struct manifest manifest;           /* as far as it could be read */
    struct err damage;                  /* ST_OK: nothing found amiss */
};

/* The finals of a unit's report (NULL: of all its reports) over all periods, by the last day of their range, then its
 * first, then the label. One whose manifest was changed or belongs elsewhere stands in the list and says so; the files
 * are looked at by finals_check alone. */
int finals_list(struct arena *a, const char *root, const char *unit, const char *report, struct final **out, size_t *n,
                struct err *err);
/* The one of a period; 0: *out NULL where there is none. */
int finals_find(struct arena *a, const char *root, const char *period, const char *unit, const char *report,
                struct final **out, struct err *err);
/* The draft of a period; `below`: in that folder below the report's (CORRECTION_FOLDER), NULL: in it. */
int drafts_find(struct arena *a, const char *root, const char *period, const char *unit, const char *report,
                const char *below, struct final **out, struct err *err);

/* What put a final right, <BAO_CAO>/dinh-chinh/<ngày>-so-<số>: by day, then number. */
int finals_corrections(struct arena *a, const struct final *first, struct final **out, size_t *n, struct err *err);
/* Is every file as it was published? Reads the manifest again with them, as one whole; tells in `damage`. */
void finals_check(struct arena *a, struct final *f);

#endif
