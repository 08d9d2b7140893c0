#include "render/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <hpdf.h>
#include <hpdf_annotation.h>
#include <hpdf_pages.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "render/pdf_draw.h"
#include "render/pdf_font.h"
#include "render/pdf_meta.h"
#include "render/pdf_out.h"
#include "render/pdf_tags.h"

enum {
    PAGES_PER_NODE = 256, /* a flat page tree ends at 32 767 pages */
    XREF_STEP = 16384,    /* libharu copies its object list byte by byte whenever it grows */
    LABELS_MAX = 4000,    /* PDF/A-1: an array has at most 8 191 items; a label is two */
    OUTLINE_DEPTH = 6,
    PRINTED = 4, /* flag of an annotation, which PDF/A wants */
    FILE_MODE = 0640
};

static const double TARGET_ABOVE = 14; /* points shown above the baseline that a link leads to */
static const char ENCODING[] = "UTF-8";
static const char SIGNATURE[] = "ChuKy"; /* name of the field */

struct writer {
    struct arena *arena; /* of this file, freed when it is written */
    const struct document *doc;
    const struct pages *pages;
    const struct font_family *family;
    const struct pdf_options *options;
    struct err *err;

    HPDF_Doc hpdf;
    HPDF_STATUS code, detail; /* the first error: libharu reports later ones as "invalid document" */
    HPDF_Page *page;
    HPDF_Dict fonts; /* resource of all pages: /F1 … /F4 */
    const struct target **by_id;

    struct pdf_out out;
    struct pdf_draw draw;
    struct pdf_tags *tags; /* NULL: untagged */
    struct pdf_own own;    /* objects of the tags */
    struct hash *content;
};

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    struct writer *w = user;

    if (w->code)
        return;
    w->code = code;
    w->detail = detail;
}

/* 0 while nothing failed. Not every failure reaches the handler, but all stay in the document. */
static int check(struct writer *w, const char *what)
{
    HPDF_STATUS code = w->code ? w->code : HPDF_GetError(w->hpdf);

    if (!code)
        return 0;
    if (code == HPDF_FAILD_TO_ALLOC_MEM)
        return err_set(w->err, ST_INTERNAL, "hết bộ nhớ khi %s; hãy chạy trên máy nhiều bộ nhớ hơn.", what);
    return err_set(w->err, ST_INTERNAL, "thư viện PDF báo lỗi 0x%04lX (%lu) khi %s; hãy báo lỗi này cho người bảo trì.",
                   (unsigned long)code, (unsigned long)w->detail, what);
}

static int open_document(struct writer *w)
{
    w->hpdf = HPDF_New(on_error, w);
    if (!w->hpdf)
        return err_set(w->err, ST_INTERNAL, "hết bộ nhớ khi mở thư viện PDF; hãy chạy trên máy nhiều bộ nhớ hơn.");
    w->hpdf->xref->entries->items_per_block = XREF_STEP;
    pdf_out_open(&w->out, w->hpdf, w->arena);
    HPDF_UseUTFEncodings(w->hpdf);
    HPDF_SetCurrentEncoder(w->hpdf, ENCODING);
    HPDF_SetPagesConfiguration(w->hpdf, PAGES_PER_NODE);
    w->fonts = HPDF_Dict_New(w->hpdf->mmgr);
    HPDF_Xref_Add(w->hpdf->xref, w->fonts);
    return check(w, "mở tệp PDF");
}

/* All pages first: links lead forwards too. */
static int add_pages(struct writer *w)
{
    w->page = arena_alloc(w->arena, w->pages->list.n * sizeof *w->page);
    for (size_t i = 0; i < w->pages->list.n; i++) {
        const struct page *p = w->pages->list.v[i];
        HPDF_Page page = HPDF_AddPage(w->hpdf);

        if (check(w, "thêm trang"))
            return -1;
        HPDF_Page_SetWidth(page, (HPDF_REAL)p->width);
        HPDF_Page_SetHeight(page, (HPDF_REAL)p->height);
        HPDF_Dict_Add(HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT), "Font", w->fonts);
        w->page[i] = page;
    }
    return check(w, "thêm trang");
}

