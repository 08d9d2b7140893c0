#include <math.h>

#include "base/file.h"
#include "render/pdf.h"
#include "render/pdf_read.h"
#include "sheet.h"

static struct arena *arena;
static char root[256];
static const struct pdf_options TAGGED = {.archive = 1, .tagged = 1};

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    temp_dir(root);
    return 0;
}

static int tear_down(void **state)
{
    struct err e = {.status = ST_OK};

    (void)state;
    dir_remove_all(root, &e);
    arena_free(arena);
    return (int)e.status;
}

/* ---- the structure of a written file ---- */

struct tree {
    struct pdf_file file;
    struct pdf_span parents[100000]; /* entries of the parent tree by key */
    unsigned parent_object[100000];  /* … of an annotation: its element */
    size_t nparents;
    size_t contents; /* marked contents met on pages */
    size_t in_tree;  /* … and under elements */
    size_t elements;
    struct buf ids; /* "(t1h1)" … in order */
};

static int whole(struct pdf_span v, const char *what)
{
    double number;

    if (pdf_number(v, &number))
        fail_msg("%s is no number", what);
    return (int)lround(number);
}

static struct pdf_span part(const struct tree *t, struct pdf_span dict, const char *key)
{
    struct pdf_span v = pdf_get(&t->file, dict, key);

    if (!v.p)
        fail_msg("no %s", key);
    return v;
}

static struct pdf_span object(const struct tree *t, unsigned number)
{
    struct pdf_span stream, v = pdf_object(&t->file, number, &stream);

    if (!v.p)
        fail_msg("object %u", number);
    return v;
}

static int same(struct pdf_span a, struct pdf_span b)
{
    return a.end - a.p == b.end - b.p && memcmp(a.p, b.p, (size_t)(a.end - a.p)) == 0;
}

/* Leaves of the parent tree: keys run on from 0, each leaf tells its limits. */
static void read_parents(struct tree *t, struct pdf_span structure)
{
    struct pdf_span kids = pdf_inside(part(t, part(t, structure, "ParentTree"), "Kids")), item, list, value;

    while (pdf_next(&kids, &item)) {
        struct pdf_span leaf = object(t, pdf_reference_of(item)), limits = pdf_inside(part(t, leaf, "Limits"));

        pdf_next(&limits, &item);
        assert_int_equal(whole(item, "limit"), t->nparents);
        for (list = pdf_inside(part(t, leaf, "Nums")); pdf_next(&list, &item);) {
            assert_int_equal(whole(item, "key"), t->nparents);
            assert_true(pdf_next(&list, &value));
            t->parent_object[t->nparents] = pdf_reference_of(value);
            t->parents[t->nparents++] = value;
        }
        pdf_next(&limits, &item);
        assert_int_equal(whole(item, "limit"), t->nparents - 1);
    }
    assert_int_equal(whole(part(t, structure, "ParentTreeNextKey"), "next key"), t->nparents);
}

/* The kids of an element: a list, or the only one itself. */
static struct pdf_span kids_of(struct pdf_span element)
{
    struct pdf_span dict = {element.p + 2, element.end - 2}, key, value;

    while (pdf_next(&dict, &key) && pdf_next(&dict, &value))
        if (pdf_is(key, "/K"))
            return *value.p == '[' ? pdf_inside(value) : value;
    return (struct pdf_span){0};
}

/* Does /K of the element hold content `mcid` of page object `page`? */
static int holds(const struct tree *t, struct pdf_span element, unsigned page, int mcid)
{
    struct pdf_span list = kids_of(element), item;
    int first = pdf_reference(&t->file, element, "Pg") == page;
    double number;

    while (pdf_next(&list, &item)) {
        if (pdf_reference_of(item))
            continue;
        if (pdf_number(item, &number) == 0 && first && (int)number == mcid)
            return 1;
        if (*item.p == '<' && pdf_is(pdf_get(&t->file, item, "Type"), "/MCR") &&
            pdf_reference(&t->file, item, "Pg") == page && whole(part(t, item, "MCID"), "MCID") == mcid)
            return 1;
    }
    return 0;
}

