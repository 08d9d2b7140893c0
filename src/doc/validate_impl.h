/* What the files validate*.c share. Nobody else includes this. */
#ifndef DOC_VALIDATE_IMPL_H
#define DOC_VALIDATE_IMPL_H

#include "base/note.h"
#include "doc/validate.h"

struct validation {
    const struct document *d;
    struct notes *notes;
    struct arena *scratch;
    int errors;
};

void invalid(struct validation *v, const char *id, const char *place, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Clean text: UTF-8 in NFC, no control characters, nothing left to fill in, no impossible date. NULL counts as "". */
void validate_string(struct validation *v, const char *place, const char *s);
void validate_text(struct validation *v, const char *place, const struct text *t);
int is_blank_text(const struct text *t);

/* validate_grid.c */
void validate_grid(struct validation *v, const char *place, const struct grid *g);
void validate_chart(struct validation *v, const char *place, const struct chart *c);

#endif
