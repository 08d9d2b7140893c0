/* Unicode text over utf8proc: everything inside the program is valid UTF-8 in NFC. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/* Next code point; *s moves on. Input must be valid (see utf8_valid); at the end returns 0 and stays. */
uint32_t utf8_next(const char **s);
size_t utf8_put(uint32_t cp, char out[4]); /* bytes written, 1…4 */
size_t utf8_length(const char *s);         /* code points */
int utf8_valid(const char *s, size_t n);   /* 1 if valid UTF-8 without surrogates, overlong forms and NUL */
/* Bytes of the character at s, of which n are left; 0 where none begins: for texts of unknown origin. */
size_t utf8_character(const char *s, size_t n);

/* NFC; Ð ð (Icelandic) become Đ đ; zero-width characters and soft hyphens go; base + marks in any order compose
 * ("e" + acute + circumflex → "ế"); of more than 30 marks on a letter the rest go. Input must be valid. */
char *utf8_nfc(struct arena *a, const char *s);
int utf8_is_nfc(const char *s); /* 1 if utf8_nfc would change nothing */
/* The canonical decomposition of one code point: "ế" → e, circumflex, acute. Returns how many, at least 1. */
#define UTF8_PARTS 4
size_t utf8_parts(uint32_t cp, uint32_t out[UTF8_PARTS]);
uint32_t utf8_lower_cp(uint32_t cp);
int utf8_is_blank(uint32_t cp); /* tab, line end, or any kind of space */

int utf8_is_hidden(uint32_t cp); /* marks of writing direction, and what has no width */
int utf8_is_mark(uint32_t cp);   /* drawn over, under or in the letter before it */

/* What no text may hold: controls but \t and \n, marks of writing direction, line separators, what shows nothing and is
 * no letter, code points that are no characters. */
int utf8_is_forbidden(uint32_t cp);
uint32_t utf8_forbidden(const char *s); /* the first of them in s, 0 if none */

char *utf8_upper(struct arena *a, const char *s); /* "Ủy ban nhân dân" → "ỦY BAN NHÂN DÂN" */
char *utf8_lower(struct arena *a, const char *s);
char *utf8_capitalised(struct arena *a, const char *s); /* "đếm hồ sơ" → "Đếm hồ sơ" */
/* For matching names people type: lower case, no accents, đ → d, runs of blanks as one: "Hoà Bình" = "hòa  bình". */
char *utf8_fold(struct arena *a, const char *s);

#endif