/* Where a figure stands, from what is drawn in it: a reader that reflows the text keeps it whole. */
static void add_figures(struct writer *w, const struct page *p)
{
    const struct element *figure = NULL;
    struct pdf_box *box = NULL;

    for (size_t i = 0; i < p->items.n; i++) {
        const struct item *it = &p->items.v[i];
        struct pdf_box b;

        if (!it->element || strcmp(it->element->role, "Figure") != 0)
            continue;
        b = pdf_draw_box(w->draw.metrics, p, it);
        if (it->element != figure) {
            figure = it->element;
            box = arena_alloc(w->arena, sizeof *box);
            *box = b;
            pdf_tags_box(w->tags, figure, box);
        }
        box->left = fmin(box->left, b.left);
        box->bottom = fmin(box->bottom, b.bottom);
        box->right = fmax(box->right, b.right);
        box->top = fmax(box->top, b.top);
    }
}

static int draw_pages(struct writer *w)
{
    for (size_t i = 0; i < w->pages->list.n; i++) {
        HPDF_PageAttr attr = w->page[i]->attr;

        if (w->tags) {
            pdf_tags_page(w->tags, w->page[i]);
            add_figures(w, w->pages->list.v[i]);
        }
        if (pdf_draw_page(&w->draw, w->pages->list.v[i], i, w->err))
            return -1;
        hash_add(w->content, buf_str(&w->draw.out), w->draw.out.n);
        hash_add(w->content, "", 1);
        pdf_out_fill(&w->out, attr->contents, w->draw.out.p, w->draw.out.n);
        if (check(w, "vẽ trang"))
            return -1;
    }
    return 0;
}

static int same_file(const struct writer *w, int a, int b)
{
    return strcmp(w->family->files[a], w->family->files[b]) == 0;
}

/* A font for this face and the later ones of the same file. */
static int add_font(struct writer *w, int face)
{
    static const char *const keys[FACE_COUNT] = {"F1", "F2", "F3", "F4"};
    struct font_face *file;
    HPDF_Dict font;
    font_codes used = {0};
    int some = 0;

    for (int other = face; other < FACE_COUNT; other++)
        for (size_t i = 0; same_file(w, face, other) && i < sizeof used; i++) {
            used[i] |= w->draw.used[other][i];
            some |= used[i];
        }
    if (!some)
        return 0;
    if (font_open(w->arena, w->family->files[face], &file, w->err))
        return -1;
    font = pdf_font_add(&w->out, file, used, w->err);
    if (!font)
        return check(w, "nhúng phông chữ") ? -1 : w->err->status ? -1 : 0;
    for (int other = face; other < FACE_COUNT; other++)
        if (same_file(w, face, other))
            HPDF_Dict_Add(w->fonts, keys[other], font);
    return check(w, "nhúng phông chữ");
}

/* Only faces that print something. */
static int add_fonts(struct writer *w)
{
    for (int face = 0; face < FACE_COUNT; face++) {
        int done = 0;

        for (int earlier = 0; earlier < face; earlier++)
            done |= same_file(w, face, earlier);
        if (!done && add_font(w, face))
            return -1;
    }
    return 0;
}

static int by_id(const void *x, const void *y)
{
    const struct target *a = *(const struct target *const *)x, *b = *(const struct target *const *)y;
    int order = strcmp(a->id, b->id);

    return order ? order : a < b ? -1 : a > b; /* the first of equal names wins */
}

static void sort_targets(struct writer *w)
{
    size_t n = w->pages->targets.n;

    w->by_id = arena_alloc(w->arena, (n + 1) * sizeof *w->by_id);
    for (size_t i = 0; i < n; i++)
        w->by_id[i] = &w->pages->targets.v[i];
    if (n)
        qsort(w->by_id, n, sizeof *w->by_id, by_id);
}

