#include "doc/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/crosscheck.h"
#include "doc/join.h"
#include "doc/quality.h"
#include "doc/report_impl.h"
#include "doc/validate.h"

#define NBSP "\xC2\xA0"

enum { BLANK = 8 /* blanks where the clerk writes the number or the year */, FINGERPRINT = 12 /* digits shown */ };

typedef VEC(const char *) string_list;

/* ---------------------------------------------------------------- small texts */

static char *sentence_case(struct arena *a, const char *s)
{
    const char *rest = s;
    char *first;

    utf8_next(&rest);
    first = arena_strndup(a, s, (size_t)(rest - s));
    return arena_printf(a, "%s%s", utf8_upper(a, first), utf8_lower(a, rest));
}

static char *no_break(struct arena *a, const char *s)
{
    struct buf b;

    buf_init(&b, a);
    for (; *s; s++) {
        if (*s == ' ')
            buf_puts(&b, NBSP);
        else
            buf_putc(&b, *s);
    }
    return arena_strdup(a, buf_str(&b));
}

/* Properties of files are searched: no U+00A0 there. */
static char *plain_blanks(struct arena *a, const char *s)
{
    struct buf b;

    buf_init(&b, a);
    while (*s) {
        int blank = strncmp(s, NBSP, strlen(NBSP)) == 0;

        buf_putc(&b, blank ? ' ' : *s);
        s += blank ? strlen(NBSP) : 1;
    }
    return arena_strdup(a, buf_str(&b));
}

static void add_lines(struct arena *a, string_list *out, const char *s)
{
    const char *lines = identity_lines(a, s);

    for (;;) {
        size_t n = strcspn(lines, "\n");

        if (n)
            *vec_add(a, out) = join_string(a, arena_strndup(a, lines, n));
        if (!lines[n])
            return;
        lines += n + 1;
    }
}

static struct range own_range(const struct builder *b)
{
    return facts_period(b->facts)->sections[0].now;
}

/* "05": a number below 10 gets a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3). */
static const char *printed_number(const struct builder *b)
{
    const char *number = b->request->number;

    if (!b->request->final || !number)
        return "";
    return strlen(number) == 1 && *number >= '1' && *number <= '9' ? arena_printf(b->arena, "0%s", number) : number;
}

/* ---------------------------------------------------------------- parts of the paper */

struct unit_column {
    const char *name, *what, *value;
};

static char *symbol(const struct builder *b, const struct identity *who)
{
    return arena_printf(b->arena, "%s-%s", b->file->abbreviation, who->symbol);
}

static void fill_letterhead(struct builder *b, const struct identity *who, struct letterhead *h)
{
    const struct report_request *q = b->request;
    day_t day = q->final ? q->date : own_range(b).to;

    *h = (struct letterhead){.parent_agency = who->parent_agency,
                             .agency = who->agency,
                             .number = printed_number(b),
                             .symbol = symbol(b, who),
                             .place = who->place,
                             .date = q->final ? q->date : DAY_NONE,
                             .year = day_to_ymd(day).year,
                             .urgency = q->config->urgency,
                             .secrecy = q->config->secrecy};
}

static const char *list_missing(const struct builder *b, const struct unit_column *v, size_t n)
{
    const char *list = "";

    for (size_t i = 0; i < n; i++)
        if (!*v[i].value)
            list = arena_printf(b->arena, "%s%s%s (%s)", list, *list ? ", " : "", v[i].name, v[i].what);
    return list;
}

/* Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II: without these a paper is none. Who stands above is named where there is
 * such a body, and a head who signs as such needs no "TM.": they are only told of. */
