/* What a config says of its regular reports and periods: [dinh_ky.*], [ky.*] and all behind the district's config. */
#include <string.h>

#include "base/file.h"
#include "conf/calendar.h"
#include "conf/config.h"
#include "conf/schedule.h"
#include "fuzz.h"

/* Ready ones in the order of their cut-offs, all before today; then what comes next. */
static void listed(struct arena *a, const struct config *c, const char *today)
{
    struct calendar *years = calendar_open(a, fuzz_source(a, "config/lich"));
    struct err err = {.status = ST_OK};
    day_t day = day_parse_iso(today, (int)strlen(today));
    size_t nready, n;
    struct due *v;

    if (!fuzz_done(schedule_list(a, c, day, &v, &nready, &n, &err), &err))
        return;
    FUZZ_HOLDS(nready <= n && n - nready <= c->nregular);
    for (size_t i = 0; i < n; i++) {
        struct err none = {.status = ST_OK};
        day_t deadline;

        FUZZ_HOLDS(v[i].range.from <= v[i].range.to && v[i].range.to <= v[i].cut_off);
        FUZZ_HOLDS(v[i].ready > v[i].cut_off && (v[i].ready <= day) == (i < nready));
        FUZZ_HOLDS(i == 0 || i == nready || v[i - 1].cut_off <= v[i].cut_off);
        fuzz_is_nfc(v[i].label);
        if (fuzz_done(schedule_deadline(&v[i], years, &deadline, &none), &none) && deadline != DAY_NONE)
            FUZZ_HOLDS(deadline > v[i].cut_off);
    }
}

static void run(struct arena *a, const char *bytes, size_t n)
{
    struct err err = {.status = ST_OK};
    struct config *c;
    char *head, *text;
    size_t length;

    if (file_read(a, fuzz_source(a, "tests/golden/chung/config.ini"), SIZE_MAX, &head, &length, &err))
        fuzz_fail("%s", err.text);
    text = arena_alloc(a, length + n);
    memcpy(text, head, length);
    memcpy(text + length, bytes, n);
    if (!fuzz_done(config_load(a, fuzz_file(a, "lich.ini", text, length + n), &c, &err), &err))
        return;
    listed(a, c, "2026-11-25");
    listed(a, c, "2018-10-14");
}

const struct fuzz_target fuzz_schedule = {"schedule", run};
