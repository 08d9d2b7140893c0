/* Shared by the files of the schema only. */
#ifndef DATA_SCHEMA_IMPL_H
#define DATA_SCHEMA_IMPL_H

#include "data/schema.h"

#define SCHEMA_SCAN_INDEX                                                                                         \
    "CREATE INDEX ho_so_quet ON ho_so (ngay_ket_thuc, ngay_tiep_nhan, ngay_hen_tra, kenh, don_vi, tthc, ket_qua," \
    " ngay_yeu_cau_bo_sung, ngay_bo_sung, nop_tai_nha, tra_buu_chinh, nguyen_nhan)"

/* [v] takes a database of version v to v + 1: statements, then NULL. */
extern const char *const *const SCHEMA_STEPS[SCHEMA_VERSION];
int schema_run_steps(struct db *db, int64_t from, int64_t to, struct err *err); /* the statements alone */

/* What `db` lacks, or has otherwise than the schema of a version; "" if nothing. */
int schema_differences(struct arena *a, struct db *db, int64_t version, char **text, struct err *err);

#endif
