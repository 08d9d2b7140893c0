/* Findings about the data of a period, worded for the people who can mend them. */
#ifndef DATA_CHECKS_H
#define DATA_CHECKS_H

#include "base/note.h"
#include "conf/config.h"
#include "data/facts.h"

struct checks;

/* What only the database can tell, for all units at once: a few small queries, beside what the scan met on its way.
 * `today`: DAY_NONE for papers, which know no clock; with a day all rows of the period are gone through once more.
 * `facts` are bound; everything pointed at must live as long as the result. */
int checks_load(struct arena *a, struct db *db, const struct facts *facts, const struct config *config, day_t today,
                struct checks **out, struct err *err);

/* What the unit is asked that made the data: one for each kind, unit and (where the period's rows are meant) stretch of
 * days. Rows that are counted nowhere are an error: a final would lack them. All else stops nothing. */
#define QUESTION_NOT_COVERED "pham_vi_thieu"

struct data_question {
    const char *id;
    enum note_level level;
    int unit;           /* whose rows; -1: of no known unit */
    const char *who;    /* its name, or names; "" if not known */
    const char *place;  /* the same, with the days where that is not clear */
    struct range range; /* of the period's rows; else DAY_NONE both */
    int64_t count;      /* 0: nothing to count */
    const char *what;   /* behind the count: "hồ sơ có ngày hẹn trả trước ngày tiếp nhận" */
    const char *codes;  /* the first of them, one a line; "" for none */
    int64_t more;       /* not named there */
    const char *remedy; /* how they are counted, and what to do */
};

/* Those to a unit and all below it (-1: everything); by kind, then unit:
 *   error    ket_thuc_truoc_tiep_nhan, ngay_khong_doc_duoc, ma_khong_co   dossiers, inspections, tasks; those of an
 *            unknown unit are told to units that have nobody above them
 *   error    chu_hong                  a name or another text with bytes, controls or a length that no paper can show
 *   warning  ma_la                     a channel or outcome that is no known code
 *   warning  dong_bi_tu_choi           rows that import refused and that did not come again, by table, column, reason
 *   warning  han_truoc_tiep_nhan       due before received
 *   info     qua_han_khong_nguyen_nhan overdue, done or not, without nguyen_nhan
 *   info     tra_lai_sau_han           returned, withdrawn or stopped after the due day
 *   info     khong_co_han              without a due day
 *   info     ket_thuc_dung_ngay_hen    all that a unit resolved, ON_DUE_LEAST or more, ended exactly on the due day
 *   info     don_ngay_cuoi_ky          LAST_DAY_LEAST dossiers or more, and LAST_DAY_TIMES the mean of a day of the
 *            period or more, were resolved on its last working day or behind it (periods of LAST_DAY_DAYS or more)
 *   warning, info  pham_vi_thieu       tables not covered (info: the year before), but for those whose part of the
 *            report the config leaves out; what lacks the same is one question
 * asked only with a day for `today`:
 *   warning  tiep_nhan_sau_hom_nay, ket_thuc_sau_hom_nay   received or ended after it
 *   warning  trung_ma                  codes of the period that differ in nothing but letter case, blanks, zeros before
 *            a number
 *   warning  ma_doi_don_vi             the code was another unit's before an import changed it: moved, or two dossiers
 *            under one code, of which the later has replaced the earlier */
enum {
    ON_DUE_LEAST = 20,
    LAST_DAY_LEAST = 10,
    LAST_DAY_TIMES = 5,
    LAST_DAY_DAYS = 20,
};
size_t checks_questions(struct arena *a, const struct checks *c, int unit, struct data_question **out);
/* "Đề nghị đơn vị kiểm tra: 12 hồ sơ … (HS1, HS2 và 10 mã khác); …." */
char *question_sentence(struct arena *a, const struct data_question *q);

/* The questions as notes; and over the ranges of the period's sections (a section is asked only for the tables that a
 * figure counts over its days):
 *   error    khong_can_doi    column identities of the cube, now and a year earlier
 *   warning  tre_khi_tra_lai  returned, withdrawn, stopped, and how many of them after the due day (lưu ý when none)
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
/* The first of the two alone, as finals ask for it. The scan reads an index of the dossiers, not their rows: whether
 * both say the same is found here, at the price of reading the whole file (0.7 s for 300 000 dossiers). */
int checks_integrity(struct db *db, struct notes *notes, struct err *err);

#endif
