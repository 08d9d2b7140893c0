/* The verb `ledger`: every figure that a unit has published, over its periods. */
#ifndef RUN_LEDGER_H
#define RUN_LEDGER_H

#include <stdio.h>

#include "run/request.h"

/* TSV from the finals and their corrections in the config's output folder; the database is not asked. Columns: ky,
 * tu_ngay, den_ngay, bao_cao, don_vi, loai (bao_cao, dinh_chinh), so, ngay, trang_thai (nguyen_ven; hong: one line
 * without figures, for nothing in that folder can be trusted), id, nhan, chu, gia_tri, tu, mau, noi. A figure stands
 * once a paper; a correction has those that it put right. 1 if something is damaged. */
int run_ledger(const struct run_request *q, FILE *out, struct err *err);

#endif