static const struct target *find_target(const struct writer *w, const char *id)
{
    size_t low = 0, high = w->pages->targets.n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (strcmp(w->by_id[mid]->id, id) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low < w->pages->targets.n && strcmp(w->by_id[low]->id, id) == 0 ? w->by_id[low] : NULL;
}

/* Gives a link or an outline entry its destination. A direct array: PDFBox takes no reference here. FitH, because
 * libharu refuses the "keep the zoom" of XYZ. */
static void set_destination(struct writer *w, HPDF_Dict from, const struct target *t)
{
    const struct page *p = w->pages->list.v[t->page];
    HPDF_Array d = HPDF_Array_New(w->hpdf->mmgr);
    double top = p->height - t->y + TARGET_ABOVE;

    if (!d)
        return;
    HPDF_Array_Add(d, w->page[t->page]);
    HPDF_Array_AddName(d, "FitH");
    HPDF_Array_AddReal(d, (HPDF_REAL)(top < p->height ? top : p->height));
    HPDF_Dict_Add(from, "Dest", d);
}

static void add_annotation(struct writer *w, size_t at, HPDF_Dict annotation)
{
    HPDF_Array all = HPDF_Dict_GetItem(w->page[at], "Annots", HPDF_OCLASS_ARRAY);

    if (!all) {
        all = HPDF_Array_New(w->hpdf->mmgr);
        HPDF_Dict_Add(w->page[at], "Annots", all);
    }
    HPDF_Array_Add(all, annotation);
}

static HPDF_Annotation add_link(struct writer *w, size_t at, const struct link *l)
{
    double height = w->pages->list.v[at]->height;
    HPDF_Rect r = {(HPDF_REAL)l->x, (HPDF_REAL)(height - l->y - l->h), (HPDF_REAL)(l->x + l->w),
                   (HPDF_REAL)(height - l->y)};
    HPDF_Annotation a = HPDF_Annotation_New(w->hpdf->mmgr, w->hpdf->xref, HPDF_ANNOT_LINK, r);

    if (!a)
        return NULL;
    add_annotation(w, at, a);
    HPDF_LinkAnnot_SetBorderStyle(a, 0, 0, 0);
    HPDF_Dict_AddNumber(a, "F", PRINTED);
    return a;
}

/* A reference to something that this paper does not print leads nowhere and is plain text. */
static int add_links(struct writer *w)
{
    for (size_t i = 0; i < w->pages->list.n; i++) {
        const struct page *p = w->pages->list.v[i];

        for (size_t k = 0; k < p->links.n; k++) {
            const struct link *l = &p->links.v[k];
            const struct target *t = find_target(w, l->target);
            HPDF_Annotation a = t ? add_link(w, i, l) : NULL;

            if (check(w, "thêm liên kết"))
                return -1;
            if (!a)
                continue;
            set_destination(w, a, t);
            if (!w->tags || !l->element)
                continue;
            /* Where it leads, for who cannot see it. */
            HPDF_Dict_Add(
                a, "Contents",
                HPDF_String_New(w->hpdf->mmgr, t->label ? t->label : t->id, HPDF_GetEncoder(w->hpdf, ENCODING)));
            pdf_tags_annotation(w->tags, w->page[i], l->element, a);
        }
    }
    return check(w, "thêm liên kết");
}

/* What a reader shows of it before it is signed: nothing. PDF/A wants it to be there. */
static HPDF_Dict empty_appearance(struct writer *w, const struct pdf_box *box)
{
    HPDF_MMgr mmgr = w->hpdf->mmgr;
    HPDF_Dict form = pdf_out_stream(&w->out, "", 0), all = HPDF_Dict_New(mmgr);
    const double corners[4] = {0, 0, box->right - box->left, box->top - box->bottom};
    HPDF_Array bounds = HPDF_Array_New(mmgr);

    if (!form || !all || !bounds)
        return NULL;
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddReal(bounds, (HPDF_REAL)corners[i]);
    HPDF_Dict_AddName(form, "Type", "XObject");
    HPDF_Dict_AddName(form, "Subtype", "Form");
    HPDF_Dict_Add(form, "BBox", bounds);
    HPDF_Dict_Add(form, "Resources", HPDF_Dict_New(mmgr));
    HPDF_Dict_Add(all, "N", form);
    return all;
}

/* Field and widget in one dictionary. A signing program that knows the field signs right there. */
static void add_signature(struct writer *w, size_t at, const struct item *i)
{
    HPDF_MMgr mmgr = w->hpdf->mmgr;
    HPDF_Encoder encoder = HPDF_GetEncoder(w->hpdf, ENCODING);
    struct pdf_box box = pdf_draw_box(w->draw.metrics, w->pages->list.v[at], i);
    HPDF_Rect r = {(HPDF_REAL)box.left, (HPDF_REAL)box.bottom, (HPDF_REAL)box.right, (HPDF_REAL)box.top};
    HPDF_Annotation a = HPDF_Annotation_New(mmgr, w->hpdf->xref, HPDF_ANNOT_LINK, r);
    HPDF_Dict form = HPDF_Dict_New(mmgr);
    HPDF_Array fields = HPDF_Array_New(mmgr);

    if (!a || !form || !fields)
        return;
    HPDF_Dict_AddName(a, "Subtype", "Widget"); /* no kind of libharu's */
    HPDF_Dict_AddName(a, "FT", "Sig");
    HPDF_Dict_Add(a, "T", HPDF_String_New(mmgr, SIGNATURE, NULL));
    HPDF_Dict_Add(a, "TU", HPDF_String_New(mmgr, i->element->alt, encoder));
    HPDF_Dict_Add(a, "P", w->page[at]);
    HPDF_Dict_AddNumber(a, "F", PRINTED);
    HPDF_Dict_Add(a, "AP", empty_appearance(w, &box));
    add_annotation(w, at, a);
    HPDF_Array_Add(fields, a);
    HPDF_Dict_Add(form, "Fields", fields);
    HPDF_Xref_Add(w->hpdf->xref, form); /* an object of its own is easier to change for who signs */
    HPDF_Dict_Add(w->hpdf->catalog, "AcroForm", form);
    if (w->tags)
        pdf_tags_annotation(w->tags, w->page[at], i->element, a);
}

static int add_signatures(struct writer *w)
{
    for (size_t i = 0; i < w->pages->list.n; i++)
        for (size_t k = 0; k < w->pages->list.v[i]->items.n; k++)
            if (w->pages->list.v[i]->items.v[k].type == ITEM_SIGNATURE)
                add_signature(w, i, &w->pages->list.v[i]->items.v[k]);
    return check(w, "thêm ô chữ ký");
}

static int add_outline(struct writer *w)
{
    HPDF_Outline parent[OUTLINE_DEPTH + 1] = {0};
    HPDF_Encoder encoder = HPDF_GetEncoder(w->hpdf, ENCODING);

    for (size_t i = 0; i < w->pages->targets.n; i++) {
        const struct target *t = &w->pages->targets.v[i];
        int level = t->outline_level, above;

        if (level < 1 || !t->label)
            continue;
        if (level > OUTLINE_DEPTH)
            level = OUTLINE_DEPTH;
        for (above = level - 1; above > 0 && !parent[above]; above--)
            ;
        parent[level] = HPDF_CreateOutline(w->hpdf, parent[above], t->label, encoder);
        if (!parent[level])
            return check(w, "viết mục lục");
        set_destination(w, parent[level], t);
        for (int below = level + 1; below <= OUTLINE_DEPTH; below++)
            parent[below] = NULL;
    }
    return check(w, "viết mục lục");
}

static const char *part_name(const struct document *d, size_t part)
{
    const struct annex *behind = part > d->nannexes ? document_behind(d, part - d->nannexes - 1) : NULL;

    return behind ? behind->sheet : part <= d->nannexes ? d->annexes[part - 1].number : NULL;
}

/* The numbers printed on the pages, annexes with their name: "3", "Phụ lục I - 2". */
static int add_labels(struct writer *w)
{
    HPDF_MMgr mmgr = w->hpdf->mmgr;
    HPDF_Dict labels = HPDF_Dict_New(mmgr);
    HPDF_Array numbers = HPDF_Array_New(mmgr);
    HPDF_Encoder encoder = HPDF_GetEncoder(w->hpdf, ENCODING);
    int n = 0;

    for (size_t i = 0; i < w->pages->list.n && n < LABELS_MAX; i++) {
        const struct page *p = w->pages->list.v[i], *before = i ? w->pages->list.v[i - 1] : NULL;
        const char *name;
        HPDF_Dict label;

        if (before && before->part == p->part && before->number + 1 == p->number)
            continue;
        label = HPDF_Dict_New(mmgr);
        HPDF_Dict_AddName(label, "S", "D");
        if (p->number > 1)
            HPDF_Dict_AddNumber(label, "St", p->number);
        name = p->part > 0 ? part_name(w->doc, (size_t)p->part) : NULL;
        if (name) {
            const char *prefix = arena_printf(w->arena, "%s - ", name);

            HPDF_Dict_Add(label, "P", HPDF_String_New(mmgr, prefix, encoder));
        }
        HPDF_Array_AddNumber(numbers, (HPDF_INT32)i);
        HPDF_Array_Add(numbers, label);
        n++;
    }
    HPDF_Dict_Add(labels, "Nums", numbers);
    HPDF_Dict_Add(w->hpdf->catalog, "PageLabels", labels);
    return check(w, "đánh số trang");
}

static void add_properties(struct writer *w)
{
    const struct document *d = w->doc;
    const char *const texts[] = {d->title, d->author, d->subject};
    char hash[HASH_HEX];

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash_add(w->content, texts[i], strlen(texts[i]) + 1);
    hash_add(w->content, &d->day, sizeof d->day);
    hash_end(w->content, hash);
    pdf_meta_add(&w->out, d, hash, w->options->archive);
}

/* HPDF_SaveToFile would report success when the disk is full in the last 4 KB. */
static int write_file(struct writer *w, int fd, const char *path)
{
    if (pdf_out_save(&w->out, &w->own, fd))
        return errno ? err_sys(w->err, errno, "không ghi được tệp '%s'", path) : check(w, "đóng tệp PDF");
    return fsync(fd) ? err_sys(w->err, errno, "không ghi được tệp '%s' xuống đĩa", path) : 0;
}

static int save(struct writer *w, const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE), result;

    if (fd < 0)
        return err_sys(w->err, errno, "không tạo được tệp '%s'", path);
    result = write_file(w, fd, path);
    if (close(fd) && !result)
        result = err_sys(w->err, errno, "không ghi được tệp '%s'", path);
    if (result)
        unlink(path);
    return result;
}

