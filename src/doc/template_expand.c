/* Template and figures → Markdown with slots. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/note.h"
#include "base/vi.h"
#include "doc/markdown.h"
#include "doc/phrase.h"
#include "doc/template_impl.h"

enum { TIE_ROOM = 2 /* so many more may be printed when the limit falls into a tie */ };

/* One thing a loop runs over. */
struct item {
    struct scope scope;
    const char *name;
    struct range range; /* LOOP_SECTIONS */
    const char *section;
    int own_start;    /* LOOP_SECTIONS: does not begin with the report's own range */
    int64_t num, den; /* what it is ranked by */
};

typedef VEC(struct item) item_list;

struct loop_state {
    const struct item *item;
    size_t index, count;
};

/* What ranking loops have named: the other end of the list must not name it again. */
struct named {
    enum loop_dim dim;
    const char *rank;
    int descending;
    struct scope scope;
};

struct expander {
    struct arena *arena;
    const struct template_data *data;
    struct buf text;
    size_t line_start;
    int line;    /* of the template, where the current output line began; 0 = nothing yet */
    int control; /* a tag that prints nothing stood on the current output line */
    VEC(int) lines;
    VEC(struct slot) slots;
    VEC(struct named) named;
    struct err *err;
};

static int expand(struct expander *x, const struct part_list *parts, struct scope scope, const struct loop_state *loop);

/* ---------------------------------------------------------------- output */

static void touch(struct expander *x, int line)
{
    if (!x->line)
        x->line = line;
}

static int line_is_blank(const struct expander *x)
{
    const char *s = buf_str(&x->text) + x->line_start;

    return s[strspn(s, " \t")] == '\0';
}

static void end_line(struct expander *x, int line)
{
    touch(x, line);
    if (x->control && x->text.n >= x->line_start && line_is_blank(x)) {
        x->text.n = x->line_start;
        if (x->text.p)
            x->text.p[x->text.n] = '\0';
    } else {
        buf_putc(&x->text, '\n');
        *vec_add(x->arena, &x->lines) = x->line;
        x->line_start = x->text.n;
    }
    x->line = 0;
    x->control = 0;
}

static int put_slot(struct expander *x, const struct slot *slot, int line)
{
    char bytes[4];

    if (x->slots.n >= SLOT_COUNT)
        return err_set(x->err, ST_CONFIG, "%s: báo cáo có quá nhiều giá trị (%u); hãy tách bớt ra phụ lục.",
                       slot->place, SLOT_COUNT);
    touch(x, line);
    buf_add(&x->text, bytes, slot_put(x->slots.n, bytes));
    *vec_add(x->arena, &x->slots) = *slot;
    return 0;
}

/* Tables, charts and fragments are paragraphs: blank lines around. */
static int put_block(struct expander *x, const struct part *part, struct scope scope)
{
    struct slot slot = part->slot;

    slot.scope = scope;
    x->control = 0;
    end_line(x, part->line);
    if (put_slot(x, &slot, part->line))
        return -1;
    end_line(x, part->line);
    return 0;
}

static void put_text(struct expander *x, const char *s, int line)
{
    if (!*s)
        return;
    touch(x, line);
    buf_puts(&x->text, s);
}

/* ---------------------------------------------------------------- loop values */

static char *range_text(const struct expander *x, const struct item *item)
{
    const struct phrase_slot slots[] = {{"tu", {.text = vi_date(x->arena, item->range.from)}},
                                        {"den", {.text = vi_date(x->arena, item->range.to)}}};
    const struct phrases *p = names_phrases(x->data->names);

    if (item->own_start)
        return phrase_string(x->arena, p, PHRASE_RANGE, slots, 2);
    return phrase_string(x->arena, p, PHRASE_RANGE_TO, slots + 1, 1);
}

