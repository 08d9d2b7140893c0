#include "run/agenda.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

int agenda_open(struct arena *a, const struct run_request *q, day_t today, struct agenda *out, struct err *err)
{
    const char *data_dir, *calendars;

    *out = (struct agenda){.arena = a};
    if (config_load(a, q->config_path, &out->config, err) || find_data_dir(a, &data_dir, err))
        return -1;
    if (q->output_dir)
        out->config->output_dir = q->output_dir;
    if (!out->config->nregular)
        return err_set(err, ST_CONFIG,
                       "tệp '%s' chưa có báo cáo định kỳ nào; hãy thêm mục [dinh_ky.<tên>] với loai_ky và tu_ky.",
                       q->config_path);
    calendars = *out->config->calendar_dir ? out->config->calendar_dir : path_join(a, data_dir, CALENDARS_FOLDER);
    out->calendar = calendar_open(a, calendars);
    return schedule_list(a, out->config, today, &out->v, &out->nready, &out->n, err);
}

int agenda_state(const struct agenda *g, const struct due *d, const char *unit, enum paper_state *state,
                 const struct final **edition, struct err *err)
{
    struct final *final, *draft;

    *edition = NULL;
    if (finals_find(g->arena, g->config->output_dir, d->code, unit, d->regular->report, &final, err) ||
        drafts_find(g->arena, g->config->output_dir, d->code, unit, d->regular->report, NULL, &draft, err))
        return -1;
    if (final || draft)
        finals_check(g->arena, final ? final : draft);
    *edition = final ? final : draft;
    *state = !*edition ? PAPER_NONE : (*edition)->damage.status ? PAPER_DAMAGED : final ? PAPER_FINAL : PAPER_DRAFT;
    return 0;
}
