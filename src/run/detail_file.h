/* chi-tiet.tsv.gz of a final: its figures as printed, and the rows behind them as they were counted. Text in UTF-8 that
 * any program can read (zcat):
 *
 *   # chi_tiet = 1                       version of the format; then what the final is: don_vi, bao_cao, ky, so, ngay …
 *   [so_lieu_da_in]                      one line a figure, in reading order
 *   id <tab> nhan <tab> chu <tab> gia_tri <tab> tu <tab> mau <tab> noi
 *   [ho_so 2018-06-15..2018-09-14]       one line a row of a table that was counted over a range
 *   ma <tab> [ngay_tiep_nhan <tab> ngay_hen_tra <tab> ngay_ket_thuc <tab>] don_vi <tab> … every dimension, by code
 *
 * In a value "\t", "\n" and "\\" stand for tab, line end and backslash. */
#ifndef RUN_DETAIL_FILE_H
#define RUN_DETAIL_FILE_H

#include "run/behind.h"

struct kept_figure {
    const char *id, *label; /* "Số hồ sơ đã giải quyết", "" where nothing tells */
    const char *text;       /* as printed */
    const char *value;      /* canonical decimal text, "" where it is none: "307485", "99.35" */
    const char *num, *den;  /* of a rate, else "" */
    const char *place;      /* where it was printed */
};

struct kept_pair {
    const char *key, *value;
};

/* Of the rows, those of the units marked in `units` (per unit of the catalog; procedures have none). */
int detail_file_write(struct arena *a, const char *path, const struct kept_pair *head, size_t nhead,
                      const struct kept_figure *figures, size_t nfigures, const struct behind *b, const char *units,
                      struct err *err);

struct detail_file; /* one being read, from the top to where the caller stops */

/* 65 for what is no such file or of a version to come. */
int detail_file_open(struct arena *a, const char *path, struct detail_file **out, struct err *err);
void detail_file_close(struct detail_file *f);                              /* NULL is allowed */
const char *detail_file_head(const struct detail_file *f, const char *key); /* "" if it is not there */
/* First of all. */
int detail_file_figures(struct detail_file *f, struct kept_figure **out, size_t *n, struct err *err);
/* The next section of rows: 1, 0 behind the last. What was not read of the one before is passed over. */
int detail_file_next(struct detail_file *f, enum table *t, struct range *r, struct err *err);
/* The section's rows. Codes that the catalog does not have any more are -1 (names and flags: 0). */
int detail_file_rows(struct detail_file *f, enum table t, const struct catalog *c, struct detail **out,
                     struct err *err);

#endif
