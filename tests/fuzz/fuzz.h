/* Targets for texts that nobody checked before the program reads them: each takes any bytes and must neither crash,
 * leak, hang nor say nothing. The same programs run under libFuzzer (make fuzz) and, built plainly, over the kept
 * corpus (run.sh). What a target reads lies in memory or on tmpfs; every run has an arena of its own. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/note.h"
#include "doc/form.h"
#include "run/request.h"

struct fuzz_target {
    const char *name;
    void (*run)(struct arena *a, const char *bytes, size_t n); /* behind the n bytes stands a NUL */
};

extern const struct fuzz_target fuzz_calendar, fuzz_check_text, fuzz_config, fuzz_csv, fuzz_detail, fuzz_figures,
    fuzz_form, fuzz_fragment, fuzz_manifest, fuzz_map, fuzz_numbers, fuzz_phrases, fuzz_predicate, fuzz_report_file,
    fuzz_schedule, fuzz_template, fuzz_text;

/* One run: aborts, saying why, when something does not hold. */
void fuzz_one(const struct fuzz_target *t, const char *bytes, size_t n);
const struct fuzz_target *fuzz_target(const char *name); /* NULL if there is none */
const struct fuzz_target *const *fuzz_targets(size_t *n);

_Noreturn void fuzz_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
#define FUZZ_HOLDS(condition) ((condition) ? (void)0 : fuzz_fail("%s:%d: %s", __FILE__, __LINE__, #condition))

/* A refusal: a status, and a whole sentence of valid UTF-8. */
void fuzz_refused(const struct err *err);
/* 1 if it succeeded, with `err` untouched; 0 if it was refused as it should. */
int fuzz_done(int result, const struct err *err);
void fuzz_is_text(const char *s); /* valid UTF-8 */
void fuzz_is_nfc(const char *s);
void fuzz_are_notes(const struct notes *notes);

/* The folder of this process, on tmpfs where there is one; gone at its end. */
const char *fuzz_dir(void);
/* Writes fuzz_dir()/name, over what stands there; the path is the arena's. */
const char *fuzz_file(struct arena *a, const char *name, const char *bytes, size_t n);

/* A file of the source tree ($SRC). */
const char *fuzz_source(struct arena *a, const char *path);
/* The district of tests/golden/chung, counted; made when first asked for, and never changed. */
struct run_context *fuzz_world(void);
/* A templates folder with the program's figures, forms and phrases, whose report "thu" the caller writes. */
const char *fuzz_templates(void);
/* Builds the report "thu" from it, with the rows of its list if it has one, and looks at all its texts; refusals are
 * taken as such. */
void fuzz_report(struct arena *a, const struct form_list *list);

#endif
