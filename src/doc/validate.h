/* Is this tree a valid official document? Run between building and rendering, so that renderers may assume a valid one.
 */
#ifndef DOC_VALIDATE_H
#define DOC_VALIDATE_H

#include "doc/document.h"

struct notes;

/* Adds a note for everything that is wrong: the parts that Nghị định 30/2020/NĐ-CP asks for, headings without content,
 * references that lead nowhere, annexes that the text never names, header trees that do not tile their columns, cells
 * whose text is not their number, text that is not clean NFC, dates that do not exist. Returns how many of them are
 * errors. */
int validate_document(const struct document *d, struct notes *notes);

#endif
