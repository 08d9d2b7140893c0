/* Texts that nobody has checked, as papers, tables, files and terminals may show them. */
#ifndef BASE_SAFE_H
#define BASE_SAFE_H

#include <stddef.h>

struct arena;
struct buf;

enum {
    SAFE_MAX = 4000, /* characters: more is no name and no sentence */
    SAFE_MARKS = 4   /* on one letter; Vietnamese has two */
};
/* Stands for each byte and character that may not be shown. Every font has it. */
#define SAFE_INSTEAD "?"

/* What is wrong with n bytes, as the end of a sentence: "có byte không phải UTF-8"; NULL if nothing is. */
const char *safe_fault(const char *s, size_t n);
/* The text itself in NFC, line ends and tabs as blanks; where something is wrong, with SAFE_INSTEAD for it and "…" for
 * what is too long. */
char *safe_text(struct arena *a, const char *s, size_t n);

/* A code, whose bytes are its identity: as it is if it is UTF-8, else "\\xE1" for each byte that is none, so that two
 * codes stay two. It may hold controls: for output, one of the others. */
const char *safe_code(struct arena *a, const char *s, size_t n);

/* As part of a line of output: what would steer a terminal, turn the line round or break it is SAFE_INSTEAD. */
void buf_add_safe(struct buf *b, const char *s);

#endif
