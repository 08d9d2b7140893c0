/* The text of a report: template, fragments, tables and charts → nodes. */
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/vi.h"
#include "doc/join.h"
#include "doc/report_impl.h"

/* ---------------------------------------------------------------- what the text may name */

static const char *colon(const char *place)
{
    return *place ? ": " : "";
}

static struct loaded_form *find_form(const struct builder *b, const char *code)
{
    for (size_t i = 0; i < b->forms.n; i++)
        if (strcmp(b->forms.v[i].code, code) == 0)
            return &b->forms.v[i];
    return NULL;
}

int builder_form(struct builder *b, const char *code, const char *place, struct form **out, struct err *err)
{
    struct loaded_form *known = find_form(b, code);
    struct err e = {.status = ST_OK};

    if (!known) {
        struct form *form;

        if (form_load(b->arena, b->templates_dir, code, b->catalog, b->facts, &form, &e) ||
            form_check_names(form, b->names, &e))
            return err_set(err, e.status == ST_NOINPUT ? ST_CONFIG : e.status, "%s%s%s", place, colon(place), e.text);
        known = vec_add(b->arena, &b->forms);
        *known = (struct loaded_form){.code = code, .form = form};
    }
    *out = known->form;
    return 0;
}

static int check_form(void *ctx, const char *code, int chart, const char *place, struct err *err)
{
    struct builder *b = ctx;
    struct form *form;

    if (builder_form(b, code, place, &form, err))
        return -1;
    if (chart >= 0 && chart != (form_kind(form) == FORM_CHART))
        return err_set(err, ST_CONFIG, "%s%sbiểu '%s' %s; hãy dùng {{>%s %s}}.", place, colon(place), code,
                       chart ? "là bảng" : "là biểu đồ", chart ? "bang" : "bieu_do", code);
    if (chart >= 0)
        find_form(b, code)->in_text = 1;
    return 0;
}

static int check_reference(void *ctx, const char *code, const char *place, struct err *err)
{
    struct builder *b = ctx;

    (void)err;
    *vec_add(b->arena, &b->references) = (struct reference){code, place};
    return 0;
}

static struct fragment *find_fragment(const struct builder *b, const char *name)
{
    for (size_t i = 0; i < b->file->nfragments; i++)
        if (strcmp(b->file->fragments[i].name, name) == 0)
            return &b->file->fragments[i];
    return NULL;
}

static int check_prose(void *ctx, const char *part, const char *place, struct err *err)
{
    struct builder *b = ctx;
    struct fragment *f = find_fragment(b, part);
    const char **names = arena_alloc(b->arena, (b->file->nfragments + 1) * sizeof *names), *nearest;

    if (f) {
        f->used = 1;
        return 0;
    }
    for (size_t i = 0; i < b->file->nfragments; i++)
        names[i] = b->file->fragments[i].name;
    nearest = vi_nearest(part, names, b->file->nfragments);
    if (nearest)
        return err_set(err, ST_CONFIG, "%s%skhông có đoạn '%s' trong %s; có phải bạn muốn viết '%s'?", place,
                       colon(place), part, b->file->name, nearest);
    return err_set(err, ST_CONFIG, "%s%skhông có đoạn '%s'; hãy khai báo mục [doan.%s] trong %s.", place, colon(place),
                   part, part, b->file->name);
}

/* What of the report an agency may leave out. */
static int check_part(void *ctx, const char *part, const char *place, struct err *err)
{
    struct builder *b = ctx;
    const struct ini_list *parts = &b->file->optional;
    const char *nearest = vi_nearest(part, parts->v, parts->n);

    for (size_t i = 0; i < parts->n; i++)
        if (strcmp(parts->v[i], part) == 0)
            return 0;
    return err_set(err, ST_CONFIG, "%s%skhóa 'bo_duoc' của %s không có phần '%s'%s%s%s", place, colon(place),
                   b->file->name, part, nearest ? "; có phải bạn muốn viết '" : "", nearest ? nearest : "",
                   nearest ? "'?" : ".");
}

int builder_check_parts(struct builder *b, struct err *err)
{
    const struct config *c = b->request->config;

    for (size_t i = 0; i < c->left_out.n; i++)
        if (check_part(b, c->left_out.v[i], "", err))
            return err_prefix(err, "tệp '%s', dòng %d: ", c->path, ini_find(c->ini, "bao_cao", "bo_phan")->line);
    return 0;
}