static const char *loop_text(const struct expander *x, const char *name, const struct loop_state *loop)
{
    size_t n = strcspn(name, ":");
    const char *format = name[n] ? name + n + 1 : "", *text = "";

    if (strncmp(name, "ten", n) == 0)
        text = loop->item->name;
    else if (strncmp(name, "stt", n) == 0)
        text = arena_printf(x->arena, "%zu", loop->index + 1);
    else if (strncmp(name, "dau", n) == 0)
        text = loop->index + 1 < loop->count ? ";" : ".";
    else if (strncmp(name, "khoang", n) == 0)
        text = range_text(x, loop->item);
    else if (strncmp(name, "tu_ngay", n) == 0)
        text = vi_date(x->arena, loop->item->range.from);
    else if (strncmp(name, "den_ngay", n) == 0)
        text = vi_date(x->arena, loop->item->range.to);
    names_format_text(x->arena, text, format, &text);
    return text;
}

/* Which days of a section the text names, NULL if it names none. */
static const char *days_of(const struct expander *x, const char *name, const struct item *item)
{
    size_t n = strcspn(name, ":");

    if (!item->section)
        return NULL;
    if (strncmp(name, "khoang", n) == 0)
        return item->section;
    if (strncmp(name, "tu_ngay", n) == 0 || strncmp(name, "den_ngay", n) == 0)
        return arena_printf(x->arena, "%s_%.*s", item->section, (int)n, name);
    return NULL;
}

/* ---------------------------------------------------------------- conditions */

/* A figure that is missing leaves the question open: neither branch may be printed. Asking for its value tells the user
 * (a note; a final is refused) in the words that the paper would use for it. */
static int tell_unknown(struct expander *x, const char *figure, const char *place, struct scope scope)
{
    struct figure_ref ref;
    struct value v = facts_value(x->data->facts, figure, scope);
    struct text ignored;

    facts_find(x->data->facts, figure, &ref);
    if (v.state == VALUE_NOT_ENTERED) {
        note_add(x->data->notes, NOTE_INFO, "chua_nhap_tuy_chon", place, "chưa nhập '%s': câu này được bỏ qua.",
                 ref.figure->label);
        return 0;
    }
    if (ref.before || ref.change || ref.change_ratio || scope.before) {
        note_add(x->data->notes, NOTE_INFO, "chua_co_cung_ky", place,
                 "chưa có số liệu cùng kỳ của '%s': câu này được bỏ qua.", ref.figure->label);
        return 0;
    }
    return names_text(x->data->names, figure, scope, place, &ignored, x->err);
}

static int ask(struct expander *x, const struct condition *c, struct scope scope, const struct loop_state *loop,
               enum truth *out)
{
    const struct condition_state state = {.data = x->data, .scope = scope, .ordinal = loop ? loop->index + 1 : 0};
    const char *missing = NULL;

    if (condition_test(c, &state, out, &missing, x->err))
        return -1;
    return *out == UNKNOWN && missing ? tell_unknown(x, missing, c->place, scope) : 0;
}

static int expand_if(struct expander *x, const struct part *part, struct scope scope, const struct loop_state *loop)
{
    enum truth answer;
    int failed = 0;

    if (ask(x, part->when, scope, loop, &answer))
        return -1;
    x->control = 1;
    if (answer == TRUE_)
        failed = expand(x, &part->body, scope, loop);
    else if (answer == FALSE_)
        failed = expand(x, &part->otherwise, scope, loop);
    x->control = 1;
    return failed;
}

/* ---------------------------------------------------------------- loops */

static int in_force(const struct expander *x, const struct unit *u)
{
    return catalog_in_force(u->valid_from, u->valid_to, facts_period(x->data->facts)->sections[0].now.to);
}

static void list_units(struct expander *x, struct scope scope, item_list *items)
{
    const struct catalog *c = x->data->catalog;

    for (size_t i = 0; i < c->nunits; i++) {
        struct item *item;

        if (c->units[i].parent != scope.unit || !in_force(x, &c->units[i]))
            continue;
        item = vec_add(x->arena, items);
        item->scope = scope;
        item->scope.unit = (int)i;
        item->name = c->units[i].name;
    }
}

