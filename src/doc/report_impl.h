/* What report*.c share: a report's folder as read, and the builder of its text. Nobody else includes this. */
#ifndef DOC_REPORT_IMPL_H
#define DOC_REPORT_IMPL_H

#include "base/note.h"
#include "doc/form.h"
#include "doc/identity.h"
#include "doc/markdown.h"
#include "doc/phrase.h"
#include "doc/report.h"
#include "doc/template.h"

/* ---- templates/<mau>/bao-cao.ini (report_file.c) ----
 *
 *   [bao_cao]
 *   loai = BÁO CÁO               type of document
 *   viet_tat = BC                in its number: 05/BC-UBND
 *   trich_yeu = Công tác … {{ky}}, / phương hướng …      subject; " / " breaks lines by sense
 *   noi_dung = noi-dung.md       the text
 *   can_cu = chế độ báo cáo định kỳ      cited in the opening beside the programme: {{can_cu}}; may be empty
 *   phu_luc = II.06a | theo_don_vi       forms, in order; may be empty
 *   bo_duoc = kiem_tra | ke_hoach        parts that an agency may leave out ([bao_cao] bo_phan of its config); the text
 *                                        asks for them with co_phan.kiem_tra, forms too
 *   ten_rieng = so_goc | ngay_goc        names that only this paper has: what the program gives it, "" else
 *   [doan.chi_dao_dieu_hanh]     what people write: {{>doan chi_dao_dieu_hanh}}
 *   nhan = Về chỉ đạo, điều hành
 *   bat_buoc = co | khong        missing: a marked gap in a draft, no final; or simply nothing */

struct fragment {
    const char *name, *label;
    int required;
    int used; /* the text has it */
};

struct report_file {
    const char *dir;  /* of the report's templates */
    const char *name; /* "cchc_dinh_ky/bao-cao.ini", for places */
    const char *type, *abbreviation, *subject, *body, *basis;
    int subject_line;
    struct ini_list annexes, optional, own_names;
    struct fragment *fragments;
    size_t nfragments;
};

int report_file_load(struct arena *a, const char *templates_dir, const char *report, struct report_file **out,
                     struct err *err);

/* ---- the text (report_text.c) ---- */

struct loaded_form {
    const char *code;
    struct form *form;
    int in_text;         /* the text shows it as table or chart */
    const char *printed; /* where it did; NULL: not yet */
};

struct reference {
    const char *code, *place;
};

struct builder {
    struct arena *arena;
    const char *templates_dir;
    const struct catalog *catalog;
    struct facts *facts;
    struct report_file *file;
    struct names *names;
    VEC(struct loaded_form) forms;
    VEC(struct reference) references;

    /* only when building */
    const struct report_request *request;
    struct form_context form_context;
    struct notes *notes;
    const char *prose_dirs[PROSE_FOLDERS];
    struct numbering numbering;
    struct node_list nodes;
};

/* A form by its code, read once. Unknown: 78 with the place ("" adds none). */
int builder_form(struct builder *b, const char *code, const char *place, struct form **out, struct err *err);
/* 78 if the config leaves out what the report does not let go. */
int builder_check_parts(struct builder *b, struct err *err);
/* Reads and checks the text: everything that is wrong whatever the data. */
int builder_parse(struct builder *b, struct template **out, struct err *err);
/* Text → b->nodes; references to tables and charts still blank. */
int builder_run(struct builder *b, const struct template *t, struct err *err);
/* Fills the references in, joins words, puts level 1 in capitals. Annexes have their numbers. */
int builder_finish(struct builder *b, const struct document *doc, struct err *err);

#endif