/* A table may be named before it stands there, so references are checked when the whole text has been read. */
static int check_references(struct builder *b, size_t first, enum status status, struct err *err)
{
    VEC(const char *) codes = {0};
    const char *nearest;

    for (size_t i = 0; i < b->file->annexes.n; i++)
        *vec_add(b->arena, &codes) = b->file->annexes.v[i];
    for (size_t i = 0; i < b->forms.n; i++)
        if (b->forms.v[i].in_text)
            *vec_add(b->arena, &codes) = b->forms.v[i].code;
    for (size_t i = first; i < b->references.n; i++) {
        const struct reference *r = &b->references.v[i];
        int found = 0;

        for (size_t j = 0; j < codes.n; j++)
            found |= strcmp(codes.v[j], r->code) == 0;
        if (found)
            continue;
        nearest = vi_nearest(r->code, codes.v, codes.n);
        if (nearest)
            return err_set(err, status,
                           "%s: báo cáo không có bảng, biểu đồ hay phụ lục '%s'; có phải bạn muốn viết '%s'?", r->place,
                           r->code, nearest);
        return err_set(err, status, "%s: báo cáo không có bảng, biểu đồ hay phụ lục '%s'.", r->place, r->code);
    }
    return 0;
}

static struct template_source source_of(struct builder *b, const char *path, const char *text, int prose)
{
    return (struct template_source){.path = path,
                                    .text = text,
                                    .prose = prose,
                                    .names = b->names,
                                    .facts = b->facts,
                                    .checks = {b, check_form, check_reference, check_prose, check_part}};
}

int builder_parse(struct builder *b, struct template **out, struct err *err)
{
    const char *file = path_join(b->arena, b->file->dir, b->file->body);
    const char *path = arena_printf(b->arena, "%s/%s", path_base(b->file->dir), b->file->body), *text;
    struct template_source source;

    if (template_read(b->arena, file, path, ST_CONFIG, &text, err))
        return -1;
    source = source_of(b, path, text, 0);
    if (template_parse(b->arena, &source, out, err) || check_references(b, 0, ST_CONFIG, err))
        return -1;
    for (size_t i = 0; i < b->file->nfragments; i++)
        if (!b->file->fragments[i].used)
            return err_set(err, ST_CONFIG,
                           "%s: đoạn '%s' được khai báo nhưng %s không dùng; hãy bỏ mục [doan.%s] hoặc thêm "
                           "{{>doan %s}}.",
                           b->file->name, b->file->fragments[i].name, path, b->file->fragments[i].name,
                           b->file->fragments[i].name);
    return 0;
}

/* ---------------------------------------------------------------- slots → runs and nodes */

struct text_source {
    struct builder *builder;
    const struct expansion *expansion;
};

static int read_text(struct builder *b, const struct template *t, const char *path, int prose, struct node_list *out,
                     struct err *err);

static enum slot_kind kind_of_slot(void *ctx, size_t index)
{
    const struct text_source *s = ctx;

    switch (s->expansion->slots[index].type) {
    case SLOT_TABLE:
    case SLOT_CHART:
    case SLOT_PROSE:
        return SLOT_BLOCK;
    case SLOT_LETTER:
        return SLOT_POINT;
    default:
        return SLOT_TEXT;
    }
}

static int slot_runs(void *ctx, size_t index, struct text *out, struct err *err)
{
    const struct text_source *s = ctx;
    const struct slot *slot = &s->expansion->slots[index];

    if (slot->type == SLOT_NAME)
        return names_text(s->builder->names, slot->text, slot->scope, slot->place, out, err);
    *out = text_plain(s->builder->arena, slot->type == SLOT_LITERAL ? slot->text : "");
    out->v[0].days = slot->days;
    if (slot->type == SLOT_REFERENCE)
        out->v[0].target = slot->text;
    return 0;
}

static const char *label(struct builder *b, enum phrase word, int n)
{
    return arena_printf(b->arena, "%s %d", phrase(names_phrases(b->names), word), n);
}

/* A reference to it leads to one place. */
static int check_once(struct builder *b, const struct slot *slot, struct err *err)
{
    struct loaded_form *f = find_form(b, slot->text);

    if (f->printed)
        return err_set(err, ST_CONFIG, "%s: biểu '%s' đã đặt ở %s; một báo cáo chỉ đặt mỗi biểu một lần.", slot->place,
                       slot->text, f->printed);
    f->printed = slot->place;
    return 0;
}

static int add_table(struct builder *b, const struct slot *slot, struct node_list *out, struct err *err)
{
    struct form *form;
    struct grid *grid;
    struct node *node;

    if (builder_form(b, slot->text, slot->place, &form, err))
        return -1;
    if (!form_applies(form, &b->form_context))
        return 0;
    if (check_once(b, slot, err))
        return -1;
    if (form_table(b->arena, form, &b->form_context, label(b, PHRASE_TABLE, ++b->numbering.table), &grid, b->notes,
                   err))
        return err_prefix(err, "%s: ", slot->place);
    node = vec_add(b->arena, out);
    *node = (struct node){.type = NODE_TABLE, .id = slot->text, .table = grid};
    return 0;
}

