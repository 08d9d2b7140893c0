/* The worksheet "Chất lượng dữ liệu": what the data of the report leave open, as questions to the units. */
#ifndef DOC_QUALITY_H
#define DOC_QUALITY_H

#include "data/checks.h"
#include "doc/document.h"

/* One row a question, in the order of checks_questions. */
struct grid *quality_grid(struct arena *a, const struct checks *checks, int unit);

#endif