static int check_identity(const struct builder *b, const struct identity *who, struct err *err)
{
    enum { KINDS = 3 };
    const struct unit *u = &b->catalog->units[b->request->unit];
    const struct {
        enum note_level level; /* in a draft */
        int needed;
        struct unit_column columns[4];
        size_t n;
    } kinds[KINDS] = {
        {NOTE_WARNING,
         1,
         {{"ten_co_quan", "tên cơ quan ban hành", who->agency},
          {"ky_hieu", "chữ viết tắt trong số, ký hiệu", who->symbol},
          {"dia_danh", "địa danh", who->place},
          {"chuc_vu_ky", "chức vụ người ký", who->position}},
         4},
        /* Drafts are made before it is known who will sign. */
        {NOTE_INFO, 1, {{"nguoi_ky", "họ tên người ký", who->signer}}, 1},
        {NOTE_INFO,
         0,
         {{"co_quan_chu_quan", "cơ quan chủ quản", who->parent_agency},
          {"quyen_han_ky", "quyền hạn ký, ví dụ TM. ỦY BAN NHÂN DÂN", who->authority}},
         2},
    };
    const char *refused = "";

    for (size_t i = 0; i < KINDS && !who->own; i++) {
        const char *missing = list_missing(b, kinds[i].columns, kinds[i].n);

        if (!*missing)
            continue;
        if (kinds[i].needed)
            refused = arena_printf(b->arena, "%s%s%s", refused, *refused ? ", " : "", missing);
        note_add(b->notes, kinds[i].level, "thieu_thong_tin_don_vi", u->code, "bảng don_vi còn để trống %s%s.", missing,
                 kinds[i].needed ? "; phải điền trước khi ra bản chính thức" : ": văn bản không in dòng này");
    }
    if (!*refused || !b->request->final)
        return 0;
    return err_set(err, ST_DATA,
                   "chưa ra được bản chính thức vì bảng don_vi còn để trống, ở dòng '%s' (%s): %s; hãy điền vào tệp "
                   "don_vi rồi nạp lại ('cchc-report import --table don_vi').",
                   u->code, u->name, refused);
}

static int fill_title(struct builder *b, struct document *doc, struct node *n, struct err *err)
{
    const char *place = arena_printf(b->arena, "%s:%d", b->file->name, b->file->subject_line);
    string_list lines = {0};
    struct text subject;
    const char *s;
    struct buf title;

    if (names_expand(b->names, b->file->subject, SCOPE_OF(b->request->unit), place, &subject, err))
        return -1;
    s = text_string(b->arena, &subject);
    *vec_add(b->arena, &lines) = b->file->type;
    add_lines(b->arena, &lines, s);
    for (size_t i = 1; i < lines.n; i++)
        lines.v[i] = join_title(b->arena, lines.v[i]);
    *n = (struct node){.type = NODE_TITLE, .lines = lines.v, .nlines = lines.n};

    buf_init(&title, b->arena);
    buf_puts(&title, sentence_case(b->arena, b->file->type));
    for (size_t i = 1; i < lines.n; i++)
        buf_printf(&title, " %s", i == 1 ? identity_inside_sentence(b->arena, lines.v[i]) : lines.v[i]);
    doc->title = plain_blanks(b->arena, buf_str(&title));
    return 0;
}

static string_list addressees(const struct builder *b)
{
    string_list list = {0};
    size_t n;
    const char *const *names = names_addressees(b->names, &n);

    for (size_t i = 0; i < n; i++)
        *vec_add(b->arena, &list) = join_string(b->arena, names[i]);
    return list;
}

static int add_recipients(struct builder *b, const struct identity *who, string_list *out, struct err *err)
{
    const struct config *c = b->request->config;
    int level = (int)b->catalog->units[b->request->unit].level;
    const struct ini_list *list = who->own ? &c->recipients : &c->unit_papers[level].recipients;
    const char **names;

    if (names_expand_list(b->names, list, who->own ? "bao_cao" : config_unit_section(level), "noi_nhan", &names, err))
        return -1;
    for (size_t i = 0; i < list->n; i++)
        *vec_add(b->arena, out) = join_string(b->arena, names[i]);
    return 0;
}

static int signature(struct builder *b, const struct identity *who, int has_addressees, struct signature **out,
                     struct err *err)
{
    const struct config *c = b->request->config;
    const struct phrases *p = names_phrases(b->names);
    string_list titles = {0}, recipients = {0};
    const char *archive = who->own ? c->archive : c->unit_papers[b->catalog->units[b->request->unit].level].archive;
    const struct phrase_slot slots[] = {{"luu", {.text = archive}}};

    add_lines(b->arena, &titles, who->authority);
    add_lines(b->arena, &titles, who->position);
    if (has_addressees)
        *vec_add(b->arena, &recipients) = phrase(p, PHRASE_AS_ABOVE);
    if (add_recipients(b, who, &recipients, err))
        return -1;
    *vec_add(b->arena, &recipients) = phrase_string(b->arena, p, PHRASE_ARCHIVE, slots, 1);
    *out = arena_alloc(b->arena, sizeof **out);
    **out = (struct signature){.titles = titles.v,
                               .ntitles = titles.n,
                               .name = who->signer,
                               .recipients = recipients.v,
                               .nrecipients = recipients.n};
    return 0;
}

