/* What messages may repeat of a row: they go to logs, where no person's name or address may lie, and columns get
 * shifted. */
#ifndef BASE_SHOWN_H
#define BASE_SHOWN_H

struct arena;

/* A code, day or number as it is: it has a digit, and one word without any at most. Of other texts only the first
 * letter and how long it is, which is enough to find it: "N… (12 ký tự)". */
const char *shown_value(struct arena *a, const char *text);

#endif
