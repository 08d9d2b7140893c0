/* One dossier, one period → where it came from and its state as of the cut-off, from dates alone.
 * Columns of biểu II.06a, Thông tư 01/2020/TT-VPCP. */
#ifndef DATA_CLASSIFY_H
#define DATA_CLASSIFY_H

#include "base/date.h"
#include "conf/config.h"

enum origin { ORIGIN_NONE, ORIGIN_BEFORE, ORIGIN_WITHIN }; /* nguon: ky_truoc, trong_ky */

/* tinh_trang */
enum state {
    STATE_NONE,
    STATE_EARLY,        /* truoc_han      (8)  */
    STATE_ON_TIME,      /* dung_han       (9)  */
    STATE_LATE,         /* qua_han        (10) */
    STATE_OPEN,         /* dang_trong_han (12) */
    STATE_OPEN_OVERDUE, /* dang_qua_han   (13) */
    STATE_RETURNED,     /* tra_lai: only in mode RETURNED_APART */
    STATE_WITHDRAWN,    /* rut             "                    */
    STATE_STOPPED,      /* dung            "                    */
    STATE_COUNT
};

enum outcome { OUTCOME_NONE, OUTCOME_GRANTED, OUTCOME_RETURNED, OUTCOME_WITHDRAWN, OUTCOME_REFUSED, OUTCOME_STOPPED };

struct dossier_dates {
    /* ngay_tiep_nhan, hen_tra, ket_thuc, yeu_cau_bo_sung, bo_sung; DAY_NONE where empty */
    day_t received, due, ended, asked, supplied;
    enum outcome outcome; /* ket_qua as stored */
};

struct dossier_class {
    enum origin origin; /* ORIGIN_NONE: not in this period, or excluded (E < R, no R); all else is then 0 */
    enum state state;
    enum outcome outcome; /* OUTCOME_NONE while open on the cut-off, GRANTED where nothing is stored */
    int late; /* resolved after the due day, or open with the due day passed: also where state says otherwise */
    int has_due;
    int suspended; /* waiting for a supplement on the cut-off (open dossiers) */
};

struct dossier_class classify(const struct dossier_dates *d, struct range period, enum returned_mode mode);

#endif
