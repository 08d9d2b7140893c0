/* The worksheet "Chất lượng dữ liệu", and the page of a draft: what the data of the report leave open, as questions to
 * the units. */
#ifndef DOC_QUALITY_H
#define DOC_QUALITY_H

#include "data/checks.h"
#include "doc/document.h"

/* One row a question, in the order of checks_questions. */
struct grid *quality_grid(struct arena *a, const struct checks *checks, int unit);
#define QUALITY_TITLE "CHẤT LƯỢNG DỮ LIỆU"
/* The same behind a draft; a final has no page that its text does not name. */
struct annex *quality_page(struct arena *a, struct grid *questions);

#endif
