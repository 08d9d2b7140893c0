/* Cells that office programs run as formulas, and the apostrophe that keeps them from it. */
#ifndef BASE_FORMULA_H
#define BASE_FORMULA_H

#include <stdint.h>

struct arena;

int formula_is_sign(uint32_t cp); /* = + - @ and the wide ＝ ＋ － ＠: some programs take them for the narrow ones */
int formula_may_precede(uint32_t cp); /* passed over in front of a sign: quotes, blanks, what has no width */

/* 1 if a cell that begins here would be one. Any bytes are allowed. */
int formula_begins(const char *s);

/* With an apostrophe before every formula at the beginning and behind , ; tab and line ends, where a program that reads
 * the file with another separator begins a cell. A formula that has apostrophes gets one more: so the other function
 * gives back the same text, whatever it was. */
const char *formula_guarded(struct arena *a, const char *s);
const char *formula_unguarded(struct arena *a, const char *s);

#endif
