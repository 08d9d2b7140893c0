/* Every name that templates, forms and fragments may print: {{ten}} or {{ten:dinh_dang}}.
 *
 * Text names: ky, ky_cung_ky, ky_toi, ky_tu_ngay, ky_den_ngay (and <muc>_tu_ngay, <muc>_den_ngay for sections), nam, nam_truoc,
 * co_quan (UBND quận), co_quan_day_du, dia_ban, chuong_trinh, noi_dung_1…6, cap_tinh/huyen/xa (what the place calls the level),
 * so_don_vi_… are figures, not text. Everything else is a figure of chi-tieu.ini, suffixes included.
 * Formats of figures: (none) as prose writes it: "307.485", "06", "99,35%"; so (never padded); co_don_vi ("06 cuộc");
 * so_sanh ("tăng 13 cuộc (37,14%) so với cùng kỳ năm 2017 (35 cuộc)"), so_sanh_gon ("tăng 37,14% so với cùng kỳ năm 2017
 * (35 cuộc)"); con_lai_tl (the complement of a rate: 100 − the printed share).
 * Sentence patterns are data: templates/cau.ini. */
#ifndef DOC_NAMES_H
#define DOC_NAMES_H

#include "conf/config.h"
#include "data/facts.h"
#include "doc/document.h"

struct notes;

struct names; /* one unit's report */

struct names_request {
    const struct config *config;
    const struct catalog *catalog;
    struct facts *facts;
    const char *templates_dir; /* for cau.ini */
    int unit;
    int final; /* a figure not loaded or not entered is then an error (65/66), else a marked gap and a note */
};

int names_open(struct arena *a, const struct names_request *q, struct notes *notes, struct names **out, struct err *err);

/* Is it a name with a known format? -1 with status 78 and the nearest known name; `place` ("noi-dung.md:12") leads the message. */
int names_check(const struct names *n, const char *name_and_format, const char *place, struct err *err);

/* The value as a run (figure id set for figures). Errors only for gaps of a final. */
int names_value(struct names *n, const char *name_and_format, struct scope s, const char *place, struct run *out,
                struct err *err);

/* A short text with {{names}} → runs. Used for subject lines, captions, notes. */
int names_expand(struct names *n, const char *text, struct scope s, const char *place, struct text *out, struct err *err);

#endif
