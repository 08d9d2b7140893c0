/* Template files: text with {{tags}} → Markdown in which every value is one private code point, to be put in after
 * parsing.
 *
 *   {{ten}} {{ten:dinh_dang}}          a value (doc/names.h)
 *   {{tham_chieu ma}}                  "Bảng 1", "Biểu đồ 2", "Phụ lục I": the number that the table, chart or annex
 * gets
 *   {{! ghi chú}}                      nothing
 * and, in templates only:
 *   {{diem}}                           at the head of a paragraph: the next a), b), … đ) since the last heading
 *   {{>bang ma}} {{>bieu_do ma}}       a form of templates/bieu as table or chart; alone on a line
 *   {{>doan ten}}                      what people wrote: <prose>/<KY>/<MA>/<ten>.md; alone on a line
 *   {{#neu ĐK}} … {{khong_thi_neu ĐK}} … {{khong_thi}} … {{/neu}}
 *   {{#moi CHIỀU [khi ĐK] [xep TÊN tang|giam] [toi_da N] [mo "…"] [noi "…"] [noi_cuoi "…"] [dong "…"]}} … {{/moi}}
 *
 * A line that holds nothing but {{#…}}, {{/…}}, {{khong_thi…}} or {{! …}} leaves no line behind; neither does a line
 * that is empty because its conditions were false. So sentences of one paragraph may stand on lines of their own.
 *
 * Conditions (grammar of data/predicate.h) are about
 *   hs_qua_han > 0, kt_cuoc = kt_cuoc_cung_ky, ty_le_dung_han >= 95.5     figures against numbers (rates in percent) or
 *   ty_le_dung_han < chi_tieu.ty_le_dung_han                              others
 *   hs_qua_han                         loaded or entered, and not 0
 *   co_so_lieu.hs_qua_han              loaded or entered, be it 0
 *   co_chi_tieu.ty_le_dung_han         the config gives a target of this name
 *   co_doan.sang_kien                  the fragment's file is there
 *   co_bieu.kiem_tra_theo_loai         the form has something to show
 *   co_phan.kiem_tra                   the agency reports on this part: not in [bao_cao] bo_phan of its config
 *   co_ngay_rieng.dich_vu_cong_muc_4   the section has dates of its own in this period
 *   loai_ky = quy, ban = giay, kinh_gui     text names: equality, or not empty
 *   cap = xa                           in a loop over don_vi: level of the unit
 *   stt = 1                            in a loop: number of the item
 * A condition that depends on a figure not loaded or not entered is neither true nor false: no branch is printed (a
 * note says so), for "khong_thi" would claim that nothing happened. Ask co_so_lieu.… first to print something else.
 *
 * Loops run over don_vi (units one level below the report's, in force at its end), linh_vuc, cap (levels that units
 * here have), muc (sections with dates of their own). Inside: {{ten}}, {{stt}}, {{dau}} (";" and, at the end, "."), for
 * muc also
 * {{khoang}}, {{tu_ngay}}, {{den_ngay}}; figures are those of the unit, field or level. Ranking ("xep"): exact value,
 * then number of cases, then the order of the list; by a rate, items with fewer cases than toi_thieu_xep_hang are left
 * out; ties at the cut are all printed if that makes at most two more, else none of them; nothing when all are equal
 * and not all can be printed; what one loop named at the top, another does not name at the bottom. */
#ifndef DOC_TEMPLATE_H
#define DOC_TEMPLATE_H

#include "base/err.h"
#include "doc/names.h"

struct notes;
struct template;

enum slot_type { SLOT_NAME, SLOT_LITERAL, SLOT_REFERENCE, SLOT_LETTER, SLOT_TABLE, SLOT_CHART, SLOT_PROSE };

struct slot {
    enum slot_type type;
    const char *text; /* name with format, literal text, code of a form, name of a fragment */
    struct scope scope;
    const char *place; /* "noi-dung.md:12" */
    const char *days;  /* of a literal, as of a run */
};

/* What a template may refer to; errors with status 78 and the place ("": the caller adds it). form: chart is 1, 0 or -1
 * for either. */
struct template_checks {
    void *ctx;
    int (*form)(void *ctx, const char *code, int chart, const char *place, struct err *err);
    int (*reference)(void *ctx, const char *code, const char *place, struct err *err);
    int (*prose)(void *ctx, const char *part, const char *place, struct err *err);
    int (*part)(void *ctx, const char *part, const char *place, struct err *err);
};

struct template_source {
    const char *path; /* for messages */
    const char *text; /* whole file, valid UTF-8 in NFC */
    int prose;        /* values and references only */
    const struct names *names;
    const struct facts *facts;
    struct template_checks checks;
};

/* Everything that can be wrong with a template is found here: 78 (a fragment: 65). */
int template_parse(struct arena *a, const struct template_source *s, struct template **out, struct err *err);

struct template_data {
    const struct config *config;
    const struct catalog *catalog;
    struct facts *facts;
    struct names *names;
    struct notes *notes;
    int unit;
    void *ctx;
    int (*has_prose)(void *ctx, const char *part);
    int (*has_content)(void *ctx, const char *code, int *out, struct err *err); /* of a form */
};

struct expansion {
    const char *text; /* Markdown */
    const int *lines; /* line i (from 0) of it came from line lines[i] of the file */
    size_t nlines;
    struct slot *slots; /* slot i stands in the text as slot_put(i) */
    size_t nslots;
};

int template_expand(struct arena *a, const struct template *t, const struct template_data *d, struct expansion *out,
                    struct err *err);

/* Reads a text file: UTF-8, NFC, no BOM, "\n" line ends, no control or private characters. `path` names it in messages.
 */
int template_read(struct arena *a, const char *file, const char *path, enum status status, const char **text,
                  struct err *err);

#endif
