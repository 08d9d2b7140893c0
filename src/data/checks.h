/* Findings about the data of a period, worded for the people who can mend them. */
#ifndef DATA_CHECKS_H
#define DATA_CHECKS_H

#include "conf/config.h"
#include "data/facts.h"

struct checks;

/* What only the database can tell, for all units at once: a few small queries, beside what the scan met on its way.
 * `facts` are bound; everything pointed at must live as long as the result. */
int checks_load(struct arena *a, struct db *db, const struct facts *facts, const struct config *config, day_t today,
                struct checks **out, struct err *err);

/* For a unit and all below it (-1: everything), over the ranges of the period's sections; a section is asked only for
 * the tables that a figure counts over its days:
 *   error    ket_thuc_truoc_tiep_nhan, ngay_khong_doc_duoc, ma_khong_co   rows that are counted nowhere (dossiers,
 *            inspections, tasks); those of an unknown unit are told to units that have nobody above them
 *   error    khong_can_doi                column identities of the cube, now and a year earlier
 *   warning  tre_khi_tra_lai              returned, withdrawn, stopped, and how many of them after the due day
 *                                         (lưu ý when none)
 *   warning  ma_la                        a channel or outcome that is no known code
 *   warning  tiep_nhan_sau_hom_nay        received after `today` (DAY_NONE: not asked)
 *   warning  pham_vi_thieu                tables not covered (lưu ý for the year before), but for those whose part of
 *                                         the report the config leaves out (NULL: none); what lacks the same is one
 *                                         finding
 *   info     khong_co_han                 dossiers without a due date
 * Overlapping entries of so_lieu are found by facts_bind. Strings go with the notes; `a` is for the work. */
void checks_unit(struct arena *a, const struct checks *c, int unit, struct notes *notes);

/* What the papers of units must add up to: for `root` and each unit below it that has others below it, every figure
 * that adds (counts, sums, what is added from such) is that of its own rows and those of its children. 70 with unit and
 * figure where it is not: an error of the program. */
int checks_parts(struct facts *f, const struct catalog *c, int root, struct err *err);

/* SQLite's own check of every page and index, and of every reference: one note (error, id tep_hong) a finding. A
 * read-only connection leaves the CHECK constraints of tables out; what they guard of figures, checks_load looks at
 * itself. */
int checks_file(struct db *db, struct notes *notes, struct err *err);

#endif
