/* A whole document: the report on portrait pages, then each annex with pages of its own. */
#include "render/layout.h"

#include <string.h>

#include "base/note.h"
#include "render/layout_impl.h"
#include "render/table.h"

#define ANNEX_SIZE 11.0
#define ANNEX_HEADER_SIZE 10.5
#define ANNEX_NUMBER_SIZE 8.5
#define ANNEX_ROW_PADDING 3.8

struct element *element_add(struct layout *l, struct element *parent, const char *role)
{
    struct element *e = arena_alloc(l->arena, sizeof *e);

    e->role = role;
    e->index = l->nelements++;
    e->parent = parent ? parent : l->out->root;
    if (!e->parent)
        return e;
    if (e->parent->last)
        e->parent->last->next = e;
    else
        e->parent->first = e;
    e->parent->last = e;
    return e;
}

struct element *element_after(struct layout *l, struct element *sibling, const char *role)
{
    struct element *e = arena_alloc(l->arena, sizeof *e);

    e->role = role;
    e->index = l->nelements++;
    e->parent = sibling->parent;
    e->next = sibling->next;
    sibling->next = e;
    if (e->parent->last == sibling)
        e->parent->last = e;
    return e;
}

static int layout_report(struct layout *l)
{
    struct flow f;

    flow_init(&f, l, 0, 0);
    f.element = element_add(l, NULL, "Part");
    add_letterhead(&f, &l->doc->letterhead);
    if (add_body(&f, l->doc))
        return -1;
    flow_run(&f);
    return 0;
}

static int layout_annex(struct layout *l, const struct annex *x, int part)
{
    const char *name = x->number && *x->number ? x->number : x->title ? x->title : "";
    struct table_style s = {.size = ANNEX_SIZE,
                            .header_size = ANNEX_HEADER_SIZE,
                            .number_size = ANNEX_NUMBER_SIZE,
                            .row_padding = ANNEX_ROW_PADDING};
    struct flow f;

    l->place = name;
    flow_init(&f, l, part, x->landscape);
    f.element = s.element = element_add(l, NULL, "Part");
    s.left = f.frame.left;
    s.right = f.frame.right;
    add_annex_head(&f, x);
    if (f.boxes.n)
        f.boxes.v[0].target = target_add(l, x->id, name, 1);
    if (x->table && add_table(&f, x->table, &s, ANNEX_SIZE))
        return -1;
    flow_fit(&f);
    flow_run(&f);
    return 0;
}

/* ---- what must hold of the whole ---- */

static int has_target(const struct pages *p, const char *id)
{
    for (size_t i = 0; i < p->targets.n; i++)
        if (p->targets.v[i].id && !strcmp(p->targets.v[i].id, id))
            return 1;
    return 0;
}

/* A link without a place to go would be a broken one: the words stay, the link goes. */
static void check_links(struct layout *l)
{
    for (size_t i = 0; i < l->out->list.n; i++) {
        struct page *p = l->out->list.v[i];
        size_t kept = 0;

        for (size_t k = 0; k < p->links.n; k++) {
            if (has_target(l->out, p->links.v[k].target))
                p->links.v[kept++] = p->links.v[k];
            else
                note_add(l->notes, NOTE_WARNING, "lien_ket_khong_co_dich", "",
                         "Văn bản dẫn đến “%s” nhưng báo cáo không có bảng, biểu đồ hay phụ lục ấy.",
                         p->links.v[k].target);
        }
        p->links.n = kept;
    }
}

int layout_document(struct arena *a, const struct document *doc, const struct metrics *m,
                    const struct layout_options *o, struct pages **out, struct notes *notes, struct err *err)
{
    struct layout l = {.arena = a,
                       .doc = doc,
                       .metrics = m,
                       .notes = notes,
                       .err = err,
                       .tag_rows = o->tag_rows,
                       .signature_field = o->signature_field,
                       .place = "phần lời văn"};

    l.out = arena_alloc(a, sizeof *l.out);
    l.out->root = element_add(&l, NULL, "Document");
    if (layout_report(&l))
        return -1;
    for (size_t i = 0; i < doc->nannexes; i++)
        if (layout_annex(&l, &doc->annexes[i], (int)i + 1))
            return -1;
    for (size_t i = 0; document_behind(doc, i); i++)
        if (layout_annex(&l, document_behind(doc, i), (int)(doc->nannexes + 1 + i)))
            return -1;
    text_missing(&l);
    check_links(&l);
    *out = l.out;
    return 0;
}
