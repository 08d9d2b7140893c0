/* Document → indented text: the first golden format and a debugging aid. */
#ifndef RENDER_DUMP_H
#define RENDER_DUMP_H

#include "doc/document.h"

struct buf;

void dump_document(const struct document *doc, struct buf *out);
/* What only the workbook shows, but for the flat data. */
void dump_worksheets(const struct document *doc, struct buf *out);

#endif