static int add_chart(struct builder *b, const struct slot *slot, struct node_list *out, struct err *err)
{
    struct form *form;
    struct chart *chart;
    struct node *node;

    if (builder_form(b, slot->text, slot->place, &form, err))
        return -1;
    if (!form_applies(form, &b->form_context))
        return 0;
    if (check_once(b, slot, err))
        return -1;
    if (form_chart(b->arena, form, &b->form_context, label(b, PHRASE_CHART, b->numbering.chart + 1), &chart, b->notes,
                   err))
        return err_prefix(err, "%s: ", slot->place);
    if (!chart)
        return 0;
    b->numbering.chart++;
    node = vec_add(b->arena, out);
    *node = (struct node){.type = NODE_CHART, .id = slot->text, .chart = chart};
    return 0;
}

/* ---------------------------------------------------------------- fragments */

static const char *prose_file(const struct builder *b, const char *dir, const char *part)
{
    return arena_printf(b->arena, "%s/%s.md", dir, part);
}

/* The folder whose fragment is taken, NULL if none has it. */
static const char *prose_dir(const struct builder *b, const char *part)
{
    for (size_t i = 0; i < PROSE_FOLDERS; i++)
        if (b->prose_dirs[i] && file_exists(prose_file(b, b->prose_dirs[i], part)))
            return b->prose_dirs[i];
    return NULL;
}

static int has_prose(void *ctx, const char *part)
{
    return prose_dir(ctx, part) != NULL;
}

/* "noi_dung/2018-10M/BTL/the_che.md": from the prose folder on, wherever that is. */
static const char *shown_file(const struct builder *b, const char *dir, const char *part)
{
    const char *prose = b->request->config->prose_dir;
    size_t n = strlen(prose);

    return prose_file(b, arena_printf(b->arena, "%s%s", path_base(prose), dir + n), part);
}

/* `dir` has the file, empty; NULL: there is none. */
static int missing_prose(struct builder *b, const struct fragment *f, const char *dir, struct node_list *out,
                         struct err *err)
{
    const char *file = prose_file(b, dir ? dir : b->prose_dirs[0], f->name);
    const char *shown = shown_file(b, dir ? dir : b->prose_dirs[0], f->name);
    const struct phrase_slot slots[] = {{"nhan", {.text = f->label}}, {"tep", {.text = shown}}};
    struct node *node;

    if (!f->required)
        return 0;
    if (b->request->final)
        return err_set(err, ST_NOINPUT, "chưa có nội dung '%s'; hãy %s tệp '%s' rồi chạy lại.", f->label,
                       dir ? "viết vào" : "tạo", file);
    note_add(b->notes, NOTE_ERROR, "chua_co_doan", shown, "chưa có nội dung '%s'; hãy %s tệp này.", f->label,
             dir ? "viết vào" : "tạo");
    node = vec_add(b->arena, out);
    *node = (struct node){.type = NODE_PARAGRAPH,
                          .text = phrase_fill(b->arena, names_phrases(b->names), PHRASE_NO_PROSE, slots, 2)};
    for (size_t i = 0; i < node->text.n; i++)
        node->text.v[i].style |= RUN_BOLD;
    return 0;
}

static int add_prose(struct builder *b, const struct slot *slot, struct node_list *out, struct err *err)
{
    const struct fragment *f = find_fragment(b, slot->text);
    const char *dir = prose_dir(b, f->name), *path, *text;
    size_t nodes = out->n, references = b->references.n;
    struct template_source source;
    struct template *t;

    if (!dir)
        return missing_prose(b, f, NULL, out, err);
    path = shown_file(b, dir, f->name);
    if (template_read(b->arena, prose_file(b, dir, f->name), path, ST_DATA, &text, err))
        return -1;
    source = source_of(b, path, text, 1);
    if (template_parse(b->arena, &source, &t, err) || check_references(b, references, ST_DATA, err) ||
        read_text(b, t, path, 1, out, err))
        return -1;
    return out->n > nodes ? 0 : missing_prose(b, f, dir, out, err);
}

static int slot_block(void *ctx, size_t index, struct node_list *out, struct err *err)
{
    const struct text_source *s = ctx;
    const struct slot *slot = &s->expansion->slots[index];

    switch (slot->type) {
    case SLOT_TABLE:
        return add_table(s->builder, slot, out, err);
    case SLOT_CHART:
        return add_chart(s->builder, slot, out, err);
    default:
        return add_prose(s->builder, slot, out, err);
    }
}

