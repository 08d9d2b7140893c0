/* One-stop procedures of districts and communes by field, as two samples list them. */
#ifndef MAU_THU_TUC_H
#define MAU_THU_TUC_H

#include "mau.h"

enum {
    FIELDS_ALL = 34,
    PROCEDURES_2021_ALL = 262 + 148 + 2, /* two are in force only after the cut-off of the sample */
    PROCEDURES_2023_ALL = 339 + 176,
};

extern const struct sample_field FIELDS[FIELDS_ALL];
extern const struct sample_procedure PROCEDURES_2021[PROCEDURES_2021_ALL];
extern const struct sample_procedure PROCEDURES_2023[PROCEDURES_2023_ALL];

#endif