static int build(struct writer *w)
{
    if (open_document(w) || add_pages(w))
        return -1;
    if (w->options->tagged) {
        w->tags = pdf_tags_open(&w->out, w->pages->root);
        w->draw.mark = pdf_tags_mark;
        w->draw.ctx = w->tags;
    }
    if (draw_pages(w) || add_fonts(w))
        return -1;
    sort_targets(w);
    if (add_links(w) || add_signatures(w) || add_outline(w) || add_labels(w))
        return -1;
    if (w->tags)
        w->own = pdf_tags_close(w->tags);
    add_properties(w);
    return check(w, "viết thuộc tính của tệp PDF");
}

int pdf_write(const struct document *doc, const struct pages *pages, const struct font_family *fonts,
              const struct pdf_options *options, const char *path, struct err *err)
{
    struct writer *w;
    struct metrics metrics;
    struct arena *a = arena_new();
    int result = -1;

    w = arena_alloc(a, sizeof *w);
    *w = (struct writer){.arena = a,
                         .doc = doc,
                         .pages = pages,
                         .family = fonts,
                         .options = options,
                         .err = err,
                         .content = hash_new(a)};
    if (font_family_metrics(a, fonts, &metrics, err))
        goto out;
    pdf_draw_init(&w->draw, a, &metrics);
    if (build(w) || save(w, path))
        goto out;
    result = 0;
out:
    pdf_out_close(&w->out);
    if (w->hpdf)
        HPDF_Free(w->hpdf);
    arena_free(a);
    return result;
}
