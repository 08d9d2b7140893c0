/* What every unit program includes: cmocka and what it needs, and the loop over a table of cases. */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* for (EACH(c, cases)) … c points to each row of the table. */
#define EACH(c, cases)                                   \
    size_t c##_i = 0;                                    \
    c##_i < LENGTH(cases) && ((c) = &(cases)[c##_i], 1); \
    c##_i++

/* Says which row is meant when a check below fails. */
#define CASE(...) (fprintf(stderr, "    case: "), fprintf(stderr, __VA_ARGS__), fputc('\n', stderr))

/* A folder of its own for one test; the caller removes it. */
static inline char *temp_dir(char out[256])
{
    const char *base = getenv("TMPDIR");

    snprintf(out, 256, "%s/cchc-test-XXXXXX", base && *base ? base : "/tmp");
    assert_non_null(mkdtemp(out));
    return out;
}

#endif
