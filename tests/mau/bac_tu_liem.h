/* Units, fields and procedures of quận Bắc Từ Liêm. */
#ifndef MAU_BAC_TU_LIEM_H
#define MAU_BAC_TU_LIEM_H

#include "mau.h"

extern const struct sample_unit BTL_UNITS[26];
extern const struct sample_field BTL_FIELDS[10];
extern const struct sample_procedure BTL_PROCEDURES[77];

#endif