static void list_fields(struct expander *x, struct scope scope, item_list *items)
{
    const struct catalog *c = x->data->catalog;

    for (size_t i = 0; i < c->nfields; i++) {
        struct item *item = vec_add(x->arena, items);

        item->scope = scope;
        item->scope.field = (int)i;
        item->name = c->fields[i].name;
    }
}

static void list_levels(struct expander *x, struct scope scope, item_list *items)
{
    const struct catalog *c = x->data->catalog;
    int present[LEVEL_COMMUNE + 1] = {0};

    for (size_t i = 0; i < c->nunits; i++)
        if (catalog_under(c, (int)i, scope.unit) && in_force(x, &c->units[i]))
            present[c->units[i].level] = 1;
    for (int level = LEVEL_PROVINCE; level <= LEVEL_COMMUNE; level++) {
        struct item *item;

        if (!present[level])
            continue;
        item = vec_add(x->arena, items);
        item->scope = scope;
        item->scope.level = level;
        item->name = x->data->config->level_name[level];
    }
}

static void list_sections(struct expander *x, struct scope scope, item_list *items)
{
    const struct period *p = facts_period(x->data->facts);
    struct range own = p->sections[0].now;

    for (size_t i = 1; i < p->nsections; i++) {
        const struct period_section *s = &p->sections[i];
        struct item *item;

        if (s->now.from == own.from && s->now.to == own.to)
            continue;
        item = vec_add(x->arena, items);
        item->scope = scope;
        item->name = phrase_section(names_phrases(x->data->names), s->name);
        item->range = s->now;
        item->section = s->name;
        item->own_start = s->now.from != own.from;
    }
}

static int same_scope(struct scope x, struct scope y)
{
    return x.unit == y.unit && x.own_only == y.own_only && x.level == y.level && x.field == y.field &&
           x.procedure == y.procedure && x.before == y.before;
}

static int named_at_other_end(const struct expander *x, const struct loop *l, struct scope scope)
{
    for (size_t i = 0; i < x->named.n; i++) {
        const struct named *n = &x->named.v[i];

        if (n->dim == l->dim && n->descending != l->descending && !strcmp(n->rank, l->rank) &&
            same_scope(n->scope, scope))
            return 1;
    }
    return 0;
}

/* What the item is ranked by; 0: it takes no part. */
static int rank_item(const struct expander *x, const struct loop *l, struct item *item)
{
    struct value v = facts_value(x->data->facts, l->rank, item->scope);

    if (!value_fraction(&v, &item->num, &item->den) || named_at_other_end(x, l, item->scope))
        return 0;
    return v.den == 0 || v.den >= x->data->config->rank_minimum;
}

static int keep_items(struct expander *x, const struct loop *l, item_list *items)
{
    size_t kept = 0;

    for (size_t i = 0; i < items->n; i++) {
        struct item *item = &items->v[i];
        enum truth answer = TRUE_;

        if (l->when && ask(x, l->when, item->scope, NULL, &answer))
            return -1;
        if (answer == TRUE_ && (!l->rank || rank_item(x, l, item)))
            items->v[kept++] = *item;
    }
    items->n = kept;
    return 0;
}

static int before_in_rank(const struct item *x, const struct item *y, int descending)
{
    int order = fraction_compare(x->num, x->den, y->num, y->den);

    if (order)
        return descending ? order > 0 : order < 0;
    return x->den > y->den;
}

/* Stable: equal items keep the order of the list. */
static void sort_items(item_list *items, int descending)
{
    for (size_t i = 1; i < items->n; i++) {
        struct item item = items->v[i];
        size_t j = i;

        for (; j > 0 && before_in_rank(&item, &items->v[j - 1], descending); j--)
            items->v[j] = items->v[j - 1];
        items->v[j] = item;
    }
}

static int tied(const item_list *items, size_t i, size_t j)
{
    const struct item *x = &items->v[i], *y = &items->v[j];

    return fraction_compare(x->num, x->den, y->num, y->den) == 0;
}

