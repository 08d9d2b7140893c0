/* Published folders against their manifests: finds damage. It is no signature: who can write the folder can write a
 * manifest that fits. */
#ifndef RUN_VERIFY_H
#define RUN_VERIFY_H

#include <stddef.h>
#include <stdio.h>

struct err;

/* Each of `dirs` is a published folder, or one that holds such folders at any depth, as the results do. One line a
 * published folder on `out`. 0: all as they were published; 1: at least one is not; -1: 66 where nothing is published.
 */
int run_verify(const char *const *dirs, size_t n, FILE *out, struct err *err);

#endif