/* Everything painted stands in one marked content, which its page's entry of the parent tree gives to an element of
 * that role, which has it among its kids. */
static void check_page(struct tree *t, unsigned number)
{
    struct pdf_span page = object(t, number), operand[8], parents, element;
    const unsigned char *p, *end;
    struct buf content;
    int next = 0, marked = 0, n = 0, key = whole(part(t, page, "StructParents"), "StructParents");

    buf_init(&content, arena);
    assert_int_equal(pdf_decode(&t->file, pdf_reference(&t->file, page, "Contents"), &content), 0);
    parents = pdf_inside(t->parents[key]);
    p = (const unsigned char *)buf_str(&content);
    end = p + content.n;
    while ((p = pdf_blank(p, end)) < end) {
        const unsigned char *after = pdf_skip(p, end);
        struct pdf_span word;

        if (after) {
            assert_true(n < 8);
            operand[n++] = (struct pdf_span){p, after};
            p = after;
            continue;
        }
        for (after = p; after<end && * after> ' '; after++)
            ;
        word = (struct pdf_span){p, after};
        if (pdf_is(word, "BDC")) {
            assert_int_equal(n, 2);
            assert_false(marked);
            marked = 1;
            if (!pdf_is(operand[0], "/Artifact")) {
                assert_int_equal(whole(part(t, operand[1], "MCID"), "MCID"), next);
                assert_true(pdf_next(&parents, &element));
                element = object(t, pdf_reference_of(element));
                assert_true(same(part(t, element, "S"), operand[0]));
                assert_true(holds(t, element, number, next));
                next++;
            }
        } else if (pdf_is(word, "EMC")) {
            assert_true(marked);
            marked = 0;
        } else if (pdf_is(word, "TJ") || pdf_is(word, "Tj") || pdf_is(word, "S") || pdf_is(word, "f") ||
                   pdf_is(word, "BT") || pdf_is(word, "q")) {
            assert_true(marked);
        }
        p = after;
        n = 0;
    }
    assert_false(marked);
    assert_false(pdf_next(&parents, &element)); /* and no entry is left */
    t->contents += (size_t)next;
}

static void check_pages(struct tree *t, unsigned node)
{
    struct pdf_span kids, item;

    if (pdf_is(part(t, object(t, node), "Type"), "/Page")) {
        check_page(t, node);
        return;
    }
    for (kids = pdf_inside(part(t, object(t, node), "Kids")); pdf_next(&kids, &item);)
        check_pages(t, pdf_reference_of(item));
}

static void check_cell(const struct tree *t, struct pdf_span element)
{
    struct pdf_span attributes = pdf_get(&t->file, element, "A"), headers, item;

    if (pdf_is(part(t, element, "S"), "/TH"))
        assert_true(part(t, attributes, "Scope").p != NULL);
    if (!attributes.p)
        return;
    for (headers = pdf_inside(pdf_get(&t->file, attributes, "Headers")); pdf_next(&headers, &item);)
        assert_non_null(
            strstr(buf_str(&t->ids), arena_strndup(arena, (const char *)item.p, (size_t)(item.end - item.p))));
}

static void check_element(struct tree *t, unsigned number, unsigned parent)
{
    struct pdf_span element = object(t, number), kids = kids_of(element), item;
    int nkids = 0;

    t->elements++;
    assert_int_equal(pdf_reference(&t->file, element, "P"), parent);
    check_cell(t, element);
    while (pdf_next(&kids, &item)) {
        nkids++;
        if (pdf_reference_of(item)) {
            check_element(t, pdf_reference_of(item), number);
        } else if (*item.p == '<' && pdf_is(pdf_get(&t->file, item, "Type"), "/OBJR")) {
            struct pdf_span annotation = object(t, pdf_reference(&t->file, item, "Obj"));

            assert_int_equal(t->parent_object[whole(part(t, annotation, "StructParent"), "StructParent")], number);
            assert_true(part(t, annotation, "Contents").p != NULL);
        } else {
            t->in_tree++;
        }
    }
    assert_true(nkids <= 8191); /* PDF/A-1 */
}

