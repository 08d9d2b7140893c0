/* What the scan notices of the dossiers it counts, for questions to the units: how many of a kind, and which of them
 * were received first. */
#ifndef DATA_NOTICE_H
#define DATA_NOTICE_H

#include <stddef.h>

#include "base/arena.h"
#include "data/classify.h"

enum notice {
    NOTICE_DUE_FIRST,      /* due before it was received */
    NOTICE_NO_DUE,         /* no due day */
    NOTICE_SET_ASIDE_LATE, /* returned, withdrawn or stopped after the due day */
    NOTICE_NO_REASON,      /* overdue, done or not, without a reason */
    NOTICE_ON_DUE,         /* resolved exactly on the due day */
    NOTICE_LAST_DAY,       /* resolved on the last working day of the range, or behind it */
    NOTICE_COUNT
};

enum { EXAMPLES = 5 };

struct noticed {
    int64_t count;
    /* The EXAMPLES received first, with all that were received on the same day as the last of them: so it does not
     * matter in which order they came. */
    VEC(struct sighting {
        day_t received;
        int64_t rowid;
    }) seen;
    size_t limit; /* entries from which the list is cut */
};

/* Saturday and Sunday are none; holidays are not known here. */
day_t notice_last_working_day(struct range r);

/* Bits 1 << enum notice of a dossier that is in the range. */
unsigned notice_of(const struct dossier_dates *d, const struct dossier_class *c, int has_reason, day_t last_working);

void notice_add(struct arena *a, struct noticed *n, day_t received, int64_t rowid);
/* Done adding: nothing is left in it but what the comment above says. */
void notice_finish(struct noticed *n);

#endif
