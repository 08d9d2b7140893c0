/* Every name that templates, forms and fragments may print: {{ten}} or {{ten:dinh_dang}}.
 *
 * Text names: ky, ky_cung_ky, ky_toi, loai_ky (thang quy nua_nam nhieu_thang nam), ky_tu_ngay, ky_den_ngay,
 * cung_ky_tu_ngay, cung_ky_den_ngay (and <muc>_tu_ngay, <muc>_den_ngay for sections of cau.ini [muc]), nam, nam_truoc,
 * co_quan (UBND quận), co_quan_day_du, co_quan_lan_dau (with "(UBND)" where the text names it first), dia_ban,
 * cap_don_vi (tinh huyen xa), co_don_vi_duoi (co, or nothing), cap_tren (who stands above a unit that the configured
 * agency has below it: "Ủy ban nhân dân quận Thử"; nothing in the agency's own report), kinh_gui, don_vi_nhan, ban
 * (dien_tu giay), tra_lai_rut (dung_han rieng), toi_thieu_xep_hang, chuong_trinh, noi_dung_1…6, cap_tinh/huyen/xa (what
 * the place calls the level), nhom_tinh/huyen/xa, chi_tieu.<figure> (target of the year), and those that a report
 * defines. Everything else is a figure of chi-tieu.ini, suffixes included. Formats of texts: hoa_dau, thuong_dau (first
 * letter), hoa (all capitals); of dates: day_du ("ngày 05 tháng 01 năm 2018"). Formats of figures: (none) as prose
 * writes it: "307.485", "06", "99,35%"; so (never padded); co_don_vi ("06 cuộc"); dem (the same, but "không có cuộc"
 * for 0); so_sanh ("tăng 13 cuộc (37,14%) so với cùng kỳ năm 2017 (35 cuộc)"), so_sanh_gon
 * ("tăng 37,14% so với cùng kỳ năm 2017 (35 cuộc)"), of rates in percentage points; con_lai_tl (the complement of a
 * rate: 100 − the printed share); so_chi_tieu (a rate against the target of its name). Sentence patterns are data:
 * templates/cau.ini. */
#ifndef DOC_NAMES_H
#define DOC_NAMES_H

#include "conf/config.h"
#include "data/facts.h"
#include "doc/document.h"

struct notes;
struct phrases;

struct names; /* one unit's report */

struct names_request {
    const struct config *config; /* NULL: only names_check will be asked; facts need not be bound */
    const struct catalog *catalog;
    struct facts *facts;
    const char *templates_dir; /* for cau.ini */
    int unit;
    int final; /* a figure not loaded or not entered is then an error (65/66), else a marked gap and a note */
};

int names_open(struct arena *a, const struct names_request *q, struct notes *notes, struct names **out,
               struct err *err);

/* Is it a name with a known format? -1 with status 78 and the nearest known name; `place` ("noi-dung.md:12") leads the
 * message. */
int names_check(const struct names *n, const char *name_and_format, const char *place, struct err *err);

/* The same for a text that keeps no ids (captions, heads, subjects): figures and targets are refused there too, for
 * nobody could trace them. */
int names_check_words(const struct names *n, const char *name_and_format, const char *place, struct err *err);

/* The value as runs: a comparison prints several figures, each with its id. Errors only for gaps of a final. */
int names_text(struct names *n, const char *name_and_format, struct scope s, const char *place, struct text *out,
               struct err *err);

/* A text name that only this report has (e.g. can_cu of bao-cao.ini). Later names_check knows it. */
void names_define(struct names *n, const char *name, const char *value);
/* 1 and *out if it is a text name ("" where the report has no such thing), 0 if not. */
int names_plain(const struct names *n, const char *name, const char **out);
/* Texts from elsewhere in a text format (hoa_dau …); 0 if there is no such format. */
int names_format_text(struct arena *a, const char *text, const char *format, const char **out);
/* The text names that every report has, one by one; NULL behind the last. Families (noi_dung_1…, cap_…, nhom_…,
 * <muc>_tu_ngay) are not among them. */
const char *names_listed(size_t i);
const struct phrases *names_phrases(const struct names *n);
/* Whom the report is for: as the config says for the agency, or for units of this level. */
const char *const *names_addressees(const struct names *n, size_t *count);
/* A list of the config whose entries may hold {{names}}; section and key for messages. */
int names_expand_list(struct names *n, const struct ini_list *list, const char *section, const char *key,
                      const char ***out, struct err *err);

/* A short text with {{names}} → runs. Used for subject lines, captions, notes. */
int names_expand(struct names *n, const char *text, struct scope s, const char *place, struct text *out,
                 struct err *err);

#endif
