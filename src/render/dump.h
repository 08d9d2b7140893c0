/* Document → indented text: the first golden format and a debugging aid. */
#ifndef RENDER_DUMP_H
#define RENDER_DUMP_H

#include "doc/document.h"

struct buf;

void dump_document(const struct document *doc, struct buf *out);
void dump_worksheet(const struct worksheet *w, struct buf *out);

#endif
