/* Dates as texts print them: 14/10/2018, 01/8/2018. */
#ifndef DOC_PRINTED_DATE_H
#define DOC_PRINTED_DATE_H

#include "base/date.h"

/* The next "d/m/yyyy" at or behind *s: 1, *s behind it, its first byte in *at; DAY_NONE in *out if there is no such
 * day. 0 when there is none left. Numbers of documents (30/2020/NĐ-CP) are none. */
int printed_date(const char **s, const char **at, day_t *out);

#endif