/* ---------------------------------------------------------------- annexes */

/* Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1.c: number and date of the report stand there on paper; in an electronic
 * document they are left out, and a draft has none. */
static char *attached_line(const struct builder *b, const struct identity *who)
{
    const struct report_request *q = b->request;
    const struct phrases *p = names_phrases(b->names);
    int filled = q->final && q->config->edition == EDITION_PAPER;
    const char *blank = no_break(b->arena, arena_printf(b->arena, "%*s", BLANK, ""));
    /* The year is written in behind its word: INI files keep no blanks at the end of a value. */
    const char *no_date = arena_printf(b->arena, "%s%*s", phrase(p, PHRASE_BLANK_DATE), BLANK, "");
    const struct phrase_slot slots[] = {
        {"van_ban", {.text = sentence_case(b->arena, b->file->type)}},
        {"so", {.text = filled ? printed_number(b) : blank}},
        {"ky_hieu", {.text = symbol(b, who)}},
        {"ngay", {.text = filled ? vi_date_long(b->arena, q->date) : no_break(b->arena, no_date)}},
        {"co_quan", {.text = who->full}},
    };

    return join_string(b->arena, phrase_string(b->arena, p, PHRASE_ATTACHED, slots, sizeof slots / sizeof *slots));
}

static void end_mark(struct builder *b, struct text *t)
{
    const char *mark = phrase(names_phrases(b->names), PHRASE_END);
    struct run *v = arena_alloc(b->arena, (t->n + 1) * sizeof *v), *last;
    size_t n;

    if (t->n)
        memcpy(v, t->v, t->n * sizeof *v);
    t->v = v;
    if (t->n == 0 || v[t->n - 1].figure || v[t->n - 1].target) {
        v[t->n] = (struct run){.text = mark};
        if (t->n)
            v[t->n].style = v[t->n - 1].style;
        t->n++;
        return;
    }
    last = &v[t->n - 1];
    for (n = strlen(last->text); n && strchr(" .;,", last->text[n - 1]); n--)
        ;
    last->text = arena_printf(b->arena, "%.*s%s", (int)n, last->text, mark);
}

static int add_annexes(struct builder *b, const struct identity *who, struct document *doc, struct err *err)
{
    const struct ini_list *codes = &b->file->annexes;
    const char *word = phrase(names_phrases(b->names), PHRASE_ANNEX);

    doc->annexes = arena_alloc(b->arena, (codes->n + 1) * sizeof *doc->annexes);
    for (size_t i = 0; i < codes->n; i++) {
        struct annex *x = &doc->annexes[doc->nannexes];
        struct form *form;

        if (builder_form(b, codes->v[i], b->file->name, &form, err))
            return err_prefix(err, "phụ lục '%s': ", codes->v[i]);
        if (!form_applies(form, &b->form_context))
            continue;
        if (form_annex(b->arena, form, &b->form_context, x, b->notes, err))
            return err_prefix(err, "phụ lục '%s': ", codes->v[i]);
        if (!x->id)
            x->id = codes->v[i];
        x->attached = attached_line(b, who);
        end_mark(b, &x->table->note);
        doc->nannexes++;
    }
    for (size_t i = 0; i < doc->nannexes; i++)
        doc->annexes[i].number =
            doc->nannexes == 1 ? word : arena_printf(b->arena, "%s" NBSP "%s", word, vi_roman(b->arena, (int)i + 1));
    return 0;
}

/* ---------------------------------------------------------------- assembling */

static int end_text(struct builder *b, struct err *err)
{
    struct node *last = b->nodes.n ? &b->nodes.v[b->nodes.n - 1] : NULL;

    if (!last || (last->type != NODE_PARAGRAPH && last->type != NODE_ITEM))
        return err_set(err, ST_CONFIG, "%s/%s: nội dung phải kết thúc bằng một đoạn văn.", path_base(b->file->dir),
                       b->file->body);
    end_mark(b, &last->text);
    return 0;
}

