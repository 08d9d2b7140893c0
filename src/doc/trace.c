#include "doc/trace.h"

#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "doc/figure_text.h"
#include "doc/form_basis.h"
#include "doc/names_impl.h"
#include "doc/report_impl.h"

struct traced_form {
    const char *code;
    struct form *form;        /* NULL: there is none of this code */
    struct form_count *count; /* of a table */
};

struct trace {
    struct arena *arena;
    const char *templates_dir;
    struct names *names;
    struct notes notes; /* of making forms again: told already */
    struct form_context context;
    VEC(struct traced_form) forms;
};

int trace_open(struct arena *a, const struct report_request *q, struct trace **out, struct err *err)
{
    const struct names_request names = {.config = q->config,
                                        .catalog = q->catalog,
                                        .facts = q->facts,
                                        .templates_dir = q->templates_dir,
                                        .unit = q->unit};
    struct trace *t = arena_alloc(a, sizeof *t);
    struct report_file *file;

    *t = (struct trace){.arena = a, .templates_dir = q->templates_dir};
    notes_init(&t->notes, a);
    if (report_file_load(a, q->templates_dir, q->config->report, &file, err) ||
        names_open(a, &names, &t->notes, &t->names, err))
        return -1;
    names_define(t->names, "can_cu", file->basis);
    t->context = (struct form_context){
        .config = q->config, .catalog = q->catalog, .facts = q->facts, .names = t->names, .unit = q->unit};
    *out = t;
    return 0;
}

/* ---------------------------------------------------------------- forms */

static int form_of(struct trace *t, const char *code, struct traced_form **out, struct err *err)
{
    const char *file = path_join(t->arena, t->templates_dir, arena_printf(t->arena, "bieu/%s.ini", code));
    struct traced_form *f;

    for (size_t i = 0; i < t->forms.n; i++)
        if (strcmp(t->forms.v[i].code, code) == 0) {
            *out = &t->forms.v[i];
            return 0;
        }
    f = vec_add(t->arena, &t->forms);
    *f = (struct traced_form){.code = code};
    *out = f;
    if (!path_is_plain_name(code) || !file_exists(file))
        return 0;
    if (form_load(t->arena, t->templates_dir, code, t->context.catalog, t->context.facts, &f->form, err))
        return -1;
    return form_kind(f->form) == FORM_TABLE ? form_count(t->arena, f->form, &t->context, &f->count, err) : 0;
}

static int form_basis(struct trace *t, const char *id, struct basis **out, struct err *err)
{
    size_t n = strcspn(id, "/");
    struct traced_form *f;

    if (!id[n])
        return 0;
    if (form_of(t, arena_strndup(t->arena, id, n), &f, err))
        return -1;
    if (f->count)
        *out = form_cell_basis(t->arena, f->count, id + n + 1);
    else if (f->form && form_kind(f->form) == FORM_CHART)
        *out = form_bar_basis(t->arena, f->form, &t->context, id + n + 1);
    return 0;
}

/* ---------------------------------------------------------------- figures that only papers have */

static struct basis *named_basis(struct trace *t, const char *name, struct scope s)
{
    return facts_basis(t->context.facts, t->arena, name, s, t->context.unit);
}

static struct basis *target_basis(struct trace *t, const char *name)
{
    int64_t target = names_target(t->names, name);
    struct figure_ref ref;
    struct basis *b;

    if (target < 0 || !facts_find(t->context.facts, name, &ref))
        return NULL;
    b = basis_new(t->arena, BASIS_SETTING, arena_printf(t->arena, FIGURE_TARGET "%s", name),
                  arena_printf(t->arena, "Chỉ tiêu năm: %s", ref.figure->label));
    b->unit_word = "%";
    b->source = arena_printf(t->arena, "tệp cấu hình, mục [chi_tieu_nam], khóa %s", name);
    b->value = (struct value){.state = VALUE_OK, .num = target, .den = FIGURE_WHOLE};
    return b;
}

/* The name without the suffix, NULL if it has none or what is left is no rate. */
static const char *rate_before(struct trace *t, const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    const char *stem = n > m && strcmp(name + n - m, suffix) == 0 ? arena_strndup(t->arena, name, n - m) : NULL;
    struct figure_ref ref;

    return stem && facts_find(t->context.facts, stem, &ref) && names_is_rate(&ref) ? stem : NULL;
}

static struct basis *rest_basis(struct trace *t, const char *name, struct scope s)
{
    struct basis *rate = named_basis(t, name, s), *b = basis_new(t->arena, BASIS_REST, "", rate->label);

    b->label = arena_printf(t->arena, "Phần còn lại của: %s", rate->label);
    b->unit_word = "%";
    b->source = rate->source;
    b->range = rate->range;
    b->value = value_rest(rate->value);
    basis_add(t->arena, b, rate, 1);
    return b;
}

static struct basis *gap_basis(struct trace *t, const char *name, struct scope s)
{
    struct basis *rate = named_basis(t, name, s), *target = target_basis(t, name);
    struct basis *b = basis_new(t->arena, BASIS_POINTS, "", "");

    if (!target)
        return NULL;
    b->label = arena_printf(t->arena, "Chênh lệch so với chỉ tiêu năm: %s", rate->label);
    b->unit_word = "điểm phần trăm";
    b->source = target->source;
    b->range = rate->range;
    b->value = value_points(rate->value, target->value);
    basis_add(t->arena, b, rate, 1);
    basis_add(t->arena, b, target, -1);
    return b;
}

/* ---------------------------------------------------------------- ids */

static struct basis *figure_basis(struct trace *t, const char *id)
{
    struct figure_ref ref;
    const char *name, *stem;
    struct scope s;

    if (!basis_id_parse(t->arena, t->context.catalog, t->context.unit, id, &name, &s))
        return NULL;
    if (strncmp(name, FIGURE_TARGET, strlen(FIGURE_TARGET)) == 0)
        return target_basis(t, name + strlen(FIGURE_TARGET));
    if (facts_find(t->context.facts, name, &ref))
        return named_basis(t, name, s);
    if ((stem = rate_before(t, name, FIGURE_REST)))
        return rest_basis(t, stem, s);
    if ((stem = rate_before(t, name, FIGURE_TARGET_GAP)))
        return gap_basis(t, stem, s);
    return NULL;
}

int trace_basis(struct trace *t, const char *id, struct basis **out, struct err *err)
{
    *out = figure_basis(t, id);
    if (!*out && form_basis(t, id, out, err))
        return -1;
    if (*out)
        (*out)->id = arena_strdup(t->arena, id);
    return 0;
}