static struct tree *read_tree(const char *path)
{
    struct tree *t = arena_alloc(arena, sizeof *t);
    struct err e = {.status = ST_OK};
    struct pdf_span catalog, structure, kids, list, item;

    if (pdf_open(arena, path, &t->file, &e))
        fail_msg("%s", e.text);
    catalog = part(t, t->file.trailer, "Root");
    structure = part(t, catalog, "StructTreeRoot");
    assert_true(pdf_is(part(t, part(t, catalog, "MarkInfo"), "Marked"), "true"));
    buf_init(&t->ids, arena);
    if (pdf_get(&t->file, structure, "IDTree").p)
        for (kids = pdf_inside(part(t, part(t, structure, "IDTree"), "Kids")); pdf_next(&kids, &item);)
            for (list = pdf_inside(part(t, object(t, pdf_reference_of(item)), "Names")); pdf_next(&list, &item);)
                if (*item.p == '(')
                    buf_add(&t->ids, item.p, (size_t)(item.end - item.p));
    read_parents(t, structure);
    check_pages(t, pdf_reference(&t->file, catalog, "Pages"));
    check_element(t, pdf_reference(&t->file, structure, "K"), pdf_reference(&t->file, catalog, "StructTreeRoot"));
    assert_int_equal(t->contents, t->in_tree);
    return t;
}

static struct tree *written(struct sheet *s, const struct document *d, const char *name)
{
    struct err e = {.status = ST_OK};
    char *path = path_join(arena, root, name);

    if (pdf_write(d, s->pages, serif(arena), &TAGGED, path, &e) || pdf_verify(s->pages, path, &e))
        fail_msg("%s", e.text);
    return read_tree(path);
}

/* ---- tests ---- */

static void a_paper(void **state)
{
    struct sheet s;
    struct annex annex;
    struct document d;
    struct tree *t;

    (void)state;
    sheet_paper(&s, arena, &annex, &d);
    t = written(&s, &d, "giay.pdf");
    assert_int_equal(t->elements, s.nelements);
    assert_string_equal(buf_str(&t->ids), "(a)(b)(c)(d)");
}

/* One paragraph over two pages; an element without content between two others; text drawn out of reading order. */
static void pages_and_order(void **state)
{
    struct document d = sheet_document();
    struct sheet s;
    struct element *first, *last;

    (void)state;
    sheet_open(&s, arena);
    sheet_page(&s, 0, 1, MM(210), MM(297));
    first = sheet_element(&s, s.pages->root, "P");
    sheet_element(&s, s.pages->root, "P");
    last = sheet_element(&s, s.pages->root, "P");
    s.element = last;
    sheet_text(&s, FACE_REGULAR, 14, 60, 100, 1, "sau", 0);
    s.element = first;
    sheet_text(&s, FACE_REGULAR, 14, 60, 60, 1, "trước", 1);
    sheet_page(&s, 0, 2, MM(210), MM(297));
    sheet_text(&s, FACE_REGULAR, 14, 60, 60, 1, "và tiếp", 0);
    assert_int_equal(written(&s, &d, "thu_tu.pdf")->elements, 4);
}

static void large_tables(void **state)
{
    struct document d = sheet_document();
    struct element *table, *row;
    struct sheet s;

    (void)state;
    sheet_open(&s, arena);
    table = sheet_element(&s, s.pages->root, "Table");
    for (int r = 0; r < 9000; r++) {
        if (r % 500 == 0)
            sheet_page(&s, 0, r / 500 + 1, MM(210), MM(297));
        row = sheet_element(&s, table, "TR");
        s.element = sheet_element(&s, row, r ? "TD" : "TH");
        ((struct element *)(uintptr_t)s.element)->scope_column = r == 0;
        sheet_text(&s, FACE_REGULAR, 6, 60, 40 + r % 500, 1, "ô", 0);
    }
    /* The table goes on in a second one: arrays of PDF/A-1 are short. */
    assert_int_equal(written(&s, &d, "bang.pdf")->elements, 2 + 2 * 9000 + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper),
        cmocka_unit_test(pages_and_order),
        cmocka_unit_test(large_tables),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
