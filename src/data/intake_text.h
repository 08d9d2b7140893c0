/* Texts and numbers as other programs write them → as the database keeps them. Input is valid UTF-8. */
#ifndef DATA_INTAKE_TEXT_H
#define DATA_INTAKE_TEXT_H

#include "data/intake.h"

int text_is_plain(const char *s);                /* printable ASCII without blanks at the ends: nothing to normalise */
char *text_trim(struct arena *a, const char *s); /* without blanks of any kind at the ends */
char *text_one_line(struct arena *a, const char *s); /* trimmed, each run of blanks and line ends one space */
int text_has_odd_blank(const char *s);               /* a blank other than the space */
/* 1 for what only comes from TCVN3, VNI or UTF-8 read as Latin-1: "§¹i häc", "Ñaïi hoïc", "ThÃ´ng tÆ°". A guess good
 * enough to refuse by, not to convert by. */
int text_looks_legacy(const char *s);
/* Canonical decimal text, or digits only without `decimal`. REJECT_COUNT when read; else why not. */
enum reject_reason text_number(struct arena *a, const char *s, enum number_style style, int decimal, char **out);

#endif
