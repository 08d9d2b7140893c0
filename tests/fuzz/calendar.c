/* A year's file of working days (config/lich/<năm>.ini), and what deadlines ask of it. */
#include <string.h>

#include "base/file.h"
#include "conf/calendar.h"
#include "fuzz.h"

enum { YEAR = 2026 };

/* Every day is worked or free, and the n-th working day behind one is the n-th that is. */
static void whole_year(struct arena *a, const char *dir)
{
    struct calendar *c = calendar_open(a, dir);
    struct err err = {.status = ST_OK};
    day_t first = day_from_ymd(YEAR, 1, 1), last = day_from_ymd(YEAR, 12, 31), after;
    int n = 0;

    for (day_t d = first; d <= last; d++) {
        int working = calendar_is_working(c, d, &err);

        if (working < 0) {
            fuzz_refused(&err); /* nam is not that of the name */
            return;
        }
        if (d > first && working && ++n % 16 == 0)
            FUZZ_HOLDS(calendar_working_days_after(c, first, n, &after, &err) == 0 && after == d);
    }
    if (!fuzz_done(calendar_working_days_after(c, last, 1, &after, &err), &err))
        return; /* no calendar of the next year */
    FUZZ_HOLDS(after > last);
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    struct err err = {.status = ST_OK};
    const char *dir = path_join(a, fuzz_dir(), "lich"), *path;

    if (dir_make_all(dir, &err))
        fuzz_fail("%s", err.text);
    path = fuzz_file(a, arena_printf(a, "lich/%d.ini", YEAR), bytes, n);
    if (fuzz_done(calendar_check(a, path, &err), &err))
        whole_year(a, dir);
}

const struct fuzz_target fuzz_calendar = {"calendar", run};
