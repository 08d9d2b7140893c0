/* FILE.loi.csv: the rows that an import refused, with line, columns and reasons, to be mended and imported again. Only
 * the columns that import reads are in it: what else the file holds may be personal. */
#ifndef RUN_REJECTS_H
#define RUN_REJECTS_H

#include "data/intake.h"

struct err;
struct rejects;

/* Makes nothing yet. `header`: the captions of the file; they are copied. */
struct rejects *rejects_new(struct arena *a, const char *csv_path, const struct intake *in,
                            const struct csv_row *header, char separator);
const char *rejects_path(const struct rejects *r);
/* `columns` and `reasons` as the user shall read them. */
int rejects_add(struct rejects *r, int64_t line, const char *columns, const char *reasons, char *const *cells,
                size_t ncells, struct err *err);
/* On the disk, under a temporary name. Nothing to do without rows. */
int rejects_flush(struct rejects *r, struct err *err);
/* Under its name; without rows the file of an earlier run is removed. */
int rejects_publish(struct rejects *r, struct err *err);
void rejects_close(struct rejects *r); /* what was not published is removed; NULL is allowed */

#endif
