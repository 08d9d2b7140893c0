/* Verb check-text: proof-reads the figures in texts. */
#ifndef RUN_CHECK_TEXT_H
#define RUN_CHECK_TEXT_H

#include <stddef.h>
#include <stdio.h>

struct err;

/* Prints every doubt to `out`: place, sentence, what it says, what the arithmetic gives, a slip that would explain it.
 * 1 if there are some, 0 if not. 65 a file that is no text in UTF-8 or UTF-16 or has none, 66 none there. */
int run_check_text(const char *const *files, size_t nfiles, FILE *out, struct err *err);

#endif
