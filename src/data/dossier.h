/* A row of ho_so as every pass over dossiers reads it: dates, codes as small integers, and what is odd about it; and
 * its place in the dimensions of TABLE_DOSSIERS. For cube_scan.c and detail.c. */
#ifndef DATA_DOSSIER_H
#define DATA_DOSSIER_H

#include "data/classify.h"
#include "data/cube.h"
#include "data/db.h"

/* Columns of a statement that dossier_read understands, in the order of the index ho_so_quet, which holds them all;
 * what else is selected stands behind, from DOSSIER_MORE on. */
#define DOSSIER_COLUMNS                                                                                             \
    "ngay_ket_thuc, ngay_tiep_nhan, ngay_hen_tra, kenh, don_vi, tthc, ket_qua, ngay_yeu_cau_bo_sung, ngay_bo_sung," \
    " nop_tai_nha, tra_buu_chinh, nguyen_nhan, rowid"
enum { DOSSIER_MORE = 13 };

/* Places of the dimensions; checked against their names by a test. */
enum dossier_dim {
    D_UNIT,
    D_LEVEL,
    D_FIELD,
    D_PROCEDURE,
    D_ONLINE,
    D_CHANNEL,
    D_ORIGIN,
    D_STATE,
    D_OUTCOME,
    D_LATE,
    D_HAS_DUE,
    D_SUSPENDED,
    D_HOME,
    D_POST,
    D_REASON,
    D_COUNT
};

struct dossier {
    int64_t rowid;
    int unit, procedure; /* -1: no list has it */
    int32_t channel, home, post;
    int reason; /* index in the reader's words */
    struct dossier_dates dates;
    unsigned odd; /* enum odd_reason */
};

struct dossier_reader;

/* The reader's words (reasons of lateness) live in `a`, the rest in `scratch`. */
struct dossier_reader *dossier_reader(struct arena *a, struct arena *scratch, const struct catalog *c);
/* 1: it can be counted; 0: it is no row of any period (unreadable, of no known unit or procedure, ended before it was
 * received). */
int dossier_read(struct dossier_reader *r, struct stmt *row, struct dossier *out);
/* Reasons in byte order, so that the order of the rows in the database leaves no trace; [0] = "". renumber[old] = new,
 * in scratch. */
const char *const *dossier_words(struct dossier_reader *r, size_t *n, const uint32_t **renumber);

/* What follows from unit and procedure: level, field, muc_do. v has D_COUNT places. */
void dossier_place(const struct catalog *c, int unit, int procedure, int32_t *v);
/* What follows from the class. */
void dossier_class_dims(const struct dossier_class *c, int32_t *v);

#endif
