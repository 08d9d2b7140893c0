/* The document's tables → a workbook (libxlsxwriter): one sheet per annex and text table, worksheets of its own,
 * one flat data sheet. */
#ifndef RENDER_XLSX_H
#define RENDER_XLSX_H

#include "doc/document.h"

struct err;
struct notes;

/* Writes and fsyncs `path` (must not exist); temporary files go to `temp_dir`. 73/74 file, 65 text a workbook cannot
 * hold. */
int xlsx_write(struct arena *a, const struct document *doc, const char *path, const char *temp_dir, struct err *err);
/* Unzips and reads the file back: sheets, every row and cell value equal to the document's. 74 if anything differs. */
int xlsx_verify(struct arena *a, const struct document *doc, const char *path, struct err *err);
/* Both, measuring the tables once. */
int xlsx_make(struct arena *a, const struct document *doc, const char *path, const char *temp_dir, struct err *err);

#endif
