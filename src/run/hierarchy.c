#include "run/hierarchy.h"

#include <string.h>

struct held {
    struct csv_row row;
    struct intake_value values[INTAKE_COLUMNS];
    VEC(struct rejection) rejections;
};

struct node {
    const char *code, *parent; /* parent NULL: none */
    const char *old_parent;    /* in the database */
    int known, in_database;
    int row;   /* the accepted row that says so, -1 if the database does */
    int visit; /* walk that came by, 0 none yet */
};

struct hierarchy {
    struct arena *arena;
    VEC(struct held) rows;
    VEC(struct node) nodes;
    struct index index; /* code → node */
    int key, parent;    /* columns */
};

struct hierarchy *hierarchy_new(struct arena *a)
{
    struct hierarchy *h = arena_alloc(a, sizeof *h);

    h->arena = a;
    index_init(&h->index, a);
    return h;
}

static const char *copy(struct arena *a, const char *s)
{
    return s ? arena_strdup(a, s) : NULL;
}

void hierarchy_hold(struct hierarchy *h, const struct intake *in, const struct csv_row *row)
{
    struct held *held = vec_add(h->arena, &h->rows);

    held->row = *row;
    held->row.cells = arena_alloc(h->arena, row->n * sizeof *row->cells);
    for (size_t i = 0; i < row->n; i++)
        held->row.cells[i] = arena_strdup(h->arena, row->cells[i]);
    for (size_t c = 0; c < in->table->ncolumns; c++)
        held->values[c] = (struct intake_value){copy(h->arena, in->values[c].text), in->values[c].number};
    for (size_t i = 0; i < in->rejections.n; i++) {
        struct rejection r = in->rejections.v[i];

        r.text = copy(h->arena, r.text);
        *vec_add(h->arena, &held->rejections) = r;
    }
}

static struct node *node_of(struct hierarchy *h, const char *code)
{
    size_t before = h->nodes.n;
    int at = index_add(&h->index, code, strlen(code), (int)before);

    if (at == (int)before)
        *vec_add(h->arena, &h->nodes) = (struct node){.code = arena_strdup(h->arena, code), .row = -1};
    return &h->nodes.v[at];
}

static int load_units(struct hierarchy *h, struct db *db, const struct intake_table *t, struct err *err)
{
    struct stmt *s;
    int row;

    if (db_prepare(db,
                   arena_printf(h->arena, "SELECT %s, %s FROM %s", t->columns[h->key].name, t->columns[h->parent].name,
                                t->name),
                   &s, err))
        return -1;
    while ((row = stmt_step(s, err)) == 1) {
        struct node *n = node_of(h, stmt_required(s, 0));

        n->in_database = 1;
        n->old_parent = copy(h->arena, stmt_text(s, 1));
    }
    stmt_close(s);
    return row;
}

/* The units as they would be with the rows that are still accepted. */
static void apply_rows(struct hierarchy *h)
{
    for (size_t i = 0; i < h->nodes.n; i++) {
        struct node *n = &h->nodes.v[i];

        n->known = n->in_database;
        n->parent = n->old_parent;
        n->row = -1;
        n->visit = 0;
    }
    for (size_t i = 0; i < h->rows.n; i++) {
        const struct held *r = &h->rows.v[i];
        struct node *n;

        if (r->rejections.n)
            continue;
        n = node_of(h, r->values[h->key].text);
        if (n->row >= 0) /* a second row with the key is the store's affair */
            continue;
        n->known = 1;
        n->parent = r->values[h->parent].text;
        n->row = (int)i;
    }
}

static struct node *parent_of(struct hierarchy *h, const struct node *n)
{
    int at = n->parent ? index_get(&h->index, n->parent, strlen(n->parent)) : -1;

    return at >= 0 && h->nodes.v[at].known ? &h->nodes.v[at] : NULL;
}

static void reject(struct hierarchy *h, struct held *r, enum reject_reason reason, const char *text)
{
    *vec_add(h->arena, &r->rejections) = (struct rejection){reason, h->parent, text};
}

static int reject_orphans(struct hierarchy *h)
{
    int found = 0;

    for (size_t i = 0; i < h->rows.n; i++) {
        struct held *r = &h->rows.v[i];
        const char *parent = r->values[h->parent].text;
        int at;

        if (r->rejections.n || !parent)
            continue;
        at = index_get(&h->index, parent, strlen(parent));
        if (at >= 0 && h->nodes.v[at].known)
            continue;
        reject(h, r, REJECT_UNKNOWN,
               arena_printf(h->arena,
                            "mã '%s' không có trong bảng don_vi, cũng không có trong các dòng được nhận của "
                            "tệp",
                            parent));
        found = 1;
    }
    return found;
}

/* Every unit has one parent: a walk upwards either ends, or meets an earlier walk, or its own trace, which is a loop.
 */
static int reject_loops(struct hierarchy *h)
{
    int found = 0;

    for (size_t i = 0; i < h->nodes.n; i++) {
        int walk = (int)i + 1;
        struct node *n = &h->nodes.v[i], *start;

        while (n && !n->visit) {
            n->visit = walk;
            n = parent_of(h, n);
        }
        if (!n || n->visit != walk)
            continue;
        start = n;
        do {
            if (n->row >= 0) {
                reject(h, &h->rows.v[n->row], REJECT_LOOP,
                       arena_printf(h->arena, "đơn vị '%s' nằm dưới chính nó qua cấp trên '%s'", n->code, n->parent));
                found = 1;
            }
            n = parent_of(h, n);
        } while (n != start);
    }
    return found;
}

int hierarchy_resolve(struct hierarchy *h, struct db *db, const struct intake_table *t, struct err *err)
{
    int found;

    h->parent = intake_self_reference(t);
    h->key = intake_column(t, "ma");
    if (load_units(h, db, t, err))
        return -1;
    do { /* a rejected unit leaves those below it without a parent */
        apply_rows(h);
        found = reject_orphans(h);
        found |= reject_loops(h);
    } while (found);
    return 0;
}

size_t hierarchy_count(const struct hierarchy *h)
{
    return h->rows.n;
}

struct csv_row hierarchy_row(const struct hierarchy *h, size_t i, struct intake *in)
{
    const struct held *r = &h->rows.v[i];

    memcpy(in->values, r->values, sizeof in->values);
    in->rejections.n = 0;
    for (size_t k = 0; k < r->rejections.n; k++)
        *vec_add(in->arena, &in->rejections) = r->rejections.v[k];
    return r->row;
}
