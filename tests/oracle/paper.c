/* Papers of generated databases through the identity gate: what is counted right must agree on paper too. */
#include <string.h>

#include "base/vi.h"
#include "doc/gate.h"
#include "doc/report.h"
#include "oracle.h"

/* Entered figures are drawn at random, so shares of them may be above the whole: the gate is right about those. */
static int is_wanted(const struct note *n)
{
    return n->level == NOTE_ERROR && strcmp(n->id, "ty_le_tren_100") != 0;
}

static int check_paper(struct arena *a, struct program *p, const char *report, int unit, const char *place,
                       struct tally *t, struct err *err)
{
    struct report_request q = {
        .config = &p->config, .catalog = p->catalog, .facts = p->facts, .templates_dir = p->templates, .unit = unit};
    const struct gate_request gate = {&p->config, p->catalog, p->facts, unit, DAY_NONE};
    struct notes ignored, notes;
    struct document *doc;

    notes_init(&ignored, a);
    notes_init(&notes, a);
    p->config.report = report;
    p->config.prose_dir = "/khong/co";
    p->config.urgency = p->config.secrecy = "";
    for (size_t i = 0; i < sizeof p->config.unit_papers / sizeof *p->config.unit_papers; i++)
        p->config.unit_papers[i].archive = p->config.archive;
    if (report_build(a, &q, &doc, &ignored, err))
        return -1;
    gate_check(a, &gate, doc, &notes);
    t->papers++;
    for (size_t i = 0; i < notes.list.n; i++) {
        const struct note *n = &notes.list.v[i];

        if (is_wanted(n) && t->wrong++ < 20)
            fprintf(stderr, "%s, %s of %s: [%s] %s: %s\n", place, report, p->catalog->units[unit].code, n->id, n->place,
                    n->text);
    }
    return 0;
}

/* Whose own coverage is that of the whole period: for a unit that came or went in it, that of units below may lack days
 * that nobody asks the text's figures for. */
static int is_whole(const struct program *p, const struct unit *u)
{
    for (size_t i = 0; i < p->period.nsections; i++) {
        struct range r = p->period.sections[i].now;

        if ((u->valid_from != DAY_NONE && u->valid_from > r.from) || (u->valid_to != DAY_NONE && u->valid_to < r.to))
            return 0;
    }
    return 1;
}

int compare_papers(struct arena *a, struct program *p, const char *place, struct tally *t, struct err *err)
{
    const char *const reports[] = {"cchc_dinh_ky", "cchc_30c"};

    for (size_t u = 0; u < p->catalog->nunits; u++)
        for (size_t i = 0; is_whole(p, &p->catalog->units[u]) && i < sizeof reports / sizeof *reports; i++)
            if ((i == 0 || !p->config.left_out.n) && check_paper(a, p, reports[i], (int)u, place, t, err))
                return -1;
    return 0;
}