static void cut_items(item_list *items, const struct loop *l)
{
    size_t limit = (size_t)l->limit, from = limit, to = limit;

    if (!limit || items->n <= limit)
        return;
    if (l->rank && tied(items, limit - 1, limit)) {
        while (from > 0 && tied(items, from - 1, limit))
            from--;
        while (to < items->n && tied(items, to, limit))
            to++;
        if (from == 0 && to == items->n)
            limit = 0; /* all equal: nobody is first */
        else
            limit = to <= limit + TIE_ROOM ? to : from;
    }
    items->n = limit;
}

static int list_items(struct expander *x, const struct loop *l, struct scope scope, item_list *items)
{
    switch (l->dim) {
    case LOOP_UNITS:
        list_units(x, scope, items);
        break;
    case LOOP_FIELDS:
        list_fields(x, scope, items);
        break;
    case LOOP_LEVELS:
        list_levels(x, scope, items);
        break;
    default:
        list_sections(x, scope, items);
        break;
    }
    if (keep_items(x, l, items))
        return -1;
    if (l->rank)
        sort_items(items, l->descending);
    cut_items(items, l);
    for (size_t i = 0; l->rank && l->limit && i < items->n; i++)
        *vec_add(x->arena, &x->named) = (struct named){l->dim, l->rank, l->descending, items->v[i].scope};
    return 0;
}

static int expand_loop(struct expander *x, const struct part *part, struct scope scope)
{
    const struct loop *l = part->loop;
    item_list items = {0};

    if (list_items(x, l, scope, &items))
        return -1;
    x->control = 1;
    if (items.n)
        put_text(x, l->open, part->line);
    for (size_t i = 0; i < items.n; i++) {
        const struct loop_state state = {.item = &items.v[i], .index = i, .count = items.n};

        if (i > 0)
            put_text(x, i + 1 < items.n ? l->join : l->join_last, part->line);
        x->control = 1;
        if (expand(x, &part->body, items.v[i].scope, &state))
            return -1;
    }
    if (items.n)
        put_text(x, l->close, part->line);
    x->control = 1;
    return 0;
}

/* ---------------------------------------------------------------- entrance */

static int expand_slot(struct expander *x, const struct part *part, struct scope scope, const struct loop_state *loop)
{
    struct slot slot = part->slot;

    if (part->alone)
        return put_block(x, part, scope);
    slot.scope = scope;
    if (part->loop_name) {
        slot.text = loop_text(x, part->loop_name, loop);
        slot.days = days_of(x, part->loop_name, loop->item);
    }
    return put_slot(x, &slot, part->line);
}

static int expand(struct expander *x, const struct part_list *parts, struct scope scope, const struct loop_state *loop)
{
    for (size_t i = 0; i < parts->n; i++) {
        const struct part *part = &parts->v[i];
        int failed = 0;

        switch (part->kind) {
        case PART_TEXT:
            put_text(x, part->text, part->line);
            break;
        case PART_LINE_END:
            end_line(x, part->line);
            break;
        case PART_COMMENT:
            x->control = 1;
            break;
        case PART_SLOT:
            failed = expand_slot(x, part, scope, loop);
            break;
        case PART_IF:
            failed = expand_if(x, part, scope, loop);
            break;
        case PART_LOOP:
            failed = expand_loop(x, part, scope);
            break;
        }
        if (failed)
            return -1;
    }
    return 0;
}

int template_expand(struct arena *a, const struct template *t, const struct template_data *d, struct expansion *out,
                    struct err *err)
{
    struct expander x = {.arena = a, .data = d, .err = err};

    buf_init(&x.text, a);
    if (expand(&x, &t->parts, SCOPE_OF(d->unit), NULL))
        return -1;
    if (x.line || x.text.n > x.line_start)
        end_line(&x, x.line);
    *out = (struct expansion){
        .text = buf_str(&x.text), .lines = x.lines.v, .nlines = x.lines.n, .slots = x.slots.v, .nslots = x.slots.n};
    return 0;
}
