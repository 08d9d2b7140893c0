/* Every figure of a document, in reading order: the text from the title to the notes of its tables, then the annexes.
 * What has no id is no figure: dates, years, numbers of papers, ordinals. The same figure may stand in several places.
 */
#ifndef DOC_PRINTED_H
#define DOC_PRINTED_H

#include "doc/document.h"

enum printed_kind { PRINTED_RUN, PRINTED_CELL, PRINTED_BAR };

struct printed {
    enum printed_kind kind;
    const char *id;   /* of the figure */
    const char *text; /* as printed: "307.485", "99,35%", "…" where it is not loaded */
    const char *place; /* "mục I.2, đoạn 3"; "Bảng 1, dòng 'Cấp quận', cột (4)"; "Biểu đồ 1, nhóm 'Cấp quận'" */
    const struct run *run; /* of that kind, NULL else */
    const struct cell *cell;
    const struct grid *grid;   /* of a cell, NULL else */
    const struct chart *chart; /* of a bar, NULL else */
    size_t group, series;      /* of a bar */
    int64_t value;             /* of a bar; 0 where it is not loaded */
};

/* Where a run stands that is no figure, "" if the document has no such run outside cells. */
const char *document_place(struct arena *a, const struct document *d, const struct run *r);

size_t document_printed(struct arena *a, const struct document *d, struct printed **out);

#endif