static int add_nodes(struct builder *b, const struct identity *who, struct document *doc, struct err *err)
{
    string_list to = addressees(b);
    struct node end = {.type = NODE_SIGNATURE}, title;
    struct node_list all = {0};

    if (fill_title(b, doc, &title, err) || signature(b, who, to.n > 0, &end.signature, err))
        return -1;
    *vec_add(b->arena, &all) = title;
    if (to.n)
        *vec_add(b->arena, &all) = (struct node){.type = NODE_ADDRESSEES, .lines = to.v, .nlines = to.n};
    for (size_t i = 0; i < b->nodes.n; i++)
        *vec_add(b->arena, &all) = b->nodes.v[i];
    *vec_add(b->arena, &all) = end;
    doc->nodes = all.v;
    doc->nnodes = all.n;
    return 0;
}

static const char *draft_footer(const struct builder *b)
{
    const struct report_request *q = b->request;

    if (q->final || !q->program)
        return "";
    return phrase_string(b->arena, names_phrases(b->names), PHRASE_DRAFT_FOOTER,
                         (const struct phrase_slot[]){
                             {"chuong_trinh", {.text = q->program}},
                             {"ky", {.text = facts_period(b->facts)->code}},
                             {"dau_van_tay", {.text = arena_printf(b->arena, "%.*s", FINGERPRINT, q->fingerprint)}}},
                         3);
}

/* ---------------------------------------------------------------- worksheets of their own */

static void add_sheet(struct builder *b, const struct identity *who, struct document *doc, const char *name,
                      const char *title, double scale, struct grid *table)
{
    const struct period *period = facts_period(b->facts);
    struct worksheet *sheets = arena_alloc(b->arena, (doc->nsheets + 1) * sizeof *sheets);

    if (doc->nsheets)
        memcpy(sheets, doc->sheets, doc->nsheets * sizeof *sheets);
    sheets[doc->nsheets++] = (struct worksheet){
        .name = name,
        .title = title,
        .lines = {who->full, arena_printf(b->arena, "Kỳ báo cáo: %s (từ ngày %s đến ngày %s)", period->label,
                                          vi_date(b->arena, own_range(b).from), vi_date(b->arena, own_range(b).to))},
        .scale = scale,
        .table = table};
    doc->sheets = sheets;
}

static int add_sheets(struct builder *b, const struct identity *who, struct document *doc, struct err *err)
{
    const struct report_request *q = b->request;
    struct grid *figures;

    if (crosscheck_grid(b->arena, q, doc, &figures, err))
        return -1;
    if (q->checks) {
        struct grid *questions = quality_grid(b->arena, q->checks, q->unit);

        add_sheet(b, who, doc, "Chất lượng dữ liệu", QUALITY_TITLE, 0.8, questions);
        if (q->config->quality_page && !q->final)
            doc->quality = quality_page(b->arena, questions);
    }
    add_sheet(b, who, doc, "Đối chiếu", "ĐỐI CHIẾU SỐ LIỆU IN TRÊN VĂN BẢN", 0.6, figures);
    return 0;
}

static const char *given_name(const struct report_request *q, const char *name)
{
    for (size_t i = 0; q && i < q->nnames; i++)
        if (strcmp(q->names[i].name, name) == 0)
            return q->names[i].value;
    return "";
}

static int prepare(struct builder *b, struct notes *notes, struct err *err)
{
    const struct report_request *q = b->request;
    const struct names_request names = {.config = q ? q->config : NULL,
                                        .catalog = b->catalog,
                                        .facts = b->facts,
                                        .templates_dir = b->templates_dir,
                                        .unit = q ? q->unit : -1,
                                        .final = q ? q->final : 0};

    if (names_open(b->arena, &names, notes, &b->names, err))
        return -1;
    names_define(b->names, "can_cu", b->file->basis);
    for (size_t i = 0; i < b->file->own_names.n; i++)
        names_define(b->names, b->file->own_names.v[i], given_name(q, b->file->own_names.v[i]));
    return 0;
}

void report_prose_folders(struct arena *a, const struct config *c, const struct catalog *catalog, const char *period,
                          int unit, const char *out[PROSE_FOLDERS])
{
    const struct unit *u = &catalog->units[unit];

    out[0] = path_join(a, c->prose_dir, arena_printf(a, "%s/%s", period, u->code));
    out[1] = NULL;
    if (unit != catalog_unit(catalog, c->unit))
        out[1] = path_join(a, c->prose_dir, arena_printf(a, "%s/chung/%s", period, LEVEL_CODES[u->level + 1]));
}

