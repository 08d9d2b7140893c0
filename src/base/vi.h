/* How Vietnamese official papers write numbers, dates and lists. */
#ifndef BASE_VI_H
#define BASE_VI_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

struct arena;

/* 266881 → "266.881"; negative numbers with "-". */
char *vi_count(struct arena *a, int64_t n);
/* As vi_count; with pad, 0…9 get a leading zero ("05 văn bản", office habit). */
char *vi_count_padded(struct arena *a, int64_t n, int pad);

/* num/den as a percentage in hundredths, half up (away from zero), exact: 265027/266881 → 9931. den > 0. */
int64_t vi_percent_hundredths(int64_t num, int64_t den);
/* Prose: "99,31%", "98,5%", "100%" only if num = den, "0%" only if num = 0, else "trên 99,99%", "dưới 0,01%";
 * den = 0 → "–". */
char *vi_percent(struct arena *a, int64_t num, int64_t den);
/* Table cell of two decimals without sign: "99,31", "100,00" only if exact (a rounded 100,00 prints 99,99; a rounded
 * 0,00 of num > 0 prints 0,01); den = 0 → "–". */
char *vi_percent_cell(struct arena *a, int64_t num, int64_t den);
/* "1234.5" (canonical decimal text) → "1.234,5"; pad as in vi_count_padded for whole numbers. */
char *vi_decimal(struct arena *a, const char *canonical, int pad);

char *vi_date(struct arena *a,
              day_t d); /* in text: "14/10/2018", "05/01/2019", "01/8/2018" (day < 10, month < 3 padded) */
char *vi_date_long(struct arena *a,
                   day_t d); /* "ngày 05 tháng 01 năm 2019": Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4 */

const char *vi_roman(struct arena *a, int n); /* 1 → "I"…; every thousand is one more M */
const char *vi_letter(int n);                 /* 1 → "a", 5 → "đ" … 23 → "y"; NULL beyond */

/* Order of the Vietnamese alphabet (a ă â b c d đ …), tone marks second (ngang huyền hỏi ngã sắc nặng), blanks before
 * letters, numbers by value ("Phường 2" before "Phường 10"). <0, 0, >0; never depends on the locale. */
int vi_compare(const char *x, const char *y);

/* The nearest of n names to a mistyped one, NULL if none is near (for "có phải bạn muốn viết …?"). */
const char *vi_nearest(const char *name, const char *const *names, size_t n);

#endif
