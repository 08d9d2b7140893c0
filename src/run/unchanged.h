/* Whether what is published is what would be made now: then nothing has to be made. What is published says so itself,
 * in its manifest, and no state beside it. */
#ifndef RUN_UNCHANGED_H
#define RUN_UNCHANGED_H

#include "data/checks.h"
#include "run/manifest.h"
#include "run/past.h"

/* One hash of what a unit's papers rest on beside config, templates, prose, data and fonts: days and names of the
 * period
 * (--from, --to), findings about the data, what the unit published before and how it differs from what is counted now.
 */
void unchanged_context(struct arena *a, const struct period *p, const struct checks *checks, int unit,
                       const struct past *past, char out[HASH_HEX]);

/* Of two manifests, the first input that differs: "số liệu", "mẫu"…; NULL if none does. */
const char *changed_input(const struct manifest *then, const struct manifest *now);
/* Of two manifests, `now` as it would be written but for notes and the hashes of its files: made by the same program
 * from the same input, with the same fonts, the same files? One that does not state all of it is none. */
int unchanged(const struct manifest *then, const struct manifest *now);

#endif