static int find_prose(struct builder *b, struct err *err)
{
    const char *unit = b->catalog->units[b->request->unit].code;

    if (!path_is_plain_name(unit))
        return err_set(err, ST_DATA,
                       "mã đơn vị '%s' thành tên thư mục, chỉ dùng A-Z a-z 0-9 . _ -; hãy đổi mã trong bảng don_vi.",
                       unit);
    report_prose_folders(b->arena, b->request->config, b->catalog, facts_period(b->facts)->code, b->request->unit,
                         b->prose_dirs);
    return 0;
}

int report_build(struct arena *a, const struct report_request *q, struct document **out, struct notes *notes,
                 struct err *err)
{
    struct identity who = identity_of(a, q->config, q->catalog, q->unit);
    struct document *doc = arena_alloc(a, sizeof *doc);
    struct builder b = {.arena = a,
                        .templates_dir = q->templates_dir,
                        .catalog = q->catalog,
                        .facts = q->facts,
                        .request = q,
                        .notes = notes};
    const struct period *period = facts_period(q->facts);
    struct template *t;

    if (report_file_load(a, q->templates_dir, q->config->report, &b.file, err) || find_prose(&b, err) ||
        builder_check_parts(&b, err) || prepare(&b, notes, err) || check_identity(&b, &who, err))
        return -1;
    b.form_context = (struct form_context){.config = q->config,
                                           .catalog = q->catalog,
                                           .facts = q->facts,
                                           .names = b.names,
                                           .unit = q->unit,
                                           .lists = q->lists,
                                           .nlists = q->nlists};
    if (builder_parse(&b, &t, err) || builder_run(&b, t, err) || add_annexes(&b, &who, doc, err) ||
        builder_finish(&b, doc, err) || end_text(&b, err) || add_nodes(&b, &who, doc, err) ||
        (!q->nlists && (form_flat_data(a, &b.form_context, &doc->data, err) || add_sheets(&b, &who, doc, err))))
        return err_prefix(err, "báo cáo '%s': ", q->config->report);
    fill_letterhead(&b, &who, &doc->letterhead);
    doc->author = who.full;
    doc->subject = period->label;
    doc->period_code = period->code;
    doc->day = own_range(&b).to;
    doc->draft = !q->final;
    doc->stamp = q->config->illustrative ? phrase(names_phrases(b.names), PHRASE_ILLUSTRATIVE) : "";
    doc->footer = draft_footer(&b);
    doc->program = q->program;
    doc->fingerprint = q->fingerprint;
    validate_document(doc, notes);
    *out = doc;
    return 0;
}

int report_check(struct arena *a, const char *templates_dir, const char *report, const struct catalog *catalog,
                 struct facts *facts, struct err *err)
{
    struct builder b = {.arena = a, .templates_dir = templates_dir, .catalog = catalog, .facts = facts};
    struct notes notes;
    struct template *t;
    struct form *form;
    const char *place, *open, *close;

    notes_init(&notes, a);
    if (report_file_load(a, templates_dir, report, &b.file, err) || prepare(&b, &notes, err))
        return -1;
    place = arena_printf(a, "%s:%d", b.file->name, b.file->subject_line);
    for (open = strstr(b.file->subject, "{{"); open; open = strstr(close, "{{")) {
        close = strstr(open, "}}");
        if (!close)
            return err_set(err, ST_CONFIG, "%s: có {{ nhưng thiếu }}.", place);
        if (names_check_words(b.names, arena_strndup(a, open + 2, (size_t)(close - open - 2)), place, err))
            return -1;
    }
    for (size_t i = 0; i < b.file->annexes.n; i++) {
        if (builder_form(&b, b.file->annexes.v[i], b.file->name, &form, err))
            return -1;
        if (form_kind(form) == FORM_CHART)
            return err_set(err, ST_CONFIG, "%s: phụ lục '%s' là biểu đồ; phụ lục phải là bảng.", b.file->name,
                           b.file->annexes.v[i]);
    }
    return builder_parse(&b, &t, err);
}
