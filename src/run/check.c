#include "run/check.h"

#include "base/err.h"
#include "base/log.h"
#include "doc/gate.h"
#include "doc/report.h"
#include "run/changes.h"

static void print_notes(const struct notes *notes, FILE *out)
{
    for (size_t i = 0; i < notes->list.n; i++) {
        const struct note *n = &notes->list.v[i];

        fprintf(out, "%s [%s]%s", note_level_name(n->level), n->id, *n->place ? " " : "");
        put_shown(n->place, out);
        fputs(": ", out);
        put_shown(n->text, out);
        putc('\n', out);
    }
}

/* The paper is made only to be looked at: what is wrong with its figures counts here, its gaps and its layout do not.
 */
static int check_paper(struct run_context *x, struct err *err)
{
    struct report_request r = {.config = x->config,
                               .catalog = x->catalog,
                               .facts = x->facts,
                               .templates_dir = x->templates_dir,
                               .unit = x->unit};
    const struct gate_request gate = {
        .config = x->config, .catalog = x->catalog, .facts = x->facts, .unit = x->unit, .issued = DAY_NONE};
    struct document *doc;
    struct notes others;

    notes_init(&others, x->arena);
    if (report_build(x->arena, &r, &doc, &others, err))
        return -1;
    gate_check(x->arena, &gate, doc, &x->notes);
    return changes_note(x, &r, doc, err);
}

int run_check(const struct run_request *q, int deep, day_t today, FILE *out, struct err *err)
{
    struct run_context x = {0};
    struct checks *checks;
    int result = -1, failed;

    failed = context_prepare(&x, q, err) || (deep && checks_file(x.db, &x.notes, err)) || context_count(&x, 0, err) ||
             checks_load(x.arena, x.db, x.facts, x.config, today == DAY_NONE ? day_of_run() : today, &checks, err);
    if (!failed) {
        checks_unit(x.arena, checks, x.unit, &x.notes);
        failed = check_paper(&x, err);
    }
    /* What was found before a failure may explain it. */
    print_notes(&x.notes, out);
    if (!failed)
        result = notes_count(&x.notes, NOTE_ERROR) > 0;
    context_close(&x);
    return result;
}