/* ---------------------------------------------------------------- the whole text */

static int has_content(void *ctx, const char *code, int *out, struct err *err)
{
    struct builder *b = ctx;
    struct notes ignored;
    struct form *form;
    struct chart *chart;
    struct grid *grid;

    notes_init(&ignored, b->arena);
    if (builder_form(b, code, "", &form, err))
        return -1;
    if (!form_applies(form, &b->form_context)) {
        *out = 0;
        return 0;
    }
    if (form_kind(form) == FORM_CHART) {
        if (form_chart(b->arena, form, &b->form_context, "", &chart, &ignored, err))
            return -1;
        *out = chart != NULL;
        return 0;
    }
    if (form_table(b->arena, form, &b->form_context, "", &grid, &ignored, err))
        return -1;
    *out = grid->nrows > 0;
    return 0;
}

static int read_text(struct builder *b, const struct template *t, const char *path, int prose, struct node_list *out,
                     struct err *err)
{
    const struct report_request *q = b->request;
    const struct template_data data = {.config = q->config,
                                       .catalog = q->catalog,
                                       .facts = q->facts,
                                       .names = b->names,
                                       .notes = b->notes,
                                       .unit = q->unit,
                                       .ctx = b,
                                       .has_prose = has_prose,
                                       .has_content = has_content};
    struct expansion expansion;
    struct text_source source = {.builder = b, .expansion = &expansion};
    struct markdown m = {.path = path,
                         .status = prose ? ST_DATA : ST_CONFIG,
                         .headings = !prose,
                         .table_word = phrase(names_phrases(b->names), PHRASE_TABLE),
                         .slots = {&source, kind_of_slot, slot_runs, slot_block}};

    if (template_expand(b->arena, t, &data, &expansion, err))
        return -1;
    m.text = expansion.text;
    m.lines = expansion.lines;
    m.nlines = expansion.nlines;
    return markdown_read(b->arena, &m, &b->numbering, out, err);
}

int builder_run(struct builder *b, const struct template *t, struct err *err)
{
    const char *path = arena_printf(b->arena, "%s/%s", path_base(b->file->dir), b->file->body);

    return read_text(b, t, path, 0, &b->nodes, err);
}

/* ---------------------------------------------------------------- references, capitals, joins */

static const char *number_of(const struct builder *b, const struct document *doc, const char *code)
{
    for (size_t i = 0; i < doc->nannexes; i++)
        if (strcmp(doc->annexes[i].id, code) == 0)
            return doc->annexes[i].number;
    for (size_t i = 0; i < b->nodes.n; i++) {
        const struct node *n = &b->nodes.v[i];

        if (n->id && strcmp(n->id, code) == 0)
            return n->type == NODE_TABLE ? n->table->label : n->type == NODE_CHART ? n->chart->label : NULL;
    }
    return NULL;
}

static const char *place_of(const struct builder *b, const char *code)
{
    for (size_t i = 0; i < b->references.n; i++)
        if (strcmp(b->references.v[i].code, code) == 0)
            return b->references.v[i].place;
    return b->file->name;
}

static int finish_text(struct builder *b, const struct document *doc, struct text *t, int capitals, struct err *err)
{
    for (size_t i = 0; i < t->n; i++) {
        struct run *run = &t->v[i];

        if (run->target && !*run->text) {
            run->text = number_of(b, doc, run->target);
            if (!run->text)
                return err_set(err, ST_CONFIG,
                               "%s: '%s' không được in ra trong kỳ này nên không có số để dẫn; hãy đặt câu này trong "
                               "{{#neu co_bieu.%s}}.",
                               place_of(b, run->target), run->target, run->target);
        }
        if (capitals)
            run->text = utf8_upper(b->arena, run->text);
    }
    join_text(b->arena, t);
    return 0;
}

int builder_finish(struct builder *b, const struct document *doc, struct err *err)
{
    for (size_t i = 0; i < b->nodes.n; i++) {
        struct node *n = &b->nodes.v[i];

        if (finish_text(b, doc, &n->text, n->type == NODE_HEADING && n->level == 1, err))
            return -1;
        if (n->type == NODE_CHART)
            n->chart->caption = join_string(b->arena, n->chart->caption);
        if (n->type != NODE_TABLE)
            continue;
        n->table->caption = join_string(b->arena, n->table->caption);
        for (size_t j = 0; j < n->table->nrows; j++)
            for (size_t k = 0; k < n->table->ncolumns; k++)
                if (finish_text(b, doc, &n->table->rows[j].cells[k].text, 0, err))
                    return -1;
        if (finish_text(b, doc, &n->table->note, 0, err))
            return -1;
    }
    return 0;
}
